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

/* --- the country: the order of the codes is A to Z, then 1 to 9, then 0 (ISO 3780) ---------- */
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

/* --- the market, which says what is compulsory ------------------------------------------------ */
static bool for_north_america(const char *v)
{
    return (v[0] >= '1' && v[0] <= '5') || (v[0] == '7' && rank(v[1]) >= rank('F'));
}

static bool for_china(const char *v) { return v[0] == 'L' || v[0] == 'H'; }

/* --- the model year ----------------------------------------------------------------------------- */
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

/* The turns of the cycle from 1980 that are not in the future. Light vehicles of North America:
 * odd turns when position 7 is a letter. Others: a turn for which the model is declared, else the
 * latest. */
static int year_of(const char *v, const struct vin_wmi *w, date today, bool american)
{
    static const char codes[] = "ABCDEFGHJKLMNPRSTVWXY123456789";
    const char *code = memchr(codes, v[9], sizeof codes - 1);
    int latest = 0, turned = 0, declared = 0, now = 2039, month, day;

    if (code == NULL)
        return 0;
    if (today.day != 0)
        date_parts(today, &now, &month, &day);
    for (int y = 1980 + (int)(code - codes), turn = 0; y <= now + 1; y += 30, turn++) {
        latest = y;
        if (is_letter(v[6]) == (turn % 2 == 1))
            turned = y;
        if (w != NULL && vin_model_find(w, v, y).model != 0)
            declared = y;
    }
    if (american && turned != 0 && w != NULL && (w->type == VIN_CAR || w->type == VIN_MPV))
        return turned;
    return american && declared != 0 ? declared : latest;
}

/* --- all together ------------------------------------------------------------------------------- */
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

static void facts_set(struct vin_facts *f, date today)
{
    const char *v = f->vin;
    const struct vin_wmi *w = vin_wmi_find(v);
    bool usual = v[8] <= '9' || v[8] == 'X';           /* position 9 may be a check digit */
    bool american = for_north_america(v) || (w != NULL && w->link_n > 0 && usual);
    struct vin_model m = { 0 };
    bool declared;

    f->year = year_of(v, w, today, american);
    if (w != NULL && f->year != 0)
        m = vin_model_find(w, v, f->year);
    declared = m.model != 0 && usual;
    f->reason = check_digit_check(f, declared);
    if (keeps_no_year(v) && (f->reason != VIN_FINE || !declared)) {
        f->year = 0;
        m = (struct vin_model){ 0 };
    } else if (w != NULL && m.model == 0 && f->year != 0)
        m = vin_model_near(w, v, f->year);
    f->model = vin_text(m.model);
    f->model_near = m.near;
    if (w != NULL) {
        bool chinese = for_china(v) && m.model == 0;

        f->make = vin_make_of(w, m, chinese);
        f->manufacturer = vin_text(chinese && w->own_maker != 0 ? w->own_maker
                                 : w->maker != 0 ? w->maker : w->own_maker);
        f->manufacturer_zh = vin_text(w->own_maker_zh);
    }
    country_set(f, w);
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
    static const char *const text[][2] = {
        [VIN_FINE] = { "", "" },
        [VIN_NO_CHECK_DIGIT] = { "remark: position 9 is no check digit (it would be %c)",
            "提示：第 9 位不是校验位（按国标应为 %c）" },
        [VIN_LENGTH] = { "a VIN has 17 characters, here are %zu", "车架号应为 17 位，现为 %zu 位" },
        [VIN_LETTER] = { "position %d is I, O or Q, which no VIN has; read 1 or 0",
            "第 %d 位是 I、O 或 Q，车架号不用这三个字母，请核对是否为 1 或 0" },
        [VIN_CHARACTER] = { "position %d is neither a digit nor a letter", "第 %d 位不是数字或字母" },
        [VIN_CHECK_DIGIT] = { "position 9 is not the check digit %c: one character is wrong",
            "第 9 位校验位应为 %c，请核对是否抄错一位" },
    };
    const char *t = text[f->reason][chinese];

    switch (f->reason) {
    case VIN_FINE:
        out[0] = 0;
        break;
    case VIN_LENGTH:
        snprintf(out, 128, chinese ? text[VIN_LENGTH][1] : text[VIN_LENGTH][0], f->length);
        break;
    case VIN_LETTER: case VIN_CHARACTER:
        snprintf(out, 128, t, f->at);
        break;
    case VIN_NO_CHECK_DIGIT: case VIN_CHECK_DIGIT:
        snprintf(out, 128, t, f->should);
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
