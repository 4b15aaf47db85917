/* rate.c - a bucket of tries for each address, which fills with time. */
#include "kernel/rate.h"

#include <pthread.h>

enum { PLACES = 4096 };

/* Full again at `full`: each try moves that moment on by what one try costs. */
static struct { pthread_mutex_t lock; int64_t full[PLACES]; } rates = {
    .lock = PTHREAD_MUTEX_INITIALIZER
};

int rate_take(struct ctx *c, str key, int per_minute)
{
    int64_t cost = 60000 / per_minute, full, wait;
    struct hash hash = hash_of(key);
    uint32_t place;

    memcpy(&place, hash.b, sizeof place);
    pthread_mutex_lock(&rates.lock);
    full = rates.full[place % PLACES];
    if (full < c->now.ms || full > c->now.ms + 120000)
        full = c->now.ms;                   /* also when the clock was put back */
    wait = full + cost - (c->now.ms + 60000);
    if (wait <= 0)
        rates.full[place % PLACES] = full + cost;
    pthread_mutex_unlock(&rates.lock);
    return wait <= 0 ? 0 : refuse(c, &E_RATE, (wait + 999) / 1000);
}
