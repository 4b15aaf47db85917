/* outside.c - work done elsewhere: sent, back again, its cost the order's and owed. */
#include "modules/service/order.h"
#include "modules/service/paper.h"

static struct anyref job_ref(const struct outside_job *j)
{
    return (struct anyref){ &outside_job_model, j->id };
}

static int supplier_judge(struct ctx *c, rid *supplier_id)
{
    struct party p;

    TRY(party_living(c, supplier_id));
    TRY(db_get(c, party, &p, *supplier_id));
    return p.kind == PARTY_SUPPLIER ? 0 : refuse_field(c, "supplier_id", &OUTSIDE_SUPPLIER, p.name);
}

static int line_judge(struct ctx *c, const struct ro_line *l)
{
    int64_t n;

    if (l->approval != LINE_APPROVED)
        return refuse_field(c, "line_id", &WISH_LINE_REFUSED, l->title);
    if (l->kind == LINE_PART)
        return refuse_field(c, "line_id", &OUTSIDE_PART, l->title);
    TRY(db_int(c, &n, "SELECT count(*) FROM outside_job WHERE line_id = ? AND state <> 'cancelled'"
        " AND retired_at IS NULL", l->id));
    return n == 0 ? 0 : refuse_field(c, "line_id", &OUTSIDE_TWICE, l->title);
}

int repair_order_outside(
    struct ctx *c, struct repair_order *ro, const struct repair_order_outside_in *in)
{
    struct outside_job j = { .unit_id = ro->unit_id, .repair_order_id = ro->id,
        .supplier_id = in->supplier_id, .asked_cost = in->asked_cost, .due_at = in->due_at,
        .responsible_id = in->responsible_id != 0 ? in->responsible_id : c->who->employee_id,
        .note = in->note, .state = OUTSIDE_ASKED };
    struct ro_line line;

    TRY(order_line(c, ro, in->line_id, "line_id", &line));
    TRY(line_judge(c, &line));
    TRY(supplier_judge(c, &j.supplier_id));
    if (in->due_at.ms <= c->now.ms)
        return refuse_field(c, "due_at", &RO_PROMISE_PAST);
    if (j.responsible_id == 0)
        return refuse_field(c, "responsible_id", &F_REQUIRED);
    j.line_id = line.id;
    j.title = line.title;
    TRY(row_insert(c, outside_job, &j));
    command_created(c, &outside_job_model, j.id);
    return 0;
}

int outside_job_send(struct ctx *c, struct outside_job *j, const struct no_input *none)
{
    (void)none;
    j->sent_at = c->now;
    return 0;
}

static int order_cost(struct ctx *c, const struct outside_job *j, money cost)
{
    struct repair_order_outside_cost_in in = { j->line_id, cost };

    return command_call(c, repair_order_outside_cost, j->repair_order_id, &in);
}

/* Under warranty it is the store's own expense. */
int outside_job_return(
    struct ctx *c, struct outside_job *j, const struct outside_job_return_in *in)
{
    struct ro_line line;

    TRY(db_get(c, ro_line, &line, j->line_id));
    const struct posting p[] = {
        { line.free ? ACCOUNT_REWORK : ACCOUNT_LABOUR_COST, in->cost, FEN(0), 0 },
        { ACCOUNT_PAYABLE, FEN(0), in->cost, j->supplier_id },
    };
    j->cost = in->cost;
    j->note = in->note;
    j->returned_at = c->now;
    TRY(ledger_post(c, j->unit_id, p, COUNT(p), job_ref(j),
        str_c(&c->mem, str_format(&c->mem, "外协 %.*s", (int)j->title.n, j->title.s)),
        str_c(&c->mem, str_format(&c->mem, "Outside work %.*s", (int)j->title.n, j->title.s))));
    return order_cost(c, j, in->cost);
}

int outside_job_reverse(
    struct ctx *c, struct outside_job *j, const struct outside_job_reason_in *in)
{
    money cost = j->cost;

    j->note = in->reason;
    j->cost = FEN(0);
    j->returned_at = (when){ 0 };
    TRY(ledger_reverse(c, job_ref(j), "冲销外协", "Outside work reversed"));
    return order_cost(c, j, money_sub(FEN(0), cost));
}

int outside_job_cancel(
    struct ctx *c, struct outside_job *j, const struct outside_job_reason_in *in)
{
    (void)c;
    j->note = in->reason;
    return 0;
}

int repair_order_outside_cost(
    struct ctx *c, struct repair_order *ro, const struct repair_order_outside_cost_in *in)
{
    struct ro_line before, now;

    TRY(order_line(c, ro, in->line_id, "line_id", &before));
    now = before;
    now.cost = money_add(now.cost, in->cost);
    ro->outside_cost = money_add(ro->outside_cost, in->cost);
    return in->cost.fen == 0 ? 0 : row_update(c, ro_line, &now, &before);
}

int order_outside_in(struct ctx *c, rid order_id)
{
    struct outside_job_list away;

    TRY(db_list(c, outside_job, &away, "WHERE repair_order_id = ? AND state IN ('asked', 'sent')"
        " AND retired_at IS NULL ORDER BY id LIMIT 1", order_id));
    return away.n == 0 ? 0 : refuse(c, &OUTSIDE_AWAY, away.v[0].title,
        row_title(c, &party_model, away.v[0].supplier_id));
}

/* --- on paper: goes with the part or the car; its cost stands in another document ------------- */

int outside_slip(struct ctx *c, const struct outside_job *j, struct print *p)
{
    struct repair_order ro;
    struct ro_line line;

    TRY(db_get(c, repair_order, &ro, j->repair_order_id));
    TRY(db_get(c, ro_line, &line, j->line_id));
    print_fields(p, repair_order, &ro, "number");
    TRY(paper_car(c, &ro, false, p));
    print_section(p, SAY("外协内容", "Work to be done"));
    print_fields(p, outside_job, j, "title supplier_id responsible_id due_at sent_at note");
    print_pair(p, SAY("工时/数量", "Hours, quantity"), print_qty(p, line.quantity));
    print_sign(p, SAY("送出人签字、日期", "Sent by, date"), SAY("外协单位签字、日期", "Supplier, date"),
        SAY("取回验收签字、日期", "Taken back by, date"));
    return 0;
}
