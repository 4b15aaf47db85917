/* prepare.c - an appointment made ready beforehand (SVC-04): advice, bay, technician, parts. */
#include "modules/booking/slot.h"

static struct anyref itself(const struct appointment *a)
{
    return (struct anyref){ &appointment_model, a->id };
}

/* A repair waits for the diagnosis technician's word before its time is promised. */
int appointment_may_confirm(struct ctx *c, const struct appointment *a)
{
    return a->advised == ADVICE_ASKED ? refuse(c, &BOOKING_NEEDS_ADVICE, a->number) : 0;
}

int appointment_advise(struct ctx *c, struct appointment *a, const struct appointment_advise_in *in)
{
    struct slot_want want;

    a->advice = in->advice;
    a->advised_by_id = c->who->employee_id;
    if (in->minutes == 0 || in->minutes == a->minutes)
        return 0;
    a->minutes = in->minutes;
    want = (struct slot_want){ a->unit_id, a->adviser_id, a->day, a->slot, a->minutes, a->kind,
        a->waiting };
    TRY(slot_give(c, a->id));
    return slot_take(c, a->id, &want);
}

/* --- bay and technician ----------------------------------------------------------------------- */

static bool meets(const struct appointment *a, const struct appointment *b)
{
    return a->slot < b->slot + b->minutes && b->slot < a->slot + a->minutes;
}

static int of_the_day(struct ctx *c, const struct appointment *a, struct appointment_list *out)
{
    return db_list(c, appointment, out, "WHERE unit_id = ? AND day = ? AND state = 'prepared'"
        " AND id <> ? ORDER BY id", a->unit_id, a->day, a->id);
}

static const struct appointment *holds_bay(
    const struct appointment_list *all, const struct appointment *a, rid bay_id)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].bay_id == bay_id && meets(a, &all->v[i]))
            return &all->v[i];
    return NULL;
}

static const struct appointment *holds_person(
    const struct appointment_list *all, const struct appointment *a, rid employee_id)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].technician_id == employee_id && meets(a, &all->v[i]))
            return &all->v[i];
    return NULL;
}

static const struct workshop_worker *worker_of(
    const struct workshop_day *d, rid employee_id, unsigned trade, int64_t minute)
{
    for (size_t i = 0; i < d->worker_count; i++) {
        const struct workshop_worker *w = &d->workers[i];

        for (size_t k = 0; k < w->span_count; k++)
            if ((employee_id == 0 || w->employee_id == employee_id) &&
                w->trades & trade << TRADE_EXPRESS && w->spans[k].from <= minute &&
                minute < w->spans[k].to)
                return w;
    }
    return NULL;
}

static int give_bay(struct ctx *c, struct appointment *a, rid bay_id,
    const struct appointment_list *others)
{
    const struct appointment *held = holds_bay(others, a, bay_id);
    struct bay bay;

    a->bay_id = bay_id;
    if (bay_id == 0)
        return 0;
    TRY(db_get(c, bay, &bay, bay_id));
    if (bay.unit_id != a->unit_id)
        return refuse_field(c, "bay_id", &F_REF);
    TRY(workshop_may_use(c, bay_id, a->day));
    return held == NULL ? 0 : refuse_field(c, "bay_id", &PREPARE_BAY_HELD, held->number);
}

static int give_person(struct ctx *c, struct appointment *a, rid technician_id,
    const struct appointment_list *others)
{
    const struct appointment *held = holds_person(others, a, technician_id);
    struct workshop_day shop;
    bool declared;

    a->technician_id = technician_id;
    if (technician_id == 0)
        return 0;
    if (held != NULL)
        return refuse_field(c, "technician_id", &PREPARE_PERSON_HELD, held->number);
    TRY(workshop_is_declared(c, a->unit_id, &declared));
    TRY(workshop_day(c, a->unit_id, a->day, &shop));
    return !declared || worker_of(&shop, technician_id, slot_trade(a->kind), a->slot) != NULL
        ? 0 : refuse_field(c, "technician_id", &PREPARE_NOT_THERE, a->day);
}

/* --- parts ------------------------------------------------------------------------------------ */

static int by_part(const void *a, const void *b)
{
    const struct appointment_part_in *x = a, *y = b;

    return (x->part_id > y->part_id) - (x->part_id < y->part_id);
}

static int set_aside(struct ctx *c, const struct appointment *a,
    const struct appointment_part_in_list *in)
{
    struct appointment_part_in *v = arena_alloc(&c->mem, (in->n + 1) * sizeof *v);

    if (v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < in->n; i++)
        v[i] = in->v[i];
    qsort(v, in->n, sizeof *v, by_part);
    for (size_t i = 0; i < in->n; i++) {
        struct appointment_part row = { .appointment_id = a->id, .part_id = v[i].part_id,
            .quantity = v[i].quantity };

        TRY(stock_reserve(c, a->unit_id, v[i].part_id, v[i].quantity, itself(a)));
        TRY(row_insert(c, appointment_part, &row));
    }
    return 0;
}

int appointment_parts(struct ctx *c, rid appointment_id, struct appointment_part_list *out)
{
    return db_list(c, appointment_part, out, "WHERE appointment_id = ? AND retired_at IS NULL"
        " ORDER BY id", appointment_id);
}

int appointment_parts_free(struct ctx *c, rid appointment_id)
{
    struct appointment_part_list parts;

    TRY(appointment_parts(c, appointment_id, &parts));
    for (size_t i = 0; i < parts.n; i++) {
        struct appointment_part now = parts.v[i];

        now.retired_at = c->now;
        TRY(row_update(c, appointment_part, &now, &parts.v[i]));
    }
    return parts.n == 0 ? 0
        : stock_release(c, (struct anyref){ &appointment_model, appointment_id });
}

/* --- the commands ----------------------------------------------------------------------------- */

int appointment_prepare(
    struct ctx *c, struct appointment *a, const struct appointment_prepare_in *in)
{
    struct appointment_list others;

    TRY(of_the_day(c, a, &others));
    TRY(give_bay(c, a, in->bay_id, &others));
    TRY(give_person(c, a, in->technician_id, &others));
    if (in->adviser_id != 0 && in->adviser_id != a->adviser_id) {
        struct appointment before = *a;

        a->adviser_id = in->adviser_id;
        TRY(appointment_judge(c, a, &before));
    }
    return set_aside(c, a, &in->parts);
}

/* A bay of the trade and somebody who can, both free at that time. */
int appointment_prepare_suggest(
    struct ctx *c, const struct appointment *a, struct appointment_prepare_in *in)
{
    unsigned trade = slot_trade(a->kind);
    struct appointment_list others;
    struct workshop_day shop;

    TRY(of_the_day(c, a, &others));
    TRY(workshop_day(c, a->unit_id, a->day, &shop));
    for (size_t i = 0; in->bay_id == 0 && i < shop.bays.n; i++)
        if (trade == 1u << (shop.bays.v[i].trade - 1) &&
            holds_bay(&others, a, shop.bays.v[i].id) == NULL)
            in->bay_id = shop.bays.v[i].id;
    for (size_t i = 0; in->technician_id == 0 && i < shop.worker_count; i++) {
        rid id = shop.workers[i].employee_id;

        if (worker_of(&shop, id, trade, a->slot) != NULL && holds_person(&others, a, id) == NULL)
            in->technician_id = id;
    }
    if (in->adviser_id == 0)
        in->adviser_id = a->adviser_id;
    return 0;
}

int appointment_unprepare(struct ctx *c, struct appointment *a, const struct no_input *in)
{
    (void)in;
    a->bay_id = a->technician_id = 0;
    return appointment_parts_free(c, a->id);
}
