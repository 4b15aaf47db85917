/* booking_model.c - the descriptors of appointments. */
#include "modules/booking/booking.h"

#define MODULE    booking
#define MODULE_ZH "预约"
#define MODULE_EN "Booking"
#define MODEL     "modules/booking/model.def"
#define REFUSALS  "modules/booking/refusals.def"
#include "kernel/model_tables.h"
