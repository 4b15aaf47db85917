/* spread.c - an amount over parts, to the fen. */
#include "modules/cash/cash.h"

static int64_t remainder_of(money whole, money part, money sum)
{
    __int128 exact = (__int128)whole.fen * part.fen;

    return (int64_t)(exact % sum.fen);
}

void money_spread(money whole, const money *parts, size_t n, money *shares)
{
    money sum = FEN(0), left = whole;
    int64_t rest[SPREAD_MAX];
    int64_t sign = whole.fen < 0 ? -1 : 1;

    assert(n <= SPREAD_MAX);
    for (size_t i = 0; i < n; i++)
        sum = money_add(sum, parts[i]);
    for (size_t i = 0; i < n; i++) {
        shares[i] = sum.fen > 0
            ? (money){ (int64_t)((__int128)whole.fen * parts[i].fen / sum.fen) } : FEN(0);
        rest[i] = sum.fen > 0 ? sign * remainder_of(whole, parts[i], sum) : 0;
        left = money_sub(left, shares[i]);
    }
    while (sum.fen > 0 && left.fen != 0) {
        size_t best = 0;

        for (size_t i = 1; i < n; i++)
            best = rest[i] > rest[best] ? i : best;
        shares[best].fen += sign;
        rest[best] = -1;
        left.fen -= sign;
    }
}
