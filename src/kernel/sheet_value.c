/* sheet_value.c - numbers and moments of a spreadsheet, by whole numbers and digits alone: what
 * looks like 418.10 there must not become 418.09999999999997 here. */
#include "kernel/sheet.h"

enum { DIGITS = 15, POWER = 30 };

struct decimal {
    bool minus;
    char d[DIGITS + 1];
    int n, point;
}; /* 0.d[0]d[1]… times 10 to the point */

static void digit_add(struct decimal *x, int digit, bool *round_up)
{
    if (x->n == 0 && digit == 0)
        return;
    if (x->n < DIGITS)
        x->d[x->n++] = (char)digit;
    else if (x->n == DIGITS) { /* the first that does not fit decides, and is not kept */
        *round_up = digit >= 5;
        x->n++;
    }
}

static void rounded(struct decimal *x, bool up)
{
    int i;

    x->n = x->n > DIGITS ? DIGITS : x->n;
    if (up) {
        for (i = x->n - 1; i >= 0 && x->d[i] == 9; i--)
            x->d[i] = 0;
        if (i >= 0)
            x->d[i]++;
        else {
            x->d[0] = 1;
            x->n = 1;
            x->point++;
        }
    }
    while (x->n > 0 && x->d[x->n - 1] == 0)
        x->n--;
}

static bool decimal_read(str s, struct decimal *x)
{
    bool any = false, point = false, up = false;
    int64_t power = 0;
    size_t i = 0;

    *x = (struct decimal){ .minus = s.n > 0 && s.s[0] == '-' };
    for (i = x->minus || (s.n > 0 && s.s[0] == '+'); i < s.n; i++) {
        if (s.s[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (s.s[i] < '0' || s.s[i] > '9')
            break;
        any = true;
        digit_add(x, s.s[i] - '0', &up);
        x->point += x->n > 0 ? !point : -point;
        if (x->point > 400 || x->point < -400)
            return false;
    }
    if (!any)
        return false;
    if (i < s.n && (s.s[i] == 'e' || s.s[i] == 'E')) {
        str rest = { s.s + i + 1, s.n - i - 1 };

        if (rest.n > 0 && rest.s[0] == '+')
            rest.s++, rest.n--;
        if (!str_int(rest, &power) || power > 400 || power < -400)
            return false;
        i = s.n;
    }
    rounded(x, up);
    x->point += (int)power;
    return i == s.n && (x->n == 0 || (x->point <= POWER && x->point >= -POWER));
}

bool sheet_number(struct arena *mem, str s, str *out)
{
    struct text t = text_in(mem, 4 * POWER);
    struct decimal x;

    if (!decimal_read(s, &x))
        return false;
    if (x.n == 0) {
        *out = STR("0");
        return true;
    }
    text_c(&t, x.minus ? "-" : "");
    text_c(&t, x.point <= 0 ? "0." : "");
    for (int i = x.point; i < 0; i++)
        text_c(&t, "0");
    for (int i = 0; i < x.n || i < x.point; i++)
        text_f(&t, "%s%d", i == x.point && i > 0 ? "." : "", i < x.n ? x.d[i] : 0);
    *out = text_str(&t);
    return !t.failed;
}

/* --- moments ---------------------------------------------------------------------------------- */

/* Days, and seconds of the last one. */
static bool moment_read(str s, int64_t *day, int64_t *second)
{
    int64_t nano = 0;
    struct decimal x;

    *day = 0;
    if (!decimal_read(s, &x) || x.minus || x.point > 7)
        return false;
    for (int i = 0; i < x.point; i++)
        *day = *day * 10 + (i < x.n ? x.d[i] : 0);
    for (int i = 0; i < 9; i++) {
        int at = i + x.point;

        nano = nano * 10 + (at >= 0 && at < x.n ? x.d[at] : 0);
    }
    *second = (nano * 86400 + 500000000) / 1000000000;
    *day += *second / 86400;
    *second %= 86400;
    return true;
}

bool sheet_moment(struct arena *mem, str number, char how, bool from_1904, str *out)
{
    int64_t day, second;
    char text[16];
    date d;

    if (!moment_read(number, &day, &second))
        return false;
    if (how == 'e' || (day == 0 && !from_1904)) {
        *out = str_format(mem, "%lld:%02d:%02d", (long long)(day * 24 + second / 3600),
            (int)(second / 60 % 60), (int)(second % 60));
        return true;
    }
    /* Excel believes that there was a 29 February 1900, its day 60. */
    d = from_1904 ? date_of(1904, 1, 1) : date_of(1899, 12, day < 60 ? 31 : 30);
    d.day += day;
    if (d.day > date_of(9999, 12, 31).day)
        return false;
    date_print(d, text);
    *out = second == 0 ? str_copy(mem, str_of(text))
         : str_format(mem, "%s %02d:%02d:%02d", text, (int)(second / 3600), (int)(second / 60 % 60),
               (int)(second % 60));
    return true;
}

char sheet_format(str code)
{
    bool shows_date = false;

    for (size_t i = 0; i < code.n; i++) {
        char ch = code.s[i];

        if (ch == '"')
            for (i++; i < code.n && code.s[i] != '"'; i++)
                ;
        else if (ch == '\\' || ch == '_' || ch == '*')
            i++;
        else if (ch == '[') {
            if (i + 1 < code.n && strchr("hHmMsS", code.s[i + 1]) != NULL)
                return 'e';
            for (i++; i < code.n && code.s[i] != ']'; i++)
                ;
        } else if (strchr("yYmMdDhHsS", ch) != NULL && ch != '\0')
            shows_date = true;
    }
    return shows_date ? 'd' : 'n';
}
