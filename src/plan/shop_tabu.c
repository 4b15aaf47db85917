/* shop_tabu.c - tabu search: one critical operation at a time is taken out and put where the
 * makespan becomes least, on any of its machines, even if that is worse than before; where it was
 * just taken from it may not return for a while (after Mastrolilli and Gambardella, 2000).
 *
 * With the operation taken out, ends and tails of all others are exact, so the makespan of each
 * place it could go to is known exactly from four numbers, without building it. */
#include "plan/shop.h"

enum { TENURE = 4 };

struct best { struct shop_move move; int n; };

/* One critical way from end to beginning, by chance where there are several. */
static int critical_path(struct shop *s)
{
    int n = 0, at = s->n, seen = 0;

    for (int o = 0; o < s->n; o++)
        if (s->end[o] == s->makespan && s->next[o] == s->n && rng_below(&s->rng, ++seen) == 0)
            at = o;
    if (seen == 0)                          /* the last of the longest way ends no job */
        for (int o = 0; o < s->n; o++)
            if (s->end[o] == s->makespan)
                at = o;
    while (at != s->n) {
        int start = s->end[at] - s->time[at], b = s->before[at], l = s->left[at];
        bool by_job = b != s->n && s->end[b] == start;
        bool by_machine = l != s->n && s->end[l] == start;

        s->path[n++] = at;
        if (by_job && by_machine)
            at = rng_next(&s->rng) >> 63 ? b : l;
        else
            at = by_job ? b : by_machine ? l : s->n;
    }
    return n;
}

static void consider(struct best *b, struct shop_move move, struct rng *rng)
{
    if (b->n > 0 && move.value > b->move.value)
        return;
    b->n = b->n > 0 && move.value == b->move.value ? b->n + 1 : 1;
    if (b->n == 1 || rng_below(rng, b->n) == 0)
        b->move = move;
}

/* The places on the machine of way `w` for `op`, which is taken out. None before one that ends when
 * `op` can only begin: behind that it is as soon. None behind the first that delays nothing: later
 * it is only later. What is left makes no circle: no way leads from `op` to the one it comes after,
 * nor from the one it comes before to `op`. */
static void places(struct shop *s, int op, int w, int span, struct best *found)
{
    const int *end = s->end_without, *tail = s->tail_without;
    int n = s->n, next = s->next[op], own = s->way_time[w];
    int from = end[s->before[op]], rest = tail[next];
    int rest_end = next != n ? end[next] : INT32_MAX;
    bool stays = w == s->chosen[op];
    int64_t best = INT64_MAX;

    for (int l = n, r = s->first[s->way_machine[w]];; l = r, r = s->right[r]) {
        if (l != n && (l == next || end[l] - s->time[l] >= rest_end))
            return;
        if (r != n && end[r] <= from)
            continue;
        if (!stays || l != s->left[op]) {
            int before = from > end[l] ? from : end[l];
            int behind = rest > tail[r] ? rest : tail[r];
            int through = before + own + behind, most = through > span ? through : span;

            int64_t value = ((int64_t)most << 32) + through;

            if (value <= best)
                consider(found, (struct shop_move){ op, w, l, best = value }, &s->rng);
        }
        if (tail[r] <= rest)                /* the border's tail is 0 */
            return;
    }
}

/* The best move that is allowed; else the best of all. */
static bool choose(struct shop *s, int best_makespan, struct shop_move *move)
{
    struct best allowed = { 0 }, any = { 0 };
    int n = critical_path(s);

    for (int i = 0; i < n; i++) {
        int op = s->path[i], span;

        shop_without(s, op, &span);
        for (int w = s->way[op]; w < s->way[op + 1]; w++) {
            struct best found = { 0 };

            places(s, op, w, span, &found);
            if (found.n == 0)
                continue;
            consider(&any, found.move, &s->rng);
            if (s->tabu[w] <= s->iteration || found.move.value >> 32 < best_makespan)
                consider(&allowed, found.move, &s->rng);
        }
        shop_back(s, op);
    }
    if (any.n == 0)
        return false;
    *move = allowed.n > 0 ? allowed.move : any.move;
    s->tabu[s->chosen[move->op]] = s->iteration + TENURE + n / 2 +
        rng_below(&s->rng, 1 + n / 2) + (s->way[move->op + 1] - s->way[move->op]);
    return true;
}

void shop_tabu(struct shop *s, struct shop_plan *best, int64_t stale)
{
    struct shop_move move;

    for (int w = 0; w < s->way[s->n]; w++)
        s->tabu[w] = 0;
    shop_save(s, best);
    for (int64_t since = 0; since < stale && best->makespan > s->lower_bound; since++) {
        if (!shop_more(s))
            return;
        s->iteration++;
        if (!choose(s, best->makespan, &move))
            return;
        shop_put(s, &move);
        shop_measure(s);
        if (s->makespan < best->makespan) {
            shop_save(s, best);
            since = 0;
        }
    }
}
