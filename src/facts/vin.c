/* vin.c - the form of a VIN, its check digit, its year, its country; what it says in words. */
#include "facts/vin.h"
#include "facts/fold.h"
#include "facts/vin_tables.h"

static int value_of(char c)
{
    static const char letter[] = "12345678.12345.7.923456789";      /* A … Z; '.' is none */

    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'Z' && letter[c - 'A'] != '.' ? letter[c - 'A'] - '0' : -1;
}

char vin_check_digit(const char vin[VIN_LENGTH_IS])
{
    static const int weight[] = { 8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2 };
    int sum = 0;

    for (int i = 0; i < VIN_LENGTH_IS; i++) {
        if (i != 8 && value_of(vin[i]) < 0)
            return 0;
        sum += i == 8 ? 0 : weight[i] * value_of(vin[i]);
    }
    return "0123456789X"[sum % 11];
}

bool vin_check_digit_ok(const char vin[VIN_LENGTH_IS])
{
    return vin_check_digit(vin) != 0 && vin_check_digit(vin) == vin[8];
}

size_t vin_normalise(str given, char *out, size_t room) { return fold(given, "", out, room); }

/* --- the country: the order of the codes is A to Z, then 1 to 9, then 0 (ISO 3780) ----------- */
static int rank(char c)
{
    if (c == '0')
        return 36;
    return c <= '9' ? c - '1' + 27 : c - 'A' + 1;
}

static void country_set(struct vin_facts *f, const struct vin_wmi *w)
{
    const struct vin_country *c = FACTS(facts_vin, VIN_COUNTRY, struct vin_country);

    for (uint32_t i = 0; i < facts_vin[VIN_COUNTRY].n; i++, c++)
        if (f->vin[0] == c->from[0] && rank(f->vin[1]) >= rank(c->from[1])
                && rank(f->vin[1]) <= rank(c->to[1])) {
            f->country = vin_text(c->name);
            f->country_zh = vin_text(c->name_zh);
            return;
        }
    if (w != NULL)
        f->country = vin_text(w->country);
}

/* --- the market, which says what is compulsory ----------------------------------------------- */
static bool for_north_america(const char *v)
{
    return (v[0] >= '1' && v[0] <= '5') || (v[0] == '7' && rank(v[1]) >= rank('F'));
}

static bool for_china(const char *v) { return v[0] == 'L' || v[0] == 'H'; }

/* --- the model year -------------------------------------------------------------------------- */
/* European makers that write a plant, a side of the steering or a serial number at position 10. */
static bool keeps_no_year(const char *v)
{
    static const char list[][4] = { "WF0", "WDB", "WDC", "WDD", "WDF", "W1K", "W1N", "W1V",
        "VF1", "VF3", "VF6", "VF7" };

    for (size_t i = 0; i < COUNT(list); i++)
        if (memcmp(v, list[i], 3) == 0)
            return true;
    return false;
}

static bool is_letter(char c) { return c > '9'; }
static bool is_light(const struct vin_wmi *w)
{
    return w != NULL && (w->type == VIN_CAR || w->type == VIN_MPV);
}

/* The turns of the cycle from 1980 that are not in the future. Light vehicles of North America: odd
 * turns when position 7 is a letter; its heavy ones: the turn in which the model was declared, by
 * position 7 when in several. All others: the latest. */
static int year_of(const char *v, const struct vin_wmi *w, date today, bool american)
{
    static const char codes[] = "ABCDEFGHJKLMNPRSTVWXY123456789";
    const char *code = memchr(codes, v[9], sizeof codes - 1);
    int latest = 0, turned = 0, declared = 0, times = 0, now = 2039, month, day;

    if (code == NULL)
        return 0;
    if (today.day != 0)
        date_parts(today, &now, &month, &day);
    for (int y = 1980 + (int)(code - codes), turn = 0; y <= now + 1; y += 30, turn++) {
        latest = y;
        if (is_letter(v[6]) == (turn % 2 == 1))
            turned = y;
        if (american && w != NULL && vin_model_find(w, v, y).model != 0) {
            declared = y;
            times++;
        }
    }
    if (american && turned != 0 && (is_light(w) || times > 1))
        return turned;
    return declared != 0 ? declared : latest;
}

/* --- all together ---------------------------------------------------------------------------- */
static enum vin_reason form_check(struct vin_facts *f, const char *v)
{
    if (f->length != VIN_LENGTH_IS)
        return VIN_LENGTH;
    for (int i = 0; i < VIN_LENGTH_IS; i++)
        if (value_of(v[i]) < 0) {
            f->at = i + 1;
            return memchr("IOQ", v[i], 3) != NULL ? VIN_LETTER : VIN_CHARACTER;
        }
    return VIN_FINE;
}

static enum vin_reason check_digit_check(struct vin_facts *f, bool declared)
{
    const char *v = f->vin;

    if (vin_check_digit_ok(v))
        return VIN_FINE;
    f->at = 9;
    f->should = vin_check_digit(v);
    return for_china(v) || for_north_america(v) || declared ? VIN_CHECK_DIGIT : VIN_NO_CHECK_DIGIT;
}

/* Of a Chinese WMI a declared model counts only if it is a car and the make is the one that our
 * own table has: the American papers of a Chinese maker say nothing about its cars at home. */
static bool counts_in_china(const struct vin_wmi *w)
{
    return is_light(w) && (w->own_make == 0 || str_eq(vin_text(w->own_make),
        vin_make_of(w, (struct vin_model){ 0 }, false)));
}

static struct vin_model model_set(struct vin_facts *f, const struct vin_wmi *w, date today)
{
    const char *v = f->vin;
    bool usual = v[8] <= '9' || v[8] == 'X';           /* position 9 may be a check digit */
    bool american = for_north_america(v) || (!for_china(v) && w != NULL && w->link_n > 0 && usual);
    struct vin_model m = { 0 };

    f->year = year_of(v, w, today, american);
    if (w != NULL && f->year != 0 && (!for_china(v) || counts_in_china(w)))
        m = vin_model_find(w, v, f->year);
    f->reason = check_digit_check(f, m.model != 0 && usual);
    if (keeps_no_year(v) && (f->reason != VIN_FINE || m.model == 0)) {
        f->year = 0;
        return (struct vin_model){ 0 };
    }
    if (m.model == 0 && american && f->year != 0 && w != NULL
            && (for_north_america(v) || f->reason == VIN_FINE))
        m = vin_model_near(w, v, f->year);
    return m;
}

static void facts_set(struct vin_facts *f, date today)
{
    const struct vin_wmi *w = vin_wmi_find(f->vin);
    struct vin_model m = model_set(f, w, today);
    bool chinese = for_china(f->vin) && m.model == 0;

    f->model = vin_text(m.model);
    f->model_near = m.near;
    country_set(f, w);
    if (w == NULL)
        return;
    f->make = vin_make_of(w, m, chinese);
    f->manufacturer = vin_text(chinese && w->own_maker != 0 ? w->own_maker
                             : w->maker != 0 ? w->maker : w->own_maker);
    f->manufacturer_zh = vin_text(w->own_maker_zh);
}

int vin_decode(str given, date today, struct vin_facts *f)
{
    char v[VIN_LENGTH_IS + 1];

    *f = (struct vin_facts){ .length = vin_normalise(given, v, sizeof v) };
    f->reason = form_check(f, v);
    if (f->reason == VIN_FINE) {
        memcpy(f->vin, v, sizeof v);
        facts_set(f, today);
    }
    f->valid = f->reason == VIN_FINE || f->reason == VIN_NO_CHECK_DIGIT;
    return f->valid ? 0 : 1;
}

void vin_reason_text(const struct vin_facts *f, bool chinese, char out[128])
{
    out[0] = 0;
    switch (f->reason) {
    case VIN_FINE:
        break;
    case VIN_NO_CHECK_DIGIT:
        snprintf(out, 128, chinese ? "提示：第 9 位不是校验位（按国标应为 %c）"
            : "remark: position 9 is no check digit (it would be %c)", f->should);
        break;
    case VIN_LENGTH:
        snprintf(out, 128, chinese ? "车架号应为 17 位，现为 %zu 位"
            : "a VIN has 17 characters, here are %zu", f->length);
        break;
    case VIN_LETTER:
        snprintf(out, 128, chinese ? "第 %d 位是字母 I、O 或 Q，车架号不用这三个字母，请核对是否为 1 或 0"
            : "position %d is I, O or Q, which no VIN has: perhaps 1 or 0", f->at);
        break;
    case VIN_CHARACTER:
        snprintf(out, 128, chinese ? "第 %d 位不是数字或字母"
            : "position %d is neither a digit nor a letter", f->at);
        break;
    case VIN_CHECK_DIGIT:
        snprintf(out, 128, chinese ? "校验不符：按其余各位，第 9 位应为 %c，请核对是否抄错一位"
            : "check digit: position 9 should be %c, so some character is wrong", f->should);
        break;
    }
}

static void json_or_null(struct json *j, const char *key, str s)
{
    json_key(j, key);
    if (s.n > 0)
        json_str(j, s);
    else
        json_none(j);
}

void vin_print_json(struct json *j, str given, const struct vin_facts *f)
{
    char reason[128];

    vin_reason_text(f, false, reason);
    json_open(j);
    json_key(j, "vin");
    json_str(j, f->vin[0] != 0 ? str_of(f->vin) : given);
    json_key(j, "valid");
    json_bool(j, f->valid);
    json_or_null(j, "reason", str_of(reason));
    json_or_null(j, "make", f->make);
    json_or_null(j, "model", f->model);
    json_key(j, "year");
    if (f->year != 0)
        json_int(j, f->year);
    else
        json_none(j);
    json_or_null(j, "country", f->country);
    json_or_null(j, "manufacturer", f->manufacturer);
    json_close(j);
}
