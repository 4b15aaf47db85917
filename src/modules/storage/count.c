/* count.c - stock is counted while trade goes on: blind, by line, approved by another, posted. */
#include "modules/storage/storage.h"

enum { LINES_MOST = 2000, CYCLIC_USUAL = 20, A_SHARE = 80, B_SHARE = 95 };
#define DAY_MS 86400000LL

/* --- what is to be counted -------------------------------------------------------------------- */

/* A lot each of a tracked part, one line of another. What has no stock is not sought. */
#define THERE "SELECT p.id, COALESCE(l.batch_id, 0), COALESCE(l.bin_id, h.bin_id, 0), p.code, p.name," \
    " CAST(COALESCE((SELECT sum(m.value) FROM stock_move m WHERE m.unit_id = b.unit_id" \
    " AND m.part_id = p.id AND m.place_to = 'job' AND m.created_at >= ?), 0) AS BIGINT)," \
    " COALESCE((SELECT max(k.counted_at) FROM stock_count_line k JOIN stock_count s ON s.id = k.count_id" \
    " WHERE k.part_id = p.id AND k.unit_id = b.unit_id AND s.state <> 'cancelled'), 0)" \
    " FROM stock_balance b JOIN part p ON p.id = b.part_id" \
    " LEFT JOIN stock_lot l ON l.unit_id = b.unit_id AND l.part_id = b.part_id" \
    " LEFT JOIN part_bin h ON h.unit_id = b.unit_id AND h.part_id = b.part_id AND h.retired_at IS NULL" \
    " LEFT JOIN bin n ON n.id = COALESCE(l.bin_id, h.bin_id)" \
    " WHERE b.unit_id = ? AND b.on_hand > 0 AND (? = '' OR p.class = ?)" \
    " AND (? = 0 OR n.warehouse_id = ?)"

static int there(
    struct ctx *c, const struct stock_count *k, bool by_use, struct count_pick_list *out)
{
    str class = str_of(k->class != 0 ? part_class_choices.v[k->class].code : "");
    when year_ago = { c->now.ms - 365 * DAY_MS };

    if (by_use)
        return db_list(c, count_pick, out, THERE " ORDER BY 6 DESC, p.code, 2, 3 LIMIT 10000",
            year_ago, k->unit_id, class, class, k->warehouse_id, k->warehouse_id);
    return db_list(c, count_pick, out, THERE " ORDER BY n.code, p.code, 2, 3 LIMIT 2001", year_ago,
        k->unit_id, class, class, k->warehouse_id, k->warehouse_id);
}

/* Of parts in the order of what was used of them, A make up 80 % of the value, B the next 15 %; of
 * each class those whose last count is longer ago than the class allows. */
static int cyclic(struct ctx *c, rid unit_id, int64_t most, struct count_pick_list *picks)
{
    int64_t days[3], whole = 0, upto = 0;
    size_t kept = 0;

    TRY(setting_int(c, &setting_count_days_a, unit_id, &days[0]));
    TRY(setting_int(c, &setting_count_days_b, unit_id, &days[1]));
    TRY(setting_int(c, &setting_count_days_c, unit_id, &days[2]));
    for (size_t i = 0; i < picks->n; i++)
        whole += picks->v[i].used;
    for (size_t i = 0; i < picks->n && kept < (size_t)most; i++) {
        const struct count_pick p = picks->v[i];
        int class = p.used == 0 || upto * 100 >= whole * B_SHARE ? 2
                  : upto * 100 >= whole * A_SHARE ? 1 : 0;

        upto += p.used;
        if (p.counted_at < c->now.ms - days[class] * DAY_MS)
            picks->v[kept++] = p;
    }
    picks->n = kept;
    return 0;
}

static int line_add(struct ctx *c, struct stock_count *k, const struct count_pick *p)
{
    struct stock_count_line line = { .unit_id = k->unit_id, .count_id = k->id,
        .part_id = p->part_id, .batch_id = p->batch_id, .bin_id = p->bin_id,
        .counted = { NO_NUMBER } };

    line.label = str_format(&c->mem, "%.*s %.*s", (int)p->code.n, p->code.s, (int)p->name.n,
        p->name.s);
    k->parts++;
    return row_insert(c, stock_count_line, &line);
}

int stock_count_open(struct ctx *c, struct stock_count *k, const struct stock_count_open_in *in)
{
    struct count_pick_list picks;

    if (in->kind == COUNT_CLASS && in->class == 0)
        return refuse_field(c, "class", &COUNT_SAY_CLASS);
    if (in->kind == COUNT_WAREHOUSE && in->warehouse_id == 0)
        return refuse_field(c, "warehouse_id", &COUNT_SAY_WAREHOUSE);
    k->kind = in->kind;
    k->class = in->kind == COUNT_CLASS ? in->class : 0;
    k->warehouse_id = in->kind == COUNT_WAREHOUSE ? in->warehouse_id : 0;
    TRY(there(c, k, in->kind == COUNT_CYCLIC, &picks));
    if (in->kind == COUNT_CYCLIC)
        TRY(cyclic(c, k->unit_id, in->most > 0 ? in->most : CYCLIC_USUAL, &picks));
    if (picks.n == 0)
        return refuse(c, &COUNT_NOTHING);
    if (picks.n > LINES_MOST)
        return refuse(c, &COUNT_TOO_MANY, (int)LINES_MOST);
    for (size_t i = 0; i < picks.n; i++)
        TRY(line_add(c, k, &picks.v[i]));
    return number_next(c, &series_stock_count, k->unit_id, &k->number);
}

/* --- what is there ---------------------------------------------------------------------------- */

/* What the ledger said at that moment: what it says now, less what moved since. */
static int booked(struct ctx *c, const struct stock_count_line *l, when at, qty *out)
{
    int64_t now, since;

    if (l->batch_id != 0) {
        TRY(db_int(c, &now, "SELECT CAST(COALESCE(sum(on_hand), 0) AS BIGINT) FROM stock_lot"
            " WHERE unit_id = ? AND part_id = ? AND batch_id = ? AND bin_id = ?", l->unit_id,
            l->part_id, l->batch_id, l->bin_id));
        TRY(db_int(c, &since, "SELECT CAST(COALESCE(sum(quantity), 0) AS BIGINT) FROM stock_lot_move"
            " WHERE unit_id = ? AND part_id = ? AND batch_id = ? AND bin_id = ? AND created_at > ?",
            l->unit_id, l->part_id, l->batch_id, l->bin_id, at));
    } else {
        struct stock_balance b;

        TRY(stock_of(c, l->unit_id, l->part_id, &b));
        now = b.on_hand.milli;
        TRY(db_int(c, &since, "SELECT CAST(COALESCE(sum(CASE WHEN place_to = 'bin' THEN quantity"
            " ELSE -quantity END), 0) AS BIGINT) FROM stock_move"
            " WHERE unit_id = ? AND part_id = ? AND created_at > ?", l->unit_id, l->part_id, at));
    }
    out->milli = now - since;
    return 0;
}

static int result_keep(struct ctx *c, const struct stock_count_line *l, qty book)
{
    struct stock_count_result_list found;
    struct stock_count_result before, r = { .unit_id = l->unit_id, .count_id = l->count_id,
        .line_id = l->id, .label = l->label };
    struct stock_balance b;
    qty differs = qty_sub(l->counted, book);

    TRY(db_list(c, stock_count_result, &found, "WHERE line_id = ?", l->id));
    before = r = found.n > 0 ? found.v[0] : r;
    TRY(stock_of(c, l->unit_id, l->part_id, &b));
    r.book = book;
    r.counted = l->counted;
    r.difference = differs;
    r.value = b.on_hand.milli > 0 ? money_share(b.value, differs.milli, b.on_hand.milli) : FEN(0);
    return found.n > 0 ? row_update(c, stock_count_result, &r, &before)
                       : row_insert(c, stock_count_result, &r);
}

static struct stock_count_line *line_for(
    const struct stock_count_line_list *lines, const struct stock_count_entry_in *e)
{
    for (size_t i = 0; i < lines->n; i++) {
        struct stock_count_line *l = &lines->v[i];

        if (l->part_id == e->part_id && l->batch_id == e->batch_id &&
            (e->bin_id == 0 || l->bin_id == e->bin_id))
            return l;
    }
    return NULL;
}

static int entry(struct ctx *c, struct stock_count *k, const struct stock_count_line_list *lines,
    const struct stock_count_entry_in *e, when at)
{
    struct stock_count_line *l = line_for(lines, e), before;
    qty book;

    if (l == NULL)
        return refuse_field(c, "part_id", &COUNT_NOT_HERE, row_title(c, &part_model, e->part_id));
    before = *l;
    if (l->counted.milli == NO_NUMBER)
        k->done++;
    l->counted = e->counted;
    l->counted_at = at;
    l->counted_by_id = c->who->employee_id;
    TRY(booked(c, l, at, &book));
    TRY(row_update(c, stock_count_line, l, &before));
    return result_keep(c, l, book);
}

static int lines_of(struct ctx *c, rid count_id, struct stock_count_line_list *out)
{
    return db_list(c, stock_count_line, out,
        "WHERE count_id = ? AND retired_at IS NULL ORDER BY part_id, id", count_id);
}

int stock_count_enter(struct ctx *c, struct stock_count *k, const struct stock_count_enter_in *in)
{
    struct stock_count_line_list lines;
    when at;

    if (in->lines.n == 0)
        return refuse_field(c, "lines", &STOCK_NO_LINES);
    TRY(acted_at(c, k->created_at, &at));
    TRY(lines_of(c, k->id, &lines));
    for (size_t i = 0; i < in->lines.n; i++) {
        c->path = str_format(&c->mem, "lines[%zu].", i);
        TRY(entry(c, k, &lines, &in->lines.v[i], at));
    }
    c->path = (str){ 0 };
    return 0;
}

int stock_count_hand_in(struct ctx *c, struct stock_count *k, const struct no_input *none)
{
    (void)none;
    if (k->done < k->parts)
        return refuse(c, &COUNT_NOT_ALL, k->parts - k->done);
    TRY(db_int(c, &k->wrong, "SELECT count(*) FROM stock_count_result WHERE unit_id = ?"
        " AND count_id = ? AND difference <> 0", k->unit_id, k->id));
    k->handed_in_by_id = c->who->employee_id;
    return 0;
}

int stock_count_again(struct ctx *c, struct stock_count *k, const struct stock_reason_in *in)
{
    k->reason = c->reason = in->reason;
    return 0;
}

int stock_count_cancel(struct ctx *c, struct stock_count *k, const struct stock_reason_in *in)
{
    k->reason = c->reason = in->reason;
    return 0;
}

/* --- approved and posted ---------------------------------------------------------------------- */

/* The differences as they were found; what moved since does not change them. */
static int differences(struct ctx *c, const struct stock_count *k, struct stock_adjust_in *in)
{
    struct stock_count_line_list lines;
    struct stock_count_result_list results;

    TRY(lines_of(c, k->id, &lines));
    TRY(db_list(c, stock_count_result, &results, "WHERE count_id = ? ORDER BY line_id", k->id));
    in->lines.v = arena_alloc(&c->mem, (lines.n + 1) * sizeof *in->lines.v);
    if (in->lines.v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < lines.n; i++) {
        const struct stock_count_line *l = &lines.v[i];

        if (l->counted_by_id != 0 && l->counted_by_id == c->who->employee_id)
            return refuse(c, &COUNT_OWN);
        for (size_t j = 0; j < results.n; j++)
            if (results.v[j].line_id == l->id && results.v[j].difference.milli != 0)
                in->lines.v[in->lines.n++] = (struct stock_adjust_line_in){ .part_id = l->part_id,
                    .change = results.v[j].difference, .price = { NO_NUMBER },
                    .batch_id = l->batch_id, .bin_id = l->batch_id != 0 ? l->bin_id : 0 };
    }
    return 0;
}

int stock_count_post(struct ctx *c, struct stock_count *k, const struct no_input *none)
{
    struct stock_adjust_in in = { .reason = str_format(&c->mem, "%s %.*s",
        c->english ? "Count" : "盘点", (int)k->number.n, k->number.s) };

    (void)none;
    if (k->handed_in_by_id != 0 && k->handed_in_by_id == c->who->employee_id)
        return refuse(c, &COUNT_OWN);
    TRY(differences(c, k, &in));
    k->approved_by_id = c->who->employee_id;
    return in.lines.n == 0 ? 0 : command_make(c, stock_adjust, &in, &k->adjustment_id);
}
