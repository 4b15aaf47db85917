/* count.c - count cards and packages: sold, used, given back. */
#include "modules/member/member_own.h"

/* --- products --------------------------------------------------------------------------------- */

int count_product_judge(
    struct ctx *c, struct count_product *now, const struct count_product *before)
{
    (void)c, (void)now, (void)before;
    return 0;
}

int count_product_item_judge(
    struct ctx *c, struct count_product_item *now, const struct count_product_item *before)
{
    (void)before;
    return now->worth.fen > 0 ? 0 : refuse_field(c, "worth", &COUNT_WORTH);
}

/* --- sold ------------------------------------------------------------------------------------- */

static int items_of(struct ctx *c, rid card_id, struct count_item_list *out)
{
    return db_hold(c, count_item, out, "WHERE card_id = ? AND retired_at IS NULL ORDER BY id",
        card_id);
}

/* The price over the items by what they would cost alone. */
static int items_store(struct ctx *c, const struct count_card *k,
    const struct count_product_item_list *items)
{
    money whole[SPREAD_MAX], share[SPREAD_MAX];

    for (size_t i = 0; i < items->n; i++)
        whole[i] = money_times(price_of(items->v[i].worth), (qty){ items->v[i].times * 1000 });
    money_spread(k->price, whole, items->n, share);
    for (size_t i = 0; i < items->n; i++) {
        struct count_item item = { .id = id_new(c), .unit_id = k->unit_id, .card_id = k->id,
            .seq = (int64_t)i + 1, .name = items->v[i].name, .times = items->v[i].times,
            .uses_left = items->v[i].times, .value = share[i], .value_left = share[i] };
        struct count_move move = { .unit_id = k->unit_id, .card_id = k->id, .item_id = item.id,
            .day = c->today, .times = item.times, .value = item.value,
            .source = { &count_card_model, k->id } };

        TRY(row_insert(c, count_item, &item));
        TRY(row_insert(c, count_move, &move));
    }
    return 0;
}

static struct held held_of(struct ctx *c, const struct count_card *k)
{
    return (struct held){ c->who->unit_id != 0 ? c->who->unit_id : k->unit_id, k->party_id,
        { &count_card_model, k->id }, HELD_CARD, k->unit_id, 0 };
}

int count_card_sell(struct ctx *c, struct count_card *k, const struct count_card_sell_in *in)
{
    struct count_product_item_list items;
    struct count_product product;
    struct held h;

    TRY(db_get(c, count_product, &product, in->product_id));
    TRY(db_list(c, count_product_item, &items, "WHERE product_id = ? AND retired_at IS NULL"
        " ORDER BY id", product.id));
    if (items.n == 0 || items.n > SPREAD_MAX || product.retired_at.ms != 0)
        return refuse_field(c, "product_id", &COUNT_NO_ITEMS);
    k->product_id = product.id;
    k->party_id = in->party_id;
    k->price = product.price;
    k->sold_on = c->today;
    k->good_to = product.valid_days > 0 ? (date){ c->today.day + product.valid_days } : (date){ 0 };
    k->company_id = unit_company(c, k->unit_id);
    if (k->company_id == 0)
        return refuse(c, &LEDGER_NO_COMPANY);
    TRY(party_living(c, &k->party_id));
    TRY(number_next(c, &series_count_card, k->unit_id, &k->number));
    h = held_of(c, k);
    TRY(held_move_make(c, &h, in->method, k->price, in->reference));
    return items_store(c, k, &items);
}

int count_card_extend(struct ctx *c, struct count_card *k, const struct count_card_extend_in *in)
{
    if (in->good_to.day < k->good_to.day || in->good_to.day < c->today.day)
        return refuse_field(c, "good_to", &COUPON_DATES);
    c->reason = in->reason;
    k->good_to = in->good_to;
    return 0;
}

/* --- used at the till ------------------------------------------------------------------------- */

int count_hold(struct ctx *c, str reference, struct count_card *k, struct count_item *item)
{
    struct count_card_list found;
    struct count_item_list items;
    str rest = reference, number = str_cut(&rest, '/');
    int64_t seq = 1;

    TRY(db_hold(c, count_card, &found, "WHERE number = ? AND retired_at IS NULL", number));
    if (found.n == 0)
        return refuse_field(c, "reference", &MEMBER_NO_CARD, number);
    *k = found.v[0];
    if (rest.n > 0 && !str_int(rest, &seq))
        return refuse_field(c, "reference", &COUNT_NO_ITEM, number, rest);
    TRY(items_of(c, k->id, &items));
    if (seq < 1 || (size_t)seq > items.n)
        return refuse_field(c, "reference", &COUNT_NO_ITEM, number, seq);
    *item = items.v[seq - 1];
    return 0;
}

static int item_moved(struct ctx *c, const struct count_item *now, const struct count_item *before,
    rid unit_id, struct anyref source)
{
    struct count_item after = *now;
    struct count_move move = { .unit_id = unit_id, .card_id = now->card_id, .item_id = now->id,
        .day = c->today, .times = now->uses_left - before->uses_left,
        .value = money_sub(now->value_left, before->value_left), .source = source };

    TRY(row_update(c, count_item, &after, before));
    return row_insert(c, count_move, &move);
}

static int uses_left(struct ctx *c, rid card_id, int64_t *left)
{
    return db_int(c, left, "SELECT CAST(COALESCE(sum(uses_left), 0) AS BIGINT) FROM count_item"
        " WHERE card_id = ? AND retired_at IS NULL", card_id);
}

/* One use, worth its share of what was paid; the last one all that is left. What the work costs
 * more than that is off the price; what it costs less is put on, for the use was paid for. */
int count_take(struct ctx *c, const struct settlement *s, str reference, money amount,
    struct card_taken *out)
{
    struct count_item item, before;
    struct count_card k;
    int64_t left;

    TRY(count_hold(c, reference, &k, &item));
    if (k.state == COUNT_REFUNDED)
        return refuse(c, &MEMBER_CARD_STOPPED, k.number);
    if (k.good_to.day != 0 && k.good_to.day < c->today.day)
        return refuse(c, &COUNT_EXPIRED, k.number, k.good_to);
    if (item.uses_left == 0)
        return refuse(c, &COUNT_USED_UP, item.name);
    before = item;
    *out = (struct card_taken){ .card = { &count_item_model, item.id }, .unit_id = k.unit_id,
        .party_id = k.party_id,
        .paid = money_share(item.value_left, 1, item.uses_left) };
    out->allowed = money_sub(amount, out->paid);
    TRY(ledger_hold(c, unit_company(c, s->unit_id), k.company_id));
    item.uses_left--;
    item.value_left = money_sub(item.value_left, out->paid);
    TRY(item_moved(c, &item, &before, s->unit_id, (struct anyref){ &settlement_model, s->id }));
    TRY(uses_left(c, k.id, &left));
    return left > 0 ? 0 : command_call(c, count_card_end, k.id, &(struct no_input){ });
}

int count_give_back(struct ctx *c, const struct payment *p)
{
    struct count_item_list held;
    struct count_item item;
    struct count_card k;

    TRY(db_hold(c, count_item, &held, "WHERE id = ?", p->card.id));
    if (held.n == 0)
        return DB_FAILED;
    item = held.v[0];
    TRY(db_get(c, count_card, &k, item.card_id));
    if (k.state == COUNT_REFUNDED)
        return refuse(c, &MEMBER_CARD_STOPPED, k.number);
    TRY(ledger_hold(c, unit_company(c, p->unit_id), k.company_id));
    item.uses_left++;
    item.value_left = money_add(item.value_left, p->amount);
    TRY(item_moved(c, &item, &held.v[0], p->unit_id, (struct anyref){ &payment_model, p->id }));
    return k.state == COUNT_USED
        ? command_call(c, count_card_again, k.id, &(struct no_input){ }) : 0;
}

int count_card_end(struct ctx *c, struct count_card *k, const struct no_input *in)
{
    (void)c, (void)k, (void)in;
    return 0;
}

int count_card_again(struct ctx *c, struct count_card *k, const struct no_input *in)
{
    (void)c, (void)k, (void)in;
    return 0;
}

/* --- given back ------------------------------------------------------------------------------- */

int count_card_refund(struct ctx *c, struct count_card *k, const struct member_card_close_in *in)
{
    const struct held h = held_of(c, k);
    struct count_item_list items;
    money back = FEN(0);

    c->reason = in->reason;
    TRY(items_of(c, k->id, &items));
    for (size_t i = 0; i < items.n; i++)
        back = money_add(back, items.v[i].value_left);
    if (back.fen == 0)
        return refuse(c, &COUNT_BUSY);
    TRY(held_move_make(c, &h, in->method, money_sub(FEN(0), back), in->reference));
    for (size_t i = 0; i < items.n; i++) {
        struct count_item now = items.v[i];

        now.uses_left = 0;
        now.value_left = FEN(0);
        if (items.v[i].uses_left > 0)
            TRY(item_moved(c, &now, &items.v[i], h.unit_id,
                (struct anyref){ &count_card_model, k->id }));
    }
    return 0;
}
