/* fuzz_json.c - the body of a command: parsed, judged field by field, and the refusal written out.
 * The first two bytes pick an input or a table of the model, the third whether it is a patch, the
 * rest is the body. Half of the mutations make a body of the model's own fields, for bytes alone
 * would seldom name one. */
#include "kernel/auth.h"
#include "kernel/row.h"
#include "test/fuzz.h"

#include <jansson.h>
#include <sodium.h>

static const struct entity **targets;
static size_t n_targets;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const struct entity *const *inputs, *const *tables;
    size_t n_inputs, n_tables;

    (void)argc, (void)argv;
    must(sodium_init() >= 0 && model_start());
    n_inputs = model_inputs(&inputs);
    n_tables = model_entities(&tables);
    targets = forever_alloc((n_inputs + n_tables) * sizeof *targets);
    for (size_t i = 0; i < n_inputs; i++)
        targets[n_targets++] = inputs[i];
    for (size_t i = 0; i < n_tables; i++)
        targets[n_targets++] = tables[i];
    return 0;
}

static const struct entity *target_of(const uint8_t *data)
{
    return targets[(data[0] | (size_t)data[1] << 8) % n_targets];
}

/* Hashing a password takes as long as a thousand bodies: only ones too short to be hashed. */
static void without_passwords(const struct entity *e, json_t *body)
{
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        json_t *v = json_object_get(body, f->name), *line;
        size_t i;

        if (f->kind == K_SECRET && json_string_length(v) >= PASSWORD_LEAST)
            json_object_del(body, f->name);
        if (f->kind == K_LINES)
            json_array_foreach(v, i, line)
                without_passwords(f->ref, line);
    }
}

static void bound_held(const struct field *f, const void *at)
{
    if (f->kind == K_TEXT || f->kind == K_LONGTEXT) {
        str s = *(const str *)at;

        must(s.n <= (size_t)f->max && utf8_valid(s));
    } else if (f->kind == K_CHOICE || f->kind == K_STATE)
        must(*(const int *)at >= 0 && *(const int *)at < f->choices->n);
    else if (f->kind == K_REF || f->kind == K_FILE)
        must(*(const rid *)at >= 0);
}

/* What was taken is within its bounds, and is written as JSON that is JSON. */
static void taken(struct ctx *c, const struct entity *e, const void *row, bool patch)
{
    struct json j = json_in(&c->mem, 1 << 20);
    json_t *again;

    json_open(&j);
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        const void *at = (const char *)row + f->at;

        bound_held(f, at);
        must(patch || !f->required || kind_number(f->kind) || f->kind == K_LINES ||
            f->readonly || f->kind == K_STATE || !field_absent(f, row));
        if (f->kind == K_LINES)
            continue;
        json_key(&j, f->name);
        field_json(&j, f, row);
    }
    json_close(&j);
    must(!j.t.failed);
    again = json_loadb(j.t.s, j.t.n, JSON_REJECT_DUPLICATES, NULL);
    must(again != NULL);
    json_decref(again);
}

static void refused(struct ctx *c)
{
    struct json j = json_in(&c->mem, 1 << 20);
    int status = problem_json(c, &j, NULL);
    json_t *again = json_loadb(j.t.s, j.t.n, JSON_REJECT_DUPLICATES, NULL);

    must(c->refused != NULL && status >= 400 && status < 500 && again != NULL);
    json_decref(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct entity *e;
    struct ctx c;
    json_t *body;
    void *row;
    int r;

    if (size < 3 || size > 65536)
        return 0;
    e = target_of(data);
    ctx_begin(&c, NULL, &who_system, (when){ 1795500000000 }, 0);
    row = arena_alloc(&c.mem, e->size + 16);
    body = body_parse(&c, (str){ (const char *)data + 3, size - 3 });
    if (body != NULL) {
        without_passwords(e, body);
        r = input_read(&c, e, body, row, data[2] & 1);
        json_decref(body);                   /* nothing that was taken may point into it */
        must(r >= 0 || fault_pending() != NULL);
        if (r == 0)
            taken(&c, e, row, data[2] & 1);
        else if (r > 0)
            refused(&c);
    } else
        refused(&c);
    fault_clear();
    ctx_end(&c);
    return 0;
}

/* --- bodies of the model ---------------------------------------------------------------------- */

static uint32_t seed;

static size_t any(size_t n)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % n;
}

static void body_add(struct json *j, const struct entity *e, int depth);

static void value_add(struct json *j, const struct field *f, int depth)
{
    static const char *const odd[] = { "null", "true", "\"\"", "0", "-1", "1.5", "[]", "{}", "1e3",
        "9223372036854775807", "-9223372036854775808", "\"\\u0000\"", "\"\\ud800\"", "[null]" };
    static const char *const moments[] = { "2026-11-24T09:30:00+08:00", "1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59.999-23:59", "2026-11-24", "2024-02-29" };

    if (any(4) == 0) {
        json_raw(j, str_of(odd[any(COUNT(odd))]));
        return;
    }
    switch (f->kind) {
    case K_TEXT: case K_LONGTEXT: case K_SECRET:
        json_c(j, any(2) != 0 ? "粤B12345 \n" : "x");
        break;
    case K_CHOICE: case K_STATE:
        json_c(j, f->choices->v[any((size_t)f->choices->n)].code);
        break;
    case K_TIME: case K_DATE:  json_c(j, moments[any(COUNT(moments))]); break;
    case K_REF: case K_FILE:   json_id(j, (rid)any(1000)); break;
    case K_BOOL:               json_bool(j, any(2) != 0); break;
    case K_ANYREF:
        json_raw(j, STR("{\"entity\":\"vehicle\",\"id\":\"7\"}"));
        break;
    case K_LINES:
        json_list(j);
        for (size_t n = depth > 0 ? any(3) : 0; n > 0; n--)
            body_add(j, f->ref, depth - 1);
        json_list_end(j);
        break;
    default:
        json_int(j, (int64_t)any(100000) - 100);
    }
}

static void body_add(struct json *j, const struct entity *e, int depth)
{
    size_t left_out = any(4);

    json_open(j);
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (left_out == 0 || any(left_out + 1) != 0) {
            json_key(j, f->name);
            value_add(j, f, depth);
        }
    json_close(j);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned given)
{
    struct arena mem = { .limit = 1 << 20 };
    struct json j = json_in(&mem, room);

    seed = given;
    if (size < 3 || any(2) == 0 || room < 3) {
        arena_free(&mem);
        return LLVMFuzzerMutate(data, size, room);
    }
    data[0] = (uint8_t)any(256), data[1] = (uint8_t)any(256), data[2] = (uint8_t)any(2);
    body_add(&j, target_of(data), 2);
    if (!j.t.failed && j.t.n <= room - 3) {
        memcpy(data + 3, j.t.s, j.t.n);
        size = j.t.n + 3;
    }
    arena_free(&mem);
    return size;
}
