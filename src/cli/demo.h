/* demo.h - a chain to look at and to measure: made by a seeded generator through the real commands,
 * from shippable data. Its accounts have the password "demo" and are marked, so that such a server
 * is never open to others. */
#pragma once
#include "kernel/kernel.h"

/* `chain`: 3 stores, 40 people over all posts, 2,000 vehicles, two years of visits. Otherwise
 * small: one store, a person for each post, 50 vehicles, a month of visits. After setup_chain. */
/* When a demo's story begins: its chain is set up on that day. */
when demo_start(when now, bool chain);
int demo_make(struct db *, bool chain) MUST_USE;
