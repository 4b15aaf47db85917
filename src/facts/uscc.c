/* uscc.c - the unified social credit code: 31 characters, modulo 31, weights the powers of 3. */
#include "facts/uscc.h"
#include "facts/fold.h"

static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static int value_of(char c)
{
    const char *at = c != 0 ? strchr(alphabet, c) : NULL;

    return at != NULL ? (int)(at - alphabet) : -1;
}

char uscc_check_character(const char code[USCC_LENGTH_IS - 1])
{
    int sum = 0, weight = 1;

    for (int i = 0; i < USCC_LENGTH_IS - 1; i++) {
        if (value_of(code[i]) < 0)
            return 0;
        sum += value_of(code[i]) * weight;
        weight = weight * 3 % 31;
    }
    return alphabet[(31 - sum % 31) % 31];
}

int uscc_read(str given, char out[USCC_LENGTH_IS + 1], enum uscc_refusal *why)
{
    size_t n = fold(given, "-", out, USCC_LENGTH_IS + 1);

    *why = USCC_FINE;
    if (n != USCC_LENGTH_IS) {
        out[0] = 0;
        *why = USCC_LENGTH;
        return 1;
    }
    for (int i = 0; i < USCC_LENGTH_IS && *why == USCC_FINE; i++)
        if (value_of(out[i]) < 0)
            *why = USCC_CHARACTER;
        else if (i >= 2 && i < 8 && value_of(out[i]) > 9)
            *why = USCC_DIVISION;
    if (*why == USCC_FINE && uscc_check_character(out) != out[USCC_LENGTH_IS - 1])
        *why = USCC_CHECK;
    return *why == USCC_FINE ? 0 : 1;
}

const char *uscc_refusal_text(enum uscc_refusal refusal, bool chinese)
{
    static const char *const text[][2] = {
        [USCC_FINE] = { "", "" },
        [USCC_LENGTH] = { "a unified social credit code has 18 characters", "统一社会信用代码应为 18 位" },
        [USCC_CHARACTER] = { "the code has digits and capitals without I, O, S, V and Z",
            "统一社会信用代码只用数字和大写字母，不用 I、O、S、V、Z" },
        [USCC_DIVISION] = { "positions 3 to 8 are the six digits of the registering division",
            "第 3 至 8 位应为登记机关行政区划码（6 位数字）" },
        [USCC_CHECK] = { "the check character at the end does not agree: one character is wrong",
            "末位校验码不符，请核对是否抄错" },
    };

    return text[refusal][chinese];
}
