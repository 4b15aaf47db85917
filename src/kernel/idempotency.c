/* idempotency.c - the same request again gets the same answer, for a day. */
#include "kernel/row.h"

enum { KEPT_MS = 86400000 };

int idempotency_replay(struct ctx *c, struct call *call)
{
    struct idempotency_list past;
    char hex[65];

    if (c->idempotency_key.n == 0)
        return 0;
    TRY(db_list(c, idempotency, &past, "WHERE request_key = ? AND actor_id = ?",
        c->idempotency_key, c->who->id));
    if (past.n == 0 || past.v[0].at.ms < c->now.ms - KEPT_MS)
        return 0;
    hash_hex(c->request_hash, hex);
    if (!str_is(past.v[0].request_hash, hex))
        return refuse(c, &E_IDEMPOTENCY);
    call->answer = past.v[0].answer;
    call->status = (int)past.v[0].status;
    call->out_id = past.v[0].entity_id;
    call->out_version = past.v[0].entity_version;
    call->replayed = true;
    return 0;
}

int idempotency_record(struct ctx *c, const struct call *call)
{
    char hex[65];

    if (c->idempotency_key.n == 0)
        return 0;
    hash_hex(c->request_hash, hex);
    return db_exec(c, "INSERT INTO idempotency(id_, unit_id, actor_id, request_key, request_hash, status,"
        " entity_id, entity_version, answer, at) VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (request_key, actor_id) DO UPDATE SET id_ = excluded.id_,"
        " request_hash = excluded.request_hash,"
        " status = excluded.status, entity_id = excluded.entity_id,"
        " entity_version = excluded.entity_version, answer = excluded.answer, at = excluded.at",
        id_new(c), c->who->id, c->idempotency_key, str_copy(&c->mem, str_of(hex)), call->status,
        call->out_id, call->out_version, call->answer, c->now);
}
