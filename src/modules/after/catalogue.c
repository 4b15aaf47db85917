/* catalogue.c - what we promise after the sale, and within what time. */
#include "modules/after/after_own.h"

int after_service_judge(
    struct ctx *c, struct after_service *now, const struct after_service *before)
{
    (void)before;
    if (now->answer_hours > now->limit_days * 24)
        return refuse_field(c, "answer_hours", &AFTER_ANSWER_LATE);
    return now->valid_to.day == 0 || now->valid_to.day >= now->valid_from.day ? 0
         : refuse_field(c, "valid_to", &F_DATE);
}

int after_service_days(struct ctx *c, enum after_kind kind, int64_t *days)
{
    return db_int(c, days, "SELECT min(limit_days) FROM after_service WHERE kind = ?"
        " AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?) AND retired_at IS NULL"
        " /* all rows */", str_of(after_kind_choices.v[kind].code), c->today, c->today);
}

static const struct {
    const char *code, *title, *terms, *source;
    enum after_kind kind;
    int hours, days;
} services[] = {
    { "ZBFX", "质保返修", "质量保证期内因维修质量造成不能正常使用的，无偿返修；三日内举不出非本店原因的，由本店负责。",
        "机动车维修管理规定：质量保证期内无偿返修，三日内举证", AFTER_REWORK, 24, 3 },
    { "ZBSP", "质保索赔", "凭结算清单和质量保证卡，对本店所用配件在其质保内的损坏提出索赔。", "本系统默认值，总部可改",
        AFTER_CLAIM, 24, 7 },
    { "ZX", "咨询", "用车、保养、费用和保险方面的咨询，由专人答复。", "本系统默认值，总部可改", AFTER_ADVICE, 4, 1 },
    { "TS", "投诉", "专人受理并答复，期限按投诉类别（参数设置），超期由店长督办。", "本系统默认值，总部可改",
        AFTER_COMPLAINT, 24, 7 },
};

int after_seed(struct ctx *c)
{
    for (size_t i = 0; i < COUNT(services); i++) {
        struct after_service s = { .code = str_of(services[i].code),
            .title = str_of(services[i].title), .terms = str_of(services[i].terms),
            .source = str_of(services[i].source), .kind = services[i].kind,
            .answer_hours = services[i].hours, .limit_days = services[i].days,
            .valid_from = date_of(2024, 1, 1) };
        int64_t there;

        TRY(db_int(c, &there, "SELECT count(*) FROM after_service WHERE code = ?"
            " AND retired_at IS NULL /* all rows */", s.code));
        if (there == 0)
            TRY(row_insert(c, after_service, &s));
    }
    return 0;
}
