/* statement_own.h - what the files of the statements share. */
#pragma once
#include "modules/statement/statement.h"

/* A line of a statement: which accounts it holds, or which lines it adds up. */
struct line {
    int no;
    struct label label;
    const char *codes[2];                   /* by standard; "" for the rest of `kind` */
    enum account_kind kind;                 /* of the accounts that no line names; 0 = none */
    int from, to;                           /* a sum of these lines */
    int sign;                               /* 1: credits less debits are positive; -1: debits */
};
extern const struct line balance_lines[];   /* end with a number of 0 */
extern const struct line income_lines[];

enum { LINES_MAX = 48, COLUMNS = 4 };
/* What is summed in a column: the turnover of these months. */
struct span { int64_t from, to; };
/* The lines, each with credits less debits in every column; sums are filled in too. */
struct sums { money v[LINES_MAX][COLUMNS]; };
int sums_of(struct ctx *, rid company_id, const struct line *, const struct span[COLUMNS],
    struct sums *) MUST_USE;
/* The line that an account belongs to; 0 = none. */
int line_of(const struct line *, enum book_standard, const struct account_title *);
/* Fill the lines that are sums of others. */
void sums_up(const struct line *, struct sums *);
/* As a person reads it: debits positive in lines of assets and costs. */
money shown(const struct line *, money credit);
/* 1 to 12 in its last two digits, or refused at `month`. */
int month_judge(struct ctx *, int64_t month) MUST_USE;
