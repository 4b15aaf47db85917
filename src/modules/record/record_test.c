/* record_test.c - earlier visits: a file of another system under its own headings, and its counts.
 *
 * test_legacy_shared takes a real dealer's 21,968 lines, which do not belong to the project, and
 * counts them once more by itself; it is skipped where the folder (WORKBAY_SHARED, else ../shared)
 * is absent. */
#include "kernel/import.h"
#include "modules/ledger/ledger_test.h"
#include "modules/record/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* --- importing -------------------------------------------------------------------------------- */

static str file_text(const char *path)
{
    FILE *in = fopen(path, "r");
    char *bytes;
    long n;

    if (in == NULL)
        return (str){ 0 };
    assert_int_equal(fseek(in, 0, SEEK_END), 0);
    n = ftell(in);
    rewind(in);
    bytes = forever_alloc((size_t)n + 1);
    assert_int_equal(fread(bytes, 1, (size_t)n, in), n);
    fclose(in);
    return (str){ bytes, (size_t)n };
}

static void said(void *arg, str line) { print_message("%.*s\n", (int)line.n, line.s), (void)arg; }

static int legacy_import(struct db *db, str bytes, struct import *im)
{
    struct ctx c;
    int r;

    ctx_begin(&c, db, &who_system, when_at(date_of(2026, 11, 24), 36000, ZONE_S), IMPORT_MEMORY);
    *im = (struct import){ .on = &legacy_visit_model, .say = said };
    r = import_run(&c, im, bytes);
    ctx_end(&c);
    return r;
}

/* --- counting again --------------------------------------------------------------------------- */

enum { COLUMNS = 8, LINES = 22000, CARDS = 100000 };
enum { CARD = 0, DAY = 2, MODEL_ = 5, ITEM = 7 };
struct copied { str (*v)[COLUMNS]; size_t n; };

/* No line break and no doubled quote in a field. */
static struct copied file_cut(str bytes)
{
    struct copied f = { forever_alloc(LINES * sizeof *f.v), 0 };
    const char *s = memchr(bytes.s, '\n', bytes.n), *end = bytes.s + bytes.n;

    assert_non_null(s);
    for (s++; s < end && f.n < LINES; f.n++)
        for (int i = 0; i < COLUMNS; i++) {
            bool quoted = *s == '"';
            size_t n = quoted ? strcspn(++s, "\"") : strcspn(s, ",\r\n");

            f.v[f.n][i] = (str){ s, n };
            s += n + quoted;
            while (s < end && strchr(i < COLUMNS - 1 ? "," : "\r\n", *s) != NULL) {
                s++;
                if (i < COLUMNS - 1)
                    break;
            }
        }
    return f;
}

static str trimmed(str s)
{
    while (s.n > 0 && s.s[0] == ' ')
        s.s++, s.n--;
    while (s.n > 0 && s.s[s.n - 1] == ' ')
        s.n--;
    return s;
}

struct counting { const struct copied *f; enum legacy_by by; int column; size_t width, groups; };

static bool of_group(const struct counting *k, size_t line, str name)
{
    str v = trimmed(k->f->v[line][k->column]);

    return str_eq(k->width > 0 ? (str){ v.s, k->width } : v, name);
}

/* Every group of the report has as many lines and cards as the file, and all lines are in one. */
static int counts_agree(struct ctx *c, void *arg)
{
    static size_t seen[CARDS];
    struct counting *k = arg;
    const struct legacy_visits_in in = { .by = k->by };
    struct legacy_visits_row_list rows;
    int64_t all = 0;

    TRY(legacy_visits(c, &in, &rows));
    memset(seen, 0, sizeof seen);
    for (size_t i = 0; i < rows.n; i++) {
        int64_t lines = 0, cards = 0;

        for (size_t l = 0; l < k->f->n; l++)
            if (of_group(k, l, rows.v[i].name)) {
                size_t card = strtoul(k->f->v[l][CARD].s + 2, NULL, 10) % CARDS;

                lines++;
                cards += seen[card] != i + 1;
                seen[card] = i + 1;
            }
        if (lines != rows.v[i].lines || cards != rows.v[i].visits)
            fail_msg("%.*s: %lld lines of %lld visits, in the file %lld of %lld",
                (int)rows.v[i].name.n, rows.v[i].name.s, (long long)rows.v[i].lines,
                (long long)rows.v[i].visits, (long long)lines, (long long)cards);
        all += lines;
    }
    k->groups = rows.n;
    assert_int_equal(all, k->f->n);
    return 0;
}

static void counts_check(struct chain *ch, const struct copied *f, const size_t groups[3])
{
    struct counting by[] = { { f, LEGACY_MONTH, DAY, 7, 0 }, { f, LEGACY_MODEL, MODEL_, 0, 0 },
        { f, LEGACY_ITEM, ITEM, 0, 0 } };

    for (size_t i = 0; i < COUNT(by); i++) {
        assert_int_equal(chain_run(ch, counts_agree, &by[i], NULL), 0);
        if (groups != NULL)
            assert_int_equal(by[i].groups, groups[i]);
    }
}

/* --- tests ------------------------------------------------------------------------------------ */

static int car_make(struct ctx *c, void *id)
{
    const struct vehicle v = { .plate = STR("粤B12345"), .brand = STR("本田") };

    return command_call_(c, command_named(STR("vehicle_create")), 0, &v, id);
}

static int linked(struct ctx *c, void *n)
{
    return db_int(c, n, "SELECT count(*) FROM legacy_visit WHERE vehicle_id IS NOT NULL /* all rows */");
}

static void test_legacy(void **state)
{
    static const size_t groups[] = { 3, 2, 6 };
    str bytes = file_text("test/data/legacy_visits.csv");
    struct import im;
    int64_t n = 0;
    rid car;

    ON_CHAIN(ch, state);
    assert_true(bytes.n > 0);
    assert_int_equal(chain_run(&ch, car_make, &car, NULL), 0);
    assert_int_equal(legacy_import(ch.place.db, bytes, &im), 0);
    assert_int_equal(im.done, 8);
    counts_check(&ch, &(struct copied){ file_cut(bytes).v, file_cut(bytes).n }, groups);
    assert_int_equal(chain_run(&ch, linked, &n, NULL), 0);
    assert_int_equal(n, 4);                 /* a whole plate; its beginning says nothing */
    chain_close(&ch);
}

/* One bad line refuses the file; nothing of it is stored. */
static void test_legacy_refused(void **state)
{
    str bytes = STR("job_card_date,vehicle_model,odometer_km\n"
        "2018-01-01,STREET,1\n2026-12-01,STREET,1\n2018-01-01,,1\n2018-01-01,STREET,-1\n");
    struct import im;
    struct copied none = { NULL, 0 };

    ON_CHAIN(ch, state);
    assert_true(legacy_import(ch.place.db, bytes, &im) > 0);
    assert_int_equal(im.bad, 3);
    assert_int_equal(im.good, 1);
    assert_int_equal(im.done, 0);
    counts_check(&ch, &none, NULL);
    chain_close(&ch);
}

static void test_legacy_shared(void **state)
{
    const char *root = getenv("WORKBAY_SHARED");
    struct timespec from, to;
    struct import im;
    struct copied f;
    char path[512];
    str bytes;

    snprintf(path, sizeof path, "%s/data/repair_visits/job_cards_lines_until_2018-09_UNLICENSED.csv",
        root != NULL ? root : "../shared");
    bytes = file_text(path);
    if (bytes.n == 0) {
        print_message("skipped: no %s\n", path);
        skip();
    }
    ON_CHAIN(ch, state);
    f = file_cut(bytes);
    assert_int_equal(f.n, 21968);
    clock_gettime(CLOCK_MONOTONIC, &from);
    assert_int_equal(legacy_import(ch.place.db, bytes, &im), 0);
    clock_gettime(CLOCK_MONOTONIC, &to);
    assert_int_equal(im.done, 21968);
    print_message("21968 lines in %lld s\n", (long long)(to.tv_sec - from.tv_sec));
    counts_check(&ch, &f, NULL);
    chain_close(&ch);
}

const struct CMUnitTest record_tests[] = {
    BOTH(test_legacy), BOTH(test_legacy_refused),
    { "test_legacy_shared", test_legacy_shared, NULL, NULL, (void *)"" },
};
const size_t record_tests_n = COUNT(record_tests);
