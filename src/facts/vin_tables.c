/* vin_tables.c - looking things up in the packed VIN tables. */
#include "facts/vin_tables.h"
#include <strings.h>

enum { NEAR_YEARS = 10, CODED = 13 };                 /* positions 4-8 and 10-17 */

str vin_text(uint32_t at) { return str_of(FACTS(facts_vin, VIN_TEXT, char) + at); }

/* --- WMI ------------------------------------------------------------------------------------- */
static const struct vin_wmi *wmi_by_key(const char key[6])
{
    const struct vin_wmi *all = FACTS(facts_vin, VIN_WMI, struct vin_wmi);
    uint32_t low = 0, high = facts_vin[VIN_WMI].n;

    while (low < high) {
        uint32_t mid = (low + high) / 2;
        int by = memcmp(all[mid].key, key, 6);

        if (by == 0)
            return &all[mid];
        if (by < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

const struct vin_wmi *vin_wmi_find(const char *vin)
{
    char key[6] = { vin[0], vin[1], vin[2], vin[11], vin[12], vin[13] };
    const struct vin_wmi *w = vin[2] == '9' ? wmi_by_key(key) : NULL;

    memset(key + 3, 0, 3);
    return w != NULL ? w : wmi_by_key(key);
}

/* --- patterns -------------------------------------------------------------------------------- */
/* The best so far. `torn`: another model is as good. */
struct best { const struct vin_pattern *p; int away; uint32_t make; bool torn; };

static void coded(const char *vin, uint8_t out[CODED])
{
    for (int i = 0; i < CODED; i++) {
        char c = vin[i < 5 ? i + 3 : i + 4];

        out[i] = (uint8_t)(c <= '9' ? c - '0' : c - 'A' + 10);
    }
}

static bool pattern_holds(const struct vin_pattern *p, const uint8_t code[CODED])
{
    const uint64_t *set = FACTS(facts_vin, VIN_SET, uint64_t);

    for (int i = 0; i < CODED; i++)
        if ((set[p->set[i]] >> code[i] & 1) == 0)
            return false;
    return true;
}

/* Nearer is better, then the pattern that says more; the later of equals, schemas being numbered
 * in the order they were declared. */
static void schema_search(uint32_t schema, int away, uint32_t make, const uint8_t code[CODED],
                          struct best *best)
{
    const struct vin_schema *s = FACTS(facts_vin, VIN_SCHEMA, struct vin_schema) + schema;
    const struct vin_pattern *p = FACTS(facts_vin, VIN_PATTERN, struct vin_pattern) + s->at;

    for (const struct vin_pattern *end = p + s->n; p < end; p++) {
        bool as_good;

        if (best->p != NULL && (away > best->away
                || (away == best->away && p->weight < best->p->weight)))
            continue;
        if (!pattern_holds(p, code))
            continue;
        as_good = best->p != NULL && away == best->away && p->weight == best->p->weight;
        best->torn = as_good && (best->torn || p->model != best->p->model);
        best->p = p;
        best->away = away;
        best->make = make;
    }
}

struct vin_model vin_model_find(const struct vin_wmi *w, const char *vin, int year)
{
    const struct vin_link *link = FACTS(facts_vin, VIN_LINK, struct vin_link) + w->link_at;
    struct best best = { 0 };
    uint8_t code[CODED];

    coded(vin, code);
    for (const struct vin_link *end = link + w->link_n; link < end; link++)
        if (year >= link->from && year <= link->to)
            schema_search(link->schema, 0, 0, code, &best);
    return (struct vin_model){ .model = best.p != NULL ? best.p->model : 0 };
}

struct vin_model vin_model_near(const struct vin_wmi *w, const char *vin, int year)
{
    const uint32_t *make = FACTS(facts_vin, VIN_WMI_MAKE, uint32_t) + w->make_at;
    struct best best = { 0 };
    uint8_t code[CODED];

    coded(vin, code);
    for (uint32_t i = 0; i < w->make_n; i++) {
        const struct vin_make *m = FACTS(facts_vin, VIN_MAKE, struct vin_make) + make[i];
        const struct vin_link *link = FACTS(facts_vin, VIN_MAKE_LINK, struct vin_link) + m->link_at;

        for (const struct vin_link *end = link + m->link_n; link < end; link++) {
            int away = year < link->from ? link->from - year
                     : year > link->to ? year - link->to : 0;

            if (away <= NEAR_YEARS)
                schema_search(link->schema, away, make[i], code, &best);
        }
    }
    if (best.p == NULL || best.torn)
        return (struct vin_model){ 0 };
    return (struct vin_model){ best.p->model, best.make, true };
}

/* --- the make -------------------------------------------------------------------------------- */
static bool make_has_model(uint32_t make, uint32_t model)
{
    const struct vin_model_make *all = FACTS(facts_vin, VIN_MODEL_MAKE, struct vin_model_make);
    uint32_t low = 0, high = facts_vin[VIN_MODEL_MAKE].n;

    while (low < high) {
        uint32_t mid = (low + high) / 2;

        if (all[mid].model < model || (all[mid].model == model && all[mid].make < make))
            low = mid + 1;
        else
            high = mid;
    }
    return low < facts_vin[VIN_MODEL_MAKE].n && all[low].model == model && all[low].make == make;
}

/* Of the makes of a WMI the one that has the model or, without a model, that the list of marques
 * names; an absent str when it is not exactly one. */
static str make_of_several(const struct vin_wmi *w, struct vin_model m)
{
    const uint32_t *make = FACTS(facts_vin, VIN_WMI_MAKE, uint32_t) + w->make_at;
    str found = { 0 }, marque = vin_text(w->name);

    for (uint32_t i = 0; i < w->make_n; i++) {
        str name = vin_text(FACTS(facts_vin, VIN_MAKE, struct vin_make)[make[i]].name);

        if (m.model != 0 ? make_has_model(make[i], m.model)
                : name.n == marque.n && strncasecmp(name.s, marque.s, name.n) == 0) {
            if (found.n > 0)
                return (str){ 0 };
            found = name;
        }
    }
    return found;
}

str vin_make_of(const struct vin_wmi *w, struct vin_model m, bool chinese)
{
    const struct vin_make *makes = FACTS(facts_vin, VIN_MAKE, struct vin_make);
    str found;

    if (chinese && (w->own_make != 0 || w->name != 0))
        return vin_text(w->own_make != 0 ? w->own_make : w->name);
    if (w->make_n == 1)
        return vin_text(makes[FACTS(facts_vin, VIN_WMI_MAKE, uint32_t)[w->make_at]].name);
    if (w->make_n == 0)
        return vin_text(w->name != 0 ? w->name : w->own_make);
    found = make_of_several(w, m);
    return found.n == 0 && m.near ? vin_text(makes[m.make].name) : found;
}
