/* fuzz_sheet.c - a table that somebody made elsewhere, and its cells as values of fields.
 * The first byte picks what the rest is taken for. */
#include "kernel/import.h"
#include "test/fuzz.h"

#include <jansson.h>
#include <sodium.h>

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    must(sodium_init() >= 0 && model_start());
    return 0;
}

static void sheet_holds(const struct sheet *s, bool read)
{
    must(read || (s->wrong_zh != NULL && s->wrong_en != NULL));
    for (size_t i = 0; read && i < s->n; i++) {
        must(s->v[i].n <= SHEET_COLUMNS);
        for (size_t k = 0; k < s->v[i].n; k++)
            must(s->v[i].cells[k].n == 0 || utf8_valid(s->v[i].cells[k]));
    }
}

/* A workbook without its zip: all parts there, the fuzzed bytes cut by a line of '='. */
static void fuzz_parts(struct arena *mem, str in)
{
    static const char *const names[] = { "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
        "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels" };
    static const char *const usual[] = { NULL, NULL, NULL,
        "<workbook xmlns:r='r'><sheets><sheet r:id='rId1'/></sheets></workbook>",
        "<Relationships><Relationship Id='rId1' Type='/worksheet' Target='worksheets/sheet1.xml'/>"
        "<Relationship Id='rId2' Type='/sharedStrings' Target='sharedStrings.xml'/>"
        "<Relationship Id='rId3' Type='/styles' Target='styles.xml'/></Relationships>" };
    str parts[2 * COUNT(names) + 1] = { 0 };
    struct sheet s = { 0 };
    size_t n = 0;

    for (size_t i = 0; i < COUNT(names); i++) {
        const char *end = in.n > 0 ? memmem(in.s, in.n, "\n=\n", 3) : NULL;
        str part = { in.s, end != NULL ? (size_t)(end - in.s) : in.n };

        if (part.n == 0 && usual[i] != NULL)
            part = str_of(usual[i]);
        in = end != NULL ? (str){ end + 3, in.n - part.n - 3 } : (str){ "", 0 };
        parts[n++] = str_of(names[i]);
        parts[n++] = part.s != NULL ? part : STR("");
    }
    if (sheet_xlsx_parts(mem, parts, &s))
        sheet_holds(&s, true);
    else
        must(mem->exhausted || s.wrong_en != NULL);
}

static void fuzz_values(struct arena *mem, str in)
{
    str out;
    when w;
    date d;

    if (sheet_number(mem, in, &out))
        must(out.n > 0 && out.n < 80 && utf8_valid(out));
    if (sheet_moment(mem, in, 'd', false, &out) && out.n == 10)
        must(date_parse(out, &d));
    if (sheet_moment(mem, in, 'd', true, &out) && out.n == 19)
        must(when_parse(str_format(mem, "%.*sZ", (int)out.n, out.s), &w));
    sheet_moment(mem, in, 'e', false, &out);
    must(strchr("den", sheet_format(in)) != NULL);
}

/* A cell for the n-th field of the model. */
static void fuzz_cell(str in)
{
    const struct entity *const *tables;
    size_t n = model_entities(&tables), at = in.n > 1 ? (size_t)(uint8_t)in.s[0] : 0;
    struct ctx c;
    json_t *out;
    int r;

    if (in.n < 2)
        return;
    in.s++, in.n--;
    if (!utf8_valid(in))
        return;                             /* sheet_decode lets no such cell pass */
    ctx_begin(&c, NULL, &who_system, (when){ 1795500000000 }, 0);
    for (const struct field *f = tables[at % n]->fields(); f->name != NULL; f++) {
        if (f->kind == K_REF || f->kind == K_ANYREF || f->kind == K_LINES || f->kind == K_FILE)
            continue;                       /* those ask the database */
        r = import_value(&c, f, in, &out);
        must(r >= 0 && (r == 0 || out == NULL));
        if (out != NULL && kind_number(f->kind) && f->kind != K_BOOL)
            must(json_is_integer(out));
        json_decref(out);
    }
    ctx_end(&c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena mem = { .limit = 64 << 20 };
    str in = { (const char *)data + 1, size - 1 };
    struct sheet s;

    if (size == 0 || size > 65536)
        return 0;
    switch (data[0] % 4) {
    case 0: sheet_holds(&s, sheet_read(&mem, in, &s)); break;
    case 1: fuzz_parts(&mem, in); break;
    case 2: fuzz_values(&mem, in); break;
    default: fuzz_cell(in); break;
    }
    fault_clear();
    arena_free(&mem);
    return 0;
}
