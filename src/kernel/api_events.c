/* api_events.c - the stream of what happens, by topic and scope, resumable. */
#include "kernel/api.h"
#include "kernel/row.h"

enum { TOPICS_MAX = 640, UNITS_MAX = 24, REPLAY_MAX = 500, REPLAY_BYTES = 1 << 20 };

/* What a stream wants: a bit a topic; and the units, unless it sees the whole group. */
struct wanted {
    uint64_t topics[TOPICS_MAX / 64];
    bool all_topics, whole_group;
    unsigned n;
    rid units[UNITS_MAX];
};
_Static_assert(sizeof(struct wanted) <= HTTP_FILTER_BYTES, "the filter of a stream is bounded");

uint32_t api_topic(const struct entity *e)
{
    const struct entity *const *all;
    size_t n = model_entities(&all);

    for (size_t i = 0; i < n; i++)
        if (all[i] == e)
            return (uint32_t)i;
    return 0;
}

static bool wants(const void *filter, const struct http_event *ev)
{
    const struct wanted *w = filter;
    bool here = w->whole_group || ev->unit_id == 0;

    if (!w->all_topics &&
        (w->topics[ev->topic / 64 % COUNT(w->topics)] >> (ev->topic % 64) & 1) == 0)
        return false;
    for (unsigned i = 0; i < w->n && !here; i++)
        here = w->units[i] == ev->unit_id;
    return here;
}

static void topics_read(struct wanted *w, str topics)
{
    w->all_topics = topics.n == 0;
    while (topics.n > 0) {
        const char *comma = memchr(topics.s, ',', topics.n);
        size_t n = comma != NULL ? (size_t)(comma - topics.s) : topics.n;
        const struct entity *e = entity_named((str){ topics.s, n });

        if (n == 4 && memcmp(topics.s, "work", 4) == 0)
            w->all_topics = true;
        if (e != NULL && !e->internal)
            w->topics[api_topic(e) / 64] |= UINT64_C(1) << (api_topic(e) % 64);
        topics.s += n + (comma != NULL);
        topics.n -= n + (comma != NULL);
    }
}

/* The unit one works in; a person of many units sees the stream of the one he is in. */
static void units_read(struct wanted *w, const struct who *who)
{
    for (size_t i = 0; i < who->n; i++) {
        w->whole_group = w->whole_group || who->grants[i].whole_group;
        for (size_t k = 0; k < who->grants[i].n && w->n < UNITS_MAX - 1; k++)
            w->units[w->n++] = who->grants[i].units[k];
    }
    w->units[w->n++] = who->unit_id;
}

struct replay { const struct wanted *w; int64_t after, last; size_t n; struct text t; };

/* id, entity, entity_id, command, version, unit, at: bodies are long and not for this */
static int replay_take(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct replay *r = arg;
    const struct entity *e = entity_named(v[1].t);
    struct json j = json_in(&c->mem, HTTP_EVENT_BYTES);
    struct http_event out = { .id = v[0].i, .name = "change" };
    char at[32];

    (void)n;
    r->n++;
    r->last = out.id;
    if (e == NULL || e->internal)
        return 0;
    out.topic = api_topic(e);
    out.unit_id = e->scope == SCOPE_GROUP ? 0 : v[5].i;
    if (!wants(r->w, &out))
        return 0;
    when_print((when){ v[6].i }, at);
    json_open(&j);
    json_key(&j, "entity"), json_str(&j, v[1].t);
    json_key(&j, "id"), json_id(&j, v[2].i);
    json_key(&j, "command"), json_str(&j, v[3].t);
    json_key(&j, "version"), json_int(&j, v[4].i);
    json_key(&j, "unit_id"), json_id(&j, v[5].i);
    json_key(&j, "at"), json_c(&j, at);
    json_close(&j);
    out.data = text_str(&j.t);
    http_event_write(&r->t, &out);
    return 0;
}

static int replay_write(struct ctx *c, void *arg)
{
    struct replay *r = arg;

    r->n = 0;
    r->t = text_in(&c->mem, REPLAY_BYTES);
    return db_values(c, replay_take, r, "SELECT id, entity, entity_id, command, entity_version,"
        " unit_id, created_at FROM event WHERE id > ? ORDER BY id LIMIT ?", "ii",
        PARAMS(r->after, (int)REPLAY_MAX));
}

/* More was missed than is told at once: the answer ends here, and the browser comes back for the
 * rest by itself. An id without data counts for where it was, although none of it was wanted. */
static int answer_part(struct api *a, struct replay *r)
{
    text_f(&r->t, "id: %lld\n\n", (long long)r->last);
    http_text(a->res, 200, "text/event-stream", text_str(&r->t));
    return 0;
}

int api_events(struct api *a)
{
    struct wanted w = { 0 };
    struct replay r = { .w = &w };
    struct http_stream *stream;
    int wrong = api_only_query(a, (const char *const[]){ "topics", NULL });

    if (wrong != 0)
        return api_problem(a, wrong);
    topics_read(&w, http_query(a->req, "topics"));
    units_read(&w, a->c.who);
    stream = http_stream_join(a->req, a->session.who.id, wants, &w, sizeof w);
    if (stream == NULL)
        return api_problem(a, refuse(&a->c, &E_RATE, 15));
    r.t = text_in(&a->c.mem, REPLAY_BYTES);
    if (str_int(http_header(a->req, "last-event-id"), &r.after) && r.after > 0) {
        wrong = db_snapshot(&a->c, replay_write, &r);
        if (wrong != 0)
            return api_problem(a, wrong);
        if (r.n == REPLAY_MAX)
            return answer_part(a, &r);
    }
    http_stream_begin(a->res, stream, text_str(&r.t), r.last);
    return 0;
}
