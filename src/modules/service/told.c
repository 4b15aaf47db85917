/* told.c - what the customer was told, by whom and when; what he allowed beforehand. */
#include "modules/service/order.h"

/* Whoever brought the car, or the customer. */
static str listener(struct ctx *c, const struct repair_order *ro, str named)
{
    return named.n > 0 ? named
        : ro->deliverer_name.n > 0 ? ro->deliverer_name
                                   : utf8_cut(row_title(c, &party_model, ro->party_id), 60);
}

int told(struct ctx *c, struct repair_order *ro, const struct repair_order_tell_in *in)
{
    struct told_record t = { .unit_id = ro->unit_id, .repair_order_id = ro->id,
        .topic = in->topic, .what = in->what, .means = in->means,
        .told_to = listener(c, ro, in->told_to), .told_by_id = c->who->employee_id,
        .told_at = c->now };

    if (in->topic == TOLD_PROMISE)
        ro->promise_untold = false;
    return row_insert(c, told_record, &t);
}

int repair_order_tell(
    struct ctx *c, struct repair_order *ro, const struct repair_order_tell_in *in)
{
    return told(c, ro, in);
}

static str promise_words(struct ctx *c, when at)
{
    int64_t minute = (at.ms / 1000 + ZONE_S) % 86400 / 60;
    char day[16];

    (void)date_print(date_at(at, ZONE_S), day);
    return str_format(&c->mem, "%s %02d:%02d", day, (int)(minute / 60), (int)(minute % 60));
}

/* What he does not know yet comes first. */
int repair_order_tell_suggest(
    struct ctx *c, const struct repair_order *ro, struct repair_order_tell_in *in)
{
    if (in->topic == 0 && ro->promise_untold)
        in->topic = TOLD_PROMISE;
    if (in->topic == TOLD_PROMISE && in->what.n == 0)
        in->what = promise_words(c, ro->promised_at);
    in->told_to = listener(c, ro, in->told_to);
    return 0;
}

int promise_told(struct ctx *c, struct repair_order *ro, const struct repair_order_promise_in *in)
{
    str at = promise_words(c, in->promised_at);
    struct repair_order_tell_in tell = { .topic = TOLD_PROMISE, .means = in->means,
        .told_to = in->told_to };

    ro->promise_untold = in->means == 0;
    if (in->means == 0)
        return 0;
    tell.what = utf8_cut(str_format(&c->mem, "%.*s：%.*s", (int)at.n, at.s, (int)in->reason.n,
        in->reason.s), 400);
    return told(c, ro, &tell);
}

/* --- allowed beforehand ----------------------------------------------------------------------- */

int repair_order_allow(
    struct ctx *c, struct repair_order *ro, const struct repair_order_allow_in *in)
{
    struct repair_order_tell_in tell = { .topic = TOLD_ALLOWED, .means = in->means,
        .told_to = in->told_to,
        .what = str_format(&c->mem, "¥%lld.%02lld", (long long)in->amount.fen / 100,
            (long long)in->amount.fen % 100) };

    if (in->amount.fen < ro->allowed_used.fen)
        return refuse_field(c, "amount", &RO_ALLOWED_USED, ro->allowed_used);
    ro->allowed = in->amount;
    return told(c, ro, &tell);
}

/* What waits for an answer, where no option is to be chosen; 0 when there is nothing to decide. */
static int waiting_sum(struct ctx *c, rid order_id, money *sum, bool *choice)
{
    struct ro_line_list lines;

    *sum = FEN(0);
    *choice = false;
    TRY(order_lines(c, order_id, &lines));
    for (size_t i = 0; i < lines.n; i++)
        if (lines.v[i].approval == LINE_PROPOSED) {
            *sum = money_add(*sum, lines.v[i].amount);
            *choice = *choice || lines.v[i].option_id != 0;
        }
    return 0;
}

int repair_order_approve_allowed(
    struct ctx *c, struct repair_order *ro, const struct no_input *none)
{
    struct repair_order_approve_in in = { 0 };
    bool choice;
    money sum;

    (void)none;
    TRY(waiting_sum(c, ro->id, &sum, &choice));
    ro->allowed_used = money_add(ro->allowed_used, sum);
    in.total = money_add(ro->total, sum);
    return repair_order_approve(c, ro, &in);
}

/* Additional work within what he allowed is approved by the system itself. */
int service_on_lines(struct ctx *c, const struct happening *h)
{
    struct repair_order_list held;
    const struct repair_order *ro;
    bool choice;
    money sum;

    TRY(db_hold(c, repair_order, &held, "WHERE id = ?", h->id));
    if (held.n == 0 || held.v[0].business != RO_IN_WORK || held.v[0].allowed.fen == 0)
        return 0;
    ro = &held.v[0];
    TRY(waiting_sum(c, ro->id, &sum, &choice));
    if (choice || sum.fen == 0 || money_add(ro->allowed_used, sum).fen > ro->allowed.fen)
        return 0;
    return command_call(c, repair_order_approve_allowed, ro->id, &(struct no_input){ });
}
