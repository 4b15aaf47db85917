/* backup.c - files of backups. */
#include "cli/backup.h"
#include "kernel/verify.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sqlite3.h>
#include <unistd.h>

static bool failed(const char *path, const char *why)
{
    fprintf(stderr, "%s: %s\n", path, why);
    return false;
}

static bool opened(const char *path, sqlite3 **db)
{
    if (sqlite3_open_v2(path, db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
        return true;
    (void)failed(path, *db != NULL ? sqlite3_errmsg(*db) : "out of memory");
    sqlite3_close(*db);
    return false;
}

bool backup_sql(const char *path, const char *sql)
{
    sqlite3 *db;
    bool done;

    if (!opened(path, &db))
        return false;
    done = sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
    if (!done)
        (void)failed(path, sqlite3_errmsg(db));
    sqlite3_close(db);
    return done;
}

bool backup_whole(const char *path)
{
    sqlite3_stmt *q = NULL;
    sqlite3 *db;
    bool whole = false;

    if (!opened(path, &db))
        return false;
    if (sqlite3_prepare_v2(db, "PRAGMA integrity_check(5)", -1, &q, NULL) == SQLITE_OK)
        while (sqlite3_step(q) == SQLITE_ROW) {
            const char *line = (const char *)sqlite3_column_text(q, 0);

            whole = line != NULL && strcmp(line, "ok") == 0;
            if (!whole)
                (void)failed(path, line != NULL ? line : "out of memory");
        }
    else
        (void)failed(path, sqlite3_errmsg(db));
    sqlite3_finalize(q);
    sqlite3_close(db);
    return whole;
}

bool backup_synced(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool done = fd >= 0 && fsync(fd) == 0;

    if (!done)
        (void)failed(path, strerror(errno));
    if (fd >= 0)
        close(fd);
    return done;
}

bool backup_rename(const char *from, const char *to)
{
    char dir[BACKUP_PATH];
    const char *slash = strrchr(to, '/');
    int n = slash == NULL ? snprintf(dir, sizeof dir, ".")
          : snprintf(dir, sizeof dir, "%.*s", (int)(slash - to) + (slash == to), to);

    if (n < 0 || n >= (int)sizeof dir)
        return failed(to, strerror(ENAMETOOLONG));
    if (rename(from, to) != 0)
        return failed(to, strerror(errno));
    return backup_synced(dir);
}

static int remove_one(const char *path, const struct stat *st, int what, struct FTW *at)
{
    (void)st, (void)what, (void)at;
    return remove(path);
}

bool backup_remove(const char *dir)
{
    if (access(dir, F_OK) != 0 && errno == ENOENT)
        return true;
    return nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT) == 0 ||
        failed(dir, strerror(errno));
}

static void say(void *arg, str line)
{
    (void)arg;
    fprintf(stderr, "%.*s\n", (int)line.n, line.s);
}

bool backup_verified(struct db *db)
{
    struct verify v = { .say = say };
    int r = verify_all(db, clock_now(), &v);

    fprintf(stderr, "%llu facts checked, %llu wrong\n", (unsigned long long)v.checked, (unsigned long long)v.wrong);
    return r == 0 && v.wrong == 0;
}
