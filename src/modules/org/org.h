/* org.h - posts, employees and who holds which post: what the organisation chart says is what the
 * system allows (ORG-01, ORG-02). */
#pragma once
#include "kernel/kernel.h"

#define MODEL    "modules/org/model.def"
#define REFUSALS "modules/org/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* A store below a company or region; in a transaction. */
int org_make_store(struct ctx *, rid parent, str code, str name, rid *out) MUST_USE;

/* An employee of a unit with an account, from c->today, in the posts with these codes. The account
 * has no password yet, so nobody can log in. In a transaction. */
int org_hire(struct ctx *, rid unit, str name, str phone, const char *const *posts, size_t n,
    str account_name, rid *employee, rid *account) MUST_USE;

/* Nobody logs in with it any more; 0 and a closed one are well too. In a transaction. */
int org_account_close(struct ctx *, rid account_id) MUST_USE;

/* Does the employee hold, today, a post with this duty in the unit or above it? */
int org_has_duty(
    struct ctx *, rid employee_id, rid unit_id, const struct duty *, bool *out) MUST_USE;

/* Everybody who does, once each, by id: for lists, where asking for one after the other is dear. */
int org_with_duty(
    struct ctx *, rid unit_id, const struct duty *, struct duty_holder_list *out) MUST_USE;

/* --- org_posts.c: the posts of a new chain ---------------------------------------------------- */
struct post_template { const char *code, *zh, *en; const char *const *duties; };
extern const struct post_template post_templates[];         /* ends with a code of NULL */
