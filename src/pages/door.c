/* door.c - a link is opened: its code and the last digits of a phone are exchanged, once, for a
 * cookie. Looking at the door uses nothing up; a wrong answer never says what was wrong. */
#include "pages/page.h"
#include "kernel/rate.h"

enum { TRIES_A_MINUTE = 30 };

struct code { str code; struct customer_link link; bool found; };

static int find(struct ctx *c, void *arg)
{
    struct code *k = arg;

    return portal_link_of(c, k->code, &k->link, &k->found);
}

static int door(struct page *p, str code)
{
    struct html *h = &p->h;

    page_begin(p, "查看我的爱车", "See my car");
    say(h, "<p>进度、报价、付款都在这里。为保护您的信息，请输入<strong>送修人或车主手机号的后四位</strong>。</p>\n",
        "<p>Progress, quote and payment are here. To protect your data, enter the <strong>last four digits"
        " of the phone number</strong> of the owner or of who brought the car.</p>\n");
    page_form(p, "/c");
    html(h, "<input type=\"hidden\" name=\"code\" value=\"%\">\n<p><label for=\"digits\">", code);
    say(h, "手机号后四位", "Last four digits");
    html(h,
        "</label>\n<input type=\"text\" class=\"digits\" id=\"digits\" name=\"digits\" "
        "inputmode=\"numeric\""
        " autocomplete=\"off\" maxlength=\"4\" pattern=\"[0-9]{4}\" required></p>\n"
        "<p><button type=\"submit\" class=\"main\">");
    say(h, "打开", "Open");
    html(h, "</button></p></form>\n");
    say(h, "<p class=\"small\">链接只能在一台手机上打开一次。换手机请联系服务顾问重新发送；请勿转发。</p>\n",
        "<p class=\"small\">A link opens once, on one phone. For another phone ask your adviser for a new"
        " one; please do not forward it.</p>\n");
    return page_finish(p);
}

/* Who is in already by this very link goes on without being asked again. */
int door_show(struct page *p)
{
    str code = p->req->parts_n == 2 ? p->req->parts[1] : (str){ "", 0 };

    if (code.n == 0 || code.n > 64)
        return page_refuse(p, &E_NO_SUCH);
    if (p->link.id != 0 && str_eq(page_digest(p, code), p->link.code_hash))
        return page_go(p, "/my");
    page_stranger(p);
    return door(p, code);
}

struct entering { struct page *p; rid unit_id, id; };

static int act(struct ctx *c, void *arg)
{
    const struct entering *e = arg;

    return portal_who(c, e->unit_id, e->id, &duty_self_service, &e->p->who);
}

/* The same form sent twice opens the same session, so that a double click shuts nobody out: the
 * token is made of the visitor's own secret, the form and the code. */
static str token_of(struct page *p, str code)
{
    str visitor = page_cookie_get(p, "visitor"), key = form_get(&p->form, "key");

    return page_digest(p,
        str_format(&p->c.mem, "%.*s\n%.*s\n%.*s", (int)visitor.n, visitor.s, (int)key.n, key.s,
            (int)code.n, code.s));
}

static int already_in(struct page *p, str token, bool *in)
{
    struct customer_session session;
    struct customer_link link;

    return portal_session(&p->c, page_digest(p, token), &session, &link, in);
}

/* 0: came in; refused alike for a code that is unknown, used, late or locked, and for wrong digits.
 */
static int enter(struct page *p, struct code *k, str token)
{
    struct customer_link_enter_in in = { .digits = form_get(&p->form, "digits"),
        .token_hash = page_digest(p, token), .csrf = page_secret(p) };
    struct call call = { .command = &customer_link_enter_command, .in = &in };
    struct entering e = { .p = p };
    int r;

    TRY(db_snapshot(&p->c, find, k));
    if (!k->found || in.digits.n > 8)
        return refuse(&p->c, &LINK_WRONG);
    call.id = e.id = k->link.id;
    e.unit_id = k->link.unit_id;
    TRY(db_snapshot(&p->c, act, &e));
    p->c.who = &p->who;
    r = command_run(&p->c, &call);
    if (r < 0)
        return r;
    if (r == 0)
        api_publish(p->app, &p->c);
    p->c.n_faults = 0;
    TRY(db_snapshot(&p->c, find, k));
    return r == 0 && k->link.state == LINK_USED ? 0 : refuse(&p->c, &LINK_WRONG);
}

int door_enter(struct page *p)
{
    struct code k = { .code = form_get(&p->form, "code") };
    str token = token_of(p, k.code);
    bool in = false;
    int r = rate_take(&p->c,
        str_format(&p->c.mem, "door %.*s", (int)p->req->remote.n, p->req->remote.s),
        TRIES_A_MINUTE);

    if (k.code.n == 0 || k.code.n > 64 || p->req->parts_n != 1)
        return page_refuse(p, &E_NO_SUCH);
    page_stranger(p);
    if (r == 0)
        r = already_in(p, token, &in);
    if (r == 0 && !in)
        r = enter(p, &k, token);
    if (r != 0) {
        page_note(p, r, NULL);
        return door(p, k.code);
    }
    page_cookie(p, "car", token, 12 * 3600);
    return page_go(p, "/my");
}

/* Handing the phone on: nothing is left on it. */
int door_leave(struct page *p)
{
    int r = portal_leave(&p->c, p->session.token_hash);

    if (r != 0)
        return page_problem(p, r);
    page_cookie(p, "car", (str){ "", 0 }, 0);
    return page_go(p, "/my");
}
