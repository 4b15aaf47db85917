/* loss.c - the assessment: its lines, the supervisor, the insurer's answer. */
#include "modules/accident/accident_own.h"

int loss_open_of(struct ctx *c, rid case_id, struct loss_assessment *out)
{
    struct loss_assessment_list open;

    TRY(db_list(c, loss_assessment, &open, "WHERE case_id = ? AND state IN ('draft', 'approval',"
        " 'sent', 'agreed') LIMIT 1", case_id));
    *out = open.n > 0 ? open.v[0] : (struct loss_assessment){ 0 };
    return 0;
}

int loss_end(struct ctx *c, rid case_id, bool all, str reason)
{
    const struct loss_assessment_return_in why = { .reason = reason };
    struct loss_assessment_list every;

    TRY(db_list(c, loss_assessment, &every, "WHERE case_id = ? AND state <> 'rejected' ORDER BY id",
        case_id));
    for (size_t i = 0; i < every.n; i++)
        if (all || every.v[i].state != LOSS_CONFIRMED)
            TRY(command_call(c, loss_assessment_end, every.v[i].id, &why));
    return 0;
}

int loss_assessment_end(
    struct ctx *c, struct loss_assessment *l, const struct loss_assessment_return_in *in)
{
    (void)c;
    l->reason = in->reason;
    return 0;
}

static int lines_of(struct ctx *c, rid loss_id, struct loss_line_list *out)
{
    return db_list(c, loss_line, out, "WHERE assessment_id = ? AND retired_at IS NULL ORDER BY id",
        loss_id);
}

/* --- lines ------------------------------------------------------------------------------------ */

static int line_make(struct ctx *c, rid loss_id, const struct loss_line_in *in, struct loss_line *l)
{
    *l = (struct loss_line){ .assessment_id = loss_id, .kind = in->kind, .title = in->title,
        .part_id = in->part_id, .quantity = in->quantity, .asked = in->asked };
    if (in->kind == LOSS_REPLACE && in->part_id == 0)
        return refuse_field(c, "part_id", &LOSS_PART);
    if (in->kind != LOSS_REPLACE && in->part_id != 0)
        return refuse_field(c, "part_id", &LOSS_NOT_PART);
    if (l->title.n == 0 && in->part_id != 0)
        l->title = row_title(c, &part_model, in->part_id);
    return l->title.n > 0 ? 0 : refuse_field(c, "title", &LOSS_TITLE);
}

static int lines_make(struct ctx *c, struct loss_assessment *a, const struct loss_line_in_list *in,
    struct loss_line_list *out)
{
    size_t work = 0;

    a->asked = FEN(0);
    out->v = arena_alloc(&c->mem, (in->n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (out->n = 0; out->n < in->n; out->n++) {
        struct loss_line *line = &out->v[out->n];

        c->path = str_format(&c->mem, "lines[%zu].", out->n);
        TRY(line_make(c, a->id, &in->v[out->n], line));
        c->path = (str){ 0 };
        line->unit_id = a->unit_id;
        if (line->kind == LOSS_SALVAGE)
            continue;
        a->asked = money_add(a->asked, line->asked);
        work++;
    }
    return work > 0 ? 0 : refuse_field(c, "lines", &LOSS_NO_LINES);
}

static int lines_store(struct ctx *c, struct loss_line_list *lines)
{
    for (size_t i = 0; i < lines->n; i++)
        TRY(row_insert(c, loss_line, &lines->v[i]));
    return 0;
}

/* Those of an assessment, as they would be typed again. */
static int lines_again(struct ctx *c, rid loss_id, struct loss_line_in_list *out)
{
    struct loss_line_list lines;

    TRY(lines_of(c, loss_id, &lines));
    out->v = arena_alloc(&c->mem, (lines.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (out->n = 0; out->n < lines.n; out->n++) {
        const struct loss_line *l = &lines.v[out->n];

        out->v[out->n] = (struct loss_line_in){ .kind = l->kind, .title = l->title,
            .part_id = l->part_id, .quantity = l->quantity, .asked = l->asked };
    }
    return 0;
}

int accident_case_no_open_loss(struct ctx *c, const struct accident_case *a)
{
    struct loss_assessment open;

    TRY(loss_open_of(c, a->id, &open));
    return open.id == 0 ? 0 : refuse(c, &LOSS_OPEN_ALREADY, open.number);
}

static int edition_next(struct ctx *c, const struct accident_case *a, bool supplement,
    const struct accident_case_assess_in *in)
{
    struct loss_assessment new = { .id = id_new(c), .unit_id = a->unit_id, .case_id = a->id,
        .supplement = supplement, .state = LOSS_DRAFT, .note = in->note };
    struct loss_line_in_list lines = in->lines;
    struct loss_assessment_list last;
    struct loss_line_list made;

    TRY(db_list(c, loss_assessment, &last, "WHERE case_id = ?"
        " ORDER BY edition DESC LIMIT 1", a->id));
    new.edition = last.n > 0 ? last.v[0].edition + 1 : 1;
    if (lines.n == 0 && last.n > 0 && last.v[0].state == LOSS_REJECTED)
        TRY(lines_again(c, last.v[0].id, &lines));
    TRY(lines_make(c, &new, &lines, &made));
    TRY(number_next(c, &series_loss_assessment, a->unit_id, &new.number));
    TRY(row_insert(c, loss_assessment, &new));
    command_created(c, &loss_assessment_model, new.id);
    return lines_store(c, &made);
}

int accident_case_assess(
    struct ctx *c, struct accident_case *a, const struct accident_case_assess_in *in)
{
    return edition_next(c, a, false, in);
}

int accident_case_supplement(
    struct ctx *c, struct accident_case *a, const struct accident_case_assess_in *in)
{
    TRY(edition_next(c, a, true, in));
    return order_hold(c, a->repair_order_id, STOP_LOSS);
}

int loss_assessment_change(
    struct ctx *c, struct loss_assessment *l, const struct loss_assessment_change_in *in)
{
    struct loss_line_list old, made;

    TRY(lines_make(c, l, &in->lines, &made));
    TRY(lines_of(c, l->id, &old));
    for (size_t i = 0; i < old.n; i++) {
        struct loss_line now = old.v[i];

        now.retired_at = c->now;
        TRY(row_update(c, loss_line, &now, &old.v[i]));
    }
    return lines_store(c, &made);
}

int loss_assessment_change_suggest(
    struct ctx *c, const struct loss_assessment *l, struct loss_assessment_change_in *in)
{
    return in->lines.n > 0 ? 0 : lines_again(c, l->id, &in->lines);
}

/* --- the supervisor --------------------------------------------------------------------------- */

int loss_assessment_send(struct ctx *c, struct loss_assessment *l, const struct no_input *in)
{
    int64_t from;

    (void)in;
    TRY(setting_int(c, &setting_loss_approval_from, l->unit_id, &from));
    l->sent_by = c->who->id;
    l->state = l->asked.fen >= from ? LOSS_APPROVAL : LOSS_SENT;
    return 0;
}

int loss_assessment_not_own(struct ctx *c, const struct loss_assessment *l)
{
    return c->who->kind == ACTOR_SYSTEM || l->sent_by != c->who->id ? 0 : refuse(c, &LOSS_OWN);
}

int loss_assessment_approve(struct ctx *c, struct loss_assessment *l, const struct no_input *in)
{
    (void)in;
    l->approved_by = c->who->id;
    return 0;
}

int loss_assessment_return(
    struct ctx *c, struct loss_assessment *l, const struct loss_assessment_return_in *in)
{
    l->reason = c->reason = in->reason;
    return 0;
}

/* --- the insurer ------------------------------------------------------------------------------ */

static int answered(struct ctx *c, const struct loss_assessment_answer_in *in,
    const struct loss_line *line, money *agreed)
{
    bool found = false;

    *agreed = line->asked;
    for (size_t i = 0; i < in->lines.n; i++) {
        if (in->lines.v[i].line_id != line->id)
            continue;
        c->path = str_format(&c->mem, "lines[%zu].", i);
        if (found)
            return refuse_field(c, "line_id", &LOSS_ELSEWHERE);
        if (in->lines.v[i].agreed.fen > line->asked.fen)
            return refuse_field(c, "agreed", &LOSS_MORE, line->asked);
        c->path = (str){ 0 };
        *agreed = in->lines.v[i].agreed;
        found = true;
    }
    return 0;
}

static int all_known(struct ctx *c, const struct loss_assessment_answer_in *in,
    const struct loss_line_list *lines)
{
    for (size_t i = 0; i < in->lines.n; i++) {
        bool found = false;

        for (size_t k = 0; k < lines->n; k++)
            found = found || lines->v[k].id == in->lines.v[i].line_id;
        if (!found)
            return refuse_field(c, str_c(&c->mem, str_format(&c->mem, "lines[%zu].line_id", i)),
                &LOSS_ELSEWHERE);
    }
    return 0;
}

/* What the customer would pay if he paid all differences is shown until he decides. */
int loss_assessment_answer(
    struct ctx *c, struct loss_assessment *l, const struct loss_assessment_answer_in *in)
{
    struct loss_line_list lines;

    TRY(lines_of(c, l->id, &lines));
    TRY(all_known(c, in, &lines));
    l->agreed = l->salvage = FEN(0);
    for (size_t i = 0; i < lines.n; i++) {
        struct loss_line now = lines.v[i];
        money *sum = now.kind == LOSS_SALVAGE ? &l->salvage : &l->agreed;

        TRY(answered(c, in, &lines.v[i], &now.agreed));
        now.difference = now.kind == LOSS_SALVAGE ? FEN(0) : money_sub(now.asked, now.agreed);
        now.decision = 0;
        *sum = money_add(*sum, now.agreed);
        TRY(row_update(c, loss_line, &now, &lines.v[i]));
    }
    l->deductible = in->deductible;
    l->due = money_sub(l->agreed, money_add(l->deductible, l->salvage));
    if (l->due.fen < 0)
        return refuse_field(c, "deductible", &LOSS_DEDUCTED,
            money_add(l->deductible, l->salvage), l->agreed);
    l->self_pay = money_sub(l->asked, l->due);
    l->assessor = in->assessor;
    l->answered_on = c->today;
    if (in->note.n > 0)
        l->note = in->note;
    return 0;
}

int loss_assessment_answer_suggest(
    struct ctx *c, const struct loss_assessment *l, struct loss_assessment_answer_in *in)
{
    struct loss_line_list lines;

    if (in->lines.n > 0)
        return 0;
    TRY(lines_of(c, l->id, &lines));
    in->lines.v = arena_alloc(&c->mem, (lines.n + 1) * sizeof *in->lines.v);
    if (in->lines.v == NULL)
        return DB_FAILED;
    for (; in->lines.n < lines.n; in->lines.n++)
        in->lines.v[in->lines.n] = (struct loss_answer_line_in){ .line_id = lines.v[in->lines.n].id,
            .agreed = lines.v[in->lines.n].asked };
    return 0;
}
