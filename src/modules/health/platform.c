/* platform.c - what the store tells the authorities about itself, and a provincial platform that is
 * none: it takes a token request and then a record as the published client of Shanghai sends them,
 * keeps books of what it took, and like a real one rejects or does not answer.
 *
 * A password "wrong" is refused. A VIN ending in 9999 is rejected until the record says something
 * else than what was rejected; one ending in 9998 is taken the first time, and no answer comes. The
 * setting record_simulator makes it reject everything (1) or never answer (2). */
#include "modules/health/health.h"
#include "facts/division.h"
#include "kernel/happen.h"

#include <jansson.h>

enum { WORKS, REJECTS, TIMES_OUT };

int repair_licence_judge(
    struct ctx *c, struct repair_licence *now, const struct repair_licence *before)
{
    (void)before;
    return now->valid_to.day != 0 && now->valid_to.day < now->valid_from.day
        ? refuse_field(c, "valid_to", &F_DATE) : 0;
}

int repair_licence_password(
    struct ctx *c, struct repair_licence *l, const struct repair_licence_password_in *in)
{
    return db_exec(c, "INSERT INTO platform_secret(unit_id, licence_id, password) VALUES (?, ?, ?)"
        " ON CONFLICT (licence_id) DO UPDATE SET password = excluded.password", l->unit_id, l->id,
        in->password);
}

int record_platform_judge(
    struct ctx *c, struct record_platform *now, const struct record_platform *before)
{
    struct division d;
    int64_t code;

    (void)before;
    if (now->division.n != 6 || !str_int(now->division, &code) ||
        !division_by_code((int)code, &d))
        return refuse_field(c, "division", &PLATFORM_DIVISION);
    return now->valid_to.day != 0 && now->valid_to.day < now->valid_from.day
        ? refuse_field(c, "valid_to", &F_DATE) : 0;
}

/* --- the simulator ---------------------------------------------------------------------------- */

struct asked {
    rid filing;
    str company, password, code, vin, hash;
    int64_t behaves;
    enum record_outcome outcome;
    const char *status;
};

static str text_of(const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);

    return (str){ json_string_value(v), json_string_length(v) };
}

static bool ends(str s, const char *with)
{
    return s.n >= 4 && memcmp(s.s + s.n - 4, with, 4) == 0;
}

static int book_read(struct ctx *c, const struct asked *a, struct platform_book *b, bool *known)
{
    struct platform_book_list rows;

    TRY(db_list(c, platform_book, &rows, "WHERE company_code = ? AND code = ?", a->company,
        a->code));
    *known = rows.n > 0;
    *b = *known ? rows.v[0] : (struct platform_book){ .company_code = a->company, .code = a->code };
    return 0;
}

static int book_write(struct ctx *c, struct platform_book *b, bool known)
{
    if (!known)
        return row_insert(c, platform_book, b);
    return db_exec(c, "UPDATE platform_book SET vin = ?, hash = ?, bad = NULLIF(?, ''), taken = ?, asked = ?"
        " WHERE company_code = ? AND code = ?", b->vin, b->hash, b->bad, b->taken, b->asked,
        b->company_code, b->code);
}

/* The same list once more is known, not taken again; another content takes its place. */
static int take(struct ctx *c, void *arg)
{
    struct asked *a = arg;
    struct platform_book b;
    bool known, twin;

    TRY(book_read(c, a, &b, &known));
    twin = known && b.taken > 0 && str_eq(b.hash, a->hash);
    b.asked++;
    b.vin = a->vin;
    a->outcome = RT_ACCEPTED;
    a->status = twin ? "1 已接收过，未重复入库" : b.taken > 0 ? "1 已更正" : "1 成功";
    if (a->behaves == REJECTS || (ends(a->vin, "9999") && !twin &&
            (b.bad.n == 0 || str_eq(b.bad, a->hash)))) {
        a->outcome = RT_REJECTED;
        a->status = "0 与车辆登记信息不符，请核对后更正";
        b.bad = a->hash;
        b.hash = b.hash.n > 0 ? b.hash : STR("-");
    } else if (!twin) {
        b.hash = a->hash;
        b.taken++;
    }
    if (ends(a->vin, "9998") && b.asked == 1) {
        a->outcome = RT_TIMEOUT;
        a->status = "无应答";
    }
    return book_write(c, &b, known);
}

static int ask_platform(struct ctx *c, struct asked *a, const json_t *message)
{
    const json_t *record = json_object_get(message, "record"),
                 *basic = json_object_get(record, "basicInfo");
    char *content = json_dumps(record, JSON_COMPACT | JSON_SORT_KEYS), hash[65];

    if (content == NULL)
        return DB_FAILED;
    hash_hex(hash_of(str_of(content)), hash);
    noted_free(content);
    a->hash = str_copy(&c->mem, str_of(hash));
    a->code = text_of(basic, "costlistcode");
    a->vin = text_of(basic, "vin");
    if (a->behaves == TIMES_OUT) {
        a->outcome = RT_TIMEOUT;
        a->status = "无应答";
        return 0;
    }
    return db_transaction(c, take, a);
}

static void answer_write(struct ctx *c, const struct asked *a, int64_t edition, struct text *answer)
{
    struct json j = json_in(&c->mem, 1000);

    json_open(&j);
    json_key(&j, "edition"), json_int(&j, edition);
    json_key(&j, "outcome"), json_c(&j, record_outcome_choices.v[a->outcome].code);
    json_key(&j, "status"), json_c(&j, a->status);
    json_close(&j);
    text_add(answer, text_str(&j.t));
}

/* Read when it is needed: a message that waits holds no password. */
static int password_read(struct ctx *c, void *arg)
{
    struct platform_secret_list secret;
    struct asked *a = arg;

    TRY(db_list(c, platform_secret, &secret, "WHERE licence_id = ?", a->filing));
    a->password = secret.n > 0 ? secret.v[0].password : (str){ 0 };
    return 0;
}

/* First the token, then the record. */
static int asked_simulated(struct ctx *c, str json, rid event_id, struct text *answer)
{
    json_t *message = json_loadb(json.s, json.n, JSON_REJECT_DUPLICATES, NULL);
    struct asked a = { .company = text_of(message, "companycode"),
        .behaves = json_integer_value(json_object_get(message, "behaves")) };
    int r;

    (void)event_id;
    if (message == NULL || !str_int(text_of(message, "filing"), &a.filing)) {
        json_decref(message);
        return DB_FAILED;
    }
    r = db_snapshot(c, password_read, &a);
    if (r == 0 && (a.company.n == 0 || str_is(a.password, "wrong"))) {
        a.outcome = RT_DENIED;
        a.status = "0 企业编码或密码不正确";
    } else if (r == 0)
        r = ask_platform(c, &a, message);
    if (r == 0)
        answer_write(c, &a, json_integer_value(json_object_get(message, "edition")), answer);
    json_decref(message);
    return r;
}

void record_platform_simulate(void)
{
    static bool registered;

    if (!registered)
        adapter_asks("record_platform", asked_simulated);
    registered = true;
}
