/* print_draw.h - how blocks become pages. For print_*.c alone.
 *
 * First everything is laid out: each text is broken into lines, measured and put on a page, as an
 * item with its place. Then the number of pages is known, and the items are drawn. Lengths are
 * points, 1/72 inch, from the upper left corner. */
#pragma once
#include "kernel/print.h"

#include <pango/pangocairo.h>

struct item {
    struct item *next;
    enum { ITEM_TEXT, ITEM_LINE, ITEM_FILL, ITEM_FRAME, ITEM_RULE, ITEM_TICK, ITEM_CODE } kind;
    int page;
    double x, y, w, h;
    double grey;                            /* 0 black, 1 white */
    PangoLayout *layout;                    /* TEXT; LINE: `line` of it, y is its base */
    PangoLayoutLine *line;
    const uint8_t *dark;                 /* CODE */
    size_t columns, rows;
};

struct flow {
    const struct print *p;
    struct arena *mem;
    PangoContext *pango;
    PangoAttrList *plain;                   /* a word cut at the edge gets no hyphen */
    double width, height;                   /* of the paper */
    double left, top, right, bottom;        /* of what may be written on */
    double y;                               /* where the next block begins */
    double size;                            /* of ordinary letters */
    int page;                               /* from 1 */
    bool over;                              /* more than PRINT_PAGES */
    const struct print_block *table;        /* whose header a new page repeats */
    struct item *first, **last;
};

/* --- print_flow.c: places and texts ----------------------------------------------------------- */
void flow_break(struct flow *);                         /* a new page */
void flow_need(struct flow *, double height);           /* a new page unless so much is left */
/* Broken into lines of that width; cut after `lines` of them, 0 = never. Given back by being put,
 * or with g_object_unref. */
PangoLayout *flow_text(struct flow *, str, double size, double width, int lines, enum print_side);
double flow_height(PangoLayout *);
void flow_put(struct flow *, PangoLayout *, double x, double y, double grey);
/* The same in one go; its height. */
double flow_write(struct flow *, str, double size, double x, double y, double width, int lines,
    enum print_side, double grey);
struct item *flow_item(struct flow *, int kind, double x, double y, double w, double h);
void flow_rule(struct flow *, double x, double y, double w);
void flow_code(struct flow *, const uint8_t *dark, size_t columns, size_t rows, double x,
    double y, double w, double h);
/* --- print_head.c: what the kernel writes itself ---------------------------------------------- */
void flow_head(struct flow *);
void flow_foot(struct flow *);                          /* after all blocks: pages are known */
/* --- print_block.c: one block, or a run of boxes; the last one it took ------------------------ */
const struct print_block *flow_block(struct flow *, const struct print_block *);
void flow_table_head(struct flow *, const struct print_block *);
