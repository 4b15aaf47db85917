/* rate.c - how the visit was, in five respects; the answer is the call that follows a visit. */
#include "pages/visit.h"

static const struct { const char *name; struct label label; } scores[] = {
    { "score_promise", { "说到做到（时间、价格）", "We kept our promises" } },
    { "score_attitude", { "服务态度", "Friendliness" } },
    { "score_quality", { "维修质量", "Quality of the work" } },
    { "score_speed", { "速度", "Speed" } },
    { "score_price", { "价格合理", "Fair price" } },
};

static void respects(struct page *p)
{
    struct html *h = &p->h;
    int64_t given;

    for (size_t i = 0; i < COUNT(scores); i++) {
        if (!form_int(&p->form, scores[i].name, &given))
            given = 0;
        html(h, "<fieldset class=\"stars\"><legend>");
        html_label(h, scores[i].label);
        html(h, "</legend>\n");
        for (int64_t n = 1; n <= 5; n++)
            html(h, "<label><input type=\"radio\" name=\"%\" value=\"%\" required%> %</label>\n",
                str_of(scores[i].name), n, str_of(n == given ? " checked" : ""), n);
        html(h, "</fieldset>\n");
    }
}

/* Nobody need answer it. */
static void recommend(struct page *p)
{
    struct html *h = &p->h;
    int64_t given;

    if (!form_int(&p->form, "nps", &given))
        given = -1;
    html(h, "<fieldset class=\"stars\"><legend>");
    say(h, "您会把我们推荐给亲友吗？0 不会，10 一定会（可不填）",
        "Would you recommend us? 0 never, 10 certainly (optional)");
    html(h, "</legend>\n");
    for (int64_t n = 0; n <= 10; n++)
        html(h, "<label><input type=\"radio\" name=\"nps\" value=\"%\"%> %</label>\n", n,
            str_of(n == given ? " checked" : ""), n);
    html(h, "</fieldset>\n");
}

static int show(struct page *p, const struct visit *v)
{
    struct html *h = &p->h;

    page_begin(p, "给这次服务打分", "Rate this visit");
    visit_head(p, v);
    if (!v->may_rate) {
        say(h, "<p class=\"good\" role=\"status\">现在没有需要评价的服务。谢谢您！</p>\n",
            "<p class=\"good\" role=\"status\">Nothing waits for your rating. Thank you!</p>\n");
        say(h, "<p><a class=\"button\" href=\"/my\">回到我的车</a></p>\n",
            "<p><a class=\"button\" href=\"/my\">Back to my car</a></p>\n");
        return page_finish(p);
    }
    say(h, "<p>1 很不满意，5 非常满意。</p>\n", "<p>1 is poor, 5 is excellent.</p>\n");
    page_form(p, "/my/rate");
    html(h, "<input type=\"hidden\" name=\"order\" value=\"%\">\n", v->ro.id);
    respects(p);
    recommend(p);
    html(h, "<p><label for=\"note\">");
    say(h, "您想说的（可不填）", "Anything you would like to say (optional)");
    html(h,
        "</label>\n<textarea id=\"note\" name=\"note\" rows=\"3\" "
        "maxlength=\"300\">%</textarea></p>\n"
        "<p><label class=\"tick\"><input type=\"checkbox\" name=\"complaint\" value=\"1\"> ",
        form_get(&p->form, "note"));
    say(h, "请门店联系我", "Please call me about it");
    html(h, "</label></p>\n<p><button type=\"submit\" class=\"main\">");
    say(h, "提交", "Send");
    html(h, "</button></p></form>\n");
    return page_finish(p);
}

int rate_show(struct page *p)
{
    struct visit v;
    int r = visit_read(p, &v);

    return r != 0 ? page_problem(p, r) : show(p, &v);
}

int rate_post(struct page *p)
{
    struct json j = json_in(&p->c.mem, 8192);
    struct visit v;
    int64_t score;
    int r = visit_read_order(p, form_get(&p->form, "order"), &v);

    if (r != 0)
        return page_problem(p, r);
    json_open(&j);
    json_key(&j, "repair_order_id"), json_id(&j, v.ro.id);
    for (size_t i = 0; i < COUNT(scores); i++)
        if (form_int(&p->form, scores[i].name, &score))
            json_key(&j, scores[i].name), json_int(&j, score);
    if (form_int(&p->form, "nps", &score))
        json_key(&j, "nps"), json_int(&j, score);
    json_key(&j, "complaint"), json_bool(&j, form_get(&p->form, "complaint").n > 0);
    if (form_get(&p->form, "note").n > 0)
        json_key(&j, "note"), json_str(&j, form_get(&p->form, "note"));
    json_close(&j);
    r = page_run(p, &customer_link_rate_command, p->link.id, &j);
    if (r == 0)
        return page_go(p, "/my/rate");
    page_note(p, r, &customer_link_rate_in_model);
    return show(p, &v);
}
