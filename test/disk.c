/* disk.c - see disk.h. The calls of the C library that change files pass through here, those of
 * SQLite, too. What it shares by memory (-shm) and the lock are no part of what must last. */
#undef _FORTIFY_SOURCE
#include "test/disk.h"

#include <assert.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NODES_MAX = 4000, FDS_MAX = 1024, OPS_MAX = 1 << 20, SECTOR = 512, ROOM = 600 };
enum what { WROTE, CUT, SYNCED, NAMED, GONE, FOLDER_SYNCED, PROMISED };

struct op { enum what what; int node; size_t n, at; char *bytes; };     /* bytes: or a name */
struct list { size_t *v, n, room; };                                    /* of places in ops */
struct node { char *bytes; size_t n; struct list late; };
struct name { char path[ROOM]; int node; };
struct names { struct name v[NODES_MAX]; int n; };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char root[ROOM];
static bool watching;
static struct op ops[OPS_MAX];
static size_t n_ops, done, promised;
static int n_nodes, node_of[FDS_MAX];       /* of a descriptor: + 1 */
static struct node nodes[NODES_MAX];
static struct names now, kept;              /* as the program sees them, and on the disk */
static struct list late_names;

/* --- names ------------------------------------------------------------------------------------ */

static struct name *find(struct names *in, const char *path)
{
    for (int i = 0; i < in->n; i++)
        if (strcmp(in->v[i].path, path) == 0)
            return &in->v[i];
    return NULL;
}

static void put(struct names *in, const char *path, int node)
{
    struct name *at = find(in, path);

    if (at == NULL) {
        assert(in->n < NODES_MAX && strlen(path) < ROOM);
        at = &in->v[in->n++];
        strcpy(at->path, path);
    }
    at->node = node;
}

static void take(struct names *in, const char *path)
{
    struct name *at = find(in, path);

    if (at != NULL)
        *at = in->v[--in->n];
}

/* --- noting ----------------------------------------------------------------------------------- */

static void note(enum what what, int node, size_t n, size_t at, const void *bytes, size_t size)
{
    assert(n_ops < OPS_MAX);
    ops[n_ops] = (struct op){ what, node, n, at, size > 0 ? malloc(size) : NULL };
    if (size > 0)
        memcpy(ops[n_ops].bytes, bytes, size);
    n_ops++;
}

static void note_name(enum what what, int node, const char *path)
{
    note(what, node, 0, 0, path, strlen(path) + 1);
}

static bool ours(const char *path)
{
    size_t n = strlen(root), m = strlen(path);

    return watching && strncmp(path, root, n) == 0 && path[n] == '/' &&
        strcmp(path + m - 4, "-shm") != 0 && strcmp(path + m - 5, ".lock") != 0;
}

static int opened(int fd, const char *path, bool cut)
{
    struct stat is;
    struct name *at;

    if (fd < 0 || fd >= FDS_MAX || !ours(path) || fstat(fd, &is) != 0 || S_ISDIR(is.st_mode))
        return fd;
    pthread_mutex_lock(&lock);
    at = find(&now, path);
    if (at == NULL) {
        note_name(NAMED, n_nodes, path);
        put(&now, path, n_nodes++);
        assert(n_nodes < NODES_MAX);
        at = find(&now, path);
    }
    node_of[fd] = at->node + 1;
    if (cut)
        note(CUT, at->node, 0, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return fd;
}

static void changed(int fd, enum what what, size_t n, size_t at, const void *bytes)
{
    if (fd < 0 || fd >= FDS_MAX || node_of[fd] == 0)
        return;
    pthread_mutex_lock(&lock);
    if (watching)
        note(what, node_of[fd] - 1, n, at, bytes, bytes != NULL ? n : 0);
    pthread_mutex_unlock(&lock);
}

static int synced(int fd)
{
    char link[40], path[ROOM] = "";
    struct stat is;

    changed(fd, SYNCED, 0, 0, NULL);
    (void)snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    if (watching && fstat(fd, &is) == 0 && S_ISDIR(is.st_mode) &&
        readlink(link, path, sizeof path - 1) > 0 && strncmp(path, root, strlen(root)) == 0) {
        pthread_mutex_lock(&lock);
        note_name(FOLDER_SYNCED, -1, path);
        pthread_mutex_unlock(&lock);
    }
    return 0;
}

#define REAL(name) \
    static __typeof__(name) *real; \
    if (real == NULL) \
        *(void **)&real = dlsym(RTLD_NEXT, #name)

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        REAL(name); \
        va_list rest; \
        va_start(rest, flags); \
        unsigned mode = (flags & O_CREAT) != 0 ? va_arg(rest, unsigned) : 0; \
        va_end(rest); \
        return opened(real(path, flags, mode), path, (flags & O_TRUNC) != 0); \
    }
OPEN(open)
OPEN(open64)

#define MKOSTEMP(name) \
    int name(char *path, int flags) { REAL(name); return opened(real(path, flags), path, false); }
MKOSTEMP(mkostemp)
MKOSTEMP(mkostemp64)

#define PWRITE(name) \
    ssize_t name(int fd, const void *bytes, size_t n, off_t at) \
    { \
        REAL(name); \
        ssize_t wrote = real(fd, bytes, n, at); \
        if (wrote > 0) \
            changed(fd, WROTE, (size_t)wrote, (size_t)at, bytes); \
        return wrote; \
    }
PWRITE(pwrite)
PWRITE(pwrite64)

#define FTRUNCATE(name) \
    int name(int fd, off_t size) \
    { \
        REAL(name); \
        int r = real(fd, size); \
        if (r == 0) \
            changed(fd, CUT, (size_t)size, 0, NULL); \
        return r; \
    }
FTRUNCATE(ftruncate)
FTRUNCATE(ftruncate64)

ssize_t write(int fd, const void *bytes, size_t n)
{
    REAL(write);
    ssize_t wrote = real(fd, bytes, n);

    if (wrote > 0 && fd < FDS_MAX && node_of[fd] != 0)
        changed(fd, WROTE, (size_t)wrote, (size_t)(lseek(fd, 0, SEEK_CUR) - wrote), bytes);
    return wrote;
}

int fsync(int fd)     { return synced(fd); }
int fdatasync(int fd) { return synced(fd); }

int close(int fd)
{
    REAL(close);
    if (fd >= 0 && fd < FDS_MAX)
        node_of[fd] = 0;
    return real(fd);
}

int unlink(const char *path)
{
    REAL(unlink);
    int r = real(path);

    if (r == 0 && ours(path)) {
        pthread_mutex_lock(&lock);
        note_name(GONE, -1, path);
        take(&now, path);
        pthread_mutex_unlock(&lock);
    }
    return r;
}

int rename(const char *from, const char *to)
{
    REAL(rename);
    int r = real(from, to);

    if (r == 0 && ours(from)) {
        pthread_mutex_lock(&lock);
        put(&now, to, find(&now, from)->node);
        take(&now, from);
        note_name(NAMED, find(&now, to)->node, to);
        note_name(GONE, -1, from);
        pthread_mutex_unlock(&lock);
    }
    return r;
}

void disk_watch(const char *directory)
{
    assert(strlen(directory) < sizeof root);
    strcpy(root, directory);
    watching = true;
}

void disk_end(void) { watching = false; }

void disk_promise(void)
{
    pthread_mutex_lock(&lock);
    note(PROMISED, -1, 0, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
}

size_t disk_moment(void)
{
    pthread_mutex_lock(&lock);
    size_t n = n_ops;
    pthread_mutex_unlock(&lock);
    return n;
}

/* --- the disk --------------------------------------------------------------------------------- */

static void later(struct list *l, size_t op)
{
    if (l->n == l->room) {
        l->room = l->room > 0 ? 2 * l->room : 16;
        l->v = realloc(l->v, l->room * sizeof *l->v);
    }
    l->v[l->n++] = op;
}

static void sized(struct node *f, size_t n)
{
    f->bytes = realloc(f->bytes, n + 1);
    if (n > f->n)
        memset(f->bytes + f->n, 0, n - f->n);
    f->n = n;
}

/* `torn`: half of its sectors. */
static void apply(struct node *f, const struct op *o, bool torn, unsigned *seed)
{
    if (o->what == CUT) {
        sized(f, o->n);
        return;
    }
    if (o->at + o->n > f->n)
        sized(f, o->at + o->n);
    for (size_t i = 0, n; i < o->n; i += n) {
        n = SECTOR - (o->at + i) % SECTOR;
        n = n < o->n - i ? n : o->n - i;
        if (!torn || rand_r(seed) % 2 == 0)
            memcpy(f->bytes + o->at + i, o->bytes + i, n);
    }
}

static void apply_name(struct names *in, const struct op *o)
{
    if (o->what == NAMED)
        put(in, o->bytes, o->node);
    else
        take(in, o->bytes);
}

static void folder_synced(const char *folder)
{
    size_t n = strlen(folder), left = 0;

    for (size_t i = 0; i < late_names.n; i++) {
        const struct op *o = &ops[late_names.v[i]];

        if (strncmp(o->bytes, folder, n) == 0 && o->bytes[n] == '/' &&
            strchr(o->bytes + n + 1, '/') == NULL)
            apply_name(&kept, o);
        else
            late_names.v[left++] = late_names.v[i];
    }
    late_names.n = left;
}

static void step(size_t at)
{
    const struct op *o = &ops[at];

    switch (o->what) {
    case WROTE: case CUT: later(&nodes[o->node].late, at); break;
    case NAMED: case GONE: later(&late_names, at); break;
    case FOLDER_SYNCED: folder_synced(o->bytes); break;
    case PROMISED: promised++; break;
    case SYNCED:
        for (size_t i = 0; i < nodes[o->node].late.n; i++)
            apply(&nodes[o->node], &ops[nodes[o->node].late.v[i]], false, NULL);
        nodes[o->node].late.n = 0;
        break;
    }
}

static void file_left(const struct node *f, unsigned *seed, const char *path)
{
    struct node left = { malloc(f->n + 1), f->n, { 0 } };
    FILE *out;

    memcpy(left.bytes, f->bytes != NULL ? f->bytes : "", f->n);
    for (size_t i = 0; i < f->late.n; i++) {
        int fate = rand_r(seed) % 3;

        if (fate > 0)
            apply(&left, &ops[f->late.v[i]], fate == 2, seed);
    }
    out = fopen(path, "we");
    assert(out != NULL);
    size_t wrote = fwrite(left.bytes, 1, left.n, out);
    assert(wrote == left.n);
    fclose(out);
    free(left.bytes);
}

static void folders_make(char *path, size_t from)
{
    for (char *slash = strchr(path + from, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(path, 0750);
        *slash = '/';
    }
}

size_t disk_after(size_t moment, unsigned seed, const char *directory)
{
    static struct names left;
    size_t more;

    for (assert(moment >= done); done < moment; done++)
        step(done);
    left = kept;
    more = (size_t)rand_r(&seed) % (late_names.n + 1);
    for (size_t i = 0; i < more; i++)
        apply_name(&left, &ops[late_names.v[i]]);
    for (int i = 0; i < left.n; i++) {
        char path[2 * ROOM];

        (void)snprintf(path, sizeof path, "%s%s", directory, left.v[i].path + strlen(root));
        folders_make(path, strlen(directory) + 1);
        file_left(&nodes[left.v[i].node], &seed, path);
    }
    return promised;
}
