/* cli.c - what the words of the command line share. */
#include "cli/cli.h"
#include "kernel/row.h"

const char *cli_option(const struct cli *cli, const char *name)
{
    for (int i = 0; i < cli->n_options; i++)
        if (strcmp(cli->options[i].name, name) == 0)
            return cli->options[i].value;
    return NULL;
}

bool cli_number(const struct cli *cli, const char *name, int64_t absent, int64_t *out)
{
    const char *s = cli_option(cli, name);

    *out = absent;
    if (s == NULL)
        return true;
    if (str_int(str_of(s), out))
        return true;
    fprintf(stderr, "--%s takes a whole number, not %s\n", name, s);
    return false;
}

const char *cli_where(const struct cli *cli)
{
    const char *where = cli_option(cli, "db");

    if (where == NULL)
        where = cli_option(cli, "data");
    if (where == NULL)
        where = getenv("DATA");
    return where != NULL ? where : "./var";
}

static struct db *open_where(const struct cli *cli, bool create, bool alone, bool bulk)
{
    const char *where = cli_where(cli);
    int64_t cache, readers;

    if (!cli_number(cli, "cache", 32, &cache) || !cli_number(cli, "readers", 0, &readers) ||
        cache < 1 || cache > 65536 || readers < 0 || readers > 64)
        return NULL;
    /* What a server reads is short; a command looks at a whole chain, however large. */
    return db_open(&(struct db_options){ .where = where,
        .create = create,
        .alone = alone,
        .patient = !alone || bulk,
        .bulk = bulk,
        .cache_mib = (unsigned)cache,
        .readers = (unsigned)readers });
}

struct db *cli_open(const struct cli *cli, bool create)
{
    return open_where(cli, create, false, false);
}
struct db *cli_open_alone(const struct cli *cli, bool create)
{
    return open_where(cli, create, true, false);
}
struct db *cli_open_new(const struct cli *cli, bool bulk)
{
    return open_where(cli, true, true, bulk);
}

bool cli_english(void)
{
    const char *language = getenv("LANG");

    return language == NULL || strncmp(language, "zh", 2) != 0;
}

int cli_result(struct ctx *c, int r)
{
    if (r == 0)
        return EXIT_DONE;
    if (r < 0) {
        fputs("failed; see above\n", stderr);
        return EXIT_FAILED;
    }
    c->english = cli_english();
    if (c->refused == NULL) {               /* by a request of its own, which said why */
        fputs("refused; see above\n", stderr);
        return EXIT_REFUSED;
    }
    str text = refusal_text(c, c->refused, c->args);
    fprintf(stderr, "%.*s\n", (int)text.n, text.s);
    for (unsigned i = 0; i < c->n_faults; i++)
        fprintf(stderr, "  %.*s: %s\n", (int)c->faults[i].path.n, c->faults[i].path.s,
            c->english ? c->faults[i].text.en : c->faults[i].text.zh);
    return EXIT_REFUSED;
}
