/* fixture.c - a small chain for tests. */
#include "test/fixture.h"
#include "kernel/auth.h"
#include "kernel/schema.h"
#include "kernel/setup.h"
#include "modules/org/org.h"

#include <unistd.h>

static const char *const store_posts[] = {
    "store_general_manager", "finance_manager", "accountant", "cashier", "administration_manager",
    "quality_assurance", "parts_manager", "storekeeper", "buyer", "customer_service_manager",
    "front_desk_supervisor", "receptionist", "settlement_clerk", "marketing_supervisor",
    "marketing_representative", "workshop_manager", "workshop_supervisor", "technical_supervisor",
    "insurance_supervisor", "insurance_receiver", "washer", "union_group_leader", "service_adviser",
    "diagnosis_technician", "technician",
};
static const char *const hq_posts[] = { "admin", "hq_operations", "hq_purchasing", "hq_finance" };

static int staff(struct ctx *c, rid unit, const char *code, const char *const *posts, size_t n)
{
    rid employee, account;

    for (size_t i = 0; i < n; i++)
        TRY(org_hire(c, unit, str_format(&c->mem, "%s %s", posts[i], code),
            str_format(&c->mem, "138%08zu", i + (unsigned char)code[1] * 100u), &posts[i], 1,
            str_format(&c->mem, "%s@%s", posts[i], code), &employee, &account));
    return 0;
}

static int make(struct ctx *c, void *arg)
{
    struct unit company = { .name = STR("甲公司"), .code = STR("C1"), .kind = UNIT_COMPANY };
    struct unit hq = { .name = STR("总部"), .code = STR("HQ"), .kind = UNIT_DEPARTMENT };
    rid root, s1, s2;

    (void)arg;
    TRY(db_int(c, &root, "SELECT id FROM unit WHERE parent_id IS NULL"));
    company.parent_id = hq.parent_id = root;
    TRY(command_call_(c, command_named(STR("unit_create")), 0, &company, &company.id));
    TRY(org_make_store(c, company.id, STR("S1"), STR("南山店"), &s1));
    TRY(org_make_store(c, company.id, STR("S2"), STR("福田店"), &s2));
    TRY(command_call_(c, command_named(STR("unit_create")), 0, &hq, &hq.id));
    TRY(staff(c, s1, "S1", store_posts, COUNT(store_posts)));
    TRY(staff(c, s2, "S2", store_posts, COUNT(store_posts)));
    return staff(c, root, "HQ", hq_posts, COUNT(hq_posts));
}

static int drop_all(struct ctx *c, void *arg)
{
    (void)arg;
    return db_script(c, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
}

static void remove_old(const char *directory)
{
    static const char *const files[] = { "workbay.db", "workbay.db-wal", "workbay.db-shm" };
    char path[500];

    for (size_t i = 0; i < COUNT(files); i++) {
        (void)snprintf(path, sizeof path, "%s/%s", directory, files[i]);
        (void)unlink(path);
    }
}

struct db *fixture_empty(const char *where)
{
    bool pg = strncmp(where, "postgresql:", 11) == 0;
    struct db *db;
    struct ctx c;
    int r;

    if (!pg)
        remove_old(where);
    db = db_open(&(struct db_options){ .where = where, .create = true });
    if (db == NULL || !pg)
        return db;
    ctx_begin(&c, db, &who_system, clock_now(), 0);
    r = db_transaction(&c, drop_all, NULL);
    ctx_end(&c);
    if (r == 0)
        return db;
    db_close(db);
    return NULL;
}

struct db *fixture_new(const char *where, when now)
{
    struct db *db = fixture_empty(where);
    struct ctx c;
    int r;

    if (db == NULL)
        return NULL;
    ctx_begin(&c, db, &who_system, now, 64 << 20);
    c.english = true;
    session_forget_all();
    r = setup_chain(&c);
    if (r == 0)
        r = db_transaction(&c, make, NULL);
    if (r != 0) {
        str why = r > 0 ? refusal_text(&c, c.refused, c.args) : STR("failed");

        fprintf(stderr, "fixture: %.*s\n", (int)why.n, why.s);
        for (unsigned i = 0; i < c.n_faults; i++)
            fprintf(stderr, "  %.*s: %s\n", (int)c.faults[i].path.n, c.faults[i].path.s, c.faults[i].text.en);
        ctx_end(&c);
        db_close(db);
        return NULL;
    }
    ctx_end(&c);
    return db;
}

void fixture_end(struct db *db, const char *where)
{
    (void)where;
    db_close(db);
}
