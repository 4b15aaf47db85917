/* api_session.c - logging in and out, and who one is. */
#include "kernel/api.h"
#include "kernel/rate.h"
#include "kernel/row.h"

#include <jansson.h>

enum { TRIES_A_MINUTE = 60 };

struct posts { struct api *a; struct json *j; };

static int take_post(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct json *j = arg;

    (void)c, (void)n;
    json_open(j);
    json_key(j, "post"), json_str(j, v[0].t);
    json_key(j, "label");
    json_open(j);
    json_key(j, "zh"), json_str(j, v[1].t);
    json_key(j, "en"), json_str(j, v[2].null ? v[1].t : v[2].t);
    json_close(j);
    json_key(j, "unit_id"), json_id(j, v[3].i);
    json_close(j);
    return 0;
}

static int take_unit(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct json *j = arg;

    (void)n;
    if (!who_reads(c->who, v[0].i))
        return 0;
    json_open(j);
    json_key(j, "id"), json_id(j, v[0].i);
    json_key(j, "title"), json_str(j, v[1].t);
    json_key(j, "kind"), json_str(j, v[2].t);
    json_close(j);
    return 0;
}

static void duties_write(struct ctx *c, struct json *j)
{
    const struct duty *const *duties;
    size_t n = model_duties(&duties);

    json_key(j, "duties");
    json_list(j);
    for (size_t i = 0; i < n; i++)
        if (who_may(c->who, duties[i], 0))
            json_c(j, duties[i]->name);
    json_list_end(j);
}

static int write_session(struct ctx *c, void *arg)
{
    struct api *a = ((struct posts *)arg)->a;
    struct json *j = ((struct posts *)arg)->j;
    const struct who *who = &a->session.who;
    struct account account;

    *j = json_in(&c->mem, 262144);
    TRY(db_get(c, account, &account, who->id));
    json_open(j);
    json_key(j, "csrf"), json_str(j, a->session.csrf);
    json_key(j, "user");
    json_open(j);
    json_key(j, "id"), json_id(j, who->id);
    json_key(j, "name"), json_str(j, account.name);
    json_key(j, "title"), json_str(j, account.title);
    json_key(j, "language"), json_c(j, who->english ? "en" : "zh");
    json_key(j, "employee_id"), json_id(j, who->employee_id);
    json_close(j);
    json_key(j, "unit");
    json_open(j);
    json_key(j, "id"), json_id(j, who->unit_id);
    json_key(j, "title"), json_str(j, row_title(c, &unit_model, who->unit_id));
    json_close(j);
    json_key(j, "units");
    json_list(j);
    TRY(db_values(c, take_unit, j, "SELECT id, name, kind FROM unit WHERE retired_at IS NULL"
        " ORDER BY path LIMIT 2000", "", PARAMS()));
    json_list_end(j);
    json_key(j, "posts");
    json_list(j);
    TRY(directory_posts(c, who->employee_id, take_post, j));
    json_list_end(j);
    duties_write(c, j);
    json_close(j);
    return 0;
}

static int answer_session(struct api *a)
{
    struct json j;
    struct posts p = { a, &j };
    int r = db_snapshot(&a->c, write_session, &p);

    return r != 0 ? api_problem(a, r) : api_json(a, 200, &j);
}

static void cookie(struct api *a, const char *value, size_t n, const char *more)
{
    http_add(a->res, "Set-Cookie",
        str_format(&a->c.mem, "%s=%.*s; Path=/; HttpOnly; SameSite=Strict%s%s",
            a->req->tls ? "__Host-workbay" : "workbay", (int)n, value,
            a->req->tls ? "; Secure" : "", more));
}

static int log_in(struct api *a)
{
    json_t *body = api_body(a);
    const json_t *user, *password;
    str token;
    int r;

    if (body == NULL)
        return 0;
    if ((r = rate_take(&a->c, a->req->remote, TRIES_A_MINUTE)) != 0) {
        json_decref(body);
        return api_problem(a, r);
    }
    user = json_object_get(body, "user");
    password = json_object_get(body, "password");
    r = api_only(a, body, (const char *const[]){ "user", "password", NULL });
    if (!json_is_string(user) || json_string_length(user) > 40)
        r = refuse_field(&a->c, "user", &F_REQUIRED);
    if (!json_is_string(password) || json_string_length(password) > 200)
        r = refuse_field(&a->c, "password", &F_REQUIRED);
    if (r == 0)
        r = session_open(&a->c, (str){ json_string_value(user), json_string_length(user) },
            (str){ json_string_value(password), json_string_length(password) }, &token,
            &a->session);
    json_decref(body);
    if (r != 0)
        return api_problem(a, r);
    cookie(a, token.s, token.n, "");
    return answer_session(a);
}

/* {"password":"the old one","new_password":"…"} */
static int change_password(struct api *a, const json_t *body)
{
    const json_t *old = json_object_get(body, "password"),
                 *new_ = json_object_get(body, "new_password");

    if (!json_is_string(new_))
        return new_ == NULL ? 0 : refuse_field(&a->c, "new_password", &F_REQUIRED);
    if (!json_is_string(old) || a->session.machine)
        return refuse_field(&a->c, "password", &F_REQUIRED);
    return session_password(&a->c, &a->session,
        (str){ json_string_value(old), json_string_length(old) },
        (str){ json_string_value(new_), json_string_length(new_) });
}

struct wish { const json_t *language, *unit; rid unit_id; int code; };

/* All of it is judged before any of it is done. */
static int judge(struct api *a, const json_t *body, struct wish *w)
{
    static const char *const names[] = { "language", "unit_id", "password", "new_password", NULL };
    int r = api_only(a, body, names);
    str s;

    w->language = json_object_get(body, "language");
    w->unit = json_object_get(body, "unit_id");
    s = (str){ json_string_value(w->unit), json_string_length(w->unit) };
    if (w->unit != NULL && (!json_is_string(w->unit) || !str_int(s, &w->unit_id) ||
        w->unit_id <= 0 || !who_reads(a->c.who, w->unit_id)))
        r = refuse_field(&a->c, "unit_id", &F_REF);
    s = (str){ json_string_value(w->language), json_string_length(w->language) };
    if (w->language != NULL &&
        (!json_is_string(w->language) || choice_coded(&language_choices, s, &w->code) == NULL))
        r = refuse_field(&a->c, "language", &F_CHOICE, s.n <= 40 ? s : STR("…"));
    return r;
}

static int change(struct api *a, const json_t *body)
{
    struct wish w = { 0 };

    TRY(judge(a, body, &w));
    TRY(change_password(a, body));
    if (w.unit != NULL) {
        TRY(session_move(&a->c, &a->session, w.unit_id));
        a->session.who.unit_id = w.unit_id;
    }
    if (w.language != NULL) {
        TRY(session_language(&a->c, &a->session, (enum language)w.code));
        a->c.english = a->session.who.english = w.code == LANGUAGE_EN;
    }
    return 0;
}

static int patch(struct api *a)
{
    json_t *body = api_body(a);
    int r;

    if (body == NULL)
        return 0;
    r = change(a, body);
    json_decref(body);
    return r != 0 ? api_problem(a, r) : answer_session(a);
}

int api_session(struct api *a)
{
    int r;

    if (a->req->parts_n > 2)
        return api_refuse(a, &E_NO_SUCH);
    switch (a->req->method) {
    case HTTP_POST:
        return log_in(a);
    case HTTP_GET:
        return answer_session(a);
    case HTTP_PATCH:
        return patch(a);
    case HTTP_DELETE:
        r = session_close(&a->c, &a->session);
        if (r != 0)
            return api_problem(a, r);
        http_stream_drop(a->app->server, a->session.who.id);
        cookie(a, "", 0, "; Max-Age=0");
        http_text(a->res, 204, NULL, (str){ 0 });
        return 0;
    default:
        return api_method(a, "GET, HEAD, POST, PATCH, DELETE");
    }
}
