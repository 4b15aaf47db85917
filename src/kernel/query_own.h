/* query_own.h - what the files query*.c share. */
#pragma once
#include "kernel/query.h"

enum { CURSOR_MAX = 5 };                    /* values that say where a page ended */

struct page {
    const struct entity *on;
    const struct field *order;              /* NULL: id, or the key of an entity that has one */
    struct json *j;
    int limit, n;
    bool more;
    str last[CURSOR_MAX];                   /* of the last row: order value and id, or its key */
    size_t n_last;
};

/* The next name of "unit_id, part_id"; false at the end. */
bool key_next(const char **key, str *name);
/* Does a list show the title of what this field refers to? */
bool query_titled(const struct field *);

/* Write one row, as select_add() orders its columns; the one above the limit sets `more`. */
values_fn page_row;
/* Where a window ended, which holds more rows than were wanted: its columns are the order's. */
values_fn list_end;

/* The cursor of a query as values of its order's columns; none gives n = 0. One that was made for
 * another list or order, or by anybody else, is refused. */
int cursor_read(struct ctx *, const struct query *, const struct field *order, bool descending,
    struct param after[CURSOR_MAX], size_t *n) MUST_USE;
/* Of the page's last row, or null when it was the last page. */
void cursor_write(struct ctx *, const struct page *, bool descending);
