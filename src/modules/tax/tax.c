/* tax.c - invoices of customers: asked for, answered, reversed in red. */
#include "kernel/happen.h"
#include "kernel/print.h"
#include "modules/tax/tax.h"

#include <jansson.h>

/* --- asked for -------------------------------------------------------------------------------- */

/* Not what a card paid (that was invoiced at its top-up) nor what was laid out for the customer. */
static int base_of(struct ctx *c, const struct settlement *s, money *out)
{
    money by_card;

    TRY(db_int(c, &by_card.fen, "SELECT CAST(COALESCE(sum(amount), 0) AS BIGINT) FROM payment"
        " WHERE settlement_id = ? AND state = 'received' AND method IN ('stored_value', 'count_card')",
        s->id));
    *out = money_sub(money_sub(s->total, s->advance), by_card);
    return 0;
}

static int send(struct ctx *c, const struct tax_invoice *t, bool red)
{
    struct json j = json_in(&c->mem, 4096);

    json_open(&j);
    json_key(&j, "number"), json_str(&j, t->number);
    json_key(&j, "red"), json_bool(&j, red);
    json_key(&j, "kind"), json_c(&j, invoice_kind_choices.v[t->kind].code);
    json_key(&j, "title"), json_str(&j, t->title);
    json_key(&j, "tax_number"), json_str(&j, t->tax_number);
    json_key(&j, "net"), json_int(&j, t->net.fen);
    json_key(&j, "rate"), json_int(&j, t->tax_rate.ppm);
    json_key(&j, "tax"), json_int(&j, t->tax.fen);
    json_key(&j, "of"), json_str(&j, t->invoice_number);
    json_close(&j);
    return outbox_send(c, "tax_platform", &tax_invoice_model, t->id, text_str(&j.t));
}

static int buyer_judge(struct ctx *c, enum invoice_kind kind, str tax_number)
{
    return kind == INVOICE_SPECIAL && tax_number.n == 0 ? refuse_field(c, "tax_number", &TAX_NUMBER)
                                                        : 0;
}

int tax_invoice_ask(struct ctx *c, struct tax_invoice *t, const struct tax_invoice_ask_in *in)
{
    struct tax_invoice_list there;
    struct settlement s;

    TRY(db_get(c, settlement, &s, in->settlement_id));
    if (s.state == SETTLEMENT_REVERSED || s.unit_id != t->unit_id)
        return refuse_field(c, "settlement_id", &TAX_SETTLEMENT);
    TRY(buyer_judge(c, in->kind, in->tax_number));
    TRY(db_list(c, tax_invoice, &there, "WHERE settlement_id = ?"
        " AND state IN ('asked', 'issued', 'failed', 'red_asked')", s.id));
    if (there.n > 0)
        return refuse(c, &TAX_THERE, there.v[0].number);
    TRY(base_of(c, &s, &t->total));
    if (t->total.fen <= 0)
        return refuse(c, &TAX_NOTHING);
    t->id = t->id != 0 ? t->id : id_new(c);
    t->settlement_id = s.id;
    t->kind = in->kind;
    t->title = in->title;
    t->tax_number = in->tax_number;
    t->tax_rate = s.tax_rate;
    t->tax = money_share(t->total, s.tax_rate.ppm, 1000000 + s.tax_rate.ppm);
    t->net = money_sub(t->total, t->tax);
    TRY(number_next(c, &series_tax_invoice, t->unit_id, &t->number));
    return send(c, t, false);
}

int tax_invoice_ask_suggest(
    struct ctx *c, const struct tax_invoice *t, struct tax_invoice_ask_in *in)
{
    struct settlement s;
    struct party p;

    (void)t;
    if (in->settlement_id == 0)
        return 0;
    TRY(db_get(c, settlement, &s, in->settlement_id));
    TRY(db_get(c, party, &p, s.party_id));
    if (in->title.n == 0)
        in->title = p.name;
    if (in->tax_number.n == 0)
        in->tax_number = p.tax_number;
    return 0;
}

int tax_invoice_correct(
    struct ctx *c, struct tax_invoice *t, const struct tax_invoice_correct_in *in)
{
    TRY(buyer_judge(c, t->kind, in->tax_number));
    t->title = in->title;
    t->tax_number = in->tax_number;
    t->answer = (str){ 0 };
    return send(c, t, false);
}

int tax_invoice_drop(struct ctx *c, struct tax_invoice *t, const struct cash_reason_in *in)
{
    t->reason = c->reason = in->reason;
    return 0;
}

int tax_invoice_red(struct ctx *c, struct tax_invoice *t, const struct cash_reason_in *in)
{
    t->reason = c->reason = in->reason;
    return send(c, t, true);
}

/* --- answered --------------------------------------------------------------------------------- */

int tax_invoice_told(struct ctx *c, struct tax_invoice *t, const struct tax_invoice_told_in *in)
{
    bool red = t->state == TI_RED_ASKED;

    (void)c;
    t->answer = in->answer;
    if (!in->good) {
        t->state = red ? TI_ISSUED : TI_FAILED;
        return 0;
    }
    t->state = red ? TI_RED : TI_ISSUED;
    if (red)
        t->red_number = in->number;
    else
        t->invoice_number = in->number;
    return 0;
}

int tax_on_answer(struct ctx *c, const struct happening *h)
{
    json_t *said = json_loadb(h->note.s, h->note.n, 0, NULL);
    const char *number = json_string_value(json_object_get(said, "number"));
    const char *answer = json_string_value(json_object_get(said, "answer"));
    const struct tax_invoice_told_in in = { .good = json_is_true(json_object_get(said, "good")),
        .number = str_copy(&c->mem, str_of(number)), .answer = str_copy(&c->mem, str_of(answer)) };
    int r = said != NULL ? command_call(c, tax_invoice_told, h->id, &in) : DB_FAILED;

    json_decref(said);
    return r;
}

/* --- the simulator ---------------------------------------------------------------------------- */

static int simulated(struct ctx *c, str json, rid event_id, struct text *answer)
{
    json_t *asked = json_loadb(json.s, json.n, 0, NULL);
    const char *tax_number = json_string_value(json_object_get(asked, "tax_number"));
    size_t n = tax_number != NULL ? strlen(tax_number) : 0;
    bool good = asked != NULL && (n < 3 || strcmp(tax_number + n - 3, "000") != 0);

    (void)c;
    if (good)
        text_f(answer, "{\"good\":true,\"number\":\"26%018llu\",\"answer\":\"开具成功\"}",
            (unsigned long long)event_id % 1000000000000000000ULL);
    else
        text_c(answer, "{\"good\":false,\"answer\":\"购买方税号有误\"}");
    json_decref(asked);
    return 0;
}

void tax_platform_simulate(void)
{
    static bool registered;

    if (!registered)
        adapter_asks("tax_platform", simulated);
    registered = true;
}

int tax_invoice_slip(struct ctx *c, const struct tax_invoice *t, struct print *p)
{
    (void)c;
    if (t->state != TI_ISSUED)
        p->mark = print_code(p, &tax_invoice_state_choices, (int)t->state);
    print_fields(p, tax_invoice, t, "kind title tax_number settlement_id");
    print_fields(p, tax_invoice, t, "net tax_rate tax invoice_number");
    print_total(p, SAY("价税合计 ¥", "With tax ¥"), print_money(p, t->total));
    if (t->red_number.n > 0)
        print_fields(p, tax_invoice, t, "red_number reason");
    return 0;
}
