/* choose.c - the quote as a form: lines to tick, packages, options of which one is taken. */
#include "pages/choose.h"

bool seen_next(str *seen, str *id, int64_t *version)
{
    str one = form_cut(seen, ',');

    *id = form_cut(&one, ':');
    return id->n > 0 && str_int(one, version);
}

bool was_seen(str seen, const struct ro_line *l, bool *same)
{
    int64_t version, number;
    str id;

    while (seen_next(&seen, &id, &version))
        if (str_int(id, &number) && number == l->id) {
            *same = version == l->version;
            return true;
        }
    return false;
}

static const char *option_field(struct page *p, rid option_id)
{
    return str_c(&p->c.mem, str_format(&p->c.mem, "option_%lld", (long long)option_id));
}

bool line_taken(struct page *p, const struct answer *a, const struct ro_line *l)
{
    bool same;

    if (!a->posted || !was_seen(form_get(a->form, "seen"), l, &same))
        return l->option_id == 0 || l->recommended;
    if (l->option_id != 0)
        return str_is(form_get(a->form, option_field(p, l->option_id)),
            option_tier_choices.v[l->tier].code);
    return form_has(a->form, "yes", str_format(&p->c.mem, "%lld", (long long)l->id));
}

money choice_total(struct page *p, const struct visit *v, const struct answer *a)
{
    struct ro_line_list lines;
    money sum = FEN(0);

    if (lines_copy(&p->c, &v->lines, &lines) != 0)
        return v->agreed;
    for (size_t i = 0; i < lines.n; i++)
        if (lines.v[i].approval == LINE_PROPOSED)
            lines.v[i].approval =
                line_taken(p, a, &v->lines.v[i]) ? LINE_APPROVED : LINE_REFUSED;
    if (lines_answer(&p->c, &v->lines, &lines) != 0)
        return v->agreed;
    for (size_t i = 0; i < lines.n; i++)
        if (lines.v[i].approval == LINE_APPROVED)
            sum = money_add(sum, lines.v[i].amount);
    return sum;
}

/* --- lines and packages ----------------------------------------------------------------------- */

static bool waits(const struct ro_line *l) { return l->approval == LINE_PROPOSED; }

static void tick(struct page *p, const struct answer *a, const struct ro_line *l)
{
    struct html *h = &p->h;
    money alone = money_sub(l->amount, l->spread);

    if (l->group_id == 0)
        html(h, "<li><label><input type=\"checkbox\" name=\"yes\" value=\"%\" data-fen=\"%\"",
            l->id, l->amount.fen);
    else
        html(h, "<li><label><input type=\"checkbox\" name=\"yes\" value=\"%\" data-fen=\"%\""
            " data-group=\"%\" data-alone=\"%\"", l->id, l->amount.fen, l->group_id, alone.fen);
    if (line_taken(p, a, l))
        html(h, " checked");
    html(h, "> ");
    visit_line(h, l);
    html(h, "</label></li>\n");
}

static const struct ro_group *group_of(const struct visit *v, rid id)
{
    for (size_t i = 0; i < v->groups.n; i++)
        if (v->groups.v[i].id == id)
            return &v->groups.v[i];
    return NULL;
}

static void package_fields(struct page *p, const struct visit *v, const struct answer *a, size_t at)
{
    const struct ro_group *g = group_of(v, v->lines.v[at].group_id);
    struct html *h = &p->h;

    html(h, "<li><fieldset><legend>%</legend>\n<p class=\"small\">", g->title);
    say(h, "套餐价 %，单项合计 %。少做一项就按单项价计。", "Package price %, at single prices %. Leave one out and"
        " single prices count.", g->price, g->alone);
    html(h, "</p>\n<ul class=\"ticks\">\n");
    for (size_t i = at; i < v->lines.n; i++)
        if (waits(&v->lines.v[i]) && v->lines.v[i].group_id == g->id)
            tick(p, a, &v->lines.v[i]);
    html(h, "</ul></fieldset></li>\n");
}

/* --- options ---------------------------------------------------------------------------------- */

static bool of_tier(const struct ro_line *l, rid option_id, int tier)
{
    return waits(l) && l->option_id == option_id && (int)l->tier == tier;
}

static void tier_field(struct page *p, const struct visit *v, const struct answer *a,
    rid option_id, int tier)
{
    const struct ro_line *first = NULL;
    struct html *h = &p->h;
    money sum = FEN(0);

    for (size_t i = 0; i < v->lines.n; i++)
        if (of_tier(&v->lines.v[i], option_id, tier)) {
            first = first == NULL ? &v->lines.v[i] : first;
            sum = money_add(sum, v->lines.v[i].amount);
        }
    if (first == NULL)
        return;
    html(h, "<li><label><input type=\"radio\" name=\"%\" value=\"%\" data-fen=\"%\"",
        str_of(option_field(p, option_id)), str_of(option_tier_choices.v[tier].code), sum.fen);
    if (line_taken(p, a, first))
        html(h, " checked");
    html(h, "> <span class=\"what\"><strong>");
    html_label(h, option_tier_choices.v[tier].label);
    html(h, "</strong>");
    if (first->recommended)
        say(h, "（推荐）", " (recommended)");
    for (size_t i = 0; i < v->lines.n; i++)
        if (of_tier(&v->lines.v[i], option_id, tier))
            html(h, "<br>%", v->lines.v[i].title);
    html(h, "</span> <span class=\"sum\">%</span></label></li>\n", sum);
}

static void option_fields(struct page *p, const struct visit *v, const struct answer *a, size_t at)
{
    rid id = v->lines.v[at].option_id;
    struct html *h = &p->h;
    bool none = true;

    for (size_t i = at; i < v->lines.n; i++)
        none = none && !(waits(&v->lines.v[i]) && v->lines.v[i].option_id == id &&
                           line_taken(p, a, &v->lines.v[i]));
    html(h, "<li><fieldset><legend>");
    for (size_t i = 0; i < v->options.n; i++)
        if (v->options.v[i].id == id)
            html(h, "%", v->options.v[i].title);
    say(h, "（选一个）", " (choose one)");
    html(h, "</legend>\n<ul class=\"ticks\">\n");
    for (int tier = TIER_GOOD; tier < option_tier_count; tier++)
        tier_field(p, v, a, id, tier);
    html(h, "<li><label><input type=\"radio\" name=\"%\" value=\"none\" data-fen=\"0\"",
        str_of(option_field(p, id)));
    if (none)
        html(h, " checked");
    html(h, "> <span class=\"what\">");
    say(h, "都不做", "None of them");
    html(h, "</span></label></li>\n</ul></fieldset></li>\n");
}

/* --- all of it -------------------------------------------------------------------------------- */

static bool first_of(const struct visit *v, size_t at)
{
    const struct ro_line *l = &v->lines.v[at];

    for (size_t i = 0; i < at; i++)
        if (waits(&v->lines.v[i]) && v->lines.v[i].option_id == l->option_id &&
            (l->option_id != 0 || v->lines.v[i].group_id == l->group_id))
            return false;
    return true;
}

void choice_fields(struct page *p, const struct visit *v, const struct answer *a)
{
    struct html *h = &p->h;
    struct text seen = text_in(&p->c.mem, 40000);

    html(h, "<ul class=\"ticks\">\n");
    for (size_t i = 0; i < v->lines.n; i++) {
        const struct ro_line *l = &v->lines.v[i];
        const struct ro_group *g = group_of(v, l->group_id);

        if (!waits(l))
            continue;
        text_f(
            &seen, "%s%lld:%lld", seen.n > 0 ? "," : "", (long long)l->id, (long long)l->version);
        if (l->option_id != 0 && first_of(v, i))
            option_fields(p, v, a, i);
        else if (l->option_id == 0 && g != NULL && !g->broken && first_of(v, i))
            package_fields(p, v, a, i);
        else if (l->option_id == 0 && (g == NULL || g->broken))
            tick(p, a, l);
    }
    html(h, "</ul>\n<input type=\"hidden\" name=\"seen\" value=\"%\">\n", text_str(&seen));
}
