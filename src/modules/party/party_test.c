/* party_test.c - the chain of events and the erasure of a person: what was said of him can no
 * longer be read, and the chain is whole; what is altered is noticed. */
#include "modules/party/party.h"
#include "kernel/db_test.h"
#include "kernel/row.h"
#include "kernel/setup.h"
#include "kernel/verify.h"

extern const struct CMUnitTest party_tests[];
extern const size_t party_tests_n;

static int run(struct place *p, work_fn *work, void *arg)
{
    struct ctx c;
    int r;

    test_ctx(&c, p->db);
    r = db_transaction(&c, work, arg);
    ctx_end(&c);
    return r;
}

static void house_open(struct place *p)
{
    struct ctx c;

    test_ctx(&c, p->db);
    c.mem.limit = 64 << 20;
    assert_int_equal(setup_chain(&c), 0);
    ctx_end(&c);
}

#define ON_HOUSE(p, state) ON_PLACE(p, state); house_open(&p)

static void say(void *arg, str line)
{
    if (((char *)arg)[0] == '\0')                   /* the first wrong entry */
        (void)snprintf(arg, 200, "%.*s", (int)line.n, line.s);
}

static uint64_t wrong(struct place *p, char said[200])
{
    struct verify v = { .say = say, .arg = said };

    said[0] = '\0';
    assert_int_equal(verify_all(p->db, (when){ 1764000000000 }, &v), 0);
    assert_true(v.checked > 0);
    return v.wrong;
}

/* --- a person --------------------------------------------------------------------------------- */

struct person { rid id; char body[8000], clear[60]; };

static int make(struct ctx *c, void *arg)
{
    const struct party in = { .name = STR("王小明"), .phone = STR("13812345678"),
        .kind = PARTY_PERSON };
    struct person *p = arg;

    return command_call_(c, command_named(STR("party_create")), 0, &in, &p->id);
}

static int erase(struct ctx *c, void *arg)
{
    const struct party_erase_in in = { .reason = STR("本人申请") };

    return command_call(c, party_erase, ((struct person *)arg)->id, &in);
}

static int take_body(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct person *p = arg;
    size_t used = strlen(p->body);

    (void)c, (void)n;
    (void)snprintf(p->body + used, sizeof p->body - used, "%.*s\n", (int)v[0].t.n, v[0].t.s);
    return 0;
}

static int bodies(struct ctx *c, void *arg)
{
    struct person *p = arg;

    p->body[0] = '\0';
    return db_values(c, take_body, p, "SELECT body FROM event WHERE entity = 'party' AND entity_id = ?"
        " ORDER BY id", "i", PARAMS(p->id));
}

/* The first sealed value of the first event, opened: the person's name. */
static int open_first(struct ctx *c, void *arg)
{
    static const char mark[] = "\"sealed\":\"";
    struct person *p = arg;
    const char *at = strstr(p->body, mark), *end;
    str clear;

    assert_non_null(at);
    at += sizeof mark - 1;
    end = strchr(at, '"');
    assert_non_null(end);
    TRY(person_open(c, &party_model, p->id, (str){ at, (size_t)(end - at) }, &clear));
    (void)snprintf(p->clear, sizeof p->clear, "%.*s", (int)clear.n, clear.s);
    return 0;
}

static void test_erase(void **state)
{
    struct person p = { 0 };
    char said[200];

    ON_HOUSE(place, state);
    assert_int_equal(run(&place, make, &p), 0);
    assert_int_equal(run(&place, bodies, &p), 0);
    assert_null(strstr(p.body, "王小明"));          /* never in the clear in the history */
    assert_null(strstr(p.body, "13812345678"));
    assert_int_equal(run(&place, open_first, &p), 0);
    assert_string_equal(p.clear, "王小明");
    assert_int_equal(wrong(&place, said), 0);
    assert_int_equal(run(&place, erase, &p), 0);
    assert_int_equal(run(&place, bodies, &p), 0);
    assert_int_equal(run(&place, open_first, &p), 0);
    assert_string_equal(p.clear, "");
    assert_int_equal(wrong(&place, said), 0);
    assert_string_equal(said, "");
    place_close(&place);
}

/* --- what is altered behind the program's back ------------------------------------------------ */

static int tamper(struct ctx *c, void *arg) { return db_script(c, arg); }

static void test_chain_notices(void **state)
{
    static const char *const wrongs[][2] = {
        { "UPDATE event SET body = '{}' WHERE entity = 'party'", "its hash does not fit" },
        { "UPDATE event SET actor_id = 5 WHERE entity = 'party'", "its hash does not fit" },
        { "DELETE FROM event WHERE seq = 2", "number 3 follows 1" },
        { "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)", "its head" },
        { "DELETE FROM event_chain", "its head" },
        { "UPDATE event_chain SET hash = '00'", "its head is no hash" },
        { "UPDATE event_chain SET hash = (SELECT hash FROM event WHERE seq = 1)", "another head" },
        { "UPDATE party SET version = 7", "version 7, but" },
    };

    for (size_t i = 0; i < COUNT(wrongs); i++) {
        struct person p = { 0 };
        char said[200];

        ON_HOUSE(place, state);
        assert_int_equal(run(&place, make, &p), 0);
        assert_int_equal(wrong(&place, said), 0);
        assert_int_equal(run(&place, tamper, (void *)(uintptr_t)wrongs[i][0]), 0);
        assert_true(wrong(&place, said) > 0);
        if (strstr(said, wrongs[i][1]) == NULL)
            print_message("%s: %s\n", wrongs[i][0], said);
        assert_non_null(strstr(said, wrongs[i][1]));
        place_close(&place);
    }
}

/* What is sealed is sealed whole: person.c takes no more than that many bytes. */
static void test_sealed_whole(void **state)
{
    const struct entity *const *all;
    size_t n = model_entities(&all), personal = 0;

    (void)state;
    for (size_t i = 0; i < n; i++)
        for (const struct field *f = all[i]->fields(); f->name != NULL; f++)
            if (f->personal && all[i]->table) {
                assert_true(f->kind == K_TEXT || f->kind == K_LONGTEXT);
                assert_true(f->max <= 4096);
                personal++;
            }
    assert_true(personal > 0);
}

const struct CMUnitTest party_tests[] = {
    BOTH(test_erase), BOTH(test_chain_notices), cmocka_unit_test(test_sealed_whole),
};
const size_t party_tests_n = COUNT(party_tests);
