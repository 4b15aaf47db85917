/* migrate_test.c - the roads to a schema meet: from the model at once, and by all migrations. */
#include "kernel/db_test.h"
#include "kernel/migrate.h"

static void ctx_large(struct ctx *c, struct db *db)
{
    ctx_begin(c, db, &who_system, (when){ 1764000000000 }, 64 << 20);
}

static int describe(struct ctx *c, void *out) { return schema_describe(c, out); }

static const char *described(struct ctx *c)
{
    struct text t = text_in(&c->mem, 8 << 20);

    assert_int_equal(db_transaction(c, describe, &t), 0);
    assert_true(t.n > 0);
    return str_c(&c->mem, text_str(&t));
}

static int count_applied(struct ctx *c, void *out)
{
    return db_int(c, out, "SELECT count(*) FROM schema_migration");
}

static int64_t applied(struct ctx *c)
{
    int64_t n = -1;

    assert_int_equal(db_transaction(c, count_applied, &n), 0);
    return n;
}

/* Where they differ, the line that only one has. */
static void assert_same(const char *a, const char *b)
{
    size_t at = 0;

    while (a[at] != '\0' && a[at] == b[at])
        at++;
    if (a[at] == b[at])
        return;
    while (at > 0 && a[at - 1] != '\n')
        at--;
    fail_msg("the schemas differ: \"%.*s\" and \"%.*s\"", (int)strcspn(a + at, "\n"), a + at,
        (int)strcspn(b + at, "\n"), b + at);
}

/* Until the first release there are no files: then the first is what it will be. */
static const struct migration_file *all_files(struct ctx *c)
{
    struct migration_file *f;
    struct text t = text_in(&c->mem, 8 << 20);

    if (migration_files[0].number > 0)
        return migration_files;
    f = arena_alloc(&c->mem, 2 * sizeof *f);
    assert_non_null(f);
    schema_print_both(&t);
    assert_false(t.failed);
    f[0] = (struct migration_file){ 1, "0001-first", str_c(&c->mem, text_str(&t)) };
    return f;
}

static void test_roads_meet(void **state)
{
    struct ctx c, d;
    struct place q;

    ON_PLACE(p, state);
    assert_true(place_open(&q, p.pg));
    ctx_large(&c, p.db);
    ctx_large(&d, q.db);
    struct text said = text_in(&c.mem, 65536), other = text_in(&d.mem, 65536);

    assert_int_equal(migrate_run(&c, false, &said), 0);
    assert_int_equal(migrate_with(&d, all_files(&d), false, true, &other), 0);
    assert_same(described(&c), described(&d));
    ctx_end(&c);
    ctx_end(&d);
    place_close(&p);
    place_close(&q);
}

/* --- steps ------------------------------------------------------------------------------------ */

static const struct migration_file steps[] = {
    { 1, "0001-first",
      "-- sqlite\n"
      "CREATE TABLE schema_migration (unit_id INTEGER NOT NULL DEFAULT 0, number INTEGER PRIMARY KEY,"
      " name TEXT NOT NULL, at INTEGER NOT NULL) STRICT;\n"
      "CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT;\n"
      "CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER REFERENCES a(id)) STRICT;\n"
      "-- postgresql\n"
      "CREATE TABLE schema_migration (unit_id BIGINT NOT NULL DEFAULT 0, number BIGINT PRIMARY KEY,"
      " name TEXT NOT NULL, at BIGINT NOT NULL);\n"
      "CREATE TABLE a (id BIGINT PRIMARY KEY, n BIGINT NOT NULL);\n"
      "CREATE TABLE b (id BIGINT PRIMARY KEY, a_id BIGINT REFERENCES a(id));\n"
      "-- both\n"
      "INSERT INTO a(id, n) VALUES (1, 10);\n"
      "INSERT INTO b(id, a_id) VALUES (1, 1);\n" },
    { 3, "0003-rebuild",                    /* SQLite's way to change a table, though b refers to it */
      "-- sqlite\n"
      "CREATE TABLE a_new (id INTEGER PRIMARY KEY, n INTEGER NOT NULL,"
      " m INTEGER NOT NULL DEFAULT 5) STRICT;\n"
      "INSERT INTO a_new(id, n) SELECT id, n FROM a;\n"
      "DROP TABLE a;\n"
      "ALTER TABLE a_new RENAME TO a;\n"
      "-- postgresql\n"
      "ALTER TABLE a ADD COLUMN m BIGINT NOT NULL DEFAULT 5;\n"
      "-- both\n"
      "UPDATE a SET n = n + 1;\n" },
    { 0 },
};
static const struct migration_file broken[] = {
    { 1, "0001-first", "" }, { 3, "0003-rebuild", "" },
    { 4, "0004-orphan", "UPDATE a SET n = 99;\nDELETE FROM a;\n" },
    { 0 },
};

struct asked { const char *sql; int64_t n; };

static int ask(struct ctx *c, void *arg)
{
    struct asked *a = arg;
    const struct statement s = { DOES_INT, NULL, a->sql, "", __FILE__, __LINE__ };

    return db_int_(c, &a->n, &s, NULL);
}

static int64_t number_of(struct ctx *c, const char *sql)
{
    struct asked a = { sql, -1 };

    assert_int_equal(db_transaction(c, ask, &a), 0);
    return a.n;
}

static void test_steps(void **state)
{
    struct migration_file first[] = { steps[0], { 0 } };
    struct ctx c;

    ON_PLACE(p, state);
    ctx_large(&c, p.db);
    struct text said = text_in(&c.mem, 65536);

    assert_int_equal(migrate_with(&c, first, false, true, &said), 0);
    assert_int_equal(applied(&c), 1);
    assert_int_equal(migrate_with(&c, steps, true, false, &said), 0);       /* only tried */
    assert_int_equal(applied(&c), 1);
    assert_int_equal(number_of(&c, "SELECT n FROM a"), 10);
    assert_int_equal(migrate_with(&c, steps, false, false, &said), 0);
    assert_int_equal(applied(&c), 2);
    assert_int_equal(number_of(&c, "SELECT n + m FROM a"), 16);
    assert_int_equal(number_of(&c, "SELECT count(*) FROM b JOIN a ON a.id = b.a_id"), 1);
    assert_int_equal(migrate_with(&c, broken, false, false, &said), DB_FAILED);
    assert_int_equal(number_of(&c, "SELECT n FROM a"), 11);
    assert_int_equal(migrate_with(&c, first, false, false, &said), 0);      /* an older program */
    assert_string_equal(str_c(&c.mem, text_str(&said)),
        "ran 0001 0001-first\n" "would run 0003 0003-rebuild\n" "ran 0003 0003-rebuild\n"
        "failed: 0004-orphan\n" "0003 is of a newer program\n");
    ctx_end(&c);
    place_close(&p);
}

static void test_parts(void **state)
{
    struct arena mem = { .limit = 65536 };
    struct text a = text_in(&mem, 1000), b = text_in(&mem, 1000);
    static const char sql[] = "x\n-- sqlite\nl\n-- postgresql\np\n-- both\ny";

    (void)state;
    migration_part(&a, sql, false);
    migration_part(&b, sql, true);
    assert_string_equal(str_c(&mem, text_str(&a)), "x\nl\ny\n");
    assert_string_equal(str_c(&mem, text_str(&b)), "x\np\ny\n");
    arena_free(&mem);
}

const struct CMUnitTest migrate_tests[] = {
    BOTH(test_roads_meet), BOTH(test_steps), cmocka_unit_test(test_parts),
};
const size_t migrate_tests_n = COUNT(migrate_tests);
