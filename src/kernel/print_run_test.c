/* print_run_test.c - copies are counted, never twice the same; printers get what was printed. */
#include "kernel/db_test.h"
#include "kernel/happen.h"
#include "kernel/print.h"
#include "kernel/row.h"
#include "kernel/setup.h"

#include <fcntl.h>
#include <pthread.h>

static int unit_sheet(struct ctx *c, const void *row, struct print *p)
{
    (void)c;
    print_fields(p, unit, (const struct unit *)row, "name code kind");
    return 0;
}

static const struct printout sheet = { .on = &unit_model, .name = "unit_sheet",
    .label = { "单位表", "Unit sheet" }, .run = unit_sheet, .module = "kernel", .legal = true };

struct desk { struct place place; rid root; };

static int root_of(struct ctx *c, void *arg)
{
    return db_int(c, arg, "SELECT id FROM unit WHERE parent_id IS NULL");
}

static bool desk_open(struct desk *d, void **state)
{
    struct ctx c;

    if (!place_open(&d->place, *(const char *)*state != '\0'))
        return false;
    test_ctx(&c, d->place.db);
    assert_int_equal(setup_chain(&c), 0);
    assert_int_equal(db_snapshot(&c, root_of, &d->root), 0);
    ctx_end(&c);
    print_simulator(d->place.db, d->place.pg ? NULL : d->place.where);
    return true;
}

#define ON_DESK(d, state) \
    struct desk d; \
    if (!desk_open(&d, state)) { \
        print_message("skipped: WORKBAY_TEST_PG is not set\n"); \
        skip(); \
    }

struct counts { int64_t logs, copies, events, waiting, tries; };

static int count(struct ctx *c, void *arg)
{
    struct counts *n = arg;

    TRY(db_int(c, &n->logs, "SELECT count(*) FROM print_log /* all rows */"));
    TRY(db_int(c, &n->copies, "SELECT count(DISTINCT copy) FROM print_log /* all rows */"));
    TRY(db_int(c, &n->events, "SELECT count(*) FROM event WHERE command = 'unit_sheet' /* all rows */"));
    TRY(db_int(c, &n->waiting, "SELECT count(*) FROM outbox WHERE topic = 'print' AND sent_at IS NULL"
        " /* all rows */"));
    return db_int(c, &n->tries, "SELECT CAST(COALESCE(sum(tries), 0) AS BIGINT) FROM outbox /* all rows */");
}

static struct counts counts(struct desk *d)
{
    struct counts n = { 0 };
    struct ctx c;

    test_ctx(&c, d->place.db);
    assert_int_equal(db_snapshot(&c, count, &n), 0);
    ctx_end(&c);
    return n;
}

/* --- copies ----------------------------------------------------------------------------------- */

enum { THREADS = 3, EACH_PRINTS = 4 };

static void *print_some(void *arg)
{
    struct desk *d = arg;
    intptr_t wrong = 0;

    for (int i = 0; i < EACH_PRINTS; i++) {
        struct printing g = { .out = &sheet, .id = d->root, .keep = true };
        struct ctx c;

        test_ctx(&c, d->place.db);
        wrong += print_run(&c, &g) != 0;
        ctx_end(&c);
    }
    return (void *)wrong;
}

/* Who comes second in the same moment prints the next number, never the same. */
static void test_copies(void **state)
{
    pthread_t threads[THREADS];
    struct counts n;

    ON_DESK(d, state);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, print_some, &d), 0);
    for (int i = 0; i < THREADS; i++) {
        void *wrong;

        pthread_join(threads[i], &wrong);
        assert_null(wrong);
    }
    n = counts(&d);
    assert_int_equal(n.logs, THREADS * EACH_PRINTS);
    assert_int_equal(n.copies, THREADS * EACH_PRINTS);
    assert_int_equal(n.events, THREADS * EACH_PRINTS);
    place_close(&d.place);
}

/* Each database call fails once: nothing is counted then, and the next printing is copy 1. */
static void test_faults(void **state)
{
    int tried = 0;

    ON_DESK(d, state);
    for (int n = 1; ; n++) {
        struct printing g = { .out = &sheet, .id = d.root, .keep = true };
        struct ctx c;
        int r, left;

        test_ctx(&c, d.place.db);
        c.fail_at = n, c.fail_with = DB_FAILED;
        r = print_run(&c, &g);
        left = c.fail_at;
        ctx_end(&c);
        fault_clear();
        if (left > 0) {
            assert_int_equal(r, 0);
            assert_int_equal(g.print.copy, 1);
            break;
        }
        assert_int_equal(r, DB_FAILED);
        assert_int_equal(counts(&d).logs, 0);
        tried++;
    }
    assert_true(tried > 5);
    assert_int_equal(counts(&d).events, 1);
    place_close(&d.place);
}

/* --- printers --------------------------------------------------------------------------------- */

static int send_to(struct desk *d, struct call *call, const char *printer, str *pdf)
{
    struct printing g = { .out = &sheet, .id = d->root, .printer = str_of(printer), .call = call };
    struct who who = { .kind = ACTOR_SYSTEM, .unit_id = d->root };
    struct ctx c;
    int r;

    test_ctx(&c, d->place.db);
    c.who = &who;
    c.idempotency_key = STR("key-1");
    c.request_hash = hash_of(STR("body"));
    r = print_run(&c, &g);
    if (pdf != NULL)
        *pdf = (str){ memcpy(forever_alloc(g.pdf.n + 1), g.pdf.s, g.pdf.n), g.pdf.n };
    call->answer = (str){ 0 };
    ctx_end(&c);
    return r;
}

static unsigned run_due(struct desk *d, int64_t minutes)
{
    struct happen due = { .db = d->place.db };
    struct ctx c;
    unsigned ran;
    int r;

    test_ctx(&c, d->place.db);
    r = happen_due(&due, (when){ c.now.ms + minutes * 60000 }, 64, &ran);
    ctx_end(&c);
    assert_true(r == 0 || ran > 0);
    return ran;
}

/* The first file in DIR/printer is these bytes. */
static void printer_has(const struct desk *d, str pdf)
{
    char path[1024], bytes[65536];
    struct dirent *e;
    DIR *dir;
    ssize_t n = -1;

    (void)snprintf(path, sizeof path, "%s/printer", d->place.where);
    dir = opendir(path);
    assert_non_null(dir);
    while ((e = readdir(dir)) != NULL)
        if (e->d_name[0] != '.') {
            char file[2048];
            int fd;

            assert_memory_equal(e->d_name, "front_deskx-", 12);
            (void)snprintf(file, sizeof file, "%s/%s", path, e->d_name);
            fd = open(file, O_RDONLY);
            n = read(fd, bytes, sizeof bytes);
            close(fd);
            unlink(file);
        }
    closedir(dir);
    rmdir(path);
    assert_int_equal(n, pdf.n);
    assert_memory_equal(bytes, pdf.s, pdf.n);
}

struct behaviour { rid root; int64_t value; };

static int behave(struct ctx *c, void *arg)
{
    const struct behaviour *b = arg;
    struct setting_value v = { .name = STR("printer_simulator"), .for_unit_id = b->root,
        .valid_from = c->today, .value = b->value, .source = STR("test") };

    return command_call_(c, command_named(STR("setting_value_create")), 0, &v, NULL);
}

static void test_printer(void **state)
{
    struct call call = { 0 }, again = { 0 };
    str pdf;

    ON_DESK(d, state);
    assert_int_equal(send_to(&d, &call, "front_desk/../../x", &pdf), 0);
    assert_int_equal(call.status, 202);
    assert_int_equal(send_to(&d, &again, "front_desk/../../x", NULL), 0);
    assert_true(again.replayed);
    assert_int_equal(counts(&d).waiting, 1);                   /* the same key prints once */
    assert_int_equal(counts(&d).logs, 1);
    while (run_due(&d, 0) > 0)
        ;
    assert_int_equal(counts(&d).waiting, 0);
    if (!d.place.pg)
        printer_has(&d, pdf);
    place_close(&d.place);
}

/* A printer that refuses, or does not answer, keeps the message waiting for a later try. */
static void test_printer_refuses(void **state)
{
    struct call call = { 0 };
    struct behaviour refuses;
    struct ctx c;

    ON_DESK(d, state);
    refuses = (struct behaviour){ d.root, 1 };
    test_ctx(&c, d.place.db);
    assert_int_equal(db_transaction(&c, behave, &refuses), 0);
    ctx_end(&c);
    assert_int_equal(send_to(&d, &call, "front_desk", NULL), 0);
    (void)run_due(&d, 0);
    assert_int_equal(counts(&d).waiting, 1);
    assert_int_equal(counts(&d).tries, 1);
    (void)run_due(&d, 5);
    assert_int_equal(counts(&d).tries, 2);
    place_close(&d.place);
}

const struct CMUnitTest print_run_tests[] = {
    BOTH(test_copies), BOTH(test_faults), BOTH(test_printer), BOTH(test_printer_refuses),
};
const size_t print_run_tests_n = COUNT(print_run_tests);
