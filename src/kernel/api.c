/* api.c - from an HTTP request to the one function that answers it. */
#include "kernel/api.h"
#include "kernel/row.h"

#include <jansson.h>
#include <sodium.h>

enum { BODY_MAX = 1 << 20, FILE_MAX = 20 << 20, KEY_MAX = 64, SITE_MAX = 200 };

size_t api_bound(void *app, const struct http_request *req)
{
    (void)app;
    return (req->parts_n == 2 && str_is(req->parts[1], "file")) ||
            (req->parts_n == 3 && str_is(req->parts[1], "import")) ? FILE_MAX : BODY_MAX;
}

/* --- answers ---------------------------------------------------------------------------------- */

int api_json(struct api *a, int status, const struct json *j)
{
    if (j->t.failed)
        return api_problem(a, DB_FAILED);
    http_json(a->res, status, text_str(&j->t));
    return 0;
}

/* The line that the reference leads to; what the database says of it stands just before. */
static void failure_log(const struct api *a, int r)
{
    const char *why = a->c.mem.exhausted ? "the memory of the request is used up"
        : fault_pending() != NULL        ? fault_pending()
        : r == DB_AGAIN                  ? "the race was lost too often"
                                         : "see what the database says before this";

    fprintf(stderr, "request %s failed: %.*s %.*s: %s\n", a->req->reference,
        (int)a->req->verb.n, a->req->verb.s, (int)a->req->path.n, a->req->path.s, why);
}

int api_problem(struct api *a, int r)
{
    struct ctx *c = &a->c;
    struct json j;
    int status;

    if (r < 0) {
        failure_log(a, r);
        c->refused = refusal_failed(r);
        c->n_faults = 0;
        c->mem.exhausted = false;
        c->mem.limit += 65536;              /* room to say so */
        fault_clear();
    }
    j = json_in(&c->mem, 262144);
    status = problem_json(c, &j, r < 0 ? a->req->reference : NULL);
    http_json(a->res, status, text_str(&j.t));
    a->res->type = "application/problem+json";
    if (status == 503)
        http_add(a->res, "Retry-After", r == DB_FULL ? STR("60") : STR("1"));
    if (status == 429 && c->refused == &E_LOCKED)
        http_add(a->res, "Retry-After", str_format(&c->mem, "%lld", (long long)c->args[0].i * 60));
    if (status == 429 && c->refused == &E_RATE)
        http_add(a->res, "Retry-After", str_format(&c->mem, "%lld", (long long)c->args[0].i));
    if (status == 401)
        http_add(a->res, "WWW-Authenticate", STR("Bearer"));
    return 0;
}

int api_refuse(struct api *a, const struct refusal *why)
{
    return api_problem(a, refuse_(&a->c, why, 0, PARAMS()));
}

int api_method(struct api *a, const char *allow)
{
    http_add(a->res, "Allow", str_of(allow));
    return api_refuse(a, &E_METHOD);
}

struct json_t *api_body(struct api *a)
{
    str type = http_header(a->req, "content-type");
    json_t *body;

    if (!http_is_type(type, "application/json")) {
        api_problem(a, refuse(&a->c, &E_MEDIA, STR("application/json")));
        return NULL;
    }
    body = body_parse(&a->c, a->req->body);
    if (body == NULL)
        api_problem(a, a->c.refused != NULL ? 1 : DB_FAILED);
    return body;
}

static bool among(const char *const *names, str name)
{
    for (size_t i = 0; names[i] != NULL; i++)
        if (str_is(name, names[i]))
            return true;
    return false;
}

int api_only(struct api *a, const json_t *body, const char *const *names)
{
    const char *key;
    json_t *v;
    int worst = 0;

    json_object_foreach((json_t *)(uintptr_t)body, key, v)
        if (!among(names, str_of(key)))
            worst = refuse_field(&a->c, key, &F_UNKNOWN);
    return worst;
}

int api_only_query(struct api *a, const char *const *names)
{
    int worst = 0;

    for (size_t i = 0; i < a->req->query_n; i++)
        if (!among(names, a->req->query[i].name))
            worst = refuse_field(&a->c, str_c(&a->c.mem, a->req->query[i].name), &F_UNKNOWN);
    return worst;
}

int api_take_key(struct api *a)
{
    struct ctx *c = &a->c;
    str key = http_header(a->req, "idempotency-key");
    char body[65];

    if (key.s == NULL || a->req->method != HTTP_POST)
        return 0;
    if (key.n == 0 || key.n > KEY_MAX)
        return refuse_field(c, "Idempotency-Key", &F_LENGTH, (int)KEY_MAX);
    if (!utf8_valid(key) || memchr(key.s, '\t', key.n) != NULL)
        return refuse_field(c, "Idempotency-Key", &F_TEXT);
    c->idempotency_key = key;
    hash_hex(hash_of(a->req->body), body);
    c->request_hash = hash_of(str_format(&c->mem, "%s %.*s", body, (int)a->req->path.n,
        a->req->path.s));
    return 0;
}

const struct command *api_command(const struct entity *e, str name)
{
    const struct command *cmd = command_named(name);

    return cmd != NULL && cmd->on == e && !cmd->nested ? cmd : NULL;
}

/* --- who asks --------------------------------------------------------------------------------- */

static const char *cookie_name(const struct api *a)
{
    return a->req->tls ? "__Host-workbay" : "workbay";
}

static bool changes(const struct http_request *req) { return req->method != HTTP_GET; }

static int csrf_right(struct api *a)
{
    str given = http_header(a->req, "x-csrf-token");

    if (!changes(a->req) || a->session.machine)
        return 0;
    if (given.n != a->session.csrf.n || given.n == 0 ||
        sodium_memcmp(given.s, a->session.csrf.s, given.n) != 0)
        return refuse(&a->c, &E_CSRF);
    return 0;
}

static void cookie_set(struct api *a, str token)
{
    http_add(a->res, "Set-Cookie",
        str_format(&a->c.mem, "%s=%.*s; Path=/; HttpOnly; SameSite=Strict%s", cookie_name(a),
            (int)token.n, token.s, a->req->tls ? "; Secure" : ""));
}

static int who_asks(struct api *a)
{
    str bearer = http_header(a->req, "authorization"), cookie = http_cookie(a->req, cookie_name(a));
    str token;

    if (str_starts(bearer, "Bearer ") || str_starts(bearer, "bearer "))
        TRY(session_find(&a->c, (str){ bearer.s + 7, bearer.n - 7 }, true, &a->session));
    else if (cookie.n > 0)
        TRY(session_find(&a->c, cookie, false, &a->session));
    else
        return refuse(&a->c, &E_UNAUTHORIZED);
    a->known = true;
    a->req->user_id = a->session.who.id;
    TRY(csrf_right(a));
    if (a->session.stale && session_renew(&a->c, &a->session, &token) == 0 && token.n > 0)
        cookie_set(a, token);               /* on a full disk it fails, and one can still read */
    return 0;
}

static void language(struct api *a)
{
    bool english;

    if (http_language_asked(a->req, &english))
        a->c.english = english;
}

/* --- addresses -------------------------------------------------------------------------------- */

static int route_known(struct api *a)
{
    static const struct {
        const char *part;
        int (*run)(struct api *);
        size_t most;
        bool changes;
    } routes[] = {
        { "meta", api_meta, 2 }, { "search", api_search, 2 }, { "work", api_work, 2 },
        { "reports", api_report, 3 }, { "events", api_events, 2 }, { "file", api_file, 4, true },
        { "import", api_import, 3, true }, { "job", api_job, 4, true }, { "charts", api_chart, 3 },
        { "qr", api_qr, 2, true },
    };
    const struct http_request *req = a->req;

    for (size_t i = 0; i < COUNT(routes); i++)
        if (str_is(req->parts[1], routes[i].part)) {
            if (req->parts_n > routes[i].most)
                return api_refuse(a, &E_NO_SUCH);
            if (changes(req) && !routes[i].changes)
                return api_method(a, "GET, HEAD");
            return routes[i].run(a);
        }
    return api_entity(a);
}

static int route(struct api *a)
{
    const struct http_request *req = a->req;
    int r;

    if (req->parts_n >= 2 && str_is(req->parts[1], "openapi.json"))
        return changes(req) ? api_method(a, "GET, HEAD") : api_openapi(a);
    if (req->parts_n < 2)
        return api_refuse(a, &E_NO_SUCH);
    if (str_is(req->parts[1], "session") && req->method == HTTP_POST)
        return api_session(a);
    r = who_asks(a);
    language(a);
    if (r != 0)
        return api_problem(a, r);
    return str_is(req->parts[1], "session") ? api_session(a) : route_known(a);
}

static int ready(struct ctx *c, void *arg)
{
    return db_int(c, arg, "SELECT max(number) FROM schema_migration");
}

struct waiting { int64_t all, failing; };

static int count_waiting(struct ctx *c, void *arg)
{
    struct waiting *w = arg;

    TRY(db_int(c, &w->all, "SELECT count(*) FROM outbox WHERE sent_at IS NULL"));
    return db_int(c, &w->failing, "SELECT count(*) FROM outbox WHERE sent_at IS NULL AND tries > 0");
}

/* The web server's own figures, and those of the commands and what they left to be done. */
static int metrics(struct api *a)
{
    struct text t = text_in(&a->c.mem, 1 << 20);
    int64_t done, refused, failed;
    struct waiting w = { 0, 0 };

    http_metrics_text(&t);
    command_counts(&done, &refused, &failed);
    text_f(&t,
        "# HELP workbay_commands_total Commands by how they ended.\n"
        "# TYPE workbay_commands_total counter\nworkbay_commands_total{end=\"done\"} %lld\n"
        "workbay_commands_total{end=\"refused\"} %lld\n"
        "workbay_commands_total{end=\"failed\"} %lld\n",
        (long long)done, (long long)refused, (long long)failed);
    if (db_snapshot(&a->c, count_waiting, &w) == 0) {
        http_metric(
            &t, "workbay_outbox_waiting", "gauge", "Reactions and messages not done yet.", w.all);
        http_metric(
            &t, "workbay_outbox_failing", "gauge", "Of them, those tried in vain.", w.failing);
    }
    http_text(a->res, 200, "text/plain; version=0.0.4", text_str(&t));
    return 0;
}

static int route_bare(struct api *a)
{
    const struct http_request *req = a->req;
    int64_t migration;

    if (req->parts_n == 1 && str_is(req->parts[0], "metrics"))
        return metrics(a);
    if (req->parts_n == 1 && str_is(req->parts[0], "healthz")) {
        http_text(a->res, 200, "text/plain", STR("ok\n"));
        return 0;
    }
    if (req->parts_n == 1 && str_is(req->parts[0], "readyz")) {
        if (db_snapshot(&a->c, ready, &migration) != 0)
            return api_refuse(a, &E_BUSY);
        http_text(a->res, 200, "text/plain", STR("ready\n"));
        return 0;
    }
    http_web(web_files, web_files_n, a->req, a->res);
    return 0;
}

str api_site(const struct app *app, const struct http_request *req)
{
    str host = http_header(req, "host"), url = str_of(app->public_url);

    while (url.n > 0 && url.s[url.n - 1] == '/')
        url.n--;
    if (url.n > 0 && url.n <= SITE_MAX)
        return url;
    for (size_t i = 0; i < host.n; i++)
        if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]", host.s[i]) == NULL)
            return STR("");
    return host.n == 0 || host.n > SITE_MAX
        ? STR("")
        : str_format(req->mem, "%s://%.*s", req->tls ? "https" : "http", (int)host.n, host.s);
}

int api_handle(void *app, struct http_request *req, struct http_response *res)
{
    struct api a = { .app = app, .req = req, .res = res };
    str site = api_site(app, req);
    bool api = req->parts_n > 0 && str_is(req->parts[0], "api");

    ctx_begin(&a.c, a.app->db, &who_system, a.app->clock(), 0);
    a.c.mem = *req->mem;                    /* the answer lives as long as the request */
    a.c.who = &(const struct who){ .kind = ACTOR_USER };
    a.c.node = a.app->node;
    a.c.site = site;
    a.c.english = http_english(req);
    fault_clear();
    (void)!(api ? route(&a) : route_bare(&a));
    fault_clear();
    *req->mem = a.c.mem;
    return 0;
}

void api_publish(void *app, struct ctx *c)
{
    for (const struct outgoing *o = c->outgoing; o != NULL; o = o->next) {
        struct json j = json_in(&c->mem, HTTP_EVENT_BYTES);
        char at[32];

        when_print(c->now, at);
        json_open(&j);
        json_key(&j, "entity"), json_c(&j, o->on->name);
        json_key(&j, "id"), json_id(&j, o->id);
        json_key(&j, "command"), json_c(&j, o->command);
        json_key(&j, "version"), json_int(&j, o->version);
        json_key(&j, "unit_id"), json_id(&j, o->unit_id);
        json_key(&j, "at"), json_c(&j, at);
        json_close(&j);
        (void)http_publish(((struct app *)app)->server, &(struct http_event){ .id = o->event_id,
            .topic = api_topic(o->on), .unit_id = o->on->scope == SCOPE_GROUP ? 0 : o->unit_id,
            .name = "change", .data = text_str(&j.t) });
    }
    c->outgoing = NULL;
}
