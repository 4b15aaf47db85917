/* stock_test.c - what scenarios of this module cannot reach: reserving, issuing and returning for a
 * document, two callers for the last part, the reports, and that verify notices. */
#include "modules/ledger/ledger_test.h"
#include "modules/stock/stock.h"

/* Three filters for 10.00 in the store; a and b stand for two documents that want them. */
struct shelf { struct chain chain; rid part_id; struct anyref a, b; };

static int shelf_fill(struct ctx *c, void *arg)
{
    const struct part part = { .code = STR("OF-1"), .name = STR("机油滤清器"), .unit = STR("个"),
        .origin = ORIGIN_ORIGINAL, .minimum = { 5000 } };
    struct shelf *s = arg;
    struct stock_receipt_line_in line = { .quantity = { 3000 }, .price = { 3333333 } };
    const struct stock_receipt_open_in in = { .supplier_id = s->chain.party_id,
        .lines = { &line, 1 } };
    rid receipt_id;

    TRY(command_call_(c, command_named(STR("part_create")), 0, &part, &s->part_id));
    line.part_id = s->part_id;
    TRY(command_make(c, stock_receipt_open, &in, &receipt_id));
    TRY(command_call(c, stock_receipt_receive, receipt_id, &(struct no_input){ }));
    s->a = (struct anyref){ &unit_model, s->chain.store_id };
    s->b = (struct anyref){ &unit_model, s->chain.other_id };
    return 0;
}

static bool shelf_open(struct shelf *s, void **state)
{
    *s = (struct shelf){ 0 };
    if (!chain_open(&s->chain, state))
        return false;
    assert_int_equal(chain_run(&s->chain, shelf_fill, s, NULL), 0);
    return true;
}

#define ON_SHELF(s, state) \
    struct shelf s; \
    if (!shelf_open(&s, state)) { \
        print_message("skipped: WORKBAY_TEST_PG is not set\n"); \
        skip(); \
    }

/* One call of stock.h, with what it is given. */
struct act {
    struct shelf *s;
    enum { RESERVE, UNRESERVE, RELEASE, MOVE_TO_B, ISSUE, ISSUE_RESERVED, RETURN } what;
    struct anyref for_;
    int64_t milli;
    money cost;                             /* given to RETURN, given back by ISSUE */
    int64_t free, wanted;                   /* of the refusal */
};

static int act_once(struct ctx *c, struct act *a)
{
    rid store_id = a->s->chain.store_id, part_id = a->s->part_id;
    qty n = { a->milli };

    switch (a->what) {
    case RESERVE:        return stock_reserve(c, store_id, part_id, n, a->for_);
    case UNRESERVE:      return stock_unreserve(c, store_id, part_id, n, a->for_);
    case RELEASE:        return stock_release(c, a->for_);
    case MOVE_TO_B:      return stock_reservation_move(c, a->for_, a->s->b);
    case ISSUE:          return stock_issue(c, store_id, part_id, n, false, a->for_, &a->cost);
    case ISSUE_RESERVED: return stock_issue(c, store_id, part_id, n, true, a->for_, &a->cost);
    case RETURN:         return stock_return(c, store_id, part_id, n, a->cost, a->for_);
    }
    return DB_FAILED;
}

static int act_run(struct ctx *c, void *arg)
{
    struct act *a = arg;
    int r = act_once(c, a);

    a->free = r > 0 ? c->args[1].i : 0;
    a->wanted = r > 0 ? c->args[2].i : 0;
    return r;
}

static const struct refusal *act(struct act *a)
{
    const struct refusal *why = NULL;
    int r = chain_run(&a->s->chain, act_run, a, &why);

    assert_true(r >= 0);
    return why;
}

static int balance_read(struct ctx *c, void *arg)
{
    struct stock_balance *b = arg;

    return stock_of(c, b->unit_id, b->part_id, b);
}

static void assert_shelf(struct shelf *s, int64_t on_hand, int64_t reserved, int64_t fen)
{
    struct stock_balance b = { .unit_id = s->chain.store_id, .part_id = s->part_id };

    assert_int_equal(chain_run(&s->chain, balance_read, &b, NULL), 0);
    assert_int_equal(b.on_hand.milli, on_hand);
    assert_int_equal(b.reserved.milli, reserved);
    assert_int_equal(b.value.fen, fen);
    assert_int_equal(chain_wrong(&s->chain, stock_verify), 0);
}

/* --- reserving ------------------------------------------------------------------------------- */

static void test_reserve(void **state)
{
    ON_SHELF(s, state);
    struct act two = { &s, RESERVE, s.a, 2000 }, other = { &s, RESERVE, s.b, 1001 };

    assert_null(act(&two));
    assert_shelf(&s, 3000, 2000, 1000);
    assert_ptr_equal(act(&other), &STOCK_SHORT);
    assert_int_equal(other.free, 1000);
    assert_int_equal(other.wanted, 1001);
    other.milli = 1000;
    assert_null(act(&other));
    assert_shelf(&s, 3000, 3000, 1000);
    assert_ptr_equal(act(&(struct act){ &s, UNRESERVE, s.a, 2001 }), &STOCK_NOT_RESERVED);
    assert_null(act(&(struct act){ &s, UNRESERVE, s.a, 500 }));
    assert_null(act(&(struct act){ &s, MOVE_TO_B, s.a, 0 }));
    assert_shelf(&s, 3000, 2500, 1000);
    assert_ptr_equal(act(&(struct act){ &s, UNRESERVE, s.a, 1 }), &STOCK_NOT_RESERVED);
    assert_null(act(&(struct act){ &s, RELEASE, s.b, 0 }));
    assert_null(act(&(struct act){ &s, RELEASE, s.b, 0 }));
    assert_shelf(&s, 3000, 0, 1000);
    chain_close(&s.chain);
}

/* --- to the job and back --------------------------------------------------------------------- */

static void test_issue(void **state)
{
    ON_SHELF(s, state);
    struct act one = { &s, ISSUE_RESERVED, s.a, 1000 }, more = { &s, ISSUE_RESERVED, s.a, 2000 };

    assert_null(act(&(struct act){ &s, RESERVE, s.a, 2000 }));
    assert_ptr_equal(act(&(struct act){ &s, ISSUE, s.b, 2000 }), &STOCK_SHORT);
    assert_ptr_equal(act(&(struct act){ &s, ISSUE_RESERVED, s.b, 2000 }), &STOCK_SHORT);
    assert_null(act(&one));
    assert_int_equal(one.cost.fen, 333);
    assert_shelf(&s, 2000, 1000, 667);
    assert_null(act(&more)); /* one reserved, one free: the last takes the rest */
    assert_int_equal(more.cost.fen, 667);
    assert_shelf(&s, 0, 0, 0);
    assert_ptr_equal(act(&(struct act){ &s, RETURN, s.b, 1000 }), &STOCK_NOT_ISSUED);
    assert_ptr_equal(act(&(struct act){ &s, RETURN, s.a, 3001, FEN(1) }), &STOCK_NOT_ISSUED);
    assert_null(act(&(struct act){ &s, RETURN, s.a, 1000, FEN(333) }));
    assert_shelf(&s, 1000, 0, 333);
    assert_true(
        chain_run(&s.chain, act_run, &(struct act){ &s, RETURN, s.a, 1000, FEN(668) }, NULL) < 0);
    assert_null(act(&(struct act){ &s, RETURN, s.a, 2000, FEN(667) }));
    assert_shelf(&s, 3000, 0, 1000);
    chain_close(&s.chain);
}

/* --- two callers for the last part ----------------------------------------------------------- */

enum { ROUNDS = 10 };

struct caller { struct act act; pthread_barrier_t *start; int done; const struct refusal *why; };

static void *caller_run(void *arg)
{
    struct caller *k = arg;

    pthread_barrier_wait(k->start);
    k->done = chain_run(&k->act.s->chain, act_run, &k->act, &k->why);
    return NULL;
}

static void both_at_once(struct caller k[2])
{
    pthread_barrier_t start;
    pthread_t t[2];

    assert_int_equal(pthread_barrier_init(&start, NULL, 2), 0);
    for (int i = 0; i < 2; i++) {
        k[i].start = &start;
        assert_int_equal(pthread_create(&t[i], NULL, caller_run, &k[i]), 0);
    }
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_join(t[i], NULL), 0);
    pthread_barrier_destroy(&start);
}

static void test_last_part(void **state)
{
    ON_SHELF(s, state);
    assert_null(act(&(struct act){ &s, RESERVE, { &party_model, s.chain.party_id }, 2000 }));
    for (int round = 0; round < ROUNDS; round++) {
        struct caller k[2] = { { .act = { &s, RESERVE, s.a, 1000 } },
            { .act = { &s, RESERVE, s.b, 1000 } } };
        int lost;

        k[1].act.what = round % 2 == 0 ? RESERVE : ISSUE;
        both_at_once(k);
        lost = k[0].done != 0 ? 0 : 1;
        assert_int_equal(k[1 - lost].done, 0);
        assert_true(k[lost].done > 0);
        assert_ptr_equal(k[lost].why, &STOCK_SHORT);
        if (k[1 - lost].act.what == ISSUE)
            assert_null(act(&(struct act){ &s, RETURN, s.b, 1000, k[1].act.cost }));
        else
            assert_null(act(&(struct act){ &s, RELEASE, k[1 - lost].act.for_, 0 }));
    }
    assert_shelf(&s, 3000, 2000, 1000);
    chain_close(&s.chain);
}

/* --- reports and verify ---------------------------------------------------------------------- */

static int reports_look(struct ctx *c, void *arg)
{
    struct shelf *s = arg;
    struct stock_on_hand_in on = { .store_id = s->chain.store_id, .below_minimum = true };
    struct stock_moves_in in = { .part_id = s->part_id, .store_id = s->chain.store_id,
        .day_from = c->today, .day_to = c->today };
    struct stock_on_hand_row_list there;
    struct stock_moves_row_list moves = { 0 };

    TRY(stock_on_hand(c, &on, &there));
    assert_int_equal(there.n, 1);
    assert_int_equal(there.v[0].on_hand.milli, 2000);
    assert_int_equal(there.v[0].value.fen, 667);
    on.class = CLASS_BRAKE;
    TRY(stock_on_hand(c, &on, &there));
    assert_int_equal(there.n, 0);
    TRY(stock_moves(c, &in, &moves));
    assert_int_equal(moves.n, 3);
    assert_int_equal(moves.v[0].on_hand.milli, 0);
    assert_int_equal(moves.v[1].quantity_in.milli, 3000);
    assert_int_equal(moves.v[2].quantity_out.milli, 1000);
    assert_int_equal(moves.v[2].on_hand.milli, 2000);
    assert_ptr_equal(moves.v[2].source.on, &unit_model);
    return 0;
}

static int invent_piece(struct ctx *c, void *arg)
{
    (void)arg;
    return db_exec(c, "UPDATE stock_balance SET on_hand = on_hand + 1000");
}

static int lose_reservation(struct ctx *c, void *arg)
{
    (void)arg;
    return db_exec(c, "DELETE FROM stock_reservation");
}

static int oversell(struct ctx *c, void *arg)
{
    (void)arg;
    return db_exec(c, "UPDATE stock_balance SET reserved = on_hand + 1");
}

static void test_verify(void **state)
{
    const struct refusal *why;

    ON_SHELF(s, state);
    assert_null(act(&(struct act){ &s, ISSUE, s.a, 1000 }));
    assert_int_equal(chain_run(&s.chain, reports_look, &s, NULL), 0);
    assert_null(act(&(struct act){ &s, RESERVE, s.a, 1000 }));
    assert_true(chain_run(&s.chain, oversell, NULL, &why) > 0);     /* the table itself refuses */
    assert_ptr_equal(why, &E_RULE);
    assert_int_equal(chain_wrong(&s.chain, stock_verify), 0);
    assert_int_equal(chain_run(&s.chain, lose_reservation, NULL, NULL), 0);
    assert_int_equal(chain_wrong(&s.chain, stock_verify), 1);
    assert_int_equal(chain_run(&s.chain, invent_piece, NULL, NULL), 0);
    assert_int_equal(chain_wrong(&s.chain, stock_verify), 3); /* nor are its layers as much */
    chain_close(&s.chain);
}

const struct CMUnitTest stock_tests[] = {
    BOTH(test_reserve), BOTH(test_issue), BOTH(test_last_part), BOTH(test_verify),
};
const size_t stock_tests_n = COUNT(stock_tests);
