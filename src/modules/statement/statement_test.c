/* statement_test.c - journals of other programs, posted here, give the balances that those programs
 * give: one of our own, and where $WORKBAY_ACCOUNTING names the directory that holds them, those of
 * hledger's and beancount's examples (single-currency vouchers and their trial balance). */
#include "modules/ledger/ledger_test.h"
#include "kernel/sheet.h"
#include "modules/statement/statement.h"

#include <stdio.h>
#include <stdlib.h>

enum { ACCOUNTS_MAX = 400, FILE_MAX = 4 << 20, LINES_OF_VOUCHER = 60, CODE = 900000 };

struct book {
    struct chain chain;
    struct arena mem;
    struct sheet postings, balances;
    str accounts[ACCOUNTS_MAX];
    size_t n, at;                           /* at: the first row of the next voucher */
};

/* --- files ------------------------------------------------------------------------------------ */

static bool sheet_of(struct book *b, const char *dir, const char *name, struct sheet *out)
{
    char path[500];
    char *bytes = arena_alloc(&b->mem, FILE_MAX);
    size_t n;
    FILE *f;

    assert_true(snprintf(path, sizeof path, "%s/%s", dir, name) < (int)sizeof path);
    f = fopen(path, "re");
    if (f == NULL || bytes == NULL)
        return false;
    n = fread(bytes, 1, FILE_MAX, f);
    fclose(f);
    assert_true(n < FILE_MAX);
    assert_true(sheet_csv(&b->mem, (str){ bytes, n }, out));
    return true;
}

/* "-1200.5" in fen. */
static money amount_of(str s)
{
    int64_t fen = 0, decimals = -1;
    bool minus = s.n > 0 && s.s[0] == '-';

    for (size_t i = minus ? 1 : 0; i < s.n; i++) {
        if (s.s[i] == '.') {
            decimals = 0;
            continue;
        }
        assert_true(s.s[i] >= '0' && s.s[i] <= '9' && decimals < 2);
        fen = fen * 10 + (s.s[i] - '0');
        decimals += decimals >= 0;
    }
    for (decimals = decimals < 0 ? 0 : decimals; decimals < 2; decimals++)
        fen *= 10;
    return FEN(minus ? -fen : fen);
}

/* --- accounts --------------------------------------------------------------------------------- */

static size_t account_at(struct book *b, str name)
{
    for (size_t i = 0; i < b->n; i++)
        if (str_eq(b->accounts[i], name))
            return i;
    assert_true(b->n < ACCOUNTS_MAX);
    b->accounts[b->n] = name;
    return b->n++;
}

static const char *code_of(struct ctx *c, size_t at)
{
    return str_c(&c->mem, str_format(&c->mem, "%d", CODE + (int)at));
}

static enum account_kind kind_of(str name)
{
    return str_starts(name, "Liab") ? KIND_LIABILITY : str_starts(name, "Equity") ? KIND_EQUITY
        : str_starts(name, "Income") ? KIND_INCOME : str_starts(name, "Expense") ? KIND_EXPENSE
        : KIND_ASSET;
}

static int accounts_make(struct ctx *c, void *arg)
{
    struct book *b = arg;

    for (size_t i = 1; i < b->postings.n; i++)
        (void)account_at(b, b->postings.v[i].cells[3]);
    for (size_t i = 0; i < b->n; i++) {
        struct account_title t = { .standard = STANDARD_ENTERPRISE,
            .code = str_of(code_of(c, i)), .name = utf8_cut(b->accounts[i], 60),
            .kind = kind_of(b->accounts[i]) };

        TRY(row_insert(c, account_title, &t));
    }
    return 0;
}

/* --- vouchers --------------------------------------------------------------------------------- */

static int next_voucher(struct ctx *c, void *arg)
{
    struct book *b = arg;
    const struct sheet_row *first = &b->postings.v[b->at];
    struct posting p[LINES_OF_VOUCHER];
    size_t n = 0;

    assert_true(date_parse(first->cells[1], &c->today));
    for (size_t i = b->at; i < b->postings.n &&
            str_eq(b->postings.v[i].cells[0], first->cells[0]); i++) {
        const struct sheet_row *r = &b->postings.v[i];
        money m = amount_of(r->cells[4]);

        assert_true(n < LINES_OF_VOUCHER);
        p[n++] = (struct posting){ code_of(c, account_at(b, r->cells[3])),
            m.fen > 0 ? m : FEN(0), m.fen < 0 ? money_sub(FEN(0), m) : FEN(0), 0 };
    }
    b->at += n;
    return ledger_post(c, b->chain.store_id, p, n, (struct anyref){ &party_model,
        b->chain.party_id }, "导入", "Imported");
}

static int compare(struct ctx *c, void *arg)
{
    struct book *b = arg;

    for (size_t i = 1; i < b->balances.n; i++) {
        size_t at = account_at(b, b->balances.v[i].cells[0]);
        money have;

        TRY(ledger_balance_of(c, b->chain.company_id, code_of(c, at), &have));
        assert_int_equal(have.fen, amount_of(b->balances.v[i].cells[1]).fen);
    }
    return 0;
}

static void reproduce(void **state, const char *dir, const char *postings, const char *balances)
{
    struct book b = { .mem = { .limit = 64 << 20 }, .at = 1 };

    if (!sheet_of(&b, dir, postings, &b.postings) || !sheet_of(&b, dir, balances, &b.balances)) {
        print_message("skipped: %s is not there\n", dir);
        skip();
    }
    assert_true(b.postings.n > 4 && b.balances.n > 4);
    assert_true(chain_open(&b.chain, state));
    assert_int_equal(chain_run(&b.chain, accounts_make, &b, NULL), 0);
    while (b.at < b.postings.n)
        assert_int_equal(chain_run(&b.chain, next_voucher, &b, NULL), 0);
    assert_int_equal(chain_run(&b.chain, compare, &b, NULL), 0);
    assert_int_equal(chain_wrong(&b.chain, ledger_verify), 0);
    assert_int_equal(chain_wrong(&b.chain, statement_verify), 0);
    chain_close(&b.chain);
    arena_free(&b.mem);
}

static void test_own(void **state)
{
    reproduce(state, "test/data", "journal_postings.csv", "journal_balances.csv");
}

static void foreign(void **state, const char *name)
{
    const char *all = getenv("WORKBAY_ACCOUNTING");
    char dir[400];

    if (all == NULL || snprintf(dir, sizeof dir, "%s/%s", all, name) >= (int)sizeof dir) {
        print_message("skipped: WORKBAY_ACCOUNTING is not set\n");
        skip();
    }
    reproduce(state, dir, "postings_single_currency_balanced.csv",
        "expected_single_currency_trial_balance.csv");
}

static void test_hledger(void **state)   { foreign(state, "hledger_1ktxns_100accts_GPL3"); }
static void test_beancount(void **state) { foreign(state, "beancount_example_multicurrency_GPL"); }

const struct CMUnitTest statement_tests[] = {
    { "test_own on SQLite", test_own, NULL, NULL, (void *)"" },
    { "test_hledger on SQLite", test_hledger, NULL, NULL, (void *)"" },
    { "test_beancount on SQLite", test_beancount, NULL, NULL, (void *)"" },
};
const size_t statement_tests_n = COUNT(statement_tests);
