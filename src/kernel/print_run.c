/* print_run.c - a document printed: told, drawn, counted, and queued for a printer. */
#include "kernel/file.h"
#include "kernel/print.h"
#include "kernel/row.h"

#include <pthread.h>

enum { PRINT_MEMORY = 32 << 20, TRIES = 5 };

static int tell(struct ctx *c, void *arg)
{
    struct printing *g = arg;

    if (g->call != NULL)
        TRY(idempotency_replay(c, g->call));
    return g->call != NULL && g->call->replayed ? 0
        : print_describe(c, g->out, g->id, g->english, g->base, &g->print);
}

/* --- keeping: after the drawing, for what could not be drawn was not printed ------------------ */

struct keeping { struct printing *g; struct file file; };

static int event_of(struct ctx *c, const struct printing *g)
{
    struct json j = json_in(&c->mem, 1024);

    json_open(&j);
    json_key(&j, "copy"), json_int(&j, g->print.copy);
    json_key(&j, "language"), json_c(&j, g->english ? "en" : "zh");
    if (g->printer.n > 0)
        json_key(&j, "printer"), json_str(&j, g->printer);
    json_close(&j);
    return j.t.failed ? DB_FAILED
                      : event_write(c, id_new(c), g->out->on, &g->print.row, g->out->name,
                            text_str(&j.t));
}

static int count(struct ctx *c, const struct printing *g)
{
    struct print_log log = { .unit_id = g->print.row.unit_id,
        .document = { g->out->on, g->print.row.id },
        .form = str_of(g->out->name),
        .copy = g->print.copy,
        .language = g->english ? LANGUAGE_EN : LANGUAGE_ZH,
        .printed_by_id = c->who->id,
        .printer = g->printer };

    TRY(row_insert(c, print_log, &log));
    return event_of(c, g);
}

static int queue(struct ctx *c, const struct keeping *k)
{
    const struct printing *g = k->g;
    struct json j = json_in(&c->mem, 4096);

    json_open(&j);
    json_key(&j, "printer"), json_str(&j, g->printer);
    json_key(&j, "name"), json_str(&j, g->name);
    json_key(&j, "file_id"), json_id(&j, k->file.id);
    json_key(&j, "sha256"), json_str(&j, k->file.sha256);
    json_key(&j, "unit_id"), json_id(&j, g->print.store.id);
    json_key(&j, "copy"), json_int(&j, g->print.copy);
    json_close(&j);
    if (j.t.failed)
        return DB_FAILED;
    c->new_unit_id = g->print.store.id;
    TRY(outbox_send(c, "print", g->out->on, g->print.row.id, text_str(&j.t)));
    g->call->status = 202;
    g->call->answer = text_str(&j.t);
    g->call->out_id = g->print.row.id;
    g->call->out_version = g->print.row.version;
    return idempotency_record(c, g->call);
}

static int keep(struct ctx *c, void *arg)
{
    const struct keeping *k = arg;

    c->refused = NULL;
    c->outgoing = NULL;
    if (k->g->call != NULL) {
        TRY(idempotency_replay(c, k->g->call));
        if (k->g->call->replayed)
            return 0;
    }
    if (k->g->out->legal)
        TRY(count(c, k->g));
    return k->g->call != NULL ? queue(c, k) : 0;
}

static str file_name(struct ctx *c, const struct printing *g)
{
    str label = print_say(&g->print, g->out->label), number = g->print.number;

    return str_format(&c->mem, "%.*s %.*s.%s", (int)label.n, label.s,
        number.n > 100 ? 0 : (int)number.n, number.s,
        g->print.ending != NULL ? g->print.ending : "pdf");
}

static int print_once(struct ctx *c, struct printing *g)
{
    struct keeping k = { .g = g };
    const str key = c->idempotency_key;
    bool replayed;
    int r = 0;

    TRY(db_snapshot(c, tell, g));
    if (g->call != NULL && g->call->replayed)
        return 0;
    g->type = g->out->paper == PAPER_FILE ? g->print.type : "application/pdf";
    g->pdf = g->print.file;
    if (g->out->paper != PAPER_FILE)
        TRY(print_pdf(c, &g->print, &g->pdf));
    else if (g->call != NULL)
        return refuse(c, &PRINT_NO_PAPER);
    g->name = file_name(c, g);
    c->idempotency_key = (str){ 0 };        /* it stands for the printing, not for its file */
    if (g->call != NULL)
        r = file_put(c, g->name, "application/pdf", g->pdf, &k.file, &replayed);
    c->idempotency_key = key;
    TRY(r);
    return g->call != NULL || (g->keep && g->out->legal) ? db_transaction(c, keep, &k) : 0;
}

/* Numbered printings of one node follow each other. Another node may print the same document in the
 * same moment and take the same number: one of the two comes again. */
int print_run(struct ctx *c, struct printing *g)
{
    static pthread_mutex_t counting = PTHREAD_MUTEX_INITIALIZER;
    int r = 1;

    assert((g->printer.n > 0) == (g->call != NULL));
    c->mem.limit += PRINT_MEMORY;
    if (g->out->legal)
        pthread_mutex_lock(&counting);
    for (int i = 0; i < TRIES; i++) {
        c->refused = NULL;
        r = print_once(c, g);
        if (r <= 0 || c->refused != &E_TAKEN)
            break;
    }
    if (g->out->legal)
        pthread_mutex_unlock(&counting);
    return r;
}
