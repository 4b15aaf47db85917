/* export_xlsx.c - an export as a workbook, by libxlsxwriter, in constant memory. */
#include "kernel/export.h"

#include <jansson.h>
#include <pthread.h>
#include <xlsxwriter.h>

enum { CELL_CHARACTERS = 32767, NAME_CHARACTERS = 31 };

struct book {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *head, *day, *moment, *yuan, *price, *quantity, *share;
    struct column columns[EXPORT_COLUMNS];
    size_t n;
};

static lxw_format *format_of(struct book *b, const char *as)
{
    lxw_format *f = workbook_add_format(b->book);

    format_set_num_format(f, as);
    return f;
}

/* A sheet's name may not hold []:*?/\ nor be longer than 31 characters. */
static const char *sheet_name(struct ctx *c, str label)
{
    struct text t = text_in(&c->mem, 256);

    for (size_t i = 0, n = 0; i < label.n && n < NAME_CHARACTERS; n++) {
        size_t size = utf8_size(label.s + i, label.s + label.n);

        if (size > 1 || strchr("[]:*?/\\'", label.s[i]) == NULL)
            text_add(&t, (str){ label.s + i, size });
        i += size;
    }
    return t.n > 0 ? str_c(&c->mem, text_str(&t)) : "Workbay";
}

static int book_begin(struct ctx *c, struct book *b, const struct export *x, const char *path)
{
    lxw_workbook_options options = { .constant_memory = LXW_TRUE };
    struct label l = x->q.on->label;

    b->book = workbook_new_opt(path, &options);
    if (b->book == NULL)
        return DB_FAILED;
    b->sheet = workbook_add_worksheet(b->book, sheet_name(c, str_of(x->english ? l.en : l.zh)));
    b->head = workbook_add_format(b->book);
    format_set_bold(b->head);
    b->day = format_of(b, "yyyy-mm-dd");
    b->moment = format_of(b, "yyyy-mm-dd hh:mm:ss");
    b->yuan = format_of(b, "#,##0.00");
    b->price = format_of(b, "#,##0.00####");
    b->quantity = format_of(b, "0.###");
    b->share = format_of(b, "0.####%");
    b->n = export_columns(x->q.on, b->columns);
    if (b->sheet == NULL)
        return DB_FAILED;
    worksheet_freeze_panes(b->sheet, 1, 0);
    worksheet_set_column(b->sheet, 0, (lxw_col_t)(b->n - 1), 16, NULL);
    for (size_t i = 0; i < b->n; i++) {
        l = column_label(&b->columns[i]);
        (void)worksheet_write_string(b->sheet, 0, (lxw_col_t)i, x->english ? l.en : l.zh, b->head);
    }
    return 0;
}

/* The one place with floating point: a spreadsheet knows no other numbers. Up to 15 digits are
 * exact. */
static void number_write(
    struct book *b, lxw_row_t row, lxw_col_t col, int64_t n, int64_t whole, lxw_format *f)
{
    (void)worksheet_write_number(b->sheet, row, col, (double)n / (double)whole, f);
}

static void moment_write(
    struct book *b, lxw_row_t row, lxw_col_t col, const char *shown, lxw_format *f)
{
    lxw_datetime at = { 0 };
    int seconds = 0;

    if (sscanf(shown, "%d-%d-%d %d:%d:%d", &at.year, &at.month, &at.day, &at.hour, &at.min, &seconds) < 3)
        return;
    at.sec = seconds;
    if (at.year >= 1900)
        (void)worksheet_write_datetime(b->sheet, row, col, &at, f);
    else
        (void)worksheet_write_string(b->sheet, row, col, shown, NULL);
}

/* Cut to what a cell holds, by whole characters. */
static const char *cell_text(struct ctx *c, str s)
{
    size_t at = 0;

    for (size_t n = 0; at < s.n && n < CELL_CHARACTERS; n++)
        at += utf8_size(s.s + at, s.s + s.n);
    return str_c(&c->mem, (str){ s.s, at });
}

static void cell_write(struct ctx *c, struct book *b, const struct export *x, lxw_row_t row,
    lxw_col_t col, const json_t *from)
{
    const struct column *column = &b->columns[col];
    const json_t *v = column_value(column, from);
    struct text shown = text_in(&c->mem, 1 << 20);
    int64_t n = json_integer_value(v);

    if (v == NULL)
        return;
    column_show(&shown, column, from, x->english);
    switch (column_kind(column)) {
    case K_MONEY: number_write(b, row, col, n, 100, b->yuan); break;
    case K_PRICE: number_write(b, row, col, n, 1000000, b->price); break;
    case K_QTY:   number_write(b, row, col, n, 1000, b->quantity); break;
    case K_RATE:  number_write(b, row, col, n, 1000000, b->share); break;
    case K_INT:   number_write(b, row, col, n, 1, NULL); break;
    case K_DATE:  moment_write(b, row, col, cell_text(c, text_str(&shown)), b->day); break;
    case K_TIME:  moment_write(b, row, col, cell_text(c, text_str(&shown)), b->moment); break;
    default:
        (void)worksheet_write_string(b->sheet, row, col, cell_text(c, text_str(&shown)), NULL);
        break;
    }
}

static int rows_write(struct ctx *c, struct book *b, struct export *x)
{
    while (!x->ended) {
        const struct arena mark = c->mem;
        uint64_t row = x->rows + 1;
        json_t *rows;

        TRY(export_page(c, x, &rows));
        x->begun = true;
        for (size_t i = 0; i < json_array_size(rows) && x->rows <= EXPORT_XLSX_ROWS; i++)
            for (size_t k = 0; k < b->n; k++)
                cell_write(c, b, x, (lxw_row_t)(row + i), (lxw_col_t)k, json_array_get(rows, i));
        json_decref(rows);
        if (c->mem.exhausted)
            return DB_FAILED;
        arena_back(&c->mem, &mark);
        if (x->rows > EXPORT_XLSX_ROWS)
            return refuse_field(c, "format", &F_RANGE, 0, (int)EXPORT_XLSX_ROWS);
    }
    return 0;
}

/* One at a time: the library dates a book by gmtime, whose answer all threads share. */
static lxw_error book_close(struct book *b)
{
    static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
    lxw_error closed;

    pthread_mutex_lock(&one);
    closed = workbook_close(b->book);
    pthread_mutex_unlock(&one);
    return closed;
}

int export_workbook(struct ctx *c, struct export *x, const char *path)
{
    struct book *b = arena_alloc(&c->mem, sizeof *b);
    lxw_error closed;
    int r;

    if (b == NULL)
        return DB_FAILED;
    r = book_begin(c, b, x, path);
    if (r == 0)
        r = rows_write(c, b, x);
    if (b->book == NULL)
        return r;
    closed = book_close(b);
    if (closed == LXW_NO_ERROR)
        return r;
    fprintf(stderr, "export: %s: %s\n", path, lxw_strerror(closed));
    return r != 0 ? r : DB_FAILED;
}
