/* page.h - one page asked for by a customer's phone or the kiosk, and what all pages share. */
#pragma once
#include "kernel/api.h"
#include "modules/portal/portal.h"
#include "pages/form.h"
#include "pages/html.h"

struct page {
    struct app *app;
    struct http_request *req;
    struct http_response *res;
    struct ctx c;                           /* borrows the memory of the request */
    struct html h;
    int status;                             /* of the answer; 200 at first */
    str why;                                /* a box that says why not, as HTML; see page_note */
    str store;                              /* the name of the link's store, or of the hall's */
    bool hall;                              /* the large screen; and one that goes back by itself */
    bool goes_back;
    struct form form;                       /* of a POST */
    str csrf;                               /* that forms carry: the session's, or the visitor's */
    /* who came by a link: */
    struct customer_link link;
    struct customer_session session;
    struct who who;
};

/* For struct http_options, in the place of api_handle and api_bound, which they call for the rest.
 */
int pages_handle(void *app, struct http_request *, struct http_response *);
size_t pages_bound(void *app, const struct http_request *);

/* --- the frame -------------------------------------------------------------------------------- */
void page_begin(struct page *, const char *zh, const char *en);    /* the title; head and header */
int page_finish(struct page *);                /* the foot; it is the answer. Returns 0 */
int page_go(struct page *, const char *where); /* 303; the address is a literal */
/* A page that says why: what a call returned. Returns 0. */
int page_problem(struct page *, int r);
int page_refuse(struct page *, const struct refusal *);
/* The same as a box below the title of the page that comes next, which names the fields of `in`
 * (may be NULL) by their labels; the answer gets its status. */
void page_note(struct page *, int r, const struct entity *in);
/* A form of POST with what makes it ours and safe to send twice; </form> is the caller's. */
void page_form(struct page *, const char *action);
/* "name=value" for this browser: HttpOnly, Lax, __Host- under TLS. */
void page_cookie(struct page *, const char *name, str value, int64_t seconds);
str page_cookie_get(struct page *, const char *name);
/* A secret of 32 random bytes as 64 hexadecimal digits, and the digest of one. */
str page_secret(struct page *);
str page_digest(struct page *, str secret);

/* Show nothing of the customer who may have come in by this browser. */
void page_stranger(struct page *);

/* --- acting ----------------------------------------------------------------------------------- */
/* Run a command as `p->who` with this input, once for each key of a form. */
int page_run(struct page *, const struct command *, rid id, struct json *in) MUST_USE;

/* --- the pages; GET and POST of each ------------------------------------------------------------
 */
int door_show(struct page *);
int door_enter(struct page *);
int door_leave(struct page *);
int visit_show(struct page *);
int approve_show(struct page *);
int approve_post(struct page *);
int receipt_show(struct page *);
int receipt_sign(struct page *);            /* the drawn signature */
int photo_show(struct page *);
int pay_show(struct page *);
int pay_post(struct page *);
int history_show(struct page *);
int record_show(struct page *);             /* the signed file of his car */
int book_show(struct page *);
int book_post(struct page *);
int rate_show(struct page *);
int rate_post(struct page *);
int kiosk_show(struct page *);
int kiosk_post(struct page *);
int asset_show(struct page *);
