/* load.c - how full a day is, and whether what is booked is what the appointments take. */
#include "modules/booking/slot.h"

enum { PPM = 1000000 };

static rate filled(const struct slot_place *p, enum trade trade)
{
    unsigned set = 1u << (trade - 1);

    return (rate){ p->capacity[set] == 0 ? 0
        : (p->capacity[set] - slot_free(p, set)) * PPM / p->capacity[set] };
}

/* Of all trades together: what their people have left, whatever each trade may take of it. */
static int64_t left(const struct slot_place *p)
{
    int64_t booked = 0;

    for (int t = 0; t < TRADES; t++)
        booked += p->booked[t];
    return p->capacity[ALL_TRADES] > booked ? p->capacity[ALL_TRADES] - booked : 0;
}

static void load_of(struct ctx *c, const struct day_load_in *in, const struct slot_place *p,
    struct day_load_row *row)
{
    unsigned set = in->kind != 0 ? slot_trade(in->kind) : ALL_TRADES;

    *row = (struct day_load_row){ .slot = p->slot, .capacity = p->capacity[set],
        .time = str_format(&c->mem, "%02lld:%02lld", (long long)p->slot / 60,
            (long long)p->slot % 60),
        .free = in->kind != 0 ? slot_free(p, set) : left(p), .talk_booked = p->talk_booked,
        .talk_capacity = p->talk >= 0 ? p->talk : 0,
        .express = filled(p, TRADE_EXPRESS), .mechanic = filled(p, TRADE_MECHANIC),
        .body = filled(p, TRADE_BODY), .beauty = filled(p, TRADE_BEAUTY) };
    row->booked = row->capacity - row->free;
}

/* Without a kind: a car of any. */
static bool takes_one(const struct day_load_in *in, const struct slot_rules *r,
    const struct day_place *d, size_t i)
{
    struct slot_shares none = { 0 };
    struct slot_short why;

    for (int kind = BOOK_MAINTENANCE; kind <= BOOK_BEAUTY; kind++) {
        struct slot_want w = { .day = in->day, .slot = d->v[i].slot,
            .minutes = in->minutes > 0 ? in->minutes : 1, .kind = (enum appointment_kind)kind };

        if ((in->kind == 0 || (int)in->kind == kind) && slot_fits(&w, r, d, 1, i, &none, &why))
            return true;
    }
    return false;
}

int day_load(struct ctx *c, const struct day_load_in *in, struct day_load_row_list *out)
{
    struct slot_rules r;
    struct day_place d;
    rid unit_id;

    TRY(unit_asked(c, "store_id", in->store_id, &unit_id));
    TRY(slot_rules(c, unit_id, &r));
    TRY(slot_day(c, unit_id, in->day, 0, &r, &d));
    out->v = arena_alloc(&c->mem, (d.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (out->n = 0; out->n < d.n; out->n++) {
        load_of(c, in, &d.v[out->n], &out->v[out->n]);
        out->v[out->n].open = takes_one(in, &r, &d, out->n);
    }
    return 0;
}

/* --- truth ------------------------------------------------------------------------------------ */

static int check_slot(struct ctx *c, const void *row, void *arg)
{
    const struct slot_check *k = row;
    char day[16];

    (void)c;
    date_print(k->day, day);
    verify_fact(arg, k->booked == k->appointments,
        "store %lld, %s, slot %lld: %lld minutes booked, appointments take %lld", (long long)k->store_id, day,
        (long long)k->slot, (long long)k->booked, (long long)k->appointments);
    return 0;
}

static int check_appointment(struct ctx *c, const void *row, void *arg)
{
    const struct slot_check *k = row;

    (void)c;
    verify_fact(arg, k->booked == k->appointments,
        "store %lld, appointment %lld: %lld minutes of slots taken, its work has %lld", (long long)k->store_id,
        (long long)k->slot, (long long)k->booked, (long long)k->appointments);
    return 0;
}

/* Each capacity is what was taken of it; each pool what its trades are; each appointment holds its
 * minutes while it lives, and none after. Who came after his no-show holds none. */
int booking_verify(struct ctx *c, struct verify *v)
{
    TRY(db_each(c, slot_check, check_slot, v,
        "SELECT unit_id, day, slot, CAST(sum(booked) AS BIGINT), CAST(sum(taken) AS BIGINT) FROM"
        " (SELECT unit_id, day, slot, what, of_id, booked, 0 AS taken FROM slot_load"
        " WHERE what <> 'work' OR of_id IN (1, 2, 4, 8) UNION ALL"
        " SELECT unit_id, day, slot, what, of_id, 0, amount FROM slot_taken) AS both_"
        " /* all rows */ GROUP BY unit_id, day, slot, what, of_id"));
    TRY(db_each(c, slot_check, check_slot, v,
        "SELECT p.unit_id, p.day, p.slot, p.booked, CAST(sum(s.booked) AS BIGINT) FROM slot_load p"
        " JOIN slot_load s ON s.unit_id = p.unit_id AND s.day = p.day AND s.slot = p.slot"
        " AND s.what = 'work' AND s.of_id IN (1, 2, 4, 8) AND (s.of_id & p.of_id) <> 0"
        " WHERE p.what = 'work' /* all rows */"
        " GROUP BY p.unit_id, p.day, p.slot, p.of_id, p.booked"));
    return db_each(c, slot_check, check_appointment, v,
        "SELECT a.unit_id, a.day, a.id, CAST(COALESCE(sum(t.amount), 0) AS BIGINT),"
        " CASE WHEN a.state IN ('cancelled', 'no_show') THEN 0 WHEN a.state IN ('arrived', 'converted')"
        " AND sum(t.amount) IS NULL THEN 0 ELSE a.minutes END FROM appointment a"
        " LEFT JOIN slot_taken t ON t.appointment_id = a.id AND t.what = 'work' /* all rows */"
        " GROUP BY a.id, a.unit_id, a.day, a.state, a.minutes");
}
