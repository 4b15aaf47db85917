/* query_check.c - every list that may be asked for, planned: each scope × filter × sort names an
 * index, and only a few rows are ever sorted. */
#include "kernel/query.h"
#include "kernel/row.h"

/* bounded: a walk along the ids that ends with the page or the window is what is wanted. */
struct planned { struct text *report; const char *what, *entity; int bad; bool bounded; };

static int take_plan(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct planned *p = arg;
    str line = v[n - 1].t;
    char scan[100];

    (void)c;
    (void)snprintf(scan, sizeof scan, "SCAN %s", p->entity);
    if (!p->bounded && str_is(line, scan)) {
        text_f(p->report, "%s by %s: %.*s\n", p->entity, p->what, (int)line.n, line.s);
        p->bad++;
    }
    return 0;
}

struct asked { const struct query *q; struct planned *p; };

static int plan_it(struct ctx *c, void *arg)
{
    const struct asked *a = arg;
    str sql;
    char types[400];
    struct param *params;

    TRY(query_sql(c, a->q, &sql, types, &params));
    return db_values(c, take_plan, a->p,
        str_c(&c->mem, str_format(&c->mem, "EXPLAIN QUERY PLAN %.*s", (int)sql.n, sql.s)), types,
        params);
}

static struct param some(const struct field *f)
{
    return f->kind == K_CHOICE || f->kind == K_STATE ? p_str(str_of(f->choices->v[1].code))
         : field_texty(f) ? p_str(STR("x")) : p_int(1);
}

static int look(
    struct ctx *c, const struct query *q, const char *what, struct text *report, int *bad)
{
    bool plain = q->n == 0 && q->sort == NULL;
    /* lines are read by their document; all of a store's are asked for by exports alone */
    bool bounded = q->on->scope == SCOPE_GROUP ? plain : q->unit_id == 0 || (q->on->line && plain);
    struct planned p = { report, what, q->on->name, 0, bounded };

    TRY(db_snapshot(c, plan_it, &(struct asked){ q, &p }));
    *bad += p.bad;
    return 0;
}

/* In one store and over all of them. PostgreSQL has no such words for its plans and shares the SQL.
 */
int query_plans_check(struct ctx *c, struct text *report)
{
    const struct entity *const *all;
    size_t n = model_entities(&all);
    int bad = 0;

    if (!db_is_sqlite(c->db))
        return 0;
    for (size_t i = 0; i < n; i++) {
        const struct entity *e = all[i];

        if (e->internal || e->key != NULL)
            continue;
        for (int store = 0; store < 2; store++) {
            struct query q = { .on = e, .limit = 50, .unit_id = store ? 1 : 0 };

            TRY(look(c, &q, "nothing", report, &bad));
            for (const struct field *f = e->fields(); f->name != NULL; f++) {
                if (f->filter) {
                    q.filters[0] = (struct filter){ f, FILTER_IS, { some(f) }, 1 };
                    q.n = 1;
                    TRY(look(c, &q, f->name, report, &bad));
                    q.n = 0;
                }
                if (f->sort && (store || e->scope == SCOPE_GROUP)) {
                    q.sort = f;
                    TRY(look(c, &q, f->name, report, &bad));
                    q.sort = NULL;
                }
            }
        }
    }
    return bad;
}
