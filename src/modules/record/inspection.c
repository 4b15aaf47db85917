/* inspection.c - what inspections look at, and what they find on cars like this one. */
#include "modules/record/record.h"
#include "facts/car.h"

int inspection_item_judge(
    struct ctx *c, struct inspection_item *now, const struct inspection_item *before)
{
    (void)before;
    return now->parent.n > 0 && str_eq(now->parent, now->code)
        ? refuse_field(c, "parent", &INSPECTION_SELF) : 0;
}

static str reasons_text(struct ctx *c, const struct car_findings *f)
{
    struct text t = text_in(&c->mem, 200);

    for (int i = 0; i < 3; i++)
        if (f->reasons[i].n > 0) {
            text_c(&t, t.n > 0 ? (c->english ? ", " : "、") : "");
            text_add(&t, f->reasons[i]);
        }
    return text_str(&t);
}

static str cars_text(struct ctx *c, const struct car_findings *f)
{
    if (f->make.n == 0)
        return str_of(c->english ? "All cars" : "全部车辆");
    if (f->model.n == 0)
        return str_format(&c->mem, c->english ? "%s, all models" : "%s 全部车型", f->make.s);
    return str_format(&c->mem, "%s %s", f->make.s, f->model.s);
}

static void rows_add(struct ctx *c, struct typical_faults_row_list *out,
    const struct typical_faults_in *car, str model, int64_t year, enum findings_basis basis)
{
    struct car_findings f[3];
    size_t n = year > 0 && year < 3000
        ? car_findings(car->brand, car->series, model, (int)year, !c->english, f) : 0;

    for (size_t i = n; i-- > 0; )           /* the model first */
        out->v[out->n++] = (struct typical_faults_row){ .basis = basis, .model_year = f[i].year,
            .cars = cars_text(c, &f[i]), .inspections = f[i].inspections, .failed = f[i].failed,
            .median_km = f[i].median_km, .reasons = reasons_text(c, &f[i]),
            .source = STR("Traficom 2022 (Finland, CC BY 4.0)") };
}

int typical_faults(
    struct ctx *c, const struct typical_faults_in *in, struct typical_faults_row_list *out)
{
    struct typical_faults_in car = *in;
    int this_year, month, day;
    str model = { 0 };

    if (in->vehicle_id != 0) {
        struct vehicle v;

        TRY(db_get(c, vehicle, &v, in->vehicle_id));
        if (v.model_year == 0)
            return refuse_field(c, "vehicle_id", &FINDINGS_YEARLESS);
        car = (struct typical_faults_in){ .brand = v.brand, .series = v.series,
            .model_year = v.model_year };
        model = v.model;
    } else if (in->brand.n == 0 || in->model_year == 0) {
        return refuse_field(c, in->brand.n == 0 ? "brand" : "model_year", &FINDINGS_NAMELESS);
    }
    *out = (struct typical_faults_row_list){ arena_alloc(&c->mem, 6 * sizeof *out->v), 0 };
    if (out->v == NULL)
        return DB_FAILED;
    date_parts(c->today, &this_year, &month, &day);
    rows_add(c, out, &car, model, car.model_year, BASIS_YEAR);
    rows_add(c, out, &car, model, CAR_FINDINGS_YEAR - (this_year - car.model_year), BASIS_AGE);
    return 0;
}
