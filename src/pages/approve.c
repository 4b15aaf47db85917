/* approve.c - the quote, decided line by line: the total that was shown is the one that is signed.
 */
#include "pages/choose.h"
#include "kernel/file.h"

#include <sodium.h>

/* --- the page --------------------------------------------------------------------------------- */

static void signing(struct page *p)
{
    struct html *h = &p->h;

    html(h, "<p><label for=\"signer\">");
    say(h, "签字人姓名", "Your name");
    html(h,
        "</label>\n<input type=\"text\" id=\"signer\" name=\"signer\" value=\"%\" maxlength=\"20\" "
        "autocomplete=\"name\"></p>\n"
        "<input type=\"hidden\" name=\"drawn\" value=\"\">\n<div class=\"pad\" data-pad=\"%\" "
        "data-clear=\"%\"></div>\n",
        form_get(&p->form, "signer"),
        str_of(h->english ? "Sign here with your finger (optional)" : "也可以在这里手写签名"),
        str_of(h->english ? "Clear" : "重写"));
    say(h, "<p class=\"small\">点“签字同意”即表示您同意打勾的项目和上面的合计，我们会把您看到的内容原样保存。"
        "没打勾的这次不做。</p>\n",
        "<p class=\"small\">By signing you agree to what is ticked and to the total above; what you saw is kept"
        " word for word. What is not ticked is not done this time.</p>\n");
    html(h, "<p><button type=\"submit\" name=\"do\" value=\"sign\" class=\"main\">");
    say(h, "签字同意", "Sign and agree");
    html(h, "</button></p>\n");
}

static int show(struct page *p, const struct visit *v, const struct answer *a)
{
    struct html *h = &p->h;
    money total = choice_total(p, v, a);

    page_begin(p, "确认报价", "Approve the quote");
    visit_head(p, v);
    if (v->proposed == 0 || (v->ro.business != RO_ESTIMATED && v->ro.business != RO_IN_WORK)) {
        say(h,
            "<p>现在没有需要您确认的项目。</p>\n<p><a class=\"button\" "
            "href=\"/my\">回到我的车</a></p>\n",
            "<p>Nothing waits for your approval now.</p>\n<p><a class=\"button\" href=\"/my\">Back "
            "to my car</a></p>\n");
        return page_finish(p);
    }
    visit_findings(h, v);
    say(h, "<p>要做的打勾，不做的去掉勾；有几个方案的选一个。</p>\n", "<p>Tick what shall be done; of options choose one.</p>\n");
    page_form(p, "/my/approve");
    html(h, "<input type=\"hidden\" name=\"order\" value=\"%\">\n", v->ro.id);
    choice_fields(p, v, a);
    if (v->agreed.fen > 0)
        say(h, "<p class=\"small\">之前已同意 %</p>\n", "<p class=\"small\">Agreed to before: %</p>\n", v->agreed);
    html(h,
        "<input type=\"hidden\" name=\"total\" value=\"%\">\n<p class=\"total\" "
        "aria-live=\"polite\">",
        total.fen);
    say(h, "合计", "Total");
    html(h,
        " <strong id=\"total\" data-base=\"%\">%</strong></p>\n<p><button type=\"submit\" "
        "name=\"do\""
        " value=\"recompute\">",
        v->agreed.fen, total);
    say(h, "按勾选重新算合计", "Work out the total");
    html(h, "</button></p>\n");
    signing(p);
    html(h, "</form>\n");
    return page_finish(p);
}

int approve_show(struct page *p)
{
    struct visit v;
    int r = visit_read(p, &v);

    return r != 0 ? page_problem(p, r) : show(p, &v, &(struct answer){ &p->form, false });
}

/* --- signing ---------------------------------------------------------------------------------- */

/* The picture that the script drew: "data:image/png;base64,…"; absent when there is none. */
static int take_drawing(struct page *p, rid *file_id)
{
    static const char prefix[] = "data:image/png;base64,";
    str drawn = form_get(&p->form, "drawn");
    struct file f;
    bool replayed;
    char *bytes;
    size_t n = 0;

    *file_id = 0;
    if (drawn.n == 0)
        return 0;
    bytes = arena_alloc(&p->c.mem, drawn.n);
    if (bytes == NULL)
        return DB_FAILED;
    if (!str_starts(drawn, prefix) ||
        sodium_base642bin((uint8_t *)bytes, drawn.n, drawn.s + sizeof prefix - 1,
            drawn.n - sizeof prefix + 1, NULL, &n, NULL, sodium_base64_VARIANT_ORIGINAL) != 0 ||
        file_type_of((str){ bytes, n }) == NULL ||
        strcmp(file_type_of((str){ bytes, n }), "image/png") != 0)
        return refuse_field(&p->c, "signature", &PORTAL_PNG);
    p->c.who = &p->who;
    TRY(file_put(&p->c, STR("signature.png"), "image/png", (str){ bytes, n }, &f,
        &replayed));
    *file_id = f.id;
    return 0;
}

static bool agreed(struct page *p, const struct visit *v, str id)
{
    const struct answer a = { &p->form, true };
    int64_t number = 0;

    for (size_t i = 0; i < v->lines.n && str_int(id, &number); i++)
        if (v->lines.v[i].id == number)
            return line_taken(p, &a, &v->lines.v[i]);
    return false;
}

/* The lines as they were on the phone, whatever they are now. */
static void decisions_write(struct page *p, const struct visit *v, struct json *j)
{
    str seen = form_get(&p->form, "seen"), id;
    int64_t version;

    json_key(j, "lines");
    json_list(j);
    while (seen_next(&seen, &id, &version)) {
        json_open(j);
        json_key(j, "line_id"), json_str(j, id);
        json_key(j, "version"), json_int(j, version);
        json_key(j, "agreed"), json_bool(j, agreed(p, v, id));
        json_close(j);
    }
    json_list_end(j);
}

static int sign(struct page *p, const struct visit *v)
{
    struct json j = json_in(&p->c.mem, 60000);
    int64_t total;
    rid drawing;

    if (!form_int(&p->form, "total", &total))
        return refuse(&p->c, &PORTAL_MOVED);
    TRY(take_drawing(p, &drawing));
    json_open(&j);
    json_key(&j, "repair_order_id"), json_str(&j, form_get(&p->form, "order"));
    json_key(&j, "total"), json_int(&j, total);
    if (form_get(&p->form, "signer").n > 0)
        json_key(&j, "signer"), json_str(&j, form_get(&p->form, "signer"));
    if (drawing != 0)
        json_key(&j, "signature"), json_id(&j, drawing);
    decisions_write(p, v, &j);
    json_close(&j);
    return page_run(p, &customer_link_approve_command, p->link.id, &j);
}

/* The lines are as he saw them, but he has ticked otherwise than the total on his page says. */
static bool total_stale(struct page *p, const struct visit *v, const struct answer *a)
{
    str seen = form_get(&p->form, "seen");
    int64_t shown = -1;
    bool same = true;

    for (size_t i = 0; i < v->lines.n && same; i++)
        if (v->lines.v[i].approval == LINE_PROPOSED && !was_seen(seen, &v->lines.v[i], &same))
            same = false;
    return same && v->proposed > 0 &&
        (!form_int(&p->form, "total", &shown) || shown != choice_total(p, v, a).fen);
}

int approve_post(struct page *p)
{
    struct answer a = { &p->form, true };
    struct visit v;
    int r = visit_read_order(p, form_get(&p->form, "order"), &v);

    if (r != 0)
        return page_problem(p, r);
    if (!str_is(form_get(&p->form, "do"), "sign"))
        return show(p, &v, &a);
    r = total_stale(p, &v, &a) ? refuse(&p->c, &PORTAL_TICKS, choice_total(p, &v, &a))
                               : sign(p, &v);
    if (r == 0)
        return page_go(p, "/my/receipt");
    page_note(p, r, &customer_link_approve_in_model);
    if (visit_read_order(p, form_get(&p->form, "order"), &v) != 0)
        return page_problem(p, DB_FAILED);
    return show(p, &v, &a);
}
