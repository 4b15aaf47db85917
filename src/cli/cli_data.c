/* cli_data.c - making, upgrading and checking a chain; what follows from the model. */
#include "cli/cli.h"
#include "cli/demo.h"
#include "kernel/auth.h"
#include "kernel/meta.h"
#include "kernel/migrate.h"
#include "kernel/schema.h"
#include "kernel/setup.h"
#include "kernel/verify.h"

#include <sodium.h>
#include <unistd.h>

enum { EMIT_MAX = 16 << 20 };

/* --- init ------------------------------------------------------------------------------------- */

static int admin_employ(struct ctx *c, void *arg)
{
    return directory_admin(c, *(rid *)arg);
}

static int root_of(struct ctx *c, void *arg)
{
    return db_int(c, arg, "SELECT id FROM unit WHERE parent_id IS NULL");
}

static int holds_chain(struct ctx *c, void *arg) { return schema_has(c, "unit", arg); }

/* Without a password given one is made up and printed, once. */
static int make_admin(struct ctx *c, const char *given, bool demo)
{
    uint8_t random[9];
    char made[32];
    rid id, root;

    randombytes_buf(random, sizeof random);
    sodium_bin2base64(
        made, sizeof made, random, sizeof random, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    TRY(db_snapshot(c, root_of, &root));
    TRY(account_add(c, STR("admin"), STR("系统管理员"), str_of(given != NULL ? given : made), root, demo, &id));
    TRY(db_transaction(c, admin_employ, &id));
    if (given == NULL)
        printf("log in as admin with the password %s\n", made);
    return 0;
}

int cli_init(const struct cli *cli)
{
    const char *demo = cli_option(cli, "demo"), *template = cli_option(cli, "template");
    const struct demo_size *size = demo == NULL ? NULL
        : strcmp(demo, "small") == 0 ? &demo_small
        : strcmp(demo, "chain") == 0 ? &demo_chain : NULL;
    struct db *db;
    struct ctx c;
    bool there = false;
    int r;

    if (cli->n > 0 || (demo != NULL && size == NULL) ||
        (template != NULL && strcmp(template, "service-chain") != 0))
        return EXIT_USAGE;
    db = cli_open_new(cli, demo != NULL);
    if (db == NULL)
        return EXIT_FAILED;
    ctx_begin(&c, db, &who_system,
        size != NULL ? demo_start(clock_now(), size) : clock_now(), 256 << 20);
    r = db_snapshot(&c, holds_chain, &there);
    if (r == 0 && there) {
        fprintf(stderr, "%s holds a chain already; nothing was changed\n", db_where(db));
        r = EXIT_REFUSED;
    } else {
        if (r == 0)
            r = setup_chain(&c);
        if (r == 0)
            r = make_admin(
                &c, demo != NULL ? "demo" : cli_option(cli, "admin-password"), demo != NULL);
        if (r == 0 && demo != NULL)
            r = demo_make(db, size);
        r = cli_result(&c, r);
    }
    ctx_end(&c);
    db_close(db);
    return r;
}

/* --- verify, migrate, emit -------------------------------------------------------------------- */

static void say(void *arg, str line)
{
    (void)arg;
    printf("%.*s\n", (int)line.n, line.s);
}

int cli_verify(const struct cli *cli)
{
    struct verify v = { .say = say };
    struct db *db = cli->n == 0 ? cli_open(cli, false) : NULL;
    int r;

    if (db == NULL)
        return cli->n > 0 ? EXIT_USAGE : EXIT_FAILED;
    r = verify_all(db, clock_now(), &v);
    db_close(db);
    printf("%llu facts checked, %llu wrong%s\n", (unsigned long long)v.checked,
        (unsigned long long)v.wrong, r < 0 ? ", and not all could be checked" : "");
    return r < 0 ? EXIT_FAILED : v.wrong > 0 ? EXIT_REFUSED : EXIT_DONE;
}

int cli_migrate(const struct cli *cli)
{
    struct db *db = cli->n == 0 ? cli_open(cli, false) : NULL;
    struct ctx c;
    int code;

    if (db == NULL)
        return cli->n > 0 ? EXIT_USAGE : EXIT_FAILED;
    ctx_begin(&c, db, &who_system, clock_now(), 64 << 20);
    struct text report = text_in(&c.mem, 1 << 20);
    code = cli_result(&c, migrate_run(&c, cli_option(cli, "dry-run") != NULL, &report));
    printf("%.*s", (int)report.n, report.s);
    ctx_end(&c);
    db_close(db);
    return code;
}

int cli_emit(const struct cli *cli)
{
    struct arena mem = { .limit = 4 * (size_t)EMIT_MAX };
    struct text t = text_in(&mem, EMIT_MAX);
    struct json j = json_in(&mem, EMIT_MAX);
    const char *what = cli->n == 1 ? cli->words[0] : "";
    unsigned bad = 0;

    if (strcmp(what, "openapi") == 0) {
        openapi_json(&j);
        t = j.t;
        text_c(&t, "\n");
    } else if (strcmp(what, "ts") == 0)
        emit_ts(&t);
    else if (strcmp(what, "charts") == 0)
        emit_charts(&t);
    else if (strcmp(what, "schema") == 0)
        schema_print_both(&t);
    else if (strcmp(what, "check") == 0)
        bad = model_check(&t);
    else
        return EXIT_USAGE;
    if (t.failed)
        return EXIT_FAILED;
    fwrite(t.s, 1, t.n, stdout);
    arena_free(&mem);
    return bad > 0 ? EXIT_REFUSED : EXIT_DONE;
}
