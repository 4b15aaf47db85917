/* demo_accident.c - accident cases at three stages, and a car to lend. */
#include "cli/demo_own.h"
#include "modules/accident/accident.h"
#include "modules/rental/rental.h"

static int a_case(struct demo *d, const struct who *who, rid insurer, size_t car, int64_t day,
    rid *out)
{
    char number[16] = "RPT20260000";
    struct accident_case_report_in in = { .vehicle_id = d->cars[car].id,
        .party_id = d->cars[car].owner, .insurer_id = insurer, .kind = ACCIDENT_COLLISION,
        .policy_no = STR("PDAA202644030001"), .accident_on = { day }, .place = STR("深南大道"),
        .liability = { 1000000 } };

    number[10] = (char)('1' + (char)(car % 9));
    in.report_no = str_of(number);
    return demo_run(d, who, &accident_case_report_command, 0, &in, out);
}

static int a_survey(struct demo *d, const struct who *who, rid id)
{
    const struct accident_case_survey_in in = { .surveyor = STR("李工"),
        .survey = STR("前保险杠破损，左前翼子板变形"), .liability = { 1000000 } };

    return demo_run(d, who, &accident_case_survey_command, id, &in, NULL);
}

static int an_assessment(struct demo *d, const struct who *who, rid id)
{
    struct loss_line_in lines[] = {
        { .kind = LOSS_REPAIR, .title = STR("左前翼子板整形"), .quantity = { 3000 }, .asked = { 45000 } },
        { .kind = LOSS_PAINT, .title = STR("前保险杠喷漆"), .quantity = { 2000 }, .asked = { 60000 } },
    };
    const struct accident_case_assess_in in = { .lines = { lines, COUNT(lines) } };

    TRY(demo_run(d, who, &accident_case_assess_command, id, &in, NULL));
    d->assessment = d->created[0];
    return demo_run(
        d, who, &loss_assessment_send_command, d->assessment, &(struct no_input){ }, NULL);
}

/* The insurer pays but for the deductible, which its customer pays: two payers of one order. */
static int in_repair(struct demo *d, const struct who *who, rid id)
{
    const struct loss_assessment_answer_in answer = { .deductible = { 20000 },
        .assessor = STR("张核") };
    const struct accident_case_take_in_in take = { .odometer_in = 300000,
        .promised_at = { d->now.ms + 72 * 3600000LL } };
    const struct loss_assessment_confirm_in confirm = { .self_pay = { 20000 },
        .signer = STR("车主") };
    rid loss;

    TRY(a_survey(d, who, id));
    TRY(an_assessment(d, who, id));
    loss = d->assessment;
    TRY(demo_run(d, who, &loss_assessment_answer_command, loss, &answer, NULL));
    TRY(demo_run(d, who, &accident_case_take_in_command, id, &take, NULL));
    return demo_run(d, who, &loss_assessment_confirm_command, loss, &confirm, NULL);
}

static int car_to_lend(
    struct demo *d, const struct demo_store *s, const struct who *who, int64_t day)
{
    const struct vehicle v = { .plate = STR("粤B0T001"), .brand = STR("大众"),
        .series = STR("朗逸"), .energy = ENERGY_PETROL };
    struct rental_car car = { .day_price = { 20000 }, .km_a_day = 200, .km_price = { 100 },
        .deposit = { 300000 }, .insured_until = { day + 300 } };
    struct rental_reserve_in in = { .party_id = d->cars[0].owner, .day_from = { day + 1 },
        .day_to = { day + 2 } };

    TRY(demo_create(d, who, &vehicle_model, &v, &car.vehicle_id));
    TRY(demo_create(d, s->by[MANAGER], &rental_car_model, &car, &in.car_id));
    return demo_run(d, who, &rental_reserve_command, 0, &in, NULL);
}

int demo_accidents(struct demo *d, struct demo_store *s)
{
    const struct party insurer = { .name = STR("平安财产保险（演示）"), .kind = PARTY_INSURER };
    struct credit_request_ask_in more = { d->cars[0].owner, FEN(4800000),
        STR("车队增加十二辆车，申请提高月结额度") };
    int64_t day = date_at(d->now, ZONE_S).day;
    const struct who *who = s->by[ADVISER];
    rid company, id;

    if (d->n_cars < 6)
        return 0;
    TRY(demo_create(d, who, &party_model, &insurer, &company));
    TRY(demo_credit(d, s, company, FEN(4000000)));
    TRY(demo_run(d, who, &credit_request_ask_command, 0, &more, NULL));
    TRY(a_case(d, who, company, 0, day, &id));
    TRY(a_case(d, who, company, 2, day - 1, &id));
    TRY(a_survey(d, who, id));
    TRY(a_case(d, who, company, 4, day - 2, &id));
    TRY(a_survey(d, who, id));
    TRY(an_assessment(d, who, id));
    TRY(a_case(d, who, company, 5, day - 3, &id));
    TRY(in_repair(d, who, id));
    TRY(car_to_lend(d, s, who, day));
    return demo_agency(d, s);
}
