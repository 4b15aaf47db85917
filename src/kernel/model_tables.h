/* model_tables.h - second reading of MODEL and REFUSALS: the descriptors.
 * Included once by each X_model.c, after X.h, with MODULE (a name), MODULE_ZH and MODULE_EN.
 * Each pass defines the rows it reads and leaves the others blank. */
#define JOIN_(a, b) a##b
#define JOIN(a, b)  JOIN_(a, b)
#define NAME_(a)    #a
#define NAME(a)     NAME_(a)

#define KD_TEXT(n)     .kind = K_TEXT, .max = n
#define KD_LONGTEXT(n) .kind = K_LONGTEXT, .max = n
#define KD_SECRET(n)   .kind = K_SECRET, .max = n
#define KD_INT         .kind = K_INT
#define KD_BOOL        .kind = K_BOOL
#define KD_MONEY       .kind = K_MONEY
#define KD_PRICE       .kind = K_PRICE
#define KD_RATE        .kind = K_RATE
#define KD_QTY         .kind = K_QTY
#define KD_TIME        .kind = K_TIME
#define KD_DATE        .kind = K_DATE
#define KD_DURATION    .kind = K_DURATION
#define KD_CHOICE(c)   .kind = K_CHOICE, .choices = &c##_choices
#define KD_STATE(s)    .kind = K_STATE, .choices = &s##_choices
#define KD_REF(e)      .kind = K_REF, .ref = &e##_model
#define KD_ANYREF      .kind = K_ANYREF
#define KD_LINES(e)    .kind = K_LINES, .ref = &e##_model
#define KD_FILE        .kind = K_FILE

/* Duties, refusals, series, settings; the values of choices and states. */
#include "kernel/model_blank.h"
#undef DUTY
#undef REFUSAL
#undef SERIES
#undef SETTING
#undef STATES
#undef STATE_IS
#undef STATES_END
#undef CHOICES
#undef CHOICE_IS
#undef CHOICES_END
#define DUTY(name_, zh_, en_) \
    const struct duty duty_##name_ = { #name_, { zh_, en_ }, NAME(MODULE) };
#define REFUSAL(sym_, status_, zh_, en_) \
    const struct refusal sym_ = { #sym_, status_, { zh_, en_ } };
#define SERIES(name_, prefix_, zh_, en_) \
    const struct series series_##name_ = { #name_, prefix_, { zh_, en_ } };
#define SETTING(name_, kind_, value_, zh_, en_, source_, ...) \
    const struct setting setting_##name_ = \
        { #name_, K_##kind_, value_, { zh_, en_ }, source_, NAME(MODULE), ##__VA_ARGS__ };
#define STATES(name)                static const struct choice name##_v[] = { { .sym = "" },
#define STATE_IS(sym_, code_, zh_, en_, ...) \
                                        { #sym_, code_, { zh_, en_ }, ##__VA_ARGS__ },
#define STATES_END(name_)           }; \
    const struct choices name_##_choices = { #name_, true, name_##_v, name_##_count };
#define CHOICES(name)               STATES(name)
#define CHOICE_IS(sym_, code_, zh_, en_, ...) STATE_IS(sym_, code_, zh_, en_, ##__VA_ARGS__)
#define CHOICES_END(name_)          }; \
    const struct choices name_##_choices = { #name_, false, name_##_v, name_##_count };
#include MODEL
#include REFUSALS

/* Fields; and thunks that give each function its typed row. */
#include "kernel/model_blank.h"
#undef ENTITY
#undef INPUT
#undef RESULT
#undef FIELD
#undef END
#undef KEEP
#undef KEEP_IF
#undef COMMAND
#undef COMMAND_IF
#undef SUGGEST
#undef REPORT
#undef PRINT
#define ENTITY(name, ...) \
    static const struct field *name##_fields(void) { \
        typedef struct name self; \
        static const struct field f[] = {
#define INPUT(name, ...)            ENTITY(name)
#define RESULT(name, ...)           ENTITY(name)
#define FIELD(kind_, name_, zh_, en_, ...) \
            { #name_, { zh_, en_ }, KD_##kind_, .at = offsetof(self, name_), ##__VA_ARGS__ },
#define END(name) \
            { 0 } }; \
        (void)sizeof(self); \
        return f; \
    }
#define KEEP(entity, duty, judge, ...) \
    static int entity##_judged(struct ctx *c, void *now, const void *before) \
    { return judge(c, now, before); }
#define KEEP_IF(entity, duty, judge, guard, ...) \
    KEEP(entity, duty, judge) \
    static int entity##_kept(struct ctx *c, const void *row) { return guard(c, row); }
#define COMMAND(name, entity, in, ...) \
    static int name##_run(struct ctx *c, void *row, const void *i) { return name(c, row, i); }
#define COMMAND_IF(name, entity, in, guard, ...) \
    static int name##_may(struct ctx *c, const void *row) { return guard(c, row); } \
    COMMAND(name, entity, in)
#define SUGGEST(command, entity, in) \
    static int command##_suggested(struct ctx *c, const void *row, void *i) \
    { return command##_suggest(c, row, i); }
#define REPORT(name, params, result, ...) \
    static int name##_report(struct ctx *c, const void *p, size_t *n, void **v) \
    { \
        struct result##_list rows = { 0 }; \
        TRY(name(c, p, &rows)); \
        *n = rows.n, *v = rows.v; \
        return 0; \
    }
#define PRINT(name, entity, ...) \
    static int name##_printed(struct ctx *c, const void *row, struct print *p) \
    { return name(c, row, p); }
#include MODEL

/* Entities and commands. */
#include "kernel/model_blank.h"
#undef ENTITY
#undef INPUT
#undef RESULT
#undef COMMAND
#undef COMMAND_IF
#define ENTITY(name_, zh_, en_, ...) \
    const struct entity name_##_model = { #name_, { zh_, en_ }, sizeof(struct name_), \
        name_##_fields, NAME(MODULE), .table = true, ##__VA_ARGS__ };
#define INPUT(name_, zh_, en_, ...) \
    const struct entity name_##_model = { #name_, { zh_, en_ }, sizeof(struct name_), \
        name_##_fields, NAME(MODULE) };
#define RESULT(name_, zh_, en_, ...) INPUT(name_, zh_, en_)
#define COMMAND(name_, entity_, in_, zh_, en_, ...) \
    const struct command name_##_command = { #name_, { zh_, en_ }, &entity_##_model, \
        &in_##_model, NULL, name_##_run, NAME(MODULE), ##__VA_ARGS__ };
#define COMMAND_IF(name_, entity_, in_, guard_, zh_, en_, ...) \
    const struct command name_##_command = { #name_, { zh_, en_ }, &entity_##_model, \
        &in_##_model, name_##_may, name_##_run, NAME(MODULE), ##__VA_ARGS__ };
#include MODEL

/* What is approved, once its commands are there. */
#include "kernel/model_blank.h"
#undef APPROVAL
#define APPROVAL(name_, entity_, granted_, refused_, zh_, en_) \
    const struct matter matter_##name_ = { #name_, { zh_, en_ }, &entity_##_model, \
        &granted_##_command, &refused_##_command };
#include MODEL

/* The lists of the module. */
#include "kernel/model_blank.h"
#undef DUTY
#define DUTY(name, ...) &duty_##name,
static const struct duty *const module_duties[] = {
#include MODEL
    NULL };

#include "kernel/model_blank.h"
#undef STATES
#undef CHOICES
#define STATES(name)  &name##_choices,
#define CHOICES(name) &name##_choices,
static const struct choices *const module_choices[] = {
#include MODEL
    NULL };

#include "kernel/model_blank.h"
#undef ENTITY
#undef INPUT
#undef RESULT
#define ENTITY(name, ...) &name##_model,
#define INPUT(name, ...)  &name##_model,
#define RESULT(name, ...) &name##_model,
static const struct entity *const module_entities[] = {
#include MODEL
    NULL };

#include "kernel/model_blank.h"
#undef COMMAND
#undef COMMAND_IF
#define COMMAND(name, ...)    &name##_command,
#define COMMAND_IF(name, ...) &name##_command,
static const struct command *const module_commands[] = {
#include MODEL
    NULL };

#include "kernel/model_blank.h"
#undef KEEP
#undef KEEP_IF
#define KEEP(entity_, its_duty, judge_, ...) \
    { &entity_##_model, &duty_##its_duty, entity_##_judged, ##__VA_ARGS__ },
#define KEEP_IF(entity_, its_duty, judge_, guard_, ...)                                            \
    { &entity_##_model, &duty_##its_duty, entity_##_judged, .guard = entity_##_kept,               \
        ##__VA_ARGS__ },
static const struct keep module_keeps[] = {
#include MODEL
    { 0 } };

#include "kernel/model_blank.h"
#undef REPORT
#define REPORT(name_, params_, result_, zh_, en_, ...) \
    { #name_, { zh_, en_ }, &params_##_model, &result_##_model, name_##_report, \
      NAME(MODULE), ##__VA_ARGS__ },
static const struct report module_reports[] = {
#include MODEL
    { 0 } };

#include "kernel/model_blank.h"
#undef PRINT
#define PRINT(name_, entity_, zh_, en_, ...) \
    { &entity_##_model, #name_, { zh_, en_ }, name_##_printed, NAME(MODULE), ##__VA_ARGS__ },
static const struct printout module_prints[] = {
#include MODEL
    { 0 } };

#include "kernel/model_blank.h"
#undef VIEW
#define VIEW(entity_, name_, zh_, en_, query_) \
    { &entity_##_model, #name_, { zh_, en_ }, query_ },
static const struct view module_views[] = {
#include MODEL
    { 0 } };

#include "kernel/model_blank.h"
#undef INDEX
#undef UNIQUE
#define INDEX(entity_, name_, columns_, where_) \
    { &entity_##_model, #name_, columns_, where_, false },
#define UNIQUE(entity_, name_, columns_, where_) \
    { &entity_##_model, #name_, columns_, where_, true },
static const struct index module_indexes[] = {
#include MODEL
    { 0 } };

#include "kernel/model_blank.h"
#undef INVARIANT
#define INVARIANT(entity_, name_, sql_) { &entity_##_model, #name_, sql_ },
static const struct invariant module_invariants[] = {
#include MODEL
    { 0 } };

#include "kernel/model_blank.h"
#undef SERIES
#define SERIES(name, ...) &series_##name,
static const struct series *const module_series[] = {
#include MODEL
    NULL };

#include "kernel/model_blank.h"
#undef SETTING
#define SETTING(name, ...) &setting_##name,
static const struct setting *const module_settings[] = {
#include MODEL
    NULL };

#include "kernel/model_blank.h"
#undef ON
#undef ON_IF
#undef ON_SPOT
#define ON(command_, handler_) { #command_, handler_, #handler_, false, NULL },
#define ON_IF(command_, handler_, matters_) { #command_, handler_, #handler_, false, matters_ },
#define ON_SPOT(command_, handler_) { #command_, handler_, #handler_, true, NULL },
static const struct reaction module_reactions[] = {
#include MODEL
    { 0 } };

#include "kernel/model_blank.h"
#undef TIMED
#undef TIMED_APART
#define TIMED(name_, handler_) { #name_, handler_, false },
#define TIMED_APART(name_, handler_) { #name_, handler_, true },
static const struct timed module_timed[] = {
#include MODEL
    { 0 } };

#include "kernel/model_blank.h"
#undef ANSWER
#define ANSWER(topic_, handler_) { #topic_, handler_ },
static const struct answered module_answers[] = {
#include MODEL
    { 0 } };

#include "kernel/model_blank.h"
#undef VERIFY
#define VERIFY(name_) { #name_, name_ },
static const struct checker module_checkers[] = {
#include MODEL
    { 0 } };

#include "kernel/model_blank.h"
#undef SEED
#define SEED(name_) { #name_, name_ },
static const struct seed module_seeds[] = {
#include MODEL
    { 0 } };

#include "kernel/model_blank.h"
#undef REFUSAL
#define REFUSAL(sym, ...) &sym,
static const struct refusal *const module_refusals[] = {
#include REFUSALS
    NULL };

#include "kernel/model_blank.h"
#undef SUGGEST
#define SUGGEST(command, entity, in) { &command##_command, command##_suggested },
static const struct suggestion module_suggestions[] = {
#include MODEL
    { 0 } };

#include "kernel/model_blank.h"
#undef APPROVAL
#define APPROVAL(name, ...) &matter_##name,
static const struct matter *const module_matters[] = {
#include MODEL
    NULL };

const struct module JOIN(MODULE, _module) = {
    NAME(MODULE), { MODULE_ZH, MODULE_EN }, module_duties, module_choices, module_entities,
    module_commands, module_keeps, module_reports, module_prints, module_views, module_indexes,
    module_invariants, module_series, module_settings, module_reactions, module_timed,
    module_answers, module_checkers, module_seeds, module_refusals,
    module_suggestions, module_matters,
};
