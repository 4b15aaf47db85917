/* order.c - reception: the order, its lines, the estimate, the customer's approval. */
#include "modules/service/order.h"

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
    money labour = FEN(0), parts = FEN(0), other = FEN(0);

    for (size_t i = 0; i < lines->n; i++) {
        const struct ro_line *l = &lines->v[i];
        money *sum = l->kind == LINE_LABOUR ? &labour : l->kind == LINE_PART ? &parts : &other;

        if (l->approval == LINE_APPROVED || (proposals_too && l->approval == LINE_PROPOSED))
            *sum = money_add(*sum, l->amount);
    }
    ro->labour_total = labour;
    ro->parts_total = parts;
    ro->other_total = other;
    ro->total = money_add(money_add(labour, parts), other);
}

/* --- lines ------------------------------------------------------------------------------------ */

static money line_amount(const struct ro_line *l)
{
    money full = money_times(l->price, l->quantity);

    return money_sub(full, money_rate(full, l->discount));
}

static int line_of_part(struct ctx *c, const struct ro_line_in *in, struct ro_line *l)
{
    struct part part;

    if (in->part_id == 0)
        return refuse_field(c, "part_id", &RO_LINE_PART);
    TRY(db_get(c, part, &part, in->part_id));
    if (l->title.n == 0)
        l->title = part.name;
    if (in->price.micro == NO_NUMBER)
        l->price = part.price;
    return 0;
}

static int line_make(struct ctx *c, rid order_id, const struct ro_line_in *in, struct ro_line *l)
{
    *l = (struct ro_line){ .repair_order_id = order_id,
        .kind = in->kind,
        .title = in->title,
        .part_id = in->part_id,
        .labour_item_id = in->labour_item_id,
        .quantity = in->quantity,
        .price = in->price,
        .discount = in->discount,
        .approval = LINE_PROPOSED };
    if (in->kind == LINE_PART)
        TRY(line_of_part(c, in, l));
    else if (in->part_id != 0)
        return refuse_field(c, "part_id", &RO_LINE_NOT_PART);
    TRY(line_of_labour(c, in, l));
    if (l->quantity.milli == NO_NUMBER)
        return refuse_field(c, "quantity", &F_REQUIRED);
    if (l->title.n == 0)
        return refuse_field(c, "title", &RO_LINE_TITLE);
    if (l->price.micro == NO_NUMBER)
        return refuse_field(c, "price", &RO_LINE_PRICE);
    l->amount = line_amount(l);
    return 0;
}

static int lines_add(struct ctx *c, rid order_id, const struct ro_line_in_list *in)
{
    for (size_t i = 0; i < in->n; i++) {
        struct ro_line line;

        c->path = str_format(&c->mem, "lines[%zu].", i);
        TRY(line_make(c, order_id, &in->v[i], &line));
        c->path = (str){ 0 };
        TRY(row_insert(c, ro_line, &line));
    }
    return 0;
}

int repair_order_add_lines(
    struct ctx *c, struct repair_order *ro, const struct repair_order_lines_in *in)
{
    return lines_add(c, ro->id, &in->lines);
}

static int undecided(struct ctx *c, const struct ro_line *l)
{
    return l->approval == LINE_PROPOSED ? 0 : refuse(c, &RO_LINE_DECIDED, l->title);
}

int repair_order_change_line(
    struct ctx *c, struct repair_order *ro, const struct repair_order_change_line_in *in)
{
    struct ro_line before, now;

    TRY(order_line(c, ro, in->line_id, "line_id", &before));
    TRY(undecided(c, &before));
    now = before;
    if (in->title.n > 0)
        now.title = in->title;
    now.quantity = in->quantity;
    now.price = in->price;
    now.discount = in->discount;
    now.amount = line_amount(&now);
    return row_update(c, ro_line, &now, &before);
}

int repair_order_remove_line(
    struct ctx *c, struct repair_order *ro, const struct repair_order_line_in *in)
{
    struct ro_line before, now;

    TRY(order_line(c, ro, in->line_id, "line_id", &before));
    TRY(undecided(c, &before));
    now = before;
    now.retired_at = c->now;
    return row_update(c, ro_line, &now, &before);
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
    return lines_add(c, ro->id, &in->lines);
}

int repair_order_promise(
    struct ctx *c, struct repair_order *ro, const struct repair_order_promise_in *in)
{
    if (in->promised_at.ms <= c->now.ms)
        return refuse_field(c, "promised_at", &RO_PROMISE_PAST);
    ro->promised_at = in->promised_at;
    ro->promise_changes++;
    return 0;
}

int repair_order_diagnose(
    struct ctx *c, struct repair_order *ro, const struct repair_order_diagnose_in *in)
{
    ro->findings = in->findings;
    TRY(order_codes_add(c, ro, &in->codes));
    return lines_add(c, ro->id, &in->lines);
}

/* --- estimate and approval -------------------------------------------------------------------- */

/* There is something for the customer to decide on. Also asked by the page, to close the button. */
int repair_order_has_proposals(struct ctx *c, const struct repair_order *ro)
{
    int64_t n;

    TRY(db_int(c, &n, "SELECT count(*) FROM ro_line WHERE repair_order_id = ? AND approval = 'proposed'"
        " AND retired_at IS NULL", ro->id));
    return n > 0 ? 0 : refuse(c, &RO_NO_LINES, ro->number);
}

int repair_order_estimate(struct ctx *c, struct repair_order *ro, const struct no_input *in)
{
    struct ro_line_list lines;

    (void)in;
    TRY(order_lines(c, ro->id, &lines));
    order_sum(ro, &lines, true);
    if (ro->first_quote.fen == 0)
        ro->first_quote = ro->total;
    return 0;
}

/* What he agreed to before is not taken back here, for its parts are set aside. */
static int decide(
    struct ctx *c, struct ro_line_list *lines, const struct repair_order_approve_in *in)
{
    for (size_t k = 0; k < in->refused.n; k++) {
        struct ro_line *found = NULL;

        for (size_t i = 0; i < lines->n; i++)
            if (lines->v[i].id == in->refused.v[k].line_id)
                found = &lines->v[i];
        if (found == NULL)
            return refuse_field(c, str_c(&c->mem, str_format(&c->mem, "refused[%zu].line_id", k)),
                &RO_LINE_ELSEWHERE);
        if (found->approval == LINE_APPROVED)
            return refuse(c, &RO_LINE_DECIDED, found->title);
        found->approval = LINE_REFUSED;
    }
    for (size_t i = 0; i < lines->n; i++)
        if (lines->v[i].approval == LINE_PROPOSED)
            lines->v[i].approval = LINE_APPROVED;
    return 0;
}

/* What is free is set aside now; what is not is marked short and waits for stock. */
static int set_aside(struct ctx *c, const struct repair_order *ro, struct ro_line *l)
{
    struct stock_balance b;

    if (l->kind != LINE_PART)
        return 0;
    TRY(stock_of(c, ro->unit_id, l->part_id, &b));
    l->short_ = b.on_hand.milli - b.reserved.milli < l->quantity.milli;
    return l->short_ ? 0 : stock_reserve(c, ro->unit_id, l->part_id, l->quantity, order_ref(ro));
}

static int by_part(const void *a, const void *b)
{
    const struct ro_line *const *x = a, *const *y = b;

    return ((*x)->part_id > (*y)->part_id) - ((*x)->part_id < (*y)->part_id);
}

/* By ascending part, so that two orders never wait for each other. */
static int decisions_store(struct ctx *c, const struct repair_order *ro,
    const struct ro_line_list *before, struct ro_line_list *lines)
{
    struct ro_line **order = arena_alloc(&c->mem, (lines->n + 1) * sizeof *order);

    if (order == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < lines->n; i++)
        order[i] = &lines->v[i];
    qsort(order, lines->n, sizeof *order, by_part);
    for (size_t i = 0; i < lines->n; i++) {
        size_t at = (size_t)(order[i] - lines->v);

        if (lines->v[at].approval == before->v[at].approval)
            continue;
        if (lines->v[at].approval == LINE_APPROVED)
            TRY(set_aside(c, ro, &lines->v[at]));
        TRY(row_update(c, ro_line, &lines->v[at], &before->v[at]));
    }
    return 0;
}

/* Labour that the customer has just agreed to must be dispatched. */
static enum ro_workshop after_approval(const struct repair_order *ro,
    const struct ro_line_list *before, const struct ro_line_list *lines)
{
    for (size_t i = 0; i < lines->n; i++)
        if (lines->v[i].kind == LINE_LABOUR && lines->v[i].approval == LINE_APPROVED &&
            before->v[i].approval == LINE_PROPOSED)
            return ro->workshop == WS_IDLE || ro->workshop == WS_INSPECTION ||
                    ro->workshop >= WS_WASH
                ? WS_WAITING
                : ro->workshop;
    return ro->workshop == WS_IDLE ? WS_INSPECTION : ro->workshop;
}

int repair_order_approve(
    struct ctx *c, struct repair_order *ro, const struct repair_order_approve_in *in)
{
    struct ro_line_list before, lines;
    bool any = false;

    TRY(order_lines(c, ro->id, &before));
    lines.n = before.n;
    lines.v = arena_alloc(&c->mem, (before.n + 1) * sizeof *lines.v);
    if (lines.v == NULL)
        return DB_FAILED;
    memcpy(lines.v, before.v, before.n * sizeof *lines.v);
    TRY(decide(c, &lines, in));
    order_sum(ro, &lines, false);
    if (ro->total.fen != in->total.fen)     /* a price moved under the customer */
        return refuse(c, &RO_TOTAL_CHANGED, ro->total, in->total);
    for (size_t i = 0; i < lines.n; i++)
        any = any || lines.v[i].approval == LINE_APPROVED;
    if (!any)
        return refuse(c, &RO_NOTHING_APPROVED);
    TRY(decisions_store(c, ro, &before, &lines));
    ro->workshop = after_approval(ro, &before, &lines);
    ro->parts = order_parts(&lines);
    ro->approved_at = c->now;
    return 0;
}

/* What the customer sees once the lines he does not want are struck out. */
int repair_order_approve_suggest(
    struct ctx *c, const struct repair_order *ro, struct repair_order_approve_in *in)
{
    struct repair_order seen = *ro;
    struct ro_line_list lines;

    TRY(order_lines(c, ro->id, &lines));
    TRY(decide(c, &lines, in));
    order_sum(&seen, &lines, false);
    in->total = seen.total;
    return 0;
}

/* --- second thoughts -------------------------------------------------------------------------- */

static int line_untouched(struct ctx *c, const struct ro_line *l)
{
    int64_t jobs = 0;

    if (l->approval != LINE_APPROVED)
        return refuse(c, &RO_LINE_NOT_AGREED, l->title);
    if (l->kind == LINE_LABOUR)             /* a job without a line is all of the order's labour */
        TRY(db_int(c, &jobs, "SELECT count(*) FROM assignment WHERE repair_order_id = ?"
            " AND (line_id = ? OR line_id IS NULL) AND state <> 'cancelled'", l->repair_order_id, l->id));
    return l->issued.milli + jobs == 0 ? 0 : refuse(c, &RO_LINE_BEGUN, l->title);
}

/* As if it had been refused from the start; why is told in the event. */
int repair_order_drop_line(
    struct ctx *c, struct repair_order *ro, const struct repair_order_drop_line_in *in)
{
    struct ro_line before, now;
    struct ro_line_list lines;
    bool any = false, labour = false;

    TRY(order_line(c, ro, in->line_id, "line_id", &before));
    TRY(line_untouched(c, &before));
    now = before;
    now.approval = LINE_REFUSED;
    now.short_ = false;
    if (now.kind == LINE_PART && !before.short_)
        TRY(stock_unreserve(c, ro->unit_id, now.part_id, now.quantity, order_ref(ro)));
    TRY(row_update(c, ro_line, &now, &before));
    TRY(order_lines(c, ro->id, &lines));
    for (size_t i = 0; i < lines.n; i++) {
        any = any || lines.v[i].approval == LINE_APPROVED;
        labour = labour || (lines.v[i].approval == LINE_APPROVED && lines.v[i].kind == LINE_LABOUR);
    }
    if (!any)
        return refuse(c, &RO_LAST_LINE);
    order_sum(ro, &lines, false);
    ro->parts = order_parts(&lines);
    if (ro->workshop == WS_WAITING && !labour)
        ro->workshop = WS_INSPECTION;       /* nothing is left to dispatch */
    return 0;
}

/* --- void ------------------------------------------------------------------------------------- */

int repair_order_untouched(struct ctx *c, const struct repair_order *ro)
{
    int64_t issued, jobs;

    TRY(db_int(c, &issued, "SELECT count(*) FROM ro_line WHERE repair_order_id = ? AND issued > 0", ro->id));
    TRY(db_int(c, &jobs, "SELECT count(*) FROM assignment WHERE repair_order_id = ? AND state <> 'cancelled'", ro->id));
    return issued + jobs == 0 ? 0 : refuse(c, &RO_NOT_UNTOUCHED);
}

int repair_order_void(
    struct ctx *c, struct repair_order *ro, const struct repair_order_reason_in *in)
{
    ro->void_reason = in->reason;
    return stock_release(c, order_ref(ro));
}
