/* ledger_book.c - by which standard a company keeps its book, and the templates of its postings. */
#include "modules/ledger/ledger_own.h"

/* --- the standard ----------------------------------------------------------------------------- */

int ledger_hold(struct ctx *c, rid company_id, rid other_id)
{
    rid first = company_id < other_id ? company_id : other_id;
    struct ledger_book book;

    TRY(book_hold(c, first, &book));
    return first == company_id && first == other_id ? 0
        : book_hold(c, first == company_id ? other_id : company_id, &book);
}

int ledger_standard(struct ctx *c, rid company_id, enum book_standard *out)
{
    int64_t small;

    TRY(db_int(c, &small, "SELECT count(*) FROM ledger_book WHERE unit_id = ?"
        " AND standard = 'small'", company_id));
    *out = small > 0 ? STANDARD_SMALL : STANDARD_ENTERPRISE;
    return 0;
}

static int book_choose(struct ctx *c, struct company_book *b, const struct company_book_open_in *in)
{
    const struct label *l = &book_standard_choices.v[in->standard].label;
    struct ledger_book book;
    int64_t begun;
    str name;

    TRY(book_hold(c, b->company_id, &book));
    TRY(db_int(c, &begun, "SELECT count(*) FROM period WHERE company_id = ?", b->company_id));
    if (begun > 0)
        return refuse(c, &LEDGER_BOOK_BEGUN);
    name = row_title(c, &unit_model, b->company_id);
    b->standard = in->standard;
    b->label = str_format(&c->mem, "%.*s·%s", (int)name.n, name.s, l->zh);
    return db_expect(c, &E_FAILED, "UPDATE ledger_book SET standard = ? WHERE unit_id = ?",
        str_of(book_standard_choices.v[in->standard].code), b->company_id);
}

int company_book_open(
    struct ctx *c, struct company_book *b, const struct company_book_open_in *in)
{
    struct company_book_list there;

    b->company_id = in->company_id != 0 ? in->company_id : c->who->company_id;
    if (b->company_id == 0 || unit_company(c, b->company_id) != b->company_id)
        return refuse_field(c, "company_id", &LEDGER_NOT_COMPANY);
    if (b->company_id != c->who->company_id && !who_reads(c->who, b->company_id))
        return refuse_field(c, "company_id", &F_REF);
    TRY(db_list(c, company_book, &there, "WHERE company_id = ? AND retired_at IS NULL",
        b->company_id));
    if (there.n > 0)
        return refuse(c, &LEDGER_BOOK_THERE);
    b->opened_on = c->today;
    return book_choose(c, b, in);
}

int company_book_change(
    struct ctx *c, struct company_book *b, const struct company_book_open_in *in)
{
    if (b->company_id != c->who->company_id && !who_reads(c->who, b->company_id))
        return refuse(c, &E_NOT_FOUND);
    return book_choose(c, b, in);
}

/* --- templates -------------------------------------------------------------------------------- */

static int title_of(
    struct ctx *c, enum book_standard standard, str code, struct account_title_list *out)
{
    return db_list(c, account_title, out, "WHERE standard = ? AND code = ? AND retired_at IS NULL",
        str_of(book_standard_choices.v[standard].code), code);
}

int posting_rule_judge(struct ctx *c, struct posting_rule *now, const struct posting_rule *before)
{
    struct account_title_list side, account;

    if (before == NULL && now->valid_from.day < c->today.day)
        return refuse_field(c, "valid_from", &LEDGER_RULE_PAST);
    if (before != NULL && before->valid_from.day < c->today.day &&
        (!str_eq(before->account, now->account) || !str_eq(before->side, now->side) ||
         before->standard != now->standard || before->valid_from.day != now->valid_from.day))
        return refuse_field(c, "valid_from", &LEDGER_RULE_PAST);
    TRY(title_of(c, STANDARD_ENTERPRISE, now->side, &side));
    if (side.n == 0)
        return refuse_field(c, "side", &LEDGER_SIDE);
    TRY(title_of(c, now->standard, now->account, &account));
    if (account.n == 0)
        return refuse_field(c, "account", &LEDGER_NO_ACCOUNT, now->account);
    if (account.v[0].kind != side.v[0].kind)
        return refuse_field(c, "account", &LEDGER_SIDE_KIND, account.v[0].name);
    now->label = str_format(&c->mem, "%.*s→%.*s %.*s", (int)side.v[0].name.n, side.v[0].name.s,
        (int)now->account.n, now->account.s, (int)account.v[0].name.n, account.v[0].name.s);
    return 0;
}
