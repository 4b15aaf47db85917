/* health.h - a vehicle's record through all stores, signed; and its upload to the authority. */
#pragma once
#include "modules/service/service.h"

#define MODEL    "modules/health/model.def"
#define REFUSALS "modules/health/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* --- file.c: the signed file (docs/health-record.md) ------------------------------------------ */

enum { HEALTH_FILE_MAX = 1 << 20, HEALTH_KEY_BYTES = 32 };

/* The whole record of a car as a file, signed with the chain's key; memory from c->mem. In a
 * snapshot. Refused when the car has no VIN or the chain no key. */
int health_file(struct ctx *, rid vehicle_id, str *bytes) MUST_USE;
/* The public half of the chain's key, 64 hexadecimal digits; refused when there is none. */
int health_key(struct ctx *, str *public_hex) MUST_USE;
/* Makes the chain's key where there is none. In a transaction. */
int health_key_make(struct ctx *) MUST_USE;

/* --- verify.c: no database -------------------------------------------------------------------- */

enum health_verdict {
    HEALTH_TRUE,                            /* whole, and signed with the key asked for */
    HEALTH_NOT_JSON, HEALTH_NOT_RECORD, HEALTH_OTHER_VERSION, HEALTH_INCOMPLETE, HEALTH_ALTERED,
    HEALTH_KEY_UNREADABLE, HEALTH_OTHER_KEY, HEALTH_FORGED, HEALTH_VERDICTS,
};
struct health_found { str vin, key; int64_t repairs; str where; };
/* Judges any bytes whatever. `key` is the public key to trust. *found: what the file says, as far
 * as it could be read. Memory from the arena. */
enum health_verdict health_verify(struct arena *, str bytes, str key, struct health_found *);
/* What is wrong, in words. */
str health_verdict_text(enum health_verdict, bool english);

/* --- platform.c: the local simulator of a provincial platform --------------------------------- */

/* Takes the messages of the topic record_platform. */
void record_platform_simulate(void);
