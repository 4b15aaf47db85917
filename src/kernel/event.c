/* event.c - what happened: one event a command, chained by hashes; the log and the counts of
 * states. */
#include "kernel/row.h"

enum { BODY_MAX = 60000 };

/* --- the chain -------------------------------------------------------------------------------- */

struct hash event_hash(struct ctx *c, struct hash before, const struct event *e)
{
    struct text t = text_in(&c->mem, BODY_MAX + 1024);
    const int64_t numbers[] = { e->node, e->seq, e->id, e->unit_id, e->created_at.ms, e->entity_id,
        e->entity_version, e->actor_kind, e->actor_id };

    for (size_t i = 0; i < COUNT(numbers); i++) {
        text_int(&t, numbers[i]);
        text_c(&t, "\n");
    }
    text_add(&t, e->entity);
    text_c(&t, "\n");
    text_add(&t, e->command);
    text_c(&t, "\n");
    text_add(&t, e->body);
    if (t.failed)
        fault_set("an event is too long");
    return hash_chain(before, text_str(&t));
}

/* The head of this node's chain is held from here to the commit, so that no two events follow the
 * same one; it is read once a transaction. */
static int chain_hold(struct ctx *c)
{
    struct event_chain_list heads;

    if (c->chain.held)
        return 0;
    TRY(db_hold(c, event_chain, &heads, "WHERE node = ?", c->node));
    c->chain.seq = heads.n > 0 ? heads.v[0].seq : 0;
    c->chain.hash = (struct hash){ 0 };
    if (heads.n > 0 && !hash_from_hex(heads.v[0].hash, &c->chain.hash))
        return DB_FAILED;
    c->chain.held = true;
    return 0;
}

static int chain_on(struct ctx *c, struct event *e)
{
    char hex[65];

    TRY(chain_hold(c));
    e->node = c->node;
    e->seq = c->chain.seq + 1;
    c->chain.hash = event_hash(c, c->chain.hash, e);
    c->chain.seq++;
    hash_hex(c->chain.hash, hex);
    e->hash = str_copy(&c->mem, str_of(hex));
    if (e->seq > 1)
        return db_expect(c, &E_FAILED, "UPDATE event_chain SET seq = ?, hash = ? WHERE node = ?",
            e->seq, e->hash, c->node);
    return db_exec(c, "INSERT INTO event_chain(unit_id, node, seq, hash) VALUES (0, ?, ?, ?)",
        c->node, e->seq, e->hash);
}

static int outgoing_add(struct ctx *c, rid event_id, const struct entity *e, const struct row *row,
    const char *command)
{
    struct outgoing *o = arena_alloc(&c->mem, sizeof *o), **last = &c->outgoing;

    if (o == NULL)
        return DB_FAILED;
    *o = (struct outgoing){ NULL, e, row->id, row->unit_id, event_id, row->version, command };
    while (*last != NULL)
        last = &(*last)->next;
    *last = o;
    return 0;
}

int event_write(struct ctx *c, rid event_id, const struct entity *e, const struct row *row,
    const char *command, str body)
{
    struct event ev = { .id = event_id,
        .unit_id = row->unit_id,
        .created_at = c->now,
        .entity = str_of(e->name),
        .entity_id = row->id,
        .entity_version = row->version,
        .command = str_of(command),
        .actor_kind = c->who->kind,
        .actor_id = c->who->id,
        .body = body };

    TRY(chain_on(c, &ev));
    TRY(row_insert(c, event, &ev));
    return outgoing_add(c, event_id, e, row, command);
}

/* --- stages ----------------------------------------------------------------------------------- */

static int count_move(struct ctx *c, rid unit_id, const struct entity *e, const struct field *f,
    str state, int by)
{
    str entity = str_of(e->name), axis = str_of(f->name);

    if (state.n == 0)
        return 0;
    return db_exec(c, "INSERT INTO stage_count(unit_id, entity, axis, state, n) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (unit_id, entity, axis, state) DO UPDATE SET n = stage_count.n + excluded.n",
        unit_id, entity, axis, state, by);
}

static str state_of(const struct field *f, const struct row *row)
{
    int i = row != NULL && row->retired_at.ms == 0 ? *(const int *)((const char *)row + f->at) : 0;

    return i > 0 ? str_of(f->choices->v[i].code) : (str){ 0 };
}

static int stages_of_row(struct ctx *c, const struct entity *e, const void *before, const void *now,
    rid event_id)
{
    const struct row *row = now;

    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        str from, to;

        if (f->kind != K_STATE)
            continue;
        from = state_of(f, before);
        to = state_of(f, now);
        if (str_eq(from, to))
            continue;
        TRY(count_move(c, row->unit_id, e, f, from, -1));
        TRY(count_move(c, row->unit_id, e, f, to, 1));
        if (to.n == 0)
            continue;
        struct stage_log log = { .unit_id = row->unit_id, .entity = str_of(e->name),
            .entity_id = row->id, .axis = str_of(f->name), .state_from = from, .state_to = to,
            .event_id = event_id };
        TRY(row_insert(c, stage_log, &log));
    }
    return 0;
}

/* --- changes as JSON -------------------------------------------------------------------------- */

static int value_json(struct ctx *c, struct json *j, const struct entity *e, const struct field *f,
    const void *row)
{
    str sealed;

    if (row == NULL || field_absent(f, row)) {
        json_none(j);
        return 0;
    }
    if (f->kind == K_SECRET) {
        json_c(j, "***");
        return 0;
    }
    if (!f->personal) {
        field_json(j, f, row);
        return 0;
    }
    TRY(person_seal(
        c, e, ((const struct row *)row)->id, *(const str *)((const char *)row + f->at), &sealed));
    json_open(j);
    json_key(j, "sealed");
    json_str(j, sealed);
    json_close(j);
    return 0;
}

/* A new row's zeros and blanks say nothing. */
static bool blank(const struct field *f, const void *row)
{
    static const int64_t zero;

    return f->kind == K_LINES || field_absent(f, row) ||
           ((kind_number(f->kind) || f->kind == K_BOOL) &&
            memcmp((const char *)row + f->at, &zero, kind_size(f->kind)) == 0);
}

static bool changed(const struct field *f, const void *before, const void *now)
{
    return before == NULL ? !blank(f, now) : f->kind != K_LINES && !field_same(f, before, now);
}

static int changes_json(struct ctx *c, struct json *j, const struct entity *e, const void *before,
    const void *now)
{
    const struct row *row = now, *old = before;

    json_open(j);
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        if (!changed(f, before, now))
            continue;
        json_key(j, f->name);
        json_list(j);
        TRY(value_json(c, j, e, f, before));
        TRY(value_json(c, j, e, f, now));
        json_list_end(j);
    }
    if (old != NULL && old->retired_at.ms != row->retired_at.ms) {
        json_key(j, "retired_at");
        json_list(j);
        json_int(j, old->retired_at.ms);
        json_int(j, row->retired_at.ms);
        json_list_end(j);
    }
    json_close(j);
    return 0;
}

static int line_of_draft(struct ctx *c, struct draft *d, const struct entity *e, const void *before,
    const void *now)
{
    struct json *j = &d->lines;

    if (d->n_lines++ == 0) {
        *j = json_in(&c->mem, BODY_MAX / 2);
        json_list(j);
    }
    json_open(j);
    json_key(j, "entity");
    json_c(j, e->name);
    json_key(j, "id");
    json_id(j, ((const struct row *)now)->id);
    json_key(j, "changes");
    TRY(changes_json(c, j, e, before, now));
    json_close(j);
    return 0;
}

static str body_of(struct ctx *c, const struct json *changes, struct json *lines)
{
    struct json j = json_in(&c->mem, BODY_MAX);

    json_open(&j);
    if (changes->t.n > 0) {
        json_key(&j, "changes");
        json_raw(&j, text_str(&changes->t));
    }
    if (lines != NULL && lines->t.n > 0) {
        json_list_end(lines);
        json_key(&j, "lines");
        json_raw(&j, text_str(&lines->t));
    }
    if (c->pressed_at.ms != 0) {
        char at[32];

        when_print(c->pressed_at, at);
        json_key(&j, "pressed_at"), json_c(&j, at);
    }
    if (c->reason.n > 0) {
        json_key(&j, "reason");
        json_str(&j, c->reason);
    }
    json_close(&j);
    if (j.t.failed || changes->t.failed || (lines != NULL && lines->t.failed))
        fault_set("an event is too long");
    return text_str(&j.t);
}

int event_of_row(struct ctx *c, const struct entity *e, const void *before, const void *now)
{
    struct draft *d = c->draft;
    const struct row *row = now;
    struct json changes;
    bool own = d != NULL && d->on == e && d->id == row->id;
    rid event_id = own || (d != NULL && e->line) ? d->event_id : id_new(c);

    TRY(stages_of_row(c, e, before, now, event_id));
    TRY(search_of_row(c, e, before, now));
    if (d != NULL && e->line && !own)
        return line_of_draft(c, d, e, before, now);
    changes = json_in(&c->mem, BODY_MAX / 2);
    TRY(changes_json(c, &changes, e, before, now));
    if (own) {
        d->changes = changes;
        return 0;
    }
    return event_write(c, event_id, e, row, c->command != NULL ? c->command->name : "system",
        body_of(c, &changes, NULL));
}

/* --- the draft of a command's event ----------------------------------------------------------- */

void draft_begin(struct ctx *c, struct draft *d, const struct command *cmd, rid id)
{
    *d = (struct draft){ .outer = c->draft, .command = c->command, .on = cmd->on, .id = id,
        .event_id = id_new(c), .creating = cmd->creates };
    d->last = &d->first;
    c->draft = d;
    c->command = cmd;
}

void draft_drop(struct ctx *c, struct draft *d)
{
    c->draft = d->outer;
    c->command = d->command;
}

int draft_stands(struct ctx *c, struct draft *d)
{
    d->creating = false;
    for (struct pending *p = d->first; p != NULL; p = p->next)
        TRY(row_insert_(c, p->e, p->row));
    return 0;
}

/* The names of the draft are put back first: the event belongs to this command, not to the outer.
 */
int draft_end(struct ctx *c, struct draft *d, const struct row *row)
{
    const char *name = c->command->name;
    str body = body_of(c, &d->changes, d->n_lines > 0 ? &d->lines : NULL);

    draft_drop(c, d);
    TRY(event_write(c, d->event_id, d->on, row, name, body));
    TRY(reactions_queue(c, name, d->on, row, d->event_id));
    return d->erase ? person_erase(c, d->on, row->id) : 0;
}
