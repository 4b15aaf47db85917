/* number.c - amounts and quantities: checked, and rounded in one place. */
#include "base/base.h"

static int64_t narrow(__int128 v)
{
    if (v > INT64_MAX || v < INT64_MIN + 1) {
        fault_set("a number is too large");
        return 0;
    }
    return (int64_t)v;
}

/* Half up, away from zero. `by` > 0. */
static int64_t rounded(__int128 v, int64_t by)
{
    __int128 half = by / 2, sign = v < 0 ? -1 : 1;

    return narrow(sign * ((v * sign + half) / by));
}

money money_add(money a, money b) { return FEN(narrow((__int128)a.fen + b.fen)); }
money money_sub(money a, money b) { return FEN(narrow((__int128)a.fen - b.fen)); }
qty qty_add(qty a, qty b)         { return (qty){ narrow((__int128)a.milli + b.milli) }; }
qty qty_sub(qty a, qty b)         { return (qty){ narrow((__int128)a.milli - b.milli) }; }
price price_of(money m)           { return (price){ narrow((__int128)m.fen * 10000) }; }

/* micro-yuan × thousandths = 10^-9 yuan; a fen is 10^7 of these. */
money money_times(price p, qty n) { return FEN(rounded((__int128)p.micro * n.milli, 10000000)); }

money money_share(money m, int64_t part, int64_t whole)
{
    if (whole <= 0) {
        fault_set("a share of nothing");
        return FEN(0);
    }
    return FEN(rounded((__int128)m.fen * part, whole));
}

money money_rate(money m, rate r) { return FEN(rounded((__int128)m.fen * r.ppm, 1000000)); }
