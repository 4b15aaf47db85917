/* processes.c - src/processes.def as data. */
#include "modules/checklist/checklist.h"
#include "modules/accident/accident.h"
#include "modules/agency/agency.h"
#include "modules/approval/approval.h"
#include "modules/health/health.h"
#include "modules/portal/portal.h"
#include "modules/rental/rental.h"
#include "modules/expense/expense.h"
#include "modules/tax/tax.h"
#include "modules/storage/storage.h"
#include "modules/supply/supply.h"

#define PROCESS(name, zh, en)   static const struct stage name##_stages[] = {
#define STAGE(entity, axis_, state_, its_duty, command_, zh, en, ...) \
    { #entity "." #axis_ "." #state_, { zh, en }, &entity##_model, #axis_, state_, \
      &duty_##its_duty, command_, ##__VA_ARGS__ },
#define PROCESS_END(name)       };
#include "processes.def"
#undef PROCESS
#undef STAGE
#undef PROCESS_END

#define PROCESS(name_, zh, en)  { #name_, { zh, en }, name_##_stages, COUNT(name_##_stages) },
#define STAGE(...)
#define PROCESS_END(...)
const struct process processes[] = {
#include "processes.def"
    { 0 }
};
