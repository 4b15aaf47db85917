/* meta.h - the model as other programs read it. */
#pragma once
#include "kernel/kernel.h"

/* docs/api.md, /api/meta: what there is and what `who` may do with it. */
void meta_json(struct ctx *, struct json *);
void openapi_json(struct json *);               /* OpenAPI 3.1 */
void emit_ts(struct text *);                    /* TypeScript types of entities and inputs */
void emit_charts(struct text *);                /* Mermaid: each state axis and each process */
/* What the compiler cannot see is wrong: reported line by line; how many. */
unsigned model_check(struct text *report);
