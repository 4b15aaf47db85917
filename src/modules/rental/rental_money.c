/* rental_money.c - the charges, the fine that comes later, and all of it checked. */
#include "kernel/print.h"
#include "modules/rental/rental.h"

/* --- charges ---------------------------------------------------------------------------------- */

static int settle_charge(struct ctx *c, const struct rental_charge *old, rid settlement_id)
{
    struct rental_charge now = *old;

    now.settlement_id = settlement_id;
    return row_update(c, rental_charge, &now, old);
}

int rental_settle(struct ctx *c, struct rental *r, const struct no_input *none)
{
    struct settlement_open_in in = { .party_id = r->party_id, .source = { &rental_model, r->id } };
    struct rental_charge_list all;

    (void)none;
    TRY(db_list(c, rental_charge, &all, "WHERE unit_id = ? AND rental_id = ? AND settlement_id IS NULL"
        " AND state = 'stands' ORDER BY id", r->unit_id, r->id));
    for (size_t i = 0; i < all.n; i++)
        in.other_total = money_add(in.other_total, all.v[i].amount);
    TRY(command_make(c, settlement_open, &in, &r->settlement_id));
    for (size_t i = 0; i < all.n; i++)
        TRY(settle_charge(c, &all.v[i], r->settlement_id));
    return 0;
}

/* Before the settlement it waits for it; later it gets one of its own. */
int rental_fine(struct ctx *c, struct rental *r, const struct rental_fine_in *in)
{
    struct rental_charge f = { .id = id_new(c), .unit_id = r->unit_id, .rental_id = r->id,
        .kind = CHARGE_FINE, .amount = in->amount, .note = in->note, .state = CHARGE_STANDS };
    const struct settlement_open_in open = { .party_id = r->party_id, .other_total = in->amount,
        .source = { &rental_charge_model, f.id }, .note = in->note };

    if (r->state == RENTAL_SETTLED || r->state == RENTAL_CLOSED)
        TRY(command_make(c, settlement_open, &open, &f.settlement_id));
    return row_insert(c, rental_charge, &f);
}

int rental_add_charge(struct ctx *c, struct rental *r, const struct rental_add_charge_in *in)
{
    struct rental_charge new = { .unit_id = r->unit_id, .rental_id = r->id, .kind = in->kind,
        .amount = in->amount, .note = in->note, .state = CHARGE_STANDS };

    return row_insert(c, rental_charge, &new);
}

int rental_charge_unbilled(struct ctx *c, const struct rental_charge *h)
{
    return h->settlement_id == 0 ? 0 : refuse(c, &RENTAL_CHARGE_BILLED);
}

int rental_charge_take_back(
    struct ctx *c, struct rental_charge *h, const struct rental_take_back_in *in)
{
    h->reason = c->reason = in->reason;
    return 0;
}

int rental_unsettle(struct ctx *c, struct rental *r, const struct no_input *none)
{
    struct rental_charge_list all;

    (void)none;
    TRY(db_list(c, rental_charge, &all, "WHERE unit_id = ? AND rental_id = ? AND settlement_id = ?"
        " ORDER BY id", r->unit_id, r->id, r->settlement_id));
    for (size_t i = 0; i < all.n; i++)
        TRY(settle_charge(c, &all.v[i], 0));
    r->settlement_id = 0;
    return 0;
}

/* A fine that has a settlement of its own leaves the rental as it is. */
int rental_on_reversal(struct ctx *c, const struct happening *h)
{
    struct settlement s;
    struct rental r;

    TRY(db_get(c, settlement, &s, h->id));
    if (s.source.on != &rental_model)
        return 0;
    TRY(db_get(c, rental, &r, s.source.id));
    if (r.settlement_id != s.id)
        return 0;
    return command_call(c, rental_unsettle, r.id, &(struct no_input){ });
}

int rental_all_done(struct ctx *c, const struct rental *r)
{
    bool paid;

    TRY(cash_paid(c, r->settlement_id, &paid));
    return paid ? rental_nothing_held(c, r) : refuse(c, &RENTAL_UNPAID);
}

int rental_close(struct ctx *c, struct rental *r, const struct no_input *in)
{
    (void)c, (void)r, (void)in;
    return 0;
}

/* --- on paper --------------------------------------------------------------------------------- */

int rental_contract(struct ctx *c, const struct rental *r, struct print *p)
{
    struct rental_car car;
    struct vehicle v;

    TRY(db_get(c, rental_car, &car, r->car_id));
    TRY(db_get(c, vehicle, &v, car.vehicle_id));
    print_fields(p, rental, r, "party_id driver_name licence_no licence_until state");
    print_fields(p, vehicle, &v, "plate brand series colour");
    print_fields(p, rental, r, "day_from day_to day_price deposit held");
    print_fields(p, rental_car, &car, "km_a_day km_price insured_until");
    print_fields(p, rental, r, "km_out fuel_out damage_out km_in fuel_in damage_in");
    print_text(p, print_say(p, SAY(
        "承租人在租期内保管并合法使用车辆；超里程、油电差额、新增损伤和租期内的违章罚款由承租人承担；"
        "押金可抵扣上述费用，其余在结清后退还。",
        "The hirer keeps the car and uses it lawfully; kilometres over, fuel, new damage and traffic fines of the "
        "term are his. The deposit may be set off against these; the rest goes back when they are paid.")));
    print_sign(p, SAY("承租人签字", "Hirer"), SAY("出租方（盖章）", "The store"), SAY("日期", "Date"));
    return 0;
}

/* --- verify ----------------------------------------------------------------------------------- */

static int check_deposit(struct ctx *c, const void *row, void *arg)
{
    const struct deposit_check *k = row;

    (void)c;
    verify_fact(arg, k->held.fen == k->booked.fen,
        "store %lld: rentals hold %lld of deposits, the ledger has %lld", (long long)k->store_id,
        (long long)k->held.fen, (long long)k->booked.fen);
    return 0;
}

static int check_days(struct ctx *c, const void *row, void *arg)
{
    const struct rental_check *k = row;

    (void)c;
    verify_fact(arg, k->days == k->taken, "rental %lld: %lld days agreed, %lld taken",
        (long long)k->rental_id, (long long)k->days, (long long)k->taken);
    return 0;
}

int rental_verify(struct ctx *c, struct verify *v)
{
    TRY(db_each(c, rental_check, check_days, v,
        "SELECT r.id, CASE WHEN r.state = 'cancelled' THEN 0"
        " ELSE r.day_to - r.day_from + 1 END, (SELECT count(*) FROM rental_day d WHERE"
        " d.rental_id = r.id AND d.car_id = r.car_id AND d.day >= r.day_from"
        " AND d.day <= r.day_to)"
        " FROM rental r /* all rows */ ORDER BY r.id"));
    return db_each(c, deposit_check, check_deposit, v,
        "/* all rows */ SELECT x.unit_id,"
        " CAST(sum(x.held) AS BIGINT), CAST(sum(x.booked) AS BIGINT) FROM (SELECT unit_id, held,"
        " 0 AS booked FROM rental UNION ALL SELECT unit_id, 0, credit - debit FROM ledger_entry"
        " WHERE side = ?) x GROUP BY x.unit_id", str_of(ACCOUNT_DEPOSIT));
}
