/* refit.c - is a change to the car lawful, and was it registered? */
#include "modules/service/order.h"

int refit_rule_judge(struct ctx *c, struct refit_rule *now, const struct refit_rule *before)
{
    (void)before;
    if (now->verdict == REFIT_REGISTER && now->days == 0)
        return refuse_field(c, "days", &REFIT_DAYS);
    return 0;
}

int repair_order_refit(
    struct ctx *c, struct repair_order *ro, const struct repair_order_refit_in *in)
{
    struct refit_check r = { .unit_id = ro->unit_id, .repair_order_id = ro->id,
        .line_id = in->line_id, .rule_id = in->rule_id, .state = REFIT_CHECKED };
    struct refit_rule rule;
    struct ro_line line;
    int64_t there;

    TRY(order_line(c, ro, in->line_id, "line_id", &line));
    if (line.approval != LINE_PROPOSED)
        return refuse(c, &RO_LINE_DECIDED, line.title);
    TRY(db_get(c, refit_rule, &rule, in->rule_id));
    if (rule.valid_from.day > c->today.day ||
        (rule.valid_to.day != 0 && rule.valid_to.day < c->today.day))
        return refuse_field(c, "rule_id", &REFIT_NOT_NOW);
    TRY(db_int(c, &there, "SELECT count(*) FROM refit_check WHERE line_id = ?"
        " AND state <> 'taken_back'", in->line_id));
    if (there > 0)
        return refuse_field(c, "line_id", &REFIT_TWICE);
    r.title = line.title;
    r.verdict = rule.verdict;
    r.source = rule.source;
    r.terms = rule.terms;
    return row_insert(c, refit_check, &r);
}

int refit_check_take_back(struct ctx *c, struct refit_check *r, const struct no_input *in)
{
    (void)c, (void)r, (void)in;
    return 0;
}

/* In an order of refit each labour line that is agreed to has been checked. */
int order_refit_judge(struct ctx *c, const struct repair_order *ro,
    const struct ro_line_list *before, const struct ro_line_list *lines)
{
    struct refit_check_list checks;

    TRY(db_list(c, refit_check, &checks, "WHERE repair_order_id = ?"
        " AND state <> 'taken_back'", ro->id));
    if (ro->nature != NATURE_REFIT && checks.n == 0)
        return 0;
    for (size_t i = 0; i < lines->n; i++) {
        const struct ro_line *l = &lines->v[i];
        const struct refit_check *check = NULL;

        if (l->approval != LINE_APPROVED || before->v[i].approval == LINE_APPROVED)
            continue;
        for (size_t k = 0; k < checks.n; k++)
            if (checks.v[k].line_id == l->id)
                check = &checks.v[k];
        if (check != NULL && check->verdict == REFIT_FORBIDDEN)
            return refuse(c, &REFIT_NO, l->title, check->source);
        if (check == NULL && ro->nature == NATURE_REFIT && l->kind == LINE_LABOUR)
            return refuse(c, &REFIT_UNCHECKED, l->title);
    }
    return 0;
}

/* --- the registration ------------------------------------------------------------------------- */

int refit_check_due(struct ctx *c, struct refit_check *r, const struct no_input *in)
{
    struct refit_rule rule;

    (void)in;
    TRY(db_get(c, refit_rule, &rule, r->rule_id));
    r->due_on = (date){ c->today.day + rule.days };
    return 0;
}

static int to_register(struct ctx *c, const struct happening *h, struct refit_check_list *checks)
{
    return db_list(c, refit_check, checks, "WHERE unit_id = ? AND repair_order_id = ? AND state = 'checked'"
        " AND verdict = 'register' AND EXISTS (SELECT 1 FROM ro_line l WHERE l.id = refit_check.line_id"
        " AND l.approval = 'approved' AND l.retired_at IS NULL) ORDER BY id", h->unit_id, h->id);
}

int refit_of_order(struct ctx *c, const struct happening *h, bool *yes)
{
    struct refit_check_list checks;

    TRY(to_register(c, h, &checks));
    *yes = checks.n > 0;
    return 0;
}

int refit_on_deliver(struct ctx *c, const struct happening *h)
{
    struct refit_check_list checks;

    TRY(to_register(c, h, &checks));
    for (size_t i = 0; i < checks.n; i++)
        TRY(command_call(c, refit_check_due, checks.v[i].id, &(struct no_input){ }));
    return 0;
}

int refit_check_register(
    struct ctx *c, struct refit_check *r, const struct refit_check_register_in *in)
{
    r->register_no = in->register_no;
    r->registered_on = in->registered_on.day != 0 ? in->registered_on : c->today;
    return r->registered_on.day <= c->today.day ? 0
         : refuse_field(c, "registered_on", &REFIT_LATER);
}
