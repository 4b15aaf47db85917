/* ledger.c - vouchers: made, numbered, posted to the balances, reversed. */
#include "modules/ledger/ledger.h"

#include "modules/ledger/ledger_own.h"

int64_t month_of(date d)
{
    int year, month, day;

    date_parts(d, &year, &month, &day);
    return (int64_t)year * 100 + month;
}

int book_hold(struct ctx *c, rid company_id, struct ledger_book *book)
{
    struct ledger_book_list books;

    TRY(db_exec(c, "INSERT INTO ledger_book(unit_id, closed_through) VALUES (?, 0)"
        " ON CONFLICT (unit_id) DO NOTHING", company_id));
    TRY(db_hold(c, ledger_book, &books, "WHERE unit_id = ?", company_id));
    if (books.n == 0)
        return DB_FAILED;
    *book = books.v[0];
    return 0;
}

/* --- the head of a voucher ------------------------------------------------------------------- */

/* The first voucher of a month brings its period into being. */
static int period_begin(struct ctx *c, rid company_id, int64_t month)
{
    struct period p = { .company_id = company_id, .month = month, .state = PERIOD_OPEN };

    return row_insert(c, period, &p);
}

/* The book is held, so no other voucher of the company is between its number and its commit. */
static int number_take(struct ctx *c, struct voucher *v)
{
    TRY(db_exec(c, "INSERT INTO voucher_counter(unit_id, month, last) VALUES (?, ?, 1)"
        " ON CONFLICT (unit_id, month) DO UPDATE SET last = voucher_counter.last + 1",
        v->company_id, v->month));
    TRY(db_int(c, &v->seq, "SELECT last FROM voucher_counter WHERE unit_id = ? AND month = ?",
        v->company_id, v->month));
    v->number = str_format(&c->mem, "JZ-%06lld-%04lld", (long long)v->month, (long long)v->seq);
    return v->seq == 1 ? period_begin(c, v->company_id, v->month) : 0;
}

int voucher_number(struct ctx *c, struct voucher *v, enum book_standard by)
{
    struct ledger_book book;

    v->company_id = unit_company(c, v->unit_id);
    if (v->company_id == 0)
        return refuse(c, &LEDGER_NO_COMPANY);
    if (v->month == 0)
        v->month = month_of(v->day);
    v->state = VOUCHER_POSTED;
    TRY(book_hold(c, v->company_id, &book));
    if (by != 0 && by != (book.standard != 0 ? book.standard : STANDARD_ENTERPRISE))
        return DB_AGAIN;                    /* the company chose its standard meanwhile */
    if (v->month <= book.closed_through)
        return refuse(c, &LEDGER_CLOSED, v->month, book.closed_through);
    return number_take(c, v);
}

/* --- its entries ----------------------------------------------------------------------------- */

int account_find(struct ctx *c, rid company_id, str code, struct account_title *out)
{
    struct account_title_list found;

    TRY(db_list(c, account_title, &found, "WHERE code = ? AND standard = COALESCE("
        "(SELECT b.standard FROM ledger_book b WHERE b.unit_id = ?), 'enterprise')"
        " AND retired_at IS NULL", code, company_id));
    if (found.n == 0)
        return refuse(c, &LEDGER_NO_ACCOUNT, code);
    *out = found.v[0];
    return 0;
}

/* The account that the template of that day gives a side; the side's own code where there is none.
 * One query, for this is the hot path of every document. */
static int account_of_side(
    struct ctx *c, rid company_id, str side, date day, struct account_title *out)
{
    struct account_title_list found;

    TRY(db_list(c, account_title, &found, "WHERE retired_at IS NULL AND standard = COALESCE("
        "(SELECT b.standard FROM ledger_book b WHERE b.unit_id = ?), 'enterprise')"
        " AND code = COALESCE((SELECT r.account FROM posting_rule r WHERE r.standard = COALESCE("
        "(SELECT k.standard FROM ledger_book k WHERE k.unit_id = ?), 'enterprise') AND r.side = ?"
        " AND r.valid_from <= ? AND (r.valid_to IS NULL OR r.valid_to >= ?)"
        " AND r.retired_at IS NULL ORDER BY r.valid_from DESC LIMIT 1), ?)",
        company_id, company_id, side, day, day, side));
    if (found.n == 0)
        return refuse(c, &LEDGER_NO_ACCOUNT, side);
    *out = found.v[0];
    return 0;
}

int entry_post(struct ctx *c, const struct voucher *v, str account, const struct posting *p)
{
    struct ledger_entry e = { .unit_id = v->unit_id, .voucher_id = v->id,
        .company_id = v->company_id, .day = v->day, .month = v->month, .account = account,
        .side = str_of(p->account), .debit = p->debit, .credit = p->credit,
        .party_id = p->party_id, .source = v->source };

    TRY(row_insert(c, ledger_entry, &e));
    return db_exec(c, "INSERT INTO ledger_balance(unit_id, account, month, debit, credit)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (unit_id, account, month) DO UPDATE SET"
        " debit = ledger_balance.debit + excluded.debit,"
        " credit = ledger_balance.credit + excluded.credit",
        e.company_id, e.account, e.month, e.debit, e.credit);
}

static bool nothing(const struct posting *p) { return p->debit.fen == 0 && p->credit.fen == 0; }

static int entries_post(struct ctx *c, const struct voucher *v, const struct posting *p,
    const str *accounts, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!nothing(&p[i]))
            TRY(entry_post(c, v, accounts[i], &p[i]));
    return 0;
}

/* The sums of both sides; a posting on both at once is a bug. */
int postings_sum(const struct posting *p, size_t n, money *debit, money *credit)
{
    *debit = *credit = FEN(0);
    for (size_t i = 0; i < n; i++) {
        if (p[i].debit.fen != 0 && p[i].credit.fen != 0) {
            fault_set("a posting on both sides");
            return DB_FAILED;
        }
        *debit = money_add(*debit, p[i].debit);
        *credit = money_add(*credit, p[i].credit);
    }
    return 0;
}

static rid maker(const struct ctx *c) { return c->who->kind == ACTOR_USER ? c->who->id : 0; }

/* --- posted by documents --------------------------------------------------------------------- */

/* The accounts of the sides, and by which standard; 0 when none carries an amount. */
static int accounts_of(struct ctx *c, const struct voucher *v, const struct posting *p, size_t n,
    str *accounts, enum book_standard *by)
{
    *by = 0;
    for (size_t i = 0; i < n; i++) {
        struct account_title account = { 0 };

        if (nothing(&p[i]))
            continue;
        TRY(account_of_side(c, v->company_id, str_of(p[i].account), v->day, &account));
        accounts[i] = account.code;
        *by = account.standard;
    }
    return 0;
}

int ledger_post(struct ctx *c, rid unit_id, const struct posting *p, size_t n, struct anyref source,
    const char *text_zh, const char *text_en)
{
    struct voucher v = { .id = id_new(c), .unit_id = unit_id, .day = c->today,
        .company_id = unit_company(c, unit_id), .summary = str_of(text_zh),
        .summary_en = str_of(text_en), .source = source, .maker_id = maker(c) };
    str *accounts = arena_alloc(&c->mem, (n + 1) * sizeof *accounts);
    enum book_standard by;
    money credit;

    assert(n <= POSTINGS_MAX);
    if (accounts == NULL)
        return DB_FAILED;
    TRY(postings_sum(p, n, &v.total, &credit));
    if (v.total.fen != credit.fen) {
        fault_set("a voucher does not balance");
        return DB_FAILED;
    }
    TRY(accounts_of(c, &v, p, n, accounts, &by));
    if (by == 0)
        return 0;
    TRY(voucher_number(c, &v, by));
    TRY(row_insert(c, voucher, &v));
    return entries_post(c, &v, p, accounts, n);
}

/* A new voucher with the entries of `old`, negative. */
int red_voucher(struct ctx *c, const struct voucher *old, str why, str why_en)
{
    bool carry = old->month % 100 > 12;     /* undone where it stands */
    struct voucher v = { .id = id_new(c), .unit_id = old->unit_id, .maker_id = maker(c),
        .day = carry ? old->day : c->today, .month = carry ? old->month : 0,
        .source = old->source, .reversal_of_id = old->id, .total = money_sub(FEN(0), old->total) };
    struct ledger_entry_list entries;

    v.summary = str_format(&c->mem, "红冲 %.*s：%.*s", (int)old->number.n, old->number.s,
        (int)why.n, why.s);
    v.summary_en = str_format(&c->mem, "Reversal of %.*s: %.*s", (int)old->number.n, old->number.s,
        (int)why_en.n, why_en.s);
    TRY(db_list(c, ledger_entry, &entries, "WHERE voucher_id = ? ORDER BY id", old->id));
    TRY(voucher_number(c, &v, 0));
    TRY(row_insert(c, voucher, &v));
    for (size_t i = 0; i < entries.n; i++) {
        const struct ledger_entry *e = &entries.v[i];
        struct posting red = { str_c(&c->mem, e->side), money_sub(FEN(0), e->debit),
            money_sub(FEN(0), e->credit), e->party_id };

        TRY(entry_post(c, &v, e->account, &red));
    }
    return 0;
}

int ledger_reverse(struct ctx *c, struct anyref source, const char *text_zh, const char *text_en)
{
    struct voucher_list made;
    struct ledger_book book;

    assert(source.on != NULL);
    TRY(db_hold(c, voucher, &made, "WHERE source_entity = ? AND source_id = ? AND state = 'posted'"
        " AND reversal_of_id IS NULL ORDER BY id", str_of(source.on->name), source.id));
    for (size_t i = 0; i < made.n; i++) {
        struct voucher now = made.v[i];

        TRY(book_hold(c, now.company_id, &book));   /* before the first event, as everywhere */
        now.state = VOUCHER_REVERSED;
        TRY(row_update(c, voucher, &now, &made.v[i]));
        TRY(red_voucher(c, &now, str_of(text_zh), str_of(text_en)));
    }
    return 0;
}

int ledger_balance_of(struct ctx *c, rid company_id, const char *account, money *out)
{
    return db_int(c, &out->fen, "SELECT CAST(COALESCE(sum(debit - credit), 0) AS BIGINT)"
        " FROM ledger_balance WHERE unit_id = ? AND account = ?", company_id, str_of(account));
}
