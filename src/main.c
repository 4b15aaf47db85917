/* main.c - the command line. */
#include "cli/cli.h"

#include <sodium.h>

struct word { const char *name; int (*run)(const struct cli *); const char *help; };

static const struct word words[] = {
    { "serve",   cli_serve,   "serve [--data DIR | --db URL] [--listen HOST:PORT] [--tls-cert F --tls-key F] [--behind-proxy] [--public-url URL] [--log none] [--workers N] [--memory MIB] [--idle SECONDS] [--readers N] [--cache MIB] [--node N]" },
    { "init",    cli_init,    "init [--data DIR | --db URL] [--demo small|chain] [--template NAME] [--admin-password P]" },
    { "verify",  cli_verify,  "verify [--data DIR | --db URL]    recompute everything from the facts" },
    { "backup",  cli_backup,  "backup FILE [--data DIR | --db URL]" },
    { "restore", cli_restore, "restore FILE [--data DIR | --db URL]" },
    { "migrate", cli_migrate, "migrate [--dry-run] [--data DIR | --db URL]" },
    { "user",    cli_user,    "user add NAME [--title T] [--unit CODE] | list | password NAME | disable NAME   (a password is read from standard input)" },
    { "token",   cli_token,   "token add ACCOUNT [--days N] [--note T] | list | revoke START" },
    { "explain", cli_explain, "explain USER COMMAND ID    why it is allowed or not" },
    { "import",  cli_import,  "import KIND FILE [--as USER] [--dry-run] [--accept-good] | import undo BATCH [--as USER]" },
    { "export",  cli_export,  "export KIND [--format csv|xlsx|json] [--as USER]" },
    { "journal", cli_journal, "journal [--format ledger|beancount] [--company CODE] [--from 202601] [--to 202612]" },
    { "emit",    cli_emit,    "emit openapi | ts | schema | charts | check" },
    { "record",  cli_record,  "record key | issue VIN | verify FILE [--key HEX] [--data DIR | --db URL]    vehicle health records: the chain's public key, a signed file, is it true" },
    { "vin",     cli_vin,     "vin VIN... | vin -    one JSON line each" },
    { "plan",    cli_plan,    "plan FILE [--seconds N] [--seed N] [--iterations N]    solve a workshop-day or public flexible job-shop instance" },
};

static void usage(FILE *to)
{
    fputs("Workbay (工位) " WORKBAY_VERSION "\n\n", to);
    for (size_t i = 0; i < COUNT(words); i++)
        fprintf(to, "  workbay %s\n", words[i].help);
}

/* Options that stand alone; every other --option takes the next word. */
static bool stands_alone(const char *name)
{
    static const char *const bare[] = { "help", "dry-run", "accept-good", "postgres",
        "behind-proxy" };

    for (size_t i = 0; i < COUNT(bare); i++)
        if (strcmp(name, bare[i]) == 0)
            return true;
    return false;
}

/* An option that this word's help does not name is none; all take where the chain is. */
static bool known(const struct word *w, const char *name)
{
    static const char *const common[] = { "help", "data", "db", "cache", "readers" };
    size_t n = strlen(name);

    for (size_t i = 0; i < COUNT(common); i++)
        if (strcmp(name, common[i]) == 0)
            return true;
    for (const char *at = w->help; (at = strstr(at, "--")) != NULL; at += 2)
        if (strncmp(at + 2, name, n) == 0 && strchr(" ]", at[2 + n]) != NULL)
            return true;
    fprintf(stderr, "workbay %s: there is no option --%s\n", w->name, name);
    return false;
}

static bool parse(const struct word *w, struct cli *cli, int argc, char **argv)
{
    for (int i = 2; i < argc; i++) {
        const char *word = argv[i];

        if (strncmp(word, "--", 2) != 0) {
            if (cli->n == (int)COUNT(cli->words))
                return false;
            cli->words[cli->n++] = word;
            continue;
        }
        if (cli->n_options == (int)COUNT(cli->options) || !known(w, word + 2))
            return false;
        cli->options[cli->n_options].name = word + 2;
        cli->options[cli->n_options].value = "";
        if (!stands_alone(word + 2)) {
            if (++i == argc) {
                fprintf(stderr, "%s takes a value\n", word);
                return false;
            }
            cli->options[cli->n_options].value = argv[i];
        }
        cli->n_options++;
    }
    return true;
}

int main(int argc, char **argv)
{
    static struct cli words_given;
    struct cli *cli = &words_given;

    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        usage(argc < 2 ? stderr : stdout);
        return argc < 2 ? EXIT_USAGE : EXIT_DONE;
    }
    memory_keep();
    if (sodium_init() < 0 || !model_start())
        return EXIT_FAILED;
    for (size_t i = 0; i < COUNT(words); i++) {
        if (strcmp(argv[1], words[i].name) != 0)
            continue;
        if (!parse(&words[i], cli, argc, argv)) {
            fprintf(stderr, "usage: workbay %s\n", words[i].help);
            return EXIT_USAGE;
        }
        if (cli_option(cli, "help") != NULL) {
            printf("usage: workbay %s\n", words[i].help);
            return EXIT_DONE;
        }
        int code = words[i].run(cli);
        if (code == EXIT_USAGE)
            fprintf(stderr, "usage: workbay %s\n", words[i].help);
        return code;
    }
    fprintf(stderr, "workbay: no such command: %s\n\n", argv[1]);
    usage(stderr);
    return EXIT_USAGE;
}
