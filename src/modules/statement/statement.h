/* statement.h - the statements of the books: balance sheet, income, cash flow, store profit, group.
 *
 * They are worked out from the turnover of the accounts (ledger_balance), so that their time does
 * not grow with the number of entries; cash flow and store profit from the entries of the months
 * asked for. Month 13 of a year, into which its profit is carried, is in none of its statements. */
#pragma once
#include "modules/cash/cash.h"

#define MODEL "modules/statement/model.def"
#define REFUSALS "modules/statement/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* The company's whole book as plain text for other programs, to the months' end; each piece is
 * handed to `put`. On one state of the database. */
enum journal_format { JOURNAL_LEDGER, JOURNAL_BEANCOUNT };
typedef int journal_put(void *arg, str piece);
int journal_write(struct ctx *, rid company_id, int64_t month_from, int64_t month_to,
    enum journal_format, journal_put *, void *arg) MUST_USE;
