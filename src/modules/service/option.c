/* option.c - good, better, best: several ways to one end, of which the customer takes one. */
#include "modules/service/quote.h"

static struct ro_line_in line_in(const struct option_line_in *o)
{
    return (struct ro_line_in){ .kind = o->kind, .title = o->title, .part_id = o->part_id,
        .labour_item_id = o->labour_item_id, .package_id = o->package_id,
        .quantity = o->quantity, .price = o->price, .discount = o->discount, .reason = o->reason };
}

/* At least two ways; the recommended one is "better" unless another was named. */
static int tiers_judge(struct ctx *c, const struct repair_order_options_in *in,
    enum option_tier *recommended)
{
    bool there[option_tier_count] = { false };
    int n = 0;

    for (size_t i = 0; i < in->lines.n; i++)
        there[in->lines.v[i].tier] = true;
    for (int t = TIER_GOOD; t < option_tier_count; t++)
        n += there[t];
    if (n < 2)
        return refuse_field(c, "lines", &RO_OPTION_TWO);
    *recommended = in->recommended != 0 ? in->recommended
        : there[TIER_BETTER]            ? TIER_BETTER
                                        : TIER_GOOD;
    return there[*recommended] ? 0 : refuse_field(c, "recommended", &RO_OPTION_RECOMMENDED);
}

int repair_order_add_options(
    struct ctx *c, struct repair_order *ro, const struct repair_order_options_in *in)
{
    struct ro_option option = { .repair_order_id = ro->id, .title = in->title };

    TRY(tiers_judge(c, in, &option.recommended));
    TRY(row_insert(c, ro_option, &option));
    for (size_t i = 0; i < in->lines.n; i++) {
        const struct option_line_in *o = &in->lines.v[i];
        struct ro_line_in line = line_in(o);
        struct drafts d = { 0 };

        c->path = str_format(&c->mem, "lines[%zu].", i);
        if (line.kind == 0 && line.package_id == 0)
            return refuse_field(c, "kind", &RO_OPTION_KIND);
        TRY(drafts_add(c, ro, &line, &d));
        c->path = (str){ 0 };
        for (size_t k = 0; k < d.n; k++) {
            d.v[k].option_id = option.id;
            d.v[k].tier = o->tier;
            d.v[k].recommended = o->tier == option.recommended;
        }
        TRY(drafts_store(c, &d));
    }
    return 0;
}

int repair_order_remove_options(
    struct ctx *c, struct repair_order *ro, const struct repair_order_option_in *in)
{
    struct ro_option before, now;
    struct ro_line_list lines;

    TRY(db_get(c, ro_option, &before, in->option_id));
    if (before.repair_order_id != ro->id || before.retired_at.ms != 0)
        return refuse_field(c, "option_id", &RO_LINE_ELSEWHERE);
    TRY(db_list(c, ro_line, &lines, "WHERE repair_order_id = ? AND option_id = ? AND retired_at IS NULL"
        " ORDER BY id", ro->id, before.id));
    for (size_t i = 0; i < lines.n; i++) {
        struct ro_line l = lines.v[i];

        TRY(line_undecided(c, &l));
        l.retired_at = c->now;
        TRY(row_update(c, ro_line, &l, &lines.v[i]));
    }
    now = before;
    now.retired_at = c->now;
    return row_update(c, ro_option, &now, &before);
}
