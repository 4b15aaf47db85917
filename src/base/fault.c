/* fault.c - what went wrong in this thread without a way to say so. */
#include "base/base.h"

static _Thread_local const char *pending;

void fault_set(const char *what)
{
    if (pending == NULL)
        pending = what;
}

const char *fault_pending(void) { return pending; }
void fault_clear(void)          { pending = NULL; }
