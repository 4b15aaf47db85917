/* refit_seed.c - the rules of refit that a new chain begins with. Headquarters keeps them from then
 * on: what says so is our own reading, to be compared with the text in force. */
#include "modules/service/order.h"

#define ORDER_164 "机动车登记规定（公安部令第164号，2022-05-01起施行）"
#define SAFETY_16 "道路交通安全法第十六条：不得擅自改变机动车已登记的结构、构造或者特征"
#define OURS      "；条件为本系统整理，总部复核后使用"

static const struct {
    const char *name, *source, *terms;
    enum refit_verdict verdict;
    int days;
} rules[] = {
    { "改变车身颜色（含整车改色贴膜）", ORDER_164 "：改变车身颜色，变更后十日内申请变更登记",
        "不得与特种车辆专用颜色图案相同或近似。", REFIT_REGISTER, 10 },
    { "更换发动机", ORDER_164 "：更换发动机，变更后十日内申请变更登记",
        "须同型号或经公告的机型，保留来历证明和合格证。", REFIT_REGISTER, 10 },
    { "更换车身或者车架", ORDER_164 "：更换车身或者车架，变更后十日内申请变更登记",
        "须有来历证明；不得改变已登记的车型。", REFIT_REGISTER, 10 },
    { "增加车内装饰", ORDER_164 "：不影响安全和识别号牌的，不需要办理变更登记",
        "不得影响安全带、安全气囊、灭火器和应急出口。", REFIT_ALLOWED, 0 },
    { "小微型客车加装出入口踏步件", ORDER_164 "：不影响安全和识别号牌的，不需要办理变更登记",
        "加装的部件不得超出车辆宽度。", REFIT_ALLOWED, 0 },
    { "货车加装防风罩、水箱、工具箱", ORDER_164 "：不影响安全和识别号牌的，不需要办理变更登记",
        "加装的部件不得超出车辆宽度。", REFIT_ALLOWED, 0 },
    { "小微型客车加装车顶行李架", "GA 801 机动车查验工作规程（2019版起）：查验时予以认可" OURS,
        "增加的车高不超过 300 毫米，牢固可靠。", REFIT_ALLOWED, 0 },
    { "小微型客车换散热器面罩保险杠", "GA 801 机动车查验工作规程（2019版起）：查验时予以认可" OURS,
        "长宽不超出原登记尺寸，不遮挡灯具和号牌。", REFIT_ALLOWED, 0 },
    { "更换同规格轮毂", "GB 7258 机动车运行安全技术条件：轮胎规格与登记一致" OURS,
        "轮胎规格、轮毂尺寸与原登记一致，同轴一致。", REFIT_ALLOWED, 0 },
    { "车窗贴膜", "GB 7258 机动车运行安全技术条件：驾驶人视区部位可见光透射比不小于 70%，不得张贴镜面反光遮阳膜",
        "前风窗和驾驶人视区部位按此核对；他处不用镜面反光膜。", REFIT_ALLOWED, 0 },
    { "加装机械式残疾人操纵辅助装置", ORDER_164 "：残疾人加装操纵辅助装置，加装后申请备案" OURS,
        "须有资质单位安装，随带安装合格证明。", REFIT_REGISTER, 10 },
    { "改变轮胎规格或轮距轴距", SAFETY_16 "；GB 7258", "任何车辆都不做。", REFIT_FORBIDDEN, 0 },
    { "改变外廓尺寸或增减座位", SAFETY_16 "；GB 7258", "任何车辆都不做。", REFIT_FORBIDDEN, 0 },
    { "增加钢板弹簧或加高栏板", SAFETY_16 "；GB 7258", "载货车辆常见的非法改装。", REFIT_FORBIDDEN, 0 },
    { "更换非原型式光源或加装外部照明", SAFETY_16 "；GB 7258 外部照明和信号装置" OURS,
        "包括卤素改氙气、爆闪灯；遮挡灯具透光面同样禁止。", REFIT_FORBIDDEN, 0 },
    { "拆除消声器或加装排气管", "噪声污染防治法（2022-06-05起施行）：机动车消声器应当符合国家规定；" SAFETY_16,
        "修复为原型式的不在此列。", REFIT_FORBIDDEN, 0 },
    { "拆除或改动污染控制装置", "大气污染防治法；GB 18285、GB 3847：污染控制装置齐全有效" OURS,
        "三元催化器、颗粒捕集器、车载诊断系统都在内。", REFIT_FORBIDDEN, 0 },
    { "改动发动机号或车辆识别代号", "道路交通安全法第十六条：不得改变发动机号、车架号或者车辆识别代号",
        "发现凿改的停止作业并上报。", REFIT_FORBIDDEN, 0 },
    { "改动安全气囊安全带", SAFETY_16 "；GB 7258 安全防护装置" OURS,
        "修复为原型式的不在此列。", REFIT_FORBIDDEN, 0 },
};

int refit_seed(struct ctx *c)
{
    for (size_t i = 0; i < COUNT(rules); i++) {
        struct refit_rule r = { .name = str_of(rules[i].name), .verdict = rules[i].verdict,
            .days = rules[i].days, .source = str_of(rules[i].source),
            .terms = str_of(rules[i].terms), .valid_from = date_of(2022, 6, 5) };
        int64_t there;

        TRY(db_int(c, &there, "SELECT count(*) FROM refit_rule WHERE name = ?"
            " AND retired_at IS NULL /* all rows */", r.name));
        if (there == 0)
            TRY(row_insert(c, refit_rule, &r));
    }
    return 0;
}
