/* dtc.c - trouble codes: the table, and the structure of a code (SAE J2012). */
#include "facts/dtc.h"
#include "facts/fold.h"
#include "facts/tables.h"
#include <stdio.h>

static bool hexadecimal(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'); }

static const struct dtc_row *find(const char *code)
{
    const struct dtc_row *rows = FACTS(facts_dtc, DTC_ROW, struct dtc_row);
    uint32_t low = 0, high = facts_dtc[DTC_ROW].n;

    while (low < high) {
        uint32_t mid = (low + high) / 2;

        if (memcmp(rows[mid].code, code, 5) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low < facts_dtc[DTC_ROW].n && memcmp(rows[low].code, code, 5) == 0 ? &rows[low] : NULL;
}

/* Of P3 the first half is the makers', of the other systems' 1 and 2 all, of B3, C3 none yet. */
static bool is_maker(const char *code)
{
    return code[1] == '1' || (code[1] == '2' && code[0] != 'P') ||
        (code[1] == '3' && code[0] == 'P' && code[2] < '4');
}

int dtc_read(str given, struct dtc *out)
{
    char code[DTC_CODE + 1];
    size_t n = fold(given, "", code, sizeof code);

    if ((n != 5 && n != 8) || strlen(code) != n || strchr("PCBU", code[0]) == NULL)
        return 1;
    if (code[1] < '0' || code[1] > '3' || (n == 8 && code[5] != '-'))
        return 1;
    for (size_t i = 2; i < n; i++)
        if (i != 5 && !hexadecimal(code[i]))
            return 1;
    memcpy(out->code, code, n + 1);
    out->known = find(code) != NULL;
    out->maker = is_maker(code);
    return 0;
}

/* --- words ------------------------------------------------------------------------------------ */

struct word { char c; const char *zh, *en; };

static const struct word systems[] = { { 'P', "动力系统", "Powertrain" },
    { 'C', "底盘", "Chassis" }, { 'B', "车身", "Body" }, { 'U', "车载网络", "Network" }, { 0 } };
/* The third character of a P code. */
static const struct word areas[] = { { '0', "燃油、空气计量及辅助排放控制", "fuel and air metering, auxiliary emission controls" },
    { '1', "燃油和空气计量", "fuel and air metering" }, { '2', "燃油和空气计量（喷油器）", "fuel and air metering, injectors" },
    { '3', "点火系统或失火", "ignition system or misfire" }, { '4', "辅助排放控制", "auxiliary emission controls" },
    { '5', "车速、怠速及辅助输入", "vehicle speed, idle and auxiliary inputs" },
    { '6', "控制单元及输出电路", "control module and output circuits" }, { '7', "变速器", "transmission" },
    { '8', "变速器", "transmission" }, { '9', "变速器", "transmission" },
    { 'A', "混合动力", "hybrid propulsion" }, { 'B', "混合动力", "hybrid propulsion" },
    { 'C', "混合动力", "hybrid propulsion" }, { 0 } };
/* The first character after the dash: what kind of failure. */
static const struct word failures[] = { { '0', "一般", "general" }, { '1', "电路", "electrical" },
    { '2', "信号", "signal" }, { '3', "脉冲信号", "pulse signal" }, { '4', "控制单元内部", "module internal" },
    { '5', "控制单元编程", "module programming" }, { '6', "逻辑监测", "algorithm" },
    { '7', "机械", "mechanical" }, { '8', "总线信号", "bus signal" }, { '9', "部件", "component" }, { 0 } };
static const struct { const char *code, *zh, *en; } electrical[] = {
    { "11", "对地短路", "short to ground" }, { "12", "对电源短路", "short to battery" },
    { "13", "断路", "open circuit" }, { "14", "对地短路或断路", "short to ground or open" },
    { "15", "对电源短路或断路", "short to battery or open" }, { "16", "电压低于限值", "voltage below threshold" },
    { "17", "电压高于限值", "voltage above threshold" }, { "18", "电流低于限值", "current below threshold" },
    { "19", "电流高于限值", "current above threshold" }, { "1A", "电阻低于限值", "resistance below threshold" },
    { "1B", "电阻高于限值", "resistance above threshold" } };

static const char *said(const struct word *words, char c, bool zh)
{
    for (; words->c != 0; words++)
        if (words->c == c)
            return zh ? words->zh : words->en;
    return "";
}

static void structure(const struct dtc *d, bool zh, char out[DTC_TEXT_MAX])
{
    const char *system = said(systems, d->code[0], zh);
    const char *area = d->code[0] == 'P' && (d->code[1] == '0' || d->code[1] == '2' || d->maker)
        ? said(areas, d->code[2], zh) : "";
    const char *whose = d->maker
        ? (zh ? "厂家自定义代码，含义请查该厂家资料" : "a maker's own code, see the maker's documents")
        : (zh ? "通用代码，本表未收" : "a generic code that is not in our table");

    if (*area != 0)
        snprintf(out, DTC_TEXT_MAX, zh ? "%s（%s）：%s" : "%s (%s): %s", system, area, whose);
    else
        snprintf(out, DTC_TEXT_MAX, zh ? "%s：%s" : "%s: %s", system, whose);
}

void dtc_text(const struct dtc *d, bool zh, char out[DTC_TEXT_MAX])
{
    const struct dtc_row *row = find(d->code);
    const char *failure;
    size_t n;

    if (row != NULL)
        snprintf(out, DTC_TEXT_MAX, "%s", FACTS(facts_dtc, DTC_TEXT, char) + (zh ? row->zh : row->en));
    else
        structure(d, zh, out);
    if (d->code[5] == 0)
        return;
    failure = said(failures, d->code[6], zh);
    for (size_t i = 0; i < COUNT(electrical); i++)
        if (strcmp(electrical[i].code, d->code + 6) == 0)
            failure = zh ? electrical[i].zh : electrical[i].en;
    n = strlen(out);
    if (*failure != 0)
        snprintf(out + n, DTC_TEXT_MAX - n, zh ? "（%s）" : " (%s)", failure);
}
