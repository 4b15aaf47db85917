/* book.c - the next visit: a day, then one of its free slots. */
#include "pages/slots.h"
#include "pages/visit.h"

static int show(struct page *p, str day, str kind)
{
    struct html *h = &p->h;
    struct slots s;
    struct visit v;
    int r = visit_read(p, &v);

    if (r == 0)
        r = slots_read(p, p->link.unit_id, day, kind, &s);
    if (r != 0)
        return page_problem(p, r);
    page_begin(p, "预约到店", "Book a visit");
    html(
        h, "<p class=\"car\"><strong>%</strong> % %</p>\n", v.car.label, v.car.brand, v.car.series);
    if (v.next.id != 0) {
        say(h, "<p class=\"good\" role=\"status\">已约好：<strong>%</strong><br>预约单 %</p>\n"
            "<p>要改时间请联系门店。</p>\n",
            "<p class=\"good\" role=\"status\">Booked: <strong>%</strong><br>Appointment %</p>\n"
            "<p>To move it, please call the store.</p>\n", v.next.starts_at, v.next.number);
        return page_finish(p);
    }
    html(h, "<form method=\"get\" action=\"/my/book\">\n");
    slots_select(p, &s);
    say(h, "<p><button type=\"submit\">查看空位</button></p></form>\n",
        "<p><button type=\"submit\">Show what is free</button></p></form>\n");
    page_form(p, "/my/book");
    html(h,
        "<input type=\"hidden\" name=\"day\" value=\"%\"><input type=\"hidden\" name=\"kind\" "
        "value=\"%\">\n",
        s.day, str_of(appointment_kind_choices.v[s.kind].code));
    if (slots_choose(p, &s)) {
        html(h, "<p><label for=\"wish\">");
        say(h, "想做什么（可不填）", "Anything we should know (optional)");
        html(h,
            "</label>\n<textarea id=\"wish\" name=\"wish\" rows=\"3\" "
            "maxlength=\"300\">%</textarea></p>\n"
            "<p><label class=\"tick\"><input type=\"checkbox\" name=\"waiting\" value=\"1\"> ",
            form_get(&p->form, "wish"));
        say(h, "在店里等", "I will wait in the store");
        html(h, "</label></p>\n<p><button type=\"submit\" class=\"main\">");
        say(h, "预约", "Book");
        html(h, "</button></p>\n");
    }
    html(h, "</form>\n");
    return page_finish(p);
}

int book_show(struct page *p)
{
    return show(p, http_query(p->req, "day"), http_query(p->req, "kind"));
}

int book_post(struct page *p)
{
    struct json j = json_in(&p->c.mem, 8192);
    int64_t slot;
    int r;

    json_open(&j);
    json_key(&j, "kind"), json_str(&j, form_get(&p->form, "kind"));
    json_key(&j, "day"), json_str(&j, form_get(&p->form, "day"));
    if (form_int(&p->form, "slot", &slot))
        json_key(&j, "slot"), json_int(&j, slot);
    json_key(&j, "waiting"), json_bool(&j, form_get(&p->form, "waiting").n > 0);
    if (form_get(&p->form, "wish").n > 0)
        json_key(&j, "wish"), json_str(&j, form_get(&p->form, "wish"));
    json_close(&j);
    r = page_run(p, &customer_link_book_command, p->link.id, &j);
    if (r == 0)
        return page_go(p, "/my/book");
    page_note(p, r, &customer_link_book_in_model);
    return show(p, form_get(&p->form, "day"), form_get(&p->form, "kind"));
}
