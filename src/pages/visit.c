/* visit.c - what a customer may see of his car, read in one go; the page of its progress. */
#include "pages/visit.h"

struct reading { struct page *p; struct visit *v; rid order_id; };

static int read_documents(struct ctx *c, struct visit *v)
{
    const struct repair_order *ro = &v->ro;
    struct appointment_list ahead;

    TRY(db_list(c, ro_line, &v->lines, "WHERE repair_order_id = ? AND retired_at IS NULL ORDER BY id", ro->id));
    TRY(db_list(c, ro_group, &v->groups,
        "WHERE repair_order_id = ? AND retired_at IS NULL ORDER BY id", ro->id));
    TRY(db_list(c, ro_option, &v->options,
        "WHERE repair_order_id = ? AND retired_at IS NULL ORDER BY id", ro->id));
    TRY(db_list(c, order_finding, &v->found, "WHERE repair_order_id = ? AND retired_at IS NULL"
        " ORDER BY CASE level WHEN 'red' THEN 0 WHEN 'amber' THEN 1 ELSE 2 END, id LIMIT 40", ro->id));
    for (size_t i = 0; i < v->lines.n; i++) {
        v->proposed += v->lines.v[i].approval == LINE_PROPOSED;
        if (v->lines.v[i].approval == LINE_APPROVED)
            v->agreed = money_add(v->agreed, v->lines.v[i].amount);
    }
    TRY(db_list(c, order_photo, &v->photos, "WHERE unit_id = ? AND repair_order_id = ?"
        " AND internal = 0 AND retired_at IS NULL ORDER BY id LIMIT 24", ro->unit_id, ro->id));
    TRY(db_list(c, customer_receipt, &v->receipts, "WHERE unit_id = ? AND repair_order_id = ?"
        " AND retired_at IS NULL ORDER BY id DESC LIMIT 20", ro->unit_id, ro->id));
    TRY(db_list(c, appointment, &ahead, "WHERE unit_id = ? AND vehicle_id = ? AND state IN"
        " ('pending', 'confirmed', 'prepared') AND starts_at > ? ORDER BY id DESC LIMIT 1",
        ro->unit_id, ro->vehicle_id, c->now));
    if (ahead.n > 0)
        v->next = ahead.v[0];
    return after_may_rate(c, ro, &v->may_rate);
}

static int read_bill(struct ctx *c, struct visit *v)
{
    struct online_payment_list online;

    if (v->ro.settlement_id == 0)
        return 0;
    TRY(db_get(c, settlement, &v->bill, v->ro.settlement_id));
    TRY(db_list(c, online_payment, &online, "WHERE unit_id = ? AND settlement_id = ? ORDER BY id DESC LIMIT 1",
        v->ro.unit_id, v->bill.id));
    if (online.n > 0)
        v->online = online.v[0];
    return 0;
}

static int find_order(struct ctx *c, struct reading *r)
{
    const struct customer_link *link = &r->p->link;
    struct repair_order_list open;
    bool shown = false;

    if (r->order_id != 0) {
        TRY(db_one(c, repair_order, &r->v->ro, &LINK_NOT_YOURS, "WHERE id = ?", r->order_id));
        TRY(portal_shows(c, link, &r->v->ro, &shown));
        return shown && r->v->ro.unit_id == link->unit_id ? 0 : refuse(c, &LINK_NOT_YOURS);
    }
    TRY(db_list(c, repair_order, &open, "WHERE vehicle_id = ? AND unit_id = ? AND business IN"
        " ('received', 'estimated', 'in_work', 'settled') ORDER BY id DESC LIMIT 5", link->vehicle_id, link->unit_id));
    for (size_t i = 0; i < open.n && !shown; i++) {
        TRY(portal_shows(c, link, &open.v[i], &shown));
        if (shown)
            r->v->ro = open.v[i];
    }
    return shown ? 0 : db_get(c, repair_order, &r->v->ro, link->repair_order_id);
}

static int read_visit(struct ctx *c, void *arg)
{
    struct reading *r = arg;
    struct visit *v = r->v;

    *v = (struct visit){ 0 };
    TRY(find_order(c, r));
    TRY(db_get(c, vehicle, &v->car, v->ro.vehicle_id));
    TRY(db_get(c, unit, &v->store, v->ro.unit_id));
    v->adviser =
        v->ro.adviser_id != 0 ? row_title(c, &employee_model, v->ro.adviser_id) : (str){ "", 0 };
    TRY(read_documents(c, v));
    return read_bill(c, v);
}

int visit_read(struct page *p, struct visit *v)
{
    return db_snapshot(&p->c, read_visit, &(struct reading){ p, v, 0 });
}

int visit_read_order(struct page *p, str id, struct visit *v)
{
    struct reading r = { p, v, 0 };

    if (!str_int(id, &r.order_id) || r.order_id <= 0)
        return refuse(&p->c, &LINK_NOT_YOURS);
    return db_snapshot(&p->c, read_visit, &r);
}

/* --- pieces ----------------------------------------------------------------------------------- */

void visit_head(struct page *p, const struct visit *v)
{
    struct html *h = &p->h;

    html(h, "<p class=\"car\"><strong>%</strong> % %<br><span class=\"small\">", v->car.label,
        v->car.brand, v->car.series);
    say(h, "工单 %", "Order %", v->ro.number);
    if (v->adviser.n > 0)
        say(h, " · 服务顾问 %", " · Adviser %", v->adviser);
    if (v->store.phone.n > 0)
        html(h, "<br><a class=\"tel\" href=\"tel:%\">%</a>", v->store.phone, v->store.phone);
    html(h, "</span></p>\n");
}

void visit_line(struct html *h, const struct ro_line *l)
{
    html(h, "<span class=\"what\">%</span> <span class=\"much\">", l->title);
    if (l->kind == LINE_LABOUR)
        say(h, "% 工时", "% h", l->quantity);
    else
        html(h, "× %", l->quantity);
    html(h, "</span> <span class=\"sum\">%</span>", l->amount);
}

void visit_findings(struct html *h, const struct visit *v)
{
    if (v->ro.findings.n > 0 || v->found.n > 0)
        say(h, "<h2>检查结果</h2>\n", "<h2>What we found</h2>\n");
    if (v->ro.findings.n > 0)
        html(h, "<p>%</p>\n", v->ro.findings);
    if (v->found.n == 0)
        return;
    html(h, "<ul class=\"lines\">\n");
    for (size_t i = 0; i < v->found.n; i++) {
        const struct order_finding *f = &v->found.v[i];

        html(h, "<li><span class=\"level %\">", str_of(finding_level_choices.v[f->level].code));
        html_label(h, finding_level_choices.v[f->level].label);
        html(h, "</span> <span class=\"what\">%</span>", f->title);
        if (f->note.n > 0)
            html(h, "<em>%</em>", f->note);
        html(h, "</li>\n");
    }
    html(h, "</ul>\n");
}

/* --- how the car is doing --------------------------------------------------------------------- */

struct step { const char *zh, *en; bool done, skipped; };

static size_t steps_of(const struct repair_order *ro, struct step s[7])
{
    bool checked = ro->workshop >= WS_WASH, washed = ro->workshop >= WS_READY;
    bool worked = checked || ro->workshop == WS_INSPECTION;

    s[0] = (struct step){ "接车", "Received", true };
    s[1] = (struct step){ "确认报价", "Quote approved", ro->approved_at.ms != 0 };
    s[2] = (struct step){ "施工", "In the workshop", worked };
    s[3] = (struct step){ "检验", "Inspected", checked };
    s[4] = (struct step){ "洗车", "Washed", washed, !ro->wash };
    s[5] = (struct step){ "付款", "Paid", ro->money == MONEY_PAID || ro->money == MONEY_ON_CREDIT };
    s[6] = (struct step){ "取车", "Handed over", ro->business == RO_DELIVERED };
    return 7;
}

static void stepper(struct html *h, const struct repair_order *ro)
{
    struct step s[7];
    size_t n = steps_of(ro, s);
    bool now = true;

    html(h, "<ol class=\"steps\">\n");
    for (size_t i = 0; i < n; i++) {
        if (s[i].skipped)
            continue;
        if (s[i].done)
            html(h, "<li class=\"done\">");
        else if (now)
            html(h, "<li class=\"now\" aria-current=\"step\">");
        else
            html(h, "<li>");
        html_label(h, (struct label){ s[i].zh, s[i].en });
        if (s[i].done)
            say(h, " <span class=\"hide\">（已完成）</span>", " <span class=\"hide\">(done)</span>");
        now = now && s[i].done;
        html(h, "</li>\n");
    }
    html(h, "</ol>\n");
}

/* In plain words, what is going on. */
static void words(struct html *h, const struct visit *v)
{
    const struct repair_order *ro = &v->ro;

    if (ro->business == RO_VOID)
        say(h, "这张工单已作废。", "This order was cancelled.");
    else if (ro->business == RO_DELIVERED)
        say(h, "已交车，感谢您的信任，一路平安！", "Handed over. Thank you, and a safe journey!");
    else if (ro->business == RO_RECEIVED)
        say(h, "车已接下，正在检查，稍后给您报价。", "We have your car and are looking it over; a quote follows.");
    else if (ro->business == RO_ESTIMATED)
        say(h, "报价好了，等您确认。", "The quote is ready and waits for you.");
    else if (ro->workshop == WS_STOPPED || ro->parts == PARTS_SHORT)
        say(h, "暂时停下：%。", "On hold: %.",
            str_of(ro->parts == PARTS_SHORT ? (h->english ? "waiting for parts" : "等配件到货")
                       : h->english ? "we will tell you more soon" : "稍后向您说明"));
    else if (ro->workshop <= WS_DISPATCHED)
        say(h, "已安排，等待开工。", "Scheduled; work begins soon.");
    else if (ro->workshop == WS_WORKING || ro->workshop == WS_REWORK)
        say(h, "技师正在施工。", "The technician is at work.");
    else if (ro->workshop == WS_INSPECTION)
        say(h, "修好了，正在检验。", "The work is done and being inspected.");
    else if (ro->workshop == WS_WASH)
        say(h, "检验合格，正在洗车。", "Inspected; being washed.");
    else if (ro->money == MONEY_PAID || ro->money == MONEY_ON_CREDIT)
        say(h, "可以取车了。", "Ready for you to collect.");
    else
        say(h, "已竣工，结算后即可取车。", "Finished; it is yours once paid.");
}

static void calls(struct html *h, const struct visit *v)
{
    if (v->proposed > 0 && (v->ro.business == RO_ESTIMATED || v->ro.business == RO_IN_WORK))
        say(h, "<p><a class=\"button main\" href=\"/my/approve\">有 % 项等您确认</a></p>\n",
            "<p><a class=\"button main\" href=\"/my/approve\">Approve the quote (%)</a></p>\n",
            (int64_t)v->proposed);
    if (v->bill.state == SETTLEMENT_OPEN || v->bill.state == SETTLEMENT_PART_PAID)
        say(h, "<p><a class=\"button main\" href=\"/my/pay\">付款 %</a></p>\n",
            "<p><a class=\"button main\" href=\"/my/pay\">Pay %</a></p>\n",
            money_sub(v->bill.total, v->bill.paid));
    if (v->may_rate)
        say(h, "<p><a class=\"button main\" href=\"/my/rate\">给这次服务打分</a></p>\n",
            "<p><a class=\"button main\" href=\"/my/rate\">Rate this visit</a></p>\n");
}

static void lines_of(struct html *h, const struct visit *v, enum line_approval which)
{
    html(h, "<ul class=\"lines\">\n");
    for (size_t i = 0; i < v->lines.n; i++)
        if (v->lines.v[i].approval == which) {
            html(h, "<li>");
            visit_line(h, &v->lines.v[i]);
            html(h, "</li>\n");
        }
    html(h, "</ul>\n");
}

static size_t count(const struct visit *v, enum line_approval which)
{
    size_t n = 0;

    for (size_t i = 0; i < v->lines.n; i++)
        n += v->lines.v[i].approval == which;
    return n;
}

static void work(struct html *h, const struct visit *v)
{
    if (count(v, LINE_APPROVED) > 0) {
        say(h, "<h2>您同意的项目</h2>\n", "<h2>What you agreed to</h2>\n");
        lines_of(h, v, LINE_APPROVED);
        say(h, "<p class=\"total\">合计 <strong>%</strong></p>\n", "<p class=\"total\">Total <strong>%</strong></p>\n",
            v->agreed);
    }
    for (size_t i = 0; i < v->receipts.n; i++)
        say(h, "<p><a href=\"/my/receipt/%\">确认书 %</a></p>\n", "<p><a href=\"/my/receipt/%\">Approval %</a></p>\n",
            v->receipts.v[i].id, v->receipts.v[i].code);
    if (count(v, LINE_REFUSED) > 0) {
        say(h, "<h2>这次没做，建议下次做</h2>\n", "<h2>Not done now; we suggest it next time</h2>\n");
        lines_of(h, v, LINE_REFUSED);
    }
}

static void photos(struct html *h, const struct visit *v)
{
    if (v->photos.n == 0)
        return;
    say(h, "<h2>照片</h2>\n", "<h2>Photographs</h2>\n");
    html(h, "<ul class=\"photos\">\n");
    for (size_t i = 0; i < v->photos.n; i++)
        html(h,
            "<li><a href=\"/my/photo/%\"><img src=\"/my/photo/%\" alt=\"%\" loading=\"lazy\" "
            "width=\"160\""
            " height=\"120\"></a><br>%</li>\n",
            v->photos.v[i].id, v->photos.v[i].id, v->photos.v[i].caption, v->photos.v[i].caption);
    html(h, "</ul>\n");
}

int visit_show(struct page *p)
{
    struct html *h = &p->h;
    struct visit v;
    int r = visit_read(p, &v);

    if (r != 0)
        return page_problem(p, r);
    page_begin(p, "我的爱车", "My car");
    visit_head(p, &v);
    html(h, "<p class=\"state\">");
    words(h, &v);
    html(h, "</p>\n");
    if (v.ro.business < RO_DELIVERED)
        say(h, "<p class=\"promise\">预计交车 <strong>%</strong></p>\n",
            "<p class=\"promise\">Promised for <strong>%</strong></p>\n", v.ro.promised_at);
    calls(h, &v);
    stepper(h, &v.ro);
    visit_findings(h, &v);
    photos(h, &v);
    work(h, &v);
    if (v.next.id != 0)
        say(h, "<p>下次预约：%</p>\n", "<p>Next appointment: %</p>\n", v.next.starts_at);
    page_form(p, "/my/leave");
    say(h, "<p><button type=\"submit\" class=\"quiet\">在这台手机上退出</button></p></form>\n",
        "<p><button type=\"submit\" class=\"quiet\">Sign out on this phone</button></p></form>\n");
    return page_finish(p);
}
