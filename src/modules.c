/* modules.c - the one list of modules, lower ones first. */
#include "kernel/model.h"

extern const struct module kernel_module, org_module, approval_module, party_module, vehicle_module,
    record_module, ledger_module, stock_module, workshop_module, checklist_module, supply_module,
    booking_module, cash_module, member_module, payable_module, service_module, storage_module,
    planning_module, accident_module, rental_module, agency_module, care_module, after_module,
    health_module, kpi_module, portal_module, commission_module, expense_module, tax_module,
    statement_module;

const struct module *const modules[] = {
    &kernel_module, &org_module, &approval_module, &party_module, &vehicle_module, &record_module,
    &ledger_module, &stock_module, &workshop_module, &checklist_module, &supply_module,
    &booking_module, &cash_module, &member_module, &payable_module, &service_module,
    &storage_module, &planning_module, &accident_module, &rental_module, &agency_module,
    &care_module, &after_module, &health_module, &kpi_module, &portal_module, &commission_module,
    &expense_module, &tax_module, &statement_module,
    NULL
};
