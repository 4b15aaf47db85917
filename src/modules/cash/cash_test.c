/* cash_test.c - what scenarios of this module cannot reach: settling a document with its cost, two
 * cashiers at once, rounding over many amounts, the reports, and that verify notices. */
#include "modules/ledger/ledger_test.h"
#include "modules/cash/cash.h"

struct desk { struct chain chain; rid settlement_id; struct settlement_open_in in; };

static struct anyref order_of(const struct desk *d)
{
    return (struct anyref){ &unit_model, d->chain.other_id };
}

static int settle(struct ctx *c, void *arg)
{
    struct desk *d = arg;

    return command_make(c, settlement_open, &d->in, &d->settlement_id);
}

static bool desk_open(struct desk *d, void **state)
{
    *d = (struct desk){ 0 };
    if (!chain_open(&d->chain, state))
        return false;
    d->in = (struct settlement_open_in){ .party_id = d->chain.party_id, .source = order_of(d),
        .labour_total = FEN(10000), .parts_total = FEN(12600), .cost = FEN(7000) };
    assert_int_equal(chain_run(&d->chain, settle, d, NULL), 0);
    return true;
}

#define ON_DESK(d, state) \
    struct desk d; \
    if (!desk_open(&d, state)) { \
        print_message("skipped: WORKBAY_TEST_PG is not set\n"); \
        skip(); \
    }

struct paying { struct desk *d; struct payment_receive_in in; };

static int pay_run(struct ctx *c, void *arg)
{
    const struct paying *p = arg;

    return command_call(c, payment_receive, p->d->settlement_id, &p->in);
}

static const struct refusal *pay(struct desk *d, enum payment_method method, int64_t fen)
{
    struct paying p = { d, { .method = method, .amount = FEN(fen) } };
    const struct refusal *why;

    assert_true(chain_run(&d->chain, pay_run, &p, &why) >= 0);
    return why;
}

struct asked { struct desk *d; bool one, all; money cost, parts, vat, receivable; };

static int ask(struct ctx *c, void *arg)
{
    struct asked *a = arg;
    rid company_id = a->d->chain.company_id;

    TRY(cash_paid(c, a->d->settlement_id, &a->one));
    TRY(cash_paid_for(c, order_of(a->d), &a->all));
    TRY(ledger_balance_of(c, company_id, ACCOUNT_PARTS_COST, &a->cost));
    TRY(ledger_balance_of(c, company_id, ACCOUNT_PARTS, &a->parts));
    TRY(ledger_balance_of(c, company_id, ACCOUNT_OUTPUT_VAT, &a->vat));
    return ledger_balance_of(c, company_id, ACCOUNT_RECEIVABLE, &a->receivable);
}

static struct asked asked(struct desk *d)
{
    struct asked a = { .d = d };

    assert_int_equal(chain_run(&d->chain, ask, &a, NULL), 0);
    return a;
}

/* --- a document's settlement ----------------------------------------------------------------- */

static int undo(struct ctx *c, void *arg)
{
    const struct cash_reason_in why = { .reason = STR("项目录错") };

    return command_call(c, settlement_reverse, ((struct desk *)arg)->settlement_id, &why);
}

static void test_settle(void **state)
{
    const struct refusal *why;
    struct asked a;

    ON_DESK(d, state);
    a = asked(&d);
    assert_false(a.one || a.all);
    assert_int_equal(a.vat.fen, -2600);
    assert_int_equal(a.receivable.fen, 22600);
    assert_int_equal(a.cost.fen, 7000);
    assert_int_equal(a.parts.fen, -7000);
    assert_true(chain_run(&d.chain, settle, &d, &why) > 0);    /* once for each payer */
    assert_ptr_equal(why, &E_TAKEN);
    assert_null(pay(&d, PAY_CASH, 22600));
    a = asked(&d);
    assert_true(a.one && a.all);
    assert_int_equal(a.receivable.fen, 0);
    assert_true(chain_run(&d.chain, undo, &d, &why) > 0);
    assert_ptr_equal(why, &CASH_STILL_PAID);
    assert_int_equal(chain_wrong(&d.chain, cash_verify), 0);
    assert_int_equal(chain_wrong(&d.chain, ledger_verify), 0);
    chain_close(&d.chain);
}

static void test_undo(void **state)
{
    struct asked a;

    ON_DESK(d, state);
    assert_int_equal(chain_run(&d.chain, undo, &d, NULL), 0);
    a = asked(&d);
    assert_false(a.one || a.all);
    assert_int_equal(a.vat.fen, 0);
    assert_int_equal(a.cost.fen, 0);
    assert_int_equal(a.parts.fen, 0);
    assert_int_equal(chain_run(&d.chain, settle, &d, NULL), 0);    /* and settled again */
    assert_int_equal(asked(&d).receivable.fen, 22600);
    d.in = (struct settlement_open_in){ .party_id = d.in.party_id, .labour_total = FEN(500),
        .discount = FEN(500) };
    assert_int_equal(chain_run(&d.chain, settle, &d, NULL), 0);    /* nothing due is paid at once */
    assert_true(asked(&d).one);
    assert_int_equal(chain_wrong(&d.chain, cash_verify), 0);
    chain_close(&d.chain);
}

/* --- two cashiers ---------------------------------------------------------------------------- */

struct till { struct paying p; pthread_barrier_t *start; int done; const struct refusal *why; };

static void *till_run(void *arg)
{
    struct till *t = arg;

    pthread_barrier_wait(t->start);
    t->done = chain_run(&t->p.d->chain, pay_run, &t->p, &t->why);
    return NULL;
}

static void test_overpay(void **state)
{
    pthread_barrier_t start;
    pthread_t t[2];

    ON_DESK(d, state);
    assert_int_equal(pthread_barrier_init(&start, NULL, 2), 0);
    struct till tills[2] = {
        { .p = { &d, { .method = PAY_CASH, .amount = FEN(12000) } }, .start = &start },
        { .p = { &d, { .method = PAY_WECHAT, .amount = FEN(12000) } }, .start = &start },
    };
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&t[i], NULL, till_run, &tills[i]), 0);
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_join(t[i], NULL), 0);
    pthread_barrier_destroy(&start);
    assert_int_equal((tills[0].done == 0) + (tills[1].done == 0), 1);
    assert_ptr_equal(tills[tills[0].done == 0 ? 1 : 0].why, &CASH_TOO_MUCH);
    assert_int_equal(asked(&d).receivable.fen, 10600);
    assert_int_equal(chain_wrong(&d.chain, cash_verify), 0);
    chain_close(&d.chain);
}

/* --- a busy desk: settling, paying and taking back at once, and all adds up ------------------ */

enum { DESKS = 4, EACH_DESK = 8 };

static int sell(struct ctx *c, void *arg)
{
    const struct desk *d = arg;
    const struct settlement_open_in in = { .party_id = d->chain.party_id,
        .labour_total = FEN(1130) };
    const struct payment_receive_in cash = { .method = PAY_CASH, .amount = FEN(1130) };
    rid settlement_id;

    TRY(command_make(c, settlement_open, &in, &settlement_id));
    return command_call(c, payment_receive, settlement_id, &cash);
}

static int newest_back(struct ctx *c, void *arg)
{
    const struct cash_reason_in why = { .reason = STR("退款") };
    rid payment_id;

    (void)arg;
    TRY(db_int(c, &payment_id, "SELECT id FROM payment WHERE state = 'received' ORDER BY id DESC LIMIT 1"));
    return payment_id != 0 ? command_call(c, payment_reverse, payment_id, &why) : 0;
}

static void *desk_run(void *arg)
{
    for (int i = 0; i < EACH_DESK; i++) {
        const struct refusal *why;

        if (chain_run(&((struct desk *)arg)->chain, sell, arg, NULL) != 0)
            return arg;
        /* Another desk may have taken the same payment back a moment ago. */
        if (i % 2 == 1 && chain_run(&((struct desk *)arg)->chain, newest_back, arg, &why) < 0)
            return arg;
    }
    return NULL;
}

static void test_busy(void **state)
{
    pthread_t t[DESKS];
    void *bad;

    ON_DESK(d, state);
    for (size_t i = 0; i < DESKS; i++)
        assert_int_equal(pthread_create(&t[i], NULL, desk_run, &d), 0);
    for (size_t i = 0; i < DESKS; i++) {
        assert_int_equal(pthread_join(t[i], &bad), 0);
        assert_null(bad);
    }
    assert_int_equal(chain_wrong(&d.chain, cash_verify), 0);
    assert_int_equal(chain_wrong(&d.chain, ledger_verify), 0);
    chain_close(&d.chain);
}

/* --- rounding: every split adds up, and no class of revenue turns negative ------------------- */

static int settle_many(struct ctx *c, void *arg)
{
    struct desk *d = arg;
    uint64_t seed = 1;
    int64_t negative;

    for (int i = 0; i < 200; i++) {
        struct settlement_open_in in = { .party_id = d->chain.party_id };
        int64_t most = i < 60 ? 4 : 999983, n[4];

        for (size_t k = 0; k < COUNT(n); k++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            n[k] = (int64_t)((seed >> 33) % (uint64_t)most);
        }
        in.labour_total = FEN(n[0]), in.parts_total = FEN(n[1]), in.other_total = FEN(n[2]);
        in.discount = FEN(n[3] % (n[0] + n[1] + n[2] + 1));
        TRY(command_make(c, settlement_open, &in, NULL));
    }
    TRY(db_int(c, &negative, "SELECT count(*) FROM ledger_entry WHERE debit < 0 OR credit < 0"));
    assert_int_equal(negative, 0);
    return 0;
}

static void test_rounding(void **state)
{
    ON_DESK(d, state);
    assert_int_equal(chain_run(&d.chain, settle_many, &d, NULL), 0);
    assert_int_equal(chain_wrong(&d.chain, cash_verify), 0);
    assert_int_equal(chain_wrong(&d.chain, ledger_verify), 0);
    chain_close(&d.chain);
}

/* --- a small taxpayer ------------------------------------------------------------------------ */

static int make_small(struct ctx *c, void *arg)
{
    struct desk *d = arg;
    struct setting_value v = { .name = STR("vat_small_taxpayer"),
        .for_unit_id = d->chain.company_id,
        .valid_from = c->today,
        .value = 1,
        .source = STR("税务登记") };

    return row_insert(c, setting_value, &v);
}

static int settlement_look(struct ctx *c, void *arg)
{
    struct settlement s;

    TRY(db_get(c, settlement, &s, ((struct desk *)arg)->settlement_id));
    assert_int_equal(s.tax_rate.ppm, 10000);
    assert_int_equal(s.tax.fen, 224);           /* 226.00 / 1.01 * 0.01 = 2.2376 */
    return 0;
}

static void test_small(void **state)
{
    ON_DESK(d, state);
    assert_int_equal(chain_run(&d.chain, make_small, &d, NULL), 0);
    d.in.source = (struct anyref){ 0 };
    assert_int_equal(chain_run(&d.chain, settle, &d, NULL), 0);
    assert_int_equal(chain_run(&d.chain, settlement_look, &d, NULL), 0);
    chain_close(&d.chain);
}

/* --- reports and verify ---------------------------------------------------------------------- */

static int take_back(struct ctx *c, void *arg)
{
    const struct cash_reason_in why = { .reason = STR("退款") };
    rid payment_id;

    (void)arg;
    TRY(db_int(c, &payment_id, "SELECT id FROM payment WHERE amount = 600 ORDER BY id LIMIT 1"));
    return command_call(c, payment_reverse, payment_id, &why);
}

static int reports_look(struct ctx *c, void *arg)
{
    struct desk *d = arg;
    struct cashier_day_in day = { .store_id = d->chain.store_id };
    struct receivables_in of = { .store_id = d->chain.store_id };
    struct cashier_day_row_list taken;
    struct receivables_row_list open;

    TRY(cashier_day(c, &day, &taken));
    assert_int_equal(taken.n, 2);
    assert_int_equal(taken.v[0].method, PAY_CASH);
    assert_int_equal(taken.v[0].payments, 2);
    assert_int_equal(taken.v[0].received.fen, 10600);
    assert_int_equal(taken.v[0].reversals, 1);
    assert_int_equal(taken.v[0].net.fen, 10000);
    assert_int_equal(taken.v[1].net.fen, 2000);
    day.day.day = c->today.day - 1;
    TRY(cashier_day(c, &day, &taken));
    assert_int_equal(taken.n, 0);
    TRY(receivables(c, &of, &open));
    assert_int_equal(open.n, 1);
    assert_int_equal(open.v[0].open.fen, 10600);
    assert_true(str_is(open.v[0].party, "顺达车队"));
    of.party_id = 1;
    TRY(receivables(c, &of, &open));
    assert_int_equal(open.n, 0);
    return 0;
}

static int pocket(struct ctx *c, void *arg)
{
    (void)arg;
    return db_script(c, "UPDATE payment SET amount = amount - 1 WHERE method = 'wechat'");
}

static void test_reports(void **state)
{
    ON_DESK(d, state);
    assert_null(pay(&d, PAY_CASH, 10000));
    assert_null(pay(&d, PAY_CASH, 600));
    assert_null(pay(&d, PAY_WECHAT, 2000));
    assert_int_equal(chain_run(&d.chain, take_back, NULL, NULL), 0);
    assert_int_equal(chain_run(&d.chain, reports_look, &d, NULL), 0);
    assert_int_equal(chain_wrong(&d.chain, cash_verify), 0);
    assert_int_equal(chain_run(&d.chain, pocket, NULL, NULL), 0);
    assert_int_equal(chain_wrong(&d.chain, cash_verify), 1);
    chain_close(&d.chain);
}

const struct CMUnitTest cash_tests[] = {
    BOTH(test_settle), BOTH(test_undo), BOTH(test_overpay), BOTH(test_busy), BOTH(test_rounding),
    BOTH(test_small), BOTH(test_reports),
};
const size_t cash_tests_n = COUNT(cash_tests);
