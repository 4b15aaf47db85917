/* follow_up.c - who is called after a delivery, and what he said. */
#include "modules/after/after_own.h"

enum { MORNING_S = 9 * 3600, MARK_MOST = 5 };

/* --- who is called ---------------------------------------------------------------------------- */

static int calls_of(
    struct ctx *c, rid order_id, enum follow_up_kind kind, struct follow_up_list *out)
{
    return db_list(c, follow_up, out, "WHERE repair_order_id = ? AND kind = ? AND retired_at IS NULL"
        " LIMIT 1", order_id, str_of(follow_up_kind_choices.v[kind].code));
}

static int call_insert(struct ctx *c, const struct repair_order *ro, enum follow_up_kind kind,
    date due, rid *id)
{
    struct follow_up f = { .id = id_new(c), .unit_id = ro->unit_id, .title = ro->number,
        .kind = kind, .repair_order_id = ro->id, .party_id = ro->party_id, .due_on = due,
        .nps = NO_NUMBER, .state = FU_WAITING };

    *id = f.id;
    return row_insert(c, follow_up, &f);
}

/* Once of each kind, and never whoever wants no calls. */
static int call_on(
    struct ctx *c, const struct repair_order *ro, enum follow_up_kind kind, date due)
{
    struct follow_up_list there;
    rid party_id = ro->party_id, id;
    struct party p;

    TRY(party_living(c, &party_id));
    TRY(db_get(c, party, &p, party_id));
    TRY(calls_of(c, ro->id, kind, &there));
    return p.no_follow_up || there.n > 0 ? 0 : call_insert(c, ro, kind, due, &id);
}

static int call_later(struct ctx *c, const struct repair_order *ro, const char *timer,
    const struct setting *days_after, bool wanted)
{
    int64_t days;

    TRY(setting_int(c, days_after, ro->unit_id, &days));
    if (days <= 0 || !wanted)
        return 0;
    return timer_set(c, timer, &repair_order_model, ro->id, when_at(
        (date){ date_at(ro->delivered_at, ZONE_S).day + days }, MORNING_S, ZONE_S));
}

/* Much was done, or it came back. */
static int worth_second(struct ctx *c, const struct repair_order *ro, bool *yes)
{
    int64_t above;

    TRY(setting_int(c, &setting_follow_up_second_amount, ro->unit_id, &above));
    *yes = ro->nature == NATURE_REWORK ||
        (ro->nature != NATURE_MAINTENANCE && ro->nature != NATURE_BEAUTY && ro->total.fen > above);
    return 0;
}

int after_on_deliver(struct ctx *c, const struct happening *h)
{
    struct repair_order ro;
    int64_t days;
    bool second;

    TRY(db_get(c, repair_order, &ro, h->id));
    TRY(setting_int(c, &setting_follow_up_days, ro.unit_id, &days));
    TRY(worth_second(c, &ro, &second));
    TRY(call_on(c, &ro, FU_FIRST, (date){ date_at(ro.delivered_at, ZONE_S).day + days }));
    TRY(call_later(c, &ro, "order_second_call", &setting_follow_up_second_days, second));
    return call_later(c, &ro, "order_use_call", &setting_follow_up_use_days, true);
}

int after_second_call(struct ctx *c, const struct happening *h)
{
    struct repair_order ro;

    TRY(db_get(c, repair_order, &ro, h->id));
    return call_on(c, &ro, FU_SECOND, c->today);
}

int after_use_call(struct ctx *c, const struct happening *h)
{
    struct repair_order ro;

    TRY(db_get(c, repair_order, &ro, h->id));
    return call_on(c, &ro, FU_USE, c->today);
}

/* --- what he said ----------------------------------------------------------------------------- */

static int not_reached(struct ctx *c, struct follow_up *f, const struct follow_up_record_in *in)
{
    int64_t most;

    if (in->again_on.day != 0 && in->again_on.day <= c->today.day)
        return refuse_field(c, "again_on", &FU_AGAIN_PAST);
    TRY(setting_int(c, &setting_follow_up_tries, f->unit_id, &most));
    f->state = f->tries >= most ? FU_UNREACHED : FU_WAITING;
    f->due_on = in->again_on.day != 0 ? in->again_on : (date){ c->today.day + 1 };
    return 0;
}

struct mark { const char *field; int64_t given; enum complaint_class class; };
enum { MARKS = 5 };

static void marks_of(const struct follow_up_record_in *in, struct mark m[MARKS])
{
    m[0] = (struct mark){ "score_promise", in->score_promise, CLASS_TIME };
    m[1] = (struct mark){ "score_attitude", in->score_attitude, CLASS_ATTITUDE };
    m[2] = (struct mark){ "score_quality", in->score_quality, CLASS_QUALITY };
    m[3] = (struct mark){ "score_speed", in->score_speed, CLASS_TIME };
    m[4] = (struct mark){ "score_price", in->score_price, CLASS_PRICE };
}

/* All marks with the first call, none with any other: a visit is rated once. */
static int marks_judge(struct ctx *c, const struct follow_up *f, const struct mark m[MARKS],
    const struct follow_up_record_in *in)
{
    for (size_t i = 0; i < MARKS; i++) {
        if (f->kind == FU_FIRST && m[i].given == 0)
            return refuse_field(c, m[i].field, &FU_SCORE_MISSING);
        if (f->kind != FU_FIRST && m[i].given != 0)
            return refuse_field(c, m[i].field, &FU_FIRST_ONLY);
    }
    return f->kind == FU_FIRST || in->nps == NO_NUMBER ? 0 : refuse_field(c, "nps", &FU_FIRST_ONLY);
}

/* Marked as low as the store counts for dissatisfied; the class is that of the lowest mark. */
static int dissatisfied(struct ctx *c, const struct follow_up *f, const struct mark m[MARKS],
    bool *yes, enum complaint_class *class)
{
    int64_t low, low_nps, least = MARK_MOST + 1;

    TRY(setting_int(c, &setting_follow_up_low_mark, f->unit_id, &low));
    TRY(setting_int(c, &setting_follow_up_low_nps, f->unit_id, &low_nps));
    *class = CLASS_OTHER;
    for (size_t i = 0; i < MARKS; i++)
        if (m[i].given != 0 && m[i].given < least) {
            least = m[i].given;
            *class = m[i].class;
        }
    *yes = least <= low || (f->nps != NO_NUMBER && f->nps <= low_nps);
    return 0;
}

static int take_marks(struct ctx *c, struct follow_up *f, const struct follow_up_record_in *in,
    enum complaint_class *class)
{
    struct mark m[MARKS];

    marks_of(in, m);
    TRY(marks_judge(c, f, m, in));
    f->score_promise = in->score_promise;
    f->score_attitude = in->score_attitude;
    f->score_quality = in->score_quality;
    f->score_speed = in->score_speed;
    f->score_price = in->score_price;
    f->nps = in->nps;
    return dissatisfied(c, f, m, &f->dissatisfied, class);
}

int follow_up_record(struct ctx *c, struct follow_up *f, const struct follow_up_record_in *in)
{
    enum complaint_class class;
    rid complaint_id;

    f->note = in->note;
    f->channel = c->who->kind == ACTOR_CUSTOMER ? FU_BY_PAGE : FU_BY_PHONE;
    f->tries += f->channel == FU_BY_PHONE;
    if (!in->reached)
        return not_reached(c, f, in);
    TRY(take_marks(c, f, in, &class));
    f->reached_at = c->now;
    f->dissatisfied = f->dissatisfied || in->complaint;
    f->state = f->dissatisfied ? FU_COMPLAINT : FU_REACHED;
    return f->dissatisfied ? complaint_of_call(c, f, class, &complaint_id) : 0;
}

/* --- the customer's own page ------------------------------------------------------------------ */

int after_may_rate(struct ctx *c, const struct repair_order *ro, bool *may)
{
    struct follow_up_list first;

    TRY(calls_of(c, ro->id, FU_FIRST, &first));
    *may = ro->business == RO_DELIVERED && (first.n == 0 || first.v[0].state == FU_WAITING ||
        first.v[0].state == FU_UNREACHED);
    return 0;
}

int after_first_call(struct ctx *c, const struct repair_order *ro, rid *follow_up_id)
{
    struct follow_up_list first;

    TRY(calls_of(c, ro->id, FU_FIRST, &first));
    if (first.n == 0)
        return call_insert(c, ro, FU_FIRST, c->today, follow_up_id);
    *follow_up_id = first.v[0].id;
    return 0;
}
