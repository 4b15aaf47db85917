/* division.c - administrative divisions, searched in place. */
#include "facts/division.h"
#include "facts/tables.h"

static const struct division_row *rows(void)
{
    return FACTS(facts_division, DIVISION_ROW, struct division_row);
}

static uint32_t rows_n(void) { return facts_division[DIVISION_ROW].n; }

static str name_of(const struct division_row *r)
{
    return str_of(FACTS(facts_division, DIVISION_TEXT, char) + r->name);
}

static enum division_level level_of(uint32_t code)
{
    return code % 10000 == 0 ? DIVISION_PROVINCE : code % 100 == 0 ? DIVISION_CITY : DIVISION_AREA;
}

static struct division division_of(const struct division_row *r)
{
    return (struct division){ (int)r->code, level_of(r->code), name_of(r) };
}

/* The first row whose code is not below this one. */
static uint32_t row_from(uint32_t code)
{
    uint32_t low = 0, high = rows_n();

    while (low < high) {
        uint32_t mid = (low + high) / 2;

        if (rows()[mid].code < code)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static uint32_t six_digits(int code)
{
    if (code >= 10 && code <= 99)
        return (uint32_t)code * 10000;
    if (code >= 1000 && code <= 9999)
        return (uint32_t)code * 100;
    return code >= 100000 && code <= 999999 ? (uint32_t)code : 0;
}

/* Past the last code that lies in `code`. */
static uint32_t end_of(uint32_t code)
{
    return code == 0 ? 1000000 : code + (level_of(code) == DIVISION_PROVINCE ? 10000
        : level_of(code) == DIVISION_CITY ? 100 : 1);
}

bool division_by_code(int code, struct division *out)
{
    uint32_t want = six_digits(code), at = row_from(want);

    if (want == 0 || at == rows_n() || rows()[at].code != want)
        return false;
    *out = division_of(&rows()[at]);
    return true;
}

/* 深圳 for 深圳市: one sign is missing at the end, of two there must be left. */
static bool name_fits(str name, str asked)
{
    return name.n >= asked.n && memcmp(name.s, asked.s, asked.n) == 0
        && (name.n == asked.n || (asked.n >= 6 && utf8_count(name) == utf8_count(asked) + 1));
}

size_t division_by_name(str name, int within, struct division *out, size_t max)
{
    uint32_t from = six_digits(within), end = end_of(from);
    size_t n = 0;

    if (name.n == 0 || (within != 0 && from == 0))
        return 0;
    for (uint32_t i = row_from(from); i < rows_n() && rows()[i].code < end; i++)
        if (name_fits(name_of(&rows()[i]), name)) {
            if (n < max)
                out[n] = division_of(&rows()[i]);
            n++;
        }
    return n;
}

size_t division_under(int code, struct division *out, size_t max)
{
    uint32_t from = six_digits(code), end = end_of(from);
    enum division_level want = from == 0 ? DIVISION_PROVINCE : level_of(from) + 1;
    size_t n = 0;

    if (code != 0 && from == 0)
        return 0;
    for (uint32_t i = row_from(from); i < rows_n() && rows()[i].code < end; i++)
        if (level_of(rows()[i].code) == want) {
            if (n < max)
                out[n] = division_of(&rows()[i]);
            n++;
        }
    return n;
}

/* Names that group rows in the standard and are no part of an address. */
static bool is_filler(str name)
{
    return str_is(name, "市辖区") || str_is(name, "县") || str_is(name, "省直辖县级行政区划")
        || str_is(name, "自治区直辖县级行政区划");
}

bool division_print(int code, char out[128])
{
    int six = (int)six_digits(code), parts[] = { six / 10000, six / 100, six };
    struct division d;
    size_t n = 0;

    out[0] = 0;
    if (!division_by_code(six, &d))
        return false;
    for (int i = 0; i < (int)d.level; i++) {
        struct division part;

        if (division_by_code(parts[i], &part) && !is_filler(part.name) && n + part.name.n < 128) {
            memcpy(out + n, part.name.s, part.name.n);
            out[n += part.name.n] = 0;
        }
    }
    return true;
}
