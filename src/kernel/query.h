/* query.h - lists: the one place besides row.c where SQL is composed, from the model's names. */
#pragma once
#include "kernel/kernel.h"

enum { FILTERS_MAX = 16, VALUES_MAX = 16, LIST_LIMIT = 200, WINDOW = 10000,
       Q_MAX = 100 };

struct filter {
    const struct field *field;
    enum { FILTER_IS, FILTER_FROM, FILTER_TO } how;
    struct param values[VALUES_MAX];
    size_t n;
};

struct query {
    const struct entity *on;
    struct filter filters[FILTERS_MAX];
    size_t n;
    const struct field *sort;               /* NULL: by id */
    bool descending;
    bool oldest_first;                      /* by id, upwards */
    int limit;                              /* 1 to LIST_LIMIT */
    rid unit_id; /* narrow to this unit; 0 = all that the asker may read */
    date as_of;                             /* a dated entity: what holds on this day; 0 = all */
    bool retired;                           /* the retired rows instead of the living */
    bool sums;                              /* the sums of its money beside the count */
    str q;                                  /* text to find */
    str cursor;                             /* of the page before; n = 0: the first page */
};

/* Take one pair of a query string; a fault names the field. Unknown names are refused. */
int query_take(struct ctx *, struct query *, str name, str value) MUST_USE;

/* {"rows":[…],"next":…,"total":…,"total_more":…} of the page. Where sums are wanted, beside it
 * "sums":{"amount":…}, or null when there are more rows than are counted. In a snapshot. Each page
 * reads at most WINDOW index entries: a rare match may come on a later page; `next` goes on. */
int query_page(struct ctx *, const struct query *, struct json *) MUST_USE;

/* The SQL of a page, for its plan to be looked at. */
int query_sql(
    struct ctx *, const struct query *, str *sql, char types[400], struct param **) MUST_USE;
/* Each entity, scope, filter and sort: the lists that no index serves, a line each; how many. */
int query_plans_check(struct ctx *, struct text *report) MUST_USE;
