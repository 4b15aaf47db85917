/* quoted.c - what was quoted on the phone against what was settled. */
#include "modules/service/order.h"

enum { PPM = 1000000, DAYS_USUAL = 30 };

int quote_accuracy(
    struct ctx *c, const struct quote_accuracy_in *in, struct quote_accuracy_row_list *out)
{
    date first = in->day_from.day != 0 ? in->day_from : (date){ c->today.day - DAYS_USUAL };
    date last = in->day_to.day != 0 ? in->day_to : c->today;
    rid unit_id;

    TRY(unit_asked(c, "store_id", in->store_id, &unit_id));
    TRY(db_list(c, quote_accuracy_row, out,
        "SELECT s.day, o.id, o.vehicle_id, a.quoted, o.first_quote, s.total, s.total - a.quoted,"
        " CAST(0 AS BIGINT) FROM settlement s JOIN repair_order o ON o.id = s.source_id"
        " JOIN appointment a ON a.id = o.appointment_id WHERE s.unit_id = ? AND s.day >= ?"
        " AND s.day <= ? AND s.source_entity = 'repair_order' AND s.state <> 'reversed'"
        " AND a.quoted > 0 ORDER BY s.day, o.id LIMIT 1000", unit_id, first, last));
    for (size_t i = 0; i < out->n; i++)
        out->v[i].off.ppm = llabs(out->v[i].difference.fen) * PPM / out->v[i].quoted.fen;
    return 0;
}
