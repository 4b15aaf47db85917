/* auth_test.c - passwords, locks, sessions and tokens, on both databases. */
#include "kernel/auth.h"
#include "kernel/db_test.h"
#include "kernel/setup.h"

extern const struct CMUnitTest auth_tests[];
extern const size_t auth_tests_n;

enum { MINUTE = 60000, HOUR = 60 * MINUTE };
static const str name = { "wang", 4 }, password = { "correct horse", 13 };

struct desk { struct place place; when now; };

static void desk_open(struct desk *d)
{
    struct ctx c;
    rid id;

    d->now = (when){ 1795500000000 };
    session_forget_all();
    ctx_begin(&c, d->place.db, &who_system, d->now, 64 << 20);
    assert_int_equal(setup_chain(&c), 0);
    assert_int_equal(account_add(&c, name, name, password, 0, false, &id), 0);
    ctx_end(&c);
}

#define ON_DESK(d, state) \
    struct desk d; \
    if (!place_open(&d.place, *(const char *)*(state) != '\0')) { \
        print_message("skipped: WORKBAY_TEST_PG is not set\n"); \
        skip(); \
    } \
    desk_open(&d)

/* What a log-in answers; its token in `token` when it is let in. */
static const struct refusal *log_in(struct desk *d, const char *with, char token[65])
{
    struct session s;
    struct ctx c;
    str t;
    int r;

    ctx_begin(&c, d->place.db, &who_system, d->now, 0);
    r = session_open(&c, name, str_of(with), &t, &s);
    assert_true(r >= 0);
    if (r == 0)
        (void)snprintf(token, 65, "%.*s", (int)t.n, t.s);
    ctx_end(&c);
    return r > 0 ? c.refused : NULL;
}

/* Is it known, and (cookie) is it due to be renewed? */
static bool known(struct desk *d, const char *token, bool bearer, bool *stale)
{
    struct session s;
    struct ctx c;
    int r;

    ctx_begin(&c, d->place.db, &who_system, d->now, 0);
    r = session_find(&c, str_of(token), bearer, &s);
    assert_true(r == 0 || c.refused == &E_UNAUTHORIZED);
    if (stale != NULL)
        *stale = r == 0 && s.stale;
    ctx_end(&c);
    return r == 0;
}

static void renew(struct desk *d, const char *token, char next[65])
{
    struct session s;
    struct ctx c;
    str t;

    next[0] = '\0';
    ctx_begin(&c, d->place.db, &who_system, d->now, 0);
    assert_int_equal(session_find(&c, str_of(token), false, &s), 0);
    assert_int_equal(session_renew(&c, &s, &t), 0);
    assert_false(s.stale);
    if (t.n > 0)
        (void)snprintf(next, 65, "%.*s", (int)t.n, t.s);
    ctx_end(&c);
}

/* --- passwords -------------------------------------------------------------------------------- */

static void test_password_hash(void **state)
{
    struct ctx c;
    str a, b;

    (void)state;
    ctx_begin(&c, NULL, &who_system, (when){ 1 }, 0);
    assert_int_equal(password_hash(&c, password, &a), 0);
    assert_int_equal(password_hash(&c, password, &b), 0);
    assert_true(str_starts(a, "$argon2id$v=19$m=19456,t=2,p=1$"));
    assert_false(str_eq(a, b));                     /* a salt of its own */
    ctx_end(&c);
}

static void test_lock(void **state)
{
    char token[65];

    ON_DESK(d, state);
    for (int i = 0; i < 4; i++)
        assert_ptr_equal(log_in(&d, "wrong password", token), &E_LOGIN);
    assert_null(log_in(&d, password.s, token));     /* which forgets the four */
    for (int i = 0; i < 5; i++)
        assert_ptr_equal(log_in(&d, "wrong password", token), &E_LOGIN);
    assert_ptr_equal(log_in(&d, password.s, token), &E_LOCKED);
    d.now.ms += 15 * MINUTE - 1;
    assert_ptr_equal(log_in(&d, password.s, token), &E_LOCKED);
    d.now.ms += 1;
    assert_ptr_equal(log_in(&d, "wrong password", token), &E_LOGIN);
    assert_null(log_in(&d, password.s, token));     /* one mistake does not lock again */
    place_close(&d.place);
}

/* A name that nobody has is refused in the same words, and locks too. */
static void test_nobody(void **state)
{
    struct session s;
    struct ctx c;
    str t;

    ON_DESK(d, state);
    for (int i = 0; i < 6; i++) {
        ctx_begin(&c, d.place.db, &who_system, d.now, 0);
        assert_true(session_open(&c, STR("nobody"), password, &t, &s) > 0);
        assert_ptr_equal(c.refused, i < 5 ? &E_LOGIN : &E_LOCKED);
        ctx_end(&c);
    }
    place_close(&d.place);
}

/* --- sessions --------------------------------------------------------------------------------- */

static void test_rotation(void **state)
{
    char first[65], second[65], third[65];
    bool stale;

    ON_DESK(d, state);
    assert_null(log_in(&d, password.s, first));
    assert_true(known(&d, first, false, &stale) && !stale);
    assert_false(known(&d, first, true, NULL));     /* a cookie is no bearer token */
    d.now.ms += HOUR + 1;
    assert_true(known(&d, first, false, &stale) && stale);
    renew(&d, first, second);
    assert_int_equal(strlen(second), 64);
    assert_string_not_equal(first, second);
    assert_true(known(&d, second, false, &stale) && !stale);
    d.now.ms += 30000;
    assert_true(known(&d, first, false, &stale) && !stale); /* requests under way */
    renew(&d, first, third);
    assert_string_equal(third, "");                 /* and they make no third */
    d.now.ms += 30000;
    assert_false(known(&d, first, false, NULL));
    assert_true(known(&d, second, false, NULL));
    place_close(&d.place);
}

static void test_expiry(void **state)
{
    char token[65], odd[66];

    ON_DESK(d, state);
    assert_null(log_in(&d, password.s, token));
    for (int i = 0; i < 5; i++) {                   /* each use prolongs it */
        d.now.ms += 11 * HOUR;
        assert_true(known(&d, token, false, NULL));
    }
    d.now.ms += 12 * HOUR;
    assert_false(known(&d, token, false, NULL));
    for (size_t i = 0; i < 64; i++)
        odd[i] = 'F';                               /* as long as one, but no token */
    odd[64] = '\0';
    assert_false(known(&d, odd, false, NULL));
    assert_false(known(&d, "", false, NULL));
    place_close(&d.place);
}

/* Look a session up, its `fail_at`-th database call finding no room; how many calls it made. */
static int looked_up(struct desk *d, const char *token, int fail_at)
{
    struct session s;
    struct ctx c;
    int calls;

    session_forget_all();
    ctx_begin(&c, d->place.db, &who_system, d->now, 0);
    c.fail_at = fail_at, c.fail_with = DB_FULL;
    assert_int_equal(session_find(&c, str_of(token), false, &s), 0);
    calls = fail_at - c.fail_at;
    ctx_end(&c);
    return calls;
}

/* On a disk without room its use cannot be noted, and whoever is logged in can still read. */
static void test_read_without_room(void **state)
{
    char token[65];
    int reading, all;

    ON_DESK(d, state);
    assert_null(log_in(&d, password.s, token));
    reading = looked_up(&d, token, 1000);
    d.now.ms += 6 * MINUTE;
    all = looked_up(&d, token, 1000);
    assert_true(all > reading);
    for (int n = reading + 1; n <= all; n++) {
        d.now.ms += 6 * MINUTE;
        assert_int_equal(looked_up(&d, token, n), n);
    }
    place_close(&d.place);
}

static void test_password_ends_sessions(void **state)
{
    char mine[65], other[65], unused[65];
    struct session s;
    struct ctx c;

    ON_DESK(d, state);
    assert_null(log_in(&d, password.s, mine));
    assert_null(log_in(&d, password.s, other));
    ctx_begin(&c, d.place.db, &who_system, d.now, 0);
    assert_int_equal(session_find(&c, str_of(mine), false, &s), 0);
    assert_true(session_password(&c, &s, STR("not the old one"), STR("battery staple")) > 0);
    assert_ptr_equal(c.refused, &E_LOGIN);
    assert_true(session_password(&c, &s, password, STR("short")) > 0);
    assert_int_equal(session_password(&c, &s, password, STR("battery staple")), 0);
    ctx_end(&c);
    assert_true(known(&d, mine, false, NULL));
    assert_false(known(&d, other, false, NULL));
    assert_ptr_equal(log_in(&d, password.s, unused), &E_LOGIN);
    assert_null(log_in(&d, "battery staple", unused));
    ctx_begin(&c, d.place.db, &who_system, d.now, 0);
    assert_int_equal(account_disable(&c, name), 0);
    ctx_end(&c);
    session_forget_all();
    assert_false(known(&d, mine, false, NULL));
    assert_ptr_equal(log_in(&d, "battery staple", unused), &E_LOGIN);
    place_close(&d.place);
}

/* --- tokens ----------------------------------------------------------------------------------- */

static void test_token(void **state)
{
    struct ctx c;
    char token[65], hex[65];
    str t;

    ON_DESK(d, state);
    ctx_begin(&c, d.place.db, &who_system, d.now, 0);
    assert_true(token_add(&c, name, STR("till"), 0, &t) > 0);
    assert_int_equal(token_add(&c, name, STR("till"), 30, &t), 0);
    (void)snprintf(token, sizeof token, "%.*s", (int)t.n, t.s);
    hash_hex(hash_of(t), hex);
    assert_true(known(&d, token, true, NULL));
    assert_false(known(&d, token, false, NULL));    /* a bearer token is no cookie */
    d.now.ms += 29 * INT64_C(24) * HOUR;
    assert_true(known(&d, token, true, NULL));
    assert_true(token_revoke(&c, (str){ hex, 7 }) > 0);     /* too short to be meant */
    assert_true(token_revoke(&c, STR("0000000000")) > 0);
    assert_int_equal(token_revoke(&c, (str){ hex, 8 }), 0);
    session_forget_all();
    assert_false(known(&d, token, true, NULL));
    assert_int_equal(token_add(&c, name, STR("till"), 1, &t), 0);
    (void)snprintf(token, sizeof token, "%.*s", (int)t.n, t.s);
    d.now.ms += 24 * HOUR;
    assert_false(known(&d, token, true, NULL));     /* its day is over, used or not */
    ctx_end(&c);
    place_close(&d.place);
}

const struct CMUnitTest auth_tests[] = {
    cmocka_unit_test(test_password_hash), BOTH(test_lock), BOTH(test_nobody), BOTH(test_rotation),
    BOTH(test_expiry), BOTH(test_read_without_room), BOTH(test_password_ends_sessions),
    BOTH(test_token),
};
const size_t auth_tests_n = COUNT(auth_tests);
