/* meta.c - /api/meta: what the staff application draws itself from. */
#include "kernel/meta.h"
#include "kernel/api.h"
#include "kernel/row.h"

enum { META_MAX = 3 << 20 };

static const char *tone_name(enum tone t)
{
    static const char *const names[] = { "neutral", "waiting", "active", "done", "stopped", "bad" };

    return names[t];
}

static const char *format_name(enum format f)
{
    static const char *const names[] = { "plain", "plate", "vin", "phone", "email", "hours", "km",
        "percent", "clock", "weekday", "month" };

    return names[f];
}

static const char *scope_name(enum scope s)
{
    static const char *const names[] = { "group", "company", "store", "own" };

    return names[s];
}

static void text_key(struct json *j, const char *key, const char *value)
{
    json_key(j, key);
    json_c(j, value);
}

static void flag(struct json *j, const char *key, bool value)
{
    json_key(j, key);
    json_bool(j, value);
}

static void label_key(struct json *j, const char *key, struct label l)
{
    json_key(j, key);
    label_json(j, l);
}

static void number_key(struct json *j, const char *key, bool given, int64_t n)
{
    json_key(j, key);
    if (given)
        json_int(j, n);
    else
        json_none(j);
}

static void field_write(struct json *j, const struct field *f)
{
    bool bounded = f->least != 0 || f->most != 0;

    json_open(j);
    text_key(j, "name", f->name);
    label_key(j, "label", f->label);
    text_key(j, "kind", kind_name(f->kind));
    text_key(j, "ref", f->kind == K_REF ? f->ref->name : f->kind == K_FILE ? "file" : NULL);
    if (f->kind == K_LINES)
        text_key(j, f->ref->table ? "lines" : "input", f->ref->name);
    text_key(j, "choices", f->choices != NULL ? f->choices->name : NULL);
    flag(j, "required", f->required);
    flag(j, "readonly", f->readonly || f->kind == K_STATE);
    flag(j, "unique", f->unique);
    flag(j, "optional", f->optional);
    flag(j, "personal", f->personal);
    flag(j, "inside", f->inside);
    flag(j, "filter", f->filter || f->unique);
    flag(j, "sort", f->sort);
    json_key(j, "list"), json_int(j, f->list);
    number_key(j, "max", f->max > 0, f->max);
    number_key(j, "least", bounded, f->least);
    number_key(j, "most", bounded, f->most);
    text_key(j, "format", f->kind == K_LONGTEXT ? "multiline" : format_name(f->format));
    json_key(j, "help");
    if (f->help.zh != NULL)
        label_json(j, f->help);
    else
        json_none(j);
    json_close(j);
}

static void fields_write(struct json *j, const char *key, const struct entity *e)
{
    json_key(j, key);
    json_list(j);
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (f->kind != K_LINES || !e->table)
            field_write(j, f);
    json_list_end(j);
}

/* --- entities --------------------------------------------------------------------------------- */

static bool has_states(const struct entity *e)
{
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (f->kind == K_STATE)
            return true;
    return false;
}

static const char *entity_kind(const struct entity *e)
{
    return e->key != NULL ? "balance" : e->ledger ? "ledger" : e->line ? "line"
         : has_states(e) ? "document" : "file";
}

static const struct command *plain(const struct entity *e, enum verb verb)
{
    const struct command *const *commands;
    size_t n = model_commands(&commands);

    for (size_t i = 0; i < n; i++)
        if (commands[i]->on == e && commands[i]->verb == verb)
            return commands[i];
    return NULL;
}

static bool may(const struct ctx *c, const struct command *cmd)
{
    return cmd != NULL && who_may(c->who, cmd->duty, 0);
}

static void can_write(struct ctx *c, struct json *j, const struct entity *e)
{
    json_key(j, "can");
    json_open(j);
    flag(j, "read", e->read == NULL || who_may(c->who, e->read, 0));
    flag(j, "create", may(c, entity_create(e)));
    flag(j, "edit", may(c, entity_edit(e)));
    flag(j, "retire", may(c, plain(e, V_RETIRE)));
    json_close(j);
}

static void views_write(struct json *j, const struct entity *e)
{
    json_key(j, "views");
    json_list(j);
    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct view *v = (*m)->views; v->on != NULL; v++) {
            if (v->on != e)
                continue;
            json_open(j);
            text_key(j, "name", v->name);
            label_key(j, "label", v->label);
            text_key(j, "query", v->query);
            json_close(j);
        }
    json_list_end(j);
}

static void prints_write(struct ctx *c, struct json *j, const struct entity *e)
{
    static const char *const papers[] = { "a4", "80mm", "label", "file" };

    json_key(j, "prints");
    json_list(j);
    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct printout *p = (*m)->prints; p->name != NULL; p++) {
            if (p->on != e || (p->duty != NULL && !who_may(c->who, p->duty, 0)))
                continue;
            json_open(j);
            text_key(j, "name", p->name);
            label_key(j, "label", p->label);
            text_key(j, "paper", papers[p->paper]);
            flag(j, "legal", p->legal);
            json_close(j);
        }
    json_list_end(j);
}

static void lines_write(struct json *j, const struct entity *e)
{
    json_key(j, "lines");
    json_list(j);
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        if (f->kind != K_LINES)
            continue;
        json_open(j);
        text_key(j, "field", f->name);
        label_key(j, "label", f->label);
        text_key(j, "entity", f->ref->name);
        text_key(j, "via", f->via);
        json_close(j);
    }
    json_list_end(j);
}

static bool approved(const struct entity *e)
{
    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct matter *const *a = (*m)->matters; *a != NULL; a++)
            if ((*a)->on == e)
                return true;
    return false;
}

static bool has_page(const struct field *f, const struct entity *e)
{
    size_t n = strlen(e->name);

    if (f->pages != NULL && strcmp(f->pages, "matters") == 0)
        return approved(e);
    for (const char *at = f->pages; at != NULL && *at != '\0'; at += strspn(at, " ")) {
        size_t word = strcspn(at, " ");

        if (word == n && memcmp(at, e->name, n) == 0)
            return true;
        at += word;
    }
    return false;
}

/* Whose references point here, and can be listed by them. */
static void related_write(struct json *j, const struct entity *e)
{
    const struct entity *const *all;
    size_t n = model_entities(&all);

    json_key(j, "related");
    json_list(j);
    for (size_t i = 0; i < n; i++) {
        if (all[i]->internal || all[i]->line || all[i]->key != NULL)
            continue;
        for (const struct field *f = all[i]->fields(); f->name != NULL; f++) {
            if (!f->filter || (f->kind == K_ANYREF ? !has_page(f, e)
                                                   : f->kind != K_REF || f->ref != e))
                continue;
            json_open(j);
            text_key(j, "entity", all[i]->name);
            text_key(j, "via", f->name);
            label_key(j, "label", all[i]->label);
            json_close(j);
        }
    }
    json_list_end(j);
}

static void names_write(struct json *j, const struct entity *e)
{
    const struct command *const *commands;
    size_t n = model_commands(&commands);

    json_key(j, "states");
    json_list(j);
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (f->kind == K_STATE)
            json_c(j, f->name);
    json_list_end(j);
    json_key(j, "commands");
    json_list(j);
    for (size_t i = 0; i < n; i++)
        if (commands[i]->on == e && !commands[i]->nested)
            json_c(j, commands[i]->name);
    json_list_end(j);
}

static void entity_write(struct ctx *c, struct json *j, const struct entity *e)
{
    const struct command *create = entity_create(e), *edit = entity_edit(e);

    json_open(j);
    text_key(j, "name", e->name);
    text_key(j, "module", e->module);
    label_key(j, "label", e->label);
    text_key(j, "scope", scope_name(e->scope));
    text_key(j, "title", e->title);
    text_key(j, "kind", entity_kind(e));
    can_write(c, j, e);
    text_key(j, "create", create != NULL ? create->name : NULL);
    text_key(j, "edit", edit != NULL ? edit->name : NULL);
    names_write(j, e);
    fields_write(j, "fields", e);
    views_write(j, e);
    lines_write(j, e);
    related_write(j, e);
    prints_write(c, j, e);
    json_close(j);
}

/* --- commands and the rest -------------------------------------------------------------------- */

static void states_write(struct json *j, const char *key, const struct field *f, uint64_t set)
{
    json_key(j, key);
    json_list(j);
    for (int i = 1; i < f->choices->n; i++)
        if (set & IN(i))
            json_c(j, f->choices->v[i].code);
    json_list_end(j);
}

static void command_write(struct ctx *c, struct json *j, const struct command *cmd)
{
    json_open(j);
    text_key(j, "name", cmd->name);
    label_key(j, "label", cmd->label);
    text_key(j, "entity", cmd->on->name);
    text_key(j, "input", cmd->input == &no_input_model || cmd->input->table ? NULL : cmd->input->name);
    text_key(j, "duty", cmd->duty != NULL ? cmd->duty->name : NULL);
    text_key(
        j, "verb", (const char *[]){ "custom", "create", "edit", "retire", "restore" }[cmd->verb]);
    flag(j, "creates", cmd->creates);
    flag(j, "suggests", command_suggestion(cmd) != NULL);
    flag(j, "bulk", !cmd->creates && cmd->verb != V_EDIT);
    json_key(j, "confirm");
    if (cmd->confirm.zh != NULL)
        label_json(j, cmd->confirm);
    else
        json_none(j);
    json_key(j, "about");
    if (cmd->about.zh != NULL)
        label_json(j, cmd->about);
    else
        json_none(j);
    json_key(j, "moves");
    json_list(j);
    for (const struct move *m = cmd->moves; m < cmd->moves + MOVES_MAX && m->axis != NULL; m++) {
        const struct field *f = field_named(cmd->on, str_of(m->axis));

        json_open(j);
        text_key(j, "axis", m->axis);
        states_write(j, "from", f, m->from);
        states_write(j, "to", f, m->to);
        json_close(j);
    }
    json_list_end(j);
    flag(j, "mine", may(c, cmd));
    json_close(j);
}

static void choices_write(struct json *j, const struct choices *set)
{
    json_key(j, set->name);
    json_open(j);
    flag(j, "states", set->states);
    json_key(j, "values");
    json_list(j);
    for (int i = 1; i < set->n; i++) {
        json_open(j);
        text_key(j, "code", set->v[i].code);
        label_key(j, "label", set->v[i].label);
        text_key(j, "tone", tone_name(set->v[i].tone));
        flag(j, "end", set->v[i].end);
        flag(j, "inner", set->v[i].inner);
        json_close(j);
    }
    json_list_end(j);
    json_close(j);
}

static void processes_write(struct json *j)
{
    json_key(j, "processes");
    json_list(j);
    for (const struct process *p = processes; p->name != NULL; p++) {
        json_open(j);
        text_key(j, "name", p->name);
        label_key(j, "label", p->label);
        json_key(j, "stages");
        json_list(j);
        for (size_t i = 0; i < p->n; i++) {
            const struct stage *s = &p->stages[i];
            const struct field *f = field_named(s->on, str_of(s->axis));

            json_open(j);
            text_key(j, "name", s->name);
            label_key(j, "label", s->label);
            text_key(j, "entity", s->on->name);
            text_key(j, "axis", s->axis);
            text_key(j, "state", f->choices->v[s->state].code);
            text_key(j, "duty", s->duty != NULL ? s->duty->name : NULL);
            text_key(j, "command", s->command);
            json_close(j);
        }
        json_list_end(j);
        json_close(j);
    }
    json_list_end(j);
}

static void reports_write(struct ctx *c, struct json *j)
{
    static const char *const charts[] = { "none", "bar", "line", "pie" };

    json_key(j, "reports");
    json_list(j);
    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct report *r = (*m)->reports; r->name != NULL; r++) {
            if (r->duty != NULL && !who_may(c->who, r->duty, 0))
                continue;
            json_open(j);
            text_key(j, "name", r->name);
            label_key(j, "label", r->label);
            text_key(j, "module", r->module);
            text_key(j, "chart", charts[r->chart]);
            text_key(j, "drill", r->drill);
            json_key(j, "inner"), json_bool(j, r->inner);
            fields_write(j, "params", r->params);
            fields_write(j, "columns", r->result);
            json_close(j);
        }
    json_list_end(j);
}

static void modules_write(struct json *j)
{
    const struct duty *const *duties;
    size_t n = model_duties(&duties);

    json_key(j, "modules");
    json_list(j);
    for (const struct module *const *m = modules; *m != NULL; m++) {
        json_open(j);
        text_key(j, "name", (*m)->name);
        label_key(j, "label", (*m)->label);
        json_close(j);
    }
    json_list_end(j);
    json_key(j, "duties");
    json_list(j);
    for (size_t i = 0; i < n; i++) {
        json_open(j);
        text_key(j, "name", duties[i]->name);
        label_key(j, "label", duties[i]->label);
        text_key(j, "module", duties[i]->module);
        json_close(j);
    }
    json_list_end(j);
    json_key(j, "choices");
    json_open(j);
    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct choices *const *set = (*m)->choices; *set != NULL; set++)
            choices_write(j, *set);
    json_close(j);
}

static void settings_write(struct json *j)
{
    json_key(j, "settings");
    json_list(j);
    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct setting *const *s = (*m)->settings; *s != NULL; s++) {
            json_open(j);
            text_key(j, "name", (*s)->name);
            label_key(j, "label", (*s)->label);
            text_key(j, "kind", kind_name((*s)->kind));
            json_key(j, "value"), json_int(j, (*s)->value);
            text_key(j, "source", (*s)->source);
            json_close(j);
        }
    json_list_end(j);
}

void meta_json(struct ctx *c, struct json *j)
{
    const struct entity *const *all;
    const struct command *const *commands;
    size_t n;

    json_open(j);
    text_key(j, "product", "Workbay");
    text_key(j, "version", WORKBAY_VERSION);
    modules_write(j);
    json_key(j, "entities");
    json_list(j);
    n = model_entities(&all);
    for (size_t i = 0; i < n; i++)
        if (!all[i]->internal)
            entity_write(c, j, all[i]);
    json_list_end(j);
    json_key(j, "inputs");
    json_list(j);
    n = model_inputs(&all);
    for (size_t i = 0; i < n; i++) {
        json_open(j);
        text_key(j, "name", all[i]->name);
        fields_write(j, "fields", all[i]);
        json_close(j);
    }
    json_list_end(j);
    json_key(j, "commands");
    json_list(j);
    n = model_commands(&commands);
    for (size_t i = 0; i < n; i++)
        if (!commands[i]->nested)
            command_write(c, j, commands[i]);
    json_list_end(j);
    processes_write(j);
    reports_write(c, j);
    settings_write(j);
    json_close(j);
}

/* --- over HTTP -------------------------------------------------------------------------------- */

/* What one set of duties is told is the same for all who have it, and holds nothing of anybody: it
 * may go compressed. */
static int answer(struct api *a, const struct json *j)
{
    bool gzip = http_accepts_gzip(http_header(a->req, "accept-encoding"));
    str whole = text_str(&j->t), packed, etag;
    char hex[65];

    hash_hex(hash_of(whole), hex);
    etag = str_format(&a->c.mem, gzip ? "\"%.16s-gzip\"" : "\"%.16s\"", hex);
    http_add(a->res, "ETag", etag);
    http_add(a->res, "Cache-Control", STR("private, no-cache"));
    http_add(a->res, "Vary", STR("Accept-Encoding"));
    if (http_none_match(http_header(a->req, "if-none-match"), etag)) {
        http_text(a->res, 304, NULL, (str){ 0 });
        return 0;
    }
    if (j->t.failed || !gzip || !http_gzip(&a->c.mem, whole, &packed))
        return api_json(a, 200, j);
    http_add(a->res, "Content-Encoding", STR("gzip"));
    http_json(a->res, 200, packed);
    return 0;
}

/* All modules say more than a request may usually: the text doubles as it grows. */
static struct json roomy(struct api *a)
{
    a->c.mem.limit += 3 * META_MAX;
    return json_in(&a->c.mem, META_MAX);
}

int api_meta(struct api *a)
{
    struct json j = roomy(a);

    meta_json(&a->c, &j);
    return answer(a, &j);
}

int api_openapi(struct api *a)
{
    struct json j = roomy(a);

    openapi_json(&j);
    return answer(a, &j);
}
