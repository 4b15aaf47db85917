/* verify.c - everything that can be recomputed from the facts, recomputed. Pages by key, so that
 * no reading transaction lasts and memory stays constant. */
#include "kernel/verify.h"
#include "kernel/file.h"
#include "kernel/row.h"

enum { PAGE = 500 };

void verify_fact(struct verify *v, bool holds, const char *format, ...)
{
    char line[600];
    va_list args;

    v->checked++;
    if (holds)
        return;
    v->wrong++;
    va_start(args, format);
    (void)vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (v->say != NULL)
        v->say(v->arg, str_of(line));
}

/* --- the chain of events ---------------------------------------------------------------------- */

struct chain { struct verify *v; int64_t node, seq, head; struct hash last, head_hash; size_t n; };

/* Where the chain ends is read first, and its events up to there: none may be missing at its end,
 * and a server that goes on writing meanwhile does no harm. */
static int chain_head(struct ctx *c, void *arg)
{
    struct chain *ch = arg;
    struct event_chain_list heads;
    int64_t last;

    TRY(db_list(c, event_chain, &heads, "WHERE node = ?", ch->node));
    TRY(db_int(c, &last, "SELECT max(seq) FROM event WHERE node = ?", ch->node));
    ch->head = heads.n > 0 ? heads.v[0].seq : 0;
    verify_fact(ch->v, last == ch->head, "event chain of node %lld: its last event is %lld, its head %lld",
        (long long)ch->node, (long long)last, (long long)ch->head);
    if (heads.n > 0 && !hash_from_hex(heads.v[0].hash, &ch->head_hash))
        verify_fact(
            ch->v, false, "event chain of node %lld: its head is no hash", (long long)ch->node);
    return 0;
}

static int chain_page(struct ctx *c, void *arg)
{
    struct chain *ch = arg;
    struct event_list events;

    TRY(db_list(c, event, &events, "WHERE node = ? AND seq > ? ORDER BY node, seq LIMIT ?",
        ch->node, ch->seq, (int)PAGE));
    for (size_t i = 0; i < events.n; i++) {
        const struct event *e = &events.v[i];
        struct hash now = event_hash(c, ch->last, e), stored = { 0 };
        bool same = hash_from_hex(e->hash, &stored) && memcmp(&now, &stored, sizeof now) == 0;

        verify_fact(ch->v, e->seq == ch->seq + 1, "event %lld: number %lld follows %lld",
            (long long)e->id, (long long)e->seq, (long long)ch->seq);
        verify_fact(ch->v, same, "event %lld: its hash does not fit its content", (long long)e->id);
        if (e->seq == ch->head)
            verify_fact(ch->v, memcmp(&stored, &ch->head_hash, sizeof stored) == 0,
                "event chain of node %lld: another head", (long long)ch->node);
        ch->last = stored;
        ch->seq = e->seq;
    }
    ch->n = events.n;
    return 0;
}

static int chain_verify(struct ctx *c, struct verify *v)
{
    for (int64_t node = 0; node < 64; node++) {
        struct chain ch = { .v = v, .node = node };
        const struct arena mark = c->mem;

        TRY(db_snapshot(c, chain_head, &ch));
        do {
            arena_back(&c->mem, &mark);
            TRY(db_snapshot(c, chain_page, &ch));
        } while (ch.n == PAGE);
    }
    return 0;
}

/* --- stages: the counts are the documents ----------------------------------------------------- */

struct stages { struct verify *v; const struct entity *e; const struct field *f; };

static int count_row(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    const struct stages *s = arg;

    (void)c, (void)n;
    verify_fact(s->v, v[2].i == v[3].i, "%s.%s: %lld documents are '%.*s' in unit %lld, but %lld are counted",
        s->e->name, s->f->name, (long long)v[2].i, (int)v[0].t.n, v[0].t.s, (long long)v[1].i,
        (long long)v[3].i);
    return 0;
}

static int stages_of(struct ctx *c, void *arg)
{
    const struct stages *s = arg;
    const char *sql = str_c(&c->mem, str_format(&c->mem,
        "SELECT state, unit_id, CAST(sum(found) AS BIGINT), CAST(sum(counted) AS BIGINT) FROM ("
        "SELECT %s AS state, unit_id, count(*) AS found, 0 AS counted FROM %s WHERE retired_at IS NULL"
        " GROUP BY %s, unit_id UNION ALL SELECT state, unit_id, 0, n FROM stage_count"
        " WHERE entity = '%s' AND axis = '%s') AS both_ GROUP BY state, unit_id",
        s->f->name, s->e->name, s->f->name, s->e->name, s->f->name));

    return db_values(c, count_row, arg, sql, "", PARAMS());
}

static int stages_verify(struct ctx *c, struct verify *v)
{
    const struct entity *const *all;
    size_t n = model_entities(&all);

    for (size_t i = 0; i < n; i++)
        for (const struct field *f = all[i]->fields(); f->name != NULL; f++)
            if (f->kind == K_STATE && entity_audited(all[i])) {
                struct stages s = { v, all[i], f };

                TRY(db_snapshot(c, stages_of, &s));
            }
    return 0;
}

/* --- versions: what a row says, its last event says ------------------------------------------- */

static int version_row(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    const struct stages *s = arg;

    (void)c, (void)n;
    verify_fact(s->v, v[1].i == v[2].i,
        "%s %lld: version %lld, but its last event made version %lld", s->e->name,
        (long long)v[0].i, (long long)v[1].i, (long long)v[2].i);
    return 0;
}

static int versions_of(struct ctx *c, void *arg)
{
    const struct stages *s = arg;
    const char *sql = str_c(&c->mem, str_format(&c->mem,
        "SELECT t.id, t.version, (SELECT max(e.entity_version) FROM event e WHERE e.entity_id = t.id"
        " AND e.entity = '%s') AS last FROM %s t ORDER BY t.id", s->e->name, s->e->name));

    return db_values(c, version_row, arg, sql, "", PARAMS());
}

static int versions_verify(struct ctx *c, struct verify *v)
{
    const struct entity *const *all;
    size_t n = model_entities(&all);

    for (size_t i = 0; i < n; i++)
        if (entity_audited(all[i]) && !all[i]->internal && !all[i]->line) {
            struct stages s = { v, all[i], NULL };

            TRY(db_snapshot(c, versions_of, &s));
        }
    return 0;
}

/* --- references ------------------------------------------------------------------------------- */

static int loose_row(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    const struct stages *s = arg;

    (void)c, (void)n;
    verify_fact(s->v, false, "%s %lld: %s refers to %s %lld, which is not there", s->e->name,
        (long long)v[0].i, s->f->name, s->f->ref->name, (long long)v[1].i);
    return 0;
}

static int loose_of(struct ctx *c, void *arg)
{
    const struct stages *s = arg;
    const char *sql = str_c(&c->mem, str_format(&c->mem,
        "SELECT t.id, t.%s FROM %s t LEFT JOIN %s r ON r.id = t.%s WHERE t.%s IS NOT NULL AND r.id IS NULL",
        s->f->name, s->e->name, s->f->ref->name, s->f->name, s->f->name));

    s->v->checked++;
    return db_values(c, loose_row, arg, sql, "", PARAMS());
}

static int loose_verify(struct ctx *c, struct verify *v)
{
    const struct entity *const *all;
    size_t n = model_entities(&all);

    for (size_t i = 0; i < n; i++)
        for (const struct field *f = all[i]->fields(); f->name != NULL; f++)
            if (f->kind == K_REF && all[i]->key == NULL && f->ref->key == NULL) {
                struct stages s = { v, all[i], f };

                TRY(db_snapshot(c, loose_of, &s));
            }
    return 0;
}

/* --- all -------------------------------------------------------------------------------------- */

struct module_check { const struct checker *check; struct verify *v; };

static int module_verify(struct ctx *c, void *arg)
{
    const struct module_check *m = arg;

    return m->check->run(c, m->v);
}

int verify_all(struct db *db, when now, struct verify *v)
{
    static int (*const own[])(struct ctx *, struct verify *) =
        { chain_verify, stages_verify, versions_verify, loose_verify, file_verify };
    struct ctx c;
    int r = 0;

    for (size_t i = 0; i < COUNT(own) && r == 0; i++) {
        ctx_begin(&c, db, &who_system, now, 64 << 20);
        r = own[i](&c, v);
        ctx_end(&c);
    }
    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct checker *k = (*m)->checkers; k->name != NULL && r == 0; k++) {
            ctx_begin(&c, db, &who_system, now, 64 << 20);
            r = db_snapshot(&c, module_verify, &(struct module_check){ k, v });
            ctx_end(&c);
            if (r != 0)
                fprintf(stderr, "verify: %s did not run\n", k->name);
        }
    return r;
}
