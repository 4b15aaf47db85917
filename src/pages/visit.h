/* visit.h - what a customer may see of his car, read in one go. */
#pragma once
#include "pages/page.h"

enum { HISTORY_MAX = 20 };

struct visit {
    struct repair_order ro;
    struct ro_line_list lines;              /* the living ones */
    struct ro_group_list groups;            /* packages and options they belong to */
    struct ro_option_list options;
    struct order_finding_list found;        /* worst first */
    size_t proposed;                        /* of them wait for an answer */
    money agreed;                           /* the sum of those agreed to */
    struct vehicle car;
    struct unit store;
    str adviser;
    struct settlement bill;                 /* id 0: none yet */
    struct order_photo_list photos;
    struct customer_receipt_list receipts;  /* newest first */
    struct appointment next;                /* id 0: none ahead in this store */
    struct online_payment online;           /* the newest of the bill; id 0: none */
    bool may_rate;                          /* it is delivered, and not rated yet */
};
/* The visit that goes on: the newest open order of the link's car, customer and store, else the
 * link's own. Refused when there is none. */
int visit_read(struct page *, struct visit *) MUST_USE;
/* The same order again by its id, as a form carried it. */
int visit_read_order(struct page *, str id, struct visit *) MUST_USE;

/* A short head: number, car, store. And a line of a quote: its title, how much, for how much. */
void visit_head(struct page *, const struct visit *);
void visit_line(struct html *, const struct ro_line *);
/* What was found, red, amber or green, in words too. */
void visit_findings(struct html *, const struct visit *);
