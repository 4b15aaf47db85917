/* parts.c - parts from the store-room to the order and back. */
#include "modules/service/waiting.h"

int64_t line_outstanding(const struct ro_line *l)
{
    return l->kind == LINE_PART && l->approval == LINE_APPROVED
        ? l->quantity.milli - l->issued.milli
        : 0;
}

enum ro_parts order_parts(const struct ro_line_list *lines)
{
    enum ro_parts parts = PARTS_NONE;

    for (size_t i = 0; i < lines->n; i++) {
        const struct ro_line *l = &lines->v[i];

        if (line_outstanding(l) > 0 && l->short_)
            return PARTS_SHORT;
        if (line_outstanding(l) > 0)
            parts = PARTS_DUE;
        else if (parts == PARTS_NONE && l->issued.milli > 0)
            parts = PARTS_ISSUED;
    }
    return parts;
}

static int issue(struct ctx *c, struct repair_order *ro, struct ro_line *line, qty quantity)
{
    const struct ro_line before = *line;
    struct ro_line now = before;
    money cost;

    TRY(stock_issue(c, ro->unit_id, now.part_id, quantity, true, order_ref(ro), &cost));
    now.issued = qty_add(now.issued, quantity);
    now.cost = money_add(now.cost, cost);
    now.short_ = false;
    ro->cost = money_add(ro->cost, cost);
    *line = now;
    if (before.short_ && line_outstanding(&now) == 0)
        TRY(part_unasked(c, ro, now.id, str_of(c->english ? "issued" : "已发料")));
    return row_update(c, ro_line, &now, &before);
}

struct wanted { struct ro_line *line; qty quantity; };

static int by_part(const void *a, const void *b)
{
    const struct wanted *x = a, *y = b;

    return x->line->part_id != y->line->part_id ? (x->line->part_id > y->line->part_id ? 1 : -1)
         : (x->line->id > y->line->id) - (x->line->id < y->line->id);
}

/* All that is outstanding, or what was asked for: never more than that, and each line once. */
static int want(struct ctx *c, const struct ro_line_list *lines,
    const struct repair_order_issue_in *in, struct wanted *w, size_t *n)
{
    *n = 0;
    for (size_t i = 0; i < lines->n && in->lines.n == 0; i++)
        if (line_outstanding(&lines->v[i]) > 0)
            w[(*n)++] = (struct wanted){ &lines->v[i], { line_outstanding(&lines->v[i]) } };
    for (size_t k = 0; k < in->lines.n; k++) {
        struct ro_line *line = NULL;

        c->path = str_format(&c->mem, "lines[%zu].", k);
        for (size_t i = 0; i < lines->n; i++)
            if (lines->v[i].id == in->lines.v[k].line_id)
                line = &lines->v[i];
        for (size_t i = 0; i < *n; i++)
            if (w[i].line == line)
                line = NULL;
        if (line == NULL)
            return refuse_field(c, "line_id", &RO_LINE_ELSEWHERE);
        if (in->lines.v[k].quantity.milli > line_outstanding(line))
            return refuse_field(c, "quantity", &RO_PART_TOO_MANY, (qty){ line_outstanding(line) });
        w[(*n)++] = (struct wanted){ line, in->lines.v[k].quantity };
    }
    c->path = (str){ 0 };
    return 0;
}

int repair_order_issue(
    struct ctx *c, struct repair_order *ro, const struct repair_order_issue_in *in)
{
    struct ro_line_list lines;
    struct wanted *w;
    size_t n;

    TRY(order_lines(c, ro->id, &lines));
    w = arena_alloc(&c->mem, (lines.n + in->lines.n + 1) * sizeof *w);
    if (w == NULL)
        return DB_FAILED;
    TRY(want(c, &lines, in, w, &n));
    qsort(w, n, sizeof *w, by_part);
    for (size_t i = 0; i < n; i++)
        TRY(issue(c, ro, w[i].line, w[i].quantity));
    ro->parts = order_parts(&lines);
    return 0;
}

/* The cost goes back as it came: all of it with the last piece of the part. The line is owed the
 * part again, so it is set aside once more. */
int repair_order_return_part(
    struct ctx *c, struct repair_order *ro, const struct repair_order_part_in *in)
{
    struct ro_line before, now;
    money cost;

    TRY(order_line(c, ro, in->line_id, "line_id", &before));
    if (in->quantity.milli > before.issued.milli)
        return refuse_field(c, "quantity", &RO_RETURN_TOO_MANY, before.issued);
    cost = in->quantity.milli == before.issued.milli ? before.cost
         : money_share(before.cost, in->quantity.milli, before.issued.milli);
    now = before;
    now.issued = qty_sub(now.issued, in->quantity);
    now.cost = money_sub(now.cost, cost);
    ro->cost = money_sub(ro->cost, cost);
    if (ro->parts == PARTS_ISSUED)
        ro->parts = PARTS_DUE;
    TRY(stock_return(c, ro->unit_id, now.part_id, in->quantity, cost, order_ref(ro)));
    TRY(stock_reserve(c, ro->unit_id, now.part_id, in->quantity, order_ref(ro)));
    return row_update(c, ro_line, &now, &before);
}
