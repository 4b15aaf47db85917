/* rate.h - how often an address may try to log in. */
#pragma once
#include "kernel/kernel.h"

/* Take one of `per_minute` tries of `key`, which come back evenly; 0, or E_RATE with the seconds to
 * wait. Kept in memory, of bounded size: strangers may share a place, and then share its tries. */
int rate_take(struct ctx *, str key, int per_minute) MUST_USE;
