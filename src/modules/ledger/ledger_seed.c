/* ledger_seed.c - the charts of accounts of a new chain: codes and names after the two published
 * standards, 企业会计准则—应用指南 (财会〔2006〕18号, with 合同负债 of 财会〔2017〕22号) and 小企业会计准则
 * (财会〔2011〕17号), with the sub-accounts that a service chain posts to. */
#include "modules/ledger/ledger.h"

struct title { const char *code, *zh, *en; enum account_kind kind; bool document_only; };

static const struct title enterprise[] = {
    { ACCOUNT_CASH, "库存现金", "Cash on hand", KIND_ASSET },
    { ACCOUNT_BANK, "银行存款", "Bank deposits", KIND_ASSET },
    { "1012", "其他货币资金", "Other monetary funds", KIND_ASSET },
    { ACCOUNT_WECHAT, "其他货币资金—微信在途", "WeChat Pay in transit", KIND_ASSET },
    { ACCOUNT_ALIPAY, "其他货币资金—支付宝在途", "Alipay in transit", KIND_ASSET },
    { "1121", "应收票据", "Notes receivable", KIND_ASSET },
    { ACCOUNT_RECEIVABLE, "应收账款", "Accounts receivable", KIND_ASSET, .document_only = true },
    { "1123", "预付账款", "Prepayments", KIND_ASSET },
    { "1221", "其他应收款", "Other receivables", KIND_ASSET },
    { ACCOUNT_ADVANCED, "其他应收款—代垫款", "Laid out for customers", KIND_ASSET, .document_only = true },
    { ACCOUNT_INTERNAL, "其他应收款—内部往来", "Between companies of the group", KIND_ASSET, .document_only = true },
    { "1231", "坏账准备", "Allowance for bad debts", KIND_ASSET },
    { "1402", "在途物资", "Goods in transit", KIND_ASSET },
    { ACCOUNT_TRANSFER, "在途物资—调拨", "Transfers on the road", KIND_ASSET, .document_only = true },
    { ACCOUNT_PARTS, "库存商品—配件", "Parts in stock", KIND_ASSET, .document_only = true },
    { "1411", "周转材料", "Supplies", KIND_ASSET },
    { "1471", "存货跌价准备", "Allowance for stock", KIND_ASSET },
    { "1601", "固定资产", "Fixed assets", KIND_ASSET },
    { "1602", "累计折旧", "Accumulated depreciation", KIND_ASSET },
    { "1604", "在建工程", "Construction in progress", KIND_ASSET },
    { "1701", "无形资产", "Intangible assets", KIND_ASSET },
    { "1702", "累计摊销", "Accumulated amortisation", KIND_ASSET },
    { "1801", "长期待摊费用", "Long-term deferred expenses", KIND_ASSET },
    { ACCOUNT_SHORTAGE, "待处理财产损溢", "Losses and gains to be settled", KIND_ASSET },
    { "2001", "短期借款", "Short-term loans", KIND_LIABILITY },
    { "2201", "应付票据", "Notes payable", KIND_LIABILITY },
    { ACCOUNT_PAYABLE, "应付账款", "Accounts payable", KIND_LIABILITY },
    { "2203", "预收账款", "Advances received", KIND_LIABILITY },
    { ACCOUNT_PREPAID, "合同负债", "Contract liabilities", KIND_LIABILITY, .document_only = true },
    { "2211", "应付职工薪酬", "Wages payable", KIND_LIABILITY },
    { "2221", "应交税费", "Taxes payable", KIND_LIABILITY },
    { ACCOUNT_INPUT_VAT, "应交增值税—进项税额", "Input VAT", KIND_LIABILITY },
    { ACCOUNT_OUTPUT_VAT, "应交增值税—销项税额", "Output VAT", KIND_LIABILITY },
    { "2241", "其他应付款", "Other payables", KIND_LIABILITY },
    { ACCOUNT_DEPOSIT, "其他应付款—押金", "Deposits held", KIND_LIABILITY, .document_only = true },
    { ACCOUNT_OVERPAID, "其他应付款—多收款", "Paid too much", KIND_LIABILITY, .document_only = true },
    { "2501", "长期借款", "Long-term loans", KIND_LIABILITY },
    { "4001", "实收资本", "Paid-in capital", KIND_EQUITY },
    { "4002", "资本公积", "Capital reserve", KIND_EQUITY },
    { "4101", "盈余公积", "Surplus reserve", KIND_EQUITY },
    { "4103", "本年利润", "Profit of the year", KIND_EQUITY },
    { "4104", "利润分配", "Distribution of profit", KIND_EQUITY },
    { "410401", "利润分配—未分配利润", "Undistributed profit", KIND_EQUITY },
    { ACCOUNT_LABOUR_REVENUE, "主营业务收入—工时", "Revenue: labour", KIND_INCOME },
    { ACCOUNT_PARTS_REVENUE, "主营业务收入—配件", "Revenue: parts", KIND_INCOME },
    { ACCOUNT_OTHER_REVENUE, "主营业务收入—其他", "Revenue: other", KIND_INCOME },
    { "6051", "其他业务收入", "Other operating revenue", KIND_INCOME },
    { ACCOUNT_SUNDRY_INCOME, "营业外收入", "Non-operating income", KIND_INCOME },
    { ACCOUNT_LABOUR_COST, "主营业务成本—工时", "Cost: labour", KIND_EXPENSE },
    { ACCOUNT_PARTS_COST, "主营业务成本—配件", "Cost: parts", KIND_EXPENSE },
    { "6402", "其他业务成本", "Other operating cost", KIND_EXPENSE },
    { "6403", "税金及附加", "Taxes and surcharges", KIND_EXPENSE },
    { ACCOUNT_SELLING, "销售费用", "Selling expenses", KIND_EXPENSE },
    { ACCOUNT_REWORK, "销售费用—返工与质保", "Rework and warranty", KIND_EXPENSE },
    { ACCOUNT_ADMIN, "管理费用", "Administrative expenses", KIND_EXPENSE },
    { ACCOUNT_FINANCE, "财务费用", "Financial expenses", KIND_EXPENSE },
    { ACCOUNT_SUNDRY_EXPENSE, "营业外支出", "Non-operating expenses", KIND_EXPENSE },
    { "6801", "所得税费用", "Income tax", KIND_EXPENSE },
};

static const struct title small[] = {
    { "1001", "库存现金", "Cash on hand", KIND_ASSET },
    { "1002", "银行存款", "Bank deposits", KIND_ASSET },
    { "1012", "其他货币资金", "Other monetary funds", KIND_ASSET },
    { "101201", "其他货币资金—微信在途", "WeChat Pay in transit", KIND_ASSET },
    { "101202", "其他货币资金—支付宝在途", "Alipay in transit", KIND_ASSET },
    { "1101", "短期投资", "Short-term investments", KIND_ASSET },
    { "1121", "应收票据", "Notes receivable", KIND_ASSET },
    { "1122", "应收账款", "Accounts receivable", KIND_ASSET, .document_only = true },
    { "1123", "预付账款", "Prepayments", KIND_ASSET },
    { "1131", "应收股利", "Dividends receivable", KIND_ASSET },
    { "1132", "应收利息", "Interest receivable", KIND_ASSET },
    { "1221", "其他应收款", "Other receivables", KIND_ASSET },
    { "122101", "其他应收款—代垫款", "Laid out for customers", KIND_ASSET, .document_only = true },
    { "122103", "其他应收款—内部往来", "Between companies of the group", KIND_ASSET, .document_only = true },
    { "1401", "材料采购", "Materials bought", KIND_ASSET },
    { "1402", "在途物资", "Goods in transit", KIND_ASSET },
    { "1403", "原材料", "Raw materials", KIND_ASSET },
    { "1405", "库存商品—配件", "Parts in stock", KIND_ASSET, .document_only = true },
    { "1408", "委托加工物资", "Goods being processed elsewhere", KIND_ASSET },
    { "1411", "周转材料", "Supplies", KIND_ASSET },
    { "1501", "长期债券投资", "Long-term bonds", KIND_ASSET },
    { "1511", "长期股权投资", "Long-term shares", KIND_ASSET },
    { "1601", "固定资产", "Fixed assets", KIND_ASSET },
    { "1602", "累计折旧", "Accumulated depreciation", KIND_ASSET },
    { "1604", "在建工程", "Construction in progress", KIND_ASSET },
    { "1606", "固定资产清理", "Disposal of fixed assets", KIND_ASSET },
    { "1701", "无形资产", "Intangible assets", KIND_ASSET },
    { "1702", "累计摊销", "Accumulated amortisation", KIND_ASSET },
    { "1801", "长期待摊费用", "Long-term deferred expenses", KIND_ASSET },
    { "1901", "待处理财产损溢", "Losses and gains to be settled", KIND_ASSET },
    { "2001", "短期借款", "Short-term loans", KIND_LIABILITY },
    { "2201", "应付票据", "Notes payable", KIND_LIABILITY },
    { "2202", "应付账款", "Accounts payable", KIND_LIABILITY },
    { "2203", "预收账款", "Advances received", KIND_LIABILITY },
    { "220301", "预收账款—储值与次卡", "Stored value and packages", KIND_LIABILITY, .document_only = true },
    { "2211", "应付职工薪酬", "Wages payable", KIND_LIABILITY },
    { "2221", "应交税费", "Taxes payable", KIND_LIABILITY },
    { "22210101", "应交增值税—进项税额", "Input VAT", KIND_LIABILITY },
    { "22210102", "应交增值税—销项税额", "Output VAT", KIND_LIABILITY },
    { "2231", "应付利息", "Interest payable", KIND_LIABILITY },
    { "2232", "应付利润", "Profit payable", KIND_LIABILITY },
    { "2241", "其他应付款", "Other payables", KIND_LIABILITY },
    { "224101", "其他应付款—押金", "Deposits held", KIND_LIABILITY, .document_only = true },
    { "224102", "其他应付款—多收款", "Paid too much", KIND_LIABILITY, .document_only = true },
    { "2401", "递延收益", "Deferred income", KIND_LIABILITY },
    { "2501", "长期借款", "Long-term loans", KIND_LIABILITY },
    { "2701", "长期应付款", "Long-term payables", KIND_LIABILITY },
    { "3001", "实收资本", "Paid-in capital", KIND_EQUITY },
    { "3002", "资本公积", "Capital reserve", KIND_EQUITY },
    { "3101", "盈余公积", "Surplus reserve", KIND_EQUITY },
    { "3103", "本年利润", "Profit of the year", KIND_EQUITY },
    { "3104", "利润分配", "Distribution of profit", KIND_EQUITY },
    { "310401", "利润分配—未分配利润", "Undistributed profit", KIND_EQUITY },
    { "4001", "生产成本", "Cost of production", KIND_ASSET },
    { "4101", "制造费用", "Overhead", KIND_ASSET },
    { "4301", "研发支出", "Research and development", KIND_ASSET },
    { "5001", "主营业务收入", "Main operating revenue", KIND_INCOME },
    { "500101", "主营业务收入—工时", "Revenue: labour", KIND_INCOME },
    { "500102", "主营业务收入—配件", "Revenue: parts", KIND_INCOME },
    { "500103", "主营业务收入—其他", "Revenue: other", KIND_INCOME },
    { "5051", "其他业务收入", "Other operating revenue", KIND_INCOME },
    { "5111", "投资收益", "Income from investments", KIND_INCOME },
    { "5301", "营业外收入", "Non-operating income", KIND_INCOME },
    { "540101", "主营业务成本—工时", "Cost: labour", KIND_EXPENSE },
    { "540102", "主营业务成本—配件", "Cost: parts", KIND_EXPENSE },
    { "5402", "其他业务成本", "Other operating cost", KIND_EXPENSE },
    { "5403", "税金及附加", "Taxes and surcharges", KIND_EXPENSE },
    { "5601", "销售费用", "Selling expenses", KIND_EXPENSE },
    { "560101", "销售费用—返工与质保", "Rework and warranty", KIND_EXPENSE },
    { "5602", "管理费用", "Administrative expenses", KIND_EXPENSE },
    { "5603", "财务费用", "Financial expenses", KIND_EXPENSE },
    { "5711", "营业外支出", "Non-operating expenses", KIND_EXPENSE },
    { "5801", "所得税费用", "Income tax", KIND_EXPENSE },
};

/* The sides of events whose account has another code in the small chart. */
static const struct { const char *side, *account; } small_sides[] = {
    { ACCOUNT_PREPAID, "220301" }, { ACCOUNT_LABOUR_REVENUE, "500101" },
    { ACCOUNT_PARTS_REVENUE, "500102" }, { ACCOUNT_OTHER_REVENUE, "500103" },
    { ACCOUNT_LABOUR_COST, "540101" }, { ACCOUNT_PARTS_COST, "540102" },
    { ACCOUNT_REWORK, "560101" }, { ACCOUNT_SELLING, "5601" }, { ACCOUNT_ADMIN, "5602" },
    { ACCOUNT_FINANCE, "5603" }, { ACCOUNT_SUNDRY_INCOME, "5301" },
    { ACCOUNT_SUNDRY_EXPENSE, "5711" },
};

static enum cash_item flow_of(const struct title *t)
{
    static const struct { const char *starts; enum cash_item item; } flows[] = {
        { "1601", FLOW_INVESTMENT }, { "1602", FLOW_INVESTMENT }, { "1604", FLOW_INVESTMENT },
        { "1701", FLOW_INVESTMENT }, { "11", FLOW_SALES }, { "1101", FLOW_INVESTMENT },
        { "15", FLOW_INVESTMENT }, { "14", FLOW_PURCHASE }, { "2001", FLOW_LOANS },
        { "2501", FLOW_LOANS }, { "2202", FLOW_PURCHASE }, { "2201", FLOW_PURCHASE },
        { "1123", FLOW_PURCHASE }, { "2203", FLOW_SALES }, { "2205", FLOW_SALES },
        { "2211", FLOW_WAGES }, { "2221", FLOW_TAXES }, { "2231", FLOW_LOANS },
        { "2232", FLOW_CAPITAL },
    };
    enum cash_item found = 0;
    size_t longest = 0;

    for (size_t i = 0; i < COUNT(flows); i++)
        if (str_starts(str_of(t->code), flows[i].starts) && strlen(flows[i].starts) > longest) {
            found = flows[i].item;
            longest = strlen(flows[i].starts);
        }
    if (found != 0)
        return found;
    return t->kind == KIND_EQUITY ? FLOW_CAPITAL : t->kind == KIND_INCOME ? FLOW_SALES : FLOW_OTHER;
}

static int chart_make(
    struct ctx *c, enum book_standard standard, const struct title *chart, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct title *t = &chart[i];
        struct account_title a = { .standard = standard, .code = str_of(t->code),
            .name = str_of(t->zh), .name_en = str_of(t->en), .kind = t->kind,
            .document_only = t->document_only, .cash_item = flow_of(t) };
        int64_t there;

        TRY(db_int(c, &there, "SELECT count(*) FROM account_title WHERE standard = ? AND code = ?"
            " AND retired_at IS NULL", str_of(book_standard_choices.v[standard].code), a.code));
        if (there == 0)
            TRY(row_insert(c, account_title, &a));
    }
    return 0;
}

static int sides_make(struct ctx *c)
{
    for (size_t i = 0; i < COUNT(small_sides); i++) {
        struct posting_rule r = { .standard = STANDARD_SMALL, .side = str_of(small_sides[i].side),
            .account = str_of(small_sides[i].account), .valid_from = date_of(2013, 1, 1),
            .reason = STR("小企业会计准则 财会〔2011〕17号") };
        int64_t there;

        r.label = str_format(&c->mem, "%s→%s", small_sides[i].side, small_sides[i].account);
        TRY(db_int(c, &there, "SELECT count(*) FROM posting_rule WHERE standard = 'small'"
            " AND side = ?", r.side));
        if (there == 0)
            TRY(row_insert(c, posting_rule, &r));
    }
    return 0;
}

int ledger_seed(struct ctx *c)
{
    TRY(chart_make(c, STANDARD_ENTERPRISE, enterprise, COUNT(enterprise)));
    TRY(chart_make(c, STANDARD_SMALL, small, COUNT(small)));
    return sides_make(c);
}
