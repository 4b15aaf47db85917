/* bench.c - what a technician sends from his tablet besides his clock: parts he needs, pictures. */
#include "modules/service/order.h"

int assignment_ask_part(
    struct ctx *c, struct assignment *a, const struct assignment_ask_part_in *in)
{
    struct part_request r = { .unit_id = a->unit_id,
        .what = in->what,
        .quantity = in->quantity,
        .repair_order_id = a->repair_order_id,
        .assignment_id = a->id,
        .technician_id = a->technician_id,
        .state = PR_ASKED };

    TRY(row_insert(c, part_request, &r));
    command_created(c, &part_request_model, r.id);
    return 0;
}

int part_request_done(
    struct ctx *c, struct part_request *r, const struct part_request_done_in *in)
{
    (void)c;
    r->answer = in->answer;
    return 0;
}

int part_request_decline(
    struct ctx *c, struct part_request *r, const struct part_request_decline_in *in)
{
    (void)c;
    r->answer = in->answer;
    return 0;
}

int order_photo_judge(struct ctx *c, struct order_photo *now, const struct order_photo *before)
{
    (void)c, (void)now, (void)before;
    return 0;
}

/* Whether the customer sees it is for the adviser to say. */
int assignment_photo(struct ctx *c, struct assignment *a, const struct assignment_photo_in *in)
{
    struct order_photo p = { .unit_id = a->unit_id, .repair_order_id = a->repair_order_id,
        .assignment_id = a->id, .file_id = in->photo, .internal = true,
        .caption = in->note.n > 0 ? in->note : a->title };

    TRY(row_insert(c, order_photo, &p));
    command_created(c, &order_photo_model, p.id);
    return 0;
}

/* --- my jobs ---------------------------------------------------------------------------------- */

/* What runs first, then what may be begun, then what is stopped; the nearest promise of each. */
int my_jobs(struct ctx *c, const struct my_jobs_in *in, struct my_jobs_row_list *out)
{
    rid who = in->technician_id != 0 ? in->technician_id : c->who->employee_id;

    return db_list(c, my_jobs_row, out, "SELECT a.id, a.repair_order_id, o.vehicle_id, v.brand, v.series,"
        " a.bay_id, a.hours, a.state, a.worked, a.started_at, a.stop_reason, o.promised_at, o.wish, o.parts,"
        " o.workshop FROM assignment a JOIN repair_order o ON o.id = a.repair_order_id"
        " JOIN vehicle v ON v.id = o.vehicle_id WHERE a.technician_id = ? AND a.unit_id = ?"
        " AND a.state IN ('working', 'assigned', 'paused') AND a.retired_at IS NULL ORDER BY CASE a.state"
        " WHEN 'working' THEN 0 WHEN 'assigned' THEN 1 ELSE 2 END, o.promised_at, a.id LIMIT 100", who,
        c->who->unit_id);
}
