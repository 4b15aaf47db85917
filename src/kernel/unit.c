/* unit.c - the organisation tree: judged when it changes, and known from memory for scopes.
 *
 * A unit's path lists the ids from the root down, each after a slash: "/1/5/17". It never changes
 * its place but by an edit, which moves everything below along with it. */
#include "kernel/unit.h"
#include "kernel/auth.h"

#include <pthread.h>

enum { UNITS_MAX = 20000, DEPTH = 16 };

/* --- what is known, until a unit changes ------------------------------------------------------ */

struct known_unit { rid id, parent; enum unit_kind kind; };

static struct {
    pthread_rwlock_t lock;
    const struct db *db;                    /* of which database */
    struct known_unit *v;
    size_t n;
} known = { .lock = PTHREAD_RWLOCK_INITIALIZER };

void unit_forget(void)
{
    pthread_rwlock_wrlock(&known.lock);
    known.db = NULL;
    pthread_rwlock_unlock(&known.lock);
    session_forget_all();
}

static int by_id(const void *a, const void *b)
{
    rid x = ((const struct known_unit *)a)->id, y = ((const struct known_unit *)b)->id;

    return (x > y) - (x < y);
}

static const struct known_unit *find(const struct known_unit *v, size_t n, rid id)
{
    return bsearch(&(struct known_unit){ .id = id }, v, n, sizeof *v, by_id);
}

static int read_all(struct ctx *c, struct known_unit **out, size_t *n)
{
    struct unit_list units;

    TRY(db_list(c, unit, &units, "WHERE retired_at IS NULL ORDER BY id"));
    *out = arena_alloc(&c->mem, (units.n + 1) * sizeof **out);
    if (*out == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < units.n; i++)
        (*out)[i] = (struct known_unit){ units.v[i].id, units.v[i].parent_id, units.v[i].kind };
    *n = units.n;
    return 0;
}

static void remember(const struct ctx *c, const struct known_unit *v, size_t n)
{
    if (n > UNITS_MAX)
        return;
    pthread_rwlock_wrlock(&known.lock);
    if (known.v == NULL)
        known.v = lasting_alloc(UNITS_MAX * sizeof *known.v);
    if (known.v != NULL) {
        memcpy(known.v, v, n * sizeof *v);
        known.n = n;
        known.db = c->db;
    }
    pthread_rwlock_unlock(&known.lock);
}

static int climb(
    const struct known_unit *v, size_t n, rid id, rid above[DEPTH], enum unit_kind kinds[DEPTH])
{
    int depth = 0;

    for (const struct known_unit *u = find(v, n, id); u != NULL && depth < DEPTH;
         u = find(v, n, u->parent)) {
        kinds[depth] = u->kind;
        above[depth++] = u->id;
    }
    return depth;
}

/* From memory; a unit that is not there may have been made in this very transaction: look again. */
static int chain_of(struct ctx *c, rid id, rid above[DEPTH], enum unit_kind kinds[DEPTH])
{
    struct known_unit *v;
    size_t n;
    int depth = 0;

    pthread_rwlock_rdlock(&known.lock);
    if (known.db == c->db)
        depth = climb(known.v, known.n, id, above, kinds);
    pthread_rwlock_unlock(&known.lock);
    if (depth > 0 || c->conn == NULL || read_all(c, &v, &n) != 0)
        return depth > 0 ? depth : -1;
    depth = climb(v, n, id, above, kinds);
    if (depth > 0 && c->draft == NULL)      /* not from within a change that may be undone */
        remember(c, v, n);
    return depth > 0 ? depth : -1;
}

int unit_above(struct ctx *c, rid unit_id, rid above[16])
{
    enum unit_kind kinds[DEPTH];

    return chain_of(c, unit_id, above, kinds);
}

rid unit_company(struct ctx *c, rid unit_id)
{
    enum unit_kind kinds[DEPTH];
    rid above[DEPTH];
    int n = unit_id != 0 ? chain_of(c, unit_id, above, kinds) : 0;

    for (int i = 0; i < n; i++)
        if (kinds[i] == UNIT_COMPANY)
            return above[i];
    return 0;
}

int unit_asked(struct ctx *c, const char *field, rid asked, rid *unit_id)
{
    *unit_id = asked != 0 ? asked : c->who->unit_id;
    if (*unit_id == 0)
        return refuse_field(c, field, &F_REQUIRED);
    return who_reads(c->who, *unit_id) ? 0 : refuse_field(c, field, &F_REF);
}

int unit_below(struct ctx *c, rid unit_id, const rid **ids, size_t *n)
{
    struct unit_list units;
    struct unit top;
    rid *v;

    TRY(db_get(c, unit, &top, unit_id));
    TRY(db_list(c, unit, &units, "WHERE path >= ? AND path < ? ORDER BY id", top.path,
        str_format(&c->mem, "%.*s0", (int)top.path.n, top.path.s)));
    v = arena_alloc(&c->mem, (units.n + 1) * sizeof *v);
    if (v == NULL)
        return DB_FAILED;
    *n = 0;
    for (size_t i = 0; i < units.n; i++)    /* "/1/5" and below, not "/1/50" */
        if (units.v[i].path.n == top.path.n || units.v[i].path.s[top.path.n] == '/')
            v[(*n)++] = units.v[i].id;
    *ids = v;
    return 0;
}

/* --- judging a change ------------------------------------------------------------------------- */

/* A group holds companies; a store belongs to a company or a region; a department to anything. */
static bool nests(enum unit_kind child, enum unit_kind parent)
{
    switch (child) {
    case UNIT_GROUP:      return false;
    case UNIT_COMPANY:    return parent == UNIT_GROUP || parent == UNIT_COMPANY;
    case UNIT_REGION:
        return parent == UNIT_GROUP || parent == UNIT_COMPANY || parent == UNIT_REGION;
    case UNIT_STORE:      return parent == UNIT_COMPANY || parent == UNIT_REGION;
    case UNIT_DEPARTMENT: return true;
    default:              return false;
    }
}

static int judge_place(struct ctx *c, struct unit *now)
{
    struct unit parent;
    int64_t roots;

    if (now->parent_id == 0) {
        TRY(db_int(c, &roots, "SELECT count(*) FROM unit WHERE parent_id IS NULL AND id <> ?", now->id));
        if (now->kind != UNIT_GROUP || roots > 0)
            return refuse_field(c, "parent_id", &F_REQUIRED);
        now->path = str_format(&c->mem, "/%lld", (long long)now->id);
        return 0;
    }
    TRY(db_one(
        c, unit, &parent, &E_NOT_FOUND, "WHERE id = ? AND retired_at IS NULL", now->parent_id));
    if (!nests(now->kind, parent.kind))
        return refuse_field(c, "parent_id", &UNIT_NESTING);
    now->path = str_format(
        &c->mem, "%.*s/%lld", (int)parent.path.n, parent.path.s, (long long)now->id);
    if (now->path.n > 300)
        return refuse_field(c, "parent_id", &UNIT_NESTING);
    return 0;
}

int unit_may(struct ctx *c, const struct unit *u)
{
    return who_may(c->who, &duty_organisation, u->id) ? 0 : refuse(c, &E_GROUP_ONLY, u->name);
}

int unit_judge(struct ctx *c, struct unit *now, const struct unit *before)
{
    int64_t below = 0;

    for (size_t i = 0; i < now->code.n; i++)
        if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-", now->code.s[i]) == NULL)
            return refuse_field(c, "code", &UNIT_CODE);
    if (now->valid_to.day != 0 && now->valid_to.day < now->valid_from.day)
        return refuse_field(c, "valid_to", &F_DATE);
    if ((before == NULL || before->parent_id != now->parent_id) &&
        !who_may(c->who, &duty_organisation, now->parent_id))
        return refuse(c, &E_GROUP_ONLY, row_title(c, &unit_model, now->parent_id));
    TRY(judge_place(c, now));
    if (before != NULL && !str_eq(now->path, before->path))
        TRY(db_int(c, &below, "SELECT count(*) FROM unit WHERE parent_id = ?", now->id));
    unit_forget();
    return below == 0 ? 0 : refuse_field(c, "parent_id", &UNIT_HAS_UNITS);
}

int unit_stores(struct ctx *c, rid unit_id, struct unit_list *out)
{
    struct unit_list all;

    TRY(db_list(c, unit, &all, "WHERE kind = 'store' AND retired_at IS NULL ORDER BY code, id"));
    out->v = all.v;
    out->n = 0;
    for (size_t i = 0; i < all.n; i++) {
        rid above[DEPTH];
        int n = unit_above(c, all.v[i].id, above);
        bool below = false;

        for (int k = 0; k < n; k++)
            below = below || above[k] == unit_id;
        if (below && who_reads(c->who, all.v[i].id))
            out->v[out->n++] = all.v[i];
    }
    return 0;
}
