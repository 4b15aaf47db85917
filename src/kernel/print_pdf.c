/* print_pdf.c - from blocks to the bytes of a PDF. */
#include "kernel/print_draw.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pthread.h>

enum { DRAW_MEMORY = 64 << 20, PDF_MAX = 16 << 20 };

/* --- papers ----------------------------------------------------------------------------------- */

static const struct { double width, height, margin, size; } papers[] = {
    [PAPER_A4] = { 595.28, 841.89, 40, 9.5 },
    [PAPER_80MM] = { 226.77, 2400, 11, 9 }, /* the roll is cut where the text ends */
    [PAPER_LABEL] = { 170.08, 113.39, 6, 8 },
};

static void paper_take(struct flow *f)
{
    enum paper k = f->p->out->paper;

    f->width = papers[k].width;
    f->height = papers[k].height;
    f->left = f->top = papers[k].margin;
    f->right = f->width - papers[k].margin;
    f->bottom = f->height - papers[k].margin - (k == PAPER_A4 ? 12 : 0);
    f->y = f->top;
    f->size = papers[k].size * (f->p->large ? 1.25 : 1);
}

/* --- drawing ---------------------------------------------------------------------------------- */

/* Black neighbours are one rectangle, so that no hair of white stands between them. */
static void draw_code(cairo_t *cr, const struct item *i)
{
    double w = i->w / (double)i->columns, h = i->h / (double)i->rows;

    for (size_t row = 0; row < i->rows; row++)
        for (size_t from = 0, to; from < i->columns; from = to) {
            const uint8_t *m = i->dark + row * i->columns;

            for (to = from + 1; to < i->columns && m[to] == m[from]; to++)
                ;
            if (m[from])
                cairo_rectangle(cr, i->x + w * (double)from, i->y + h * (double)row,
                    w * (double)(to - from), h);
        }
    cairo_fill(cr);
}

static void draw_tick(cairo_t *cr, const struct item *i)
{
    cairo_set_line_width(cr, 1.2);
    cairo_move_to(cr, i->x + i->w * 0.2, i->y + i->h * 0.5);
    cairo_line_to(cr, i->x + i->w * 0.42, i->y + i->h * 0.75);
    cairo_line_to(cr, i->x + i->w * 0.85, i->y + i->h * 0.2);
    cairo_stroke(cr);
}

static void draw(cairo_t *cr, const struct item *i)
{
    cairo_set_source_rgb(cr, i->grey, i->grey, i->grey);
    cairo_set_line_width(cr, 0.6);
    if (i->layout == NULL && (i->kind == ITEM_TEXT || i->kind == ITEM_LINE))
        return;                             /* there was no memory for it */
    switch (i->kind) {
    case ITEM_TEXT:
        cairo_move_to(cr, i->x, i->y);
        pango_cairo_show_layout(cr, i->layout);
        break;
    case ITEM_LINE:
        cairo_move_to(cr, i->x, i->y);
        pango_cairo_show_layout_line(cr, i->line);
        break;
    case ITEM_FILL:
        cairo_rectangle(cr, i->x, i->y, i->w, i->h);
        cairo_fill(cr);
        break;
    case ITEM_FRAME:
        cairo_rectangle(cr, i->x, i->y, i->w, i->h);
        cairo_stroke(cr);
        break;
    case ITEM_RULE:
        cairo_move_to(cr, i->x, i->y);
        cairo_line_to(cr, i->x + i->w, i->y);
        cairo_stroke(cr);
        break;
    case ITEM_TICK: draw_tick(cr, i); break;
    case ITEM_CODE: draw_code(cr, i); break;
    }
}

/* Items of a page need not follow each other: the feet come last. */
static void pages_draw(cairo_t *cr, const struct flow *f)
{
    for (int page = 1; page <= f->page; page++) {
        for (const struct item *i = f->first; i != NULL; i = i->next)
            if (i->page == page)
                draw(cr, i);
        cairo_show_page(cr);
    }
}

/* --- the whole -------------------------------------------------------------------------------- */

static cairo_status_t take_bytes(void *closure, const unsigned char *bytes, unsigned n)
{
    struct text *t = closure;

    text_add(t, (str){ (const char *)bytes, n });
    return t->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void metadata(cairo_surface_t *s, const struct flow *f)
{
    const struct print *p = f->p;
    char at[32];

    when_print(p->row.created_at, at);
    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_TITLE,
        str_c(f->mem, str_format(f->mem, "%s %.*s", print_say(p, p->out->label).s,
            (int)p->number.n, p->number.s)));
    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATOR, "Workbay");
    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE, at);
    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_MOD_DATE, at);
}

static void lay_out(struct flow *f)
{
    flow_head(f);
    for (const struct print_block *b = f->p->first; b != NULL && !f->over; b = b->next)
        b = flow_block(f, b);
    if (!f->over)
        flow_foot(f);
}

static int pdf_make(struct ctx *c, struct flow *f, PangoFontMap *fonts, struct text *out)
{
    cairo_surface_t *s = cairo_pdf_surface_create_for_stream(take_bytes, out, f->width, f->height);
    cairo_t *cr = cairo_create(s);
    bool failed;

    f->pango = pango_font_map_create_context(fonts);
    f->plain = pango_attr_list_new();
    pango_attr_list_insert(f->plain, pango_attr_insert_hyphens_new(FALSE));
    pango_cairo_update_context(cr, f->pango);
    pango_cairo_context_set_resolution(f->pango, 72);
    pango_context_set_language(f->pango, pango_language_from_string("zh-cn"));
    pango_context_set_round_glyph_positions(f->pango, FALSE);
    lay_out(f);
    if (f->p->out->paper == PAPER_80MM && f->page == 1)
        cairo_pdf_surface_set_size(s, f->width, ceil(f->y + f->top));
    metadata(s, f);
    if (!f->over)
        pages_draw(cr, f);
    cairo_destroy(cr);
    cairo_surface_finish(s);
    failed = cairo_surface_status(s) != CAIRO_STATUS_SUCCESS || out->failed || f->mem->exhausted;
    cairo_surface_destroy(s);
    for (struct item *i = f->first; i != NULL; i = i->next)
        if (i->layout != NULL)
            g_object_unref(i->layout);
    pango_attr_list_unref(f->plain);
    g_object_unref(f->pango);
    return f->over ? refuse(c, &PRINT_TOO_LONG, (int)PRINT_PAGES) : failed ? DB_FAILED : 0;
}

/* One set of fonts for all, used by one thread at a time: a page takes some milliseconds, and the
 * fonts of each thread would take megabytes. */
int print_pdf(struct ctx *c, const struct print *p, str *pdf)
{
    static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
    static PangoFontMap *fonts;
    struct arena mem = { .limit = DRAW_MEMORY };
    struct flow f = { .p = p, .mem = &mem, .page = 1 };
    struct text out = text_in(&mem, PDF_MAX);
    int r;

    f.last = &f.first;
    paper_take(&f);
    pthread_mutex_lock(&one);
    if (fonts == NULL)
        fonts = pango_cairo_font_map_new();
    r = pdf_make(c, &f, fonts, &out);
    pthread_mutex_unlock(&one);
    *pdf = r == 0 ? str_copy(&c->mem, text_str(&out)) : (str){ 0 };
    arena_free(&mem);
    return r == 0 && pdf->n != out.n ? DB_FAILED : r;
}
