/* checklist_seed.c - the standards that a new chain begins with: our own words for what an
 * inspection looks at and for the conduct of those who meet customers (SVC-11, SVC-12, SVC-17).
 * Each chain writes its own editions over them. */
#include "modules/checklist/checklist.h"

enum { MUST = 1, PHOTO = 2, SAFE = 4 };

struct seeded {
    const char *zh, *en;
    enum check_method method;
    int what;
    const char *measure;
    int64_t low, high;
};
struct standard {
    const char *code, *name, *name_en, *post, *basis;
    enum check_kind kind;
    const struct seeded *items;
};

#define NO NO_NUMBER
#define ITEM(zh, en, method, what)                  { zh, en, method, what, NULL, NO, NO }
#define READ(zh, en, method, what, unit, low, high) { zh, en, method, what, unit, low, high }
#define ITEMS(...) (const struct seeded[]){ __VA_ARGS__, { .zh = NULL } }

static const struct standard standards[] = {
#include "modules/checklist/standards.def"
};

static int post_named(struct ctx *c, const char *code, rid *out)
{
    struct post_list found;

    TRY(db_list(c, post, &found, "WHERE code = ? AND retired_at IS NULL", str_of(code)));
    *out = found.n > 0 ? found.v[0].id : 0;
    return 0;
}

static int items_insert(struct ctx *c, rid template_id, const struct seeded *items)
{
    for (int64_t i = 0; items[i].zh != NULL; i++) {
        const struct seeded *s = &items[i];
        struct check_item row = { .template_id = template_id, .seq = i + 1, .title = str_of(s->zh),
            .title_en = str_of(s->en), .method = s->method, .must = (s->what & MUST) != 0,
            .photo = (s->what & PHOTO) != 0, .safety = (s->what & SAFE) != 0,
            .measure = s->measure != NULL ? str_of(s->measure) : (str){ 0 },
            .low = { s->low }, .high = { s->high }, .weight = 1 };

        TRY(row_insert(c, check_item, &row));
    }
    return 0;
}

int checklist_seed(struct ctx *c)
{
    for (size_t i = 0; i < COUNT(standards); i++) {
        const struct standard *s = &standards[i];
        struct check_template t = { .code = str_of(s->code), .name = str_of(s->name),
            .name_en = str_of(s->name_en), .kind = s->kind, .basis = str_of(s->basis), .edition = 1,
            .published_at = c->now, .state = TEMPLATE_PUBLISHED };
        int64_t there;

        TRY(db_int(c, &there, "SELECT count(*) FROM check_template WHERE code = ?", t.code));
        if (there > 0)
            continue;
        TRY(post_named(c, s->post, &t.post_id));
        TRY(row_insert(c, check_template, &t));
        TRY(items_insert(c, t.id, s->items));
    }
    return 0;
}
