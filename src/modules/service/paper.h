/* paper.h - what the papers of a visit share. */
#pragma once
#include "kernel/print.h"
#include "modules/service/order.h"

/* Boxes of the customer and the car. `contact`: with telephone numbers. */
int paper_car(struct ctx *, const struct repair_order *, bool contact, struct print *) MUST_USE;
/* "品牌 车系 车型", what there is of it. */
str paper_model(struct ctx *, const struct vehicle *);
/* "12 months"-like text of a warranty: "2,000 km / 10 天". */
str paper_warranty(struct ctx *, struct print *, int64_t days, int64_t km);
/* Name and specification, origin, unit of a line's part; empty for other lines. */
struct paper_part { str code, title, origin, unit; };
int paper_part(struct ctx *, const struct ro_line *, struct print *, struct paper_part *) MUST_USE;
