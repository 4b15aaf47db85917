/* form.c - what a browser posts. */
#include "pages/form.h"

str form_cut(str *rest, char end)
{
    const char *at = rest->n > 0 ? memchr(rest->s, end, rest->n) : NULL;
    str first = { rest->s, at != NULL ? (size_t)(at - rest->s) : rest->n };

    *rest = at != NULL ? (str){ at + 1, rest->n - first.n - 1 } : (str){ "", 0 };
    return first;
}

static str trimmed(str s)
{
    while (s.n > 0 && strchr(" \t\r\n", s.s[0]) != NULL)
        s.s++, s.n--;
    while (s.n > 0 && strchr(" \t\r\n", s.s[s.n - 1]) != NULL)
        s.n--;
    return s;
}

bool form_read(struct arena *mem, const struct http_request *req, struct form *f)
{
    str rest = req->body;

    f->n = 0;
    if (!http_is_type(http_header(req, "content-type"), "application/x-www-form-urlencoded") ||
        rest.n > FORM_BYTES)
        return false;
    while (rest.n > 0) {
        str pair = form_cut(&rest, '&'), name = form_cut(&pair, '=');
        struct http_pair *field = &f->v[f->n];

        if (f->n == FIELDS_MAX || !http_decode(mem, name, true, &field->name) ||
            !http_decode(mem, pair, true, &field->value))
            return false;
        field->value = trimmed(field->value);
        f->n++;
    }
    return true;
}

str form_get(const struct form *f, const char *name)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_is(f->v[i].name, name))
            return f->v[i].value;
    return (str){ "", 0 };
}

bool form_int(const struct form *f, const char *name, int64_t *out)
{
    return str_int(form_get(f, name), out);
}

bool form_has(const struct form *f, const char *name, str value)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_is(f->v[i].name, name) && str_eq(f->v[i].value, value))
            return true;
    return false;
}
