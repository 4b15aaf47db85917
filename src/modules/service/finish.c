/* finish.c - inspection, wash, settlement, delivery. */
#include "modules/service/proposal.h"

/* --- inspection and wash ---------------------------------------------------------------------- */

int repair_order_inspect(
    struct ctx *c, struct repair_order *ro, const struct repair_order_inspect_in *in)
{
    struct inspection i = { .unit_id = ro->unit_id,
        .repair_order_id = ro->id,
        .level = INSPECT_FINAL,
        .passed = in->passed,
        .note = in->note,
        .inspector_id = c->who->employee_id };

    if (!in->passed)
        TRY(rework_judge(c, ro, in, &i));
    TRY(inspection_checked(c, ro, in->passed, &i.sheet_id));
    if (in->passed)
        TRY(order_outside_in(c, ro->id));
    ro->workshop = !in->passed ? WS_REWORK : ro->wash ? WS_WASH : WS_READY;
    ro->rework_count += !in->passed;
    return row_insert(c, inspection, &i);
}

int repair_order_wash(struct ctx *c, struct repair_order *ro, const struct no_input *in)
{
    (void)c, (void)in;
    ro->workshop = ro->business == RO_SETTLED ? WS_HANDOVER : WS_READY;
    return 0;
}

/* --- settlement ------------------------------------------------------------------------------- */

/* Every line is decided, and every approved part is on the car. Inspection is the workshop's state.
 */
int repair_order_complete(struct ctx *c, const struct repair_order *ro)
{
    struct ro_line_list lines;

    TRY(order_outside_in(c, ro->id));
    TRY(order_lines(c, ro->id, &lines));
    for (size_t i = 0; i < lines.n; i++) {
        const struct ro_line *l = &lines.v[i];

        if (l->approval == LINE_PROPOSED)
            return refuse(c, &RO_PROPOSALS_OPEN, l->title);
        if (l->kind == LINE_PART && l->approval == LINE_APPROVED &&
            l->issued.milli < l->quantity.milli)
            return refuse(c, &RO_PARTS_OPEN, l->title, qty_sub(l->quantity, l->issued));
    }
    return 0;
}

int repair_order_settle(struct ctx *c, struct repair_order *ro, const struct no_input *none)
{
    struct settlement_open_in in = { .party_id = ro->party_id,
        .source = order_ref(ro),
        .labour_total = ro->labour_total,
        .parts_total = ro->parts_total,
        .other_total = ro->other_total,
        .advance = ro->advance,             /* he bears it, whoever pays for the rest */
        .cost = ro->cost };

    (void)none;
    TRY(order_free_cost(c, ro->id, &in.rework_cost));
    TRY(order_warranty(c, ro, &ro->warranty_days, &ro->warranty_km));
    TRY(order_settlements_open(c, ro, &in, &ro->settlement_id));
    ro->settled_at = c->now;
    if (ro->workshop == WS_READY)
        ro->workshop = WS_HANDOVER;
    ro->money = ro->total.fen == 0 ? MONEY_PAID : MONEY_UNPAID;
    return 0;
}

int repair_order_unsettle(
    struct ctx *c, struct repair_order *ro, const struct repair_order_reason_in *in)
{
    TRY(order_settlements_reverse(c, ro, in->reason));
    ro->settlement_id = 0;
    ro->settled_at = (when){ 0 };
    if (ro->workshop == WS_HANDOVER)
        ro->workshop = WS_READY;
    ro->money = MONEY_UNBILLED;
    return 0;
}

/* --- the order follows its settlement --------------------------------------------------------- */

int repair_order_paid(struct ctx *c, struct repair_order *ro, const struct no_input *in)
{
    (void)in;
    return ro->settlement_id == 0 ? 0 : order_money(c, ro, &ro->money);
}

static int follow_settlement(struct ctx *c, rid settlement_id)
{
    struct settlement s;

    TRY(db_get(c, settlement, &s, settlement_id));
    if (s.source.on != &repair_order_model)
        return 0;
    return command_call(c, repair_order_paid, s.source.id, &(struct no_input){ });
}

int service_on_payment(struct ctx *c, const struct happening *h)
{
    return follow_settlement(c, h->id);
}

/* --- delivery --------------------------------------------------------------------------------- */

int repair_order_is_paid(struct ctx *c, const struct repair_order *ro)
{
    bool paid = false;

    if (ro->settlement_id != 0)
        TRY(cash_paid_for(c, order_ref(ro), &paid));
    return paid ? 0 : refuse(c, &RO_NOT_PAID, ro->number);
}

/* And every wish of the customer is answered. */
int repair_order_deliverable(struct ctx *c, const struct repair_order *ro)
{
    TRY(repair_order_is_paid(c, ro));
    TRY(delivery_checked(c, ro));
    return wishes_answered(c, ro);
}

/* What the adviser agreed with the customer; after a service, where he agreed nothing, the interval
 * of the car. */
static int next_service(
    struct ctx *c, const struct repair_order *ro, const struct repair_order_deliver_in *in)
{
    struct vehicle before, now;
    int64_t km, months;

    TRY(vehicle_odometer(c, ro->vehicle_id, in->odometer_out, (str){ 0 }, order_ref(ro)));
    if (in->next_service_date.day == 0 && in->next_service_km == 0 &&
        ro->nature != NATURE_MAINTENANCE)
        return 0;
    TRY(db_get(c, vehicle, &before, ro->vehicle_id));
    now = before;
    now.next_service_date = in->next_service_date;
    now.next_service_km = in->next_service_km;
    if (now.next_service_date.day == 0 && now.next_service_km == 0) {
        TRY(vehicle_interval(c, &now, ro->unit_id, &km, &months));
        now.next_service_date = vehicle_months_on(c->today, months);
        now.next_service_km = in->odometer_out + km;
    }
    return row_update(c, vehicle, &now, &before);
}

int repair_order_deliver(
    struct ctx *c, struct repair_order *ro, const struct repair_order_deliver_in *in)
{
    TRY(next_service(c, ro, in));
    TRY(repair_order_paid(c, ro, NULL));
    TRY(old_parts_judge(c, ro, in));
    TRY(order_papers_judge(c, ro, in));
    ro->odometer_out = in->odometer_out;
    ro->delivered_at = c->now;
    ro->explained = in->explained;
    return proposals_close(c, ro);
}
