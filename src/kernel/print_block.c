/* print_block.c - each kind of block on the page. */
#include "kernel/print_draw.h"

enum { BOXES = 4, PAD = 4, CELL_LINES = 8, WIDE_LINES = 14 };

static bool roll(const struct flow *f) { return f->p->out->paper == PAPER_80MM; }
static double width_of(const struct flow *f) { return f->right - f->left; }

/* --- boxes: a small label, the value below it; on a roll beside it ---------------------------- */

static bool boxed(const struct print_block *b)
{
    return b != NULL && (b->kind == PRINT_PAIR || b->kind == PRINT_WIDE);
}

static void pair_on_roll(struct flow *f, const struct print_block *b)
{
    bool wide = b->kind == PRINT_WIDE;
    double w = width_of(f), label = w * 0.36;
    PangoLayout *value = flow_text(f, b->cells[0], f->size, wide ? w : w - label - 4,
        wide ? WIDE_LINES : 4, wide ? SIDE_LEFT : SIDE_RIGHT);
    PangoLayout *name = flow_text(f, b->text, f->size, wide ? w : label, 2, SIDE_LEFT);
    double hv = flow_height(value), hn = flow_height(name);
    double h = wide ? hv + hn : hv > hn ? hv : hn;

    flow_need(f, h + 2);
    flow_put(f, name, f->left, f->y, 0.3);
    flow_put(f, value, wide ? f->left : f->left + label + 4, wide ? f->y + hn : f->y, 0);
    f->y += h + 2;
}

static void boxes_put(struct flow *f, const struct print_block *const *row, size_t n, double share)
{
    PangoLayout *values[BOXES], *names[BOXES];
    double h = 0, x = f->left, widths[BOXES];

    for (size_t i = 0; i < n; i++) {
        bool wide = row[i]->kind == PRINT_WIDE;

        widths[i] = i + 1 == n ? f->right - f->left - share * (double)i : share;
        names[i] = flow_text(f, row[i]->text, 7, widths[i] - PAD * 2, 1, SIDE_LEFT);
        values[i] = flow_text(f, row[i]->cells[0], f->size, widths[i] - PAD * 2,
            wide ? WIDE_LINES : 3, SIDE_LEFT);
        if (flow_height(names[i]) + flow_height(values[i]) > h)
            h = flow_height(names[i]) + flow_height(values[i]);
    }
    h += 5;
    flow_need(f, h);
    for (size_t i = 0; i < n; x += widths[i++]) {
        flow_item(f, ITEM_FRAME, x, f->y, widths[i], h)->grey = 0.55;
        flow_put(f, names[i], x + PAD, f->y + 2, 0.35);
        flow_put(f, values[i], x + PAD, f->y + 2 + flow_height(names[i]), 0);
    }
    f->y += h;
}

static const struct print_block *boxes(struct flow *f, const struct print_block *b)
{
    const struct print_block *row[BOXES], *last = b;
    size_t n = 0;

    for (; boxed(b); b = b->next) {
        last = b;
        if (roll(f)) {
            pair_on_roll(f, b);
            continue;
        }
        row[n++] = b;
        if (b->kind == PRINT_WIDE || n == BOXES || !boxed(b->next) || b->next->kind == PRINT_WIDE) {
            boxes_put(f, row, n, width_of(f) / BOXES);
            n = 0;
        }
    }
    f->y += roll(f) ? 2 : 6;
    return last;
}

/* --- tables ----------------------------------------------------------------------------------- */

/* Mostly empty: somebody fills it in by hand, and needs the room. */
static bool to_be_written(const struct print_block *table, const struct print_block *b)
{
    size_t empty = table->n - (b->n < table->n ? b->n : table->n);

    for (size_t i = 0; i < b->n && i < table->n; i++)
        empty += b->cells[i].n == 0;
    return empty * 2 > table->n;
}

static void cells_put(struct flow *f, const struct print_block *table, const struct print_block *b)
{
    PangoLayout *cells[PRINT_COLUMNS];
    double size = roll(f) ? f->size - 0.5 : f->size - 1, pad = roll(f) ? 1 : PAD - 1, h = 0;
    double x[PRINT_COLUMNS + 1] = { f->left };
    int shares = 0;

    for (size_t i = 0; i < table->n; i++)
        shares += table->columns[i].share;
    for (size_t i = 0; i < table->n; i++) {
        str s = i < b->n ? b->cells[i] : (str){ 0 };

        x[i + 1] = x[i] + width_of(f) * table->columns[i].share / shares;
        cells[i] = flow_text(f, s, size, x[i + 1] - x[i] - pad * 2, CELL_LINES,
            table->columns[i].side);
        h = flow_height(cells[i]) > h ? flow_height(cells[i]) : h;
    }
    h += roll(f) ? 3 : 6;
    if (!roll(f) && b->kind == PRINT_ROW && h < 22 && to_be_written(table, b))
        h = 22;
    if (b != table)
        flow_need(f, h);
    else if (!roll(f))
        flow_item(f, ITEM_FILL, f->left, f->y, width_of(f), h)->grey = 0.9;
    for (size_t i = 0; i < table->n; i++)
        flow_put(f, cells[i], x[i] + pad, f->y + (roll(f) ? 1 : 3), b == table ? 0.25 : 0);
    f->y += h;
    flow_rule(f, f->left, f->y, width_of(f));
}

void flow_table_head(struct flow *f, const struct print_block *table)
{
    flow_rule(f, f->left, f->y, width_of(f));
    cells_put(f, table, table);
}

static const struct print_block *table(struct flow *f, const struct print_block *t)
{
    const struct print_block *last = t;

    flow_need(f, 60);                       /* no header alone at the foot of a page */
    flow_table_head(f, t);
    f->table = t;
    for (const struct print_block *b = t->next; b != NULL && !f->over &&
         (b->kind == PRINT_ROW || b->kind == PRINT_SUM); b = b->next) {
        cells_put(f, t, b);
        if (b->kind == PRINT_SUM)
            flow_rule(f, f->left, f->y - 1.2, width_of(f));
        last = b;
    }
    f->table = NULL;
    f->y += roll(f) ? 3 : 6;
    return last;
}

/* --- texts ------------------------------------------------------------------------------------ */

static void section(struct flow *f, const struct print_block *b)
{
    PangoLayout *l = flow_text(f, b->text, f->size + 0.5, width_of(f), 1, SIDE_LEFT);
    double h = flow_height(l);

    flow_need(f, h + 44);
    f->y += f->y > f->top ? 4 : 0;
    if (!roll(f))
        flow_item(f, ITEM_FILL, f->left, f->y + 1, 2.5, h - 1)->grey = 0.1;
    flow_put(f, l, f->left + (roll(f) ? 0 : 7), f->y, 0);
    f->y += h + 3;
}

/* Line by line: a long one goes on on the next page. */
static void paragraph(struct flow *f, str s, double size, double grey)
{
    PangoLayout *l = flow_text(f, s, size, width_of(f), 0, SIDE_LEFT);
    PangoLayoutIter *at = pango_layout_get_iter(l);

    do {
        PangoRectangle box;
        double height, base;
        struct item *i;

        pango_layout_iter_get_line_extents(at, NULL, &box);
        height = (double)box.height / PANGO_SCALE;
        base = (double)(pango_layout_iter_get_baseline(at) - box.y) / PANGO_SCALE;
        flow_need(f, height);
        i = flow_item(f, ITEM_LINE, f->left + (double)box.x / PANGO_SCALE, f->y + base, 0, 0);
        i->line = f->mem->exhausted ? NULL : pango_layout_iter_get_line_readonly(at);
        if (i->line != NULL)
            i->layout = g_object_ref(l), i->grey = grey;
        f->y += height;
    } while (!f->over && pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
    g_object_unref(l);
    f->y += 3;
}

static void total(struct flow *f, const struct print_block *b)
{
    str s = str_format(f->mem, "%.*s  %.*s", (int)b->text.n, b->text.s, (int)b->cells[0].n,
        b->cells[0].s);
    PangoLayout *l = flow_text(f, s, f->size + 3, width_of(f), 2, SIDE_RIGHT);

    flow_need(f, flow_height(l));
    flow_put(f, l, f->left, f->y, 0);
    f->y += flow_height(l) + 3;
}

static void big(struct flow *f, const struct print_block *b)
{
    PangoLayout *l = flow_text(f, b->text, roll(f) ? 20 : 30, width_of(f), 2, SIDE_CENTRE);

    flow_need(f, flow_height(l));
    flow_put(f, l, f->left, f->y, 0);
    f->y += flow_height(l) + 4;
}

static void ticks(struct flow *f, const struct print_block *b)
{
    double x = f->left, line = f->size * 1.6;

    flow_need(f, line);
    for (size_t i = 0; i <= b->n; i++) {
        PangoLayout *l = flow_text(f, i == 0 ? b->text : b->cells[i - 1], f->size, width_of(f) - 14,
            1, SIDE_LEFT);
        double room = i == 0 ? 0 : 14, w;
        int wide, high;

        pango_layout_get_size(l, &wide, &high);
        w = (double)wide / PANGO_SCALE;
        if (x + room + w > f->right && x > f->left) {
            x = f->left;
            f->y += line;
            flow_need(f, line);
        }
        if (i > 0) {
            flow_item(f, ITEM_FRAME, x, f->y + 1.5, 9, 9)->grey = 0;
            if (b->ticked[i - 1])
                flow_item(f, ITEM_TICK, x, f->y + 1.5, 9, 9)->grey = 0;
        }
        flow_put(f, l, x + room, f->y, 0);
        x += room + w + 14;
    }
    f->y += line;
}

static void sign(struct flow *f, const struct print_block *b)
{
    size_t across = roll(f) ? 1 : b->n < 4 ? b->n : 4;
    double share = width_of(f) / (double)across, line = roll(f) ? 30 : 40;

    for (size_t i = 0; i < b->n; i++) {
        double x = f->left + share * (double)(i % across);

        if (i % across == 0)
            flow_need(f, line);
        (void)flow_write(f, b->cells[i], f->size - 1, x, f->y + 4, share - 12, 1, SIDE_LEFT, 0.2);
        flow_item(f, ITEM_RULE, x, f->y + line - 4, share - 14, 0)->grey = 0;
        if (i % across == across - 1 || i + 1 == b->n)
            f->y += line;
    }
    f->y += 4;
}

/* --- codes ------------------------------------------------------------------------------------ */

/* Each module a whole number of printer's dots would be best; at least it is never below 0.5 pt. */
static double bars_put(struct flow *f, str s, double y, double height, double size)
{
    const uint8_t *dark;
    size_t n = print_code128(f->mem, s, &dark);
    double room = width_of(f), module = n > 0 ? room / (double)(n + 20) : 0;

    module = module > 1.1 ? 1.1 : module;
    if (module >= 0.5)
        flow_code(f, dark, n, 1, f->left + (room - module * (double)n) / 2, y,
            module * (double)n, height);
    else
        height = 0;
    return height + 1 +
        flow_write(f, s, size, f->left, y + height + 1, room, 1, SIDE_CENTRE, 0);
}

static void bars(struct flow *f, const struct print_block *b)
{
    flow_need(f, 54);
    f->y += bars_put(f, b->text, f->y + 4, 34, f->size) + 8;
}

static void tag(struct flow *f, const struct print_block *b)
{
    static const double sizes[] = { 11, 8, 7 };
    static const int lines[] = { 2, 2, 1 };
    double side = 56, x = f->left + side + 5, y = f->top;
    const uint8_t *dark;
    size_t n = print_qr(f->mem, f->p->link, &dark);

    if (n > 0)
        flow_code(f, dark, n, n, f->left, f->top + 1, side, side);
    for (size_t i = 0; i < b->n && i < COUNT(sizes); i++)
        y += flow_write(f, b->cells[i], sizes[i], x, y, f->right - x, lines[i], SIDE_LEFT, 0) + 1;
    (void)bars_put(f, b->text, f->bottom - 35, 24, 8);
}

const struct print_block *flow_block(struct flow *f, const struct print_block *b)
{
    switch (b->kind) {
    case PRINT_PAIR: case PRINT_WIDE: return boxes(f, b);
    case PRINT_TABLE:   return table(f, b);
    case PRINT_SECTION: section(f, b); break;
    case PRINT_TEXT:    paragraph(f, b->text, f->size, 0); break;
    case PRINT_SMALL:   paragraph(f, b->text, f->size - 1.5, 0.2); break;
    case PRINT_BIG:     big(f, b); break;
    case PRINT_TOTAL:   total(f, b); break;
    case PRINT_TICKS:   ticks(f, b); break;
    case PRINT_SIGN:    sign(f, b); break;
    case PRINT_BARS:    bars(f, b); break;
    case PRINT_TAG:     tag(f, b); break;
    case PRINT_ROW: case PRINT_SUM: break;  /* a row without a table */
    }
    return b;
}
