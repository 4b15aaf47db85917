/* print_value.c - values as people read them on paper. */
#include "kernel/print.h"

str print_say(const struct print *p, struct label l) { return str_of(p->english ? l.en : l.zh); }

/* 123450, 2 digits: "1,234.50"; at least `least` decimals, and none beyond them that is a last 0. */
static str decimal(struct print *p, int64_t n, int digits, int least, bool grouped)
{
    uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n, whole = 1, rest;
    struct text t = text_in(&p->c->mem, 64);
    char ones[24];
    int len;

    for (int i = 0; i < digits; i++)
        whole *= 10;
    rest = u % whole;
    len = snprintf(ones, sizeof ones, "%llu", (unsigned long long)(u / whole));
    text_c(&t, n < 0 ? "-" : "");
    for (int i = 0; i < len; i++)
        text_f(&t, "%s%c", grouped && i > 0 && (len - i) % 3 == 0 ? "," : "", ones[i]);
    for (int i = 0; whole > 1 && (rest > 0 || i < least); i++) {
        whole /= 10;
        text_f(&t, "%s%d", i == 0 ? "." : "", (int)(rest / whole));
        rest %= whole;
    }
    return text_str(&t);
}

str print_money(struct print *p, money m) { return decimal(p, m.fen, 2, 2, true); }
str print_price(struct print *p, price v) { return decimal(p, v.micro, 6, 2, true); }
str print_qty(struct print *p, qty q)     { return decimal(p, q.milli, 3, 0, false); }
str print_int(struct print *p, int64_t n) { return decimal(p, n, 0, 0, false); }

str print_date(struct print *p, date d)
{
    char out[16];

    if (d.day == 0)
        return (str){ "", 0 };
    date_print(d, out);
    return str_format(&p->c->mem, "%s", out);
}

str print_when(struct print *p, when w)
{
    int64_t minute = ((w.ms / 1000 + ZONE_S) % 86400 + 86400) % 86400 / 60;
    char day[16];

    if (w.ms == 0)
        return (str){ "", 0 };
    date_print(date_at(w, ZONE_S), day);
    return str_format(&p->c->mem, "%s %02d:%02d", day, (int)(minute / 60), (int)(minute % 60));
}

str print_code(struct print *p, const struct choices *set, int i)
{
    return i > 0 && i < set->n ? print_say(p, set->v[i].label) : (str){ "", 0 };
}

static int take_title(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    (void)n;
    *(str *)arg = v[0].text ? str_copy(&c->mem, v[0].t)
                            : str_format(&c->mem, "%lld", (long long)v[0].i);
    return 0;
}

/* Not row_title, which shows nothing when the database fails. */
str print_title_(struct print *p, const struct entity *e, rid id)
{
    struct ctx *c = p->c;
    str title = { "", 0 };
    int r;

    if (id == 0 || e == NULL || e->title == NULL)
        return title;
    r = db_values(c, take_title, &title, str_c(&c->mem, str_format(&c->mem,
        "SELECT %s FROM %s WHERE id = ?", e->title, e->name)), "i", PARAMS(id));
    if (r != 0 && p->wrong == 0)
        p->wrong = r;
    return title;
}

str print_person(struct print *p, rid account_id)
{
    str name = { "", 0 };
    int r = db_values(p->c, take_title, &name, "SELECT title FROM account WHERE id = ?", "i",
        PARAMS(account_id));

    if (r != 0 && p->wrong == 0)
        p->wrong = r;
    return name;
}

static str number_of(struct print *p, const struct field *f, int64_t n)
{
    str s;

    switch (f->kind) {
    case K_MONEY: return print_money(p, FEN(n));
    case K_PRICE: return print_price(p, (price){ n });
    case K_QTY:   return print_qty(p, (qty){ n });
    case K_RATE:
        s = decimal(p, (n + (n < 0 ? -50 : 50)) / 100, 2, 0, false);    /* two decimals */
        return str_format(&p->c->mem, "%.*s%%", (int)s.n, s.s);
    case K_DURATION:
        return str_format(&p->c->mem, "%lld:%02d", (long long)(n / 3600), (int)(n / 60 % 60));
    default:
        s = print_int(p, n);
        return f->format == AS_KM ? str_format(&p->c->mem, "%.*s km", (int)s.n, s.s) : s;
    }
}

str print_value(struct print *p, const struct field *f, const void *row)
{
    const void *at = (const char *)row + f->at;

    if (field_absent(f, row))
        return (str){ "", 0 };
    switch (f->kind) {
    case K_TEXT: case K_LONGTEXT: return *(const str *)at;
    case K_BOOL:   return print_say(p, *(const bool *)at ? SAY("是", "yes") : SAY("否", "no"));
    case K_CHOICE: case K_STATE: return print_code(p, f->choices, *(const int *)at);
    case K_TIME:   return print_when(p, *(const when *)at);
    case K_DATE:   return print_date(p, *(const date *)at);
    case K_REF:    return print_title_(p, f->ref, *(const rid *)at);
    case K_FILE:   return print_title_(p, &file_model, *(const rid *)at);
    case K_ANYREF:
        return print_title_(p, ((const struct anyref *)at)->on, ((const struct anyref *)at)->id);
    case K_LINES: case K_SECRET: return (str){ "", 0 };
    default:       return number_of(p, f, *(const int64_t *)at);
    }
}
