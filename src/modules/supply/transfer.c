/* transfer.c - goods from one store of a company to another: asked for, sent, received (PRT-04).
 * The store that asks keeps the store order, the one that sends the transfer, the one that receives
 * the arrival; each of the three moves the next. */
#include "modules/supply/supply_own.h"

static struct anyref itself(const struct transfer *t)
{
    return (struct anyref){ &transfer_model, t->id };
}

/* Stores of one company exchange goods; between companies they are sold. */
static int judge_units(struct ctx *c, const char *field, rid here, rid there)
{
    struct unit unit;

    if (here == there)
        return refuse_field(c, field, &TRANSFER_SELF);
    TRY(db_get(c, unit, &unit, there));
    if (unit.kind != UNIT_STORE)
        return refuse_field(c, field, &TRANSFER_STORE, unit.name);
    return unit_company(c, here) == unit_company(c, there)
        ? 0 : refuse_field(c, field, &TRANSFER_COMPANY, unit.name);
}

static int judge_lines(struct ctx *c, const struct transfer_line_in_list *in)
{
    if (in->n == 0)
        return refuse_field(c, "lines", &SUPPLY_NO_LINES);
    for (size_t i = 0; i < in->n; i++)
        for (size_t k = 0; k < i; k++)
            TRY(part_once(c, "lines", i, in->v[i].part_id, in->v[k].part_id));
    return 0;
}

/* --- asked for -------------------------------------------------------------------------------- */

/* The other store's document; made by whoever let the order through, so it needs no duty there. */
static int transfer_make(struct ctx *c, const struct store_order *o,
    const struct store_order_line_list *lines)
{
    struct transfer t = { .id = id_new(c), .unit_id = o->from_id, .to_id = o->unit_id,
        .order_number = o->number, .order_id = o->id, .state = TRANSFER_ASKED,
        .wanted_on = o->wanted_on, .reason = o->note };

    TRY(number_next(c, &series_transfer, t.unit_id, &t.number));
    TRY(row_insert(c, transfer, &t));
    for (size_t i = 0; i < lines->n; i++) {
        struct transfer_line l = { .unit_id = t.unit_id, .transfer_id = t.id,
            .part_id = lines->v[i].part_id, .asked = lines->v[i].quantity };

        TRY(row_insert(c, transfer_line, &l));
    }
    return 0;
}

/* What approval goes by: the goods at their retail price, for what they cost is known when they
 * leave. */
static int worth_of(struct ctx *c, const struct store_order_line_list *lines, money *out)
{
    *out = FEN(0);
    for (size_t i = 0; i < lines->n; i++) {
        struct part part;

        TRY(db_get(c, part, &part, lines->v[i].part_id));
        *out = money_add(*out, money_times(part.price, lines->v[i].quantity));
    }
    return 0;
}

int store_order_open(struct ctx *c, struct store_order *o, const struct store_order_open_in *in)
{
    struct store_order_line_list lines = { 0 };
    money worth;
    bool waits;

    lines.v = arena_alloc(&c->mem, (in->lines.n + 1) * sizeof *lines.v);
    if (lines.v == NULL)
        return DB_FAILED;
    TRY(judge_units(c, "from_id", o->unit_id, in->from_id));
    if (in->wanted_on.day < c->today.day)
        return refuse_field(c, "wanted_on", &SUPPLY_PAST);
    TRY(judge_lines(c, &in->lines));
    o->from_id = in->from_id;
    o->wanted_on = in->wanted_on;
    o->note = in->note;
    o->asked_by_id = c->who->employee_id;
    TRY(number_next(c, &series_store_order, o->unit_id, &o->number));
    for (size_t i = 0; i < in->lines.n; i++) {
        struct store_order_line *l = &lines.v[lines.n++];

        *l = (struct store_order_line){ .unit_id = o->unit_id, .order_id = o->id,
            .part_id = in->lines.v[i].part_id, .quantity = in->lines.v[i].quantity };
        TRY(row_insert(c, store_order_line, l));
    }
    TRY(worth_of(c, &lines, &worth));
    TRY(approval_ask(c, &matter_store_order, o->id, o->unit_id, o->number, worth, &waits));
    o->state = waits ? SO_ASKED : SO_ORDERED;
    return waits ? 0 : transfer_make(c, o, &lines);
}

int store_order_granted(struct ctx *c, struct store_order *o, const struct no_input *none)
{
    struct store_order_line_list lines;

    (void)none;
    TRY(db_list(c, store_order_line, &lines,
        "WHERE order_id = ? AND retired_at IS NULL ORDER BY id", o->id));
    return transfer_make(c, o, &lines);
}

int store_order_returned(struct ctx *c, struct store_order *o, const struct no_input *none)
{
    (void)none;
    o->reason = c->reason;
    return 0;
}

int store_order_sent(struct ctx *c, struct store_order *o, const struct no_input *none)
{
    return (void)c, (void)o, (void)none, 0;
}

int store_order_received(struct ctx *c, struct store_order *o, const struct no_input *none)
{
    return (void)c, (void)o, (void)none, 0;
}

int store_order_unmet(struct ctx *c, struct store_order *o, const struct no_input *none)
{
    (void)none;
    o->reason = c->reason;
    return 0;
}

int store_order_cancel(struct ctx *c, struct store_order *o, const struct supply_reason_in *in)
{
    rid transfer_id;

    o->reason = c->reason = in->reason;
    TRY(approval_drop(c, (struct anyref){ &store_order_model, o->id }, in->reason));
    TRY(db_int(c, &transfer_id, "SELECT id FROM transfer WHERE order_number = ? AND state = 'asked'"
        " AND unit_id = ?", o->number, o->from_id));
    return transfer_id == 0 ? 0
         : command_call(c, transfer_drop, transfer_id, &(struct no_input){ });
}

int transfer_drop(struct ctx *c, struct transfer *t, const struct no_input *none)
{
    (void)none;
    t->reason = c->reason;
    return 0;
}

/* --- sent ------------------------------------------------------------------------------------- */

int transfer_open(struct ctx *c, struct transfer *t, const struct transfer_open_in *in)
{
    TRY(judge_units(c, "to_id", t->unit_id, in->to_id));
    TRY(judge_lines(c, &in->lines));
    t->to_id = in->to_id;
    t->reason = in->reason;
    t->wanted_on = c->today;
    TRY(number_next(c, &series_transfer, t->unit_id, &t->number));
    for (size_t i = 0; i < in->lines.n; i++) {
        struct transfer_line l = { .unit_id = t->unit_id, .transfer_id = t->id,
            .part_id = in->lines.v[i].part_id, .asked = in->lines.v[i].quantity };

        TRY(row_insert(c, transfer_line, &l));
    }
    return 0;
}

static int lines_of(struct ctx *c, rid transfer_id, struct transfer_line_list *out)
{
    return db_list(c, transfer_line, out, "WHERE transfer_id = ? AND retired_at IS NULL"
        " ORDER BY part_id", transfer_id);
}

/* So many of each: as the input says, else as was asked for. */
static int quantities(
    struct ctx *c, const struct transfer_send_in *in, struct transfer_line_list *lines)
{
    for (size_t k = 0; k < lines->n; k++)
        lines->v[k].sent = in->lines.n == 0 ? lines->v[k].asked : (qty){ 0 };
    for (size_t i = 0; i < in->lines.n; i++) {
        const struct transfer_line_in *l = &in->lines.v[i];
        size_t k = 0;

        while (k < lines->n && lines->v[k].part_id != l->part_id)
            k++;
        if (k == lines->n)
            return refuse_field(c, line_field(c, "lines", i, "part_id"), &TRANSFER_STRANGE,
                row_title(c, &part_model, l->part_id));
        if (lines->v[k].sent.milli > 0)
            return part_once(c, "lines", i, l->part_id, l->part_id);
        if (l->quantity.milli > lines->v[k].asked.milli)
            return refuse_field(c, line_field(c, "lines", i, "quantity"), &TRANSFER_MORE,
                row_title(c, &part_model, l->part_id), lines->v[k].asked, l->quantity);
        lines->v[k].sent = l->quantity;
    }
    return 0;
}

static int arrival_make(
    struct ctx *c, const struct transfer *t, const struct transfer_line_list *lines)
{
    struct arrival a = { .id = id_new(c), .unit_id = t->to_id, .number = t->number,
        .from_id = t->unit_id, .transfer_id = t->id, .state = ARRIVAL_COMING,
        .carrier = t->carrier, .value = t->value };

    TRY(row_insert(c, arrival, &a));
    for (size_t i = 0; i < lines->n; i++) {
        struct arrival_line l = { .unit_id = a.unit_id, .arrival_id = a.id,
            .part_id = lines->v[i].part_id, .sent = lines->v[i].sent, .value = lines->v[i].value };

        if (l.sent.milli > 0)
            TRY(row_insert(c, arrival_line, &l));
    }
    return 0;
}

static int road_post(struct ctx *c, rid unit_id, money value, bool leaves, struct anyref source,
    str number)
{
    const struct posting out[] = {
        { ACCOUNT_TRANSFER, value, FEN(0), 0 }, { ACCOUNT_PARTS, FEN(0), value, 0 },
    }, in[] = {
        { ACCOUNT_PARTS, value, FEN(0), 0 }, { ACCOUNT_TRANSFER, FEN(0), value, 0 },
    };

    return ledger_post(c, unit_id, leaves ? out : in, 2, source,
        text_of(c, leaves ? "调拨出库" : "调拨入库", number),
        text_of(c, leaves ? "Transfer sent" : "Transfer received", number));
}

int transfer_send(struct ctx *c, struct transfer *t, const struct transfer_send_in *in)
{
    struct transfer_line_list lines, before;

    TRY(lines_of(c, t->id, &lines));
    TRY(lines_of(c, t->id, &before));
    TRY(quantities(c, in, &lines));
    t->value = FEN(0);
    t->carrier = in->carrier;
    for (size_t i = 0; i < lines.n; i++) {
        struct transfer_line *l = &lines.v[i];

        if (l->sent.milli == 0)
            continue;
        TRY(stock_send(c, t->unit_id, l->part_id, l->sent, PLACE_TRANSIT, itself(t), &l->value));
        t->value = money_add(t->value, l->value);
        t->sent_at = c->now;
    }
    if (t->sent_at.ms == 0)
        return refuse_field(c, "lines", &TRANSFER_NOTHING);
    t->sent_by_id = c->who->employee_id;
    TRY(road_post(c, t->unit_id, t->value, true, itself(t), t->number));
    for (size_t i = 0; i < lines.n; i++)
        TRY(row_update(c, transfer_line, &lines.v[i], &before.v[i]));
    TRY(arrival_make(c, t, &lines));
    return t->order_id == 0 ? 0
         : command_call(c, store_order_sent, t->order_id, &(struct no_input){ });
}

int transfer_refuse(struct ctx *c, struct transfer *t, const struct supply_reason_in *in)
{
    t->reason = c->reason = in->reason;
    return t->order_id == 0 ? 0
         : command_call(c, store_order_unmet, t->order_id, &(struct no_input){ });
}

/* It never left, or came back: at what it left at. */
int transfer_take_back(struct ctx *c, struct transfer *t, const struct supply_reason_in *in)
{
    struct transfer_line_list lines;
    rid arrival_id;

    t->reason = c->reason = in->reason;
    TRY(lines_of(c, t->id, &lines));
    for (size_t i = 0; i < lines.n; i++)
        if (lines.v[i].sent.milli > 0)
            TRY(stock_land(c, t->unit_id, lines.v[i].part_id, lines.v[i].sent, lines.v[i].value,
                PLACE_TRANSIT, itself(t), &(struct stock_went){ t->unit_id, itself(t) }));
    TRY(ledger_reverse(c, itself(t), text_of(c, "撤回调拨", t->number),
        text_of(c, "Transfer taken back", t->number)));
    TRY(db_int(c, &arrival_id, "SELECT id FROM arrival WHERE unit_id = ? AND transfer_id = ?",
        t->to_id, t->id));
    TRY(command_call(c, arrival_cancel, arrival_id, &(struct no_input){ }));
    return t->order_id == 0 ? 0
         : command_call(c, store_order_unmet, t->order_id, &(struct no_input){ });
}

int transfer_arrived(struct ctx *c, struct transfer *t, const struct no_input *none)
{
    (void)none;
    return t->order_id == 0 ? 0
         : command_call(c, store_order_received, t->order_id, &(struct no_input){ });
}

/* --- received --------------------------------------------------------------------------------- */

int arrival_cancel(struct ctx *c, struct arrival *a, const struct no_input *none)
{
    return (void)c, (void)a, (void)none, 0;
}

static int differences(struct ctx *c, const struct arrival_receive_in *in,
    struct arrival_line_list *lines, struct stock_adjust_in *adjust)
{
    adjust->lines.v = arena_alloc(&c->mem, (in->lines.n + 1) * sizeof *adjust->lines.v);
    if (adjust->lines.v == NULL)
        return DB_FAILED;
    for (size_t k = 0; k < lines->n; k++)
        lines->v[k].received = lines->v[k].sent;
    for (size_t i = 0; i < in->lines.n; i++) {
        const struct arrival_line_in *l = &in->lines.v[i];
        size_t k = 0;

        for (size_t b = 0; b < i; b++)
            TRY(part_once(c, "lines", i, l->part_id, in->lines.v[b].part_id));
        while (k < lines->n && lines->v[k].part_id != l->part_id)
            k++;
        if (k == lines->n)
            return refuse_field(c, line_field(c, "lines", i, "part_id"), &TRANSFER_STRANGE,
                row_title(c, &part_model, l->part_id));
        if (l->quantity.milli == lines->v[k].sent.milli)
            continue;
        if (l->note.n == 0)
            return refuse_field(c, line_field(c, "lines", i, "note"), &ARRIVAL_NOTE);
        lines->v[k].received = l->quantity;
        lines->v[k].note = l->note;
        adjust->lines.v[adjust->lines.n++] = (struct stock_adjust_line_in){ .part_id = l->part_id,
            .change = qty_sub(l->quantity, lines->v[k].sent), .price = { NO_NUMBER } };
    }
    return 0;
}

/* All that was sent comes in; what is missing, or too much, is then a difference of the stock here,
 * with its own document and account, so that nothing is lost on the road. */
int arrival_receive(struct ctx *c, struct arrival *a, const struct arrival_receive_in *in)
{
    struct anyref source = { &arrival_model, a->id };
    struct stock_went went = { a->from_id, { &transfer_model, a->transfer_id } };
    struct stock_adjust_in adjust = { .reason = STR("") };
    struct arrival_line_list lines, before;

    TRY(db_list(c, arrival_line, &lines, "WHERE arrival_id = ? ORDER BY part_id", a->id));
    TRY(db_list(c, arrival_line, &before, "WHERE arrival_id = ? ORDER BY part_id", a->id));
    TRY(differences(c, in, &lines, &adjust));
    for (size_t i = 0; i < lines.n; i++)
        TRY(stock_land(c, a->unit_id, lines.v[i].part_id, lines.v[i].sent, lines.v[i].value,
            PLACE_TRANSIT, source, &went));
    TRY(road_post(c, a->unit_id, a->value, false, source, a->number));
    if (adjust.lines.n > 0) {
        adjust.reason = str_format(&c->mem, c->english ? "Transfer %.*s differs" : "调拨差异 %.*s",
            (int)a->number.n, a->number.s);
        TRY(command_make(c, stock_adjust, &adjust, NULL));
    }
    for (size_t i = 0; i < lines.n; i++)
        TRY(row_update(c, arrival_line, &lines.v[i], &before.v[i]));
    a->received_at = c->now;
    a->received_by_id = c->who->employee_id;
    return command_call(c, transfer_arrived, a->transfer_id, &(struct no_input){ });
}
