/* offers.c - which slots to offer a customer, with the reason of each, in a chain of many stores whose
 * next sixty days are booked in part. A store of the demo (bays, people with skills, shifts) is copied
 * as rows; of each of its days the load of each trade in each slot is laid in by a seed. The loads have
 * no appointments behind them, for only the offer is measured: of a store, a day and a wish by chance,
 * looking at three days, in a snapshot of its own. Wall time and the thread's CPU time.
 *
 *   offers [--stores N] [--days N] [--offers N] */
#include "bench/chain.h"
#include "modules/booking/booking.h"
#include "modules/workshop/workshop.h"

#include <stdlib.h>
#include <time.h>

enum { STORES_MAX = 2000, PEOPLE_MAX = 100, OPENS = 480, CLOSES = 1080, GRID = 30, TRADES = 4 };

static rid stores[STORES_MAX];

struct copying { rid from; int at, n; int days; uint64_t seed; };

static int chance(uint64_t *seed, int n)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (int)((*seed >> 33) % (uint64_t)n);
}

static int64_t cpu_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

struct people { rid was[PEOPLE_MAX], is[PEOPLE_MAX]; size_t n; };

static rid now_is(const struct people *p, rid was)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->was[i] == was)
            return p->is[i];
    return was;
}

/* The rows of one table that belong to the store, given to another. */
#define COPY(c, type, from, to, change) do { \
        struct type##_list all; \
        TRY(db_list(c, type, &all, "WHERE unit_id = ? AND retired_at IS NULL", from)); \
        for (size_t i = 0; i < all.n; i++) { \
            struct type *row = &all.v[i]; \
            row->id = 0, row->unit_id = to; \
            change; \
            TRY(row_insert(c, type, row)); \
        } \
    } while (0)

static int people_copy(struct ctx *c, rid from, rid to, struct people *p)
{
    struct employee_list all;

    TRY(db_list(c, employee, &all, "WHERE unit_id = ? AND retired_at IS NULL", from));
    for (p->n = 0; p->n < all.n && p->n < PEOPLE_MAX; p->n++) {
        struct employee *e = &all.v[p->n];

        p->was[p->n] = e->id;
        e->id = 0, e->unit_id = to, e->account_id = 0;
        e->number = str_format(&c->mem, "X-%lld-%zu", (long long)to, p->n);
        TRY(row_insert(c, employee, e));
        p->is[p->n] = e->id;
    }
    return 0;
}

static int loads(struct ctx *c, rid store, struct copying *k)
{
    for (int day = 1; day <= k->days; day++)
        for (int slot = OPENS; slot < CLOSES; slot += GRID)
            for (int t = 0; t < TRADES; t++) {
                struct slot_load l = { .unit_id = store, .day = { c->today.day + day },
                    .slot = slot, .what = TAKES_WORK, .of_id = 1 << t, .capacity = 60,
                    .booked = 15 * chance(&k->seed, 4) };

                TRY(row_insert(c, slot_load, &l));
            }
    return 0;
}

static int one_store(struct ctx *c, void *arg)
{
    struct copying *k = arg;
    struct people *p = arena_alloc(&c->mem, sizeof *p);
    struct unit u;

    if (p == NULL)
        return DB_FAILED;
    TRY(db_get(c, unit, &u, k->from));
    u.id = id_new(c);
    u.code = str_format(&c->mem, "B%05d", k->at);
    u.path = str_format(&c->mem, "%.*s/%lld", (int)(u.path.n - str_format(&c->mem, "/%lld",
        (long long)k->from).n), u.path.s, (long long)u.id);
    TRY(row_insert(c, unit, &u));
    TRY(people_copy(c, k->from, u.id, p));
    COPY(c, bay, k->from, u.id, (void)row);
    COPY(c, shift, k->from, u.id, row->employee_id = now_is(p, row->employee_id));
    COPY(c, employee_skill, k->from, u.id, row->employee_id = now_is(p, row->employee_id));
    TRY(loads(c, u.id, k));
    stores[k->at] = u.id;
    return 0;
}

static void fill(struct db *db, struct copying *k)
{
    for (; k->at < k->n; k->at++) {
        struct ctx c;
        int r;

        ctx_begin(&c, db, &who_system, clock_now(), 64 << 20);
        r = db_transaction(&c, one_store, k);
        ctx_end(&c);
        if (r != 0) {
            fprintf(stderr, "offers: store %d: %d\n", k->at, r);
            exit(3);
        }
    }
}

struct asking { struct slot_offer_in in; struct slot_offer_row_list out; };

static int ask(struct ctx *c, void *arg)
{
    struct asking *a = arg;

    return slot_offer(c, &a->in, &a->out);
}

static int asked(struct db *db, struct copying *k, int n)
{
    struct times wall = times_new((size_t)n), cpu = times_new((size_t)n);
    int64_t offered = 0;

    for (int i = 0; i < n; i++) {
        struct asking a = { .in = { .slot = OPENS + GRID * chance(&k->seed, 20),
            .minutes = 30 + 30 * chance(&k->seed, 3), .waiting = chance(&k->seed, 2),
            .kind = (enum appointment_kind)(BOOK_MAINTENANCE + chance(&k->seed, 4)),
            .store_id = stores[chance(&k->seed, k->n)] } };
        int64_t us = bench_us(), mine = cpu_us();
        struct ctx c;

        ctx_begin(&c, db, &who_system, clock_now(), 0);
        a.in.day.day = c.today.day + 1 + chance(&k->seed, k->days - 3);
        if (db_snapshot(&c, ask, &a) != 0)
            exit(3);
        offered += (int64_t)a.out.n;
        ctx_end(&c);
        times_add(&wall, bench_us() - us);
        times_add(&cpu, cpu_us() - mine);
    }
    times_print(&wall, "slots to offer, wall time");
    times_print(&cpu, "slots to offer, CPU time");
    printf("offers: %lld slots were offered\n", (long long)offered);
    return offered > 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    int n = bench_option(argc, argv, "--stores", 1000), days = bench_option(argc, argv, "--days", 60);
    int offers = bench_option(argc, argv, "--offers", 5000), r;
    const char *home = bench_dir();
    struct copying k = { .n = n < STORES_MAX ? n : STORES_MAX, .days = days, .seed = 3 };
    struct db *db;
    struct demo *d;

    if (!model_start())
        return 3;
    d = chain_make(home, &(struct chain_size){ 1, 20, 0 });
    k.from = d->stores[0].id;
    db = db_open(&(struct db_options){ .where = home, .bulk = true });
    if (db == NULL)
        return 3;
    fill(db, &k);
    db_close(db);
    db = db_open(&(struct db_options){ .where = home });
    if (db == NULL)
        return 3;
    printf("offers: %d stores, %d days, %d loads of a slot\n", k.n, k.days,
        k.n * k.days * TRADES * ((CLOSES - OPENS) / GRID));
    (void)asked(db, &k, 100);                           /* warms up */
    r = asked(db, &k, offers);
    db_close(db);
    bench_remove(home);
    return r;
}
