/* law.c - a car's inspection and insurance, which our agent may do, beside its service (SVC-15). */
#include "modules/care/care_own.h"

enum reminder_why care_why(enum agency_kind kind)
{
    return kind == AGENCY_INSPECTION ? DUE_INSPECTION
        : kind == AGENCY_INSURANCE   ? DUE_INSURANCE : 0;
}

static int one(struct ctx *c, rid vehicle_id, enum agency_kind kind, date until, int64_t days,
    struct occasion *out)
{
    int64_t taken;

    if (until.day == 0 || until.day + days < c->today.day ||
        (out->look.day != 0 && out->look.day <= until.day - days))
        return 0;
    TRY(db_int(c, &taken, "SELECT count(*) FROM agency_case WHERE vehicle_id = ? AND kind = ?"
        " AND state IN ('taken', 'submitted', 'done', 'failed')", vehicle_id,
        str_of(agency_kind_choices.v[kind].code)));
    if (taken == 0)
        *out = (struct occasion){ until, { until.day - days }, care_why(kind) };
    return 0;
}

int care_by_law(struct ctx *c, const struct vehicle *v, rid store, struct occasion *out)
{
    int64_t days;

    *out = (struct occasion){ 0 };
    TRY(setting_int(c, &setting_agency_due_days, store, &days));
    TRY(one(c, v->id, AGENCY_INSPECTION, v->inspection_until, days, out));
    return one(c, v->id, AGENCY_INSURANCE, v->insurance_until, days, out);
}
