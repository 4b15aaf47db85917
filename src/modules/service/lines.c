/* lines.c - the lines of an order: made, changed, taken away. */
#include "modules/service/proposal.h"
#include "modules/service/quote.h"

static enum labour_section section_of(enum part_class class)
{
    switch (class) {
    case CLASS_MAINTENANCE: case CLASS_FLUID: return SECTION_MAINTENANCE;
    case CLASS_ENGINE: case CLASS_COOLING: return SECTION_ENGINE;
    case CLASS_BRAKE: case CLASS_SUSPENSION: case CLASS_TRANSMISSION: return SECTION_CHASSIS;
    case CLASS_AIR: case CLASS_ELECTRIC: case CLASS_LIGHT: case CLASS_HIGH_VOLTAGE:
        return SECTION_ELECTRIC;
    case CLASS_BODY: case CLASS_GLASS: case CLASS_INTERIOR: case CLASS_PAINT: return SECTION_BODY;
    case CLASS_TYRE: return SECTION_TYRES;
    case CLASS_BEAUTY: return SECTION_BEAUTY;
    default: return SECTION_OTHER;
    }
}

static int line_of_part(struct ctx *c, const struct ro_line_in *in, struct ro_line *l)
{
    struct part part;

    if (in->part_id == 0)
        return refuse_field(c, "part_id", &RO_LINE_PART);
    TRY(db_get(c, part, &part, in->part_id));
    if (l->section == 0)
        l->section = section_of(part.class);
    if (l->title.n == 0)
        l->title = part.name;
    if (in->price.micro == NO_NUMBER)
        l->price = part.price;
    return 0;
}

int line_make(
    struct ctx *c, const struct repair_order *ro, const struct ro_line_in *in, struct ro_line *l)
{
    *l = (struct ro_line){ .repair_order_id = ro->id,
        .kind = in->kind,
        .title = in->title,
        .part_id = in->part_id,
        .labour_item_id = in->labour_item_id,
        .quantity = in->quantity,
        .price = in->price,
        .discount = in->discount,
        .proposal_id = in->proposal_id,
        .section = in->section,
        .approval = LINE_PROPOSED };
    if (in->kind == LINE_ADVANCE && c->depth == 0)
        return refuse_field(c, "kind", &RO_LINE_ADVANCE);
    if (in->kind == LINE_PART)
        TRY(line_of_part(c, in, l));
    else if (in->part_id != 0)
        return refuse_field(c, "part_id", &RO_LINE_NOT_PART);
    TRY(line_of_labour(c, ro, in, l));
    if (l->quantity.milli == NO_NUMBER)
        return refuse_field(c, "quantity", &F_REQUIRED);
    if (l->title.n == 0)
        return refuse_field(c, "title", &RO_LINE_TITLE);
    if (l->price.micro == NO_NUMBER)
        return refuse_field(c, "price", &RO_LINE_PRICE);
    l->amount = line_alone(l);
    return 0;
}

int lines_add_at(struct ctx *c, const struct repair_order *ro, const char *field,
    const struct ro_line_in_list *in)
{
    for (size_t i = 0; i < in->n; i++) {
        struct drafts d = { 0 };

        c->path = str_format(&c->mem, "%s[%zu].", field, i);
        TRY(drafts_add(c, ro, &in->v[i], &d));
        c->path = (str){ 0 };
        TRY(drafts_store(c, &d));
    }
    return 0;
}

int lines_add(struct ctx *c, const struct repair_order *ro, const struct ro_line_in_list *in)
{
    return lines_add_at(c, ro, "lines", in);
}

int repair_order_add_lines(
    struct ctx *c, struct repair_order *ro, const struct repair_order_lines_in *in)
{
    return lines_add(c, ro, &in->lines);
}

int line_undecided(struct ctx *c, const struct ro_line *l)
{
    return l->approval == LINE_PROPOSED ? 0 : refuse(c, &RO_LINE_DECIDED, l->title);
}

int line_ungrouped(struct ctx *c, const struct ro_line *l)
{
    struct ro_group g = { 0 };

    if (l->group_id != 0)
        TRY(db_get(c, ro_group, &g, l->group_id));
    return l->group_id == 0 || g.broken ? 0 : refuse(c, &RO_LINE_IN_GROUP, l->title, g.title);
}

int repair_order_change_line(
    struct ctx *c, struct repair_order *ro, const struct repair_order_change_line_in *in)
{
    struct ro_line before, now;

    TRY(order_line(c, ro, in->line_id, "line_id", &before));
    if (before.kind == LINE_ADVANCE)
        return refuse(c, &RO_ADVANCE_FIXED, before.title);
    TRY(line_undecided(c, &before));
    TRY(line_ungrouped(c, &before));
    TRY(line_not_free(c, &before));
    now = before;
    if (in->title.n > 0)
        now.title = in->title;
    now.quantity = in->quantity;
    now.price = in->price;
    now.discount = in->discount;
    now.amount = line_alone(&now);
    TRY(line_price_judge(c, &now, in->reason));
    return row_update(c, ro_line, &now, &before);
}

/* Of a package, it takes the package price with it. */
int repair_order_remove_line(
    struct ctx *c, struct repair_order *ro, const struct repair_order_line_in *in)
{
    struct ro_line before, now;

    TRY(order_line(c, ro, in->line_id, "line_id", &before));
    TRY(line_undecided(c, &before));
    now = before;
    now.retired_at = c->now;
    TRY(row_update(c, ro_line, &now, &before));
    TRY(proposal_is_back(c, &before));
    return before.group_id != 0 ? group_break(c, before.group_id) : 0;
}
