/* setup.c - what an empty database needs to be a chain. */
#include "kernel/setup.h"
#include "kernel/migrate.h"

static int seed(struct ctx *c, void *arg)
{
    (void)arg;
    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct seed *s = (*m)->seeds; s->name != NULL; s++)
            TRY(s->run(c));
    return 0;
}

int setup_chain(struct ctx *c)
{
    struct text report = text_in(&c->mem, 65536);

    TRY(migrate_run(c, false, &report));
    return db_transaction(c, seed, NULL);
}
