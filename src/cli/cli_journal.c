/* cli_journal.c - the books of a company as a plain-text journal, to standard output. */
#include "cli/cli_as.h"
#include "modules/statement/statement.h"

enum { MEMORY = 256 << 20, FIRST_MONTH = 190001, LAST_MONTH = 209913 };

struct asked { rid company_id; int64_t from, to; enum journal_format as; };

static int to_stdout(void *arg, str piece)
{
    (void)arg;
    return fwrite(piece.s, 1, piece.n, stdout) == piece.n ? 0 : DB_FAILED;
}

static int write_all(struct ctx *c, void *arg)
{
    const struct asked *a = arg;

    return journal_write(c, a->company_id, a->from, a->to, a->as, to_stdout, NULL);
}

/* The only one. */
static int company_named(struct ctx *c, void *arg)
{
    struct asked *a = arg;
    int64_t n;

    TRY(db_int(c, &n, "SELECT count(*) FROM unit WHERE kind = 'company' AND retired_at IS NULL"
        " /* all rows */"));
    if (n != 1)
        return refuse(c, &LEDGER_NO_COMPANY);
    return db_int(c, &a->company_id, "SELECT id FROM unit WHERE kind = 'company'"
        " AND retired_at IS NULL /* all rows */");
}

struct code { const char *text; rid *id; };

static int company_coded(struct ctx *c, void *arg)
{
    const struct code *k = arg;

    return db_int(c, k->id, "SELECT id FROM unit WHERE code = ? AND kind = 'company'"
        " AND retired_at IS NULL", str_of(k->text));
}

static int journal(struct ctx *c, const struct cli *cli, struct asked *a)
{
    struct who *who = arena_alloc(&c->mem, sizeof *who);
    struct code code = { cli_option(cli, "company"), &a->company_id };

    if (who == NULL)
        return DB_FAILED;
    TRY(cli_as(c, cli, who));
    TRY(code.text != NULL ? db_snapshot(c, company_coded, &code)
                          : db_snapshot(c, company_named, a));
    if (a->company_id == 0)
        return refuse(c, &LEDGER_NO_COMPANY);
    if (!who_reads(c->who, a->company_id) || !who_may(c->who, &duty_bookkeeping, a->company_id))
        return refuse(c, &LEDGER_NO_COMPANY);
    TRY(db_snapshot(c, write_all, a));
    return fflush(stdout) != 0 ? DB_FAILED : 0;
}

int cli_journal(const struct cli *cli)
{
    struct asked a = { .from = FIRST_MONTH, .to = LAST_MONTH };
    const char *format = cli_option(cli, "format");
    struct db *db;
    struct ctx c;
    int code;

    if (format != NULL && strcmp(format, "beancount") == 0)
        a.as = JOURNAL_BEANCOUNT;
    else if (format != NULL && strcmp(format, "ledger") != 0)
        return EXIT_USAGE;
    if (!cli_number(cli, "from", FIRST_MONTH, &a.from) || !cli_number(cli, "to", LAST_MONTH, &a.to))
        return EXIT_USAGE;
    db = cli_open(cli, false);
    if (db == NULL)
        return EXIT_FAILED;
    ctx_begin(&c, db, &who_system, clock_now(), MEMORY);
    code = cli_result(&c, journal(&c, cli, &a));
    ctx_end(&c);
    db_close(db);
    return code;
}
