/* power.c - the power fails. Four people change and upload at once; then, for as many moments as
 * asked for, what a disk could hold if it stopped then is opened: each change that was answered
 * before must be there, everything must verify, and work must go on.
 *   power DIRECTORY MOMENTS [SEED]
 * On SQLite: for its own disk PostgreSQL answers. The last line is 'N passed, N failed'. */
#include "kernel/auth.h"
#include "kernel/file.h"
#include "kernel/row.h"
#include "kernel/unit.h"
#include "kernel/verify.h"
#include "modules/party/party.h"
#include "test/disk.h"
#include "test/fixture.h"

#include <jansson.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { PEOPLE = 4, PARTIES = 300, PROMISES_MAX = 10000 };

static unsigned passed, failed;
static struct db *db;
static const char *account = "receptionist@S1";
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct promise { bool file; rid id; int64_t version; } promises[PROMISES_MAX];
static size_t n_promises;

static void promise(bool file, rid id, int64_t version)
{
    pthread_mutex_lock(&lock);
    if (n_promises < PROMISES_MAX) {
        promises[n_promises++] = (struct promise){ file, id, version };
        disk_promise();
    }
    pthread_mutex_unlock(&lock);
}

/* --- working ---------------------------------------------------------------------------------- */

static int who_read(struct ctx *c, void *arg)
{
    struct who *who = arg;
    struct account a;

    TRY(db_one(c, account, &a, &E_NOT_FOUND, "WHERE name = ?", str_of(account)));
    TRY(directory_who(c, a.id, who));
    who->id = a.id;
    who->name = a.title;
    who->employee_id = a.employee_id;
    who->unit_id = a.home_unit_id;
    who->company_id = unit_company(c, a.home_unit_id);
    return 0;
}

static int begin(struct ctx *c, struct db *on, struct who *who)
{
    ctx_begin(c, on, &who_system, clock_now(), 16 << 20);
    TRY(db_snapshot(c, who_read, who));
    c->who = who;
    return 0;
}

static int command(struct db *on, const char *name, rid id, const char *body, struct call *call)
{
    struct who who;
    struct ctx c;
    int r = begin(&c, on, &who);

    *call = (struct call){ .command = command_named(str_of(name)), .id = id };
    if (r == 0) {
        call->body = body_parse(&c, str_of(body));
        r = command_run(&c, call);
        json_decref(call->body);
    }
    ctx_end(&c);
    return r;
}

static int upload(int person, int i)
{
    struct file f;
    struct who who;
    struct ctx c;
    bool replayed;
    char bytes[9000];
    int r = begin(&c, db, &who);

    randombytes_buf(bytes, sizeof bytes);
    if (r == 0)
        r = file_put(&c, str_format(&c.mem, "%d-%d.png", person, i), "image/png",
            (str){ bytes, sizeof bytes - (size_t)i }, &f, &replayed);
    if (r == 0)
        promise(true, f.id, f.version);
    ctx_end(&c);
    return r;
}

static void *work(void *arg)
{
    int person = (int)(intptr_t)arg, wrong = 0;

    for (int i = 0; i < PARTIES; i++) {
        struct call call;
        char body[200];
        rid id;

        (void)snprintf(body, sizeof body, "{\"name\":\"客户%d-%d\",\"kind\":\"person\"}", person, i);
        wrong += command(db, "party_create", 0, body, &call) != 0;
        id = call.out_id;
        promise(false, id, 1);
        (void)snprintf(body, sizeof body, "{\"note\":\"第 %d\"}", i);
        wrong += command(db, "party_edit", id, body, &call) != 0;
        promise(false, id, 2);
        if (i % 10 == 0)
            wrong += upload(person, i) != 0;
    }
    return (void *)(intptr_t)wrong;
}

/* --- looking at what is left ------------------------------------------------------------------ */

static void say_wrong(void *arg, str line)
{
    (void)arg;
    fprintf(stderr, "    %.*s\n", (int)line.n, line.s);
}

struct look { size_t n, gone; };

static int look_for(struct ctx *c, void *arg)
{
    struct look *l = arg;

    for (size_t i = 0; i < l->n; i++) {
        const struct promise *p = &promises[i];
        int64_t version = 0;

        if (p->file)
            TRY(db_int(c, &version, "SELECT max(version) FROM file WHERE id = ?", p->id));
        else
            TRY(db_int(c, &version, "SELECT max(version) FROM party WHERE id = ?", p->id));
        l->gone += version < p->version;
    }
    return 0;
}

static const char *judged(const char *where, size_t n)
{
    struct verify v = { .say = say_wrong };
    struct look l = { .n = n };
    struct db *left = db_open(&(struct db_options){ .where = where });
    const char *wrong = NULL;
    struct call call;
    struct ctx c;

    if (left == NULL)
        return "it cannot be opened";
    session_forget_all();
    unit_forget();
    ctx_begin(&c, left, &who_system, clock_now(), 0);
    if (db_snapshot(&c, look_for, &l) != 0)
        wrong = "it cannot be read";
    else if (l.gone > 0)
        wrong = "what was answered is gone";
    else if (verify_all(left, clock_now(), &v) != 0 || v.wrong > 0)
        wrong = "it does not verify";
    else if (command(left, "party_create", 0, "{\"name\":\"后来\",\"kind\":\"person\"}", &call) != 0)
        wrong = "nothing can be changed any more";
    ctx_end(&c);
    unit_forget();
    db_close(left);
    return wrong;
}

static void cut(size_t moment, unsigned seed, const char *home)
{
    char where[600], remove[700];
    const char *wrong;
    size_t n;

    (void)snprintf(where, sizeof where, "%s/left", home);
    (void)snprintf(remove, sizeof remove, "rm -rf '%s'", where);
    if (mkdir(where, 0750) != 0)
        abort();
    n = disk_after(moment, seed, where);
    wrong = judged(where, n);
    passed += wrong == NULL;
    failed += wrong != NULL;
    if (wrong != NULL)
        fprintf(stderr, "not ok moment %zu (seed %u), %zu promises: %s\n", moment, seed, n, wrong);
    FILE *f = popen(remove, "r");
    if (f != NULL)
        pclose(f);
}

int main(int argc, char **argv)
{
    pthread_t people[PEOPLE];
    char where[600];
    size_t from, end, moments;
    unsigned seed;

    if (argc < 3 || sodium_init() < 0 || !model_start())
        return 2;
    moments = (size_t)atoi(argv[2]);
    seed = argc > 3 ? (unsigned)atoi(argv[3]) : 1;
    (void)snprintf(where, sizeof where, "%s/chain", argv[1]);
    disk_watch(where);
    db = fixture_new(where, clock_now());
    if (db == NULL)
        return 2;
    from = disk_moment();
    for (int i = 0; i < PEOPLE; i++)
        if (pthread_create(&people[i], NULL, work, (void *)(intptr_t)i) != 0)
            return 2;
    for (int i = 0; i < PEOPLE; i++) {
        void *wrong;

        pthread_join(people[i], &wrong);
        failed += wrong != NULL;
    }
    end = disk_moment();
    disk_end();
    db_close(db);
    fprintf(stderr, "%zu promises in %zu writes and syncs\n", n_promises, end - from);
    for (size_t i = 1; i <= moments; i++)
        cut(from + (end - from) * i / moments, seed + (unsigned)i, argv[1]);
    printf("%u passed, %u failed\n", passed, failed);
    return failed > 0;
}
