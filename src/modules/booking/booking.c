/* booking.c - the life of an appointment. */
#include "modules/booking/slot.h"

enum { MINUTE_MS = 60000, CALL_BEFORE_MS = 3600000 };

int slot_capacity_judge(
    struct ctx *c, struct slot_capacity *now, const struct slot_capacity *before)
{
    struct slot_rules r;

    (void)before;
    TRY(slot_rules(c, now->unit_id, &r));
    if ((now->slot - r.opens) % r.grid != 0)
        return refuse_field(c, "slot", &SLOT_GRID);
    now->label = str_format(&c->mem, "%lld · %lld:%02lld", (long long)now->weekday,
        (long long)now->slot / 60, (long long)now->slot % 60);
    return 0;
}

/* We call one hour before; who has not come by the limit is a no-show. */
static int timers(struct ctx *c, const struct appointment *a)
{
    int64_t limit;

    TRY(setting_int(c, &setting_booking_no_show_minutes, a->unit_id, &limit));
    TRY(timer_set(c, "appointment_call_due", &appointment_model, a->id,
        (when){ a->starts_at.ms - CALL_BEFORE_MS }));
    return timer_set(c, "appointment_missed", &appointment_model, a->id,
        (when){ a->starts_at.ms + limit * MINUTE_MS });
}

static int timers_off(struct ctx *c, const struct appointment *a)
{
    TRY(timer_set(c, "appointment_call_due", &appointment_model, a->id, (when){ 0 }));
    return timer_set(c, "appointment_missed", &appointment_model, a->id, (when){ 0 });
}

static int place(struct ctx *c, struct appointment *a, date day, int64_t slot)
{
    TRY(slot_take(c, a->unit_id, day, slot, a->minutes));
    a->day = day;
    a->slot = slot;
    a->starts_at = when_at(day, slot * 60, ZONE_S);
    a->call_due = false;
    return timers(c, a);
}

int appointment_judge(struct ctx *c, struct appointment *now, const struct appointment *before)
{
    (void)before;
    if (now->quoted.fen > 0 && now->kind != BOOK_MAINTENANCE)
        return refuse_field(c, "quoted", &BOOKING_NO_PRICE);
    return party_phone(c, "deliverer_phone", &now->deliverer_phone);
}

int appointment_book(struct ctx *c, struct appointment *a, const struct appointment_book_in *in)
{
    struct vehicle vehicle;

    TRY(db_get(c, vehicle, &vehicle, in->vehicle_id));
    a->vehicle_id = vehicle.id;
    a->party_id = in->party_id != 0 ? in->party_id : vehicle.owner_id;
    if (a->party_id == 0)
        return refuse_field(c, "party_id", &BOOKING_NO_PARTY);
    a->deliverer_name = in->deliverer_name;
    a->deliverer_phone = in->deliverer_phone;
    a->channel = in->channel;
    a->kind = in->kind;
    a->minutes = in->minutes;
    a->waiting = in->waiting;
    a->wish = in->wish;
    a->quoted = in->quoted;
    a->adviser_id = in->adviser_id;
    TRY(appointment_judge(c, a, NULL));
    TRY(number_next(c, &series_appointment, a->unit_id, &a->number));
    return place(c, a, in->day, in->slot);
}

int appointment_confirm(struct ctx *c, struct appointment *a, const struct no_input *in)
{
    (void)in;
    a->called_at = c->now;
    a->call_due = false;
    a->state = a->state == AP_PREPARED ? AP_PREPARED : AP_CONFIRMED;
    return 0;
}

int appointment_prepare(struct ctx *c, struct appointment *a, const struct no_input *in)
{
    (void)c, (void)a, (void)in;
    return 0;
}

int appointment_arrive(struct ctx *c, struct appointment *a, const struct no_input *in)
{
    int64_t early, late, minutes = (c->now.ms - a->starts_at.ms) / MINUTE_MS;

    (void)in;
    TRY(setting_int(c, &setting_booking_early_minutes, a->unit_id, &early));
    TRY(setting_int(c, &setting_booking_late_minutes, a->unit_id, &late));
    if (a->state == AP_NO_SHOW) /* late beyond hope, but here: his slot was given away */
        TRY(db_exec(c, "UPDATE slot_load SET booked = booked + ?, capacity = CASE WHEN booked + ? > capacity"
            " THEN booked + ? ELSE capacity END WHERE unit_id = ? AND day = ? AND slot = ?",
            a->minutes, a->minutes, a->minutes, a->unit_id, a->day, a->slot));
    a->arrived_at = c->now;
    a->arrival = minutes < -early ? ARRIVED_EARLY : minutes > late ? ARRIVED_LATE : ARRIVED_ON_TIME;
    a->call_due = false;
    return timers_off(c, a);
}

int appointment_reschedule(
    struct ctx *c, struct appointment *a, const struct appointment_move_in *in)
{
    if (a->state != AP_NO_SHOW)
        TRY(slot_give(c, a->unit_id, a->day, a->slot, a->minutes));
    return place(c, a, in->day, in->slot);
}

/* Its own day and slot: most move a little. */
int appointment_reschedule_suggest(
    struct ctx *c, const struct appointment *a, struct appointment_move_in *in)
{
    (void)c;
    if (in->day.day == 0)
        *in = (struct appointment_move_in){ .day = a->day, .slot = a->slot };
    return 0;
}

int appointment_cancel(struct ctx *c, struct appointment *a, const struct appointment_reason_in *in)
{
    a->cancel_reason = in->reason;
    a->call_due = false;
    TRY(slot_give(c, a->unit_id, a->day, a->slot, a->minutes));
    return timers_off(c, a);
}

int appointment_convert(
    struct ctx *c, struct appointment *a, const struct appointment_convert_in *in)
{
    if (a->arrived_at.ms == 0)
        TRY(appointment_arrive(c, a, NULL));
    a->order = in->order;
    return 0;
}

int appointment_is_due(struct ctx *c, const struct appointment *a)
{
    return c->now.ms >= a->starts_at.ms ? 0
         : refuse(c, &BOOKING_NOT_DUE, str_format(&c->mem, "%lld:%02lld", (long long)a->slot / 60,
                         (long long)a->slot % 60));
}

int appointment_miss(struct ctx *c, struct appointment *a, const struct no_input *in)
{
    (void)in;
    a->call_due = false;
    TRY(slot_give(c, a->unit_id, a->day, a->slot, a->minutes));
    return timers_off(c, a);
}

int appointment_call(struct ctx *c, struct appointment *a, const struct no_input *in)
{
    (void)c, (void)in;
    a->call_due = true;
    return 0;
}

/* --- timers: whoever has come or cancelled meanwhile is left alone ---------------------------- */

static int expected(struct ctx *c, rid id, bool *yes)
{
    struct appointment a;

    TRY(db_get(c, appointment, &a, id));
    *yes = a.state == AP_PENDING || a.state == AP_CONFIRMED || a.state == AP_PREPARED;
    return 0;
}

int appointment_call_due(struct ctx *c, const struct happening *h)
{
    bool yes;

    TRY(expected(c, h->id, &yes));
    return yes ? command_call(c, appointment_call, h->id, &(struct no_input){ }) : 0;
}

int appointment_missed(struct ctx *c, const struct happening *h)
{
    bool yes;

    TRY(expected(c, h->id, &yes));
    return yes ? command_call(c, appointment_miss, h->id, &(struct no_input){ }) : 0;
}

/* --- report and truth ------------------------------------------------------------------------- */

int day_load(struct ctx *c, const struct day_load_in *in, struct day_load_row_list *out)
{
    struct slot_load_list loads;
    struct slot_rules r;
    rid unit_id;

    TRY(unit_asked(c, "store_id", in->store_id, &unit_id));
    TRY(slot_rules(c, unit_id, &r));
    TRY(db_list(c, slot_load, &loads, "WHERE unit_id = ? AND day = ?", unit_id, in->day));
    out->v = arena_alloc(&c->mem, (size_t)((r.closes - r.opens) / r.grid + 1) * sizeof *out->v);
    if (out->v == NULL || r.closes < r.opens)
        return DB_FAILED;
    for (int64_t slot = r.opens; slot < r.closes; slot += r.grid) {
        struct day_load_row *row = &out->v[out->n++];

        row->slot = slot;
        row->time = str_format(
            &c->mem, "%02lld:%02lld", (long long)slot / 60, (long long)slot % 60);
        TRY(slot_bookable(c, unit_id, in->day, slot, &r, &row->capacity));
        for (size_t i = 0; i < loads.n; i++)
            if (loads.v[i].slot == slot)
                row->booked = loads.v[i].booked;
        row->free = row->capacity - row->booked;
    }
    return 0;
}

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

int booking_verify(struct ctx *c, struct verify *v)
{
    return db_each(c, slot_check, check_slot, v,
        "SELECT unit_id, day, slot, CAST(sum(booked) AS BIGINT),"
        " CAST(sum(taken) AS BIGINT) FROM (SELECT unit_id, day, slot, booked, 0 AS taken FROM slot_load"
        " UNION ALL SELECT unit_id, day, slot, 0, minutes FROM appointment"
        " WHERE state IN ('pending', 'confirmed', 'prepared', 'arrived', 'converted')) AS both_"
        " /* all rows */ GROUP BY unit_id, day, slot");
}
