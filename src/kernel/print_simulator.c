/* print_simulator.c - a printer that is none: it takes PDFs into DIR/printer, and like a real one
 * refuses or does not answer when the setting printer_simulator says so. */
#include "kernel/file.h"
#include "kernel/happen.h"
#include "kernel/print.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORKS, REFUSES, TIMES_OUT, PATH_ROOM = 4096, WAIT_MS = 200 };

static struct { struct db *db; const char *dir; bool registered; } at;

static str text_of(const json_t *message, const char *key)
{
    const json_t *v = json_object_get(message, key);

    return (str){ json_string_value(v), json_string_length(v) };
}

struct asked { rid unit_id; int64_t behaves; };

static int ask(struct ctx *c, void *arg)
{
    struct asked *a = arg;

    return setting_int(c, &setting_printer_simulator, a->unit_id, &a->behaves);
}

/* Of a printer's name only what every file system takes. */
static bool path_of(char path[PATH_ROOM], str printer, str file_id)
{
    char safe[64];
    size_t n = 0;

    for (size_t i = 0; i < printer.n && n + 1 < sizeof safe; i++)
        if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", printer.s[i]))
            safe[n++] = printer.s[i];
    safe[n] = '\0';
    if (snprintf(path, PATH_ROOM, "%s/printer", at.dir) >= PATH_ROOM ||
        (mkdir(path, 0750) != 0 && errno != EEXIST))
        return false;
    return snprintf(path, PATH_ROOM, "%s/printer/%s-%.*s.pdf", at.dir, safe, (int)file_id.n,
               file_id.s) < PATH_ROOM;
}

static int copy(struct ctx *c, str sha256, int fd)
{
    str piece = { "", 0 };
    int64_t from = 0;

    do {
        TRY(file_read(c, sha256, from, &piece));
        if (write(fd, piece.s, piece.n) != (ssize_t)piece.n)
            return DB_FAILED;
        from += (int64_t)piece.n;
    } while (piece.n == FILE_PIECE);
    return 0;
}

static int put_out(struct ctx *c, const json_t *message)
{
    char path[PATH_ROOM];
    int fd, r;

    if (at.dir == NULL)
        return 0;
    fd = path_of(path, text_of(message, "printer"), text_of(message, "file_id"))
        ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640) : -1;
    if (fd < 0) {
        fprintf(stderr, "printer: %s: %s\n", path, strerror(errno));
        return DB_FAILED;
    }
    r = copy(c, text_of(message, "sha256"), fd);
    return close(fd) == 0 ? r : DB_FAILED;
}

static int send(str topic, str json, rid event_id)
{
    json_t *message = json_loadb(json.s, json.n, 0, NULL);
    struct asked a = { 0 };
    struct ctx c;
    int r;

    (void)topic, (void)event_id;
    (void)str_int(text_of(message, "unit_id"), &a.unit_id);
    ctx_begin(&c, at.db, &who_system, clock_now(), 0);
    r = db_snapshot(&c, ask, &a);
    if (a.behaves == TIMES_OUT)
        nanosleep(&(struct timespec){ .tv_nsec = WAIT_MS * 1000000L }, NULL);
    if (r == 0)
        r = a.behaves == WORKS ? put_out(&c, message) : 1;
    ctx_end(&c);
    json_decref(message);
    return r;
}

void print_simulator(struct db *db, const char *dir)
{
    at.db = db;
    at.dir = dir;
    if (!at.registered)
        adapter_register("print", send);
    at.registered = true;
}
