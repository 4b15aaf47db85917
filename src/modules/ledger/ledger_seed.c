/* ledger_seed.c - the chart of accounts of a new chain: codes and names after the enterprise
 * accounting standard (企业会计准则), with the sub-accounts that a service chain posts to. */
#include "modules/ledger/ledger.h"

static const struct {
    const char *code, *zh, *en;
    enum account_kind kind;
    bool document_only;
} chart[] = {
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
    { "1231", "坏账准备", "Allowance for bad debts", KIND_ASSET },
    { "1402", "在途物资", "Goods in transit", KIND_ASSET },
    { ACCOUNT_TRANSFER, "在途物资—调拨", "Transfers on the road", KIND_ASSET, .document_only = true },
    { ACCOUNT_PARTS, "库存商品—配件", "Parts in stock", KIND_ASSET, .document_only = true },
    { "1411", "周转材料", "Supplies", KIND_ASSET },
    { "1471", "存货跌价准备", "Allowance for stock", KIND_ASSET },
    { "1601", "固定资产", "Fixed assets", KIND_ASSET },
    { "1602", "累计折旧", "Accumulated depreciation", KIND_ASSET },
    { "1701", "无形资产", "Intangible assets", KIND_ASSET },
    { "1801", "长期待摊费用", "Long-term deferred expenses", KIND_ASSET },
    { ACCOUNT_SHORTAGE, "待处理财产损溢", "Losses and gains to be settled", KIND_ASSET },
    { "2001", "短期借款", "Short-term loans", KIND_LIABILITY },
    { "2201", "应付票据", "Notes payable", KIND_LIABILITY },
    { ACCOUNT_PAYABLE, "应付账款", "Accounts payable", KIND_LIABILITY },
    { "2203", "预收账款", "Advances received", KIND_LIABILITY },
    { ACCOUNT_PREPAID, "合同负债", "Contract liabilities", KIND_LIABILITY },
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
    { ACCOUNT_LABOUR_REVENUE, "主营业务收入—工时", "Revenue: labour", KIND_INCOME },
    { ACCOUNT_PARTS_REVENUE, "主营业务收入—配件", "Revenue: parts", KIND_INCOME },
    { ACCOUNT_OTHER_REVENUE, "主营业务收入—其他", "Revenue: other", KIND_INCOME },
    { "6051", "其他业务收入", "Other operating revenue", KIND_INCOME },
    { "6301", "营业外收入", "Non-operating income", KIND_INCOME },
    { ACCOUNT_LABOUR_COST, "主营业务成本—工时", "Cost: labour", KIND_EXPENSE },
    { ACCOUNT_PARTS_COST, "主营业务成本—配件", "Cost: parts", KIND_EXPENSE },
    { "6402", "其他业务成本", "Other operating cost", KIND_EXPENSE },
    { "6403", "税金及附加", "Taxes and surcharges", KIND_EXPENSE },
    { "6601", "销售费用", "Selling expenses", KIND_EXPENSE },
    { ACCOUNT_REWORK, "销售费用—返工与质保", "Rework and warranty", KIND_EXPENSE },
    { "6602", "管理费用", "Administrative expenses", KIND_EXPENSE },
    { "6603", "财务费用", "Financial expenses", KIND_EXPENSE },
    { "6711", "营业外支出", "Non-operating expenses", KIND_EXPENSE },
    { "6801", "所得税费用", "Income tax", KIND_EXPENSE },
};

int ledger_seed(struct ctx *c)
{
    for (size_t i = 0; i < COUNT(chart); i++) {
        struct account_title a = { .code = str_of(chart[i].code), .name = str_of(chart[i].zh),
            .name_en = str_of(chart[i].en), .kind = chart[i].kind,
            .document_only = chart[i].document_only };
        int64_t there;

        TRY(db_int(c, &there, "SELECT count(*) FROM account_title WHERE code = ?"
            " AND retired_at IS NULL", a.code));
        if (there == 0)
            TRY(row_insert(c, account_title, &a));
    }
    return 0;
}
