/* command.c - everything around a command's handler, in one transaction: duty, scope, input,
 * states, guard, version, event, stage log, the answer and its record for a retry. */
#include "kernel/row.h"
#include "kernel/unit.h"

#include <jansson.h>
#include <stdatomic.h>

enum { DEPTH_MAX = 8, ANSWER_MAX = 262144 };

/* --- states ----------------------------------------------------------------------------------- */

static str state_label(struct ctx *c, const struct field *f, int state)
{
    struct label l = f->choices->v[state].label;

    return str_of(c->english ? l.en : l.zh);
}

static str labels_of(struct ctx *c, const struct field *f, uint64_t set)
{
    struct text t = text_in(&c->mem, 1024);

    for (int i = 1; i < f->choices->n; i++)
        if (set & IN(i)) {
            text_c(&t, t.n == 0 ? "" : c->english ? " / " : "、");
            text_add(&t, state_label(c, f, i));
        }
    return text_str(&t);
}

static int states_allow(struct ctx *c, const struct command *cmd, const void *row)
{
    for (const struct move *m = cmd->moves; m < cmd->moves + MOVES_MAX && m->axis != NULL; m++) {
        const struct field *f = field_named(cmd->on, str_of(m->axis));
        int now = *(const int *)((const char *)row + f->at);

        if (m->from != 0 && (m->from & IN(now)) == 0)
            return refuse(c, &E_STATE, state_label(c, f, now),
                str_of(c->english ? cmd->label.en : cmd->label.zh), labels_of(c, f, m->from));
    }
    return 0;
}

/* Where a command names one target, it is set; where several, the handler has chosen among them. */
static int states_settle(struct ctx *c, const struct command *cmd, void *row, const void *before)
{
    for (const struct field *f = cmd->on->fields(); f->name != NULL; f++) {
        int *now = (int *)((char *)row + f->at), was;
        const struct move *m = cmd->moves;

        if (f->kind != K_STATE)
            continue;
        was = before != NULL ? *(const int *)((const char *)before + f->at) : 0;
        while (m < cmd->moves + MOVES_MAX && m->axis != NULL && strcmp(m->axis, f->name) != 0)
            m++;
        if (m == cmd->moves + MOVES_MAX || m->axis == NULL)
            m = NULL;
        if (m != NULL && m->to != 0 && *now == was && (m->to & (m->to - 1)) == 0)
            *now = __builtin_ctzll(m->to);
        if (before == NULL && *now == 0)
            *now = 1;
        if (*now != was && before != NULL && (m == NULL || (m->to & IN(*now)) == 0))
            return refuse(c, &E_TARGET, str_of(f->name));
    }
    return 0;
}

/* --- the answer ------------------------------------------------------------------------------- */

static int answer_write(struct ctx *c, struct call *call, const void *row)
{
    struct json j = json_in(&c->mem, ANSWER_MAX);

    json_open(&j);
    row_json(&j, call->command->on, row);
    if (c->n_created > 0) {
        json_key(&j, "created");
        json_list(&j);
        for (unsigned i = 0; i < c->n_created; i++) {
            json_open(&j);
            json_key(&j, "entity");
            json_c(&j, c->created[i].on->name);
            json_key(&j, "id");
            json_id(&j, c->created[i].id);
            json_close(&j);
        }
        json_list_end(&j);
    }
    json_close(&j);
    if (j.t.failed)
        return DB_FAILED;
    call->answer = text_str(&j.t);
    call->out_id = ((const struct row *)row)->id;
    call->out_version = ((const struct row *)row)->version;
    call->status = call->command->creates ? 201 : 200;
    return 0;
}

/* --- running it ------------------------------------------------------------------------------- */

static int forbidden(struct ctx *c, const struct command *cmd)
{
    return refuse(c, &E_FORBIDDEN, str_of(c->english ? cmd->duty->label.en : cmd->duty->label.zh));
}

/* The handler between its checks; `row` is stored new, or its changes are. */
static int handle_new(struct ctx *c, const struct command *cmd, void *row, const void *in)
{
    struct draft d;

    draft_begin(c, &d, cmd, ((struct row *)row)->id);
    if (cmd->verb == V_CREATE)
        TRY(cmd->judge(c, row, NULL));
    else
        TRY(cmd->run(c, row, in));
    TRY(states_settle(c, cmd, row, NULL));
    d.creating = false;
    TRY(row_insert_(c, cmd->on, row));
    TRY(draft_stands(c, &d));
    return draft_end(c, &d, row);
}

static int handle_held(struct ctx *c, const struct command *cmd, void *row, const void *before,
    const void *in)
{
    struct row *head = row;
    struct draft d;

    TRY(states_allow(c, cmd, row));
    if (cmd->guard != NULL)
        TRY(cmd->guard(c, before));
    draft_begin(c, &d, cmd, head->id);
    if (cmd->verb == V_RETIRE)
        head->retired_at = c->now;
    else if (cmd->verb == V_RESTORE)
        head->retired_at = (when){ 0 };
    if (cmd->verb != V_CUSTOM && cmd->verb != V_RETIRE)
        TRY(cmd->judge(c, row, before));
    if (cmd->verb == V_CUSTOM)
        TRY(cmd->run(c, row, in));
    TRY(states_settle(c, cmd, row, before));
    TRY(row_update_(c, cmd->on, row, before));
    if (cmd->verb == V_EDIT && head->version == ((const struct row *)before)->version) {
        draft_drop(c, &d);                  /* nothing was changed: nothing happened */
        return 0;
    }
    return draft_end(c, &d, row);
}

static int hold(struct ctx *c, const struct command *cmd, rid id, void **row)
{
    static const char where[] = "WHERE id = ?";
    struct statement s = { DOES_HOLD, cmd->on, where, "i", __FILE__, __LINE__ };
    size_t n;

    TRY(db_read_(c, &n, row, &s, PARAMS(id)));
    return n == 1 ? 0 : refuse(c, &E_NOT_FOUND);
}

static int may_touch(struct ctx *c, const struct call *call, const struct row *row)
{
    const struct command *cmd = call->command;

    if (!who_reads(c->who, row->unit_id))
        return refuse(c, &E_NOT_FOUND);
    if (cmd->duty != NULL && !who_may(c->who, cmd->duty, row->unit_id))
        return forbidden(c, cmd);
    if (row->retired_at.ms != 0 && cmd->verb != V_RESTORE)
        return refuse(c, &E_RETIRED);
    if (row->retired_at.ms == 0 && cmd->verb == V_RESTORE)
        return refuse(c, &E_NOT_FOUND);
    if (call->version != 0 && call->version != row->version)
        return refuse(c, &E_STALE);
    return 0;
}

/* Where a new row belongs: as asked for, else where its kind of row goes. */
static int place_new(struct ctx *c, const struct command *cmd, struct row *row)
{
    rid unit_id;

    if (cmd->on->scope == SCOPE_GROUP)
        return 0;
    unit_id = c->new_unit_id != 0 ? c->new_unit_id
            : cmd->on->scope == SCOPE_COMPANY ? c->who->company_id : c->who->unit_id;
    if (unit_id == 0)
        return refuse_field(c, "unit_id", &F_REQUIRED);
    if (!who_reads(c->who, unit_id) && cmd->on->scope != SCOPE_COMPANY)
        return refuse_field(c, "unit_id", &F_REF);
    if (cmd->duty != NULL && cmd->on->scope != SCOPE_COMPANY &&
        !who_may(c->who, cmd->duty, unit_id))
        return forbidden(c, cmd);
    row->unit_id = unit_id;
    if (cmd->on->scope != SCOPE_COMPANY)
        c->new_unit_id = unit_id;
    return 0;
}

static int run_new(struct ctx *c, struct call *call, const void *in)
{
    const struct command *cmd = call->command;
    struct row *row = arena_alloc(&c->mem, cmd->on->size);

    if (row == NULL)
        return DB_FAILED;
    if (cmd->verb == V_CREATE)
        memcpy(row, in, cmd->on->size);
    *row = (struct row){ .id = id_new(c), .created_at = c->now };
    TRY(place_new(c, cmd, row));
    if (call->body != NULL)
        TRY(input_refs(c, cmd->input, cmd->verb == V_CREATE ? (const void *)row : in, NULL));
    TRY(handle_new(c, cmd, row, in));
    return answer_write(c, call, row);
}

static int run_held(struct ctx *c, struct call *call, const void *in)
{
    const struct command *cmd = call->command;
    void *row, *before = arena_alloc(&c->mem, cmd->on->size);

    if (before == NULL)
        return DB_FAILED;
    TRY(hold(c, cmd, call->id, &row));
    TRY(may_touch(c, call, row));
    if (cmd->on->scope == SCOPE_STORE)
        c->new_unit_id = ((struct row *)row)->unit_id;
    memcpy(before, row, cmd->on->size);
    if (cmd->verb == V_EDIT) {
        TRY(input_read(c, cmd->on, call->body, row, true));
        TRY(input_refs(c, cmd->on, row, before));
    } else if (call->body != NULL)
        TRY(input_refs(c, cmd->input, in, NULL));
    TRY(handle_held(c, cmd, row, before, in));
    return answer_write(c, call, row);
}

struct run { struct call *call; const void *in; };

/* May run more than once: what an earlier try left in the request is forgotten first. */
static int run(struct ctx *c, void *arg)
{
    const struct run *r = arg;
    struct call *call = r->call;

    c->refused = NULL;
    c->n_faults = c->n_created = c->n_told = c->depth = 0;
    c->draft = NULL;
    c->outgoing = NULL;
    c->command = NULL;
    call->replayed = false;
    TRY(idempotency_replay(c, call));
    if (call->replayed)
        return 0;
    TRY(call->command->creates ? run_new(c, call, r->in) : run_held(c, call, r->in));
    return idempotency_record(c, call);
}

/* After the record of it was written: what is told once is not kept. */
static void answer_tell(struct ctx *c, struct call *call)
{
    struct json j = json_in(&c->mem, ANSWER_MAX);

    if (c->n_told == 0 || call->replayed)
        return;
    json_open(&j);
    for (unsigned i = 0; i < c->n_told; i++)
        json_key(&j, c->told[i].key), json_str(&j, c->told[i].text);
    json_close(&j);
    call->told = text_str(&j.t);
    call->answer = str_format(
        &c->mem, "%.*s,\"told\":%.*s}", (int)call->answer.n - 1, call->answer.s, (int)j.t.n, j.t.s);
}

/* "unit_id" beside the fields of a new row, and "reason" beside any input that has no such field.
 */
static int take_common(struct ctx *c, const struct command *cmd, json_t *body)
{
    const json_t *unit_id = json_object_get(body, "unit_id"),
                 *reason = json_object_get(body, "reason");

    if (cmd->creates && unit_id != NULL && field_named(cmd->input, STR("unit_id")) == NULL) {
        str s = { json_string_value(unit_id), json_string_length(unit_id) };

        if (!json_is_string(unit_id) || !str_int(s, &c->new_unit_id))
            return refuse_field(c, "unit_id", &F_REF);
        json_object_del(body, "unit_id");
    }
    if (reason != NULL) {
        str s = { json_string_value(reason), json_string_length(reason) };
        bool own = field_named(cmd->input, STR("reason")) != NULL;

        if (json_is_string(reason) && s.n <= 400 && utf8_valid(s))
            c->reason = str_copy(&c->mem, s);
        else if (!own)
            return refuse_field(c, "reason", &F_LENGTH, 400);
        if (!own)
            json_object_del(body, "reason");
    }
    return 0;
}

static _Atomic int64_t counted[3];

void command_counts(int64_t *done, int64_t *refused, int64_t *failed)
{
    *done = atomic_load(&counted[0]);
    *refused = atomic_load(&counted[1]);
    *failed = atomic_load(&counted[2]);
}

static int run_outermost(struct ctx *c, struct call *call)
{
    const struct command *cmd = call->command;
    struct run r = { call, call->in };

    assert(!cmd->nested && c->conn == NULL);
    if (cmd->duty != NULL && !who_may(c->who, cmd->duty, 0))
        return forbidden(c, cmd);
    if (call->body != NULL) {
        void *in = arena_alloc(&c->mem, cmd->input->size + 16);
        int common = take_common(c, cmd, call->body);

        if (in == NULL)
            return DB_FAILED;
        r.in = in;
        if (cmd->verb != V_EDIT)
            TRY(input_read(c, cmd->input, call->body, in, false));
        TRY(common);
    }
    TRY(db_transaction(c, run, &r));
    if (cmd->on == &unit_model || directory_holds(cmd->on))
        unit_forget();
    answer_tell(c, call);
    return 0;
}

int command_run(struct ctx *c, struct call *call)
{
    int r = run_outermost(c, call);

    if (r > 0 && c->mem.exhausted)          /* it was judged by half of what was said */
        r = DB_FAILED;
    atomic_fetch_add_explicit(&counted[r == 0 ? 0 : r > 0 ? 1 : 2], 1, memory_order_relaxed);
    return r;
}

/* --- from another command --------------------------------------------------------------------- */

static int call_new(struct ctx *c, const struct command *cmd, const void *in, rid *out_id)
{
    struct row *row = arena_alloc(&c->mem, cmd->on->size);

    if (row == NULL)
        return DB_FAILED;
    if (cmd->verb == V_CREATE)
        memcpy(row, in, cmd->on->size);
    *row = (struct row){ .id = id_new(c), .unit_id = row->unit_id, .created_at = c->now };
    row_place(c, cmd->on, row);
    TRY(handle_new(c, cmd, row, in));
    command_created(c, cmd->on, row->id);
    if (out_id != NULL)
        *out_id = row->id;
    return 0;
}

int command_call_(struct ctx *c, const struct command *cmd, rid id, const void *in, rid *out_id)
{
    void *row, *before;
    int r;

    assert(c->conn != NULL);
    if (++c->depth > DEPTH_MAX)
        return DB_FAILED;
    if (cmd->creates)
        r = call_new(c, cmd, in, out_id);
    else {
        before = arena_alloc(&c->mem, cmd->on->size);
        if (before == NULL)
            return DB_FAILED;
        TRY(hold(c, cmd, id, &row));
        memcpy(before, row, cmd->on->size);
        if (cmd->verb == V_EDIT) {
            memcpy(row, in, cmd->on->size);
            memcpy(row, before, sizeof(struct row));
        }
        r = handle_held(c, cmd, row, before, in);
    }
    c->depth--;
    return r;
}

int command_may(struct ctx *c, const struct command *cmd, const void *row)
{
    const struct row *head = row;

    if (cmd->duty != NULL && !who_may(c->who, cmd->duty, head->unit_id))
        return forbidden(c, cmd);
    if ((head->retired_at.ms != 0) != (cmd->verb == V_RESTORE))
        return refuse(c, head->retired_at.ms != 0 ? &E_RETIRED : &E_NOT_FOUND);
    TRY(states_allow(c, cmd, row));
    return cmd->guard != NULL ? cmd->guard(c, row) : 0;
}

int acted_at(struct ctx *c, when since, when *at)
{
    int64_t minutes, ago = (c->now.ms - c->pressed_at.ms) / 60000;

    *at = c->now;
    if (c->pressed_at.ms == 0 || c->pressed_at.ms >= c->now.ms)
        return 0;
    TRY(setting_int(c, &setting_press_late_minutes, c->who->unit_id, &minutes));
    if (ago > minutes)
        return refuse(c, &E_PRESS_LATE, (int)(ago < 1000000 ? ago : 1000000), (int)minutes);
    *at = c->pressed_at.ms > since.ms ? c->pressed_at : since;
    if (at->ms > c->now.ms)
        *at = c->now;
    return 0;
}

void command_created(struct ctx *c, const struct entity *e, rid id)
{
    if (c->n_created < COUNT(c->created))
        c->created[c->n_created++] = (struct anyref){ e, id };
}

void command_tell(struct ctx *c, const char *key, str text)
{
    if (c->n_told < COUNT(c->told))
        c->told[c->n_told++] = (struct told){ key, text };
}
