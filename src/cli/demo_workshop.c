/* demo_workshop.c - what the stores can do in an hour: bays, skills, shifts, a closed day. */
#include "cli/demo_own.h"
#include "modules/org/org.h"
#include "modules/workshop/workshop.h"

enum { MORE_FIRST = 4, MORE_OTHERS = 1, LUNCH_MINUTES = 60 };

static const struct { const char *code, *name; enum trade trade; bool certified; } skills[] = {
    { "KB", "快速保养", TRADE_EXPRESS, false }, { "JX", "机电维修", TRADE_MECHANIC, false },
    { "HV", "高压电作业", TRADE_MECHANIC, true }, { "PQ", "钣金喷漆", TRADE_BODY, false },
    { "MR", "汽车美容", TRADE_BEAUTY, false }, { "JC", "接车服务", TRADE_RECEPTION, false },
};
enum { EXPRESS, MECHANIC, VOLTAGE, BODY, BEAUTY, RECEPTION, SKILLS };

/* Those of a small store have the first of each trade but the body shop. */
static const struct { const char *code; enum trade trade; bool lift, everywhere; } bays[] = {
    { "A1", TRADE_EXPRESS, true, true }, { "A2", TRADE_EXPRESS, true, false },
    { "B1", TRADE_MECHANIC, true, true }, { "B2", TRADE_MECHANIC, true, true },
    { "B3", TRADE_MECHANIC, true, false }, { "C1", TRADE_BODY, false, false },
    { "D1", TRADE_BEAUTY, false, true },
};

/* What the holders of a post are able to do. */
static const struct { const char *post; unsigned skills; } able[] = {
    { "technician", 1u << EXPRESS | 1u << MECHANIC },
    { "diagnosis_technician", 1u << MECHANIC | 1u << VOLTAGE },
    { "union_group_leader", 1u << MECHANIC | 1u << BODY },
    { "washer", 1u << BEAUTY },
    { "service_adviser", 1u << RECEPTION }, { "receptionist", 1u << RECEPTION },
};

struct floor {
    struct demo *d;
    struct who boss;
    const struct demo_store *store;
    struct employee_list people;
    const char *post;
    const char *account;
    rid hired;
    int lunches;
};

static int holders(struct ctx *c, void *arg)
{
    struct floor *f = arg;

    TRY(db_list(c, employee, &f->people, "WHERE unit_id = ? AND retired_at IS NULL AND id IN"
        " (SELECT h.employee_id FROM post_holding h JOIN post p ON p.id = h.post_id"
        " WHERE p.code = ? /* all rows */) ORDER BY id", f->store->id, str_of(f->post)));
    return 0;
}

static int hire(struct ctx *c, void *arg)
{
    struct floor *f = arg;
    const char *const posts[] = { "technician" };
    rid account;

    return org_hire(c, f->store->id, demo_name(f->d, c), demo_phone(f->d, c), posts, 1,
        str_format(&c->mem, "%s@%s", f->account, f->store->code), &f->hired, &account);
}

static int hire_more(struct floor *f, int n)
{
    static const char *const accounts[] = { "technician2", "technician3", "technician4",
        "technician5" };
    int r = 0;

    for (int i = 0; r == 0 && i < n; i++) {
        struct ctx c;

        f->account = accounts[i];
        ctx_begin(&c, f->d->db, &who_system, f->d->now, 0);
        r = db_transaction(&c, hire, f);
        ctx_end(&c);
    }
    return r;
}

static int make(struct floor *f, const struct entity *e, const void *row)
{
    return demo_create(f->d, &f->boss, e, row, NULL);
}

/* Eight to twelve and one to six; every second one eats an hour earlier, so that work goes on. */
static int give_shift(struct floor *f, rid employee_id)
{
    int64_t lunch = f->lunches++ % 2 == 0 ? 720 : 660;
    struct shift morning = { .unit_id = f->store->id, .employee_id = employee_id, .begins = 480,
        .ends = lunch };
    struct shift afternoon = morning;

    afternoon.begins = lunch + LUNCH_MINUTES;
    afternoon.ends = 1080;
    TRY(make(f, &shift_model, &morning));
    return make(f, &shift_model, &afternoon);
}

static int give_skills(struct floor *f, rid employee_id, unsigned set)
{
    date today = date_at(f->d->now, ZONE_S);

    for (int k = 0; k < SKILLS; k++) {
        struct employee_skill held = { .unit_id = f->store->id, .employee_id = employee_id,
            .skill_id = f->d->skills[k], .valid_from = today };

        if ((set & 1u << k) == 0)
            continue;
        if (skills[k].certified) {
            held.certificate = STR("T440300-2024-0817");
            held.valid_to = (date){ today.day + 3 * 365 };
        }
        TRY(make(f, &employee_skill_model, &held));
    }
    return 0;
}

struct hand { rid id; unsigned skills; };

/* Somebody who holds two posts has the skills of both, and one shift. */
static int able_is(struct floor *f, struct hand *hands, size_t *n, rid id, unsigned set)
{
    size_t i = 0;

    while (i < *n && hands[i].id != id)
        i++;
    if (i == *n) {
        hands[(*n)++] = (struct hand){ .id = id };
        TRY(give_shift(f, id));
    }
    TRY(give_skills(f, id, set & ~hands[i].skills));
    hands[i].skills |= set;
    return 0;
}

static int people_work(struct floor *f)
{
    struct hand hands[32];
    size_t n = 0;

    for (size_t i = 0; i < COUNT(able); i++) {
        struct ctx c;
        int r;

        f->post = able[i].post;
        ctx_begin(&c, f->d->db, &who_system, f->d->now, 0);
        r = db_snapshot(&c, holders, f);
        for (size_t k = 0; r == 0 && k < f->people.n && n < COUNT(hands); k++)
            r = able_is(f, hands, &n, f->people.v[k].id, able[i].skills);
        ctx_end(&c);
        TRY(r);
    }
    return 0;
}

static int bays_of(struct floor *f, bool all, date inspected)
{
    for (size_t i = 0; i < COUNT(bays); i++) {
        struct bay bay = { .unit_id = f->store->id, .code = str_of(bays[i].code),
            .trade = bays[i].trade, .lift = bays[i].lift };

        if (bays[i].lift)
            bay.lift_check_on = inspected;
        if (all || bays[i].everywhere)
            TRY(make(f, &bay_model, &bay));
    }
    return 0;
}

int demo_skills(struct demo *d)
{
    for (int k = 0; k < SKILLS; k++) {
        struct skill s = { .code = str_of(skills[k].code), .name = str_of(skills[k].name),
            .trade = skills[k].trade, .certified = skills[k].certified };

        TRY(demo_create(d, &who_system, &skill_model, &s, &d->skills[k]));
    }
    return 0;
}

/* What a usual job takes; 0: whoever repairs cars. */
rid demo_skill_for(const struct demo *d, enum labour_section section, bool voltage)
{
    switch (section) {
    case SECTION_MAINTENANCE: return d->skills[EXPRESS];
    case SECTION_BODY:        return d->skills[BODY];
    case SECTION_BEAUTY:      return d->skills[BEAUTY];
    case SECTION_OTHER:       return 0;
    default:                  return d->skills[voltage ? VOLTAGE : MECHANIC];
    }
}

int demo_workshop(struct demo *d, date today)
{
    struct floor f = { .d = d };

    for (size_t i = 0; i < d->n_stores; i++) {
        struct closed_day shut = { .unit_id = d->stores[i].id, .day = { today.day + 24 },
            .note = STR("年度盘点与全员培训") };

        f.store = &d->stores[i];
        f.boss = who_system;
        f.boss.unit_id = d->stores[i].id;
        f.boss.company_id = d->company;
        f.lunches = 0;
        TRY(hire_more(&f, i == 0 ? MORE_FIRST : MORE_OTHERS));
        TRY(people_work(&f));
        TRY(bays_of(&f, i == 0, (date){ today.day + 200 }));
        TRY(make(&f, &closed_day_model, &shut));
    }
    return 0;
}
