/* workshop.c - bays, skills, shifts, absences and closed days as they are kept. */
#include "modules/workshop/workshop.h"
#include "kernel/kernel.h"

int bay_judge(struct ctx *c, struct bay *now, const struct bay *before)
{
    (void)c;
    if (before == NULL)
        now->state = BAY_OPEN;
    return 0;
}

int skill_judge(struct ctx *c, struct skill *now, const struct skill *before)
{
    (void)c, (void)now, (void)before;
    return 0;
}

static int label(struct ctx *c, rid employee_id, str what, str *out)
{
    struct employee e;

    TRY(db_get(c, employee, &e, employee_id));
    *out = str_format(&c->mem, "%.*s · %.*s", (int)e.name.n, e.name.s, (int)what.n, what.s);
    return 0;
}

int employee_skill_judge(
    struct ctx *c, struct employee_skill *now, const struct employee_skill *before)
{
    struct skill s;

    (void)before;
    TRY(db_get(c, skill, &s, now->skill_id));
    if (s.certified && now->certificate.n == 0)
        return refuse_field(c, "certificate", &SKILL_NO_CERTIFICATE);
    if (s.certified && now->valid_to.day == 0)
        return refuse_field(c, "valid_to", &SKILL_NO_EXPIRY);
    return label(c, now->employee_id, s.name, &now->label);
}

static bool days_meet(const struct shift *a, const struct shift *b)
{
    return (a->weekday == 0 || b->weekday == 0 || a->weekday == b->weekday) &&
        (a->valid_to.day == 0 || b->valid_from.day <= a->valid_to.day) &&
        (b->valid_to.day == 0 || a->valid_from.day <= b->valid_to.day);
}

int shift_judge(struct ctx *c, struct shift *now, const struct shift *before)
{
    struct shift_list all;

    if (now->ends <= now->begins)
        return refuse_field(c, "ends", &SHIFT_BACKWARD);
    TRY(db_list(c, shift, &all, "WHERE employee_id = ? AND retired_at IS NULL", now->employee_id));
    for (size_t i = 0; i < all.n; i++) {
        const struct shift *other = &all.v[i];

        if ((before == NULL || other->id != before->id) && days_meet(now, other) &&
            now->begins < other->ends && other->begins < now->ends)
            return refuse_field(c, "begins", &SHIFT_OVERLAP, other->label);
    }
    return label(c, now->employee_id, str_format(&c->mem, "%lld · %lld:%02lld–%lld:%02lld",
        (long long)now->weekday, (long long)now->begins / 60, (long long)now->begins % 60,
        (long long)now->ends / 60, (long long)now->ends % 60), &now->label);
}

int absence_judge(struct ctx *c, struct absence *now, const struct absence *before)
{
    (void)before;
    if (now->day_to.day < now->day_from.day)
        return refuse_field(c, "day_to", &ABSENCE_BACKWARD);
    return label(c, now->employee_id,
        str_of(absence_reason_choices.v[now->reason].label.zh), &now->label);
}

int closed_day_judge(struct ctx *c, struct closed_day *now, const struct closed_day *before)
{
    (void)c, (void)now, (void)before;
    return 0;
}

/* --- who and what may be given work ----------------------------------------------------------- */

int workshop_is_able(
    struct ctx *c, rid employee_id, rid skill_id, date day, bool *able, date *last)
{
    struct employee_skill_list held;

    *able = false;
    *last = (date){ 0 };
    TRY(db_list(c, employee_skill, &held, "WHERE employee_id = ? AND skill_id = ?"
        " AND retired_at IS NULL AND valid_from <= ?", employee_id, skill_id, day));
    for (size_t i = 0; i < held.n; i++) {
        *able = *able || held.v[i].valid_to.day == 0 || held.v[i].valid_to.day >= day.day;
        *last = held.v[i].valid_to.day > last->day ? held.v[i].valid_to : *last;
    }
    return 0;
}

int workshop_may_work(struct ctx *c, rid employee_id, rid skill_id, date day)
{
    struct employee e;
    struct skill s;
    bool able;
    date last;

    TRY(workshop_is_able(c, employee_id, skill_id, day, &able, &last));
    if (able)
        return 0;
    TRY(db_get(c, employee, &e, employee_id));
    TRY(db_get(c, skill, &s, skill_id));
    return last.day == 0 ? refuse(c, &WORKER_UNABLE, e.name, s.name)
                         : refuse(c, &WORKER_EXPIRED, e.name, s.name, last);
}

static bool lift_overdue(const struct bay *b, date day)
{
    return b->lift && b->lift_check_on.day != 0 && b->lift_check_on.day < day.day;
}

/* Out of use on a day: the day lies in a stoppage, planned or running. One that runs holds today
 * whatever was expected, and all days to come where nothing is, or what was has passed. Day, day,
 * day, today, today. */
#define OUT_OF_USE "state IN ('planned', 'running') AND from_day <= ?" \
    " AND (until_day IS NULL OR until_day >= ?" \
    " OR (state = 'running' AND (CAST(? AS BIGINT) <= CAST(? AS BIGINT) OR until_day < ?)))"

int workshop_may_use(struct ctx *c, rid bay_id, date day)
{
    struct bay_stoppage_list out;
    struct bay b;

    TRY(db_get(c, bay, &b, bay_id));
    if (b.state == BAY_STOPPED && day.day <= c->today.day)
        return refuse(c, &BAY_IS_STOPPED, b.code, b.stop_reason);
    TRY(db_list(c, bay_stoppage, &out, "WHERE bay_id = ? AND " OUT_OF_USE
        " ORDER BY from_day, id LIMIT 1", bay_id, day, day, day, c->today, c->today));
    if (out.n > 0)
        return refuse(c, &BAY_IS_STOPPED, b.code, out.v[0].reason);
    return lift_overdue(&b, day) ? refuse(c, &BAY_LIFT_OVERDUE, b.code, b.lift_check_on) : 0;
}

/* --- a day ------------------------------------------------------------------------------------ */

int workshop_is_declared(struct ctx *c, rid unit_id, bool *out)
{
    struct bay_list bays;
    struct shift_list shifts;

    TRY(db_list(c, bay, &bays, "WHERE unit_id = ? AND retired_at IS NULL LIMIT 1", unit_id));
    TRY(db_list(c, shift, &shifts, "WHERE unit_id = ? AND retired_at IS NULL LIMIT 1", unit_id));
    *out = bays.n > 0 && shifts.n > 0;
    return 0;
}

int workshop_has_trade(struct ctx *c, rid unit_id, enum trade trade, bool *out)
{
    int64_t id;

    TRY(db_int(c, &id, "SELECT h.id FROM employee_skill h JOIN skill s ON s.id = h.skill_id WHERE"
        " h.unit_id = ? AND h.retired_at IS NULL AND s.trade = ? LIMIT 1", unit_id,
        str_of(trade_choices.v[trade].code)));
    *out = id != 0;
    return 0;
}

static int day_bays(struct ctx *c, struct workshop_day *d)
{
    size_t n = 0;

    TRY(db_list(c, bay, &d->bays, "WHERE unit_id = ? AND retired_at IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM bay_stoppage WHERE bay_id = bay.id AND " OUT_OF_USE ") ORDER BY code",
        d->unit_id, d->day, d->day, d->day, c->today, c->today));
    for (size_t i = 0; i < d->bays.n; i++)
        if (!lift_overdue(&d->bays.v[i], d->day))
            d->bays.v[n++] = d->bays.v[i];
    d->bays.n = n;
    return 0;
}

static struct workshop_worker *worker_of(struct workshop_day *d, rid employee_id)
{
    for (size_t i = 0; i < d->worker_count; i++)
        if (d->workers[i].employee_id == employee_id)
            return &d->workers[i];
    return NULL;
}

static void add_span(struct workshop_worker *w, const struct shift *s)
{
    size_t i = w->span_count++;

    for (; i > 0 && w->spans[i - 1].from > s->begins; i--)
        w->spans[i] = w->spans[i - 1];
    w->spans[i] = (struct workshop_span){ s->begins, s->ends };
}

/* Who has a shift on that day, in the order of the employees. */
static int day_shifts(struct ctx *c, struct workshop_day *d)
{
    struct shift_list shifts;

    TRY(db_list(c, shift, &shifts, "WHERE unit_id = ? AND (weekday = 0 OR weekday = ?)"
        " AND retired_at IS NULL ORDER BY employee_id, begins", d->unit_id, date_weekday(d->day)));
    if (shifts.n == 0)
        return 0;
    d->workers = arena_alloc(&c->mem, shifts.n * sizeof *d->workers);
    if (d->workers == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < shifts.n; i++) {
        const struct shift *s = &shifts.v[i];
        struct workshop_worker *w = worker_of(d, s->employee_id);

        if (s->valid_from.day > d->day.day ||
            (s->valid_to.day != 0 && s->valid_to.day < d->day.day))
            continue;
        if (w == NULL) {
            w = &d->workers[d->worker_count++];
            *w = (struct workshop_worker){ .employee_id = s->employee_id,
                .labour_factor = 1000000,
                .spans = arena_alloc(&c->mem, (shifts.n - i) * sizeof *w->spans) };
            if (w->spans == NULL)
                return DB_FAILED;
        }
        add_span(w, s);
    }
    return 0;
}

static void drop_worker(struct workshop_day *d, struct workshop_worker *w)
{
    for (d->worker_count--; w < d->workers + d->worker_count; w++)
        w[0] = w[1];
}

static int day_absences(struct ctx *c, struct workshop_day *d)
{
    struct absence_list away;

    TRY(db_list(c, absence, &away, "WHERE unit_id = ? AND day_to >= ? AND day_from <= ?"
        " AND retired_at IS NULL", d->unit_id, d->day, d->day));
    for (size_t i = 0; i < away.n; i++) {
        struct workshop_worker *w = worker_of(d, away.v[i].employee_id);

        if (w != NULL)
            drop_worker(d, w);
    }
    return 0;
}

/* A certificate that ended gives no trade; nor does a person who left give his hours. */
static int day_people(struct ctx *c, struct workshop_day *d)
{
    struct employee_skill_list held;
    struct worker_terms_list people;
    struct skill_list skills;

    TRY(db_list(c, skill, &skills, "WHERE retired_at IS NULL"));
    TRY(db_list(c, employee_skill, &held, "WHERE unit_id = ? AND retired_at IS NULL", d->unit_id));
    for (size_t i = 0; i < held.n; i++) {
        struct workshop_worker *w = worker_of(d, held.v[i].employee_id);

        if (w == NULL || held.v[i].valid_from.day > d->day.day ||
            (held.v[i].valid_to.day != 0 && held.v[i].valid_to.day < d->day.day))
            continue;
        for (size_t k = 0; k < skills.n; k++)
            if (skills.v[k].id == held.v[i].skill_id)
                w->trades |= 1u << skills.v[k].trade;
    }
    TRY(db_list(c, worker_terms, &people, "SELECT id, labour_factor, left_on FROM employee"
        " WHERE unit_id = ? AND retired_at IS NULL", d->unit_id));
    for (size_t i = 0; i < people.n; i++) {
        struct workshop_worker *w = worker_of(d, people.v[i].employee_id);

        if (w != NULL && people.v[i].labour_factor.ppm > 0)
            w->labour_factor = people.v[i].labour_factor.ppm;
        if (w != NULL && people.v[i].left_on.day != 0 && people.v[i].left_on.day < d->day.day)
            drop_worker(d, w);
    }
    return 0;
}

int workshop_day(struct ctx *c, rid unit_id, date day, struct workshop_day *d)
{
    struct closed_day_list closed;

    *d = (struct workshop_day){ .unit_id = unit_id, .day = day };
    TRY(db_list(c, closed_day, &closed, "WHERE unit_id = ? AND day = ? AND retired_at IS NULL",
        unit_id, day));
    d->closed = closed.n > 0;
    if (d->closed)
        return 0;
    TRY(day_bays(c, d));
    TRY(day_shifts(c, d));
    TRY(day_absences(c, d));
    return day_people(c, d);
}

static int64_t overlap(struct workshop_span a, struct workshop_span b)
{
    int64_t from = a.from > b.from ? a.from : b.from, to = a.to < b.to ? a.to : b.to;

    return to > from ? to - from : 0;
}

int64_t workshop_bay_minutes(
    const struct workshop_day *d, unsigned trades, struct workshop_span span)
{
    int64_t minutes = 0;

    for (size_t i = 0; i < d->bays.n; i++)
        if (trades & 1u << d->bays.v[i].trade)
            minutes += span.to - span.from;
    return minutes;
}

int64_t workshop_people_minutes(
    const struct workshop_day *d, unsigned trades, struct workshop_span span)
{
    int64_t minutes = 0;

    for (size_t i = 0; i < d->worker_count; i++) {
        const struct workshop_worker *w = &d->workers[i];

        for (size_t k = 0; w->trades & trades && k < w->span_count; k++)
            minutes += overlap(w->spans[k], span) * w->labour_factor / 1000000;
    }
    return minutes;
}

int64_t workshop_worker_minutes(
    const struct workshop_day *d, rid employee_id, struct workshop_span span)
{
    int64_t minutes = 0;

    for (size_t i = 0; i < d->worker_count; i++)
        if (d->workers[i].employee_id == employee_id)
            for (size_t k = 0; k < d->workers[i].span_count; k++)
                minutes += overlap(d->workers[i].spans[k], span);
    return minutes;
}

int64_t workshop_minutes(const struct workshop_day *d, enum trade trade, struct workshop_span span)
{
    int64_t bays = workshop_bay_minutes(d, 1u << trade, span);
    int64_t people = workshop_people_minutes(d, 1u << trade, span);

    return bays < people ? bays : people;
}
