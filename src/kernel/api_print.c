/* api_print.c - /api/<entity>/<id>/print/<name>: GET shows the PDF, POST sends it to a printer. */
#include "kernel/api.h"
#include "kernel/print.h"
#include "kernel/row.h"

#include <jansson.h>

static int take_language(struct api *a, str s, bool *english)
{
    *english = s.n == 0 ? a->c.english : str_is(s, "en");
    return s.n == 0 || *english || str_is(s, "zh")
        ? 0
        : refuse_field(&a->c, "language", &F_CHOICE, s);
}

static int show(struct api *a, struct printing *g)
{
    struct text disposition = text_in(&a->c.mem, 4096);
    int r = take_language(a, http_query(a->req, "language"), &g->english);

    g->keep = !str_is(a->req->verb, "HEAD");
    if (r == 0)
        r = print_run(&a->c, g);
    if (r != 0)
        return api_problem(a, r);
    api_publish(a->app, &a->c);
    text_c(&disposition, g->out->paper == PAPER_FILE ? "attachment; filename*=UTF-8''"
                                                     : "inline; filename*=UTF-8''");
    http_encode(&disposition, g->name);
    http_add(a->res, "Content-Disposition", text_str(&disposition));
    http_text(a->res, 200, g->type, g->pdf);
    return 0;
}

static int take_order(struct api *a, json_t *body, struct printing *g)
{
    struct print_send in = { 0 };

    TRY(input_read(&a->c, &print_send_model, body, &in, false));
    g->printer = in.printer;
    g->english = in.language == 0 ? a->c.english : in.language == LANGUAGE_EN;
    return 0;
}

static int send(struct api *a, struct printing *g)
{
    struct call call = { 0 };
    json_t *body = api_body(a);
    int r;

    if (body == NULL)
        return 0;
    r = take_order(a, body, g);
    json_decref(body);
    if (r == 0)
        r = api_take_key(a);
    if (r == 0) {
        g->call = &call;
        r = print_run(&a->c, g);
    }
    if (r != 0)
        return api_problem(a, r);
    api_publish(a->app, &a->c);
    http_json(a->res, call.status, call.answer);
    if (call.replayed)
        http_add(a->res, "Idempotent-Replay", STR("true"));
    return 0;
}

int api_print(struct api *a, const struct entity *e, rid id)
{
    struct printing g = { .out = print_named(a->req->parts[4]), .id = id, .base = a->c.site };

    if (g.out == NULL || g.out->on != e)
        return api_refuse(a, &E_NO_SUCH);
    return a->req->method == HTTP_GET ? show(a, &g)
         : a->req->method == HTTP_POST ? send(a, &g) : api_refuse(a, &E_METHOD);
}
