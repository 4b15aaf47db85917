/* booking.c - a crowd that books one week of one store: N requests over 64 connections. Then
 * everything is verified: no slot may hold more than it can. And how soon slots are offered.
 *
 *   booking [--requests N] [--clients N] [--offers N] */
#include "bench/chain.h"
#include "bench/client.h"
#include "kernel/verify.h"

#include <pthread.h>
#include <stdlib.h>

enum { CLIENTS_MAX = 64, REQUESTS_MAX = 100000, CARS = 2000, DAYS = 7, DAYS_OFFERED = 60 };

struct booker {
    pthread_t thread;
    struct client http;
    struct login login;
    struct demo *d;
    uint64_t seed;
    int requests, taken, refused, failed;
    struct times times;
};
static struct booker bookers[CLIENTS_MAX];

static int chance(uint64_t *seed, int n)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (int)((*seed >> 33) % (uint64_t)n);
}

static void *book(void *arg)
{
    static const char *const kinds[] = { "maintenance", "maintenance", "repair", "beauty" };
    struct booker *b = arg;
    date today = date_at(clock_now(), ZONE_S);

    for (int i = 0; i < b->requests; i++) {
        char body[400], day[16];
        int status;

        date_print((date){ today.day + 1 + chance(&b->seed, DAYS) }, day);
        snprintf(body, sizeof body, "{\"vehicle_id\":\"%lld\",\"channel\":\"phone\",\"kind\":\"%s\","
            "\"day\":\"%s\",\"slot\":%d,\"minutes\":%d,\"waiting\":%s}",
            (long long)b->d->cars[chance(&b->seed, CARS)].id, kinds[chance(&b->seed, 4)], day,
            480 + 30 * chance(&b->seed, 20), 30 + 30 * chance(&b->seed, 3),
            chance(&b->seed, 2) ? "true" : "false");
        status = client_call(&b->http, &b->login, "POST", "/api/appointment", body);
        times_add(&b->times, b->http.us);
        b->taken += status == 201;
        b->refused += status == 409;
        b->failed += status != 201 && status != 409;
        if (status != 201 && status != 409 && b->failed < 3)
            fprintf(stderr, "booking: %d %.300s\n", status, b->http.body);
    }
    return NULL;
}

static void offers(struct booker *b, int n)
{
    struct times t = times_new((size_t)n);
    date today = date_at(clock_now(), ZONE_S);

    for (int i = 0; i < n; i++) {
        char path[200], day[16];

        date_print((date){ today.day + 1 + chance(&b->seed, DAYS_OFFERED) }, day);
        snprintf(path, sizeof path,
            "/api/reports/slot_offer?day=%s&slot=%d&minutes=%d&kind=%s", day,
            480 + 30 * chance(&b->seed, 20), 30 + 30 * chance(&b->seed, 3),
            chance(&b->seed, 2) ? "maintenance" : "repair");
        if (client_call(&b->http, &b->login, "GET", path, NULL) != 200)
            fprintf(stderr, "booking: offer: %.200s\n", b->http.body);
        times_add(&t, b->http.us);
    }
    times_print(&t, "slots to offer, three days, over HTTP");
}

static void say(void *arg, str line)
{
    (void)arg;
    printf("booking: %.*s\n", (int)line.n, line.s);
}

static int verified(const char *where)
{
    struct verify v = { .say = say };
    struct db *db = db_open(&(struct db_options){ .where = where, .patient = true });
    int r = db != NULL ? verify_all(db, clock_now(), &v) : -1;

    if (db != NULL)
        db_close(db);
    printf("booking: %llu facts checked, %llu wrong\n", (unsigned long long)v.checked,
        (unsigned long long)v.wrong);
    return r == 0 && v.wrong == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    int clients = bench_option(argc, argv, "--clients", CLIENTS_MAX);
    int requests = bench_option(argc, argv, "--requests", 10000);
    const char *home = bench_dir(), *where = getenv("WHERE"), *user;
    int taken = 0, refused = 0, failed = 0, wrong;
    struct times all = times_new(REQUESTS_MAX);
    struct server s;
    struct demo *d;
    int64_t began;

    clients = clients < 1 || clients > CLIENTS_MAX ? CLIENTS_MAX : clients;
    requests = requests < 1 || requests > REQUESTS_MAX ? 10000 : requests;
    if (!model_start())
        return 3;
    where = where != NULL ? where : home;
    d = chain_make(where, &(struct chain_size){ 1, CARS, 0 });
    d->db = db_open(&(struct db_options){ .where = where });
    if (d->db == NULL)
        return 3;
    user = chain_user(d, &d->stores[0], ADVISER);
    db_close(d->db);
    s = server_start(argv[0], where);
    for (int i = 0; i < clients; i++) {
        struct booker *b = &bookers[i];

        *b = (struct booker){ .http = client_new(s.port, (uint64_t)i + 1), .d = d,
            .seed = (uint64_t)i + 1, .requests = requests / clients + (i < requests % clients),
            .times = times_new((size_t)requests) };
        if (i > 0)
            b->login = bookers[0].login;
        else if (client_login(&b->http, user, "demo", &b->login) >= 300)
            return 3;
    }
    began = bench_us();
    for (int i = 0; i < clients; i++)
        pthread_create(&bookers[i].thread, NULL, book, &bookers[i]);
    for (int i = 0; i < clients; i++) {
        pthread_join(bookers[i].thread, NULL);
        taken += bookers[i].taken, refused += bookers[i].refused, failed += bookers[i].failed;
        for (size_t k = 0; k < bookers[i].times.n; k++)
            times_add(&all, bookers[i].times.us[k]);
    }
    printf("booking: %d connections, %d booked, %d refused, %d failed, in %.1f s\n", clients, taken,
        refused, failed, (double)(bench_us() - began) / 1000000);
    times_print(&all, "booking under the crowd");
    offers(&bookers[0], bench_option(argc, argv, "--offers", 1000));
    server_stop(&s);
    wrong = verified(where);
    bench_remove(home);
    return wrong != 0 || failed > 0 || taken == 0;
}
