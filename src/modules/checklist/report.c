/* report.c - nonconformities by cause; scores of conduct; who has not learnt a standard. */
#include "modules/checklist/checklist.h"

/* The days asked for; the month so far when left open. */
static void days(const struct ctx *c, date asked_from, date asked_to, date *from, date *to)
{
    int year, month, day;

    date_parts(c->today, &year, &month, &day);
    *from = asked_from.day != 0 ? asked_from : date_of(year, month, 1);
    *to = asked_to.day != 0 ? asked_to : c->today;
}

int nonconformity_months(struct ctx *c, const struct nonconformity_months_in *in,
    struct nonconformity_months_row_list *out)
{
    date from, to;

    days(c, in->day_from, in->day_to, &from, &to);
    return db_list(c, nonconformity_months_row, out, "SELECT kind, cause, way, count(*),"
        " CAST(sum(CASE WHEN state IN ('closed', 'void') THEN 0 ELSE 1 END) AS BIGINT),"
        " CAST(COALESCE(sum(rechecks_failed), 0) AS BIGINT) FROM nonconformity WHERE unit_id = ?"
        " AND created_at >= ? AND created_at < ? AND state <> 'void' AND retired_at IS NULL"
        " GROUP BY kind, cause, way ORDER BY count(*) DESC, kind, cause, way",
        c->who->unit_id, when_at(from, 0, ZONE_S), when_at((date){ to.day + 1 }, 0, ZONE_S));
}

int conduct_scores(
    struct ctx *c, const struct conduct_scores_in *in, struct conduct_scores_row_list *out)
{
    date from, to;

    days(c, in->day_from, in->day_to, &from, &to);
    return db_list(c, conduct_scores_row, out, "SELECT person_id,"
        " CAST(sum(CASE WHEN kind = 'daily' THEN 1 ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN kind = 'audit' THEN 1 ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN kind = 'audit' THEN score END) AS BIGINT)"
        " / CAST(sum(CASE WHEN kind = 'audit' AND score IS NOT NULL THEN 1 END) AS BIGINT),"
        " CAST(COALESCE(sum(failed), 0) AS BIGINT) FROM check_sheet WHERE unit_id = ? AND day >= ?"
        " AND day <= ? AND kind IN ('daily', 'audit') AND state IN ('passed', 'failed')"
        " AND retired_at IS NULL GROUP BY person_id ORDER BY 4 DESC, person_id",
        c->who->unit_id, from, to);
}

int standards_unread(
    struct ctx *c, const struct standards_unread_in *in, struct standards_unread_row_list *out)
{
    return db_list(c, standards_unread_row, out, "SELECT t.id, t.edition, h.employee_id, h.post_id"
        " FROM post_holding h JOIN check_template t ON t.post_id = h.post_id AND t.state = 'published'"
        " WHERE h.unit_id = ? AND h.retired_at IS NULL AND h.valid_from <= ?"
        " AND (h.valid_to IS NULL OR h.valid_to >= ?) AND (? = 0 OR t.id = ?) AND NOT EXISTS"
        " (SELECT 1 FROM standard_read r WHERE r.template_id = t.id AND r.employee_id = h.employee_id)"
        " ORDER BY t.id, h.employee_id", c->who->unit_id, c->today, c->today, in->template_id,
        in->template_id);
}
