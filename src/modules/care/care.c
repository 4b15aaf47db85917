/* care.c - a car's timer rings when it is nearly due; then it stands on the call list of the store
 * that it came to last. No run over all cars: each is looked at when it was delivered, and on the
 * day it was told to be looked at again. */
#include "modules/care/care_own.h"

enum { MORNING_S = 9 * 3600, REFUSED_BYTES = 1000 };

/* --- when to look ----------------------------------------------------------------------------- */

static int look_on(struct ctx *c, rid vehicle_id, date day)
{
    return timer_set(c, "vehicle_near_service", &vehicle_model, vehicle_id,
        day.day == 0 ? (when){ 0 } : when_at(day, MORNING_S, ZONE_S));
}

static int waiting_of(struct ctx *c, rid vehicle_id, struct reminder_list *out)
{
    return db_list(c, reminder, out, "WHERE vehicle_id = ? AND state = 'waiting' LIMIT 1",
        vehicle_id);
}

/* Somebody expects it already, or it stands in a store. */
static int is_expected(struct ctx *c, rid vehicle_id, bool *yes)
{
    int64_t n, here;

    TRY(db_int(c, &n, "SELECT count(*) FROM appointment WHERE vehicle_id = ? AND state IN"
        " ('pending', 'confirmed', 'prepared', 'arrived')", vehicle_id));
    TRY(db_int(c, &here, "SELECT count(*) FROM repair_order WHERE vehicle_id = ? AND business IN"
        " ('received', 'estimated', 'in_work', 'settled')", vehicle_id));
    *yes = n + here > 0;
    return 0;
}

/* --- a new one -------------------------------------------------------------------------------- */

/* What was refused at the last visit is offered once more. */
static int refused_last(struct ctx *c, struct reminder *r)
{
    struct text t = text_in(&c->mem, REFUSED_BYTES);
    struct ro_line_list refused;

    TRY(db_list(c, ro_line, &refused, "WHERE repair_order_id = (SELECT max(id) FROM repair_order"
        " WHERE vehicle_id = ? AND business = 'delivered') AND approval = 'refused'"
        " AND retired_at IS NULL ORDER BY id LIMIT 8", r->vehicle_id));
    for (size_t i = 0; i < refused.n && t.n + refused.v[i].title.n + 3 < REFUSED_BYTES; i++)
        text_f(&t, "%s%.*s", i > 0 ? " · " : "", (int)refused.v[i].title.n, refused.v[i].title.s);
    r->refused_last = text_str(&t);
    return 0;
}

/* A message of its own, so that one that cannot be sent holds nothing else up. */
static int message(struct ctx *c, struct reminder *r, const struct party *p)
{
    str store = row_title(c, &unit_model, r->unit_id);
    str phone = p->phone.n > 0 ? p->phone : p->phone2;
    struct json j = json_in(&c->mem, 2048);
    char day[16];

    if (phone.n == 0)
        return 0;
    date_print(r->due_on, day);
    json_open(&j);
    json_key(&j, "phone"), json_str(&j, phone);
    json_key(&j, "text");
    json_str(&j, str_format(&c->mem, "%.*s提醒：您的爱车 %.*s %s %s %s，欢迎来电或线上预约。",
        (int)store.n, store.s, (int)r->title.n, r->title.s,
        r->why == DUE_INSPECTION ? "的年检" : r->why == DUE_INSURANCE ? "的保险" : "预计", day,
        r->why < DUE_INSPECTION ? "到保养期" : "到期，我们可以代办"));
    json_close(&j);
    r->messaged_at = c->now;
    return outbox_send(c, "sms", &reminder_model, r->id, text_str(&j.t));
}

static int remind(struct ctx *c, const struct vehicle *v, struct reminder *r)
{
    struct party p;

    r->id = id_new(c);
    r->vehicle_id = v->id;
    r->party_id = v->owner_id;
    r->title = v->label;
    r->state = RM_WAITING;
    TRY(party_living(c, &r->party_id));
    TRY(db_get(c, party, &p, r->party_id));
    if (p.no_follow_up)
        return 0;
    if (r->call_on.day < c->today.day)
        r->call_on = c->today;
    TRY(refused_last(c, r));
    TRY(message(c, r, &p));
    return row_insert(c, reminder, r);
}

static int remind_service(
    struct ctx *c, const struct vehicle *v, rid store, const struct service_forecast *f)
{
    struct reminder r = { .unit_id = store, .due_on = f->due, .due_km = f->due_km,
        .why = f->by_km ? DUE_BY_KM : DUE_BY_DATE, .km_month = f->km_month,
        .error_days = f->error_days };
    int64_t days;

    TRY(setting_int(c, &setting_reminder_call_days, store, &days));
    r.call_on = (date){ f->due.day - days };
    return remind(c, v, &r);
}

static date sooner(date a, date b)
{
    return a.day == 0 || (b.day != 0 && b.day < a.day) ? b : a;
}

/* Is it time for its service, or for what the law asks for? Then it is put on the list; else its
 * timer is set for when it will be. */
static int look_at(struct ctx *c, const struct vehicle *v, rid store)
{
    struct service_forecast f;
    struct occasion law;
    date service = { 0 };
    int64_t days;

    TRY(vehicle_forecast(c, v, store, &f));
    TRY(setting_int(c, &setting_reminder_message_days, store, &days));
    TRY(care_by_law(c, v, store, &law));
    if (f.due.day != 0)
        service.day = f.due.day - days;
    if (service.day != 0 && service.day <= c->today.day)
        return remind_service(c, v, store, &f);
    if (law.look.day != 0 && law.look.day <= c->today.day)
        return remind(c, v, &(struct reminder){ .unit_id = store, .due_on = law.due,
            .why = law.why, .call_on = c->today });
    return look_on(c, v->id, sooner(service, law.look));
}

static int look(struct ctx *c, rid vehicle_id)
{
    struct reminder_list waits;
    struct vehicle v;
    int64_t store;
    bool expected;

    TRY(db_get(c, vehicle, &v, vehicle_id));
    TRY(waiting_of(c, vehicle_id, &waits));
    TRY(is_expected(c, vehicle_id, &expected));
    TRY(db_int(c, &store, "SELECT CAST(COALESCE((SELECT unit_id FROM repair_order WHERE vehicle_id = ?"
        " AND business = 'delivered' ORDER BY id DESC LIMIT 1), 0) AS BIGINT)", vehicle_id));
    return waits.n > 0 || expected || store == 0 || v.owner_id == 0 || v.retired_at.ms != 0
        ? look_on(c, vehicle_id, (date){ 0 }) : look_at(c, &v, store);
}

/* By hand, for who has stayed away: it stands on the list today. */
int vehicle_win_back(struct ctx *c, struct vehicle *v, const struct no_input *in)
{
    struct reminder r = { .id = id_new(c), .unit_id = c->who->unit_id, .vehicle_id = v->id,
        .party_id = v->owner_id, .title = v->label, .why = DUE_LOST, .due_on = c->today,
        .call_on = c->today, .state = RM_WAITING };
    struct reminder_list waits;
    struct party p;
    int64_t visits;
    bool expected;

    (void)in;
    TRY(db_int(c, &visits, "SELECT count(*) FROM repair_order WHERE vehicle_id = ? AND unit_id = ?"
        " AND business = 'delivered'", v->id, r.unit_id));
    if (visits == 0 || v->owner_id == 0)
        return refuse(c, &WIN_BACK_STRANGER, v->label);
    TRY(waiting_of(c, v->id, &waits));
    if (waits.n > 0)
        return refuse(c, &REMINDER_OTHER_OPEN);
    TRY(is_expected(c, v->id, &expected));
    if (expected)
        return refuse(c, &WIN_BACK_EXPECTED, v->label);
    TRY(party_living(c, &r.party_id));
    TRY(db_get(c, party, &p, r.party_id));
    if (p.no_follow_up)
        return refuse(c, &REMINDER_NO_CALLS, p.name);
    TRY(refused_last(c, &r));
    command_created(c, &reminder_model, r.id);
    return row_insert(c, reminder, &r);
}

int vehicle_near_service(struct ctx *c, const struct happening *h)
{
    return look(c, h->id);
}

/* --- what happens to the car ------------------------------------------------------------------ */

static int open_of(struct ctx *c, rid order_id, struct repair_order *ro, struct reminder_list *out)
{
    TRY(db_get(c, repair_order, ro, order_id));
    return db_list(c, reminder, out, "WHERE vehicle_id = ? AND state IN ('waiting', 'booked')"
        " ORDER BY id DESC LIMIT 4", ro->vehicle_id);
}

/* While it stands here nobody reminds of it. */
int care_on_arrival(struct ctx *c, const struct happening *h)
{
    struct repair_order ro;

    TRY(db_get(c, repair_order, &ro, h->id));
    return look_on(c, ro.vehicle_id, (date){ 0 });
}

int care_was_called(struct ctx *c, const struct happening *h, bool *yes)
{
    struct reminder_list open;
    struct repair_order ro;

    TRY(open_of(c, h->id, &ro, &open));
    *yes = open.n > 0;
    return 0;
}

int care_on_open(struct ctx *c, const struct happening *h)
{
    struct reminder_list open;
    struct repair_order ro;

    TRY(open_of(c, h->id, &ro, &open));
    for (size_t i = 0; i < open.n; i++)
        TRY(command_call(c, reminder_came, open.v[i].id, &(struct no_input){ }));
    return 0;
}

int care_on_deliver(struct ctx *c, const struct happening *h)
{
    struct repair_order ro;

    TRY(db_get(c, repair_order, &ro, h->id));
    return look(c, ro.vehicle_id);
}

/* An agency case that was called for is taken; done or given up, the next date counts. */
int care_on_agency(struct ctx *c, const struct happening *h)
{
    struct reminder_list waits;
    struct agency_case a;

    TRY(db_get(c, agency_case, &a, h->id));
    TRY(waiting_of(c, a.vehicle_id, &waits));
    if (waits.n > 0 && waits.v[0].why == care_why(a.kind))
        TRY(command_call(c, reminder_came, waits.v[0].id, &(struct no_input){ }));
    return look(c, a.vehicle_id);
}

int care_on_reading(struct ctx *c, const struct happening *h)
{
    return look(c, h->id);
}

int care_on_book(struct ctx *c, const struct happening *h)
{
    struct reminder_list waits;
    struct appointment a;

    TRY(db_get(c, appointment, &a, h->id));
    TRY(waiting_of(c, a.vehicle_id, &waits));
    return waits.n == 0 ? 0
         : command_call(c, reminder_booked, waits.v[0].id,
               &(struct reminder_booked_in){ .appointment_id = a.id });
}

/* Nobody is expected any more: he is called again. */
int care_on_unbook(struct ctx *c, const struct happening *h)
{
    struct reminder_list of;
    struct appointment a;

    TRY(db_list(c, reminder, &of, "WHERE appointment_id = ? AND state = 'booked' LIMIT 1", h->id));
    if (of.n > 0)
        return command_call(c, reminder_unbooked, of.v[0].id, &(struct no_input){ });
    TRY(db_get(c, appointment, &a, h->id));
    return look(c, a.vehicle_id);
}
