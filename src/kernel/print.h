/* print.h - printed documents. A PRINT row of a model.def names a handler, which tells from top to
 * bottom what stands on the paper; the kernel has written the head (the store, the title, the
 * number, a QR code that leads back to the document) and adds pages, marks and the foot:
 *
 *   int stock_receipt_sheet(struct ctx *c, const struct stock_receipt *r, struct print *p)
 *   {
 *       print_fields(p, stock_receipt, r, "supplier_id delivery_note received_at");
 *       print_table(p, columns, COUNT(columns));
 *       … print_row(p, title, print_qty(p, l->quantity), print_money(p, l->amount)); …
 *       print_sign(p, SAY("验收人", "Received by"), SAY("供货人", "Delivered by"));
 *       return 0;
 *   }
 *
 * The handler runs in a snapshot and only tells; what cannot be told (a failed database call, no
 * memory) is kept in `wrong` and refuses the printing, so that no call need be checked. Text is
 * never markup, is wrapped, and is cut where a cell has no room; nothing a user typed can break a
 * page. Texts are in the language of the paper, which may be another than the asker's. */
#pragma once
#include "kernel/kernel.h"

#define SAY(zh, en) ((struct label){ "" zh, "" en })
enum { PRINT_PAGES = 50, PRINT_COLUMNS = 12 };

struct print_block;
struct print {                              /* of one printing; handlers read these */
    struct ctx *c;
    const struct printout *out;
    bool english;
    struct unit store;                      /* on whose paper it stands */
    str company, credit_code;               /* the legal person above the store */
    str bank, bank_account;
    str number;                             /* the document's title */
    str link;                               /* where its QR code leads */
    struct row row;                         /* the document's head */
    str mark;                               /* "Void": in a frame beside the title */
    bool large;                             /* to be read at arm's length */
    int64_t copy;                           /* of a legal document, from 1 */
    str file;                               /* of PAPER_FILE: the bytes, its kind and its ending */
    const char *type, *ending;
    int wrong;                              /* the first call that went wrong */
    struct print_block *first, **last;
};

/* --- the words of a page ---------------------------------------------------------------------- */

void print_section(struct print *, struct label);
/* A box with a small label above its value; boxes that follow each other share rows. */
void print_pair(struct print *, struct label, str value);
void print_wide(struct print *, struct label, str value);       /* over the whole width */
/* Boxes for fields of a row, "name name …": labels, formats and titles come from the model. */
#define print_fields(p, entity, row, names) \
    print_fields_(p, &entity##_model, (1 ? (row) : (const struct entity *)NULL), names)
void print_fields_(struct print *, const struct entity *, const void *row, const char *names);

enum print_side { SIDE_LEFT, SIDE_RIGHT, SIDE_CENTRE };
struct print_column { struct label label; int share; enum print_side side; };
/* Rows follow; the header is repeated on each page. `columns` is static. */
void print_table(struct print *, const struct print_column *, size_t n);
#define print_row(p, ...) \
    print_row_(p, (const str[]){ __VA_ARGS__ }, \
        sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str), false)
#define print_sum(p, ...) \
    print_row_(p, (const str[]){ __VA_ARGS__ }, \
        sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str), true)
void print_row_(struct print *, const str *cells, size_t n, bool sum);

void print_text(struct print *, str);                   /* a paragraph; lines may be broken */
void print_small(struct print *, str);
void print_big(struct print *, str);                    /* one line, to be read from afar */
void print_total(struct print *, struct label, str);    /* at the right, large */
/* □ or ☑ before each of the options; at most 8. */
void print_ticks(struct print *, struct label, const struct label *options, const bool *ticked,
    size_t n);
#define print_sign(p, ...) \
    print_sign_(p, (const struct label[]){ __VA_ARGS__ }, \
        sizeof((const struct label[]){ __VA_ARGS__ }) / sizeof(struct label))
void print_sign_(struct print *, const struct label *, size_t n);   /* lines to sign on */
void print_bars(struct print *, str);                   /* Code 128 with its text below */
/* The whole of a PAPER_FILE: "application/json", "json". The bytes live as long as c->mem. */
void print_file(struct print *, const char *type, const char *ending, str bytes);
/* The whole of a PAPER_LABEL: the QR code at the left, lines at the right, bars at the foot. */
void print_tag(struct print *, str big, str line, str small, str bars);

/* --- what people read ------------------------------------------------------------------------- */

str print_say(const struct print *, struct label);
str print_money(struct print *, money);                 /* 1,234.50 */
str print_price(struct print *, price);                 /* 12.00, more decimals where it has them */
str print_qty(struct print *, qty);                     /* 0.5 */
str print_int(struct print *, int64_t);
str print_date(struct print *, date);
str print_when(struct print *, when);                   /* 2026-11-24 09:00, in China's time */
str print_code(struct print *, const struct choices *, int);    /* the label of a choice */
/* The title of a row; an empty str for id 0. */
#define print_title(p, entity, id) print_title_(p, &entity##_model, id)
str print_title_(struct print *, const struct entity *, rid id);
str print_person(struct print *, rid account_id);      /* who stands behind an account */
/* A field as people write it; an empty str when it is absent. */
str print_value(struct print *, const struct field *, const void *row);

/* --- for the kernel --------------------------------------------------------------------------- */

/* Read the row and have it told. A work_fn's body: in a snapshot. `base` is the address of the
 * staff application, "https://…". Refused: no such row, out of scope, no duty, or by the handler. */
int print_describe(struct ctx *, const struct printout *, rid id, bool english, str base,
    struct print *) MUST_USE;
/* The PDF, in c->mem; refused with PRINT_TOO_LONG. The same print gives the same bytes. */
int print_pdf(struct ctx *, const struct print *, str *pdf) MUST_USE;
/* Describe and draw; when `keep`, a legal document is also kept in print_log, with an event on the
 * document: when it returns 0, this copy is counted. Not in a transaction. */
struct printing {
    const struct printout *out;
    rid id;
    bool english, keep;
    str base;
    str printer;                            /* named: the PDF is queued for it */
    struct call *call;                      /* with a printer: takes the answer, or one of before */
    struct print print;                     /* out */
    str pdf;                                /* or the file of PAPER_FILE */
    const char *type;                       /* of it */
    str name;                               /* of the file */
};
int print_run(struct ctx *, struct printing *) MUST_USE;
/* Where messages to printers go until a real one is connected: PDF files in DIR/printer. NULL: they
 * are taken and thrown away. */
void print_simulator(struct db *, const char *dir);

/* Modules of a Code 128 symbol, a byte each, 1 is black; 0 when the text cannot be encoded. */
size_t print_code128(struct arena *, str, const uint8_t **dark);
/* A QR code of side x side modules; 0 when it is too long. */
size_t print_qr(struct arena *, str, const uint8_t **dark);

enum print_kind {
    PRINT_SECTION, PRINT_PAIR, PRINT_WIDE, PRINT_TABLE, PRINT_ROW, PRINT_SUM, PRINT_TEXT,
    PRINT_SMALL, PRINT_BIG, PRINT_TOTAL, PRINT_TICKS, PRINT_SIGN, PRINT_BARS, PRINT_TAG,
};
struct print_block {
    enum print_kind kind;
    struct print_block *next;
    str text;                               /* the label of a pair, the paragraph */
    const str *cells;
    const bool *ticked;
    size_t n;
    const struct print_column *columns;     /* TABLE */
};
