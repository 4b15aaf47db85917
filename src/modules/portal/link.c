/* link.c - links: made by an adviser, exchanged once, withdrawn; and the sessions of phones. */
#include "modules/portal/portal.h"

#include <sodium.h>

enum { DAY_MS = 86400000, HOUR_MS = 3600000, SEEN_MS = 300000, TAIL = 4 };

int portal_who(struct ctx *c, rid unit_id, rid id, const struct duty *duty, struct who *out)
{
    struct grant *g = arena_alloc(&c->mem, sizeof *g);
    rid *units = arena_alloc(&c->mem, sizeof *units);
    int n = duty_number(duty);

    if (g == NULL || units == NULL)
        return DB_FAILED;
    *units = unit_id;
    *g = (struct grant){ .unit_id = unit_id, .units = units, .n = 1 };
    g->duties[n / 64] = UINT64_C(1) << (n % 64);
    *out = (struct who){ .kind = ACTOR_CUSTOMER, .id = id, .name = STR("客户（链接）"),
        .english = c->english, .unit_id = unit_id, .company_id = unit_company(c, unit_id),
        .grants = g, .n = 1 };
    return 0;
}

static str hash_text(struct ctx *c, str secret)
{
    char hex[65];

    hash_hex(hash_of(secret), hex);
    return str_copy(&c->mem, str_of(hex));
}

int portal_link_of(struct ctx *c, str code, struct customer_link *out, bool *found)
{
    struct customer_link_list links;

    TRY(db_list(c, customer_link, &links, "WHERE code_hash = ?", hash_text(c, code)));
    *found = links.n > 0 && links.v[0].retired_at.ms == 0;
    if (*found)
        *out = links.v[0];
    return 0;
}

/* --- making one ------------------------------------------------------------------------------- */

static str phone_of(const struct repair_order *ro, const struct party *party)
{
    return ro->deliverer_phone.n > 0 ? ro->deliverer_phone
         : party->phone.n > 0        ? party->phone
                                     : party->phone2;
}

/* A message about the link, so that one that cannot be sent holds nothing up that the order does.
 */
static int sms(struct ctx *c, const struct customer_link *link, str phone, str url)
{
    str plate = row_title(c, &vehicle_model, link->vehicle_id);
    struct json j = json_in(&c->mem, 2048);

    json_open(&j);
    json_key(&j, "phone"), json_str(&j, phone);
    json_key(&j, "text");
    json_str(&j, str_format(&c->mem, "您的爱车 %.*s 的维修进度、报价确认和付款请点：%.*s （输入手机号后四位打开，请勿转发）",
        (int)plate.n, plate.s, (int)url.n, url.s));
    json_close(&j);
    return outbox_send(c, "sms", &customer_link_model, link->id, text_str(&j.t));
}

static str code_make(struct ctx *c)
{
    uint8_t random[LINK_CODE_BYTES];
    char code[LINK_CODE_BYTES * 2];

    randombytes_buf(random, sizeof random);
    sodium_bin2base64(
        code, sizeof code, random, sizeof random, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return str_copy(&c->mem, str_of(code));
}

/* An older link of the order that nobody has used is of no use any more. */
static int older_withdraw(struct ctx *c, const struct repair_order *ro)
{
    struct customer_link_list old;

    TRY(db_list(c, customer_link, &old, "WHERE unit_id = ? AND repair_order_id = ?"
        " AND state = 'open' AND retired_at IS NULL ORDER BY id", ro->unit_id, ro->id));
    for (size_t i = 0; i < old.n; i++)
        TRY(command_call(c, customer_link_withdraw, old.v[i].id, &(struct no_input){}));
    return 0;
}

int repair_order_link(struct ctx *c, struct repair_order *ro, const struct repair_order_link_in *in)
{
    struct customer_link link = { .id = id_new(c), .unit_id = ro->unit_id, .label = ro->number,
        .repair_order_id = ro->id, .vehicle_id = ro->vehicle_id, .party_id = ro->party_id,
        .state = LINK_OPEN, .made_by_id = c->who->employee_id };
    struct party party;
    int64_t days;
    str code = code_make(c), url, phone;

    TRY(party_living(c, &link.party_id));
    TRY(vehicle_living(c, &link.vehicle_id));
    TRY(db_get(c, party, &party, link.party_id));
    phone = phone_of(ro, &party);
    if (phone.n < TAIL)
        return refuse(c, &LINK_NO_PHONE, ro->number, party.name);
    TRY(setting_int(c, &setting_customer_link_days, ro->unit_id, &days));
    TRY(older_withdraw(c, ro));
    link.code_hash = hash_text(c, code);
    link.expires_at = (when){ c->now.ms + days * DAY_MS };
    url = str_format(&c->mem, "%.*s/c/%.*s", (int)c->site.n, c->site.s, (int)code.n, code.s);
    command_tell(c, "url", url);
    TRY(row_insert(c, customer_link, &link));
    command_created(c, &customer_link_model, link.id);
    return in->no_sms ? 0 : sms(c, &link, phone, url);
}

int customer_link_withdraw(struct ctx *c, struct customer_link *link, const struct no_input *in)
{
    (void)in;
    return db_exec(c, "DELETE FROM customer_session WHERE link_id = ?", link->id);
}

/* --- by his own hand ------------------------------------------------------------------------- */

static int own_hand(struct ctx *c)
{
    return c->who->kind == ACTOR_USER || c->who->kind == ACTOR_MACHINE ? refuse(c, &PORTAL_OWN_HAND)
                                                                       : 0;
}

int customer_acts(struct ctx *c, const struct customer_link *link)
{
    (void)link;
    return own_hand(c);
}

int payer_acts(struct ctx *c, const struct online_payment *p)
{
    (void)p;
    return own_hand(c);
}

/* --- the exchange ----------------------------------------------------------------------------- */

static bool ends_with(str phone, str digits)
{
    return phone.n >= TAIL && digits.n == TAIL &&
        sodium_memcmp(phone.s + phone.n - TAIL, digits.s, TAIL) == 0;
}

int portal_digits_fit(struct ctx *c, rid party_id, str deliverer_phone, str digits, bool *fit)
{
    struct party party;

    TRY(party_living(c, &party_id));
    TRY(db_get(c, party, &party, party_id));
    *fit = ends_with(deliverer_phone, digits);
    *fit |= ends_with(party.phone, digits);
    *fit |= ends_with(party.phone2, digits);
    return 0;
}

static int session_open(
    struct ctx *c, const struct customer_link *link, const struct customer_link_enter_in *in)
{
    struct customer_session s = { .token_hash = in->token_hash, .link_id = link->id,
        .csrf = in->csrf, .seen_at = c->now };
    int64_t hours;

    TRY(setting_int(c, &setting_customer_session_hours, link->unit_id, &hours));
    s.expires_at = (when){ c->now.ms + hours * HOUR_MS };
    TRY(db_exec(c, "DELETE FROM customer_session WHERE expires_at < ?", c->now));
    return row_insert(c, customer_session, &s);
}

int customer_link_enter(
    struct ctx *c, struct customer_link *link, const struct customer_link_enter_in *in)
{
    struct repair_order ro;
    bool fit;

    if (link->expires_at.ms <= c->now.ms)
        return refuse(c, &LINK_LATE);
    TRY(db_get(c, repair_order, &ro, link->repair_order_id));
    TRY(portal_digits_fit(c, link->party_id, ro.deliverer_phone, in->digits, &fit));
    if (!fit) {
        link->tries++;
        link->state = link->tries >= LINK_TRIES ? LINK_LOCKED : LINK_OPEN;
        return 0;
    }
    link->state = LINK_USED;
    link->used_at = c->now;
    return session_open(c, link, in);
}

/* --- sessions --------------------------------------------------------------------------------- */

struct finding {
    str token_hash;
    struct customer_session *session;
    struct customer_link *link;
    bool found;
    int64_t hours;
};

static int find(struct ctx *c, void *arg)
{
    struct finding *f = arg;
    struct customer_session_list rows;

    f->found = false;
    TRY(db_list(c, customer_session, &rows, "WHERE token_hash = ?", f->token_hash));
    if (rows.n == 0 || rows.v[0].expires_at.ms <= c->now.ms)
        return 0;
    *f->session = rows.v[0];
    TRY(db_get(c, customer_link, f->link, f->session->link_id));
    f->found = f->link->state == LINK_USED && f->link->retired_at.ms == 0;
    return setting_int(c, &setting_customer_session_hours, f->link->unit_id, &f->hours);
}

static int seen(struct ctx *c, void *arg)
{
    const struct finding *f = arg;

    return db_exec(c, "UPDATE customer_session SET seen_at = ?, expires_at = ? WHERE token_hash = ?",
        c->now, (when){ c->now.ms + f->hours * HOUR_MS }, f->token_hash);
}

int portal_session(struct ctx *c, str token_hash, struct customer_session *session,
    struct customer_link *link, bool *found)
{
    struct finding f = { .token_hash = token_hash, .session = session, .link = link };

    TRY(db_snapshot(c, find, &f));
    *found = f.found;
    if (f.found && c->now.ms > session->seen_at.ms + SEEN_MS)
        TRY(db_transaction(c, seen, &f));
    return 0;
}

static int leave(struct ctx *c, void *arg)
{
    return db_exec(c, "DELETE FROM customer_session WHERE token_hash = ?", *(const str *)arg);
}

int portal_leave(struct ctx *c, str token_hash) { return db_transaction(c, leave, &token_hash); }
