/* print.c - a document told: the words of a page become blocks, and who may print what. */
#include "kernel/print.h"
#include "kernel/row.h"

enum { TEXT_MAX = 20000, CELL_MAX = 4096, TICKS_MAX = 8 };

/* --- blocks ----------------------------------------------------------------------------------- */

static void went_wrong(struct print *p, int r)
{
    if (p->wrong == 0)
        p->wrong = r;
}

/* What would turn the writing round, or is no letter at all, is left out. */
static bool unseen(const char *at, size_t n)
{
    const unsigned char *b = (const unsigned char *)at;

    return (n == 1 && (b[0] < 0x20 || b[0] == 0x7f) && b[0] != '\n') ||
        (n == 3 && b[0] == 0xe2 && b[1] == 0x80 &&
            ((b[2] >= 0xaa && b[2] <= 0xae) || b[2] == 0x8e || b[2] == 0x8f)) ||
        (n == 3 && b[0] == 0xe2 && b[1] == 0x81 && b[2] >= 0xa6 && b[2] <= 0xa9) ||
        (n == 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf);
}

static str cleaned(struct print *p, str s, size_t max)
{
    struct text t = text_in(&p->c->mem, max + 8);

    if (!utf8_valid(s))
        return STR("?");
    for (const char *at = s.s, *end = s.s + s.n; at < end && t.n < max; ) {
        size_t n = utf8_size(at, end);

        if (!unseen(at, n))
            text_add(&t, (str){ at, n });
        at += n;
    }
    if (t.failed)
        went_wrong(p, DB_FAILED);
    return text_str(&t);
}

static struct print_block *block_add(struct print *p, enum print_kind kind, str text,
    const str *cells, size_t n)
{
    struct print_block *b = arena_alloc(&p->c->mem, sizeof *b);
    str *copy = arena_alloc(&p->c->mem, (n + 1) * sizeof *copy);

    if (b == NULL || copy == NULL) {
        went_wrong(p, DB_FAILED);
        return NULL;
    }
    for (size_t i = 0; i < n; i++)
        copy[i] = cleaned(p, cells[i], CELL_MAX);
    *b = (struct print_block){ .kind = kind, .text = cleaned(p, text, TEXT_MAX), .cells = copy,
        .n = n };
    *p->last = b;
    p->last = &b->next;
    return b;
}

void print_section(struct print *p, struct label l)
{
    block_add(p, PRINT_SECTION, print_say(p, l), NULL, 0);
}

void print_pair(struct print *p, struct label l, str value)
{
    block_add(p, PRINT_PAIR, print_say(p, l), &value, 1);
}

void print_wide(struct print *p, struct label l, str value)
{
    block_add(p, PRINT_WIDE, print_say(p, l), &value, 1);
}

void print_fields_(struct print *p, const struct entity *e, const void *row, const char *names)
{
    while (*names != '\0') {
        size_t n = strcspn(names, " ");
        const struct field *f = field_named(e, (str){ names, n });

        assert(f != NULL);
        if (f->kind == K_LONGTEXT)
            print_wide(p, f->label, print_value(p, f, row));
        else
            print_pair(p, f->label, print_value(p, f, row));
        names += n + strspn(names + n, " ");
    }
}

void print_table(struct print *p, const struct print_column *columns, size_t n)
{
    str heads[PRINT_COLUMNS];
    struct print_block *b;

    assert(n > 0 && n <= PRINT_COLUMNS);
    for (size_t i = 0; i < n; i++)
        heads[i] = print_say(p, columns[i].label);
    b = block_add(p, PRINT_TABLE, (str){ 0 }, heads, n);
    if (b != NULL)
        b->columns = columns;
}

void print_row_(struct print *p, const str *cells, size_t n, bool sum)
{
    assert(n > 0 && n <= PRINT_COLUMNS);
    block_add(p, sum ? PRINT_SUM : PRINT_ROW, (str){ 0 }, cells, n);
}

void print_file(struct print *p, const char *type, const char *ending, str bytes)
{
    p->file = bytes;
    p->type = type;
    p->ending = ending;
}

void print_text(struct print *p, str s)  { block_add(p, PRINT_TEXT, s, NULL, 0); }
void print_small(struct print *p, str s) { block_add(p, PRINT_SMALL, s, NULL, 0); }
void print_big(struct print *p, str s)   { block_add(p, PRINT_BIG, s, NULL, 0); }
void print_bars(struct print *p, str s)  { block_add(p, PRINT_BARS, s, NULL, 0); }

void print_total(struct print *p, struct label l, str s)
{
    block_add(p, PRINT_TOTAL, print_say(p, l), &s, 1);
}

void print_ticks(struct print *p, struct label l, const struct label *options, const bool *ticked,
    size_t n)
{
    bool *copy = arena_alloc(&p->c->mem, n + 1);
    str cells[TICKS_MAX];
    struct print_block *b;

    assert(n <= TICKS_MAX);
    for (size_t i = 0; i < n; i++)
        cells[i] = print_say(p, options[i]);
    b = block_add(p, PRINT_TICKS, print_say(p, l), cells, n);
    if (b == NULL || copy == NULL) {
        went_wrong(p, DB_FAILED);
        return;
    }
    memcpy(copy, ticked, n);
    b->ticked = copy;
}

void print_sign_(struct print *p, const struct label *labels, size_t n)
{
    str cells[PRINT_COLUMNS];

    assert(n > 0 && n <= PRINT_COLUMNS);
    for (size_t i = 0; i < n; i++)
        cells[i] = print_say(p, labels[i]);
    block_add(p, PRINT_SIGN, (str){ 0 }, cells, n);
}

void print_tag(struct print *p, str big, str line, str small, str bars)
{
    block_add(p, PRINT_TAG, bars, (const str[]){ big, line, small }, 3);
}

/* --- whose paper ------------------------------------------------------------------------------ */

/* What the store itself does not say, the unit above it does. */
static int letterhead(struct ctx *c, struct print *p, rid unit_id)
{
    struct unit above = { .parent_id = unit_id };

    for (int depth = 0; depth < 16 && above.parent_id != 0; depth++) {
        TRY(db_get(c, unit, &above, above.parent_id));
        if (depth == 0)
            p->store = above;
        if (p->store.address.n == 0)
            p->store.address = above.address;
        if (p->store.phone.n == 0)
            p->store.phone = above.phone;
        if (p->bank_account.n == 0 && above.bank_account.n > 0)
            p->bank = above.bank, p->bank_account = above.bank_account;
        if (p->company.n == 0 && above.kind == UNIT_COMPANY)
            p->company = above.name, p->credit_code = above.credit_code;
    }
    return 0;
}

static int copies(struct ctx *c, struct print *p)
{
    int64_t last = 0;

    if (p->out->legal)
        TRY(db_int(c, &last, "SELECT max(copy) FROM print_log WHERE document_id = ?"
            " AND document_entity = ? AND form = ?", p->row.id, str_of(p->out->on->name),
            str_of(p->out->name)));
    p->copy = p->out->legal ? last + 1 : 0;
    return 0;
}

/* The duty where the document is; of what belongs to the group, wherever one holds it. */
static int may_print(struct ctx *c, const struct printout *out, const struct row *row)
{
    const struct duty *needs[] = { out->on->read, out->duty };
    struct label l;

    if (!out->on->chain && !who_reads(c->who, row->unit_id))
        return refuse(c, &E_NOT_FOUND);
    for (size_t i = 0; i < COUNT(needs); i++) {
        if (needs[i] == NULL || who_may(c->who, needs[i], row->unit_id))
            continue;
        l = needs[i]->label;
        return refuse(c, &E_FORBIDDEN, str_of(c->english ? l.en : l.zh));
    }
    return 0;
}

int print_describe(struct ctx *c, const struct printout *out, rid id, bool english, str base,
    struct print *p)
{
    struct statement s = { DOES_LIST, out->on, "WHERE id = ?", "i", __FILE__, __LINE__ };
    const struct field *title = field_named(out->on, str_of(out->on->title));
    const struct row *row;
    void *rows;
    size_t n;

    *p = (struct print){ .c = c, .out = out, .english = english };
    p->last = &p->first;
    TRY(db_read_(c, &n, &rows, &s, PARAMS(id)));
    if (n == 0)
        return refuse(c, &E_NOT_FOUND);
    row = rows;
    p->row = *row;
    TRY(may_print(c, out, row));
    TRY(letterhead(c, p, row->unit_id != 0 ? row->unit_id : c->who->unit_id));
    TRY(copies(c, p));
    p->number = cleaned(p, print_value(p, title, row), CELL_MAX);
    p->link = str_format(&c->mem, "%.*s/go/%s/%lld", (int)base.n, base.s, out->on->name,
        (long long)id);
    TRY(out->run(c, row, p));
    return p->wrong != 0 ? p->wrong : c->mem.exhausted ? DB_FAILED : 0;
}
