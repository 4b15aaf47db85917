/* http_parse.c - percent-encoding, paths, queries and the lists in header values. Pure. */
#include <strings.h>
#include "kernel/http_internal.h"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Valid UTF-8 and no control character; utf8_valid lets \t \n \r through, a path may not. */
static bool text_clean(str s, bool lines)
{
    for (size_t i = 0; i < s.n && !lines; i++)
        if ((unsigned char)s.s[i] < 0x20)
            return false;
    return utf8_valid(s);
}

bool http_decode(struct arena *mem, str in, bool plus, str *out)
{
    char *to = arena_alloc(mem, in.n + 1);
    size_t n = 0;

    if (to == NULL)
        return false;
    for (size_t i = 0; i < in.n; i++) {
        char c = in.s[i];

        if (c == '%') {
            int high = i + 2 < in.n ? hex_digit(in.s[i + 1]) : -1;
            int low = i + 2 < in.n ? hex_digit(in.s[i + 2]) : -1;

            if (high < 0 || low < 0)
                return false;
            c = (char)(high << 4 | low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        to[n++] = c;
    }
    *out = (str){ to, n };
    return text_clean(*out, plus);
}

void http_encode(struct text *t, str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.s[i];

        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
            || c == '-' || c == '.' || c == '_' || c == '~')
            text_add(t, (str){ s.s + i, 1 });
        else
            text_f(t, "%%%02X", c);
    }
}

bool http_parse_query(struct arena *mem, str s, const struct http_pair **out, size_t *n)
{
    struct http_pair *pairs;
    size_t room = 1;

    for (size_t i = 0; i < s.n; i++)
        room += s.s[i] == '&';
    room = room < HTTP_PAIRS_MAX ? room : HTTP_PAIRS_MAX;
    *n = 0;
    *out = pairs = arena_alloc(mem, room * sizeof *pairs);
    if (pairs == NULL)
        return false;
    while (s.n > 0) {
        str value = str_cut(&s, '&');
        str name = str_cut(&value, '=');

        if (name.n == 0 && value.n == 0)
            continue;
        if (*n == room || !http_decode(mem, name, true, &pairs[*n].name)
            || !http_decode(mem, value, true, &pairs[*n].value))
            return false;
        (*n)++;
    }
    return true;
}

static bool part_clean(str part)
{
    if (part.n == 0 || str_is(part, ".") || str_is(part, ".."))
        return false;
    return memchr(part.s, '/', part.n) == NULL && memchr(part.s, '\\', part.n) == NULL;
}

/* The parts are decoded one by one, so that an encoded slash cannot make two of one. */
static bool parse_path(struct arena *mem, str path, struct http_request *req)
{
    struct text whole = text_in(mem, HTTP_URI_MAX + HTTP_PARTS_MAX);

    if (path.n == 0 || path.s[0] != '/')
        return false;
    path = (str){ path.s + 1, path.n - 1 };
    req->parts_n = 0;
    while (path.n > 0) {
        str part;

        if (req->parts_n == HTTP_PARTS_MAX || !http_decode(mem, str_cut(&path, '/'), false, &part)
            || !part_clean(part))
            return false;
        req->parts[req->parts_n++] = part;
        text_c(&whole, "/");
        text_add(&whole, part);
    }
    if (req->parts_n == 0)
        text_c(&whole, "/");
    req->path = text_str(&whole);
    return !whole.failed;
}

bool http_parse_target(struct arena *mem, str target, struct http_request *req)
{
    str path = str_cut(&target, '?');

    return parse_path(mem, path, req) && http_parse_query(mem, target, &req->query, &req->query_n);
}

/* --- lists ----------------------------------------------------------------------------------- */

/* One entity tag off the front of a list; false at its end or where it is malformed. */
static bool take_etag(str *list, bool *weak, str *tag)
{
    const char *end;

    while (list->n > 0 && (list->s[0] == ',' || list->s[0] == ' ' || list->s[0] == '\t'))
        *list = (str){ list->s + 1, list->n - 1 };
    *weak = list->n >= 2 && list->s[0] == 'W' && list->s[1] == '/';
    if (*weak)
        *list = (str){ list->s + 2, list->n - 2 };
    if (list->n < 2 || list->s[0] != '"')
        return false;
    end = memchr(list->s + 1, '"', list->n - 1);
    if (end == NULL)
        return false;
    *tag = (str){ list->s, (size_t)(end - list->s) + 1 };
    *list = (str){ end + 1, list->n - tag->n };
    return true;
}

static bool etag_listed(str list, str etag, bool strong)
{
    bool weak;
    str tag;

    if (str_is(http_cut(list), "*"))
        return true;
    while (take_etag(&list, &weak, &tag))
        if (str_eq(tag, etag) && !(weak && strong))
            return true;
    return false;
}

bool http_none_match(str list, str etag)
{
    return list.n > 0 && etag.n > 0 && etag_listed(list, etag, false);
}

bool http_match(str list, str etag)
{
    return list.n > 0 && etag.n > 0 && etag_listed(list, etag, true);
}

/* The weight of an item in thousandths; 1000 without one, 0 when it cannot be read. */
static int item_weight(str parameters)
{
    while (parameters.n > 0) {
        str value = http_cut(str_cut(&parameters, ';'));
        str name = http_cut(str_cut(&value, '='));
        int weight = 0, unit = 100;

        if (!http_same(name, "q"))
            continue;
        value = http_cut(value);
        if (value.n == 0 || value.n > 5 || (value.s[0] != '0' && value.s[0] != '1')
            || (value.n > 1 && value.s[1] != '.'))
            return 0;
        weight = (value.s[0] - '0') * 1000;
        for (size_t i = 2; i < value.n; i++, unit /= 10) {
            if (value.s[i] < '0' || value.s[i] > '9')
                return 0;
            weight += (value.s[i] - '0') * unit;
        }
        return weight > 1000 ? 0 : weight;
    }
    return 1000;
}

static str take_item(str *list, int *weight)
{
    str parameters = str_cut(list, ',');
    str item = http_cut(str_cut(&parameters, ';'));

    *weight = item_weight(parameters);
    return item;
}

bool http_accepts_gzip(str list)
{
    int any = 0, weight;

    while (list.n > 0) {
        str item = take_item(&list, &weight);

        if (http_same(item, "gzip") || http_same(item, "x-gzip"))
            return weight > 0;
        if (str_is(item, "*"))
            any = weight;
    }
    return any > 0;
}

bool http_accepts_type(str list, const char *type)
{
    str wanted = str_of(type), family = str_cut(&wanted, '/');
    int weight;

    if (list.n == 0)
        return true;
    while (list.n > 0) {
        str item = take_item(&list, &weight), kind = str_cut(&item, '/');

        if (weight == 0 || item.n == 0)
            continue;
        if (str_is(kind, "*") && str_is(item, "*"))
            return true;
        if (kind.n == family.n && strncasecmp(kind.s, family.s, kind.n) == 0
            && (str_is(item, "*")
                || (item.n == wanted.n && strncasecmp(item.s, wanted.s, item.n) == 0)))
            return true;
    }
    return false;
}

bool http_is_type(str content_type, const char *type)
{
    return http_same(http_cut(str_cut(&content_type, ';')), type);
}

static bool language_is(str tag, const char *language)
{
    return http_same(str_cut(&tag, '-'), language);
}

bool http_parse_language(str list, bool *english)
{
    int zh = 0, en = 0, weight;
    bool en_first = false;

    while (list.n > 0) {
        str tag = take_item(&list, &weight);

        if (language_is(tag, "zh") && weight > zh)
            zh = weight;
        if (language_is(tag, "en") && weight > en) {
            en = weight;
            en_first = zh == 0;
        }
    }
    if (zh == 0 && en == 0)
        return false;
    *english = en > zh || (en == zh && en_first);
    return true;
}
