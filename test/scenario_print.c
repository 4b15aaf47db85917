/* scenario_print.c - steps that print, and read the paper again as pdftotext sees it. */
#include "kernel/print.h"
#include "test/pdf_text.h"
#include "test/scenario.h"

enum { PRINTOUTS_MAX = 200 };

/* Which printouts were printed in this file: bit 0 in Chinese, bit 1 in English. */
static struct { const struct printout *out; unsigned languages; } done[PRINTOUTS_MAX];
static size_t n_done;

static void note(const struct printout *out, bool english)
{
    size_t i = 0;

    while (i < n_done && done[i].out != out)
        i++;
    assert(i < PRINTOUTS_MAX);
    if (i == n_done)
        done[n_done++].languages = 0;
    done[i].out = out;
    done[i].languages |= english ? 2 : 1;
}

/* --- printing --------------------------------------------------------------------------------- */

/* With faults: each database call fails once; a printing then fails, and says so. */
static int print_now(struct scenario *s, struct ctx *c, struct printing *g)
{
    const struct ctx fresh = *c;
    int r = DB_FAILED;

    for (int n = s->faults ? 1 : 0; n < FAULTS_TRIED; n++) {
        struct arena mem = c->mem;

        *c = fresh;
        c->mem = mem;
        c->fail_at = n;
        c->fail_with = DB_FAILED;
        r = print_run(c, g);
        if (n == 0 || c->fail_at > 0)
            return r;
        fault_clear();
        if (!said(s, r != 0, "a failing database call was not noticed"))
            return r;
    }
    return r;
}

static void see_words(struct scenario *s, const struct printing *g, str rest)
{
    str text = { "", 0 }, w;

    if (g->out->paper == PAPER_FILE)
        text = g->pdf;
    else if (!said(s, pdf_text(&s->mem, g->pdf, &text), "no text can be read in it"))
        return;
    while ((w = word(&rest)).n > 0)
        said(s, memmem(text.s, text.n, w.s, w.n) != NULL, "%.*s is not on it: %.*s", (int)w.n, w.s,
            (int)(text.n < 3000 ? text.n : 3000), text.s);
}

void step_print(struct scenario *s, str rest, bool refused)
{
    str name = word(&rest), id = word(&rest), language = word(&rest);
    struct printing g = { .out = print_named(name), .english = str_is(language, "en"),
        .keep = true, .base = STR("https://workbay.example") };
    struct actor a;
    struct ctx c;
    int r;

    if (!said(s, g.out != NULL, "there is no %.*s to print", (int)name.n, name.s))
        return;
    g.id = named(s, id);
    if (begin(s, &c, &a)) {
        r = print_now(s, &c, &g);
        if (refused)
            expect_refused(s, &c, r, rest);
        else if (r != 0)
            show(s, &c, g.out->name, r);
        else {
            note(g.out, g.english);
            see_words(s, &g, rest);
        }
    }
    fault_clear();
    c.conn = NULL;
    ctx_end(&c);
}

void step_printed(struct scenario *s)
{
    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct printout *p = (*m)->prints; p->name != NULL; p++) {
            size_t i = 0;

            while (i < n_done && done[i].out != p)
                i++;
            said(s, i < n_done && done[i].languages == 3, "%s was not printed in both languages",
                p->name);
        }
}
