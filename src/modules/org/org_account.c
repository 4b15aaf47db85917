/* org_account.c - log-ins of employees. Their passwords come hashed from the input. */
#include "modules/org/org.h"
#include "kernel/auth.h"
#include "kernel/happen.h"

/* The account in use; refused when there is none. */
static int account_of(struct ctx *c, const struct employee *e, struct account *a)
{
    if (e->account_id == 0)
        return refuse(c, &NO_ACCOUNT, e->name);
    TRY(db_get(c, account, a, e->account_id));
    return a->disabled_at.ms == 0 ? 0 : refuse(c, &NO_ACCOUNT, e->name);
}

/* One employee has one account for ever, so that what he did stays his: a closed one is opened. */
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
