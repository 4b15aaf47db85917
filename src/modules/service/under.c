/* under.c - sheets and nonconformities about a job belong to its order. */
#include "modules/service/order.h"

static int order_of(struct ctx *c, struct anyref about, struct check_under_in *in)
{
    struct assignment a;

    TRY(db_get(c, assignment, &a, about.id));
    in->document = (struct anyref){ &repair_order_model, a.repair_order_id };
    return 0;
}

int sheet_of_job(struct ctx *c, const struct happening *h, bool *yes)
{
    struct check_sheet s;

    TRY(db_get(c, check_sheet, &s, h->id));
    *yes = s.about.on == &assignment_model;
    return 0;
}

int sheet_on_open(struct ctx *c, const struct happening *h)
{
    struct check_under_in in;
    struct check_sheet s;

    TRY(db_get(c, check_sheet, &s, h->id));
    TRY(order_of(c, s.about, &in));
    return command_call(c, check_sheet_under, s.id, &in);
}

int nonconformity_of_job(struct ctx *c, const struct happening *h, bool *yes)
{
    struct nonconformity n;

    TRY(db_get(c, nonconformity, &n, h->id));
    *yes = n.about.on == &assignment_model;
    return 0;
}

int nonconformity_on_open(struct ctx *c, const struct happening *h)
{
    struct check_under_in in;
    struct nonconformity n;

    TRY(db_get(c, nonconformity, &n, h->id));
    TRY(order_of(c, n.about, &in));
    return command_call(c, nonconformity_under, n.id, &in);
}
