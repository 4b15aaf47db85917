/* import_value.c - cells as people write them, made into what the interface takes. */
#include "kernel/import.h"
#include "kernel/search.h"

#include <jansson.h>
#include <strings.h>

str import_trimmed(str s)
{
    static const char *const blanks[] = { " ", "\t", "\r", "\n", "\xE3\x80\x80",
        "\xC2\xA0" }; /* 　, nbsp */
    bool cut = true;

    while (cut) {
        cut = false;
        for (size_t i = 0; i < COUNT(blanks); i++) {
            size_t n = strlen(blanks[i]);

            if (s.n >= n && memcmp(s.s, blanks[i], n) == 0)
                s.s += n, s.n -= n, cut = true;
            if (s.n >= n && memcmp(s.s + s.n - n, blanks[i], n) == 0)
                s.n -= n, cut = true;
        }
    }
    return s;
}

str import_unmarked(str s)
{
    bool marked = s.n > 1 && s.s[0] == '\'' && memchr("=+-@\t\r", s.s[1], 6) != NULL;

    return marked ? (str){ s.s + 1, s.n - 1 } : s;
}

static bool same(str a, const char *b) { return a.n == strlen(b) && strncasecmp(a.s, b, a.n) == 0; }

static bool cut_end(str *s, const char *end)
{
    size_t n = strlen(end);

    if (s->n < n || memcmp(s->s + s->n - n, end, n) != 0)
        return false;
    s->n -= n;
    return true;
}

/* --- numbers ---------------------------------------------------------------------------------- */

/* "1,234.50" with 2 digits is 123450. Commas only where thousands have them. */
static bool amount(str s, int digits, int64_t *out)
{
    bool minus = s.n > 0 && s.s[0] == '-', point = false, any = false;
    size_t since = 0, commas = 0;
    int64_t v = 0;

    for (size_t i = minus || (s.n > 0 && s.s[0] == '+'); i < s.n; i++) {
        char ch = s.s[i];

        if (ch == ',' && !point && any && (commas > 0 ? since == 3 : since <= 3)) {
            commas++, since = 0;
            continue;
        }
        if (ch == '.' && !point && any && (commas == 0 || since == 3)) {
            point = true, commas = 0;
            continue;
        }
        if (ch < '0' || ch > '9')
            return false;
        any = true, since++;
        if (point && digits == 0 && ch == '0')
            continue;                       /* 12.50000 has no more than two decimals */
        if ((point && digits-- == 0) || __builtin_mul_overflow(v, 10, &v) ||
            __builtin_add_overflow(v, ch - '0', &v))
            return false;
    }
    for (; digits > 0; digits--)
        if (__builtin_mul_overflow(v, 10, &v))
            return false;
    *out = minus ? -v : v;
    return any && (commas == 0 || since == 3);
}

static int take_amount(struct ctx *c, const struct field *f, str s, int digits, json_t **out)
{
    int64_t n;

    if (f->kind == K_MONEY || f->kind == K_PRICE) {
        (void)(cut_end(&s, "元"));
        if (str_starts(s, "¥"))
            s.s += strlen("¥"), s.n -= strlen("¥");
        else if (str_starts(s, "￥"))
            s.s += strlen("￥"), s.n -= strlen("￥");
        s = import_trimmed(s);
    }
    if (f->kind == K_RATE && cut_end(&s, "%"))
        digits -= 2;
    if (!amount(s, digits, &n))
        return refuse_field(c, f->name, &F_AMOUNT, digits);
    *out = json_integer(n);
    return 0;
}

/* --- days and times --------------------------------------------------------------------------- */

static bool digits_of(str *s, size_t least, size_t most, int *out)
{
    size_t n = 0;

    *out = 0;
    for (; n < s->n && n < most && s->s[n] >= '0' && s->s[n] <= '9'; n++)
        *out = *out * 10 + (s->s[n] - '0');
    s->s += n, s->n -= n;
    return n >= least;
}

static bool mark_of(str *s, const char *a, const char *b)
{
    size_t n = strlen(a);

    if (s->n >= n && memcmp(s->s, a, n) == 0) {
        s->s += n, s->n -= n;
        return true;
    }
    n = strlen(b);
    if (s->n < n || memcmp(s->s, b, n) != 0)
        return false;
    s->s += n, s->n -= n;
    return true;
}

/* 2026-11-24, 2026/11/24, 2026.11.24, 2026年11月24日, 20261124. */
static bool day_of(str *s, date *out)
{
    char mark[2] = { s->n > 4 ? s->s[4] : '\0', '\0' };
    int y, m, d;

    if (!digits_of(s, 4, 4, &y))
        return false;
    if (strchr("-/.", mark[0]) == NULL || mark[0] == '\0')
        mark[0] = '\1';
    bool marked = mark_of(s, mark, "年");
    if (!digits_of(s, marked ? 1 : 2, 2, &m) || mark_of(s, mark, "月") != marked || !digits_of(s, marked ? 1 : 2, 2, &d))
        return false;
    (void)mark_of(s, "日", "日");
    *out = date_of(y, m, d);
    return out->day != 0;
}

static bool clock_of(str s, int hours_most, int64_t *seconds)
{
    int h, m, sec = 0;

    if (!digits_of(&s, 1, 5, &h) || !mark_of(&s, ":", "：") || !digits_of(&s, 2, 2, &m) ||
        (s.n > 0 && (!mark_of(&s, ":", "：") || !digits_of(&s, 2, 2, &sec))))
        return false;
    *seconds = (int64_t)h * 3600 + m * 60 + sec;
    return s.n == 0 && h <= hours_most && m < 60 && sec < 60;
}

static int take_day(struct ctx *c, const struct field *f, str s, json_t **out)
{
    char text[16];
    date d;

    if (!day_of(&s, &d) || s.n > 0)
        return refuse_field(c, f->name, &F_DATE);
    date_print(d, text);
    *out = json_string(text);
    return 0;
}

/* With an offset as programs write it; without one it is China's time. */
static int take_moment(struct ctx *c, const struct field *f, str s, json_t **out)
{
    int64_t seconds = 0;
    char text[32];
    str rest = s;
    when w;
    date d;

    if (!when_parse(s, &w)) {
        if (!day_of(&rest, &d))
            return refuse_field(c, f->name, &F_DATE);
        if (rest.n > 0 && (rest.s[0] == ' ' || rest.s[0] == 'T'))
            rest.s++, rest.n--;
        if (rest.n > 0 && !clock_of(import_trimmed(rest), 23, &seconds))
            return refuse_field(c, f->name, &F_DATE);
        w = when_at(d, seconds, ZONE_S);
    }
    when_print(w, text);
    *out = json_string(text);
    return 0;
}

/* --- words ------------------------------------------------------------------------------------ */

static int take_choice(struct ctx *c, const struct field *f, str s, json_t **out)
{
    for (int i = 1; i < f->choices->n; i++) {
        const struct choice *v = &f->choices->v[i];

        if (same(s, v->code) || same(s, v->label.zh) || same(s, v->label.en)) {
            *out = json_string(v->code);
            return 0;
        }
    }
    return refuse_field(c, f->name, &F_CHOICE, s.n <= 60 ? s : STR("…"));
}

static int take_bool(struct ctx *c, const struct field *f, str s, json_t **out)
{
    static const char *const yes[] = { "是", "yes", "y", "true", "1", "√" };
    static const char *const no[] = { "否", "no", "n", "false", "0", "×" };

    for (size_t i = 0; i < COUNT(yes); i++)
        if (same(s, yes[i]) || same(s, no[i])) {
            *out = json_boolean(same(s, yes[i]));
            return 0;
        }
    return refuse_field(c, f->name, &F_YES_NO);
}

/* --- references ------------------------------------------------------------------------------- */

struct found { rid id; size_t n; };

static int take_found(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct found *f = arg;

    (void)n;
    if (!who_reads(c->who, v[1].i))
        return 0;
    f->id = v[0].i;
    f->n++;
    return 0;
}

/* By search keys where the field has them, for only those are indexed. */
static int find_by(
    struct ctx *c, const struct entity *on, const struct field *f, str text, struct found *found)
{
    const char *sql;

    if (f->search != SEARCH_NOT) {
        sql = str_c(&c->mem, str_format(&c->mem, "SELECT t.id, t.unit_id FROM search_key k JOIN %s t ON t.id = k.entity_id"
            " WHERE k.key = ? AND k.entity = ? AND k.field = ? AND t.%s = ? AND t.retired_at IS NULL", on->name, f->name));
        return db_values(c, take_found, found, sql, "tttt",
            PARAMS(search_folded(c, text), str_of(on->name), str_of(f->name), text));
    }
    sql = str_c(&c->mem, str_format(&c->mem, "SELECT id, unit_id FROM %s WHERE %s = ? AND retired_at IS NULL", on->name, f->name));
    return db_values(c, take_found, found, sql, "t", PARAMS(text));
}

int import_find(struct ctx *c, const char *field, const struct entity *on, str text, rid *id)
{
    struct found found = { 0 };
    rid given;

    if (!entity_audited(on))
        return refuse_field(c, field, &F_REF);
    for (const struct field *f = on->fields(); f->name != NULL; f++) {
        struct found here = { 0 };
        bool title = on->title != NULL && strcmp(on->title, f->name) == 0;

        if (!(title || f->unique) || (f->kind != K_TEXT && f->kind != K_LONGTEXT))
            continue;
        TRY(find_by(c, on, f, text, &here));
        if (here.n == 1 && (found.n == 0 || found.id == here.id))
            found = here;
        else if (here.n > 0)
            found.n = found.n + here.n + 1;
    }
    if (found.n == 0 && str_int(text, &given) && given > 0 && row_known(c, on, given) == 0)
        found = (struct found){ given, 1 };
    c->refused = NULL;
    *id = found.id;
    return found.n == 1 ? 0
        : found.n > 1   ? refuse_field(c, field, &F_SEVERAL, text.n <= 60 ? text : STR("…"))
                        : refuse_field(c, field, &F_REF);
}

static int take_ref(struct ctx *c, const struct field *f, str s, json_t **out)
{
    char text[24];
    rid id;

    TRY(import_find(c, f->name, f->ref, s, &id));
    (void)snprintf(text, sizeof text, "%lld", (long long)id);
    *out = json_string(text);
    return 0;
}

/* --- any -------------------------------------------------------------------------------------- */

static str without_apostrophe(str s)
{
    if (s.n > 1 && s.s[0] == '\'' && strchr("=+-@\t", s.s[1]) != NULL)
        s.s++, s.n--;                       /* which an export put there */
    return s;
}

static int take_duration(struct ctx *c, const struct field *f, str s, json_t **out)
{
    int64_t seconds;

    if (!clock_of(s, 87600, &seconds))
        return refuse_field(c, f->name, &F_DURATION);
    *out = json_integer(seconds);
    return 0;
}

int import_value(struct ctx *c, const struct field *f, str cell, json_t **out)
{
    str s = import_trimmed(cell);

    *out = NULL;
    if (s.n == 0)
        return 0;
    switch (f->kind) {
    case K_MONEY:    return take_amount(c, f, s, 2, out);
    case K_PRICE:    return take_amount(c, f, s, 6, out);
    case K_QTY:      return take_amount(c, f, s, 3, out);
    case K_RATE:     return take_amount(c, f, s, 6, out);
    case K_INT:      return take_amount(c, f, s, 0, out);
    case K_DURATION: return take_duration(c, f, s, out);
    case K_BOOL:     return take_bool(c, f, s, out);
    case K_DATE:     return take_day(c, f, s, out);
    case K_TIME:     return take_moment(c, f, s, out);
    case K_CHOICE:   return take_choice(c, f, s, out);
    case K_REF:      return take_ref(c, f, s, out);
    default:
        s = without_apostrophe(s);
        *out = json_stringn(s.s, s.n);
        return *out != NULL ? 0 : refuse_field(c, f->name, &F_TEXT);
    }
}
