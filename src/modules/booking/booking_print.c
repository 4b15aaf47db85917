/* booking_print.c - the slip that confirms an appointment. */
#include "kernel/print.h"
#include "modules/booking/booking.h"

int appointment_slip(struct ctx *c, const struct appointment *a, struct print *p)
{
    (void)c;
    if (a->state == AP_CANCELLED || a->state == AP_NO_SHOW)
        p->mark = print_code(p, &appointment_state_choices, a->state);
    print_big(p, print_when(p, a->starts_at));
    print_fields(p, appointment, a, "vehicle_id party_id kind adviser_id");
    if (a->deliverer_name.n > 0)
        print_fields(p, appointment, a, "deliverer_name");
    if (a->quoted.fen > 0)
        print_fields(p, appointment, a, "quoted");
    if (a->wish.n > 0)
        print_fields(p, appointment, a, "wish");
    print_small(p, print_say(p, SAY("请按时到店，并带上行驶证和保养手册。需要改期或取消，请提前来电。",
        "Please come on time with your vehicle licence and service book. Call us beforehand to move or "
        "cancel the appointment.")));
    return 0;
}
