/* db_sqlite_log.c - see db_sqlite_log.h. */
#include "kernel/db_sqlite_log.h"

#include <pthread.h>
#include <sqlite3.h>
#include <string.h>

/* SQLite writes no more than 0x1ffff bytes by one call. */
enum { ROOM = 1 << 16 };

/* Followed by the file of the default VFS. */
struct log_file {
    sqlite3_file base;
    unsigned char *held;
    int n;
    sqlite3_int64 at;                       /* where the held bytes belong */
};

static sqlite3_vfs log_vfs;

static struct log_file *of(sqlite3_file *f) { return (struct log_file *)f; }
static sqlite3_file *real(sqlite3_file *f) { return (sqlite3_file *)(of(f) + 1); }

/* What could not be written is given up: SQLite undoes the commit that it belonged to. */
static int write_held(sqlite3_file *f)
{
    int n = of(f)->n;

    of(f)->n = 0;
    return n == 0 ? SQLITE_OK : real(f)->pMethods->xWrite(real(f), of(f)->held, n, of(f)->at);
}

static int log_write(sqlite3_file *f, const void *bytes, int n, sqlite3_int64 at)
{
    struct log_file *log = of(f);
    int rc = SQLITE_OK;

    if (log->n > 0 && (at != log->at + log->n || n > ROOM - log->n))
        rc = write_held(f);
    if (rc != SQLITE_OK)
        return rc;
    if (n > ROOM)
        return real(f)->pMethods->xWrite(real(f), bytes, n, at);
    if (log->n == 0)
        log->at = at;
    memcpy(log->held + log->n, bytes, (size_t)n);
    log->n += n;
    return SQLITE_OK;
}

static int log_close(sqlite3_file *f)
{
    int rc = write_held(f), closed = real(f)->pMethods->xClose(real(f));

    sqlite3_free(of(f)->held);
    return rc != SQLITE_OK ? rc : closed;
}

static int log_read(sqlite3_file *f, void *bytes, int n, sqlite3_int64 at)
{
    int rc = write_held(f);

    return rc != SQLITE_OK ? rc : real(f)->pMethods->xRead(real(f), bytes, n, at);
}

static int log_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    int rc = write_held(f);

    return rc != SQLITE_OK ? rc : real(f)->pMethods->xTruncate(real(f), size);
}

static int log_sync(sqlite3_file *f, int flags)
{
    int rc = write_held(f);

    return rc != SQLITE_OK ? rc : real(f)->pMethods->xSync(real(f), flags);
}

static int log_size(sqlite3_file *f, sqlite3_int64 *size)
{
    int rc = write_held(f);

    return rc != SQLITE_OK ? rc : real(f)->pMethods->xFileSize(real(f), size);
}

static int log_lock(sqlite3_file *f, int level)
{
    return real(f)->pMethods->xLock(real(f), level);
}

static int log_unlock(sqlite3_file *f, int level)
{
    return real(f)->pMethods->xUnlock(real(f), level);
}

static int log_sector(sqlite3_file *f) { return real(f)->pMethods->xSectorSize(real(f)); }

static int log_reserved(sqlite3_file *f, int *held)
{
    return real(f)->pMethods->xCheckReservedLock(real(f), held);
}

static int log_control(sqlite3_file *f, int what, void *arg)
{
    return real(f)->pMethods->xFileControl(real(f), what, arg);
}

static int log_character(sqlite3_file *f)
{
    return real(f)->pMethods->xDeviceCharacteristics(real(f));
}

static int log_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *got)
{
    static const sqlite3_io_methods methods = {
        .iVersion = 1, .xClose = log_close, .xRead = log_read, .xWrite = log_write,
        .xTruncate = log_truncate, .xSync = log_sync, .xFileSize = log_size, .xLock = log_lock,
        .xUnlock = log_unlock, .xCheckReservedLock = log_reserved, .xFileControl = log_control,
        .xSectorSize = log_sector, .xDeviceCharacteristics = log_character,
    };
    sqlite3_vfs *usual = vfs->pAppData;
    int rc;

    if (!(flags & SQLITE_OPEN_WAL))
        return usual->xOpen(usual, name, f, flags, got);
    *of(f) = (struct log_file){ .held = sqlite3_malloc(ROOM) };
    if (of(f)->held == NULL)
        return SQLITE_NOMEM;
    rc = usual->xOpen(usual, name, real(f), flags, got);
    if (rc == SQLITE_OK)
        f->pMethods = &methods;
    else
        sqlite3_free(of(f)->held);
    return rc;
}

static void begin(void)
{
    sqlite3_vfs *usual = sqlite3_vfs_find(NULL);

    if (usual == NULL)
        return;
    log_vfs = *usual;
    log_vfs.zName = "workbay-log";
    log_vfs.szOsFile = (int)sizeof(struct log_file) + usual->szOsFile;
    log_vfs.pAppData = usual;
    log_vfs.xOpen = log_open;
    if (sqlite3_vfs_register(&log_vfs, 0) != SQLITE_OK)
        log_vfs.zName = NULL;
}

const char *sqlite_log_vfs(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, begin);
    return log_vfs.zName;
}
