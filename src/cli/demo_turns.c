/* demo_turns.c - what goes otherwise than planned: more is found, the inspection fails, it gets
 * late. Counted, not drawn, so that the rest of the story stays as it is; what takes long waits for
 * the last car of a day, for nobody works on two at once. */
#include "cli/demo_own.h"

enum { FINDS_EVERY = 6, REFUSES_EVERY = 3, FAILS_EVERY = 17, LATE_EVERY = 13, MINUTE_MS = 60000 };

/* Usual jobs found beside others: brake fluid, throttle, tyres changed round, a puncture. */
static const uint8_t found[] = { 9, 13, 20, 21 };

/* The customer agrees to it by telephone, or refuses: then it is offered at the next visit. */
static int find_more(struct demo_visit *v)
{
    size_t times = v->number / FINDS_EVERY;
    struct ro_line_in line = { .kind = LINE_LABOUR,
        .labour_item_id = v->d->labour[found[times % COUNT(found)]],
        .quantity = { NO_NUMBER }, .price = { NO_NUMBER } };
    struct repair_order_line_in refused;
    struct repair_order_approve_in in = { .refused = { &refused, 0 } };
    struct demo_asked before, now;

    TRY(demo_see(v, &before, NULL));
    TRY(demo_order_do(v, ADVISER, &repair_order_add_lines_command,
        &(struct repair_order_lines_in){ .lines = { &line, 1 } }));
    v->d->now.ms += 10 * MINUTE_MS;
    TRY(demo_see(v, &now, NULL));
    refused.line_id = now.proposed;
    in.refused.n = times % REFUSES_EVERY == 0;
    in.total = in.refused.n > 0 ? before.ro.total : money_add(before.ro.total, now.proposed_amount);
    return demo_order_do(v, ADVISER, &repair_order_approve_command, &in);
}

/* Every other time the customer is told before it is late. */
static int be_late(struct demo_visit *v)
{
    const struct repair_order_promise_in in = { .promised_at = { v->d->now.ms + 300 * MINUTE_MS },
        .reason = STR("配件路上耽搁"), .means = TOLD_PHONE };

    if (v->number / LATE_EVERY % 2 == 0)
        TRY(demo_order_do(v, ADVISER, &repair_order_promise_command, &in));
    v->d->now.ms += 200 * MINUTE_MS;
    return 0;
}

int demo_turn_at_work(struct demo_visit *v)
{
    if (v->number % FINDS_EVERY == FINDS_EVERY - 1)
        TRY(find_more(v));
    v->d->late_owed += v->number % LATE_EVERY == LATE_EVERY - 1;
    if (v->d->late_owed == 0 || !v->d->day_ends)
        return 0;
    v->d->late_owed--;
    return be_late(v);
}

int demo_turn_at_inspection(struct demo_visit *v)
{
    static const enum rework_cause causes[] = { REWORK_WORK, REWORK_CLEAN, REWORK_OMITTED };
    const struct repair_order_inspect_in failed = { .passed = false,
        .note = STR("螺栓未按力矩拧紧，重新检查"),
        .cause = causes[v->number / FAILS_EVERY % COUNT(causes)] };

    v->d->rework_owed += v->number % FAILS_EVERY == FAILS_EVERY - 1;
    if (v->d->rework_owed == 0 || !v->d->day_ends)
        return 0;
    v->d->rework_owed--;
    TRY(demo_order_do(v, INSPECTOR, &repair_order_inspect_command, &failed));
    v->d->now.ms += 5 * MINUTE_MS;
    TRY(demo_job_do(v, &assignment_resume_command, &(struct no_input){ }));
    v->d->now.ms += 15 * MINUTE_MS;
    TRY(demo_job_do(
        v, &assignment_finish_command, &(struct assignment_finish_in){ .self_checked = true }));
    v->d->now.ms += 5 * MINUTE_MS;
    return 0;
}
