/* health_test.c - the signed file: read by another program's eyes, altered in every byte, forged,
 * signed by a stranger; and two chains that do not trust each other. */
#include "kernel/setup.h"
#include "modules/health/health.h"
#include "modules/ledger/ledger_test.h"

#include <jansson.h>
#include <sodium.h>
#include <stdlib.h>

extern const struct CMUnitTest health_tests[];
extern const size_t health_tests_n;

struct issued { rid car; str bytes, key; };

static int car_make(struct ctx *c, void *id)
{
    const struct vehicle v = { .plate = STR("粤B12345"), .vin = STR("LSVAA4180E2184841") };

    return command_call_(c, command_named(STR("vehicle_create")), 0, &v, id);
}

static int issue(struct ctx *c, void *arg)
{
    struct issued *g = arg;
    str bytes, key;

    TRY(health_file(c, g->car, &bytes));
    TRY(health_key(c, &key));
    g->bytes = (str){ memcpy(forever_alloc(bytes.n + 1), bytes.s, bytes.n), bytes.n };
    g->key = (str){ memcpy(forever_alloc(key.n + 1), key.s, key.n), key.n };
    return 0;
}

static enum health_verdict judge(str bytes, str key)
{
    struct arena mem = { .limit = 8 << 20 };
    struct health_found found;
    enum health_verdict v = health_verify(&mem, bytes, key, &found);

    assert_true(health_verdict_text(v, true).n > 0 && health_verdict_text(v, false).n > 0);
    arena_free(&mem);
    return v;
}

static void issued_open(struct chain *ch, struct issued *g)
{
    assert_int_equal(chain_run(ch, car_make, &g->car, NULL), 0);
    assert_int_equal(chain_run(ch, issue, g, NULL), 0);
}

/* By hand, as docs/health-record.md tells it: canonical bytes, their digest, the signature. */
static void test_signed(void **state)
{
    uint8_t key[32], value[64];
    char hash[65], *text;
    struct issued g;
    json_t *file;
    size_t n;

    ON_CHAIN(ch, state);
    issued_open(&ch, &g);
    assert_int_equal(judge(g.bytes, g.key), HEALTH_TRUE);
    file = json_loadb(g.bytes.s, g.bytes.n, 0, NULL);
    assert_non_null(file);
    text = json_dumps(json_object_get(file, "record"), JSON_COMPACT | JSON_SORT_KEYS);
    assert_non_null(strstr(text, "\"vin\":\"LSVAA4180E2184841\""));
    hash_hex(hash_of(str_of(text)), hash);
    assert_string_equal(json_string_value(json_object_get(file, "sha256")), hash);
    assert_int_equal(sodium_hex2bin(key, sizeof key, g.key.s, g.key.n, NULL, &n, NULL), 0);
    assert_int_equal(sodium_hex2bin(value, sizeof value, json_string_value(json_object_get(
        json_object_get(file, "signature"), "value")), 128, NULL, &n, NULL), 0);
    assert_int_equal(
        crypto_sign_verify_detached(value, (const uint8_t *)text, strlen(text), key), 0);
    free(text);
    /* another program writes it with spaces and in another order: it is the same record */
    text = json_dumps(file, JSON_INDENT(3));
    assert_int_equal(judge(str_of(text), g.key), HEALTH_TRUE);
    free(text);
    json_decref(file);
    chain_close(&ch);
}

/* No byte of it can be another without being noticed. */
static void test_tampered(void **state)
{
    struct issued g;
    char *copy;

    ON_CHAIN(ch, state);
    issued_open(&ch, &g);
    copy = forever_alloc(g.bytes.n + 1);
    for (size_t i = 0; i < g.bytes.n; i++) {
        memcpy(copy, g.bytes.s, g.bytes.n);
        copy[i] = copy[i] == 'x' ? 'y' : 'x';
        assert_int_not_equal(judge((str){ copy, g.bytes.n }, g.key), HEALTH_TRUE);
        assert_int_not_equal(judge((str){ g.bytes.s, i }, g.key), HEALTH_TRUE);
    }
    chain_close(&ch);
}

static str changed(str bytes, const char *from, const char *to)
{
    char *at = memmem(bytes.s, bytes.n, from, strlen(from)), *copy = forever_alloc(bytes.n + 1);

    assert_non_null(at);
    assert_int_equal(strlen(from), strlen(to));
    memcpy(copy, bytes.s, bytes.n);
    memcpy(copy + (at - bytes.s), to, strlen(to));
    return (str){ copy, bytes.n };
}

/* What is wrong is told apart. */
static void test_verdicts(void **state)
{
    static const char deep[] = "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[";
    struct issued g;

    ON_CHAIN(ch, state);
    issued_open(&ch, &g);
    assert_int_equal(judge(changed(g.bytes, "2184841", "2184842"), g.key), HEALTH_ALTERED);
    assert_int_equal(judge(changed(g.bytes, "\"version\":1", "\"version\":2"), g.key),
        HEALTH_OTHER_VERSION);
    assert_int_equal(judge(changed(g.bytes, "Ed25519", "Ed25518"), g.key), HEALTH_INCOMPLETE);
    assert_int_equal(judge(changed(g.bytes, "\"value\"", "\"valve\""), g.key), HEALTH_INCOMPLETE);
    assert_int_equal(judge(g.bytes, STR("no key")), HEALTH_KEY_UNREADABLE);
    assert_int_equal(judge(STR("{\"record\":{}}"), g.key), HEALTH_NOT_RECORD);
    assert_int_equal(judge(STR("[]"), g.key), HEALTH_NOT_RECORD);
    assert_int_equal(judge(str_of(deep), g.key), HEALTH_NOT_JSON);
    assert_int_equal(judge(STR("{\"record\":1,\"record\":2}"), g.key), HEALTH_NOT_JSON);
    assert_int_equal(judge((str){ "\xff\xfe", 2 }, g.key), HEALTH_NOT_JSON);
    assert_int_equal(judge(STR(""), g.key), HEALTH_NOT_JSON);
    chain_close(&ch);
}

/* Altered, with a digest that fits and a signature of one's own: not by the key that is trusted,
 * nor under the trusted key's name. */
static void test_forged(void **state)
{
    uint8_t open[32], secret[64], value[64];
    char hex[129], *text, hash[65];
    struct issued g;
    json_t *file, *signature, *record;

    ON_CHAIN(ch, state);
    issued_open(&ch, &g);
    file = json_loadb(g.bytes.s, g.bytes.n, 0, NULL);
    record = json_object_get(file, "record");
    signature = json_object_get(file, "signature");
    json_object_set_new(record, "issuer", json_string("别家"));
    text = json_dumps(record, JSON_COMPACT | JSON_SORT_KEYS);
    crypto_sign_keypair(open, secret);
    crypto_sign_detached(value, NULL, (const uint8_t *)text, strlen(text), secret);
    hash_hex(hash_of(str_of(text)), hash);
    json_object_set_new(file, "sha256", json_string(hash));
    json_object_set_new(signature, "value", json_string(sodium_bin2hex(hex, 129, value, 64)));
    free(text);
    text = json_dumps(file, 0);
    assert_int_equal(judge(str_of(text), g.key), HEALTH_FORGED);
    free(text);
    json_object_set_new(signature, "key", json_string(sodium_bin2hex(hex, 129, open, 32)));
    text = json_dumps(file, 0);
    assert_int_equal(judge(str_of(text), g.key), HEALTH_OTHER_KEY);
    assert_int_equal(judge(str_of(text), str_of(hex)), HEALTH_TRUE);
    free(text);
    json_decref(file);
    chain_close(&ch);
}

static int key_of(struct ctx *c, void *arg)
{
    str *key = arg, open;

    TRY(health_key_make(c));
    TRY(health_key(c, &open));
    *key = (str){ memcpy(forever_alloc(open.n + 1), open.s, open.n), open.n };
    return 0;
}

/* Made once, at init. */
static void test_key_stays(void **state)
{
    str first, second;

    ON_CHAIN(ch, state);
    assert_int_equal(chain_run(&ch, key_of, &first, NULL), 0);
    assert_int_equal(chain_run(&ch, key_of, &second, NULL), 0);
    assert_int_equal(first.n, 64);
    assert_true(str_eq(first, second));
    chain_close(&ch);
}

const struct CMUnitTest health_tests[] = {
    BOTH(test_signed), BOTH(test_tampered), BOTH(test_verdicts), BOTH(test_forged),
    BOTH(test_key_stays),
};
const size_t health_tests_n = COUNT(health_tests);
