/* cli_people.c - accounts, tokens, and why somebody may do something or not. */
#include "cli/cli.h"
#include "kernel/auth.h"

#include <termios.h>
#include <unistd.h>

enum { PASSWORD_MAX = 200 };

static int open_for(const struct cli *cli, struct db **db, struct ctx *c)
{
    *db = cli_open(cli, false);
    if (*db == NULL)
        return EXIT_FAILED;
    ctx_begin(c, *db, &who_system, clock_now(), 0);
    return EXIT_DONE;
}

static int finish(struct db *db, struct ctx *c, int r)
{
    int code = cli_result(c, r);

    ctx_end(c);
    db_close(db);
    return code;
}

/* From standard input, one line; not shown when it is a terminal. */
static str password_read(struct ctx *c)
{
    char line[PASSWORD_MAX + 2] = "";
    struct termios was, hidden;
    bool terminal = tcgetattr(STDIN_FILENO, &was) == 0;

    if (terminal) {
        fputs("password: ", stderr);
        hidden = was;
        hidden.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    if (fgets(line, sizeof line, stdin) == NULL)
        line[0] = '\0';
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &was);
        fputc('\n', stderr);
    }
    return str_copy(&c->mem, (str){ line, strcspn(line, "\r\n") });
}

/* --- user ------------------------------------------------------------------------------------- */

static int list_users(struct ctx *c, void *arg)
{
    struct account_list accounts;

    (void)arg;
    TRY(db_list(c, account, &accounts, "WHERE retired_at IS NULL ORDER BY name"));
    for (size_t i = 0; i < accounts.n; i++) {
        const struct account *a = &accounts.v[i];

        printf("%-32.*s %.*s%s%s\n", (int)a->name.n, a->name.s, (int)a->title.n, a->title.s,
            a->machine ? " (machine)" : "", a->disabled_at.ms != 0 ? " (disabled)" : "");
    }
    return 0;
}

struct wanted { str code; rid id; };

static int unit_by_code(struct ctx *c, void *arg)
{
    struct wanted *w = arg;

    TRY(db_int(c, &w->id, "SELECT id FROM unit WHERE code = ? AND retired_at IS NULL", w->code));
    return w->id != 0 ? 0 : refuse(c, &UNIT_UNKNOWN, w->code);
}

static int add_user(struct ctx *c, const struct cli *cli)
{
    const char *title = cli_option(cli, "title"), *unit = cli_option(cli, "unit");
    struct wanted w = { .code = str_of(unit != NULL ? unit : "G") };
    rid id;

    TRY(db_snapshot(c, unit_by_code, &w));
    TRY(account_add(c, str_of(cli->words[1]), str_of(title != NULL ? title : cli->words[1]),
        password_read(c), w.id, false, &id));
    printf("%lld\n", (long long)id);
    return 0;
}

int cli_user(const struct cli *cli)
{
    const char *verb = cli->n > 0 ? cli->words[0] : "";
    struct db *db;
    struct ctx c;
    int code, r;

    if (!(cli->n == 1 && strcmp(verb, "list") == 0) && !(cli->n == 2 && (strcmp(verb, "add") == 0 ||
        strcmp(verb, "password") == 0 || strcmp(verb, "disable") == 0)))
        return EXIT_USAGE;
    code = open_for(cli, &db, &c);
    if (code != EXIT_DONE)
        return code;
    r = strcmp(verb, "list") == 0 ? db_snapshot(&c, list_users, NULL)
      : strcmp(verb, "add") == 0 ? add_user(&c, cli)
      : strcmp(verb, "password") == 0 ? account_password(&c, str_of(cli->words[1]), password_read(&c))
      : account_disable(&c, str_of(cli->words[1]));
    return finish(db, &c, r);
}

/* --- token ------------------------------------------------------------------------------------ */

static int list_tokens(struct ctx *c, void *arg)
{
    struct login_session_list tokens;
    char until[32];

    (void)arg;
    TRY(db_list(c, login_session, &tokens, "WHERE token = 1 /* all rows */ ORDER BY token_hash"));
    for (size_t i = 0; i < tokens.n; i++) {
        struct account a;

        TRY(db_get(c, account, &a, tokens.v[i].account_id));
        when_print(tokens.v[i].expires_at, until);
        printf("%.12s %-20.*s until %.10s %.*s\n", tokens.v[i].token_hash.s, (int)a.name.n,
            a.name.s, until, (int)tokens.v[i].note.n, tokens.v[i].note.s);
    }
    return 0;
}

int cli_token(const struct cli *cli)
{
    const char *verb = cli->n > 0 ? cli->words[0] : "", *note = cli_option(cli, "note");
    int64_t days;
    struct db *db;
    struct ctx c;
    str token;
    int code, r;

    if (!cli_number(cli, "days", 365, &days) || (!(cli->n == 1 && strcmp(verb, "list") == 0) &&
        !(cli->n == 2 && (strcmp(verb, "add") == 0 || strcmp(verb, "revoke") == 0))))
        return EXIT_USAGE;
    code = open_for(cli, &db, &c);
    if (code != EXIT_DONE)
        return code;
    if (strcmp(verb, "list") == 0)
        r = db_snapshot(&c, list_tokens, NULL);
    else if (strcmp(verb, "revoke") == 0)
        r = token_revoke(&c, str_of(cli->words[1]));
    else {
        r = token_add(&c, str_of(cli->words[1]), str_of(note), days, &token);
        if (r == 0)
            printf("%.*s\n", (int)token.n, token.s);
    }
    return finish(db, &c, r);
}

/* --- explain ---------------------------------------------------------------------------------- */

struct explain { str user; const struct command *cmd; rid id; struct who who; };

static void posts_with(struct ctx *c, const struct explain *x)
{
    for (size_t i = 0; i < x->who.n; i++) {
        const struct grant *g = &x->who.grants[i];
        int n = x->cmd->duty != NULL ? duty_number(x->cmd->duty) : 0;
        bool has = x->cmd->duty == NULL || (g->duties[n / 64] >> (n % 64) & 1);
        str unit = row_title(c, &unit_model, g->unit_id);

        printf(
            "  a post in %.*s %s the duty\n", (int)unit.n, unit.s, has ? "has" : "does not have");
    }
}

static int explain(struct ctx *c, void *arg)
{
    struct explain *x = arg;
    struct account account;
    struct statement s = { DOES_LIST, x->cmd->on, "WHERE id = ?", "i", __FILE__, __LINE__ };
    void *row;
    size_t n;
    int r;

    TRY(account_named(c, x->user, &account));
    TRY(directory_who(c, account.id, &x->who));
    x->who.id = account.id;
    x->who.unit_id = account.home_unit_id;
    printf("%s takes the duty %s\n", x->cmd->name, x->cmd->duty != NULL ? x->cmd->duty->name : "(none)");
    posts_with(c, x);
    c->who = &x->who;
    if (x->id == 0)
        return who_may(c->who, x->cmd->duty, 0) ? 0
             : refuse(c, &E_FORBIDDEN, str_of(x->cmd->duty->label.en));
    TRY(db_read_(c, &n, &row, &s, PARAMS(x->id)));
    if (n == 0 || !who_reads(c->who, ((struct row *)row)->unit_id))
        return refuse(c, &E_NOT_FOUND);
    r = command_may(c, x->cmd, row);
    if (r == 0)
        puts("allowed");
    return r;
}

int cli_explain(const struct cli *cli)
{
    struct explain x = { 0 };
    struct db *db;
    struct ctx c;
    int code;

    if (cli->n < 2 || cli->n > 3 || (cli->n == 3 && !str_int(str_of(cli->words[2]), &x.id)))
        return EXIT_USAGE;
    x.user = str_of(cli->words[0]);
    x.cmd = command_named(str_of(cli->words[1]));
    if (x.cmd == NULL) {
        fprintf(stderr, "there is no command %s\n", cli->words[1]);
        return EXIT_USAGE;
    }
    code = open_for(cli, &db, &c);
    return code != EXIT_DONE ? code : finish(db, &c, db_snapshot(&c, explain, &x));
}
