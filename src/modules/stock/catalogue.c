/* catalogue.c - parts kept in order: codes, barcodes, how they are tracked. */
#include "modules/stock/stock_own.h"

str code_squeezed(struct ctx *c, str s)
{
    char *out = arena_alloc(&c->mem, s.n + 1);
    size_t n = 0;

    if (out == NULL)
        return s;
    for (size_t i = 0; i < s.n; i++)
        if (s.s[i] != ' ')
            out[n++] = s.s[i] >= 'a' && s.s[i] <= 'z' ? (char)(s.s[i] - 32) : s.s[i];
    return (str){ out, n };
}

static bool code_good(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!((s.s[i] >= 'A' && s.s[i] <= 'Z') || (s.s[i] >= '0' && s.s[i] <= '9') ||
              strchr("-./_", s.s[i]) != NULL))
            return false;
    return s.n > 0;
}

static bool digits_only(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.s[i] < '0' || s.s[i] > '9')
            return false;
    return true;
}

/* A GTIN ends in a check digit; a store's own labels of other lengths or with letters are free. */
static bool barcode_good(str s)
{
    int sum = 0;

    if (s.n != 8 && s.n != 12 && s.n != 13 && s.n != 14)
        return true;
    for (size_t i = 0; i < s.n; i++) {
        if (s.s[i] < '0' || s.s[i] > '9')
            return true;
        sum += (s.s[i] - '0') * ((s.n - i) % 2 == 0 ? 3 : 1);
    }
    return sum % 10 == 0;
}

/* What lies on a shelf without a batch cannot be given one afterwards, nor the other way round. */
static int none_there(struct ctx *c, rid part_id)
{
    int64_t stores;

    TRY(db_int(c, &stores, "SELECT count(*) FROM stock_balance WHERE part_id = ? AND on_hand > 0",
        part_id));
    return stores == 0 ? 0 : refuse_field(c, "tracking", &PART_HAS_STOCK, stores);
}

int part_judge(struct ctx *c, struct part *now, const struct part *before)
{
    now->code = code_squeezed(c, now->code);
    now->oe_number = code_squeezed(c, now->oe_number);
    now->barcode = code_squeezed(c, now->barcode);
    if (!code_good(now->code))
        return refuse_field(c, "code", &STOCK_CODE_FORM);
    if (now->tax_code.n > 0 && (now->tax_code.n != 19 || !digits_only(now->tax_code)))
        return refuse_field(c, "tax_code", &PART_TAX_CODE);
    if (!barcode_good(now->barcode))
        return refuse_field(c, "barcode", &STOCK_BARCODE);
    return before == NULL || before->tracking == now->tracking ? 0 : none_there(c, now->id);
}
