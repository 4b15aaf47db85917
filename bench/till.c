/* till.c - one client of the server: a store, its people, and whole visits. */
#include "bench/till.h"

#include <stdlib.h>

enum { VISITS_MAX = 100000, CARS = CARS_A_TILL };

const char *const step_names[STEPS] = { "open", "estimate", "approve", "dispatch", "issue",
    "start", "finish", "inspect", "settle", "pay" };
static const int step_posts[STEPS] = { ADVISER, ADVISER, ADVISER, SUPERVISOR, KEEPER, TECHNICIAN,
    TECHNICIAN, INSPECTOR, CLERK, CASHIER };

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

bool till_order(struct till *t, int64_t *id)
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

bool till_visit(struct till *t)
{
    int64_t id, job, bill, total;
    char body[200];

    if (!till_order(t, &id) || !order_step(t, 1, id, "repair_order_estimate", "{}"))
        return false;
    total = client_number(&t->http, "\"total\":");
    snprintf(body, sizeof body, "{\"total\":%lld}", (long long)total);
    if (!order_step(t, 2, id, "repair_order_approve", body))
        return false;
    snprintf(body, sizeof body, "{\"technician_id\":\"%lld\"}",
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

void *till_serve(void *arg)
{
    struct till *t = arg;

    while (bench_us() < t->until_us && t->visits.n < t->visits.max && t->failed < 100) {
        int64_t began = bench_us();

        if (till_visit(t))
            times_add(&t->visits, bench_us() - began);
    }
    return NULL;
}

void till_run(struct till *tills, int n, int seconds, void *(*work)(void *))
{
    int64_t until = bench_us() + seconds * INT64_C(1000000);

    for (int i = 0; i < n; i++) {
        tills[i].until_us = until;
        tills[i].visits.n = 0;
        tills[i].failed = 0;
        for (int s = 0; s < STEPS; s++)
            tills[i].steps[s].n = 0;
        pthread_create(&tills[i].thread, NULL, work, &tills[i]);
    }
}

void till_wait(struct till *tills, int n)
{
    for (int i = 0; i < n; i++)
        pthread_join(tills[i].thread, NULL);
}

void till_open(struct till *t, struct demo *d, int number, int of, int port)
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
