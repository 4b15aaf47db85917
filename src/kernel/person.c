/* person.c - personal values in events: sealed with a key of their own for each person, so that
 * erasing a person is destroying a key while the chain of events stays whole. */
#include "kernel/row.h"

#include <sodium.h>

enum { KEY_N = crypto_secretbox_KEYBYTES, NONCE_N = crypto_secretbox_NONCEBYTES,
       MAC_N = crypto_secretbox_MACBYTES, CLEAR_MAX = 4096 };

static int key_read(struct ctx *c, const struct entity *e, rid id, uint8_t key[KEY_N], bool *found)
{
    struct person_key_list keys;
    struct hash h;

    TRY(db_list(c, person_key, &keys, "WHERE entity = ? AND entity_id = ?", str_of(e->name), id));
    *found = keys.n > 0 && hash_from_hex(keys.v[0].key, &h);
    if (*found)
        memcpy(key, h.b, KEY_N);
    return 0;
}

static int key_make(struct ctx *c, const struct entity *e, rid id, uint8_t key[KEY_N])
{
    struct hash h;
    char hex[65];

    randombytes_buf(h.b, sizeof h.b);
    memcpy(key, h.b, KEY_N);
    hash_hex(h, hex);
    return db_exec(c, "INSERT INTO person_key(unit_id, entity, entity_id, key) VALUES (0, ?, ?, ?)",
        str_of(e->name), id, str_copy(&c->mem, str_of(hex)));
}

int person_seal(struct ctx *c, const struct entity *e, rid id, str clear, str *sealed)
{
    uint8_t key[KEY_N], box[NONCE_N + MAC_N + CLEAR_MAX];
    size_t n = clear.n < CLEAR_MAX ? clear.n : CLEAR_MAX;
    bool found;
    size_t room = sodium_base64_ENCODED_LEN(NONCE_N + MAC_N + n, sodium_base64_VARIANT_ORIGINAL);
    char *text = arena_alloc(&c->mem, room);

    if (text == NULL)
        return DB_FAILED;
    TRY(key_read(c, e, id, key, &found));
    if (!found)
        TRY(key_make(c, e, id, key));
    randombytes_buf(box, NONCE_N);
    crypto_secretbox_easy(box + NONCE_N, (const uint8_t *)clear.s, n, box, key);
    sodium_bin2base64(text, room, box, NONCE_N + MAC_N + n, sodium_base64_VARIANT_ORIGINAL);
    sodium_memzero(key, sizeof key);
    *sealed = str_of(text);
    return 0;
}

int person_open(struct ctx *c, const struct entity *e, rid id, str sealed, str *clear)
{
    uint8_t key[KEY_N], box[NONCE_N + MAC_N + CLEAR_MAX];
    size_t n = 0;
    bool found;
    char *out;

    *clear = (str){ "", 0 };
    TRY(key_read(c, e, id, key, &found));
    if (!found || sodium_base642bin(box, sizeof box, sealed.s, sealed.n, NULL, &n, NULL,
            sodium_base64_VARIANT_ORIGINAL) != 0 || n < NONCE_N + MAC_N)
        return 0;
    out = arena_alloc(&c->mem, n);
    if (out == NULL)
        return DB_FAILED;
    if (crypto_secretbox_open_easy((uint8_t *)out, box + NONCE_N, n - NONCE_N, box, key) == 0)
        *clear = (str){ out, n - NONCE_N - MAC_N };
    sodium_memzero(key, sizeof key);
    return 0;
}

int person_erase(struct ctx *c, const struct entity *e, rid id)
{
    return db_exec(
        c, "DELETE FROM person_key WHERE entity = ? AND entity_id = ?", str_of(e->name), id);
}

/* The running command's event would only make a new key: it is written first. */
int person_erase_after(struct ctx *c, const struct entity *e, rid id)
{
    assert(c->draft != NULL && c->draft->on == e && c->draft->id == id);
    c->draft->erase = true;
    return 0;
}
