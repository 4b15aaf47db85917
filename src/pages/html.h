/* html.h - the one writer of HTML: what is markup is a literal, what is a value is escaped.
 *
 *     html(h, "<a href=\"/my/receipt/%\">%</a>", receipt.id, receipt.code);
 * Each % takes the next value, in the form of its type: money ¥1234.50, dates and times in the
 * store's zone, quantities without needless zeros, text with & < > " ' as entities. There is no
 * other way for a value to get into a page. A page may be of HTML_MAX bytes; past that `failed` is
 * set. */
#pragma once
#include "kernel/kernel.h"

enum { HTML_MAX = 50000 };
struct html { struct text t; bool english; };

#define html(h, literal, ...) \
    html_(h, "" literal, (int)NARGS(__VA_ARGS__), PARAMS(__VA_ARGS__))
/* The same in the language of the page. */
#define say(h, zh, en, ...) \
    html_(h, (h)->english ? "" en : "" zh, (int)NARGS(__VA_ARGS__), PARAMS(__VA_ARGS__))
void html_(struct html *, const char *literal, int n, const struct param *values);
/* A label of the model, escaped. */
void html_label(struct html *, struct label);
/* "09:30" of the day; minutes since midnight. */
str clock_text(struct ctx *, int64_t minute);
