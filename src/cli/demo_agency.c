/* demo_agency.c - agency cases at three stages. */
#include "cli/demo_own.h"
#include "modules/agency/agency.h"

static int a_case(struct demo *d, const struct who *who, size_t car, enum agency_kind kind, rid *id)
{
    struct agency_paper_in papers[] = {
        { .kind = CUSTODY_LICENCE, .title = STR("行驶证正副本") },
        { .kind = CUSTODY_IDENTITY, .title = STR("身份证复印件") },
    };
    const struct agency_case_open_in in = { .kind = kind, .vehicle_id = d->cars[car].id,
        .party_id = d->cars[car].owner, .due_at = { d->now.ms + 2 * 86400000 },
        .fee = { 20000 }, .taken_from = STR("车主本人"), .papers = { papers, COUNT(papers) } };

    return demo_run(d, who, &agency_case_open_command, 0, &in, id);
}

int demo_agency(struct demo *d, const struct demo_store *s)
{
    const struct agency_case_submit_in office = { .office = STR("市车管所"),
        .receipt_no = STR("YS2026001") };
    const struct agency_case_fail_in failed = { .result = STR("前照灯光束偏移，需调整"),
        .repair = STR("前照灯调整") };
    const struct who *who = s->by[ADVISER];
    rid id;

    TRY(a_case(d, who, 1, AGENCY_INSURANCE, &id));
    TRY(a_case(d, who, 3, AGENCY_INSPECTION, &id));
    TRY(demo_run(d, who, &agency_case_submit_command, id, &office, NULL));
    TRY(a_case(d, who, 5, AGENCY_TEST, &id));
    TRY(demo_run(d, who, &agency_case_submit_command, id, &office, NULL));
    return demo_run(d, who, &agency_case_fail_command, id, &failed, NULL);
}
