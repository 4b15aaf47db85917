/* account.c - accounts and machine tokens, as the command line manages them. */
#include "kernel/auth.h"

#include <sodium.h>

struct change {
    str name, title, password;
    rid home_unit_id, id;
    bool demo;
    str hash, note;
    int64_t days;
};

int account_named(struct ctx *c, str name, struct account *out)
{
    struct account_list found;

    TRY(db_list(c, account, &found, "WHERE name = ? AND retired_at IS NULL", name));
    if (found.n == 0)
        return refuse(c, &ACCOUNT_UNKNOWN, name);
    *out = found.v[0];
    return 0;
}

static int password_judge(struct ctx *c, str password, bool demo)
{
    if (!demo && (password.n < PASSWORD_LEAST || password.n > PASSWORD_MOST))
        return refuse_field(c, "password", &F_RANGE, (int)PASSWORD_LEAST, (int)PASSWORD_MOST);
    return 0;
}

static int add(struct ctx *c, void *arg)
{
    struct change *ch = arg;
    struct account a = { .name = ch->name, .title = ch->title.n > 0 ? ch->title : ch->name,
        .password = ch->hash, .home_unit_id = ch->home_unit_id, .demo = ch->demo };

    TRY(row_insert(c, account, &a));
    ch->id = a.id;
    return 0;
}

int account_add(
    struct ctx *c, str name, str title, str password, rid home_unit_id, bool demo, rid *id)
{
    struct change ch = { .name = name, .title = title, .home_unit_id = home_unit_id, .demo = demo };

    if (name.n == 0 || name.n > 40)
        return refuse_field(c, "name", &F_LENGTH, 40);
    TRY(password_judge(c, password, demo));
    TRY(password_hash(c, password, &ch.hash));
    TRY(db_transaction(c, add, &ch));
    *id = ch.id;
    return 0;
}

int account_store(struct ctx *c, const struct account *before, str hash, bool open)
{
    struct account now = *before;

    if (hash.n > 0)
        now.password = hash, now.demo = false;
    now.disabled_at = open ? (when){ 0 } : c->now;
    TRY(db_exec(c, "DELETE FROM login_session WHERE account_id = ? AND (token = 0 OR 1 = ?)", now.id,
        !open));
    TRY(db_exec(c, "DELETE FROM login_failure WHERE name = ?", now.name));
    return row_update(c, account, &now, before);
}

static int set_password(struct ctx *c, void *arg)
{
    const struct change *ch = arg;
    struct account a;

    TRY(account_named(c, ch->name, &a));
    return account_store(c, &a, ch->hash, a.disabled_at.ms == 0);
}

int account_password(struct ctx *c, str name, str password)
{
    struct change ch = { .name = name };

    TRY(password_judge(c, password, false));
    TRY(password_hash(c, password, &ch.hash));
    return db_transaction(c, set_password, &ch);
}

static int disable(struct ctx *c, void *arg)
{
    struct account a;

    TRY(account_named(c, ((const struct change *)arg)->name, &a));
    return account_store(c, &a, (str){ 0 }, false);
}

int account_disable(struct ctx *c, str name)
{
    return db_transaction(c, disable, &(struct change){ .name = name });
}

static int add_token(struct ctx *c, void *arg)
{
    struct change *ch = arg;
    struct account a;

    TRY(account_named(c, ch->name, &a));
    struct login_session s = { .token_hash = ch->hash, .account_id = a.id, .csrf = STR("-"),
        .started_at = c->now, .seen_at = c->now, .expires_at = { c->now.ms + ch->days * 86400000 },
        .token = true, .note = ch->note };
    return row_insert(c, login_session, &s);
}

int token_add(struct ctx *c, str account, str note, int64_t days, str *token)
{
    struct change ch = { .name = account, .note = note, .days = days };
    uint8_t random[32];
    char hex[65];

    if (days < 1 || days > 3660)
        return refuse_field(c, "days", &F_RANGE, 1, 3660);
    randombytes_buf(random, sizeof random);
    sodium_bin2hex(hex, sizeof hex, random, sizeof random);
    *token = str_copy(&c->mem, str_of(hex));
    hash_hex(hash_of(*token), hex);
    ch.hash = str_copy(&c->mem, str_of(hex));
    return db_transaction(c, add_token, &ch);
}

static int revoke(struct ctx *c, void *arg)
{
    const struct change *ch = arg;
    int64_t n;

    TRY(db_try(c, &n, "DELETE FROM login_session WHERE token = 1 AND token_hash >= ? AND token_hash < ?",
        ch->hash, ch->note));
    return n == 1 ? 0 : refuse(c, &TOKEN_UNKNOWN, ch->hash);
}

int token_revoke(struct ctx *c, str start)
{
    struct change ch = { .hash = start,
        .note = str_format(&c->mem, "%.*sg", (int)start.n, start.s) };

    if (start.n < 8)
        return refuse_field(c, "token", &F_RANGE, 8, 64);
    return db_transaction(c, revoke, &ch);
}

static int demo(struct ctx *c, void *arg)
{
    int64_t n;

    TRY(db_int(c, &n, "SELECT count(*) FROM account WHERE demo = 1 AND disabled_at IS NULL"));
    *(bool *)arg = n > 0;
    return 0;
}

int account_demo(struct ctx *c, bool *any) { return db_snapshot(c, demo, any); }

int account_who(struct ctx *c, const struct account *a, rid unit_id, struct who *out)
{
    *out = (struct who){ .kind = a->machine ? ACTOR_MACHINE : ACTOR_USER };
    TRY(directory_who(c, a->id, out));
    out->id = a->id;
    out->name = a->title;
    out->employee_id = a->employee_id;
    out->english = a->language == LANGUAGE_EN;
    out->unit_id = unit_id != 0 && who_reads(out, unit_id) ? unit_id : a->home_unit_id;
    out->company_id = unit_company(c, out->unit_id);
    return 0;
}
