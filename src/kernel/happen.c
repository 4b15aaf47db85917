/* happen.c - reactions, timers and the outbox. */
#include "kernel/happen.h"
#include "kernel/row.h"

enum { ADAPTERS_MAX = 32, TRIES_MAX = 12, BATCH = 64, ANSWER_BYTES = 60000 };

static struct { const char *topic; adapter_fn *send; adapter_ask_fn *ask; } adapters[ADAPTERS_MAX];
static unsigned n_adapters;

void adapter_register(const char *topic, adapter_fn *send)
{
    assert(n_adapters < ADAPTERS_MAX);
    adapters[n_adapters].topic = topic;
    adapters[n_adapters++].send = send;
}

void adapter_asks(const char *topic, adapter_ask_fn *ask)
{
    assert(n_adapters < ADAPTERS_MAX);
    adapters[n_adapters].topic = topic;
    adapters[n_adapters++].ask = ask;
}

/* --- queueing, in the transaction of the cause ------------------------------------------------ */

static int queue(struct ctx *c, str topic, const struct entity *e, rid id, rid unit_id,
    rid event_id, const char *command, str body)
{
    struct outbox o = { .id_ = id_new(c),
        .unit_id = unit_id,
        .topic = topic,
        .entity = str_of(e->name),
        .entity_id = id,
        .event_id = event_id,
        .command = str_of(command),
        .body = body,
        .due_at = c->now };

    return row_insert(c, outbox, &o);
}

/* As a reaction of its own would see it: in the store of the document. */
static int on_spot(struct ctx *c, const struct reaction *r, const struct happening *h)
{
    rid unit_id = c->new_unit_id;
    int done;

    c->new_unit_id = h->unit_id;
    done = r->run(c, h);
    c->new_unit_id = unit_id;
    return done;
}

static int reaction_queue(struct ctx *c, const struct reaction *r, const struct happening *h)
{
    bool yes = true;

    if (r->matters != NULL)
        TRY(r->matters(c, h, &yes));
    return yes ? queue(c, str_format(&c->mem, "on:%s", r->name), h->on, h->id, h->unit_id,
        h->event_id, r->command, (str){ 0 }) : 0;
}

int reactions_queue(
    struct ctx *c, const char *command, const struct entity *e, const struct row *row, rid event_id)
{
    const struct happening h = { e, row->id, row->unit_id, str_of(command), event_id, c->now,
        { 0 } };

    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct reaction *r = (*m)->reactions; r->command != NULL; r++)
            if (strcmp(r->command, command) == 0)
                TRY(r->on_spot ? on_spot(c, r, &h) : reaction_queue(c, r, &h));
    return 0;
}

int outbox_send(struct ctx *c, const char *topic, const struct entity *e, rid id, str json)
{
    return queue(c, str_of(topic), e, id, c->new_unit_id, c->draft != NULL ? c->draft->event_id : 0,
        c->command != NULL ? c->command->name : "", json);
}

int timer_set(struct ctx *c, const char *name, const struct entity *e, rid id, when due)
{
    if (due.ms == 0)
        return db_exec(c, "DELETE FROM timer WHERE name = ? AND entity = ? AND entity_id = ?",
            str_of(name), str_of(e->name), id);
    return db_exec(c, "INSERT INTO timer(unit_id, name, entity, entity_id, due_at, tries)"
        " VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT (name, entity, entity_id)"
        " DO UPDATE SET due_at = excluded.due_at, tries = 0",
        c->new_unit_id, str_of(name), str_of(e->name), id, due);
}

/* --- running ---------------------------------------------------------------------------------- */

static struct who who_of(rid unit_id, enum actor_kind kind)
{
    return (struct who){ .kind = kind, .name = str_of(kind == ACTOR_TIMER ? "定时" : "系统"),
        .unit_id = unit_id };
}

/* Later and later: a minute, two, four … at most a day. */
static when later(when now, int64_t tries)
{
    int64_t minutes = tries < 11 ? INT64_C(1) << tries : 1440;

    return (when){ now.ms + minutes * 60000 };
}

struct piece { struct outbox *o; struct timer *t; bool mine; struct text answer; };

/* Several nodes look for what is due: whoever marks a piece as done does it. */
static int claim(struct ctx *c, struct piece *p)
{
    int64_t n;

    if (p->o != NULL)
        TRY(db_try(c, &n, "UPDATE outbox SET sent_at = ? WHERE id_ = ? AND sent_at IS NULL", c->now,
            p->o->id_));
    else
        TRY(db_try(c, &n, "DELETE FROM timer WHERE name = ? AND entity = ? AND entity_id = ?"
            " AND due_at = ?", p->t->name, p->t->entity, p->t->entity_id, p->t->due_at));
    p->mine = n == 1;
    return 0;
}

static int react(struct ctx *c, void *arg)
{
    struct piece *p = arg;
    const struct outbox *o = p->o;
    struct happening h = { entity_named(o->entity), o->entity_id, o->unit_id, o->command,
        o->event_id, c->now, o->body };
    str name = { o->topic.s + 3, o->topic.n - 3 };

    c->new_unit_id = o->unit_id;
    TRY(claim(c, p));
    for (const struct module *const *m = modules; *m != NULL && p->mine; m++)
        for (const struct reaction *r = (*m)->reactions; r->command != NULL; r++)
            if (!r->on_spot && str_is(name, r->name) && str_is(o->command, r->command))
                TRY(r->run(c, &h));
    return 0;
}

static const struct timed *timed_named(str name)
{
    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct timed *d = (*m)->timed; d->name != NULL; d++)
            if (str_is(name, d->name))
                return d;
    return NULL;
}

static int ring(struct ctx *c, void *arg)
{
    struct piece *p = arg;
    const struct timer *t = p->t;
    struct happening h = { entity_named(t->entity), t->entity_id, t->unit_id, t->name, 0, c->now,
        { 0 } };
    const struct timed *d = timed_named(t->name);

    c->new_unit_id = t->unit_id;
    TRY(claim(c, p));
    return p->mine && d != NULL ? d->run(c, &h) : 0;
}

/* A minute is taken for it; when this node dies in it, another rings again. */
static int lease(struct ctx *c, void *arg)
{
    struct piece *p = arg;
    when until = later(c->now, 0);
    int64_t n;

    TRY(db_try(c, &n, "UPDATE timer SET due_at = ? WHERE name = ? AND entity = ? AND entity_id = ?"
        " AND due_at = ?", until, p->t->name, p->t->entity, p->t->entity_id, p->t->due_at));
    p->mine = n == 1;
    p->t->due_at = until;
    return 0;
}

static int over(struct ctx *c, void *arg) { return claim(c, arg); }

/* What is asked for while it runs stands at another time by then, and rings again. */
static int ring_apart(struct ctx *c, const struct timed *d, struct piece *p)
{
    const struct timer *t = p->t;
    struct happening h = { entity_named(t->entity), t->entity_id, t->unit_id, t->name, 0, c->now,
        { 0 } };

    c->new_unit_id = t->unit_id;
    TRY(db_transaction(c, lease, p));
    if (!p->mine)
        return 0;
    TRY(d->run(c, &h));
    TRY(db_transaction(c, over, p));
    p->mine = true;
    return 0;
}

/* A message is handed over outside of any transaction: until then it is put off, so that no other
 * node sends it too, and when this one dies another tries again. */
static int reserve(struct ctx *c, void *arg)
{
    struct piece *p = arg;
    int64_t n;

    TRY(db_try(c, &n, "UPDATE outbox SET due_at = ? WHERE id_ = ? AND due_at = ? AND sent_at IS NULL",
        later(c->now, 0), p->o->id_, p->o->due_at));
    p->mine = n == 1;
    return 0;
}

/* What was said is forgotten: it may hold a telephone number, or a secret of its receiver. */
static int sent(struct ctx *c, void *arg)
{
    struct piece *p = arg;
    struct happening h = { entity_named(p->o->entity), p->o->entity_id, p->o->unit_id,
        p->o->command, p->o->event_id, c->now, text_str(&p->answer) };

    c->new_unit_id = p->o->unit_id;
    TRY(claim(c, p));
    TRY(db_exec(c, "UPDATE outbox SET body = NULL WHERE id_ = ?", p->o->id_));
    for (const struct module *const *m = modules; *m != NULL && p->mine; m++)
        for (const struct answered *a = (*m)->answers; a->topic != NULL; a++)
            if (str_is(p->o->topic, a->topic))
                TRY(a->run(c, &h));
    return 0;
}

/* Put off; after TRIES_MAX a message rests a day at a time and shows in the metrics as stuck. */
static int put_off(struct ctx *c, void *arg)
{
    const struct piece *p = arg;

    if (p->o != NULL)
        return db_exec(c, "UPDATE outbox SET tries = tries + 1, due_at = ?, failure = ? WHERE id_ = ?",
            later(c->now, p->o->tries), c->reason, p->o->id_);
    return db_exec(c, "UPDATE timer SET tries = tries + 1, due_at = ?, failure = ?"
        " WHERE name = ? AND entity = ? AND entity_id = ?",
        later(c->now, p->t->tries), c->reason, p->t->name, p->t->entity, p->t->entity_id);
}

static int deliver(struct ctx *c, struct piece *p)
{
    const struct outbox *o = p->o;

    p->answer = text_in(&c->mem, ANSWER_BYTES);
    for (unsigned i = 0; i < n_adapters; i++)
        if (str_is(o->topic, adapters[i].topic))
            return adapters[i].ask != NULL ? adapters[i].ask(c, o->body, o->event_id, &p->answer)
                                           : adapters[i].send(o->topic, o->body, o->event_id);
    return 1;
}

static int run_piece(const struct happen *h, struct ctx *outer, struct piece *p)
{
    bool reaction = p->o != NULL && str_starts(p->o->topic, "on:");
    rid unit_id = p->o != NULL ? p->o->unit_id : p->t->unit_id;
    struct who who = who_of(unit_id, p->t != NULL ? ACTOR_TIMER : ACTOR_SYSTEM);
    struct ctx c;
    int r;

    ctx_begin(&c, outer->db, &who, outer->now, 0);
    c.node = outer->node;
    if (p->t != NULL) {
        const struct timed *d = timed_named(p->t->name);

        r = d != NULL && d->apart ? ring_apart(&c, d, p) : db_transaction(&c, ring, p);
    } else if (reaction)
        r = db_transaction(&c, react, p);
    else {
        r = db_transaction(&c, reserve, p);
        if (r == 0 && p->mine)
            r = deliver(&c, p) == 0 ? db_transaction(&c, sent, p) : 1;
    }
    if (r != 0) {
        c.reason = c.refused != NULL ? str_of(c.refused->code) : STR("failed");
        r = db_transaction(&c, put_off, p);
    } else if (p->mine && h->after != NULL)
        h->after(h->arg, &c);
    ctx_end(&c);
    return r;
}

struct due { struct timer_list timers; struct outbox_list messages; unsigned most; };

/* Of each document only its oldest waiting message: order within a document is kept. */
static int find_due(struct ctx *c, void *arg)
{
    struct due *d = arg;

    TRY(db_list(
        c, timer, &d->timers, "WHERE due_at <= ? ORDER BY due_at LIMIT ?", c->now, d->most));
    return db_list(c, outbox, &d->messages, "WHERE sent_at IS NULL AND due_at <= ? AND NOT EXISTS"
        " (SELECT 1 FROM outbox o WHERE o.sent_at IS NULL AND o.entity = outbox.entity"
        " AND o.entity_id = outbox.entity_id AND o.id_ < outbox.id_) ORDER BY due_at, id_ LIMIT ?",
        c->now, d->most);
}

int happen_due(const struct happen *h, when now, unsigned most, unsigned *ran)
{
    struct due d = { .most = most < BATCH ? most : BATCH };
    struct ctx c;
    int r;

    *ran = 0;
    ctx_begin(&c, h->db, &who_system, now, 16 << 20);
    c.node = h->node;
    r = db_snapshot(&c, find_due, &d);
    for (size_t i = 0; r == 0 && i < d.timers.n; i++, ++*ran)
        r = run_piece(h, &c, &(struct piece){ .t = &d.timers.v[i] });
    for (size_t i = 0; r == 0 && i < d.messages.n; i++, ++*ran)
        r = run_piece(h, &c, &(struct piece){ .o = &d.messages.v[i] });
    ctx_end(&c);
    return r;
}

/* The ids tell how old a record is. */
int happen_purge(struct ctx *c, void *arg)
{
    const when day = { c->now.ms - 86400000 }, week = { c->now.ms - 7 * INT64_C(86400000) };

    (void)arg;
    TRY(db_exec(c, "DELETE FROM idempotency WHERE id_ < ? AND at < ?", id_least(day), day));
    TRY(db_exec(c, "DELETE FROM login_session WHERE expires_at < ?", c->now));
    TRY(db_exec(c, "DELETE FROM login_failure WHERE at < ?", day));
    return db_exec(c, "DELETE FROM outbox WHERE id_ < ? AND sent_at < ?", id_least(week), week);
}
