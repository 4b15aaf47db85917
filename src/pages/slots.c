/* slots.c - days and free slots to choose from. */
#include "pages/slots.h"

struct reading { struct slots *s; rid unit_id; };

static int read_slots(struct ctx *c, void *arg)
{
    struct reading *r = arg;
    struct day_load_in in = { .day = r->s->day, .kind = r->s->kind, .store_id = r->unit_id };

    r->s->load = (struct day_load_row_list){ 0 };
    TRY(setting_int(c, &setting_customer_book_minutes, r->unit_id, &r->s->minutes));
    in.minutes = r->s->minutes;
    return day_load(c, &in, &r->s->load);
}

int slots_read(struct page *p, rid unit_id, str day, str kind, struct slots *s)
{
    int code = 0;

    *s = (struct slots){ .kind = BOOK_MAINTENANCE };
    if (!date_parse(day, &s->day) || s->day.day < p->c.today.day ||
        s->day.day > p->c.today.day + BOOK_DAYS)
        s->day = (date){ p->c.today.day + 1 };
    if (choice_coded(&appointment_kind_choices, kind, &code) != NULL)
        s->kind = (enum appointment_kind)code;
    return db_snapshot(&p->c, read_slots, &(struct reading){ s, unit_id });
}

static str weekday(const struct html *h, date d)
{
    static const struct label names[] = { { "周一", "Mon" }, { "周二", "Tue" }, { "周三", "Wed" },
        { "周四", "Thu" }, { "周五", "Fri" }, { "周六", "Sat" }, { "周日", "Sun" } };
    const struct label *name = &names[date_weekday(d) - 1];

    return str_of(h->english ? name->en : name->zh);
}

static const char *selected(bool yes) { return yes ? " selected" : ""; }

void slots_select(struct page *p, const struct slots *s)
{
    struct html *h = &p->h;

    html(h, "<p><label for=\"kind\">");
    say(h, "做什么", "What for");
    html(h, "</label>\n<select id=\"kind\" name=\"kind\">");
    for (int i = 1; i < appointment_kind_choices.n; i++) {
        const struct choice *k = &appointment_kind_choices.v[i];

        html(h, "<option value=\"%\"%>", str_of(k->code), str_of(selected(i == (int)s->kind)));
        html_label(h, k->label);
        html(h, "</option>");
    }
    html(h, "</select></p>\n<p><label for=\"day\">");
    say(h, "哪天来", "Which day");
    html(h, "</label>\n<select id=\"day\" name=\"day\">");
    for (int i = 0; i <= BOOK_DAYS; i++) {
        date d = { p->c.today.day + i };

        html(h, "<option value=\"%\"%>% %</option>", d, str_of(selected(d.day == s->day.day)), d, weekday(h, d));
    }
    html(h, "</select></p>\n");
}

bool slots_choose(struct page *p, const struct slots *s)
{
    struct html *h = &p->h;
    bool any = false;

    html(h, "<fieldset class=\"slots\"><legend>");
    say(h, "% % 的空位", "Free on % %", s->day, weekday(h, s->day));
    html(h, "</legend>\n");
    for (size_t i = 0; i < s->load.n; i++) {
        const struct day_load_row *r = &s->load.v[i];

        if (!r->open || when_at(s->day, r->slot * 60, ZONE_S).ms <= p->c.now.ms)
            continue;
        html(h, "<label><input type=\"radio\" name=\"slot\" value=\"%\" required> %</label>\n",
            r->slot, r->time);
        any = true;
    }
    if (!any)
        say(h, "<p>这一天没有空位了，请换一天。</p>\n", "<p>That day is full; choose another.</p>\n");
    html(h, "</fieldset>\n");
    return any;
}
