/* utf8.c - well-formed UTF-8, by the table of RFC 3629. */
#include "base/base.h"

/* Bytes of the well-formed character at `at`; 0 if there is none. */
static size_t whole(const unsigned char *at, size_t left)
{
    unsigned char a = at[0];
    size_t n = a < 0x80 ? 1 : a >= 0xC2 && a <= 0xDF ? 2 : (a & 0xF0) == 0xE0 ? 3
             : a >= 0xF0 && a <= 0xF4 ? 4 : 0;

    if (n == 0 || n > left)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    if ((a == 0xE0 && at[1] < 0xA0) || (a == 0xED && at[1] > 0x9F) ||
        (a == 0xF0 && at[1] < 0x90) || (a == 0xF4 && at[1] > 0x8F))
        return 0;
    return n;
}

bool utf8_valid(str s)
{
    const unsigned char *at = (const unsigned char *)s.s;

    for (size_t i = 0; i < s.n; ) {
        size_t n = whole(at + i, s.n - i);

        if (n == 0 || at[i] == 0x7F ||
            (at[i] < ' ' && at[i] != '\t' && at[i] != '\n' && at[i] != '\r'))
            return false;
        i += n;
    }
    return true;
}

size_t utf8_size(const char *at, const char *end)
{
    size_t n = whole((const unsigned char *)at, (size_t)(end - at));

    return n > 0 ? n : 1;
}

size_t utf8_count(str s)
{
    size_t count = 0;

    for (size_t i = 0; i < s.n; i += utf8_size(s.s + i, s.s + s.n))
        count++;
    return count;
}

str utf8_cut(str s, size_t bytes)
{
    size_t n = 0;

    while (n < s.n && n + utf8_size(s.s + n, s.s + s.n) <= bytes)
        n += utf8_size(s.s + n, s.s + s.n);
    return (str){ s.s, n };
}
