/* str.c - strings that know their length, and text being written. */
#include "base/base.h"

str str_of(const char *s) { return s != NULL ? (str){ s, strlen(s) } : (str){ "", 0 }; }
bool str_eq(str a, str b) { return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, a.n) == 0); }
bool str_is(str a, const char *s)      { return str_eq(a, str_of(s)); }

bool str_starts(str a, const char *prefix)
{
    size_t n = strlen(prefix);

    return a.n >= n && memcmp(a.s, prefix, n) == 0;
}

str str_cut(str *rest, char at)
{
    const char *found = rest->n > 0 ? memchr(rest->s, at, rest->n) : NULL;
    str first = *rest;

    if (found == NULL) {
        *rest = (str){ rest->s + rest->n, 0 };
        return first;
    }
    first.n = (size_t)(found - rest->s);
    *rest = (str){ found + 1, rest->n - first.n - 1 };
    return first;
}

int str_cmp(str a, str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n > 0 ? memcmp(a.s, b.s, n) : 0;

    return order != 0 ? order : a.n < b.n ? -1 : a.n > b.n;
}

str str_copy(struct arena *mem, str s)
{
    char *copy = arena_alloc(mem, s.n + 1);

    if (copy == NULL)
        return (str){ "", 0 };
    if (s.n > 0)
        memcpy(copy, s.s, s.n);
    return (str){ copy, s.n };
}

const char *str_c(struct arena *mem, str s) { return str_copy(mem, s).s; }

str str_format(struct arena *mem, const char *format, ...)
{
    va_list args;
    char *out;
    int n;

    va_start(args, format);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    out = n >= 0 ? arena_alloc(mem, (size_t)n + 1) : NULL;
    if (out == NULL)
        return (str){ "", 0 };
    va_start(args, format);
    (void)vsnprintf(out, (size_t)n + 1, format, args);
    va_end(args);
    return (str){ out, (size_t)n };
}

bool str_int(str s, int64_t *out)
{
    bool minus = s.n > 0 && s.s[0] == '-';
    int64_t v = 0;

    if (s.n == minus)
        return false;
    for (size_t i = minus; i < s.n; i++) {
        if (s.s[i] < '0' || s.s[i] > '9' || __builtin_mul_overflow(v, 10, &v) ||
            __builtin_sub_overflow(v, s.s[i] - '0', &v))
            return false;
    }
    if (!minus && v == INT64_MIN)
        return false;
    *out = minus ? v : -v;
    return true;
}

/* --- text ------------------------------------------------------------------------------------- */

struct text text_in(struct arena *mem, size_t max)
{
    return (struct text){ .mem = mem, .s = "", .max = max };
}

static bool text_room(struct text *t, size_t more)
{
    size_t room = t->room * 2 > 256 ? t->room * 2 : 256;
    char *s;

    if (t->failed || more > t->max || t->n > t->max - more)
        return !(t->failed = true);
    if (t->n + more < t->room)
        return true;
    while (room <= t->n + more)
        room *= 2;
    s = arena_alloc(t->mem, room);
    if (s == NULL)
        return !(t->failed = true);
    memcpy(s, t->s, t->n);
    t->s = s;
    t->room = room;
    return true;
}

void text_add(struct text *t, str s)
{
    if (s.n == 0 || !text_room(t, s.n))
        return;
    memcpy(t->s + t->n, s.s, s.n);
    t->n += s.n;
}

void text_c(struct text *t, const char *s) { text_add(t, str_of(s)); }

void text_int(struct text *t, int64_t v)
{
    char digits[24], *at = digits + sizeof digits;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

    do
        *--at = (char)('0' + u % 10);
    while ((u /= 10) > 0);
    if (v < 0)
        *--at = '-';
    text_add(t, (str){ at, (size_t)(digits + sizeof digits - at) });
}

void text_f(struct text *t, const char *format, ...)
{
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n <= 0 || !text_room(t, (size_t)n + 1))
        return;
    va_start(args, format);
    (void)vsnprintf(t->s + t->n, (size_t)n + 1, format, args);
    va_end(args);
    t->n += (size_t)n;
}

str text_str(const struct text *t) { return (str){ t->s, t->n }; }
