/* finish.c - inspection, wash, settlement, delivery, and the call afterwards. */
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

    if (!in->passed && in->note.n == 0)
        return refuse_field(c, "note", &RO_NOTE_MISSING);
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

int order_warranty(struct ctx *c, const struct repair_order *ro, int64_t *days, int64_t *km)
{
    bool major = ro->category == CATEGORY_ASSEMBLY || ro->category == CATEGORY_VEHICLE;
    bool second = ro->category == CATEGORY_SECOND;

    if (ro->settled_at.ms != 0) {
        *days = ro->warranty_days, *km = ro->warranty_km;
        return 0;
    }
    TRY(setting_int(c, major ? &setting_warranty_major_days : second ? &setting_warranty_second_days
        : &setting_warranty_minor_days, ro->unit_id, days));
    return setting_int(c, major ? &setting_warranty_major_km : second ? &setting_warranty_second_km
        : &setting_warranty_minor_km, ro->unit_id, km);
}

int repair_order_settle(struct ctx *c, struct repair_order *ro, const struct no_input *none)
{
    struct settlement_open_in in = { .party_id = ro->party_id,
        .source = order_ref(ro),
        .labour_total = ro->labour_total,
        .parts_total = ro->parts_total,
        .other_total = ro->other_total,
        .cost = ro->cost };

    (void)none;
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
    return wishes_answered(c, ro->id);
}

static int call_later(struct ctx *c, const struct repair_order *ro)
{
    struct follow_up f = { .unit_id = ro->unit_id,
        .repair_order_id = ro->id,
        .party_id = ro->party_id,
        .state = FU_WAITING };
    struct party party;
    int64_t days;

    TRY(db_get(c, party, &party, ro->party_id));
    if (party.no_follow_up)
        return 0;
    TRY(setting_int(c, &setting_follow_up_days, ro->unit_id, &days));
    f.due_on = (date){ c->today.day + days };
    f.title = str_format(&c->mem, "%.*s", (int)ro->number.n, ro->number.s);
    return row_insert(c, follow_up, &f);
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
    ro->odometer_out = in->odometer_out;
    ro->delivered_at = c->now;
    TRY(proposals_close(c, ro));
    return call_later(c, ro);
}

/* --- the call afterwards ---------------------------------------------------------------------- */

int follow_up_record(struct ctx *c, struct follow_up *f, const struct follow_up_record_in *in)
{
    int64_t most;

    f->tries++;
    f->note = in->note;
    if (!in->reached) {
        TRY(setting_int(c, &setting_follow_up_tries, f->unit_id, &most));
        f->state = f->tries >= most ? FU_UNREACHED : FU_WAITING;
        f->due_on = (date){ c->today.day + 1 };
        return 0;
    }
    if (in->score_promise * in->score_attitude * in->score_quality * in->score_speed *
            in->score_price ==
        0)
        return refuse_field(c, "score_promise", &FU_SCORE_MISSING);
    f->score_promise = in->score_promise;
    f->score_attitude = in->score_attitude;
    f->score_quality = in->score_quality;
    f->score_speed = in->score_speed;
    f->score_price = in->score_price;
    f->state = in->complaint ? FU_COMPLAINT : FU_REACHED;
    return 0;
}

int follow_up_close(struct ctx *c, struct follow_up *f, const struct follow_up_close_in *in)
{
    f->note = str_format(
        &c->mem, "%.*s\n%.*s", (int)f->note.n, f->note.s, (int)in->note.n, in->note.s);
    return 0;
}
