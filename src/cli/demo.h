/* demo.h - a chain to look at and to measure: made by a seeded generator through the real commands,
 * from shippable data. Its accounts have the password "demo" and are marked, so that such a server
 * is never open to others. */
#pragma once
#include "kernel/kernel.h"

enum { DEMO_STORES_MAX = 16 };

/* The first store has a person for each post; in each other one six people share them. */
struct demo_size {
    size_t stores, vehicles;
    int days;
    bool headquarters, open_work;           /* open_work: today's cars stand at every stage */
};
extern const struct demo_size demo_small;   /* one store, 50 vehicles, a month of visits */
extern const struct demo_size demo_chain;   /* 3 stores, 40 people, 2,000 vehicles, two years */

/* When a demo's story begins: its chain is set up on that day. */
when demo_start(when now, const struct demo_size *);
/* After setup_chain. */
int demo_make(struct db *, const struct demo_size *) MUST_USE;
