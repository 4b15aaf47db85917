/* model_types.h - first reading of MODEL and REFUSALS: C types and prototypes.
 * Included by each module's X.h, after it defines MODEL and REFUSALS as the two paths.
 * Deliberately no include guard. */
#define CT_TEXT(max)     str
#define CT_LONGTEXT(max) str
#define CT_SECRET(max)   str
#define CT_INT           int64_t
#define CT_BOOL          bool
#define CT_MONEY         money
#define CT_PRICE         price
#define CT_RATE          rate
#define CT_QTY           qty
#define CT_TIME          when
#define CT_DATE          date
#define CT_DURATION      duration
#define CT_CHOICE(c)     enum c
#define CT_STATE(s)      enum s
#define CT_REF(e)        rid
#define CT_ANYREF        struct anyref
#define CT_LINES(e)      struct e##_list
#define CT_FILE          rid

#include "kernel/model_blank.h"
#undef DUTY
#undef STATES
#undef STATE_IS
#undef STATES_END
#undef CHOICES
#undef CHOICE_IS
#undef CHOICES_END
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
#undef APPROVAL
#undef SERIES
#undef SETTING
#undef ON
#undef ON_IF
#undef ON_SPOT
#undef TIMED
#undef TIMED_APART
#undef ANSWER
#undef VERIFY
#undef SEED
#undef REFUSAL
#define DUTY(name, ...)             extern const struct duty duty_##name;
#define STATES(name)                enum name { name##_none,
#define STATE_IS(sym, ...)              sym,
#define STATES_END(name)                name##_count }; extern const struct choices name##_choices;
#define CHOICES(name)               STATES(name)
#define CHOICE_IS(sym, ...)             sym,
#define CHOICES_END(name)               STATES_END(name)
#define ENTITY(name, ...)           extern const struct entity name##_model; struct name { ROW_HEAD
#define INPUT(name, ...)            extern const struct entity name##_model; struct name {
#define RESULT(name, ...)           extern const struct entity name##_model; struct name {
#define FIELD(kind, name, ...)          CT_##kind name;
#define END(name)                   }; struct name##_list { struct name *v; size_t n; };
#define KEEP(entity, duty, judge, ...) \
    int judge(struct ctx *, struct entity *now, const struct entity *before) MUST_USE;
#define KEEP_IF(entity, duty, judge, guard, ...) \
    KEEP(entity, duty, judge) \
    int guard(struct ctx *, const struct entity *) MUST_USE;
#define COMMAND(name, entity, in, ...) \
    extern const struct command name##_command; \
    int name(struct ctx *, struct entity *, const struct in *) MUST_USE;
#define COMMAND_IF(name, entity, in, guard, ...) \
    COMMAND(name, entity, in) \
    int guard(struct ctx *, const struct entity *) MUST_USE;
#define SUGGEST(command, entity, in) \
    int command##_suggest(struct ctx *, const struct entity *, struct in *) MUST_USE;
#define REPORT(name, params, result, ...) \
    int name(struct ctx *, const struct params *, struct result##_list *) MUST_USE;
#define PRINT(name, entity, ...) \
    int name(struct ctx *, const struct entity *, struct print *) MUST_USE;
#define APPROVAL(name, ...)         extern const struct matter matter_##name;
#define SERIES(name, ...)           extern const struct series series_##name;
#define SETTING(name, ...)          extern const struct setting setting_##name;
#define ON(command, handler)        int handler(struct ctx *, const struct happening *) MUST_USE;
#define ON_IF(command, handler, matters) ON(command, handler) \
    int matters(struct ctx *, const struct happening *, bool *yes) MUST_USE;
#define ON_SPOT(command, handler)   int handler(struct ctx *, const struct happening *) MUST_USE;
#define TIMED(name, handler)        int handler(struct ctx *, const struct happening *) MUST_USE;
#define TIMED_APART(name, handler)  int handler(struct ctx *, const struct happening *) MUST_USE;
#define ANSWER(topic, handler)      int handler(struct ctx *, const struct happening *) MUST_USE;
#define VERIFY(name)                int name(struct ctx *, struct verify *) MUST_USE;
#define SEED(name)                  int name(struct ctx *) MUST_USE;
#define REFUSAL(sym, ...)           extern const struct refusal sym;
#include MODEL
#include REFUSALS
#include "kernel/model_blank.h"
