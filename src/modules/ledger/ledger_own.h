/* ledger_own.h - what the files of the ledger share among themselves. */
#pragma once
#include "modules/ledger/ledger.h"

/* 202611 for a day in November 2026. */
int64_t month_of(date);
/* The book of a company, made when there is none, and held until the commit. */
int book_hold(struct ctx *, rid company_id, struct ledger_book *) MUST_USE;
