/* papers.c - a car whose papers are with our agent leaves only when somebody says why. */
#include "modules/service/order.h"

int repair_order_papers(
    struct ctx *c, struct repair_order *ro, const struct repair_order_papers_in *in)
{
    (void)c;
    ro->papers_out += in->change;
    return 0;
}

int order_papers_judge(
    struct ctx *c, struct repair_order *ro, const struct repair_order_deliver_in *in)
{
    if (ro->papers_out == 0)
        return 0;
    if (in->papers_reason.n == 0)
        return refuse_field(c, "papers_reason", &RO_PAPERS_OUT, ro->papers_out);
    ro->papers_reason = in->papers_reason;
    return 0;
}
