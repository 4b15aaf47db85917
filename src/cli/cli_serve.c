/* cli_serve.c - the server: HTTP in front, one thread that keeps house, one that does long jobs. */
#include "cli/cli.h"
#include "kernel/api.h"
#include "kernel/happen.h"
#include "kernel/job.h"
#include "kernel/migrate.h"
#include "kernel/print.h"
#include "modules/health/health.h"
#include "modules/tax/tax.h"
#include "pages/page.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>

enum { HOUSE_MS = 100, JOBS_MS = 300, PURGE_MS = 600000, PEM_MAX = 65536 };

struct house {
    struct app *app;
    pthread_t thread, jobs;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool closing, working;                  /* working: a job is under way */
};

/* --- housekeeping: what is due, and what may be forgotten ------------------------------------- */

static bool rest(struct house *h, int64_t ms)
{
    struct timespec until;
    bool closing;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += ms * 1000000L;
    if (until.tv_nsec >= 1000000000L)
        until.tv_sec++, until.tv_nsec -= 1000000000L;
    pthread_mutex_lock(&h->lock);
    if (!h->closing)
        pthread_cond_timedwait(&h->wake, &h->lock, &until);
    closing = h->closing;
    pthread_mutex_unlock(&h->lock);
    return !closing;
}

static void *house_main(void *arg)
{
    struct house *h = arg;
    struct happen due = { h->app->db, h->app->node, api_publish, h->app };
    int64_t purged = 0;

    while (rest(h, HOUSE_MS)) {
        when now = h->app->clock();
        unsigned ran = 1;

        for (int i = 0; i < 20 && ran > 0; i++)
            if (happen_due(&due, now, 64, &ran) != 0)
                break;
        if (now.ms - purged > PURGE_MS) {
            struct ctx c;

            ctx_begin(&c, h->app->db, &who_system, now, 0);
            if (db_transaction(&c, happen_purge, NULL) == 0)
                purged = now.ms;
            ctx_end(&c);
        }
        fault_clear();
    }
    return NULL;
}

static void *jobs_main(void *arg)
{
    struct house *h = arg;
    bool ran = false;

    while (ran || rest(h, JOBS_MS)) {
        pthread_mutex_lock(&h->lock);
        h->working = !h->closing;
        pthread_mutex_unlock(&h->lock);
        if (!h->working)
            break;
        if (job_due(h->app->db, h->app->clock, h->app->node, &ran) != 0)
            ran = false;
        fault_clear();
        pthread_mutex_lock(&h->lock);
        h->working = false;
        pthread_mutex_unlock(&h->lock);
    }
    return NULL;
}

/* A job under way is not waited for: its lease ends, and the next start takes it up again. */
static bool house_close(struct house *h)
{
    bool working;

    pthread_mutex_lock(&h->lock);
    h->closing = true;
    working = h->working;
    pthread_cond_broadcast(&h->wake);
    pthread_mutex_unlock(&h->lock);
    pthread_join(h->thread, NULL);
    if (!working)
        pthread_join(h->jobs, NULL);
    return !working;
}

/* --- starting --------------------------------------------------------------------------------- */

static char *file_read(const char *path)
{
    char *text;
    size_t n;
    FILE *f;

    if (path == NULL)
        return NULL;
    f = fopen(path, "r");
    if (f == NULL) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        return NULL;
    }
    text = forever_alloc(PEM_MAX + 1);
    n = fread(text, 1, PEM_MAX, f);
    text[n] = '\0';
    fclose(f);
    return text;
}

static bool loopback(const char *listen)
{
    return strncmp(listen, "127.", 4) == 0 || strncmp(listen, "[::1]", 5) == 0 ||
           strncmp(listen, "localhost:", 10) == 0;
}

static int ready(struct db *db, const char *listen)
{
    bool demo = false;
    struct ctx c;
    int r;

    ctx_begin(&c, db, &who_system, clock_now(), 64 << 20);
    struct text report = text_in(&c.mem, 65536);
    r = migrate_run(&c, false, &report);
    if (report.n > 0)
        fprintf(stderr, "%.*s", (int)report.n, report.s);
    if (r == 0)
        r = account_demo(&c, &demo);
    if (r == 0 && demo && !loopback(listen)) {
        fputs("This chain still has demo passwords, so it is served on loopback only.\n"
            "Give each account a password of its own first: workbay user password NAME\n", stderr);
        r = 1;
    } else
        r = cli_result(&c, r);
    ctx_end(&c);
    return r;
}

static int wait_for_end(void)
{
    sigset_t set;
    int got = 0;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigwait(&set, &got);
    return got;
}

static void signals_block(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
}

static int serve(struct app *app, const struct http_options *options)
{
    struct house h = {
        .app = app, .lock = PTHREAD_MUTEX_INITIALIZER, .wake = PTHREAD_COND_INITIALIZER
    };
    char why[200];
    int left;

    if (http_start(options, &app->server, why) != 0) {
        fprintf(stderr, "%s: %s\n", options->listen, why);
        return EXIT_FAILED;
    }
    if (pthread_create(&h.thread, NULL, house_main, &h) != 0 ||
        pthread_create(&h.jobs, NULL, jobs_main, &h) != 0)
        return EXIT_FAILED;
    fprintf(stderr, "Workbay %s listens on %s (port %d)\n", WORKBAY_VERSION, options->listen,
        http_port(app->server));
    (void)wait_for_end();
    left = http_stop(app->server);
    if (!house_close(&h) || left > 0)
        _exit(EXIT_DONE);
    db_close(app->db);
    return EXIT_DONE;
}

static bool bounded(const struct cli *cli, const char *name, int64_t absent, int64_t least,
    int64_t most, int64_t *out)
{
    if (!cli_number(cli, name, absent, out))
        return false;
    if (*out >= least && *out <= most)
        return true;
    fprintf(stderr, "--%s takes a number from %lld to %lld\n", name, (long long)least,
        (long long)most);
    return false;
}

/* No provider of SMS is connected: messages are lines of DIR/sms.log. */
static const char *sms_log(const struct app *app)
{
    static char path[4096];

    if (app->data == NULL ||
        snprintf(path, sizeof path, "%s/sms.log", app->data) >= (int)sizeof path)
        return NULL;
    return path;
}

int cli_serve(const struct cli *cli)
{
    static struct app app;
    const char *listen = cli_option(cli, "listen"), *log = cli_option(cli, "log");
    int64_t workers, node, memory, idle;
    int code;

    if (cli->n > 0 || !bounded(cli, "workers", 32, 1, 256, &workers) ||
        !bounded(cli, "node", 0, 0, 63, &node) || !bounded(cli, "memory", 4, 1, 256, &memory) ||
        !bounded(cli, "idle", 30, 1, 3600, &idle))
        return EXIT_USAGE;
    if (listen == NULL)
        listen = "127.0.0.1:8080";
    char *cert = file_read(cli_option(cli, "tls-cert")),
         *key = file_read(cli_option(cli, "tls-key"));
    if ((cli_option(cli, "tls-cert") != NULL) != (cert != NULL) || (cert != NULL) != (key != NULL))
        return EXIT_USAGE;
    signals_block();
    app.db = cli_open_alone(cli, false);
    if (app.db == NULL)
        return EXIT_FAILED;
    code = ready(app.db, listen);
    if (code != EXIT_DONE) {
        db_close(app.db);
        return code;
    }
    app.data = db_is_sqlite(app.db) ? db_where(app.db) : NULL;
    app.node = (int)node;
    app.clock = clock_now;
    app.public_url = cli_option(cli, "public-url");
    if (app.public_url == NULL)
        app.public_url = getenv("PUBLIC_URL");
    print_simulator(app.db, app.data);
    sms_simulate(sms_log(&app));
    record_platform_simulate();
    tax_platform_simulate();
    return serve(&app, &(struct http_options){ .listen = listen, .tls_cert = cert, .tls_key = key,
        .behind_proxy = cli_option(cli, "behind-proxy") != NULL, .workers = (int)workers,
        .memory = (size_t)memory << 20, .idle_seconds = (int)idle,
        .log_fd = log != NULL && strcmp(log, "none") == 0 ? 0 : 2, .app = &app,
        .bound = pages_bound, .handle = pages_handle });
}
