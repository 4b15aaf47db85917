/* happen_test.c - numbers, timers, messages and jobs: once, in order, and again later. */
#include "kernel/auth.h"
#include "kernel/db_test.h"
#include "kernel/happen.h"
#include "kernel/job.h"
#include "kernel/setup.h"

#include <pthread.h>

extern const struct CMUnitTest happen_tests[];
extern const size_t happen_tests_n;

enum { MINUTE = 60000 };
static const when noon = { 1795500000000 };

struct yard { struct place place; when now; unsigned after; };

static void yard_open(struct yard *y)
{
    struct ctx c;

    y->now = noon;
    y->after = 0;
    ctx_begin(&c, y->place.db, &who_system, noon, 64 << 20);
    assert_int_equal(setup_chain(&c), 0);
    ctx_end(&c);
}

#define ON_YARD(y, state) \
    struct yard y; \
    if (!place_open(&y.place, *(const char *)*(state) != '\0')) { \
        print_message("skipped: WORKBAY_TEST_PG is not set\n"); \
        skip(); \
    } \
    yard_open(&y)

static int run(struct yard *y, work_fn *work, void *arg)
{
    struct ctx c;
    int r;

    ctx_begin(&c, y->place.db, &who_system, y->now, 0);
    r = db_transaction(&c, work, arg);
    ctx_end(&c);
    return r;
}

static void count_after(void *arg, struct ctx *c)
{
    (void)c;
    ((struct yard *)arg)->after++;
}

static unsigned due(struct yard *y)
{
    const struct happen h = { y->place.db, 0, count_after, y };
    unsigned ran;

    assert_int_equal(happen_due(&h, y->now, 64, &ran), 0);
    return ran;
}

/* --- numbers ---------------------------------------------------------------------------------- */

static const struct series series_test = { "test", "T", { "测试", "Test" } };

struct numbering { struct yard *y; bool refused; char text[60]; };

static int take_number(struct ctx *c, void *arg)
{
    struct numbering *n = arg;
    rid root;
    str s;

    TRY(db_int(c, &root, "SELECT id FROM unit WHERE parent_id IS NULL"));
    TRY(number_next(c, &series_test, root, &s));
    (void)snprintf(n->text, sizeof n->text, "%.*s", (int)s.n, s.s);
    return n->refused ? refuse(c, &E_BUSY) : 0;
}

static int number_of(struct yard *y, bool refused)
{
    struct numbering n = { .y = y, .refused = refused };

    assert_true((run(y, take_number, &n) > 0) == refused);
    assert_true(strncmp(n.text, "T-", 2) == 0 && strstr(n.text, "-20261124-") != NULL);
    return atoi(strrchr(n.text, '-') + 1);
}

static void test_numbers(void **state)
{
    ON_YARD(y, state);
    assert_int_equal(number_of(&y, true), 1);       /* never happened: nothing is missing */
    assert_int_equal(number_of(&y, false), 1);
    assert_int_equal(number_of(&y, true), 2);
    assert_int_equal(number_of(&y, true), 2);
    assert_int_equal(number_of(&y, false), 2);
    place_close(&y.place);
}

enum { TAKERS = 4, EACH = 10 };

static void *take_many(void *arg)
{
    struct numbering *n = arg;
    int done = 0;

    for (int i = 0; done < EACH && i < 100 * EACH; i++) {
        n->refused = i % 3 == 0;
        done += run(n->y, take_number, n) == 0;
    }
    return done == EACH ? arg : NULL;
}

/* Several at once, a third of them undone: the last number is how many there are. */
static void test_numbers_at_once(void **state)
{
    struct numbering n[TAKERS];
    pthread_t threads[TAKERS];
    void *done;

    ON_YARD(y, state);
    for (int i = 0; i < TAKERS; i++) {
        n[i] = (struct numbering){ .y = &y };
        assert_int_equal(pthread_create(&threads[i], NULL, take_many, &n[i]), 0);
    }
    for (int i = 0; i < TAKERS; i++) {
        pthread_join(threads[i], &done);
        assert_non_null(done);
    }
    assert_int_equal(number_of(&y, false), TAKERS * EACH + 1);
    place_close(&y.place);
}

/* The first number of a day, taken by two at once: whoever is later waits for the other's end. */
static int take_slowly(struct ctx *c, void *arg)
{
    TRY(take_number(c, arg));
    usleep(300000);
    return 0;
}

static void *take_first(void *arg)
{
    struct numbering *n = arg;

    return run(n->y, take_slowly, n) == 0 ? arg : NULL;
}

static void test_first_number(void **state)
{
    struct numbering early, late;
    pthread_t thread;
    void *done;

    ON_YARD(y, state);
    early = late = (struct numbering){ .y = &y };
    assert_int_equal(pthread_create(&thread, NULL, take_first, &early), 0);
    usleep(100000);
    assert_int_equal(run(&y, take_number, &late), 0);
    pthread_join(thread, &done);
    assert_non_null(done);
    assert_int_equal(atoi(strrchr(early.text, '-') + 1), 1);
    assert_int_equal(atoi(strrchr(late.text, '-') + 1), 2);
    place_close(&y.place);
}

/* --- timers ----------------------------------------------------------------------------------- */

struct ringing { rid id; when due; };

static int set_timer(struct ctx *c, void *arg)
{
    const struct ringing *r = arg;

    return timer_set(c, "nothing", &account_model, r->id, r->due);
}

static void test_timers(void **state)
{
    ON_YARD(y, state);
    while (due(&y) > 0)                             /* what the chain itself began with */
        ;
    y.after = 0;
    assert_int_equal(run(&y, set_timer, &(struct ringing){ 1, { noon.ms + MINUTE } }), 0);
    assert_int_equal(run(&y, set_timer, &(struct ringing){ 2, { noon.ms + MINUTE } }), 0);
    assert_int_equal(run(&y, set_timer, &(struct ringing){ 3, { noon.ms + MINUTE } }), 0);
    assert_int_equal(run(&y, set_timer, &(struct ringing){ 2, { noon.ms + 2 * MINUTE } }), 0);
    assert_int_equal(run(&y, set_timer, &(struct ringing){ 3, { 0 } }), 0);
    assert_int_equal(due(&y), 0);
    y.now.ms = noon.ms + MINUTE;
    assert_int_equal(due(&y), 1);                   /* 2 was moved, 3 taken away */
    assert_int_equal(due(&y), 0);
    y.now.ms += MINUTE;
    assert_int_equal(due(&y), 1);
    assert_int_equal(y.after, 2);
    place_close(&y.place);
}

/* --- messages --------------------------------------------------------------------------------- */

static struct { struct yard *yard; int failures, n; char sent[20][20]; bool again; } post;

static int send_test(str topic, str json, rid event_id)
{
    (void)topic, (void)event_id;
    if (post.failures > 0)
        return post.failures--, 1;
    assert_true(post.n < 20);
    (void)snprintf(post.sent[post.n++], 20, "%.*s", (int)json.n, json.s);
    if (post.again)                                 /* another node looks while this one sends */
        (void)due(post.yard);
    return 0;
}

struct message { const char *topic, *text; rid id; };

static int send_message(struct ctx *c, void *arg)
{
    const struct message *m = arg;

    return outbox_send(c, m->topic, &account_model, m->id, str_of(m->text));
}

static void message(struct yard *y, const char *topic, rid id, const char *text)
{
    static bool registered;

    if (!registered)
        adapter_register("test", send_test);
    registered = true;
    assert_int_equal(run(y, send_message, &(struct message){ topic, text, id }), 0);
}

static int send_and_refuse(struct ctx *c, void *arg)
{
    TRY(send_message(c, arg));
    return refuse(c, &E_BUSY);
}

static void test_messages(void **state)
{
    ON_YARD(y, state);
    memset(&post, 0, sizeof post);
    post.yard = &y;
    message(&y, "test", 1, "a1");
    message(&y, "test", 1, "a2");
    message(&y, "test", 2, "b1");
    assert_true(run(&y, send_and_refuse, &(struct message){ "test", "never", 3 }) > 0);
    post.failures = 1;
    (void)due(&y);                                  /* a1 fails, b1 goes, a2 waits for a1 */
    (void)due(&y);
    assert_int_equal(post.n, 1);
    assert_string_equal(post.sent[0], "b1");
    y.now.ms += MINUTE - 1;
    (void)due(&y);
    assert_int_equal(post.n, 1);
    y.now.ms += 1;
    (void)due(&y);
    (void)due(&y);
    assert_int_equal(post.n, 3);
    assert_string_equal(post.sent[1], "a1");
    assert_string_equal(post.sent[2], "a2");
    y.now.ms += 1000 * MINUTE;
    (void)due(&y);
    assert_int_equal(post.n, 3);
    place_close(&y.place);
}

/* Each time it fails it waits twice as long, and is never given up. */
static void test_later_and_later(void **state)
{
    ON_YARD(y, state);
    memset(&post, 0, sizeof post);
    post.failures = 14;
    message(&y, "test", 1, "at last");
    for (int tries = 0; tries < 14; tries++) {
        int64_t minutes = tries < 11 ? INT64_C(1) << tries : 1440;

        (void)due(&y);
        assert_int_equal(post.failures, 13 - tries);
        y.now.ms += minutes * MINUTE - 1;
        (void)due(&y);
        assert_int_equal(post.failures, 13 - tries);
        y.now.ms += 1;
    }
    (void)due(&y);
    assert_int_equal(post.n, 1);
    place_close(&y.place);
}

/* Two nodes find the same pieces; each is done by one of them. */
static void test_two_nodes(void **state)
{
    ON_YARD(y, state);
    while (due(&y) > 0)
        ;
    y.after = 0;
    memset(&post, 0, sizeof post);
    post.yard = &y;
    post.again = true;
    message(&y, "test", 1, "once");
    message(&y, "on:nothing", 2, "");
    message(&y, "test", 3, "too");
    (void)due(&y);
    assert_int_equal(post.n, 2);
    assert_int_equal(y.after, 3);
    place_close(&y.place);
}

static int count_kept(struct ctx *c, void *n)
{
    return db_int(c, n, "SELECT count(*) FROM outbox WHERE topic = 'on:nothing' /* all rows */");
}

static int fail_to_log_in(struct ctx *c, void *arg)
{
    (void)arg;
    return db_exec(c, "INSERT INTO login_failure(unit_id, name, failures, locked_until, at)"
        " VALUES (0, 'nobody', 1, NULL, ?)", c->now);
}

static int count_failures(struct ctx *c, void *n)
{
    return db_int(c, n, "SELECT count(*) FROM login_failure WHERE name = 'nobody'");
}

/* Whoever tries names at random leaves no table that grows for ever. */
static void test_purge_of_failures(void **state)
{
    int64_t n;

    ON_YARD(y, state);
    assert_int_equal(run(&y, fail_to_log_in, NULL), 0);
    y.now.ms += INT64_C(1440) * MINUTE;
    assert_int_equal(run(&y, happen_purge, NULL), 0);
    assert_int_equal(run(&y, count_failures, &n), 0);
    assert_int_equal(n, 1);
    y.now.ms += 1;
    assert_int_equal(run(&y, happen_purge, NULL), 0);
    assert_int_equal(run(&y, count_failures, &n), 0);
    assert_int_equal(n, 0);
    place_close(&y.place);
}

static void test_purge(void **state)
{
    int64_t n;

    ON_YARD(y, state);
    message(&y, "on:nothing", 1, "");
    (void)due(&y);
    y.now.ms += 7 * INT64_C(1440) * MINUTE;
    assert_int_equal(run(&y, happen_purge, NULL), 0);
    assert_int_equal(run(&y, count_kept, &n), 0);
    assert_int_equal(n, 1);
    y.now.ms += 1;
    assert_int_equal(run(&y, happen_purge, NULL), 0);
    assert_int_equal(run(&y, count_kept, &n), 0);
    assert_int_equal(n, 0);
    place_close(&y.place);
}

/* --- jobs ------------------------------------------------------------------------------------- */

static when job_now;
static when job_clock(void) { return job_now; }

struct asking { rid account_id, job_id; struct job job; enum job_state state; };

static int ask_job(struct ctx *c, void *arg)
{
    struct asking *a = arg;
    struct who who = { .kind = ACTOR_USER, .id = a->account_id };

    c->who = &who;
    TRY(job_add(c, "no such kind", STR("{}"), &a->job_id));
    c->who = &who_system;
    return 0;
}

static int look_job(struct ctx *c, void *arg)
{
    struct asking *a = arg;

    TRY(db_one(c, job, &a->job, &E_NOT_FOUND, "WHERE id_ = ?", a->job_id));
    a->state = a->job.state;
    return 0;
}

static int cancel_job(struct ctx *c, void *arg)
{
    struct asking *a = arg;
    struct who who = { .kind = ACTOR_USER, .id = a->account_id };
    int r;

    c->who = &who;
    r = job_cancel(c, a->job_id);
    c->who = &who_system;
    return r;
}

/* As if a node had taken it and were at work. */
static int take_job(struct ctx *c, void *arg)
{
    return db_exec(c, "UPDATE job SET state = 'running', lease_until = ? WHERE id_ = ?",
        (when){ c->now.ms + JOB_LEASE_MS }, ((const struct asking *)arg)->job_id);
}

static void job_desk(struct yard *y, struct asking *a)
{
    struct ctx c;

    *a = (struct asking){ 0 };
    ctx_begin(&c, y->place.db, &who_system, y->now, 0);
    assert_int_equal(
        account_add(&c, STR("wang"), STR("wang"), STR("long enough"), 0, false, &a->account_id), 0);
    ctx_end(&c);
    assert_int_equal(run(y, ask_job, a), 0);
    job_now = y->now;
}

static bool job_ran(struct yard *y)
{
    bool ran;

    assert_int_equal(job_due(y->place.db, job_clock, 0, &ran), 0);
    return ran;
}

static void test_job_lease(void **state)
{
    struct asking a;

    ON_YARD(y, state);
    job_desk(&y, &a);
    assert_int_equal(run(&y, take_job, &a), 0);
    job_now.ms += JOB_LEASE_MS;
    assert_false(job_ran(&y));                      /* its node may still be at it */
    job_now.ms += 1;
    assert_true(job_ran(&y));                       /* its node is dead: begun anew */
    assert_false(job_ran(&y));
    assert_int_equal(run(&y, look_job, &a), 0);
    assert_int_equal(a.state, JOB_FAILED);          /* for there is no such kind, and it says so */
    assert_true(run(&y, cancel_job, &a) > 0);         /* it is over */
    place_close(&y.place);
}

/* A run that lost its lease to another node tells no more progress, nor does a cancelled one. */
static void test_job_stopped(void **state)
{
    struct job_run first;
    struct asking a;
    struct ctx c;

    ON_YARD(y, state);
    job_desk(&y, &a);
    assert_int_equal(run(&y, take_job, &a), 0);
    assert_int_equal(run(&y, look_job, &a), 0);
    ctx_begin(&c, y.place.db, &who_system, y.now, 0);
    first = (struct job_run){ .c = &c, .job = &(struct job){ .id_ = a.job_id }, .clock = job_clock,
        .told = y.now };
    assert_int_equal(job_step(&first, 1, 9), 0);    /* not yet a second: not stored */
    job_now.ms += 5000;
    assert_int_equal(job_step(&first, 2, 9), 0);
    assert_int_equal(run(&y, look_job, &a), 0);
    assert_int_equal(a.job.done, 2);
    assert_int_equal(a.job.lease_until.ms, job_now.ms + JOB_LEASE_MS);
    y.now.ms = job_now.ms + JOB_LEASE_MS + 1;
    assert_int_equal(run(&y, take_job, &a), 0);     /* another node */
    job_now.ms = y.now.ms + 5000;
    assert_true(job_step(&first, 3, 9) > 0);
    assert_ptr_equal(c.refused, &JOB_STOPPED);
    first.told = y.now;                             /* that node's own run */
    assert_int_equal(job_step(&first, 4, 9), 0);
    assert_int_equal(run(&y, cancel_job, &a), 0);
    job_now.ms += 5000;
    assert_true(job_step(&first, 5, 9) > 0);
    ctx_end(&c);
    assert_false(job_ran(&y));
    place_close(&y.place);
}

const struct CMUnitTest happen_tests[] = {
    BOTH(test_numbers), BOTH(test_numbers_at_once), BOTH(test_first_number),
    BOTH(test_timers), BOTH(test_messages),
    BOTH(test_later_and_later), BOTH(test_two_nodes), BOTH(test_purge),
    BOTH(test_purge_of_failures), BOTH(test_job_lease),
    BOTH(test_job_stopped),
};
const size_t happen_tests_n = COUNT(happen_tests);
