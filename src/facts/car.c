/* car.c - names of cars, and tables by them. */
#include "facts/car.h"
#include "facts/fold.h"
#include "facts/tables.h"

static str text(uint32_t at) { return str_of(FACTS(facts_car, CAR_TEXT, char) + at); }

void car_key(str name, char out[CAR_KEY])
{
    const struct car_name *all = FACTS(facts_car, CAR_NAME, struct car_name);

    fold(name, "-./·_()（）", out, CAR_KEY);
    for (uint32_t i = 0; i < facts_car[CAR_NAME].n; i++)
        if (str_is(text(all[i].name), out)) {
            str key = text(all[i].key);

            memcpy(out, key.s, key.n + 1);
            return;
        }
}

static bool same(uint32_t name, const char *key)
{
    char other[CAR_KEY];

    car_key(text(name), other);
    return *key != 0 && strcmp(other, key) == 0;
}

size_t car_findings(str make, str series, str model, int year, bool chinese,
    struct car_findings out[3])
{
    const struct car_faults *f = FACTS(facts_car, CAR_FAULTS, struct car_faults);
    char make_key[CAR_KEY], series_key[CAR_KEY], model_key[CAR_KEY];
    size_t n = 0;

    car_key(make, make_key);
    car_key(series, series_key);
    car_key(model, model_key);
    for (const struct car_faults *end = f + facts_car[CAR_FAULTS].n; f < end && n < 3; f++) {
        if (f->year != year || (f->make != 0 && !same(f->make, make_key)) ||
            (f->model != 0 && !same(f->model, series_key) && !same(f->model, model_key)))
            continue;
        out[n] = (struct car_findings){ f->year, text(f->make), text(f->model), f->inspections,
            f->median_km, { f->fail_ppm }, { { 0 } } };
        for (int i = 0; i < 3; i++)
            out[n].reasons[i] = text(chinese ? f->reason_zh[i] : f->reason[i]);
        n++;
    }
    return n;
}

bool car_recall_at(size_t i, struct car_recalled *out)
{
    const struct car_recall *r = FACTS(facts_car, CAR_RECALL, struct car_recall) + i;

    if (i >= facts_car[CAR_RECALL].n)
        return false;
    *out = (struct car_recalled){ text(r->number), text(r->make), text(r->series), text(r->zh),
        text(r->published), r->from, r->to };
    return true;
}
