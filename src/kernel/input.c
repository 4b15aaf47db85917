/* input.c - what comes from outside, judged field by field before anything runs. */
#include "kernel/auth.h"
#include "kernel/row.h"

#include <jansson.h>

enum { DEPTH_MAX = 16, LINES_IN_MAX = 500 };

/* jansson's own limit of depth is 2048 levels of recursion; ours is checked before it starts. */
static bool too_deep(str s)
{
    int depth = 0;
    bool quoted = false;

    for (size_t i = 0; i < s.n; i++) {
        char ch = s.s[i];

        if (quoted && ch == '\\')
            i++;
        else if (ch == '"')
            quoted = !quoted;
        else if (!quoted && (ch == '{' || ch == '['))
            depth++;
        else if (!quoted && (ch == '}' || ch == ']'))
            depth--;
        if (depth > DEPTH_MAX)
            return true;
    }
    return false;
}

json_t *body_parse(struct ctx *c, str bytes)
{
    json_error_t why;
    json_t *j;

    if (too_deep(bytes)) {
        (void)!refuse(c, &E_MALFORMED, STR("nested too deeply"));
        return NULL;
    }
    if (!utf8_valid(bytes)) {
        (void)!refuse(c, &E_MALFORMED, STR("not valid UTF-8"));
        return NULL;
    }
    j = json_loadb(bytes.s, bytes.n, JSON_REJECT_DUPLICATES, &why);
    if (fault_pending() != NULL) {          /* a text may lack what there was no memory for */
        json_decref(j);
        return NULL;
    }
    if (j == NULL || !json_is_object(j)) {
        (void)!refuse(c, &E_MALFORMED, j != NULL ? STR("an object is expected")
            : str_format(&c->mem, "line %d: %s", why.line, why.text));
        json_decref(j);
        return NULL;
    }
    return j;
}

/* --- one value -------------------------------------------------------------------------------- */

static const struct { const char *zh, *en; } expected[] = {
    [K_TEXT] = { "文字", "text" },            [K_LONGTEXT] = { "文字", "text" },
    [K_INT] = { "整数", "an integer" },       [K_BOOL] = { "是或否", "true or false" },
    [K_MONEY] = { "以分为单位的整数", "an integer in fen" },
    [K_PRICE] = { "以百万分之一元为单位的整数", "an integer in millionths of a yuan" },
    [K_RATE] = { "以百万分之一为单位的整数", "an integer in ppm" },
    [K_QTY] = { "以千分之一为单位的整数", "an integer in thousandths" },
    [K_TIME] = { "时间（RFC 3339）", "a time (RFC 3339)" }, [K_DATE] = { "日期（YYYY-MM-DD）", "a date (YYYY-MM-DD)" },
    [K_DURATION] = { "以秒为单位的整数", "an integer in seconds" },
    [K_CHOICE] = { "选项代码", "a code" },    [K_STATE] = { "状态代码", "a code" },
    [K_REF] = { "编号（字符串）", "an id (a string)" }, [K_FILE] = { "编号（字符串）", "an id (a string)" },
    [K_ANYREF] = { "{entity, id}", "{entity, id}" }, [K_LINES] = { "数组", "an array" },
    [K_SECRET] = { "文字", "text" },
};

static int wrong_type(struct ctx *c, const struct field *f)
{
    return refuse_field(
        c, f->name, &F_TYPE, str_of(expected[f->kind].zh), str_of(expected[f->kind].en));
}

static int take_text(struct ctx *c, const struct field *f, const json_t *v, str *out)
{
    str s;

    if (!json_is_string(v))
        return wrong_type(c, f);
    s = (str){ json_string_value(v), json_string_length(v) };
    if (!utf8_valid(s))
        return refuse_field(c, f->name, &F_TEXT);
    while (s.n > 0 && (s.s[0] == ' ' || s.s[0] == '\n') && f->kind != K_SECRET)
        s.s++, s.n--;
    while (s.n > 0 && (s.s[s.n - 1] == ' ' || s.s[s.n - 1] == '\n') && f->kind != K_SECRET)
        s.n--;
    if (s.n > (size_t)f->max)
        return refuse_field(c, f->name, &F_LENGTH, f->max);
    *out = str_copy(&c->mem, s);
    return 0;
}

/* Hashed here, outside of any transaction, for that takes long; nobody sees the text again. */
static int take_secret(struct ctx *c, const struct field *f, const json_t *v, str *out)
{
    TRY(take_text(c, f, v, out));
    if (out->n == 0)
        return 0;
    if (out->n < PASSWORD_LEAST)
        return refuse_field(c, f->name, &F_SHORT, (int)PASSWORD_LEAST);
    return password_hash(c, *out, out);
}

static void bounds(const struct field *f, int64_t *least, int64_t *most)
{
    *least = f->least, *most = f->most;
    if (*least != 0 || *most != 0)
        return;
    *most = f->kind == K_MONEY || f->kind == K_PRICE ? MONEY_MAX
          : f->kind == K_QTY ? QTY_MAX
          : f->kind == K_RATE ? 10000000 : f->kind == K_DURATION ? 315360000 : 1000000000000;
    *least = f->kind == K_DURATION ? 0 : -*most;
}

static int take_number(struct ctx *c, const struct field *f, const json_t *v, int64_t *out)
{
    int64_t least, most, n;

    if (!json_is_integer(v))
        return wrong_type(c, f);
    n = json_integer_value(v);
    bounds(f, &least, &most);
    if (n < least || n > most)
        return refuse_field(c, f->name, &F_RANGE, least, most);
    *out = n;
    return 0;
}

static int take_id(struct ctx *c, const struct field *f, const json_t *v, rid *out)
{
    rid id;

    if (!json_is_string(v))
        return wrong_type(c, f);
    if (!str_int((str){ json_string_value(v), json_string_length(v) }, &id) || id <= 0)
        return refuse_field(c, f->name, &F_REF);
    *out = id;
    return 0;
}

static int take_code(struct ctx *c, const struct field *f, const json_t *v, int *out)
{
    str code;

    if (!json_is_string(v))
        return wrong_type(c, f);
    code = (str){ json_string_value(v), json_string_length(v) };
    if (choice_coded(f->choices, code, out) == NULL)
        return refuse_field(c, f->name, &F_CHOICE, code.n <= 40 ? code : STR("…"));
    return 0;
}

static int take_moment(struct ctx *c, const struct field *f, const json_t *v, void *at)
{
    str s;

    if (!json_is_string(v))
        return wrong_type(c, f);
    s = (str){ json_string_value(v), json_string_length(v) };
    if (f->kind == K_TIME ? when_parse(s, at) : date_parse(s, at))
        return 0;
    return refuse_field(c, f->name, &F_DATE);
}

static int take_anyref(struct ctx *c, const struct field *f, const json_t *v, struct anyref *out)
{
    const json_t *name = json_object_get(v, "entity"), *id = json_object_get(v, "id");

    if (!json_is_string(name) || !json_is_string(id) || json_object_size(v) != 2)
        return wrong_type(c, f);
    out->on = entity_named((str){ json_string_value(name), json_string_length(name) });
    if (out->on == NULL || out->on->internal)
        return refuse_field(c, f->name, &F_REF);
    return take_id(c, f, id, &out->id);
}

struct lines { char *v; size_t n; };

static int take_lines(struct ctx *c, const struct field *f, json_t *v, struct lines *out)
{
    str path = c->path;
    int r = 0;
    size_t n = json_array_size(v);

    if (!json_is_array(v))
        return wrong_type(c, f);
    if (n > LINES_IN_MAX)
        return refuse_field(c, f->name, &F_RANGE, 0, LINES_IN_MAX);
    out->v = arena_alloc(&c->mem, (n + 1) * f->ref->size);
    if (out->v == NULL)
        return DB_FAILED;
    out->n = n;
    for (size_t i = 0; i < n; i++) {
        json_t *line = json_array_get(v, i);

        c->path = str_format(&c->mem, "%.*s%s[%zu].", (int)path.n, path.s, f->name, i);
        if (!json_is_object(line)) {
            c->path = path;
            return wrong_type(c, f);
        }
        int r1 = input_read(c, f->ref, line, out->v + i * f->ref->size, false);
        r = r1 != 0 ? r1 : r;
    }
    c->path = path;
    return r;
}

static int take(struct ctx *c, const struct field *f, json_t *v, void *at)
{
    switch (f->kind) {
    case K_TEXT: case K_LONGTEXT:                return take_text(c, f, v, at);
    case K_SECRET:                               return take_secret(c, f, v, at);
    case K_CHOICE: case K_STATE:                 return take_code(c, f, v, at);
    case K_TIME: case K_DATE:                    return take_moment(c, f, v, at);
    case K_REF: case K_FILE:                     return take_id(c, f, v, at);
    case K_ANYREF:                               return take_anyref(c, f, v, at);
    case K_LINES:                                return take_lines(c, f, v, at);
    case K_BOOL:
        if (!json_is_boolean(v))
            return wrong_type(c, f);
        *(bool *)at = json_is_true(v);
        return 0;
    default:
        return take_number(c, f, v, at);
    }
}

static void empty(const struct field *f, void *at)
{
    memset(at, 0, kind_size(f->kind));
    if (f->optional)
        *(int64_t *)at = NO_NUMBER;
}

/* --- a whole input ---------------------------------------------------------------------------- */

static bool writable(const struct entity *e, const struct field *f)
{
    return !e->table || (!f->readonly && f->kind != K_STATE && f->kind != K_LINES);
}

int input_read(struct ctx *c, const struct entity *e, json_t *body, void *out, bool patch)
{
    int worst = 0;
    const char *key;
    json_t *v;

    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        bool given = json_object_get(body, f->name) != NULL;
        int r = 0;

        if (!given && !patch)
            empty(f, (char *)out + f->at);
        if (!given && !patch && f->required && writable(e, f))
            r = refuse_field(c, f->name, &F_REQUIRED);
        worst = r != 0 ? r : worst;
    }
    json_object_foreach(body, key, v) {
        const struct field *f = field_named(e, str_of(key));
        void *at = f != NULL ? (char *)out + f->at : NULL;
        int r;

        if (f == NULL)
            r = refuse_field(c, key, &F_UNKNOWN);
        else if (!writable(e, f))
            r = refuse_field(c, f->name, &F_READONLY);
        else if (json_is_null(v) ||
            (json_is_string(v) && json_string_length(v) == 0 && f->required)) {
            empty(f, at);
            r = f->required ? refuse_field(c, f->name, &F_REQUIRED) : 0;
        } else
            r = take(c, f, v, at);
        if (r < 0)
            return r;
        if (r == 0 && f->required && !kind_number(f->kind) && f->kind != K_LINES &&
            field_absent(f, out))
            r = refuse_field(c, f->name, &F_REQUIRED);
        worst = r != 0 ? r : worst;
    }
    return worst;
}

static int refs_of_lines(struct ctx *c, const struct field *f, const struct lines *lines)
{
    str path = c->path;
    int worst = 0;

    for (size_t i = 0; i < lines->n; i++) {
        c->path = str_format(&c->mem, "%.*s%s[%zu].", (int)path.n, path.s, f->name, i);
        int r = input_refs(c, f->ref, lines->v + i * f->ref->size, NULL);
        if (r < 0)
            return r;
        worst = r != 0 ? r : worst;
    }
    c->path = path;
    return worst;
}

/* What it is was seen when it came, not said by its name. */
static int must_be_image(struct ctx *c, const struct field *f, rid id)
{
    struct file file;

    TRY(db_get(c, file, &file, id));
    return str_is(file.type, "image/jpeg") || str_is(file.type, "image/png") ||
            str_is(file.type, "image/webp") ? 0 : refuse_field(c, f->name, &F_IMAGE);
}

int input_refs(struct ctx *c, const struct entity *e, const void *in, const void *before)
{
    int worst = 0;

    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        const void *at = (const char *)in + f->at;
        const struct entity *on = f->kind == K_FILE ? &file_model : f->ref;
        rid id = 0;
        int r = 0;

        if (e->table && f->readonly)
            continue;
        if (f->kind == K_LINES && !e->table)
            r = refs_of_lines(c, f, at);
        else if (f->kind == K_REF || f->kind == K_FILE)
            id = *(const rid *)at;
        else if (f->kind == K_ANYREF && ((const struct anyref *)at)->on != NULL)
            on = ((const struct anyref *)at)->on, id = ((const struct anyref *)at)->id;
        if (id != 0 && (before == NULL || !field_same(f, in, before))) {
            r = row_known(c, on, id);
            if (r > 0)
                r = refuse_field(c, f->name, &F_REF);
            if (r == 0 && f->image)
                r = must_be_image(c, f, id);
        }
        if (r < 0)
            return r;
        worst = r != 0 ? r : worst;
    }
    return worst;
}
