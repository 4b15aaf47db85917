/* member_test.c - what scenarios cannot reach: many callers on one card, spreading by largest
 * remainder over many amounts, and that verify notices. */
#include "modules/ledger/ledger_test.h"
#include "modules/member/member.h"

enum { CALLERS = 64, TOPPED_UP = 100000, EACH_SPENDS = 3000, TRIES = 40 };

struct desk { struct chain chain; rid card_id; str number; rid bills[CALLERS]; char text[64]; };

/* --- a card with money on it, and bills ------------------------------------------------------- */

static int begin(struct ctx *c, void *arg)
{
    struct desk *d = arg;
    const struct member_card_issue_in issue = { .party_id = d->chain.party_id };
    const struct member_card_top_up_in top_up = { .amount = FEN(TOPPED_UP), .method = PAY_CASH };
    struct member_card m;

    TRY(command_make(c, member_card_issue, &issue, &d->card_id));
    TRY(command_call(c, member_card_top_up, d->card_id, &top_up));
    for (size_t i = 0; i < CALLERS; i++) {
        const struct settlement_open_in in = { .party_id = d->chain.party_id,
            .labour_total = FEN(EACH_SPENDS) };

        TRY(command_make(c, settlement_open, &in, &d->bills[i]));
    }
    TRY(db_get(c, member_card, &m, d->card_id));
    assert_true(m.number.n < sizeof d->text);
    memcpy(d->text, m.number.s, m.number.n);
    d->number = (str){ d->text, m.number.n };
    return 0;
}

#define ON_DESK(d, state) \
    struct desk d = { 0 }; \
    if (!chain_open(&d.chain, state)) { \
        print_message("skipped: WORKBAY_TEST_PG is not set\n"); \
        skip(); \
    } \
    assert_int_equal(chain_run(&d.chain, begin, &d, NULL), 0)

/* --- 64 at once ------------------------------------------------------------------------------- */

struct caller { struct desk *d; size_t at; const struct refusal *why; int r; };

static int pay(struct ctx *c, void *arg)
{
    const struct caller *k = arg;
    const struct payment_receive_in in = { .method = PAY_STORED, .amount = FEN(EACH_SPENDS),
        .reference = k->d->number };

    return command_call(c, payment_receive, k->d->bills[k->at], &in);
}

/* Who is told that others were before him again and again tries once more, as a cashier would. */
static void *call(void *arg)
{
    struct caller *k = arg;

    for (int i = 0; i < TRIES; i++) {
        k->r = chain_run(&k->d->chain, pay, k, &k->why);
        if (k->r <= 0 || k->why != &E_BUSY)
            break;
    }
    return NULL;
}

static int left_of(struct ctx *c, void *arg)
{
    struct desk *d = arg;
    struct member_card m;
    int64_t moves;

    TRY(db_get(c, member_card, &m, d->card_id));
    TRY(db_int(c, &moves, "SELECT count(*) FROM member_move WHERE card_id = ? AND kind = 'spend'",
        d->card_id));
    assert_int_equal(m.principal.fen, TOPPED_UP % EACH_SPENDS);
    assert_int_equal(moves, TOPPED_UP / EACH_SPENDS);
    return 0;
}

static void test_no_double_spend(void **state)
{
    struct caller callers[CALLERS];
    pthread_t threads[CALLERS];
    int paid = 0;

    ON_DESK(d, state);
    for (size_t i = 0; i < CALLERS; i++) {
        callers[i] = (struct caller){ &d, i, NULL, 0 };
        assert_int_equal(pthread_create(&threads[i], NULL, call, &callers[i]), 0);
    }
    for (size_t i = 0; i < CALLERS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_true(callers[i].r >= 0);
        assert_true(callers[i].r == 0 || callers[i].why == &MEMBER_SHORT);
        paid += callers[i].r == 0;
    }
    assert_int_equal(paid, TOPPED_UP / EACH_SPENDS);
    assert_int_equal(chain_run(&d.chain, left_of, &d, NULL), 0);
    assert_int_equal(chain_wrong(&d.chain, member_verify), 0);
    assert_int_equal(chain_wrong(&d.chain, ledger_verify), 0);
    assert_int_equal(chain_wrong(&d.chain, cash_verify), 0);
    chain_close(&d.chain);
}

/* --- verify notices --------------------------------------------------------------------------- */

static int lose_move(struct ctx *c, void *arg)
{
    (void)arg;
    return db_script(c, "DELETE FROM member_move");
}

static void test_verify(void **state)
{
    ON_DESK(d, state);
    assert_int_equal(chain_wrong(&d.chain, member_verify), 0);
    assert_int_equal(chain_run(&d.chain, lose_move, &d, NULL), 0);
    assert_int_equal(chain_wrong(&d.chain, member_verify), 1);
    chain_close(&d.chain);
}

/* --- largest remainder ------------------------------------------------------------------------ */

static void test_spread(void **state)
{
    const money thirds[] = { FEN(1), FEN(1), FEN(1) }, none[] = { FEN(0), FEN(0) };
    uint64_t seed = 7;
    money share[20];

    (void)state;
    money_spread(FEN(100), thirds, 3, share);
    assert_int_equal(share[0].fen, 34);
    assert_int_equal(share[1].fen, 33);
    money_spread(FEN(-100), thirds, 3, share);
    assert_int_equal(share[0].fen, -34);
    money_spread(FEN(100), none, 2, share);
    assert_int_equal(share[0].fen, 0);
    for (int round = 0; round < 2000; round++) {
        money part[20], sum = FEN(0), whole, back = FEN(0);

        for (size_t i = 0; i < 20; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            part[i] = FEN((int64_t)((seed >> 33) % 100000));
            sum = money_add(sum, part[i]);
        }
        whole = FEN((int64_t)((seed >> 20) % (uint64_t)(sum.fen + 1)));
        money_spread(whole, part, 20, share);
        for (size_t i = 0; i < 20; i++) {
            int64_t exact = (int64_t)((__int128)whole.fen * part[i].fen / sum.fen);

            assert_true(share[i].fen == exact || share[i].fen == exact + 1);
            assert_true(share[i].fen <= part[i].fen);
            back = money_add(back, share[i]);
        }
        assert_int_equal(back.fen, whole.fen);
    }
}

const struct CMUnitTest member_tests[] = {
    BOTH(test_no_double_spend), BOTH(test_verify), cmocka_unit_test(test_spread),
};
const size_t member_tests_n = COUNT(member_tests);
