/* legacy.c - lines of job cards that older systems wrote: taken as they are, some invoiced before
 * the visit, some without an odometer; linked to a vehicle where they can. */
#include "modules/record/record.h"

enum { SIBLINGS_MAX = 2000 };

/* A whole plate or VIN that is on file; the beginning of a plate says nothing. */
static int vehicle_of(struct ctx *c, const struct legacy_visit *v, rid *id)
{
    *id = 0;
    if (v->vin.n == 17)
        TRY(db_int(c, id, "SELECT id FROM vehicle WHERE vin = ? AND retired_at IS NULL", v->vin));
    if (*id == 0 && utf8_count(v->plate) >= 7)
        TRY(db_int(c, id, "SELECT id FROM vehicle WHERE plate = ? AND retired_at IS NULL",
            v->plate));
    return *id != 0 ? vehicle_living(c, id) : 0;
}

int legacy_visit_judge(struct ctx *c, struct legacy_visit *now, const struct legacy_visit *before)
{
    char day[16];

    if (now->visited_on.day > c->today.day)
        return refuse_field(c, "visited_on", &LEGACY_FUTURE);
    date_print(now->visited_on, day);
    now->month = str_copy(&c->mem, (str){ day, 7 });
    if (before == NULL)
        return vehicle_of(c, now, &now->vehicle_id);
    return 0;
}

int legacy_visit_link(
    struct ctx *c, struct legacy_visit *v, const struct legacy_visit_link_in *in)
{
    struct legacy_visit_list all;
    rid vehicle_id = in->vehicle_id;

    TRY(vehicle_living(c, &vehicle_id));
    v->vehicle_id = vehicle_id;
    if (v->customer_ref.n == 0)
        return 0;
    TRY(db_list(c, legacy_visit, &all, "WHERE customer_ref = ? AND model = ? AND id <> ?"
        " AND retired_at IS NULL ORDER BY id LIMIT ?", v->customer_ref, v->model, v->id,
        (int)SIBLINGS_MAX));
    for (size_t i = 0; i < all.n; i++) {
        struct legacy_visit now = all.v[i];

        now.vehicle_id = vehicle_id;
        TRY(row_update(c, legacy_visit, &now, &all.v[i]));
    }
    return 0;
}

/* A visit is a number of the older system; a line without one is a visit of its own. */
#define COUNTED "count(DISTINCT COALESCE(reference, CAST(id AS TEXT))), count(*)" \
    " FROM legacy_visit WHERE retired_at IS NULL AND visited_on >= ? AND visited_on <= ? "

int legacy_visits(
    struct ctx *c, const struct legacy_visits_in *in, struct legacy_visits_row_list *out)
{
    date from = in->day_from, to = in->day_to.day != 0 ? in->day_to : c->today;

    switch (in->by) {
    case LEGACY_MODEL:
        return db_list(c, legacy_visits_row, out, "SELECT model, " COUNTED
            "GROUP BY model /* all rows */ ORDER BY count(*) DESC, model LIMIT 2000", from, to);
    case LEGACY_ITEM:
        return db_list(c, legacy_visits_row, out, "SELECT COALESCE(item, ''), " COUNTED
            "GROUP BY item /* all rows */ ORDER BY count(*) DESC, COALESCE(item, '') LIMIT 2000",
            from, to);
    default:
        return db_list(c, legacy_visits_row, out, "SELECT month, " COUNTED
            "GROUP BY month /* all rows */ ORDER BY month LIMIT 2000", from, to);
    }
}
