/* hash.c - SHA-256, by libsodium. */
#include "base/base.h"

#include <sodium.h>

struct hash hash_of(str s)
{
    struct hash h;

    crypto_hash_sha256(h.b, (const uint8_t *)s.s, s.n);
    return h;
}

struct hash hash_chain(struct hash before, str s)
{
    crypto_hash_sha256_state state;
    struct hash h;

    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, before.b, sizeof before.b);
    crypto_hash_sha256_update(&state, (const uint8_t *)s.s, s.n);
    crypto_hash_sha256_final(&state, h.b);
    return h;
}

void hash_hex(struct hash h, char out[65]) { sodium_bin2hex(out, 65, h.b, sizeof h.b); }

bool hash_from_hex(str s, struct hash *out)
{
    struct hash h;
    size_t n;

    if (s.n != 64 || sodium_hex2bin(h.b, sizeof h.b, s.s, s.n, NULL, &n, NULL) != 0 || n != 32)
        return false;
    *out = h;
    return true;
}
