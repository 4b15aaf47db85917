/* confirm.c - the customer confirms an assessment: its lines become the order's, and the insurer
 * pays its share of them. */
#include "modules/accident/accident_own.h"

enum { LABOUR_CLASS, PARTS_CLASS, OTHER_CLASS, CLASSES };

static int class_of(enum loss_kind kind)
{
    return kind == LOSS_REPLACE ? PARTS_CLASS : kind == LOSS_OTHER ? OTHER_CLASS : LABOUR_CLASS;
}

/* What the line costs in the order: less than was asked when the store gives way. */
static money price_in_order(const struct loss_line *l)
{
    return l->decision == DIFFERENCE_WAIVE ? l->agreed : l->asked;
}

/* --- shares ----------------------------------------------------------------------------------- */

/* `off` taken from the classes in proportion, to the fen; rounding is left to the largest. */
static void take_off(money class[CLASSES], money off)
{
    money sum = money_add(class[0], money_add(class[1], class[2])), left = off;
    size_t largest = 0;

    for (size_t i = 0; i < CLASSES; i++)
        largest = class[i].fen > class[largest].fen ? i : largest;
    for (size_t i = 0; i < CLASSES; i++) {
        bool rest = i == largest || sum.fen == 0;
        money part = rest ? FEN(0) : money_share(off, class[i].fen, sum.fen);

        class[i] = money_sub(class[i], part);
        left = money_sub(left, part);
    }
    class[largest] = money_sub(class[largest], left);
}

int loss_shares(struct ctx *c, rid case_id, rid also, struct loss_shares *s)
{
    struct loss_line_list lines;
    money off, all = FEN(0);

    *s = (struct loss_shares){ 0 };
    TRY(db_list(c, loss_line, &lines, "WHERE retired_at IS NULL AND assessment_id IN (SELECT id FROM"
        " loss_assessment WHERE case_id = ? AND (state = 'confirmed' OR id = ?)) AND EXISTS (SELECT 1"
        " FROM ro_line r WHERE r.id = loss_line.ro_line_id AND r.approval = 'approved'"
        " AND r.retired_at IS NULL) ORDER BY id", case_id, also));
    TRY(db_int(c, &off.fen, "SELECT CAST(COALESCE(sum(deductible + salvage), 0) AS BIGINT) FROM"
        " loss_assessment WHERE case_id = ? AND (state = 'confirmed' OR id = ?)", case_id, also));
    for (size_t i = 0; i < lines.n; i++) {
        money *class = &s->by_class[class_of(lines.v[i].kind)];

        s->asked = money_add(s->asked, lines.v[i].asked);
        s->agreed = money_add(s->agreed, lines.v[i].agreed);
        *class = money_add(*class, lines.v[i].agreed);
        all = money_add(all, price_in_order(&lines.v[i]));
    }
    if (off.fen > s->agreed.fen)
        off = s->agreed;
    take_off(s->by_class, off);
    s->due = money_sub(s->agreed, off);
    s->self_pay = money_sub(all, s->due);
    return 0;
}

int loss_share_order(struct ctx *c, const struct accident_case *a, const struct loss_shares *s)
{
    const struct repair_order_share_in in = { .party_id = a->insurer_id,
        .labour = s->by_class[LABOUR_CLASS], .parts = s->by_class[PARTS_CLASS],
        .other = s->by_class[OTHER_CLASS] };

    return command_call(c, repair_order_share, a->repair_order_id, &in);
}

/* --- the customer's decisions ----------------------------------------------------------------- */

static int decide(struct ctx *c, const struct loss_assessment_confirm_in *in,
    struct loss_line_list *lines)
{
    for (size_t i = 0; i < in->lines.n; i++) {
        struct loss_line *line = NULL;

        for (size_t k = 0; k < lines->n; k++)
            if (lines->v[k].id == in->lines.v[i].line_id)
                line = &lines->v[k];
        c->path = str_format(&c->mem, "lines[%zu].", i);
        if (line == NULL || line->decision != 0)
            return refuse_field(c, "line_id", &LOSS_ELSEWHERE);
        if (line->difference.fen == 0)
            return refuse_field(c, "line_id", &LOSS_NO_DIFFERENCE);
        c->path = (str){ 0 };
        line->decision = in->lines.v[i].decision;
    }
    return 0;
}

/* The assessment as the decisions leave it. */
static void add_up(struct loss_assessment *l, const struct loss_line_list *lines, size_t *kept)
{
    money all = FEN(0);

    *kept = 0;
    l->agreed = FEN(0);
    for (size_t i = 0; i < lines->n; i++) {
        const struct loss_line *line = &lines->v[i];

        if (line->kind == LOSS_SALVAGE || line->decision == DIFFERENCE_DROP)
            continue;
        l->agreed = money_add(l->agreed, line->agreed);
        all = money_add(all, price_in_order(line));
        (*kept)++;
    }
    l->due = money_sub(l->agreed, money_add(l->deductible, l->salvage));
    l->self_pay = money_sub(all, l->due);
}

static int lines_by_id(struct ctx *c, rid loss_id, struct loss_line_list *out)
{
    return db_list(c, loss_line, out, "WHERE assessment_id = ? AND retired_at IS NULL"
        " ORDER BY id", loss_id);
}

static int judge(struct ctx *c, struct loss_assessment *l,
    const struct loss_assessment_confirm_in *in, struct loss_line_list *lines)
{
    size_t kept;

    TRY(decide(c, in, lines));
    for (size_t i = 0; i < lines->n; i++)
        if (lines->v[i].difference.fen > 0 && lines->v[i].decision == 0)
            return refuse(c, &LOSS_UNDECIDED, lines->v[i].title, lines->v[i].difference);
    add_up(l, lines, &kept);
    if (kept == 0)
        return refuse(c, &LOSS_NOTHING);
    if (l->due.fen < 0)
        return refuse(c, &LOSS_DEDUCTED, money_add(l->deductible, l->salvage), l->agreed);
    return l->self_pay.fen == in->self_pay.fen ? 0
         : refuse(c, &LOSS_SELF_PAY, l->self_pay, in->self_pay);
}

/* --- into the order --------------------------------------------------------------------------- */

/* The unit price that gives the amount, to the fen. */
static int price_for(struct ctx *c, const struct loss_line *l, price *out)
{
    int64_t amount = price_in_order(l).fen;

    out->micro = (amount * 10000000 + l->quantity.milli / 2) / l->quantity.milli;
    return money_times(*out, l->quantity).fen == amount ? 0
         : refuse(c, &LOSS_AMOUNT, l->title, price_in_order(l));
}

static int order_line_of(struct ctx *c, const struct loss_line *l, struct ro_line_in *out)
{
    static const enum line_kind kinds[CLASSES] = { LINE_LABOUR, LINE_PART, LINE_OTHER };

    *out = (struct ro_line_in){ .kind = kinds[class_of(l->kind)], .title = l->title,
        .part_id = l->part_id, .quantity = l->quantity };
    return price_for(c, l, &out->price);
}

static bool in_order(const struct loss_line *l)
{
    return l->kind != LOSS_SALVAGE && l->decision != DIFFERENCE_DROP;
}

static int add_lines(struct ctx *c, rid order_id, struct loss_line_list *lines)
{
    struct repair_order_lines_in add = { 0 };
    struct ro_line_list made;
    size_t at = 0;

    add.lines.v = arena_alloc(&c->mem, (lines->n + 1) * sizeof *add.lines.v);
    if (add.lines.v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < lines->n; i++)
        if (in_order(&lines->v[i]))
            TRY(order_line_of(c, &lines->v[i], &add.lines.v[add.lines.n++]));
    TRY(command_call(c, repair_order_add_lines, order_id, &add));
    TRY(db_list(c, ro_line, &made, "WHERE repair_order_id = ? AND approval = 'proposed'"
        " AND retired_at IS NULL ORDER BY id", order_id));
    assert(made.n == add.lines.n);
    for (size_t i = 0; i < lines->n; i++)
        if (in_order(&lines->v[i]))
            lines->v[i].ro_line_id = made.v[at++].id;
    return 0;
}

/* Agreed to by the customer already, so nobody asks him a second time. */
static int approve_lines(struct ctx *c, rid order_id)
{
    struct repair_order_approve_in in = { 0 };
    struct repair_order ro;

    TRY(db_get(c, repair_order, &ro, order_id));
    if (ro.business != RO_IN_WORK)
        TRY(command_call(c, repair_order_estimate, order_id, &(struct no_input){ }));
    TRY(db_int(c, &in.total.fen, "SELECT CAST(COALESCE(sum(amount), 0) AS BIGINT) FROM ro_line WHERE"
        " repair_order_id = ? AND approval IN ('proposed', 'approved') AND retired_at IS NULL", order_id));
    return command_call(c, repair_order_approve, order_id, &in);
}

static int order_ready(struct ctx *c, const struct accident_case *a)
{
    int64_t open;

    if (a->repair_order_id == 0)
        return refuse(c, &ACCIDENT_NO_ORDER, a->number);
    TRY(db_int(c, &open, "SELECT count(*) FROM ro_line WHERE repair_order_id = ? AND approval = 'proposed'"
        " AND retired_at IS NULL", a->repair_order_id));
    return open == 0 ? 0
         : refuse(c, &ACCIDENT_PROPOSALS, row_title(c, &repair_order_model, a->repair_order_id));
}

static int lines_update(
    struct ctx *c, const struct loss_line_list *before, struct loss_line_list *now)
{
    for (size_t i = 0; i < now->n; i++)
        TRY(row_update(c, loss_line, &now->v[i], &before->v[i]));
    return 0;
}

int loss_assessment_confirm(
    struct ctx *c, struct loss_assessment *l, const struct loss_assessment_confirm_in *in)
{
    struct accident_case_follow_in follow = { .becomes = AC_REPAIR };
    struct loss_line_list before, lines;
    struct accident_case a;
    struct loss_shares s;

    TRY(db_get(c, accident_case, &a, l->case_id));
    TRY(lines_by_id(c, l->id, &before));
    TRY(lines_by_id(c, l->id, &lines));
    TRY(judge(c, l, in, &lines));
    TRY(order_ready(c, &a));
    TRY(add_lines(c, a.repair_order_id, &lines));
    TRY(approve_lines(c, a.repair_order_id));
    TRY(lines_update(c, &before, &lines));
    TRY(loss_shares(c, a.id, l->id, &s));
    TRY(loss_share_order(c, &a, &s));
    TRY(order_release(c, a.repair_order_id, STOP_LOSS));
    l->signer = in->signer;
    l->confirmed_at = c->now;
    follow.asked = s.asked, follow.agreed = s.agreed;
    follow.self_pay = s.self_pay, follow.due = s.due;
    return command_call(c, accident_case_follow, a.id, &follow);
}

/* What the customer pays once the lines are decided on as they stand in the form. */
int loss_assessment_confirm_suggest(
    struct ctx *c, const struct loss_assessment *l, struct loss_assessment_confirm_in *in)
{
    struct loss_assessment seen = *l;
    struct loss_line_list lines;
    size_t kept;

    TRY(lines_by_id(c, l->id, &lines));
    if (in->lines.n == 0) {
        in->lines.v = arena_alloc(&c->mem, (lines.n + 1) * sizeof *in->lines.v);
        if (in->lines.v == NULL)
            return DB_FAILED;
        for (size_t i = 0; i < lines.n; i++)
            if (lines.v[i].difference.fen > 0)
                in->lines.v[in->lines.n++] = (struct loss_decision_in){ .line_id = lines.v[i].id,
                    .decision = DIFFERENCE_PAY };
    }
    TRY(decide(c, in, &lines));
    add_up(&seen, &lines, &kept);
    in->self_pay = seen.self_pay;
    return 0;
}

/* --- not agreed ------------------------------------------------------------------------------- */

/* A supplement that comes to nothing: the job goes on as it was. */
int loss_assessment_reject(
    struct ctx *c, struct loss_assessment *l, const struct loss_assessment_reject_in *in)
{
    struct accident_case_follow_in follow;
    struct accident_case a;

    l->refused_by = in->refused_by;
    l->reason = c->reason = in->reason;
    TRY(db_get(c, accident_case, &a, l->case_id));
    if (!l->supplement)
        return 0;
    TRY(order_release(c, a.repair_order_id, STOP_LOSS));
    follow = (struct accident_case_follow_in){ .becomes = AC_REPAIR, .asked = a.asked,
        .agreed = a.agreed, .self_pay = a.self_pay, .due = a.due };
    return command_call(c, accident_case_follow, a.id, &follow);
}
