/* labour.c - the usual jobs of the stores, and a line made of one. */
#include "modules/service/quote.h"

/* A code is typed at the desk: in capitals, and nothing in it that needs a second hand. */
int code_capitals(struct ctx *c, str *given)
{
    char *code = arena_alloc(&c->mem, given->n + 1);

    if (code == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < given->n; i++) {
        char ch = given->s[i];

        code[i] = ch >= 'a' && ch <= 'z' ? (char)(ch - 32) : ch;
        if (!((code[i] >= 'A' && code[i] <= 'Z') || (ch >= '0' && ch <= '9') || ch == '-'))
            return refuse_field(c, "code", &LABOUR_CODE);
    }
    *given = (str){ code, given->n };
    return 0;
}

int labour_item_judge(struct ctx *c, struct labour_item *now, const struct labour_item *before)
{
    (void)before;
    TRY(code_capitals(c, &now->code));
    if (now->by_band && now->kind != LINE_LABOUR)
        return refuse_field(c, "by_band", &LABOUR_BAND_KIND);
    return now->kind == LINE_PART ? refuse_field(c, "kind", &LABOUR_KIND) : 0;
}

/* What the desk left open is as the catalogue and the price list have it. */
int line_of_labour(struct ctx *c, const struct repair_order *ro, const struct ro_line_in *in,
    struct ro_line *l)
{
    struct labour_item item;
    struct job_price p;

    if (in->labour_item_id == 0)
        return 0;
    TRY(db_get(c, labour_item, &item, in->labour_item_id));
    if (in->kind != item.kind)
        return refuse_field(c, "kind", &RO_LINE_ITEM_KIND, item.title);
    TRY(job_price_of(c, ro, &item, in->package_id != 0 ? "package_id" : "labour_item_id", &p));
    if (l->title.n == 0)
        l->title = item.title;
    if (l->quantity.milli == NO_NUMBER)
        l->quantity = p.hours;
    if (l->price.micro == NO_NUMBER)
        l->price = p.price;
    l->section = l->section != 0 ? l->section : item.section;
    l->rule = p.rule;
    l->price_id = p.price_id;
    if (p.price_id != 0) {
        l->list_amount = money_times(p.price, p.hours);
        l->floor_amount = money_times(p.floor, p.hours);
    }
    return 0;
}
