/* read.c - files of lines and words: what both formats share. */
#include "plan/read.h"

int read_bad(struct reader *r, const char *en, const char *zh)
{
    *r->why = (struct plan_fault){ r->number, -1, -1, en, zh };
    return 1;
}

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

static void skip(struct reader *r)
{
    while (r->line.n > 0 && blank(*r->line.s))
        r->line.s++, r->line.n--;
}

bool read_line(struct reader *r)
{
    while (r->rest.n > 0) {
        const char *end = memchr(r->rest.s, '\n', r->rest.n);
        size_t n = end != NULL ? (size_t)(end - r->rest.s) : r->rest.n;

        r->line = (str){ r->rest.s, n };
        n += end != NULL;
        r->rest.s += n, r->rest.n -= n;
        r->number++;
        skip(r);
        if (r->line.n > 0)
            return true;
    }
    return false;
}

str read_word(struct reader *r)
{
    str w = r->line;

    w.n = 0;
    while (r->line.n > 0 && !blank(*r->line.s))
        w.n++, r->line.s++, r->line.n--;
    skip(r);
    return w;
}

size_t read_room(str file, size_t most)
{
    return file.n / 3 + 1 < most ? file.n / 3 + 1 : most;
}

/* What only the whole shows, with the line of the job. */
int read_check(const struct plan_problem *p, const int *lines, struct plan_fault *why)
{
    int r = plan_accept(p, why);

    if (r != 0 && why->job >= 0)
        why->line = lines[why->job];
    return r;
}

bool plan_is_day(str file) { return str_starts(file, "workshop-day"); }

int plan_read(str file, struct arena *mem, struct plan_problem *out, struct plan_fault *why)
{
    return plan_is_day(file) ? plan_read_day(file, mem, out, why)
        : plan_read_shop(file, mem, out, why);
}
