/* verify.c - is a file a record that this chain signed, and unchanged since? Reads anything. */
#include "modules/health/health.h"

#include <jansson.h>
#include <sodium.h>
#include <stdlib.h>

static const struct label texts[HEALTH_VERDICTS] = {
    [HEALTH_TRUE] = { "签名有效：内容与签发时一致。", "The signature is good: nothing was changed since it was issued." },
    [HEALTH_NOT_JSON] = { "不是 JSON 文件，或者只下载了一部分。请重新下载。", "Not a JSON file, or only a part of one. Download it again." },
    [HEALTH_NOT_RECORD] = { "不是车辆健康档案文件。", "Not a vehicle health record." },
    [HEALTH_OTHER_VERSION] = { "档案格式的版本不认识。请用新版程序核对。", "Its version of the format is not known. Check it with a newer program." },
    [HEALTH_INCOMPLETE] = { "档案没有摘要或签名，无法证明来源。", "It has no digest or no signature; where it comes from cannot be shown." },
    [HEALTH_ALTERED] = { "内容被改动过：摘要与内容不符。请向门店索取原件。", "It was altered: its digest does not fit. Ask the store for the original." },
    [HEALTH_KEY_UNREADABLE] = { "给出的公钥不是 64 位十六进制数。", "The key given is not one of 64 hexadecimal digits." },
    [HEALTH_OTHER_KEY] = { "签名用的是别的密钥，不是本连锁签发的。", "Signed with another key: this chain did not issue it." },
    [HEALTH_FORGED] = { "签名与内容不符：内容或签名被改动过。", "The signature does not fit: the record or the signature was changed." },
};

str health_verdict_text(enum health_verdict v, bool english)
{
    return str_of(english ? texts[v].en : texts[v].zh);
}

static str text_of(const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);

    return (str){ json_string_value(v), json_string_length(v) };
}

static bool bytes_of(str hex, uint8_t *out, size_t room)
{
    size_t n = 0;

    return hex.n == 2 * room && sodium_hex2bin(out, room, hex.s, hex.n, NULL, &n, NULL) == 0 &&
        n == room;
}

/* Of the canonical bytes; see file.c. */
static enum health_verdict judge_bytes(str record, const json_t *file, str key)
{
    const json_t *signature = json_object_get(file, "signature");
    uint8_t trusted[crypto_sign_PUBLICKEYBYTES], value[crypto_sign_BYTES];
    char hash[65];

    if (text_of(file, "sha256").n == 0 || text_of(signature, "value").n == 0 ||
        !str_is(text_of(signature, "algorithm"), "Ed25519"))
        return HEALTH_INCOMPLETE;
    if (!bytes_of(key, trusted, sizeof trusted))
        return HEALTH_KEY_UNREADABLE;
    hash_hex(hash_of(record), hash);
    if (!str_is(text_of(file, "sha256"), hash))
        return HEALTH_ALTERED;
    if (!str_eq(text_of(signature, "key"), key))
        return HEALTH_OTHER_KEY;
    return bytes_of(text_of(signature, "value"), value, sizeof value) &&
            crypto_sign_verify_detached(value, (const uint8_t *)record.s, record.n, trusted) == 0
        ? HEALTH_TRUE : HEALTH_FORGED;
}

static enum health_verdict judge(
    struct arena *mem, const json_t *file, str key, struct health_found *found)
{
    const json_t *record = json_object_get(file, "record");
    enum health_verdict v;
    char *text;

    if (!str_is(text_of(record, "format"), "workbay-vehicle-health-record"))
        return HEALTH_NOT_RECORD;
    if (json_integer_value(json_object_get(record, "version")) != 1)
        return HEALTH_OTHER_VERSION;
    found->vin = str_copy(mem, text_of(json_object_get(record, "vehicle"), "vin"));
    found->key = str_copy(mem, text_of(json_object_get(file, "signature"), "key"));
    found->repairs = (int64_t)json_array_size(json_object_get(record, "repairs"));
    text = json_dumps(record, JSON_COMPACT | JSON_SORT_KEYS);
    if (text == NULL)
        return HEALTH_NOT_JSON;
    v = judge_bytes(str_of(text), file, key);
    noted_free(text);
    return v;
}

enum health_verdict health_verify(
    struct arena *mem, str bytes, str key, struct health_found *found)
{
    json_error_t why;
    enum health_verdict v;
    json_t *file;

    *found = (struct health_found){ 0 };
    if (bytes.n == 0 || bytes.n > 2 * HEALTH_FILE_MAX || !utf8_valid(bytes))
        return HEALTH_NOT_JSON;
    file = json_loadb(bytes.s, bytes.n, JSON_REJECT_DUPLICATES, &why);
    if (file == NULL) {
        found->where = str_format(mem, "%d:%d %s", why.line, why.column, why.text);
        return HEALTH_NOT_JSON;
    }
    v = json_is_object(file) ? judge(mem, file, key, found) : HEALTH_NOT_RECORD;
    json_decref(file);
    return v;
}
