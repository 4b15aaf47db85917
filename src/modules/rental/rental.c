/* rental.c - a car reserved, signed for, handed over, extended; never two hirers on one day. */
#include "modules/rental/rental.h"

int rental_car_judge(struct ctx *c, struct rental_car *now, const struct rental_car *before)
{
    (void)before;
    now->label = row_title(c, &vehicle_model, now->vehicle_id);
    return 0;
}

/* --- days ------------------------------------------------------------------------------------- */

static int take_days(struct ctx *c, const struct rental *r, date from, date to)
{
    for (int64_t d = from.day; d <= to.day; d++) {
        int64_t changed;

        TRY(db_try(c, &changed, "INSERT INTO rental_day(unit_id, car_id, day, rental_id)"
            " VALUES (?, ?, ?, ?) ON CONFLICT (car_id, day) DO NOTHING", r->unit_id, r->car_id,
            (date){ d }, r->id));
        if (changed == 0)
            return refuse(c, &RENTAL_TAKEN, (date){ d },
                row_title(c, &rental_car_model, r->car_id));
    }
    return 0;
}

static int free_days(struct ctx *c, const struct rental *r, date from)
{
    return db_exec(c, "DELETE FROM rental_day WHERE rental_id = ? AND day >= ?", r->id, from);
}

static int span_judge(struct ctx *c, const struct rental_car *car, date from, date to)
{
    int64_t most;

    TRY(setting_int(c, &setting_rental_days_max, car->unit_id, &most));
    if (to.day < from.day)
        return refuse_field(c, "day_to", &RENTAL_BACKWARDS);
    if (to.day - from.day + 1 > most)
        return refuse_field(c, "day_to", &RENTAL_LONG, most);
    return to.day <= car->insured_until.day ? 0
         : refuse_field(c, "day_to", &RENTAL_UNINSURED, car->insured_until);
}

/* --- from the reservation to the handover ----------------------------------------------------- */

static int replacement_judge(struct ctx *c, rid order_id)
{
    struct repair_order ro;

    if (order_id == 0)
        return 0;
    TRY(db_get(c, repair_order, &ro, order_id));
    return ro.business < RO_DELIVERED ? 0
         : refuse_field(c, "repair_order_id", &RENTAL_ORDER_OVER);
}

int rental_reserve(struct ctx *c, struct rental *r, const struct rental_reserve_in *in)
{
    bool lent = in->repair_order_id != 0;
    struct rental_car car;

    TRY(db_get(c, rental_car, &car, in->car_id));
    if (car.retired_at.ms != 0)
        return refuse_field(c, "car_id", &RENTAL_CAR_GONE);
    if (in->day_from.day < c->today.day)
        return refuse_field(c, "day_from", &RENTAL_PAST);
    TRY(span_judge(c, &car, in->day_from, in->day_to));
    TRY(replacement_judge(c, in->repair_order_id));
    r->unit_id = car.unit_id;
    r->car_id = car.id;
    r->party_id = in->party_id;
    r->day_from = in->day_from;
    r->day_to = in->day_to;
    r->repair_order_id = in->repair_order_id;
    r->day_price = lent ? FEN(0) : car.day_price;
    r->deposit = lent ? FEN(0) : car.deposit;
    TRY(party_living(c, &r->party_id));
    TRY(take_days(c, r, r->day_from, r->day_to));
    return number_next(c, &series_rental, r->unit_id, &r->number);
}

int rental_sign(struct ctx *c, struct rental *r, const struct rental_sign_in *in)
{
    if (in->licence_until.day < r->day_to.day)
        return refuse_field(c, "licence_until", &RENTAL_LICENCE_SHORT, r->day_to);
    if (!in->licence_seen)
        return refuse_field(c, "licence_seen", &RENTAL_LICENCE_UNSEEN);
    r->driver_name = in->driver_name;
    r->licence_no = in->licence_no;
    r->licence_until = in->licence_until;
    return 0;
}

static int due_set(struct ctx *c, const struct rental *r)
{
    return timer_set(c, "rental_due", &rental_model, r->id,
        when_at((date){ r->day_to.day + 1 }, 0, ZONE_S));
}

int rental_extend(struct ctx *c, struct rental *r, const struct rental_extend_in *in)
{
    struct rental_car car;

    if (in->day_to.day <= r->day_to.day)
        return refuse_field(c, "day_to", &RENTAL_EXTEND, r->day_to);
    TRY(db_get(c, rental_car, &car, r->car_id));
    TRY(span_judge(c, &car, r->day_from, in->day_to));
    if (r->licence_until.day != 0 && r->licence_until.day < in->day_to.day)
        return refuse_field(c, "day_to", &RENTAL_LICENCE_SHORT, in->day_to);
    TRY(take_days(c, r, (date){ r->day_to.day + 1 }, in->day_to));
    r->day_to = in->day_to;
    return r->state == RENTAL_OUT ? due_set(c, r) : 0;
}

int rental_deposit_there(struct ctx *c, const struct rental *r)
{
    return r->held.fen >= r->deposit.fen ? 0
         : refuse(c, &RENTAL_DEPOSIT_SHORT, r->deposit, r->held);
}

static int odometer(struct ctx *c, const struct rental *r, int64_t km)
{
    struct rental_car car;

    TRY(db_get(c, rental_car, &car, r->car_id));
    return vehicle_odometer(c, car.vehicle_id, km, (str){ 0 },
        (struct anyref){ &rental_model, r->id });
}

/* Whoever is late has it on a day that is another's. */
static int car_is_here(struct ctx *c, const struct rental *r)
{
    struct rental_list out;

    TRY(db_list(c, rental, &out, "WHERE car_id = ? AND state = 'out'", r->car_id));
    return out.n == 0 ? 0 : refuse(c, &RENTAL_STILL_OUT,
        row_title(c, &rental_car_model, r->car_id), out.v[0].number);
}

int rental_hand_over(struct ctx *c, struct rental *r, const struct rental_look_in *in)
{
    TRY(car_is_here(c, r));
    TRY(odometer(c, r, in->km));
    r->km_out = in->km;
    r->fuel_out = in->fuel;
    r->damage_out = in->damage;
    r->photo_out = in->photo;
    r->out_at = c->now;
    return due_set(c, r);
}

int rental_is_due(struct ctx *c, const struct happening *h)
{
    struct rental r;

    TRY(db_get(c, rental, &r, h->id));
    if (r.state != RENTAL_OUT || r.lateness == RENTAL_LATE || c->today.day <= r.day_to.day)
        return 0;
    return command_call(c, rental_become_late, r.id, &(struct no_input){ });
}

int rental_become_late(struct ctx *c, struct rental *r, const struct no_input *none)
{
    (void)none;
    if (r->late_at.ms == 0)
        r->late_at = c->now;
    return 0;
}

int rental_nothing_held(struct ctx *c, const struct rental *r)
{
    return r->held.fen == 0 ? 0 : refuse(c, &RENTAL_HELD, r->held);
}

int rental_cancel(struct ctx *c, struct rental *r, const struct rental_cancel_in *in)
{
    r->reason = c->reason = in->reason;
    return free_days(c, r, r->day_from);
}

/* --- the return ------------------------------------------------------------------------------- */

static int charge(struct ctx *c, const struct rental *r, enum rental_charge_kind kind, money amount,
    str note)
{
    struct rental_charge new = { .unit_id = r->unit_id, .rental_id = r->id, .kind = kind,
        .amount = amount, .note = note, .state = CHARGE_STANDS };

    return amount.fen == 0 ? 0 : row_insert(c, rental_charge, &new);
}

static money times(money each, int64_t n)
{
    return money_times(price_of(each), (qty){ n * 1000 });
}

/* The days that it was out, at least those begun; what is brought back early is free again. */
static int days_and_km(struct ctx *c, struct rental *r, int64_t km)
{
    int64_t days = (c->today.day > r->day_from.day ? c->today.day - r->day_from.day : 0) + 1;
    struct rental_car car;
    int64_t over;

    TRY(db_get(c, rental_car, &car, r->car_id));
    over = car.km_a_day > 0 ? km - r->km_out - days * car.km_a_day : 0;
    TRY(charge(c, r, CHARGE_DAYS, times(r->day_price, days),
        str_format(&c->mem, "%lld 天 / days", (long long)days)));
    if (over > 0)
        TRY(charge(c, r, CHARGE_KM, times(car.km_price, over),
            str_format(&c->mem, "%lld 公里 / km", (long long)over)));
    if (c->today.day < r->day_to.day) {
        r->day_to = c->today.day > r->day_from.day ? c->today : r->day_from;
        return free_days(c, r, (date){ r->day_to.day + 1 });
    }
    return 0;
}

int rental_return(struct ctx *c, struct rental *r, const struct rental_return_in *in)
{
    if (in->km < r->km_out)
        return refuse_field(c, "km", &RENTAL_KM_BACK, r->km_out);
    if (in->damage_charge.fen > 0 && in->damage.n == 0)
        return refuse_field(c, "damage", &RENTAL_DAMAGE_NOTE);
    TRY(odometer(c, r, in->km));
    r->km_in = in->km;
    r->fuel_in = in->fuel;
    r->damage_in = in->damage;
    r->photo_in = in->photo;
    r->in_at = c->now;
    TRY(timer_set(c, "rental_due", &rental_model, r->id, (when){ 0 }));
    TRY(days_and_km(c, r, in->km));
    TRY(charge(c, r, CHARGE_FUEL, in->fuel_charge, STR("油电补差 / fuel")));
    return charge(c, r, CHARGE_DAMAGE, in->damage_charge, STR("车损 / damage"));
}
