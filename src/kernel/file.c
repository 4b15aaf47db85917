/* file.c - the contents of files, and their rows. */
#include "kernel/file.h"
#include "kernel/row.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 4096, BASE64_PIECE = FILE_PIECE / 3 * 4, PAGE = 200 };

static int failed(const char *path)
{
    bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;

    fprintf(stderr, "files: %s: %s\n", path, strerror(errno));
    return full ? DB_FULL : DB_FAILED;
}

/* --- in the directory ------------------------------------------------------------------------- */

static bool path_of(char path[PATH_ROOM], const char *dir, str sha256)
{
    struct hash h;
    int n = sha256.n == 64 && hash_from_hex(sha256, &h)
          ? snprintf(path, PATH_ROOM, "%s/files/%.2s/%.62s", dir, sha256.s, sha256.s + 2) : -1;

    return n > 0 && n < PATH_ROOM;
}

static bool folder_synced(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    return done;
}

static bool written(int fd, str bytes)
{
    while (bytes.n > 0) {
        ssize_t n = write(fd, bytes.s, bytes.n);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes.s += n;
        bytes.n -= (size_t)n;
    }
    return fchmod(fd, 0640) == 0 && fsync(fd) == 0;
}

/* Written even when it is there already: what a broken disk spoilt is made good by the next upload.
 */
int file_store(const char *dir, str sha256, str bytes)
{
    char path[PATH_ROOM], made[PATH_ROOM], folder[PATH_ROOM], files[PATH_ROOM];
    int fd, r;

    if (!path_of(path, dir, sha256) ||
        snprintf(files, sizeof files, "%s/files", dir) >= PATH_ROOM ||
        snprintf(made, sizeof made, "%s/files/new-XXXXXX", dir) >= PATH_ROOM ||
        snprintf(folder, sizeof folder, "%s/files/%.2s", dir, sha256.s) >= PATH_ROOM)
        return errno = ENAMETOOLONG, failed(dir);
    if ((mkdir(files, 0750) != 0 && errno != EEXIST) ||
        (mkdir(folder, 0750) != 0 && errno != EEXIST))
        return failed(folder);
    fd = mkostemp(made, O_CLOEXEC);
    if (fd < 0)
        return failed(made);
    r = written(fd, bytes) ? 0 : failed(made);
    if (close(fd) != 0 && r == 0)
        r = failed(made);
    if (r == 0 && rename(made, path) != 0)
        r = failed(path);
    if (r != 0) {
        (void)unlink(made);
        return r;
    }
    return folder_synced(folder) && folder_synced(files) && folder_synced(dir) ? 0 : failed(folder);
}

static int piece_of_file(struct ctx *c, int fd, int64_t at, str *piece)
{
    char *out = arena_alloc(&c->mem, FILE_PIECE);
    size_t n = 0;
    ssize_t got = 1;

    while (out != NULL && n < FILE_PIECE && got != 0) {
        got = pread(fd, out + n, FILE_PIECE - n, at + (int64_t)n);
        if (got < 0 && errno != EINTR)
            return failed("a content");
        n += got > 0 ? (size_t)got : 0;
    }
    *piece = (str){ out, n };
    return out != NULL ? 0 : DB_FAILED;
}

/* --- in the table ----------------------------------------------------------------------------- */

struct piece { str sha256; int64_t at; str out; bool found; };

static int take_piece(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct piece *p = arg;
    char *out = arena_alloc(&c->mem, FILE_PIECE);
    size_t size = 0;

    (void)n;
    p->found = true;
    if (out == NULL ||
        sodium_base642bin((uint8_t *)out, FILE_PIECE, v[0].t.s, v[0].t.n, NULL, &size, NULL,
            sodium_base64_VARIANT_ORIGINAL) != 0)
        return DB_FAILED;
    p->out = (str){ out, size };
    return 0;
}

static int piece_of_row(struct ctx *c, void *arg)
{
    struct piece *p = arg;

    p->found = false;
    return db_values(c, take_piece, p, "SELECT substr(content, CAST(? AS INTEGER), CAST(? AS INTEGER))"
        " FROM file_content WHERE sha256 = ?", "iit",
        PARAMS(p->at / 3 * 4 + 1, (int)BASE64_PIECE, p->sha256));
}

/* A copy of a chain in one file (a backup) has its contents in the table, on SQLite too. */
int file_read(struct ctx *c, str sha256, int64_t at, str *piece)
{
    struct piece p = { .sha256 = sha256, .at = at };
    char path[PATH_ROOM];
    int fd, r;

    if (at < 0 || at % FILE_PIECE != 0 || at > FILE_BYTES_MAX)
        return DB_FAILED;
    if (db_is_sqlite(c->db)) {
        fd = path_of(path, db_where(c->db), sha256) ? open(path, O_RDONLY | O_CLOEXEC) : -1;
        if (fd >= 0) {
            r = piece_of_file(c, fd, at, piece);
            close(fd);
            return r;
        }
    }
    TRY(db_snapshot(c, piece_of_row, &p));
    *piece = p.out;
    if (!p.found)
        fprintf(stderr, "files: there is no content %.*s\n", (int)sha256.n, sha256.s);
    return p.found ? 0 : DB_FAILED;
}

/* --- rows ------------------------------------------------------------------------------------- */

struct put { struct file row; str content; struct call call; };

static int put(struct ctx *c, void *arg)
{
    struct put *p = arg;

    p->call = (struct call){ .status = 201, .answer = STR("{}") };
    TRY(idempotency_replay(c, &p->call));
    if (p->call.replayed)
        return db_get(c, file, &p->row, p->call.out_id);
    if (p->content.n > 0)
        TRY(db_exec(c, "INSERT INTO file_content(unit_id, sha256, content) VALUES (0, ?, ?)"
            " ON CONFLICT (sha256) DO NOTHING", p->row.sha256, p->content));
    TRY(row_insert(c, file, &p->row));
    p->call.out_id = p->row.id;
    return idempotency_record(c, &p->call);
}

static int encode(struct arena *mem, str bytes, str *out)
{
    size_t room = sodium_base64_ENCODED_LEN(bytes.n, sodium_base64_VARIANT_ORIGINAL);
    char *s = arena_alloc(mem, room);

    if (s == NULL)
        return DB_FAILED;
    sodium_bin2base64(s, room, (const uint8_t *)bytes.s, bytes.n, sodium_base64_VARIANT_ORIGINAL);
    *out = (str){ s, room - 1 };
    return 0;
}

int file_put(struct ctx *c, str name, const char *type, str bytes, struct file *out, bool *replayed)
{
    struct arena mem = { .limit = 2 * (size_t)FILE_BYTES_MAX };
    struct put p = { .row = { .unit_id = c->who->unit_id, .name = name, .type = str_of(type),
        .size = (int64_t)bytes.n } };
    char hex[65];
    int r;

    hash_hex(hash_of(bytes), hex);
    p.row.sha256 = str_copy(&c->mem, str_of(hex));
    r = db_is_sqlite(c->db) ? file_store(db_where(c->db), p.row.sha256, bytes)
                            : encode(&mem, bytes, &p.content);
    if (r == 0)
        r = db_transaction(c, put, &p);
    arena_free(&mem);
    *out = p.row;
    *replayed = p.call.replayed;
    return r;
}

struct getting { rid id; struct file *out; };

/* What lies beside a document is read by whoever may read that document, under any address. */
static int may_read(struct ctx *c, rid file_id, bool *may)
{
    struct attachment_list all;

    TRY(db_list(c, attachment, &all, "WHERE file_id = ? ORDER BY id LIMIT ?", file_id, (int)PAGE));
    *may = all.n == 0;
    for (size_t i = 0; i < all.n && !*may; i++) {
        const struct entity *on = all.v[i].about.on;
        int r = on->read == NULL || who_may(c->who, on->read, 0)
              ? row_seen(c, on, all.v[i].about.id) : 1;

        if (r < 0)
            return r;
        *may = r == 0;
    }
    c->refused = NULL;
    return 0;
}

static int get(struct ctx *c, void *arg)
{
    const struct getting *g = arg;

    bool may;

    TRY(db_one(c, file, g->out, &E_NOT_FOUND, "WHERE id = ? AND retired_at IS NULL", g->id));
    if (!who_reads(c->who, g->out->unit_id))
        return refuse(c, &E_NOT_FOUND);
    TRY(may_read(c, g->id, &may));
    return may ? 0 : refuse(c, &E_NOT_FOUND);
}

int file_get(struct ctx *c, rid id, struct file *out)
{
    return db_snapshot(c, get, &(struct getting){ id, out });
}

/* --- verify ----------------------------------------------------------------------------------- */

struct page { rid after; struct file_list files; };

static int page_read(struct ctx *c, void *arg)
{
    struct page *p = arg;

    return db_list(c, file, &p->files, "WHERE id > ? ORDER BY id LIMIT ?", p->after, (int)PAGE);
}

static void content_verify(struct ctx *c, struct verify *v, const struct file *f)
{
    crypto_hash_sha256_state state;
    struct hash found;
    int64_t at = 0;
    char hex[65];
    str piece;
    int r;

    crypto_hash_sha256_init(&state);
    do {
        const struct arena mark = c->mem;

        r = file_read(c, f->sha256, at, &piece);
        if (r == 0)
            crypto_hash_sha256_update(&state, (const uint8_t *)piece.s, piece.n);
        at += r == 0 ? (int64_t)piece.n : 0;
        arena_back(&c->mem, &mark);
    } while (r == 0 && piece.n == FILE_PIECE);
    crypto_hash_sha256_final(&state, found.b);
    hash_hex(found, hex);
    verify_fact(v, r == 0 && at == f->size && str_is(f->sha256, hex),
        "file %lld: its content %.*s is %s", (long long)f->id, (int)f->sha256.n, f->sha256.s,
        r != 0 ? "missing" : "damaged");
}

int file_verify(struct ctx *c, struct verify *v)
{
    struct page p = { 0 };

    do {
        const struct arena mark = c->mem;

        TRY(db_snapshot(c, page_read, &p));
        for (size_t i = 0; i < p.files.n; i++)
            content_verify(c, v, &p.files.v[i]);
        p.after = p.files.n > 0 ? p.files.v[p.files.n - 1].id : 0;
        arena_back(&c->mem, &mark);
    } while (p.files.n == PAGE);
    return 0;
}
