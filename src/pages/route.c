/* route.c - which page an address is, who asks for it, and that a POST is really his. */
#include "pages/page.h"

#include <sodium.h>

enum { VISITOR_S = 86400, TONGUE_S = 31536000 };

/* --- the language: Chinese, until somebody taps English --------------------------------------- */

static void language(struct page *p)
{
    str asked = http_query(p->req, "lang"), kept = page_cookie_get(p, "tongue");
    bool choosing = str_is(asked, "en") || str_is(asked, "zh");

    p->h.english = str_is(choosing ? asked : kept, "en");
    p->c.english = p->h.english;
    if (choosing && !str_eq(asked, kept))
        page_cookie(p, "tongue", asked, TONGUE_S);
}

/* --- who asks --------------------------------------------------------------------------------- */

static bool hexadecimal(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr("0123456789abcdef", s.s[i]) == NULL)
            return false;
    return s.n == 64;
}

/* Before the exchange a browser is known by a cookie only; its forms carry the digest of it. */
static void visitor(struct page *p)
{
    str cookie = page_cookie_get(p, "visitor");

    if (!hexadecimal(cookie)) {
        cookie = page_secret(p);
        page_cookie(p, "visitor", cookie, VISITOR_S);
    }
    p->csrf = page_digest(p, cookie);
}

static int act(struct ctx *c, void *arg)
{
    struct page *p = arg;

    p->store = row_title(c, &unit_model, p->link.unit_id);
    return portal_who(c, p->link.unit_id, p->link.id, &duty_self_service, &p->who);
}

static int customer(struct page *p, bool *known)
{
    str token = page_cookie_get(p, "car");

    *known = false;
    if (!hexadecimal(token))
        return 0;
    TRY(portal_session(&p->c, page_digest(p, token), &p->session, &p->link, known));
    if (!*known) {
        p->session = (struct customer_session){ 0 };
        p->link = (struct customer_link){ 0 };
        return 0;
    }
    p->csrf = p->session.csrf;
    p->req->user_id = p->link.id;
    TRY(db_snapshot(&p->c, act, p));
    page_cookie(p, "car", token, (p->session.expires_at.ms - p->c.now.ms) / 1000);
    return 0;
}

/* --- a POST is ours --------------------------------------------------------------------------- */

static int judge_post(struct page *p)
{
    str site = http_header(p->req, "sec-fetch-site"), given;

    if (!form_read(&p->c.mem, p->req, &p->form))
        return refuse(&p->c, &E_MEDIA, STR("application/x-www-form-urlencoded"));
    given = form_get(&p->form, "csrf");
    if (str_is(site, "cross-site") || given.n == 0 || given.n != p->csrf.n ||
        sodium_memcmp(given.s, p->csrf.s, given.n) != 0)
        return refuse(&p->c, &E_CSRF);
    return 0;
}

/* --- addresses -------------------------------------------------------------------------------- */

static const struct route {
    const char *first, *second;
    size_t most;                            /* parts of the path */
    bool customer;                          /* only for who came by a link */
    int (*get)(struct page *), (*post)(struct page *);
} routes[] = {
    { "c", NULL, 2, false, door_show, door_enter },
    { "kiosk", NULL, 1, false, kiosk_show, kiosk_post },
    { "pages", NULL, 2, false, asset_show, NULL },
    { "my", NULL, 1, true, visit_show, NULL },
    { "my", "approve", 2, true, approve_show, approve_post },
    { "my", "receipt", 3, true, receipt_show, NULL },
    { "my", "signature", 3, true, receipt_sign, NULL },
    { "my", "photo", 3, true, photo_show, NULL },
    { "my", "pay", 2, true, pay_show, pay_post },
    { "my", "history", 2, true, history_show, NULL },
    { "my", "record", 2, true, record_show, NULL },
    { "my", "book", 2, true, book_show, book_post },
    { "my", "rate", 2, true, rate_show, rate_post },
    { "my", "leave", 2, true, NULL, door_leave },
};

static bool ours(const struct http_request *req)
{
    for (size_t i = 0; i < COUNT(routes); i++)
        if (req->parts_n > 0 && str_is(req->parts[0], routes[i].first))
            return true;
    return false;
}

static const struct route *route_of(const struct http_request *req)
{
    for (size_t i = 0; i < COUNT(routes); i++) {
        const struct route *r = &routes[i];

        if (!str_is(req->parts[0], r->first) || req->parts_n > r->most)
            continue;
        if (r->second == NULL || (req->parts_n > 1 && str_is(req->parts[1], r->second)))
            return r;
    }
    return NULL;
}

static int gone(struct page *p)
{
    p->status = 403;
    page_begin(p, "请点短信里的链接", "Please use the link we sent you");
    say(&p->h, "<p>为保护您的信息，登录已结束，或这台手机还没有打开过链接。请点短信里的链接；"
        "链接只能用一次，换手机或打不开时请联系服务顾问重新发送。</p>\n",
        "<p>To protect your data you were signed out, or this phone has not opened a link yet. Use the"
        " link in our message. It works once; on another phone ask your adviser for a new one.</p>\n");
    return page_finish(p);
}

static int run(struct page *p)
{
    const struct route *r = route_of(p->req);
    bool post = p->req->method == HTTP_POST, known = false;
    int wrong;

    if (r == NULL)
        return page_refuse(p, &E_NO_SUCH);
    if (post ? r->post == NULL : p->req->method != HTTP_GET || r->get == NULL) {
        http_add(p->res, "Allow", r->get == NULL ? STR("POST")
                 : r->post != NULL ? STR("GET, HEAD, POST") : STR("GET, HEAD"));
        return page_refuse(p, &E_METHOD);
    }
    if (r->get == asset_show)
        return asset_show(p);
    if ((wrong = customer(p, &known)) != 0)
        return page_problem(p, wrong);
    if (r->customer && !known)
        return gone(p);
    if (!r->customer)
        visitor(p);
    if (post && (wrong = judge_post(p)) != 0)
        return page_problem(p, wrong);
    return post ? r->post(p) : r->get(p);
}

int pages_handle(void *app, struct http_request *req, struct http_response *res)
{
    struct page *p;

    if (!ours(req))
        return api_handle(app, req, res);
    p = arena_alloc(req->mem, sizeof *p);
    if (p == NULL)
        return DB_FAILED;
    *p = (struct page){ .app = app, .req = req, .res = res, .status = 200 };
    req->secret_path = str_is(req->parts[0], "c");
    ctx_begin(&p->c, p->app->db, &who_system, p->app->clock(), 0);
    p->c.site = api_site(app, req);
    p->c.mem = *req->mem;                   /* the answer lives as long as the request */
    p->c.node = p->app->node;
    fault_clear();
    language(p);
    p->who = (struct who){ .kind = ACTOR_CUSTOMER, .english = p->h.english };
    p->c.who = &p->who;
    (void)run(p);
    fault_clear();
    *req->mem = p->c.mem;
    return 0;
}

size_t pages_bound(void *app, const struct http_request *req)
{
    return ours(req) ? FORM_BYTES : api_bound(app, req);
}
