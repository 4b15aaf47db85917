/* kpi.c - indicators counted from the documents, and the documents that they are counted from: both
 * by the one query that indicators.def gives. */
#include "modules/kpi/kpi.h"

#include <stdlib.h>

enum { DAYS_MAX = 366, ROWS_MAX = 2000, MONTH_DAYS = 30, YEAR_DAYS = 365 };
/* How numerator, denominator and value are written: counts as a share; hundredths (fen, marks) per
 * count; fen as a share; seconds as a share; counts as a ratio; fen as a ratio; fen per count of
 * days, for a month. */
enum kpi_unit { KPI_SHARE, KPI_MONEY, KPI_AMOUNTS, KPI_HOURS, KPI_RATIO, KPI_TIMES, KPI_MONTH };

/* The period, and of a store what its hours and its customers are reckoned by: minutes of the day
 * it opens and closes at, length and number of its slots; the minute that is now, counted from 1970
 * in its own time; a year back from both ends. */
struct span {
    rid store;
    when from, until, year_from, year_until;
    date day_from, day_to;
    enum kpi_by by;
    int64_t opens, closes, grid, slots, minute;
    struct lost_base lost;
};

#define KPI(sym, code, zh, en, unit, guide, fzh, fen, sql, ...) \
    static int each_##sym(struct ctx *c, const struct span *s, take_fn *take, void *arg) \
    { \
        return db_each(c, kpi_item, take, arg, sql, __VA_ARGS__); \
    }
#include "modules/kpi/indicators.def"
#undef KPI

#define KPI(sym, code, zh, en, unit, guide, fzh, fen, ...) \
    [sym] = { unit, guide, { fzh, fen }, each_##sym },
static const struct kpi {
    enum kpi_unit unit;
    int64_t guide;                          /* ppm, of KPI_MONTH fen; 0 = none */
    struct label formula;
    int (*each)(struct ctx *, const struct span *, take_fn *, void *);
} kpis[] = {
#include "modules/kpi/indicators.def"
};
#undef KPI

/* --- writing ---------------------------------------------------------------------------------- */

/* As money is written everywhere: 1,234.50. */
static str hundredths(struct ctx *c, int64_t n, const char *after)
{
    long long whole = llabs(n / 100), million = whole / 1000000, thousand = whole / 1000 % 1000;
    struct text t = text_in(&c->mem, 30);

    text_f(&t, n < 0 ? "-" : "");
    if (million > 0)
        text_f(&t, "%lld,%03lld,", million, thousand);
    else if (thousand > 0)
        text_f(&t, "%lld,", thousand);
    text_f(&t, whole >= 1000 ? "%03lld" : "%lld", whole % 1000);
    text_f(&t, ".%02lld%s", llabs(n % 100), after);
    return text_str(&t);
}

static str part_text(struct ctx *c, const struct kpi *k, int64_t n, bool below)
{
    if (k->unit == KPI_SHARE || k->unit == KPI_RATIO ||
        (below && (k->unit == KPI_MONEY || k->unit == KPI_MONTH)))
        return str_format(&c->mem, "%lld", (long long)n);
    if (k->unit == KPI_HOURS)
        return hundredths(c, (2 * n + 36) / 72, c->english ? " h" : " 小时");
    return hundredths(c, n, "");
}

/* Half up, below nothing too: a net promoter score may be negative. */
static int64_t half_up(int64_t n, int64_t d)
{
    int64_t twice = 2 * n + d, whole = twice / (2 * d);

    return twice < 0 && twice % (2 * d) != 0 ? whole - 1 : whole;
}

/* Nothing to divide by is no number at all. */
static str value_text(struct ctx *c, const struct kpi *k, int64_t n, int64_t d)
{
    if (d == 0)
        return STR("—");
    if (k->unit == KPI_MONEY)
        return hundredths(c, half_up(n, d), "");
    if (k->unit == KPI_MONTH)
        return hundredths(c, half_up(n * MONTH_DAYS, d), "");
    if (k->unit == KPI_RATIO || k->unit == KPI_TIMES)
        return hundredths(c, half_up(n * 100, d), "");
    return hundredths(c, half_up(n * 10000, d), "%");
}

static str guide_text(struct ctx *c, const struct kpi *k)
{
    if (k->guide == 0)
        return (str){ 0 };
    if (k->unit == KPI_MONTH)
        return hundredths(c, k->guide, "");
    return k->unit == KPI_RATIO || k->unit == KPI_TIMES ? hundredths(c, k->guide / 10000, "")
                                                        : hundredths(c, k->guide / 100, "%");
}

/* --- counting --------------------------------------------------------------------------------- */

struct group { rid store, employee; date day; int64_t n, d; };
struct count { enum kpi_by by; rid store; struct group *v; size_t n; bool full; };

static int count_item(struct ctx *c, const void *row, void *arg)
{
    const struct kpi_item *i = row;
    struct count *k = arg;
    struct group g = { .store = k->by == KPI_BY_STORE ? k->store : 0,
        .employee = k->by == KPI_BY_ADVISER ? i->adviser
            : k->by == KPI_BY_TECHNICIAN    ? i->technician : 0,
        .day = k->by == KPI_BY_DAY ? date_at(i->at, ZONE_S) : (date){ 0 } };
    size_t at = k->n;

    (void)c;
    while (at > 0 && (k->v[at - 1].store != g.store || k->v[at - 1].employee != g.employee ||
            k->v[at - 1].day.day != g.day.day))
        at--;
    if (at == 0 && k->n == ROWS_MAX) {
        k->full = true;
        return 0;
    }
    if (at == 0)
        k->v[at = k->n++] = g;
    else
        at--;
    k->v[at].n += i->numerator;
    k->v[at].d += i->denominator;
    return 0;
}

static int by_key(const void *a, const void *b)
{
    const struct group *x = a, *y = b;

    if (x->day.day != y->day.day)
        return x->day.day < y->day.day ? -1 : 1;
    if (x->store != y->store)
        return x->store < y->store ? -1 : 1;
    return (x->employee > y->employee) - (x->employee < y->employee);
}

static int span_of(struct ctx *c, date from, date to, rid asked, struct span *s,
    struct unit_list *stores)
{
    rid unit;

    if (to.day < from.day || to.day - from.day >= DAYS_MAX)
        return refuse_field(c, "day_to", &KPI_DAYS, (int)DAYS_MAX);
    *s = (struct span){ .day_from = from, .day_to = to, .from = when_at(from, 0, ZONE_S),
        .until = when_at((date){ to.day + 1 }, 0, ZONE_S),
        .year_from = when_at((date){ from.day - YEAR_DAYS }, 0, ZONE_S),
        .year_until = when_at((date){ to.day + 1 - YEAR_DAYS }, 0, ZONE_S),
        .minute = (c->now.ms / 1000 + ZONE_S) / 60 };
    TRY(unit_asked(c, "store_id", asked, &unit));
    return unit_stores(c, unit, stores);
}

/* What of it differs from store to store. */
static int span_in(struct ctx *c, struct span *s, rid store)
{
    s->store = store;
    TRY(setting_int(c, &setting_booking_open_minute, store, &s->opens));
    TRY(setting_int(c, &setting_booking_close_minute, store, &s->closes));
    TRY(setting_int(c, &setting_booking_slot_minutes, store, &s->grid));
    s->grid = s->grid > 0 ? s->grid : 1;
    s->slots = (s->closes - s->opens + s->grid - 1) / s->grid;
    return lost_base(c, store, s->day_to, &s->lost);
}

/* Without a group a row all the same: nothing was counted. */
static int rows_of(struct ctx *c, enum kpi_measure m, const struct count *k,
    struct indicators_row_list *out)
{
    const struct kpi *kpi = &kpis[m];

    qsort(k->v, k->n, sizeof *k->v, by_key);
    for (size_t i = 0; i < (k->n > 0 ? k->n : 1); i++) {
        const struct group *g = &k->v[i];

        if (k->full || out->n == ROWS_MAX)
            return refuse(c, &KPI_MANY, (int)ROWS_MAX);
        out->v[out->n++] = (struct indicators_row){ .measure = m, .store_id = g->store,
            .day = g->day, .employee_id = g->employee,
            .numerator = part_text(c, kpi, g->n, false),
            .denominator = part_text(c, kpi, g->d, true), .value = value_text(c, kpi, g->n, g->d),
            .guide = guide_text(c, kpi),
            .formula = str_of(c->english ? kpi->formula.en : kpi->formula.zh) };
    }
    return 0;
}

int indicators(struct ctx *c, const struct indicators_in *in, struct indicators_row_list *out)
{
    struct count k = { .by = in->by };
    struct unit_list stores;
    struct span s;

    TRY(span_of(c, in->day_from, in->day_to, in->store_id, &s, &stores));
    s.by = in->by;
    out->v = arena_alloc(&c->mem, ROWS_MAX * sizeof *out->v);
    k.v = arena_alloc(&c->mem, (ROWS_MAX + 1) * sizeof *k.v);
    if (out->v == NULL || k.v == NULL)
        return DB_FAILED;
    for (int m = 1; m < (int)COUNT(kpis); m++) {
        if (in->measure != 0 && (int)in->measure != m)
            continue;
        memset(k.v, 0, sizeof *k.v);
        k.n = 0;
        for (size_t i = 0; i < stores.n; i++) {
            k.store = stores.v[i].id;
            TRY(span_in(c, &s, k.store));
            TRY(kpis[m].each(c, &s, count_item, &k));
        }
        TRY(rows_of(c, (enum kpi_measure)m, &k, out));
    }
    return 0;
}

/* --- what it is made of ----------------------------------------------------------------------- */

struct listing { const struct indicator_items_in *in; struct indicator_items_row_list *out;
                 bool full; };

static int list_item(struct ctx *c, const void *row, void *arg)
{
    const struct kpi_item *i = row;
    struct listing *l = arg;
    const struct kpi *kpi = &kpis[l->in->measure];
    rid person = l->in->by == KPI_BY_TECHNICIAN ? i->technician : i->adviser;

    if ((l->in->day.day != 0 && date_at(i->at, ZONE_S).day != l->in->day.day) ||
        (l->in->employee_id != 0 && person != l->in->employee_id))
        return 0;
    l->full = l->full || l->out->n == ROWS_MAX;
    if (!l->full)
        l->out->v[l->out->n++] = (struct indicator_items_row){ .document = i->document,
            .at = i->at, .adviser_id = i->adviser, .technician_id = i->technician,
            .numerator = part_text(c, kpi, i->numerator, false),
            .denominator = part_text(c, kpi, i->denominator, true) };
    return 0;
}

int indicator_items(
    struct ctx *c, const struct indicator_items_in *in, struct indicator_items_row_list *out)
{
    struct listing l = { .in = in, .out = out };
    struct unit_list stores;
    struct span s;

    TRY(span_of(c, in->day_from, in->day_to, in->store_id, &s, &stores));
    s.by = in->by;
    out->v = arena_alloc(&c->mem, ROWS_MAX * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < stores.n; i++) {
        TRY(span_in(c, &s, stores.v[i].id));
        TRY(kpis[in->measure].each(c, &s, list_item, &l));
    }
    return l.full ? refuse(c, &KPI_MANY, (int)ROWS_MAX) : 0;
}
