/* health.c - the record of a car through all stores.
 *
 * Who may see the car sees its record: what was done, where and when. Prices, orders, the names of
 * technicians are shown only of stores that are his to read; what the customer said stays with the
 * store that he said it to. */
#include "modules/health/health_own.h"

#include <stdlib.h>

enum { VISITS_MAX = 200, TEXT_MAX = 398 };

/* --- reading ---------------------------------------------------------------------------------- */

/* Of the car and of the files that were merged into it. */
#define OF_CAR " o.vehicle_id IN (SELECT v.id FROM vehicle v WHERE v.id = ? OR v.merged_into_id = ?)" \
    " AND o.business IN ('settled', 'delivered')"

static int read_work(struct ctx *c, rid car, struct health *h)
{
    TRY(db_list(c, repair_order, &h->orders, "WHERE vehicle_id IN (SELECT v.id FROM vehicle v"
        " WHERE v.id = ? OR v.merged_into_id = ?) AND business IN ('settled', 'delivered')"
        " ORDER BY id DESC LIMIT ?", car, car, (int)VISITS_MAX));
    TRY(db_list(c, health_line, &h->lines, "SELECT o.id, l.kind, l.title, l.quantity, l.approval,"
        " p.code, p.brand, p.spec, p.oe_number, p.origin FROM repair_order o JOIN ro_line l"
        " ON l.repair_order_id = o.id LEFT JOIN part p ON p.id = l.part_id WHERE" OF_CAR
        " AND l.approval <> 'proposed' AND l.retired_at IS NULL ORDER BY o.id DESC, l.id LIMIT 4000",
        car, car));
    return db_list(c, health_worker, &h->workers, "SELECT o.id, e.name FROM repair_order o"
        " JOIN assignment a ON a.repair_order_id = o.id JOIN employee e ON e.id = a.technician_id"
        " WHERE" OF_CAR " AND a.state = 'finished' ORDER BY o.id DESC, a.id LIMIT 2000", car, car);
}

static int read_findings(struct ctx *c, rid car, struct health *h)
{
    TRY(db_list(c, health_code, &h->codes, "SELECT o.id, t.code, t.meaning, t.meaning_en"
        " FROM repair_order o JOIN trouble_code t ON t.repair_order_id = o.id WHERE" OF_CAR
        " AND t.retired_at IS NULL ORDER BY o.id DESC, t.id LIMIT 2000", car, car));
    TRY(db_list(c, health_check, &h->checks, "SELECT o.id, k.item, k.result, k.note"
        " FROM repair_order o JOIN walk_round r ON r.repair_order_id = o.id AND r.state = 'signed'"
        " JOIN walk_check k ON k.walk_round_id = r.id WHERE" OF_CAR " AND k.result <> 'good'"
        " AND k.retired_at IS NULL AND NOT EXISTS (SELECT 1 FROM walk_round n"
        " WHERE n.repair_order_id = o.id AND n.edition > r.edition AND n.state = 'signed')"
        " ORDER BY o.id DESC, k.id LIMIT 2000", car, car));
    return db_list(c, health_inspection, &h->inspections, "SELECT o.id, i.created_at, i.passed,"
        " i.note FROM repair_order o JOIN inspection i ON i.unit_id = o.unit_id AND i.repair_order_id = o.id"
        " WHERE" OF_CAR " ORDER BY o.id DESC, i.id LIMIT 2000", car, car);
}

int health_read(struct ctx *c, rid vehicle_id, struct health *h)
{
    struct vehicle_recalls_in recalls = { 0 };
    rid car = vehicle_id;

    TRY(vehicle_living(c, &car));
    recalls.vehicle_id = car;
    TRY(db_get(c, vehicle, &h->car, car));
    TRY(read_work(c, car, h));
    TRY(read_findings(c, car, h));
    TRY(vehicle_recalls(c, &recalls, &h->recalls));
    return db_list(c, legacy_visit, &h->earlier, "WHERE vehicle_id = ? AND retired_at IS NULL"
        " ORDER BY visited_on DESC, id DESC LIMIT 1000", car);
}

date health_warranty_until(const struct repair_order *ro)
{
    return ro->delivered_at.ms == 0 ? (date){ 0 }
        : (date){ date_at(ro->delivered_at, ZONE_S).day + ro->warranty_days };
}

bool health_open_proposal(const struct health *h, const struct health_line *line)
{
    if (line->approval != LINE_REFUSED)
        return false;
    for (size_t i = 0; i < h->lines.n; i++)
        if (h->lines.v[i].order_id > line->order_id && h->lines.v[i].approval == LINE_APPROVED &&
            str_eq(h->lines.v[i].title, line->title))
            return false;
    return true;
}

str health_decimal(struct ctx *c, qty q)
{
    str s = str_format(&c->mem, "%lld.%03lld", (long long)(q.milli / 1000),
        (long long)llabs(q.milli % 1000));

    while (s.n > 0 && s.s[s.n - 1] == '0')
        s.n--;
    return s.n > 0 && s.s[s.n - 1] == '.' ? (str){ s.s, s.n - 1 } : s;
}

/* --- the page --------------------------------------------------------------------------------- */

struct page { struct ctx *c; const struct health *h; enum health_entry only;
              struct vehicle_health_row_list *out; size_t room; };

static void add(struct page *p, struct vehicle_health_row row)
{
    size_t n = 0;

    while (n < row.text.n && n + utf8_size(row.text.s + n, row.text.s + row.text.n) <= TEXT_MAX)
        n += utf8_size(row.text.s + n, row.text.s + row.text.n);
    row.text.n = n;
    if (p->out->n < p->room && (p->only == 0 || p->only == row.kind))
        p->out->v[p->out->n++] = row;
}

static str label_of(const struct page *p, const struct choices *of, int v)
{
    return str_of(p->c->english ? of->v[v].label.en : of->v[v].label.zh);
}

/* What every row of this visit begins with. */
static struct vehicle_health_row of_visit(const struct page *p, const struct repair_order *ro,
    enum health_entry kind)
{
    bool ours = who_reads(p->c->who, ro->unit_id);

    return (struct vehicle_health_row){ .kind = kind, .store_id = ro->unit_id,
        .day = date_at(ro->delivered_at.ms != 0 ? ro->delivered_at : ro->settled_at, ZONE_S),
        .order_id = ours ? ro->id : 0, .km = NO_NUMBER, .amount = { NO_NUMBER } };
}

static str workers_of(const struct page *p, rid order_id)
{
    struct text t = text_in(&p->c->mem, 190);

    for (size_t i = 0; i < p->h->workers.n; i++) {
        str name = p->h->workers.v[i].name;

        if (p->h->workers.v[i].order_id != order_id || t.n + name.n + 3 > 190 ||
            (t.n > 0 && memmem(t.s, t.n, name.s, name.n) != NULL))
            continue;
        text_c(&t, t.n > 0 ? "、" : "");
        text_add(&t, name);
    }
    return text_str(&t);
}

static void add_visit(struct page *p, const struct repair_order *ro)
{
    struct vehicle_health_row row = of_visit(p, ro, HEALTH_VISIT);
    str category = label_of(p, &ro_category_choices, ro->category),
        nature = label_of(p, &ro_nature_choices, ro->nature);

    row.text = str_format(&p->c->mem, "%.*s · %.*s · %.*s", (int)ro->number.n, ro->number.s,
        (int)nature.n, nature.s, (int)category.n, category.s);
    row.km = ro->odometer_in;
    if (row.order_id != 0) {
        row.amount = ro->total;
        row.technicians = workers_of(p, ro->id);
    }
    add(p, row);
    row = of_visit(p, ro, HEALTH_FINDING);
    row.text = ro->findings;
    if (ro->findings.n > 0)
        add(p, row);
}

static void add_warranty(struct page *p, const struct repair_order *ro)
{
    struct vehicle_health_row row = of_visit(p, ro, HEALTH_WARRANTY);
    date until = health_warranty_until(ro);
    char day[16];

    if (until.day == 0)
        return;
    date_print(until, day);
    row.text = str_format(&p->c->mem,
        p->c->english ? "%lld days or %lld km: until %s or %lld km" : "%lld 天或 %lld 公里：至 %s 或 %lld 公里",
        (long long)ro->warranty_days, (long long)ro->warranty_km, day,
        (long long)(ro->odometer_out + ro->warranty_km));
    add(p, row);
}

static void add_lines(struct page *p, const struct repair_order *ro)
{
    for (size_t i = 0; i < p->h->lines.n; i++) {
        const struct health_line *l = &p->h->lines.v[i];
        bool part = l->kind == LINE_PART;
        struct vehicle_health_row row = of_visit(p, ro, part ? HEALTH_PART : HEALTH_LABOUR);
        str n = health_decimal(p->c, l->quantity);

        if (l->order_id != ro->id ||
            (l->approval != LINE_APPROVED && !health_open_proposal(p->h, l)))
            continue;
        if (l->approval == LINE_REFUSED)
            row.kind = HEALTH_PROPOSAL;
        row.text = part
            ? str_format(&p->c->mem, "%.*s × %.*s  %.*s %.*s %.*s", (int)l->title.n, l->title.s,
                  (int)n.n, n.s, (int)l->brand.n, l->brand.s, (int)l->spec.n, l->spec.s,
                  (int)l->code.n, l->code.s)
            : l->title;
        add(p, row);
    }
}

static void add_found(struct page *p, const struct repair_order *ro)
{
    struct arena *mem = &p->c->mem;

    for (size_t i = 0; i < p->h->codes.n; i++) {
        const struct health_code *k = &p->h->codes.v[i];
        struct vehicle_health_row row = of_visit(p, ro, HEALTH_CODE);
        str meaning = p->c->english ? k->meaning_en : k->meaning;

        row.text = str_format(mem, "%.*s %.*s", (int)k->code.n, k->code.s, (int)meaning.n,
            meaning.s);
        if (k->order_id == ro->id)
            add(p, row);
    }
    for (size_t i = 0; i < p->h->checks.n; i++) {
        const struct health_check *k = &p->h->checks.v[i];
        struct vehicle_health_row row = of_visit(p, ro, HEALTH_WALK);
        str item = label_of(p, &walk_item_choices, k->item),
            result = label_of(p, &walk_result_choices, k->result);

        row.text = str_format(mem, "%.*s: %.*s %.*s", (int)item.n, item.s, (int)result.n, result.s,
            (int)k->note.n, k->note.s);
        if (k->order_id == ro->id)
            add(p, row);
    }
    for (size_t i = 0; i < p->h->inspections.n; i++) {
        const struct health_inspection *k = &p->h->inspections.v[i];
        struct vehicle_health_row row = of_visit(p, ro, HEALTH_INSPECTION);
        const char *word = k->passed ? (p->c->english ? "passed" : "合格")
                                     : (p->c->english ? "failed" : "不合格");

        row.text = str_format(mem, "%s %.*s", word, (int)k->note.n, k->note.s);
        if (k->order_id == ro->id)
            add(p, row);
    }
}

static void add_recalls(struct page *p)
{
    for (size_t i = 0; i < p->h->recalls.n; i++) {
        const struct vehicle_recalls_row *k = &p->h->recalls.v[i];
        str state = label_of(p, &recall_state_choices, k->state);

        add(p, (struct vehicle_health_row){ .kind = HEALTH_RECALL, .day = k->done_on,
            .km = NO_NUMBER, .amount = { NO_NUMBER },
            .text = str_format(&p->c->mem, "%.*s (%.*s) %.*s", (int)k->number.n, k->number.s,
                (int)state.n, state.s, (int)k->summary.n, k->summary.s) });
    }
}

static void add_earlier(struct page *p)
{
    for (size_t i = 0; i < p->h->earlier.n; i++) {
        const struct legacy_visit *k = &p->h->earlier.v[i];

        add(p, (struct vehicle_health_row){ .kind = HEALTH_EARLIER, .day = k->visited_on,
            .amount = { NO_NUMBER },
            .km = k->odometer_km > 0 ? k->odometer_km : NO_NUMBER,
            .text = str_format(&p->c->mem, "%.*s %.*s %.*s", (int)k->reference.n, k->reference.s,
                (int)k->model.n, k->model.s, (int)k->item.n, k->item.s) });
    }
}

int vehicle_health(
    struct ctx *c, const struct vehicle_health_in *in, struct vehicle_health_row_list *out)
{
    struct health h = { 0 };
    struct page p = { c, &h, in->kind, out, 0 };

    TRY(health_read(c, in->vehicle_id, &h));
    p.room = 3 * h.orders.n + h.lines.n + h.codes.n + h.checks.n + h.inspections.n + h.recalls.n +
        h.earlier.n;
    out->v = arena_alloc(&c->mem, (p.room + 1) * sizeof *out->v);
    out->n = 0;
    if (out->v == NULL)
        return DB_FAILED;
    add_recalls(&p);
    for (size_t i = 0; i < h.orders.n; i++) {
        const struct repair_order *ro = &h.orders.v[i];

        add_visit(&p, ro);
        add_lines(&p, ro);
        add_found(&p, ro);
        add_warranty(&p, ro);
    }
    add_earlier(&p);
    return 0;
}
