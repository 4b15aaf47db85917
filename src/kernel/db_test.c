/* db_test.c - reading and writing, on both databases. */
#include "kernel/db_test.h"

/* --- every kind, there and back --------------------------------------------------------------- */

#define THING_COLUMNS "id, version, unit_id, created_at, retired_at, name, story, secret, count, maybe," \
    "yes, total, each, tax, amount, at, day, takes, colour, state, part_id, about_entity, about_id"

static int add_part(struct ctx *c, rid id, str code)
{
    return db_exec(c, "INSERT INTO db_part(id, version, unit_id, created_at, code, have)"
        " VALUES (?, 1, 0, 1, ?, 5000)", id, code);
}

static int add_things(struct ctx *c, void *arg)
{
    (void)arg;
    TRY(add_part(c, 7, STR("机油")));
    TRY(db_exec(c, "INSERT INTO db_thing(" THING_COLUMNS ") VALUES (1, 3, 42, 5, 6, 'a', '长文', 's',"
        " -9, -8, 1, 12345, 1000000, 130000, 2500, 1764000000000, 20000, 60, 'blue', 'closed', 7,"
        " 'unit', 9)"));
    return db_exec(c, "INSERT INTO db_thing(id, version, unit_id, created_at, name, state)"
        " VALUES (2, 1, 42, 5, ?, 'open')", STR("b 'quoted?'"));
}

static int check_full(struct ctx *c, void *arg)
{
    struct db_thing t;

    (void)arg;
    TRY(db_get(c, db_thing, &t, 1));
    assert_int_equal(t.id, 1);
    assert_int_equal(t.version, 3);
    assert_int_equal(t.unit_id, 42);
    assert_int_equal(t.created_at.ms, 5);
    assert_int_equal(t.retired_at.ms, 6);
    assert_true(str_is(t.name, "a") && str_is(t.story, "长文") && str_is(t.secret, "s"));
    assert_int_equal(t.count, -9);
    assert_int_equal(t.maybe, -8);
    assert_true(t.yes);
    assert_int_equal(t.total.fen, 12345);
    assert_int_equal(t.each.micro, 1000000);
    assert_int_equal(t.tax.ppm, 130000);
    assert_int_equal(t.amount.milli, 2500);
    assert_int_equal(t.at.ms, 1764000000000);
    assert_int_equal(t.day.day, 20000);
    assert_int_equal(t.takes.s, 60);
    assert_int_equal(t.colour, DB_BLUE);
    assert_int_equal(t.state, DB_CLOSED);
    assert_int_equal(t.part_id, 7);
    assert_ptr_equal(t.about.on, &unit_model);
    assert_int_equal(t.about.id, 9);
    return 0;
}

static int check_empty(struct ctx *c, void *arg)
{
    struct db_thing t;

    (void)arg;
    TRY(db_one(c, db_thing, &t, &DB_NO, "WHERE name = ?", STR("b 'quoted?'")));
    assert_int_equal(t.retired_at.ms, 0);
    assert_int_equal(t.story.n + t.secret.n, 0);
    assert_int_equal(t.count, 0);
    assert_int_equal(t.maybe, NO_NUMBER);
    assert_false(t.yes);
    assert_int_equal(t.at.ms, 0);
    assert_int_equal(t.day.day, 0);
    assert_int_equal(t.colour, 0);
    assert_int_equal(t.state, DB_OPEN);
    assert_int_equal(t.part_id, 0);
    assert_null(t.about.on);
    assert_int_equal(t.about.id, 0);
    return 0;
}

static void test_kinds(void **state)
{
    struct ctx c;

    ON_PLACE(p, state);
    place_tables(&p);
    test_ctx(&c, p.db);
    assert_int_equal(db_transaction(&c, add_things, NULL), 0);
    assert_int_equal(db_snapshot(&c, check_full, NULL), 0);
    assert_int_equal(db_snapshot(&c, check_empty, NULL), 0);
    ctx_end(&c);
    place_close(&p);
}

/* --- the calls -------------------------------------------------------------------------------- */

static int count_row(struct ctx *c, const void *row, void *arg)
{
    const struct db_thing *t = row;

    (void)c;
    *(int64_t *)arg += t->id;
    return t->id == 3 ? refuse(c, &DB_NO) : 0;
}

static int take_values(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    int *rows = arg;

    (void)c;
    assert_int_equal(n, 4);
    if (++*rows == 1) {
        assert_int_equal(v[0].i, 1);
        assert_true(v[1].text && str_is(v[1].t, "a"));
        assert_true(!v[2].null && !v[2].text && v[2].i == -8);
        assert_true(v[3].text && str_is(v[3].t, "长文"));
    } else {
        assert_true(v[2].null && v[3].null && v[2].i == 0 && v[3].t.n == 0);
    }
    return 0;
}

static int use_reads(struct ctx *c, void *arg)
{
    struct db_thing_list list, held;
    struct db_thing none = { .id = 77 };
    struct db_sum_list sums;
    int64_t n = 0, ids = 0, nothing = 5, null = 5;
    int rows = 0;

    (void)arg;
    TRY(db_list(c, db_thing, &list, "WHERE unit_id = ? ORDER BY id", 42));
    assert_int_equal(list.n, 2);
    assert_int_equal(list.v[1].id, 2);
    TRY(db_hold(c, db_thing, &held, "WHERE id = ? ORDER BY id", 2));
    assert_int_equal(held.n, 1);
    TRY(db_list(c, db_thing, &list, "WHERE id = ?", 99));
    assert_int_equal(list.n, 0);
    assert_int_equal(db_one(c, db_thing, &none, &DB_NO, "WHERE id = ?", 99), 1);
    assert_ptr_equal(c->refused, &DB_NO);
    assert_int_equal(none.id, 77);
    c->refused = NULL;
    TRY(db_int(
        c, &n, "SELECT count(*) FROM db_thing WHERE day IS NULL OR day = ?", (date){ 20000 }));
    assert_int_equal(n, 2);
    TRY(db_int(c, &nothing, "SELECT id FROM db_thing WHERE id = 99"));
    TRY(db_int(c, &null, "SELECT maybe FROM db_thing WHERE id = 2"));
    assert_int_equal(nothing + null, 0);
    TRY(db_each(c, db_thing, count_row, &ids, "ORDER BY id"));
    assert_int_equal(ids, 3);
    TRY(db_values(c, take_values, &rows, "SELECT id, name, maybe, story FROM db_thing WHERE id < ?"
        " ORDER BY id", "i", PARAMS(10)));
    assert_int_equal(rows, 2);
    TRY(db_list(c, db_sum, &sums, "SELECT colour, count(*), CAST(COALESCE(sum(total), 0) AS BIGINT)"
        " FROM db_thing WHERE colour = 'blue' GROUP BY colour"));
    assert_int_equal(sums.n, 1);
    assert_int_equal(sums.v[0].colour, DB_BLUE);
    assert_int_equal(sums.v[0].n, 1);
    assert_int_equal(sums.v[0].total.fen, 12345);
    return 0;
}

static int use_try(struct ctx *c, void *arg)
{
    int64_t changed = -1;

    (void)arg;
    TRY(db_try(c, &changed, "UPDATE db_part SET have = have - ? WHERE id = 7 AND have >= ?",
        (qty){ 4000 }, (qty){ 4000 }));
    assert_int_equal(changed, 1);
    TRY(db_try(c, &changed, "UPDATE db_part SET have = have - ? WHERE id = 7 AND have >= ?",
        (qty){ 4000 }, (qty){ 4000 }));
    assert_int_equal(changed, 0);
    return db_expect(c, &DB_NO, "UPDATE db_part SET have = have + 1 WHERE id = ?", 7);
}

static void test_calls(void **state)
{
    struct ctx c;

    ON_PLACE(p, state);
    place_tables(&p);
    test_ctx(&c, p.db);
    assert_int_equal(db_transaction(&c, add_things, NULL), 0);
    assert_int_equal(db_transaction(&c, use_reads, NULL), 0);
    assert_int_equal(db_transaction(&c, use_try, NULL), 0);
    ctx_end(&c);
    place_close(&p);
}

/* A callback that refuses in the middle of a stream ends it, and the connection goes on. */
static int stop_stream(struct ctx *c, void *arg)
{
    int64_t ids = 0, n = 0;

    (void)arg;
    TRY(db_exec(c, "UPDATE db_thing SET id = 3 WHERE id = 2"));
    assert_int_equal(db_each(c, db_thing, count_row, &ids, "ORDER BY id DESC"), 1);
    assert_int_equal(ids, 3);
    TRY(db_int(c, &n, "SELECT count(*) FROM db_thing"));
    assert_int_equal(n, 2);
    return 0;
}

static int nested_call(struct ctx *c, const void *row, void *arg)
{
    int64_t n;

    (void)row, (void)arg;
    return db_int(c, &n, "SELECT 1");
}

static int read_within(struct ctx *c, void *arg)
{
    (void)arg;
    return db_each(c, db_thing, nested_call, NULL, "ORDER BY id");
}

static void test_stream(void **state)
{
    struct ctx c;

    ON_PLACE(p, state);
    place_tables(&p);
    test_ctx(&c, p.db);
    assert_int_equal(db_transaction(&c, add_things, NULL), 0);
    assert_int_equal(db_transaction(&c, stop_stream, NULL), 0);
    assert_int_equal(db_transaction(&c, read_within, NULL), DB_FAILED);
    ctx_end(&c);
    place_close(&p);
}

/* --- refusals --------------------------------------------------------------------------------- */

static int same_code(struct ctx *c, void *arg)       { (void)arg; return add_part(c, 8, STR("机油")); }
static int same_id(struct ctx *c, void *arg)         { (void)arg; return add_part(c, 7, STR("新")); }
static int too_long(struct ctx *c, void *arg)
{
    (void)arg;
    return add_part(c, 9, STR("123456789012345678901"));
}
static int no_part(struct ctx *c, void *arg)
{
    (void)arg;
    return db_exec(c, "UPDATE db_thing SET part_id = 12345 WHERE id = 1");
}
static int no_name(struct ctx *c, void *arg)
{
    (void)arg;
    return db_exec(c, "UPDATE db_thing SET name = NULL WHERE id = 1");
}
static int unexpected(struct ctx *c, void *arg)
{
    (void)arg;
    return db_expect(c, &DB_NO, "UPDATE db_part SET have = 0 WHERE id = 12345");
}
static int swallowed(struct ctx *c, void *arg)
{
    (void)arg;
    TRY(add_part(c, 10, STR("十")));
    (void)!add_part(c, 11, STR("机油"));
    return 0;
}
static int swallowed_expect(struct ctx *c, void *arg)
{
    (void)arg;
    TRY(add_part(c, 10, STR("十")));
    (void)!unexpected(c, NULL);
    return 0;
}
static int titled(struct ctx *c, void *arg)
{
    *(str *)arg = row_title(c, &db_part_model, 1);
    return 0;
}
static int refused_with_title(struct ctx *c, void *arg)
{
    str title = row_title(c, &db_part_model, 1);

    (void)arg;
    return refuse(c, &DB_NO, title);
}
static int write_reading(struct ctx *c, void *arg)   { (void)arg; return add_part(c, 12, STR("十二")); }
static int transact_reading(struct ctx *c, void *arg)
{
    (void)arg;
    return db_transaction(c, write_reading, NULL);
}
static int count_parts(struct ctx *c, void *n)
{
    return db_int(c, n, "SELECT count(*) FROM db_part");
}

static void refused_with(struct ctx *c, work_fn *work, const struct refusal *why, const char *arg)
{
    assert_true(db_transaction(c, work, NULL) > 0);
    assert_ptr_equal(c->refused, why);
    assert_string_equal(c->args[0].t.n > 0 ? str_c(&c->mem, c->args[0].t) : "", arg);
}

static void test_refusals(void **state)
{
    struct ctx c;
    int64_t parts = 0;
    str title;

    ON_PLACE(p, state);
    place_tables(&p);
    test_ctx(&c, p.db);
    assert_int_equal(db_transaction(&c, add_things, NULL), 0);
    refused_with(&c, same_code, &E_TAKEN, "机油");
    refused_with(&c, same_id, &E_TAKEN, "id");
    refused_with(&c, too_long, &E_RULE, "code");
    refused_with(&c, no_part, &E_LINKED, "");
    refused_with(&c, no_name, &E_RULE, "name");
    refused_with(&c, unexpected, &DB_NO, "");
    assert_int_equal(db_transaction(&c, swallowed, NULL), DB_FAILED);
    assert_int_equal(db_transaction(&c, swallowed_expect, NULL), DB_FAILED);
    assert_int_equal(db_snapshot(&c, titled, &title), 0);
    c.fail_at = 2;                          /* a title that could not be read is no empty title */
    assert_int_equal(db_snapshot(&c, titled, &title), DB_FAILED);
    c.fail_at = 2;
    assert_int_equal(db_transaction(&c, titled, &title), DB_FAILED);
    c.fail_at = 2;
    assert_int_equal(db_transaction(&c, refused_with_title, NULL), DB_FAILED);
    c.fail_at = 0;
    assert_int_equal(db_snapshot(&c, write_reading, NULL), DB_FAILED);
    assert_int_equal(db_snapshot(&c, transact_reading, NULL), DB_FAILED);
    assert_int_equal(db_snapshot(&c, count_parts, &parts), 0);
    assert_int_equal(parts, 1);
    ctx_end(&c);
    place_close(&p);
}

/* --- what is not stored ----------------------------------------------------------------------- */

static int overflow(struct ctx *c, void *arg)
{
    (void)arg;
    TRY(add_part(c, 1, STR("x")));
    return db_exec(c, "UPDATE db_part SET have = ?", money_add(FEN(INT64_MAX), FEN(1)));
}
static int exhaust(struct ctx *c, void *arg)
{
    (void)arg;
    TRY(add_part(c, 1, STR("x")));
    (void)!arena_alloc(&c->mem, (size_t)1 << 40);
    return 0;
}
static int out_of_words(struct ctx *c, void *arg)    { (void)arg; return db_script(c, "NONSENSE"); }

static void test_faults_undo(void **state)
{
    work_fn *const bad[] = { overflow, exhaust, out_of_words };
    struct ctx c;
    int64_t parts = -1;

    ON_PLACE(p, state);
    place_tables(&p);
    for (size_t i = 0; i < COUNT(bad); i++) {
        test_ctx(&c, p.db);
        assert_int_equal(db_transaction(&c, bad[i], NULL), DB_FAILED);
        assert_null(fault_pending());
        ctx_end(&c);
    }
    test_ctx(&c, p.db);
    fault_set("before");
    assert_int_equal(db_transaction(&c, same_code, NULL), DB_FAILED);
    assert_int_equal(db_snapshot(&c, count_parts, &parts), 0);
    assert_int_equal(parts, 0);
    ctx_end(&c);
    place_close(&p);
}

static int five_calls(struct ctx *c, void *arg)
{
    struct db_part_list held;
    int64_t n;

    ++*(int *)arg;
    c->created[c->n_created++] = (struct anyref){ &db_part_model, 1 };
    TRY(add_part(c, 1, STR("一")));
    TRY(db_hold(c, db_part, &held, "WHERE id = 1"));
    TRY(db_expect(c, &DB_NO, "UPDATE db_part SET have = have + 1 WHERE id = ?", 1));
    TRY(db_int(c, &n, "SELECT have FROM db_part WHERE id = 1"));
    return db_exec(c, "INSERT INTO db_count(name, day, n) VALUES ('x', 1, 1)");
}

static int undo_five(struct ctx *c, void *arg)
{
    (void)arg;
    TRY(db_exec(c, "DELETE FROM db_part"));
    return db_exec(c, "DELETE FROM db_count");
}

/* Whichever call fails: all of it is there, or nothing. */
static void fail_everywhere(struct place *p, int with)
{
    bool failed_once = false, done = false;

    for (int n = 1; !done && n < 40; n++) {
        struct ctx c;
        int runs = 0, r;
        int64_t parts = -1;

        test_ctx(&c, p->db);
        c.fail_at = n;
        c.fail_with = with;
        r = db_transaction(&c, five_calls, &runs);
        done = c.fail_at > 0;
        c.fail_at = 0;
        assert_int_equal(db_snapshot(&c, count_parts, &parts), 0);
        assert_int_equal(parts, r == 0 ? 1 : 0);
        assert_int_equal(c.n_created, r == 0 ? 1 : 0);
        assert_true(r == 0 || r == with);
        failed_once = failed_once || r != 0 || runs > 1;
        if (done)
            assert_int_equal(r, 0);
        assert_int_equal(db_transaction(&c, undo_five, NULL), 0);
        ctx_end(&c);
    }
    assert_true(done && failed_once);
}

static void test_fail_everywhere(void **state)
{
    ON_PLACE(p, state);
    place_tables(&p);
    fail_everywhere(&p, DB_FAILED);
    fail_everywhere(&p, DB_AGAIN);
    place_close(&p);
}

/* --- the cache is bounded --------------------------------------------------------------------- */

static int many_texts(struct ctx *c, void *arg)
{
    int64_t n;

    (void)arg;
    for (int i = 0; i < 2500; i++) {
        struct statement s = { DOES_INT, NULL, str_c(&c->mem, str_format(&c->mem,
            "SELECT %d FROM db_part WHERE id = ?", i)), "i", __FILE__, __LINE__ };

        TRY(db_int_(c, &n, &s, PARAMS(7)));
        assert_int_equal(n, i);
    }
    return 0;
}

static void test_cache(void **state)
{
    struct ctx c;

    ON_PLACE(p, state);
    place_tables(&p);
    test_ctx(&c, p.db);
    assert_int_equal(db_transaction(&c, add_things, NULL), 0);
    assert_int_equal(db_transaction(&c, many_texts, NULL), 0);
    ctx_end(&c);
    place_close(&p);
}

const struct CMUnitTest db_tests[] = {
    BOTH(test_kinds), BOTH(test_calls), BOTH(test_stream), BOTH(test_refusals),
    BOTH(test_faults_undo), BOTH(test_fail_everywhere), BOTH(test_cache),
};
const size_t db_tests_n = COUNT(db_tests);
