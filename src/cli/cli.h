/* cli.h - the command line: one function a word. Exit codes: 0 done, 1 refused, 2 wrong usage,
 * 3 failed. */
#pragma once
#include "kernel/kernel.h"

enum { EXIT_DONE, EXIT_REFUSED, EXIT_USAGE, EXIT_FAILED };

/* What stands on the command line: options by name, the rest in order. */
struct cli {
    int n;
    const char *words[64];                  /* without the program and its first word */
    struct { const char *name, *value; } options[32];
    int n_options;
};
/* NULL when absent; "" for a bare --option. */
const char *cli_option(const struct cli *, const char *name);
bool cli_number(const struct cli *, const char *name, int64_t absent, int64_t *out);

/* --db URL or --data DIR, else $DATA, else ./var. */
const char *cli_where(const struct cli *);
/* That place, opened. NULL: said why. */
struct db *cli_open(const struct cli *, bool create);
/* The same for a server or a restore: refused while a server has the directory. */
struct db *cli_open_alone(const struct cli *, bool create);
/* A new chain. `bulk`: not durable until it is closed, for what can be made again. */
struct db *cli_open_new(const struct cli *, bool bulk);
/* Is the language of $LANG another than Chinese? */
bool cli_english(void);
/* Print why a call ended so, in the language of $LANG; the exit code. */
int cli_result(struct ctx *, int r);

int cli_serve(const struct cli *);
int cli_init(const struct cli *);
int cli_verify(const struct cli *);
int cli_backup(const struct cli *);
int cli_restore(const struct cli *);
int cli_migrate(const struct cli *);
int cli_user(const struct cli *);
int cli_token(const struct cli *);
int cli_explain(const struct cli *);
int cli_import(const struct cli *);
int cli_export(const struct cli *);
int cli_journal(const struct cli *);
int cli_emit(const struct cli *);
int cli_vin(const struct cli *);
int cli_record(const struct cli *);
int cli_plan(const struct cli *);
