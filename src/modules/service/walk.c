/* walk.c - the walk-round: kept as a draft, signed by the customer, never changed after. */
#include "modules/service/order.h"

static int may_walk(struct ctx *c, const struct repair_order *ro)
{
    return ro->business <= RO_IN_WORK ? 0 : refuse(c, &WALK_ORDER_CLOSED, ro->number);
}

/* --- a new edition ---------------------------------------------------------------------------- */

static int marks_copy(struct ctx *c, rid from, rid to)
{
    struct walk_mark_list marks;
    struct walk_check_list checks;

    TRY(db_list(
        c, walk_mark, &marks, "WHERE walk_round_id = ? AND retired_at IS NULL ORDER BY id", from));
    for (size_t i = 0; i < marks.n; i++) {
        struct walk_mark m = marks.v[i];

        m.id = 0;
        m.walk_round_id = to;
        TRY(row_insert(c, walk_mark, &m));
    }
    TRY(db_list(c, walk_check, &checks,
        "WHERE walk_round_id = ? AND retired_at IS NULL ORDER BY id", from));
    for (size_t i = 0; i < checks.n; i++) {
        struct walk_check k = checks.v[i];

        k.id = 0;
        k.walk_round_id = to;
        TRY(row_insert(c, walk_check, &k));
    }
    return 0;
}

static void as_before(struct walk_round *w, const struct walk_round *last)
{
    w->odometer_km = last->odometer_km;
    w->odometer_photo = last->odometer_photo;
    w->fuel = last->fuel;
    w->valuables = last->valuables;
    w->tread_fl = last->tread_fl;
    w->tread_fr = last->tread_fr;
    w->tread_rl = last->tread_rl;
    w->tread_rr = last->tread_rr;
    w->note = last->note;
}

int walk_round_begin(
    struct ctx *c, struct walk_round *w, const struct walk_round_begin_in *in)
{
    struct walk_round_list all;
    struct repair_order ro;

    TRY(db_get(c, repair_order, &ro, in->repair_order_id));
    TRY(may_walk(c, &ro));
    TRY(db_list(
        c, walk_round, &all, "WHERE repair_order_id = ? ORDER BY edition DESC LIMIT 1", ro.id));
    if (all.n > 0 && all.v[0].state == WALK_DRAFT)
        return refuse(c, &WALK_DRAFT_OPEN, all.v[0].edition);
    w->unit_id = ro.unit_id;
    w->repair_order_id = ro.id;
    w->edition = all.n > 0 ? all.v[0].edition + 1 : 1;
    w->title = str_format(
        &c->mem, "%.*s-%lld", (int)ro.number.n, ro.number.s, (long long)w->edition);
    w->inspector_id = c->who->employee_id;
    w->tread_fl = w->tread_fr = w->tread_rl = w->tread_rr = (qty){ NO_NUMBER };
    w->odometer_km = ro.odometer_in;
    w->fuel = ro.fuel;
    if (all.n == 0)
        return 0;
    as_before(w, &all.v[0]);
    return marks_copy(c, all.v[0].id, w->id);
}

/* --- the lines: kept rows change, new ones come, the rest are put away ------------------------ */

static int marks_store(struct ctx *c, rid walk_id, const struct walk_mark_in_list *in)
{
    struct walk_mark_list old;

    TRY(db_list(
        c, walk_mark, &old, "WHERE walk_round_id = ? AND retired_at IS NULL ORDER BY id", walk_id));
    for (size_t i = 0; i < in->n || i < old.n; i++) {
        struct walk_mark now = { .walk_round_id = walk_id };

        if (i < old.n)
            now = old.v[i];
        if (i >= in->n)
            now.retired_at = c->now;
        else {
            now.kind = in->v[i].kind;
            now.x = in->v[i].x;
            now.y = in->v[i].y;
            now.note = in->v[i].note;
            now.photo = in->v[i].photo;
        }
        TRY(i < old.n ? row_update(c, walk_mark, &now, &old.v[i])
                      : row_insert(c, walk_mark, &now));
    }
    return 0;
}

static int check_judge(struct ctx *c, const struct walk_check_in_list *in, size_t at)
{
    c->path = str_format(&c->mem, "checks[%zu].", at);
    for (size_t i = 0; i < at; i++)
        if (in->v[i].item == in->v[at].item)
            return refuse_field(c, "item", &WALK_TWICE);
    if (in->v[at].result != RESULT_GOOD && in->v[at].note.n == 0)
        return refuse_field(c, "note", &WALK_NOTE_MISSING);
    c->path = (str){ 0 };
    return 0;
}

static int checks_store(struct ctx *c, rid walk_id, const struct walk_check_in_list *in)
{
    struct walk_check_list old;

    for (size_t i = 0; i < in->n; i++)
        TRY(check_judge(c, in, i));
    TRY(db_list(c, walk_check, &old,
        "WHERE walk_round_id = ? AND retired_at IS NULL ORDER BY id", walk_id));
    for (size_t i = 0; i < in->n || i < old.n; i++) {
        struct walk_check now = { .walk_round_id = walk_id };

        if (i < old.n)
            now = old.v[i];
        if (i >= in->n)
            now.retired_at = c->now;
        else {
            now.item = in->v[i].item;
            now.result = in->v[i].result;
            now.note = in->v[i].note;
        }
        TRY(i < old.n ? row_update(c, walk_check, &now, &old.v[i])
                      : row_insert(c, walk_check, &now));
    }
    return 0;
}

int walk_round_save(struct ctx *c, struct walk_round *w, const struct walk_round_save_in *in)
{
    w->odometer_km = in->odometer_km;
    w->odometer_photo = in->odometer_photo;
    w->fuel = in->fuel;
    w->valuables = in->valuables;
    w->tread_fl = in->tread_fl;
    w->tread_fr = in->tread_fr;
    w->tread_rl = in->tread_rl;
    w->tread_rr = in->tread_rr;
    w->note = in->note;
    w->inspector_id = c->who->employee_id != 0 ? c->who->employee_id : w->inspector_id;
    TRY(marks_store(c, w->id, &in->marks));
    return checks_store(c, w->id, &in->checks);
}

/* --- the signature ---------------------------------------------------------------------------- */

/* There is something to sign. Also asked by the page, to close the button. */
int walk_round_filled(struct ctx *c, const struct walk_round *w)
{
    int64_t lines;

    TRY(db_int(c, &lines, "SELECT (SELECT count(*) FROM walk_mark WHERE walk_round_id = ? AND retired_at IS NULL)"
        " + (SELECT count(*) FROM walk_check WHERE walk_round_id = ? AND retired_at IS NULL)", w->id, w->id));
    return lines > 0 || w->odometer_km > 0 || w->fuel.ppm > 0 ? 0 : refuse(c, &WALK_EMPTY);
}

int walk_round_sign(struct ctx *c, struct walk_round *w, const struct walk_round_sign_in *in)
{
    w->signed_name = in->signed_name;
    w->signature = in->signature;
    w->signed_at = c->now;
    return 0;
}
