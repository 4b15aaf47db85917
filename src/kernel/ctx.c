/* ctx.c - one request: who asks, when, and why it was refused. */
#include "kernel/kernel.h"

#include <stdatomic.h>

const struct who who_system = { .kind = ACTOR_SYSTEM, .name = { "系统", 6 } };

when clock_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    return (when){ (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 };
}

void ctx_begin(struct ctx *c, struct db *db, const struct who *who, when now, size_t mem_limit)
{
    memset(c, 0, sizeof *c);
    c->mem.limit = mem_limit > 0 ? mem_limit : 4 << 20;
    c->db = db;
    c->who = who;
    c->now = now;
    c->today = date_at(now, ZONE_S);
    c->english = who->english;
}

void ctx_end(struct ctx *c)
{
    assert(c->conn == NULL);
    arena_free(&c->mem);
}

/* --- ids: 41 bits of milliseconds since 2020, 6 of node, 16 of count -------------------------- */

enum { EPOCH_2020_S = 1577836800, COUNT_BITS = 16, NODE_BITS = 6 };

/* Never goes back, even when the clock does or more than 65,536 ids are made in a millisecond:
 * it then runs ahead of the clock. */
rid id_new(struct ctx *c)
{
    static _Atomic int64_t last;
    int64_t ms = c->now.ms - (int64_t)EPOCH_2020_S * 1000;
    int64_t least = (ms > 0 ? ms : 0) << COUNT_BITS;
    int64_t was = atomic_load_explicit(&last, memory_order_relaxed), next;

    do
        next = was + 1 > least ? was + 1 : least;
    while (!atomic_compare_exchange_weak(&last, &was, next));
    return (next >> COUNT_BITS) << (COUNT_BITS + NODE_BITS)
         | (int64_t)c->node << COUNT_BITS | (next & ((1 << COUNT_BITS) - 1));
}

rid id_least(when at)
{
    int64_t ms = at.ms - (int64_t)EPOCH_2020_S * 1000;

    return (ms > 0 ? ms : 0) << (COUNT_BITS + NODE_BITS);
}

/* --- refusals --------------------------------------------------------------------------------- */

int refuse_(struct ctx *c, const struct refusal *why, int n, const struct param *args)
{
    assert(why != NULL);
    c->refused = why;
    memset(c->args, 0, sizeof c->args);
    for (int i = 0; i < n && i < REFUSE_ARGS; i++) {
        c->args[i] = args[i];
        if (args[i].kind == P_TEXT)
            c->args[i].t = str_copy(&c->mem, args[i].t);
    }
    return 1;
}

static struct label filled(struct ctx *c, const struct refusal *why, const struct param *args)
{
    bool english = c->english;
    struct label l;

    c->english = false;
    l.zh = str_c(&c->mem, refusal_text(c, why, args));
    c->english = true;
    l.en = str_c(&c->mem, refusal_text(c, why, args));
    c->english = english;
    return l;
}

int refuse_field_(struct ctx *c, const char *field, const struct refusal *why, int n,
    const struct param *given)
{
    struct param args[REFUSE_ARGS] = { 0 };

    for (int i = 0; i < n && i < REFUSE_ARGS; i++)
        args[i] = given[i];
    if (c->n_faults < FAULTS_MAX)
        c->faults[c->n_faults++] = (struct fault){
            str_format(&c->mem, "%.*s%s", (int)c->path.n, c->path.s, field),
            refusal_code(c, why), filled(c, why, args) };
    return refuse(c, &E_INVALID, c->n_faults);
}

const struct refusal *refusal_failed(int r)
{
    return r == DB_AGAIN ? &E_BUSY : r == DB_FULL ? &E_FULL : &E_FAILED;
}

static void amount_add(struct text *t, int64_t n, int64_t whole, int least_digits)
{
    uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n, w = (uint64_t)whole;
    char digits[24];
    int len = 0;

    if (n < 0)
        text_c(t, "-");
    text_int(t, (int64_t)(u / w));
    for (uint64_t rest = u % w; w > 1 && (rest > 0 || len < least_digits); rest = rest % w) {
        rest *= 10;
        digits[len++] = (char)('0' + rest / w);
    }
    if (len > 0)
        text_f(t, ".%.*s", len, digits);
}

static void arg_add(struct text *t, const struct param *p)
{
    char out[32];

    switch (p->kind) {
    case P_TEXT:  text_add(t, p->t); break;
    case P_MONEY: amount_add(t, p->i, 100, 2); break;
    case P_PRICE: amount_add(t, p->i, 1000000, 2); break;
    case P_QTY:   amount_add(t, p->i, 1000, 0); break;
    case P_DATE:  date_print((date){ p->i }, out); text_c(t, out); break;
    case P_WHEN: {
        int y, m, d;
        int64_t local = p->i / 1000 + ZONE_S;

        date_parts(date_at((when){ p->i }, ZONE_S), &y, &m, &d);
        text_f(t, "%d-%02d-%02d %02d:%02d", y, m, d, (int)(local % 86400 / 3600),
            (int)(local % 3600 / 60));
        break;
    }
    case P_INT:   text_int(t, p->i); break;
    case P_NULL:  break;
    }
}

str refusal_text(struct ctx *c, const struct refusal *why, const struct param *args)
{
    struct text t = text_in(&c->mem, 4096);
    const char *at = c->english ? why->text.en : why->text.zh;

    while (*at != '\0') {
        if (at[0] == '{' && at[1] >= '1' && at[1] <= '0' + REFUSE_ARGS && at[2] == '}') {
            arg_add(&t, &args[at[1] - '1']);
            at += 3;
            continue;
        }
        size_t n = 1 + strcspn(at + 1, "{");
        text_add(&t, (str){ at, n });
        at += n;
    }
    return text_str(&t);
}

/* --- who may what, where ---------------------------------------------------------------------- */

static bool covers(const struct grant *g, rid unit_id)
{
    size_t low = 0, high = g->n;

    if (g->whole_group)
        return true;
    while (low < high) {
        size_t mid = (low + high) / 2;

        if (g->units[mid] == unit_id)
            return true;
        if (g->units[mid] < unit_id)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

bool who_may(const struct who *who, const struct duty *duty, rid unit_id)
{
    int n;

    if (who->kind == ACTOR_SYSTEM || who->kind == ACTOR_TIMER)
        return true;
    n = duty != NULL ? duty_number(duty) : 0;
    for (size_t i = 0; i < who->n; i++) {
        const struct grant *g = &who->grants[i];

        if ((duty == NULL || (g->duties[n / 64] >> (n % 64) & 1)) &&
            (unit_id == 0 || covers(g, unit_id)))
            return true;
    }
    return false;
}

bool who_reads(const struct who *who, rid unit_id)
{
    return unit_id == 0 || who_may(who, NULL, unit_id);
}
