/* print_flow.c - texts and shapes at places of pages. */
#include "kernel/print_draw.h"

/* Without memory the item goes nowhere; the exhausted arena fails the printing. */
struct item *flow_item(struct flow *f, int kind, double x, double y, double w, double h)
{
    static _Thread_local struct item nowhere;
    struct item *i = arena_alloc(f->mem, sizeof *i);

    if (i == NULL) {
        nowhere = (struct item){ 0 };
        return &nowhere;
    }
    *i = (struct item){ .page = f->page, .x = x, .y = y, .w = w, .h = h };
    i->kind = (typeof(i->kind))kind;
    *f->last = i;
    f->last = &i->next;
    return i;
}

void flow_rule(struct flow *f, double x, double y, double w)
{
    flow_item(f, ITEM_RULE, x, y, w, 0)->grey = 0.55;
}

void flow_code(struct flow *f, const uint8_t *dark, size_t columns, size_t rows, double x,
    double y, double w, double h)
{
    struct item *i = flow_item(f, ITEM_CODE, x, y, w, h);

    i->dark = dark;
    i->columns = columns;
    i->rows = rows;
}

/* --- pages ------------------------------------------------------------------------------------ */

void flow_break(struct flow *f)
{
    if (f->over || f->p->out->paper == PAPER_LABEL) {
        f->over = f->p->out->paper != PAPER_LABEL;
        return;                             /* a label is one: what has no room is left out */
    }
    f->page++;
    f->over = f->page > PRINT_PAGES;
    f->y = f->top;
    if (f->table != NULL && !f->over)
        flow_table_head(f, f->table);
}

void flow_need(struct flow *f, double height)
{
    if (f->y + height > f->bottom && f->y > f->top)
        flow_break(f);
}

/* --- text ------------------------------------------------------------------------------------- */

/* Whatever has Chinese letters will do; fontconfig finds it by the language of the context. */
static PangoFontDescription *font_of(double size)
{
    PangoFontDescription *d = pango_font_description_new();

    pango_font_description_set_family_static(
        d, "WenQuanYi Micro Hei, Noto Sans CJK SC, sans-serif");
    pango_font_description_set_absolute_size(d, size * PANGO_SCALE);
    return d;
}

PangoLayout *flow_text(struct flow *f, str s, double size, double width, int lines,
    enum print_side side)
{
    static const PangoAlignment sides[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_RIGHT,
        PANGO_ALIGN_CENTER };
    PangoLayout *l = pango_layout_new(f->pango);
    PangoFontDescription *d = font_of(size);

    pango_layout_set_font_description(l, d);
    pango_font_description_free(d);
    pango_layout_set_text(l, s.n > 0 ? s.s : "", (int)s.n);
    pango_layout_set_width(l, (int)((width > 1 ? width : 1) * PANGO_SCALE));
    pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_auto_dir(l, FALSE);
    pango_layout_set_attributes(l, f->plain);
    pango_layout_set_alignment(l, sides[side]);
    if (lines > 0) {
        pango_layout_set_ellipsize(l, PANGO_ELLIPSIZE_END);
        pango_layout_set_height(l, (int)(size * 1.25 * lines * PANGO_SCALE));
    }
    return l;
}

double flow_height(PangoLayout *l)
{
    int w, h;

    pango_layout_get_size(l, &w, &h);
    return (double)h / PANGO_SCALE;
}

void flow_put(struct flow *f, PangoLayout *l, double x, double y, double grey)
{
    struct item *i = flow_item(f, ITEM_TEXT, x, y, 0, 0);

    if (f->mem->exhausted)
        g_object_unref(l);
    else
        i->layout = l, i->grey = grey;
}

double flow_write(struct flow *f, str s, double size, double x, double y, double width, int lines,
    enum print_side side, double grey)
{
    PangoLayout *l = flow_text(f, s, size, width, lines, side);
    double h = flow_height(l);

    flow_put(f, l, x, y, grey);
    return h;
}
