/* history.c - what was done on this car, in all stores of the chain, and what comes next. */
#include "modules/health/health.h"
#include "pages/visit.h"

struct past {
    struct page *p;
    struct repair_order_list orders;
    struct ro_line_list lines[HISTORY_MAX];
    str stores[HISTORY_MAX];
    size_t n;
    struct vehicle car;
    bool owner;                             /* the car is his to this day */
    str file;
};

/* Who sold the car has no right to what is done to it since. */
static int is_owner(struct ctx *c, struct past *past)
{
    rid owner = past->car.owner_id, customer = past->p->link.party_id;

    past->owner = false;
    if (owner == 0)
        return 0;
    TRY(party_living(c, &owner));
    TRY(party_living(c, &customer));
    past->owner = owner == customer;
    return 0;
}

static int read_past(struct ctx *c, void *arg)
{
    struct past *past = arg;
    struct repair_order_list all;
    bool shown;

    past->n = 0;
    past->orders.v = arena_alloc(&c->mem, HISTORY_MAX * sizeof *past->orders.v);
    if (past->orders.v == NULL)
        return DB_FAILED;
    TRY(db_get(c, vehicle, &past->car, past->p->link.vehicle_id));
    TRY(is_owner(c, past));
    TRY(db_list(c, repair_order, &all, "WHERE vehicle_id = ? AND business = 'delivered'"
        " ORDER BY id DESC LIMIT 60", past->car.id));
    for (size_t i = 0; i < all.n && past->n < HISTORY_MAX; i++) {
        TRY(portal_shows(c, &past->p->link, &all.v[i], &shown));
        if (!shown)
            continue;
        past->orders.v[past->n] = all.v[i];
        past->stores[past->n] = row_title(c, &unit_model, all.v[i].unit_id);
        TRY(db_list(c, ro_line, &past->lines[past->n],
            "WHERE repair_order_id = ? AND retired_at IS NULL"
            " AND approval <> 'proposed' ORDER BY id LIMIT 40",
            all.v[i].id));
        past->n++;
    }
    return 0;
}

static void next_service(struct html *h, const struct vehicle *car)
{
    say(h, "<h2>下次保养</h2>\n", "<h2>Next service</h2>\n");
    if (car->next_service_date.day == 0 && car->next_service_km == 0)
        say(h, "<p>交车时服务顾问会告诉您。</p>\n", "<p>Your adviser will tell you at the handover.</p>\n");
    if (car->next_service_date.day != 0)
        say(h, "<p>日期 <strong>%</strong></p>\n", "<p>On <strong>%</strong></p>\n", car->next_service_date);
    if (car->next_service_km != 0)
        say(h, "<p>里程 <strong>% 公里</strong>（先到为准）</p>\n",
            "<p>At <strong>% km</strong>, whichever comes first</p>\n", car->next_service_km);
    say(h, "<p><a class=\"button main\" href=\"/my/book\">预约下次到店</a></p>\n",
        "<p><a class=\"button main\" href=\"/my/book\">Book the next visit</a></p>\n");
}

static void an_order(struct html *h, const struct past *past, size_t i)
{
    const struct repair_order *ro = &past->orders.v[i];

    html(h, "<details><summary>% · %<br><span class=\"small\">% · ",
        date_at(ro->delivered_at, ZONE_S), ro->total, past->stores[i]);
    html_label(h, ro_nature_choices.v[ro->nature].label);
    say(h, " · % 公里", " · % km", ro->odometer_in);
    html(h, "</span></summary>\n<ul class=\"lines\">\n");
    for (size_t k = 0; k < past->lines[i].n; k++) {
        html(h, "<li>");
        visit_line(h, &past->lines[i].v[k]);
        if (past->lines[i].v[k].approval == LINE_REFUSED)
            say(h, " <em>没做，建议下次</em>", " <em>not done; next time</em>");
        html(h, "</li>\n");
    }
    html(h, "</ul>\n");
    say(h, "<p class=\"small\">质保 % 天或 % 公里</p>", "<p class=\"small\">Warranty % days or % km</p>",
        ro->warranty_days, ro->warranty_km);
    html(h, "</details>\n");
}

int history_show(struct page *p)
{
    struct past *past = arena_alloc(&p->c.mem, sizeof *past);
    struct html *h = &p->h;
    int r;

    if (past == NULL)
        return page_problem(p, DB_FAILED);
    past->p = p;
    r = db_snapshot(&p->c, read_past, past);
    if (r != 0)
        return page_problem(p, r);
    page_begin(p, "服务历史", "Service history");
    html(h, "<p class=\"car\"><strong>%</strong> % %</p>\n", past->car.label, past->car.brand,
        past->car.series);
    next_service(h, &past->car);
    say(h, "<h2>做过的服务（全部门店）</h2>\n", "<h2>Past visits (all stores)</h2>\n");
    if (past->n == 0)
        say(h, "<p>还没有交车的记录。</p>\n", "<p>There is no finished visit yet.</p>\n");
    for (size_t i = 0; i < past->n; i++)
        an_order(h, past, i);
    if (past->car.vin.n > 0 && past->owner)
        say(h, "<p><a class=\"button\" href=\"/my/record\" download>下载健康档案（带签名的文件）</a></p>\n"
            "<p class=\"small\">档案包括全部门店做过的维修，不含价格和个人信息，可随车转交，并能核对真伪。</p>\n",
            "<p><a class=\"button\" href=\"/my/record\" download>Download the health record (signed file)</a></p>\n"
            "<p class=\"small\">It holds the work of all stores, no prices and no personal data; it may go with the car,"
            " and can be proved genuine.</p>\n");
    return page_finish(p);
}

static int read_record(struct ctx *c, void *arg)
{
    struct past *past = arg;

    TRY(db_get(c, vehicle, &past->car, past->p->link.vehicle_id));
    TRY(is_owner(c, past));
    if (!past->owner)
        return refuse(c, &HEALTH_NOT_OWNER);
    return health_file(c, past->car.id, &past->file);
}

int record_show(struct page *p)
{
    struct past *past = arena_alloc(&p->c.mem, sizeof *past);
    int r;

    if (past == NULL)
        return page_problem(p, DB_FAILED);
    past->p = p;
    r = db_snapshot(&p->c, read_record, past);
    if (r != 0)
        return page_problem(p, r);
    http_add(p->res, "Content-Disposition", str_format(&p->c.mem,
        "attachment; filename=\"%.*s.json\"", (int)past->car.vin.n, past->car.vin.s));
    http_add(p->res, "Cache-Control", STR("private, no-store"));
    http_text(p->res, 200, "application/json", past->file);
    return 0;
}
