/* rmb.c - amounts in words. */
#include "facts/rmb.h"

static const char *const digits[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };

enum { GROUPS = 4 };                        /* of four digits each */

/* `nought`: a 零 stands between what was written before and the first digit. */
static void group_add(struct text *t, unsigned group, bool nought)
{
    static const char *const places[] = { "仟", "佰", "拾", "" };
    bool begun = false;

    for (unsigned p = 0, whole = 1000; p < 4; p++, whole /= 10) {
        unsigned d = group / whole % 10;

        if (d == 0) {
            nought = nought || begun;
            continue;
        }
        text_c(t, nought ? "零" : "");
        text_c(t, digits[d]);
        text_c(t, places[p]);
        nought = false;
        begun = true;
    }
}

/* 万亿 is said 万 and then 亿, so 亿 also follows when its own group is empty. */
static void yuan_add(struct text *t, uint64_t yuan)
{
    static const char *const names[GROUPS] = { "万", "亿", "万", "" };
    uint64_t whole = 1000000000000;
    bool begun = false, empty = false;

    for (int g = 0; g < GROUPS; g++, whole /= 10000) {
        unsigned group = (unsigned)(yuan / whole % 10000);

        if (group > 0) {
            group_add(t, group, begun && (empty || group < 1000));
            text_c(t, names[g]);
            begun = true;
        } else if (g == 1 && begun)
            text_c(t, names[g]);
        empty = group == 0;
    }
}

str rmb_capitals(struct arena *mem, money m)
{
    uint64_t fen = m.fen < 0 ? 0 - (uint64_t)m.fen : (uint64_t)m.fen, yuan = fen / 100;
    unsigned tens = (unsigned)(fen / 10 % 10), ones = (unsigned)(fen % 10);
    struct text t = text_in(mem, 256);

    if (yuan >= 10000000000000000)
        return (str){ "", 0 };
    text_c(&t, m.fen < 0 ? "人民币负" : "人民币");
    yuan_add(&t, yuan);
    if (yuan > 0 || fen == 0)
        text_c(&t, fen == 0 ? "零元" : "元");
    if (tens > 0)
        text_f(&t, "%s角", digits[tens]);
    if (ones > 0)
        text_f(&t, "%s%s分", tens == 0 && yuan > 0 ? "零" : "", digits[ones]);
    else
        text_c(&t, "整");
    return text_str(&t);
}
