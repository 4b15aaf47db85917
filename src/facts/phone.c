/* phone.c - telephone numbers. */
#include "facts/phone.h"
#include "facts/fold.h"

/* Strips the country's code; gives the digits that remain. */
static const char *without_country(const char *s)
{
    if (strncmp(s, "+86", 3) == 0)
        return s + 3;
    if (strncmp(s, "0086", 4) == 0)
        return s + 4;
    return strlen(s) == 13 && strncmp(s, "861", 3) == 0 ? s + 2 : s;
}

static bool is_digits(const char *s) { return s[strspn(s, "0123456789")] == 0; }

/* Area codes: 010 and 02x of three digits, 03x to 09x of four. */
static size_t area_size(const char *s)
{
    if (s[1] == '1')
        return s[2] == '0' ? 3 : 0;
    return s[1] == '2' ? 3 : s[1] >= '3' && s[1] <= '9' ? 4 : 0;
}

static enum phone_refusal landline_read(const char *s, const char *extension, struct phone *p)
{
    size_t area = area_size(s), n = strlen(s);

    if (area == 0)
        return PHONE_NO_SUCH;
    if (n < area + 7 || n > area + 8 || strlen(extension) > 6)
        return PHONE_LENGTH;
    if (s[area] < '2')                                /* 0 is long distance, 1 the services */
        return PHONE_NO_SUCH;
    p->kind = PHONE_LANDLINE;
    snprintf(p->text, sizeof p->text, "%.*s-%s%s%s", (int)area, s, s + area,
        *extension != 0 ? "-" : "", extension);
    return PHONE_FINE;
}

static enum phone_refusal number_read(const char *s, const char *extension, struct phone *p)
{
    size_t n = strlen(s);

    if (n == 0)
        return PHONE_EMPTY;
    if (!is_digits(s) || !is_digits(extension))
        return PHONE_CHARACTER;
    if (s[0] == '0')
        return landline_read(s, extension, p);
    if (*extension != 0)
        return PHONE_LENGTH;
    if (n == 10 && (strncmp(s, "400", 3) == 0 || strncmp(s, "800", 3) == 0))
        p->kind = PHONE_SERVICE;
    else if (n != 11)
        return PHONE_LENGTH;
    else if (s[0] == '1' && s[1] >= '3')
        p->kind = PHONE_MOBILE;
    else
        return PHONE_NO_SUCH;
    snprintf(p->text, sizeof p->text, "%.11s", s);
    return PHONE_FINE;
}

/* A landline may carry its extension after a second dash, or after 转: the dashes are cut out here,
 * the number's length says where the extension begins. */
int phone_read(str given, struct phone *p)
{
    char plain[40], number[40], *extension = "";
    const char *start;
    size_t area, n = 0;

    *p = (struct phone){ 0 };
    if (fold(given, "().", plain, sizeof plain) >= sizeof plain) {
        p->refusal = PHONE_LENGTH;
        return 1;
    }
    start = without_country(plain);
    for (const char *s = start; *s != 0; s++)
        if (*s != '-')
            number[n++] = *s;
    number[n] = 0;
    area = number[0] == '0' ? area_size(number) : 0;
    if (area > 0) {
        char *dash = strchr(start, '-'), *second = dash != NULL ? strchr(dash + 1, '-') : NULL;

        if (second != NULL && dash == start + area) {
            extension = second + 1;
            number[second - start - 1] = 0;
        }
    }
    p->refusal = number_read(number, extension, p);
    return p->refusal == PHONE_FINE ? 0 : 1;
}

void phone_mask(str given, char out[32])
{
    char plain[40];
    struct phone p;
    size_t n, area;

    if (phone_read(given, &p) == 0 && p.kind != PHONE_LANDLINE) {
        snprintf(out, 32, "%.3s****%s", p.text, p.text + strlen(p.text) - 4);
        return;
    }
    if (p.kind == PHONE_LANDLINE) {
        area = strcspn(p.text, "-");
        n = area + 1 + strcspn(p.text + area + 1, "-");
        snprintf(out, 32, "%.*s-****%.4s", (int)area, p.text, p.text + n - 4);
        return;
    }
    n = fold(given, "", plain, sizeof plain);
    if (n < 8 || n >= sizeof plain || strlen(plain) != n)
        snprintf(out, 32, "****");
    else
        snprintf(out, 32, "****%s", plain + n - 4);
}

const char *phone_refusal_text(enum phone_refusal refusal, bool chinese)
{
    static const char *const text[][2] = {
        [PHONE_FINE] = { "", "" },
        [PHONE_EMPTY] = { "no telephone number given", "未填写电话号码" },
        [PHONE_CHARACTER] = { "a telephone number has digits only", "电话号码只能是数字" },
        [PHONE_LENGTH] = { "a mobile number has 11 digits, a landline its area code and 7 or 8",
            "手机号应为 11 位，固定电话应为区号加 7 至 8 位号码" },
        [PHONE_NO_SUCH] = { "no network has numbers that begin so", "没有这样开头的号码，请核对" },
    };

    return text[refusal][chinese];
}
