/* fuzz_query.c - the query string of a list, with its cursor, run on a small chain.
 * The first byte picks the table. Whatever is asked is answered or refused, never failed. */
#include "kernel/http.h"
#include "kernel/query.h"
#include "kernel/row.h"
#include "test/fixture.h"
#include "test/fuzz.h"

#include <jansson.h>
#include <sodium.h>

static struct db *db;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const char *tmp = getenv("TMPDIR");     /* of test/fuzz.sh, which empties it */
    char directory[500];

    (void)argc, (void)argv;
    (void)snprintf(directory, sizeof directory, "%s/query-XXXXXX", tmp != NULL ? tmp : "/tmp");
    must(sodium_init() >= 0 && model_start() && mkdtemp(directory) != NULL);
    db = fixture_new(directory, (when){ 1795500000000 });
    must(db != NULL);
    return 0;
}

struct reading { struct query q; struct json j; };

static int read_page(struct ctx *c, void *arg)
{
    struct reading *r = arg;

    r->j = json_in(&c->mem, 2 << 20);
    return query_page(c, &r->q, &r->j);
}

static void read_list(
    struct ctx *c, const struct entity *e, const struct http_pair *pairs, size_t n)
{
    struct reading *r = arena_alloc(&c->mem, sizeof *r);
    int worst = 0, wrong;
    json_t *page;

    r->q.on = e;
    for (size_t i = 0; i < n; i++) {
        wrong = query_take(c, &r->q, pairs[i].name, pairs[i].value);
        must(wrong >= 0);
        worst = wrong != 0 ? wrong : worst;
    }
    if (worst == 0)
        worst = db_snapshot(c, read_page, r);
    must(worst >= 0);
    if (worst > 0) {
        r->j = json_in(&c->mem, 1 << 20);
        must(problem_json(c, &r->j, NULL) < 500);
    }
    page = json_loadb(r->j.t.s, r->j.t.n, JSON_REJECT_DUPLICATES, NULL);
    must(page != NULL);
    must(worst > 0 || (int)json_array_size(json_object_get(page, "rows")) <=
        (r->q.limit > 0 ? r->q.limit : 50));
    json_decref(page);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct entity *const *tables;
    size_t n = model_entities(&tables), n_pairs;
    const struct http_pair *pairs;
    const struct entity *e;
    struct ctx c;
    str in = { (const char *)data + 1, size - 1 };

    if (size == 0 || size > HTTP_URI_MAX)
        return 0;
    e = tables[data[0] % n];
    ctx_begin(&c, db, &who_system, (when){ 1795500000000 }, 0);
    if (!e->internal && http_parse_query(&c.mem, in, &pairs, &n_pairs))
        read_list(&c, e, pairs, n_pairs);
    fault_clear();
    ctx_end(&c);
    return 0;
}

/* --- pairs of the table's own fields, for bytes alone seldom name one ------------------------- */

static uint32_t seed;

static size_t any(size_t n)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % n;
}

static void value_add(struct text *t, const struct field *f)
{
    static const char *const odd[] = { "", "0", "-1", "x", "%E7%B2%A4", "9223372036854775807",
        "1,2,,3", "2026-11-24", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999%2B08:00",
        "today", "%25_!", "true", "a%00b", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1" };

    if (any(3) == 0 || f->name == NULL)
        text_c(t, odd[any(COUNT(odd))]);
    else if (f->kind == K_CHOICE || f->kind == K_STATE)
        for (size_t n = 1 + any(3); n > 0; n--)
            text_f(t, "%s%s", f->choices->v[any((size_t)f->choices->n)].code, n > 1 ? "," : "");
    else if (f->kind == K_TIME || f->kind == K_DATE)
        text_c(t, f->kind == K_TIME ? "2026-11-24T01:30:00Z" : "2026-11-24");
    else
        text_int(t, (int64_t)any(10000) - 10);
}

static void pair_add(struct text *t, const struct entity *e)
{
    static const char *const cursors[] = { "MTIzfGFiYw", "LTF8", "fA", "MXz_", "MXwA",
        "MXw5OTk5OTk5OTk5OTk5OTk5OTk5OQ" };
    static const char *const ends[] = { "", "", "_from", "_to" };
    const struct field *all = e->fields(), *f = all;
    size_t n = 0;

    while (all[n].name != NULL)
        n++;
    f = &all[n > 0 ? any(n) : 0];
    switch (any(8)) {
    case 0:
        text_f(t, "sort=%s%s", any(2) != 0 ? "-" : "", f->name != NULL ? f->name : "id");
        break;
    case 1:  text_f(t, "cursor=%s", cursors[any(COUNT(cursors))]); break;
    case 2:  text_f(t, "limit=%zu", any(202)); break;
    case 3:  text_c(t, "q="), value_add(t, f); break;
    case 4:  text_c(t, any(2) != 0 ? "retired=1" : "as_of=2026-11-24"); break;
    default:
        text_f(t, "%s%s=", f->name != NULL ? f->name : "unit_id", ends[any(COUNT(ends))]);
        value_add(t, f);
    }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned given)
{
    const struct entity *const *tables;
    size_t n = model_entities(&tables);
    struct arena mem = { .limit = 1 << 20 };
    struct text t = text_in(&mem, room);

    seed = given;
    if (size < 1 || room < 200 || any(2) == 0)
        return LLVMFuzzerMutate(data, size, room);
    if (any(2) == 0 && size < room - 1) {   /* one more */
        text_add(&t, (str){ (const char *)data + 1, size - 1 });
        text_c(&t, "&");
    } else
        data[0] = (uint8_t)any(256);
    pair_add(&t, tables[data[0] % n]);
    if (!t.failed && t.n <= room - 1) {
        memcpy(data + 1, t.s, t.n);
        size = t.n + 1;
    }
    arena_free(&mem);
    return size;
}
