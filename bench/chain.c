/* chain.c - a chain to measure on. */
#include "bench/chain.h"
#include "kernel/auth.h"
#include "kernel/setup.h"

#include <stdlib.h>

enum { PARTS = 40, LOT_MILLI = 500000000, SLOTS = 16 };

static void must(int r, const char *what)
{
    if (r == 0)
        return;
    fprintf(stderr, "%s failed (%d)\n", what, r);
    exit(3);
}

/* The demo's twenty, and twenty more. */
static int more_parts(struct demo *d)
{
    for (int i = (int)d->n_parts; i < PARTS; i++) {
        char code[20], name[40];
        struct part part = { .unit = STR("只"), .class = CLASS_MAINTENANCE,
            .origin = ORIGIN_EQUAL_QUALITY, .price = price_of(FEN(2000 + 350 * i)) };

        snprintf(code, sizeof code, "MORE-%02d", i);
        snprintf(name, sizeof name, "常备件 %02d", i);
        part.code = str_copy(&d->mem, str_of(code));
        part.name = str_copy(&d->mem, str_of(name));
        d->parts[i].price_fen = 2000 + 350 * i;
        TRY(demo_create(d, d->stores[0].by[CATALOGUE], &part_model, &part, &d->parts[i].id));
        d->n_parts++;
    }
    return 0;
}

/* Enough of everything for hours of visits. */
static int stock_up(struct demo *d, const struct demo_store *s)
{
    struct stock_receipt_line_in lines[PARTS];
    struct stock_receipt_open_in in = { .supplier_id = d->supplier, .lines = { lines, PARTS } };
    rid receipt;

    for (int i = 0; i < PARTS; i++)
        lines[i] = (struct stock_receipt_line_in){ .part_id = d->parts[i].id,
            .quantity = { LOT_MILLI }, .price = price_of(FEN(d->parts[i].price_fen * 6 / 10)) };
    TRY(demo_run(d, s->by[KEEPER], &stock_receipt_open_command, 0, &in, &receipt));
    return demo_run(
        d, s->by[KEEPER], &stock_receipt_receive_command, receipt, &(struct no_input){}, NULL);
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

static int passwords(struct demo *d)
{
    struct ctx c;
    str hash;
    int r;

    ctx_begin(&c, d->db, &who_system, clock_now(), 0);
    r = password_hash(&c, STR("demo"), &hash);
    if (r == 0)
        r = db_transaction(&c, give_passwords, &hash);
    ctx_end(&c);
    return r;
}

/* When the n-th past visit to a store begins: from 15 h to 6 h, a slot an hour, so that its
 * technician has nothing else to do, for the story's own visits are in the morning. */
static when slot(date first, int n)
{
    return when_at((date){ first.day + n / SLOTS }, (15 + n % SLOTS) * 3600, ZONE_S);
}

struct demo *chain_make(const char *where, const struct chain_size *size)
{
    const struct demo_size story = { .stores = (size_t)size->stores,
        .vehicles = (size_t)size->vehicles, .days = size->orders / size->stores / SLOTS + 3 };
    struct db *db = db_open(&(struct db_options){ .where = where, .create = true, .bulk = true });
    struct demo *d = NULL;
    struct ctx c;
    date first;

    must(db == NULL, where);
    ctx_begin(&c, db, &who_system, demo_start(clock_now(), &story), 256 << 20);
    must(setup_chain(&c), "setup");
    ctx_end(&c);
    must(demo_story(db, &story, &d), "the demo's story");
    must(more_parts(d), "parts");
    first.day = date_at(clock_now(), ZONE_S).day - story.days + 1;
    d->now = slot(first, 0);
    for (int s = 0; s < size->stores; s++)
        must(stock_up(d, &d->stores[s]), "stock");
    for (int i = 0; i < size->orders; i++) {
        d->now = slot(first, i / size->stores);
        must(demo_visit(d, &d->stores[i % size->stores], false, DEMO_STEPS), "a past visit");
    }
    must(passwords(d), "passwords");
    db_close(db);
    d->db = NULL;
    return d;
}

struct naming { struct demo *d; rid id; const char *name; };

static int name_of(struct ctx *c, void *arg)
{
    struct naming *n = arg;
    struct account a;

    TRY(db_get(c, account, &a, n->id));
    n->name = str_c(&n->d->mem, a.name);
    return 0;
}

const char *chain_user(struct demo *d, const struct demo_store *s, int post)
{
    struct naming n = { d, s->by[post]->id, NULL };
    struct ctx c;

    ctx_begin(&c, d->db, &who_system, clock_now(), 0);
    must(db_snapshot(&c, name_of, &n), "a user's name");
    ctx_end(&c);
    return n.name;
}
