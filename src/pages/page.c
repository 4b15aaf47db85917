/* page.c - the frame of every page, its forms, cookies and refusals. */
#include "pages/page.h"

#include <jansson.h>
#include <sodium.h>

#include "kernel/row.h"

static const char policy[] = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/* --- secrets and cookies ---------------------------------------------------------------------- */

str page_secret(struct page *p)
{
    uint8_t random[32];
    char hex[65];

    randombytes_buf(random, sizeof random);
    sodium_bin2hex(hex, sizeof hex, random, sizeof random);
    return str_copy(&p->c.mem, str_of(hex));
}

str page_digest(struct page *p, str secret)
{
    char hex[65];

    hash_hex(hash_of(secret), hex);
    return str_copy(&p->c.mem, str_of(hex));
}

static str cookie_name(struct page *p, const char *name)
{
    return str_format(&p->c.mem, "%s%s", p->req->tls ? "__Host-" : "", name);
}

void page_cookie(struct page *p, const char *name, str value, int64_t seconds)
{
    str full = cookie_name(p, name);

    http_add(p->res, "Set-Cookie", str_format(&p->c.mem,
        "%.*s=%.*s; Path=/; Max-Age=%lld; HttpOnly; SameSite=Lax%s", (int)full.n, full.s,
        (int)value.n, value.s, (long long)seconds, p->req->tls ? "; Secure" : ""));
}

str page_cookie_get(struct page *p, const char *name)
{
    return http_cookie(p->req, str_c(&p->c.mem, cookie_name(p, name)));
}

/* --- the frame -------------------------------------------------------------------------------- */

static void header(struct page *p)
{
    struct html *h = &p->h;

    html(h, "<header><p class=\"mark\">");
    if (p->store.n > 0)
        html(h, "%", p->store);
    else
        say(h, "汽车服务", "Car service");
    html(h, "</p>");
    if (h->english)
        html(h, "<a class=\"tongue\" href=\"?lang=zh\" lang=\"zh\" hreflang=\"zh\">中文</a>");
    else
        html(h, "<a class=\"tongue\" href=\"?lang=en\" lang=\"en\" hreflang=\"en\">English</a>");
    html(h, "</header>\n<main>\n");
}

void page_begin(struct page *p, const char *zh, const char *en)
{
    struct html *h = &p->h;

    h->t = text_in(&p->c.mem, HTML_MAX);
    html(h, "<!DOCTYPE html>\n<html lang=\"%\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"format-detection\" content=\"telephone=no\">\n"
        "<meta name=\"robots\" content=\"noindex\">\n<title>%</title>\n"
        "<link rel=\"icon\" href=\"/pages/icon.svg\" type=\"image/svg+xml\">\n"
        "<link rel=\"stylesheet\" href=\"/pages/pages.css\">\n"
        "<script src=\"/pages/pages.js\" defer></script>\n</head>\n",
        str_of(h->english ? "en" : "zh-CN"), str_of(h->english ? en : zh));
    if (p->hall && p->goes_back)
        html(h, "<body class=\"hall\" data-back=\"/kiosk\">\n");
    else if (p->hall)
        html(h, "<body class=\"hall\">\n");
    else
        html(h, "<body>\n");
    header(p);
    html(h, "<h1>%</h1>\n", str_of(h->english ? en : zh));
    text_add(&h->t, p->why);
}

static void links(struct html *h)
{
    html(h, "<nav aria-label=\"%\"><ul>", str_of(h->english ? "Pages" : "页面"));
    say(h, "<li><a href=\"/my\">进度</a></li><li><a href=\"/my/history\">历史</a></li>"
        "<li><a href=\"/my/book\">预约</a></li>",
        "<li><a href=\"/my\">Progress</a></li><li><a href=\"/my/history\">History</a></li>"
        "<li><a href=\"/my/book\">Book</a></li>");
    html(h, "</ul></nav>\n");
}

static void answer(struct page *p, str body)
{
    http_text(p->res, p->status, "text/html; charset=utf-8", body);
    http_add(p->res, "Content-Security-Policy", str_of(policy));
    if (p->status == 429)
        http_add(p->res, "Retry-After", STR("60"));
    if (p->status == 503)
        http_add(p->res, "Retry-After", STR("1"));
}

int page_finish(struct page *p)
{
    html(&p->h, "</main>\n");
    if (p->session.link_id != 0)
        links(&p->h);
    html(&p->h, "</body>\n</html>\n");
    if (p->h.t.failed || p->c.mem.exhausted)
        return page_problem(p, DB_FAILED);
    answer(p, text_str(&p->h.t));
    return 0;
}

int page_go(struct page *p, const char *where)
{
    p->status = 303;
    http_add(p->res, "Location", str_of(where));
    answer(p, (str){ "", 0 });
    return 0;
}

void page_stranger(struct page *p)
{
    p->session = (struct customer_session){ 0 };
    p->link = (struct customer_link){ 0 };
    p->store = (str){ "", 0 };
}

/* --- saying no -------------------------------------------------------------------------------- */

static str label_of(const struct page *p, const struct entity *in, str path)
{
    const struct field *f = in != NULL ? field_named(in, path) : NULL;

    return str_of(f == NULL ? "" : p->h.english ? f->label.en : f->label.zh);
}

/* Written at once, for the next call forgets why this one was refused. */
void page_note(struct page *p, int r, const struct entity *in)
{
    struct html h = { .english = p->h.english };
    struct ctx *c = &p->c;

    if (r < 0) {
        c->refused = r == DB_AGAIN ? &E_BUSY : &E_FAILED;
        c->n_faults = 0;
        c->mem.exhausted = false;
        c->mem.limit += 65536;              /* room to say so */
        fault_clear();
    }
    p->status = c->refused->status;
    h.t = text_in(&c->mem, 8192);
    html(&h, "<div class=\"bad\" role=\"alert\">");
    if (c->n_faults == 0)
        html(&h, "<p>%</p>", refusal_text(c, c->refused, c->args));
    for (unsigned i = 0; i < c->n_faults; i++)
        html(&h, "<p>% %</p>", label_of(p, in, c->faults[i].path),
            str_of(h.english ? c->faults[i].text.en : c->faults[i].text.zh));
    if (p->status >= 500)
        say(&h, "<p>参考号 %</p>", "<p>Reference %</p>", str_of(p->req->reference));
    html(&h, "</div>\n");
    p->why = text_str(&h.t);
}

int page_problem(struct page *p, int r)
{
    page_note(p, r, NULL);
    page_begin(p, "没有办成", "That did not work");
    if (p->session.link_id != 0)
        say(&p->h, "<p><a class=\"button\" href=\"/my\">回到我的车</a></p>\n",
            "<p><a class=\"button\" href=\"/my\">Back to my car</a></p>\n");
    html(&p->h, "</main>\n</body>\n</html>\n");
    answer(p, text_str(&p->h.t));
    return 0;
}

int page_refuse(struct page *p, const struct refusal *why)
{
    return page_problem(p, refuse_(&p->c, why, 0, PARAMS()));
}

/* --- forms and commands ----------------------------------------------------------------------- */

void page_form(struct page *p, const char *action)
{
    html(&p->h,
        "<form method=\"post\" action=\"%\" accept-charset=\"utf-8\">"
        "<input type=\"hidden\" name=\"csrf\" value=\"%\">"
        "<input type=\"hidden\" name=\"key\" value=\"%\">\n",
        str_of(action), p->csrf, page_secret(p));
}

/* The same form sent again with the same content is the same deed; after "back" and another content
 * it is another one. */
static int key_take(struct page *p)
{
    struct text t = text_in(&p->c.mem, FORM_BYTES + 4096);

    if (form_get(&p->form, "key").n == 0)
        return refuse(&p->c, &E_CSRF);
    text_add(&t, p->req->path);
    text_c(&t, "\n");
    text_add(&t, p->req->body);
    p->c.request_hash = hash_of(text_str(&t));
    p->c.idempotency_key = page_digest(p, text_str(&t));
    return t.failed ? DB_FAILED : 0;
}

int page_run(struct page *p, const struct command *cmd, rid id, struct json *in)
{
    struct call call = { .command = cmd, .id = id };
    int r;

    if (in->t.failed)
        return DB_FAILED;
    TRY(key_take(p));
    call.body = body_parse(&p->c, text_str(&in->t));
    if (call.body == NULL)
        return DB_FAILED;
    p->c.who = &p->who;
    r = command_run(&p->c, &call);
    json_decref(call.body);
    p->c.idempotency_key = (str){ 0 };
    if (r == 0)
        api_publish(p->app, &p->c);
    return r;
}
