/* sheet_xlsx.c - the first sheet of a workbook: a zip of XML parts, both of which may be hostile.
 *
 * Parts are unpacked as a stream, at most SHEET_PART bytes of each and never far more than was
 * sent; a document type (entities within entities) is refused. */
#include "kernel/sheet.h"

#include <expat.h>
#include <zip.h>

enum { STYLES = 65536, FORMATS = 1000, STRINGS = 2000000, CELL_BYTES = 256 << 10, BLOCK = 64 << 10,
       ENTRIES = 2000, RATIO = 300, RATIO_FROM = 4 << 20, NAME = 260, DEPTH = 64 };

struct format { int64_t id; char how; };

struct xlsx {
    struct arena *mem;
    struct sheet *s;
    zip_t *zip;
    const str *parts;                       /* instead of a zip */
    XML_Parser xml;
    bool from_1904;
    char book[NAME], sheet_id[NAME], sheet[NAME], strings[NAME], styles[NAME];
    str *shared;
    size_t n_shared;
    struct format formats[FORMATS];
    size_t n_formats, n_styles;
    char style[STYLES];
    /* where we stand */
    struct text chars;
    bool in_text, in_phonetic, in_cell_formats;
    int depth;
    int64_t row, column;
    char type;                              /* of the cell: n number, s shared, t text, b boolean */
    size_t cell_style;
    str cells[SHEET_COLUMNS];
    size_t width;
};

static void stop(struct xlsx *x, size_t line, const char *zh, const char *en)
{
    sheet_wrong(x->s, line, zh, en);
    XML_StopParser(x->xml, XML_FALSE);
}

static const char *local(const char *name)
{
    const char *colon = strrchr(name, ':');

    return colon != NULL ? colon + 1 : name;
}

static bool is(const char *name, const char *what) { return strcmp(local(name), what) == 0; }

static const char *attribute(const char **a, const char *name)
{
    for (; *a != NULL; a += 2)
        if (strcmp(a[0], name) == 0)
            return a[1];
    return NULL;
}

static int64_t number_of(const char **a, const char *name, int64_t absent)
{
    int64_t n;
    const char *v = attribute(a, name);

    return v != NULL && str_int(str_of(v), &n) && n >= 0 ? n : absent;
}

/* --- a part: unpacked and parsed -------------------------------------------------------------- */

struct part { zip_file_t *file; str left; uint64_t size; };

static bool part_of_zip(struct xlsx *x, const char *name, struct part *p)
{
    zip_stat_t st;

    zip_stat_init(&st);
    if (zip_stat(x->zip, name, 0, &st) != 0 || (st.valid & ZIP_STAT_SIZE) == 0 ||
        (st.valid & ZIP_STAT_COMP_SIZE) == 0)
        return false;
    if (st.size > SHEET_PART || (st.size > RATIO_FROM && st.size / RATIO > st.comp_size))
        return sheet_wrong(x->s, 0, "压缩内容过大，拒绝打开", "it unpacks to far more than was sent; refused");
    p->size = st.size;
    p->file = zip_fopen(x->zip, name, 0);
    return p->file != NULL || sheet_wrong(x->s, 0, "文件已损坏或有密码", "it is damaged or has a password");
}

static bool part_open(struct xlsx *x, const char *name, struct part *p)
{
    *p = (struct part){ 0 };
    if (name[0] == '\0')
        return false;
    if (x->zip != NULL)
        return part_of_zip(x, name, p);
    for (const str *s = x->parts; s->s != NULL; s += 2)
        if (str_is(*s, name)) {
            p->left = s[1];
            p->size = s[1].n;
            return true;
        }
    return false;
}

/* Bytes of the part, 0 at its end, < 0 when it is damaged or longer than its zip said. */
static int64_t part_read(struct part *p, char *to)
{
    int64_t n;

    if (p->file == NULL) {
        n = (int64_t)(p->left.n < BLOCK ? p->left.n : BLOCK);
        memcpy(to, p->left.s, (size_t)n);
        p->left.s += n;
        p->left.n -= (size_t)n;
    } else
        n = zip_fread(p->file, to, BLOCK);
    if (n > 0 && (uint64_t)n > p->size)
        return -1;
    p->size -= n > 0 ? (uint64_t)n : 0;
    return n;
}

static void on_doctype(void *arg, const char *name, const char *sys, const char *pub, int internal)
{
    (void)name, (void)sys, (void)pub, (void)internal;
    stop(arg, 0, "文件含有不允许的内容", "it holds a document type, which no workbook does");
}

static void on_chars(void *arg, const char *s, int n)
{
    struct xlsx *x = arg;

    if (x->in_text && !x->in_phonetic)
        text_add(&x->chars, (str){ s, (size_t)n });
}

static bool parse(struct xlsx *x, struct part *p)
{
    int64_t n = 1;

    while (n > 0) {
        char *to = XML_GetBuffer(x->xml, BLOCK);

        n = to != NULL ? part_read(p, to) : -1;
        if (n < 0 || XML_ParseBuffer(x->xml, (int)n, n == 0) != XML_STATUS_OK)
            return sheet_wrong(x->s, 0, "工作簿已损坏", "the workbook is damaged");
    }
    return true;
}

static bool part_parse(
    struct xlsx *x, const char *name, XML_StartElementHandler begin, XML_EndElementHandler end)
{
    struct part p;
    bool done = false;

    if (!part_open(x, name, &p))
        return sheet_wrong(x->s, 0, "这不是 Excel 工作簿（xlsx）", "it is not an Excel workbook (xlsx)");
    x->xml = XML_ParserCreate(NULL);
    if (x->xml != NULL) {
        XML_SetUserData(x->xml, x);
        XML_SetElementHandler(x->xml, begin, end);
        XML_SetCharacterDataHandler(x->xml, on_chars);
        XML_SetStartDoctypeDeclHandler(x->xml, on_doctype);
        x->in_text = x->in_phonetic = false;
        x->chars.n = 0;
        x->depth = 0;
        done = parse(x, &p);
        XML_ParserFree(x->xml);
    }
    if (p.file != NULL)
        zip_fclose(p.file);
    return done && x->s->wrong_en == NULL;
}

static void deeper(struct xlsx *x)
{
    if (++x->depth > DEPTH)
        stop(x, 0, "工作簿已损坏", "the workbook is damaged");
}

static void on_end_nothing(void *arg, const char *name)
{
    (void)name;
    ((struct xlsx *)arg)->depth--;
}

/* --- which parts there are -------------------------------------------------------------------- */

static void take(char out[NAME], const char *v)
{
    if (v != NULL && strlen(v) < NAME && out[0] == '\0')
        memcpy(out, v, strlen(v) + 1);
}

/* Targets are relative to the folder xl, or absolute. */
static void take_target(char out[NAME], const char *target)
{
    char path[NAME];
    int n = snprintf(
        path, sizeof path, "%s%s", target[0] == '/' ? "" : "xl/", target + (target[0] == '/'));

    if (n > 0 && n < NAME)
        take(out, path);
}

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);

    return n >= m && strcmp(s + n - m, end) == 0;
}

static void on_book(void *arg, const char *name, const char **a)
{
    struct xlsx *x = arg;
    const char *v;

    deeper(x);
    if (is(name, "workbookPr") && (v = attribute(a, "date1904")) != NULL)
        x->from_1904 = strcmp(v, "1") == 0 || strcmp(v, "true") == 0;
    if (is(name, "sheet") && x->sheet_id[0] == '\0')
        for (; *a != NULL; a += 2)
            if (ends_with(a[0], ":id"))
                take(x->sheet_id, a[1]);
}

static void on_relation(void *arg, const char *name, const char **a)
{
    struct xlsx *x = arg;
    const char *id = attribute(a, "Id"), *type = attribute(a, "Type"),
               *target = attribute(a, "Target");

    deeper(x);
    if (!is(name, "Relationship") || id == NULL || type == NULL || target == NULL)
        return;
    if (strcmp(id, x->sheet_id) == 0)
        take_target(x->sheet, target);
    if (ends_with(type, "/sharedStrings"))
        take_target(x->strings, target);
    if (ends_with(type, "/styles"))
        take_target(x->styles, target);
}

/* --- texts that cells share ------------------------------------------------------------------- */

static void on_string(void *arg, const char *name, const char **a)
{
    struct xlsx *x = arg;

    (void)a;
    deeper(x);
    if (is(name, "si"))
        x->chars.n = 0;
    x->in_text = is(name, "t");
    x->in_phonetic = x->in_phonetic || is(name, "rPh");
}

static void shared_add(struct xlsx *x)
{
    if (x->n_shared == STRINGS || x->chars.failed) {
        stop(x, 0, "内容太多", "it holds too much");
        return;
    }
    if ((x->n_shared & (x->n_shared - 1)) == 0) {
        str *more = arena_alloc(x->mem, (x->n_shared * 2 + 1) * sizeof *more);

        if (more == NULL) {
            stop(x, 0, "内容太多", "it holds too much");
            return;
        }
        if (x->n_shared > 0)
            memcpy(more, x->shared, x->n_shared * sizeof *more);
        x->shared = more;
    }
    x->shared[x->n_shared++] = str_copy(x->mem, text_str(&x->chars));
}

static void on_string_end(void *arg, const char *name)
{
    struct xlsx *x = arg;

    x->depth--;
    x->in_text = false;
    if (is(name, "rPh"))
        x->in_phonetic = false;
    if (is(name, "si"))
        shared_add(x);
}

/* --- how numbers are shown: which of them are dates ------------------------------------------- */

static char format_how(const struct xlsx *x, int64_t id)
{
    for (size_t i = 0; i < x->n_formats; i++)
        if (x->formats[i].id == id)
            return x->formats[i].how;
    return id == 46 ? 'e'
        : (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
            (id >= 50 && id <= 58)
        ? 'd'
        : 'n';
}

static void on_style(void *arg, const char *name, const char **a)
{
    struct xlsx *x = arg;
    const char *code = attribute(a, "formatCode");

    deeper(x);
    if (is(name, "numFmt") && code != NULL && x->n_formats < FORMATS)
        x->formats[x->n_formats++] = (struct format){ number_of(a, "numFmtId", -1),
            sheet_format(str_of(code)) };
    if (is(name, "cellXfs"))
        x->in_cell_formats = true;
    if (is(name, "xf") && x->in_cell_formats && x->n_styles < STYLES)
        x->style[x->n_styles++] = format_how(x, number_of(a, "numFmtId", 0));
}

static void on_style_end(void *arg, const char *name)
{
    struct xlsx *x = arg;

    x->depth--;
    if (is(name, "cellXfs"))
        x->in_cell_formats = false;
}

/* --- the sheet -------------------------------------------------------------------------------- */

/* "BC12": column 54. 0: none is named. */
static int64_t column_of(const char *ref)
{
    int64_t n = 0;

    for (; ref != NULL && *ref >= 'A' && *ref <= 'Z' && n < 20000; ref++)
        n = n * 26 + (*ref - 'A' + 1);
    return n;
}

static void cell_begin(struct xlsx *x, const char **a)
{
    const char *type = attribute(a, "t");
    int64_t column = column_of(attribute(a, "r"));

    x->column = column > 0 ? column : x->column + 1;
    x->type = type == NULL || strcmp(type, "n") == 0 ? 'n' : strcmp(type, "s") == 0 ? 's'
            : strcmp(type, "b") == 0 ? 'b' : 't';
    x->cell_style = (size_t)number_of(a, "s", 0);
    x->chars.n = 0;
}

static void on_cell(void *arg, const char *name, const char **a)
{
    struct xlsx *x = arg;

    deeper(x);
    if (is(name, "row")) {
        x->row = number_of(a, "r", x->row + 1);
        x->column = 0;
        x->width = 0;
        memset(x->cells, 0, sizeof x->cells);
    } else if (is(name, "c"))
        cell_begin(x, a);
    else
        x->in_text = is(name, "v") || is(name, "t");
    x->in_phonetic = x->in_phonetic || is(name, "rPh");
}

static bool cell_value(struct xlsx *x, str *out)
{
    char how = x->cell_style < x->n_styles ? x->style[x->cell_style] : 'n';
    str s = text_str(&x->chars);
    int64_t at;

    switch (x->type) {
    case 's':
        if (!str_int(s, &at) || at < 0 || (size_t)at >= x->n_shared)
            return false;
        *out = x->shared[at];
        return true;
    case 'n':
        if (how != 'n' && sheet_moment(x->mem, s, how, x->from_1904, out))
            return true;
        if (sheet_number(x->mem, s, out))
            return true;
        break;
    case 'b':
        *out = str_is(s, "1") ? STR("TRUE") : STR("FALSE");
        return true;
    }
    *out = str_copy(x->mem, s);
    return true;
}

static void cell_end(struct xlsx *x)
{
    size_t line = x->row > 0 && x->row <= 2000000 ? (size_t)x->row : 0;
    str value = { "", 0 };

    if (x->chars.failed) {
        stop(x, line, "单元格内容太长", "a cell is too long");
        return;
    }
    if (x->chars.n == 0)
        return;
    if (!cell_value(x, &value)) {
        stop(x, line, "工作簿已损坏", "the workbook is damaged");
        return;
    }
    if (value.n == 0)
        return;
    if (x->column > SHEET_COLUMNS) {
        stop(x, line, "超过 200 列", "more than 200 columns");
        return;
    }
    x->cells[x->column - 1] = value;
    x->width = x->width < (size_t)x->column ? (size_t)x->column : x->width;
}

static void on_cell_end(void *arg, const char *name)
{
    struct xlsx *x = arg;

    x->depth--;
    x->in_text = false;
    if (is(name, "rPh"))
        x->in_phonetic = false;
    if (is(name, "c") && x->s->wrong_en == NULL)
        cell_end(x);
    if (is(name, "row") && x->s->wrong_en == NULL && x->width > 0 &&
        !sheet_add(
            x->mem, x->s, x->row > 0 && x->row <= 2000000 ? (size_t)x->row : 0, x->cells, x->width))
        stop(x, 0, "内容太多", "it holds too much");
}

/* --- the whole -------------------------------------------------------------------------------- */

static bool whole(struct xlsx *x)
{
    x->chars = text_in(x->mem, CELL_BYTES);
    if (!part_parse(x, "xl/workbook.xml", on_book, on_end_nothing) ||
        !part_parse(x, "xl/_rels/workbook.xml.rels", on_relation, on_end_nothing))
        return false;
    if (x->strings[0] != '\0' && !part_parse(x, x->strings, on_string, on_string_end))
        return false;
    if (x->styles[0] != '\0' && !part_parse(x, x->styles, on_style, on_style_end))
        return false;
    return part_parse(x, x->sheet, on_cell, on_cell_end);
}

bool sheet_xlsx_parts(struct arena *mem, const str *parts, struct sheet *s)
{
    struct xlsx *x = arena_alloc(mem, sizeof *x);

    if (x == NULL)
        return false;
    x->mem = mem, x->s = s, x->parts = parts;
    return whole(x);
}

bool sheet_xlsx(struct arena *mem, str bytes, struct sheet *s)
{
    struct xlsx *x = arena_alloc(mem, sizeof *x);
    zip_error_t error;
    zip_source_t *source;
    bool done = false;

    if (x == NULL)
        return false;
    x->mem = mem, x->s = s;
    zip_error_init(&error);
    source = zip_source_buffer_create(bytes.s, bytes.n, 0, &error);
    x->zip = source != NULL ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (x->zip == NULL && source != NULL)
        zip_source_free(source);
    zip_error_fini(&error);
    if (x->zip == NULL || zip_get_num_entries(x->zip, 0) > ENTRIES)
        sheet_wrong(s, 0, "这不是 Excel 工作簿（xlsx），或已损坏", "it is not an Excel workbook (xlsx), or is damaged");
    else
        done = whole(x);
    if (x->zip != NULL)
        zip_discard(x->zip);
    return done;
}
