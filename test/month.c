/* month.c - the real server over HTTP on a new chain, on a clock that its driver sets: a month of a
 * store passes in a minute (test/month.sh).
 *
 *   month DIRECTORY 2026-11-02T07:00:00+08:00 [postgresql://…]
 * The chain, in a file of the directory unless a database is named, is the fixture's; every account
 * has the password "demo". It says "port N". Then it reads lines: a time, to which the clock goes,
 * forwards only, and all that is due until then happens before it answers "at"; or "verify",
 * answered by "verify WRONG of FACTS". */
#include "kernel/api.h"
#include "kernel/happen.h"
#include "kernel/job.h"
#include "kernel/row.h"
#include "kernel/verify.h"
#include "modules/health/health.h"
#include "modules/tax/tax.h"
#include "modules/portal/portal.h"
#include "pages/page.h"
#include "test/fixture.h"

#include <stdatomic.h>
#include <unistd.h>

enum { LINE_BYTES = 200, PIECES = 64, ROUNDS = 1000 };

static _Atomic int64_t at_ms;

static when clock_set(void)
{
    return (when){ atomic_load(&at_ms) };
}

static int give_passwords(struct ctx *c, void *arg)
{
    struct account_list accounts;

    TRY(db_list(c, account, &accounts, "WHERE password IS NULL AND machine = 0 ORDER BY id"));
    for (size_t i = 0; i < accounts.n; i++) {
        struct account now = accounts.v[i];

        now.password = *(const str *)arg;
        TRY(row_update(c, account, &now, &accounts.v[i]));
    }
    return 0;
}

static int passwords(struct db *db)
{
    struct ctx c;
    str hash;
    int r;

    ctx_begin(&c, db, &who_system, clock_set(), 0);
    r = password_hash(&c, STR("demo"), &hash);
    if (r == 0)
        r = db_transaction(&c, give_passwords, &hash);
    ctx_end(&c);
    return r;
}

/* Reactions, timers and messages first, then what was put into the queue of long jobs. */
static int all_that_is_due(struct app *app)
{
    struct happen due = { .db = app->db, .after = api_publish, .arg = app };
    unsigned ran = 1;
    bool job = true;

    for (int i = 0; i < ROUNDS && ran > 0; i++)
        TRY(happen_due(&due, app->clock(), PIECES, &ran));
    for (int i = 0; i < ROUNDS && job; i++)
        TRY(job_due(app->db, app->clock, 0, &job));
    return ran == 0 && !job ? 0 : DB_FAILED;
}

static void tell(void *arg, str line)
{
    (void)arg;
    fprintf(stderr, "    verify: %.*s\n", (int)line.n, line.s);
}

static bool verified(struct app *app)
{
    struct verify v = { .say = tell };
    bool ran = verify_all(app->db, app->clock(), &v) == 0;

    printf("verify %llu of %llu\n", (unsigned long long)v.wrong, (unsigned long long)v.checked);
    return ran;
}

static bool answer(struct app *app, str line)
{
    when now;

    if (str_is(line, "verify"))
        return verified(app);
    if (!when_parse(line, &now) || now.ms < atomic_load(&at_ms)) {
        fprintf(stderr, "month: not a time to go to: %.*s\n", (int)line.n, line.s);
        return false;
    }
    atomic_store(&at_ms, now.ms);
    if (all_that_is_due(app) != 0) {
        fputs("month: what was due could not be run\n", stderr);
        return false;
    }
    puts("at");
    return true;
}

static bool listen_to(struct app *app)
{
    static char line[LINE_BYTES];

    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (!answer(app, str_of(line)))
            return false;
        fflush(stdout);
    }
    return true;
}

int main(int argc, char **argv)
{
    static struct app app;
    char why[200];
    when begins;
    bool good;

    if (argc < 3 || argc > 4 || !when_parse(str_of(argv[2]), &begins) || !model_start()) {
        fputs("month DIRECTORY TIME [DATABASE]\n", stderr);
        return 2;
    }
    atomic_store(&at_ms, begins.ms);
    app.db = fixture_new(argv[argc == 4 ? 3 : 1], begins);
    if (app.db == NULL || passwords(app.db) != 0)
        return 1;
    app.data = argv[1];
    app.clock = clock_set;
    record_platform_simulate();
    tax_platform_simulate();
    if (http_start(&(struct http_options){ .listen = "127.0.0.1:0", .behind_proxy = true,
            .app = &app, .bound = pages_bound, .handle = pages_handle }, &app.server, why) != 0) {
        fprintf(stderr, "%s\n", why);
        return 1;
    }
    printf("port %d\n", http_port(app.server));
    fflush(stdout);
    good = listen_to(&app);
    if (http_stop(app.server) > 0)
        _exit(1);
    db_close(app.db);
    return good ? 0 : 1;
}
