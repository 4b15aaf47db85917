/* print_code.c - codes for scanners: Code 128 (ours) and QR (libqrencode). */
#include "kernel/print.h"

#include <qrencode.h>

/* --- Code 128 (ISO/IEC 15417): widths of bar, space, bar … of the values 0 to 105 and the stop */

enum { CODE_C = 99, CODE_B = 100, START_B = 104, START_C = 105, STOP = 106, VALUES_MAX = 100 };

static const char widths[107][8] = {
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212",
    "221213", "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221",
    "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221",
    "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
    "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131",
    "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131",
    "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111",
    "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
    "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242",
    "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
};

static size_t digits_at(str s, size_t at)
{
    size_t n = 0;

    while (at + n < s.n && s.s[at + n] >= '0' && s.s[at + n] <= '9')
        n++;
    return n;
}

/* Pairs of digits take one value in set C; it pays from four on. The values, without the check. */
static size_t values_of(str s, uint8_t values[VALUES_MAX])
{
    size_t n = 0, digits = digits_at(s, 0);
    bool pairs = digits >= 4 || (digits == 2 && s.n == 2);

    values[n++] = pairs ? START_C : START_B;
    for (size_t i = 0; i < s.n && n + 3 < VALUES_MAX; ) {
        digits = digits_at(s, i);
        if (pairs && digits >= 2) {
            values[n++] = (uint8_t)((s.s[i] - '0') * 10 + s.s[i + 1] - '0');
            i += 2;
            continue;
        }
        if (pairs != (digits >= 4 && digits % 2 == 0)) {
            pairs = !pairs;
            values[n++] = pairs ? CODE_C : CODE_B;
            continue;
        }
        if (s.s[i] < 32 || s.s[i] > 126)
            return 0;
        values[n++] = (uint8_t)(s.s[i++] - 32);
    }
    return n + 3 < VALUES_MAX ? n : 0;
}

size_t print_code128(struct arena *mem, str s, const uint8_t **dark)
{
    uint8_t values[VALUES_MAX], *out = arena_alloc(mem, VALUES_MAX * 11 + 13);
    size_t n = s.n > 0 && s.n <= 80 ? values_of(s, values) : 0, at = 0;
    unsigned check;

    if (n == 0 || out == NULL)
        return 0;
    check = values[0];
    for (size_t i = 1; i < n; i++)
        check += (unsigned)i * values[i];
    values[n++] = (uint8_t)(check % 103);
    values[n++] = STOP;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; widths[values[i]][k] != '\0'; k++)
            for (int w = widths[values[i]][k] - '0'; w > 0; w--)
                out[at++] = k % 2 == 0;
    *dark = out;
    return at;
}

/* --- QR --------------------------------------------------------------------------------------- */

size_t print_qr(struct arena *mem, str s, const uint8_t **dark)
{
    QRcode *code = s.n > 0 && s.n <= 500
        ? QRcode_encodeData((int)s.n, (const unsigned char *)s.s, 0, QR_ECLEVEL_M)
        : NULL;
    size_t side = code != NULL ? (size_t)code->width : 0;
    uint8_t *out = arena_alloc(mem, side * side + 1);

    for (size_t i = 0; out != NULL && i < side * side; i++)
        out[i] = code->data[i] & 1;
    QRcode_free(code);
    *dark = out;
    return out != NULL ? side : 0;
}
