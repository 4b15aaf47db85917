/* bin.c - warehouses, zones and bins of a store, and the bin of a part. */
#include "modules/stock/stock_own.h"

int warehouse_judge(struct ctx *c, struct warehouse *now, const struct warehouse *before)
{
    (void)before;
    now->code = code_squeezed(c, now->code);
    return 0;
}

/* Its kind decides what is free: it is changed while nothing lies there. */
int warehouse_empty(struct ctx *c, const struct warehouse *w)
{
    int64_t n;

    TRY(db_int(c, &n, "SELECT count(*) FROM bin b JOIN stock_lot l ON l.bin_id = b.id"
        " WHERE b.unit_id = ? AND b.warehouse_id = ? AND l.on_hand > 0", w->unit_id, w->id));
    return n == 0 ? 0 : refuse(c, &BIN_IN_USE, w->name);
}

static int warehouse_same_store(struct ctx *c, rid warehouse_id, rid unit_id)
{
    struct warehouse w;

    TRY(db_get(c, warehouse, &w, warehouse_id));
    return w.unit_id == unit_id || unit_id == 0 ? 0
         : refuse_field(c, "warehouse_id", &BIN_OTHER_STORE, w.name);
}

int zone_judge(struct ctx *c, struct zone *now, const struct zone *before)
{
    (void)before;
    now->code = code_squeezed(c, now->code);
    return warehouse_same_store(c, now->warehouse_id, now->unit_id);
}

int bin_judge(struct ctx *c, struct bin *now, const struct bin *before)
{
    struct zone z;

    (void)before;
    now->code = code_squeezed(c, now->code);
    TRY(warehouse_same_store(c, now->warehouse_id, now->unit_id));
    if (now->zone_id == 0)
        return 0;
    TRY(db_get(c, zone, &z, now->zone_id));
    return z.warehouse_id == now->warehouse_id ? 0
         : refuse_field(c, "zone_id", &BIN_OTHER_ZONE, z.name);
}

int bin_empty(struct ctx *c, const struct bin *b)
{
    int64_t n;

    TRY(db_int(c, &n, "SELECT count(*) FROM stock_lot WHERE bin_id = ? AND on_hand > 0", b->id));
    return n == 0 ? 0 : refuse(c, &BIN_IN_USE, b->code);
}

int part_bin_judge(struct ctx *c, struct part_bin *now, const struct part_bin *before)
{
    struct part part;
    struct bin bin;

    (void)before;
    TRY(db_get(c, part, &part, now->part_id));
    TRY(db_get(c, bin, &bin, now->bin_id));
    if (now->unit_id != 0 && bin.unit_id != now->unit_id)
        return refuse_field(c, "bin_id", &BIN_OTHER_STORE, bin.code);
    now->label = str_format(&c->mem, "%.*s @ %.*s", (int)part.code.n, part.code.s,
        (int)bin.code.n, bin.code.s);
    return 0;
}

int bin_ours(struct ctx *c, const char *field, rid bin_id)
{
    struct bin bin;
    struct warehouse w;

    TRY(row_known(c, &bin_model, bin_id));
    TRY(db_get(c, bin, &bin, bin_id));
    TRY(db_get(c, warehouse, &w, bin.warehouse_id));
    return w.kind == WAREHOUSE_NORMAL || w.kind == WAREHOUSE_QUARANTINE ? 0
         : refuse_field(c, field, &BIN_NOT_OURS, bin.code);
}

int bin_of_part(struct ctx *c, rid unit_id, rid part_id, rid *bin_id)
{
    return db_int(c, bin_id, "SELECT bin_id FROM part_bin WHERE unit_id = ? AND part_id = ?"
        " AND retired_at IS NULL", unit_id, part_id);
}
