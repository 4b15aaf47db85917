/* import_head.c - which column of a file fills which field; and saying what is wrong. */
#include "kernel/import.h"

#include <strings.h>

static void say(struct ctx *c, struct import *im, size_t line, str what)
{
    str said;

    if (im->bad > IMPORT_SAID || im->say == NULL)
        return;
    if (im->bad == IMPORT_SAID)
        said = str_of(c->english ? "… and more" : "……后面还有");
    else
        said = str_format(&c->mem, c->english ? "line %zu: %.*s" : "第 %zu 行：%.*s", line, (int)what.n, what.s);
    im->say(im->arg, said);
}

/* "编码 (code): 必填", by the label of the field that a path begins with. */
static str fault_text(struct ctx *c, const struct import *im, const struct fault *f)
{
    const struct field *field = field_named(im->on, f->path);
    const char *text = c->english ? f->text.en : f->text.zh;

    if (field == NULL)
        return str_format(&c->mem, "%.*s: %s", (int)f->path.n, f->path.s, text);
    return str_format(&c->mem, "%s (%s): %s", c->english ? field->label.en : field->label.zh, field->name, text);
}

/* A cell that could not be read is missing for what comes after; that is said once. */
static bool said_before(const struct ctx *c, unsigned i)
{
    for (unsigned k = 0; k < i; k++)
        if (str_is(c->faults[i].code, "required") && str_eq(c->faults[k].path, c->faults[i].path))
            return true;
    return false;
}

void import_say(struct ctx *c, struct import *im, size_t line)
{
    if (c->n_faults == 0 && c->refused != NULL)
        say(c, im, line, refusal_text(c, c->refused, c->args));
    for (unsigned i = 0; i < c->n_faults; i++)
        if (!said_before(c, i))
            say(c, im, line, fault_text(c, im, &c->faults[i]));
    c->n_faults = 0;
}

/* --- the header ------------------------------------------------------------------------------- */

static bool same(str a, const char *b) { return a.n == strlen(b) && strncasecmp(a.s, b, a.n) == 0; }

static bool fillable(const struct field *f)
{
    return !f->readonly && f->kind != K_STATE && f->kind != K_LINES && f->kind != K_FILE &&
        f->kind != K_ANYREF;
}

static bool is_unit(str name)
{
    return same(name, "unit_id") || same(name, "所属单位") || same(name, "门店") || same(name, "unit") ||
           same(name, "store");
}

static bool is_made_at(str name)
{
    return same(name, "created_at") || same(name, "建立时间") || same(name, "Created at");
}

/* By name, else by a label or a foreign heading that only one field has. */
static const struct field *field_of(const struct entity *e, str name)
{
    const struct field *found = field_named(e, name);
    size_t n = 0;

    if (found != NULL)
        return found;
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (same(name, f->label.zh) || same(name, f->label.en) ||
            (f->also != NULL && same(name, f->also)))
            found = f, n++;
    return n == 1 ? found : NULL;
}

static int column_take(struct ctx *c, const struct entity *e, str name, struct import_head *h)
{
    const struct field *f = field_of(e, name);
    bool unit = f == NULL && e->scope != SCOPE_GROUP && is_unit(name);

    if (f != NULL ? !fillable(f) : is_made_at(name)) {
        h->v[h->n++] = (struct import_column){ f, true };
        return 0;
    }
    if (f == NULL && !unit)
        return refuse_field(c, "header", &F_COLUMN, name.n <= 60 ? name : STR("…"));
    for (size_t i = 0; i < h->n; i++)
        if (h->v[i].f == f && !h->v[i].passed_over)
            return refuse_field(c, f != NULL ? f->name : "unit_id", &F_TWICE, 1);
    h->v[h->n++] = (struct import_column){ f, false };
    return 0;
}

static bool has(const struct import_head *h, const struct field *f)
{
    for (size_t i = 0; i < h->n; i++)
        if (h->v[i].f == f)
            return true;
    return false;
}

int import_head(struct ctx *c, struct import *im, const struct sheet *s, struct import_head *h)
{
    const struct sheet_row *row = &s->v[0];
    int worst = 0;

    h->n = 0;
    for (size_t i = 0; i < row->n && c->n_faults < FAULTS_MAX; i++) {
        int r = column_take(c, im->on, import_trimmed(row->cells[i]), h);

        worst = r != 0 ? r : worst;
    }
    for (const struct field *f = im->on->fields(); worst == 0 && f->name != NULL; f++)
        if (f->required && fillable(f) && !has(h, f))
            worst = refuse_field(c, f->name, &F_REQUIRED);
    if (worst == 0)
        return 0;
    import_say(c, im, row->line);
    im->bad = im->rows;
    return refuse(c, &IMPORT_BAD, (long long)im->rows);
}
