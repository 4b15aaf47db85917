/* shop_bound.c - how soon a shop can end at best: the longest job; and for each set of machines
 * that some operation is confined to, all that is confined to it. Of those that begin no sooner
 * than `a` and have at least `b` behind them: a + their least work shared by the machines + b. For
 * one machine that is the bound of Jackson's preemptive schedule. */
#include "plan/plan.h"

enum { WORDS = (PLAN_RESOURCES + 63) / 64, SETS = 256, STARTS = 400 };

struct set { uint64_t bits[WORDS]; };
struct bound {
    const struct plan_problem *p;
    int *least, *head, *tail;               /* of each: least time, least before and behind */
    int *by_tail, *inside;                  /* operations, the longest tail first */
    int most;
};

static struct set set_of(const struct plan_op *op)
{
    struct set s = { 0 };

    for (int k = 0; k < op->n_ways; k++)
        s.bits[op->ways[k].on / 64] |= (uint64_t)1 << (op->ways[k].on % 64);
    return s;
}

static bool within(const struct plan_op *op, const struct set *s)
{
    for (int k = 0; k < op->n_ways; k++)
        if ((s->bits[op->ways[k].on / 64] >> (op->ways[k].on % 64) & 1) == 0)
            return false;
    return op->n_ways > 0;
}

static int size_of(const struct set *s)
{
    int n = 0;

    for (size_t i = 0; i < WORDS; i++)
        n += __builtin_popcountll(s->bits[i]);
    return n;
}

static int least_time(const struct plan_op *op)
{
    int least = op->n_ways > 0 ? op->ways[0].time : op->time;

    for (int k = 1; k < op->n_ways; k++)
        if (op->ways[k].time < least)
            least = op->ways[k].time;
    return least;
}

static void note(struct bound *b, int64_t end)
{
    if (end > b->most)
        b->most = (int)end;
}

static void jobs(struct bound *b)
{
    const struct plan_problem *p = b->p;

    for (int j = 0; j < p->n_jobs; j++) {
        const struct plan_job *job = &p->jobs[j];
        int at = job->release, behind = 0;

        for (int o = job->first; o < job->first + job->n; o++) {
            if (at < p->ops[o].ready)
                at = p->ops[o].ready;
            if (p->ops[o].frozen)
                at = p->ops[o].was_at;
            b->least[o] = least_time(&p->ops[o]);
            b->head[o] = at;
            at += b->least[o];
        }
        for (int o = job->first + job->n; o-- > job->first;) {
            b->tail[o] = behind;
            behind += b->least[o];
        }
        note(b, job->n > 0 ? at : 0);
    }
}

/* Counting sort would need a bound on times; n log n by merging needs none. */
static void sort_by_tail(struct bound *b, int *room)
{
    int n = b->p->n_ops, *from = b->by_tail, *to = room;

    for (int i = 0; i < n; i++)
        from[i] = i;
    for (int width = 1; width < n; width *= 2) {
        for (int at = 0; at < n; at += 2 * width) {
            int mid = at + width < n ? at + width : n, end = mid + width < n ? mid + width : n;
            int l = at, r = mid;

            for (int k = at; k < end; k++)
                to[k] = l < mid && (r == end || b->tail[from[l]] >= b->tail[from[r]])
                    ? from[l++] : from[r++];
        }
        int *x = from;
        from = to;
        to = x;
    }
    b->by_tail = from;
    b->inside = to;
}

static void machines(struct bound *b, const struct set *s)
{
    const struct plan_problem *p = b->p;
    int n = 0, *inside = b->inside, size = size_of(s);

    for (int i = 0; i < p->n_ops; i++)
        if (within(&p->ops[b->by_tail[i]], s))
            inside[n++] = b->by_tail[i];
    for (int k = 0, step = 1 + n / STARTS; k < n; k += step) {
        int a = b->head[inside[k]];
        int64_t work = 0;

        for (int i = 0; i < n; i++) {
            if (b->head[inside[i]] < a)
                continue;
            work += b->least[inside[i]];
            note(b, a + (work + size - 1) / size + b->tail[inside[i]]);
        }
    }
}

/* The set of all machines first, then each that an operation is confined to. */
static void all_sets(struct bound *b, struct set *sets)
{
    const struct plan_problem *p = b->p;
    int n = 0;

    for (int o = 0; o < p->n_ops; o++) {
        struct set s = set_of(&p->ops[o]);

        for (size_t i = 0; i < WORDS; i++)
            sets[0].bits[i] |= s.bits[i];
    }
    for (int o = -1; o < p->n_ops && n < SETS; o++) {
        bool seen = false;

        if (o >= 0)
            sets[n] = set_of(&p->ops[o]);
        for (int i = 0; i < n && !seen; i++)
            seen = memcmp(&sets[i], &sets[n], sizeof *sets) == 0;
        if (!seen)
            machines(b, &sets[n++]);
    }
}

int plan_lower_bound(const struct plan_problem *p, struct arena *mem)
{
    size_t bytes = ((size_t)p->n_ops + 1) * sizeof(int);
    struct arena mark = *mem;
    struct bound b = { .p = p, .least = arena_alloc(mem, bytes), .head = arena_alloc(mem, bytes),
        .tail = arena_alloc(mem, bytes), .by_tail = arena_alloc(mem, bytes) };
    int *room = arena_alloc(mem, bytes);
    struct set *sets = arena_alloc(mem, SETS * sizeof *sets);

    if (!mem->exhausted) {
        jobs(&b);
        if (plan_is_shop(p)) {
            sort_by_tail(&b, room);
            all_sets(&b, sets);
        }
    }
    arena_back(mem, &mark);
    return b.most;
}
