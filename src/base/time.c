/* time.c - days and moments, without the C library's idea of a time zone. */
#include "base/base.h"

static bool leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }

static int month_days(int y, int m)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    return m == 2 && leap(y) ? 29 : days[m - 1];
}

/* Days before 1 March of year y in 400-year eras, then within the year from March. */
static int64_t day_number(int64_t y, int m, int d)
{
    int64_t era, year, day;

    y -= m <= 2;
    era = (y >= 0 ? y : y - 399) / 400;
    year = y - era * 400;
    day = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + year * 365 + year / 4 - year / 100 + day - 719468;
}

date date_of(int y, int m, int d)
{
    if (y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || d > month_days(y, m))
        return (date){ 0 };
    return (date){ day_number(y, m, d) };
}

void date_parts(date d, int *year, int *month, int *day)
{
    int64_t z = d.day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;

    *day = (int)(of_year - (153 * m + 2) / 5 + 1);
    *month = (int)(m < 10 ? m + 3 : m - 9);
    *year = (int)(y + era * 400 + (*month <= 2));
}

int date_weekday(date d) { return (int)(((d.day + 3) % 7 + 7) % 7) + 1; }

date date_at(when w, int64_t zone_s)
{
    int64_t s = w.ms / 1000 - (w.ms % 1000 < 0) + zone_s;

    return (date){ s / 86400 - (s % 86400 < 0) };
}

when when_at(date d, int64_t second_of_day, int64_t zone_s)
{
    return (when){ (d.day * 86400 + second_of_day - zone_s) * 1000 };
}

static bool digits(const char **at, const char *end, int n, int *out)
{
    *out = 0;
    for (int i = 0; i < n; i++, ++*at) {
        if (*at == end || **at < '0' || **at > '9')
            return false;
        *out = *out * 10 + (**at - '0');
    }
    return true;
}

static bool sign(const char **at, const char *end, const char *any)
{
    return *at < end && strchr(any, **at) != NULL && **at != '\0' && ++*at;
}

static bool date_read(const char **at, const char *end, date *out)
{
    int y, m, d;

    if (!digits(at, end, 4, &y) || !sign(at, end, "-") || !digits(at, end, 2, &m) ||
        !sign(at, end, "-") || !digits(at, end, 2, &d))
        return false;
    if (y < 1 || m < 1 || m > 12 || d < 1 || d > month_days(y, m))
        return false;
    *out = date_of(y, m, d);
    return true;
}

bool date_parse(str s, date *out)
{
    const char *at = s.s, *end = s.s + s.n;
    date d;

    if (s.n != 10 || !date_read(&at, end, &d) || d.day == 0)
        return false;
    *out = d;
    return true;
}

static bool fraction(const char **at, const char *end, int64_t *ms)
{
    int scale = 100, n = 0;

    for (; *at < end && **at >= '0' && **at <= '9'; ++*at, n++, scale /= 10)
        *ms += (**at - '0') * scale;
    return n > 0 && n <= 9;
}

static bool zone(const char **at, const char *end, int64_t *seconds)
{
    int h, m;
    bool minus;

    if (sign(at, end, "Zz")) {
        *seconds = 0;
        return true;
    }
    minus = *at < end && **at == '-';
    if (!sign(at, end, "+-") || !digits(at, end, 2, &h) || !sign(at, end, ":") ||
        !digits(at, end, 2, &m) || h > 23 || m > 59)
        return false;
    *seconds = (h * 3600 + m * 60) * (minus ? -1 : 1);
    return true;
}

bool when_parse(str s, when *out)
{
    const char *at = s.s, *end = s.s + s.n;
    int h, m, second;
    int64_t ms = 0, offset;
    when w;
    date d;

    if (s.n > 40 || !date_read(&at, end, &d) || !sign(&at, end, "Tt ") ||
        !digits(&at, end, 2, &h) || !sign(&at, end, ":") || !digits(&at, end, 2, &m) ||
        !sign(&at, end, ":") || !digits(&at, end, 2, &second) || h > 23 || m > 59 || second > 59)
        return false;
    if (sign(&at, end, ".") && !fraction(&at, end, &ms))
        return false;
    if (!zone(&at, end, &offset) || at != end)
        return false;
    w = (when){ when_at(d, h * 3600 + m * 60 + second, offset).ms + ms };
    d = date_at(w, 0);
    if (d.day < date_of(1, 1, 1).day || d.day > date_of(9999, 12, 31).day)
        return false;                       /* in UTC its year has no four digits */
    *out = w;
    return true;
}

static char *put(char *at, int64_t v, int n)
{
    for (int i = n - 1; i >= 0; i--, v /= 10)
        at[i] = (char)('0' + v % 10);
    return at + n;
}

size_t date_print(date d, char out[16])
{
    char *at = out;
    int y, m, day;

    date_parts(d, &y, &m, &day);
    at = put(at, y, 4), *at++ = '-';
    at = put(at, m, 2), *at++ = '-';
    at = put(at, day, 2), *at = '\0';
    return (size_t)(at - out);
}

size_t when_print(when w, char out[32])
{
    date d = date_at(w, 0);
    int64_t ms = w.ms - d.day * 86400000;
    char *at = out + date_print(d, out);

    *at++ = 'T';
    at = put(at, ms / 3600000, 2), *at++ = ':';
    at = put(at, ms / 60000 % 60, 2), *at++ = ':';
    at = put(at, ms / 1000 % 60, 2), *at++ = '.';
    at = put(at, ms % 1000, 3), *at++ = 'Z', *at = '\0';
    return (size_t)(at - out);
}
