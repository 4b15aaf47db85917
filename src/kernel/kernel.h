/* kernel.h - what a module may use. */
#pragma once
#include "kernel/db.h"

#define MODEL "kernel/model.def"
#define REFUSALS "kernel/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* --- who asks --------------------------------------------------------------------------------- */

enum actor_kind { ACTOR_USER, ACTOR_MACHINE, ACTOR_CUSTOMER, ACTOR_TIMER, ACTOR_SYSTEM };

/* A post held in a unit: its duties hold in that unit and all below it. */
struct grant {
    uint64_t duties[DUTIES_MAX / 64];
    rid unit_id;
    bool whole_group;                       /* the unit is the root */
    const rid *units;                       /* the unit and all below it, sorted by id */
    size_t n;
};

struct who {
    enum actor_kind kind;
    rid id;                                 /* of the account; 0 for the system */
    str name;
    bool english;                           /* the language of texts; Chinese otherwise */
    rid unit_id; /* the store (or office) one works in: new rows go there */
    rid company_id;                         /* the company above it */
    rid employee_id;                        /* the person behind the account; 0 = none */
    const struct grant *grants;
    size_t n;
};
extern const struct who who_system;         /* may do everything: seeds, timers, the demo */

/* May `who` use this duty in this unit (0: in any of his units)? */
bool who_may(const struct who *, const struct duty *, rid unit_id);
/* May `who` read rows of this unit? unit 0 (the group's own rows) is open to all. */
bool who_reads(const struct who *, rid unit_id);

/* --- a request -------------------------------------------------------------------------------- */

struct fault {
    str path, code;
    struct label text;
}; /* a field of the input and what is wrong */
enum { FAULTS_MAX = 50, REFUSE_ARGS = 6, FAIL_COMMIT = -1 };

struct ctx {                                /* one request; never outlives it */
    struct arena mem;
    struct db *db;
    struct conn *conn;                      /* while in a transaction or a snapshot */
    const struct who *who;
    when now;                               /* the only clock a module sees */
    date today;                             /* the business day, in the store's zone */
    bool english;
    int node;                               /* 0 to 63: which of the nodes this is */
    /* why it was refused */
    const struct refusal *refused;          /* set while a call returns > 0 */
    struct param args[REFUSE_ARGS];
    struct fault faults[FAULTS_MAX];
    unsigned n_faults;
    str path;                               /* where in the input one is: "lines[2]." */
    /* of the command that runs */
    const struct command *command;
    unsigned depth;                         /* of nested commands */
    str idempotency_key;                    /* of the request; n = 0: none */
    struct hash request_hash;
    rid new_unit_id;                        /* where the asker wants a new row; 0 = his own unit */
    str reason;                             /* given by the user where a command asks why */
    when pressed_at;                        /* pressed then, come later; acted_at */
    struct anyref created[8];               /* documents that the command made, for the answer */
    unsigned n_created;
    struct told { const char *key; str text; } told[4];     /* see command_tell */
    unsigned n_told;
    str site;                               /* "https://host", where people reach us; may be "" */
    struct outgoing *outgoing;              /* what the event stream is told after the commit */
    struct draft *draft;                    /* the event being made; row.c and command.c only */
    /* the head of this node's event chain, which this transaction holds; event.c only */
    struct { bool held; int64_t seq; struct hash hash; } chain;
    /* tests: the n-th database call fails (0 = none), or what would be committed */
    int fail_at, fail_with;
};

/* A fresh request; `mem_limit` 0 = 4 MiB. ctx_end frees its memory. */
void ctx_begin(struct ctx *, struct db *, const struct who *, when now, size_t mem_limit);
void ctx_end(struct ctx *);
/* When the user did it: now, or, where his device could not reach us, when he pressed (the header
 * Pressed-At). Never later than now, nor earlier than `since`: what he did before stands already.
 * Refused when it is longer ago than the setting press_late_minutes. In a transaction. */
int acted_at(struct ctx *, when since, when *at) MUST_USE;
when clock_now(void);                       /* the real clock; main, http and tests only */
#define WORKBAY_VERSION "0.1.0"
enum { ZONE_S = 28800 };                    /* China Standard Time */

/* refuse(c, &STOCK_SHORT, part.name, have): {1}, {2} … of the text. Always > 0. */
#define refuse(c, why, ...) refuse_(c, why, (int)NARGS(__VA_ARGS__), PARAMS(__VA_ARGS__))
int refuse_(struct ctx *, const struct refusal *, int n, const struct param *) MUST_USE;
/* The same about one field of the input or the row: a 422 that names the field. */
#define refuse_field(c, field, why, ...) \
    refuse_field_(c, field, why, (int)NARGS(__VA_ARGS__), PARAMS(__VA_ARGS__))
int refuse_field_(struct ctx *, const char *field, const struct refusal *, int n,
    const struct param *) MUST_USE;
str refusal_code(struct ctx *, const struct refusal *); /* as the world sees it: "stock_short" */
/* What the user is told when a call failed (< 0): broken, busy, or no room. */
const struct refusal *refusal_failed(int r);
/* The text of the refusal in the language of the request. */
str refusal_text(struct ctx *, const struct refusal *, const struct param *args);

/* --- rows ------------------------------------------------------------------------------------- */

rid id_new(struct ctx *);                   /* ordered by time, unique over all nodes */
rid id_least(when);                         /* none made at that time or later is smaller */

/* Store a new row: sets id (if 0), unit_id (if 0 and the entity's scope is a store or company),
 * created_at; writes event, stages and search keys for audited tables. Within a command that
 * creates, the rows wait until the command's own row is stored: do not read them back there. */
#define row_insert(c, entity, row) \
    row_insert_(c, &entity##_model, (1 ? (row) : (struct entity *)NULL))
/* Store what differs from `before` (a copy of the row as it was read); version, event, stages. */
#define row_update(c, entity, now, before) \
    row_update_(c, &entity##_model, (1 ? (now) : (struct entity *)NULL), \
                (1 ? (before) : (const struct entity *)NULL))
int row_insert_(struct ctx *, const struct entity *, void *row) MUST_USE;
int row_update_(struct ctx *, const struct entity *, void *now, const void *before) MUST_USE;
/* Does this id exist, living, in a unit the asker may use? Else E_NOT_FOUND naming the entity. */
int row_known(struct ctx *, const struct entity *, rid id) MUST_USE;
/* The same, retired ones too: may the asker see it? */
int row_seen(struct ctx *, const struct entity *, rid id) MUST_USE;
/* What a reference shows, "" if gone. Where it could not be read, the transaction or snapshot fails
 * as a whole, whatever is made of the "". */
str row_title(struct ctx *, const struct entity *, rid id);

/* --- commands --------------------------------------------------------------------------------- */

/* Run a command of one's own or a lower module on a row, in this transaction, as the same person
 * but without asking for the duty: the outer command's duty covers it. State, guard, version, event
 * as ever. For a command that creates, id is 0 and *out_id (may be NULL) the new row's. */
#define command_call(c, name, id, in) command_call_(c, &name##_command, id, in, NULL)
#define command_make(c, name, in, out_id) command_call_(c, &name##_command, 0, in, out_id)
int command_call_(
    struct ctx *, const struct command *, rid id, const void *in, rid *out_id) MUST_USE;

/* The whole way: duty, scope, input, transaction. What HTTP, timers, tests and the demo call.
 * `in` is the command's input struct; for KEEP's create and edit it is NULL and `body` is used. */
struct call {
    const struct command *command;
    rid id;                                 /* 0 for one that creates */
    int64_t version;                        /* that the caller saw; 0 = did not say */
    const void *in;                         /* the input, typed; or NULL and: */
    struct json_t *body;                    /* the input as it came, still to be judged */
    /* out */
    rid out_id;
    int64_t out_version;
    int status;                             /* 200 or 201 */
    str answer;                             /* the row as JSON */
    str told;                               /* what it said once, as JSON; or empty */
    bool replayed;                          /* answered from the idempotency record */
};
int command_run(struct ctx *, struct call *) MUST_USE;
/* How many calls of command_run were done, refused and failed since the start. */
void command_counts(int64_t *done, int64_t *refused, int64_t *failed);
/* Would it be allowed now? 0, or refused (and c->refused says why). Reads only; in a snapshot. */
int command_may(struct ctx *, const struct command *, const void *row) MUST_USE;

/* Note that the running command made a document, so that its answer can name it. */
void command_created(struct ctx *, const struct entity *, rid id);
/* Say something in the answer that is kept nowhere: "told":{"url":"…"}. A replay of the command
 * does not say it again. `key` is a literal. */
void command_tell(struct ctx *, const char *key, str text);

/* Erase a person: the key of what the events sealed of this row is destroyed when the running
 * command has written its own event. */
int person_erase_after(struct ctx *, const struct entity *, rid id) MUST_USE;

/* --- numbers, settings, timers, outbox -------------------------------------------------------- */

/* The next number of a series in a unit on c->today: "RO-0101-20261124-0007". Gapless: it rolls
 * back with its document. */
int number_next(struct ctx *, const struct series *, rid unit_id, str *out) MUST_USE;

/* The value that holds in this unit (or above it) on c->today; else the default of its row. */
int setting_int(struct ctx *, const struct setting *, rid unit_id, int64_t *out) MUST_USE;

/* What a reaction or a timer is told. */
struct happening {
    const struct entity *on;
    rid id;
    rid unit_id;
    str command;
    rid event_id;
    when at;
    str note;
};
/* Run TIMED(name) at `due` for a document, once; a later call for the same name and document moves
 * it, due 0 takes it away. */
int timer_set(struct ctx *, const char *name, const struct entity *, rid id, when due) MUST_USE;
/* Hand something to an adapter ("sms", "invoice" …), in order per document, sent after the commit.
 */
int outbox_send(struct ctx *, const char *topic, const struct entity *, rid id, str json) MUST_USE;

/* --- verify ----------------------------------------------------------------------------------- */

struct verify { uint64_t checked, wrong; void (*say)(void *arg, str line); void *arg; };
/* Count one fact; when it does not hold, report it ({1} … in the Chinese-free `format`). */
void verify_fact(struct verify *, bool holds, const char *format, ...) PRINTF(3, 4);

/* --- the organisation: directory_who by the module that owns the chart, the rest in unit.c ---- */

/* Fill *out with the posts an account holds on c->today; memory from c->mem. Called in a snapshot.
 */
int directory_who(struct ctx *, rid account_id, struct who *out) MUST_USE;
/* Does who-may-do-what follow from rows of this entity? Then a change of one is felt at once. */
bool directory_holds(const struct entity *);
/* Give the first account of a new chain the post that manages the whole group. */
int directory_admin(struct ctx *, rid account_id) MUST_USE;
/* The posts an employee holds today, one call each: code, name, English name, unit id. */
int directory_posts(struct ctx *, rid employee_id, values_fn *, void *arg) MUST_USE;
/* The posts that a duty belongs to, one call each: code, name, English name. */
int directory_answers(struct ctx *, const struct duty *, values_fn *, void *arg) MUST_USE;
/* A unit's own and all units above it, nearest first; -1 if there is no such unit. From memory. */
int unit_above(struct ctx *, rid unit_id, rid above[16]);
/* The company a unit belongs to; 0 = none. */
rid unit_company(struct ctx *, rid unit_id);
/* The unit that a report is asked for, or the asker's own when it names none. Refused at `field`
 * when there is none, or when it is not his to see. */
int unit_asked(struct ctx *, const char *field, rid asked, rid *unit_id) MUST_USE;
/* The living stores of a unit that the asker may read, by code; itself when it is one. */
int unit_stores(struct ctx *, rid unit_id, struct unit_list *) MUST_USE;
