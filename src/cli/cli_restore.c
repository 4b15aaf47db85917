/* cli_restore.c - a chain from its backup, into an empty place of either kind.
 *
 * The backup is copied and brought to this program's schema before anything of it is used; a
 * directory gets its database last, so that one which was interrupted holds no chain at all. */
#include "cli/backup.h"
#include "cli/cli.h"
#include "kernel/copy.h"
#include "kernel/migrate.h"
#include "kernel/schema.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 1 << 20 };

static bool failed(const char *path, const char *why)
{
    fprintf(stderr, "%s: %s\n", path, why);
    return false;
}

static bool path_is(char out[BACKUP_PATH], const char *dir, const char *name)
{
    return snprintf(out, BACKUP_PATH, "%s/%s", dir, name) < BACKUP_PATH || failed(dir, strerror(ENAMETOOLONG));
}

/* --- the copy that is worked on --------------------------------------------------------------- */

static bool bytes_copied(int from, int to)
{
    for (;;) {
        ssize_t n = copy_file_range(from, NULL, to, NULL, BLOCK, 0);

        if (n == 0)
            return fsync(to) == 0;
        if (n < 0 && errno != EINTR)
            break;
    }
    if (errno != EXDEV && errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP)
        return false;
    for (;;) {                              /* between file systems, by hand */
        char block[65536];
        ssize_t n = read(from, block, sizeof block);

        if (n <= 0)
            return n == 0 && fsync(to) == 0;
        if (write(to, block, (size_t)n) != n)
            return false;
    }
}

static bool file_copied(const char *from, const char *to)
{
    int in = open(from, O_RDONLY | O_CLOEXEC), out = -1;
    char magic[16] = "";
    bool done = in >= 0;

    if (done &&
        (pread(in, magic, sizeof magic, 0) != sizeof magic ||
            memcmp(magic, "SQLite format 3", 16) != 0)) {
        close(in);
        return failed(from, "this is no backup of Workbay");
    }
    if (done)
        out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    done = done && out >= 0 && bytes_copied(in, out);
    if (!done)
        (void)failed(in < 0 ? from : to, strerror(errno));
    if (in >= 0)
        close(in);
    if (out >= 0)
        close(out);
    return done;
}

static int chain_there(struct ctx *c, void *arg) { return schema_has(c, "schema_migration", arg); }

/* Copied into `dir`, whole, and of this program's schema. NULL: it said why. */
static struct db *staged(const char *file, const char *dir)
{
    char path[BACKUP_PATH];
    struct db *db;
    struct ctx c;
    bool there = false;
    int r;

    if (!path_is(path, dir, "workbay.db") || !file_copied(file, path) || !backup_whole(path))
        return NULL;
    db = db_open(&(struct db_options){ .where = dir, .patient = true });
    if (db == NULL)
        return NULL;
    ctx_begin(&c, db, &who_system, clock_now(), 64 << 20);
    struct text report = text_in(&c.mem, 65536);
    r = db_snapshot(&c, chain_there, &there);
    if (r == 0 && there)
        r = migrate_run(&c, false, &report);
    fprintf(stderr, "%.*s", (int)report.n, report.s);
    ctx_end(&c);
    if (r == 0 && there)
        return db;
    if (!there)
        (void)failed(file, "this is no backup of Workbay");
    db_close(db);
    return NULL;
}

/* --- into a directory ------------------------------------------------------------------------- */

static bool empty_directory(const char *dir)
{
    static const char *const ours[] = { ".", "..", "workbay.lock", "restore.part", "lost+found" };
    const struct dirent *entry;
    bool empty = true;
    DIR *d;

    if (mkdir(dir, 0750) != 0 && errno != EEXIST)
        return failed(dir, strerror(errno));
    d = opendir(dir);
    if (d == NULL)
        return failed(dir, strerror(errno));
    while ((entry = readdir(d)) != NULL) {
        bool known = false;

        for (size_t i = 0; i < COUNT(ours); i++)
            known = known || strcmp(entry->d_name, ours[i]) == 0;
        empty = empty && known;
    }
    closedir(d);
    return empty || failed(dir, "not empty; restore into an empty place");
}

static bool files_taken_out(struct db *db, const char *part)
{
    struct ctx c;
    int r;

    ctx_begin(&c, db, &who_system, clock_now(), COPY_MEMORY);
    r = copy_extract(&c, part);
    ctx_end(&c);
    return r == 0;
}

static bool moved_in(const char *part, const char *dir)
{
    char from[BACKUP_PATH], to[BACKUP_PATH];

    if (!path_is(from, part, "files") || !path_is(to, dir, "files"))
        return false;
    if (access(from, F_OK) == 0 && !backup_rename(from, to))
        return false;
    return path_is(from, part, "workbay.db") && path_is(to, dir, "workbay.db") &&
        backup_rename(from, to) && backup_remove(part);
}

static int into_directory(const char *file, const char *dir)
{
    char part[BACKUP_PATH], path[BACKUP_PATH];
    struct db *db;
    bool sound, done;

    if (!empty_directory(dir) || !path_is(part, dir, "restore.part") ||
        !path_is(path, part, "workbay.db") || !backup_remove(part))
        return EXIT_REFUSED;
    if (mkdir(part, 0700) != 0)
        return failed(part, strerror(errno)), EXIT_FAILED;
    db = staged(file, part);
    if (db == NULL)
        return (void)backup_remove(part), EXIT_FAILED;
    done = files_taken_out(db, part);
    sound = done && backup_verified(db);
    db_close(db);
    if (!done || !backup_sql(path, "VACUUM") || !backup_synced(path) || !moved_in(part, dir))
        return EXIT_FAILED;
    return sound ? EXIT_DONE : EXIT_REFUSED;
}

/* --- into PostgreSQL -------------------------------------------------------------------------- */

static int copied(struct db *from, struct db *to, uint64_t *rows)
{
    struct ctx a, b;
    bool there = false;
    int r;

    ctx_begin(&a, from, &who_system, clock_now(), COPY_MEMORY);
    ctx_begin(&b, to, &who_system, clock_now(), COPY_MEMORY);
    r = db_snapshot(&b, chain_there, &there);
    if (r == 0 && there) {
        (void)failed("the database", "not empty; restore into an empty place");
        r = 1;
    }
    if (r == 0)
        r = copy_database(&a, &b, rows);
    ctx_end(&a);
    ctx_end(&b);
    return r;
}

static int into_server(const char *file, const struct cli *cli)
{
    const char *tmp = getenv("TMPDIR");
    struct db *from = NULL, *to = cli_open(cli, false);
    uint64_t rows = 0;
    char part[BACKUP_PATH];
    bool sound = false;
    int r = DB_FAILED;

    if (to == NULL)
        return EXIT_FAILED;
    if (snprintf(part, sizeof part, "%s/workbay-restore-XXXXXX",
            tmp != NULL && tmp[0] == '/' ? tmp : "/tmp") < BACKUP_PATH &&
        mkdtemp(part) != NULL) {
        from = staged(file, part);
        if (from != NULL)
            r = copied(from, to, &rows);
        db_close(from);
        (void)backup_remove(part);
    }
    if (r == 0)
        sound = backup_verified(to);
    db_close(to);
    if (r == 0)
        fprintf(stderr, "%llu rows restored\n", (unsigned long long)rows);
    return r < 0 ? EXIT_FAILED : r > 0 || !sound ? EXIT_REFUSED : EXIT_DONE;
}

int cli_restore(const struct cli *cli)
{
    const char *where = cli_where(cli);
    bool server = strncmp(where, "postgresql:", 11) == 0 || strncmp(where, "postgres:", 9) == 0;

    if (cli->n != 1)
        return EXIT_USAGE;
    return server ? into_server(cli->words[0], cli) : into_directory(cli->words[0], where);
}
