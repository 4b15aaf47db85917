/* export_value.c - the columns of an export, and values as people write them. */
#include "kernel/export.h"

#include <jansson.h>

size_t export_columns(const struct entity *e, struct column out[EXPORT_COLUMNS])
{
    size_t n = 0;

    for (const struct field *f = e->fields(); f->name != NULL && n < EXPORT_COLUMNS - 2; f++)
        if (f->kind != K_LINES && f->kind != K_SECRET)
            out[n++] = (struct column){ f, COLUMN_FIELD };
    if (e->scope != SCOPE_GROUP && field_named(e, STR("unit_id")) == NULL)
        out[n++] = (struct column){ NULL, COLUMN_UNIT };
    for (const char *const *h = entity_head(e); *h != NULL; h++)
        if (strcmp(*h, "created_at") == 0)
            out[n++] = (struct column){ NULL, COLUMN_MADE };
    return n;
}

struct label column_label(const struct column *c)
{
    return c->what == COLUMN_FIELD ? c->f->label
         : c->what == COLUMN_UNIT ? (struct label){ "所属单位", "Unit" }
         : (struct label){ "建立时间", "Created at" };
}

enum kind column_kind(const struct column *c)
{
    if (c->what != COLUMN_FIELD)
        return c->what == COLUMN_MADE ? K_TIME : K_TEXT;
    return c->f->kind == K_REF || c->f->kind == K_FILE || c->f->kind == K_ANYREF ||
            c->f->kind == K_CHOICE || c->f->kind == K_STATE || c->f->kind == K_LONGTEXT
        ? K_TEXT
        : c->f->kind;
}

json_t *column_value(const struct column *c, const json_t *row)
{
    const char *name = c->what == COLUMN_FIELD ? c->f->name
        : c->what == COLUMN_UNIT               ? "unit_id"
                                               : "created_at";
    json_t *v = json_object_get(row, name);

    return v == NULL || json_is_null(v) ? NULL : v;
}

static str text_of(const json_t *v) { return (str){ json_string_value(v), json_string_length(v) }; }

/* 41800, 2 digits: "418.00". At least `least` digits after the point, and none that is a last 0. */
static void decimal_add(struct text *t, int64_t n, int digits, int least)
{
    uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n, whole = 1;

    for (int i = 0; i < digits; i++)
        whole *= 10;
    text_c(t, n < 0 ? "-" : "");
    text_int(t, (int64_t)(u / whole));
    u %= whole;
    for (int i = 0; whole > 1 && (u > 0 || i < least); i++) {
        whole /= 10;
        text_f(t, "%s%d", i == 0 ? "." : "", (int)(u / whole));
        u %= whole;
    }
}

static void time_add(struct text *t, str s)
{
    int y, m, d;
    int64_t local;
    when w;

    if (!when_parse(s, &w))
        return;
    date_parts(date_at(w, ZONE_S), &y, &m, &d);
    local = w.ms / 1000 + ZONE_S;
    local = (local % 86400 + 86400) % 86400;
    text_f(t, "%04d-%02d-%02d %02d:%02d:%02d", y, m, d, (int)(local / 3600), (int)(local / 60 % 60),
        (int)(local % 60));
}

static void code_add(struct text *t, const struct field *f, str code, bool english)
{
    const struct choice *choice;
    int i;

    choice = choice_coded(f->choices, code, &i);
    if (choice == NULL)
        text_add(t, code);
    else
        text_c(t, english ? choice->label.en : choice->label.zh);
}

static void number_add(struct text *t, enum kind kind, int64_t n)
{
    switch (kind) {
    case K_MONEY: decimal_add(t, n, 2, 2); break;
    case K_PRICE: decimal_add(t, n, 6, 2); break;
    case K_QTY:   decimal_add(t, n, 3, 0); break;
    case K_RATE:  decimal_add(t, n, 4, 0); text_c(t, "%"); break;
    case K_DURATION:
        text_f(t, "%lld:%02d:%02d", (long long)(n / 3600), (int)(n / 60 % 60), (int)(n % 60));
        break;
    default:      text_int(t, n); break;
    }
}

void column_show(struct text *t, const struct column *c, const json_t *row, bool english)
{
    const json_t *v = column_value(c, row), *title;
    enum kind kind = c->what == COLUMN_FIELD ? c->f->kind : c->what == COLUMN_UNIT ? K_REF : K_TIME;

    if (v == NULL)
        return;
    switch (kind) {
    case K_REF: case K_FILE: case K_ANYREF:
        title = json_object_get(
            json_object_get(row, "titles"), c->what == COLUMN_UNIT ? "unit_id" : c->f->name);
        text_add(t, text_of(json_is_string(title) ? title : v));
        break;
    case K_BOOL:  text_c(t, json_is_true(v) ? (english ? "yes" : "是") : (english ? "no" : "否")); break;
    case K_CHOICE: case K_STATE: code_add(t, c->f, text_of(v), english); break;
    case K_TIME:  time_add(t, text_of(v)); break;
    case K_TEXT: case K_LONGTEXT: case K_DATE: text_add(t, text_of(v)); break;
    default:      number_add(t, kind, json_integer_value(v)); break;
    }
}
