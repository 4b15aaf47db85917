/* plate.c - number plates, by their characters. */
#include "facts/plate.h"
#include "facts/fold.h"

enum { MOST = 10 };                                   /* 临 + 省 + letter + 6, and one to spare */

static const struct { char sign[4]; int code; const char *name; } provinces[] = {
    { "京", 11, "北京市" }, { "津", 12, "天津市" }, { "冀", 13, "河北省" }, { "晋", 14, "山西省" },
    { "蒙", 15, "内蒙古自治区" }, { "辽", 21, "辽宁省" }, { "吉", 22, "吉林省" },
    { "黑", 23, "黑龙江省" }, { "沪", 31, "上海市" }, { "苏", 32, "江苏省" }, { "浙", 33, "浙江省" },
    { "皖", 34, "安徽省" }, { "闽", 35, "福建省" }, { "赣", 36, "江西省" }, { "鲁", 37, "山东省" },
    { "豫", 41, "河南省" }, { "鄂", 42, "湖北省" }, { "湘", 43, "湖南省" }, { "粤", 44, "广东省" },
    { "桂", 45, "广西壮族自治区" }, { "琼", 46, "海南省" }, { "渝", 50, "重庆市" },
    { "川", 51, "四川省" }, { "贵", 52, "贵州省" }, { "云", 53, "云南省" }, { "藏", 54, "西藏自治区" },
    { "陕", 61, "陕西省" }, { "甘", 62, "甘肃省" }, { "青", 63, "青海省" },
    { "宁", 64, "宁夏回族自治区" }, { "新", 65, "新疆维吾尔自治区" },
};

/* A plate as its characters: each a str into plate.text, and one letter telling its class: 'P' a
 * province's sign, 'A' a capital but I and O, '9' a digit, 'I' an I or O, else the character's own
 * sign from the list below, '?' none a plate has. */
struct shape { str c[MOST + 1]; char class[MOST + 2]; int n; };

static const struct { char sign[4]; char class; } signs[] = {
    { "挂", 'g' }, { "学", 'x' }, { "警", 'j' }, { "港", 'h' }, { "澳", 'm' }, { "使", 's' },
    { "领", 'l' }, { "临", 't' }, { "试", 'e' }, { "超", 'o' }, { "应", 'y' }, { "急", 'k' },
};

static int province_of(str c)
{
    for (size_t i = 0; i < COUNT(provinces); i++)
        if (str_is(c, provinces[i].sign))
            return (int)i;
    return -1;
}

static char class_of(str c)
{
    if (c.n == 1) {
        char a = c.s[0];

        if (a >= '0' && a <= '9')
            return '9';
        if (a == 'I' || a == 'O')
            return 'I';
        return a >= 'A' && a <= 'Z' ? 'A' : '?';
    }
    for (size_t i = 0; i < COUNT(signs); i++)
        if (str_is(c, signs[i].sign))
            return signs[i].class;
    return province_of(c) >= 0 ? 'P' : '?';
}

static void shape_of(const struct plate *p, struct shape *s)
{
    const char *at = p->text, *end = at + strlen(at);

    *s = (struct shape){ 0 };
    for (size_t n; at < end && s->n < MOST; at += n) {
        n = utf8_size(at, end);
        s->c[s->n] = (str){ at, n };
        s->class[s->n] = class_of(s->c[s->n]);
        s->n++;
    }
}

/* Does the shape have this form? 'N' in the form is a capital or a digit, anything else itself. */
static bool fits(const struct shape *s, const char *form)
{
    int i = 0;

    for (; form[i] != 0; i++) {
        char c = i < s->n ? s->class[i] : 0;

        if (form[i] == 'N' ? c != 'A' && c != '9' : c != form[i])
            return false;
    }
    return i == s->n;
}

static bool letter_in(const struct shape *s, int i, const char *letters)
{
    return s->c[i].n == 1 && strchr(letters, s->c[i].s[0]) != NULL;
}

static enum plate_kind nev_kind(const struct shape *s, bool *electric)
{
    static const char marks[] = "DABCEFGHJK", pure[] = "DABCE";

    if (fits(s, "PAAN9999") && letter_in(s, 2, marks)) {
        *electric = letter_in(s, 2, pure);
        return PLATE_NEV_SMALL;
    }
    if (fits(s, "PA99999A") && letter_in(s, 7, marks)) {
        *electric = letter_in(s, 7, pure);
        return PLATE_NEV_LARGE;
    }
    return PLATE_NONE;
}

static bool is_military(const struct shape *s)
{
    return fits(s, "AA99999") && letter_in(s, 0, "BCEGHJKLNSVZ");
}

static bool is_armed_police(const struct shape *s)
{
    return letter_in(s, 0, "W") && letter_in(s, 1, "J") && (fits(s, "AAP9999N")
        || fits(s, "AA99999") || fits(s, "AA9999N") || fits(s, "AA9999999")
        || fits(s, "AA999999A"));
}

static enum plate_kind kind_of(const struct shape *s, bool *electric)
{
    static const struct { char form[11]; enum plate_kind kind; } forms[] = {
        { "PANNNNN", PLATE_ORDINARY }, { "PANNNNg", PLATE_TRAILER }, { "PANNNNx", PLATE_LEARNER },
        { "PANNNNj", PLATE_POLICE }, { "PANNNNh", PLATE_HONG_KONG }, { "PANNNNm", PLATE_MACAO },
        { "s999999", PLATE_EMBASSY }, { "999999s", PLATE_EMBASSY }, { "PANNNNs", PLATE_EMBASSY },
        { "PANNNNl", PLATE_CONSULATE }, { "P9999l", PLATE_CONSULATE },
        { "P99999l", PLATE_CONSULATE }, { "P999999l", PLATE_CONSULATE },
        { "tPANNNN", PLATE_TEMPORARY }, { "tPANNNNN", PLATE_TEMPORARY },
        { "tPANNNNNN", PLATE_TEMPORARY }, { "PANNNNt", PLATE_TEMPORARY },
        { "PANNNNNt", PLATE_TEMPORARY },
        { "PANNNNe", PLATE_TEST }, { "PANNNNo", PLATE_OVERSIZE },
    };

    for (size_t i = 0; i < COUNT(forms); i++)
        if (fits(s, forms[i].form))
            return forms[i].kind;
    if (fits(s, "PA9999yk") && letter_in(s, 1, "XS"))
        return PLATE_RESCUE;
    if (is_armed_police(s))
        return PLATE_ARMED_POLICE;
    return is_military(s) ? PLATE_MILITARY : nev_kind(s, electric);
}

/* What is the first thing wrong with it, as a person would say it. */
static enum plate_refusal refusal_of(struct plate *p, const struct shape *s)
{
    int head = s->class[0] == 't';                    /* after 临 */

    if (s->n == 0)
        return PLATE_EMPTY;
    for (int i = 0; i < s->n; i++)
        if (s->class[i] == 'I' || s->class[i] == '?') {
            p->at = i + 1;
            return i == head && s->class[i] == '?' && s->c[i].n > 1 ? PLATE_PROVINCE
                 : s->class[i] == 'I' ? PLATE_IO : PLATE_CHARACTER;
        }
    if (s->class[head] != 'P') {
        p->at = head + 1;
        return PLATE_PROVINCE;
    }
    if (s->n > head + 1 && s->class[head + 1] != 'A') {
        p->at = head + 2;
        return PLATE_LETTER;
    }
    if (s->n == 8 && fits(s, "PANNNNNN"))
        return PLATE_NEV_FORM;
    for (int i = head + 2; i < s->n - 1; i++)
        if (s->class[i] != 'A' && s->class[i] != '9') {
            p->at = i + 1;
            return PLATE_CHARACTER;
        }
    return PLATE_LENGTH;
}

int plate_read(str given, struct plate *p)
{
    struct shape s;
    int sign;

    *p = (struct plate){ 0 };
    p->characters = (int)fold(given, "·•・‧∙⋅・.-－—–_", p->text, sizeof p->text);
    shape_of(p, &s);
    if (p->characters > s.n)
        p->refusal = PLATE_LENGTH;
    else {
        p->kind = kind_of(&s, &p->electric);
        p->refusal = p->kind == PLATE_NONE ? refusal_of(p, &s) : PLATE_FINE;
    }
    for (int i = 0; i < s.n && p->refusal == PLATE_FINE; i++)
        if ((sign = province_of(s.c[i])) >= 0) {
            p->sign = str_of(provinces[sign].sign);
            p->province = str_of(provinces[sign].name);
            p->province_code = provinces[sign].code;
        }
    if ((p->kind == PLATE_HONG_KONG || p->kind == PLATE_MACAO)
            && (p->province_code != 44 || !letter_in(&s, 1, "Z"))) {
        p->refusal = PLATE_HK_MACAO;
        p->kind = PLATE_NONE;
    }
    return p->refusal == PLATE_FINE ? 0 : 1;
}

void plate_refusal_text(const struct plate *p, bool chinese, char out[160])
{
    static const char *const text[][2] = {
        [PLATE_FINE] = { "", "" },
        [PLATE_EMPTY] = { "no plate given", "未填写车牌号" },
        [PLATE_PROVINCE] = { "a plate begins with the sign of a province, such as 粤",
            "车牌号应以省份简称开头，例如“粤”" },
        [PLATE_LETTER] = { "after the province's sign comes the letter of the issuing office",
            "省份简称之后应为发牌机关代号（字母）" },
        [PLATE_NEV_FORM] = { "eight characters are a new energy plate: a letter such as D or F "
            "before the digits (粤BD12345), on large vehicles after them (粤B12345D)",
            "8 位为新能源车牌：小型车序号以 D、F 等字母开头（如 粤BD12345），大型车字母在末位" },
        [PLATE_HK_MACAO] = { "plates with 港 or 澳 begin with 粤Z", "带“港”“澳”的车牌应以“粤Z”开头" },
    };

    switch (p->refusal) {
    case PLATE_IO:
        snprintf(out, 160, chinese ? "第 %d 位是字母 I 或 O，车牌不用，请核对是否为 1 或 0"
            : "character %d is I or O, which no plate has: perhaps 1 or 0", p->at);
        break;
    case PLATE_CHARACTER:
        snprintf(out, 160, chinese ? "第 %d 位不是车牌可用的字符" : "character %d has no place there",
            p->at);
        break;
    case PLATE_LENGTH:
        snprintf(out, 160, chinese ? "普通车牌 7 位、新能源车牌 8 位，现为 %d 位，格式不符"
            : "a plate has 7 characters, of new energy 8; here are %d, in no known form",
            p->characters);
        break;
    default:
        snprintf(out, 160, "%s", text[p->refusal][chinese]);
    }
}

void plate_print(const struct plate *p, char out[40])
{
    bool dotted = p->sign.n > 0 && strncmp(p->text, p->sign.s, p->sign.n) == 0
        && p->text[p->sign.n] >= 'A';

    if (dotted)
        snprintf(out, 40, "%.*s·%s", (int)p->sign.n + 1, p->text, p->text + p->sign.n + 1);
    else
        snprintf(out, 40, "%s", p->text);
}

const char *plate_kind_label(enum plate_kind kind, bool chinese)
{
    static const char *const text[PLATE_KINDS][2] = {
        [PLATE_NONE] = { "Not a plate", "非车牌" },
        [PLATE_ORDINARY] = { "Ordinary", "普通车" },
        [PLATE_NEV_SMALL] = { "New energy, light", "新能源小型车" },
        [PLATE_NEV_LARGE] = { "New energy, heavy", "新能源大型车" },
        [PLATE_TRAILER] = { "Trailer", "挂车" },
        [PLATE_LEARNER] = { "Driving school", "教练车" },
        [PLATE_POLICE] = { "Police", "警车" },
        [PLATE_HONG_KONG] = { "Hong Kong vehicle", "香港入出境车" },
        [PLATE_MACAO] = { "Macao vehicle", "澳门入出境车" },
        [PLATE_EMBASSY] = { "Embassy", "使馆车" },
        [PLATE_CONSULATE] = { "Consulate", "领馆车" },
        [PLATE_TEMPORARY] = { "Temporary", "临时号牌" },
        [PLATE_TEST] = { "Test vehicle", "试验车" },
        [PLATE_OVERSIZE] = { "Oversize vehicle", "超限车" },
        [PLATE_RESCUE] = { "Fire and rescue", "应急救援车" },
        [PLATE_ARMED_POLICE] = { "Armed police", "武警车" },
        [PLATE_MILITARY] = { "Military", "军车" },
    };

    return text[kind < PLATE_KINDS ? kind : PLATE_NONE][chinese];
}
