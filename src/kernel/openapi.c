/* openapi.c - OpenAPI 3.1 and TypeScript from the model. */
#include "kernel/meta.h"
#include "kernel/row.h"

static void pair(struct json *j, const char *key, const char *value)
{
    json_key(j, key);
    json_c(j, value);
}

static void ref_to(struct json *j, const char *kind, const char *name)
{
    char path[160];

    (void)snprintf(path, sizeof path, "#/components/%s/%s", kind, name);
    json_open(j);
    pair(j, "$ref", path);
    json_close(j);
}

/* --- schemas ---------------------------------------------------------------------------------- */

static void type_write(struct json *j, const char *type, bool absent)
{
    json_key(j, "type");
    if (!absent) {
        json_c(j, type);
        return;
    }
    json_list(j);
    json_c(j, type);
    json_c(j, "null");
    json_list_end(j);
}

static void codes_write(struct json *j, const struct field *f, bool absent)
{
    json_key(j, "enum");
    json_list(j);
    for (int i = 1; i < f->choices->n; i++)
        json_c(j, f->choices->v[i].code);
    if (absent)
        json_none(j);
    json_list_end(j);
}

static void number_bounds(struct json *j, const struct field *f)
{
    if (f->least == 0 && f->most == 0)
        return;
    json_key(j, "minimum"), json_int(j, f->least);
    json_key(j, "maximum"), json_int(j, f->most);
}

static void field_schema(struct json *j, const struct field *f, bool input)
{
    bool absent = !f->required && !kind_number(f->kind) && f->kind != K_BOOL && f->kind != K_LINES;

    json_open(j);
    switch (f->kind) {
    case K_TEXT: case K_LONGTEXT: case K_SECRET:
        type_write(j, "string", absent);
        json_key(j, "maxLength"), json_int(j, f->max);
        break;
    case K_BOOL:
        type_write(j, "boolean", false);
        break;
    case K_TIME: case K_DATE:
        type_write(j, "string", absent);
        pair(j, "format", f->kind == K_TIME ? "date-time" : "date");
        break;
    case K_CHOICE: case K_STATE:
        type_write(j, "string", absent);
        codes_write(j, f, absent);
        break;
    case K_REF: case K_FILE:
        type_write(j, "string", absent);
        pair(j, "pattern", "^[0-9]+$");
        break;
    case K_ANYREF:
        type_write(j, "object", absent);
        break;
    case K_LINES:
        type_write(j, "array", false);
        json_key(j, "items");
        ref_to(j, "schemas", f->ref->name);
        break;
    default:
        type_write(j, "integer", f->optional);
        number_bounds(j, f);
        break;
    }
    pair(j, "title", f->label.zh);
    pair(j, "description", f->label.en);
    if (!input && f->readonly) {
        json_key(j, "readOnly");
        json_bool(j, true);
    }
    json_close(j);
}

static void head_schema(struct json *j, const struct entity *e)
{
    for (const char *const *h = entity_head(e); *h != NULL; h++) {
        bool number = strcmp(*h, "version") == 0;

        json_key(j, *h);
        json_open(j);
        type_write(j, number ? "integer" : "string", !number && strcmp(*h, "id") != 0);
        json_close(j);
    }
}

static void schema_write(struct json *j, const struct entity *e)
{
    json_key(j, e->name);
    json_open(j);
    pair(j, "type", "object");
    pair(j, "title", e->label.zh);
    pair(j, "description", e->label.en);
    json_key(j, "properties");
    json_open(j);
    head_schema(j, e);
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (f->kind != K_SECRET || !e->table) {
            json_key(j, f->name);
            field_schema(j, f, !e->table);
        }
    json_close(j);
    json_key(j, "required");
    json_list(j);
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (f->required)
            json_c(j, f->name);
    json_list_end(j);
    json_close(j);
}

/* --- paths ------------------------------------------------------------------------------------ */

static void answers(struct json *j, const char *status, const char *schema, bool list)
{
    json_key(j, "responses");
    json_open(j);
    json_key(j, status);
    json_open(j);
    pair(j, "description", "done");
    if (schema != NULL) {
        json_key(j, "content");
        json_open(j);
        json_key(j, "application/json");
        json_open(j);
        json_key(j, "schema");
        if (list) {
            json_open(j);
            pair(j, "type", "object");
            json_key(j, "properties");
            json_open(j);
            json_key(j, "rows");
            json_open(j);
            pair(j, "type", "array");
            json_key(j, "items");
        }
        ref_to(j, "schemas", schema);
        if (list)
            json_close(j), json_close(j), json_close(j);
        json_close(j);
        json_close(j);
    }
    json_close(j);
    json_key(j, "default");
    ref_to(j, "responses", "problem");
    json_close(j);
}

static void parameter(
    struct json *j, const char *name, const char *in, bool required, const char *type)
{
    json_open(j);
    pair(j, "name", name);
    pair(j, "in", in);
    json_key(j, "required"), json_bool(j, required);
    json_key(j, "schema");
    json_open(j);
    pair(j, "type", type);
    json_close(j);
    json_close(j);
}

static void operation(
    struct json *j, const char *method, const char *id, struct label label, const char *tag)
{
    json_key(j, method);
    json_open(j);
    pair(j, "operationId", id);
    pair(j, "summary", label.zh);
    pair(j, "description", label.en);
    json_key(j, "tags");
    json_list(j);
    json_c(j, tag);
    json_list_end(j);
}

static void body_of(struct json *j, const struct entity *input)
{
    json_key(j, "requestBody");
    json_open(j);
    json_key(j, "content");
    json_open(j);
    json_key(j, "application/json");
    json_open(j);
    json_key(j, "schema");
    ref_to(j, "schemas", input->name);
    json_close(j);
    json_close(j);
    json_close(j);
}

static void path_key(struct json *j, const char *a, const char *b, const char *d)
{
    char path[200];

    (void)snprintf(path, sizeof path, "/api/%s%s%s", a, b, d);
    json_key(j, path);
    json_open(j);
}

static void list_parameters(struct json *j, const struct entity *e)
{
    json_key(j, "parameters");
    json_list(j);
    parameter(j, "limit", "query", false, "integer");
    parameter(j, "cursor", "query", false, "string");
    parameter(j, "sums", "query", false, "string");
    parameter(j, "sort", "query", false, "string");
    parameter(j, "q", "query", false, "string");
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (f->filter || f->unique)
            parameter(j, f->name, "query", false, "string");
    json_list_end(j);
}

static void entity_paths(struct json *j, const struct entity *e)
{
    const struct command *create = entity_create(e), *edit = entity_edit(e);
    char id[100];

    path_key(j, e->name, "", "");
    (void)snprintf(id, sizeof id, "%s_list", e->name);
    operation(j, "get", id, e->label, e->module);
    list_parameters(j, e);
    answers(j, "200", e->name, true);
    json_close(j);
    if (create != NULL) {
        operation(j, "post", create->name, create->label, e->module);
        body_of(j, create->input);
        answers(j, "201", e->name, false);
        json_close(j);
    }
    json_close(j);
    if (e->key != NULL)
        return;
    path_key(j, e->name, "/{id}", "");
    json_key(j, "parameters");
    json_list(j);
    parameter(j, "id", "path", true, "string");
    json_list_end(j);
    (void)snprintf(id, sizeof id, "%s_get", e->name);
    operation(j, "get", id, e->label, e->module);
    answers(j, "200", e->name, false);
    json_close(j);
    if (edit != NULL) {
        operation(j, "patch", edit->name, edit->label, e->module);
        json_key(j, "parameters");
        json_list(j);
        parameter(j, "If-Match", "header", true, "string");
        json_list_end(j);
        body_of(j, e);
        answers(j, "200", e->name, false);
        json_close(j);
    }
    json_close(j);
}

static void command_path(struct json *j, const struct command *cmd)
{
    path_key(j, cmd->on->name, "/{id}/", cmd->name);
    json_key(j, "parameters");
    json_list(j);
    parameter(j, "id", "path", true, "string");
    json_list_end(j);
    operation(j, "post", cmd->name, cmd->label, cmd->module);
    json_key(j, "parameters");
    json_list(j);
    parameter(j, "Idempotency-Key", "header", false, "string");
    json_list_end(j);
    if (cmd->input != &no_input_model)
        body_of(j, cmd->input);
    answers(j, "200", cmd->on->name, false);
    json_close(j);
    json_close(j);
}

/* What the form of a command begins with: its input, half filled, and the same filled further. */
static void suggest_path(struct json *j, const struct command *cmd)
{
    char name[100], rest[120];

    (void)snprintf(name, sizeof name, "%s_suggest", cmd->name);
    (void)snprintf(rest, sizeof rest, "%s%s", cmd->creates ? "" : cmd->name,
        cmd->creates ? "suggest" : "/suggest");
    path_key(j, cmd->on->name, cmd->creates ? "/" : "/{id}/", rest);
    json_key(j, "parameters");
    json_list(j);
    if (!cmd->creates)
        parameter(j, "id", "path", true, "string");
    json_list_end(j);
    operation(j, "post", name, cmd->label, cmd->module);
    body_of(j, cmd->input);
    answers(j, "200", cmd->input->name, false);
    json_close(j);
    json_close(j);
}

static void report_path(struct json *j, const struct report *r)
{
    path_key(j, "reports/", r->name, "");
    operation(j, "get", r->name, r->label, r->module);
    json_key(j, "parameters");
    json_list(j);
    for (const struct field *f = r->params->fields(); f->name != NULL; f++)
        parameter(j, f->name, "query", f->required, "string");
    json_list_end(j);
    answers(j, "200", r->result->name, true);
    json_close(j);
    json_close(j);
}

/* Addresses that no entity has. `query`: names, a space apart. */
static const struct fixed { const char *path, *method, *id; struct label label; const char *query; }
fixed[] = {
    { "session", "get", "session_get", { "谁在登录", "Who is logged in" }, "" },
    { "session", "post", "session_open", { "登录", "Log in" }, "" },
    { "session", "patch", "session_change", { "切换语言、门店或密码", "Change language, store or password" }, "" },
    { "session", "delete", "session_close", { "退出", "Log out" }, "" },
    { "meta", "get", "meta_get", { "有哪些对象、命令和流程", "What there is" }, "" },
    { "search", "get", "search_get", { "搜索", "Search" }, "q" },
    { "work", "get", "work_get", { "待我办理", "What waits for me" }, "employee_id" },
    { "charts/{name}", "get", "chart_get", { "业务流程图", "A process as it stands" }, "unit_id" },
    { "qr", "post", "qr_draw", { "二维码图形", "A text as a QR code to draw" }, "" },
    { "events", "get", "events_get", { "变更通知（事件流）", "Changes as they happen" }, "topics" },
    { "file", "post", "file_add", { "上传文件", "Upload a file" }, "" },
    { "file/{id}/content", "get", "file_content", { "文件内容", "The bytes of a file" }, "" },
    { "import/{entity}", "post", "import_start", { "导入", "Import rows" }, "dry_run accept_good" },
    { "job", "get", "job_list", { "后台任务", "Long jobs" }, "" },
    { "job/{id}", "get", "job_get", { "任务进度", "How far a job is" }, "" },
    { "{entity}/{id}/timeline", "get", "timeline_get", { "历史", "What happened to it" }, "cursor limit" },
    { "{entity}/{id}/attachments", "get", "attachments_get", { "附件", "Files beside it" }, "" },
    { "{entity}/{id}/attachments", "post", "attachment_add", { "添加附件", "Attach a file" }, "" },
    { "{entity}/{id}/attachments/{attachment}", "get", "attachment_content", { "附件内容", "The bytes of such a file" }, "" },
    { "{entity}/{id}/attachments/{attachment}/withdraw", "post", "attachment_withdraw", { "撤回附件", "Withdraw it" }, "" },
    { "{entity}/export", "get", "export_get", { "导出", "All rows of a list" }, "format" },
    { "{entity}/bulk/{command}", "post", "bulk_run", { "批量办理", "One command on many rows" }, "" },
};

static void words_as_parameters(struct json *j, const char *words, const char *in)
{
    char name[40];

    while (*words != '\0') {
        size_t n = strcspn(words, " ");

        (void)snprintf(name, sizeof name, "%.*s", (int)n, words);
        parameter(j, name, in, in[0] == 'p', "string");
        words += n + (words[n] == ' ');
    }
}

static void fixed_parameters(struct json *j, const struct fixed *f)
{
    json_key(j, "parameters");
    json_list(j);
    for (const char *at = strchr(f->path, '{'); at != NULL; at = strchr(at + 1, '{')) {
        char name[40];

        (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(at + 1, "}"), at + 1);
        words_as_parameters(j, name, "path");
    }
    words_as_parameters(j, f->query, "query");
    json_list_end(j);
}

static void fixed_paths(struct json *j)
{
    for (size_t i = 0; i < COUNT(fixed); i++) {
        bool same = i > 0 && strcmp(fixed[i].path, fixed[i - 1].path) == 0;

        if (!same)
            path_key(j, fixed[i].path, "", "");
        operation(j, fixed[i].method, fixed[i].id, fixed[i].label, "kernel");
        fixed_parameters(j, &fixed[i]);
        answers(j, "200", NULL, false);
        json_close(j);
        if (i + 1 == COUNT(fixed) || strcmp(fixed[i].path, fixed[i + 1].path) != 0)
            json_close(j);
    }
}

/* PDF, or a file of a kind that only its maker knows. */
static void pdf_answer(struct json *j, const struct printout *p)
{
    json_key(j, "responses");
    json_open(j);
    json_key(j, "200");
    json_open(j);
    pair(j, "description", "done");
    json_key(j, "content");
    json_open(j);
    json_key(j, p->paper == PAPER_FILE ? "*/*" : "application/pdf");
    json_open(j);
    json_close(j);
    json_close(j);
    json_close(j);
    json_key(j, "default");
    ref_to(j, "responses", "problem");
    json_close(j);
}

/* GET shows it, POST sends it to a printer. */
static void print_path(struct json *j, const struct printout *p)
{
    char id[100];

    path_key(j, p->on->name, "/{id}/print/", p->name);
    json_key(j, "parameters");
    json_list(j);
    parameter(j, "id", "path", true, "string");
    json_list_end(j);
    (void)snprintf(id, sizeof id, "%s_print", p->name);
    operation(j, "get", id, p->label, p->module);
    json_key(j, "parameters");
    json_list(j);
    parameter(j, "language", "query", false, "string");
    json_list_end(j);
    pdf_answer(j, p);
    json_close(j);
    if (p->paper == PAPER_FILE) {
        json_close(j);
        return;
    }
    (void)snprintf(id, sizeof id, "%s_send", p->name);
    operation(j, "post", id, p->label, p->module);
    body_of(j, &print_send_model);
    answers(j, "202", NULL, false);
    json_close(j);
    json_close(j);
}

static void paths_write(struct json *j)
{
    const struct entity *const *all;
    const struct command *const *commands;
    size_t n = model_entities(&all);

    json_key(j, "paths");
    json_open(j);
    for (size_t i = 0; i < n; i++)
        if (!all[i]->internal)
            entity_paths(j, all[i]);
    n = model_commands(&commands);
    for (size_t i = 0; i < n; i++)
        if (!commands[i]->nested && !commands[i]->creates && commands[i]->verb != V_EDIT &&
            !commands[i]->on->internal)
            command_path(j, commands[i]);
    for (size_t i = 0; i < n; i++)
        if (command_suggestion(commands[i]) != NULL)
            suggest_path(j, commands[i]);
    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct report *r = (*m)->reports; r->name != NULL; r++)
            report_path(j, r);
    fixed_paths(j);
    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct printout *p = (*m)->prints; p->name != NULL; p++)
            print_path(j, p);
    json_close(j);
}

static void problem_schema(struct json *j)
{
    static const char *const fields[] = { "type", "title", "code", "detail", "reference" };

    json_key(j, "responses");
    json_open(j);
    json_key(j, "problem");
    json_open(j);
    pair(j, "description", "refused or failed: RFC 9457");
    json_key(j, "content");
    json_open(j);
    json_key(j, "application/problem+json");
    json_open(j);
    json_key(j, "schema");
    json_open(j);
    pair(j, "type", "object");
    json_key(j, "properties");
    json_open(j);
    for (size_t i = 0; i < COUNT(fields); i++) {
        json_key(j, fields[i]);
        json_open(j);
        type_write(j, "string", true);
        json_close(j);
    }
    json_key(j, "status");
    json_open(j);
    pair(j, "type", "integer");
    json_close(j);
    json_close(j), json_close(j), json_close(j), json_close(j), json_close(j), json_close(j);
}

void openapi_json(struct json *j)
{
    const struct entity *const *all;
    size_t n;

    json_open(j);
    pair(j, "openapi", "3.1.0");
    json_key(j, "info");
    json_open(j);
    pair(j, "title", "Workbay");
    pair(j, "version", WORKBAY_VERSION);
    json_close(j);
    paths_write(j);
    json_key(j, "components");
    json_open(j);
    json_key(j, "schemas");
    json_open(j);
    n = model_entities(&all);
    for (size_t i = 0; i < n; i++)
        if (!all[i]->internal)
            schema_write(j, all[i]);
    n = model_inputs(&all);
    for (size_t i = 0; i < n; i++)
        schema_write(j, all[i]);
    json_close(j);
    problem_schema(j);
    json_key(j, "securitySchemes");
    json_open(j);
    json_key(j, "bearer");
    json_open(j);
    pair(j, "type", "http");
    pair(j, "scheme", "bearer");
    json_close(j);
    json_close(j);
    json_close(j);
    json_close(j);
}
