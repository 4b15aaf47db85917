/* reminder.c - the call: what came of it, and the booking made in it. */
#include "modules/care/care.h"

static int again_later(struct ctx *c, const struct reminder *r)
{
    int64_t days;

    TRY(setting_int(c, &setting_reminder_again_days, r->unit_id, &days));
    return timer_set(c, "vehicle_near_service", &vehicle_model, r->vehicle_id,
        when_at((date){ c->today.day + days }, 9 * 3600, ZONE_S));
}

static int not_reached(struct ctx *c, struct reminder *r)
{
    int64_t most;

    TRY(setting_int(c, &setting_reminder_tries, r->unit_id, &most));
    r->call_on = (date){ c->today.day + 1 };
    r->state = r->tries >= most ? RM_UNREACHED : RM_WAITING;
    return r->state == RM_UNREACHED ? again_later(c, r) : 0;
}

int reminder_record(struct ctx *c, struct reminder *r, const struct reminder_record_in *in)
{
    bool later = in->outcome == OUTCOME_LATER;

    if (later && in->again_on.day <= c->today.day)
        return refuse_field(c, "again_on", &REMINDER_AGAIN_MISSING);
    if (!later && in->again_on.day != 0)
        return refuse_field(c, "again_on", &REMINDER_AGAIN_UNUSED);
    r->tries++;
    r->outcome = in->outcome;
    r->note = in->note;
    switch (in->outcome) {
    case OUTCOME_LATER:
        r->call_on = in->again_on;
        return 0;
    case OUTCOME_SILENT:
        return not_reached(c, r);
    case OUTCOME_NOT_NOW: case OUTCOME_ELSEWHERE:
        r->state = RM_DECLINED;
        return again_later(c, r);
    case OUTCOME_NO_CALLS:
        r->state = RM_DROPPED;
        return party_no_calls(c, r->party_id, STR("保养招揽时本人要求"));
    default:
        r->state = RM_DROPPED;
        return 0;
    }
}

int reminder_book(struct ctx *c, struct reminder *r, const struct reminder_book_in *in)
{
    struct appointment_book_in book = { .vehicle_id = r->vehicle_id, .party_id = r->party_id,
        .channel = CHANNEL_ACTIVE, .kind = BOOK_MAINTENANCE, .day = in->day, .slot = in->slot,
        .minutes = in->minutes, .deliverer_name = in->deliverer_name,
        .deliverer_phone = in->deliverer_phone, .waiting = in->waiting, .wish = in->wish,
        .quoted = in->quoted };

    if (book.minutes == 0)
        TRY(setting_int(c, &setting_reminder_minutes, r->unit_id, &book.minutes));
    TRY(command_make(c, appointment_book, &book, &r->appointment_id));
    r->tries++;
    return 0;
}

/* The first offer of the next days; who comes for a service is advised to wait. */
int reminder_book_suggest(struct ctx *c, const struct reminder *r, struct reminder_book_in *in)
{
    struct slot_offer_in ask = { .day = in->day.day != 0 ? in->day : (date){ c->today.day + 1 },
        .slot = in->slot, .minutes = in->minutes, .kind = BOOK_MAINTENANCE, .waiting = true,
        .store_id = r->unit_id };
    struct slot_offer_row_list offers = { 0 };

    if (ask.minutes == 0)
        TRY(setting_int(c, &setting_reminder_minutes, r->unit_id, &ask.minutes));
    TRY(slot_offer(c, &ask, &offers));
    in->minutes = ask.minutes;
    in->waiting = true;
    if (offers.n > 0 && in->day.day == 0) {
        in->day = offers.v[0].day;
        in->slot = offers.v[0].slot;
    }
    return 0;
}

int reminder_log_call(struct ctx *c, struct reminder *r, const struct call_log_in *in)
{
    return call_record_add(c, (struct anyref){ &reminder_model, r->id }, in);
}

int reminder_log_call_suggest(struct ctx *c, const struct reminder *r, struct call_log_in *in)
{
    (void)c, (void)r;
    in->kind = CALL_ACTIVE;
    return 0;
}

int reminder_again(struct ctx *c, struct reminder *r, const struct no_input *in)
{
    struct party p;
    int64_t others;

    (void)in;
    TRY(db_get(c, party, &p, r->party_id));
    if (p.no_follow_up)
        return refuse(c, &REMINDER_NO_CALLS, p.name);
    TRY(db_int(c, &others, "SELECT count(*) FROM reminder WHERE vehicle_id = ? AND state = 'waiting'",
        r->vehicle_id));
    if (others > 0)
        return refuse(c, &REMINDER_OTHER_OPEN);
    r->call_on = c->today;
    return 0;
}

int reminder_booked(struct ctx *c, struct reminder *r, const struct reminder_booked_in *in)
{
    (void)c;
    r->appointment_id = in->appointment_id;
    return 0;
}

int reminder_came(struct ctx *c, struct reminder *r, const struct no_input *in)
{
    (void)c, (void)r, (void)in;
    return 0;
}

int reminder_unbooked(struct ctx *c, struct reminder *r, const struct no_input *in)
{
    (void)in;
    r->appointment_id = 0;
    r->call_on = c->today;
    return 0;
}

/* --- the list --------------------------------------------------------------------------------- */

/* What was proposed for the car and is still open, as one says it: first what concerns safety. */
static int advice_of(struct ctx *c, rid vehicle_id, str *out)
{
    struct text t = text_in(&c->mem, 900);
    struct proposal_list open;

    TRY(proposals_open(c, vehicle_id, &open));
    for (size_t i = 0; i < open.n && t.n < 700; i++) {
        const struct proposal *p = &open.v[i];
        const struct label *l = &proposal_priority_choices.v[p->priority].label;

        text_c(&t, t.n == 0 ? "" : c->english ? "; " : "；");
        text_f(&t, c->english ? "%.*s (%s)" : "%.*s（%s）", (int)p->title.n, p->title.s,
            c->english ? l->en : l->zh);
    }
    *out = text_str(&t);
    return 0;
}

static int row_of(struct ctx *c, const struct reminder *r, date day, struct call_list_row *row)
{
    struct vehicle v;
    struct party p;

    TRY(db_get(c, party, &p, r->party_id));
    TRY(db_get(c, vehicle, &v, r->vehicle_id));
    *row = (struct call_list_row){ .reminder_id = r->id, .vehicle_id = r->vehicle_id,
        .party_id = r->party_id, .phone = p.phone.n > 0 ? p.phone : p.phone2, .due_on = r->due_on,
        .days_left = r->due_on.day - day.day, .why = r->why, .due_km = r->due_km,
        .km_month = r->km_month, .error_days = r->error_days, .tries = r->tries,
        .inspection_until = v.inspection_until, .insurance_until = v.insurance_until,
        .refused_last = r->refused_last };
    return advice_of(c, r->vehicle_id, &row->advice);
}

/* Nearest to its day first: who is a year late has mostly gone elsewhere. */
int call_list(struct ctx *c, const struct call_list_in *in, struct call_list_row_list *out)
{
    date day = in->day.day != 0 ? in->day : c->today;
    struct reminder_list due;
    rid store;

    TRY(unit_asked(c, "store_id", in->store_id, &store));
    TRY(db_list(c, reminder, &due, "WHERE unit_id = ? AND state = 'waiting' AND call_on <= ?"
        " ORDER BY abs(due_on - ?), id LIMIT 200", store, day, day));
    out->v = arena_alloc(&c->mem, (due.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (out->n = 0; out->n < due.n; out->n++)
        TRY(row_of(c, &due.v[out->n], day, &out->v[out->n]));
    return 0;
}
