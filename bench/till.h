/* till.h - one client of the server: a store, its people logged in, and whole visits by them. */
#pragma once
#include "bench/chain.h"
#include "bench/client.h"

#include <pthread.h>

enum { STEPS = 10, CARS_A_TILL = 100 };
extern const char *const step_names[STEPS];

struct person { const char *user; struct login login; };

struct till {
    pthread_t thread;
    struct client http;
    const struct demo *d;
    const struct demo_store *store;
    struct person people[POSTS];
    struct times visits, steps[STEPS];      /* or whatever else its thread does */
    int64_t until_us, km;
    uint32_t turn;
    int number, of, failed;
    char promised[40];
};

/* Till `number` of `of`, with a store of that number; all its people log in. */
void till_open(struct till *, struct demo *, int number, int of, int port);
/* Open an order for the next of its cars; *id is the order's. Says on stderr what failed. */
bool till_order(struct till *, int64_t *id);
bool till_visit(struct till *);
/* Start `work` in the first n, for so many seconds; wait for their end. */
void till_run(struct till *, int n, int seconds, void *(*work)(void *));
void till_wait(struct till *, int n);
void *till_serve(void *till);               /* visit after visit */
