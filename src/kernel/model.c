/* model.c - what follows from the model once, at the start: names, numbers, plain commands. */
#include "kernel/kernel.h"

#include <jansson.h>

enum { ENTITIES_MAX = 600, COMMANDS_MAX = 1500, INPUTS_MAX = 1500, NAMES_MAX = 4096 };

/* One table of names a kind of thing: open addressing, filled once, read by all threads. */
struct names { const char *name[NAMES_MAX]; const void *thing[NAMES_MAX]; unsigned n; };

static struct names *entities_by_name, *inputs_by_name, *commands_by_name, *reports_by_name,
    *settings_by_name, *duties_by_name, *prints_by_name, *matters_by_name;
static const struct entity **entities, **inputs;
static const struct command **commands;
static const struct duty **duties;
static size_t n_entities, n_inputs, n_commands, n_duties;
static bool good;

static bool wrong(const char *what, const char *name)
{
    fprintf(stderr, "model: %s: %s\n", what, name);
    good = false;
    return false;
}

static size_t slot_of(const struct names *t, str name)
{
    uint64_t h = 14695981039346656037u;
    size_t i;

    for (size_t k = 0; k < name.n; k++)
        h = (h ^ (unsigned char)name.s[k]) * 1099511628211u;
    for (i = h % NAMES_MAX; t->name[i] != NULL && !str_is(name, t->name[i]);
         i = (i + 1) % NAMES_MAX)
        ;
    return i;
}

static void name_add(struct names *t, const char *name, const void *thing)
{
    size_t i = slot_of(t, str_of(name));

    if (t->name[i] != NULL)
        wrong("declared twice", name);
    else if (++t->n > NAMES_MAX / 2)
        wrong("too many names", name);
    t->name[i] = name;
    t->thing[i] = thing;
}

static const void *name_find(const struct names *t, str name)
{
    return name.n > 0 ? t->thing[slot_of(t, name)] : NULL;
}

/* --- the plain commands of KEEP --------------------------------------------------------------- */

static const char *joined(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    char *s = forever_alloc(n + m + 1);

    memcpy(s, a, n);
    memcpy(s + n, b, m);
    return s;
}

static void keep_command(const struct module *m, const struct keep *k, enum verb verb,
    const char *suffix, struct label label)
{
    struct command *cmd = forever_alloc(sizeof *cmd);

    *cmd = (struct command){
        .name = joined(k->on->name, suffix), .label = label, .on = k->on, .module = m->name,
        .duty = k->duty, .verb = verb, .judge = k->judge, .creates = verb == V_CREATE,
        .input = verb == V_CREATE || verb == V_EDIT ? k->on : &no_input_model,
    };
    if (verb != V_CREATE)
        memcpy(cmd->moves, k->moves, sizeof cmd->moves), cmd->guard = k->guard;
    name_add(commands_by_name, cmd->name, cmd);
    commands[n_commands++] = cmd;
}

static struct label said(const char *zh, struct label of, const char *en)
{
    return (struct label){ joined(zh, of.zh), joined(en, of.en) };
}

static void keep_add(const struct module *m, const struct keep *k)
{
    struct label of = k->on->label;

    if (n_commands + 4 > COMMANDS_MAX) {
        wrong("too many commands", k->on->name);
        return;
    }
    if (!k->no_create)
        keep_command(m, k, V_CREATE, "_create", said("新建", of, "New: "));
    keep_command(m, k, V_EDIT, "_edit", said("修改", of, "Edit: "));
    if (!k->no_retire) {
        keep_command(m, k, V_RETIRE, "_retire", said("停用", of, "Retire: "));
        keep_command(m, k, V_RESTORE, "_restore", said("恢复", of, "Restore: "));
    }
}

/* --- gathering -------------------------------------------------------------------------------- */

static void entity_add(const struct entity *e)
{
    if (n_entities == ENTITIES_MAX || n_inputs == INPUTS_MAX) {
        wrong("too many entities", e->name);
        return;
    }
    name_add(e->table ? entities_by_name : inputs_by_name, e->name, e);
    if (e->table)
        entities[n_entities++] = e;
    else
        inputs[n_inputs++] = e;
}

static void module_add(const struct module *m)
{
    for (size_t i = 0; m->duties[i] != NULL; i++) {
        if (n_duties == DUTIES_MAX)
            wrong("too many duties", m->duties[i]->name);
        else
            duties[n_duties++] = m->duties[i];
        name_add(duties_by_name, m->duties[i]->name, m->duties[i]);
    }
    for (size_t i = 0; m->entities[i] != NULL; i++)
        entity_add(m->entities[i]);
    for (size_t i = 0; m->commands[i] != NULL && n_commands < COMMANDS_MAX; i++) {
        name_add(commands_by_name, m->commands[i]->name, m->commands[i]);
        commands[n_commands++] = m->commands[i];
    }
    for (const struct keep *k = m->keeps; k->on != NULL; k++)
        keep_add(m, k);
    for (const struct report *r = m->reports; r->name != NULL; r++)
        name_add(reports_by_name, r->name, r);
    for (const struct printout *p = m->prints; p->name != NULL; p++)
        name_add(prints_by_name, p->name, p);
    for (size_t i = 0; m->matters[i] != NULL; i++)
        name_add(matters_by_name, m->matters[i]->name, m->matters[i]);
    for (size_t i = 0; m->settings[i] != NULL; i++)
        name_add(settings_by_name, m->settings[i]->name, m->settings[i]);
}

bool model_start(void)
{
    if (entities != NULL)
        return good;
    good = true;
    json_set_alloc_funcs(noted_alloc, noted_free);
    entities = forever_alloc(ENTITIES_MAX * sizeof *entities);
    inputs = forever_alloc(INPUTS_MAX * sizeof *inputs);
    commands = forever_alloc(COMMANDS_MAX * sizeof *commands);
    duties = forever_alloc(DUTIES_MAX * sizeof *duties);
    entities_by_name = forever_alloc(sizeof(struct names));
    inputs_by_name = forever_alloc(sizeof(struct names));
    commands_by_name = forever_alloc(sizeof(struct names));
    reports_by_name = forever_alloc(sizeof(struct names));
    settings_by_name = forever_alloc(sizeof(struct names));
    duties_by_name = forever_alloc(sizeof(struct names));
    prints_by_name = forever_alloc(sizeof(struct names));
    matters_by_name = forever_alloc(sizeof(struct names));
    for (size_t i = 0; modules[i] != NULL; i++)
        module_add(modules[i]);
    return good;
}

/* --- looking up ------------------------------------------------------------------------------- */

const struct entity *entity_named(str name)   { return name_find(entities_by_name, name); }
const struct entity *input_named(str name)    { return name_find(inputs_by_name, name); }
const struct command *command_named(str name) { return name_find(commands_by_name, name); }
const struct report *report_named(str name)   { return name_find(reports_by_name, name); }
const struct setting *setting_named(str name) { return name_find(settings_by_name, name); }
const struct printout *print_named(str name) { return name_find(prints_by_name, name); }
const struct matter *matter_named(str name)   { return name_find(matters_by_name, name); }
const struct duty *duty_named(str name)       { return name_find(duties_by_name, name); }

const struct field *field_named(const struct entity *e, str name)
{
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (str_is(name, f->name))
            return f;
    return NULL;
}

const struct choice *choice_coded(const struct choices *set, str code, int *out)
{
    for (int i = 1; i < set->n; i++)
        if (str_is(code, set->v[i].code)) {
            *out = i;
            return &set->v[i];
        }
    return NULL;
}

size_t model_entities(const struct entity *const **out) { *out = entities; return n_entities; }
const struct suggestion *command_suggestion(const struct command *cmd)
{
    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct suggestion *s = (*m)->suggestions; s != NULL && s->of != NULL; s++)
            if (s->of == cmd)
                return s;
    return NULL;
}

size_t model_commands(const struct command *const **out) { *out = commands; return n_commands; }
size_t model_duties(const struct duty *const **out)      { *out = duties; return n_duties; }
size_t model_inputs(const struct entity *const **out)    { *out = inputs; return n_inputs; }

int duty_number(const struct duty *d)
{
    size_t i = 0;

    while (i < n_duties && duties[i] != d)
        i++;
    assert(i < n_duties);                   /* else it is a duty of no module */
    return (int)i;
}

static const struct command *made_by(const struct entity *e, enum verb verb)
{
    const struct command *found = NULL;

    for (size_t i = 0; i < n_commands; i++) {
        const struct command *cmd = commands[i];

        if (cmd->on == e && !cmd->nested && (cmd->verb == verb ||
            (verb == V_CREATE && cmd->creates && found == NULL)))
            found = cmd;
    }
    return found;
}

const struct command *entity_create(const struct entity *e) { return made_by(e, V_CREATE); }
const struct command *entity_edit(const struct entity *e)   { return made_by(e, V_EDIT); }

/* --- kinds ------------------------------------------------------------------------------------ */

static const struct { const char *name; size_t size; bool number;
} kinds[] = {
    [K_TEXT] = { "text", sizeof(str), false },
    [K_LONGTEXT] = { "longtext", sizeof(str), false },
    [K_INT] = { "int", sizeof(int64_t), true },
    [K_BOOL] = { "bool", sizeof(bool), false },
    [K_MONEY] = { "money", sizeof(money), true },
    [K_PRICE] = { "price", sizeof(price), true },
    [K_RATE] = { "rate", sizeof(rate), true },
    [K_QTY] = { "qty", sizeof(qty), true },
    [K_TIME] = { "time", sizeof(when), false },
    [K_DATE] = { "date", sizeof(date), false },
    [K_DURATION] = { "duration", sizeof(duration), true },
    [K_CHOICE] = { "choice", sizeof(int), false },
    [K_STATE] = { "state", sizeof(int), false },
    [K_REF] = { "ref", sizeof(rid), false },
    [K_ANYREF] = { "anyref", sizeof(struct anyref), false },
    [K_LINES] = { "lines", 2 * sizeof(size_t), false },
    [K_FILE] = { "file", sizeof(rid), false },
    [K_SECRET] = { "secret", sizeof(str), false },
};

size_t kind_size(enum kind k)      { return kinds[k].size; }
bool kind_number(enum kind k)      { return kinds[k].number; }
const char *kind_name(enum kind k) { return kinds[k].name; }

bool field_absent(const struct field *f, const void *row)
{
    const void *at = (const char *)row + f->at;

    switch (f->kind) {
    case K_TEXT: case K_LONGTEXT: case K_SECRET:
        return ((const str *)at)->n == 0;
    case K_CHOICE: case K_STATE:
        return *(const int *)at == 0;
    case K_TIME: case K_DATE: case K_REF: case K_FILE:
        return *(const int64_t *)at == 0;
    case K_ANYREF:
        return ((const struct anyref *)at)->on == NULL;
    case K_BOOL: case K_LINES:
        return false;
    default:
        return f->optional && *(const int64_t *)at == NO_NUMBER;
    }
}

const char *const *entity_head(const struct entity *e)
{
    static const char *const audited[] = { "id", "version", "unit_id", "created_at", "retired_at",
        NULL };
    static const char *const ledger[] = { "id", "unit_id", "created_at", NULL };
    static const char *const keyed[] = { "unit_id", NULL };
    static const char *const none[] = { NULL };

    return !e->table ? none : e->key != NULL ? keyed : e->ledger ? ledger : audited;
}

bool entity_audited(const struct entity *e) { return e->table && !e->ledger && e->key == NULL; }
