/* car.h - one name for a make or a series however it is written, and what is published of cars:
 * recalls (for the demo) and what inspections find. */
#pragma once
#include "base/base.h"

enum { CAR_KEY = 48 };
/* 丰田, 一汽丰田 and Toyota are TOYOTA; CR-V is CRV; 3系 and 3 Series are 3. "" for nothing. */
void car_key(str name, char out[CAR_KEY]);

/* Results of the inspections of 2022 in Finland (data/inspection/SOURCE.md). */
struct car_findings {
    int year;                               /* model year */
    str make, model;                        /* absent: all */
    int64_t inspections, median_km;
    rate failed;
    str reasons[3];                         /* the most frequent first; absent: fewer */
};
enum { CAR_FINDINGS_YEAR = 2022 };
/* Of this model year: of all cars, of the make, of the model; in that order, those there are. The
 * series may stand in either name. */
size_t car_findings(str make, str series, str model, int year, bool chinese,
    struct car_findings out[3]);

/* The recalls that come with the program (data/recall/SOURCE.md); false past the last. */
struct car_recalled { str number, make, series, chinese, published; int from, to; };
bool car_recall_at(size_t i, struct car_recalled *out);
