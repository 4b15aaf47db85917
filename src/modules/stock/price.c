/* price.c - what a part costs whom, and how far down a post may go. */
#include "modules/stock/stock_own.h"

static str title_of(struct ctx *c, const struct entity *e, rid id)
{
    return id == 0 ? STR("") : row_title(c, e, id);
}

static int dates_judge(struct ctx *c, date from, date to)
{
    return to.day == 0 || from.day <= to.day ? 0 : refuse_field(c, "valid_to", &PART_PRICE_DATES);
}

int part_price_judge(struct ctx *c, struct part_price *now, const struct part_price *before)
{
    const struct label *kind = &part_price_kind_choices.v[now->kind].label;
    str unit = title_of(c, &unit_model, now->for_id);
    struct part part;

    (void)before;
    TRY(db_get(c, part, &part, now->part_id));
    now->label = str_format(&c->mem, "%.*s · %s%s%.*s", (int)part.code.n, part.code.s, kind->zh,
        unit.n > 0 ? " · " : "", (int)unit.n, unit.s);
    return dates_judge(c, now->valid_from, now->valid_to);
}

int price_floor_judge(struct ctx *c, struct price_floor *now, const struct price_floor *before)
{
    str post = row_title(c, &post_model, now->post_id);
    const char *class = now->class != 0 ? part_class_choices.v[now->class].label.zh : "";

    (void)before;
    now->label = str_format(&c->mem, "%.*s%s%s", (int)post.n, post.s, *class != '\0' ? " · " : "",
        class);
    return 0;
}

/* The nearest unit that has a row; -1: none. */
static int nearest(struct ctx *c, const struct part_price_list *rows, rid unit_id)
{
    rid above[16];
    int n = unit_above(c, unit_id, above), group = -1;

    for (int u = 0; u < n; u++)
        for (size_t i = 0; i < rows->n; i++)
            if (rows->v[i].for_id == above[u])
                return (int)i;
    for (size_t i = 0; i < rows->n; i++)
        if (rows->v[i].for_id == 0)
            group = (int)i;
    return group;
}

static int price_row(struct ctx *c, rid part_id, enum part_price_kind kind, rid unit_id, date day,
    struct part_price *out)
{
    struct part_price_list rows;
    int at;

    TRY(db_list(c, part_price, &rows, "WHERE part_id = ? AND kind = ? AND valid_from <= ?"
        " AND (valid_to IS NULL OR valid_to >= ?) AND retired_at IS NULL ORDER BY id", part_id,
        str_of(part_price_kind_choices.v[kind].code), day, day));
    at = nearest(c, &rows, unit_id);
    *out = at >= 0 ? rows.v[at] : (struct part_price){ 0 };
    return 0;
}

/* A list that has no row for the part falls back on the one before it. */
static enum part_price_kind fallback(enum part_price_kind kind)
{
    return kind == PRICE_MEMBER ? PRICE_RETAIL
         : kind == PRICE_FRANCHISE || kind == PRICE_SETTLEMENT ? PRICE_SUPPLY : 0;
}

int part_price_of(struct ctx *c, const struct part *part, enum part_price_kind kind, rid unit_id,
    date day, struct part_price *out)
{
    for (enum part_price_kind k = kind; k != 0; k = fallback(k)) {
        TRY(price_row(c, part->id, k, unit_id, day, out));
        if (out->id != 0)
            return 0;
        if (k == PRICE_RETAIL)
            out->price = part->price;
    }
    return 0;
}

int part_floor(struct ctx *c, const struct part *part, price retail, date day, price *floor)
{
    str class = str_of(part->class != 0 ? part_class_choices.v[part->class].code : "");
    int64_t least;

    TRY(db_int(c, &least, "SELECT COALESCE(min(f.least), 0) FROM post_holding h"
        " JOIN price_floor f ON f.post_id = h.post_id AND f.retired_at IS NULL"
        " WHERE h.employee_id = ? AND h.retired_at IS NULL AND h.valid_from <= ?"
        " AND (h.valid_to IS NULL OR h.valid_to >= ?) AND (f.class IS NULL OR f.class = ?)",
        c->who->employee_id, day, day, class));
    floor->micro = money_share(FEN(retail.micro), least, 1000000).fen;
    return 0;
}

int part_prices(struct ctx *c, const struct part_prices_in *in, struct part_prices_row_list *out)
{
    date day = in->day.day != 0 ? in->day : c->today;
    struct part part;
    rid store_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    TRY(db_get(c, part, &part, in->part_id));
    out->v = arena_alloc(&c->mem, (size_t)part_price_kind_choices.n * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (int k = 1; k < part_price_kind_choices.n; k++) {
        struct part_prices_row row = { .kind = (enum part_price_kind)k };
        struct part_price found;

        TRY(part_price_of(c, &part, row.kind, store_id, day, &found));
        row.price = found.price;
        row.for_id = found.for_id;
        if (row.kind == PRICE_RETAIL)
            TRY(part_floor(c, &part, row.price, day, &row.floor));
        if (found.id != 0 || row.price.micro > 0)
            out->v[out->n++] = row;
    }
    return 0;
}
