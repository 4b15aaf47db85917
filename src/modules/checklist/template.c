/* template.c - standards of checking: drafts, editions, what one has learnt. */
#include "modules/checklist/checklist.h"

static int items_judge(struct ctx *c, const struct check_item_in_list *items)
{
    if (items->n == 0)
        return refuse_field(c, "items", &F_REQUIRED);
    for (size_t i = 0; i < items->n; i++) {
        const struct check_item_in *now = &items->v[i];
        const char *field = str_c(&c->mem, str_format(&c->mem, "items[%zu].", i));
        bool low = now->low.milli != NO_NUMBER, high = now->high.milli != NO_NUMBER;

        if (low && high && now->low.milli > now->high.milli)
            return refuse_field(c, str_c(&c->mem, str_format(&c->mem, "%slow", field)),
                &CHECK_LIMITS);
        if ((low || high) && now->measure.n == 0)
            return refuse_field(c, str_c(&c->mem, str_format(&c->mem, "%smeasure", field)),
                &CHECK_NO_MEASURE);
        for (size_t k = 0; k < i; k++)
            if (str_eq(items->v[k].title, now->title))
                return refuse_field(c, str_c(&c->mem, str_format(&c->mem, "%stitle", field)),
                    &CHECK_TWICE, now->title);
    }
    return 0;
}

static int items_insert(struct ctx *c, rid template_id, const struct check_item_in_list *items)
{
    for (size_t i = 0; i < items->n; i++) {
        const struct check_item_in *in = &items->v[i];
        struct check_item row = { .template_id = template_id, .seq = (int64_t)i + 1,
            .title = in->title, .title_en = in->title_en, .method = in->method, .must = in->must,
            .photo = in->photo, .safety = in->safety, .measure = in->measure, .low = in->low,
            .high = in->high, .weight = in->weight != NO_NUMBER ? in->weight : 1 };

        TRY(row_insert(c, check_item, &row));
    }
    return 0;
}

static int items_of(struct ctx *c, rid template_id, struct check_item_list *out)
{
    return db_list(c, check_item, out, "WHERE template_id = ? AND retired_at IS NULL ORDER BY seq",
        template_id);
}

int check_template_open(
    struct ctx *c, struct check_template *t, const struct check_template_open_in *in)
{
    int64_t there;

    TRY(db_int(c, &there, "SELECT count(*) FROM check_template WHERE code = ?", in->code));
    if (there > 0)
        return refuse(c, &CHECK_CODE_TAKEN, in->code);
    TRY(items_judge(c, &in->items));
    t->code = in->code;
    t->name = in->name;
    t->name_en = in->name_en;
    t->kind = in->kind;
    t->post_id = in->post_id;
    t->basis = in->basis;
    return items_insert(c, ((struct row *)t)->id, &in->items);
}

/* The draft's items anew: nothing refers to those of a draft. */
int check_template_write(
    struct ctx *c, struct check_template *t, const struct check_template_write_in *in)
{
    struct check_item_list old;

    TRY(items_judge(c, &in->items));
    TRY(items_of(c, t->id, &old));
    for (size_t i = 0; i < old.n; i++) {
        struct check_item gone = old.v[i];

        gone.retired_at = c->now;
        TRY(row_update(c, check_item, &gone, &old.v[i]));
    }
    t->name = in->name;
    t->name_en = in->name_en;
    t->post_id = in->post_id;
    t->basis = in->basis;
    return items_insert(c, t->id, &in->items);
}

int check_template_write_suggest(
    struct ctx *c, const struct check_template *t, struct check_template_write_in *in)
{
    struct check_item_list items;

    in->name = in->name.n > 0 ? in->name : t->name;
    in->name_en = in->name_en.n > 0 ? in->name_en : t->name_en;
    in->basis = in->basis.n > 0 ? in->basis : t->basis;
    in->post_id = in->post_id != 0 ? in->post_id : t->post_id;
    if (in->items.n > 0)
        return 0;
    TRY(items_of(c, t->id, &items));
    in->items.v = arena_alloc(&c->mem, items.n * sizeof *in->items.v);
    if (in->items.v == NULL && items.n > 0)
        return DB_FAILED;
    for (size_t i = 0; i < items.n; i++) {
        const struct check_item *r = &items.v[i];

        in->items.v[i] = (struct check_item_in){ .title = r->title, .title_en = r->title_en,
            .method = r->method, .must = r->must, .photo = r->photo, .safety = r->safety,
            .measure = r->measure, .low = r->low, .high = r->high, .weight = r->weight };
    }
    in->items.n = items.n;
    return 0;
}

int check_template_replace(struct ctx *c, struct check_template *t, const struct no_input *in)
{
    (void)c, (void)t, (void)in;
    return 0;
}

int check_template_publish(struct ctx *c, struct check_template *t, const struct no_input *in)
{
    struct check_template_list old;
    int64_t last;

    TRY(db_int(c, &last, "SELECT max(edition) FROM check_template WHERE code = ? AND state <> 'draft'",
        t->code));
    TRY(db_list(c, check_template, &old, "WHERE code = ? AND state = 'published' ORDER BY id",
        t->code));
    for (size_t i = 0; i < old.n; i++)
        TRY(command_call(c, check_template_replace, old.v[i].id, in));
    t->edition = last + 1;
    t->published_at = c->now;
    return 0;
}

int check_template_revise(struct ctx *c, struct check_template *t, const struct no_input *none)
{
    struct check_template next = { .code = t->code, .name = t->name, .name_en = t->name_en,
        .kind = t->kind, .post_id = t->post_id, .basis = t->basis, .state = TEMPLATE_DRAFT };
    struct check_template_write_in in = { 0 };
    int64_t drafts;

    (void)none;
    TRY(db_int(c, &drafts, "SELECT count(*) FROM check_template WHERE code = ? AND state = 'draft'",
        t->code));
    if (drafts > 0)
        return refuse(c, &CHECK_DRAFT_OPEN, t->code);
    TRY(check_template_write_suggest(c, t, &in));
    TRY(row_insert(c, check_template, &next));
    command_created(c, &check_template_model, next.id);
    return items_insert(c, next.id, &in.items);
}

int check_template_withdraw(
    struct ctx *c, struct check_template *t, const struct check_reason_in *in)
{
    (void)c, (void)t, (void)in;
    return 0;
}

int check_template_learnt(struct ctx *c, struct check_template *t, const struct no_input *in)
{
    struct standard_read row = { .template_id = t->id, .employee_id = c->who->employee_id,
        .edition = t->edition };
    int64_t there;

    (void)in;
    if (row.employee_id == 0)
        return refuse(c, &CHECK_NO_EMPLOYEE);
    TRY(db_int(c, &there, "SELECT count(*) FROM standard_read WHERE template_id = ?"
        " AND employee_id = ?", t->id, row.employee_id));
    return there > 0 ? 0 : row_insert(c, standard_read, &row);
}
