/* org_report.c - the posts of a unit and who holds them. */
#include "modules/org/org.h"

int org_unit(struct ctx *c, const struct org_unit_in *in, struct org_unit_row_list *out)
{
    date day = in->as_of.day != 0 ? in->as_of : c->today;
    rid unit_id;

    TRY(unit_asked(c, "unit_id", in->unit_id, &unit_id));
    return db_list(c, org_unit_row, out, "SELECT p.id, p.name_en, p.headcount, h.employee_id,"
        " h.valid_from, p.duties_text FROM post_holding h JOIN post p ON p.id = h.post_id WHERE h.unit_id = ? AND h.valid_from <= ?"
        " AND (h.valid_to IS NULL OR h.valid_to >= ?) AND h.retired_at IS NULL ORDER BY p.id, h.employee_id",
        unit_id, day, day);
}
