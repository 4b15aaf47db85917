/* scenario_memory.c - with --memory each allocation of a command or of what is read fails once. */
#include "kernel/row.h"
#include "test/memory.h"
#include "test/scenario.h"

#include <jansson.h>

enum { ALLOCATIONS_TRIED = 20000 };

static unsigned struck;

unsigned memory_struck(void) { return struck; }

/* The commit fails, too: where the want was made good nothing happens either, and the next one can
 * be tried. */
static int command_try(struct ctx *c, struct call *call, str body)
{
    int r;

    c->fail_at = FAIL_COMMIT;
    call->body = body_parse(c, body);
    r = call->body != NULL ? command_run(c, call) : c->refused != NULL ? 1 : DB_FAILED;
    json_decref(call->body);
    return r;
}

const struct refusal *memory_run(struct scenario *s, struct ctx *c, struct call *call, str body)
{
    const struct refusal *odd = NULL;
    const struct ctx fresh = *c;
    bool failed = true;
    int unnoticed = 0;

    for (int n = 1; failed && n < ALLOCATIONS_TRIED; n++) {
        int r;

        memory_fail_at(n);
        r = command_try(c, call, body);
        failed = memory_failed();
        struck += failed;
        if (r == 0)
            unnoticed = n;
        if (failed && r > 0)
            odd = c->refused;
        fault_clear();
        arena_back(&c->mem, &fresh.mem);
        *c = fresh;
    }
    said(s, unnoticed == 0, "a commit that failed was not noticed, nor allocation %d", unnoticed);
    said(s, !failed, "there is no end of its allocations");
    return odd;
}

int memory_look(struct scenario *s, struct ctx *c, work_fn *work, void *arg)
{
    const struct ctx fresh = *c;
    bool failed = s->memory;
    const struct refusal *odd = NULL;
    int r;

    for (int n = 1; failed && n < ALLOCATIONS_TRIED; n++) {
        memory_fail_at(n);
        r = db_snapshot(c, work, arg);
        failed = memory_failed();
        struck += failed;
        if (failed && r > 0)
            odd = c->refused;
        fault_clear();
        arena_back(&c->mem, &fresh.mem);
        *c = fresh;
    }
    r = db_snapshot(c, work, arg);
    if (odd != NULL)
        said(s, r > 0 && odd == c->refused, "refused with %s when memory was out", odd->code);
    return r;
}
