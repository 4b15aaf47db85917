/* comeback.c - work done again under warranty: opened, counted, judged; and what must hold. */
#include "modules/after/after_own.h"

enum { LINES_MOST = 200 };

/* --- does the warranty hold ------------------------------------------------------------------- */

static int days_judge(struct ctx *c, const struct repair_order *ro)
{
    date until = warranty_until(ro);

    return c->today.day <= until.day ? 0
         : refuse(c, &COMEBACK_DAYS, ro->number, until, ro->warranty_days);
}

static int km_judge(struct ctx *c, const struct repair_order *ro, int64_t km)
{
    int64_t most = ro->odometer_out + ro->warranty_km;

    return km <= most ? 0 : refuse_field(c, "odometer_in", &COMEBACK_KM, most, ro->warranty_km);
}

/* What is known without looking at the car. */
int order_under_warranty(struct ctx *c, const struct repair_order *ro)
{
    return days_judge(c, ro);
}

/* --- which lines ------------------------------------------------------------------------------ */

static rid root_of(const struct ro_line *l)
{
    return l->origin_line_id != 0 ? l->origin_line_id : l->id;
}

/* How often it was done again and the car left; under warranty as often as the law allows and no
 * more. */
static int again_judge(struct ctx *c, const struct repair_order *ro, const struct ro_line *l,
    struct comeback *b, const char *field)
{
    int64_t most, done;

    TRY(setting_int(c, &setting_rework_most, ro->unit_id, &most));
    TRY(db_int(c, &done, "SELECT count(*) FROM ro_line l JOIN repair_order o ON o.id = l.repair_order_id"
        " WHERE l.origin_line_id = ? AND l.free = 1 AND l.approval = 'approved'"
        " AND l.retired_at IS NULL AND o.business = 'delivered'", root_of(l)));
    if (done >= most && !b->goodwill)
        return refuse_field(c, field, &COMEBACK_ENOUGH, l->title, most);
    b->attempt = done + 1 > b->attempt ? done + 1 : b->attempt;
    return 0;
}

static int line_of(struct ctx *c, const struct repair_order *ro, rid id, struct ro_line *l)
{
    TRY(db_get(c, ro_line, l, id));
    return l->repair_order_id == ro->id && l->approval == LINE_APPROVED && l->retired_at.ms == 0 ? 0
         : refuse_field(c, "line_id", &COMEBACK_LINE);
}

/* The lines asked for, or all that were done; the attempt is the next time of the one done most. */
static int lines_of(struct ctx *c, const struct repair_order *ro,
    const struct repair_order_line_in_list *asked, struct repair_order_line_in_list *out,
    struct comeback *b)
{
    struct ro_line_list all;

    TRY(db_list(c, ro_line, &all, "WHERE repair_order_id = ? AND approval = 'approved'"
        " AND retired_at IS NULL ORDER BY id LIMIT ?", ro->id, (int)LINES_MOST));
    out->v = arena_alloc(&c->mem, (all.n + asked->n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < asked->n; i++) {
        struct ro_line l;

        c->path = str_format(&c->mem, "lines[%zu].", i);
        TRY(line_of(c, ro, asked->v[i].line_id, &l));
        TRY(again_judge(c, ro, &l, b, "line_id"));
        out->v[out->n++].line_id = l.id;
    }
    c->path = (str){ 0 };
    for (size_t i = 0; asked->n == 0 && i < all.n; i++) {
        TRY(again_judge(c, ro, &all.v[i], b, "lines"));
        out->v[out->n++].line_id = all.v[i].id;
    }
    return out->n > 0 ? 0 : refuse_field(c, "lines", &COMEBACK_LINE);
}

int order_technician(struct ctx *c, rid order_id, rid line_id, rid *technician_id)
{
    struct assignment_list jobs;

    TRY(db_list(c, assignment, &jobs, "WHERE repair_order_id = ? AND state = 'finished'"
        " ORDER BY CASE WHEN id = (SELECT job_id FROM ro_line WHERE id = ?) THEN 0 ELSE 1 END, worked DESC, id LIMIT 1",
        order_id, line_id));
    *technician_id = jobs.n > 0 ? jobs.v[0].technician_id : 0;
    return 0;
}

/* --- opened ----------------------------------------------------------------------------------- */

static void comeback_of(struct ctx *c, const struct repair_order *ro, struct comeback *b)
{
    b->unit_id = ro->unit_id;
    b->origin_order_id = ro->id;
    b->vehicle_id = ro->vehicle_id;
    b->party_id = ro->party_id;
    b->adviser_id = ro->adviser_id;
    b->day = c->today;
    b->days_after = c->today.day - date_at(ro->delivered_at, ZONE_S).day;
    b->title = str_format(&c->mem, "%.*s · %lld", (int)ro->number.n, ro->number.s,
        (long long)b->attempt);
}

/* An order of its own with these lines, free of charge; *b says whether it is goodwill. */
static int comeback_open(struct ctx *c, const struct repair_order *ro,
    const struct repair_order_rework_in *in, struct comeback *b)
{
    struct repair_order_open_in open = { .vehicle_id = ro->vehicle_id, .party_id = ro->party_id,
        .nature = NATURE_REWORK, .category = ro->category, .odometer_in = in->odometer_in,
        .promised_at = in->promised_at, .wish = in->wish, .waiting = in->waiting };
    struct repair_order_warrant_in again = { .origin_order_id = ro->id };
    int64_t proof;

    b->id = id_new(c);
    b->state = CB_OPEN;
    TRY(lines_of(c, ro, &in->lines, &again.lines, b));
    TRY(command_make(c, repair_order_open, &open, &b->repair_order_id));
    TRY(command_call(c, repair_order_warrant, b->repair_order_id, &again));
    TRY(setting_int(c, &setting_comeback_proof_days, ro->unit_id, &proof));
    TRY(order_technician(c, ro->id, again.lines.v[0].line_id, &b->technician_id));
    b->proof_until = (date){ c->today.day + proof };
    b->km_after = in->odometer_in > ro->odometer_out ? in->odometer_in - ro->odometer_out : 0;
    comeback_of(c, ro, b);
    command_created(c, &comeback_model, b->id);
    return row_insert(c, comeback, b);
}

int repair_order_rework(
    struct ctx *c, struct repair_order *ro, const struct repair_order_rework_in *in)
{
    struct comeback b = { 0 };

    TRY(days_judge(c, ro));
    TRY(km_judge(c, ro, in->odometer_in));
    return comeback_open(c, ro, in, &b);
}

int repair_order_goodwill(
    struct ctx *c, struct repair_order *ro, const struct repair_order_goodwill_in *in)
{
    const struct repair_order_rework_in again = { .odometer_in = in->odometer_in,
        .promised_at = in->promised_at, .wish = in->wish, .lines = in->lines,
        .waiting = in->waiting };
    struct comeback b = { .goodwill = true, .goodwill_reason = in->reason,
        .goodwill_by_id = c->who->employee_id };

    if (warranty_holds(ro, c->today, in->odometer_in))
        return refuse_field(c, "odometer_in", &COMEBACK_HOLDS, warranty_until(ro),
            ro->odometer_out + ro->warranty_km);
    return comeback_open(c, ro, &again, &b);
}

static int odometer_now(struct ctx *c, const struct repair_order *ro, int64_t *km)
{
    struct vehicle v;

    TRY(db_get(c, vehicle, &v, ro->vehicle_id));
    if (*km == 0)
        *km = v.odometer_km;
    return 0;
}

int repair_order_rework_suggest(
    struct ctx *c, const struct repair_order *ro, struct repair_order_rework_in *in)
{
    return odometer_now(c, ro, &in->odometer_in);
}

int repair_order_goodwill_suggest(
    struct ctx *c, const struct repair_order *ro, struct repair_order_goodwill_in *in)
{
    return odometer_now(c, ro, &in->odometer_in);
}

int comeback_elsewhere(
    struct ctx *c, struct comeback *b, const struct comeback_elsewhere_in *in)
{
    struct repair_order ro;

    TRY(db_get(c, repair_order, &ro, in->repair_order_id));
    if (ro.business != RO_DELIVERED)
        return refuse_field(c, "repair_order_id", &COMEBACK_NOT_DELIVERED);
    TRY(days_judge(c, &ro));
    TRY(db_int(c, &b->attempt, "SELECT count(*) FROM comeback WHERE unit_id = ? AND vehicle_id = ?"
        " AND day >= ?", ro.unit_id, ro.vehicle_id, date_at(ro.delivered_at, ZONE_S)));
    b->attempt++;
    TRY(order_technician(c, ro.id, 0, &b->technician_id));
    comeback_of(c, &ro, b);
    b->workshop = in->workshop;
    b->outside_cost = in->outside_cost;
    b->cause_note = in->note;
    b->judged_by_id = c->who->employee_id;
    return 0;
}

/* --- judged ----------------------------------------------------------------------------------- */

/* Within the days of the law, and before the customer has been told that it is free. */
static int not_ours(struct ctx *c, const struct comeback *b)
{
    struct repair_order ro;

    if (c->today.day > b->proof_until.day)
        return refuse(c, &COMEBACK_PROOF_LATE, b->proof_until);
    TRY(db_get(c, repair_order, &ro, b->repair_order_id));
    if (ro.business != RO_RECEIVED && ro.business != RO_ESTIMATED)
        return refuse(c, &COMEBACK_BEGUN, ro.number);
    return command_call(c, repair_order_unwarrant, ro.id, &(struct no_input){ });
}

int comeback_judge(struct ctx *c, struct comeback *b, const struct comeback_judge_in *in)
{
    if (in->cause == BACK_NOT_OURS && !b->goodwill)     /* goodwill was promised as free */
        TRY(not_ours(c, b));
    b->cause = in->cause;
    b->cause_note = in->note;
    b->judged_by_id = c->who->employee_id;
    if (in->technician_id != 0)
        b->technician_id = in->technician_id;
    return 0;
}

/* --- truth ------------------------------------------------------------------------------------ */

static int check_comeback(struct ctx *c, const void *row, void *arg)
{
    const struct comeback_check *k = row;
    int64_t until = date_at(k->delivered_at, ZONE_S).day + k->warranty_days;

    (void)c;
    if (k->goodwill) {
        verify_fact(arg, k->day > until || k->km_after > k->warranty_km,
            "comeback %lld is goodwill within its warranty", (long long)k->comeback_id);
        return 0;
    }
    verify_fact(arg, k->day <= until, "comeback %lld: %lld days after its warranty",
        (long long)k->comeback_id, (long long)(k->day - until));
    verify_fact(arg, k->km_after <= k->warranty_km, "comeback %lld: %lld km, the warranty is %lld",
        (long long)k->comeback_id, (long long)k->km_after, (long long)k->warranty_km);
    return 0;
}

int after_verify(struct ctx *c, struct verify *v)
{
    int64_t n;

    TRY(db_each(c, comeback_check, check_comeback, v, "SELECT b.id, b.day, o.delivered_at,"
        " o.warranty_days, o.warranty_km, b.km_after, b.goodwill FROM comeback b"
        " JOIN repair_order o ON o.id = b.origin_order_id /* all rows */ ORDER BY b.id"));
    TRY(db_int(c, &n, "SELECT count(*) FROM follow_up f WHERE f.dissatisfied = 1 AND (SELECT count(*)"
        " FROM complaint k WHERE k.follow_up_id = f.id AND k.retired_at IS NULL) <> 1 /* all rows */"));
    verify_fact(v, n == 0, "%lld dissatisfied calls have no complaint of theirs", (long long)n);
    TRY(db_int(c, &n, "SELECT count(*) FROM complaint WHERE (state IN ('closed', 'withdrawn') AND urgency <> 'calm')"
        " OR (state = 'closed' AND (closed_at IS NULL OR answer IS NULL OR answer = 'refused')) /* all rows */"));
    verify_fact(v, n == 0, "%lld complaints are closed without an answer, or late though closed",
        (long long)n);
    TRY(db_int(c, &n, "SELECT count(*) FROM follow_up f WHERE f.kind = 'first' AND (f.score_promise > 0)"
        " AND (f.state NOT IN ('reached', 'complaint') OR f.score_attitude * f.score_quality * f.score_speed"
        " * f.score_price = 0) /* all rows */"));
    verify_fact(v, n == 0, "%lld ratings are incomplete", (long long)n);
    return 0;
}
