/* plan.h - who does what, where and when: the planning library.
 *
 * It knows no database, no file and no clock: the caller hands in a problem and gets a solution,
 * and says how long to go on by a count of iterations, by a function that is asked from time to
 * time, or both. Behind it stand the boards (technicians and bays over time), dispatch, the
 * offering of slots and `workbay plan FILE`.
 *
 * The problem. RESOURCES are machines, technicians and bays. A machine or a technician does one
 * operation at a time, a bay holds one job at a time. JOBS are ordered OPERATIONS; the next starts
 * when the one before has ended. An operation is done in one of its ways (a resource and the
 * working time it takes there), or, without ways, by any technician who has all its skills. Times
 * are whole units since the caller's own zero: minutes for a workshop, whatever the file means for
 * a machine shop.
 *   calendar    the openings of a resource, in order, not touching; none: always open. Work pauses
 *               while its resource is closed, and nothing else is begun there in between; with
 *               `whole` it must fit one opening. An opening marked `extra` is overtime: an
 *               operation placed with `extra` works in it too, and that counts as overload; others
 *               pause in it.
 *   bay         a job with `in_bay` holds one bay that has all of `bay_skills` from the start of
 *               its first operation to the end of its last, pauses included. A bay's openings are
 *               when it can hold a job at all: the whole stay lies in one of them. Closing at
 *               night belongs into the technicians' calendars.
 *   release     nothing of a job starts sooner. `ready`: an operation's parts are there.
 *   promise     when the job was promised; PLAN_NEVER: not at all. `weight` is the price of one
 *               unit of lateness.
 *   published   `was_on`, `was_at` (operation) and `was_bay` (job): the plan that people have seen.
 *               Keeping to it is the last of the aims. A `frozen` operation stays exactly there: it
 *               has been started, or somebody put it there by hand; so those before it in its
 *               job are frozen too. Nothing else is asked of it, not even that it be sensible.
 *
 * The aims, the first that differs decides (plan_cost): lateness (weight times time after the
 * promise, summed), overload (time worked in `extra`), peak (the working time of the busiest
 * machine or technician), changes (operations elsewhere or at another time than published, and
 * jobs in another bay), and then the end of each job, summed: the sooner the better. A problem
 * that has nothing but operations with ways (plan_is_shop) is a flexible job shop, and its one aim
 * is the makespan.
 *
 * The same problem, start, seed and iterations give the same solution, byte for byte, on any
 * machine. Where `more` ends the search, how far it came depends on the machine, so the solution
 * may differ; it is always a right one, and no worse than the one it started from.
 *
 * All functions answer 0 done, 1 refused (then `why` says it), -1 the arena is too small. */
#pragma once
#include "base/base.h"

enum {
    PLAN_JOBS = 1000,                       /* at most */
    PLAN_OPS = 10000,
    PLAN_RESOURCES = 1000,
    PLAN_WAYS = 200000,
    PLAN_SPANS = 20000,
    PLAN_TIME = 500000000,                  /* every time, and the sum of all durations */
    PLAN_WEIGHT = 1000,
    PLAN_NEVER = -1,                        /* no such time */
    PLAN_NONE = -1                          /* no such resource */
};

enum plan_kind { PLAN_MACHINE, PLAN_TECHNICIAN, PLAN_BAY };

struct plan_span { int from, to; bool extra; };             /* from included, to not */
struct plan_way { int on, time; };

struct plan_resource {
    enum plan_kind kind;
    str name;                               /* for people; may be absent */
    uint64_t skills;                        /* a bit each */
    int n_open;
    const struct plan_span *open;
};
struct plan_op {
    int n_ways;
    const struct plan_way *ways;
    uint64_t skills;                        /* without ways: what a technician must have … */
    int time;                               /* … and how long it takes */
    int ready;
    bool whole, frozen;
    int was_on, was_at;                     /* PLAN_NONE, PLAN_NEVER: not published */
};
struct plan_job {
    str name;
    int release, promise, weight;
    bool in_bay;
    uint64_t bay_skills;
    int was_bay;
    int first, n;                           /* its operations: ops[first] … */
};
/* The operations of all jobs stand in one row, job after job. */
struct plan_problem {
    int n_resources, n_jobs, n_ops;
    struct plan_resource *resources;
    struct plan_job *jobs;
    struct plan_op *ops;
};

struct plan_place { int on, start, end; bool extra; };      /* on = PLAN_NONE: not placed */
struct plan_solution {
    struct plan_place *ops;                 /* as the problem's */
    int *bays;                              /* of each job; PLAN_NONE: none */
    int makespan, lower_bound;              /* the bound: no solution can end sooner */
};
struct plan_cost { int64_t late, overload, peak, changes, ends; };

struct plan_limits {
    uint64_t seed;
    int64_t iterations;                     /* 0: as many as `more` allows; both absent: 1,000 */
    bool (*more)(void *with);               /* asked every millisecond or so; NULL: always true */
    void *with;
};

/* Why a problem, a file or a solution is refused. `line`, `job`, `op` are 0 or -1 where they say
 * nothing. */
struct plan_fault { int line, job, op; const char *en, *zh; };

/* --- reading: strict, and bounded by the limits above ------------------------------------------
 * The public format: "jobs machines [average]", then a line for each job: the number of its
 * operations, and for each the number of its ways and (machine, time) as often; machines from 1.
 * A workshop-day file begins with the words "workshop-day 1"; docs/plan.md describes it. */
int plan_read(str file, struct arena *, struct plan_problem *out, struct plan_fault *why) MUST_USE;
int plan_read_shop(str, struct arena *, struct plan_problem *, struct plan_fault *) MUST_USE;
int plan_read_day(str, struct arena *, struct plan_problem *, struct plan_fault *) MUST_USE;
bool plan_is_day(str file);

/* Is everything in its bounds, and does each operation have somebody who can do it? */
int plan_accept(const struct plan_problem *, struct plan_fault *why) MUST_USE;
bool plan_is_shop(const struct plan_problem *);

/* --- solving ------------------------------------------------------------------------------------
 * `problem` has passed plan_accept. The solution lives in the arena; a third of a kilobyte an
 * operation, some more for a large shop. Where the calendars leave no room, the refusal names the
 * job. */
int plan_solve(const struct plan_problem *, const struct plan_limits *, struct arena *,
    struct plan_solution *out, struct plan_fault *why) MUST_USE;
/* Goes on from a whole solution, e.g. in the background; changes it only for the better. */
int plan_improve(const struct plan_problem *, const struct plan_limits *, struct arena *,
    struct plan_solution *, struct plan_fault *why) MUST_USE;
int plan_lower_bound(const struct plan_problem *, struct arena *);          /* of the makespan */

/* --- one more job -------------------------------------------------------------------------------
 * Where `job`, whose operations are not placed in `solution`, fits best without moving anything:
 * placed there, in milliseconds. The offer says when, and what held it up. */
enum plan_reason {                          /* why not sooner; the last to hold it up */
    PLAN_AT_ONCE, PLAN_RELEASE, PLAN_PARTS, PLAN_BUSY, PLAN_CLOSED, PLAN_BAY_HELD
};
struct plan_offer {
    int start, end, late;                   /* late: time after the promise */
    int overtime;
    enum plan_reason reason;
    int because;                            /* the resource it waited for, or PLAN_NONE */
};
int plan_insert(const struct plan_problem *, struct plan_solution *, int job, int not_before,
    struct arena *, struct plan_offer *out, struct plan_fault *why) MUST_USE;
const char *plan_reason_text(enum plan_reason, bool english);

/* --- judging: knows nothing of how solutions are made -----------------------------------------
 * 1 with the first thing that is wrong. Jobs of which nothing is placed are passed over when
 * `partly`. */
int plan_judge(const struct plan_problem *, const struct plan_solution *, bool partly,
    struct plan_fault *why) MUST_USE;
struct plan_cost plan_cost_of(const struct plan_problem *, const struct plan_solution *);
int plan_cost_cmp(struct plan_cost, struct plan_cost);      /* < 0: the first is better */
