/* suggest.c - what the forms of the visit begin with. */
#include "modules/service/order.h"

static enum ro_nature nature_of(enum appointment_kind kind)
{
    switch (kind) {
    case BOOK_MAINTENANCE: return NATURE_MAINTENANCE;
    case BOOK_REPAIR:      return NATURE_REPAIR;
    case BOOK_BEAUTY:      return NATURE_BEAUTY;
    default:               return ro_nature_none;
    }
}

/* The order that was prepared (预约准备开单): the parts set aside are its first lines. */
static int parts_ready(struct ctx *c, rid appointment_id, struct ro_line_in_list *lines)
{
    struct appointment_part_list parts;

    TRY(appointment_parts(c, appointment_id, &parts));
    if (parts.n == 0)
        return 0;
    lines->v = arena_alloc(&c->mem, parts.n * sizeof *lines->v);
    if (lines->v == NULL)
        return DB_FAILED;
    for (; lines->n < parts.n; lines->n++)
        lines->v[lines->n] = (struct ro_line_in){ .kind = LINE_PART,
            .part_id = parts.v[lines->n].part_id, .quantity = parts.v[lines->n].quantity,
            .price = { NO_NUMBER } };
    return 0;
}

static int from_appointment(struct ctx *c, struct repair_order_open_in *in)
{
    struct appointment a;

    TRY(db_get(c, appointment, &a, in->appointment_id));
    if (!who_reads(c->who, a.unit_id))
        return refuse(c, &E_NOT_FOUND);
    in->vehicle_id = in->vehicle_id != 0 ? in->vehicle_id : a.vehicle_id;
    in->party_id = in->party_id != 0 ? in->party_id : a.party_id;
    in->nature = in->nature != ro_nature_none ? in->nature : nature_of(a.kind);
    in->wish = in->wish.n > 0 ? in->wish : a.wish;
    in->waiting = in->waiting || a.waiting;
    if (in->deliverer_name.n == 0 && in->deliverer_phone.n == 0) {
        in->deliverer_name = a.deliverer_name;
        in->deliverer_phone = a.deliverer_phone;
    }
    return in->lines.n == 0 ? parts_ready(c, a.id, &in->lines) : 0;
}

/* Who owns the car, and who brought it last. */
static int from_vehicle(struct ctx *c, struct repair_order_open_in *in)
{
    struct repair_order_list last;
    struct vehicle car;

    TRY(vehicle_living(c, &in->vehicle_id));
    TRY(db_get(c, vehicle, &car, in->vehicle_id));
    in->party_id = in->party_id != 0 ? in->party_id : car.owner_id;
    if (in->deliverer_name.n > 0 || in->deliverer_phone.n > 0)
        return 0;
    TRY(db_list(c, repair_order, &last, "WHERE vehicle_id = ? AND unit_id = ? AND deliverer_name IS NOT NULL"
        " ORDER BY id DESC LIMIT 1", in->vehicle_id, c->who->unit_id));
    if (last.n > 0) {
        in->deliverer_name = last.v[0].deliverer_name;
        in->deliverer_phone = last.v[0].deliverer_phone;
    }
    return 0;
}

/* The first usual job tells what kind of visit it is; all of them, how long the car will stay. */
static int from_lines(struct ctx *c, struct repair_order_open_in *in)
{
    qty hours = { 0 };

    for (size_t i = 0; i < in->lines.n; i++) {
        const struct ro_line_in *l = &in->lines.v[i];
        struct labour_item item = { 0 };

        if (l->labour_item_id != 0)
            TRY(db_get(c, labour_item, &item, l->labour_item_id));
        if (in->nature == ro_nature_none)
            in->nature = item.nature;
        if (in->category == ro_category_none)
            in->category = item.category;
        if (l->kind == LINE_LABOUR)
            hours = qty_add(hours, l->quantity.milli != NO_NUMBER ? l->quantity : item.hours);
    }
    return in->promised_at.ms != 0 ? 0 : promise_suggest(c, hours, &in->promised_at);
}

int repair_order_open_suggest(
    struct ctx *c, const struct repair_order *none, struct repair_order_open_in *in)
{
    (void)none;
    if (in->appointment_id != 0)
        TRY(from_appointment(c, in));
    if (in->vehicle_id != 0)
        TRY(from_vehicle(c, in));
    return from_lines(c, in);
}

int repair_order_change_line_suggest(
    struct ctx *c, const struct repair_order *ro, struct repair_order_change_line_in *in)
{
    struct ro_line line;

    if (in->line_id == 0)
        return 0;
    TRY(order_line(c, ro, in->line_id, "line_id", &line));
    in->title = line.title;
    in->quantity = line.quantity;
    in->price = line.price;
    in->discount = line.discount;
    return 0;
}

int repair_order_promise_suggest(
    struct ctx *c, const struct repair_order *ro, struct repair_order_promise_in *in)
{
    (void)c;
    if (in->promised_at.ms == 0)
        in->promised_at = ro->promised_at;
    return 0;
}

/* All that is outstanding. */
int repair_order_issue_suggest(
    struct ctx *c, const struct repair_order *ro, struct repair_order_issue_in *in)
{
    struct ro_line_list lines;

    if (in->lines.n > 0)
        return 0;
    TRY(order_lines(c, ro->id, &lines));
    in->lines.v = arena_alloc(&c->mem, (lines.n + 1) * sizeof *in->lines.v);
    if (in->lines.v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < lines.n; i++)
        if (line_outstanding(&lines.v[i]) > 0)
            in->lines.v[in->lines.n++] = (struct repair_order_part_in){ lines.v[i].id,
                { line_outstanding(&lines.v[i]) } };
    return 0;
}
