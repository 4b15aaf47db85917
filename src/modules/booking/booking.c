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

static struct slot_want want_of(const struct appointment *a)
{
    return (struct slot_want){ a->unit_id, a->adviser_id, a->day, a->slot, a->minutes, a->kind,
        a->waiting };
}

static int place(struct ctx *c, struct appointment *a, date day, int64_t slot)
{
    struct slot_want want;

    a->day = day;
    a->slot = slot;
    want = want_of(a);
    TRY(slot_take(c, a->id, &want));
    a->starts_at = when_at(day, slot * 60, ZONE_S);
    a->call_due = false;
    return timers(c, a);
}

/* Another kind of work, another adviser, a car that stays after all: it must fit anew. */
static int fit_again(struct ctx *c, const struct appointment *now, const struct appointment *before)
{
    struct slot_want want = want_of(now);

    if (now->kind == before->kind && now->waiting == before->waiting &&
        now->adviser_id == before->adviser_id && now->minutes == before->minutes)
        return 0;
    TRY(slot_give(c, now->id));
    return slot_take(c, now->id, &want);
}

int appointment_judge(struct ctx *c, struct appointment *now, const struct appointment *before)
{
    if (now->quoted.fen > 0 && now->kind != BOOK_MAINTENANCE)
        return refuse_field(c, "quoted", &BOOKING_NO_PRICE);
    TRY(party_phone(c, "deliverer_phone", &now->deliverer_phone));
    return before != NULL ? fit_again(c, now, before) : 0;
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
    a->advised = in->kind == BOOK_REPAIR ? ADVICE_ASKED : ADVICE_NONE;
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

int appointment_arrive(struct ctx *c, struct appointment *a, const struct no_input *in)
{
    int64_t early, late, minutes = (c->now.ms - a->starts_at.ms) / MINUTE_MS;

    (void)in;                               /* after a no-show he takes no slot: he is a walk-in */
    TRY(setting_int(c, &setting_booking_early_minutes, a->unit_id, &early));
    TRY(setting_int(c, &setting_booking_late_minutes, a->unit_id, &late));
    a->arrived_at = c->now;
    a->arrival = minutes < -early ? ARRIVED_EARLY : minutes > late ? ARRIVED_LATE : ARRIVED_ON_TIME;
    a->call_due = false;
    return timers_off(c, a);
}

int appointment_reschedule(
    struct ctx *c, struct appointment *a, const struct appointment_move_in *in)
{
    TRY(slot_give(c, a->id));
    a->bay_id = a->technician_id = 0;
    TRY(appointment_parts_free(c, a->id));
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
    TRY(slot_give(c, a->id));
    TRY(appointment_parts_free(c, a->id));
    return timers_off(c, a);
}

int appointment_convert(
    struct ctx *c, struct appointment *a, const struct appointment_convert_in *in)
{
    if (a->arrived_at.ms == 0)
        TRY(appointment_arrive(c, a, NULL));
    a->order = in->order;                   /* its lines set the parts aside from now on */
    return appointment_parts_free(c, a->id);
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
    TRY(slot_give(c, a->id));
    TRY(appointment_parts_free(c, a->id));
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
