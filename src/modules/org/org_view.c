/* org_view.c - lists as people keep them: their own, and those of the posts they hold. */
#include "modules/org/org.h"

enum { VIEWS_MOST = 20 };

static int post_held(struct ctx *c, str code, rid *out)
{
    struct post_list posts;

    *out = 0;
    if (code.n == 0)
        return 0;
    TRY(db_list(c, post, &posts, "WHERE code = ? AND retired_at IS NULL AND id IN (SELECT post_id"
        " FROM post_holding WHERE employee_id = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)"
        " AND retired_at IS NULL)", code, c->who->employee_id, c->today, c->today));
    if (posts.n == 0)
        return refuse_field(c, "post", &VIEW_POST);
    *out = posts.v[0].id;
    return 0;
}

int saved_view_own(struct ctx *c, const struct saved_view *v)
{
    return v->owner_id == c->who->id
        ? 0 : refuse(c, &VIEW_NOT_YOURS, row_title(c, &account_model, v->owner_id));
}

int saved_view_keep(struct ctx *c, struct saved_view *v, const struct saved_view_keep_in *in)
{
    const struct entity *e = entity_named(in->entity);
    int64_t n;

    if (e == NULL || e->internal || e->line)
        return refuse_field(c, "entity", &VIEW_LIST, in->entity);
    TRY(db_int(c, &n, "SELECT count(*) FROM saved_view WHERE owner_id = ? AND entity = ?"
        " AND retired_at IS NULL", c->who->id, in->entity));
    if (n >= VIEWS_MOST)
        return refuse(c, &VIEWS_FULL, (int)VIEWS_MOST);
    TRY(post_held(c, in->post, &v->post_id));
    v->owner_id = c->who->id;
    v->entity = in->entity;
    v->name = in->name;
    v->query = in->query;
    return 0;
}

int saved_view_change(struct ctx *c, struct saved_view *v, const struct saved_view_change_in *in)
{
    TRY(post_held(c, in->post, &v->post_id));
    v->name = in->name;
    v->query = in->query;
    return 0;
}

int saved_view_drop(struct ctx *c, struct saved_view *v, const struct no_input *in)
{
    (void)in;
    v->retired_at = c->now;
    return 0;
}

int my_views(struct ctx *c, const struct my_views_in *in, struct my_views_row_list *out)
{
    return db_list(c, my_views_row, out, "SELECT v.id, v.name, v.query,"
        " CASE WHEN v.owner_id = ? THEN 1 ELSE 0 END, p.code, a.title"
        " FROM saved_view v JOIN account a ON a.id = v.owner_id LEFT JOIN post p ON p.id = v.post_id"
        " WHERE v.entity = ? AND v.retired_at IS NULL AND (v.owner_id = ? OR v.post_id IN (SELECT post_id"
        " FROM post_holding WHERE employee_id = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)"
        " AND retired_at IS NULL)) ORDER BY v.id LIMIT 100",
        c->who->id, in->entity, c->who->id, c->who->employee_id, c->today, c->today);
}
