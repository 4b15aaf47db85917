/* org_account.c - log-ins of employees. Their passwords come hashed from the input. */
#include "modules/org/org.h"
#include "kernel/happen.h"

/* What is open in browsers ends with it. */
static int sessions_end(struct ctx *c, rid account_id)
{
    return db_exec(c, "DELETE FROM login_session WHERE account_id = ? AND token = 0", account_id);
}

static int account_store(struct ctx *c, const struct account *before, str password, bool open)
{
    struct account now = *before;

    if (password.n > 0)
        now.password = password, now.demo = false;
    now.disabled_at = open ? (when){ 0 } : c->now;
    TRY(sessions_end(c, now.id));
    TRY(db_exec(c, "DELETE FROM login_failure WHERE name = ?", now.name));
    return row_update(c, account, &now, before);
}

/* The account in use; refused when there is none. */
static int account_of(struct ctx *c, const struct employee *e, struct account *a)
{
    if (e->account_id == 0)
        return refuse(c, &NO_ACCOUNT, e->name);
    TRY(db_get(c, account, a, e->account_id));
    return a->disabled_at.ms == 0 ? 0 : refuse(c, &NO_ACCOUNT, e->name);
}

/* One employee has one account for ever, so that what he did stays his: a closed one opens again. */
int employee_open_account(
    struct ctx *c, struct employee *e, const struct employee_open_account_in *in)
{
    struct account a;

    if (e->left_on.day != 0 && e->left_on.day < c->today.day)
        return refuse(c, &EMPLOYEE_GONE, e->name);
    if (e->account_id == 0) {
        a = (struct account){ .name = in->name, .title = e->name, .password = in->password,
            .home_unit_id = e->unit_id, .employee_id = e->id };
        TRY(row_insert(c, account, &a));
        e->account_id = a.id;
        return 0;
    }
    TRY(db_get(c, account, &a, e->account_id));
    if (a.disabled_at.ms == 0)
        return refuse(c, &ACCOUNT_THERE, e->name, a.name);
    if (!str_eq(a.name, in->name))
        return refuse_field(c, "name", &ACCOUNT_NAME, a.name);
    return account_store(c, &a, in->password, true);
}

int employee_set_password(
    struct ctx *c, struct employee *e, const struct employee_set_password_in *in)
{
    struct account a;

    TRY(account_of(c, e, &a));
    return account_store(c, &a, in->password, true);
}

int employee_close_account(struct ctx *c, struct employee *e, const struct no_input *in)
{
    struct account a;

    (void)in;
    TRY(account_of(c, e, &a));
    return account_store(c, &a, (str){ 0 }, false);
}

int org_account_close(struct ctx *c, rid account_id)
{
    struct account a;

    if (account_id == 0)
        return 0;
    TRY(db_get(c, account, &a, account_id));
    return a.disabled_at.ms == 0 ? account_store(c, &a, (str){ 0 }, false) : 0;
}

int employee_gone(struct ctx *c, const struct happening *h)
{
    struct employee e;

    TRY(db_get(c, employee, &e, h->id));
    if (e.left_on.day == 0 || e.left_on.day >= c->today.day)
        return 0;
    return org_account_close(c, e.account_id);
}
