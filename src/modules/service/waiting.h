/* waiting.h - parts that an order waits for. */
#pragma once
#include "modules/service/order.h"

/* So much of the line's part is missing: it is asked for. */
int part_ask(
    struct ctx *, const struct repair_order *, const struct ro_line *, qty missing) MUST_USE;
/* It is not needed any more (line 0: nothing of the order is): what is not ordered yet is not
 * ordered. */
int part_unasked(struct ctx *, const struct repair_order *, rid line_id, str why) MUST_USE;
