/* answer.c - the estimate, and what the customer answers to it. */
#include "modules/service/cover.h"
#include "modules/service/proposal.h"
#include "modules/service/quote.h"
#include "modules/service/waiting.h"

/* --- estimate --------------------------------------------------------------------------------- */

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

/* --- what an answer makes of the lines -------------------------------------------------------- */

static unsigned tiers_of(const struct ro_line_list *before, const struct ro_line_list *lines,
    rid option_id, bool approved)
{
    unsigned tiers = 0;

    for (size_t i = 0; i < lines->n; i++)
        if (lines->v[i].option_id == option_id && before->v[i].approval == LINE_PROPOSED &&
            (!approved || lines->v[i].approval == LINE_APPROVED))
            tiers |= 1U << lines->v[i].tier;
    return tiers;
}

/* One of the options stays: the one that was taken, or the first of those refused, for the need is
 * proposed again. */
static int option_answer(struct ctx *c, const struct ro_line_list *before,
    struct ro_line_list *lines, rid option_id)
{
    unsigned taken = tiers_of(before, lines, option_id, true);
    unsigned stays = taken != 0 ? taken : tiers_of(before, lines, option_id, false);

    if ((taken & (taken - 1)) != 0)
        return refuse(c, &RO_OPTION_ONE, row_title(c, &ro_option_model, option_id));
    stays &= ~stays + 1;
    for (size_t i = 0; i < lines->n; i++)
        if (lines->v[i].option_id == option_id && before->v[i].approval == LINE_PROPOSED &&
            (1U << lines->v[i].tier & stays) == 0)
            lines->v[i].approval = LINE_UNCHOSEN;
    return 0;
}

/* The package price is for the whole package. */
static void group_answer(struct ro_line_list *lines, rid group_id)
{
    bool taken = false, left = false;

    for (size_t i = 0; i < lines->n; i++)
        if (lines->v[i].group_id == group_id) {
            taken = taken || lines->v[i].approval == LINE_APPROVED;
            left = left || lines->v[i].approval != LINE_APPROVED;
        }
    for (size_t i = 0; i < lines->n && taken && left; i++)
        if (lines->v[i].group_id == group_id) {
            lines->v[i].spread = FEN(0);
            lines->v[i].amount = line_alone(&lines->v[i]);
        }
}

int lines_answer(
    struct ctx *c, const struct ro_line_list *before, struct ro_line_list *lines)
{
    for (size_t i = 0; i < lines->n; i++)
        if (lines->v[i].option_id != 0 && before->v[i].approval == LINE_PROPOSED)
            TRY(option_answer(c, before, lines, lines->v[i].option_id));
    for (size_t i = 0; i < lines->n; i++)
        if (lines->v[i].group_id != 0 && before->v[i].approval == LINE_PROPOSED)
            group_answer(lines, lines->v[i].group_id);
    return 0;
}

int lines_copy(struct ctx *c, const struct ro_line_list *from, struct ro_line_list *to)
{
    to->n = from->n;
    to->v = arena_alloc(&c->mem, (from->n + 1) * sizeof *to->v);
    if (to->v == NULL)
        return DB_FAILED;
    memcpy(to->v, from->v, from->n * sizeof *to->v);
    return 0;
}

/* --- approval --------------------------------------------------------------------------------- */

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
        if (found->approval != LINE_PROPOSED && found->approval != LINE_REFUSED)
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
    qty free;

    if (l->kind != LINE_PART)
        return 0;
    TRY(stock_of(c, ro->unit_id, l->part_id, &b));
    free = stock_free(&b);
    if (free.milli < 0)
        free.milli = 0;
    l->short_ = free.milli < l->quantity.milli;
    return l->short_ ? part_ask(c, ro, l, qty_sub(l->quantity, free))
         : stock_reserve(c, ro->unit_id, l->part_id, l->quantity, order_ref(ro));
}

static int by_part(const void *a, const void *b)
{
    const struct ro_line *const *x = a, *const *y = b;

    return ((*x)->part_id > (*y)->part_id) - ((*x)->part_id < (*y)->part_id);
}

static int option_store(struct ctx *c, const struct ro_line_list *before,
    const struct ro_line_list *lines, rid option_id)
{
    unsigned taken = tiers_of(before, lines, option_id, true);
    struct ro_option was, now;

    TRY(db_get(c, ro_option, &was, option_id));
    if (was.decided_at.ms != 0)
        return 0;
    now = was;
    now.decided_at = c->now;
    for (int tier = TIER_GOOD; tier < option_tier_count; tier++)
        if (taken == 1U << tier)
            now.chosen = (enum option_tier)tier;
    return row_update(c, ro_option, &now, &was);
}

/* What was chosen, and which package lost its price. */
static int answers_store(struct ctx *c, const struct ro_line_list *before,
    const struct ro_line_list *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        const struct ro_line *l = &lines->v[i];

        if (before->v[i].approval != LINE_PROPOSED)
            continue;
        if (l->option_id != 0)
            TRY(option_store(c, before, lines, l->option_id));
        if (l->group_id != 0 && l->spread.fen == 0 && before->v[i].spread.fen != 0)
            TRY(group_mark_broken(c, l->group_id));
    }
    return 0;
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
    TRY(proposals_meet(c, ro, lines));
    for (size_t i = 0; i < lines->n; i++)
        if (lines->v[i].approval == LINE_REFUSED && before->v[i].approval == LINE_PROPOSED)
            TRY(line_proposed(c, ro, &lines->v[i]));
    return answers_store(c, before, lines);
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

/* Additional labour takes its time: the promise moves by it, and the customer is to be told. */
static int promise_longer(struct ctx *c, struct repair_order *ro,
    const struct ro_line_list *before, const struct ro_line_list *lines)
{
    struct repair_order_promise_in in = { .reason = str_of(c->english ? "additional work" : "追加项目") };
    qty hours = { 0 };

    for (size_t i = 0; i < lines->n; i++)
        if (lines->v[i].kind == LINE_LABOUR && lines->v[i].approval == LINE_APPROVED &&
            before->v[i].approval == LINE_PROPOSED)
            hours = qty_add(hours, lines->v[i].quantity);
    in.promised_at.ms = (ro->promised_at.ms > c->now.ms ? ro->promised_at.ms : c->now.ms) +
        hours.milli * 3600;
    return hours.milli == 0 ? 0 : repair_order_promise(c, ro, &in);
}

int repair_order_approve(
    struct ctx *c, struct repair_order *ro, const struct repair_order_approve_in *in)
{
    struct ro_line_list before, lines;
    bool any = false;

    TRY(order_lines(c, ro->id, &before));
    TRY(lines_copy(c, &before, &lines));
    TRY(decide(c, &lines, in));
    TRY(lines_answer(c, &before, &lines));
    TRY(order_refit_judge(c, ro, &before, &lines));
    order_sum(ro, &lines, false);
    if (ro->total.fen != in->total.fen)     /* a price moved under the customer */
        return refuse(c, &RO_TOTAL_CHANGED, ro->total, in->total);
    for (size_t i = 0; i < lines.n; i++)
        any = any || lines.v[i].approval == LINE_APPROVED;
    if (!any)
        return refuse(c, &RO_NOTHING_APPROVED);
    TRY(decisions_store(c, ro, &before, &lines));
    if (ro->approved_at.ms != 0)
        TRY(promise_longer(c, ro, &before, &lines));
    ro->workshop = after_approval(ro, &before, &lines);
    ro->parts = order_parts(&lines);
    ro->approved_at = c->now;
    return labour_joins(c, ro);
}

/* Where he has not chosen yet, what we recommend. */
static int recommend(struct ctx *c, const struct ro_line_list *before, struct ro_line_list *lines,
    struct repair_order_approve_in *in)
{
    bool open = in->refused.n == 0;

    if (open)
        in->refused.v = arena_alloc(&c->mem, (lines->n + 1) * sizeof *in->refused.v);
    if (in->refused.v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < lines->n; i++) {
        struct ro_line *l = &lines->v[i];
        unsigned taken = l->option_id == 0 ? 0 : tiers_of(before, lines, l->option_id, true);

        if ((taken & (taken - 1)) == 0 || l->recommended || l->approval != LINE_APPROVED)
            continue;
        l->approval = LINE_REFUSED;
        if (open)
            in->refused.v[in->refused.n++].line_id = l->id;
    }
    return 0;
}

/* What the customer sees once the lines he does not want are struck out. */
int repair_order_approve_suggest(
    struct ctx *c, const struct repair_order *ro, struct repair_order_approve_in *in)
{
    struct repair_order seen = *ro;
    struct ro_line_list before, lines;

    TRY(order_lines(c, ro->id, &before));
    TRY(lines_copy(c, &before, &lines));
    TRY(decide(c, &lines, in));
    TRY(recommend(c, &before, &lines, in));
    TRY(lines_answer(c, &before, &lines));
    order_sum(&seen, &lines, false);
    in->total = seen.total;
    return 0;
}

/* --- second thoughts -------------------------------------------------------------------------- */

static int line_untouched(struct ctx *c, const struct ro_line *l)
{
    int64_t away;

    if (l->approval != LINE_APPROVED)
        return refuse(c, &RO_LINE_NOT_AGREED, l->title);
    TRY(db_int(c, &away, "SELECT count(*) FROM outside_job WHERE line_id = ? AND state <> 'cancelled'", l->id));
    return l->issued.milli == 0 && l->job_id == 0 && away == 0 ? 0
         : refuse(c, &RO_LINE_BEGUN, l->title);
}

/* As if it had been refused from the start; why is told in the event. */
int repair_order_drop_line(
    struct ctx *c, struct repair_order *ro, const struct repair_order_drop_line_in *in)
{
    struct ro_line before, now;
    struct ro_line_list lines;
    bool any = false, labour = false;
    int64_t left = 1;

    TRY(order_line(c, ro, in->line_id, "line_id", &before));
    TRY(line_untouched(c, &before));
    now = before;
    now.approval = LINE_REFUSED;
    now.short_ = false;
    if (now.kind == LINE_PART && !before.short_)
        TRY(stock_unreserve(c, ro->unit_id, now.part_id, now.quantity, order_ref(ro)));
    TRY(row_update(c, ro_line, &now, &before));
    if (now.group_id != 0)
        TRY(group_break(c, now.group_id));
    TRY(line_proposed(c, ro, &now));
    TRY(part_unasked(c, ro, now.id, in->reason));
    TRY(order_lines(c, ro->id, &lines));
    for (size_t i = 0; i < lines.n; i++) {
        any = any || lines.v[i].approval == LINE_APPROVED;
        labour = labour || (lines.v[i].approval == LINE_APPROVED && lines.v[i].kind == LINE_LABOUR);
    }
    if (!any)
        return refuse(c, &RO_LAST_LINE);
    order_sum(ro, &lines, false);
    ro->parts = order_parts(&lines);
    if (now.kind == LINE_LABOUR)
        TRY(order_labour_left(c, ro->id, &left));
    if (ro->workshop == WS_WAITING && (!labour || left == 0))
        ro->workshop = WS_INSPECTION;       /* nothing is left to dispatch */
    return 0;
}

