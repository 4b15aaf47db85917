/* demo_labour.c - the usual jobs of a store, by the letters one types for them. */
#include "cli/demo_own.h"

static const struct {
    const char *code, *title;
    enum labour_section section;
    enum line_kind kind;
    int64_t hours, fen;
    enum ro_nature nature;
    enum ro_category category;
    bool by_band;
} usual[] = {
    { "XBY", "小保养：更换机油机滤", SECTION_MAINTENANCE, LINE_LABOUR, 500, 12000, NATURE_MAINTENANCE, CATEGORY_FIRST },
    { "DBY", "大保养：四滤与火花塞", SECTION_MAINTENANCE, LINE_LABOUR, 1800, 12000, NATURE_MAINTENANCE, CATEGORY_SECOND },
    { "QZDP", "更换前制动片", SECTION_CHASSIS, LINE_LABOUR, 1000, 14000, NATURE_REPAIR, CATEGORY_MINOR },
    { "QZDPP", "更换前制动盘片", SECTION_CHASSIS, LINE_LABOUR, 1500, 14000, NATURE_REPAIR, CATEGORY_MINOR },
    { "XDC", "更换蓄电池", SECTION_ELECTRIC, LINE_LABOUR, 300, 10000, NATURE_REPAIR, CATEGORY_MINOR },
    { "LTDP", "更换轮胎与动平衡", SECTION_TYRES, LINE_LABOUR, 800, 10000, NATURE_REPAIR, CATEGORY_MINOR },
    { "SB", "更换水泵与防冻液", SECTION_ENGINE, LINE_LABOUR, 2500, 14000, NATURE_REPAIR, CATEGORY_MINOR },
    { "KTBY", "空调系统保养", SECTION_ELECTRIC, LINE_LABOUR, 700, 12000, NATURE_MAINTENANCE, CATEGORY_DAILY },
    { "HZDP", "更换后制动片", SECTION_CHASSIS, LINE_LABOUR, 1000, 14000, NATURE_REPAIR, CATEGORY_MINOR, true },
    { "ZDY", "更换制动液", SECTION_CHASSIS, LINE_LABOUR, 800, 12000, NATURE_MAINTENANCE, CATEGORY_SECOND },
    { "BSXY", "更换变速箱油", SECTION_MAINTENANCE, LINE_LABOUR, 1500, 14000, NATURE_MAINTENANCE, CATEGORY_SECOND, true },
    { "FDY", "更换防冻液", SECTION_MAINTENANCE, LINE_LABOUR, 800, 12000, NATURE_MAINTENANCE, CATEGORY_SECOND },
    { "HHS", "更换火花塞", SECTION_ENGINE, LINE_LABOUR, 800, 12000, NATURE_MAINTENANCE, CATEGORY_SECOND },
    { "QXJQM", "清洗节气门", SECTION_ENGINE, LINE_LABOUR, 600, 12000, NATURE_MAINTENANCE, CATEGORY_DAILY },
    { "QXPYZ", "清洗喷油嘴", SECTION_ENGINE, LINE_LABOUR, 1000, 12000, NATURE_MAINTENANCE, CATEGORY_DAILY },
    { "ZSPD", "更换正时皮带套件", SECTION_ENGINE, LINE_LABOUR, 3500, 14000, NATURE_REPAIR, CATEGORY_MINOR },
    { "FDJPD", "更换发电机皮带", SECTION_ENGINE, LINE_LABOUR, 600, 12000, NATURE_REPAIR, CATEGORY_MINOR },
    { "JZQ", "更换前减震器（一对）", SECTION_CHASSIS, LINE_LABOUR, 2200, 14000, NATURE_REPAIR, CATEGORY_MINOR, true },
    { "XBJ", "更换下摆臂", SECTION_CHASSIS, LINE_LABOUR, 1600, 14000, NATURE_REPAIR, CATEGORY_MINOR },
    { "SLDW", "四轮定位", SECTION_TYRES, LINE_LABOUR, 1000, 18000, NATURE_REPAIR, CATEGORY_MINOR },
    { "LTHW", "轮胎换位", SECTION_TYRES, LINE_LABOUR, 500, 10000, NATURE_MAINTENANCE, CATEGORY_DAILY },
    { "BT", "补胎", SECTION_TYRES, LINE_LABOUR, 400, 12000, NATURE_REPAIR, CATEGORY_MINOR },
    { "KTJF", "空调加氟检漏", SECTION_ELECTRIC, LINE_LABOUR, 1000, 15000, NATURE_REPAIR, CATEGORY_MINOR },
    { "DDHD", "更换前照灯灯泡", SECTION_ELECTRIC, LINE_LABOUR, 400, 10000, NATURE_REPAIR, CATEGORY_MINOR },
    { "GZZD", "故障诊断（读码与路试）", SECTION_DIAGNOSIS, LINE_LABOUR, 1000, 15000, NATURE_REPAIR, CATEGORY_MINOR },
    { "GYJC", "高压系统检查（新能源）", SECTION_DIAGNOSIS, LINE_LABOUR, 1000, 16000, NATURE_MAINTENANCE, CATEGORY_FIRST },
    { "QCJC", "全车安全检查", SECTION_DIAGNOSIS, LINE_LABOUR, 500, 10000, NATURE_MAINTENANCE, CATEGORY_DAILY },
    { "BJPQ", "钣金喷漆（一幅）", SECTION_BODY, LINE_LABOUR, 4000, 12000, NATURE_ACCIDENT, CATEGORY_MINOR },
    { "BXG", "保险杠修复喷漆", SECTION_BODY, LINE_LABOUR, 4500, 12000, NATURE_ACCIDENT, CATEGORY_MINOR },
    { "PGDL", "全车抛光打蜡", SECTION_BEAUTY, LINE_LABOUR, 2500, 12000, NATURE_BEAUTY, CATEGORY_DAILY },
    { "FLF", "辅料费", SECTION_OTHER, LINE_OTHER, 1000, 1500, 0, 0 },
    { "TCF", "拖车费", SECTION_OTHER, LINE_OTHER, 1000, 30000, 0, 0 },
};
_Static_assert(COUNT(usual) <= COUNT(((struct demo *)0)->labour), "room for every usual job");

int demo_labour(struct demo *d)
{
    for (size_t i = 0; i < COUNT(usual); i++) {
        struct labour_item item = { .code = str_of(usual[i].code),
            .title = str_of(usual[i].title),
            .section = usual[i].section,
            .kind = usual[i].kind,
            .hours = { usual[i].hours },
            .price = price_of(FEN(usual[i].fen)),
            .by_band = usual[i].by_band,
            .nature = usual[i].nature,
            .category = usual[i].category,
            .skill_id = demo_skill_for(d, usual[i].section, strcmp(usual[i].code, "GYJC") == 0) };

        TRY(demo_create(d, &who_system, &labour_item_model, &item, &d->labour[i]));
    }
    return 0;
}
