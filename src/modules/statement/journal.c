/* journal.c - the books as plain text: for ledger and hledger, and for beancount. What is before
 * the first month comes as one opening transaction, so that balances are the same in all. */
#include "kernel/print.h"
#include "modules/statement/statement_own.h"

enum { PIECE = 64 << 10, FILE_MAX = 2 << 20 };

struct writing {
    enum journal_format as;
    journal_put *put;
    void *arg;
    struct arena *mem;
    struct text t;
    rid voucher_id;
};

static int flush(struct writing *w)
{
    int r = w->t.failed ? DB_FAILED : w->put(w->arg, text_str(&w->t));

    w->t.n = 0;
    return r;
}

static int flush_when_long(struct writing *w) { return w->t.n > PIECE / 2 ? flush(w) : 0; }

/* Quotes and semicolons end a text in one of the formats; blanks stand alone. */
static void clean(struct text *t, str s)
{
    char last = ' ';

    for (size_t i = 0; i < s.n; i++) {
        char ch = s.s[i];

        if (ch == '"' || ch == ';' || ch == '\n' || ch == '\r' || ch == '\t' || ch == '\\')
            ch = ' ';
        if (ch != ' ' || last != ' ')
            text_add(t, (str){ &ch, 1 });
        last = ch;
    }
}

static const char *root_of(enum account_kind k)
{
    static const char *const roots[] = { [KIND_ASSET] = "Assets", [KIND_LIABILITY] = "Liabilities",
        [KIND_EQUITY] = "Equity", [KIND_INCOME] = "Income", [KIND_EXPENSE] = "Expenses" };

    return k >= KIND_ASSET && k <= KIND_EXPENSE ? roots[k] : "Assets";
}

/* beancount takes letters, digits and hyphens only; the code alone names the account there. */
static void account_text(struct writing *w, enum account_kind kind, str code, str name)
{
    text_c(&w->t, root_of(kind));
    text_c(&w->t, ":");
    text_add(&w->t, code);
    if (w->as == JOURNAL_LEDGER && name.n > 0) {
        text_c(&w->t, " ");
        clean(&w->t, name);
    }
}

static void amount_text(struct writing *w, money m)
{
    int64_t fen = m.fen < 0 ? -m.fen : m.fen;

    text_f(&w->t, "%s%lld.%02lld CNY\n", m.fen < 0 ? "-" : "", (long long)(fen / 100),
        (long long)(fen % 100));
}

static void head_text(struct writing *w, date day, str number, str summary)
{
    char at[16];

    date_print(day, at);
    if (w->as == JOURNAL_LEDGER) {
        text_f(&w->t, "\n%s * (%.*s) ", at, (int)number.n, number.s);
        clean(&w->t, summary);
    } else {
        text_f(&w->t, "\n%s * \"", at);
        clean(&w->t, summary);
        text_f(&w->t, "\" ^%.*s", (int)number.n, number.s);
    }
    text_c(&w->t, "\n");
}

static int take_entry(struct ctx *c, const void *row, void *arg)
{
    const struct journal_row *r = row;
    struct writing *w = arg;

    (void)c;
    if (r->voucher_id != w->voucher_id)
        head_text(w, r->day, r->number, r->summary);
    w->voucher_id = r->voucher_id;
    text_c(&w->t, "    ");
    account_text(w, r->kind, r->account, r->name);
    text_c(&w->t, "   ");
    amount_text(w, r->amount);
    return flush_when_long(w);
}

static int take_open(struct ctx *c, const void *row, void *arg)
{
    const struct account_sums *a = row;
    struct writing *w = arg;

    (void)c;
    text_f(&w->t, "1970-01-01 open ");
    account_text(w, a->kind, a->code, a->name);
    text_c(&w->t, " CNY\n");
    return flush_when_long(w);
}

#define TITLED \
    " JOIN account_title t ON t.code = x.account AND t.retired_at IS NULL AND t.standard =" \
    " COALESCE((SELECT k.standard FROM ledger_book k WHERE k.unit_id = x.company_id), 'enterprise')"

static int opening(struct ctx *c, rid company_id, int64_t month_from, struct writing *w)
{
    w->voucher_id = 0;
    return db_each(c, journal_row, take_entry, w, "SELECT 1, 'OPENING', ?, '期初余额 Opening',"
        " x.account, t.name, t.kind, CAST(sum(x.debit - x.credit) AS BIGINT)"
        " FROM /* all rows */ (SELECT unit_id AS company_id, account, debit, credit FROM ledger_balance"
        " WHERE unit_id = ? AND month < ?) x" TITLED
        " GROUP BY x.account, t.name, t.kind HAVING sum(x.debit) <> sum(x.credit)"
        " ORDER BY x.account", date_of((int)(month_from / 100), (int)(month_from % 100), 1),
        company_id, month_from);
}

int journal_write(struct ctx *c, rid company_id, int64_t month_from, int64_t month_to,
    enum journal_format as, journal_put *put, void *arg)
{
    struct writing w = { .as = as, .put = put, .arg = arg, .mem = &c->mem,
        .t = text_in(&c->mem, PIECE + 4096) };
    str company = row_title(c, &unit_model, company_id);

    text_c(&w.t, "; Workbay: ");
    clean(&w.t, company);
    text_c(&w.t, "\n");
    if (as == JOURNAL_BEANCOUNT) {
        text_c(&w.t, "option \"operating_currency\" \"CNY\"\n");
        TRY(db_each(c, account_sums, take_open, &w, "SELECT t.standard, x.account, t.name,"
            " t.name_en, t.kind, 0, 0, 0, 0 FROM (SELECT DISTINCT unit_id AS company_id, account"
            " FROM ledger_balance WHERE unit_id = ?) x" TITLED " /* all rows */"
            " ORDER BY x.account", company_id));
    }
    TRY(opening(c, company_id, month_from, &w));
    w.voucher_id = 0;
    TRY(db_each(c, journal_row, take_entry, &w, "SELECT v.id, v.number, v.day, v.summary,"
        " x.account, t.name, t.kind, x.debit - x.credit FROM voucher v"
        " JOIN ledger_entry x ON x.voucher_id = v.id" TITLED
        " WHERE v.company_id = ? AND v.month >= ? AND v.month <= ? AND v.seq > 0"
        " ORDER BY v.month, v.seq, x.id", company_id, month_from, month_to));
    return flush(&w);
}

/* --- a month's file --------------------------------------------------------------------------- */

static int add_piece(void *arg, str piece)
{
    struct text *t = arg;

    text_add(t, piece);
    return t->failed ? DB_FAILED : 0;
}

static int month_file(struct ctx *c, const struct period *p, struct print *out,
    enum journal_format as, const char *ending)
{
    struct text t = text_in(&c->mem, FILE_MAX);

    TRY(journal_write(c, p->company_id, p->month, p->month, as, add_piece, &t));
    print_file(out, "text/plain; charset=utf-8", ending, text_str(&t));
    return 0;
}

int period_ledger_file(struct ctx *c, const struct period *p, struct print *out)
{
    return month_file(c, p, out, JOURNAL_LEDGER, "journal");
}

int period_beancount_file(struct ctx *c, const struct period *p, struct print *out)
{
    return month_file(c, p, out, JOURNAL_BEANCOUNT, "beancount");
}
