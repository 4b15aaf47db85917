/* fuzz_facts.c - whatever is typed as a VIN, plate, telephone number or credit code: nothing is
 * read past its end, and what comes out keeps what the headers promise. */
#include "facts/division.h"
#include "facts/phone.h"
#include "facts/plate.h"
#include "facts/uscc.h"
#include "facts/vin.h"
#include "test/fuzz.h"

static void vin_try(str given)
{
    struct arena mem = { .limit = 1 << 18 };
    struct json j = json_in(&mem, 1 << 17);
    struct vin_facts f, again;
    char text[128];

    must((vin_decode(given, date_of(2026, 11, 24), &f) == 0) == f.valid);
    must(f.year == 0 || (f.year >= 1980 && f.year <= 2027));
    must(f.valid || f.reason >= VIN_LENGTH);
    vin_reason_text(&f, true, text);
    must(utf8_valid(str_of(text)));
    if (f.vin[0] != 0) {                                 /* normalising again changes nothing */
        must(vin_decode(str_of(f.vin), date_of(2026, 11, 24), &again) == (f.valid ? 0 : 1));
        must(str_eq(f.make, again.make) && str_eq(f.model, again.model) && f.year == again.year);
    }
    if (given.n < 4096)
        vin_print_json(&j, given, &f);
    arena_free(&mem);
    fault_clear();
}

static void plate_try(str given)
{
    struct plate p, again;
    char text[160], shown[40];

    if (plate_read(given, &p) == 0) {
        plate_print(&p, shown);
        must(p.kind != PLATE_NONE && utf8_valid(str_of(shown)));
        must(plate_read(str_of(shown), &again) == 0 && strcmp(p.text, again.text) == 0);
    }
    plate_refusal_text(&p, true, text);
    must(utf8_valid(str_of(text)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str given = { (const char *)data, size };
    struct division d[4];
    struct phone p, again;
    enum uscc_refusal why;
    char mask[32], code[USCC_LENGTH_IS + 1];

    vin_try(given);
    plate_try(given);
    if (phone_read(given, &p) == 0)
        must(phone_read(str_of(p.text), &again) == 0 && strcmp(p.text, again.text) == 0);
    phone_mask(given, mask);
    if (uscc_read(given, code, &why) == 0)
        must(uscc_read(str_of(code), code, &why) == 0);
    division_by_name(given, 0, d, COUNT(d));
    return 0;
}
