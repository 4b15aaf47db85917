/* org.c - posts, people, and what the chart lets them do. */
#include "modules/org/org.h"
#include "kernel/auth.h"
#include "kernel/unit.h"

/* --- judging ---------------------------------------------------------------------------------- */

/* Posts and their duties hold for the whole group: who manages one store does not write them. */
static int group_only(struct ctx *c)
{
    rid root;

    TRY(db_int(c, &root, "SELECT id FROM unit WHERE parent_id IS NULL"));
    return who_may(c->who, &duty_organisation, root)
        ? 0 : refuse(c, &E_GROUP_ONLY, row_title(c, &unit_model, root));
}

int post_may(struct ctx *c, const struct post *p) { return (void)p, group_only(c); }
int post_duty_may(struct ctx *c, const struct post_duty *d) { return (void)d, group_only(c); }

int post_judge(struct ctx *c, struct post *now, const struct post *before)
{
    if (before == NULL)
        TRY(group_only(c));
    for (size_t i = 0; i < now->code.n; i++)
        if (strchr("abcdefghijklmnopqrstuvwxyz0123456789_", now->code.s[i]) == NULL)
            return refuse_field(c, "code", &CODE_LETTERS);
    return 0;
}

int post_duty_judge(struct ctx *c, struct post_duty *now, const struct post_duty *before)
{
    if (before == NULL)
        TRY(group_only(c));
    return duty_named(now->duty) != NULL ? 0 : refuse_field(c, "duty", &DUTY_UNKNOWN, now->duty);
}

int employee_judge(struct ctx *c, struct employee *now, const struct employee *before)
{
    if (before == NULL)
        TRY(number_next(c, &series_employee_number, now->unit_id, &now->number));
    if (now->labour_factor.ppm == 0)
        now->labour_factor.ppm = 1000000;
    return 0;
}

static int judge_headcount(struct ctx *c, const struct post_holding *now, const struct post *post)
{
    int64_t held;

    if (post->headcount == 0)
        return 0;
    TRY(db_int(c, &held, "SELECT count(*) FROM post_holding WHERE post_id = ? AND unit_id = ? AND id <> ?"
        " AND retired_at IS NULL AND (valid_to IS NULL OR valid_to >= ?)",
        now->post_id, now->unit_id, now->id, now->valid_from));
    return held < post->headcount ? 0
                                  : refuse(c, &POST_FULL, row_title(c, &unit_model, now->unit_id),
                                        post->name, post->headcount);
}

int post_holding_judge(struct ctx *c, struct post_holding *now, const struct post_holding *before)
{
    struct employee employee;
    struct post post;

    (void)before;
    if (now->valid_to.day != 0 && now->valid_to.day < now->valid_from.day)
        return refuse_field(c, "valid_to", &DATES_REVERSED);
    TRY(db_get(c, employee, &employee, now->employee_id));
    TRY(db_get(c, post, &post, now->post_id));
    if (employee.left_on.day != 0 && employee.left_on.day < now->valid_from.day)
        return refuse(c, &EMPLOYEE_GONE, employee.name);
    now->label = str_format(&c->mem, "%.*s · %.*s", (int)employee.name.n, employee.name.s,
        (int)post.name.n, post.name.s);
    return judge_headcount(c, now, &post);
}

/* --- commands --------------------------------------------------------------------------------- */

int post_holding_end(struct ctx *c, struct post_holding *h, const struct post_holding_end_in *in)
{
    if (in->valid_to.day < h->valid_from.day)
        return refuse_field(c, "valid_to", &DATES_REVERSED);
    h->valid_to = in->valid_to;
    return 0;
}

int employee_leave(struct ctx *c, struct employee *e, const struct employee_leave_in *in)
{
    struct post_holding_list held;
    struct post_holding_end_in end = { in->left_on };

    if (e->hired_on.day != 0 && in->left_on.day < e->hired_on.day)
        return refuse_field(c, "left_on", &DATES_REVERSED);
    TRY(db_list(c, post_holding, &held,
        "WHERE employee_id = ? AND (valid_to IS NULL OR valid_to > ?)"
        " AND valid_from <= ? AND retired_at IS NULL ORDER BY id",
        e->id, in->left_on, in->left_on));
    for (size_t i = 0; i < held.n; i++)
        TRY(command_call(c, post_holding_end, held.v[i].id, &end));
    e->left_on = in->left_on;
    if (in->left_on.day < c->today.day)
        return org_account_close(c, e->account_id);
    return timer_set(c, "employee_gone", &employee_model, e->id,
        when_at((date){ in->left_on.day + 1 }, 0, ZONE_S));
}

/* --- for others ------------------------------------------------------------------------------- */

int org_make_store(struct ctx *c, rid parent, str code, str name, rid *out)
{
    struct unit store = { .name = name, .code = code, .kind = UNIT_STORE, .parent_id = parent };

    return command_call_(c, command_named(STR("unit_create")), 0, &store, out);
}

static int hold_post(struct ctx *c, rid unit, rid employee, const char *code)
{
    struct post_holding h = { .unit_id = unit, .employee_id = employee, .valid_from = c->today };
    struct post post;

    TRY(db_one(
        c, post, &post, &E_NOT_FOUND, "WHERE code = ? AND retired_at IS NULL", str_of(code)));
    h.post_id = post.id;
    return command_call_(c, command_named(STR("post_holding_create")), 0, &h, NULL);
}

int org_hire(struct ctx *c, rid unit, str name, str phone, const char *const *posts, size_t n,
    str account_name, rid *employee, rid *account_id)
{
    struct employee e = { .unit_id = unit, .name = name, .phone = phone, .hired_on = c->today };
    struct account a = { .name = account_name, .title = name, .home_unit_id = unit };
    struct employee before, now;

    TRY(command_call_(c, command_named(STR("employee_create")), 0, &e, employee));
    a.employee_id = *employee;
    TRY(row_insert(c, account, &a));
    *account_id = a.id;
    TRY(db_get(c, employee, &before, *employee));
    now = before;
    now.account_id = a.id;
    TRY(row_update(c, employee, &now, &before));
    for (size_t i = 0; i < n; i++)
        TRY(hold_post(c, unit, *employee, posts[i]));
    return 0;
}

/* --- the directory: from the chart to what somebody may do ------------------------------------ */

bool directory_holds(const struct entity *e)
{
    return e == &post_duty_model || e == &post_holding_model || e == &employee_model ||
        e == &post_model;
}

static int grant_duties(struct ctx *c, rid post_id, struct grant *g)
{
    struct post_duty_list duties;

    TRY(db_list(c, post_duty, &duties, "WHERE post_id = ? AND retired_at IS NULL", post_id));
    for (size_t i = 0; i < duties.n; i++) {
        const struct duty *d = duty_named(duties.v[i].duty);
        int n = d != NULL ? duty_number(d) : -1;

        if (n >= 0) /* of a module this program does not have: nothing to allow */
            g->duties[n / 64] |= UINT64_C(1) << (n % 64);
    }
    return 0;
}

static int held_today(struct ctx *c, rid employee_id, struct post_holding_list *held)
{
    return db_list(c, post_holding, held, "WHERE employee_id = ? AND valid_from <= ?"
        " AND (valid_to IS NULL OR valid_to >= ?) AND retired_at IS NULL ORDER BY id",
        employee_id, c->today, c->today);
}

int directory_who(struct ctx *c, rid account_id, struct who *out)
{
    struct post_holding_list held = { 0 };
    struct account account;
    struct grant *grants;

    TRY(db_get(c, account, &account, account_id));
    if (account.employee_id != 0)
        TRY(held_today(c, account.employee_id, &held));
    grants = arena_alloc(&c->mem, (held.n + 1) * sizeof *grants);
    if (grants == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < held.n; i++) {
        struct unit unit;

        TRY(db_get(c, unit, &unit, held.v[i].unit_id));
        grants[i].unit_id = unit.id;
        grants[i].whole_group = unit.parent_id == 0;
        if (!grants[i].whole_group)
            TRY(unit_below(c, unit.id, &grants[i].units, &grants[i].n));
        TRY(grant_duties(c, held.v[i].post_id, &grants[i]));
    }
    out->grants = grants;
    out->n = held.n;
    return 0;
}

int directory_posts(struct ctx *c, rid employee_id, values_fn *take, void *arg)
{
    return db_values(c, take, arg, "SELECT p.code, p.name, p.name_en, h.unit_id FROM post_holding h"
        " JOIN post p ON p.id = h.post_id WHERE h.employee_id = ? AND h.valid_from <= ?"
        " AND (h.valid_to IS NULL OR h.valid_to >= ?) AND h.retired_at IS NULL ORDER BY h.id",
        "iii", PARAMS(employee_id, c->today, c->today));
}

int directory_answers(struct ctx *c, const struct duty *duty, values_fn *take, void *arg)
{
    return db_values(c, take, arg, "SELECT p.code, p.name, p.name_en FROM post_duty d JOIN post p"
        " ON p.id = d.post_id WHERE d.duty = ? AND d.retired_at IS NULL AND p.retired_at IS NULL"
        " ORDER BY p.id", "t", PARAMS(str_of(duty->name)));
}

int directory_admin(struct ctx *c, rid account_id)
{
    struct employee e = { .name = STR("系统管理员"), .hired_on = c->today };
    struct account before, now;
    rid employee_id;

    TRY(db_int(c, &e.unit_id, "SELECT id FROM unit WHERE parent_id IS NULL"));
    e.account_id = account_id;
    TRY(command_call_(c, command_named(STR("employee_create")), 0, &e, &employee_id));
    TRY(db_get(c, account, &before, account_id));
    now = before;
    now.employee_id = employee_id;
    TRY(row_update(c, account, &now, &before));
    return hold_post(c, e.unit_id, employee_id, "admin");
}

int org_has_duty(struct ctx *c, rid employee_id, rid unit_id, const struct duty *duty, bool *out)
{
    struct post_holding_list held;
    rid above[16];
    int n = unit_above(c, unit_id, above);

    *out = false;
    TRY(held_today(c, employee_id, &held));
    for (size_t i = 0; i < held.n && !*out; i++) {
        struct grant g = { 0 };
        int number = duty_number(duty);
        bool here = false;

        for (int k = 0; k < n; k++)
            here = here || above[k] == held.v[i].unit_id;
        TRY(grant_duties(c, held.v[i].post_id, &g));
        *out = here && (g.duties[number / 64] >> (number % 64) & 1);
    }
    return 0;
}

static int by_id(const void *a, const void *b)
{
    rid x = ((const struct duty_holder *)a)->employee_id;
    rid y = ((const struct duty_holder *)b)->employee_id;

    return (x > y) - (x < y);
}

static int holders_join(
    struct ctx *c, struct duty_holder_list *all, const struct duty_holder_list *more)
{
    struct duty_holder *v = arena_alloc(&c->mem, (all->n + more->n + 1) * sizeof *v);
    size_t n = 0;

    if (v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < all->n; i++)
        v[n++] = all->v[i];
    for (size_t i = 0; i < more->n; i++)
        v[n++] = more->v[i];
    qsort(v, n, sizeof *v, by_id);
    all->v = v;
    all->n = 0;
    for (size_t i = 0; i < n; i++)
        if (i == 0 || v[i].employee_id != v[i - 1].employee_id)
            v[all->n++] = v[i];
    return 0;
}

int org_with_duty(
    struct ctx *c, rid unit_id, const struct duty *duty, struct duty_holder_list *out)
{
    rid above[16] = { 0 };
    int n = unit_above(c, unit_id, above);

    *out = (struct duty_holder_list){ 0 };
    for (int i = 0; i < n; i++) {
        struct duty_holder_list here;

        TRY(db_list(c, duty_holder, &here, "SELECT DISTINCT h.employee_id FROM post_duty d"
            " JOIN post_holding h ON h.post_id = d.post_id WHERE d.duty = ? AND d.retired_at IS NULL"
            " AND h.unit_id = ? AND h.valid_from <= ? AND (h.valid_to IS NULL OR h.valid_to >= ?)"
            " AND h.retired_at IS NULL ORDER BY h.employee_id",
            str_of(duty->name), above[i], c->today, c->today));
        TRY(holders_join(c, out, &here));
    }
    return 0;
}

/* --- a new chain, and its truth --------------------------------------------------------------- */

int org_seed(struct ctx *c)
{
    struct unit root = { .name = STR("集团"), .code = STR("G"), .kind = UNIT_GROUP };
    rid id;

    TRY(command_call_(c, command_named(STR("unit_create")), 0, &root, &id));
    for (const struct post_template *t = post_templates; t->code != NULL; t++) {
        struct post post = {
            .code = str_of(t->code), .name = str_of(t->zh), .name_en = str_of(t->en)
        };

        TRY(command_call_(c, command_named(STR("post_create")), 0, &post, &id));
        for (const char *const *d = t->duties; *d != NULL; d++) {
            struct post_duty duty = { .post_id = id, .duty = str_of(*d) };

            TRY(command_call_(c, command_named(STR("post_duty_create")), 0, &duty, NULL));
        }
    }
    return 0;
}

int org_verify(struct ctx *c, struct verify *v)
{
    int64_t n;

    TRY(db_int(c, &n, "SELECT count(*) FROM unit WHERE parent_id IS NULL"));
    verify_fact(v, n == 1, "the organisation has %lld roots", (long long)n);
    TRY(db_int(c, &n, "SELECT count(*) FROM unit u JOIN unit p ON p.id = u.parent_id"
        " WHERE u.path <> p.path || '/' || u.id /* all rows */"));
    verify_fact(v, n == 0, "%lld units have a path that is not their place", (long long)n);
    TRY(db_int(c, &n, "SELECT count(*) FROM post_holding a JOIN post_holding b ON b.employee_id = a.employee_id"
        " AND b.post_id = a.post_id AND b.unit_id = a.unit_id AND b.id > a.id WHERE a.retired_at IS NULL"
        " AND b.retired_at IS NULL AND b.valid_from <= COALESCE(a.valid_to, 9999999)"
        " AND a.valid_from <= COALESCE(b.valid_to, 9999999) /* all rows */"));
    verify_fact(v, n == 0, "%lld posts are held twice by the same person at the same time", (long long)n);
    return 0;
}
