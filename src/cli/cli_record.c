/* cli_record.c - vehicle health records: the chain's key, a record to standard output, and whether
 * a file is one of ours. */
#include "cli/cli.h"
#include "modules/health/health.h"

#include <errno.h>

enum { READ_MAX = 2 * HEALTH_FILE_MAX + 1 };

/* --- the key ---------------------------------------------------------------------------------- */

static int make_key(struct ctx *c, void *arg)
{
    (void)arg;
    return health_key_make(c);
}

static int read_key(struct ctx *c, void *arg) { return health_key(c, arg); }

static int key(const struct cli *cli)
{
    struct db *db = cli->n == 1 ? cli_open(cli, false) : NULL;
    struct ctx c;
    str open;
    int r;

    if (cli->n != 1)
        return EXIT_USAGE;
    if (db == NULL)
        return EXIT_FAILED;
    ctx_begin(&c, db, &who_system, clock_now(), 0);
    r = db_transaction(&c, make_key, NULL);
    if (r == 0)
        r = db_snapshot(&c, read_key, &open);
    if (r == 0)
        printf("%.*s\n", (int)open.n, open.s);
    r = cli_result(&c, r);
    ctx_end(&c);
    db_close(db);
    return r;
}

/* --- issuing ---------------------------------------------------------------------------------- */

struct issuing { str vin, bytes; };

static int write_record(struct ctx *c, void *arg)
{
    struct issuing *g = arg;
    struct vehicle v;

    TRY(db_one(c, vehicle, &v, &E_NOT_FOUND, "WHERE vin = ? AND retired_at IS NULL", g->vin));
    return health_file(c, v.id, &g->bytes);
}

static int issue(const struct cli *cli)
{
    struct issuing g = { .vin = str_of(cli->n == 2 ? cli->words[1] : "") };
    struct db *db = cli->n == 2 ? cli_open(cli, false) : NULL;
    struct ctx c;
    int r;

    if (cli->n != 2)
        return EXIT_USAGE;
    if (db == NULL)
        return EXIT_FAILED;
    ctx_begin(&c, db, &who_system, clock_now(), 32 << 20);
    r = db_snapshot(&c, write_record, &g);
    if (r == 0)
        printf("%.*s\n", (int)g.bytes.n, g.bytes.s);
    r = cli_result(&c, r);
    ctx_end(&c);
    db_close(db);
    return r;
}

/* --- verifying -------------------------------------------------------------------------------- */

static bool read_file(const char *path, str *out)
{
    FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    char *bytes;

    if (in == NULL) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        return false;
    }
    bytes = forever_alloc(READ_MAX + 1);
    *out = (str){ bytes, fread(bytes, 1, READ_MAX + 1, in) };
    if (in != stdin)
        fclose(in);
    return true;
}

/* The key to trust: that which was given, else that of the chain here. */
static bool trusted(const struct cli *cli, struct ctx *c, str *open)
{
    struct db *db;
    bool good;

    *open = str_of(cli_option(cli, "key"));
    if (open->n > 0)
        return true;
    db = cli_open(cli, false);
    if (db == NULL)
        return false;
    c->db = db;
    good = cli_result(c, db_snapshot(c, read_key, open)) == EXIT_DONE;
    db_close(db);
    return good;
}

static int verify(const struct cli *cli)
{
    struct health_found found;
    enum health_verdict v;
    struct ctx c;
    str bytes, open, words;

    if (cli->n != 2)
        return EXIT_USAGE;
    ctx_begin(&c, NULL, &who_system, clock_now(), 0);
    if (!read_file(cli->words[1], &bytes) || !trusted(cli, &c, &open)) {
        ctx_end(&c);
        return EXIT_FAILED;
    }
    v = health_verify(&c.mem, bytes, open, &found);
    words = health_verdict_text(v, cli_english());
    fprintf(v == HEALTH_TRUE ? stdout : stderr, "%.*s\n", (int)words.n, words.s);
    if (found.where.n > 0)
        fprintf(stderr, "%.*s\n", (int)found.where.n, found.where.s);
    if (v == HEALTH_TRUE)
        printf("%.*s, %lld\n", (int)found.vin.n, found.vin.s, (long long)found.repairs);
    else if (v == HEALTH_OTHER_KEY)
        fprintf(stderr, "%.*s\n", (int)found.key.n, found.key.s);
    ctx_end(&c);
    return v == HEALTH_TRUE ? EXIT_DONE : v == HEALTH_KEY_UNREADABLE ? EXIT_USAGE : EXIT_REFUSED;
}

int cli_record(const struct cli *cli)
{
    static const struct { const char *name; int (*run)(const struct cli *); } words[] = {
        { "key", key }, { "issue", issue }, { "verify", verify },
    };

    for (size_t i = 0; cli->n > 0 && i < COUNT(words); i++)
        if (strcmp(cli->words[0], words[i].name) == 0)
            return words[i].run(cli);
    return EXIT_USAGE;
}
