/* attach.c - papers and photographs that people lay beside a row of any entity. */
#include "kernel/api.h"
#include "kernel/file.h"
#include "kernel/row.h"

#include <jansson.h>

enum { ANSWER_MAX = 262144, ATTACHMENTS_MAX = 100 };

static str named(const struct ctx *c, const struct entity *e)
{
    return str_of(c->english ? e->label.en : e->label.zh);
}

/* Whoever holds the duty of one of its commands works on rows of this kind. */
static bool works_on(const struct ctx *c, const struct entity *e, rid unit_id)
{
    const struct command *const *commands;
    size_t n = model_commands(&commands);

    for (size_t i = 0; i < n; i++)
        if (commands[i]->on == e && !commands[i]->nested && commands[i]->duty != NULL &&
            who_may(c->who, commands[i]->duty, unit_id))
            return true;
    return false;
}

struct subject { const struct entity *on; rid id; struct row row; };

static int take_head(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct subject *s = arg;

    (void)c, (void)n;
    s->row = (struct row){ .id = s->id, .unit_id = v[0].i, .version = v[1].i };
    return 0;
}

/* The row that it is about: there, of a kind that may have files, and the asker's to work on. */
static int subject_find(struct ctx *c, struct subject *s)
{
    if (s->on->internal || !entity_audited(s->on))
        return refuse(c, &E_NO_SUCH);
    TRY(row_known(c, s->on, s->id));
    TRY(db_values(c, take_head, s, str_c(&c->mem, str_format(&c->mem,
        "SELECT unit_id, version FROM %s WHERE id = ?", s->on->name)), "i", PARAMS(s->id)));
    return works_on(c, s->on, s->row.unit_id) ? 0 : refuse(c, &E_ATTACH, named(c, s->on));
}

/* It stands in the history of what it is about. */
static int history_add(struct ctx *c, const struct subject *s, const char *what, str note)
{
    struct json j = json_in(&c->mem, 4096);

    json_open(&j);
    json_key(&j, "reason"), json_str(&j, note);
    json_close(&j);
    return j.t.failed ? DB_FAILED
                      : event_write(c, id_new(c), s->on, &s->row, what, text_str(&j.t));
}

int attachment_add(struct ctx *c, struct attachment *a, const struct attachment_add_in *in)
{
    struct subject s = { .on = in->about.on, .id = in->about.id };
    struct file f;
    int64_t n;

    TRY(subject_find(c, &s));
    TRY(db_int(c, &n, "SELECT count(*) FROM attachment WHERE about_id = ? AND about_entity = ?"
        " AND retired_at IS NULL", s.id, str_of(s.on->name)));
    if (n >= ATTACHMENTS_MAX)
        return refuse(c, &E_ATTACH_MANY, (int)ATTACHMENTS_MAX);
    TRY(db_one(c, file, &f, &E_NOT_FOUND, "WHERE id = ?", in->file_id));
    a->about = in->about;
    a->file_id = in->file_id;
    a->caption = in->caption.n > 0 ? in->caption : f.name;
    a->added_by_id = c->who->kind == ACTOR_USER ? c->who->id : 0;
    if (s.row.unit_id != 0)
        ((struct row *)a)->unit_id = s.row.unit_id;
    return history_add(c, &s, "attachment_add", a->caption);
}

int attachment_withdraw(
    struct ctx *c, struct attachment *a, const struct attachment_withdraw_in *in)
{
    struct subject s = { .on = a->about.on, .id = a->about.id };

    TRY(subject_find(c, &s));
    a->retired_at = c->now;
    return history_add(c, &s, "attachment_withdraw",
        str_format(&c->mem, c->english ? "%.*s: %.*s" : "%.*s：%.*s", (int)a->caption.n,
            a->caption.s, (int)in->reason.n, in->reason.s));
}

/* --- reading ---------------------------------------------------------------------------------- */

struct listing { struct subject s; rid attachment_id; struct file file; struct json j; };

static int one_json(struct ctx *c, struct json *j, const struct attachment *a)
{
    struct file f;

    TRY(db_one(c, file, &f, &E_NOT_FOUND, "WHERE id = ?", a->file_id));
    json_open(j);
    row_json(j, &attachment_model, a);
    json_key(j, "name"), json_str(j, f.name);
    json_key(j, "type"), json_str(j, f.type);
    json_key(j, "size"), json_int(j, f.size);
    TRY(titles_json(c, j, &attachment_model, a));
    json_close(j);
    return 0;
}

static int list_write(struct ctx *c, void *arg)
{
    struct listing *l = arg;
    struct attachment_list all;
    int works;

    TRY(row_seen(c, l->s.on, l->s.id));
    TRY(db_list(c, attachment, &all, "WHERE about_id = ? AND about_entity = ? AND retired_at IS NULL"
        " ORDER BY id", l->s.id, str_of(l->s.on->name)));
    works = subject_find(c, &l->s);
    if (works < 0)
        return works;
    c->refused = NULL;
    l->j = json_in(&c->mem, ANSWER_MAX);
    json_open(&l->j);
    json_key(&l->j, "rows");
    json_list(&l->j);
    for (size_t i = 0; i < all.n; i++)
        TRY(one_json(c, &l->j, &all.v[i]));
    json_list_end(&l->j);
    json_key(&l->j, "may_add"), json_bool(&l->j, works == 0);
    json_close(&l->j);
    return 0;
}

static int file_find(struct ctx *c, void *arg)
{
    struct listing *l = arg;
    struct attachment a;

    TRY(row_seen(c, l->s.on, l->s.id));
    TRY(db_one(c, attachment, &a, &E_NOT_FOUND,
        "WHERE id = ? AND about_id = ? AND about_entity = ?", l->attachment_id,
        l->s.id, str_of(l->s.on->name)));
    return db_one(c, file, &l->file, &E_NOT_FOUND, "WHERE id = ?", a.file_id);
}

/* --- addresses -------------------------------------------------------------------------------- */

static int give(struct api *a, struct listing *l)
{
    int r = db_snapshot(&a->c, file_find, l);

    return r != 0 ? api_problem(a, r) : api_give_file(a, &l->file);
}

static int list(struct api *a, struct listing *l)
{
    int r = db_snapshot(&a->c, list_write, l);

    return r != 0 ? api_problem(a, r) : api_json(a, 200, &l->j);
}

static int see(struct ctx *c, void *arg)
{
    const struct listing *l = arg;

    return row_seen(c, l->s.on, l->s.id);
}

static int add(struct api *a, struct listing *l)
{
    struct call call = { .command = &attachment_add_command };
    int r = db_snapshot(&a->c, see, l);
    json_t *body;

    if (r != 0)
        return api_problem(a, r);
    body = api_body(a);
    if (body == NULL)
        return 0;
    if (json_object_get(body, "about") != NULL) {
        json_decref(body);
        return api_problem(a, refuse_field(&a->c, "about", &F_UNKNOWN));
    }
    if (json_object_set_new(body, "about", json_pack("{s:s, s:o}", "entity", l->s.on->name, "id",
            json_sprintf("%lld", (long long)l->s.id))) != 0) {
        json_decref(body);
        return api_problem(a, DB_FAILED);
    }
    return api_run(a, &call, body);
}

static int withdraw(struct api *a, struct listing *l)
{
    struct call call = { .command = &attachment_withdraw_command, .id = l->attachment_id };
    int r = db_snapshot(&a->c, file_find, l);
    json_t *body;

    if (r != 0)
        return api_problem(a, r);
    body = api_body(a);
    return body != NULL ? api_run(a, &call, body) : 0;
}

int api_attachments(struct api *a, const struct entity *e, rid id)
{
    struct listing l = { .s = { .on = e, .id = id } };
    const struct http_request *req = a->req;

    if (!entity_audited(e))
        return api_refuse(a, &E_NO_SUCH);
    if (e->read != NULL && !who_may(a->c.who, e->read, 0))
        return api_problem(a, refuse(&a->c, &E_ATTACH, named(&a->c, e)));
    if (req->parts_n == 4)
        return req->method == HTTP_GET ? list(a, &l)
             : req->method == HTTP_POST ? add(a, &l) : api_method(a, "GET, HEAD, POST");
    if (!str_int(req->parts[4], &l.attachment_id) || l.attachment_id <= 0)
        return api_refuse(a, &E_NOT_FOUND);
    if (req->parts_n == 5)
        return req->method == HTTP_GET ? give(a, &l) : api_method(a, "GET, HEAD");
    if (req->parts_n != 6 || !str_is(req->parts[5], "withdraw"))
        return api_refuse(a, &E_NO_SUCH);
    return req->method == HTTP_POST ? withdraw(a, &l) : api_method(a, "POST");
}
