/* commission_own.h - what the files of this module share. */
#pragma once
#include "modules/commission/commission.h"

/* The month of a day, as 202611. */
int64_t commission_month_of(date);

#define ACCOUNT_WAGES "2211"                /* a side of events, as those of ledger.h */
