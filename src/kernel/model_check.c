/* model_check.c - what the compiler cannot see is wrong with a model. */
#include "kernel/meta.h"

struct check { struct text *t; unsigned bad; };

static void bad(struct check *k, const char *where, const char *name, const char *what)
{
    text_f(k->t, "%s.%s: %s\n", where, name, what);
    k->bad++;
}

static bool labelled(struct label l)
{
    return l.zh != NULL && l.en != NULL && l.zh[0] != '\0' && l.en[0] != '\0';
}

/* An index whose columns begin with the field, or with the unit and then the field. */
static bool indexed(const struct entity *e, const struct field *f)
{
    size_t n = strlen(f->name);

    if (f->filter || f->unique || f->sort)
        return true;
    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct index *i = (*m)->indexes; i->on != NULL; i++) {
            const char *columns = i->columns;

            if (i->on != e)
                continue;
            if (strncmp(columns, "unit_id, ", 9) == 0)
                columns += 9;
            if (strncmp(columns, f->name, n) == 0 && (columns[n] == ',' || columns[n] == '\0'))
                return true;
        }
    return false;
}

/* A line is found by its document; that reference is read with every page. */
static bool via_of_lines(const struct entity *line, const struct field *f)
{
    const struct entity *const *all;
    size_t n = model_entities(&all);

    for (size_t i = 0; i < n; i++)
        for (const struct field *l = all[i]->fields(); l->name != NULL; l++)
            if (l->kind == K_LINES && l->ref == line && l->via != NULL &&
                strcmp(l->via, f->name) == 0)
                return true;
    return false;
}

static bool pages_exist(const char *at)
{
    while (*at != '\0') {
        size_t n = strcspn(at, " ");

        if (!str_is((str){ at, n }, "matters") && entity_named((str){ at, n }) == NULL)
            return false;
        at += n + strspn(at + n, " ");
    }
    return true;
}

static void check_field(struct check *k, const struct entity *e, const struct field *f)
{
    if (!labelled(f->label))
        bad(k, e->name, f->name, "a label in both languages is missing");
    if (f->choices != NULL && f->choices->states != (f->kind == K_STATE))
        bad(k, e->name, f->name, "a STATE field takes STATES, a CHOICE field CHOICES");
    if (f->kind == K_LINES && e->table &&
        (f->via == NULL || field_named(f->ref, str_of(f->via)) == NULL))
        bad(k, e->name, f->name, ".via does not name a reference of the line");
    if (f->kind == K_REF && !f->ref->table)
        bad(k, e->name, f->name, "refers to what has no table");
    if (!e->table)
        return;
    if (f->sort && !f->required && !kind_number(f->kind) && f->kind != K_BOOL)
        bad(k, e->name, f->name, ".sort on what may be absent");
    if (via_of_lines(e, f) && !indexed(e, f))
        bad(k, e->name, f->name, "the lines of a document are not indexed by it");
    if (f->kind == K_SECRET && (f->list != 0 || f->filter || f->sort || f->search != SEARCH_NOT))
        bad(k, e->name, f->name, "a secret is listed, filtered or searched");
    if (f->kind == K_FILE && e->read != NULL)
        bad(k, e->name, f->name, "its file is read without the duty: lay it beside the row");
    if (f->pages != NULL && (f->kind != K_ANYREF || !f->filter || !pages_exist(f->pages)))
        bad(k, e->name, f->name, ".pages names documents, of an ANYREF that is filtered");
    if (f->personal && f->kind != K_TEXT && f->kind != K_LONGTEXT)
        bad(k, e->name, f->name, "only text can be sealed as personal");
    if (f->search != SEARCH_NOT && f->kind != K_TEXT)
        bad(k, e->name, f->name, "only text is searched");
}

static void check_entity(struct check *k, const struct entity *e)
{
    int columns = 0;

    if (!labelled(e->label))
        bad(k, e->module, e->name, "a label in both languages is missing");
    if (e->title != NULL && field_named(e, str_of(e->title)) == NULL)
        bad(k, e->name, e->title, "the title is no field");
    if (e->table && !e->internal && !e->line && e->key == NULL && !e->ledger && e->title == NULL)
        bad(k, e->module, e->name, "has no .title for references to show");
    if (e->dated != NULL &&
        (field_named(e, STR("valid_from")) == NULL || field_named(e, STR("valid_to")) == NULL))
        bad(k, e->module, e->name, "is .dated without valid_from and valid_to");
    if (e->versioned &&
        (field_named(e, STR("edition")) == NULL || field_named(e, STR("published_at")) == NULL))
        bad(k, e->module, e->name, "is .versioned without edition and published_at");
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        check_field(k, e, f);
        columns += f->list != 0;
    }
    if (columns > 8)
        bad(k, e->module, e->name, "more than 8 columns in its list");
}

/* --- states ----------------------------------------------------------------------------------- */

/* Each symbol written in a MOVE is one of the axis's own. */
static void check_symbols(
    struct check *k, const struct command *cmd, const struct field *f, const char *text)
{
    while (*text != '\0') {
        size_t n = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
        bool known = n < 3 || strncmp(text, "STAYS", n) == 0 || strncmp(text, "UINT64_C", n) == 0;

        for (int i = 1; i < f->choices->n && !known; i++)
            known = strlen(f->choices->v[i].sym) == n &&
                strncmp(text, f->choices->v[i].sym, n) == 0;
        if (!known)
            bad(k, cmd->name, f->name, "names a state of another axis");
        text += n > 0 ? n : 1;
    }
}

static void check_command(struct check *k, const struct command *cmd)
{
    if (!labelled(cmd->label))
        bad(k, cmd->module, cmd->name, "a label in both languages is missing");
    if (!entity_audited(cmd->on))
        bad(k, cmd->module, cmd->name, "runs on a table that is not audited");
    if (cmd->duty == NULL && !cmd->nested && !cmd->everyone)
        bad(k, cmd->module, cmd->name, "takes no duty: whoever is logged in may run it");
    for (const struct move *m = cmd->moves; m < cmd->moves + MOVES_MAX && m->axis != NULL; m++) {
        const struct field *f = field_named(cmd->on, str_of(m->axis));

        if (f == NULL || f->kind != K_STATE) {
            bad(k, cmd->name, m->axis, "is no state of its entity");
            continue;
        }
        if ((m->from | m->to) >> f->choices->n != 0 || ((m->from | m->to) & 1))
            bad(k, cmd->name, m->axis, "names a state that the axis does not have");
        check_symbols(k, cmd, f, m->from_text);
        check_symbols(k, cmd, f, m->to_text);
    }
}

/* From where new documents start, along all commands, every state is reached. */
static void check_reached(struct check *k, const struct entity *e, const struct field *f)
{
    const struct command *const *commands;
    size_t n = model_commands(&commands);
    uint64_t reached = IN(1), before = 0;

    for (size_t i = 0; i < n; i++)
        for (const struct move *m = commands[i]->moves; commands[i]->on == e &&
             commands[i]->creates && m < commands[i]->moves + MOVES_MAX && m->axis != NULL;
             m++)
            if (strcmp(m->axis, f->name) == 0)
                reached |= m->to;
    while (before != reached) {
        before = reached;
        for (size_t i = 0; i < n; i++)
            for (const struct move *m = commands[i]->moves; commands[i]->on == e &&
                 m < commands[i]->moves + MOVES_MAX && m->axis != NULL; m++)
                if (strcmp(m->axis, f->name) == 0 && (m->from == 0 || (m->from & reached)))
                    reached |= m->to;
    }
    for (int i = 1; i < f->choices->n; i++)
        if ((reached & IN(i)) == 0)
            bad(k, e->name, f->choices->v[i].code, "no command leads to this state");
}

static void check_choices(struct check *k, const struct choices *set)
{
    for (int i = 1; i < set->n; i++)
        if (!labelled(set->v[i].label))
            bad(k, set->name, set->v[i].code, "a label in both languages is missing");
    if (set->n > 63)
        bad(k, set->name, "", "more than 62 values");
}

static void check_print(struct check *k, const struct printout *p)
{
    if (!labelled(p->label))
        bad(k, p->module, p->name, "a label in both languages is missing");
    if (!entity_audited(p->on) || p->on->internal || p->on->line)
        bad(k, p->module, p->name, "prints what has no page of its own");
    if (p->on->title == NULL)
        bad(k, p->module, p->name, "prints what has no .title");
    if (command_named(str_of(p->name)) != NULL)
        bad(k, p->module, p->name, "is the name of a command too");
}

static void check_matter(struct check *k, const struct matter *m)
{
    const struct command *ends[] = { m->granted, m->refused };

    if (!labelled(m->label))
        bad(k, m->on->module, m->name, "a label in both languages is missing");
    for (size_t i = 0; i < COUNT(ends); i++)
        if (ends[i]->on != m->on || !ends[i]->nested || ends[i]->creates ||
            strcmp(ends[i]->input->name, "no_input") != 0)
            bad(k, m->name, ends[i]->name, "is no nested command of the document without input");
}

/* Up to the first of these; what comes behind it stays in *rest. */
static str upto(str *rest, const char *ends)
{
    str out = { rest->s, 0 };

    while (out.n < rest->n && strchr(ends, rest->s[out.n]) == NULL)
        out.n++;
    *rest = (str){ rest->s + out.n + (out.n < rest->n), rest->n - out.n - (out.n < rest->n) };
    return out;
}

static bool drill_takes(const struct entity *e, const struct report *into, str name)
{
    const struct field *f;

    if (into != NULL)
        return field_named(into->params, name) != NULL;
    if (str_is(name, "q") || str_is(name, "unit_id"))
        return true;
    if (name.n > 5 && memcmp(name.s + name.n - 5, "_from", 5) == 0)
        name.n -= 5;
    else if (name.n > 3 && memcmp(name.s + name.n - 3, "_to", 3) == 0)
        name.n -= 3;
    f = field_named(e, name);
    return f != NULL && (f->filter || f->sort);
}

/* "reminder/{reminder_id}": the column refers to such a document. */
static bool drill_is_one(const struct report *r, str place)
{
    str entity = upto(&place, "/");
    const struct entity *e = entity_named(entity);
    const struct field *f;

    if (e == NULL || place.n < 3 || place.s[0] != '{' || place.s[place.n - 1] != '}')
        return false;
    f = field_named(r->result, (str){ place.s + 1, place.n - 2 });
    return f != NULL && f->ref == e;
}

static void check_drill(struct check *k, const struct report *r)
{
    str rest = str_of(r->drill), place = upto(&rest, "?");
    bool report = place.n > 8 && memcmp(place.s, "reports/", 8) == 0;
    const struct report *into =
        report ? report_named((str){ place.s + 8, place.n - 8 }) : NULL;
    const struct entity *e = report ? NULL : entity_named(place);

    if (!report && drill_is_one(r, place))
        return;
    if (e == NULL && into == NULL) {
        bad(k, r->module, r->name, ".drill leads to no list and no report");
        return;
    }
    while (rest.n > 0) {
        str part = upto(&rest, "&"), name = upto(&part, "=");
        bool filled = part.n > 2 && part.s[0] == '{';
        str from = filled ? (str){ part.s + 1, part.n - 1 } : part;

        if (!drill_takes(e, into, name))
            bad(k, r->module, r->name, ".drill narrows by what cannot be filtered");
        from = upto(&from, "|:}");
        if (filled && field_named(r->result, from) == NULL && field_named(r->params, from) == NULL)
            bad(k, r->module, r->name, ".drill fills in what is neither column nor parameter");
    }
}

unsigned model_check(struct text *report)
{
    struct check k = { report, 0 };
    const struct entity *const *all;
    const struct command *const *commands;
    size_t n = model_entities(&all);

    for (size_t i = 0; i < n; i++) {
        check_entity(&k, all[i]);
        for (const struct field *f = all[i]->fields(); f->name != NULL; f++)
            if (f->kind == K_STATE)
                check_reached(&k, all[i], f);
    }
    n = model_inputs(&all);
    for (size_t i = 0; i < n; i++)
        check_entity(&k, all[i]);
    n = model_commands(&commands);
    for (size_t i = 0; i < n; i++)
        check_command(&k, commands[i]);
    for (const struct module *const *m = modules; *m != NULL; m++) {
        for (const struct choices *const *set = (*m)->choices; *set != NULL; set++)
            check_choices(&k, *set);
        for (const struct refusal *const *r = (*m)->refusals; *r != NULL; r++)
            if (!labelled((*r)->text) || (*r)->status < 400)
                bad(&k, (*m)->name, (*r)->code, "a refusal without its two texts and status");
        for (const struct printout *p = (*m)->prints; p->name != NULL; p++)
            check_print(&k, p);
        for (const struct matter *const *a = (*m)->matters; *a != NULL; a++)
            check_matter(&k, *a);
        for (const struct report *r = (*m)->reports; r->name != NULL; r++)
            if (r->drill != NULL)
                check_drill(&k, r);
        for (const struct reaction *r = (*m)->reactions; r->command != NULL; r++)
            if (command_named(str_of(r->command)) == NULL)
                bad(&k, (*m)->name, r->command, "reacts to no command");
    }
    return k.bad;
}
