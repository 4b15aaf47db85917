/* ledger.h - the books: double entry, one book per company.
 *
 * Every voucher balances, is numbered without gaps in its company and month, and is never changed:
 * what was wrong is reversed by a red voucher, the same entries with negative amounts. The turnover
 * of an account (ledger_balance) is kept with each entry and compared with them by verify. */
#pragma once
#include "modules/party/party.h"

#define MODEL "modules/ledger/model.def"
#define REFUSALS "modules/ledger/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* One side of a voucher. One of debit and credit is 0; both 0 and the posting is left out. */
struct posting { const char *account; money debit, credit; rid party_id; };

/* The sides of events that business documents post. They are named by the codes of the enterprise
 * chart; the account itself is what the posting template of the company's standard gives on the
 * day (posting_rule), else the one with this code. An entry keeps both. */
#define ACCOUNT_CASH            "1001"
#define ACCOUNT_BANK            "1002"
#define ACCOUNT_WECHAT          "101201"
#define ACCOUNT_ALIPAY          "101202"
#define ACCOUNT_RECEIVABLE      "1122"
#define ACCOUNT_ADVANCED        "122101"    /* laid out for a customer, who pays it back */
#define ACCOUNT_INTERNAL        "122103"    /* between companies of the group; nil over all */
#define ACCOUNT_PARTS           "1405"
#define ACCOUNT_TRANSFER        "140201"    /* on the road between two stores */
#define ACCOUNT_SHORTAGE        "1901"      /* differences of counts, until they are decided on */
#define ACCOUNT_PAYABLE         "2202"
#define ACCOUNT_PREPAID         "2205"      /* contract liabilities: stored value, deposits */
#define ACCOUNT_DEPOSIT         "224101"    /* deposits that go back to whoever paid them */
#define ACCOUNT_OVERPAID        "224102"    /* paid too much: paid back, or set off */
#define ACCOUNT_INPUT_VAT       "22210101"
#define ACCOUNT_OUTPUT_VAT      "22210102"
#define ACCOUNT_LABOUR_REVENUE  "600101"
#define ACCOUNT_PARTS_REVENUE   "600102"
#define ACCOUNT_OTHER_REVENUE   "600103"
#define ACCOUNT_LABOUR_COST     "640101"
#define ACCOUNT_PARTS_COST      "640102"
#define ACCOUNT_SUNDRY_INCOME   "6301"
#define ACCOUNT_SELLING         "6601"
#define ACCOUNT_ADMIN           "6602"
#define ACCOUNT_FINANCE         "6603"      /* the commission of payment channels */
#define ACCOUNT_SUNDRY_EXPENSE  "6711"
#define ACCOUNT_REWORK          "660101"    /* work done again at our own expense */

enum { POSTINGS_MAX = 500 };                /* in one voucher */

/* Make a voucher of today for the unit, in the book of its company. Debits must equal credits, else
 * it fails (a bug of the caller); nothing but zeros makes no voucher. The texts become its summary;
 * at most 200 bytes each. Refuses when the month is closed, the unit has no company, or an account
 * is not in the chart.
 * It holds the company's book and then the chain of events until the commit. What is held besides
 * is held before: rows, stock, numbers, the book, and only then are audited rows stored. A command
 * that stores rows of its own first and posts afterwards makes PostgreSQL find deadlocks and run it
 * again. */
int ledger_post(struct ctx *, rid unit_id, const struct posting *, size_t n, struct anyref source,
    const char *text_zh, const char *text_en) MUST_USE;

/* Hold the books of two companies until the commit, in the order of their ids: before what posts in
 * both. */
int ledger_hold(struct ctx *, rid company_id, rid other_id) MUST_USE;

/* Reverse, today, all vouchers of a document that are not reversed yet; none is well too. */
int ledger_reverse(
    struct ctx *, struct anyref source, const char *text_zh, const char *text_en) MUST_USE;

/* Debits less credits of an account in a company's book, over all months. */
int ledger_balance_of(struct ctx *, rid company_id, const char *account, money *out) MUST_USE;

/* The company that a report is asked for, else the asker's own: whoever keeps books in a store sees
 * its company's, headquarters of a group with one company that one's. Refused at "company_id", or
 * when the asker's unit belongs to none of several. */
int ledger_company(struct ctx *, rid asked, rid *company_id) MUST_USE;
/* By which standard the company keeps its book. */
int ledger_standard(struct ctx *, rid company_id, enum book_standard *out) MUST_USE;

/* May the company's month be closed, for all that the modules above the ledger know? Written by the
 * module of the statements; refuses and says what is left to do. */
int books_may_close(struct ctx *, rid company_id, int64_t month) MUST_USE;
