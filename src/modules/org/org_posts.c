/* org_posts.c - the posts of a store under the names of the source's branch list (ORG-02), with the
 * three of its service process, and those of headquarters. Duties are named as the modules declare
 * them. The duties of each post are ours: the source gives the names only. */
#include "modules/org/org.h"

#define DUTIES(...) (const char *const[]){ __VA_ARGS__ __VA_OPT__(,) NULL }

/* Who stands at the front desk looks after customers, cars and bookings. */
#define FRONT "customer_file", "vehicle_file", "booking", "reception", "photographs", "renting", \
    "vehicle_record"

const struct post_template post_templates[] = {
    { "store_general_manager", "分店总经理", "Store general manager",
        DUTIES("organisation", "people", "customer_file", "vehicle_file", "capacity", "order_void",
            "cash_reverse", "booking", "store_day", "workshop", "vehicle_record", "record_upload",
            "complaint_manage", "complaint_escalation", "complaint_handle", "indicators",
            "call_scripts", "accident_supervise", "claim_write_off", "rental_cars") },
    { "finance_manager", "财务部经理", "Finance manager",
        DUTIES("bookkeeping", "ledger_review", "cash_reverse", "claim_write_off") },
    { "accountant", "会计", "Accountant", DUTIES("bookkeeping") },
    { "cashier", "出纳", "Cashier", DUTIES("cashier", "settling", "customer_file") },
    { "administration_manager", "行政经理", "Administration manager",
        DUTIES("organisation", "people") },
    { "quality_assurance", "质保部", "Quality assurance",
        DUTIES("inspection", "photographs", "complaint_handle", "comeback_verdict") },
    { "parts_manager", "配件经理", "Parts manager",
        DUTIES("parts_catalogue", "stock_keep", "booking_prepare", "complaint_handle",
            "purchasing") },
    { "storekeeper", "配件库管员", "Storekeeper",
        DUTIES("stock_keep", "booking_prepare", "purchasing") },
    { "buyer", "采购员", "Buyer", DUTIES("parts_catalogue", "purchasing") },
    { "customer_service_manager", "客户服务部经理", "Customer service manager",
        DUTIES("customer_file", "vehicle_file", "booking", "follow_up", "reminding",
            "vehicle_record", "complaint_desk", "complaint_manage", "complaint_handle",
            "indicators", "call_scripts") },
    { "front_desk_supervisor", "前台主管", "Front-desk supervisor",
        DUTIES(FRONT, "record_upload", "complaint_desk", "complaint_handle") },
    { "receptionist", "前台接待员", "Receptionist",
        DUTIES(FRONT, "follow_up", "reminding", "complaint_desk") },
    { "settlement_clerk", "前台结算", "Settlement clerk",
        DUTIES("settling", "cashier", "customer_file", "record_upload") },
    { "marketing_supervisor", "市场主管", "Marketing supervisor",
        DUTIES("customer_file", "vehicle_file") },
    { "marketing_representative", "市场业务员", "Marketing representative",
        DUTIES("customer_file", "vehicle_file", "follow_up", "reminding") },
    { "workshop_manager", "车间经理", "Workshop manager",
        DUTIES("capacity", "dispatch", "labour_catalogue", "service_plan", "workshop",
            "plan_release", "complaint_handle") },
    { "workshop_supervisor", "车间主管", "Workshop supervisor",
        DUTIES("dispatch", "capacity", "booking_prepare", "vehicle_file", "workshop") },
    { "technical_supervisor", "技术主管", "Technical supervisor",
        DUTIES("diagnosis", "work", "inspection", "photographs", "vehicle_file", "labour_catalogue",
            "plan_release", "complaint_handle", "comeback_verdict", "booking_advice") },
    { "insurance_supervisor", "保险主管", "Insurance supervisor",
        DUTIES(FRONT, "accident_receive", "accident_supervise") },
    { "insurance_receiver", "保险接车员", "Insurance receiver", DUTIES(FRONT, "accident_receive") },
    { "washer", "洗车员", "Washer", DUTIES("washing") },
    { "union_group_leader", "工会组长", "Union group leader", DUTIES() },
    { "service_adviser", "服务顾问", "Service adviser",
        DUTIES(FRONT, "complaint_desk", "complaint_handle", "accident_receive") },
    { "diagnosis_technician", "诊断技师", "Diagnosis technician",
        DUTIES("diagnosis", "work", "photographs", "vehicle_file", "booking_advice") },
    { "technician", "技师", "Technician", DUTIES("work", "photographs") },
    { "admin", "系统管理员", "Administrator", DUTIES("organisation", "people") },
    { "hq_operations", "运营部", "Operations (headquarters)",
        DUTIES("capacity", "order_void", "labour_catalogue", "service_plan", "price_list",
            "vehicle_record", "record_upload", "after_rules", "complaint_manage", "indicators",
            "call_scripts", "refit_rules") },
    { "hq_purchasing", "采购部", "Purchasing (headquarters)",
        DUTIES("parts_catalogue", "purchasing") },
    { "hq_finance", "财务部", "Finance (headquarters)",
        DUTIES("bookkeeping", "ledger_review", "cash_reverse") },
    { 0 }
};
