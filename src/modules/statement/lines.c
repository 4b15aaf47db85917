/* lines.c - the lines of the balance sheet and the income statement by both standards, after the
 * forms of 财会〔2019〕6号 and of 小企业会计准则 (财会〔2011〕17号), as far as a service chain needs them. */
#include "modules/statement/statement_own.h"

enum { ENTERPRISE, SMALL };

#define ACCOUNTS(no_, zh, en, enterprise, small, kind_, sign_) \
    { .no = no_, .label = { zh, en }, .codes = { enterprise, small }, .kind = kind_, .sign = sign_ }
#define SUM(no_, zh, en, from_, to_, sign_) \
    { .no = no_, .label = { zh, en }, .codes = { NULL, NULL }, .from = from_, \
      .to = to_, .sign = sign_ }

const struct line balance_lines[] = {
    ACCOUNTS(1, "货币资金", "Cash and bank", "1001 1002 1012", "1001 1002 1012", 0, -1),
    ACCOUNTS(2, "应收票据", "Notes receivable", "1121", "1121", 0, -1),
    ACCOUNTS(3, "应收账款", "Accounts receivable", "1122 1231", "1122", 0, -1),
    ACCOUNTS(4, "预付款项", "Prepayments", "1123", "1123", 0, -1),
    ACCOUNTS(5, "其他应收款", "Other receivables", "1221", "1221 1131 1132", 0, -1),
    ACCOUNTS(6, "存货", "Stock", "1401 1402 1403 1405 1408 1411 1471",
        "1401 1402 1403 1405 1408 1411 4001 4101", 0, -1),
    ACCOUNTS(7, "其他流动资产", "Other current assets", "1101 1901", "1101 1901 4301", 0, -1),
    SUM(8, "流动资产合计", "Current assets", 1, 7, -1),
    ACCOUNTS(9, "固定资产", "Fixed assets", "1601 1602 1606", "1601 1602 1606", 0, -1),
    ACCOUNTS(10, "在建工程", "Construction in progress", "1604", "1604", 0, -1),
    ACCOUNTS(11, "无形资产", "Intangible assets", "1701 1702", "1701 1702", 0, -1),
    ACCOUNTS(12, "长期待摊费用", "Long-term deferred expenses", "1801", "1801", 0, -1),
    ACCOUNTS(13, "其他非流动资产", "Other long-term assets", "", "", KIND_ASSET, -1),
    SUM(14, "非流动资产合计", "Long-term assets", 9, 13, -1),
    SUM(15, "资产总计", "Assets", 1, 13, -1),
    ACCOUNTS(16, "短期借款", "Short-term loans", "2001", "2001", 0, 1),
    ACCOUNTS(17, "应付票据", "Notes payable", "2201", "2201", 0, 1),
    ACCOUNTS(18, "应付账款", "Accounts payable", "2202", "2202", 0, 1),
    ACCOUNTS(19, "预收款项及合同负债", "Advances and contract liabilities", "2203 2205", "2203", 0, 1),
    ACCOUNTS(20, "应付职工薪酬", "Wages payable", "2211", "2211", 0, 1),
    ACCOUNTS(21, "应交税费", "Taxes payable", "2221", "2221", 0, 1),
    ACCOUNTS(22, "其他应付款", "Other payables", "2231 2232 2241", "2231 2232 2241", 0, 1),
    SUM(24, "流动负债合计", "Current liabilities", 16, 22, 1),
    ACCOUNTS(25, "长期借款", "Long-term loans", "2501", "2501", 0, 1),
    ACCOUNTS(26, "其他负债", "Other liabilities", "", "", KIND_LIABILITY, 1),
    SUM(28, "负债合计", "Liabilities", 16, 26, 1),
    ACCOUNTS(29, "实收资本", "Paid-in capital", "4001", "3001", 0, 1),
    ACCOUNTS(30, "资本公积", "Capital reserve", "4002", "3002", 0, 1),
    ACCOUNTS(31, "盈余公积", "Surplus reserve", "4101", "3101", 0, 1),
    /* with the year's revenue and expense, while they are not carried */
    ACCOUNTS(32, "未分配利润", "Undistributed profit", "", "", KIND_EQUITY, 1),
    SUM(33, "所有者权益合计", "Equity", 29, 32, 1),
    SUM(34, "负债和所有者权益总计", "Liabilities and equity", 16, 32, 1),
    { 0 }
};

const struct line income_lines[] = {
    ACCOUNTS(1, "营业收入", "Revenue", "6001 6051", "5001 5051", 0, 1),
    ACCOUNTS(2, "营业成本", "Cost of sales", "6401 6402", "5401 5402", 0, -1),
    ACCOUNTS(3, "税金及附加", "Taxes and surcharges", "6403", "5403", 0, -1),
    ACCOUNTS(4, "销售费用", "Selling expenses", "6601", "5601", 0, -1),
    ACCOUNTS(5, "管理费用", "Administrative expenses", "6602", "5602", 0, -1),
    ACCOUNTS(6, "财务费用", "Financial expenses", "6603", "5603", 0, -1),
    ACCOUNTS(7, "其他收益", "Other income", "", "", KIND_INCOME, 1),
    ACCOUNTS(8, "其他支出", "Other expenses", "", "", KIND_EXPENSE, -1),
    SUM(9, "营业利润", "Operating profit", 1, 8, 1),
    ACCOUNTS(10, "营业外收入", "Non-operating income", "6301", "5301", 0, 1),
    ACCOUNTS(11, "营业外支出", "Non-operating expenses", "6711", "5711", 0, -1),
    SUM(12, "利润总额", "Profit before tax", 1, 11, 1),
    ACCOUNTS(13, "所得税费用", "Income tax", "6801", "5801", 0, -1),
    SUM(14, "净利润", "Net profit", 1, 13, 1),
    { 0 }
};

static bool sum_line(const struct line *l) { return l->from != 0; }

static bool holds(const char *codes, str code)
{
    str rest = str_of(codes);

    while (rest.n > 0) {
        str one = str_cut(&rest, ' ');

        if (one.n > 0 && code.n >= one.n && memcmp(code.s, one.s, one.n) == 0)
            return true;
    }
    return false;
}

int line_of(const struct line *all, enum book_standard standard, const struct account_title *a)
{
    size_t by = standard == STANDARD_SMALL ? SMALL : ENTERPRISE;
    enum account_kind kind = a->kind;
    int rest = 0;

    if (all == balance_lines && (kind == KIND_INCOME || kind == KIND_EXPENSE))
        kind = KIND_EQUITY;
    for (const struct line *l = all; l->no != 0; l++) {
        if (sum_line(l))
            continue;
        if (kind == a->kind && holds(l->codes[by], a->code))
            return l->no;
        if (l->kind == kind)
            rest = l->no;
    }
    return rest;
}

void sums_up(const struct line *all, struct sums *s)
{
    for (const struct line *l = all; l->no != 0; l++)
        for (size_t k = 0; sum_line(l) && k < COLUMNS; k++) {
            s->v[l->no][k] = FEN(0);
            for (const struct line *d = all; d->no != 0; d++)
                if (!sum_line(d) && d->no >= l->from && d->no <= l->to)
                    s->v[l->no][k] = money_add(s->v[l->no][k], s->v[d->no][k]);
        }
}

money shown(const struct line *l, money credit)
{
    return l->sign > 0 ? credit : money_sub(FEN(0), credit);
}

int month_judge(struct ctx *c, int64_t month)
{
    return month % 100 >= 1 && month % 100 <= 12 ? 0 : refuse_field(c, "month", &STATEMENT_MONTH);
}
