/* plan_own.h - what the files of the planning module share. */
#pragma once
#include "modules/planning/planning.h"
#include "plan/plan.h"

enum { PLAN_DAYS = 7, MINUTE_MS = 60000, HOUR_S = 3600, REWORK_MINUTES = 30, OVERRUN_MINUTES = 15 };

/* All that the plan of a store is made from, read at one moment. */
struct facts {
    rid unit_id;
    when now;                               /* the plan's zero: the minute that has begun */
    struct open_car_list jobs;
    struct open_task_list tasks;
    struct plan_need_list needs;
    struct plan_able_list able;
    struct plan_slot_list slots;
    struct plan_booked_list booked;
    struct skill_list skills;
    struct workshop_day days[PLAN_DAYS];
    int64_t frozen, overtime, parts, steps, spare, weight[4];
};
int facts_read(struct ctx *, rid unit_id, when now, struct facts *) MUST_USE;
int booked_read(struct ctx *, rid unit_id, date from, int64_t days, struct plan_booked_list *)
    MUST_USE;
/* The minutes that so many seconds of work take somebody of this labour factor (1,000,000 is 1). */
int64_t minutes_for(int64_t work_s, int64_t labour_factor);
/* Drops from a day who does not repair cars. */
void keep_technicians(struct workshop_day *, const struct duty_holder_list *);
struct hash facts_hash(struct ctx *, const struct facts *);

/* One task in the plan. technician 0: it has no place. */
struct placed {
    rid repair_order_id, assignment_id, technician_id, bay_id;
    str plate;
    when starts, ends;
    int64_t work_s;
    bool pinned, overtime;
};
struct schedule { struct placed *v; size_t n; int late; str unplaced; };
/* The plan of these facts; the same for the same facts. `only` not 0: everything else stays where
 * it was published, and this order goes where it fits best. */
int schedule_make(struct ctx *, const struct facts *, rid only, struct schedule *) MUST_USE;

/* A plan on its way: read (plan_look), made (schedule_make), published (plan_publish: refused with
 * PLAN_OLD_FACTS when the facts are others by then). Both are work_fn. */
struct making { rid plan_id, unit_id; struct facts facts; struct hash hash; struct schedule made; };
int plan_look(struct ctx *, void *making) MUST_USE;
int plan_publish(struct ctx *, void *making) MUST_USE;
int plan_of_store(struct ctx *, rid unit_id, bool make, struct shop_plan *) MUST_USE;
/* May the slot lie there? Refused as plan_move is. *ends follows from the shift and the work. */
int plan_slot_fits(struct ctx *, const struct plan_slot *, rid technician_id, rid bay_id,
    when starts, when *ends) MUST_USE;
