/* supply_own.h - what the files of the supply share among themselves. */
#pragma once
#include "modules/supply/supply.h"

/* Approved, else refused at "supplier_id". */
int supplier_good(struct ctx *, rid supplier_id, struct supplier *) MUST_USE;
/* The order is with the supplier: from now on its requests are expected on its day. */
int order_placed(struct ctx *, struct purchase_order *) MUST_USE;
/* The line of a part, or refused at `field`. */
int ordered_line(struct ctx *, rid order_id, rid part_id, const char *field,
    struct purchase_order_line *) MUST_USE;
/* `field` of line i of the input, for a refusal. */
const char *line_field(struct ctx *, const char *list, size_t i, const char *field);
/* A part in two lines of the input is refused at the second. */
int part_once(struct ctx *, const char *list, size_t i, rid part_id, rid before) MUST_USE;
/* "调拨 DB-…" for the ledger. */
const char *text_of(struct ctx *, const char *what, str number);
