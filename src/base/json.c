/* json.c - JSON out. */
#include "base/base.h"

struct json json_in(struct arena *mem, size_t max)
{
    return (struct json){ .t = text_in(mem, max) };
}

static void comma(struct json *j)
{
    if (j->comma)
        text_add(&j->t, STR(","));
    j->comma = true;
}

void json_open(struct json *j)     { comma(j); text_add(&j->t, STR("{")); j->comma = false; }
void json_close(struct json *j)    { text_add(&j->t, STR("}")); j->comma = true; }
void json_list(struct json *j)     { comma(j); text_add(&j->t, STR("[")); j->comma = false; }
void json_list_end(struct json *j) { text_add(&j->t, STR("]")); j->comma = true; }

static bool plain(unsigned char ch) { return ch >= ' ' && ch != '"' && ch != '\\' && ch < 0xE2; }

static void escaped(struct text *t, str s)
{
    unsigned char ch = (unsigned char)s.s[0];

    switch (ch) {
    case '"':  text_add(t, STR("\\\"")); return;
    case '\\': text_add(t, STR("\\\\")); return;
    case '\n': text_add(t, STR("\\n")); return;
    case '\t': text_add(t, STR("\\t")); return;
    case '\r': text_add(t, STR("\\r")); return;
    }
    if (ch < ' ')
        text_f(t, "\\u%04x", ch);
    else if (s.n == 3 && memcmp(s.s, "\xE2\x80\xA8", 3) == 0)
        text_add(t, STR("\\u2028"));
    else if (s.n == 3 && memcmp(s.s, "\xE2\x80\xA9", 3) == 0)
        text_add(t, STR("\\u2029"));
    else if (ch >= 0x80 && s.n == 1)
        text_add(t, STR("\xEF\xBF\xBD"));           /* not UTF-8: the replacement character */
    else
        text_add(t, s);
}

static void quoted(struct text *t, str s)
{
    size_t from = 0, i = 0;
    bool good = utf8_valid(s);

    text_add(t, STR("\""));
    while (i < s.n) {
        size_t n = 1;

        if (good && plain((unsigned char)s.s[i])) {
            i++;
            continue;
        }
        n = utf8_size(s.s + i, s.s + s.n);
        text_add(t, (str){ s.s + from, i - from });
        escaped(t, (str){ s.s + i, n });
        from = i += n;
    }
    text_add(t, (str){ s.s + from, i - from });
    text_add(t, STR("\""));
}

void json_key(struct json *j, const char *key)
{
    comma(j);
    text_add(&j->t, STR("\""));
    text_c(&j->t, key);
    text_add(&j->t, STR("\":"));
    j->comma = false;
}

void json_str(struct json *j, str s)         { comma(j); quoted(&j->t, s); }
void json_int(struct json *j, int64_t v)     { comma(j); text_int(&j->t, v); }
void json_bool(struct json *j, bool v)
{
    comma(j);
    text_add(&j->t, v ? STR("true") : STR("false"));
}
void json_none(struct json *j)               { comma(j); text_add(&j->t, STR("null")); }
void json_raw(struct json *j, str s)         { comma(j); text_add(&j->t, s); }

void json_c(struct json *j, const char *s)
{
    if (s == NULL)
        json_none(j);
    else
        json_str(j, str_of(s));
}

void json_id(struct json *j, rid id)
{
    if (id == 0) {
        json_none(j);
        return;
    }
    comma(j);
    text_add(&j->t, STR("\""));
    text_int(&j->t, id);
    text_add(&j->t, STR("\""));
}
