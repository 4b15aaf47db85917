/* wish.c - what the customer wants, item by item, and what was found: each is answered (SVC-05). */
#include "modules/service/quote.h"
#include "modules/service/proposal.h"

enum { TITLE_BYTES = 80 };

int order_wish_judge(struct ctx *c, struct order_wish *now, const struct order_wish *before)
{
    (void)c, (void)now, (void)before;
    return 0;
}

static int order_open(struct ctx *c, rid order_id, str *number, bool *open)
{
    struct repair_order ro;

    TRY(db_get(c, repair_order, &ro, order_id));
    *number = ro.number;
    *open = ro.business != RO_DELIVERED && ro.business != RO_VOID;
    return 0;
}

int order_wish_order_open(struct ctx *c, const struct order_wish *w)
{
    bool open;
    str number;

    TRY(order_open(c, w->repair_order_id, &number, &open));
    return open ? 0 : refuse(c, &WISH_ORDER_CLOSED, number);
}

int wishes_add(struct ctx *c, const struct repair_order *ro, const struct wish_in_list *in)
{
    for (size_t i = 0; i < in->n; i++) {
        struct order_wish w = { .unit_id = ro->unit_id, .repair_order_id = ro->id,
            .wish = in->v[i].wish, .class = in->v[i].class, .state = WISH_OPEN };

        TRY(row_insert(c, order_wish, &w));
    }
    return 0;
}

int repair_order_add_wishes(
    struct ctx *c, struct repair_order *ro, const struct repair_order_wishes_in *in)
{
    return wishes_add(c, ro, &in->wishes);
}

/* --- answers ---------------------------------------------------------------------------------- */

static int answered(struct ctx *c, struct order_wish *w, str answer)
{
    w->answer = answer;
    w->answered_at = c->now;
    w->answered_by_id = c->who->employee_id;
    return 0;
}

int order_wish_accept(
    struct ctx *c, struct order_wish *w, const struct order_wish_accept_in *in)
{
    struct repair_order ro = { .id = w->repair_order_id };
    struct ro_line line;

    TRY(order_line(c, &ro, in->line_id, "line_id", &line));
    if (line.approval == LINE_REFUSED || line.approval == LINE_UNCHOSEN)
        return refuse_field(c, "line_id", &WISH_LINE_REFUSED, line.title);
    w->line_id = line.id;
    return 0;
}

int order_wish_answer(
    struct ctx *c, struct order_wish *w, const struct order_wish_answer_in *in)
{
    return answered(c, w, in->answer);
}

int order_wish_refuse(
    struct ctx *c, struct order_wish *w, const struct order_wish_answer_in *in)
{
    return answered(c, w, in->answer);
}

int order_wish_defer(struct ctx *c, struct order_wish *w, const struct order_wish_defer_in *in)
{
    struct ro_line line = { .kind = LINE_LABOUR, .quantity = { 1000 } };
    struct repair_order ro;

    TRY(db_get(c, repair_order, &ro, w->repair_order_id));
    line.title = utf8_cut(w->wish, TITLE_BYTES);
    TRY(proposal_make(c, &ro, &line, in->priority != 0 ? in->priority : PRIORITY_LATER,
        &w->proposal_id));
    return answered(c, w, in->answer);
}

/* What was put off is not proposed any more: it is answered here after all. */
int order_wish_reopen(struct ctx *c, struct order_wish *w, const struct no_input *none)
{
    struct proposal_drop_in why = { .reason = w->wish };
    struct proposal p = { 0 };

    (void)none;
    if (w->proposal_id != 0)
        TRY(db_get(c, proposal, &p, w->proposal_id));
    if (p.state == PROPOSAL_OPEN)
        TRY(command_call(c, proposal_drop, p.id, &why));
    w->proposal_id = w->line_id = w->answered_by_id = 0;
    w->answer = (str){ 0 };
    w->answered_at = (when){ 0 };
    return 0;
}

int wishes_answered(struct ctx *c, const struct repair_order *ro)
{
    struct order_wish_list open;

    TRY(db_list(c, order_wish, &open, "WHERE unit_id = ? AND repair_order_id = ?"
        " AND state IN ('open', 'accepted') AND retired_at IS NULL ORDER BY id LIMIT 1", ro->unit_id,
        ro->id));
    return open.n == 0 ? 0 : refuse(c, &WISH_UNANSWERED, open.v[0].wish);
}

/* --- findings --------------------------------------------------------------------------------- */

int order_finding_judge(
    struct ctx *c, struct order_finding *now, const struct order_finding *before)
{
    (void)before;
    return now->level != FINDING_GREEN && now->note.n == 0 && now->line_id == 0 && now->photo == 0
        ? refuse_field(c, "note", &FINDING_NOTE) : 0;
}

int order_finding_changeable(struct ctx *c, const struct order_finding *f)
{
    bool open;
    str number;

    TRY(order_open(c, f->repair_order_id, &number, &open));
    return open ? 0 : refuse(c, &WISH_ORDER_CLOSED, number);
}

/* With the line that it makes us propose. */
int findings_add(struct ctx *c, const struct repair_order *ro, const struct finding_in_list *in)
{
    for (size_t i = 0; i < in->n; i++) {
        const struct finding_in *f = &in->v[i];
        struct ro_line_in line = { .labour_item_id = f->labour_item_id,
            .quantity = { NO_NUMBER }, .price = { NO_NUMBER } };
        struct order_finding row = { .unit_id = ro->unit_id, .repair_order_id = ro->id,
            .vehicle_id = ro->vehicle_id, .title = f->title, .level = f->level,
            .section = f->section, .note = f->note, .photo = f->photo,
            .found_by_id = c->who->employee_id };
        struct labour_item item;
        struct drafts d = { 0 };

        c->path = str_format(&c->mem, "found[%zu].", i);
        if (f->labour_item_id != 0) {
            TRY(db_get(c, labour_item, &item, f->labour_item_id));
            line.kind = item.kind;
            TRY(drafts_add(c, ro, &line, &d));
            TRY(drafts_store(c, &d));
            row.line_id = d.v[0].id;
            row.section = row.section != 0 ? row.section : item.section;
        }
        TRY(order_finding_judge(c, &row, NULL));
        c->path = (str){ 0 };
        TRY(row_insert(c, order_finding, &row));
    }
    return 0;
}
