/* books.c - the month end of a thousand companies: statements of ten million postings.
 *
 * A declared generator makes the books: each company's vouchers of POSTINGS entries each over the
 * twelve months of 2025, posted to ACCOUNTS of its chart in amounts from a seed, with the turnover
 * that ledger_post would keep. Vouchers are rows of the kernel (with their events); entries and
 * turnover are inserted as the ledger inserts them, without the command around them. Measured: the
 * trial balance of one company and of all, the balance sheet, the group; then `verify` adds all the
 * entries up again and must find nothing.
 *
 *   books [--companies N] [--postings N] [--rounds N] */
#include "bench/bench.h"
#include "kernel/setup.h"
#include "modules/statement/statement.h"

#include <stdio.h>
#include <stdlib.h>

int ledger_verify(struct ctx *, struct verify *);

enum { PER_VOUCHER = 500, MONTHS = 12, YEAR = 2025, COMPANIES_MAX = 2000 };

static const char *const accounts[] = {
    "1001", "1002", "101201", "101202", "1122", "1123", "1221", "1405", "1411", "1601", "1602",
    "2202", "2203", "2205", "2211", "22210101", "22210102", "224101", "600101", "600102", "600103",
    "6051", "6301", "640101", "640102", "6403", "6601", "660101", "6602", "6603", "6711", "6801",
};
enum { ACCOUNTS = COUNT(accounts) };

struct turnover { money debit, credit; };
struct books {
    rid companies[COMPANIES_MAX];
    int n, vouchers, done;                  /* vouchers: of each company */
    uint64_t seed;
    struct turnover (*sums)[MONTHS][ACCOUNTS];
};

static uint64_t chance(struct books *b, uint64_t below)
{
    b->seed = b->seed * 6364136223846793005u + 1442695040888963407u;
    return (b->seed >> 33) % below;
}

static void in_one(struct db *db, work_fn *work, void *arg, bool writes)
{
    struct ctx c;
    int r;

    ctx_begin(&c, db, &who_system, when_at(date_of(2026, 1, 10), 36000, ZONE_S), 256 << 20);
    r = writes ? db_transaction(&c, work, arg) : db_snapshot(&c, work, arg);
    if (r != 0) {
        fprintf(stderr, "books: %s\n", r > 0 ? c.refused->code : "the database failed");
        exit(3);
    }
    ctx_end(&c);
}

/* --- the generator ---------------------------------------------------------------------------- */

static int company_make(struct ctx *c, void *arg)
{
    struct books *b = arg;
    struct unit u = { .kind = UNIT_COMPANY, .name = str_format(&c->mem, "公司%04d", b->done),
        .code = str_format(&c->mem, "B%04d", b->done) };

    TRY(db_int(c, &u.parent_id, "SELECT id FROM unit WHERE parent_id IS NULL"));
    return command_call_(
        c, command_named(STR("unit_create")), 0, &u, &b->companies[b->done]);
}

static int entry_make(struct ctx *c, struct books *b, const struct voucher *v, size_t account,
    money debit, money credit)
{
    struct turnover *t = &b->sums[b->done % b->n][v->month % 100 - 1][account];
    str code = str_of(accounts[account]);

    t->debit = money_add(t->debit, debit);
    t->credit = money_add(t->credit, credit);
    return db_exec(c, "INSERT INTO ledger_entry(id, unit_id, created_at, voucher_id, company_id,"
        " day, month, account, side, debit, credit) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id_new(c), v->unit_id, c->now, v->id, v->company_id, v->day, v->month, code, code, debit,
        credit);
}

static int voucher_make_one(struct ctx *c, void *arg)
{
    struct books *b = arg;
    rid company = b->companies[b->done % b->n];
    int nth = b->done / b->n, month = nth % MONTHS + 1;
    struct voucher v = { .id = id_new(c), .unit_id = company, .company_id = company,
        .day = date_of(YEAR, month, 1 + (int)chance(b, 28)), .month = YEAR * 100 + month,
        .seq = nth / MONTHS + 1, .state = VOUCHER_POSTED, .summary = STR("批量") };
    money amount[PER_VOUCHER / 2];

    v.number = str_format(&c->mem, "JZ-%lld-%04lld", (long long)v.month, (long long)v.seq);
    for (size_t i = 0; i < PER_VOUCHER / 2; i++) {
        amount[i] = FEN(1 + (int64_t)chance(b, 1000000));
        v.total = money_add(v.total, amount[i]);
    }
    TRY(row_insert(c, voucher, &v));
    for (size_t i = 0; i < PER_VOUCHER / 2; i++) {
        TRY(entry_make(c, b, &v, chance(b, ACCOUNTS), amount[i], FEN(0)));
        TRY(entry_make(c, b, &v, chance(b, ACCOUNTS), FEN(0), amount[i]));
    }
    return 0;
}

static int turnover_make(struct ctx *c, struct books *b, int at, int month)
{
    rid company = b->companies[at];
    int64_t m = YEAR * 100 + month + 1, last = 0;

    TRY(db_int(c, &last, "SELECT COALESCE(max(seq), 0) FROM voucher WHERE company_id = ?"
        " AND month = ? AND seq > 0", company, m));
    if (last == 0)
        return 0;
    TRY(db_exec(c, "INSERT INTO voucher_counter(unit_id, month, last) VALUES (?, ?, ?)", company,
        m, last));
    for (size_t i = 0; i < ACCOUNTS; i++) {
        const struct turnover *t = &b->sums[at][month][i];

        if (t->debit.fen != 0 || t->credit.fen != 0)
            TRY(db_exec(c, "INSERT INTO ledger_balance(unit_id, account, month, debit, credit)"
                " VALUES (?, ?, ?, ?, ?)", company, str_of(accounts[i]), m, t->debit, t->credit));
    }
    return 0;
}

static int company_sums(struct ctx *c, void *arg)
{
    struct books *b = arg;

    TRY(db_exec(c, "INSERT INTO ledger_book(unit_id, closed_through) VALUES (?, 0)",
        b->companies[b->done]));
    for (int month = 0; month < MONTHS; month++)
        TRY(turnover_make(c, b, b->done, month));
    return 0;
}

static void generate(struct db *db, struct books *b)
{
    for (b->done = 0; b->done < b->n; b->done++)
        in_one(db, company_make, b, true);
    for (b->done = 0; b->done < b->n * b->vouchers; b->done++) {
        in_one(db, voucher_make_one, b, true);
        if ((b->done + 1) % 2000 == 0)
            fprintf(stderr, "  %d postings\n", (b->done + 1) * PER_VOUCHER);
    }
    for (b->done = 0; b->done < b->n; b->done++)
        in_one(db, company_sums, b, true);
}

/* --- measured --------------------------------------------------------------------------------- */

struct asked { struct books *b; int at; money debit, credit; };

static int one_trial(struct ctx *c, void *arg)
{
    struct asked *a = arg;
    const struct trial_balance_in in = { .month = YEAR * 100 + 12,
        .company_id = a->b->companies[a->at] };
    struct trial_balance_row_list rows = { 0 };

    TRY(trial_balance(c, &in, &rows));
    a->debit = a->credit = FEN(0);
    for (size_t i = 0; i < rows.n; i++) {
        a->debit = money_add(a->debit, rows.v[i].closing_debit);
        a->credit = money_add(a->credit, rows.v[i].closing_credit);
    }
    return a->debit.fen == a->credit.fen && rows.n > 0 ? 0 : DB_FAILED;
}

static int one_sheet(struct ctx *c, void *arg)
{
    const struct asked *a = arg;
    const struct statement_in in = { .month = YEAR * 100 + 12,
        .company_id = a->b->companies[a->at] };
    struct balance_sheet_row_list rows = { 0 };

    return balance_sheet(c, &in, &rows);
}

static int all_together(struct ctx *c, void *arg)
{
    const struct group_statement_in in = { .month = YEAR * 100 + 12 };
    struct group_row_list rows = { 0 };

    (void)arg;
    return group_statement(c, &in, &rows);
}

static void timed(struct db *db, const char *name, work_fn *work, struct asked *a, int rounds)
{
    struct times t = times_new((size_t)rounds);

    for (int i = 0; i < rounds; i++) {
        int64_t began = bench_us();

        a->at = i % a->b->n;
        in_one(db, work, a, false);
        times_add(&t, bench_us() - began);
    }
    times_print(&t, name);
    free(t.us);
}

static void say(void *arg, str line)
{
    (void)arg;
    fprintf(stderr, "%.*s\n", (int)line.n, line.s);
}

static int verify_all(struct ctx *c, void *arg) { return ledger_verify(c, arg); }

int main(int argc, char **argv)
{
    struct books b = { .n = bench_option(argc, argv, "--companies", 1000), .seed = 20260128 };
    int postings = bench_option(argc, argv, "--postings", 10000000);
    int rounds = bench_option(argc, argv, "--rounds", 200);
    struct asked a = { .b = &b };
    struct verify v = { .say = say };
    const char *dir = bench_dir();
    struct db *db;
    struct ctx c;
    int64_t began;

    if (b.n < 1 || b.n > COMPANIES_MAX || postings < b.n * PER_VOUCHER || !model_start())
        return 2;
    b.vouchers = postings / PER_VOUCHER / b.n;
    b.sums = forever_alloc((size_t)b.n * sizeof *b.sums);
    db = db_open(&(struct db_options){ .where = dir, .create = true, .bulk = true,
        .patient = true, .cache_mib = 256 });
    if (db == NULL)
        return 3;
    ctx_begin(&c, db, &who_system, clock_now(), 64 << 20);
    if (setup_chain(&c) != 0)
        return 3;
    ctx_end(&c);
    began = bench_us();
    generate(db, &b);
    printf("%d companies, %lld postings, made in %.0f s\n", b.n,
        (long long)b.n * b.vouchers * PER_VOUCHER, (double)(bench_us() - began) / 1e6);
    timed(db, "trial balance of a company", one_trial, &a, rounds);
    timed(db, "balance sheet of a company", one_sheet, &a, rounds);
    began = bench_us();
    timed(db, "trial balances, one after the other", one_trial, &a, b.n);
    printf("of all companies: %.2f s\n", (double)(bench_us() - began) / 1e6);
    timed(db, "the group", all_together, &a, 1);
    began = bench_us();
    in_one(db, verify_all, &v, false);
    printf("verify: %llu facts, %llu wrong, %.1f s\n", (unsigned long long)v.checked,
        (unsigned long long)v.wrong, (double)(bench_us() - began) / 1e6);
    db_close(db);
    bench_remove(dir);
    return v.wrong == 0 ? 0 : 1;
}
