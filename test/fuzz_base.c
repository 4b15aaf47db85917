/* fuzz_base.c - days, moments, numbers, text and JSON out: what is read is written back the same.
 * The first byte picks what the rest is taken for. */
#include "base/base.h"
#include "test/fuzz.h"

#include <jansson.h>

static void fuzz_date(str in)
{
    char text[16];
    date d, again;
    int y, m, day;

    if (!date_parse(in, &d))
        return;
    must(date_print(d, text) == 10 && str_is(in, text));
    date_parts(d, &y, &m, &day);
    again = date_of(y, m, day);
    must(again.day == d.day && date_weekday(d) >= 1 && date_weekday(d) <= 7);
    must(date_weekday((date){ d.day + 1 }) == date_weekday(d) % 7 + 1);
}

static void fuzz_when(str in)
{
    char text[32];
    when w, again;
    date d;

    if (!when_parse(in, &w))
        return;
    must(when_print(w, text) == 24);
    must(when_parse(str_of(text), &again) && again.ms == w.ms);
    d = date_at(w, 28800);
    must(when_at(d, 0, 28800).ms <= w.ms && w.ms < when_at(d, 86400, 28800).ms);
}

static void fuzz_number(struct arena *mem, str in)
{
    struct text t = text_in(mem, 64);
    struct hash h;
    char hex[65];
    int64_t n, again;

    if (str_int(in, &n)) {
        text_int(&t, n);
        must(str_int(text_str(&t), &again) && again == n);
    }
    if (hash_from_hex(in, &h)) {
        hash_hex(h, hex);
        must(in.n == 64 && strncasecmp(hex, in.s, 64) == 0);
    }
}

/* Any bytes become one JSON string; those that are text come back as they went. */
static void fuzz_text(struct arena *mem, str in)
{
    struct json j = json_in(mem, 1 << 20);
    json_t *back;
    size_t n = 0;

    for (size_t i = 0; i < in.n; n++) {
        size_t size = utf8_size(in.s + i, in.s + in.n);

        must(size >= 1 && size <= 4 && i + size <= in.n);
        i += size;
    }
    must(utf8_count(in) == n);
    json_list(&j);
    json_str(&j, in);
    json_list_end(&j);
    must(!j.t.failed);
    back = json_loadb(j.t.s, j.t.n, JSON_ALLOW_NUL, NULL);
    must(back != NULL);
    if (utf8_valid(in)) {
        const json_t *s = json_array_get(back, 0);

        must(str_eq(in, (str){ json_string_value(s), json_string_length(s) }));
    }
    json_decref(back);
}

static int64_t word(const uint8_t *at)
{
    int64_t v;

    memcpy(&v, at, sizeof v);
    return v;
}

/* Whatever comes out of arithmetic is right or has set a fault. */
static void fuzz_money(const uint8_t *data, size_t size)
{
    int64_t a, b, whole, out;
    __int128 twice, rest;

    if (size < 24)
        return;
    a = word(data), b = word(data + 8), whole = word(data + 16);
    out = money_add(FEN(a), FEN(b)).fen;
    must(fault_pending() != NULL || out - b == a);
    fault_clear();
    out = money_sub(FEN(a), FEN(b)).fen;
    must(fault_pending() != NULL || out + b == a);
    fault_clear();
    (void)money_times((price){ a }, (qty){ b });
    (void)money_rate(FEN(a), (rate){ b });
    (void)price_of(FEN(a));
    fault_clear();
    out = money_share(FEN(a), b, whole).fen;
    if (fault_pending() == NULL) {          /* at most half of a fen from the exact share */
        twice = ((__int128)out * whole - (__int128)a * b) * 2;
        rest = twice < 0 ? -twice : twice;
        must(rest <= whole);
    }
    fault_clear();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena mem = { .limit = 4 << 20 };
    str in = { (const char *)data + 1, size - 1 };

    if (size == 0 || size > 16384)
        return 0;
    switch (data[0] % 5) {
    case 0: fuzz_date(in); break;
    case 1: fuzz_when(in); break;
    case 2: fuzz_number(&mem, in); break;
    case 3: fuzz_text(&mem, in); break;
    default: fuzz_money(data + 1, size - 1); break;
    }
    fault_clear();
    arena_free(&mem);
    return 0;
}
