/* catalogue_more.c - other numbers, substitutes, cars and packs of a part. */
#include "modules/stock/stock_own.h"

enum { CHAIN_MAX = 32, FITS_MAX = 500 };

int part_number_judge(struct ctx *c, struct part_number *now, const struct part_number *before)
{
    (void)before;
    now->number = code_squeezed(c, now->number);
    return now->number.n > 0 ? 0 : refuse_field(c, "number", &STOCK_CODE_FORM);
}

int part_pack_judge(struct ctx *c, struct part_pack *now, const struct part_pack *before)
{
    struct part part;

    (void)before;
    TRY(db_get(c, part, &part, now->part_id));
    if (str_eq(part.unit, now->unit))
        return refuse_field(c, "unit", &PACK_SAME_UNIT);
    now->barcode = code_squeezed(c, now->barcode);
    now->label = str_format(&c->mem, "%.*s · %.*s", (int)part.code.n, part.code.s,
        (int)now->unit.n, now->unit.s);
    return 0;
}

int part_fitment_judge(struct ctx *c, struct part_fitment *now, const struct part_fitment *before)
{
    str years = now->year_from == 0 && now->year_to == 0 ? STR("")
              : str_format(&c->mem, " %lld–%lld", (long long)now->year_from,
                    (long long)now->year_to);

    (void)before;
    if (now->year_to != 0 && now->year_to < now->year_from)
        return refuse_field(c, "year_to", &FITMENT_YEARS);
    now->label = str_format(&c->mem, "%.*s %.*s%.*s", (int)now->brand.n, now->brand.s,
        (int)now->series.n, now->series.s, (int)years.n, years.s);
    return 0;
}

/* --- substitutes ------------------------------------------------------------------------------ */

static int newer_of(struct ctx *c, rid part_id, rid *newer)
{
    return db_int(c, newer, "SELECT other_id FROM part_relation WHERE part_id = ?"
        " AND kind = 'newer' AND retired_at IS NULL", part_id);
}

int part_current(struct ctx *c, rid part_id, rid *current)
{
    rid next = part_id;

    for (int i = 0; i < CHAIN_MAX && next != 0; i++) {
        *current = next;
        TRY(newer_of(c, next, &next));
    }
    return 0;
}

/* Does the chain that begins at `from` come to `to`? One that is too long is refused as well. */
static int leads_to(struct ctx *c, rid from, rid to, bool *yes)
{
    rid at = from;

    for (int i = 0; i < CHAIN_MAX && at != 0; i++) {
        if (at == to)
            return *yes = true, 0;
        TRY(newer_of(c, at, &at));
    }
    *yes = at != 0;
    return 0;
}

int part_relation_judge(
    struct ctx *c, struct part_relation *now, const struct part_relation *before)
{
    struct part part, other;
    bool circle = false;

    (void)before;
    TRY(db_get(c, part, &part, now->part_id));
    TRY(db_get(c, part, &other, now->other_id));
    if (now->part_id == now->other_id)
        return refuse_field(c, "other_id", &RELATION_ITSELF);
    if (now->kind == RELATION_NEWER)
        TRY(leads_to(c, now->other_id, now->part_id, &circle));
    if (circle)
        return refuse_field(c, "other_id", &RELATION_CIRCLE, part.name);
    now->label = str_format(&c->mem, "%.*s → %.*s", (int)part.code.n, part.code.s,
        (int)other.code.n, other.code.s);
    return 0;
}

int part_substitutes(struct ctx *c, const struct part_substitutes_in *in,
    struct part_substitutes_row_list *out)
{
    rid store_id, current = in->part_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    TRY(part_current(c, in->part_id, &current));
    return db_list(c, part_substitutes_row, out, "/* all rows */ SELECT p.id, x.kind, p.origin,"
        " p.price,"
        " COALESCE((SELECT b.on_hand - b.reserved - b.blocked FROM stock_balance b"
        " WHERE b.part_id = p.id AND b.unit_id = ?), 0),"
        " CAST(COALESCE((SELECT sum(b.on_hand - b.reserved - b.blocked) FROM stock_balance b"
        " WHERE b.part_id = p.id AND b.unit_id <> ?), 0) AS BIGINT)"
        " FROM (SELECT other_id AS part_id, kind FROM part_relation WHERE part_id = ?"
        " AND retired_at IS NULL UNION SELECT part_id, kind FROM part_relation"
        " WHERE other_id = ? AND kind = 'equal' AND retired_at IS NULL"
        " UNION SELECT id, 'newer' FROM part WHERE id = ? AND id <> ?) x"
        " JOIN part p ON p.id = x.part_id WHERE p.retired_at IS NULL"
        " ORDER BY CASE WHEN x.kind = 'newer' THEN 0 ELSE 1 END, p.code LIMIT 200", store_id,
        store_id, in->part_id, in->part_id, current, in->part_id);
}

/* --- the car ---------------------------------------------------------------------------------- */

int part_fits(struct ctx *c, const struct part_fits_in *in, struct part_fits_row_list *out)
{
    str class = str_of(in->class != 0 ? part_class_choices.v[in->class].code : "");
    struct vehicle car;
    rid store_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    TRY(db_get(c, vehicle, &car, in->vehicle_id));
    if (car.brand.n == 0)
        return refuse_field(c, "vehicle_id", &FITMENT_NO_BRAND, car.label);
    TRY(db_list(c, part_fits_row, out, "SELECT p.id, p.code, p.spec, p.origin, p.class, p.price,"
        " COALESCE(b.on_hand - b.reserved - b.blocked, 0), f.label, f.note FROM part_fitment f"
        " JOIN part p ON p.id = f.part_id AND p.retired_at IS NULL"
        " LEFT JOIN stock_balance b ON b.part_id = p.id AND b.unit_id = ?"
        " WHERE f.brand = ? AND f.retired_at IS NULL AND (f.series IS NULL OR f.series = ?)"
        " AND (? = 0 OR (f.year_from <= ? AND (f.year_to = 0 OR f.year_to >= ?)))"
        " AND (? = '' OR p.class = ?) ORDER BY p.class, p.code, f.id LIMIT 501", store_id,
        car.brand, car.series, car.model_year, car.model_year, car.model_year, class, class));
    return out->n <= FITS_MAX ? 0 : refuse(c, &STOCK_TOO_MANY, (int)FITS_MAX);
}
