/* row.h - rows as parameters, as JSON and from JSON. For the kernel's own files. */
#pragma once
#include "kernel/kernel.h"

struct json_t;
enum { COLUMNS_MAX = 100 };

/* The values of a row's columns, head first, as entity_head() and the fields order them (an ANYREF
 * is two). Returns how many; types gets 'i' or 't' for each and ends with NUL. */
size_t row_params(const struct entity *, const void *row, struct param[COLUMNS_MAX],
    char types[COLUMNS_MAX + 1]);
/* One field's: one value, or two for an ANYREF; 0 for LINES. */
size_t field_params(const struct field *, const void *row, struct param[2]);
bool field_same(const struct field *, const void *a, const void *b);
bool field_texty(const struct field *);                 /* its column is text */

/* Where a new row without a unit belongs: the document's store, else the asker's; or its company.
 */
void row_place(struct ctx *, const struct entity *, struct row *);

/* --- out.c ------------------------------------------------------------------------------------ */
void field_json(struct json *, const struct field *, const void *row);      /* the value alone */
/* "id", "version", … and the fields, without braces; never a SECRET, never LINES. */
void row_json(struct json *, const struct entity *, const void *row);
/* Reads all LINES of a document and writes them as arrays, each with its titles. */
int lines_json(struct ctx *, struct json *, const struct entity *, rid id) MUST_USE;
/* "titles":{"vehicle_id":"粤B12345"} for the references of a row. */
int titles_json(struct ctx *, struct json *, const struct entity *, const void *row) MUST_USE;
/* A problem+json for what c->refused says; returns the HTTP status. reference: NULL for none. */
int problem_json(struct ctx *, struct json *, const char *reference);
void label_json(struct json *, struct label);           /* {"zh":…,"en":…} */

/* --- idempotency.c: both in the transaction of the change, and nothing without a key ---------- */
/* Was this request answered before? Then call->replayed, and the answer as it was. */
int idempotency_replay(struct ctx *, struct call *) MUST_USE;
int idempotency_record(struct ctx *, const struct call *) MUST_USE;

/* --- input.c ---------------------------------------------------------------------------------- */
/* Judge `body` as an input and fill `out`. Every fault is noted in c->faults; > 0 when there is
 * one. patch: absent fields keep what `out` has, and required ones may be absent. */
int input_read(
    struct ctx *, const struct entity *, struct json_t *body, void *out, bool patch) MUST_USE;
/* Do the references in it exist and may the asker use them? Needs a transaction. */
int input_refs(struct ctx *, const struct entity *, const void *in, const void *before) MUST_USE;
/* Parse bytes as one JSON object: strict, no duplicate keys, depth <= 16. NULL: c->refused, or a
 * fault where that is NULL. The caller gives it back with json_decref. */
struct json_t *body_parse(struct ctx *, str bytes);

/* --- event.c ---------------------------------------------------------------------------------- */
/* What one command changes is gathered here and written as one event on its document. */
struct draft {
    struct draft *outer;
    const struct command *command;
    const struct entity *on;
    rid id, event_id;
    struct json changes;                    /* of the document; empty when it did not change */
    struct json lines;                      /* of its lines */
    unsigned n_lines;
    bool erase;                             /* the person's key goes once the event is written */
    bool creating;                          /* the document itself is not stored yet */
    struct pending { const struct entity *e; void *row; struct pending *next; } *first, **last;
};
void draft_begin(struct ctx *, struct draft *, const struct command *, rid id);
/* The document stands: what waited for it is stored. */
int draft_stands(struct ctx *, struct draft *) MUST_USE;
/* Write the event and queue the reactions. */
int draft_end(struct ctx *, struct draft *, const struct row *) MUST_USE;
void draft_drop(struct ctx *, struct draft *);

/* A row was inserted (before NULL) or updated: event, stages, search keys. */
int event_of_row(struct ctx *, const struct entity *, const void *before, const void *now) MUST_USE;
int event_write(struct ctx *, rid event_id, const struct entity *, const struct row *,
    const char *command, str body) MUST_USE;
/* The hash of an event behind `before`; also recomputed by verify. */
struct hash event_hash(struct ctx *, struct hash before, const struct event *);
int search_of_row(
    struct ctx *, const struct entity *, const void *before, const void *now) MUST_USE;
/* Reactions to a command: queued in the transaction of its event. */
int reactions_queue(struct ctx *, const char *command, const struct entity *, const struct row *,
    rid event_id) MUST_USE;
/* Personal values: sealed for the events, opened for the timeline ("" when the key is destroyed).
 */
int person_seal(struct ctx *, const struct entity *, rid id, str clear, str *sealed) MUST_USE;
int person_open(struct ctx *, const struct entity *, rid id, str sealed, str *clear) MUST_USE;
int person_erase(struct ctx *, const struct entity *, rid id) MUST_USE;
struct outgoing { struct outgoing *next; const struct entity *on; rid id, unit_id, event_id;
                  int64_t version; const char *command; };
