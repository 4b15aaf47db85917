/* approval_print.c - the approval sheet: what was asked, who agreed. */
#include "kernel/print.h"
#include "modules/approval/approval.h"

static const struct print_column columns[] = {
    { { "顺序", "Order" }, 8, SIDE_RIGHT },   { { "审批岗位", "Post" }, 22, SIDE_LEFT },
    { { "审批人", "Decided by" }, 18, SIDE_LEFT }, { { "结果", "Outcome" }, 12, SIDE_LEFT },
    { { "时间", "At" }, 18, SIDE_LEFT },      { { "意见", "Opinion" }, 22, SIDE_LEFT },
};

int approval_sheet(struct ctx *c, const struct approval *a, struct print *p)
{
    struct approval_step_list steps;

    TRY(db_list(c, approval_step, &steps, "WHERE approval_id = ? ORDER BY place", a->id));
    print_fields(p, approval, a, "title matter_id amount asker_id state note");
    print_table(p, columns, COUNT(columns));
    for (size_t i = 0; i < steps.n; i++) {
        const struct approval_step *s = &steps.v[i];

        print_row(p, print_int(p, s->place), print_title(p, post, s->post_id),
            print_title(p, employee, s->decided_by_id),
            print_code(p, &approval_step_state_choices, s->state), print_when(p, s->decided_at),
            s->note);
    }
    return 0;
}
