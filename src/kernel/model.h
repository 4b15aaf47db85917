/* model.h - what a business object is, as data that the kernel reads.
 *
 * A module declares its objects once, in modules/X/model.def. The compiler reads that file twice:
 * for the C types (model_types.h, from X.h) and for these descriptors (model_tables.h, from
 * X_model.c). Tables, input checks, JSON, OpenAPI, TypeScript, pages and charts follow from them.
 *
 * The rows of a model.def:
 *   DUTY(name, zh, en)                                   a permission: what a post answers for
 *   STATES(name) STATE_IS(SYM, "code", zh, en, .tone, .end) … STATES_END(name)
 *   CHOICES(name) CHOICE_IS(SYM, "code", zh, en) … CHOICES_END(name)
 *   ENTITY(name, zh, en, attributes…) FIELD(KIND, name, zh, en, attributes…) … END(name)
 *   INPUT(name, zh, en) FIELD(…) … END(name)             what a command is given
 *   RESULT(name, zh, en) FIELD(…) … END(name)            a row that a SELECT or a report gives
 *   KEEP(entity, duty, judge, attributes…)               the plain commands create, edit, retire,
 *                                                        restore; `judge` normalises and judges
 *   KEEP_IF(entity, duty, judge, guard, attributes…)     the same; guard(ctx, row) before a change
 *   COMMAND(name, entity, input, zh, en, attributes…)    int name(ctx, struct entity *, in)
 *   COMMAND_IF(name, entity, input, guard, zh, en, …)    the same, with int guard(ctx, row)
 *   SUGGEST(command, entity, input)                      what its form begins with:
 *                          int command_suggest(ctx, const struct entity *, struct input *)
 *   REPORT(name, params, result, zh, en, attributes…)    int name(ctx, params, result_list *)
 *   PRINT(name, entity, zh, en, attributes…)             a paper: int name(ctx, const struct
 *                                                        entity *, struct print *); see print.h
 *   APPROVAL(name, entity, granted, refused, zh, en)     what somebody must agree to; the commands,
 *                                                        nested and without input, that then run
 *   VIEW(entity, name, zh, en, "query")                  a named list: "business=received"
 *   INDEX(entity, name, "columns", "where")              "where" may be ""
 *   UNIQUE(entity, name, "columns", "where")
 *   INVARIANT(entity, name, "sql condition")             a CHECK of the table
 *   SERIES(name, "prefix", zh, en)                       gapless numbers, per unit and day
 *   SETTING(name, KIND, default, zh, en, "source", …)    a dated, scoped rule value; .least: what
 *                                                        the law asks for at least
 *   ON(command, handler)                                 int handler(ctx, const struct happening *)
 *   ON_IF(command, handler, matters)                     only where int matters(ctx, const struct
 *                                                        happening *, bool *yes) says so in the
 *                                                        command's transaction, reading only
 *   ON_SPOT(command, handler)                            in the command's transaction: for what
 *                                                        only sets a timer
 *   TIMED(name, handler)                                 int handler(ctx, const struct happening *)
 *   TIMED_APART(name, handler)                           the same, but in no transaction: for work
 *                                                        that takes long, then stores its result
 *   ANSWER(topic, handler)                               int handler(ctx, const struct happening *)
 *   VERIFY(name)                                         int name(ctx, struct verify *)
 *   SEED(name)                                           int name(ctx): what a new chain needs
 * Strings are literals, attributes are designated initialisers: a misspelt one does not compile. */
#pragma once
#include "base/base.h"

struct ctx;
struct entity;
struct happening;
struct verify;
struct print;

/* Kinds. Numbers and BOOL are never NULL unless .optional (then NO_NUMBER stands for absent);
 * TEXT, TIME, DATE, CHOICE, REF, ANYREF, FILE may be absent unless .required. */
enum kind {
    K_TEXT, K_LONGTEXT,                 /* str; max = bytes */
    K_INT,                              /* int64_t */
    K_BOOL,                             /* bool */
    K_MONEY, K_PRICE, K_RATE, K_QTY,    /* the types of base.h */
    K_TIME, K_DATE, K_DURATION,
    K_CHOICE, K_STATE,                  /* enum; stored as the code; 0 = absent */
    K_REF,                              /* rid */
    K_ANYREF,                           /* struct anyref; columns NAME_entity and NAME_id */
    K_LINES,                            /* struct X_list; the rows of another entity or input */
    K_FILE,                             /* rid of a file */
    K_SECRET,                           /* str; taken, stored, never given out */
};

struct anyref { const struct entity *on; rid id; };

struct label { const char *zh, *en; };

enum tone { TONE_NEUTRAL, TONE_WAITING, TONE_ACTIVE, TONE_DONE, TONE_STOPPED, TONE_BAD };

struct choice {
    const char *sym, *code;
    struct label label;
    enum tone tone;
    bool end;                           /* STATES: nothing waits in it */
    bool inner;                         /* CHOICES: handlers set it, no form offers it */
};

struct choices {
    const char *name;
    bool states;
    const struct choice *v;             /* v[0] is the absent one, then n - 1 real ones */
    int n;
};

/* How a person writes and reads it. */
enum format { AS_PLAIN, AS_PLATE, AS_VIN, AS_PHONE, AS_EMAIL, AS_HOURS, AS_KM, AS_PERCENT,
              AS_CLOCK /* INT: minute of the day, 540 is 9:00 */,
              AS_WEEKDAY /* INT: 1 Monday … 7 Sunday, 0 each day */,
              AS_MONTH /* INT: 202611 is November 2026 */ };

/* Under which key the search box finds the row. A WORD, which many rows share (a make), is found
 * in the box of its own list only. */
enum search { SEARCH_NOT, SEARCH_PLATE, SEARCH_VIN, SEARCH_PHONE, SEARCH_NAME, SEARCH_NUMBER,
    SEARCH_WORD };

struct field {
    const char *name;
    struct label label;
    enum kind kind;
    size_t at;                          /* offset in the struct */
    int max;                            /* TEXT, LONGTEXT, SECRET: bytes */
    const struct entity *ref;           /* REF, LINES */
    const struct choices *choices;      /* CHOICE, STATE */
    const char *via;                    /* LINES of an entity: the line's REF back to us */
    bool required;                      /* must be present; a number: must be given in input */
    bool unique;                        /* in its scope, among living rows */
    bool readonly;                      /* only handlers write it */
    bool optional;                      /* a number that may be absent */
    bool image;                         /* FILE: a photograph or drawing (JPEG, PNG, WebP) */
    bool personal;                      /* of a person: encrypted in events, masked in logs */
    bool inside;                        /* of the house: not on paper that a customer is given */
    bool filter, sort; /* in lists; the index follows. sort: not of what may be absent */
    const char *pages; /* ANYREF: the entities, by name, on whose pages the rows are listed;
                        * "matters": those of every APPROVAL */
    int64_t least, most;                /* bounds of a number; both 0 = the kind's own */
    int list;                           /* column in the list page from 1; 0 = not shown */
    enum format format;
    enum search search;
    const char *also;                   /* another heading that files to import have for it */
    struct label help;
};

enum scope { SCOPE_GROUP, SCOPE_COMPANY, SCOPE_STORE, SCOPE_OWN };

/* Every row begins with these; the kernel alone writes them. Not every table has a column for
 * each: see struct entity. */
#define ROW_HEAD rid id; int64_t version; rid unit_id; when created_at; when retired_at;
struct row { ROW_HEAD };

struct entity {
    const char *name;
    struct label label;
    size_t size;                        /* of the struct */
    const struct field *(*fields)(void);/* ends with a nameless one */
    const char *module;
    bool table;                         /* false: INPUT or RESULT */
    enum scope scope;
    const char *title;                  /* the field that a reference shows */
    const struct duty *read;            /* who may read it; NULL: whoever holds a post in scope */
    bool internal;                      /* the kernel's own: no page, no address */
    bool line;                          /* part of a document: no page of its own */
    bool chain;                         /* rows of other stores may be read (a vehicle's history) */
    /* What kind of table. Neither: audited; columns id, version, unit_id, created_at, retired_at,
     * written only through the kernel, with version and event. */
    bool ledger;                        /* append-only: id, unit_id, created_at; INSERT only */
    const char *key; /* a balance: no id, this primary key; raw SQL may write it */
    const char *dated;                  /* fields valid_from, valid_to; these columns: no overlap */
    bool versioned;                     /* fields edition, published_at: published is immutable */
};

struct duty { const char *name; struct label label; const char *module; };

/* One axis of states that a command looks at and moves. `to` empty: it stays. One target: the
 * kernel sets it unless the handler did; several: the handler chooses. */
struct move { const char *axis; uint64_t from, to; const char *from_text, *to_text; };
#define IN(state)              (UINT64_C(1) << (state))
#define STAYS                  0
#define MOVE(axis_, from_, to_) { #axis_, (from_), (to_), #from_, #to_ }
enum { MOVES_MAX = 4 };

enum verb { V_CUSTOM, V_CREATE, V_EDIT, V_RETIRE, V_RESTORE };

struct command {
    const char *name;
    struct label label;
    const struct entity *on, *input;
    int (*guard)(struct ctx *, const void *row);
    int (*run)(struct ctx *, void *row, const void *in);
    const char *module;
    const struct duty *duty;            /* NULL: whoever is logged in and in scope */
    struct move moves[MOVES_MAX];
    bool creates; /* the handler is given a new row, stored when it returns 0 */
    bool nested;                        /* only other commands call it; no address, no button */
    bool everyone;                      /* takes no duty: about what is one's own */
    struct label confirm;               /* asked before it runs */
    struct label about; /* the menu it stands in where a document has many commands; none: first */
    enum verb verb;
    int (*judge)(struct ctx *, void *now, const void *before);
};

/* `judge` sees the row as it would be stored, `before` is NULL for a new one; it may normalise
 * (a plate in capitals), refuse, and add rows that must come with it; it has no other effect. */
struct keep {
    const struct entity *on;
    const struct duty *duty;
    int (*judge)(struct ctx *, void *now, const void *before);
    int (*guard)(struct ctx *, const void *row);    /* KEEP_IF: may this row be changed, retired? */
    struct move moves[MOVES_MAX];       /* in which states it may be edited */
    bool no_create, no_retire;          /* a document is made by a command and cancelled by one */
};

/* Fills what the asker left open of an input, from the document as it is now (NULL: a new one). It
 * only reads, and judges nothing: the command does. */
struct suggestion {
    const struct command *of;
    int (*run)(struct ctx *, const void *row, void *in);
};

enum chart { CHART_NONE, CHART_BAR, CHART_LINE, CHART_PIE };

struct report {
    const char *name;
    struct label label;
    const struct entity *params, *result;
    int (*run)(struct ctx *, const void *params, size_t *n, void **rows);
    const char *module;
    const struct duty *duty;
    enum chart chart;
    bool inner;                         /* read by other pages: no page of its own */
    /* The list, or the report, that a row is made of: "payment?method={method}&day={day|today}".
     * {x} is a column, else a parameter; when that is empty, |today, |unit or nothing stands for
     * it; :first and :last are the days of a month such as 202611. "reminder/{reminder_id}" is the
     * one document that a row is about. */
    const char *drill;
};

/* A sheet, a receipt roll, 60 × 40 mm; or no paper but a file for other programs (print_file). */
enum paper { PAPER_A4, PAPER_80MM, PAPER_LABEL, PAPER_FILE };

/* Whoever may read the row may print it, and needs the duty beside that where one is named. */
struct printout {
    const struct entity *on;
    const char *name;
    struct label label;
    int (*run)(struct ctx *, const void *row, struct print *);
    const char *module;
    enum paper paper;
    const struct duty *duty;
    bool legal;                         /* each printing is kept in print_log, and numbered */
};

struct matter {
    const char *name; struct label label;
    const struct entity *on;
    const struct command *granted, *refused;
};

struct view { const struct entity *on; const char *name; struct label label; const char *query; };
struct index { const struct entity *on; const char *name, *columns, *where; bool unique; };
struct invariant { const struct entity *on; const char *name, *sql; };
struct series { const char *name, *prefix; struct label label; };
struct setting {
    const char *name; enum kind kind; int64_t value; struct label label;
    const char *source, *module;
    int64_t least;                          /* no unit may go below it; 0: none */
};
struct reaction {
    const char *command;
    int (*run)(struct ctx *, const struct happening *);
    const char *name;
    bool on_spot;                           /* in the transaction of the command itself */
    int (*matters)(struct ctx *, const struct happening *, bool *yes);   /* NULL: always */
};
struct timed {
    const char *name;
    int (*run)(struct ctx *, const struct happening *);
    bool apart;                             /* outside any transaction, under a lease of a minute */
};
/* What an adapter was answered by the other side; see adapter_asks in happen.h. */
struct answered { const char *topic; int (*run)(struct ctx *, const struct happening *); };
struct checker { const char *name; int (*run)(struct ctx *, struct verify *); };
struct seed { const char *name; int (*run)(struct ctx *); };

/* A refusal: what a module says no with. REFUSAL(SYM, status, zh, en) in modules/X/refusals.def;
 * its code is the symbol in lower case. {1} and {2} in the texts are its arguments. The text says
 * what is wrong and what to do next. */
struct refusal { const char *code; int status; struct label text; };

/* A process of src/processes.def: stages over the states of the modules. */
struct stage {
    const char *name; struct label label;
    const struct entity *on; const char *axis; int state;
    const struct duty *duty;            /* who answers for it */
    const char *command;                /* what ends it, NULL: several may */
    const char *owner;                  /* the REF(employee) whose work it is; NULL: anybody's */
    bool anywhere;                      /* with an owner: in whichever store the document lies */
};
struct process { const char *name; struct label label; const struct stage *stages; size_t n; };

struct module {
    const char *name;
    struct label label;
    const struct duty *const *duties;           /* all arrays end with NULL or a nameless row */
    const struct choices *const *choices;
    const struct entity *const *entities;       /* tables, inputs, results */
    const struct command *const *commands;
    const struct keep *keeps;
    const struct report *reports;
    const struct printout *prints;
    const struct view *views;
    const struct index *indexes;
    const struct invariant *invariants;
    const struct series *const *series;
    const struct setting *const *settings;
    const struct reaction *reactions;
    const struct timed *timed;
    const struct answered *answers;
    const struct checker *checkers;
    const struct seed *seeds;
    const struct refusal *const *refusals;
    const struct suggestion *suggestions;
    const struct matter *const *matters;
};

extern const struct module *const modules[];    /* src/modules.c; ends with NULL */
extern const struct process processes[];        /* src/processes.c; ends with a nameless one */

/* --- what the kernel works out once, at the start (model.c) ----------------------------------- */

/* Builds the tables of names, the commands of KEEP and the numbers of duties. Call once, before
 * anything else; false after saying on stderr what is wrong with the model. */
bool model_start(void);

const struct entity *entity_named(str);         /* tables only; NULL = none */
const struct entity *input_named(str);
const struct command *command_named(str);
const struct report *report_named(str);
const struct setting *setting_named(str);
const struct printout *print_named(str);
const struct matter *matter_named(str);
const struct duty *duty_named(str);
const struct field *field_named(const struct entity *, str);
const struct choice *choice_coded(const struct choices *, str code, int *out);

size_t model_entities(const struct entity *const **out);     /* all tables, in module order */
size_t model_commands(const struct command *const **out);    /* all, those of KEEP too */
size_t model_duties(const struct duty *const **out);
size_t model_inputs(const struct entity *const **out);       /* inputs and results */
int duty_number(const struct duty *);                        /* 0 … DUTIES_MAX - 1 */
enum { DUTIES_MAX = 256 };

const struct command *entity_create(const struct entity *);  /* NULL: it is not made by hand */
const struct command *entity_edit(const struct entity *);
const struct suggestion *command_suggestion(const struct command *);    /* NULL: it has none */

size_t kind_size(enum kind);                    /* of its C type */
bool kind_number(enum kind);                    /* stored as integer and counted with */
bool field_absent(const struct field *, const void *row);
const char *kind_name(enum kind);
/* The columns before the fields: "id", "version", "unit_id" …; NULL-ended. */
const char *const *entity_head(const struct entity *);
bool entity_audited(const struct entity *);     /* a table that only the kernel writes */
