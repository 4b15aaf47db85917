/* fold.c - full-width to half-width, capitals, no spaces. */
#include "facts/fold.h"

static uint32_t code_point(const char *s, size_t n)
{
    static const unsigned char lead[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
    uint32_t c = (unsigned char)s[0] & lead[n];

    if (n == 1 && (unsigned char)s[0] >= 0x80)
        return '?';
    for (size_t i = 1; i < n; i++)
        c = c << 6 | ((unsigned char)s[i] & 0x3F);
    return c;
}

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 || c == 0xFEFF
        || (c >= 0x2000 && c <= 0x200F);
}

static bool is_in(const char *list, const char *s, size_t n)
{
    for (size_t step; *list != 0; list += step) {
        step = utf8_size(list, list + strlen(list));
        if (step == n && memcmp(list, s, n) == 0)
            return true;
    }
    return false;
}

size_t fold(str given, const char *drop, char *out, size_t room)
{
    size_t count = 0, used = 0, n;
    bool full = false;

    assert(room > 0);
    for (size_t at = 0; at < given.n; at += n) {
        const char *s = given.s + at, *put = s;
        char plain;
        size_t put_n;
        uint32_t c;

        n = utf8_size(s, given.s + given.n);
        c = code_point(s, n);
        if (is_space(c) || is_in(drop, s, n))
            continue;
        put_n = n;
        if (c >= 0xFF01 && c <= 0xFF5E)
            c -= 0xFF01 - '!';
        if (c < 0x80) {
            plain = (char)(c >= 'a' && c <= 'z' ? c - 32 : c);
            put = &plain;
            put_n = 1;
        }
        count++;
        full = full || used + put_n >= room;
        if (!full) {
            memcpy(out + used, put, put_n);
            used += put_n;
        }
    }
    out[used] = 0;
    return count;
}
