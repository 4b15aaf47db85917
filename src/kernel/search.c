/* search.c - one box for plate, VIN, phone, name and number.
 *
 * Every ending of a value that is long enough is a key, so that any part of it is found by the
 * beginning of a key: a range of the index, which costs the same at a thousand and a million
 * vehicles. Keys are capital ASCII without spaces and dots; how a name is read stands beside it in
 * small letters (facts/pinyin.h). */
#include "kernel/search.h"
#include "facts/fold.h"
#include "kernel/row.h"

enum { KEY_MAX = 60, TAIL_MAX = 8, LOOKED_AT = 60, SCAN_MAX = 2000 };

/* How many characters an ending must have to be a key. */
static size_t least_of(enum search kind)
{
    return kind == SEARCH_PLATE ? 3 : kind == SEARCH_VIN ? 4 : kind == SEARCH_PHONE ? 4
         : kind == SEARCH_NUMBER ? 4 : 1;
}

str search_folded(struct ctx *c, str s)
{
    char out[KEY_MAX + 1];

    fold(s, "-.·", out, sizeof out);
    return str_copy(&c->mem, str_of(out));
}

/* The whole, and its endings: of a name all, of the rest those a person would type. A number ends
 * in its day and its place in it: 0009, 11240009. Whoever changes this makes all keys anew, for the
 * keys of a value that goes are found by making them once more. */
static bool is_key(enum search kind, size_t characters, bool whole)
{
    if (kind == SEARCH_NUMBER && !whole)
        return characters == 4 || characters == 8;
    return whole ||
        (characters >= least_of(kind) && (kind == SEARCH_NAME || characters <= TAIL_MAX));
}

static int key_add(struct ctx *c, const struct entity *e, const struct row *row,
    const struct field *f, str key)
{
    return db_exec(c, "INSERT INTO search_key(unit_id, key, entity, entity_id, field)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (key, entity, entity_id, field) DO NOTHING",
        row->unit_id, key, str_of(e->name), row->id, str_of(f->name));
}

static int key_drop(struct ctx *c, const struct entity *e, const struct row *row,
    const struct field *f, str key)
{
    return db_exec(c, "DELETE FROM search_key WHERE key = ? AND entity = ? AND entity_id = ?"
        " AND field = ?", key, str_of(e->name), row->id, str_of(f->name));
}

typedef int key_fn(
    struct ctx *, const struct entity *, const struct row *, const struct field *, str key);

/* "/vehicle/fengtian": nobody begins with that in the box for everything. */
static str word_key(struct ctx *c, const struct entity *e, str key)
{
    return str_format(&c->mem, "/%s/%.*s", e->name, (int)key.n, key.s);
}

static int word_keys(struct ctx *c, const struct entity *e, const struct field *f,
    const struct row *row, str value, key_fn *each)
{
    char read[PINYIN_KEYS][PINYIN_KEY];
    size_t n = pinyin_keys(value, false, read);
    str key = search_folded(c, value);

    if (key.n > 0)
        TRY(each(c, e, row, f, word_key(c, e, key)));
    for (size_t i = 0; i < n && i < 2; i++)
        TRY(each(c, e, row, f, word_key(c, e, str_of(read[i]))));
    return 0;
}

static int read_keys(struct ctx *c, const struct entity *e, const struct field *f,
    const struct row *row, str value, key_fn *each)
{
    char read[PINYIN_KEYS][PINYIN_KEY];
    size_t n = pinyin_keys(value, f->personal, read);

    for (size_t i = 0; i < n; i++)
        TRY(each(c, e, row, f, str_copy(&c->mem, str_of(read[i]))));
    return 0;
}

static int keys_of(
    struct ctx *c, const struct entity *e, const struct field *f, const void *row, key_fn *each)
{
    str value = *(const str *)((const char *)row + f->at), key = search_folded(c, value);
    size_t left = utf8_count(key);

    if (f->search == SEARCH_WORD)
        return word_keys(c, e, f, row, value, each);
    for (size_t i = 0; i < key.n; left--) {
        if (is_key(f->search, left, i == 0))
            TRY(each(c, e, row, f, (str){ key.s + i, key.n - i }));
        i += utf8_size(key.s + i, key.s + key.n);
    }
    return f->search == SEARCH_NAME ? read_keys(c, e, f, row, value, each) : 0;
}

int search_of_row(struct ctx *c, const struct entity *e, const void *before, const void *now)
{
    const struct row *row = now, *old = before;
    bool was = old != NULL && old->retired_at.ms == 0, is = row->retired_at.ms == 0;

    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        if (f->search == SEARCH_NOT || (was && is && field_same(f, before, now)))
            continue;
        if (was)
            TRY(keys_of(c, e, f, before, key_drop));
        if (is)
            TRY(keys_of(c, e, f, now, key_add));
    }
    return 0;
}

/* --- what a hit looks like -------------------------------------------------------------------- */

struct described { const struct entity *e; const struct field *but; str text; };

static int take_text(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct described *d = arg;
    struct text t = text_in(&c->mem, 400);
    size_t i = 0;

    (void)n;
    for (const struct field *f = d->e->fields(); f->name != NULL; f++) {
        if (f->list == 0 || f == d->but ||
            !(f->kind == K_TEXT || f->kind == K_CHOICE || f->kind == K_STATE))
            continue;
        if (!v[i].null && v[i].t.n > 0) {
            int code = 0;

            text_c(&t, t.n > 0 ? " · " : "");
            if (f->kind != K_TEXT && choice_coded(f->choices, v[i].t, &code) != NULL)
                text_c(
                    &t, c->english ? f->choices->v[code].label.en : f->choices->v[code].label.zh);
            else
                text_add(&t, v[i].t);
        }
        i++;
    }
    d->text = text_str(&t);
    return 0;
}

str row_text(struct ctx *c, const struct entity *e, rid id, const struct field *but)
{
    struct described d = { e, but, { "", 0 } };
    struct text sql = text_in(&c->mem, 2048);
    int n = 0;

    text_c(&sql, "SELECT ");
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (f->list != 0 && f != but &&
            (f->kind == K_TEXT || f->kind == K_CHOICE || f->kind == K_STATE)) {
            text_c(&sql, n++ > 0 ? ", " : "");
            text_c(&sql, f->name);
        }
    text_f(&sql, " FROM %s WHERE id = ?", e->name);
    if (n == 0 || db_values(c, take_text, &d, str_c(&c->mem, text_str(&sql)), "i", PARAMS(id)) != 0)
        return (str){ "", 0 };
    return d.text;
}

/* --- asking ----------------------------------------------------------------------------------- */

bool search_keyed(const struct entity *e)
{
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (f->search != SEARCH_NOT)
            return true;
    return false;
}

static str range_end(struct ctx *c, str key)
{
    return str_format(&c->mem, "%.*s\xF4\x8F\xBF\xBF", (int)key.n, key.s);
}

static void range_put(struct ctx *c, const struct entity *words, struct search_range *out,
    size_t *n, str key, str like)
{
    out[(*n)++] = (struct search_range){ key, range_end(c, key), like };
    if (words == NULL)
        return;
    key = word_key(c, words, key);
    out[(*n)++] = (struct search_range){ key, range_end(c, key),
        str_format(&c->mem, "%%/%.*s", (int)like.n, like.s) };
}

/* The words of an entity have ranges of their own. */
static const struct entity *with_words(const struct entity *e)
{
    for (const struct field *f = e != NULL ? e->fields() : NULL; f != NULL && f->name != NULL; f++)
        if (f->search == SEARCH_WORD)
            return e;
    return NULL;
}

size_t search_ranges(
    struct ctx *c, str q, const struct entity *on, struct search_range out[SEARCH_RANGES])
{
    const struct entity *words = with_words(on);
    struct pinyin_parse parses[PINYIN_PARSES];
    char typed[PINYIN_KEY];
    str key = search_folded(c, q);
    size_t n = 0;

    if (key.n == 0)
        return 0;
    range_put(c, words, out, &n, key, STR("%"));
    pinyin_typed(q, typed);
    if (typed[0] == 0)
        return n;
    range_put(c, words, out, &n, str_copy(&c->mem, str_of(typed)), STR("%"));
    for (size_t i = 0, end = pinyin_parses(typed, parses); i < end; i++)
        range_put(c, words, out, &n, str_copy(&c->mem, str_of(parses[i].initials)),
            str_copy(&c->mem, str_of(parses[i].like)));
    return n;
}

static int one_hit(struct ctx *c, const struct search_key *k, struct search_hit *hit)
{
    const struct entity *e = entity_named(k->entity);
    const struct field *f = e != NULL ? field_named(e, k->field) : NULL;

    if (f == NULL || row_known(c, e, k->entity_id) != 0) {
        c->refused = NULL;
        return 1;
    }
    *hit = (struct search_hit){ e, k->entity_id, f, row_title(c, e, k->entity_id), (str){ 0 },
        k->key.n > 0 };
    hit->subtitle = row_text(c, e, k->entity_id, f);
    return 0;
}

/* Keys of rows that the asker may see, by their unit; retired or erased ones are told later. */
struct keys { struct search_key v[LOOKED_AT]; size_t n, passed; };

static int take_key(struct ctx *c, const void *row, void *arg)
{
    const struct search_key *key = row;
    const struct entity *e = entity_named(key->entity);
    struct keys *keys = arg;

    keys->passed++;
    if (e == NULL || keys->n == LOOKED_AT || (!e->chain && !who_reads(c->who, key->unit_id)))
        return 0;
    keys->v[keys->n] = *key;
    keys->v[keys->n].entity = str_of(e->name);
    if (key->key.s[0] < 'a' || key->key.s[0] > 'z')
        keys->v[keys->n].key = (str){ 0 };  /* not by its reading */
    keys->v[keys->n++].field = str_copy(&c->mem, key->field);
    return 0;
}

/* Where the first are of other stores, as with the order of a day that each store has, more are
 * gone through. */
static int keys_find(struct ctx *c, const struct search_range *range, struct keys *keys)
{
    const int most[] = { LOOKED_AT, SCAN_MAX };

    for (size_t i = 0; i < COUNT(most); i++) {
        keys->n = keys->passed = 0;
        TRY(db_each(c, search_key, take_key, keys, "WHERE key >= ? AND key < ? AND key LIKE ?"
            " ORDER BY key, entity, entity_id, field LIMIT ?",
            range->from, range->to, range->like, most[i]));
        if (keys->passed < LOOKED_AT || keys->n >= SEARCH_HITS)
            return 0;
    }
    return 0;
}

/* Of a number four digits are typed: those of one's own store come first, the newest before. */
static int keys_newest(struct ctx *c, str key, struct keys *keys)
{
    keys->n = keys->passed = 0;
    return db_each(c, search_key, take_key, keys,
        "WHERE unit_id = ? AND key = ? AND length(key) = 4 ORDER BY unit_id DESC, key DESC, entity_id DESC LIMIT ?", c->who->unit_id, key,
        (int)LOOKED_AT);
}

static bool four_digits(str key)
{
    for (size_t i = 0; i < key.n; i++)
        if (key.s[i] < '0' || key.s[i] > '9')
            return false;
    return key.n == 4;
}

static void hits_take(
    struct ctx *c, const struct keys *keys, struct search_hit hits[SEARCH_HITS], size_t *n)
{
    for (size_t i = 0; i < keys->n && *n < SEARCH_HITS; i++) {
        bool seen = false;

        for (size_t k = 0; k < *n; k++)
            seen = seen ||
                (hits[k].id == keys->v[i].entity_id && str_is(keys->v[i].entity, hits[k].on->name));
        if (!seen && one_hit(c, &keys->v[i], &hits[*n]) == 0)
            ++*n;
    }
}

int search_find(struct ctx *c, str q, struct search_hit hits[SEARCH_HITS], size_t *n)
{
    struct search_range ranges[SEARCH_RANGES];
    struct keys *keys = arena_alloc(&c->mem, sizeof *keys);
    size_t n_ranges = search_ranges(c, q, NULL, ranges);

    *n = 0;
    if (keys == NULL)
        return DB_FAILED;
    if (n_ranges > 0 && four_digits(ranges[0].from)) {
        TRY(keys_newest(c, ranges[0].from, keys));
        hits_take(c, keys, hits, n);
    }
    for (size_t i = 0; i < n_ranges && *n < SEARCH_HITS; i++) {
        TRY(keys_find(c, &ranges[i], keys));
        hits_take(c, keys, hits, n);
    }
    return 0;
}
