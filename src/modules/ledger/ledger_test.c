/* ledger_test.c - what scenarios cannot reach: posting from C, the reports, and that verify
 * notices. */
#include "modules/ledger/ledger_test.h"

#include "kernel/setup.h"

/* --- the chain ------------------------------------------------------------------------------- */

static int unit_add(struct ctx *c, enum unit_kind kind, const char *code, rid parent_id, rid *out)
{
    const struct unit u = { .name = str_of(code), .code = str_of(code), .kind = kind,
        .parent_id = parent_id };

    return command_call_(c, command_named(STR("unit_create")), 0, &u, out);
}

static int chain_make(struct ctx *c, void *arg)
{
    const struct party party = { .name = STR("顺达车队"), .kind = PARTY_FLEET };
    struct chain *ch = arg;
    rid root;

    TRY(db_int(c, &root, "SELECT id FROM unit WHERE parent_id IS NULL"));
    TRY(unit_add(c, UNIT_COMPANY, "C1", root, &ch->company_id));
    TRY(unit_add(c, UNIT_STORE, "S1", ch->company_id, &ch->store_id));
    TRY(unit_add(c, UNIT_STORE, "S2", ch->company_id, &ch->other_id));
    return command_call_(c, command_named(STR("party_create")), 0, &party, &ch->party_id);
}

bool chain_open(struct chain *ch, void **state)
{
    struct ctx c;

    *ch = (struct chain){ 0 };
    if (!place_open(&ch->place, *(const char *)*state != '\0'))
        return false;
    test_ctx(&c, ch->place.db);
    assert_int_equal(setup_chain(&c), 0);
    ctx_end(&c);
    assert_int_equal(chain_run(ch, chain_make, ch, NULL), 0);
    return true;
}

void chain_close(struct chain *ch) { place_close(&ch->place); }

int chain_run(struct chain *ch, work_fn *work, void *arg, const struct refusal **why)
{
    struct ctx c;
    int r;

    test_ctx(&c, ch->place.db);
    c.new_unit_id = ch->store_id;
    r = db_transaction(&c, work, arg);
    if (why != NULL)
        *why = r > 0 ? c.refused : NULL;
    ctx_end(&c);
    return r;
}

struct checking { int (*check)(struct ctx *, struct verify *); struct verify v; };

static int checking_run(struct ctx *c, void *arg)
{
    struct checking *k = arg;

    return k->check(c, &k->v);
}

uint64_t chain_wrong(struct chain *ch, int (*check)(struct ctx *, struct verify *))
{
    struct checking k = { .check = check };

    assert_int_equal(chain_run(ch, checking_run, &k, NULL), 0);
    assert_true(k.v.checked > 0);
    return k.v.wrong;
}

/* --- posting --------------------------------------------------------------------------------- */

static struct chain *chain_of(void *arg) { return arg; }

static struct anyref source_of(const struct chain *ch)
{
    return (struct anyref){ &party_model, ch->party_id };
}

static int post_sale(struct ctx *c, void *arg)
{
    const struct chain *ch = chain_of(arg);
    const struct posting p[] = {
        { ACCOUNT_RECEIVABLE, FEN(11300), FEN(0), ch->party_id },
        { ACCOUNT_LABOUR_REVENUE, FEN(0), FEN(10000), 0 },
        { ACCOUNT_OUTPUT_VAT, FEN(0), FEN(1300), 0 },
        { ACCOUNT_PARTS_REVENUE, FEN(0), FEN(0), 0 },
    };

    return ledger_post(c, ch->store_id, p, COUNT(p), source_of(ch), "结算", "Settlement");
}

static int post_lame(struct ctx *c, void *arg)
{
    const struct posting p[] = {
        { ACCOUNT_CASH, FEN(100), FEN(0), 0 }, { ACCOUNT_BANK, FEN(0), FEN(99), 0 },
    };

    return ledger_post(c, chain_of(arg)->store_id, p, COUNT(p), source_of(arg), "错", "Wrong");
}

static int post_unknown(struct ctx *c, void *arg)
{
    const struct posting p[] = {
        { "7777", FEN(100), FEN(0), 0 }, { ACCOUNT_BANK, FEN(0), FEN(100), 0 },
    };

    return ledger_post(c, chain_of(arg)->store_id, p, COUNT(p), source_of(arg), "错", "Wrong");
}

static int post_nothing(struct ctx *c, void *arg)
{
    const struct posting p[] = { { ACCOUNT_CASH, FEN(0), FEN(0), 0 } };

    return ledger_post(c, chain_of(arg)->store_id, p, COUNT(p), source_of(arg), "无", "Nothing");
}

static int reverse_all(struct ctx *c, void *arg)
{
    return ledger_reverse(c, source_of(arg), "反结算", "Reversed");
}

struct counted { int64_t vouchers, entries; money receivable; const struct chain *ch; };

static int count_all(struct ctx *c, void *arg)
{
    struct counted *n = arg;

    TRY(db_int(c, &n->vouchers, "SELECT count(*) FROM voucher"));
    TRY(db_int(c, &n->entries, "SELECT count(*) FROM ledger_entry"));
    return ledger_balance_of(c, n->ch->company_id, ACCOUNT_RECEIVABLE, &n->receivable);
}

static struct counted counted(struct chain *ch)
{
    struct counted n = { .ch = ch };

    assert_int_equal(chain_run(ch, count_all, &n, NULL), 0);
    return n;
}

static void test_post(void **state)
{
    const struct refusal *why;
    struct counted n;

    ON_CHAIN(ch, state);
    assert_int_equal(chain_run(&ch, post_nothing, &ch, NULL), 0);
    assert_true(chain_run(&ch, post_lame, &ch, NULL) < 0);
    assert_true(chain_run(&ch, post_unknown, &ch, &why) > 0);
    assert_ptr_equal(why, &LEDGER_NO_ACCOUNT);
    n = counted(&ch);
    assert_int_equal(n.vouchers, 0);
    assert_int_equal(chain_run(&ch, post_sale, &ch, NULL), 0);
    n = counted(&ch);
    assert_int_equal(n.vouchers, 1);
    assert_int_equal(n.entries, 3);
    assert_int_equal(n.receivable.fen, 11300);
    assert_int_equal(chain_run(&ch, reverse_all, &ch, NULL), 0);
    n = counted(&ch);
    assert_int_equal(n.vouchers, 2);
    assert_int_equal(n.entries, 6);
    assert_int_equal(n.receivable.fen, 0);
    assert_int_equal(chain_run(&ch, reverse_all, &ch, NULL), 0);    /* nothing is left to reverse */
    assert_int_equal(counted(&ch).vouchers, 2);
    assert_int_equal(chain_wrong(&ch, ledger_verify), 0);
    chain_close(&ch);
}

/* --- many at once: the numbers have no gap --------------------------------------------------- */

enum { POSTERS = 4, EACH_POSTS = 10 };

static void *poster(void *arg)
{
    for (int i = 0; i < EACH_POSTS; i++)
        if (chain_run(arg, i % 2 == 0 ? post_sale : post_nothing, arg, NULL) != 0)
            return arg;
    return NULL;
}

static void test_gapless(void **state)
{
    pthread_t t[POSTERS];
    void *bad;

    ON_CHAIN(ch, state);
    for (size_t i = 0; i < POSTERS; i++)
        assert_int_equal(pthread_create(&t[i], NULL, poster, &ch), 0);
    for (size_t i = 0; i < POSTERS; i++) {
        assert_int_equal(pthread_join(t[i], &bad), 0);
        assert_null(bad);
    }
    assert_int_equal(counted(&ch).vouchers, POSTERS * EACH_POSTS / 2);
    assert_int_equal(chain_wrong(&ch, ledger_verify), 0);
    chain_close(&ch);
}

/* --- reports --------------------------------------------------------------------------------- */

static int balance_look(struct ctx *c, void *arg)
{
    const struct trial_balance_in in = { .month = 202511, .company_id = chain_of(arg)->company_id };
    const struct trial_balance_in next = { .month = 202512, .company_id = in.company_id };
    struct trial_balance_row_list rows;

    TRY(trial_balance(c, &in, &rows));
    assert_int_equal(rows.n, 3);
    assert_true(str_is(rows.v[0].account, ACCOUNT_RECEIVABLE) && str_is(rows.v[0].name, "应收账款"));
    assert_int_equal(rows.v[0].opening_debit.fen, 0);
    assert_int_equal(rows.v[0].debit.fen, 11300);
    assert_int_equal(rows.v[0].closing_debit.fen, 11300);
    assert_true(str_is(rows.v[1].account, ACCOUNT_OUTPUT_VAT));
    assert_int_equal(rows.v[1].closing_credit.fen, 1300);
    TRY(trial_balance(c, &next, &rows));
    assert_int_equal(rows.n, 3);
    assert_int_equal(rows.v[0].opening_debit.fen, 11300);
    assert_int_equal(rows.v[0].debit.fen, 0);
    assert_int_equal(rows.v[2].closing_credit.fen, 10000);
    return 0;
}

static int month_look(struct ctx *c, void *arg)
{
    const struct trial_balance_in in = { .month = 202514, .company_id = chain_of(arg)->company_id };
    struct trial_balance_row_list rows;

    return trial_balance(c, &in, &rows);
}

static int statement_look(struct ctx *c, void *arg)
{
    struct account_statement_in in = { .account = STR(ACCOUNT_RECEIVABLE), .day_from = c->today,
        .day_to = c->today, .company_id = chain_of(arg)->company_id };
    struct account_statement_row_list rows = { 0 };

    TRY(account_statement(c, &in, &rows));
    assert_int_equal(rows.n, 3);
    assert_int_equal(rows.v[0].balance.fen, 0);
    assert_int_equal(rows.v[1].balance.fen, 11300);
    assert_int_equal(rows.v[2].debit.fen, -11300);
    assert_int_equal(rows.v[2].balance.fen, 0);
    in.day_from.day++, in.day_to.day++;
    rows = (struct account_statement_row_list){ 0 };
    TRY(account_statement(c, &in, &rows));
    assert_int_equal(rows.n, 1);
    in.day_from = in.day_to = c->today;
    in.party_id = 1;
    rows = (struct account_statement_row_list){ 0 };
    TRY(account_statement(c, &in, &rows));
    assert_int_equal(rows.n, 1);
    return 0;
}

static void test_reports(void **state)
{
    ON_CHAIN(ch, state);
    assert_int_equal(chain_run(&ch, post_sale, &ch, NULL), 0);
    assert_int_equal(chain_run(&ch, balance_look, &ch, NULL), 0);
    assert_true(chain_run(&ch, month_look, &ch, NULL) > 0);
    assert_int_equal(chain_run(&ch, reverse_all, &ch, NULL), 0);
    assert_int_equal(chain_run(&ch, statement_look, &ch, NULL), 0);
    chain_close(&ch);
}

/* --- verify notices -------------------------------------------------------------------------- */

static int lose_entry(struct ctx *c, void *arg)
{
    (void)arg;
    return db_script(c, "DELETE FROM ledger_entry WHERE account = '22210102'");
}

static int skip_number(struct ctx *c, void *arg)
{
    (void)arg;
    return db_exec(c, "UPDATE voucher_counter SET last = last + 1");
}

static void test_verify(void **state)
{
    ON_CHAIN(ch, state);
    assert_int_equal(chain_run(&ch, post_sale, &ch, NULL), 0);
    assert_int_equal(chain_wrong(&ch, ledger_verify), 0);
    assert_int_equal(chain_run(&ch, skip_number, &ch, NULL), 0);
    assert_int_equal(chain_wrong(&ch, ledger_verify), 1);
    assert_int_equal(chain_run(&ch, lose_entry, &ch, NULL), 0);
    assert_int_equal(chain_wrong(&ch, ledger_verify), 3); /* and its voucher, and its account */
    chain_close(&ch);
}

const struct CMUnitTest ledger_tests[] = {
    BOTH(test_post), BOTH(test_gapless), BOTH(test_reports), BOTH(test_verify),
};
const size_t ledger_tests_n = COUNT(ledger_tests);
