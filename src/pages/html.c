/* html.c - the one writer of HTML. */
#include "pages/html.h"

static void escape(struct text *t, str s)
{
    for (size_t i = 0; i < s.n; i++)
        switch (s.s[i]) {
        case '&':  text_c(t, "&amp;"); break;
        case '<':  text_c(t, "&lt;"); break;
        case '>':  text_c(t, "&gt;"); break;
        case '"':  text_c(t, "&quot;"); break;
        case '\'': text_c(t, "&#39;"); break;
        default:   text_add(t, (str){ s.s + i, 1 });
        }
}

/* n in units of 1/whole, with at least `least` decimals and no needless zeros after them. */
static void amount(struct text *t, int64_t n, int64_t whole, int least)
{
    uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n, w = (uint64_t)whole, rest = u % w;

    text_c(t, n < 0 ? "-" : "");
    text_f(t, "%llu", (unsigned long long)(u / w));
    for (int digits = 0; w > 1 && (rest > 0 || digits < least); digits++) {
        rest *= 10;
        text_f(t, "%s%llu", digits == 0 ? "." : "", (unsigned long long)(rest / w));
        rest %= w;
    }
}

static void day(struct text *t, date d)
{
    char out[16];

    date_print(d, out);
    text_c(t, out);
}

static void value(struct text *t, const struct param *p)
{
    int64_t second = p->i / 1000 + ZONE_S;

    switch (p->kind) {
    case P_TEXT:  escape(t, p->t); break;
    case P_MONEY: text_c(t, "¥"); amount(t, p->i, 100, 2); break;
    case P_PRICE: text_c(t, "¥"); amount(t, p->i, 1000000, 2); break;
    case P_QTY:   amount(t, p->i, 1000, 0); break;
    case P_DATE:  day(t, (date){ p->i }); break;
    case P_WHEN:
        day(t, date_at((when){ p->i }, ZONE_S));
        text_f(t, " %02d:%02d", (int)(second % 86400 / 3600), (int)(second % 3600 / 60));
        break;
    case P_INT:   text_int(t, p->i); break;
    case P_NULL:  break;
    }
}

void html_(struct html *h, const char *at, int n, const struct param *values)
{
    int used = 0;

    while (*at != '\0') {
        size_t plain = strcspn(at, "%");

        text_add(&h->t, (str){ at, plain });
        at += plain;
        if (*at == '%') {
            assert(used < n);
            value(&h->t, &values[used++]);
            at++;
        }
    }
    assert(used == n);
}

void html_label(struct html *h, struct label l)
{
    html(h, "%", str_of(h->english ? l.en : l.zh));
}

str clock_text(struct ctx *c, int64_t minute)
{
    return str_format(&c->mem, "%02d:%02d", (int)(minute / 60), (int)(minute % 60));
}
