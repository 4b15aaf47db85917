/* scenario.c - runs scenarios written in business words (src/modules/X/X.scn) in process, on either
 * database, and with --faults each command once more for every database call failing, with --memory
 * for every allocation failing.
 *
 *   scenario [--faults | --memory] [--quiet] SQLITE_DIRECTORY|postgresql://… FILE…
 * Each file starts with a new chain: group G, company C1, stores S1 and S2 with one employee and an
 * account `<post>@<store>` for every post of a store; it is 9 o'clock on 24 November 2026. The
 * last line is 'N passed, N failed'. */
#include "kernel/happen.h"
#include "kernel/row.h"
#include "kernel/schema.h"
#include "kernel/verify.h"
#include "modules/health/health.h"
#include "modules/portal/portal.h"
#include "modules/tax/tax.h"
#include "test/fixture.h"
#include "test/scenario.h"

#include <ctype.h>
#include <jansson.h>
#include <sodium.h>

static unsigned passed, failed, injected;

bool said(const struct scenario *s, bool good, const char *format, ...)
{
    va_list args;

    if (good) {
        passed++;
        return true;
    }
    failed++;
    fprintf(stderr, "not ok %s:%d: ", s->file, s->line);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    return false;
}

/* --- words ------------------------------------------------------------------------------------ */

str word(str *rest)
{
    size_t n = 0;
    str w;

    while (rest->n > 0 && rest->s[0] == ' ')
        rest->s++, rest->n--;
    while (n < rest->n && rest->s[n] != ' ')
        n++;
    w = (str){ rest->s, n };
    rest->s += n, rest->n -= n;
    return w;
}

rid named(struct scenario *s, str name)
{
    rid id;

    if (name.n > 0 && name.s[0] == '$')
        for (size_t i = s->n_names; i-- > 0; )
            if (str_eq(s->names[i].name, (str){ name.s + 1, name.n - 1 }))
                return s->names[i].id;
    if (str_int(name, &id))
        return id;
    said(s, false, "nothing is called %.*s", (int)name.n, name.s);
    return 0;
}

void bind(struct scenario *s, str name, rid id)
{
    assert(s->n_names < NAMES_MAX && name.n > 1 && name.s[0] == '$');
    s->names[s->n_names].name = str_copy(&s->mem, (str){ name.s + 1, name.n - 1 });
    s->names[s->n_names++].id = id;
}

/* $names are replaced by their ids, also inside JSON strings. */
str replaced(struct scenario *s, str text)
{
    struct text t = text_in(&s->mem, LINE_BYTES * 2);

    for (size_t i = 0; i < text.n; ) {
        size_t n = 1;

        if (text.s[i] != '$') {
            text_add(&t, (str){ text.s + i++, 1 });
            continue;
        }
        while (i + n < text.n && (isalnum((unsigned char)text.s[i + n]) || text.s[i + n] == '_'))
            n++;
        text_int(&t, named(s, (str){ text.s + i, n }));
        i += n;
    }
    return text_str(&t);
}

/* The JSON object at the beginning of `rest`, by counting braces. */
str object(str *rest)
{
    int depth = 0;
    bool quoted = false;
    str o;
    size_t n = 0;

    while (rest->n > 0 && rest->s[0] == ' ')
        rest->s++, rest->n--;
    if (rest->n == 0 || rest->s[0] != '{')
        return STR("{}");
    do {
        char ch = rest->s[n];

        if (quoted && ch == '\\')
            n++;
        else if (ch == '"')
            quoted = !quoted;
        else if (!quoted)
            depth += ch == '{' ? 1 : ch == '}' ? -1 : 0;
        n++;
    } while (n < rest->n && depth > 0);
    o = (str){ rest->s, n };
    rest->s += n, rest->n -= n;
    return o;
}

/* --- acting ----------------------------------------------------------------------------------- */

static int actor_read(struct ctx *c, void *arg)
{
    struct actor *a = arg;
    struct account account;
    struct customer_link link;

    if (a->link != 0) {
        TRY(db_get(c, customer_link, &link, a->link));
        a->found = true;
        return portal_who(c, link.unit_id, link.id, &duty_self_service, &a->who);
    }

    TRY(db_one(c, account, &account, &E_NOT_FOUND, "WHERE name = ?", a->name));
    TRY(directory_who(c, account.id, &a->who));
    a->who.id = account.id;
    a->who.name = account.title;
    a->who.employee_id = account.employee_id;
    a->who.unit_id = account.home_unit_id;
    a->who.company_id = unit_company(c, account.home_unit_id);
    a->found = true;
    return 0;
}

bool begin(struct scenario *s, struct ctx *c, struct actor *a)
{
    *a = (struct actor){ .name = s->account, .link = s->link };
    ctx_begin(c, s->db, &who_system, s->now, 16 << 20);
    if ((s->account.n > 0 || s->link != 0) && (db_snapshot(c, actor_read, a) != 0 || !a->found))
        return said(s, false, "there is no account %.*s", (int)s->account.n, s->account.s);
    if (a->found)
        c->who = &a->who;
    c->english = true;
    c->refused = NULL;
    return true;
}

static int chain_seq(struct ctx *c, void *arg)
{
    return db_int(c, arg, "SELECT CAST(COALESCE(sum(seq), 0) AS BIGINT) FROM event_chain");
}

static int64_t events(struct scenario *s)
{
    struct ctx c;
    int64_t n = -1;

    ctx_begin(&c, s->db, &who_system, s->now, 0);
    if (db_snapshot(&c, chain_seq, &n) != 0)
        n = -1;
    ctx_end(&c);
    return n;
}

/* With faults: the first database call fails, then the second … until the command gets through.
 * Each time nothing must have happened. */
static int run_call(struct scenario *s, struct ctx *c, struct call *call, str body)
{
    const struct ctx fresh = *c;
    int64_t before = s->faults ? events(s) : 0;
    int r = DB_FAILED;

    for (int n = s->faults ? 1 : 0; n < FAULTS_TRIED; n++) {
        struct arena mem = c->mem;

        *c = fresh;
        c->mem = mem;
        call->body = body_parse(c, body);
        if (call->body == NULL)
            return 1;
        c->fail_at = n;
        c->fail_with = DB_FAILED;
        r = command_run(c, call);
        json_decref(call->body);
        if (n == 0 || c->fail_at > 0)
            return r;
        injected++;
        fault_clear();
        if (!said(s, r != 0 || n > 1, "a failing database call was not noticed") ||
            !said(
                s, r == 0 || events(s) == before, "something happened although call %d failed", n))
            return r;
        if (r == 0)                         /* what failed was made good: a retry of its own */
            return 0;
    }
    return r;
}

void show(struct scenario *s, struct ctx *c, const char *what, int r)
{
    str text = r > 0 && c->refused != NULL ? refusal_text(c, c->refused, c->args) : STR("failed");

    said(s, false, "%s: %s %.*s", what, r > 0 && c->refused != NULL ? c->refused->code : "",
        (int)text.n, text.s);
    for (unsigned i = 0; i < c->n_faults; i++)
        fprintf(stderr, "    %.*s: %s\n", (int)c->faults[i].path.n, c->faults[i].path.s, c->faults[i].text.en);
}

static bool code_is(const struct refusal *why, str code)
{
    const char *have = why->code;

    if (have[1] == '_' && !(code.n > 1 && code.s[1] == '_'))
        have += 2;
    if (strlen(have) != code.n)
        return false;
    for (size_t i = 0; i < code.n; i++)
        if (tolower((unsigned char)have[i]) != code.s[i])
            return false;
    return true;
}

void expect_refused(struct scenario *s, struct ctx *c, int r, str rest)
{
    str code = word(&rest), field;

    code = word(&rest);
    field = word(&rest);
    if (!said(s, r > 0, "it should have been refused"))
        return;
    said(s, code_is(c->refused, code), "refused with %s instead of %.*s", c->refused->code,
        (int)code.n, code.s);
    if (field.n > 0)
        said(s, c->n_faults > 0 && str_eq(c->faults[0].path, field), "the field is %.*s, not %.*s",
            c->n_faults > 0 ? (int)c->faults[0].path.n : 0,
            c->n_faults > 0 ? c->faults[0].path.s : "", (int)field.n, field.s);
}

static void step_run(struct scenario *s, str rest, bool refused)
{
    str name = word(&rest), body;
    struct call call = { .command = command_named(name) };
    struct actor a;
    struct ctx c;
    int r;

    if (!said(s, call.command != NULL, "there is no command %.*s", (int)name.n, name.s))
        return;
    while (rest.n > 0 && rest.s[0] == ' ')
        rest.s++, rest.n--;
    if (rest.n > 0 && rest.s[0] != '{' && rest.s[0] != '-' && rest.s[0] != '=')
        call.id = named(s, word(&rest));
    body = replaced(s, object(&rest));
    if (begin(s, &c, &a)) {
        const struct refusal *odd;
        int64_t before = s->memory ? events(s) : 0;

        c.pressed_at = s->pressed;
        s->pressed = (when){ 0 };
        odd = s->memory ? memory_run(s, &c, &call, body) : NULL;
        if (s->memory)
            said(s, events(s) == before, "something happened although memory was out");
        r = run_call(s, &c, &call, body);
        if (odd != NULL)
            said(s, r > 0 && odd == c.refused, "refused with %s when memory was out", odd->code);
        if (refused)
            expect_refused(s, &c, r, rest);
        else if (r != 0)
            show(s, &c, str_c(&s->mem, name), r);
        else {
            passed++;
            if (str_is(word(&rest), "->"))
                bind(s, word(&rest), call.out_id);
            for (unsigned i = 0; i < c.n_created; i++) {
                str made = word(&rest);

                if (made.n > 0)
                    bind(s, made, c.created[i].id);
            }
        }
    }
    fault_clear();
    c.conn = NULL;
    ctx_end(&c);
}

/* --- time and truth --------------------------------------------------------------------------- */

static void step_after(struct scenario *s, str rest)
{
    str w = word(&rest);
    int64_t n = 0;
    char unit = w.n > 1 ? w.s[w.n - 1] : '?';

    said(s, w.n > 1 && str_int((str){ w.s, w.n - 1 }, &n) && strchr("smhd", unit) != NULL,
        "how long?");
    s->now.ms += n * (unit == 's' ? 1000 : unit == 'm' ? 60000 : unit == 'h' ? 3600000 : 86400000);
}

/* A refused reaction is tried again for ever and wakes nobody: here it is a failure. */
static int count_stuck(struct ctx *c, void *stuck)
{
    return db_int(c, stuck, "SELECT count(*) FROM outbox WHERE sent_at IS NULL AND failure IS NOT NULL"
        " AND topic LIKE 'on:%' /* all rows */");
}

static void step_tick(struct scenario *s)
{
    struct happen due = { .db = s->db };
    unsigned ran = 1;
    int64_t stuck = 0;
    struct ctx c;
    int r;

    for (int i = 0; i < 100 && ran > 0; i++)
        if (!said(s, happen_due(&due, s->now, 64, &ran) == 0, "what was due could not be run"))
            return;
    ctx_begin(&c, s->db, &who_system, s->now, 0);
    r = db_snapshot(&c, count_stuck, &stuck);
    ctx_end(&c);
    said(s, r == 0 && stuck == 0, "%lld reactions are refused", (long long)stuck);
}

static void say_wrong(void *arg, str line)
{
    const struct scenario *s = arg;

    fprintf(stderr, "    %s:%d: %.*s\n", s->file, s->line, (int)line.n, line.s);
}

/* pressed RFC3339: when the next command was pressed, which reaches us now */
static void step_pressed(struct scenario *s, str rest)
{
    said(s, when_parse(word(&rest), &s->pressed), "what time is that?");
}

static void step_verify(struct scenario *s)
{
    struct verify v = { .say = say_wrong, .arg = s };

    said(s, verify_all(s->db, s->now, &v) == 0 && v.wrong == 0,
        "verify: %llu of %llu facts do not hold", (unsigned long long)v.wrong,
        (unsigned long long)v.checked);
}

/* as ACCOUNT, or: as customer $link */
static void step_as(struct scenario *s, str rest)
{
    str name = word(&rest);
    bool customer = str_is(name, "customer");

    s->link = customer ? named(s, word(&rest)) : 0;
    s->account = customer ? (str){ 0 } : str_copy(&s->mem, name);
}

static void step(struct scenario *s, str line)
{
    str verb = word(&line);

    s->now.ms += 1000;                      /* nothing happens in no time */
    if (str_is(verb, "at"))
        said(s, when_parse(word(&line), &s->now), "what time is that?");
    else if (str_is(verb, "after"))
        step_after(s, line);
    else if (str_is(verb, "pressed"))
        step_pressed(s, line);
    else if (str_is(verb, "as"))
        step_as(s, line);
    else if (str_is(verb, "run") || str_is(verb, "no"))
        step_run(s, line, str_is(verb, "no"));
    else if (str_is(verb, "see"))
        step_see(s, line);
    else if (str_is(verb, "count") || str_is(verb, "find"))
        step_list(s, line, str_is(verb, "count"));
    else if (str_is(verb, "search"))
        step_search(s, line);
    else if (str_is(verb, "report"))
        step_report(s, line, false);
    else if (str_is(verb, "no-report"))
        step_report(s, line, true);
    else if (str_is(verb, "suggest"))
        step_suggest(s, line);
    else if (str_is(verb, "print") || str_is(verb, "noprint"))
        step_print(s, line, str_is(verb, "noprint"));
    else if (str_is(verb, "printed"))
        step_printed(s);
    else if (str_is(verb, "tick"))
        step_tick(s);
    else if (str_is(verb, "verify"))
        step_verify(s);
    else
        said(s, false, "what is '%.*s'?", (int)verb.n, verb.s);
}

static void run_file(struct scenario *s, const char *file)
{
    static char line[LINE_BYTES];
    FILE *f = fopen(file, "r");

    s->file = file;
    s->line = 0;
    s->account = (str){ 0 };
    s->link = 0;
    s->n_names = 0;
    if (!said(s, f != NULL, "cannot be read"))
        return;
    while (fgets(line, sizeof line, f) != NULL) {
        size_t n = strcspn(line, "\r\n");

        s->line++;
        while (n > 0 && line[n - 1] == ' ')
            n--;
        if (n > 0 && line[0] != '#')
            step(s, str_copy(&s->mem, (str){ line, n }));
    }
    fclose(f);
    step_verify(s);
}

int main(int argc, char **argv)
{
    struct scenario s = { .mem = { .limit = 64 << 20 } };
    int i = 1;

    for (; i < argc && argv[i][0] == '-'; i++)
        if (strcmp(argv[i], "--faults") == 0)
            s.faults = true;
        else if (strcmp(argv[i], "--memory") == 0)
            s.memory = true;
        else
            s.quiet = true;
    if (sodium_init() < 0 || !model_start() || argc - i < 2)
        return 2;
    record_platform_simulate();
    tax_platform_simulate();
    const char *where = argv[i++];
    for (; i < argc; i++) {
        unsigned was = failed;

        (void)when_parse(STR("2026-11-24T09:00:00+08:00"), &s.now);
        s.db = fixture_new(where, s.now);
        s.file = argv[i];
        if (s.db == NULL) {
            said(&s, false, "no chain could be made in %s", where);
            continue;
        }
        run_file(&s, argv[i]);
        if (!s.quiet || failed > was)
            fprintf(stderr, "%s %s%s\n", failed > was ? "FAIL" : "ok  ", argv[i],
                s.faults ? " (faults)" : "");
        fixture_end(s.db, where);
        arena_free(&s.mem);
    }
    if (s.faults)
        fprintf(stderr, "%u faults injected\n", injected);
    if (s.memory)
        fprintf(stderr, "%u allocations failed\n", memory_struck());
    if (s.memory && memory_struck() == 0)
        said(&s, false, "no allocation could be made to fail");
    printf("%u passed, %u failed\n", passed, failed);
    return failed > 0;
}
