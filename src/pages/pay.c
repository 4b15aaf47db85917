/* pay.c - paying by phone. The till is a simulator and says so; what was paid is what the channel
 * answers when we ask it, never what a browser claims. */
#include "pages/visit.h"

static money due_of(const struct visit *v) { return money_sub(v->bill.total, v->bill.paid); }

static bool is_due(const struct visit *v)
{
    return v->bill.state == SETTLEMENT_OPEN || v->bill.state == SETTLEMENT_PART_PAID;
}

static int simulated(struct ctx *c, void *arg)
{
    struct page *p = arg;
    int64_t on;

    TRY(setting_int(c, &setting_customer_pay_simulated, p->link.unit_id, &on));
    return on != 0 ? 0 : refuse(c, &PORTAL_PAY_OFF);
}

/* --- the page --------------------------------------------------------------------------------- */

static void sum(struct html *h, const char *zh, const char *en, money m)
{
    html(h, "<tr><th scope=\"row\">%</th><td class=\"sum\">%</td></tr>\n",
        str_of(h->english ? en : zh), m);
}

/* Labour and material each alone, as the settlement list demands; the rest where there is any. */
static void sums(struct html *h, const struct settlement *s)
{
    html(h, "<table>\n<tbody>\n");
    sum(h, "工时费", "Labour", s->labour_total);
    sum(h, "材料费", "Parts", s->parts_total);
    if (s->other_total.fen != 0)
        sum(h, "其他", "Other", s->other_total);
    if (s->discount.fen != 0)
        sum(h, "优惠", "Discount", money_sub(FEN(0), s->discount));
    sum(h, "合计", "Total", s->total);
    if (s->paid.fen != 0)
        sum(h, "已付", "Paid", s->paid);
    html(h, "</tbody>\n</table>\n");
}

static void button(
    struct html *h, const char *value, const char *class, const char *zh, const char *en)
{
    html(h, "<p><button type=\"submit\" name=\"do\" value=\"%\" class=\"%\">%</button></p>\n",
        str_of(value), str_of(class), str_of(h->english ? en : zh));
}

static void choose(struct page *p, const struct visit *v)
{
    struct html *h = &p->h;

    if (v->online.state == OP_REFUSED)
        say(h, "<p class=\"bad\">上次没有付成，没有扣款。可以再试一次或换一种方式。</p>\n",
            "<p class=\"bad\">The last payment was refused; nothing was taken. Try again or another way.</p>\n");
    say(h, "<p class=\"total\">应付 <strong>%</strong></p>\n", "<p class=\"total\">Due <strong>%</strong></p>\n", due_of(v));
    page_form(p, "/my/pay");
    html(h, "<input type=\"hidden\" name=\"order\" value=\"%\">\n", v->ro.id);
    button(h, "wechat", "main", "微信支付", "WeChat Pay");
    button(h, "alipay", "main", "支付宝", "Alipay");
    html(h, "</form>\n");
}

static void till(struct page *p, const struct visit *v)
{
    struct html *h = &p->h;

    html(h, "<section class=\"till\" aria-labelledby=\"till\"><h2 id=\"till\">");
    say(h, "模拟收银台（不是真的付款）", "Simulated till (no real money)");
    html(h, "</h2>\n<p>");
    html_label(h, payment_method_choices.v[v->online.method].label);
    html(h, " · %</p>\n<p class=\"total\"><strong>%</strong></p>\n", v->online.number,
        v->online.amount);
    page_form(p, "/my/pay");
    html(h, "<input type=\"hidden\" name=\"order\" value=\"%\">\n", v->ro.id);
    button(h, "pay", "main", "立即支付", "Pay now");
    button(h, "refuse", "plain", "余额不足（被拒绝）", "Be refused (no funds)");
    button(h, "lost", "plain", "已付但没有应答（超时）", "Pay, but no answer comes");
    button(h, "ask", "plain", "我已付款，查询结果", "I have paid; ask for the result");
    html(h, "</form></section>\n");
    say(h, "<p class=\"small\">没有看到结果时请不要重复付款，先点“查询结果”。</p>\n",
        "<p class=\"small\">When no result shows, do not pay again; ask for the result first.</p>\n");
}

static int show(struct page *p, const struct visit *v)
{
    struct html *h = &p->h;
    bool open = db_snapshot(&p->c, simulated, p) == 0;

    page_begin(p, "付款", "Payment");
    visit_head(p, v);
    if (v->bill.id == 0)
        say(h, "<p>还没有结算，现在不用付款。</p>\n", "<p>Nothing is due yet.</p>\n");
    else
        sums(h, &v->bill);
    if (v->online.state == OP_TO_REFUND || v->online.state == OP_REFUNDED)
        say(h, "<p class=\"bad\">您多付的 % 将原路退回。</p>\n",
            "<p class=\"bad\">The % you paid too much goes back the way it came.</p>\n",
            v->online.amount);
    if (v->bill.state == SETTLEMENT_PAID)
        say(h, "<p class=\"good\" role=\"status\">已付清，谢谢您！</p>\n",
            "<p class=\"good\" role=\"status\">Paid in full. Thank you!</p>\n");
    else if (v->bill.state == SETTLEMENT_ON_CREDIT)
        say(h, "<p class=\"good\">已挂账。</p>\n", "<p class=\"good\">On your account.</p>\n");
    else if (is_due(v) && !open)
        say(h, "<p>应付 <strong>%</strong>，请到前台付款。</p>\n", "<p><strong>%</strong> is due. Please pay at the desk.</p>\n",
            due_of(v));
    else if (is_due(v) && v->online.state == OP_STARTED)
        till(p, v);
    else if (is_due(v))
        choose(p, v);
    say(h, "<p><a class=\"button\" href=\"/my\">回到我的车</a></p>\n",
        "<p><a class=\"button\" href=\"/my\">Back to my car</a></p>\n");
    return page_finish(p);
}

int pay_show(struct page *p)
{
    struct visit v;
    int r = visit_read(p, &v);

    return r != 0 ? page_problem(p, r) : show(p, &v);
}

/* --- acting ----------------------------------------------------------------------------------- */

static int start(struct page *p, const struct visit *v, const char *method)
{
    struct json j = json_in(&p->c.mem, 1024);

    json_open(&j);
    json_key(&j, "repair_order_id"), json_id(&j, v->ro.id);
    json_key(&j, "method"), json_c(&j, method);
    json_close(&j);
    return page_run(p, &customer_link_pay_command, p->link.id, &j);
}

struct asking { str number; enum channel_state state; str reference; };

static int ask(struct ctx *c, void *arg)
{
    struct asking *a = arg;

    return channel_ask(c, a->number, &a->state, &a->reference);
}

static int pay(struct ctx *c, void *arg) { return channel_pay(c, ((struct asking *)arg)->number); }
static int decline(struct ctx *c, void *arg)
{
    return channel_refuse(c, ((struct asking *)arg)->number);
}

/* Whatever the channel says is done; that it was done already is well too. */
static int settle(struct page *p, const struct visit *v, struct asking *a)
{
    struct json j = json_in(&p->c.mem, 1024);
    int r = 0;

    TRY(db_snapshot(&p->c, ask, a));
    json_open(&j);
    if (a->state == CHANNEL_PAID) {
        json_key(&j, "reference"), json_str(&j, a->reference);
        json_close(&j);
        r = page_run(p, &online_payment_confirm_command, v->online.id, &j);
    } else if (a->state == CHANNEL_REFUSED) {
        json_close(&j);
        r = page_run(p, &online_payment_refuse_command, v->online.id, &j);
    }
    return r > 0 && p->c.refused == &E_STATE ? 0 : r;
}

static int at_till(struct page *p, const struct visit *v, str what)
{
    struct asking a = { .number = v->online.number };

    if (v->online.state != OP_STARTED)
        return 0;                           /* a second click: it is settled, the page says how */
    TRY(db_snapshot(&p->c, simulated, p));
    if (str_is(what, "pay") || str_is(what, "lost"))
        TRY(db_transaction(&p->c, pay, &a));
    if (str_is(what, "refuse"))
        TRY(db_transaction(&p->c, decline, &a));
    return str_is(what, "lost") ? 0 : settle(p, v, &a);
}

int pay_post(struct page *p)
{
    str what = form_get(&p->form, "do");
    struct visit v;
    int r = visit_read_order(p, form_get(&p->form, "order"), &v);

    if (r != 0)
        return page_problem(p, r);
    r = str_is(what, "wechat") ? start(p, &v, "wechat")
      : str_is(what, "alipay") ? start(p, &v, "alipay")
                               : at_till(p, &v, what);
    if (r == 0)
        return page_go(p, "/my/pay");
    page_note(p, r, &customer_link_pay_in_model);
    return show(p, &v);
}
