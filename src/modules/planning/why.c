/* why.c - why a car will be late: back along what each waited for, from the published plan. */
#include "modules/planning/plan_own.h"

enum { LINKS = 5 };

struct chain { struct ctx *c; const struct facts *f; struct plan_why_row_list *out; };

static struct plan_why_row *link_add(struct chain *k, enum late_cause cause,
    const struct plan_slot *s, when until)
{
    struct plan_why_row *row = &k->out->v[k->out->n++];

    *row = (struct plan_why_row){ .cause = cause, .repair_order_id = s->repair_order_id,
        .plate = s->title, .technician_id = s->technician_id, .bay_id = s->bay_id,
        .until = until };
    return row;
}

static const struct open_task *task_of(const struct facts *f, rid assignment_id)
{
    for (size_t i = 0; assignment_id != 0 && i < f->tasks.n; i++)
        if (f->tasks.v[i].assignment_id == assignment_id)
            return &f->tasks.v[i];
    return NULL;
}

static bool is_short(const struct facts *f, rid order)
{
    for (size_t i = 0; i < f->jobs.n; i++)
        if (f->jobs.v[i].repair_order_id == order)
            return f->jobs.v[i].parts == PARTS_SHORT;
    return false;
}

/* The slot that ends last before this one begins: on its technician, or in its bay. */
static const struct plan_slot *before(const struct facts *f, const struct plan_slot *s, bool bay)
{
    const struct plan_slot *last = NULL;

    for (size_t i = 0; i < f->slots.n; i++) {
        const struct plan_slot *o = &f->slots.v[i];
        bool same = bay ? o->bay_id == s->bay_id && s->bay_id != 0 &&
                              o->repair_order_id != s->repair_order_id
                        : o->technician_id == s->technician_id;

        if (o != s && same && o->ends_at.ms <= s->starts_at.ms && o->ends_at.ms > f->now.ms &&
                (last == NULL || o->ends_at.ms > last->ends_at.ms))
            last = o;
    }
    return last;
}

/* What held this slot up; the next to look at, or NULL when that is the root. */
static const struct plan_slot *cause_of(struct chain *k, const struct plan_slot *s)
{
    const struct open_task *t = task_of(k->f, s->assignment_id);
    const struct plan_slot *busy = before(k->f, s, false), *bay = before(k->f, s, true);

    if (t != NULL && t->state == ASG_WORKING) {
        int64_t given = t->hours.milli * HOUR_S / 1000, done = t->worked.s;

        if (k->f->now.ms > t->started_at.ms)
            done += (k->f->now.ms - t->started_at.ms) / 1000;
        link_add(k, done > given ? CAUSE_OVERRUN : CAUSE_LENGTH, s, s->ends_at);
        return NULL;
    }
    if (is_short(k->f, s->repair_order_id)) {
        link_add(k, CAUSE_PARTS, s, s->starts_at);
        return NULL;
    }
    if (t != NULL && t->state == ASG_PAUSED && t->stop_reason != STOP_BREAK) {
        link_add(k, CAUSE_STOPPED, s, s->starts_at)->stop_reason = t->stop_reason;
        return NULL;
    }
    if (bay != NULL && bay->ends_at.ms == s->starts_at.ms &&
            (busy == NULL || busy->ends_at.ms < bay->ends_at.ms)) {
        link_add(k, CAUSE_BAY, bay, bay->ends_at);
        return bay;
    }
    if (busy != NULL && busy->ends_at.ms == s->starts_at.ms) {
        link_add(k, CAUSE_BUSY, busy, busy->ends_at);
        return busy;
    }
    link_add(k, s->starts_at.ms > k->f->now.ms + MINUTE_MS ? CAUSE_SHIFT : CAUSE_LENGTH, s,
        s->starts_at.ms > k->f->now.ms + MINUTE_MS ? s->starts_at : s->ends_at);
    return NULL;
}

int plan_why(struct ctx *c, const struct plan_why_in *in, struct plan_why_row_list *out)
{
    const struct plan_slot *s = NULL;
    struct repair_order ro;
    struct facts f;
    struct chain k = { c, &f, out };

    TRY(row_seen(c, &repair_order_model, in->repair_order_id));
    TRY(db_get(c, repair_order, &ro, in->repair_order_id));
    TRY(facts_read(c, ro.unit_id, c->now, &f));
    *out = (struct plan_why_row_list){ .v = arena_alloc(&c->mem, LINKS * sizeof *out->v) };
    if (out->v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < f.slots.n; i++)
        if (f.slots.v[i].repair_order_id == ro.id &&
                (s == NULL || f.slots.v[i].ends_at.ms > s->ends_at.ms))
            s = &f.slots.v[i];
    while (s != NULL && out->n < LINKS)
        s = cause_of(&k, s);
    return 0;
}
