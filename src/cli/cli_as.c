/* cli_as.c - who a command line acts as. */
#include "cli/cli_as.h"
#include "kernel/auth.h"

struct asking { const char *name; struct who *out; };

static int find(struct ctx *c, void *arg)
{
    const struct asking *a = arg;
    struct account account;

    TRY(account_named(c, str_of(a->name), &account));
    if (account.disabled_at.ms != 0)
        return refuse(c, &ACCOUNT_UNKNOWN, account.name);
    return account_who(c, &account, 0, a->out);
}

int cli_as(struct ctx *c, const struct cli *cli, struct who *out)
{
    struct asking a = { cli_option(cli, "as"), out };

    c->node = CLI_NODE;
    *out = who_system;
    if (a.name != NULL)
        TRY(db_snapshot(c, find, &a));
    c->who = out;
    c->english = a.name != NULL ? out->english : cli_english();
    return 0;
}
