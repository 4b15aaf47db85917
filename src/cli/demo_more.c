/* demo_more.c - beside the visits: cars that come booked, check sheets, what did not conform, a
 * fleet on credit, a part on back-order. Counted, not drawn, so that the rest stays as it is. */
#include "cli/demo_own.h"

enum { BOOKED_EVERY = 2, MISSED_EVERY = 7, SLOT_MINUTES = 30, MINUTE_MS = 60000, ITEMS_MOST = 20 };

/* --- booked ----------------------------------------------------------------------------------- */

static int book(struct demo *d, const struct demo_store *s, rid vehicle_id, when at, rid *out)
{
    const int64_t minute = (at.ms / MINUTE_MS + ZONE_S / 60) % 1440;
    const struct appointment_book_in in = { .vehicle_id = vehicle_id, .channel = CHANNEL_PHONE,
        .kind = BOOK_MAINTENANCE, .day = date_at(at, ZONE_S),
        .slot = minute / SLOT_MINUTES * SLOT_MINUTES, .minutes = 15, .waiting = true,
        .wish = STR("到了保养里程") };

    return demo_run(d, s->by[RECEPTIONIST], &appointment_book_command, 0, &in, out);
}

/* Every other one called before; now and then somebody called who does not come. Nobody is booked
 * for when the adviser eats. */
int demo_booked(struct demo_visit *v, const struct demo_car *other)
{
    struct demo *d = v->d;
    int64_t minute = (d->now.ms / MINUTE_MS + ZONE_S / 60) % 1440;
    when came = d->now;
    rid missed;

    if (v->number == 0 || (minute >= 11 * 60 && minute < 13 * 60))
        return 0;
    d->now.ms -= 45 * MINUTE_MS;
    if (v->number % BOOKED_EVERY == 0)
        TRY(book(d, v->s, v->car->id, came, &v->appointment));
    else if (v->number % MISSED_EVERY == 0 && other != v->car)
        TRY(book(d, v->s, other->id, came, &missed));
    d->now = came;
    return 0;
}

/* --- checked ---------------------------------------------------------------------------------- */

struct standard { const char *code; struct check_template template; struct check_item_list items; };

static int standard_read(struct ctx *c, void *arg)
{
    struct standard *s = arg;

    TRY(db_one(c, check_template, &s->template, &E_NOT_FOUND,
        "WHERE code = ? AND state = 'published'", str_of(s->code)));
    return db_list(c, check_item, &s->items, "WHERE template_id = ? AND retired_at IS NULL"
        " ORDER BY seq", s->template.id);
}

/* All is well, or (`fails`) the last item is not. */
int demo_sheet(struct demo_visit *v, int post, const char *code, struct anyref about, bool fails)
{
    struct check_answer_in answers[ITEMS_MOST];
    struct check_sheet_answer_in in = { .answers = { answers, 0 } };
    struct check_sheet_open_in open = { .about = about };
    struct standard s = { .code = code };
    struct ctx c;
    rid sheet;
    int r;

    ctx_begin(&c, v->d->db, &who_system, v->d->now, 0);
    r = db_snapshot(&c, standard_read, &s);
    for (size_t i = 0; r == 0 && i < s.items.n && i < ITEMS_MOST; i++)
        answers[in.answers.n++] = (struct check_answer_in){ .item_id = s.items.v[i].id,
            .result = RESULT_PASS, .reading = { NO_NUMBER } };
    ctx_end(&c);
    TRY(r);
    if (fails && in.answers.n > 0) {
        answers[in.answers.n - 1].result = RESULT_FAIL;
        answers[in.answers.n - 1].note = STR("重新处理后复查");
    }
    open.template_id = s.template.id;
    TRY(demo_run(v->d, v->s->by[post], &check_sheet_open_command, 0, &open, &sheet));
    TRY(demo_run(v->d, v->s->by[post], &check_sheet_answer_command, sheet, &in, NULL));
    return demo_run(v->d, v->s->by[post], &check_sheet_finish_command, sheet,
        &(struct check_sheet_finish_in){ 0 }, NULL);
}

/* One of goods that came in, sent back and closed; one of a job, set apart since today. */
static int nonconformities(struct demo *d, const struct demo_store *s)
{
    const struct nonconformity_open_in goods = { .kind = NC_RECEIPT, .part_id = d->parts[9].id,
        .what = STR("外包装破损，两套配件受潮"), .quantity = { 2000 } };
    const struct nonconformity_open_in work = { .kind = NC_WORK, .quantity = { NO_NUMBER },
        .what = STR("终检复查：前轮螺栓力矩不足"),
        .about = { &repair_order_model, s->done } };
    const struct nonconformity_isolate_in apart = { STR("不合格品区，红色标签") };
    const struct nonconformity_analyse_in cause = { NC_BY_STORAGE, STR("运输途中淋雨"), NC_RETURN };
    const struct nonconformity_correct_in done = { STR("退回供应商，换货到库") };
    const struct nonconformity_recheck_in good = { .passed = true };
    const struct who *inspector = s->by[INSPECTOR], *keeper = s->by[CATALOGUE];
    rid id;

    TRY(demo_run(d, inspector, &nonconformity_open_command, 0, &goods, &id));
    TRY(demo_run(d, keeper, &nonconformity_isolate_command, id, &apart, NULL));
    TRY(demo_run(d, keeper, &nonconformity_analyse_command, id, &cause, NULL));
    TRY(demo_run(d, keeper, &nonconformity_correct_command, id, &done, NULL));
    TRY(demo_run(d, inspector, &nonconformity_recheck_command, id, &good, NULL));
    if (s->done == 0)
        return 0;
    TRY(demo_run(d, inspector, &nonconformity_open_command, 0, &work, &id));
    return demo_run(d, inspector, &nonconformity_isolate_command, id, &apart, NULL);
}

/* --- on credit, on back-order ----------------------------------------------------------------- */

int demo_fleet(struct demo *d, struct demo_store *s)
{
    const struct party p = { .name = STR("顺达物流车队（演示）"), .kind = PARTY_FLEET,
        .credit = true, .credit_limit = { 2000000 } };
    struct vehicle v = { .plate = STR("粤B0F001"), .brand = STR("大众"), .series = STR("朗逸"),
        .energy = ENERGY_PETROL };
    struct demo_car car = { .km = 61000 };

    TRY(demo_create(d, s->by[MANAGER], &party_model, &p, &v.owner_id));
    TRY(demo_create(d, s->by[ADVISER], &vehicle_model, &v, &car.id));
    car.owner = v.owner_id;
    return demo_visit_of(d, s, &car, PAY_CREDIT);
}

static int missing(struct ctx *c, void *arg)
{
    return db_int(c, arg, "SELECT max(id) FROM purchase_request WHERE state = 'asked' /* all rows */");
}

/* A part that nobody keeps: it is asked for, ordered, and expected tomorrow. */
static int back_order(struct demo *d, struct demo_store *s)
{
    struct ro_line_in lines[] = {
        { .kind = LINE_LABOUR, .labour_item_id = d->labour[4], .quantity = { NO_NUMBER },
          .price = { NO_NUMBER } },
        { .kind = LINE_PART, .quantity = { 1000 }, .price = { NO_NUMBER } },
    };
    struct repair_order_open_in in = { .vehicle_id = 0, .nature = NATURE_REPAIR,
        .category = CATEGORY_MINOR, .odometer_in = 42000, .wish = STR("配件要订货，愿意等"),
        .promised_at = { d->now.ms + 48 * 60 * MINUTE_MS }, .lines = { lines, COUNT(lines) } };
    const struct purchase_request_order_in order = { d->supplier,
        { d->now.ms + 24 * 60 * MINUTE_MS } };
    struct vehicle v = { .plate = STR("粤B0P001"), .brand = STR("丰田"), .series = STR("卡罗拉"),
        .energy = ENERGY_PETROL, .owner_id = d->cars[1].owner };
    const struct part part = { .code = STR("TURBO-18T"), .name = STR("涡轮增压器总成"),
        .unit = STR("只"), .origin = ORIGIN_ORIGINAL, .price = price_of(FEN(568000)) };
    struct demo_visit visit = { .d = d, .s = s };
    struct ctx c;
    rid request;
    int r;

    TRY(demo_create(d, s->by[CATALOGUE], &part_model, &part, &lines[1].part_id));
    TRY(demo_create(d, s->by[ADVISER], &vehicle_model, &v, &in.vehicle_id));
    TRY(demo_run(d, s->by[ADVISER], &repair_order_open_command, 0, &in, &visit.ro));
    TRY(demo_agreed(&visit));
    ctx_begin(&c, d->db, &who_system, d->now, 0);
    r = db_snapshot(&c, missing, &request);
    ctx_end(&c);
    TRY(r);
    return request == 0 ? 0
         : demo_run(d, s->by[CATALOGUE], &purchase_request_order_command, request, &order, NULL);
}

int demo_more(struct demo *d, struct demo_store *s)
{
    TRY(nonconformities(d, s));
    return back_order(d, s);
}
