/* proposal.c - what was not done this time is proposed the next (SVC-07). */
#include "modules/service/proposal.h"
#include "modules/service/quote.h"

int proposal_judge(struct ctx *c, struct proposal *now, const struct proposal *before)
{
    return now->valid_until.day < c->today.day &&
            (before == NULL || before->valid_until.day != now->valid_until.day)
        ? refuse_field(c, "valid_until", &PROPOSAL_PAST) : 0;
}

int proposal_make(struct ctx *c, const struct repair_order *ro, const struct ro_line *l,
    enum proposal_priority priority, rid *id)
{
    struct proposal p = { .unit_id = ro->unit_id, .title = l->title, .vehicle_id = ro->vehicle_id,
        .party_id = ro->party_id, .priority = priority, .state = PROPOSAL_OPEN,
        .repair_order_id = ro->id, .kind = l->kind, .part_id = l->part_id,
        .labour_item_id = l->labour_item_id, .quantity = l->quantity, .price = l->price,
        .amount = line_alone(l) };
    int64_t days;

    TRY(setting_int(c, &setting_reception_past_days, ro->unit_id, &days));
    p.valid_until = (date){ c->today.day + days };
    TRY(row_insert(c, proposal, &p));
    *id = p.id;
    return 0;
}

int proposal_raise(struct ctx *c, const struct proposal *given, rid *id)
{
    struct proposal p = *given;
    int64_t days;

    p.state = PROPOSAL_OPEN;
    p.kind = LINE_LABOUR;
    p.quantity = (qty){ 1000 };
    TRY(setting_int(c, &setting_reception_past_days, p.unit_id, &days));
    p.valid_until = (date){ c->today.day + days };
    TRY(row_insert(c, proposal, &p));
    *id = p.id;
    return 0;
}

/* --- from the order --------------------------------------------------------------------------- */

static int priority_of(
    struct ctx *c, const struct ro_line *l, enum proposal_priority *priority)
{
    struct order_finding_list found;

    TRY(db_list(c, order_finding, &found, "WHERE unit_id = ? AND repair_order_id = ?"
        " AND line_id = ? AND retired_at IS NULL ORDER BY id LIMIT 1",
        l->unit_id, l->repair_order_id, l->id));
    *priority = found.n == 0 ? PRIORITY_LATER
        : found.v[0].level == FINDING_RED   ? PRIORITY_SAFETY
        : found.v[0].level == FINDING_AMBER ? PRIORITY_SOON
                                            : PRIORITY_LATER;
    return 0;
}

int line_proposed(struct ctx *c, const struct repair_order *ro, const struct ro_line *l)
{
    enum proposal_priority priority;
    rid id;

    if (l->proposal_id != 0)
        return proposal_is_back(c, l);
    TRY(priority_of(c, l, &priority));
    return proposal_make(c, ro, l, priority, &id);
}

static bool same_job(const struct proposal *p, const struct ro_line *l)
{
    return (p->labour_item_id != 0 && p->labour_item_id == l->labour_item_id) ||
        (p->part_id != 0 && p->part_id == l->part_id) || str_eq(p->title, l->title);
}

static bool met(const struct proposal *p, const struct ro_line_list *lines)
{
    bool done = false;

    for (size_t i = 0; i < lines->n; i++)
        done = done || (lines->v[i].approval == LINE_APPROVED &&
                           (lines->v[i].proposal_id == p->id || same_job(p, &lines->v[i])));
    return done;
}

/* What he agrees to without anybody having taken it over is as good as taken over. */
int proposals_meet(
    struct ctx *c, const struct repair_order *ro, const struct ro_line_list *lines)
{
    struct proposal_take_in in = { .taken = order_ref(ro) };
    struct proposal_list open;

    TRY(db_list(c, proposal, &open, "WHERE vehicle_id = ? AND state IN ('open', 'taken') AND state = 'open'"
        " AND retired_at IS NULL ORDER BY id LIMIT 200", ro->vehicle_id));
    for (size_t k = 0; k < open.n; k++)
        if (who_reads(c->who, open.v[k].unit_id) && met(&open.v[k], lines))
            TRY(command_call(c, proposal_take, open.v[k].id, &in));
    return 0;
}

static int taken_by(struct ctx *c, const struct repair_order *ro, struct proposal_list *taken)
{
    return db_list(c, proposal, taken, "WHERE vehicle_id = ? AND state IN ('open', 'taken') AND state = 'taken'"
        " AND taken_id = ? AND retired_at IS NULL ORDER BY id LIMIT 200", ro->vehicle_id, ro->id);
}

int proposals_close(struct ctx *c, const struct repair_order *ro)
{
    struct proposal_list taken;
    struct ro_line_list lines;

    TRY(order_lines(c, ro->id, &lines));
    TRY(taken_by(c, ro, &taken));
    for (size_t k = 0; k < taken.n; k++)
        TRY(met(&taken.v[k], &lines)
            ? command_call(c, proposal_done, taken.v[k].id, &(struct no_input){ })
            : command_call(c, proposal_back, taken.v[k].id, &(struct no_input){ }));
    return 0;
}

int proposals_back(struct ctx *c, const struct repair_order *ro)
{
    struct proposal_list taken;

    TRY(taken_by(c, ro, &taken));
    for (size_t k = 0; k < taken.n; k++)
        TRY(command_call(c, proposal_back, taken.v[k].id, &(struct no_input){ }));
    return 0;
}

/* --- to the next order ------------------------------------------------------------------------ */

int line_of_proposal(struct ctx *c, const struct repair_order *ro, struct ro_line_in *in)
{
    struct proposal p;
    rid of;

    if (in->proposal_id == 0)
        return 0;
    TRY(db_get(c, proposal, &p, in->proposal_id));
    of = p.vehicle_id;
    TRY(vehicle_living(c, &of));
    if (of != ro->vehicle_id || !who_reads(c->who, p.unit_id))
        return refuse_field(c, "proposal_id", &PROPOSAL_OTHER_CAR);
    if (p.state != PROPOSAL_OPEN)
        return refuse_field(c, "proposal_id", &PROPOSAL_NOT_OPEN, p.title);
    in->kind = p.kind;
    in->title = in->title.n > 0 ? in->title : p.title;
    in->part_id = p.part_id;
    in->labour_item_id = p.labour_item_id;
    if (in->quantity.milli == NO_NUMBER && p.labour_item_id == 0)
        in->quantity = p.quantity;
    if (in->price.micro == NO_NUMBER && p.labour_item_id == 0 && p.part_id == 0)
        in->price = p.price;
    return 0;
}

int proposal_is_taken(struct ctx *c, const struct ro_line *l)
{
    struct proposal_take_in in = { .taken = { &repair_order_model, l->repair_order_id } };

    return l->proposal_id == 0 ? 0 : command_call(c, proposal_take, l->proposal_id, &in);
}

int proposal_is_back(struct ctx *c, const struct ro_line *l)
{
    struct proposal p = { 0 };

    if (l->proposal_id != 0)
        TRY(db_get(c, proposal, &p, l->proposal_id));
    return p.state != PROPOSAL_TAKEN ? 0
         : command_call(c, proposal_back, p.id, &(struct no_input){ });
}

int proposals_open(struct ctx *c, rid vehicle_id, struct proposal_list *out)
{
    TRY(vehicle_living(c, &vehicle_id));
    return db_list(c, proposal, out, "WHERE vehicle_id = ? AND state IN ('open', 'taken') AND state = 'open'"
        " AND valid_until >= ? AND retired_at IS NULL ORDER BY CASE priority WHEN 'safety' THEN 0"
        " WHEN 'soon' THEN 1 ELSE 2 END, id LIMIT 100", vehicle_id, c->today);
}

int order_has_open_proposals(struct ctx *c, const struct repair_order *ro)
{
    struct proposal_list open;

    TRY(proposals_open(c, ro->vehicle_id, &open));
    return open.n > 0 ? 0 : refuse(c, &PROPOSAL_NONE);
}

int repair_order_take_proposals(
    struct ctx *c, struct repair_order *ro, const struct repair_order_proposals_in *in)
{
    struct ro_line_in_list lines = { 0 };
    struct proposal_list open;

    TRY(proposals_open(c, ro->vehicle_id, &open));
    lines.n = in->proposals.n > 0 ? in->proposals.n : open.n;
    lines.v = arena_alloc(&c->mem, (lines.n + 1) * sizeof *lines.v);
    if (lines.v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < lines.n; i++)
        lines.v[i] = (struct ro_line_in){ .quantity = { NO_NUMBER }, .price = { NO_NUMBER },
            .proposal_id = in->proposals.n > 0 ? in->proposals.v[i].proposal_id
                                               : open.v[i].id };
    return lines_add_at(c, ro, "proposals", &lines);
}

/* --- its own commands ------------------------------------------------------------------------- */

int proposal_drop(struct ctx *c, struct proposal *p, const struct proposal_drop_in *in)
{
    (void)c;
    p->reason = in->reason;
    return 0;
}

int proposal_reopen(struct ctx *c, struct proposal *p, const struct no_input *none)
{
    (void)c, (void)none;
    p->reason = (str){ 0 };
    return 0;
}

int proposal_take(struct ctx *c, struct proposal *p, const struct proposal_take_in *in)
{
    (void)c;
    p->taken = in->taken;
    return 0;
}

int proposal_back(struct ctx *c, struct proposal *p, const struct no_input *none)
{
    (void)c, (void)none;
    p->taken = (struct anyref){ 0 };
    return 0;
}

int proposal_done(struct ctx *c, struct proposal *p, const struct no_input *none)
{
    (void)c, (void)p, (void)none;
    return 0;
}
