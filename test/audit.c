/* audit.c - looks at the program instead of running it: the model, every statement, every plan, and
 * that a fresh schema equals a migrated one. On each database named.
 *   audit DIRECTORY|postgresql://… …
 * The last line is 'N passed, N failed'. */
#include "kernel/db_check.h"
#include "kernel/meta.h"
#include "kernel/migrate.h"
#include "kernel/query.h"
#include "kernel/schema.h"
#include "kernel/setup.h"
#include "test/fixture.h"

#include <sodium.h>

static unsigned passed, failed;

static void look(const char *what, const char *where, int wrong, const struct text *report)
{
    if (wrong == 0) {
        passed++;
        return;
    }
    failed++;
    fprintf(
        stderr, "not ok %s on %s: %d wrong\n%.*s\n", what, where, wrong, (int)report->n, report->s);
}

struct road { struct text *text; };

static int describe(struct ctx *c, void *arg)
{
    return schema_describe(c, ((struct road *)arg)->text);
}
static int statements(struct ctx *c, void *arg)
{
    int wrong = statements_check(c, ((struct road *)arg)->text);

    return wrong > 0 ? refuse(c, &E_FAILED) : wrong;
}
static int plans(struct ctx *c, void *arg)
{
    int wrong = plans_check(c, ((struct road *)arg)->text);

    return wrong > 0 ? refuse(c, &E_FAILED) : wrong;
}
static int chart_plans(struct ctx *c, void *arg)
{
    int wrong = chart_plans_check(c, ((struct road *)arg)->text);

    return wrong > 0 ? refuse(c, &E_FAILED) : wrong;
}

/* All migration files, run from nothing, must end where the model begins. */
static void roads_meet(const char *where, const struct text *fresh)
{
    struct db *db = fixture_empty(where);
    struct text migrated, report;
    struct ctx c;
    int r = DB_FAILED;

    if (db == NULL) {
        look("an empty database", where, 1, fresh);
        return;
    }
    ctx_begin(&c, db, &who_system, clock_now(), 64 << 20);
    migrated = text_in(&c.mem, 8 << 20);
    report = text_in(&c.mem, 1 << 20);
    r = migrate_with(&c, migration_files, false, true, &report);
    if (r == 0)
        r = db_snapshot(&c, describe, &(struct road){ &migrated });
    look("migrations", where, r != 0, &report);
    if (r == 0 && !str_eq(text_str(&migrated), text_str(fresh))) {
        FILE *a = fopen("build/schema-fresh.txt", "w"),
             *b = fopen("build/schema-migrated.txt", "w");

        if (a != NULL && b != NULL) {
            fwrite(fresh->s, 1, fresh->n, a);
            fwrite(migrated.s, 1, migrated.n, b);
            fclose(a), fclose(b);
        }
        look("fresh schema and migrated schema (see build/schema-*.txt)", where, 1, &report);
    } else
        look("roads", where, 0, &report);
    ctx_end(&c);
    db_close(db);
}

static void audit(const char *where)
{
    struct db *db = fixture_new(where, clock_now());
    struct text t, fresh;
    struct ctx c;

    if (db == NULL) {
        failed++;
        return;
    }
    ctx_begin(&c, db, &who_system, clock_now(), 256 << 20);
    t = text_in(&c.mem, 4 << 20);
    look("statements", where, db_transaction(&c, statements, &(struct road){ &t }), &t);
    t = text_in(&c.mem, 4 << 20);
    look("plans", where, db_transaction(&c, plans, &(struct road){ &t }), &t);
    t = text_in(&c.mem, 4 << 20);
    look("chart plans", where, db_transaction(&c, chart_plans, &(struct road){ &t }), &t);
    t = text_in(&c.mem, 4 << 20);
    look("list plans", where, query_plans_check(&c, &t), &t);
    fresh = text_in(&c.mem, 8 << 20);
    look("schema", where, db_snapshot(&c, describe, &(struct road){ &fresh }), &fresh);
    db_close(db);
    roads_meet(where, &fresh);
    ctx_end(&c);
}

int main(int argc, char **argv)
{
    struct arena mem = { .limit = 16 << 20 };
    struct text t = text_in(&mem, 4 << 20);

    if (sodium_init() < 0 || !model_start())
        return 2;
    look("model", "all", (int)model_check(&t), &t);
    for (int i = 1; i < argc; i++)
        audit(argv[i]);
    arena_free(&mem);
    printf("%u passed, %u failed\n", passed, failed);
    return failed > 0;
}
