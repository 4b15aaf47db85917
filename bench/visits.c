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
#include "bench/chain.h"
#include "bench/client.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { STEPS = 10, CLIENTS_MAX = 16, VISITS_MAX = 100000, CARS = 100, LISTED = 40 };

static const char *const step_names[STEPS] = { "open", "estimate", "approve", "dispatch", "issue",
    "start", "finish", "inspect", "settle", "pay" };
static const int step_posts[STEPS] = { ADVISER, ADVISER, ADVISER, SUPERVISOR, KEEPER, TECHNICIAN,
    TECHNICIAN, INSPECTOR, CLERK, CASHIER };

struct person { const char *user; struct login login; };

struct till {                                           /* one client: its store and its work */
    pthread_t thread;
    struct client http;
    const struct demo *d;
    const struct demo_store *store;
    struct person people[POSTS];
    struct times visits, steps[STEPS];
    int64_t until_us, km;
    uint32_t turn;
    int number, of, failed, listed;
    char promised[40];
};

static struct till tills[CLIENTS_MAX];

/* --- a visit ---------------------------------------------------------------------------------- */

static void complain(struct till *t, int step, int status)
{
    if (t->failed++ < 3)
        fprintf(stderr, "client %d, %s: %d %.300s\n", t->number, step_names[step], status,
            t->http.body);
}

static bool step(struct till *t, int n, const char *path, const char *body)
{
    int status = client_call(&t->http, &t->people[step_posts[n]].login, "POST", path, body);

    times_add(&t->steps[n], t->http.us);
    if (status == (n == 0 ? 201 : 200))
        return true;
    complain(t, n, status);
    return false;
}

static bool order_step(struct till *t, int n, int64_t id, const char *command, const char *body)
{
    char path[100];

    snprintf(path, sizeof path, "/api/%s/%lld/%s",
        strncmp(command, "assignment", 10) == 0 ? "assignment"
        : strncmp(command, "payment", 7) == 0   ? "settlement" : "repair_order",
        (long long)id, command);
    return step(t, n, path, body);
}

/* Each client's hundred cars in turn, so that none comes twice before it has left. */
static rid next_car(struct till *t)
{
    size_t i = (size_t)t->number + (size_t)(t->turn++ % CARS) * (size_t)t->of;

    t->km += 10;
    return t->d->cars[i % t->d->n_cars].id;
}

static bool open_order(struct till *t, int64_t *id)
{
    static const char *const labour[] = { "小保养", "更换前制动片", "四轮定位" };
    char body[2000];
    int n = snprintf(body, sizeof body, "{\"vehicle_id\":\"%lld\",\"nature\":\"maintenance\","
        "\"category\":\"first\",\"odometer_in\":%lld,\"promised_at\":\"%s\",\"wish\":\"到了保养里程\","
        "\"lines\":[", (long long)next_car(t), (long long)t->km, t->promised);

    for (int i = 0; i < 3; i++)
        n += snprintf(body + n, sizeof body - (size_t)n, "{\"kind\":\"labour\",\"title\":\"%s\","
            "\"quantity\":%d,\"price\":120000000},", labour[i], 500 + 300 * i);
    for (int i = 0; i < 4; i++)
        n += snprintf(body + n, sizeof body - (size_t)n, "%s{\"kind\":\"part\",\"part_id\":\"%lld\","
            "\"quantity\":1000}", i > 0 ? "," : "",
            (long long)t->d->parts[(t->turn + (uint32_t)i * 7) % t->d->n_parts].id);
    snprintf(body + n, sizeof body - (size_t)n, "]}");
    if (!step(t, 0, "/api/repair_order", body))
        return false;
    *id = client_number(&t->http, "\"id\":\"");
    return true;
}

static bool a_visit(struct till *t)
{
    int64_t id, job, bill, total;
    char body[200];

    if (!open_order(t, &id) || !order_step(t, 1, id, "repair_order_estimate", "{}"))
        return false;
    total = client_number(&t->http, "\"total\":");
    snprintf(body, sizeof body, "{\"total\":%lld}", (long long)total);
    if (!order_step(t, 2, id, "repair_order_approve", body))
        return false;
    snprintf(body, sizeof body, "{\"technician_id\":\"%lld\",\"bay\":\"2\"}",
        (long long)t->store->by[TECHNICIAN]->employee_id);
    if (!order_step(t, 3, id, "repair_order_dispatch", body))
        return false;
    job = client_number(&t->http, "{\"entity\":\"assignment\",\"id\":\"");
    if (!order_step(t, 4, id, "repair_order_issue", "{}") ||
        !order_step(t, 5, job, "assignment_start", "{}") ||
        !order_step(t, 6, job, "assignment_finish", "{\"self_checked\":true}") ||
        !order_step(t, 7, id, "repair_order_inspect", "{\"passed\":true}") ||
        !order_step(t, 8, id, "repair_order_settle", "{}"))
        return false;
    bill = client_number(&t->http, "\"settlement_id\":\"");
    snprintf(body, sizeof body, "{\"method\":\"wechat\",\"amount\":%lld}", (long long)total);
    return order_step(t, 9, bill, "payment_receive", body);
}

static void *serve_customers(void *arg)
{
    struct till *t = arg;

    while (bench_us() < t->until_us && t->visits.n < t->visits.max && t->failed < 100) {
        int64_t began = bench_us();

        if (a_visit(t))
            times_add(&t->visits, bench_us() - began);
    }
    return NULL;
}

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
        t->listed++;
    }
    return NULL;
}

/* --- rounds ----------------------------------------------------------------------------------- */

static void run_all(int clients, int seconds, void *(*work)(void *))
{
    int64_t until = bench_us() + seconds * INT64_C(1000000);

    for (int i = 0; i < clients; i++) {
        tills[i].until_us = until;
        tills[i].visits.n = 0;
        tills[i].failed = tills[i].listed = 0;
        for (int n = 0; n < STEPS; n++)
            tills[i].steps[n].n = 0;
        pthread_create(&tills[i].thread, NULL, work, &tills[i]);
    }
    for (int i = 0; i < clients; i++)
        pthread_join(tills[i].thread, NULL);
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
    int64_t cpu = server_cpu_us(s), began = bench_us(), us;
    struct spent mine = spent_now();
    struct times visits;

    run_all(clients, seconds, serve_customers);
    us = bench_us() - began;
    cpu = server_cpu_us(s) - cpu;
    mine = spent_since(mine);
    visits = gathered(clients, -1);
    printf("%d clients: %zu visits, %d failed, %.0f visits/s, server CPU %.2f ms a visit (driver %.2f),"
        " RSS %lld MiB; ", clients, visits.n, failures(clients),
        (double)visits.n * 1e6 / (double)us, (double)cpu / 1000 / (double)(visits.n + 1),
        (double)mine.cpu_us / 1000 / (double)(visits.n + 1),
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
    int n = 0;

    run_all(clients, seconds, look_at_list);
    us = bench_us() - began;
    cpu = server_cpu_us(s) - cpu;
    t = gathered(clients, -1);
    for (int i = 0; i < clients; i++)
        n += tills[i].listed;
    printf("list of %d open orders, %d clients: %.0f requests/s, %d failed, server CPU %.0f us each; ",
        LISTED, clients, (double)n * 1e6 / (double)us, failures(clients),
        (double)cpu / (double)(n + 1));
    times_print(&t, "a list");
    free(t.us);
    return failures(clients) > 0 ? 0 : (double)n * 1e6 / (double)us;
}

/* --- getting ready ---------------------------------------------------------------------------- */

static void till_open(struct till *t, struct demo *d, int number, int of, int port)
{
    when promised = { clock_now().ms + 6 * 3600000 };

    *t = (struct till){ .http = client_new(port, (uint64_t)bench_us() + (uint64_t)number),
        .d = d, .store = &d->stores[number], .number = number, .of = of, .km = 300000,
        .visits = times_new(VISITS_MAX) };
    when_print(promised, t->promised);
    for (int n = 0; n < STEPS; n++) {
        struct person *p = &t->people[step_posts[n]];

        t->steps[n] = times_new(VISITS_MAX);
        if (p->user != NULL)
            continue;
        p->user = chain_user(d, t->store, step_posts[n]);
        for (int m = 0; m < POSTS; m++)         /* who holds two posts logs in once */
            if (m != step_posts[n] && t->people[m].user != NULL &&
                strcmp(t->people[m].user, p->user) == 0)
                p->login = t->people[m].login;
        if (p->login.cookie[0] == '\0' && client_login(&t->http, p->user, "demo", &p->login) != 200) {
            fprintf(stderr, "%s cannot log in: %s\n", p->user, t->http.body);
            exit(3);
        }
    }
}

static void leave_open(struct till *t, int n)
{
    int64_t id;

    t->failed = 0;
    for (int i = 0; i < n; i++)
        if (!open_order(t, &id))
            exit(3);
}

static struct demo *chain(const char *where, int clients, int orders)
{
    const struct chain_size size = { clients, clients * CARS, orders };
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
