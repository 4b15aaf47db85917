/* cli_export.c - all rows of a kind, to standard output. */
#include "cli/cli_as.h"
#include "kernel/export.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { MEMORY = 256 << 20, BLOCK = 64 << 10, PATH_ROOM = 4096 };

static int pieces(struct ctx *c, struct export *x)
{
    while (!x->ended) {
        const struct arena mark = c->mem;
        str piece;

        TRY(export_next(c, x, &piece));
        if (fwrite(piece.s, 1, piece.n, stdout) != piece.n)
            return DB_FAILED;
        arena_back(&c->mem, &mark);
    }
    return 0;
}

static int copied(const char *path)
{
    char block[BLOCK];
    FILE *f = fopen(path, "re");
    size_t n;
    int r = f != NULL ? 0 : DB_FAILED;

    while (r == 0 && (n = fread(block, 1, sizeof block, f)) > 0)
        if (fwrite(block, 1, n, stdout) != n)
            r = DB_FAILED;
    if (f != NULL)
        fclose(f);
    return r;
}

static int workbook(struct ctx *c, struct export *x)
{
    const char *dir = getenv("TMPDIR");
    char path[PATH_ROOM];
    int fd, r;

    if (snprintf(path, sizeof path, "%s/workbay-XXXXXX",
            dir != NULL && dir[0] == '/' ? dir : "/tmp") >= PATH_ROOM ||
        (fd = mkostemp(path, O_CLOEXEC)) < 0) {
        fprintf(stderr, "export: no temporary file: %s\n", strerror(errno));
        return DB_FAILED;
    }
    close(fd);
    r = export_workbook(c, x, path);
    if (r == 0)
        r = copied(path);
    (void)unlink(path);
    return r;
}

static int export_kind(struct ctx *c, const struct cli *cli)
{
    struct export *x = arena_alloc(&c->mem, sizeof *x);
    struct who *who = arena_alloc(&c->mem, sizeof *who);
    int r;

    if (x == NULL || who == NULL)
        return DB_FAILED;
    TRY(cli_as(c, cli, who));
    TRY(export_begin(c, x, entity_named(str_of(cli->words[0])), str_of(cli_option(cli, "format"))));
    if (x->as == EXPORT_XLSX && isatty(STDOUT_FILENO)) {
        fputs("a workbook is not for a terminal: send it to a file with >\n", stderr);
        return DB_FAILED;
    }
    r = x->as == EXPORT_XLSX ? workbook(c, x) : pieces(c, x);
    return r == 0 && fflush(stdout) != 0 ? DB_FAILED : r;
}

int cli_export(const struct cli *cli)
{
    struct db *db = cli->n == 1 ? cli_open(cli, false) : NULL;
    struct ctx c;
    int code;

    if (db == NULL)
        return cli->n != 1 ? EXIT_USAGE : EXIT_FAILED;
    ctx_begin(&c, db, &who_system, clock_now(), MEMORY);
    code = cli_result(&c, export_kind(&c, cli));
    ctx_end(&c);
    db_close(db);
    return code;
}
