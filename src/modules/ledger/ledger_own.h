/* ledger_own.h - what the files of the ledger share among themselves. */
#pragma once
#include "modules/ledger/ledger.h"

/* 202611 for a day in November 2026. */
int64_t month_of(date);
/* The book of a company, made when there is none, and held until the commit. */
int book_hold(struct ctx *, rid company_id, struct ledger_book *) MUST_USE;
/* unit_id and day are given (and month, where it is not that of the day); the rest of the head of a
 * posted voucher follows from them. Holds the book; refused when the month is closed. `by`: the
 * standard whose accounts were read before, 0 for none. */
int voucher_number(struct ctx *, struct voucher *, enum book_standard by) MUST_USE;
/* An account of the company's chart by its code, or LEDGER_NO_ACCOUNT. */
int account_find(struct ctx *, rid company_id, str code, struct account_title *) MUST_USE;
/* One entry, and its account's turnover. p->account is the side, "" for one made by hand. */
int entry_post(struct ctx *, const struct voucher *, str account, const struct posting *) MUST_USE;
/* The sums of both sides; a posting on both at once is a bug. */
int postings_sum(const struct posting *, size_t n, money *debit, money *credit) MUST_USE;
/* A new voucher with the entries of `old`, negative. */
int red_voucher(struct ctx *, const struct voucher *old, str why, str why_en) MUST_USE;
