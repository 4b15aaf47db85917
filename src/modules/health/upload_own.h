/* upload_own.h - what the files of the upload share. */
#pragma once
#include "modules/health/health.h"

/* What an upload would say now, and what of it is missing, in words. */
struct items {
    str content, hash;                      /* JSON, its SHA-256 */
    str missing, missing_en;                /* both empty: it can be sent */
    enum platform_kind kind;
    str company_code;
    rid licence_id;
};
int items_build(struct ctx *, const struct record_upload *, struct items *) MUST_USE;
/* The filing of a store that holds on a day; found is false when there is none. */
int licence_of(struct ctx *, rid unit_id, date, struct repair_licence *, bool *found) MUST_USE;
