/* print_head.c - head and foot of a page: whose document it is, which copy, and how many pages. */
#include "kernel/print_draw.h"

enum { QR_SIDE = 62, ZONE = 130 };

static str line_of(struct flow *f, const char *a, str first, const char *b, str second)
{
    struct text t = text_in(f->mem, 1024);

    if (first.n > 0)
        text_c(&t, a), text_add(&t, first);
    if (first.n > 0 && second.n > 0)
        text_c(&t, "  ");
    if (second.n > 0)
        text_c(&t, b), text_add(&t, second);
    return text_str(&t);
}

static double qr_put(struct flow *f, double x, double y, double side)
{
    const uint8_t *dark;
    size_t n = print_qr(f->mem, f->p->link, &dark);

    if (n > 0)
        flow_code(f, dark, n, n, x, y, side, side);
    return n > 0 ? side : 0;
}

/* The store, left of the title: its name, the company that answers for it, where to find it. */
static double store_put(struct flow *f, double y, double width, enum print_side side)
{
    const struct print *p = f->p;
    const char *call = p->english ? "Tel. " : "电话 ", *code = p->english ? "USCC " : "信用代码 ";
    str lines[] = { p->company, line_of(f, code, p->credit_code, "", (str){ 0 }), p->store.address,
        line_of(f, call, p->store.phone, "", (str){ 0 }) };

    y += flow_write(f, p->store.name, 12, f->left, y, width, 2, side, 0) + 1;
    for (size_t i = 0; i < COUNT(lines); i++)
        if (lines[i].n > 0)
            y += flow_write(f, lines[i], 7.5, f->left, y, width, 2, side, 0.3);
    return y;
}

/* "Copy 2", "Void": in a frame, so that nobody takes the sheet for another. */
static double marks_put(struct flow *f, double x, double y, double width)
{
    const struct print *p = f->p;
    str copy = p->copy > 1
        ? str_format(f->mem, p->english ? "REPRINT · copy %lld" : "补打 · 第 %lld 次", (long long)p->copy)
        : (str){ 0 };
    str mark = line_of(f, "", p->mark, "", copy);
    PangoLayout *l;
    double h;

    if (mark.n == 0)
        return y;
    l = flow_text(f, mark, 9, width - 12, 2, SIDE_CENTRE);
    h = flow_height(l);
    flow_item(f, ITEM_FRAME, x, y + 2, width, h + 6)->grey = 0;
    flow_put(f, l, x + 6, y + 5, 0);
    return y + h + 10;
}

static void head_sheet(struct flow *f)
{
    const struct print *p = f->p;
    double middle = f->left + ZONE, width = f->right - f->left - ZONE * 2, y = f->top, store;
    double number;

    store = store_put(f, y, ZONE - 8, SIDE_LEFT);
    y += flow_write(f, print_say(p, p->out->label), 17, middle, y, width, 3, SIDE_CENTRE, 0) + 3;
    y = marks_put(f, middle + 10, y, width - 20);
    number = f->top + qr_put(f, f->right - QR_SIDE, f->top, QR_SIDE);
    number += flow_write(f, p->number, 8, f->right - ZONE + 8, number + 2, ZONE - 8, 2, SIDE_RIGHT,
        0) + 2;
    y = y > store ? y : store;
    f->y = (y > number ? y : number) + 6;
}

static void head_roll(struct flow *f)
{
    const struct print *p = f->p;
    double w = f->right - f->left, y = f->top;

    y = store_put(f, y, w, SIDE_CENTRE) + 4;
    y += flow_write(f, print_say(p, p->out->label), 14, f->left, y, w, 2, SIDE_CENTRE, 0);
    y = marks_put(f, f->left + 20, y, w - 40);
    y += flow_write(f, p->number, 8.5, f->left, y, w, 2, SIDE_CENTRE, 0) + 3;
    flow_rule(f, f->left, y, w);
    f->y = y + 4;
}

void flow_head(struct flow *f)
{
    if (f->p->out->paper == PAPER_A4)
        head_sheet(f);
    else if (f->p->out->paper == PAPER_80MM)
        head_roll(f);
}

/* --- the foot --------------------------------------------------------------------------------- */

static str printed(struct flow *f)
{
    const struct print *p = f->p;
    struct print q = *p;                    /* its memory, for a value of our own */
    str at = print_when(&q, p->c->now), who = p->c->who->name;

    return str_format(f->mem, p->english ? "Printed %.*s  %.*s" : "打印 %.*s  %.*s", (int)at.n, at.s,
        (int)who.n, who.s);
}

static void foot_sheet(struct flow *f)
{
    const struct print *p = f->p;
    double w = f->right - f->left, y = f->bottom + 10;
    int pages = f->page;

    for (f->page = 1; f->page <= pages; f->page++) {
        str page = str_format(f->mem, p->english ? "Page %d of %d" : "第 %d 页 共 %d 页", f->page,
            pages);

        flow_rule(f, f->left, y - 4, w);
        if (p->out->legal)
            (void)flow_write(f, printed(f), 7.5, f->left, y, w / 3, 1, SIDE_LEFT, 0.3);
        (void)flow_write(f, page, 7.5, f->left + w / 3, y, w / 3, 1, SIDE_CENTRE, 0.3);
        (void)flow_write(f, p->number, 7.5, f->left + w * 2 / 3, y, w / 3, 1, SIDE_RIGHT, 0.3);
    }
    f->page = pages;
}

static void foot_roll(struct flow *f)
{
    double w = f->right - f->left;

    f->y += 4;
    f->y += qr_put(f, (f->left + f->right - QR_SIDE) / 2, f->y, QR_SIDE) + 4;
    if (f->p->out->legal)
        f->y += flow_write(f, printed(f), 7.5, f->left, f->y, w, 2, SIDE_CENTRE, 0.3);
}

void flow_foot(struct flow *f)
{
    f->table = NULL;
    if (f->p->out->paper == PAPER_A4)
        foot_sheet(f);
    else if (f->p->out->paper == PAPER_80MM)
        foot_roll(f);
}
