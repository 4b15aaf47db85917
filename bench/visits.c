/* visits.c - whole visits over HTTP, against a server process of their own.
 *
 * A visit, each step one request of its own, by the post whose step it is, with an idempotency key:
 * open a repair order with three labour and four part lines, estimate, approve, dispatch, issue the
 * four parts, start, finish, pass the inspection, settle, take the full payment. The server answers
 * a step only when it is on disk. Each client works in a store of its own and keeps one connection;
 * its people have logged in by name and password. Clients and server share the machine.
 *
 *   visits [--clients N] [--seconds N a round] [--rounds N] [--orders N past ones] [--list N seconds]
 *   WHERE=postgresql://…  on an empty database there instead of SQLite */
#include "bench/till.h"

#include <stdlib.h>

enum { CLIENTS_MAX = 16, LISTED = 40 };

static struct till tills[CLIENTS_MAX];

/* --- the list of forty ------------------------------------------------------------------------ */

static void *look_at_list(void *arg)
{
    struct till *t = arg;

    while (bench_us() < t->until_us) {
        int status = client_call(&t->http, &t->people[ADVISER].login, "GET",
            "/api/repair_order?business=received&limit=40", NULL);

        times_add(&t->visits, t->http.us);
        if (status != 200 || strstr(t->http.body, "\"next\":") == NULL)
            t->failed++;
    }
    return NULL;
}

/* --- rounds ----------------------------------------------------------------------------------- */

static void run_all(int clients, int seconds, void *(*work)(void *))
{
    till_run(tills, clients, seconds, work);
    till_wait(tills, clients);
}

static struct times gathered(int clients, int n)
{
    size_t all = 0;
    struct times t;

    for (int i = 0; i < clients; i++)
        all += n < 0 ? tills[i].visits.n : tills[i].steps[n].n;
    t = times_new(all + 1);
    for (int i = 0; i < clients; i++) {
        const struct times *from = n < 0 ? &tills[i].visits : &tills[i].steps[n];

        for (size_t k = 0; k < from->n; k++)
            times_add(&t, from->us[k]);
    }
    return t;
}

static int failures(int clients)
{
    int n = 0;

    for (int i = 0; i < clients; i++)
        n += tills[i].failed;
    return n;
}

static double visits_round(const struct server *s, int clients, int seconds, bool each)
{
    int64_t cpu = server_cpu_us(s), wrote = bench_written(s->pid), began = bench_us(), us;
    struct spent mine = spent_now();
    struct times visits;

    run_all(clients, seconds, till_serve);
    us = bench_us() - began;
    cpu = server_cpu_us(s) - cpu;
    wrote = bench_written(s->pid) - wrote;
    mine = spent_since(mine);
    visits = gathered(clients, -1);
    printf("%d clients: %zu visits, %d failed, %.0f visits/s, server CPU %.2f ms a visit (driver %.2f),"
        " %.0f KiB written, RSS %lld MiB; ", clients, visits.n, failures(clients),
        (double)visits.n * 1e6 / (double)us, (double)cpu / 1000 / (double)(visits.n + 1),
        (double)mine.cpu_us / 1000 / (double)(visits.n + 1),
        (double)wrote / 1024 / (double)(visits.n + 1),
        (long long)server_rss_kib(s) / 1024);
    times_print(&visits, "a visit");
    for (int n = 0; each && n < STEPS; n++) {
        struct times t = gathered(clients, n);

        printf("  ");
        times_print(&t, step_names[n]);
        free(t.us);
    }
    fflush(stdout);
    free(visits.us);
    return failures(clients) > 0 ? 0 : (double)visits.n * 1e6 / (double)us;
}

static double list_round(const struct server *s, int clients, int seconds)
{
    int64_t cpu = server_cpu_us(s), began = bench_us(), us;
    struct times t;
    run_all(clients, seconds, look_at_list);
    us = bench_us() - began;
    cpu = server_cpu_us(s) - cpu;
    t = gathered(clients, -1);
    printf("list of %d open orders, %d clients: %.0f requests/s, %d failed, server CPU %.0f us each; ",
        LISTED, clients, (double)t.n * 1e6 / (double)us, failures(clients),
        (double)cpu / (double)(t.n + 1));
    times_print(&t, "a list");
    fflush(stdout);
    free(t.us);
    return failures(clients) > 0 ? 0 : (double)t.n * 1e6 / (double)us;
}

/* --- getting ready ---------------------------------------------------------------------------- */

static void leave_open(struct till *t, int n)
{
    int64_t id;

    t->failed = 0;
    for (int i = 0; i < n; i++)
        if (!till_order(t, &id))
            exit(3);
}

static struct demo *chain(const char *where, int clients, int orders)
{
    const struct chain_size size = { clients, clients * CARS_A_TILL, orders };
    struct demo *d = chain_make(where, &size);

    d->db = db_open(&(struct db_options){ .where = where });
    if (d->db == NULL)
        exit(3);
    return d;
}

int main(int argc, char **argv)
{
    int clients = bench_option(argc, argv, "--clients", 8);
    int seconds = bench_option(argc, argv, "--seconds", 5);
    int rounds = bench_option(argc, argv, "--rounds", 5);
    int orders = bench_option(argc, argv, "--orders", 1000);
    const char *home = bench_dir(), *where = getenv("WHERE");
    double many[20], one[20], lists[20];
    struct server s;
    struct demo *d;

    clients = clients < 1 ? 1 : clients < CLIENTS_MAX ? clients : CLIENTS_MAX;
    rounds = rounds < 1 ? 1 : rounds < 20 ? rounds : 20;
    if (!model_start())
        return 3;
    where = where != NULL ? where : home;
    d = chain(where, clients, orders);
    s = server_start(argv[0], where);
    for (int i = 0; i < clients; i++)
        till_open(&tills[i], d, i, clients, s.port);
    db_close(d->db);
    printf("visits: %s, %d past orders, rounds of %d s\n",
        where == home ? "SQLite, synchronous=FULL" : "PostgreSQL", orders, seconds);
    visits_round(&s, clients, 1, false);                /* warms up */
    for (int r = 0; r < rounds; r++) {
        one[r] = visits_round(&s, 1, seconds, r == 0);
        many[r] = visits_round(&s, clients, seconds, r == 0);
    }
    for (int i = 0; i < clients; i++)
        leave_open(&tills[i], LISTED);
    for (int r = 0; r < rounds; r++)
        lists[r] = list_round(&s, clients, bench_option(argc, argv, "--list", 2));
    bench_spread("visits/s, 1 client", one, rounds);
    bench_spread("visits/s, all clients", many, rounds);
    bench_spread("lists of 40 a second, all clients", lists, rounds);
    server_stop(&s);
    bench_remove(home);
    return many[0] > 0 ? 0 : 1;
}
