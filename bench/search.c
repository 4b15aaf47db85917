/* search.c - the search box and the boards of a store with many vehicles, while others write.
 *
 * A chain with past orders gets a million (or --vehicles) cars by the declared bulk generator; with
 * --check, `workbay verify` judges the whole. Then over HTTP, each on a kept connection: one client
 * searches by turns for part of a plate, the end of a phone number, a name, the end of a VIN and of
 * an order's number, each taken from a random row; one asks by turns for what waits for its posts
 * and for the orders in the store; --writers clients make whole visits meanwhile.
 *
 *   search [--vehicles N] [--seconds N] [--rounds N] [--writers N] [--check 1]
 *   DIR=…  where the database is left for other programs; else it is removed */
#include "bench/bulk.h"
#include "bench/till.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WRITERS_MAX = 6, STORES = WRITERS_MAX + 2, SAMPLES = 2000, TIMES = 200000 };
enum { BY_PLATE, BY_PHONE, BY_NAME, BY_VIN, BY_NUMBER, KINDS };

static const char *const kind_names[KINDS] = { "plate part", "phone end", "name", "VIN end",
    "order number end" };

struct sample { char value[80]; };
static struct sample samples[KINDS][SAMPLES];
static int n_samples[KINDS];

static struct till tills[STORES];
static struct times searched[KINDS], work, board;

/* --- what is looked for ----------------------------------------------------------------------- */

/* `skip` characters off the front; the rest in percent-encoding. */
static void keep(int kind, str s, size_t skip)
{
    struct sample *out = &samples[kind][n_samples[kind]];
    size_t n = 0;

    for (; skip > 0 && s.n > 0; skip--) {
        size_t size = utf8_size(s.s, s.s + s.n);

        s.s += size, s.n -= size;
    }
    for (size_t i = 0; i < s.n && n + 4 < sizeof out->value; i++)
        n += (size_t)snprintf(out->value + n, 4, "%%%02X", (unsigned char)s.s[i]);
    if (n > 0)
        n_samples[kind]++;
}

static size_t all_but(str s, size_t n) { return utf8_count(s) > n ? utf8_count(s) - n : 0; }

static int take_car(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    (void)c, (void)n, (void)arg;
    keep(BY_PLATE, v[0].t, all_but(v[0].t, 4));
    keep(BY_VIN, v[1].t, all_but(v[1].t, 6));
    keep(BY_PHONE, v[2].t, all_but(v[2].t, 4 + (size_t)n_samples[BY_PHONE] % 5));
    keep(BY_NAME, v[3].t, 0);
    return 0;
}

static int take_order(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    (void)c, (void)n, (void)arg;
    keep(BY_NUMBER, v[0].t, all_but(v[0].t, 9));    /* 1124-0007 */
    return 0;
}

/* Orders of the store that asks. Ids are made of the time: evenly between the first and the last, the next row each. */
static int sample(struct ctx *c, void *arg)
{
    int64_t first, last;

    TRY(db_int(c, &first, "SELECT min(id) FROM vehicle"));
    TRY(db_int(c, &last, "SELECT max(id) FROM vehicle"));
    for (int i = 0; i < SAMPLES; i++)
        TRY(db_values(c, take_car, NULL, "SELECT v.plate, v.vin, p.phone, p.name FROM vehicle v"
            " JOIN party p ON p.id = v.owner_id WHERE v.id >= ? AND v.plate IS NOT NULL"
            " ORDER BY v.id LIMIT 1", "i", PARAMS(first + (last - first) / SAMPLES * i)));
    return db_values(c, take_order, NULL, "SELECT number FROM repair_order WHERE unit_id = ?"
        " ORDER BY id LIMIT 1000", "i", PARAMS(*(const rid *)arg));
}

/* --- asking ----------------------------------------------------------------------------------- */

static bool ask(struct till *t, const char *path, const char *must, struct times *times)
{
    int status = client_call(&t->http, &t->people[ADVISER].login, "GET", path, NULL);

    times_add(times, t->http.us);
    if (status == 200 && strstr(t->http.body, must) != NULL)
        return true;
    if (t->failed++ < 3)
        fprintf(stderr, "%s: %d %.200s\n", path, status, t->http.body);
    return false;
}

static void *search_on(void *arg)
{
    struct till *t = arg;

    for (uint32_t i = 0; bench_us() < t->until_us; i++) {
        int kind = (int)(i % KINDS);
        uint32_t turn = i / KINDS * 911;
        char path[160];

        snprintf(path, sizeof path, "/api/search?q=%s",
            samples[kind][turn % (uint32_t)n_samples[kind]].value);
        ask(t, path, "\"entity\":", &searched[kind]);
    }
    return NULL;
}

static void *look_on(void *arg)
{
    struct till *t = arg;

    while (bench_us() < t->until_us) {
        ask(t, "/api/work", "\"queues\":", &work);
        ask(t, "/api/repair_order?business=received,estimated,in_work,settled&limit=50",
            "\"rows\":", &board);
    }
    return NULL;
}

/* The last two tills ask, the others write. */
static void a_round(int writers, int seconds)
{
    struct till *asks = &tills[STORES - 2];
    size_t visits = 0;
    int failed = 0;

    till_run(&asks[0], 1, seconds, search_on);
    till_run(&asks[1], 1, seconds, look_on);
    till_run(tills, writers, seconds, till_serve);
    till_wait(asks, 2);
    till_wait(tills, writers);
    for (int i = 0; i < writers; i++)
        visits += tills[i].visits.n, failed += tills[i].failed;
    printf("%d writers: %.0f visits/s, %d failed; %d questions failed\n", writers,
        (double)visits / seconds, failed, asks[0].failed + asks[1].failed);
}

static double report(void)
{
    double worst = 0;

    for (int k = 0; k < KINDS; k++) {
        double p99 = (double)times_at(&searched[k], 0.99) / 1000;

        printf("  "), times_print(&searched[k], kind_names[k]);
        worst = p99 > worst ? p99 : worst;
        searched[k].n = 0;
    }
    printf("  "), times_print(&work, "what waits for my posts");
    printf("  "), times_print(&board, "orders in the store");
    work.n = board.n = 0;
    fflush(stdout);
    return worst;
}

/* --- the whole -------------------------------------------------------------------------------- */

static int verify(const char *program, const char *dir)
{
    char path[500];
    int status;
    pid_t pid;

    snprintf(path, sizeof path, "%.*sworkbay", (int)(strrchr(program, '/') - program) + 1, program);
    pid = fork();
    if (pid == 0) {
        execl(path, path, "verify", "--data", dir, NULL);
        _exit(127);
    }
    return pid > 0 && waitpid(pid, &status, 0) == pid ? status : -1;
}

static struct demo *chain(const char *dir, int vehicles)
{
    const struct chain_size size = { STORES, STORES * CARS_A_TILL, 400 };
    struct demo *d = chain_make(dir, &size);
    int64_t began = bench_us();
    struct ctx c;

    d->db = db_open(&(struct db_options){ .where = dir, .bulk = true });
    if (d->db == NULL || bulk_vehicles(d->db, vehicles) != 0)
        exit(3);
    db_close(d->db);
    printf("search: SQLite, %d vehicles with owners, made in %.0f s\n", vehicles,
        (double)(bench_us() - began) / 1e6);
    fflush(stdout);
    d->db = db_open(&(struct db_options){ .where = dir, .patient = true });
    if (d->db == NULL)
        exit(3);
    ctx_begin(&c, d->db, &who_system, clock_now(), 64 << 20);
    if (db_snapshot(&c, sample, &d->stores[STORES - 2].id) != 0)
        exit(3);
    ctx_end(&c);
    return d;
}

int main(int argc, char **argv)
{
    int vehicles = bench_option(argc, argv, "--vehicles", 1000000);
    int seconds = bench_option(argc, argv, "--seconds", 5);
    int rounds = bench_option(argc, argv, "--rounds", 3);
    int writers = bench_option(argc, argv, "--writers", 2);
    const char *home = bench_dir(), *dir = getenv("DIR");
    double worst[20];
    struct server s;
    struct demo *d;

    writers = writers < 0 ? 0 : writers < WRITERS_MAX ? writers : WRITERS_MAX;
    rounds = rounds < 1 ? 1 : rounds < 20 ? rounds : 20;
    if (!model_start())
        return 3;
    dir = dir != NULL ? dir : home;
    d = chain(dir, vehicles);
    if (bench_option(argc, argv, "--check", 0) > 0 && verify(argv[0], dir) != 0)
        return 1;
    for (int k = 0; k < KINDS; k++)
        searched[k] = times_new(TIMES);
    work = times_new(TIMES), board = times_new(TIMES);
    s = server_start(argv[0], dir);
    printf("first answer after %.0f ms\n", (double)s.start_us / 1000);
    for (int i = 0; i < STORES; i++)
        till_open(&tills[i], d, i, STORES, s.port);
    db_close(d->db);
    a_round(writers, 1);                                /* warms up */
    (void)report();
    a_round(0, seconds);
    (void)report();
    for (int r = 0; r < rounds; r++) {
        a_round(writers, seconds);
        worst[r] = report();
    }
    printf("RSS %lld MiB\n", (long long)server_rss_kib(&s) / 1024);
    bench_spread("worst p99 of a search while writing, ms", worst, rounds);
    server_stop(&s);
    bench_remove(home);
    return 0;
}
