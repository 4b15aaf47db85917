/* pinyin.c - readings of characters, and what people type of them. */
#include "facts/pinyin.h"
#include "facts/fold.h"
#include "facts/tables.h"

enum { TOKENS = 12, TOKEN = 16, INITIALS = 8, COMBOS = 4, PIECES = 8, STEPS = 4000 };

/* --- the tables ------------------------------------------------------------------------------- */

static const char *syllable(uint32_t item)
{
    return FACTS(facts_pinyin, PINYIN_TEXT, char) +
        FACTS(facts_pinyin, PINYIN_SYLLABLE, uint32_t)[item];
}

static const struct pinyin_char *char_find(uint32_t code)
{
    const struct pinyin_char *all = FACTS(facts_pinyin, PINYIN_CHAR, struct pinyin_char);
    uint32_t low = 0, high = facts_pinyin[PINYIN_CHAR].n;

    while (low < high) {
        uint32_t mid = (low + high) / 2;

        if (all[mid].code < code)
            low = mid + 1;
        else
            high = mid;
    }
    return low < facts_pinyin[PINYIN_CHAR].n && all[low].code == code ? &all[low] : NULL;
}

/* Is there a syllable that begins with these letters; *whole: that is no longer than them. */
static bool begins_syllable(const char *s, size_t n, bool *whole)
{
    uint32_t low = 1, high = facts_pinyin[PINYIN_SYLLABLE].n;

    while (low < high) {
        uint32_t mid = (low + high) / 2;

        if (strncmp(syllable(mid), s, n) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == facts_pinyin[PINYIN_SYLLABLE].n || strncmp(syllable(low), s, n) != 0)
        return false;
    *whole = syllable(low)[n] == 0;
    return true;
}

/* --- the keys of a name ----------------------------------------------------------------------- */

struct token { char read[TOKEN], also[TOKEN]; };
struct tokens { struct token v[TOKENS]; size_t n; bool chinese; };
struct keys { char (*v)[PINYIN_KEY]; size_t n; };

static uint32_t code_at(const char *s, size_t n)
{
    uint32_t c = (unsigned char)s[0] & (n == 1 ? 0x7Fu : 0x7Fu >> n);

    for (size_t i = 1; i < n; i++)
        c = c << 6 | ((unsigned char)s[i] & 0x3F);
    return c;
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Letters and digits from s on, in small letters; the end of them. */
static const char *word_take(const char *s, const char *end, char out[TOKEN])
{
    size_t n = 0;

    for (; s < end && is_word(*s); s++)
        if (n + 1 < TOKEN)
            out[n++] = (char)(*s >= 'A' && *s <= 'Z' ? *s + 32 : *s);
    out[n] = 0;
    return s;
}

static void tokens_read(str name, struct tokens *t)
{
    const char *end = name.s + name.n;

    for (const char *s = name.s; s < end && t->n < TOKENS; ) {
        size_t len = utf8_size(s, end);
        const struct pinyin_char *c = len > 1 ? char_find(code_at(s, len)) : NULL;
        struct token *out = &t->v[t->n];

        if (c != NULL) {
            memcpy(out->read, syllable(c->syllable), strlen(syllable(c->syllable)) + 1);
            memcpy(out->also, syllable(c->also), strlen(syllable(c->also)) + 1);
            t->chinese = true;
            t->n++;
            s += len;
        } else if (len == 1 && is_word(*s)) {
            s = word_take(s, end, out->read);
            t->n++;
        } else {
            s += len;
        }
    }
}

static void surname_read(str name, struct tokens *t)
{
    const struct pinyin_surname *all = FACTS(facts_pinyin, PINYIN_SURNAME, struct pinyin_surname);
    const char *text = FACTS(facts_pinyin, PINYIN_TEXT, char);

    for (uint32_t i = 0; i < facts_pinyin[PINYIN_SURNAME].n; i++) {
        const char *read = text + all[i].reading;

        if (!str_starts(name, text + all[i].text))
            continue;
        for (size_t k = 0; *read != 0 && k < t->n; k++) {
            char before[TOKEN];

            memcpy(before, t->v[k].read, TOKEN);
            read = word_take(read, read + strlen(read), t->v[k].read);
            if (strcmp(before, t->v[k].read) != 0)
                memcpy(t->v[k].also, before, TOKEN);
            else
                t->v[k].also[0] = 0;
            read += *read == ' ';
        }
        return;
    }
}

static void key_put(struct keys *keys, const char *key)
{
    for (size_t i = 0; i < keys->n; i++)
        if (strcmp(keys->v[i], key) == 0)
            return;
    if (keys->n < PINYIN_KEYS)
        memcpy(keys->v[keys->n++], key, strlen(key) + 1);
}

/* Adds as much of the words as fits whole; the length then. */
static size_t add(char key[PINYIN_KEY], size_t n, const char *before, const char *word)
{
    size_t b = strlen(before), w = strlen(word);

    if (n + b + w >= PINYIN_KEY)
        return n;
    memcpy(key + n, before, b);
    memcpy(key + n + b, word, w + 1);
    return n + b + w;
}

static void whole_put(struct keys *keys, const char *const read[TOKENS], size_t n)
{
    char key[PINYIN_KEY] = "";
    size_t len = 0;

    for (size_t i = 0; i < n; i++)
        len = add(key, len, "", read[i]);
    key_put(keys, key);
}

static void initials_put(struct keys *keys, const char *const *read, size_t n)
{
    char key[PINYIN_KEY] = "";
    size_t len = 0;

    n = n < INITIALS ? n : INITIALS;
    for (size_t i = 0; i < n; i++)
        len = add(key, len, "", (char[2]){ read[i][0], 0 });
    for (size_t i = 0; i < n; i++)
        len = add(key, len, " ", read[i]);
    key_put(keys, key);
}

size_t pinyin_keys(str name, bool person, char out[PINYIN_KEYS][PINYIN_KEY])
{
    struct tokens t = { .n = 0 };
    struct keys keys = { out, 0 };
    const char *read[COMBOS][TOKENS];
    size_t combos = 1;

    tokens_read(name, &t);
    if (!t.chinese)
        return 0;
    if (person)
        surname_read(name, &t);
    for (size_t i = 0; i < t.n; i++) {
        bool two = t.v[i].also[0] != 0 && combos < COMBOS;

        for (size_t k = 0; k < combos; k++) {
            if (two)
                memcpy(read[combos + k], read[k], i * sizeof *read[k]);
            read[k][i] = t.v[i].read;
            if (two)
                read[combos + k][i] = t.v[i].also;
        }
        combos *= two ? 2 : 1;
    }
    for (size_t k = 0; k < combos; k++) {
        whole_put(&keys, read[k], t.n);
        if (t.n > 1)
            initials_put(&keys, read[k], t.n);
    }
    for (size_t from = 1; from + 1 < t.n; from++)
        for (size_t k = 0; k < combos; k++)
            initials_put(&keys, read[k] + from, t.n - from);
    return keys.n;
}

/* --- what was typed --------------------------------------------------------------------------- */

void pinyin_typed(str typed, char out[PINYIN_KEY])
{
    size_t n = 0;
    char folded[PINYIN_KEY];

    out[0] = 0;
    if (fold(typed, "-.'’·:", folded, sizeof folded) >= PINYIN_KEY)
        return;
    for (const char *s = folded; *s != 0; s++) {
        bool u = strncmp(s, "ü", 2) == 0 || strncmp(s, "Ü", 2) == 0;

        if (!u && !is_word(*s)) {
            out[0] = 0;
            return;
        }
        out[n++] = u ? 'v' : (char)(*s >= 'A' && *s <= 'Z' ? *s + 32 : *s);
        s += u;
    }
    out[n] = 0;
}

struct walk {
    const char *typed;
    size_t at[PIECES + 1], pieces;          /* where each piece begins */
    bool whole[PIECES];                     /* it is a syllable, not only its beginning */
    unsigned steps;
    struct pinyin_parse *out;
    size_t n;
};

static void parse_put(struct walk *w)
{
    struct pinyin_parse *p = &w->out[w->n];
    size_t len;

    for (size_t i = 0; i < w->pieces; i++)
        p->initials[i] = w->typed[w->at[i]];
    p->initials[w->pieces] = 0;
    len = add(p->like, 0, p->initials, "%");
    for (size_t i = 0; i < w->pieces; i++) {
        char piece[TOKEN] = "";
        bool last = i + 1 == w->pieces;

        memcpy(piece, w->typed + w->at[i], w->at[i + 1] - w->at[i]);
        len = add(p->like, len, " ", piece);
        if (last || !w->whole[i])
            len = add(p->like, len, "%", "");
    }
    w->n++;
}

/* A piece is a syllable, an initial, or, as the last one, the beginning of a syllable. The longest
 * first. */
static void walk(struct walk *w, size_t depth)
{
    const char *s = w->typed + w->at[depth];
    size_t left = strlen(s), longest = 0;

    if (depth == w->pieces) {
        bool initials = true;

        for (size_t i = 0; i < depth; i++)
            initials = initials && w->at[i + 1] - w->at[i] == 1;
        if (left == 0 && !initials)
            parse_put(w);
        return;
    }
    for (bool whole; longest < left && longest < 6 && begins_syllable(s, longest + 1, &whole); )
        longest++;
    for (size_t n = longest; n > 0 && w->n < PINYIN_PARSES && w->steps++ < STEPS; n--) {
        bool whole = false, initial = n == 1 || (n == 2 && s[1] == 'h');

        begins_syllable(s, n, &whole);
        if (!whole && !initial && n < left)
            continue;
        w->at[depth + 1] = w->at[depth] + n;
        w->whole[depth] = whole && n > 1;
        walk(w, depth + 1);
    }
}

size_t pinyin_parses(const char *typed, struct pinyin_parse out[PINYIN_PARSES])
{
    struct walk w = { .typed = typed, .out = out };

    for (w.pieces = 2; w.pieces <= PIECES && w.n < PINYIN_PARSES; w.pieces++)
        walk(&w, 0);
    return w.n;
}
