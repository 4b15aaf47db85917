/* demo.c - two years in the life of a chain, day by day, through the real commands. */
#include "cli/demo_own.h"
#include "modules/tax/tax.h"
#include "kernel/auth.h"
#include "kernel/happen.h"
#include "kernel/unit.h"

enum { DAY_MS = 86400000, MINUTE_MS = 60000 };

/* --- running a command as somebody ------------------------------------------------------------ */

uint32_t demo_random(struct demo *d, uint32_t below)
{
    d->seed = d->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((d->seed >> 33) % below);
}

static void complain(struct ctx *c, const char *name, int r)
{
    str why = r > 0 && c->refused != NULL ? refusal_text(c, c->refused, c->args) : STR("failed");

    fprintf(stderr, "demo: %s: %.*s", name, (int)why.n, why.s);
    for (unsigned i = 0; i < c->n_faults; i++)
        fprintf(stderr, "; %.*s %s", (int)c->faults[i].path.n, c->faults[i].path.s, c->faults[i].text.en);
    fputc('\n', stderr);
}

int demo_run(struct demo *d, const struct who *who, const struct command *cmd, rid id,
    const void *in, rid *out)
{
    struct call call = { .command = cmd, .id = id, .in = in };
    struct ctx c;
    int r;

    ctx_begin(&c, d->db, who, d->now, 0);
    if (d->keyed) {
        c.idempotency_key = str_format(&c.mem, "%llx-%llx-%lld",
            (unsigned long long)clock_now().ms, (unsigned long long)d->seed,
            (long long)d->commands);
        c.request_hash = hash_of(c.idempotency_key);
    }
    r = command_run(&c, &call);
    if (r != 0)
        complain(&c, cmd->name, r);
    else if (out != NULL)
        *out = call.out_id;
    for (unsigned i = 0; i < COUNT(d->created); i++)
        d->created[i] = c.n_created > i ? c.created[i].id : 0;
    ctx_end(&c);
    d->commands++;
    return r;
}

int demo_create(
    struct demo *d, const struct who *who, const struct entity *e, const void *row, rid *out)
{
    return demo_run(d, who, entity_create(e), 0, row, out);
}

/* --- the chain -------------------------------------------------------------------------------- */

static const char *const all_posts[] = {
    "service_adviser", "receptionist", "technician", "diagnosis_technician", "workshop_supervisor",
    "quality_assurance", "storekeeper", "parts_manager", "settlement_clerk", "cashier", "washer",
    "store_general_manager", "finance_manager", "accountant", "administration_manager", "buyer",
    "customer_service_manager", "front_desk_supervisor", "marketing_supervisor",
    "marketing_representative", "workshop_manager", "technical_supervisor", "insurance_supervisor",
    "insurance_receiver", "union_group_leader",
};
/* A small store: six people share its posts. The first of each is the name of the account. */
static const char *const shared[6][6] = {
    { "service_adviser", "receptionist", "customer_service_manager" },
    { "technician", "washer" },
    { "quality_assurance", "technical_supervisor", "diagnosis_technician" },
    { "workshop_supervisor", "workshop_manager" },
    { "storekeeper", "parts_manager", "buyer" },
    { "store_general_manager", "settlement_clerk", "cashier", "administration_manager" },
};

struct hiring {
    struct demo *d;
    struct demo_store *store;
    const char *const *posts;
    size_t n;
    rid account;
};

static int hire(struct ctx *c, void *arg)
{
    struct hiring *h = arg;
    rid employee;

    return org_hire(c, h->store->id, demo_name(h->d, c), demo_phone(h->d, c), h->posts, h->n,
        str_format(&c->mem, "%s@%s", h->posts[0], h->store->code), &employee, &h->account);
}

/* Who he is, remembered for the whole run; each post he holds points to him. */
static int remember(struct ctx *c, void *arg)
{
    struct hiring *h = arg;
    struct demo *d = h->d;
    struct who *who = &d->people[d->n_people];
    struct grant *grants;
    struct account a;

    assert(d->n_people < COUNT(d->people));
    TRY(db_get(c, account, &a, h->account));
    TRY(directory_who(c, h->account, who));
    grants = arena_alloc(&d->mem, (who->n + 1) * sizeof *grants);
    if (grants == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < who->n; i++) {
        rid *units = arena_alloc(&d->mem, (who->grants[i].n + 1) * sizeof *units);

        if (units == NULL)
            return DB_FAILED;
        memcpy(units, who->grants[i].units, who->grants[i].n * sizeof *units);
        grants[i] = who->grants[i];
        grants[i].units = units;
    }
    who->grants = grants;
    who->id = a.id;
    who->name = str_copy(&d->mem, a.title);
    who->employee_id = a.employee_id;
    who->unit_id = h->store->id;
    who->company_id = d->company;
    for (size_t i = 0; i < h->n; i++)
        for (int p = 0; p < POSTS; p++)
            if (strcmp(h->posts[i], demo_posts[p]) == 0)
                h->store->by[p] = who;
    d->n_people++;
    return 0;
}

static int employ(struct demo *d, struct demo_store *store, const char *const *posts, size_t n)
{
    struct hiring h = { d, store, posts, n, 0 };
    struct ctx c;
    int r;

    ctx_begin(&c, d->db, &who_system, d->now, 0);
    r = db_transaction(&c, hire, &h);
    if (r == 0)
        r = db_snapshot(&c, remember, &h);
    if (r != 0)
        complain(&c, "hire", r);
    ctx_end(&c);
    return r;
}

static int root_of(struct ctx *c, void *arg)
{
    return db_int(c, arg, "SELECT id FROM unit WHERE parent_id IS NULL");
}

static int make_store(struct demo *d, struct demo_store *s, const char *code, const char *name,
    const char *address, const char *division)
{
    struct unit unit = { .name = str_of(name),
        .code = str_of(code),
        .kind = UNIT_STORE,
        .parent_id = d->company,
        .address = str_of(address),
        .division = str_of(division),
        .phone = STR("0755-26001234") };

    s->code = code;
    return demo_create(d, &who_system, &unit_model, &unit, &s->id);
}

static const struct { const char *code, *name, *address, *division; } places[] = {
    { "NS01", "南山店", "深圳市南山区科技南路 18 号", "440305" },
    { "FT02", "福田店", "深圳市福田区深南大道 2008 号", "440304" },
    { "LH03", "罗湖店", "深圳市罗湖区人民南路 3005 号", "440303" },
};

static int staff_store(struct demo *d, struct demo_store *s)
{
    for (size_t i = 0; i < COUNT(shared); i++) {
        size_t n = 0;

        while (n < COUNT(shared[i]) && shared[i][n] != NULL)
            n++;
        TRY(employ(d, s, shared[i], n));
    }
    return 0;
}

static int make_stores(struct demo *d, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t p = i < COUNT(places) ? i : 0;
        const char *code = places[p].code, *name = places[p].name;

        if (i >= COUNT(places)) {
            code = str_c(&d->mem, str_format(&d->mem, "S%02zu", i + 1));
            name = str_c(&d->mem, str_format(&d->mem, "%zu 号店", i + 1));
        }
        TRY(make_store(d, &d->stores[i], code, name, places[p].address, places[p].division));
        for (size_t k = 0; i == 0 && k < COUNT(all_posts); k++)
            TRY(employ(d, &d->stores[0], &all_posts[k], 1));
        if (i > 0)
            TRY(staff_store(d, &d->stores[i]));
        d->n_stores++;
    }
    return 0;
}

static int make_chain(struct demo *d, const struct demo_size *size)
{
    struct unit company = {
        .name = STR("工位汽车服务连锁有限公司"), .code = STR("GW"), .kind = UNIT_COMPANY
    };
    struct ctx c;
    int r;

    ctx_begin(&c, d->db, &who_system, d->now, 0);
    r = db_snapshot(&c, root_of, &company.parent_id);
    ctx_end(&c);
    TRY(r);
    TRY(demo_create(d, &who_system, &unit_model, &company, &d->company));
    TRY(make_stores(d, size->stores));
    struct demo_store hq = { .id = company.parent_id, .code = "HQ" };
    if (!size->headquarters)
        return 0;
    TRY(employ(d, &hq, (const char *const[]){ "hq_operations" }, 1));
    TRY(employ(d, &hq, (const char *const[]){ "hq_purchasing" }, 1));
    return employ(d, &hq, (const char *const[]){ "hq_finance" }, 1);
}

static int set_passwords(struct ctx *c, void *arg)
{
    struct account_list accounts;

    TRY(db_list(c, account, &accounts, "WHERE password IS NULL AND machine = 0 ORDER BY id"));
    for (size_t i = 0; i < accounts.n; i++) {
        struct account now = accounts.v[i];

        now.password = *(const str *)arg;
        now.demo = true;
        TRY(row_update(c, account, &now, &accounts.v[i]));
    }
    return 0;
}

/* --- the days --------------------------------------------------------------------------------- */

static int what_is_due(struct demo *d)
{
    unsigned ran = 1;

    for (int i = 0; i < 50 && ran > 0; i++)
        TRY(happen_due(&(struct happen){ .db = d->db }, d->now, 64, &ran));
    return 0;
}

/* Now and then a car comes back, or its owner complains; the last such case is still open. */
static int aftermath(struct demo *d, struct demo_store *s, int64_t days_ago)
{
    if (s != d->stores)
        return 0;
    if (days_ago % 60 == 4)
        TRY(demo_comeback(d, s));
    if (days_ago == 3)
        TRY(demo_fleet(d, s));
    return days_ago == 2 ? demo_complaint(d, s) : 0;
}

/* The last day's cars are left at every stage; what is paid for is worked on before what is not.
 * That day goes as far as now: nothing in it is dated later. */
static int a_day(struct demo *d, date day, when real, bool last)
{
    static const int left_at[] = { 10, 9, 8, 6, 3, 2, 1, 0, 5 };
    when opens = when_at(day, 8 * 3600, ZONE_S), closes = when_at(day, 22 * 3600, ZONE_S);

    for (size_t s = 0; s < d->n_stores; s++) {
        d->lately = s == 0 && !last && date_at(real, ZONE_S).day - day.day <= 4;
        uint32_t most = s == 0 ? 4 : 2, visits = last ? COUNT(left_at) : 1 + demo_random(d, most);

        if (day.day % 30 == 1 || d->stores[s].stocked.day == 0)
            TRY(demo_restock(d, &d->stores[s], opens.ms < real.ms ? opens : real));
        for (uint32_t i = 0; i < visits; i++) {
            d->now = last ? (when){ real.ms - (int64_t)(10 - i) * 55 * MINUTE_MS }
                          : when_at(day, (8 * 60 + 30 + (int64_t)i * 60) * 60, ZONE_S);
            d->day_ends = !last && i == visits - 1;
            TRY(demo_visit(d, &d->stores[s], !last, last ? left_at[i] : DEMO_STEPS));
        }
        if (!last) {
            d->now = when_at(day, 17 * 3600, ZONE_S);
            TRY(demo_calls(d, &d->stores[s], day, date_at(real, ZONE_S).day - day.day));
            TRY(aftermath(d, &d->stores[s], date_at(real, ZONE_S).day - day.day));
        }
        if (last)
            TRY(demo_tomorrow(d, &d->stores[s], (date){ day.day + 1 }));
    }
    d->now = last ? real : closes;
    return what_is_due(d);
}

const struct demo_size demo_small = {
    .stores = 1, .vehicles = 50, .days = 30, .open_work = true
};
const struct demo_size demo_chain = {
    .stores = 3, .vehicles = 2000, .days = 730, .headquarters = true, .open_work = true
};

when demo_start(when now, const struct demo_size *size)
{
    return when_at((date){ date_at(now, ZONE_S).day - size->days }, 8 * 3600, ZONE_S);
}

/* No channel is connected in a demo: customers pay at the simulated till. */
static int pay_simulated(struct demo *d)
{
    struct setting_value v = { .name = STR("customer_pay_simulated"), .for_unit_id = d->company,
        .valid_from = date_at(d->now, ZONE_S), .value = 1, .source = STR("演示") };

    return demo_create(d, &who_system, &setting_value_model, &v, NULL);
}

/* The last week is told to a simulated platform; on one of its days it rejected everything. */
static int upload_recent(struct demo *d, date today)
{
    const struct setting_value moods[] = {
        { .name = STR("record_simulator"), .for_unit_id = d->company, .source = STR("演示"),
            .valid_from = { today.day - 3 }, .value = 1 },
        { .name = STR("record_simulator"), .for_unit_id = d->company, .source = STR("演示"),
            .valid_from = { today.day - 2 } },
    };
    const struct record_platform platform = { .name = STR("广东省汽车维修电子健康档案系统（模拟）"),
        .division = STR("440000"), .kind = PLATFORM_BASIC, .valid_from = { today.day - 7 },
        .source = STR("演示") };
    const struct repair_licence_password_in password = { STR("demo") };
    rid id;

    TRY(demo_create(d, &who_system, &record_platform_model, &platform, NULL));
    for (size_t i = 0; i < COUNT(moods); i++)
        TRY(demo_create(d, &who_system, &setting_value_model, &moods[i], NULL));
    for (size_t s = 0; s < d->n_stores; s++) {
        struct repair_licence l = { .class = RC_SECOND, .valid_from = { today.day - 7 } };
        struct who there = who_system;

        there.unit_id = d->stores[s].id;

        l.number = str_format(&d->mem, "粤深维备 %03zu 号", s + 1);
        if (s != 2)                         /* the third has not got its code yet */
            l.company_code = str_format(&d->mem, "44030500%02zu", s + 1);
        TRY(demo_create(d, &there, &repair_licence_model, &l, &id));
        TRY(demo_run(d, &there, &repair_licence_password_command, id, &password, NULL));
    }
    return 0;
}

int demo_story(struct db *db, const struct demo_size *size, struct demo **out)
{
    struct demo *d = *out = forever_alloc(sizeof *d);
    when real = clock_now();
    date today = date_at(real, ZONE_S);

    d->db = db;
    d->seed = 20260101;
    d->mem.limit = 256 << 20;
    d->now = demo_start(real, size);
    TRY(make_chain(d, size));
    TRY(pay_simulated(d));
    record_platform_simulate();
    tax_platform_simulate();
    TRY(upload_recent(d, today));
    TRY(demo_parts(d));
    TRY(demo_recalls(d));
    TRY(demo_skills(d));
    TRY(demo_labour(d));
    TRY(demo_prices(d));
    TRY(demo_workshop(d, today));
    TRY(demo_cars(d, size->vehicles));
    for (date day = date_at(d->now, ZONE_S); day.day < today.day; day.day++) {
        TRY(a_day(d, day, real, false));
        if (day.day % 90 == 0)
            fprintf(stderr, "  %lld commands, %lld days to go\n", (long long)d->commands,
                (long long)(today.day - day.day));
    }
    if (!size->open_work)
        return 0;
    TRY(a_day(d, today, real, true));
    TRY(demo_more(d, &d->stores[0]));
    return demo_accidents(d, &d->stores[0]);
}

int demo_make(struct db *db, const struct demo_size *size)
{
    struct demo *d;
    struct ctx c;
    str hash;
    int r = demo_story(db, size, &d);

    if (r != 0)
        return r;
    ctx_begin(&c, db, &who_system, clock_now(), 0);
    r = password_hash(&c, STR("demo"), &hash);
    if (r == 0)
        r = db_transaction(&c, set_passwords, &hash);
    ctx_end(&c);
    fprintf(stderr, "  %lld commands, %zu people\n", (long long)d->commands, d->n_people);
    return r;
}
