/* import_job.c - imports as jobs: asked for in the browser, told line by line, taken back. */
#include "kernel/file.h"
#include "kernel/import.h"
#include "kernel/job.h"

#include <jansson.h>

enum { SAID_MOST = 200 };                   /* lines of what is wrong that a result holds */

struct importing { struct job_run *run; json_t *input; size_t said; };

static void say(void *arg, str line)
{
    struct importing *i = arg;
    struct json *j = &i->run->result;

    if (i->said++ < SAID_MOST && j->t.n < JOB_RESULT_MAX - 4096)
        json_str(j, line.n < 1000 ? line : (str){ line.s, 1000 });
}

static int step(void *arg, size_t done, size_t total)
{
    return job_step(((struct importing *)arg)->run, (int64_t)done, (int64_t)total);
}

static void counts(struct json *j, const struct import *im)
{
    json_list_end(j);
    json_key(j, "rows"), json_int(j, (int64_t)im->rows);
    json_key(j, "good"), json_int(j, (int64_t)im->good);
    json_key(j, "bad"), json_int(j, (int64_t)im->bad);
    json_key(j, "stored"), json_int(j, (int64_t)im->done);
    json_key(j, "batch");
    if (im->done > 0)
        json_id(j, im->batch);
    else
        json_none(j);
}

static rid id_of(const json_t *input, const char *name)
{
    const json_t *v = json_object_get(input, name);
    rid id = 0;

    (void)str_int((str){ json_string_value(v), json_string_length(v) }, &id);
    return id;
}

/* The whole content, in pieces as it is stored. */
static int bytes_of(struct ctx *c, rid file_id, str *out)
{
    struct text t = text_in(&c->mem, FILE_BYTES_MAX + 1);
    struct file f;
    str piece;

    TRY(file_get(c, file_id, &f));
    for (int64_t at = 0; at < f.size; at += (int64_t)piece.n) {
        TRY(file_read(c, f.sha256, at, &piece));
        if (piece.n == 0)
            return DB_FAILED;
        text_add(&t, piece);
    }
    *out = text_str(&t);
    return t.failed ? DB_FAILED : 0;
}

static int import_file(struct importing *i)
{
    struct ctx *c = i->run->c;
    struct import im = { .say = say, .step = step, .arg = i, .batch = i->run->job->id_ };
    const char *entity = json_string_value(json_object_get(i->input, "entity"));
    str bytes;
    int r;

    im.on = entity != NULL ? entity_named(str_of(entity)) : NULL;
    im.dry_run = json_is_true(json_object_get(i->input, "dry_run"));
    im.accept_good = json_is_true(json_object_get(i->input, "accept_good"));
    json_key(&i->run->result, "wrong");
    json_list(&i->run->result);
    r = im.on == NULL ? refuse(c, &E_NO_SUCH) : bytes_of(c, id_of(i->input, "file_id"), &bytes);
    if (r == 0)
        r = import_run(c, &im, bytes);
    counts(&i->run->result, &im);
    return r;
}

static int undo(struct importing *i)
{
    struct import im = { .say = say, .step = step, .arg = i };
    int r;

    json_key(&i->run->result, "wrong");
    json_list(&i->run->result);
    r = import_undo(i->run->c, &im, id_of(i->input, "batch"));
    counts(&i->run->result, &im);
    return r;
}

static int with_input(struct job_run *run, int (*work)(struct importing *))
{
    struct importing i = { .run = run };
    int r;

    i.input = json_loadb(run->job->input.s, run->job->input.n, 0, NULL);
    r = i.input != NULL ? work(&i) : DB_FAILED;
    json_decref(i.input);
    return r;
}

static int run_import(struct job_run *run) { return with_input(run, import_file); }
static int run_undo(struct job_run *run)   { return with_input(run, undo); }

const struct job_kind job_kinds[] = {
    { "import", run_import }, { "import_undo", run_undo }, { 0 }
};
