/* auth.c - passwords, and who a token stands for. */
#include "kernel/auth.h"

#include <pthread.h>
#include <sodium.h>

enum { PASSWORD_OPS = 2, PASSWORD_MEM = 19 << 20, FAILURES_MAX = 5, LOCK_MS = 15 * 60000,
       LIFE_MS = 12 * 3600000, RENEW_MS = 3600000, GRACE_MS = 60000, KNOWN_MS = 2000,
       SEEN_MS = 300000,
       KNOWN_MAX = 4096, KNOWN_MEM = 256 << 10 };

/* --- passwords -------------------------------------------------------------------------------- */

static pthread_mutex_t one_password = PTHREAD_MUTEX_INITIALIZER;

int password_hash(struct ctx *c, str password, str *hash)
{
    char out[crypto_pwhash_STRBYTES];
    int r;

    pthread_mutex_lock(&one_password);
    r = crypto_pwhash_str_alg(out, password.s, password.n, PASSWORD_OPS, PASSWORD_MEM,
        crypto_pwhash_ALG_ARGON2ID13);
    pthread_mutex_unlock(&one_password);
    if (r != 0)
        return DB_FAILED;
    *hash = str_copy(&c->mem, str_of(out));
    return 0;
}

/* Without an account a hash is still checked, so that the time does not tell whether it exists. */
static bool password_right(str hash, str password)
{
    static const char nobody[crypto_pwhash_STRBYTES] =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA"
        "$6Yw0nVbbzd5Sqz0qHqEwFjJHq5TTfBq2NK5FQeoRdOA";
    char stored[crypto_pwhash_STRBYTES] = "";
    bool right;

    if (hash.n > 0 && hash.n < sizeof stored)
        memcpy(stored, hash.s, hash.n);
    else
        memcpy(stored, nobody, sizeof stored);
    pthread_mutex_lock(&one_password);
    right = crypto_pwhash_str_verify(stored, password.s, password.n) == 0;
    pthread_mutex_unlock(&one_password);
    return right && hash.n > 0;
}

/* --- what is known of sessions, for two seconds -------------------------------------------------
 * So soon is felt what another process did: a token revoked, an account disabled, a post taken. */

struct known {
    struct hash token;
    struct session session;
    struct arena mem;
    when found, renewable, expires;
    struct known *next;
};

static pthread_mutex_t known_lock = PTHREAD_MUTEX_INITIALIZER;
static struct known *known_by_hash[KNOWN_MAX], *known_free;
static _Atomic unsigned known_n;

void session_forget_all(void)
{
    pthread_mutex_lock(&known_lock);
    for (unsigned i = 0; i < KNOWN_MAX; i++)
        while (known_by_hash[i] != NULL) {
            struct known *k = known_by_hash[i];

            known_by_hash[i] = k->next;
            arena_free(&k->mem);
            k->next = known_free;
            known_free = k;
        }
    known_n = 0;
    pthread_mutex_unlock(&known_lock);
}

static struct known **known_at(struct hash token)
{
    uint32_t h;

    memcpy(&h, token.b, sizeof h);
    return &known_by_hash[h % KNOWN_MAX];
}

static void who_copy(struct arena *mem, const struct who *from, struct who *to)
{
    struct grant *grants = arena_alloc(mem, (from->n + 1) * sizeof *grants);

    *to = *from;
    to->name = str_copy(mem, from->name);
    to->grants = grants;
    to->n = grants != NULL ? from->n : 0;
    for (size_t i = 0; i < to->n; i++) {
        rid *units = arena_alloc(mem, (from->grants[i].n + 1) * sizeof *units);

        grants[i] = from->grants[i];
        grants[i].n = units != NULL ? grants[i].n : 0;
        if (units != NULL && grants[i].n > 0)
            memcpy(units, from->grants[i].units, grants[i].n * sizeof *units);
        grants[i].units = units;
    }
}

static void session_copy(struct arena *mem, const struct session *from, struct session *to)
{
    *to = *from;
    who_copy(mem, &from->who, &to->who);
    to->csrf = str_copy(mem, from->csrf);
    to->token_hash = str_copy(mem, from->token_hash);
}

/* An hour old, and no other request has renewed it: then it only lives on for a minute. */
static bool renewable(const struct ctx *c, when due, when expires)
{
    return c->now.ms > due.ms && expires.ms > c->now.ms + GRACE_MS;
}

static bool known_find(struct ctx *c, struct hash token, struct session *out)
{
    bool found = false;

    pthread_mutex_lock(&known_lock);
    for (struct known *k = *known_at(token); k != NULL && !found; k = k->next)
        if (sodium_memcmp(k->token.b, token.b, sizeof token.b) == 0 && c->now.ms >= k->found.ms &&
            c->now.ms < k->found.ms + KNOWN_MS && c->now.ms < k->expires.ms) {
            session_copy(&c->mem, &k->session, out);
            out->stale = !out->machine && renewable(c, k->renewable, k->expires);
            found = true;
        }
    pthread_mutex_unlock(&known_lock);
    return found;
}

static void known_forget(struct hash token)
{
    pthread_mutex_lock(&known_lock);
    for (struct known **at = known_at(token); *at != NULL; ) {
        struct known *k = *at;

        if (sodium_memcmp(k->token.b, token.b, sizeof token.b) != 0) {
            at = &k->next;
            continue;
        }
        *at = k->next;
        arena_free(&k->mem);
        k->next = known_free;
        known_free = k;
        known_n--;
    }
    pthread_mutex_unlock(&known_lock);
}

static void known_keep(
    struct ctx *c, struct hash token, const struct session *s, when started, when expires)
{
    struct known *k;

    known_forget(token);
    if (known_n >= KNOWN_MAX)
        session_forget_all();
    pthread_mutex_lock(&known_lock);
    k = known_free;
    if (k != NULL)
        known_free = k->next;
    else
        k = lasting_alloc(sizeof *k);
    if (k == NULL) {
        pthread_mutex_unlock(&known_lock);
        return;
    }
    *k = (struct known){ .token = token, .mem = { .limit = KNOWN_MEM }, .found = c->now,
        .renewable = { started.ms + RENEW_MS }, .expires = expires, .next = *known_at(token) };
    session_copy(&k->mem, s, &k->session);
    if (k->mem.exhausted) {                 /* too many units to remember: look it up each time */
        arena_free(&k->mem);
        k->next = known_free;
        known_free = k;
        fault_clear();
    } else {
        *known_at(token) = k;
        known_n++;
    }
    pthread_mutex_unlock(&known_lock);
}

/* --- finding ---------------------------------------------------------------------------------- */

static bool token_read(str token, struct hash *hash)
{
    if (token.n != 64)
        return false;
    for (size_t i = 0; i < token.n; i++)
        if (strchr("0123456789abcdef", token.s[i]) == NULL)
            return false;
    *hash = hash_of(token);
    return true;
}

struct find { struct session *out; bool bearer; struct login_session row; bool found; };

static int find_row(struct ctx *c, void *arg)
{
    struct find *f = arg;
    struct login_session_list rows;
    struct account a;

    f->found = false;
    TRY(db_list(c, login_session, &rows, "WHERE token_hash = ?", f->out->token_hash));
    if (rows.n == 0 || rows.v[0].expires_at.ms <= c->now.ms || rows.v[0].token != f->bearer)
        return 0;
    f->row = rows.v[0];
    TRY(db_get(c, account, &a, f->row.account_id));
    if (a.disabled_at.ms != 0)
        return 0;
    TRY(account_who(c, &a, f->row.work_unit_id, &f->out->who));
    f->out->csrf = f->row.csrf;
    f->out->machine = f->bearer;
    f->found = true;
    return 0;
}

static int seen(struct ctx *c, void *arg)
{
    const struct find *f = arg;
    when expires = { c->now.ms + LIFE_MS };

    return db_exec(c, "UPDATE login_session SET seen_at = ?, expires_at = ? WHERE token_hash = ?"
        " AND token = 0 AND expires_at > ?", c->now, expires, f->out->token_hash,
        (when){ c->now.ms + GRACE_MS });
}

int session_find(struct ctx *c, str token, bool bearer, struct session *out)
{
    struct find f = { .out = out, .bearer = bearer };
    struct hash hash;
    char hex[65];

    *out = (struct session){ 0 };
    if (!token_read(token, &hash))
        return refuse(c, &E_UNAUTHORIZED);
    if (!known_find(c, hash, out)) {
        hash_hex(hash, hex);
        out->token_hash = str_copy(&c->mem, str_of(hex));
        TRY(db_snapshot(c, find_row, &f));
        if (!f.found)
            return refuse(c, &E_UNAUTHORIZED);
        if (!bearer && c->now.ms > f.row.seen_at.ms + SEEN_MS)
            (void)!db_transaction(c, seen, &f);     /* on a full disk one can still read */
        out->stale =
            !bearer && renewable(c, (when){ f.row.started_at.ms + RENEW_MS }, f.row.expires_at);
        known_keep(c, hash, out, f.row.started_at, f.row.expires_at);
    }
    if (out->machine != bearer)
        return refuse(c, &E_UNAUTHORIZED);
    c->who = &out->who;
    c->english = out->who.english;
    return 0;
}

/* --- opening and closing ---------------------------------------------------------------------- */

static void token_make(struct ctx *c, str *token, str *hash)
{
    uint8_t random[32];
    char hex[65];

    randombytes_buf(random, sizeof random);
    sodium_bin2hex(hex, sizeof hex, random, sizeof random);
    *token = str_copy(&c->mem, str_of(hex));
    hash_hex(hash_of(*token), hex);
    *hash = str_copy(&c->mem, str_of(hex));
}

struct opening {
    str name, password, hash, token, token_hash, csrf;
    struct account account;
    int64_t failures, days;
    when locked_until;
    bool known, machine;
    rid work_unit_id;
    str note, renewed_hash;
    bool renewed;
};

static int opening_read(struct ctx *c, void *arg)
{
    struct opening *o = arg;
    struct login_failure_list failures;
    struct account_list accounts;

    TRY(db_list(c, login_failure, &failures, "WHERE name = ?", o->name));
    if (failures.n > 0)
        o->failures = failures.v[0].failures, o->locked_until = failures.v[0].locked_until;
    TRY(db_list(c, account, &accounts, "WHERE name = ? AND retired_at IS NULL", o->name));
    o->known = accounts.n > 0 && accounts.v[0].disabled_at.ms == 0 && !accounts.v[0].machine;
    if (o->known)
        o->account = accounts.v[0];
    return 0;
}

/* A lock that is over begins a new count: whoever mistypes once more is not shut out again. */
static int opening_failed(struct ctx *c, void *arg)
{
    struct opening *o = arg;
    int64_t n;

    TRY(db_try(c, &n, "UPDATE login_failure SET failures = 1, locked_until = NULL,"
        " at = ? WHERE name = ? AND locked_until <= ?", c->now, o->name, c->now));
    if (n == 1)
        return 0;
    return db_exec(c, "INSERT INTO login_failure(unit_id, name, failures, locked_until, at)"
        " VALUES (0, ?, 1, NULL, ?) ON CONFLICT (name) DO UPDATE SET"
        " failures = login_failure.failures + 1, at = excluded.at, locked_until ="
        " CASE WHEN login_failure.failures + 1 >= 5 THEN CAST(? AS BIGINT) ELSE NULL END",
        o->name, c->now, (when){ c->now.ms + LOCK_MS });
}

static int minutes_left(struct ctx *c, when until)
{
    return (int)((until.ms - c->now.ms + 59999) / 60000);
}

/* Of many who guess at once the right one is let in only before the lock, not after it. */
static int still_open(struct ctx *c, const struct opening *o)
{
    struct login_failure_list failures;

    TRY(db_list(c, login_failure, &failures, "WHERE name = ?", o->name));
    if (failures.n > 0 && failures.v[0].locked_until.ms > c->now.ms)
        return refuse(c, &E_LOCKED, minutes_left(c, failures.v[0].locked_until));
    return 0;
}

static int session_write(struct ctx *c, void *arg)
{
    struct opening *o = arg;
    int64_t life = o->machine ? o->days * 86400000 : LIFE_MS;
    struct login_session s = { .token_hash = o->token_hash,
        .account_id = o->account.id,
        .csrf = o->csrf,
        .started_at = c->now,
        .seen_at = c->now,
        .expires_at = { c->now.ms + life },
        .token = o->machine,
        .work_unit_id = o->work_unit_id,
        .note = o->note };

    TRY(still_open(c, o));
    TRY(db_exec(c, "DELETE FROM login_failure WHERE name = ?", o->name));
    TRY(db_exec(c, "DELETE FROM login_session WHERE account_id = ? AND expires_at < ?", o->account.id, c->now));
    return row_insert(c, login_session, &s);
}

/* Is it the password of the account that was read? Each wrong one is counted. */
static int password_judge(struct ctx *c, struct opening *o, str password)
{
    if (o->locked_until.ms > c->now.ms)
        return refuse(c, &E_LOCKED, minutes_left(c, o->locked_until));
    if (password_right(o->known ? o->account.password : (str){ 0 }, password))
        return 0;
    TRY(db_transaction(c, opening_failed, o));
    return refuse(c, &E_LOGIN);
}

int session_open(struct ctx *c, str name, str password, str *token, struct session *out)
{
    struct opening o = { .name = name };
    str unused;

    TRY(db_snapshot(c, opening_read, &o));
    TRY(password_judge(c, &o, password));
    token_make(c, &o.token, &o.token_hash);
    token_make(c, &o.csrf, &unused);
    TRY(db_transaction(c, session_write, &o));
    *token = o.token;
    return session_find(c, o.token, false, out);
}

static int renew(struct ctx *c, void *arg)
{
    struct opening *o = arg;
    when grace = { c->now.ms + GRACE_MS };
    int64_t changed;

    TRY(db_try(c, &changed, "UPDATE login_session SET expires_at = ?"
        " WHERE token_hash = ? AND expires_at > ?", grace, o->renewed_hash, grace));
    o->renewed = changed == 1;
    return o->renewed ? session_write(c, o) : 0;
}

int session_renew(struct ctx *c, struct session *s, str *token)
{
    struct opening o = { .csrf = s->csrf, .account.id = s->who.id, .work_unit_id = s->who.unit_id,
        .renewed_hash = s->token_hash };
    struct hash old;

    *token = (str){ 0 };
    token_make(c, &o.token, &o.token_hash);
    TRY(db_transaction(c, renew, &o));
    if (hash_from_hex(s->token_hash, &old))
        known_forget(old);
    s->stale = false;
    if (!o.renewed)
        return 0;
    *token = o.token;
    s->token_hash = o.token_hash;
    return 0;
}

static int drop(struct ctx *c, void *arg)
{
    return db_exec(c, "DELETE FROM login_session WHERE token_hash = ?",
        ((const struct session *)arg)->token_hash);
}

int session_close(struct ctx *c, const struct session *s)
{
    struct hash hash;

    TRY(db_transaction(c, drop, (void *)(uintptr_t)s));
    if (hash_from_hex(s->token_hash, &hash))
        known_forget(hash);
    return 0;
}

struct moving { const struct session *s; rid unit_id; enum language language; };

static int move(struct ctx *c, void *arg)
{
    const struct moving *m = arg;

    return db_exec(c, "UPDATE login_session SET work_unit_id = ? WHERE token_hash = ?", m->unit_id,
        m->s->token_hash);
}

int session_move(struct ctx *c, const struct session *s, rid unit_id)
{
    struct moving m = { s, unit_id, 0 };
    struct hash hash;

    if (unit_id == 0 || !who_reads(c->who, unit_id))
        return refuse_field(c, "unit_id", &F_REF);
    TRY(db_transaction(c, move, &m));
    if (hash_from_hex(s->token_hash, &hash))
        known_forget(hash);
    return 0;
}

static int speak(struct ctx *c, void *arg)
{
    const struct moving *m = arg;
    struct account before, now;

    TRY(db_get(c, account, &before, m->s->who.id));
    now = before;
    now.language = m->language;
    return row_update(c, account, &now, &before);
}

int session_language(struct ctx *c, const struct session *s, enum language language)
{
    struct moving m = { s, 0, language };

    TRY(db_transaction(c, speak, &m));
    session_forget_all();
    return 0;
}

/* --- another password ------------------------------------------------------------------------- */

struct renewing { const struct session *s; struct opening o; str hash; };

static int find_own(struct ctx *c, void *arg)
{
    struct renewing *n = arg;

    TRY(db_get(c, account, &n->o.account, n->s->who.id));
    n->o.name = n->o.account.name;
    return opening_read(c, &n->o);
}

static int password_store(struct ctx *c, void *arg)
{
    const struct renewing *n = arg;
    struct account now = n->o.account;

    now.password = n->hash;
    now.demo = false;
    TRY(db_exec(c, "DELETE FROM login_session WHERE account_id = ? AND token = 0 AND token_hash <> ?",
        now.id, n->s->token_hash));
    return row_update(c, account, &now, &n->o.account);
}

int session_password(struct ctx *c, const struct session *s, str old, str new_)
{
    struct renewing n = { .s = s };

    if (new_.n < PASSWORD_LEAST)
        return refuse_field(c, "new_password", &F_SHORT, (int)PASSWORD_LEAST);
    if (new_.n > PASSWORD_MOST)
        return refuse_field(c, "new_password", &F_LENGTH, (int)PASSWORD_MOST);
    TRY(db_snapshot(c, find_own, &n));
    TRY(password_judge(c, &n.o, old));
    TRY(password_hash(c, new_, &n.hash));
    TRY(db_transaction(c, password_store, &n));
    session_forget_all();
    return 0;
}
