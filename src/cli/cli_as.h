/* cli_as.h - a command line that acts as somebody. */
#pragma once
#include "cli/cli.h"

/* Who `--as USER` is, with his posts of today; without it the system. Memory from c->mem; sets
 * c->who, c->node and c->english (his language, else that of $LANG). Refused: there is no such
 * account, or it is disabled. */
int cli_as(struct ctx *, const struct cli *, struct who *out) MUST_USE;
/* The command line's own number among the nodes: its ids and its chain of events never meet those
 * of a server that runs at the same time. */
enum { CLI_NODE = 63 };
