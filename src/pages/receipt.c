/* receipt.c - what was seen and approved, word for word, to be opened at any time; photographs. */
#include "pages/visit.h"
#include "kernel/file.h"

struct wanted {
    struct page *p;
    rid id;
    struct customer_receipt receipt;
    struct order_photo photo;
    struct file file;
};

static int is_shown(struct ctx *c, const struct page *p, rid order_id)
{
    struct repair_order ro;
    bool shown = false;

    TRY(db_get(c, repair_order, &ro, order_id));
    TRY(portal_shows(c, &p->link, &ro, &shown));
    return shown && ro.unit_id == p->link.unit_id ? 0 : refuse(c, &E_NOT_FOUND);
}

static int read_receipt(struct ctx *c, void *arg)
{
    struct wanted *w = arg;

    TRY(db_get(c, customer_receipt, &w->receipt, w->id));
    return is_shown(c, w->p, w->receipt.repair_order_id);
}

/* --- the receipt ------------------------------------------------------------------------------ */

/* The first row says where and what about, the last the total; between them a line each. */
static void statement(struct html *h, str text)
{
    str head = form_cut(&text, '\n'), store = form_cut(&head, '\t'), number = form_cut(&head, '\t');

    html(h, "<p class=\"car\"><strong>%</strong><br>% · %</p>\n<table>\n<thead><tr>", head, store,
        number);
    say(h,
        "<th scope=\"col\">答复</th><th scope=\"col\">项目</th><th scope=\"col\">数量</th><th "
        "scope=\"col\">金额</th>",
        "<th scope=\"col\">Answer</th><th scope=\"col\">Item</th><th scope=\"col\">Amount</th><th "
        "scope=\"col\">Price</th>");
    html(h, "</tr></thead>\n<tbody>\n");
    while (text.n > 0) {
        str row = form_cut(&text, '\n'), first = form_cut(&row, '\t'), title = form_cut(&row, '\t');
        str quantity = form_cut(&row, '\t');

        if (text.n > 0)
            html(h, "<tr><td class=\"answer\">%</td><td>%</td><td class=\"much\">%</td>"
                "<td class=\"sum\">%</td></tr>\n", first, title, quantity, row);
        else
            html(h,
                "</tbody>\n<tfoot><tr><th scope=\"row\" colspan=\"3\">%</th><td "
                "class=\"sum\"><strong>%</strong>"
                "</td></tr></tfoot>\n</table>\n",
                first, title);
    }
}

static int show(struct page *p, const struct customer_receipt *r)
{
    struct html *h = &p->h;

    page_begin(p, "确认书", "Your approval");
    statement(h, r->statement);
    say(h, "<p>签字人：<strong>%</strong><br>时间：%</p>\n", "<p>Signed by <strong>%</strong><br>At %</p>\n",
        r->signer, r->created_at);
    if (r->signature != 0)
        html(h,
            "<p><img class=\"drawn\" src=\"/my/signature/%\" alt=\"%\" width=\"300\" "
            "height=\"120\"></p>\n",
            r->id, str_of(h->english ? "The drawn signature" : "手写签名"));
    say(h,
        "<p>校验码 <strong class=\"code\">%</strong></p>\n<p "
        "class=\"small\">这是您签字时看到的内容，原样保存，"
        "改动任何一个字校验码都会变。以后可随时从“我的爱车”打开。</p>\n",
        "<p>Verification code <strong class=\"code\">%</strong></p>\n<p class=\"small\">This is "
        "what you saw when you"
        " signed. A change of one letter would change the code. You can open it any time from “My "
        "car”.</p>\n",
        r->code);
    say(h, "<p><a class=\"button\" href=\"/my\">回到我的车</a></p>\n",
        "<p><a class=\"button\" href=\"/my\">Back to my car</a></p>\n");
    return page_finish(p);
}

int receipt_show(struct page *p)
{
    struct wanted w = { .p = p };
    struct visit v;
    int r;

    if (p->req->parts_n == 2) {             /* the newest of this visit */
        r = visit_read(p, &v);
        if (r != 0)
            return page_problem(p, r);
        return v.receipts.n > 0 ? show(p, &v.receipts.v[0]) : page_refuse(p, &E_NOT_FOUND);
    }
    if (!str_int(p->req->parts[2], &w.id))
        return page_refuse(p, &E_NO_SUCH);
    r = db_snapshot(&p->c, read_receipt, &w);
    return r != 0 ? page_problem(p, r) : show(p, &w.receipt);
}

/* --- pictures --------------------------------------------------------------------------------- */

static int read_signature(struct ctx *c, void *arg)
{
    struct wanted *w = arg;

    TRY(read_receipt(c, w));
    return db_get(c, file, &w->file, w->receipt.signature);
}

static int read_photo(struct ctx *c, void *arg)
{
    struct wanted *w = arg;

    TRY(db_one(c, order_photo, &w->photo, &E_NOT_FOUND,
        "WHERE id = ? AND internal = 0 AND retired_at IS NULL", w->id));
    TRY(is_shown(c, w->p, w->photo.repair_order_id));
    return db_get(c, file, &w->file, w->photo.file_id);
}

static int give(struct page *p, work_fn *read)
{
    struct wanted w = { .p = p };
    struct api a = { .app = p->app, .req = p->req, .res = p->res };
    int r;

    if (p->req->parts_n != 3 || !str_int(p->req->parts[2], &w.id))
        return page_refuse(p, &E_NO_SUCH);
    r = db_snapshot(&p->c, read, &w);
    if (r != 0)
        return page_problem(p, r);
    a.c = p->c;
    (void)api_give_file(&a, &w.file);
    p->c.mem = a.c.mem;
    return 0;
}

int receipt_sign(struct page *p) { return give(p, read_signature); }
int photo_show(struct page *p)   { return give(p, read_photo); }
