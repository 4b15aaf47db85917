/* sheet.c - csv, and what it shares with xlsx. */
#include "kernel/sheet.h"

#include <iconv.h>

bool sheet_wrong(struct sheet *s, size_t line, const char *zh, const char *en)
{
    if (s->wrong_en == NULL)
        s->wrong_zh = zh, s->wrong_en = en, s->wrong_line = line;
    return false;
}

bool sheet_add(struct arena *mem, struct sheet *s, size_t line, const str *cells, size_t n)
{
    bool empty = true;
    str *copy;

    for (size_t i = 0; i < n; i++)
        empty = empty && cells[i].n == 0;
    if (empty)
        return true;
    if (s->n > SHEET_ROWS)
        return sheet_wrong(s, line, "行数超过 100,000，请拆成几个文件", "more than 100,000 rows; split the file");
    if ((s->n & (s->n - 1)) == 0) {         /* full: room for twice as many */
        struct sheet_row *more = arena_alloc(mem, (s->n * 2 + 1) * sizeof *more);

        if (more == NULL)
            return false;
        if (s->n > 0)
            memcpy(more, s->v, s->n * sizeof *more);
        s->v = more;
    }
    copy = arena_alloc(mem, n * sizeof *copy);
    if (copy == NULL)
        return false;
    memcpy(copy, cells, n * sizeof *copy);
    s->v[s->n++] = (struct sheet_row){ line, n, copy };
    return true;
}

/* --- encodings -------------------------------------------------------------------------------- */

static bool from_gb18030(struct arena *mem, str bytes, struct text *out)
{
    size_t room = bytes.n * 2 + 16, in_left = bytes.n, out_left = room;
    char *to = arena_alloc(mem, room), *at = to;
    union {
        const char *in;
        char *out;
    } from = { .in = bytes.s }; /* iconv does not write to it */
    iconv_t change = to != NULL ? iconv_open("UTF-8", "GB18030") : (iconv_t)-1;
    bool done;

    if (change == (iconv_t)-1)
        return false;
    done = iconv(change, &from.out, &in_left, &at, &out_left) == 0 && in_left == 0;
    iconv_close(change);
    *out = (struct text){ .mem = mem, .s = to, .n = room - out_left, .room = room, .max = room };
    return done && utf8_valid(text_str(out));
}

bool sheet_decode(struct arena *mem, str bytes, struct text *out)
{
    if (str_starts(bytes, "\xEF\xBB\xBF"))
        bytes.s += 3, bytes.n -= 3;
    if (!utf8_valid(bytes))
        return from_gb18030(mem, bytes, out);
    *out = text_in(mem, SHEET_BYTES);
    text_add(out, bytes);
    return !out->failed;
}

/* --- csv -------------------------------------------------------------------------------------- */

struct csv {
    struct sheet *s;
    char *at, *end;
    size_t line;                            /* where we stand */
};

/* Within quotes; what stands for one is made one in place. */
static bool quoted(struct csv *p, str *out)
{
    char *start = ++p->at, *to = start;
    size_t began = p->line;

    for (; p->at < p->end; p->at++) {
        if (*p->at == '"' && (p->at + 1 == p->end || p->at[1] != '"'))
            break;
        p->at += *p->at == '"';
        p->line += *p->at == '\n';
        *to++ = *p->at;
    }
    if (p->at == p->end)
        return sheet_wrong(p->s, began, "引号没有结束", "a quotation mark is never closed");
    p->at++;
    *out = (str){ start, (size_t)(to - start) };
    return true;
}

static bool bare(struct csv *p, str *out)
{
    const char *start = p->at;

    while (p->at < p->end && *p->at != ',' && *p->at != '\r' && *p->at != '\n')
        if (*p->at++ == '"')
            return sheet_wrong(p->s, p->line, "引号只能包住整个单元格（里面的引号写两个）",
                "a quotation mark stands inside a cell: quote the whole cell, and double those within");
    *out = (str){ start, (size_t)(p->at - start) };
    return true;
}

static bool record(struct csv *p, str cells[SHEET_COLUMNS], size_t *n)
{
    for (*n = 0;; p->at++) {
        if (*n == SHEET_COLUMNS)
            return sheet_wrong(p->s, p->line, "超过 200 列", "more than 200 columns");
        if (!(p->at < p->end && *p->at == '"' ? quoted(p, &cells[*n]) : bare(p, &cells[*n])))
            return false;
        ++*n;
        if (p->at == p->end || *p->at != ',')
            break;
    }
    if (p->at < p->end && *p->at == '\r')
        p->at++;
    if (p->at < p->end && *p->at++ != '\n')
        return sheet_wrong(p->s, p->line, "引号后面只能是逗号或换行", "only a comma or the end of the line may follow here");
    p->line++;
    return true;
}

bool sheet_csv(struct arena *mem, str bytes, struct sheet *s)
{
    str cells[SHEET_COLUMNS];
    struct csv p = { .s = s, .line = 1 };
    struct text text;
    size_t n;

    if (!sheet_decode(mem, bytes, &text))
        return sheet_wrong(s, 0, "文件不是 UTF-8 或 GB18030 文本", "the file is neither UTF-8 nor GB18030 text");
    p.at = text.s;
    p.end = p.at + text.n;
    while (p.at < p.end) {
        size_t line = p.line;

        if (!record(&p, cells, &n))
            return false;
        if (n == 1 && cells[0].n == 0)
            continue;
        if (s->n > 0 && n != s->v[0].n)
            return sheet_wrong(s, line, "单元格数与表头不一致", "it has not as many cells as the header");
        if (!sheet_add(mem, s, line, cells, n))
            return false;
    }
    return true;
}

/* --- either ----------------------------------------------------------------------------------- */

bool sheet_read(struct arena *mem, str bytes, struct sheet *s)
{
    bool read;

    *s = (struct sheet){ 0 };
    if (bytes.n > SHEET_BYTES)
        return sheet_wrong(s, 0, "文件超过 50 MB", "the file is larger than 50 MB");
    read = str_starts(bytes, "PK\3\4") ? sheet_xlsx(mem, bytes, s) : sheet_csv(mem, bytes, s);
    if (mem->exhausted) {
        fault_clear();
        return sheet_wrong(s, 0, "内容太多", "it holds too much");
    }
    if (read && s->n == 0)
        return sheet_wrong(s, 0, "没有内容", "it is empty");
    return read;
}
