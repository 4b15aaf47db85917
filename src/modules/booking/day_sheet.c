/* day_sheet.c - what is ready for a day and what is not, whom to call now, and the sheet of the
 * next day that storekeeper and supervisor sign (SVC-04). */
#include "kernel/print.h"
#include "modules/booking/booking.h"

static int of_day(struct ctx *c, rid unit_id, date day, struct appointment_list *out)
{
    return db_list(c, appointment, out, "WHERE unit_id = ? AND day = ? AND state IN"
        " ('pending', 'confirmed', 'prepared') ORDER BY slot, id", unit_id, day);
}

static int parts_text(struct ctx *c, rid appointment_id, str *out)
{
    struct appointment_part_list parts;
    struct text t = text_in(&c->mem, 1000);

    TRY(appointment_parts(c, appointment_id, &parts));
    for (size_t i = 0; i < parts.n; i++) {
        struct part p;

        TRY(db_get(c, part, &p, parts.v[i].part_id));
        text_f(&t, "%s%.*s × %lld.%03lld", i > 0 ? "；" : "", (int)p.name.n, p.name.s,
            (long long)parts.v[i].quantity.milli / 1000,
            (long long)parts.v[i].quantity.milli % 1000);
    }
    *out = text_str(&t);
    return 0;
}

int preparation(struct ctx *c, const struct preparation_in *in, struct preparation_row_list *out)
{
    date day = in->day.day != 0 ? in->day : (date){ c->today.day + 1 };
    struct appointment_list all;
    rid unit_id;

    TRY(unit_asked(c, "store_id", in->store_id, &unit_id));
    TRY(of_day(c, unit_id, day, &all));
    out->v = arena_alloc(&c->mem, (all.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (out->n = 0; out->n < all.n; out->n++) {
        const struct appointment *a = &all.v[out->n];

        out->v[out->n] = (struct preparation_row){ .slot = a->slot, .appointment_id = a->id,
            .vehicle_id = a->vehicle_id, .kind = a->kind, .state = a->state, .bay_id = a->bay_id,
            .technician_id = a->technician_id, .adviser_id = a->adviser_id };
        TRY(parts_text(c, a->id, &out->v[out->n].parts));
    }
    return 0;
}

int confirmation_calls(
    struct ctx *c, const struct confirmation_in *in, struct confirmation_row_list *out)
{
    struct appointment_list all;
    rid unit_id;

    TRY(unit_asked(c, "store_id", in->store_id, &unit_id));
    TRY(db_list(c, appointment, &all, "WHERE unit_id = ? AND day = ? AND call_due = 1 AND state IN"
        " ('pending', 'confirmed', 'prepared') ORDER BY starts_at, id", unit_id, c->today));
    out->v = arena_alloc(&c->mem, (all.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (out->n = 0; out->n < all.n; out->n++) {
        const struct appointment *a = &all.v[out->n];
        struct party p;

        TRY(db_get(c, party, &p, a->party_id));
        out->v[out->n] = (struct confirmation_row){ a->starts_at, a->id, a->vehicle_id, a->party_id,
            a->deliverer_phone.n > 0 ? a->deliverer_phone : p.phone, a->state };
    }
    return 0;
}

/* --- the sheet -------------------------------------------------------------------------------- */

int day_sheet_judge(struct ctx *c, struct day_sheet *now, const struct day_sheet *before)
{
    char day[16];

    if (before == NULL)
        now->state = SHEET_DRAFT;
    date_print(now->day, day);
    now->label = str_format(&c->mem, "%s", day);
    return 0;
}

int day_sheet_check(struct ctx *c, struct day_sheet *s, const struct no_input *in)
{
    (void)in;
    s->keeper_id = c->who->employee_id;
    return 0;
}

/* Not while something of that day is unprepared: the supervisor answers for it. */
int day_sheet_confirm(struct ctx *c, struct day_sheet *s, const struct no_input *in)
{
    struct appointment_list all;
    int64_t open = 0;

    (void)in;
    TRY(of_day(c, s->unit_id, s->day, &all));
    for (size_t i = 0; i < all.n; i++)
        open += all.v[i].state != AP_PREPARED;
    if (open > 0)
        return refuse(c, &SHEET_UNPREPARED, s->day, open);
    s->supervisor_id = c->who->employee_id;
    s->confirmed_at = c->now;
    return 0;
}

int day_sheet_reopen(struct ctx *c, struct day_sheet *s, const struct no_input *in)
{
    (void)c, (void)in;
    s->keeper_id = s->supervisor_id = 0;
    s->confirmed_at = (when){ 0 };
    return 0;
}

static const struct print_column columns[] = {
    { { "时间", "Time" }, 8, SIDE_LEFT }, { { "车辆", "Vehicle" }, 14, SIDE_LEFT },
    { { "业务", "Kind" }, 8, SIDE_LEFT }, { { "工位", "Bay" }, 8, SIDE_LEFT },
    { { "技师", "Technician" }, 12, SIDE_LEFT }, { { "顾问", "Adviser" }, 12, SIDE_LEFT },
    { { "预留配件", "Parts" }, 26, SIDE_LEFT }, { { "状态", "State" }, 12, SIDE_LEFT },
};

int day_sheet_form(struct ctx *c, const struct day_sheet *s, struct print *p)
{
    struct appointment_list all;

    print_fields(p, day_sheet, s, "day state keeper_id supervisor_id");
    TRY(of_day(c, s->unit_id, s->day, &all));
    print_table(p, columns, COUNT(columns));
    for (size_t i = 0; i < all.n; i++) {
        const struct appointment *a = &all.v[i];
        str parts;

        TRY(parts_text(c, a->id, &parts));
        print_row(p, str_format(&c->mem, "%lld:%02lld", (long long)a->slot / 60,
                (long long)a->slot % 60),
            print_title(p, vehicle, a->vehicle_id),
            print_code(p, &appointment_kind_choices, a->kind),
            print_title(p, bay, a->bay_id), print_title(p, employee, a->technician_id),
            print_title(p, employee, a->adviser_id), parts,
            print_code(p, &appointment_state_choices, a->state));
    }
    print_sign(p, SAY("库管员", "Storekeeper"), SAY("车间主管", "Supervisor"));
    return 0;
}
