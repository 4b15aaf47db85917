/* demo_own.h - what the files of the demo share. */
#pragma once
#include "cli/demo.h"
#include "modules/after/after.h"
#include "modules/approval/approval.h"
#include "modules/health/health.h"

/* Who does what in a visit. */
enum { ADVISER, RECEPTIONIST, TECHNICIAN, SUPERVISOR, INSPECTOR, KEEPER, CLERK, CASHIER, WASHER,
       CATALOGUE, MANAGER, POSTS };
extern const char *const demo_posts[POSTS];

struct demo_part { rid id; int64_t price_fen; const char *name; };
struct demo_car { rid id, owner; int64_t km, next_day, last_day; uint8_t store; };
struct demo_store {
    rid id;
    const char *code;
    const struct who *by[POSTS];
    date stocked;
    rid done;                               /* the order delivered last, and its car */
    struct demo_car *done_car;
};

struct demo {
    struct db *db;
    struct arena mem;
    uint64_t seed;
    when now;
    int64_t commands;
    bool keyed;                             /* each command with an idempotency key, as from HTTP */
    rid company, supplier;
    rid created[2];                         /* by the last command */
    rid assessment;                         /* the last loss that was assessed */
    struct demo_store stores[DEMO_STORES_MAX];
    size_t n_stores;
    struct who people[160];
    size_t n_people;
    struct demo_part parts[40];
    size_t n_parts;
    rid skills[8];
    rid labour[40];                         /* the usual jobs, in the order of demo_labour.c */
    struct demo_car *cars;
    size_t n_cars, n_visits;
    bool lately;                            /* the days told now are the last ones */
    bool day_ends;                          /* nobody comes after this one: there is time */
    unsigned late_owed, rework_owed;        /* turns that wait for such a moment */
};

uint32_t demo_random(struct demo *, uint32_t below);
int demo_run(struct demo *, const struct who *, const struct command *, rid id, const void *in,
    rid *out) MUST_USE;
int demo_create(
    struct demo *, const struct who *, const struct entity *, const void *row, rid *out) MUST_USE;
/* The chain without its accounts' passwords; *out lives for ever. demo_make does the rest. */
int demo_story(struct db *, const struct demo_size *, struct demo **out) MUST_USE;
/* demo_things.c: people's names, parts, cars. */
str demo_name(struct demo *, struct ctx *);
str demo_phone(struct demo *, struct ctx *);
bool demo_plate_taken(struct demo *, str plate);
int demo_parts(struct demo *) MUST_USE;
int demo_recalls(struct demo *) MUST_USE;
/* demo_labour.c: the usual jobs; the first ones are those of the visits. */
int demo_labour(struct demo *) MUST_USE;
/* demo_prices.c: bands, prices of an hour, a package; after the parts and the usual jobs. */
int demo_prices(struct demo *) MUST_USE;
/* demo_workshop.c: bays, skills, shifts, a closed day after `today`; two or more technicians. */
int demo_skills(struct demo *) MUST_USE;
rid demo_skill_for(const struct demo *, enum labour_section, bool voltage);
int demo_workshop(struct demo *, date today) MUST_USE;
/* A customer may owe so much, below what finance must agree to. */
int demo_credit(struct demo *, struct demo_store *, rid party_id, money limit) MUST_USE;
int demo_cars(struct demo *, size_t n) MUST_USE;
int demo_restock(struct demo *, struct demo_store *, when) MUST_USE;
/* demo_visit.c: one visit at d->now, of `steps` steps after the car was received. `due`: by a car
 * whose day has come; nothing happens when there is none. */
enum { DEMO_STEPS = 11 };
int demo_visit(struct demo *, struct demo_store *, bool due, int steps) MUST_USE;
/* What the files of a visit share: who, which car, its order. */
struct demo_visit {
    struct demo *d;
    struct demo_store *s;
    struct demo_car *car;
    size_t job, number;                     /* of all visits so far */
    rid ro, settlement, appointment;
    enum payment_method pays;               /* 0: by what he has with him */
};
/* The figures of the order, its first line that waits for the customer; *job: the last assignment.
 * The lists stay behind, only ids are needed. */
struct demo_asked {
    rid id, proposed;
    money proposed_amount;
    struct repair_order ro;
    struct assignment_list jobs;
    struct settlement settlement;
};
int demo_see(struct demo_visit *, struct demo_asked *, rid *job) MUST_USE;
int demo_order_do(
    struct demo_visit *, int post, const struct command *, const void *in) MUST_USE;
int demo_job_do(struct demo_visit *, const struct command *, const void *in) MUST_USE;
/* demo_turns.c: what goes otherwise than planned, while it is worked on and at the inspection. */
int demo_turn_at_work(struct demo_visit *) MUST_USE;
int demo_turn_at_inspection(struct demo_visit *) MUST_USE;
/* A whole visit of a car that comes now, paid so; the estimate, and the customer agrees to it. */
int demo_visit_of(
    struct demo *, struct demo_store *, struct demo_car *, enum payment_method) MUST_USE;
int demo_agreed(struct demo_visit *) MUST_USE;
/* demo_more.c: did he call before he came (v->appointment)? A sheet filled in by that post. A car
 * of a fleet, on credit. And at the end: what did not conform, a part on back-order. */
int demo_booked(struct demo_visit *, const struct demo_car *other) MUST_USE;
int demo_sheet(
    struct demo_visit *, int post, const char *code, struct anyref about, bool fails) MUST_USE;
int demo_fleet(struct demo *, struct demo_store *) MUST_USE;
int demo_more(struct demo *, struct demo_store *) MUST_USE;
/* demo_after.c: calls up whoever is due by that day, and handles who complains. */
int demo_calls(struct demo *, struct demo_store *, date, int64_t days_ago) MUST_USE;
/* The car delivered last comes back under its warranty; its owner complains. */
int demo_comeback(struct demo *, struct demo_store *) MUST_USE;
int demo_complaint(struct demo *, struct demo_store *) MUST_USE;
/* demo_accident.c: accident cases at several stages, a car to lend. */
int demo_accidents(struct demo *, struct demo_store *) MUST_USE;
int demo_agency(struct demo *, const struct demo_store *) MUST_USE;
int demo_tomorrow(struct demo *, struct demo_store *, date) MUST_USE;
