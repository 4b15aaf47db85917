/* health_own.h - what is known of a car, read once for the page, the paper and the file. */
#pragma once
#include "modules/health/health.h"

struct health {
    struct vehicle car;
    struct repair_order_list orders;        /* settled or delivered, the newest first */
    struct health_line_list lines;          /* all these by order, as the orders stand */
    struct health_code_list codes;
    struct health_check_list checks;        /* what was not good */
    struct health_inspection_list inspections;
    struct health_worker_list workers;
    struct vehicle_recalls_row_list recalls;
    struct legacy_visit_list earlier;
};
int health_read(struct ctx *, rid vehicle_id, struct health *) MUST_USE;
/* Until when the work of an order is under warranty; absent before the delivery. */
date health_warranty_until(const struct repair_order *);
/* A refused line that no later visit carried out. */
bool health_open_proposal(const struct health *, const struct health_line *);
/* Thousandths as people write them: 4, 0.5. */
str health_decimal(struct ctx *, qty);
