/* demo_visit.c - one visit, each step by its own post. */
#include "cli/demo_own.h"

enum { MINUTE_MS = 60000 };

/* What is done: the usual job of the same place, and its parts by catalogue number. */
static const struct {
    enum ro_nature nature;
    enum ro_category category;
    struct { int8_t part; int32_t milli; } parts[4];
} jobs[] = {
    { NATURE_MAINTENANCE, CATEGORY_FIRST, { { 0, 4000 }, { 2, 1000 }, { -1, 0 } } },
    { NATURE_MAINTENANCE, CATEGORY_SECOND, { { 1, 4000 }, { 3, 1000 }, { 4, 1000 }, { 6, 4000 } } },
    { NATURE_REPAIR, CATEGORY_MINOR, { { 9, 1000 }, { -1, 0 } } },
    { NATURE_REPAIR, CATEGORY_MINOR, { { 9, 1000 }, { 11, 2000 }, { 7, 1000 }, { -1, 0 } } },
    { NATURE_REPAIR, CATEGORY_MINOR, { { 12, 1000 }, { -1, 0 } } },
    { NATURE_REPAIR, CATEGORY_MINOR, { { 15, 2000 }, { -1, 0 } } },
    { NATURE_REPAIR, CATEGORY_MINOR, { { 19, 1000 }, { 8, 6000 }, { 17, 1000 }, { -1, 0 } } },
    { NATURE_MAINTENANCE, CATEGORY_DAILY, { { 4, 1000 }, { -1, 0 } } },
};
static const char *const wishes[] = { "到了保养里程，顺便看看刹车", "刹车时有异响", "空调不凉", "打火困难", "方向盘抖动",
    "仪表亮保养灯", "轮胎磨得差不多了", "长途前检查一下" };

/* One that is not in the store already. */
static struct demo_car *due_car(struct demo *d, const struct demo_store *s, bool fresh)
{
    size_t store = (size_t)(s - d->stores), from = demo_random(d, (uint32_t)d->n_cars);
    int64_t today = date_at(d->now, ZONE_S).day;

    for (size_t i = 0; i < d->n_cars; i++) {
        struct demo_car *car = &d->cars[(from + i) % d->n_cars];

        if (car->store == store && car->last_day != today && (fresh || car->next_day <= today))
            return car;
    }
    return &d->cars[from];
}

static int open_order(struct demo_visit *v)
{
    struct demo *d = v->d;
    struct ro_line_in lines[8];
    struct repair_order_open_in in = { .vehicle_id = v->car->id,
        .appointment_id = v->appointment,
        .nature = jobs[v->job].nature,
        .category = jobs[v->job].category,
        .odometer_in = v->car->km,
        .fuel = { (20 + demo_random(d, 70)) * 10000 },
        .wish = str_of(wishes[demo_random(d, COUNT(wishes))]),
        .promised_at = { d->now.ms + 180 * MINUTE_MS },
        .waiting = demo_random(d, 2) == 0,
        .wash = demo_random(d, 3) > 0,
        .lines = { lines, 1 } };

    lines[0] = (struct ro_line_in){ .kind = LINE_LABOUR, .labour_item_id = d->labour[v->job],
        .quantity = { NO_NUMBER }, .price = { NO_NUMBER } };
    for (int i = 0; i < 4 && jobs[v->job].parts[i].milli > 0 && jobs[v->job].parts[i].part >= 0;
         i++)
        lines[in.lines.n++] = (struct ro_line_in){ .kind = LINE_PART,
            .part_id = d->parts[jobs[v->job].parts[i].part].id,
            .quantity = { jobs[v->job].parts[i].milli },
            .price = { NO_NUMBER } };
    if (demo_random(d, 3) == 0)
        lines[in.lines.n++] = (struct ro_line_in){ .kind = LINE_OTHER, .title = STR("辅料费"), .quantity = { 1000 },
            .price = price_of(FEN(1500)) };
    return demo_run(d, v->s->by[ADVISER], &repair_order_open_command, 0, &in, &v->ro);
}

static int look(struct ctx *c, void *arg)
{
    struct demo_asked *a = arg;
    struct ro_line_list open;

    TRY(db_get(c, repair_order, &a->ro, a->id));
    TRY(db_list(c, ro_line, &open, "WHERE repair_order_id = ? AND approval = 'proposed'"
        " AND retired_at IS NULL ORDER BY id", a->id));
    a->proposed = open.n > 0 ? open.v[0].id : 0;
    a->proposed_amount = open.n > 0 ? open.v[0].amount : FEN(0);
    TRY(db_list(c, assignment, &a->jobs, "WHERE repair_order_id = ? ORDER BY id", a->id));
    return a->ro.settlement_id != 0 ? db_get(c, settlement, &a->settlement, a->ro.settlement_id)
                                    : 0;
}

/* The figures of the order; the lists stay behind, only ids are needed. */
int demo_see(struct demo_visit *v, struct demo_asked *a, rid *job)
{
    struct ctx c;
    int r;

    a->id = v->ro;
    ctx_begin(&c, v->d->db, &who_system, v->d->now, 0);
    r = db_snapshot(&c, look, a);
    if (r == 0 && job != NULL)
        *job = a->jobs.n > 0 ? a->jobs.v[a->jobs.n - 1].id : 0;
    ctx_end(&c);
    return r;
}

int demo_order_do(struct demo_visit *v, int post, const struct command *cmd, const void *in)
{
    return demo_run(v->d, v->s->by[post], cmd, v->ro, in, NULL);
}

int demo_job_do(struct demo_visit *v, const struct command *cmd, const void *in)
{
    struct demo_asked a;
    rid job;

    TRY(demo_see(v, &a, &job));
    return demo_run(v->d, v->s->by[TECHNICIAN], cmd, job, in, NULL);
}

static int step_approve(struct demo_visit *v)
{
    struct repair_order_approve_in in = { 0 };
    struct demo_asked a;

    TRY(demo_see(v, &a, NULL));
    in.total = a.ro.total;
    return demo_order_do(v, ADVISER, &repair_order_approve_command, &in);
}

static int step_pay(struct demo_visit *v)
{
    static const enum payment_method methods[] = { PAY_WECHAT, PAY_WECHAT, PAY_ALIPAY, PAY_CASH,
        PAY_CARD };
    struct payment_receive_in in = { .method = methods[demo_random(v->d, COUNT(methods))] };
    struct demo_asked a;

    TRY(demo_see(v, &a, NULL));
    if (a.ro.money == MONEY_PAID)           /* nothing was due */
        return 0;
    in.amount = a.settlement.total;
    if (v->pays != 0)
        in.method = v->pays;
    v->settlement = a.ro.settlement_id;
    return demo_run(v->d, v->s->by[CASHIER], &payment_receive_command, v->settlement, &in, NULL);
}

static int step_deliver(struct demo_visit *v)
{
    struct repair_order_deliver_in in = { .odometer_out = v->car->km + 2,
        .next_service_km = v->car->km + 8000,
        .next_service_date = { date_at(v->d->now, ZONE_S).day + 180 } };

    v->car->km += 2;
    return demo_order_do(v, ADVISER, &repair_order_deliver_command, &in);
}

static int step_wash(struct demo_visit *v)
{
    struct demo_asked a;

    TRY(demo_see(v, &a, NULL));
    return a.ro.workshop == WS_WASH
        ? demo_order_do(v, WASHER, &repair_order_wash_command, &(struct no_input){})
        : 0;
}

static int job_sheet(struct demo_visit *v)
{
    struct demo_asked a;
    rid job;

    TRY(demo_see(v, &a, &job));
    return demo_sheet(v, TECHNICIAN, "SELF-1", (struct anyref){ &assignment_model, job }, false);
}

/* Now and then something is not ready when the adviser looks, and is made good. */
static int last_look(struct demo_visit *v)
{
    struct anyref about = { &repair_order_model, v->ro };

    if (v->number % 6 == 0)
        TRY(demo_sheet(v, ADVISER, "DELIVERY-1", about, true));
    return demo_sheet(v, ADVISER, "DELIVERY-1", about, false);
}

static int a_step(struct demo_visit *v, int step)
{
    static const struct no_input none;
    struct repair_order_dispatch_in dispatch = {
        .technician_id = v->s->by[TECHNICIAN]->employee_id };

    switch (step) {
    case 0:  return demo_order_do(v, ADVISER, &repair_order_estimate_command, &none);
    case 1:  return step_approve(v);
    case 2:  return demo_order_do(v, SUPERVISOR, &repair_order_dispatch_command, &dispatch);
    case 3:
        return demo_order_do(
            v, KEEPER, &repair_order_issue_command, &(struct repair_order_issue_in){ 0 });
    case 4:  return demo_job_do(v, &assignment_start_command, &none);
    case 5:
        TRY(demo_turn_at_work(v));
        if (v->d->lately && v->number % 2 == 0)
            TRY(job_sheet(v));
        return demo_job_do(
            v, &assignment_finish_command, &(struct assignment_finish_in){ .self_checked = true });
    case 6:
        TRY(demo_turn_at_inspection(v));
        return demo_order_do(v, INSPECTOR, &repair_order_inspect_command,
            &(struct repair_order_inspect_in){ .passed = true });
    case 7:  return step_wash(v);
    case 8:  return demo_order_do(v, CLERK, &repair_order_settle_command, &none);
    case 9:  return step_pay(v);
    default:
        if (v->d->lately && v->number % 2 == 0)
            TRY(last_look(v));
        return step_deliver(v);
    }
}

static int steps_of(struct demo_visit *v, int steps)
{
    static const int minutes[DEMO_STEPS] = { 8, 10, 3, 5, 2, 45, 8, 15, 5, 4, 5 };

    for (int i = 0; i < steps; i++) {
        v->d->now.ms += minutes[i] * MINUTE_MS;
        TRY(a_step(v, i));
    }
    if (steps == DEMO_STEPS)
        v->s->done = v->ro, v->s->done_car = v->car;
    return 0;
}

int demo_visit(struct demo *d, struct demo_store *s, bool due, int steps)
{
    struct demo_visit v = {
        .d = d, .s = s, .car = due_car(d, s, !due), .job = demo_random(d, COUNT(jobs))
    };
    when began = d->now;

    if (due && v.car->next_day > date_at(d->now, ZONE_S).day)
        return 0;
    v.car->last_day = date_at(d->now, ZONE_S).day;
    v.car->km += 3000 + demo_random(d, 6000);
    v.car->next_day = date_at(d->now, ZONE_S).day + 150 + demo_random(d, 120);
    v.number = steps == DEMO_STEPS ? ++d->n_visits : 0;
    TRY(demo_booked(&v, due_car(d, s, true)));
    TRY(open_order(&v));
    TRY(steps_of(&v, steps));
    d->now = began;
    return 0;
}

int demo_visit_of(
    struct demo *d, struct demo_store *s, struct demo_car *car, enum payment_method pays)
{
    struct demo_visit v = { .d = d, .s = s, .car = car, .pays = pays };
    rid done = s->done;
    struct demo_car *done_car = s->done_car;

    TRY(open_order(&v));
    TRY(steps_of(&v, DEMO_STEPS));
    s->done = done, s->done_car = done_car; /* this car does not outlive the call */
    return 0;
}

int demo_agreed(struct demo_visit *v)
{
    TRY(a_step(v, 0));
    return a_step(v, 1);
}

int demo_comeback(struct demo *d, struct demo_store *s)
{
    struct demo_visit v = { .d = d, .s = s, .car = s->done_car };
    const struct comeback_judge_in cause = { .cause = BACK_TECHNICIAN, .note = STR("螺栓未按力矩拧紧") };
    struct repair_order_rework_in in = { .promised_at = { d->now.ms + 180 * MINUTE_MS },
        .wish = STR("修过的地方又有异响") };
    rid comeback;

    if (s->done == 0)
        return 0;
    v.car->km += 60;
    in.odometer_in = v.car->km;
    TRY(demo_run(d, s->by[ADVISER], &repair_order_rework_command, s->done, &in, NULL));
    v.ro = d->created[0];
    comeback = d->created[1];
    TRY(steps_of(&v, DEMO_STEPS));
    return demo_run(d, s->by[INSPECTOR], &comeback_judge_command, comeback, &cause, NULL);
}

/* While the adviser eats, be it at eleven or at noon, nobody comes. */
int demo_tomorrow(struct demo *d, struct demo_store *s, date day)
{
    static const int slots[] = { 540, 600, 630, 780, 840, 900 };

    for (int i = 0; i < (int)COUNT(slots); i++) {
        struct demo_car *car = due_car(d, s, true);
        struct appointment_book_in in = { .vehicle_id = car->id,
            .channel = i % 3 == 0 ? CHANNEL_ACTIVE : CHANNEL_PHONE,
            .kind = i % 2 == 0 ? BOOK_MAINTENANCE : BOOK_REPAIR,
            .day = day,
            .slot = slots[i],
            .minutes = 60,
            .waiting = i % 2 == 0,
            .wish = str_of(wishes[demo_random(d, COUNT(wishes))]) };

        TRY(demo_run(d, s->by[ADVISER], &appointment_book_command, 0, &in, NULL));
    }
    return 0;
}
