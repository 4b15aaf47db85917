/* db_place_test.c - databases for tests, and how one is opened. */
#include "kernel/db_test.h"

#define MODULE    db_test
#define MODULE_ZH "测试"
#define MODULE_EN "Test"
#define MODEL     "kernel/db_test.def"
#define REFUSALS  "kernel/db_test_refusals.def"
#include "kernel/model_tables.h"

/* --- places ----------------------------------------------------------------------------------- */

static void on_base(const char *url, const char *sql);

struct db *place_again(const struct place *p, unsigned readers)
{
    struct db *db = db_open(&(struct db_options){
        .where = p->where, .readers = readers, .create = true });

    assert_non_null(db);
    return db;
}

bool place_open(struct place *p, bool pg)
{
    static unsigned n;
    const char *url = getenv("WORKBAY_TEST_PG");
    char sql[256];

    assert_true(model_start());
    *p = (struct place){ .pg = pg };
    if (pg && url == NULL)
        return false;
    if (pg) {
        snprintf(p->name, sizeof p->name, "t_%d_%u", (int)getpid(), ++n);
        snprintf(p->where, sizeof p->where, "%s%coptions=-csearch_path%%3D%s&application_name=%s",
            url, strchr(url, '?') != NULL ? '&' : '?', p->name, p->name);
        snprintf(sql, sizeof sql, "CREATE SCHEMA %s", p->name);
        on_base(url, sql);
    } else {
        snprintf(p->name, sizeof p->name, "/tmp/workbay-test-XXXXXX");
        assert_non_null(mkdtemp(p->name));
        snprintf(p->where, sizeof p->where, "%s", p->name);
    }
    p->db = place_again(p, 4);
    return true;
}

static void remove_all(const char *folder)
{
    DIR *d = opendir(folder);
    char path[512];

    for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL; ) {
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        unlink(path);
    }
    if (d != NULL)
        closedir(d);
    rmdir(folder);
}

void place_close(struct place *p)
{
    char sql[256];

    db_close(p->db);
    snprintf(sql, sizeof sql, "DROP SCHEMA %s CASCADE", p->name);
    if (p->pg)
        on_base(getenv("WORKBAY_TEST_PG"), sql);
    else
        remove_all(p->name);
}

void test_ctx(struct ctx *c, struct db *db)
{
    ctx_begin(c, db, &who_system, (when){ 1764000000000 }, 0);
}

static int run_script(struct ctx *c, void *sql) { return db_script(c, sql); }

static void on_base(const char *url, const char *sql)
{
    struct db *db = db_open(&(struct db_options){ .where = url, .readers = 1 });
    struct ctx c;

    assert_non_null(db);
    test_ctx(&c, db);
    assert_int_equal(db_transaction(&c, run_script, (void *)(uintptr_t)sql), 0);
    ctx_end(&c);
    db_close(db);
}

void place_tables(struct place *p)
{
    struct ctx c;
    struct text t;

    test_ctx(&c, p->db);
    t = text_in(&c.mem, 1 << 20);
    schema_print_table(&t, &db_part_model, p->pg);
    schema_print_table(&t, &db_thing_model, p->pg);
    schema_print_table(&t, &db_count_model, p->pg);
    assert_false(t.failed);
    assert_int_equal(
        db_transaction(&c, run_script, (void *)(uintptr_t)str_c(&c.mem, text_str(&t))), 0);
    ctx_end(&c);
}

/* --- opening ---------------------------------------------------------------------------------- */

static void test_one_server(void **state)
{
    struct db_options server = { .alone = true };
    struct db *first, *beside;

    ON_PLACE(p, state);
    server.where = p.where;
    first = db_open(&server);
    assert_non_null(first);
    assert_null(db_open(&server));
    beside = place_again(&p, 1);            /* the command line may look in */
    db_close(beside);
    db_close(first);
    first = db_open(&server);
    assert_non_null(first);
    assert_true(db_is_sqlite(first));
    assert_string_equal(db_where(first), p.where);
    db_close(first);
    place_close(&p);
}

static void test_nowhere(void **state)
{
    (void)state;
    assert_null(db_open(&(struct db_options){ .where = "/nonexistent/folder", .create = true }));
    assert_null(db_open(&(struct db_options){ .where = "postgresql://nobody@127.0.0.1:1/none" }));
}

const struct CMUnitTest db_place_tests[] = {
    { "test_one_server", test_one_server, NULL, NULL, (void *)"" },
    cmocka_unit_test(test_nowhere),
};
const size_t db_place_tests_n = COUNT(db_place_tests);
