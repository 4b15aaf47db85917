/* out.c - rows as JSON. */
#include "kernel/row.h"

void label_json(struct json *j, struct label l)
{
    json_open(j);
    json_key(j, "zh");
    json_c(j, l.zh != NULL ? l.zh : "");
    json_key(j, "en");
    json_c(j, l.en != NULL ? l.en : "");
    json_close(j);
}

static void anyref_json(struct json *j, const struct anyref *any)
{
    json_open(j);
    json_key(j, "entity");
    json_c(j, any->on->name);
    json_key(j, "id");
    json_id(j, any->id);
    json_close(j);
}

void field_json(struct json *j, const struct field *f, const void *row)
{
    const void *at = (const char *)row + f->at;
    char out[32];

    if (field_absent(f, row)) {
        json_none(j);
        return;
    }
    switch (f->kind) {
    case K_TEXT: case K_LONGTEXT: json_str(j, *(const str *)at); break;
    case K_BOOL:   json_bool(j, *(const bool *)at); break;
    case K_CHOICE: case K_STATE:
        json_c(j, f->choices->v[*(const int *)at].code);
        break;
    case K_TIME:   when_print(*(const when *)at, out); json_c(j, out); break;
    case K_DATE:   date_print(*(const date *)at, out); json_c(j, out); break;
    case K_REF: case K_FILE: json_id(j, *(const rid *)at); break;
    case K_ANYREF: anyref_json(j, at); break;
    case K_LINES: case K_SECRET: json_none(j); break;
    default:       json_int(j, *(const int64_t *)at); break;
    }
}

static void head_json(struct json *j, const struct entity *e, const struct row *row)
{
    char out[32];

    for (const char *const *h = entity_head(e); *h != NULL; h++) {
        json_key(j, *h);
        if (strcmp(*h, "version") == 0)
            json_int(j, row->version);
        else if (strcmp(*h, "id") == 0)
            json_id(j, row->id);
        else if (strcmp(*h, "unit_id") == 0)
            json_id(j, row->unit_id);
        else if (strcmp(*h, "retired_at") == 0 && row->retired_at.ms == 0)
            json_none(j);
        else {
            when_print(strcmp(*h, "created_at") == 0 ? row->created_at : row->retired_at, out);
            json_c(j, out);
        }
    }
}

void row_json(struct json *j, const struct entity *e, const void *row)
{
    head_json(j, e, row);
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        if (f->kind == K_LINES || f->kind == K_SECRET)
            continue;
        json_key(j, f->name);
        field_json(j, f, row);
    }
}

static int title_one(
    struct ctx *c, struct json *j, const char *field, const struct entity *e, rid id)
{
    if (id == 0 || e == NULL || e->title == NULL)
        return 0;
    json_key(j, field);
    json_str(j, row_title(c, e, id));
    return 0;
}

int titles_json(struct ctx *c, struct json *j, const struct entity *e, const void *row)
{
    json_key(j, "titles");
    json_open(j);
    if (e->table && ((const struct row *)row)->unit_id != 0)
        TRY(title_one(c, j, "unit_id", &unit_model, ((const struct row *)row)->unit_id));
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        const void *at = (const char *)row + f->at;

        if (f->kind == K_REF)
            TRY(title_one(c, j, f->name, f->ref, *(const rid *)at));
        if (f->kind == K_FILE)
            TRY(title_one(c, j, f->name, &file_model, *(const rid *)at));
        if (f->kind == K_ANYREF)
            TRY(title_one(
                c, j, f->name, ((const struct anyref *)at)->on, ((const struct anyref *)at)->id));
    }
    json_close(j);
    return 0;
}

static int lines_of(struct ctx *c, struct json *j, const struct field *f, rid id)
{
    const struct entity *e = f->ref;
    struct statement s = { DOES_LIST, e, "", "i", __FILE__, __LINE__ };
    size_t n;
    void *rows;

    s.sql = str_c(&c->mem, str_format(&c->mem, entity_audited(e)
        ? "WHERE %s = ? AND retired_at IS NULL ORDER BY id" : "WHERE %s = ? ORDER BY id", f->via));
    TRY(db_read_(c, &n, &rows, &s, PARAMS(id)));
    json_key(j, f->name);
    json_list(j);
    for (size_t i = 0; i < n; i++) {
        const void *row = (const char *)rows + i * e->size;

        json_open(j);
        row_json(j, e, row);
        TRY(titles_json(c, j, e, row));
        json_close(j);
    }
    json_list_end(j);
    return 0;
}

int lines_json(struct ctx *c, struct json *j, const struct entity *e, rid id)
{
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (f->kind == K_LINES)
            TRY(lines_of(c, j, f, id));
    return 0;
}

/* "E_NOT_FOUND" is "not_found" to the world, "STOCK_SHORT" is "stock_short". */
str refusal_code(struct ctx *c, const struct refusal *why)
{
    const char *from = why->code[1] == '_' ? why->code + 2 : why->code;
    size_t n = strlen(from);
    char *code = arena_alloc(&c->mem, n + 1);

    if (code == NULL)
        return STR("failed");
    for (size_t i = 0; i < n; i++)
        code[i] = from[i] >= 'A' && from[i] <= 'Z' ? (char)(from[i] + 32) : from[i];
    return (str){ code, n };
}

int problem_json(struct ctx *c, struct json *j)
{
    const struct refusal *why = c->refused != NULL ? c->refused : &E_FAILED;
    str code = refusal_code(c, why), text = refusal_text(c, why, c->args);

    json_open(j);
    json_key(j, "type");
    json_str(j, str_format(&c->mem, "urn:workbay:refusal:%.*s", (int)code.n, code.s));
    json_key(j, "title");
    json_str(j, text);
    json_key(j, "status");
    json_int(j, why->status);
    json_key(j, "code");
    json_str(j, code);
    json_key(j, "detail");
    json_str(j, text);
    json_key(j, "fields");
    json_list(j);
    for (unsigned i = 0; i < c->n_faults; i++) {
        const struct fault *f = &c->faults[i];

        json_open(j);
        json_key(j, "field");
        json_str(j, f->path);
        json_key(j, "code");
        json_str(j, f->code);
        json_key(j, "text");
        json_c(j, c->english ? f->text.en : f->text.zh);
        json_close(j);
    }
    json_list_end(j);
    json_close(j);
    return why->status;
}
