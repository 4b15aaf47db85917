/* party.c - customers, suppliers and other parties. */
#include "modules/party/party.h"
#include "facts/phone.h"

enum { MERGES_MAX = 16 };

int party_phone(struct ctx *c, const char *field, str *number)
{
    struct phone p;

    if (number->n == 0)
        return 0;
    if (phone_read(*number, &p) != 0)
        return refuse_field(c, field, &PHONE_BAD, str_of(phone_refusal_text(p.refusal, true)),
            str_of(phone_refusal_text(p.refusal, false)));
    *number = str_copy(&c->mem, str_of(p.text));
    return 0;
}

int party_judge(struct ctx *c, struct party *now, const struct party *before)
{
    (void)before;
    TRY(party_phone(c, "phone", &now->phone));
    TRY(party_phone(c, "phone2", &now->phone2));
    if (now->tax_number.n > 0 && now->tax_number.n < 15)
        return refuse_field(c, "tax_number", &CREDIT_CODE_BAD);
    if (now->no_follow_up && now->no_follow_up_reason.n == 0)
        return refuse_field(c, "no_follow_up_reason", &REASON_MISSING);
    return 0;
}

int party_no_calls(struct ctx *c, rid party_id, str reason)
{
    struct party before, now;

    TRY(db_get(c, party, &before, party_id));
    if (before.no_follow_up)
        return 0;
    now = before;
    now.no_follow_up = true;
    now.no_follow_up_reason = reason;
    return row_update(c, party, &now, &before);
}

int party_contact_judge(
    struct ctx *c, struct party_contact *now, const struct party_contact *before)
{
    (void)before;
    return party_phone(c, "phone", &now->phone);
}

/* --- merging ---------------------------------------------------------------------------------- */

int party_living(struct ctx *c, rid *id)
{
    for (int i = 0; i < MERGES_MAX; i++) {
        rid next;

        TRY(db_int(c, &next, "SELECT merged_into_id FROM party WHERE id = ?", *id));
        if (next == 0)
            return 0;
        *id = next;
    }
    return DB_FAILED;
}

int party_is_merged(struct ctx *c, const struct party *p)
{
    return p->merged_into_id != 0 ? 0 : refuse(c, &NOT_MERGED);
}

int party_merge(struct ctx *c, struct party *p, const struct party_merge_in *in)
{
    struct party into;

    if (in->into_id == p->id)
        return refuse_field(c, "into_id", &MERGE_SELF);
    TRY(db_get(c, party, &into, in->into_id));
    if (into.merged_into_id != 0)
        return refuse(c, &MERGE_CIRCLE, into.name);
    p->merged_into_id = in->into_id;
    return 0;
}

int party_unmerge(struct ctx *c, struct party *p, const struct no_input *in)
{
    (void)c, (void)in;
    p->merged_into_id = 0;
    return 0;
}

/* --- consent and erasing ---------------------------------------------------------------------- */

int party_record_consent(struct ctx *c, struct party *p, const struct party_consent_in *in)
{
    struct party_consent consent = { .party_id = p->id, .purpose = in->purpose, .given = in->given,
        .text_version = in->text_version };

    return row_insert(c, party_consent, &consent);
}

/* The row keeps its id and its documents; what named the person goes, and with the key all that the
 * events had sealed of him. */
int party_erase(struct ctx *c, struct party *p, const struct party_erase_in *in)
{
    (void)in;
    p->name = STR("已删除");
    p->phone = p->phone2 = p->address = p->id_number = (str){ 0 };
    return person_erase_after(c, &party_model, p->id);
}

int party_verify(struct ctx *c, struct verify *v)
{
    int64_t n;

    TRY(db_int(c, &n, "SELECT count(*) FROM party p JOIN party i ON i.id = p.merged_into_id"
        " WHERE i.merged_into_id = p.id /* all rows */"));
    verify_fact(v, n == 0, "%lld parties are merged into each other", (long long)n);
    return 0;
}
