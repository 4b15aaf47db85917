/* reminders.c - many cars are due for a word at once, while others write.
 *
 * A chain gets cars by the declared bulk generator, each with a reading, a delivered visit, a
 * service in five days, and a timer. Those of --due cars ring at one moment, the others' lie half a
 * year ahead. The housekeeping of the server looks at each: a reminder on its store's call list, a
 * message to the owner. Measured: --writers clients make visits before that moment and from it on,
 * for as long each; then nobody works until the last message is out.
 *
 *   reminders [--vehicles N] [--due N] [--writers N] [--seconds N] */
#include "bench/bulk.h"
#include "bench/till.h"
#include "modules/care/care.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WRITERS_MAX = 6, AT_ONCE = 50, AHEAD_DAYS = 5, FAR_DAYS = 180, MARGIN_S = 15,
       IDLE_S = 1800 };

struct fill { const struct demo *d; rid after, last_rung; int done, due; when rings; };

static struct till tills[WRITERS_MAX];

/* --- cars with a story ------------------------------------------------------------------------ */

static int a_story(struct ctx *c, struct vehicle *v, rid store, int number)
{
    struct vehicle before = *v;
    struct odometer_reading reading = { .vehicle_id = v->id, .km = 10000 };
    struct repair_order ro = { .unit_id = store, .number = str_format(&c->mem, "OLD-%07d", number),
        .vehicle_id = v->id, .party_id = v->owner_id, .business = RO_DELIVERED,
        .nature = NATURE_MAINTENANCE, .category = CATEGORY_FIRST, .promised_at = c->now,
        .odometer_in = 10000, .odometer_out = 10000, .delivered_at = c->now, .day = c->today };

    v->next_service_date = (date){ c->today.day + AHEAD_DAYS };
    v->next_service_km = 20000;
    v->odometer_km = 10000;
    TRY(row_update(c, vehicle, v, &before));
    TRY(row_insert(c, odometer_reading, &reading));
    return row_insert(c, repair_order, &ro);
}

static int some(struct ctx *c, void *arg)
{
    struct fill *f = arg;
    struct vehicle_list cars;

    TRY(db_list(c, vehicle, &cars, "WHERE id > ? ORDER BY id LIMIT ?", f->after, (int64_t)AT_ONCE));
    for (size_t i = 0; i < cars.n; i++, f->done++) {
        rid store = f->d->stores[f->done % (int)f->d->n_stores].id;

        f->after = cars.v[i].id;
        TRY(a_story(c, &cars.v[i], store, f->done));
        c->new_unit_id = store;
        TRY(timer_set(c, "vehicle_near_service", &vehicle_model, f->after,
            (when){ c->now.ms + (int64_t)FAR_DAYS * 86400000 }));
        if (f->done < f->due)
            f->last_rung = f->after;
    }
    return 0;
}

static int set_due(struct ctx *c, void *arg)
{
    const struct fill *f = arg;

    return db_exec(c, "UPDATE timer SET due_at = ? WHERE name = 'vehicle_near_service'"
        " AND entity_id <= ? AND due_at > ?", f->rings, f->last_rung, c->now);
}

static void in_one(struct db *db, work_fn *work, void *arg, bool writes)
{
    struct ctx c;
    int r;

    ctx_begin(&c, db, &who_system, clock_now(), 64 << 20);
    r = writes ? db_transaction(&c, work, arg) : db_snapshot(&c, work, arg);
    if (r != 0) {
        fprintf(stderr, "reminders: %s\n", r > 0 ? c.refused->code : "the database failed");
        exit(3);
    }
    ctx_end(&c);
}

static void fill(struct demo *d, struct fill *f, int vehicles)
{
    if (bulk_vehicles(d->db, vehicles) != 0)
        exit(3);
    f->after = d->cars[d->n_cars - 1].id;
    f->d = d;                               /* the demo's own cars have timers already */
    while (f->done < vehicles)
        in_one(d->db, some, f, true);
}

/* --- how far it is ---------------------------------------------------------------------------- */

struct state { int64_t reminders, unsent, due; };

static int count(struct ctx *c, void *arg)
{
    struct state *s = arg;

    TRY(db_int(c, &s->reminders, "SELECT count(*) FROM reminder"));
    TRY(db_int(c, &s->unsent, "SELECT count(*) FROM outbox WHERE topic = 'sms' AND sent_at IS NULL"
        " AND tries = 0"));
    return db_int(c, &s->due, "SELECT count(*) FROM timer WHERE due_at <= ?", c->now);
}

static struct state state(struct db *db)
{
    struct state s;

    in_one(db, count, &s, false);
    return s;
}

static double visits_round(
    struct db *db, const struct server *s, int writers, int seconds, const char *name)
{
    struct state before = state(db), after;
    int64_t began = bench_us(), cpu = server_cpu_us(s);
    struct times all = times_new(WRITERS_MAX * 100000);
    int failed = 0;
    double per_s, took;

    till_run(tills, writers, seconds, till_serve);
    till_wait(tills, writers);
    took = (double)(bench_us() - began) / 1e6;
    after = state(db);
    for (int i = 0; i < writers; i++) {
        failed += tills[i].failed;
        for (size_t k = 0; k < tills[i].visits.n; k++)
            times_add(&all, tills[i].visits.us[k]);
    }
    per_s = (double)all.n / took;
    printf("%s: %d writers, %.1f visits/s, %d failed, server CPU %.0f %%; %lld reminders, %.0f/s,"
        " %lld due; ", name, writers, per_s, failed,
        (double)(server_cpu_us(s) - cpu) / took / 1e4,
        (long long)(after.reminders - before.reminders),
        (double)(after.reminders - before.reminders) / took, (long long)after.due);
    times_print(&all, "a visit");
    fflush(stdout);
    free(all.us);
    return per_s;
}

static void alone(struct db *db, const struct server *s)
{
    struct state before = state(db), now = before;
    int64_t began = bench_us(), cpu = server_cpu_us(s), rung = began, us;

    while (now.due + now.unsent > 0 && bench_us() - began < IDLE_S * INT64_C(1000000)) {
        usleep(200000);
        now = state(db);
        if (now.due > 0)
            rung = bench_us();
    }
    us = bench_us() - began;
    printf("nobody at work: %lld reminders in %.1f s, the last message out after %.1f s, server CPU"
        " %.2f s; still due %lld, unsent %lld\n", (long long)(now.reminders - before.reminders),
        (double)(rung - began) / 1e6, (double)us / 1e6, (double)(server_cpu_us(s) - cpu) / 1e6,
        (long long)now.due, (long long)now.unsent);
    fflush(stdout);
}

/* --- the whole -------------------------------------------------------------------------------- */

int main(int argc, char **argv)
{
    int vehicles = bench_option(argc, argv, "--vehicles", 100000);
    int seconds = bench_option(argc, argv, "--seconds", 10);
    int writers = bench_option(argc, argv, "--writers", 2);
    struct fill f = { .due = bench_option(argc, argv, "--due", vehicles) };
    const struct chain_size size = { WRITERS_MAX, WRITERS_MAX * CARS_A_TILL, 100 };
    const char *dir = bench_dir();
    double before, during;
    int64_t began = bench_us();
    struct server s;
    struct demo *d;

    writers = writers < 1 ? 1 : writers < WRITERS_MAX ? writers : WRITERS_MAX;
    if (!model_start())
        return 3;
    d = chain_make(dir, &size);
    d->db = db_open(&(struct db_options){ .where = dir, .bulk = true });
    if (d->db == NULL)
        return 3;
    fill(d, &f, vehicles);
    printf("reminders: SQLite, %d vehicles with a visit behind them, made in %.0f s\n", vehicles,
        (double)(bench_us() - began) / 1e6);
    fflush(stdout);
    f.rings.ms = clock_now().ms + (seconds + MARGIN_S) * 1000;
    in_one(d->db, set_due, &f, true);
    db_close(d->db);
    d->db = db_open(&(struct db_options){ .where = dir, .patient = true });
    s = server_start(argv[0], dir);
    for (int i = 0; d->db != NULL && i < writers; i++)
        till_open(&tills[i], d, i, WRITERS_MAX, s.port);
    before = visits_round(d->db, &s, writers, seconds, "before");
    if (clock_now().ms >= f.rings.ms)
        printf("it began too late\n");
    while (clock_now().ms < f.rings.ms)
        usleep(1000);
    during = visits_round(d->db, &s, writers, seconds, "while timers ring");
    printf("of the commands' rate %.0f %% are left\n", 100 * during / before);
    alone(d->db, &s);
    for (int i = 0; i < writers; i++)       /* the server has hung up on who said nothing so long */
        client_call(&tills[i].http, NULL, "GET", "/api/session", NULL);
    visits_round(d->db, &s, writers, seconds, "after");
    printf("RSS %lld MiB\n", (long long)server_rss_kib(&s) / 1024);
    server_stop(&s);
    db_close(d->db);
    bench_remove(dir);
    return 0;
}
