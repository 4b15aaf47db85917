/* auth.h - accounts, passwords, sessions and machine tokens.
 *
 * A token is 32 random bytes; the database keeps only its SHA-256. Passwords are argon2id at 19
 * MiB, one at a time, and never on an event thread. Five failures lock a name for 15 minutes. A
 * session lives 12 hours from its last use and gets a new token every hour; a machine token lives
 * until its own day. Who a session stands for is kept in memory for at most a minute. */
#pragma once
#include "kernel/kernel.h"

struct session {
    struct who who;                         /* all memory from the ctx it was found with */
    str csrf;
    str token_hash;
    bool machine;                           /* by bearer token: no CSRF, no cookie */
    bool stale;                             /* its token is an hour old: renew it */
};

/* Find who a token stands for: memory from c->mem, c->who is set. E_UNAUTHORIZED otherwise. */
int session_find(struct ctx *, str token, bool bearer, struct session *) MUST_USE;
/* Check a password and open a session; *token is what the cookie shall hold. */
int session_open(struct ctx *, str name, str password, str *token, struct session *) MUST_USE;
/* A new token for a stale session; the old one lives on for a minute, for requests under way.
 * *token is absent when another request has just done so. */
int session_renew(struct ctx *, struct session *, str *token) MUST_USE;
int session_close(struct ctx *, const struct session *) MUST_USE;
/* Work in another unit that one's posts cover. */
int session_move(struct ctx *, const struct session *, rid unit_id) MUST_USE;
/* Another password for oneself, who proves the old one; the other sessions end. E_LOGIN when the
 * old one is wrong, which counts like a failed log-in. */
int session_password(struct ctx *, const struct session *, str old, str new_) MUST_USE;
int session_language(struct ctx *, const struct session *, enum language) MUST_USE;
/* The posts of people have changed: look them up again. */
void session_forget_all(void);

enum { PASSWORD_LEAST = 10, PASSWORD_MOST = 200 };
/* Passwords of that many bytes (demo chains may have shorter ones, and are marked). */
int account_add(struct ctx *, str name, str title, str password, rid home_unit_id, bool demo,
    rid *id) MUST_USE;
/* The living account of that name, or ACCOUNT_UNKNOWN. In a transaction or a snapshot. */
int account_named(struct ctx *, str name, struct account *out) MUST_USE;
int account_password(struct ctx *, str name, str password) MUST_USE;
int account_disable(struct ctx *, str name) MUST_USE;
/* In a transaction: another password by its hash (absent: the one it has), open or closed. What is
 * open in browsers ends with it, failed log-ins are forgotten; closing revokes tokens, too. */
int account_store(struct ctx *, const struct account *before, str hash, bool open) MUST_USE;
/* A bearer token for a program, shown once. */
int token_add(struct ctx *, str account, str note, int64_t days, str *token) MUST_USE;
int token_revoke(struct ctx *, str token_hash_start) MUST_USE;
/* Who an account stands for today, working in `unit_id` if a post still covers it, else at home.
 * Memory from c->mem. In a transaction or a snapshot. */
int account_who(struct ctx *, const struct account *, rid unit_id, struct who *) MUST_USE;
/* Does any account still have a demo password? Such a server listens on loopback only. */
int account_demo(struct ctx *, bool *any) MUST_USE;
/* Tests and the demo: the hash of a password, made once for many accounts. */
int password_hash(struct ctx *, str password, str *hash) MUST_USE;
