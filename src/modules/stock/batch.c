/* batch.c - batches: made when goods come, held in all stores at once, released, expired. */
#include "modules/stock/stock_own.h"

/* --- their dates ------------------------------------------------------------------------------ */

/* Week and year of production, as at the end of a tyre's DOT: 3524 is week 35 of 2024. */
static bool dot_day(str dot, date *day)
{
    int64_t n;

    if (dot.n != 4 || !str_int(dot, &n) || n < 100 || n / 100 > 53)
        return false;
    *day = date_of(2000 + (int)(n % 100), 1, 1);
    day->day += (n / 100 - 1) * 7;
    return true;
}

int batch_judge(struct ctx *c, const struct part *part, struct batch_in *b)
{
    if (b->dot.n > 0) {
        date made;

        if (!dot_day(b->dot, &made) || made.day > c->today.day)
            return refuse_field(c, "dot", &BATCH_DOT);
        if (b->produced_on.day == 0)
            b->produced_on = made;
    }
    if (b->produced_on.day > c->today.day)
        return refuse_field(c, "produced_on", &STOCK_FUTURE);
    if (b->expires_on.day == 0 && part->shelf_days > 0) {
        if (b->produced_on.day == 0)
            return refuse_field(c, "produced_on", &BATCH_DATE_NEEDED, part->name);
        b->expires_on.day = b->produced_on.day + part->shelf_days;
    }
    if (b->expires_on.day != 0 && b->expires_on.day < c->today.day)
        return refuse_field(c, "expires_on", &BATCH_IS_EXPIRED);
    if (b->expires_on.day != 0 && b->expires_on.day < b->produced_on.day)
        return refuse_field(c, "expires_on", &BATCH_BACKWARDS);
    return 0;
}

static int expiry_set(struct ctx *c, const struct part_batch *b)
{
    when due = b->expires_on.day == 0 ? (when){ 0 }
                                      : when_at((date){ b->expires_on.day + 1 }, 0, ZONE_S);

    return timer_set(c, "part_batch_due", &part_batch_model, b->id, due);
}

/* --- found or made ---------------------------------------------------------------------------- */

static int batch_make(struct ctx *c, const struct part *part, const struct batch_in *in, rid *id)
{
    struct part_batch b = { .part_id = part->id, .number = in->number,
        .produced_on = in->produced_on, .expires_on = in->expires_on, .dot = in->dot,
        .supplier_id = in->supplier_id, .receipt_id = in->receipt_id, .state = BATCH_FREE };

    b.label = str_format(&c->mem, "%.*s · %.*s", (int)part->code.n, part->code.s,
        (int)in->number.n, in->number.s);
    TRY(row_insert(c, part_batch, &b));
    *id = b.id;
    return b.expires_on.day != 0 ? expiry_set(c, &b) : 0;
}

/* A serial number is one piece: it comes in again only when it is nowhere any more. */
static int serial_judge(struct ctx *c, const struct part_batch *b)
{
    int64_t n;

    TRY(db_int(c, &n, "SELECT count(*) FROM stock_lot WHERE batch_id = ? AND on_hand > 0", b->id));
    return n == 0 ? 0 : refuse_field(c, "batch_no", &BATCH_SERIAL_THERE, b->number);
}

int batch_of(struct ctx *c, const struct part *part, const struct batch_in *in, rid *id)
{
    struct part_batch_list found;

    TRY(db_hold(c, part_batch, &found, "WHERE part_id = ? AND number = ?", part->id, in->number));
    if (found.n == 0)
        return batch_make(c, part, in, id);
    *id = found.v[0].id;
    if (in->expires_on.day != 0 && found.v[0].expires_on.day != in->expires_on.day)
        return refuse_field(c, "expires_on", &BATCH_OTHER_DATE, found.v[0].number);
    return part->tracking == TRACK_SERIAL ? serial_judge(c, &found.v[0]) : 0;
}

/* --- commands --------------------------------------------------------------------------------- */

static int state_set(struct ctx *c, struct part_batch *b, enum part_batch_state state)
{
    b->state = state;
    return batch_reblock(c, b);
}

static enum part_batch_state by_date(const struct ctx *c, const struct part_batch *b)
{
    return b->expires_on.day != 0 && b->expires_on.day < c->today.day ? BATCH_EXPIRED : BATCH_FREE;
}

int part_batch_hold(struct ctx *c, struct part_batch *b, const struct part_batch_reason_in *in)
{
    b->reason = c->reason = in->reason;
    return state_set(c, b, BATCH_HELD);
}

int part_batch_release(struct ctx *c, struct part_batch *b, const struct part_batch_reason_in *in)
{
    b->reason = c->reason = in->reason;
    return state_set(c, b, by_date(c, b));
}

int part_batch_dates(struct ctx *c, struct part_batch *b, const struct part_batch_dates_in *in)
{
    c->reason = in->reason;
    if (in->produced_on.day > c->today.day)
        return refuse_field(c, "produced_on", &STOCK_FUTURE);
    if (in->expires_on.day != 0 && in->expires_on.day < in->produced_on.day)
        return refuse_field(c, "expires_on", &BATCH_BACKWARDS);
    b->produced_on = in->produced_on;
    b->expires_on = in->expires_on;
    TRY(expiry_set(c, b));
    return state_set(c, b, b->state == BATCH_HELD ? BATCH_HELD : by_date(c, b));
}

int part_batch_expire(struct ctx *c, struct part_batch *b, const struct no_input *none)
{
    (void)none;
    return state_set(c, b, BATCH_EXPIRED);
}

int part_batch_due(struct ctx *c, const struct happening *h)
{
    struct part_batch b;

    TRY(db_get(c, part_batch, &b, h->id));
    return b.state == BATCH_FREE && by_date(c, &b) == BATCH_EXPIRED
        ? command_call(c, part_batch_expire, h->id, &(struct no_input){ })
        : 0;
}

int part_batch_move(struct ctx *c, struct part_batch *b, const struct part_batch_move_in *in)
{
    struct bin from;

    if (in->from_id == in->to_id)
        return refuse_field(c, "to_id", &BIN_SAME);
    TRY(bin_ours(c, "to_id", in->to_id));
    TRY(db_get(c, bin, &from, in->from_id));
    return lot_carry(c, b, from.unit_id, in);
}
