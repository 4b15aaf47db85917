/* order.c - reception: the order opened, promised, void. */
#include "modules/service/proposal.h"
#include "modules/service/quote.h"
#include "modules/service/waiting.h"

int order_lines(struct ctx *c, rid order_id, struct ro_line_list *lines)
{
    return db_list(c, ro_line, lines, "WHERE repair_order_id = ? AND retired_at IS NULL ORDER BY id", order_id);
}

int order_line(struct ctx *c, const struct repair_order *ro, rid line_id, const char *field,
    struct ro_line *line)
{
    TRY(db_get(c, ro_line, line, line_id));
    return line->repair_order_id == ro->id && line->retired_at.ms == 0 ? 0
         : refuse_field(c, field, &RO_LINE_ELSEWHERE);
}

struct anyref order_ref(const struct repair_order *ro)
{
    return (struct anyref){ &repair_order_model, ro->id };
}

void order_sum(struct repair_order *ro, const struct ro_line_list *lines, bool proposals_too)
{
    money labour = FEN(0), parts = FEN(0), other = FEN(0), advance = FEN(0);

    for (size_t i = 0; i < lines->n; i++) {
        const struct ro_line *l = &lines->v[i];
        money *sum = l->kind == LINE_LABOUR ? &labour : l->kind == LINE_PART ? &parts : &other;

        if (l->approval == LINE_APPROVED || (proposals_too && l->approval == LINE_PROPOSED &&
                                                (l->option_id == 0 || l->recommended))) {
            *sum = money_add(*sum, l->amount);
            if (l->kind == LINE_ADVANCE)
                advance = money_add(advance, l->amount);
        }
    }
    ro->labour_total = labour;
    ro->parts_total = parts;
    ro->other_total = other;
    ro->advance = advance;
    ro->total = money_add(money_add(labour, parts), other);
}

/* --- opening ---------------------------------------------------------------------------------- */

int repair_order_judge(struct ctx *c, struct repair_order *now, const struct repair_order *before)
{
    (void)before;
    return party_phone(c, "deliverer_phone", &now->deliverer_phone);
}

static int take_appointment(struct ctx *c, struct repair_order *ro, rid appointment_id)
{
    struct appointment_convert_in in = { .order = order_ref(ro) };
    struct appointment a;

    if (appointment_id == 0)
        return 0;
    TRY(db_get(c, appointment, &a, appointment_id));
    if (a.vehicle_id != ro->vehicle_id)
        return refuse_field(c, "appointment_id", &F_REF);
    if (ro->deliverer_name.n == 0)
        ro->deliverer_name = a.deliverer_name, ro->deliverer_phone = a.deliverer_phone;
    if (ro->wish.n == 0)
        ro->wish = a.wish;
    ro->adviser_id = a.adviser_id;
    ro->appointment_id = a.id;
    return command_call(c, appointment_convert, a.id, &in);
}

/* The car is held from here on, so that two advisers cannot open two orders for it. */
static int none_open(struct ctx *c, const struct repair_order *ro)
{
    struct repair_order_list open;

    TRY(db_list(c, repair_order, &open, "WHERE vehicle_id = ? AND unit_id = ? AND business IN"
        " ('received', 'estimated', 'in_work') AND id <> ? ORDER BY id LIMIT 1", ro->vehicle_id, ro->unit_id, ro->id));
    return open.n == 0 ? 0 : refuse(c, &RO_OPEN_ALREADY, open.v[0].number);
}

int repair_order_open(struct ctx *c, struct repair_order *ro, const struct repair_order_open_in *in)
{
    struct vehicle vehicle;

    if (in->promised_at.ms <= c->now.ms)
        return refuse_field(c, "promised_at", &RO_PROMISE_PAST);
    ro->vehicle_id = in->vehicle_id;
    TRY(vehicle_living(c, &ro->vehicle_id));
    TRY(vehicle_odometer(c, ro->vehicle_id, in->odometer_in, in->odometer_reason, order_ref(ro)));
    TRY(none_open(c, ro));
    TRY(db_get(c, vehicle, &vehicle, ro->vehicle_id));
    ro->party_id = in->party_id != 0 ? in->party_id : vehicle.owner_id;
    if (ro->party_id == 0)
        return refuse_field(c, "party_id", &RO_NO_PARTY);
    ro->deliverer_name = in->deliverer_name;
    ro->deliverer_phone = in->deliverer_phone;
    ro->nature = in->nature;
    ro->category = in->category;
    ro->odometer_in = in->odometer_in;
    ro->fuel = in->fuel;
    ro->wish = in->wish;
    ro->promised_at = in->promised_at;
    ro->day = c->today;
    ro->waiting = in->waiting;
    ro->wash = in->wash;
    ro->road_test = in->road_test;
    ro->keep_old_parts = in->keep_old_parts;
    TRY(repair_order_judge(c, ro, NULL));
    TRY(take_appointment(c, ro, in->appointment_id));
    TRY(recall_open_numbers(c, ro->vehicle_id, &ro->recalls));
    if (ro->adviser_id == 0)
        ro->adviser_id = c->who->employee_id;
    TRY(number_next(c, &series_repair_order, ro->unit_id, &ro->number));
    TRY(wishes_add(c, ro, &in->wishes));
    return lines_add(c, ro, &in->lines);
}

int repair_order_promise(
    struct ctx *c, struct repair_order *ro, const struct repair_order_promise_in *in)
{
    if (in->promised_at.ms <= c->now.ms)
        return refuse_field(c, "promised_at", &RO_PROMISE_PAST);
    if (ro->promise_changes == 0)
        ro->first_promised_at = ro->promised_at;
    ro->promised_at = in->promised_at;
    ro->promise_changes++;
    return promise_told(c, ro, in);
}

int repair_order_diagnose(
    struct ctx *c, struct repair_order *ro, const struct repair_order_diagnose_in *in)
{
    ro->findings = in->findings;
    TRY(order_codes_add(c, ro, &in->codes));
    TRY(findings_add(c, ro, &in->found));
    return lines_add(c, ro, &in->lines);
}

/* --- void ------------------------------------------------------------------------------------- */

int repair_order_untouched(struct ctx *c, const struct repair_order *ro)
{
    int64_t issued, jobs, away;

    TRY(db_int(c, &issued, "SELECT count(*) FROM ro_line WHERE repair_order_id = ? AND issued > 0", ro->id));
    TRY(db_int(c, &jobs, "SELECT count(*) FROM assignment WHERE repair_order_id = ? AND state <> 'cancelled'", ro->id));
    TRY(db_int(c, &away, "SELECT count(*) FROM outside_job WHERE repair_order_id = ? AND state <> 'cancelled'", ro->id));
    return issued + jobs + away == 0 ? 0 : refuse(c, &RO_NOT_UNTOUCHED);
}

int repair_order_void(
    struct ctx *c, struct repair_order *ro, const struct repair_order_reason_in *in)
{
    ro->void_reason = in->reason;
    TRY(proposals_back(c, ro));
    TRY(part_unasked(c, ro, 0, in->reason));
    return stock_release(c, order_ref(ro));
}
