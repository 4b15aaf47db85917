/* party.h - customers, suppliers and other parties; merging keeps a redirect. */
#pragma once
#include "modules/org/org.h"

#define MODEL    "modules/party/model.def"
#define REFUSALS "modules/party/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* Follow merges: *id becomes the party that stands for it now. */
int party_living(struct ctx *, rid *id) MUST_USE;
/* This customer wants no calls, for `reason`; says so already: nothing is done. */
int party_no_calls(struct ctx *, rid party_id, str reason) MUST_USE;
/* A telephone number as typed, in place: digits only; a fault at `field` when it is none. An absent
 * one is left alone. */
int party_phone(struct ctx *, const char *field, str *phone) MUST_USE;
