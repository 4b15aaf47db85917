/* under.c - the document that a sheet or a nonconformity belongs to. */
#include "modules/checklist/checklist.h"

int check_sheet_under(struct ctx *c, struct check_sheet *s, const struct check_under_in *in)
{
    (void)c;
    s->under = in->document;
    return 0;
}

int nonconformity_under(struct ctx *c, struct nonconformity *n, const struct check_under_in *in)
{
    (void)c;
    n->under = in->document;
    return 0;
}
