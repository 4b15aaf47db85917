/* query_row.c - the rows of a list as JSON, and where a page ended. */
#include "kernel/query_own.h"
#include "facts/phone.h"
#include "kernel/row.h"

#include <sodium.h>

enum { CHECK = 8 };                         /* hexadecimal digits in front of a cursor */

/* --- rows ------------------------------------------------------------------------------------- */

static void value_json(struct json *j, const struct field *f, const struct value *v)
{
    char out[32];

    if (v->null)
        json_none(j);
    else if (f->personal && f->format == AS_PHONE)
        phone_mask(v->t, out), json_c(j, out);  /* whole on the page of the one row */
    else if (v->text)
        json_str(j, v->t);
    else if (f->kind == K_BOOL)
        json_bool(j, v->i != 0);
    else if (f->kind == K_REF || f->kind == K_FILE)
        json_id(j, v->i);
    else if (f->kind == K_TIME || f->kind == K_DATE) {
        if (f->kind == K_TIME)
            when_print((when){ v->i }, out);
        else
            date_print((date){ v->i }, out);
        json_c(j, out);
    } else
        json_int(j, v->i);
}

static size_t head_values(struct json *j, const struct entity *e, const struct value *v)
{
    char out[32];
    size_t n = 0;

    for (const char *const *h = entity_head(e); *h != NULL; h++, n++) {
        json_key(j, *h);
        if (v[n].null)
            json_none(j);
        else if (strcmp(*h, "version") == 0)
            json_int(j, v[n].i);
        else if (strcmp(*h, "created_at") == 0 || strcmp(*h, "retired_at") == 0) {
            when_print((when){ v[n].i }, out);
            json_c(j, out);
        } else
            json_id(j, v[n].i);
    }
    return n;
}

static void anyref_values(struct json *j, const struct value *v)
{
    if (v[0].null) {
        json_none(j);
        return;
    }
    json_open(j);
    json_key(j, "entity");
    json_str(j, v[0].t);
    json_key(j, "id");
    json_id(j, v[1].i);
    json_close(j);
}

bool query_titled(const struct field *f)
{
    return (f->kind == K_REF && f->ref->title != NULL) || f->kind == K_FILE;
}

/* --- where it ended --------------------------------------------------------------------------- */

bool key_next(const char **key, str *name)
{
    *key += strspn(*key, ", ");
    *name = (str){ *key, strcspn(*key, ", ") };
    *key += name->n;
    return name->n > 0;
}

/* Which value of a row is this column's, and is it text? */
static size_t column_at(const struct entity *e, str name, bool *text)
{
    size_t i = 0;

    *text = false;
    for (const char *const *h = entity_head(e); *h != NULL; h++, i++)
        if (str_is(name, *h))
            return i;
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        size_t n = strlen(f->name);
        bool begins = name.n >= n && memcmp(name.s, f->name, n) == 0;

        if (f->kind == K_LINES)
            continue;
        *text = field_texty(f);
        if (f->kind != K_ANYREF && begins && name.n == n)
            return i;
        if (f->kind == K_ANYREF && begins &&
            (*text = str_is((str){ name.s + n, name.n - n }, "_entity")))
            return i;
        if (f->kind == K_ANYREF && begins && str_is((str){ name.s + n, name.n - n }, "_id"))
            return i + 1;
        i += f->kind == K_ANYREF ? 2 : 1;
    }
    assert(!"a key names columns of its table");
    return 0;
}

/* The columns that order a list; returns how many. */
static size_t columns_of(const struct entity *e, const struct field *order, str names[CURSOR_MAX])
{
    const char *key = e->key;
    size_t n = 0;

    if (key == NULL) {
        if (order != NULL)
            names[n++] = str_of(order->name);
        names[n++] = STR("id");
        return n;
    }
    while (n < CURSOR_MAX && key_next(&key, &names[n]))
        n++;
    return n;
}

static str value_text(struct ctx *c, const struct value *v)
{
    return v->text ? str_copy(&c->mem, v->t) : str_format(&c->mem, "%lld", (long long)v->i);
}

static void last_keep(struct ctx *c, struct page *p, const struct value *v)
{
    str names[CURSOR_MAX];
    bool text;

    p->n_last = columns_of(p->on, p->order, names);
    for (size_t i = 0; i < p->n_last; i++)
        p->last[i] = value_text(c, &v[column_at(p->on, names[i], &text)]);
}

int list_end(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct page *p = arg;

    p->more = true;
    p->n_last = n < CURSOR_MAX ? n : CURSOR_MAX;
    for (size_t i = 0; i < p->n_last; i++)
        p->last[i] = value_text(c, &v[i]);
    return 0;
}

int page_row(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct page *p = arg;
    const struct entity *e = p->on;
    size_t i;

    (void)n;
    if (p->n == p->limit) {
        p->more = true;
        return 0;
    }
    p->n++;
    json_open(p->j);
    i = head_values(p->j, e, v);
    last_keep(c, p, v);
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        if (f->kind == K_LINES)
            continue;
        if (f->kind != K_SECRET) {
            json_key(p->j, f->name);
            if (f->kind == K_ANYREF)
                anyref_values(p->j, v + i);
            else
                value_json(p->j, f, &v[i]);
        }
        i += f->kind == K_ANYREF ? 2 : 1;
    }
    json_key(p->j, "titles");
    json_open(p->j);
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (query_titled(f)) {
            if (!v[i].null) {
                json_key(p->j, f->name);
                json_str(p->j, v[i].t);
            }
            i++;
        }
    if (!v[i].null && v[i].text) {
        json_key(p->j, "unit_id");
        json_str(p->j, v[i].t);
    }
    json_close(p->j);
    json_close(p->j);
    return 0;
}

/* --- cursors: a check, then the values, each behind its length -------------------------------- */

static void check_of(struct ctx *c, const struct entity *e, const struct field *order,
    bool descending, str values, char hex[65])
{
    hash_hex(hash_of(str_format(&c->mem, "%s %s %d %.*s", e->name,
        order != NULL ? order->name : "id",
        descending, (int)values.n, values.s)), hex);
}

void cursor_write(struct ctx *c, const struct page *p, bool descending)
{
    struct text values = text_in(&c->mem, 4096);
    char hex[65], *out;
    size_t room;
    str plain;

    for (size_t i = 0; i < p->n_last; i++) {
        text_f(&values, "%zu:", p->last[i].n);
        text_add(&values, p->last[i]);
    }
    check_of(c, p->on, p->order, descending, text_str(&values), hex);
    plain = str_format(&c->mem, "%.*s%.*s", CHECK, hex, (int)values.n, values.s);
    room = sodium_base64_ENCODED_LEN(plain.n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    out = p->more ? arena_alloc(&c->mem, room) : NULL;
    if (out == NULL) {
        json_none(p->j);
        return;
    }
    sodium_bin2base64(out, room, (const uint8_t *)plain.s, plain.n,
        sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    json_c(p->j, out);
}

static bool value_take(str *values, str *out)
{
    const char *colon = memchr(values->s, ':', values->n);
    int64_t n;

    if (colon == NULL || !str_int((str){ values->s, (size_t)(colon - values->s) }, &n) || n < 0)
        return false;
    *values = (str){ colon + 1, values->n - (size_t)(colon - values->s) - 1 };
    if ((size_t)n > values->n)
        return false;
    *out = (str){ values->s, (size_t)n };
    *values = (str){ values->s + n, values->n - (size_t)n };
    return true;
}

static bool values_take(const struct entity *e, const struct field *order, str values,
    struct param after[CURSOR_MAX], size_t n)
{
    str names[CURSOR_MAX], s;
    bool text;

    (void)columns_of(e, order, names);
    for (size_t i = 0; i < n; i++) {
        if (!value_take(&values, &s))
            return false;
        (void)column_at(e, names[i], &text);
        after[i] = p_str(s);
        if (text)
            continue;
        after[i].kind = P_INT;
        if (!str_int(s, &after[i].i))
            return false;
    }
    return values.n == 0;
}

int cursor_read(struct ctx *c, const struct query *q, const struct field *order, bool descending,
    struct param after[CURSOR_MAX], size_t *n)
{
    char *out = arena_alloc(&c->mem, q->cursor.n + 1), hex[65];
    str names[CURSOR_MAX], values;
    size_t size = 0;

    *n = 0;
    if (q->cursor.n == 0)
        return 0;
    if (out == NULL)
        return DB_FAILED;
    if (sodium_base642bin((uint8_t *)out, q->cursor.n, q->cursor.s, q->cursor.n, NULL, &size, NULL,
            sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 || size < CHECK)
        return refuse_field(c, "cursor", &F_REF);
    values = (str){ out + CHECK, size - CHECK };
    check_of(c, q->on, order, descending, values, hex);
    *n = columns_of(q->on, order, names);
    if (memcmp(hex, out, CHECK) != 0 || !utf8_valid(values) ||
        !values_take(q->on, order, values, after, *n))
        return refuse_field(c, "cursor", &F_REF);
    return 0;
}
