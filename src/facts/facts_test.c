/* facts_test.c - the reference facts: VIN, plates, divisions, calendar, telephones, credit codes.
 *
 * Tests named *_shared measure against public vectors that do not belong to the project; they are
 * skipped where the folder (WORKBAY_SHARED, else ../shared) is absent. */
#include "facts/calendar.h"
#include "facts/division.h"
#include "facts/phone.h"
#include "facts/plate.h"
#include "facts/uscc.h"
#include "facts/vin.h"
#include <setjmp.h>
#include <cmocka.h>
#include <strings.h>

extern const struct CMUnitTest facts_tests[];
extern const size_t facts_tests_n;

enum { FIELDS = 8 };
static date today(void) { return date_of(2026, 11, 24); }

/* --- reading the public vectors -------------------------------------------------------------- */
static FILE *shared_open(const char *name)
{
    char path[512], head[4096];
    const char *root = getenv("WORKBAY_SHARED");
    FILE *in;

    snprintf(path, sizeof path, "%s/data/%s", root != NULL ? root : "../shared", name);
    in = fopen(path, "r");
    if (in == NULL) {
        print_message("skipped: no %s\n", name);
        skip();
    }
    assert_non_null(fgets(head, sizeof head, in));
    return in;
}

/* The first fields of a line, quotes taken off; false at the end. */
static bool shared_row(FILE *in, char line[4096], str field[FIELDS])
{
    char *at = line;

    if (fgets(line, 4096, in) == NULL)
        return false;
    line[strcspn(line, "\r\n")] = 0;
    for (int i = 0; i < FIELDS; i++) {
        bool quoted = *at == '"';
        size_t n = quoted ? strcspn(++at, "\"") : strcspn(at, ",");

        field[i] = (str){ at, n };
        at += n + (quoted ? 1 : 0);
        at += *at == ',';
    }
    return true;
}

static struct vin_facts vin(const char *text)
{
    struct vin_facts f;
    int r = vin_decode(str_of(text), today(), &f);

    assert_int_equal(r == 0, f.valid);
    return f;
}

static void assert_str(str got, const char *want)
{
    if (!str_is(got, want))
        fail_msg("'%.*s' is not '%s'", (int)got.n, got.s, want);
}

/* --- VIN ------------------------------------------------------------------------------------- */
static void test_vin_check_digit(void **state)
{
    (void)state;
    assert_int_equal(vin_check_digit("11111111111111111"), '1');
    assert_int_equal(vin_check_digit("1M8GDM9AXKP042788"), 'X');
    assert_true(vin_check_digit_ok("1M8GDM9AXKP042788"));
    assert_false(vin_check_digit_ok("1M8GDM9A1KP042788"));
    assert_int_equal(vin_check_digit("1M8GDM9AXKPO42788"), 0);
    /* Any one character exchanged for a neighbour is found out. */
    for (int i = 0; i < VIN_LENGTH_IS; i++) {
        char v[VIN_LENGTH_IS + 1] = "LSVAM4187C2184847";

        v[i] = v[i] == '8' ? '7' : '8';
        assert_false(vin_check_digit_ok(v));
    }
}

static void test_vin_normalise(void **state)
{
    char out[VIN_LENGTH_IS + 1];

    (void)state;
    assert_int_equal(vin_normalise(STR(" lsv am4187\tc2184847 "), out, sizeof out), 17);
    assert_string_equal(out, "LSVAM4187C2184847");
    assert_int_equal(vin_normalise(STR("ＬＳＶＡＭ４１８７Ｃ２１８４８４７"), out, sizeof out), 17);
    assert_string_equal(out, "LSVAM4187C2184847");
    assert_int_equal(vin_normalise(STR("LSVAM4187C2184847LSVAM4187C2184847"), out, sizeof out), 34);
    assert_int_equal(strlen(out), 17);
    assert_int_equal(vin_normalise(STR("\xFF\xE4"), out, sizeof out), 2);
    assert_string_equal(out, "??");
}

static void test_vin_refused(void **state)
{
    static const struct { const char *vin; enum vin_reason reason; int at; } bad[] = {
        { "", VIN_LENGTH, 0 }, { "LSVAM4187C218484", VIN_LENGTH, 0 },
        { "LSVAM4187C21848477", VIN_LENGTH, 0 }, { "LSVAM4187O2184847", VIN_LETTER, 10 },
        { "LSVAM4187C218484I", VIN_LETTER, 17 }, { "LSV:M4187C2184847", VIN_CHARACTER, 4 },
        { "LSVAM4187车2184847", VIN_CHARACTER, 10 }, { "LSVAM4188C2184847", VIN_CHECK_DIGIT, 9 },
        { "1M8GDM9A1KP042788", VIN_CHECK_DIGIT, 9 }, { "JM3KE4BY1G0636881", VIN_CHECK_DIGIT, 9 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct vin_facts f = vin(bad[i].vin);
        char text[128];

        assert_false(f.valid);
        assert_int_equal(f.reason, bad[i].reason);
        assert_int_equal(f.at, bad[i].at);
        vin_reason_text(&f, true, text);
        assert_true(utf8_valid(str_of(text)) && strlen(text) > 10);
    }
    assert_int_equal(vin("LSVAM4188C2184847").should, '7');
    assert_int_equal(vin("LSVAM4188C2184847").year, 2012);  /* the facts are there all the same */
}

static void test_vin_facts(void **state)
{
    static const struct {
        const char *vin, *make, *model, *country;
        int year;
        bool near;
    } known[] = {
        { "LSVAM4187C2184847", "SAIC Volkswagen", "", "CHINA", 2012, false },
        { "1M8GDM9AXKP042788", "Motor Coach Industries", "102C3 Intercity",
            "UNITED STATES (USA)", 1989, false },
        { "5YJSA1E26JF000000", "TESLA", "Model S", "UNITED STATES (USA)", 2018, false },
        { "WVWZZZ1KZ6W000000", "Volkswagen", "", "GERMANY", 2006, false },
        { "W1K2130041A000000", "Mercedes-Benz", "", "GERMANY", 0, false },
        { "XTAGFK330JY000000", "Lada", "", "RUSSIA", 2018, false },
        { "ZZZZZZZZZZZZZZZZZ", "", "", "", 0, false },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(known); i++) {
        char v[VIN_LENGTH_IS + 1];
        struct vin_facts f;

        memcpy(v, known[i].vin, sizeof v);
        if (v[0] == '5')
            v[8] = vin_check_digit(v);
        f = vin(v);
        assert_true(f.valid);
        assert_str(f.make, known[i].make);
        assert_str(f.model, known[i].model);
        assert_str(f.country, known[i].country);
        assert_int_equal(f.year, known[i].year);
        assert_int_equal(f.model_near, known[i].near);
    }
    assert_str(vin("LSVAM4187C2184847").manufacturer_zh, "上汽大众");
    assert_str(vin("LSVAM4187C2184847").country_zh, "中国");
    assert_int_equal(vin("WVWZZZ1KZ6W000000").reason, VIN_NO_CHECK_DIGIT);
}

/* Position 10 says 1984, 2014 or 2044: the day and position 7 settle it. */
static void test_vin_year(void **state)
{
    struct vin_facts f;

    (void)state;
    assert_int_equal(vin_decode(STR("LSVAM4187E2184847"), date_of(2026, 1, 1), &f), 1);
    assert_int_equal(f.year, 2014);
    assert_int_equal(vin_decode(STR("LSVAM4187E2184847"), date_of(2012, 12, 31), &f), 1);
    assert_int_equal(f.year, 1984);
    assert_int_equal(vin_decode(STR("LSVAM4187E2184847"), date_of(2013, 1, 1), &f), 1);
    assert_int_equal(f.year, 2014);                                 /* the coming model year */
    assert_int_equal(vin("1G1YY22P0E5100000").year, 1984);          /* a digit at position 7 */
    assert_int_equal(vin("1G1YY2D70E5100000").year, 2014);          /* a letter */
    assert_int_equal(vin("1G1YY2D70U5100000").year, 0);             /* U is no year */
}

static void test_vin_json(void **state)
{
    struct arena mem = { .limit = 1 << 16 };
    struct json j = json_in(&mem, 4096);
    struct vin_facts f = vin("LSVAM4187C2184847");

    (void)state;
    vin_print_json(&j, STR("LSVAM4187C2184847"), &f);
    assert_str(text_str(&j.t), "{\"vin\":\"LSVAM4187C2184847\",\"valid\":true,\"reason\":null,"
        "\"make\":\"SAIC Volkswagen\",\"model\":null,\"year\":2012,\"country\":\"CHINA\","
        "\"manufacturer\":\"SAIC Volkswagen Automotive\"}");
    j = json_in(&mem, 4096);
    f = vin("4T1\"");
    vin_print_json(&j, STR("4T1\""), &f);
    assert_str(text_str(&j.t), "{\"vin\":\"4T1\\\"\",\"valid\":false,\"reason\":\"a VIN has 17"
        " characters, here are 4\",\"make\":null,\"model\":null,\"year\":null,\"country\":null,"
        "\"manufacturer\":null}");
    arena_free(&mem);
}

/* A longer name in the vectors with ours as its beginning ("Wrangler Sport") is the same model. */
static bool same_model(str want, str got)
{
    return got.n > 0 && got.n <= want.n && strncasecmp(want.s, got.s, got.n) == 0
        && (want.n == got.n || want.s[got.n] == ' ');
}

static void test_vin_shared(void **state)
{
    FILE *in = shared_open("vin/vin_vectors_open.csv");
    char line[4096];
    str v[FIELDS];
    int n = 0, valid = 0, make = 0, makes = 0, model = 0, models = 0, year = 0, years = 0;

    (void)state;
    while (shared_row(in, line, v)) {
        struct vin_facts f;
        int64_t want = 0;

        valid += vin_decode(v[0], today(), &f) == 0;
        n++;
        makes += v[1].n > 0;
        make += v[1].n > 0 && v[1].n == f.make.n && strncasecmp(v[1].s, f.make.s, f.make.n) == 0;
        models += v[2].n > 0;
        model += v[2].n > 0 && same_model(v[2], f.model);
        years += str_int(v[3], &want);
        year += want != 0 && want == f.year;
    }
    fclose(in);
    print_message("VIN: valid %d/%d, make %d/%d, model %d/%d, year %d/%d\n", valid, n, make, makes,
        model, models, year, years);
    assert_true(n > 1000 && valid == n);
    assert_true(make * 1000 >= makes * 998);
    assert_true(model * 1000 >= models * 990);
    assert_true(year * 1000 >= years * 998);
}

static void test_vin_invalid_shared(void **state)
{
    FILE *in = shared_open("vin/invalid_vins.csv");
    char line[4096];
    str v[FIELDS];
    int n = 0;

    (void)state;
    for (struct vin_facts f; shared_row(in, line, v); n++)
        if (vin_decode(v[0], today(), &f) == 0)
            fail_msg("taken for valid: %.*s", (int)v[0].n, v[0].s);
    fclose(in);
    assert_true(n >= 10);
}

/* --- plates ---------------------------------------------------------------------------------- */
static void test_plate_kinds(void **state)
{
    static const struct {
        const char *given, *text, *shown;
        enum plate_kind kind;
        int province;
    } good[] = {
        { "粤b·12345", "粤B12345", "粤B·12345", PLATE_ORDINARY, 44 },
        { " 京ＡＡ１２３４ ", "京AA1234", "京A·A1234", PLATE_ORDINARY, 11 },
        { "沪A.D12345", "沪AD12345", "沪A·D12345", PLATE_NEV_SMALL, 31 },
        { "苏E-FA1234", "苏EFA1234", "苏E·FA1234", PLATE_NEV_SMALL, 32 },
        { "川A12345D", "川A12345D", "川A·12345D", PLATE_NEV_LARGE, 51 },
        { "冀A1234挂", "冀A1234挂", "冀A·1234挂", PLATE_TRAILER, 13 },
        { "鲁B1234学", "鲁B1234学", "鲁B·1234学", PLATE_LEARNER, 37 },
        { "新A1234警", "新A1234警", "新A·1234警", PLATE_POLICE, 65 },
        { "粤ZA123港", "粤ZA123港", "粤Z·A123港", PLATE_HONG_KONG, 44 },
        { "粤Z1234澳", "粤Z1234澳", "粤Z·1234澳", PLATE_MACAO, 44 },
        { "使224578", "使224578", "使224578", PLATE_EMBASSY, 0 },
        { "224578使", "224578使", "224578使", PLATE_EMBASSY, 0 },
        { "沪A0023领", "沪A0023领", "沪A·0023领", PLATE_CONSULATE, 31 },
        { "沪00231领", "沪00231领", "沪00231领", PLATE_CONSULATE, 31 },
        { "临 粤B·12345", "临粤B12345", "临粤B12345", PLATE_TEMPORARY, 44 },
        { "粤B12345临", "粤B12345临", "粤B·12345临", PLATE_TEMPORARY, 44 },
        { "京A0001试", "京A0001试", "京A·0001试", PLATE_TEST, 11 },
        { "京A0001超", "京A0001超", "京A·0001超", PLATE_OVERSIZE, 11 },
        { "京X0012应急", "京X0012应急", "京X·0012应急", PLATE_RESCUE, 11 },
        { "WJ京1234X", "WJ京1234X", "WJ京1234X", PLATE_ARMED_POLICE, 11 },
        { "WJ01-12345", "WJ0112345", "WJ0112345", PLATE_ARMED_POLICE, 0 },
        { "va12345", "VA12345", "VA12345", PLATE_MILITARY, 0 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        struct plate p;
        char shown[40];

        if (plate_read(str_of(good[i].given), &p) != 0)
            fail_msg("refused: %s (%d)", good[i].given, (int)p.refusal);
        assert_string_equal(p.text, good[i].text);
        assert_int_equal(p.kind, good[i].kind);
        assert_int_equal(p.province_code, good[i].province);
        plate_print(&p, shown);
        assert_string_equal(shown, good[i].shown);
    }
    for (int k = 0; k < PLATE_KINDS; k++)
        for (int chinese = 0; chinese < 2; chinese++)
            assert_true(*plate_kind_label((enum plate_kind)k, chinese != 0) != 0);
}

static void test_plate_refused(void **state)
{
    static const struct { const char *given; enum plate_refusal why; int at; } bad[] = {
        { "", PLATE_EMPTY, 0 }, { " · ", PLATE_EMPTY, 0 }, { "B12345", PLATE_PROVINCE, 1 },
        { "东B12345", PLATE_PROVINCE, 1 }, { "粤812345", PLATE_LETTER, 2 },
        { "粤BO2345", PLATE_IO, 3 }, { "粤B1234I", PLATE_IO, 7 }, { "粤B1#345", PLATE_CHARACTER, 4 },
        { "粤B1挂345", PLATE_CHARACTER, 4 }, { "粤B1234", PLATE_LENGTH, 0 }, { "粤", PLATE_LENGTH, 0 },
        { "粤B1234567", PLATE_LENGTH, 0 }, { "粤BM12345", PLATE_NEV_FORM, 0 },
        { "粤B1234D5", PLATE_NEV_FORM, 0 }, { "京A1234港", PLATE_HK_MACAO, 0 },
        { "粤B12345粤B12345粤B12345粤B12345", PLATE_LENGTH, 0 }, { "\xFF粤B12345", PLATE_CHARACTER, 1 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct plate p;
        char text[160];

        assert_int_not_equal(plate_read(str_of(bad[i].given), &p), 0);
        if (p.refusal != bad[i].why || p.at != bad[i].at)
            fail_msg("%s: refusal %d at %d", bad[i].given, (int)p.refusal, p.at);
        assert_int_equal(p.kind, PLATE_NONE);
        plate_refusal_text(&p, true, text);
        assert_true(utf8_valid(str_of(text)) && strlen(text) > 10);
        plate_refusal_text(&p, false, text);
        assert_true(strlen(text) > 10);
    }
}

static void test_plate_electric(void **state)
{
    struct plate p;

    (void)state;
    assert_int_equal(plate_read(STR("粤BD12345"), &p), 0);
    assert_true(p.electric);
    assert_int_equal(plate_read(STR("粤BF12345"), &p), 0);
    assert_false(p.electric);
    assert_int_equal(plate_read(STR("粤B12345J"), &p), 0);
    assert_false(p.electric);
}

/* The prefixes of the issuing offices give plates of their provinces; the list has a few misprints,
 * and prefixes with O, which the police had. */
static void test_plate_shared(void **state)
{
    FILE *in = shared_open("cn_plates/plate_prefix_city_UNLICENSED.csv");
    char line[4096], given[64];
    str v[FIELDS];
    int n = 0, read = 0;

    (void)state;
    for (struct plate p; shared_row(in, line, v); n++) {
        snprintf(given, sizeof given, "%.*s12345", (int)v[0].n, v[0].s);
        if (plate_read(str_of(given), &p) == 0) {
            assert_true(str_starts(str_of(given), p.sign.s));
            read++;
        } else
            print_message("not a prefix: %.*s\n", (int)v[0].n, v[0].s);
    }
    fclose(in);
    assert_true(n > 300 && read * 100 >= n * 96);
}

/* --- divisions ------------------------------------------------------------------------------- */
static void test_division(void **state)
{
    struct division d, list[40];
    char text[128];

    (void)state;
    assert_true(division_by_code(440305, &d));
    assert_str(d.name, "南山区");
    assert_int_equal(d.level, DIVISION_AREA);
    assert_true(division_by_code(44, &d) && d.code == 440000 && d.level == DIVISION_PROVINCE);
    assert_true(division_by_code(4403, &d) && d.code == 440300 && d.level == DIVISION_CITY);
    assert_false(division_by_code(990000, &d) || division_by_code(0, &d) || division_by_code(-1, &d)
        || division_by_code(1000000, &d));
    assert_true(division_print(440305, text));
    assert_string_equal(text, "广东省深圳市南山区");
    assert_true(division_print(110101, text));
    assert_string_equal(text, "北京市东城区");                        /* no 市辖区 between */
    assert_true(division_print(810000, text));
    assert_false(division_print(999999, text));
    assert_string_equal(text, "");
    assert_int_equal(division_by_name(STR("深圳"), 0, list, COUNT(list)), 1);
    assert_int_equal(list[0].code, 440300);
    assert_int_equal(division_by_name(STR("南山区"), 44, list, COUNT(list)), 1);
    assert_true(division_by_name(STR("南山区"), 0, list, COUNT(list)) > 1);
    assert_int_equal(division_by_name(STR("南山区"), 11, list, COUNT(list)), 0);
    assert_int_equal(division_by_name(STR(""), 0, list, COUNT(list)), 0);
    assert_int_equal(division_under(0, list, COUNT(list)), 34);
    assert_int_equal(division_under(44, list, COUNT(list)), 21);
    assert_int_equal(division_under(440305, list, COUNT(list)), 0);
    for (size_t i = 0, n = division_under(4403, list, COUNT(list)); i < n; i++)
        assert_int_equal(list[i].code / 100, 4403);
}

static void test_division_all_print(void **state)
{
    struct division provinces[40], cities[40];
    char text[128];
    size_t areas = 0, n = division_under(0, provinces, COUNT(provinces));

    (void)state;
    for (size_t i = 0; i < n; i++) {
        size_t m = division_under(provinces[i].code, cities, COUNT(cities));

        assert_true(m <= COUNT(cities));
        for (size_t k = 0; k < m; k++) {
            struct division area[64];
            size_t some = division_under(cities[k].code, area, COUNT(area));

            assert_true(some <= COUNT(area));
            for (size_t a = 0; a < some; a++) {
                assert_true(division_print(area[a].code, text));
                assert_true(strlen(text) > area[a].name.n);
            }
            areas += some;
        }
    }
    assert_true(areas > 2900);
}

/* --- calendar -------------------------------------------------------------------------------- */
static void test_calendar(void **state)
{
    struct calendar_facts f = calendar_day_of(date_of(2024, 2, 4));  /* a Sunday, worked */

    (void)state;
    assert_int_equal(f.kind, CALENDAR_MAKE_UP);
    assert_false(f.off);
    assert_str(f.name, "春节");
    assert_str(f.name_en, "Spring Festival");
    assert_int_equal(calendar_day_of(date_of(2024, 2, 12)).kind, CALENDAR_HOLIDAY);
    assert_int_equal(calendar_day_of(date_of(2024, 3, 9)).kind, CALENDAR_WEEKEND);
    assert_int_equal(calendar_day_of(date_of(2024, 3, 11)).kind, CALENDAR_WORKDAY);
    assert_true(calendar_day_of(date_of(2024, 3, 11)).known);
    assert_false(calendar_day_of(date_of(2031, 10, 1)).known);
    assert_false(calendar_off(date_of(2031, 10, 1)));  /* a Wednesday, paper unknown */
    assert_true(calendar_known_to() >= 2026);
}

static void test_calendar_arithmetic(void **state)
{
    date eve = date_of(2024, 2, 9), off = date_of(2024, 2, 10);

    (void)state;
    assert_int_equal(calendar_next_workday(eve).day, date_of(2024, 2, 18).day);
    assert_int_equal(calendar_add_workdays(eve, 2).day, date_of(2024, 2, 19).day);
    assert_int_equal(calendar_add_workdays(off, 0).day, date_of(2024, 2, 18).day);
    assert_int_equal(calendar_add_workdays(eve, 0).day, eve.day);
    assert_int_equal(calendar_add_workdays(date_of(2024, 2, 18), -1).day, eve.day);
    assert_int_equal(calendar_add_workdays(eve, 10001).day, 0);
    assert_int_equal(calendar_add_workdays((date){ 0 }, 1).day, 0);
    assert_int_equal(calendar_workdays(eve, date_of(2024, 2, 19)), 3);
    assert_int_equal(calendar_workdays(date_of(2024, 2, 19), eve), 0);
    assert_int_equal(calendar_workdays(date_of(2024, 1, 1), date_of(2024, 12, 31)), 251);
    for (int n = 1; n <= 300; n++) {                                 /* there and back */
        date there = calendar_add_workdays(eve, n);

        assert_int_equal(calendar_add_workdays(there, -n).day, eve.day);
        assert_int_equal(calendar_workdays(eve, there), n + 1);
    }
}

/* --- telephones, credit codes ---------------------------------------------------------------- */
static void test_phone(void **state)
{
    static const struct { const char *given, *text, *mask; enum phone_kind kind; } good[] = {
        { "13812341234", "13812341234", "138****1234", PHONE_MOBILE },
        { "+86 138-1234-1234", "13812341234", "138****1234", PHONE_MOBILE },
        { "８６１９８１２３４１２３４", "19812341234", "198****1234", PHONE_MOBILE },
        { "0755-2600 1234", "0755-26001234", "0755-****1234", PHONE_LANDLINE },
        { "(010)62001234", "010-62001234", "010-****1234", PHONE_LANDLINE },
        { "0755-26001234-801", "0755-26001234-801", "0755-****1234", PHONE_LANDLINE },
        { "400-800-1234", "4008001234", "400****1234", PHONE_SERVICE },
    };
    static const struct { const char *given; enum phone_refusal why; } bad[] = {
        { "", PHONE_EMPTY }, { "1381234123", PHONE_LENGTH }, { "12812341234", PHONE_NO_SUCH },
        { "1381234123a", PHONE_CHARACTER }, { "0755-123", PHONE_LENGTH },
        { "23812341234", PHONE_NO_SUCH },
        { "0110-62001234", PHONE_NO_SUCH }, { "0755-06001234", PHONE_NO_SUCH },
        { "1381234123413812341234138123412341381234123413812341234", PHONE_LENGTH },
        { "0", PHONE_NO_SUCH }, { "0755-26001234-8012345", PHONE_LENGTH }, { "--", PHONE_EMPTY },
    };
    struct phone p;
    char mask[32];

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        if (phone_read(str_of(good[i].given), &p) != 0)
            fail_msg("refused: %s (%d)", good[i].given, (int)p.refusal);
        assert_string_equal(p.text, good[i].text);
        assert_int_equal(p.kind, good[i].kind);
        phone_mask(str_of(good[i].given), mask);
        assert_string_equal(mask, good[i].mask);
    }
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_int_not_equal(phone_read(str_of(bad[i].given), &p), 0);
        if (p.refusal != bad[i].why)
            fail_msg("%s: %d", bad[i].given, (int)p.refusal);
        assert_true(*phone_refusal_text(p.refusal, true) && *phone_refusal_text(p.refusal, false));
    }
    phone_mask(STR("1381234"), mask);
    assert_string_equal(mask, "****");
    phone_mask(STR("abcdefgh"), mask);
    assert_string_equal(mask, "****EFGH");
}

static void test_uscc(void **state)
{
    char out[USCC_LENGTH_IS + 1];
    enum uscc_refusal why;

    (void)state;
    assert_int_equal(uscc_read(STR("91310110666007217t "), out, &why), 0);
    assert_string_equal(out, "91310110666007217T");
    assert_int_equal(uscc_check_character("91310110666007217"), 'T');
    assert_int_not_equal(uscc_read(STR("91350211M00013FA1N"), out, &why), 0);
    assert_int_equal(why, USCC_CHECK);
    assert_int_not_equal(uscc_read(STR("9131011066600721"), out, &why), 0);
    assert_int_equal(why, USCC_LENGTH);
    assert_int_not_equal(uscc_read(STR("9131011O666007217T"), out, &why), 0);
    assert_int_equal(why, USCC_CHARACTER);
    assert_int_not_equal(uscc_read(STR("91A10110666007217T"), out, &why), 0);
    assert_int_equal(why, USCC_DIVISION);
    assert_int_not_equal(uscc_read(STR("码码码码码码码码码码码码码码码码码码"), out, &why), 0);
    assert_int_equal(why, USCC_CHARACTER);
    assert_true(*uscc_refusal_text(why, true) && *uscc_refusal_text(why, false));
}

const struct CMUnitTest facts_tests[] = {
    cmocka_unit_test(test_vin_check_digit),
    cmocka_unit_test(test_vin_normalise),
    cmocka_unit_test(test_vin_refused),
    cmocka_unit_test(test_vin_facts),
    cmocka_unit_test(test_vin_year),
    cmocka_unit_test(test_vin_json),
    cmocka_unit_test(test_vin_shared),
    cmocka_unit_test(test_vin_invalid_shared),
    cmocka_unit_test(test_plate_kinds),
    cmocka_unit_test(test_plate_refused),
    cmocka_unit_test(test_plate_electric),
    cmocka_unit_test(test_plate_shared),
    cmocka_unit_test(test_division),
    cmocka_unit_test(test_division_all_print),
    cmocka_unit_test(test_calendar),
    cmocka_unit_test(test_calendar_arithmetic),
    cmocka_unit_test(test_phone),
    cmocka_unit_test(test_uscc),
};
const size_t facts_tests_n = COUNT(facts_tests);
