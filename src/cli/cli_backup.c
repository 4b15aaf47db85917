/* cli_backup.c - everything in one SQLite file, while the server runs.
 *
 * It is made in FILE.part/, checked there as a chain of its own, and only then given its name:
 * whatever bears the name is whole. What fails the check is kept as FILE.suspect, and an older FILE
 * with it. */
#include "cli/backup.h"
#include "cli/cli.h"
#include "kernel/copy.h"
#include "kernel/migrate.h"
#include "kernel/schema.h"

#include <errno.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEP_PAGES = 512, STEP_PAUSE_US = 1000, BUSY_TRIES = 5000 };

struct paths { char dir[BACKUP_PATH], db[BACKUP_PATH], suspect[BACKUP_PATH], source[BACKUP_PATH]; };

static bool paths_of(struct paths *p, const char *file, const struct db *from)
{
    return snprintf(p->dir, sizeof p->dir, "%s.part", file) < BACKUP_PATH &&
           snprintf(p->db, sizeof p->db, "%s.part/workbay.db", file) < BACKUP_PATH &&
           snprintf(p->suspect, sizeof p->suspect, "%s.suspect", file) < BACKUP_PATH &&
           snprintf(p->source, sizeof p->source, "%s/workbay.db", db_where(from)) < BACKUP_PATH;
}

/* --- SQLite: its own backup, a few pages at a time -------------------------------------------- */

/* Within one reading transaction, or each write of the server would begin the copy anew. */
static int pages_copy(sqlite3 *from, sqlite3 *to)
{
    sqlite3_backup *b;
    int rc, busy = 0;

    if (sqlite3_exec(from, "BEGIN; SELECT count(*) FROM sqlite_master", NULL, NULL, NULL) !=
        SQLITE_OK)
        return sqlite3_errcode(from);
    b = sqlite3_backup_init(to, "main", from, "main");
    if (b == NULL)
        return sqlite3_errcode(to);
    do {
        rc = sqlite3_backup_step(b, STEP_PAGES);
        if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
            rc = ++busy < BUSY_TRIES ? SQLITE_OK : rc;
        if (rc == SQLITE_OK)
            usleep(STEP_PAUSE_US);
    } while (rc == SQLITE_OK);
    (void)sqlite3_backup_finish(b);
    (void)sqlite3_exec(from, "COMMIT", NULL, NULL, NULL);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int sqlite_copy(const struct paths *p)
{
    sqlite3 *from = NULL, *to = NULL;
    int rc = sqlite3_open_v2(p->source, &from, SQLITE_OPEN_READWRITE, NULL);

    if (rc == SQLITE_OK)
        rc = sqlite3_open_v2(p->db, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (rc == SQLITE_OK) {
        sqlite3_busy_timeout(from, 5000);
        rc = pages_copy(from, to);
    }
    sqlite3_close(from);
    sqlite3_close(to);
    if (rc != SQLITE_OK)
        fprintf(stderr, "%s: %s\n", p->source, sqlite3_errstr(rc));
    return rc == SQLITE_OK ? 0 : DB_FAILED;
}

/* --- either ----------------------------------------------------------------------------------- */

struct schema_state { int64_t last; bool there; };

static int schema_state(struct ctx *c, void *arg)
{
    struct schema_state *s = arg;

    TRY(schema_has(c, "schema_migration", &s->there));
    return s->there ? db_int(c, &s->last, "SELECT max(number) FROM schema_migration") : 0;
}

/* A chain of an older program would be copied by the names of this one. */
static bool current(struct ctx *c)
{
    struct schema_state s = { 0 };
    int newest = 0;

    for (const struct migration_file *f = migration_files; f->number > 0; f++)
        newest = f->number;
    if (db_snapshot(c, schema_state, &s) != 0)
        return false;
    if (s.there && s.last >= newest)
        return true;
    fputs(s.there ? "this chain is of an older program: run workbay migrate first\n"
                  : "there is no chain here\n", stderr);
    return false;
}

static int fill(struct ctx *from, const struct paths *p)
{
    struct db *db;
    struct ctx to;
    uint64_t rows;
    int r = 0;

    if (db_is_sqlite(from->db))
        TRY(sqlite_copy(p));
    db = db_open(&(struct db_options){ .where = p->dir, .create = true, .patient = true });
    if (db == NULL)
        return DB_FAILED;
    ctx_begin(&to, db, &who_system, clock_now(), COPY_MEMORY);
    if (!db_is_sqlite(from->db))
        r = copy_database(from, &to, &rows);
    if (r == 0)
        r = copy_contents(from, &to);
    ctx_end(&to);
    db_close(db);
    return r;
}

/* As a restore would find it. *sound: nothing was wrong. */
static int check(const struct paths *p, bool *sound)
{
    struct db *db;

    if (!backup_whole(p->db))
        return DB_FAILED;
    db = db_open(&(struct db_options){ .where = p->dir, .patient = true });
    if (db == NULL)
        return DB_FAILED;
    *sound = backup_verified(db);
    db_close(db);
    return backup_sql(p->db, "PRAGMA journal_mode = DELETE") && backup_synced(p->db) ? 0
                                                                                     : DB_FAILED;
}

static int backup(struct ctx *from, const char *file)
{
    struct paths *p = arena_alloc(&from->mem, sizeof *p);
    bool sound = false;

    if (p == NULL || !paths_of(p, file, from->db))
        return DB_FAILED;
    if (!current(from) || !backup_remove(p->dir))
        return DB_FAILED;
    if (mkdir(p->dir, 0700) != 0) {
        fprintf(stderr, "%s: %s\n", p->dir, strerror(errno));
        return DB_FAILED;
    }
    TRY(fill(from, p));
    TRY(check(p, &sound));
    if (!backup_rename(p->db, sound ? file : p->suspect) || !backup_remove(p->dir))
        return DB_FAILED;
    printf("%s\n", sound ? file : p->suspect);
    return sound ? 0 : DB_FAILED;
}

int cli_backup(const struct cli *cli)
{
    struct db *db = cli->n == 1 ? cli_open(cli, false) : NULL;
    struct ctx c;
    int code;

    if (db == NULL)
        return cli->n != 1 ? EXIT_USAGE : EXIT_FAILED;
    umask(077);                             /* it holds everybody's data */
    ctx_begin(&c, db, &who_system, clock_now(), COPY_MEMORY);
    code = cli_result(&c, backup(&c, cli->words[0]));
    ctx_end(&c);
    db_close(db);
    return code;
}
