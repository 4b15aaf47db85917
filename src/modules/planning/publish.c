/* publish.c - when a plan is made anew, and how it comes to be the published one. */
#include "modules/planning/plan_own.h"

enum { TRIES = 3, RESOLUTION_S = 60 };

int plan_of_store(struct ctx *c, rid unit_id, bool make, struct shop_plan *p)
{
    struct shop_plan_list all;
    struct unit u;

    TRY(db_list(c, shop_plan, &all, "WHERE unit_id = ?", unit_id));
    *p = all.n > 0 ? all.v[0] : (struct shop_plan){ .unit_id = unit_id };
    if (all.n > 0 || !make)
        return 0;
    TRY(db_get(c, unit, &u, unit_id));
    p->label = u.name;
    return row_insert(c, shop_plan, p);
}

/* The timer is the store's, for it may have no plan yet. */
static int look_at(struct ctx *c, rid unit_id, when due)
{
    return timer_set(c, "shop_plan_due", &unit_model, unit_id, due);
}

/* Several changes at once make one new plan. */
int planning_on_change(struct ctx *c, const struct happening *h)
{
    bool declared;

    TRY(workshop_is_declared(c, h->unit_id, &declared));
    return declared ? look_at(c, h->unit_id, c->now) : 0;
}

int shop_plan_again(struct ctx *c, struct shop_plan *p, const struct no_input *in)
{
    (void)in;
    return look_at(c, p->unit_id, c->now);
}

/* --- publishing ------------------------------------------------------------------------------- */

static const struct placed *placed_for(
    const struct schedule *m, bool *used, const struct plan_slot *s, bool exactly)
{
    for (size_t i = 0; i < m->n; i++)
        if (!used[i] && m->v[i].repair_order_id == s->repair_order_id &&
            (exactly ? m->v[i].assignment_id == s->assignment_id : s->assignment_id == 0)) {
            used[i] = true;
            return &m->v[i];
        }
    return NULL;
}

static bool near(when a, when b)
{
    int64_t d = a.ms - b.ms;

    return d < RESOLUTION_S * 1000 && -d < RESOLUTION_S * 1000;
}

static void take(struct plan_slot *s, const struct placed *p)
{
    s->repair_order_id = p->repair_order_id;
    s->assignment_id = p->assignment_id;
    s->technician_id = p->technician_id;
    s->bay_id = p->bay_id;
    s->title = p->plate;
    s->pinned = p->pinned;
    s->overtime = p->overtime;
    if (!near(s->starts_at, p->starts) || !near(s->ends_at, p->ends)) {
        s->starts_at = p->starts;
        s->ends_at = p->ends;
        s->work = (duration){ p->work_s };
    }
}

static int store_slot(struct ctx *c, const struct plan_slot *before, const struct placed *p,
    int64_t edition, bool *changed)
{
    struct plan_slot s = *before;

    if (p == NULL) {
        *changed = true;
        return command_call(c, plan_slot_end, s.id, &(struct no_input){});
    }
    take(&s, p);
    if (memcmp(&s, before, sizeof s) == 0)
        return 0;
    s.edition = edition;
    if (s.starts_at.ms != before->starts_at.ms || s.technician_id != before->technician_id ||
            s.bay_id != before->bay_id) {
        s.moved_by_id = 0;
        s.moved_at = c->now;
    }
    *changed = true;
    return row_update(c, plan_slot, &s, before);
}

static int store_all(struct ctx *c, const struct making *m, int64_t edition, bool *changed)
{
    const struct plan_slot_list *old = &m->facts.slots;
    bool *used = arena_alloc(&c->mem, m->made.n + 1);
    const struct placed **to = arena_alloc(&c->mem, (old->n + 1) * sizeof *to);

    if (used == NULL || to == NULL)
        return DB_FAILED;
    memset(used, 0, m->made.n + 1);
    for (size_t i = 0; i < old->n; i++)
        to[i] = placed_for(&m->made, used, &old->v[i], true);
    for (size_t i = 0; i < old->n; i++) {
        if (to[i] == NULL)
            to[i] = placed_for(&m->made, used, &old->v[i], false);
        TRY(store_slot(c, &old->v[i], to[i], edition, changed));
    }
    for (size_t i = 0; i < m->made.n; i++) {
        struct plan_slot s = { .unit_id = m->unit_id, .state = SLOT_PLANNED, .edition = edition };

        if (used[i])
            continue;
        take(&s, &m->made.v[i]);
        *changed = true;
        TRY(row_insert(c, plan_slot, &s));
    }
    return 0;
}

/* Who promised is told when the plan breaks it, and when it does no longer. */
static int tell_orders(struct ctx *c, const struct making *m)
{
    for (size_t i = 0; i < m->facts.jobs.n; i++) {
        const struct open_car *j = &m->facts.jobs.v[i];
        when expected = { 0 };

        for (size_t k = 0; k < m->made.n; k++)
            if (m->made.v[k].repair_order_id == j->repair_order_id &&
                    m->made.v[k].ends.ms > expected.ms)
                expected = m->made.v[k].ends;
        if (expected.ms + m->facts.spare * MINUTE_MS <= j->promised_at.ms)
            expected = (when){ 0 };
        if (expected.ms / (15 * MINUTE_MS) != j->expected_at.ms / (15 * MINUTE_MS))
            TRY(order_expect(c, m->unit_id, j->repair_order_id, expected));
    }
    return 0;
}

int plan_publish(struct ctx *c, void *arg)
{
    struct making *m = arg;
    struct facts now;
    struct shop_plan_list held;
    struct shop_plan p;
    bool changed = false;

    c->outgoing = NULL;
    TRY(db_hold(c, shop_plan, &held, "WHERE id = ?", m->plan_id));
    if (held.n == 0)
        return refuse(c, &E_NOT_FOUND);
    TRY(facts_read(c, m->unit_id, m->facts.now, &now));
    if (memcmp(facts_hash(c, &now).b, m->hash.b, sizeof m->hash.b) != 0)
        return refuse(c, &PLAN_OLD_FACTS);
    p = held.v[0];
    p.cars = (int64_t)now.jobs.n;
    p.late = m->made.late;
    p.unplaced = m->made.unplaced;
    TRY(store_all(c, m, p.edition + 1, &changed));
    if (changed) {
        p.edition++;
        p.planned_at = c->now;
    }
    TRY(tell_orders(c, m));
    return changed || p.cars != held.v[0].cars || p.late != held.v[0].late ||
            !str_eq(p.unplaced, held.v[0].unplaced)
        ? row_update(c, shop_plan, &p, &held.v[0]) : 0;
}

/* The next look: the day goes on even when nobody does anything. */
static int again(struct ctx *c, void *arg)
{
    const struct making *m = arg;
    int64_t minutes;

    TRY(setting_int(c, &setting_plan_every_minutes, m->unit_id, &minutes));
    if (m->facts.jobs.n == 0)
        return 0;
    return look_at(c, m->unit_id,
        (when){ c->now.ms + (minutes < 1 ? 1 : minutes) * MINUTE_MS });
}

int plan_look(struct ctx *c, void *arg)
{
    struct making *m = arg;
    struct shop_plan p;

    TRY(plan_of_store(c, m->unit_id, false, &p));
    m->plan_id = p.id;
    TRY(facts_read(c, m->unit_id, c->now, &m->facts));
    m->hash = facts_hash(c, &m->facts);
    return 0;
}

static int ready(struct ctx *c, void *arg)
{
    struct making *m = arg;
    struct shop_plan p;

    TRY(plan_of_store(c, m->unit_id, true, &p));
    m->plan_id = p.id;
    return 0;
}

/* Nothing is held while it is computed; on facts that have changed since it is made again. */
int shop_plan_due(struct ctx *c, const struct happening *h)
{
    struct making m = { .unit_id = h->unit_id };
    int r = 1;

    TRY(db_snapshot(c, plan_look, &m));
    if (m.plan_id == 0)
        TRY(db_transaction(c, ready, &m));
    for (int i = 0; i < TRIES && r > 0; i++) {
        if (i > 0)
            TRY(db_snapshot(c, plan_look, &m));
        TRY(schedule_make(c, &m.facts, 0, &m.made));
        r = db_transaction(c, plan_publish, &m);
        if (r > 0 && c->refused != &PLAN_OLD_FACTS)
            return r;
    }
    TRY(r);
    return db_transaction(c, again, &m);
}

/* --- verify ----------------------------------------------------------------------------------- */

static void verify_pair(struct verify *v, const struct plan_slot *a, const struct plan_slot *b)
{
    bool meet = a->unit_id == b->unit_id && a->starts_at.ms < b->ends_at.ms &&
        b->starts_at.ms < a->ends_at.ms;

    if (!meet)
        return;
    verify_fact(v, a->technician_id != b->technician_id || a->technician_id == 0,
        "plan_slot %lld and %lld: one technician twice at the same time", (long long)a->id,
        (long long)b->id);
    verify_fact(v, a->bay_id == 0 || a->bay_id != b->bay_id ||
        a->repair_order_id == b->repair_order_id,
        "plan_slot %lld and %lld: one bay twice at the same time", (long long)a->id,
        (long long)b->id);
}

int planning_verify(struct ctx *c, struct verify *v)
{
    struct plan_slot_list all;
    int64_t lost;

    TRY(db_list(c, plan_slot, &all, "WHERE state = 'planned' ORDER BY unit_id, starts_at, id"
        " LIMIT 9000 /* all rows */"));
    for (size_t i = 0; i < all.n; i++)
        for (size_t k = i + 1; k < all.n && all.v[k].unit_id == all.v[i].unit_id &&
                all.v[k].starts_at.ms < all.v[i].ends_at.ms; k++)
            verify_pair(v, &all.v[i], &all.v[k]);
    TRY(db_int(c, &lost, "SELECT count(*) FROM plan_slot s LEFT JOIN repair_order o"
        " ON o.id = s.repair_order_id WHERE s.state = 'planned' AND (o.id IS NULL OR o.unit_id <> s.unit_id)"
        " /* all rows */"));
    verify_fact(v, lost == 0, "%lld planned slots belong to no order of their store",
        (long long)lost);
    TRY(db_int(c, &lost, "SELECT count(*) FROM plan_slot s JOIN repair_order o ON o.id = s.repair_order_id"
        " WHERE s.state = 'planned' AND o.business <> 'in_work' AND NOT EXISTS (SELECT 1 FROM timer t"
        " WHERE t.name = 'shop_plan_due' AND t.entity_id = s.unit_id)"
        " /* all rows */"));
    verify_fact(v, lost == 0, "%lld planned slots of closed orders, and no new plan is due",
        (long long)lost);
    return 0;
}
