/* ledger_hand.c - vouchers entered by hand: made, reviewed by another, posted by a third. */
#include "kernel/print.h"
#include "modules/ledger/ledger_own.h"

/* --- made and changed ------------------------------------------------------------------------- */

static int line_judge(struct ctx *c, const struct voucher *v, const struct voucher_line_in *l)
{
    struct account_title account;

    if ((l->debit.fen == 0) == (l->credit.fen == 0))
        return refuse_field(c, "debit", &LEDGER_BOTH_SIDES);
    TRY(account_find(c, v->company_id, l->account, &account));
    return account.document_only ? refuse_field(c, "account", &LEDGER_DOCUMENT_ONLY, account.name)
                                 : 0;
}

static int lines_judge(struct ctx *c, struct voucher *v, const struct voucher_line_in_list *lines)
{
    money credit = FEN(0);

    v->total = FEN(0);
    for (size_t i = 0; i < lines->n; i++) {
        c->path = str_format(&c->mem, "lines[%zu].", i);
        TRY(line_judge(c, v, &lines->v[i]));
        v->total = money_add(v->total, lines->v[i].debit);
        credit = money_add(credit, lines->v[i].credit);
    }
    c->path = (str){ 0 };
    return v->total.fen == credit.fen ? 0 : refuse(c, &LEDGER_UNBALANCED, v->total, credit);
}

static int lines_store(struct ctx *c, const struct voucher *v,
    const struct voucher_line_in_list *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        const struct voucher_line_in *l = &lines->v[i];
        struct voucher_line line = { .unit_id = v->unit_id, .voucher_id = v->id,
            .account = l->account, .debit = l->debit, .credit = l->credit,
            .party_id = l->party_id };

        TRY(row_insert(c, voucher_line, &line));
    }
    return 0;
}

static int month_open(struct ctx *c, const struct voucher *v)
{
    int64_t through;

    TRY(db_int(c, &through, "SELECT closed_through FROM ledger_book WHERE unit_id = ?",
        v->company_id));
    return v->month > through ? 0 : refuse(c, &LEDGER_CLOSED, v->month, through);
}

static int draft_fill(struct ctx *c, struct voucher *v, const struct voucher_make_in *in)
{
    if (in->lines.n == 0)
        return refuse(c, &LEDGER_EMPTY);
    if (in->lines.n > POSTINGS_MAX)
        return refuse_field(c, "lines", &F_RANGE, 1, (int)POSTINGS_MAX);
    v->day = in->day.day != 0 ? in->day : c->today;
    if (v->day.day > c->today.day)
        return refuse_field(c, "day", &LEDGER_FUTURE);
    v->company_id = unit_company(c, v->unit_id);
    if (v->company_id == 0)
        return refuse(c, &LEDGER_NO_COMPANY);
    v->month = month_of(v->day);
    v->summary = in->summary;
    v->maker_id = c->who->id;
    TRY(month_open(c, v));
    return lines_judge(c, v, &in->lines);
}

int voucher_make(struct ctx *c, struct voucher *v, const struct voucher_make_in *in)
{
    TRY(draft_fill(c, v, in));
    TRY(number_next(c, &series_voucher_draft, v->unit_id, &v->number));
    return lines_store(c, v, &in->lines);
}

static int asked_of(struct ctx *c, const struct voucher *v, struct voucher_line_list *out)
{
    return db_list(c, voucher_line, out, "WHERE voucher_id = ? AND retired_at IS NULL ORDER BY id",
        v->id);
}

int voucher_change(struct ctx *c, struct voucher *v, const struct voucher_make_in *in)
{
    struct voucher_line_list old;

    TRY(asked_of(c, v, &old));
    TRY(draft_fill(c, v, in));
    for (size_t i = 0; i < old.n; i++) {
        struct voucher_line gone = old.v[i];

        gone.retired_at = c->now;
        TRY(row_update(c, voucher_line, &gone, &old.v[i]));
    }
    v->sent_back_reason = (str){ 0 };
    return lines_store(c, v, &in->lines);
}

int voucher_change_suggest(struct ctx *c, const struct voucher *v, struct voucher_make_in *in)
{
    struct voucher_line_list old;

    if (in->lines.n > 0)
        return 0;
    TRY(asked_of(c, v, &old));
    in->lines.v = arena_alloc(&c->mem, (old.n + 1) * sizeof *in->lines.v);
    if (in->lines.v == NULL)
        return DB_FAILED;
    in->day = v->day;
    in->summary = v->summary;
    for (size_t i = 0; i < old.n; i++)
        in->lines.v[in->lines.n++] = (struct voucher_line_in){ .account = old.v[i].account,
            .debit = old.v[i].debit, .credit = old.v[i].credit, .party_id = old.v[i].party_id };
    return 0;
}

int voucher_drop(struct ctx *c, struct voucher *v, const struct voucher_reverse_in *in)
{
    (void)v;
    c->reason = in->reason;
    return 0;
}

/* --- reviewed and posted ---------------------------------------------------------------------- */

int voucher_of_another(struct ctx *c, const struct voucher *v)
{
    return v->maker_id == c->who->id ? refuse(c, &LEDGER_OWN_VOUCHER) : 0;
}

int voucher_reviewed_by_another(struct ctx *c, const struct voucher *v)
{
    return v->reviewer_id == c->who->id ? refuse(c, &LEDGER_REVIEWER_POSTS) : 0;
}

int voucher_review(struct ctx *c, struct voucher *v, const struct no_input *in)
{
    (void)in;
    v->reviewer_id = c->who->id;
    return month_open(c, v);
}

int voucher_send_back(struct ctx *c, struct voucher *v, const struct voucher_send_back_in *in)
{
    v->sent_back_reason = c->reason = in->reason;
    v->reviewer_id = 0;
    return 0;
}

/* An account may have been closed to hand-made vouchers since it was asked for: judged again. */
int voucher_post(struct ctx *c, struct voucher *v, const struct no_input *in)
{
    struct voucher_line_list lines;

    (void)in;
    v->poster_id = c->who->id;
    TRY(asked_of(c, v, &lines));
    for (size_t i = 0; i < lines.n; i++) {
        struct account_title account;

        TRY(account_find(c, v->company_id, lines.v[i].account, &account));
    }
    TRY(voucher_number(c, v, 0));
    for (size_t i = 0; i < lines.n; i++) {
        const struct voucher_line *l = &lines.v[i];

        TRY(entry_post(c, v, l->account,
            &(struct posting){ "", l->debit, l->credit, l->party_id }));
    }
    return 0;
}

/* --- reversed --------------------------------------------------------------------------------- */

int voucher_by_hand(struct ctx *c, const struct voucher *v)
{
    if (v->source.on != NULL) {
        str what = str_of(c->english ? v->source.on->label.en : v->source.on->label.zh);
        str title = row_title(c, v->source.on, v->source.id);

        return refuse(c, &LEDGER_HAS_SOURCE, str_format(&c->mem, "%.*s %.*s", (int)what.n, what.s,
            (int)title.n, title.s));
    }
    return v->reversal_of_id != 0 ? refuse(c, &LEDGER_IS_REVERSAL) : 0;
}

int voucher_reverse(struct ctx *c, struct voucher *v, const struct voucher_reverse_in *in)
{
    c->reason = in->reason;
    return red_voucher(c, v, in->reason, in->reason);
}

/* --- on paper --------------------------------------------------------------------------------- */

static const struct print_column voucher_columns[] = {
    { SAY("科目编码", "Account"), 14, SIDE_LEFT }, { SAY("科目名称", "Name"), 34, SIDE_LEFT },
    { SAY("往来单位", "Party"), 22, SIDE_LEFT }, { SAY("借方", "Debit"), 15, SIDE_RIGHT },
    { SAY("贷方", "Credit"), 15, SIDE_RIGHT },
};

static int voucher_row(struct ctx *c, struct print *p, const struct voucher *v,
    const struct posting *at)
{
    struct account_title a;
    str code = str_of(at->account);

    TRY(account_find(c, v->company_id, code, &a));
    print_row(p, code, p->english && a.name_en.n > 0 ? a.name_en : a.name,
        print_title(p, party, at->party_id), print_money(p, at->debit), print_money(p, at->credit));
    return 0;
}

static int voucher_rows(struct ctx *c, struct print *p, const struct voucher *v, money *credit)
{
    struct voucher_line_list asked;
    struct ledger_entry_list made;

    TRY(db_list(c, ledger_entry, &made, "WHERE voucher_id = ? ORDER BY id", v->id));
    for (size_t i = 0; i < made.n; i++) {
        const struct ledger_entry *e = &made.v[i];

        *credit = money_add(*credit, e->credit);
        TRY(voucher_row(c, p, v, &(struct posting){ str_c(&c->mem, e->account), e->debit,
            e->credit, e->party_id }));
    }
    if (made.n > 0)
        return 0;
    TRY(asked_of(c, v, &asked));
    for (size_t i = 0; i < asked.n; i++) {
        const struct voucher_line *l = &asked.v[i];

        *credit = money_add(*credit, l->credit);
        TRY(voucher_row(c, p, v, &(struct posting){ str_c(&c->mem, l->account), l->debit,
            l->credit, l->party_id }));
    }
    return 0;
}

int voucher_sheet(struct ctx *c, const struct voucher *v, struct print *p)
{
    str none = { "", 0 };
    money credit = FEN(0);

    if (v->state != VOUCHER_POSTED)
        p->mark = print_code(p, &voucher_state_choices, (int)v->state);
    print_fields(p, voucher, v, "day company_id summary");
    print_table(p, voucher_columns, COUNT(voucher_columns));
    TRY(voucher_rows(c, p, v, &credit));
    print_sum(p, none, print_say(p, SAY("合计", "Total")), none, print_money(p, v->total),
        print_money(p, credit));
    print_pair(p, SAY("制单", "Made by"), print_person(p, v->maker_id));
    print_pair(p, SAY("审核", "Reviewed by"), print_person(p, v->reviewer_id));
    print_pair(p, SAY("记账", "Posted by"), print_person(p, v->poster_id));
    print_sign(p, SAY("会计主管", "Chief accountant"), SAY("出纳", "Cashier"));
    return 0;
}
