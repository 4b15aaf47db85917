/* scenario.h - what the files of the scenario runner share. */
#pragma once
#include "kernel/kernel.h"

enum { NAMES_MAX = 200, LINE_BYTES = 8192, FAULTS_TRIED = 3000 };

struct scenario {
    struct db *db;
    struct arena mem;
    const char *file;
    int line;
    when now, pressed;                      /* pressed: of the next command, if it came late */
    str account;
    rid link;                               /* of the customer who acts; 0: an account does */
    bool faults, memory, quiet;
    struct { str name; rid id; } names[NAMES_MAX];
    size_t n_names;
};

/* Count one expectation; when it does not hold, say why. Answers `good`. */
bool said(const struct scenario *, bool good, const char *format, ...) PRINTF(3, 4);
/* The next word of a line; the JSON object at its beginning, "{}" when there is none. */
str word(str *rest);
str object(str *rest);
/* What $name stands for; give it a meaning; replace all of them in a text. */
rid named(struct scenario *, str name);
void bind(struct scenario *, str name, rid id);
str replaced(struct scenario *, str text);

/* Who acts now; ctx_end when begin answered true or false. */
struct actor { str name; rid link; struct who who; bool found; };
bool begin(struct scenario *, struct ctx *, struct actor *);
/* A call that should have gone well did not. */
void show(struct scenario *, struct ctx *, const char *what, int r);
/* " = CODE FIELD": was it refused so? */
void expect_refused(struct scenario *, struct ctx *, int r, str rest);

/* --- scenario_print.c ------------------------------------------------------------------------- */
/* print NAME $id zh|en WORD…: each must stand on the paper. noprint … = CODE: it is refused. */
void step_print(struct scenario *, str rest, bool refused);
/* printed: each PRINT of the model was printed in both languages, by the files so far. */
void step_printed(struct scenario *);

/* --- scenario_look.c: steps that only read ---------------------------------------------------- */
void step_see(struct scenario *, str rest);
void step_list(struct scenario *, str rest, bool count);
/* search TEXT = [first] ENTITY $row: it is found; or is the first of what is. */
void step_search(struct scenario *, str rest);
void step_report(struct scenario *, str rest, bool refused);
/* suggest COMMAND [$row] {typed so far} = {what the form then holds} */
void step_suggest(struct scenario *, str rest);

/* --- scenario_memory.c ------------------------------------------------------------------------ */
/* The command once for each of its allocations, which fails; nothing of it is kept. Answers what it
 * was refused with then, which must be what it is refused with anyway. */
const struct refusal *memory_run(struct scenario *, struct ctx *, struct call *, str body);
/* db_snapshot, and with --memory first once for each of its allocations. */
int memory_look(struct scenario *, struct ctx *, work_fn *, void *arg);
unsigned memory_struck(void);
