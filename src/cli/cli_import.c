/* cli_import.c - rows from a file, and taking a batch of them back. */
#include "cli/cli_as.h"
#include "kernel/import.h"

#include <errno.h>

static void say(void *arg, str line)
{
    (void)arg;
    fprintf(stderr, "%.*s\n", (int)line.n, line.s);
}

static int file_read_whole(struct arena *mem, const char *path, str *out)
{
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
    struct text t = text_in(mem, SHEET_BYTES + 1);
    char block[65536];
    size_t n;
    bool broken;

    if (f == NULL) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        return DB_FAILED;
    }
    while (!t.failed && (n = fread(block, 1, sizeof block, f)) > 0)
        text_add(&t, (str){ block, n });
    broken = ferror(f) != 0;
    if (f != stdin)
        fclose(f);
    if (t.failed)
        fprintf(stderr, "%s: larger than %d bytes\n", path, (int)SHEET_BYTES);
    *out = text_str(&t);
    return broken || t.failed ? DB_FAILED : 0;
}

static int import_file(struct ctx *c, const struct cli *cli, struct import *im)
{
    struct arena file = { .limit = 4 * (size_t)SHEET_BYTES };
    str bytes;
    int r;

    im->on = entity_named(str_of(cli->words[0]));
    if (im->on == NULL)
        return refuse(c, &IMPORT_KIND, str_of(cli->words[0]));
    im->dry_run = cli_option(cli, "dry-run") != NULL;
    im->accept_good = cli_option(cli, "accept-good") != NULL;
    r = file_read_whole(&file, cli->words[1], &bytes);
    if (r == 0)
        r = import_run(c, im, bytes);
    arena_free(&file);
    if (im->rows > 0)
        printf("%zu rows, %zu good, %zu bad, %zu stored\n", im->rows, im->good, im->bad, im->done);
    if (im->done > 0)
        printf("batch %lld (undo: workbay import undo %lld)\n", (long long)im->batch,
            (long long)im->batch);
    return r;
}

static int undo(struct ctx *c, const struct cli *cli, struct import *im)
{
    rid batch;
    int r;

    if (!str_int(str_of(cli->words[1]), &batch) || batch <= 0)
        return refuse(c, &E_NOT_FOUND);
    r = import_undo(c, im, batch);
    printf("%zu rows, %zu retired, %zu stay as they are\n", im->rows, im->done, im->bad);
    return r;
}

static int as_told(struct ctx *c, const struct cli *cli)
{
    struct import im = { .say = say };
    struct who *who = arena_alloc(&c->mem, sizeof *who);

    if (who == NULL)
        return DB_FAILED;
    TRY(cli_as(c, cli, who));
    return strcmp(cli->words[0], "undo") == 0 ? undo(c, cli, &im) : import_file(c, cli, &im);
}

int cli_import(const struct cli *cli)
{
    struct db *db = cli->n == 2 ? cli_open(cli, false) : NULL;
    struct ctx c;
    int code;

    if (db == NULL)
        return cli->n != 2 ? EXIT_USAGE : EXIT_FAILED;
    ctx_begin(&c, db, &who_system, clock_now(), IMPORT_MEMORY);
    code = cli_result(&c, as_told(&c, cli));
    ctx_end(&c);
    db_close(db);
    return code;
}
