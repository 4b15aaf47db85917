/* migrate.c - from an older schema to this program's. */
#include "kernel/migrate.h"
#include "kernel/db_driver.h"
#include "kernel/schema.h"

enum { NUMBERS_MAX = 10000, PART_MAX = 8 << 20 };

struct migrating {
    const struct migration_file *files;
    const struct migration_file *at;        /* the one that runs */
    bool dry_run, from_files;
    struct text *report, before;            /* as it was when this step began */
    uint8_t done[NUMBERS_MAX];              /* by number */
    bool more;                              /* there was something to do */
    bool ready;                             /* there is nothing to do */
    bool tried;                             /* dry run: it all worked, and was undone */
};

void migration_part(struct text *t, const char *sql, bool postgres)
{
    bool ours = true;

    while (*sql != '\0') {
        size_t n = strcspn(sql, "\n");
        str line = { sql, n };

        if (str_is(line, "-- sqlite"))
            ours = !postgres;
        else if (str_is(line, "-- postgresql"))
            ours = postgres;
        else if (str_is(line, "-- both"))
            ours = true;
        else if (ours)
            text_f(t, "%.*s\n", (int)n, sql);
        sql += n + (sql[n] != '\0');
    }
}

static int note(struct ctx *c, const struct migration_file *f)
{
    return db_exec(c, "INSERT INTO schema_migration(unit_id, number, name, at) VALUES (0, ?, ?, ?)",
        f->number, str_of(f->name), c->now);
}

static int take_number(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct migrating *m = arg;

    (void)c, (void)n;
    if (v[0].i <= 0 || v[0].i >= NUMBERS_MAX)
        return db_log("there is no migration %lld", (long long)v[0].i), DB_FAILED;
    m->done[v[0].i] = 1;
    return 0;
}

static int apply(struct ctx *c, struct migrating *m, const struct migration_file *f)
{
    struct arena mem = { .limit = 2 * PART_MAX };
    struct text t = text_in(&mem, PART_MAX);
    int r = DB_FAILED;

    m->at = f;
    migration_part(&t, f->sql, c->conn->driver == &db_pg);
    if (!t.failed)
        r = db_script(c, str_c(&mem, text_str(&t)));
    arena_free(&mem);
    if (r == 0)
        r = note(c, f);
    text_f(m->report, "%s %04d %s\n", m->dry_run ? "would run" : "ran", f->number, f->name);
    return r;
}

static int create_all(struct ctx *c, struct migrating *m)
{
    const struct entity *const *all;

    TRY(schema_create(c));
    for (const struct migration_file *f = m->files; f->number > 0; f++)
        TRY(note(c, f));
    text_f(m->report, "%s all %zu tables\n", m->dry_run ? "would create" : "created",
        model_entities(&all));
    return 0;
}

/* A number that we do not have is of a newer program, which expanded only: we can run beside it. */
static void say_newer(struct migrating *m)
{
    for (int i = 1; i < NUMBERS_MAX; i++) {
        bool known = !m->done[i];

        for (const struct migration_file *f = m->files; !known && f->number > 0; f++)
            known = f->number == i;
        if (!known)
            text_f(m->report, "%04d is of a newer program\n", i);
    }
}

/* One thing at a time, looked up again within its transaction: another node may have been first. */
static int step(struct ctx *c, void *arg)
{
    struct migrating *m = arg;
    bool there = false;

    *m->report = m->before;                 /* for a step may run twice */
    m->at = NULL;
    m->more = false;
    memset(m->done, 0, sizeof m->done);
    TRY(schema_has(c, "schema_migration", &there));
    if (!there && !m->from_files)
        TRY(create_all(c, m));
    if (there)
        TRY(db_values(c, take_number, m, "SELECT number FROM schema_migration", "", NULL));
    for (const struct migration_file *f = m->files; (there || m->from_files) && f->number > 0;
         f++) {
        if (m->done[f->number])
            continue;
        TRY(apply(c, m, f));
        m->more = true;
        if (!m->dry_run)
            return 0;
    }
    say_newer(m);
    m->tried = true;
    return m->dry_run ? DB_FAILED : 0;      /* which undoes it */
}

/* A transaction for migrations checks every key of the database: none is begun without need. */
static int look(struct ctx *c, void *arg)
{
    struct migrating *m = arg;

    m->ready = false;
    memset(m->done, 0, sizeof m->done);
    TRY(schema_has(c, "schema_migration", &m->ready));
    if (m->ready)
        TRY(db_values(c, take_number, m, "SELECT number FROM schema_migration", "", NULL));
    for (const struct migration_file *f = m->files; f->number > 0; f++)
        m->ready = m->ready && m->done[f->number];
    return 0;
}

int migrate_with(struct ctx *c, const struct migration_file *files, bool dry_run, bool from_files,
    struct text *report)
{
    struct migrating *m = arena_alloc(&c->mem, sizeof *m);
    int r, last = 0;

    if (m == NULL)
        return DB_FAILED;
    for (const struct migration_file *f = files; f->number > 0; last = f->number, f++)
        if (f->number <= last || f->number >= NUMBERS_MAX)
            return db_log("migration %d is out of order", f->number), DB_FAILED;
    *m = (struct migrating){ .files = files, .dry_run = dry_run, .from_files = from_files,
        .report = report };
    TRY(db_snapshot(c, look, m));
    if (m->ready) {
        say_newer(m);
        return 0;
    }
    do {
        m->before = *report;
        r = db_migration(c, step, m);
    } while (r == 0 && m->more);
    if (dry_run && m->tried)
        return 0;
    if (r != 0) {
        *report = m->before;                /* what this step said was undone with it */
        text_f(report, "failed: %s\n", m->at != NULL ? m->at->name : "the tables of the model");
    }
    return r;
}

int migrate_run(struct ctx *c, bool dry_run, struct text *report)
{
    return migrate_with(c, migration_files, dry_run, false, report);
}
