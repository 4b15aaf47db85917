/* emit.c - TypeScript types and flow charts from the model. */
#include "kernel/meta.h"

static void ts_type(struct text *t, const struct field *f)
{
    switch (f->kind) {
    case K_CHOICE: case K_STATE:
        for (int i = 1; i < f->choices->n; i++)
            text_f(t, "%s'%s'", i > 1 ? " | " : "", f->choices->v[i].code);
        break;
    case K_BOOL:   text_c(t, "boolean"); break;
    case K_REF:    text_f(t, "Id<'%s'>", f->ref->name); break;
    case K_FILE:   text_c(t, "Id<'file'>"); break;
    case K_ANYREF: text_c(t, "AnyRef"); break;
    case K_LINES:  text_f(t, "%s[]", f->ref->name); break;
    case K_MONEY:  text_c(t, "Fen"); break;
    case K_PRICE:  text_c(t, "MicroYuan"); break;
    case K_RATE:   text_c(t, "Ppm"); break;
    case K_QTY:    text_c(t, "Milli"); break;
    case K_INT: case K_DURATION: text_c(t, "number"); break;
    default:       text_c(t, "string"); break;
    }
}

static void ts_interface(struct text *t, const struct entity *e)
{
    text_f(t, "/** %s · %s */\nexport interface %s {\n", e->label.zh, e->label.en, e->name);
    for (const char *const *h = entity_head(e); *h != NULL; h++)
        text_f(
            t, "  readonly %s: %s\n", *h, strcmp(*h, "version") == 0 ? "number" : "string | null");
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        bool absent = !f->required && !kind_number(f->kind) && f->kind != K_BOOL &&
            f->kind != K_LINES;

        if (f->kind == K_SECRET && e->table)
            continue;
        text_f(t, "  %s%s%s: ", f->readonly && e->table ? "readonly " : "", f->name,
            f->required || e->table ? "" : "?");
        ts_type(t, f);
        text_f(t, "%s  // %s\n", absent || f->optional ? " | null" : "", f->label.zh);
    }
    text_c(t, "}\n\n");
}

void emit_ts(struct text *t)
{
    const struct entity *const *all;
    size_t n = model_entities(&all);

    text_c(t, "// Made by `workbay emit ts` from the model.\n"
        "export type Id<_E extends string> = string\nexport type Fen = number\nexport type MicroYuan = number\n"
        "export type Ppm = number\nexport type Milli = number\n"
        "export interface AnyRef { entity: string; id: string }\n\n");
    for (size_t i = 0; i < n; i++)
        if (!all[i]->internal)
            ts_interface(t, all[i]);
    n = model_inputs(&all);
    for (size_t i = 0; i < n; i++)
        ts_interface(t, all[i]);
}

/* --- charts ----------------------------------------------------------------------------------- */

static void arrows(
    struct text *t, const struct field *f, const struct command *cmd, const struct move *m)
{
    for (int from = 0; from < f->choices->n; from++) {
        bool starts = cmd->creates ? from == 0 : from > 0 && (m->from & IN(from));

        for (int to = 1; starts && to < f->choices->n; to++)
            if (m->to & IN(to))
                text_f(t, "  %s --> %s : %s\n", from == 0 ? "[*]" : f->choices->v[from].code,
                    f->choices->v[to].code, cmd->label.zh);
    }
}

static void axis_chart(struct text *t, const struct entity *e, const struct field *f)
{
    const struct command *const *commands;
    size_t n = model_commands(&commands);

    text_f(t, "## %s · %s\n\n```mermaid\nstateDiagram-v2\n", e->label.zh, f->label.zh);
    for (int i = 1; i < f->choices->n; i++)
        text_f(t, "  %s : %s\n", f->choices->v[i].code, f->choices->v[i].label.zh);
    for (size_t i = 0; i < n; i++)
        for (const struct move *m = commands[i]->moves; commands[i]->on == e &&
             m < commands[i]->moves + MOVES_MAX && m->axis != NULL; m++)
            if (strcmp(m->axis, f->name) == 0)
                arrows(t, f, commands[i], m);
    for (int i = 1; i < f->choices->n; i++)
        if (f->choices->v[i].end)
            text_f(t, "  %s --> [*]\n", f->choices->v[i].code);
    text_c(t, "```\n\n");
}

void emit_charts(struct text *t)
{
    const struct entity *const *all;
    size_t n = model_entities(&all);

    for (const struct process *p = processes; p->name != NULL; p++) {
        text_f(t, "# %s · %s\n\n```mermaid\nflowchart LR\n", p->label.zh, p->label.en);
        for (size_t i = 0; i < p->n; i++) {
            text_f(t, "  s%zu[\"%s<br/>%s\"]\n", i, p->stages[i].label.zh,
                p->stages[i].duty != NULL ? p->stages[i].duty->label.zh : "");
            if (i > 0)
                text_f(t, "  s%zu --> s%zu\n", i - 1, i);
        }
        text_c(t, "```\n\n");
    }
    for (size_t i = 0; i < n; i++)
        for (const struct field *f = all[i]->fields(); f->name != NULL; f++)
            if (f->kind == K_STATE)
                axis_chart(t, all[i], f);
}
