/* nonconformity.c - what does not conform: marked, set apart, put right, checked again. A part in
 * stock is reserved for its case meanwhile, so that nobody can be given it. */
#include "modules/checklist/checklist.h"

static bool in_stock(const struct nonconformity *n) { return n->kind == NC_PART; }

static struct anyref itself(const struct nonconformity *n)
{
    return (struct anyref){ &nonconformity_model, ((const struct row *)n)->id };
}

int nonconformity_open(
    struct ctx *c, struct nonconformity *n, const struct nonconformity_open_in *in)
{
    bool part = in->kind == NC_PART || in->kind == NC_RECEIPT;

    if (part && (in->part_id == 0 || in->quantity.milli == NO_NUMBER))
        return refuse_field(c, in->part_id == 0 ? "part_id" : "quantity", &NC_PART_NEEDED);
    TRY(number_next(c, &series_nonconformity_numbers, ((struct row *)n)->unit_id, &n->number));
    n->kind = in->kind;
    n->what = in->what;
    n->about = n->under = in->about;
    n->sheet_id = in->sheet_id;
    n->part_id = in->part_id;
    n->quantity = in->quantity;
    n->photo = in->photo;
    n->found_by_id = c->who->employee_id;
    return !in_stock(n) ? 0
         : stock_reserve(c, ((struct row *)n)->unit_id, n->part_id, n->quantity, itself(n));
}

int nonconformity_isolate(
    struct ctx *c, struct nonconformity *n, const struct nonconformity_isolate_in *in)
{
    (void)c;
    n->place = in->place;
    return 0;
}

int nonconformity_analyse(
    struct ctx *c, struct nonconformity *n, const struct nonconformity_analyse_in *in)
{
    (void)c;
    n->cause = in->cause;
    n->analysis = in->analysis;
    n->way = in->way;
    n->released_by_id = 0;
    return 0;
}

int nonconformity_release(
    struct ctx *c, struct nonconformity *n, const struct check_reason_in *in)
{
    (void)in;
    if (n->way != NC_ACCEPT)
        return refuse(c, &NC_NO_CONCESSION);
    n->released_by_id = c->who->employee_id;
    return 0;
}

int nonconformity_correct(
    struct ctx *c, struct nonconformity *n, const struct nonconformity_correct_in *in)
{
    if (n->way == NC_ACCEPT && n->released_by_id == 0)
        return refuse(c, &NC_NOT_RELEASED);
    n->correction = in->correction;
    n->corrected_by_id = c->who->employee_id;
    return 0;
}

int nonconformity_by_another(struct ctx *c, const struct nonconformity *n)
{
    return c->who->employee_id != 0 && c->who->employee_id == n->corrected_by_id
        ? refuse(c, &NC_SAME_PERSON) : 0;
}

/* What was scrapped leaves the books with the case; all else is free again. */
static int stock_settle(struct ctx *c, const struct nonconformity *n)
{
    struct stock_adjust_line_in line = { .part_id = n->part_id,
        .change = { -n->quantity.milli }, .price = { NO_NUMBER } };
    struct stock_adjust_in in = { .lines = { .v = &line, .n = 1 } };

    in.reason = str_format(&c->mem, c->english ? "Scrapped, %.*s" : "报废，%.*s",
        (int)n->number.n, n->number.s);
    TRY(stock_release(c, itself(n)));
    return n->way == NC_SCRAP ? command_make(c, stock_adjust, &in, NULL) : 0;
}

int nonconformity_recheck(
    struct ctx *c, struct nonconformity *n, const struct nonconformity_recheck_in *in)
{
    if (!in->passed && in->note.n == 0)
        return refuse_field(c, "note", &NC_RECHECK_NOTE);
    n->rechecked_by_id = c->who->employee_id;
    if (!in->passed) {
        n->rechecks_failed++;
        n->analysis = in->note;
        n->released_by_id = 0;
        n->state = NC_ANALYSED;
        return 0;
    }
    n->state = NC_CLOSED;
    n->closed_at = c->now;
    return in_stock(n) ? stock_settle(c, n) : 0;
}

int nonconformity_void(struct ctx *c, struct nonconformity *n, const struct check_reason_in *in)
{
    (void)in;
    return in_stock(n) ? stock_release(c, itself(n)) : 0;
}
