/* trouble.c - trouble codes read from the car, and recalls carried out on a visit. */
#include "modules/service/order.h"
#include "facts/dtc.h"

static void said(struct ctx *c, const struct dtc *d, str *code, str *zh, str *en)
{
    char text[DTC_TEXT_MAX];

    *code = str_copy(&c->mem, str_of(d->code));
    dtc_text(d, true, text);
    *zh = str_copy(&c->mem, str_of(text));
    dtc_text(d, false, text);
    *en = str_copy(&c->mem, str_of(text));
}

static int code_known(struct ctx *c, rid order_id, const struct trouble_code_in_list *in, size_t at,
    const struct dtc *d)
{
    struct dtc other;
    int64_t n;

    TRY(db_int(c, &n, "SELECT count(*) FROM trouble_code WHERE repair_order_id = ? AND code = ?"
        " AND retired_at IS NULL", order_id, str_of(d->code)));
    for (size_t i = 0; i < at && n == 0; i++)
        n = dtc_read(in->v[i].code, &other) == 0 && strcmp(other.code, d->code) == 0;
    return n == 0 ? 0 : refuse_field(c, "code", &TROUBLE_CODE_TWICE, str_of(d->code));
}

/* All that is wrong with the list is said at once. */
static int codes_judge(struct ctx *c, rid order_id, const struct trouble_code_in_list *in)
{
    int worst = 0;

    for (size_t i = 0; i < in->n; i++) {
        struct dtc d;
        int r;

        c->path = str_format(&c->mem, "codes[%zu].", i);
        r = dtc_read(in->v[i].code, &d) != 0 ? refuse_field(c, "code", &TROUBLE_CODE_BAD)
          : code_known(c, order_id, in, i, &d);
        if (r < 0)
            return r;
        worst = r != 0 ? r : worst;
    }
    c->path = (str){ 0 };
    return worst;
}

int order_codes_add(
    struct ctx *c, const struct repair_order *ro, const struct trouble_code_in_list *in)
{
    TRY(codes_judge(c, ro->id, in));
    for (size_t i = 0; i < in->n; i++) {
        struct trouble_code t = { .repair_order_id = ro->id, .vehicle_id = ro->vehicle_id,
            .status = in->v[i].status != 0 ? in->v[i].status : TROUBLE_CURRENT };
        struct dtc d;

        if (dtc_read(in->v[i].code, &d) != 0)
            return DB_FAILED;
        said(c, &d, &t.code, &t.meaning, &t.meaning_en);
        TRY(row_insert(c, trouble_code, &t));
    }
    return 0;
}

int trouble_code_lookup(struct ctx *c, const struct trouble_code_lookup_in *in,
    struct trouble_code_lookup_row_list *out)
{
    struct trouble_code_lookup_row *row = arena_alloc(&c->mem, sizeof *row);
    struct dtc d;

    if (row == NULL)
        return DB_FAILED;
    if (dtc_read(in->code, &d) != 0)
        return refuse_field(c, "code", &TROUBLE_CODE_BAD);
    said(c, &d, &row->code, &row->meaning, &row->meaning_en);
    row->known = d.known;
    *out = (struct trouble_code_lookup_row_list){ row, 1 };
    return 0;
}

int repair_order_recall(
    struct ctx *c, struct repair_order *ro, const struct repair_order_recall_in *in)
{
    TRY(recall_close(c, ro->vehicle_id, in->number, order_ref(ro)));
    return recall_open_numbers(c, ro->vehicle_id, &ro->recalls);
}
