/* vin_tables.h - looking things up in the packed VIN tables. Internal to vin.c. */
#pragma once
#include "facts/tables.h"
#include "base/base.h"

struct vin_model {
    uint32_t model, make;                             /* text; item of VIN_MAKE, of `near` only */
    bool near;
};

str vin_text(uint32_t at);                            /* 0: the absent str */

/* The WMI of the 17 characters: by positions 12-14 too when a small maker's (position 3 is 9).
 * NULL = unknown. */
const struct vin_wmi *vin_wmi_find(const char *vin);

/* The model the maker declared for this WMI, code and year: of several patterns that hold, the one
 * that says most. model = 0: none. */
struct vin_model vin_model_find(const struct vin_wmi *, const char *vin, int year);

/* The model which the same make declared under the same code for another plant, or another year at
 * most ten away; the nearest year counts, and nothing when two models are as near. */
struct vin_model vin_model_near(const struct vin_wmi *, const char *vin, int year);

/* The marque. Of a WMI that serves several, the one that has the model; absent when that leaves it
 * open. `chinese`: a Chinese maker's car for China, where our own table knows best. */
str vin_make_of(const struct vin_wmi *, struct vin_model, bool chinese);
