/* labour.c - the usual jobs of the stores, and a line made of one. */
#include "modules/service/order.h"

/* The code is typed at the desk: in capitals, and nothing in it that needs a second hand. */
int labour_item_judge(struct ctx *c, struct labour_item *now, const struct labour_item *before)
{
    char *code = arena_alloc(&c->mem, now->code.n + 1);

    (void)before;
    if (code == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < now->code.n; i++) {
        char ch = now->code.s[i];

        code[i] = ch >= 'a' && ch <= 'z' ? (char)(ch - 32) : ch;
        if (!((code[i] >= 'A' && code[i] <= 'Z') || (ch >= '0' && ch <= '9') || ch == '-'))
            return refuse_field(c, "code", &LABOUR_CODE);
    }
    now->code = (str){ code, now->code.n };
    return now->kind == LINE_PART ? refuse_field(c, "kind", &LABOUR_KIND) : 0;
}

/* What the desk left open is as the catalogue has it. */
int line_of_labour(struct ctx *c, const struct ro_line_in *in, struct ro_line *l)
{
    struct labour_item item;

    if (in->labour_item_id == 0)
        return 0;
    TRY(db_get(c, labour_item, &item, in->labour_item_id));
    if (in->kind != item.kind)
        return refuse_field(c, "kind", &RO_LINE_ITEM_KIND, item.title);
    if (l->title.n == 0)
        l->title = item.title;
    if (l->quantity.milli == NO_NUMBER)
        l->quantity = item.hours;
    if (l->price.micro == NO_NUMBER)
        l->price = item.price;
    return 0;
}
