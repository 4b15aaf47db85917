/* portal.c - what a customer decides: the lines of the quote, the next visit, how the last one was.
 */
#include "modules/portal/portal.h"
#include "kernel/file.h"

enum { STATEMENT_MAX = 16000, NOTE_MAX = 900 };

int portal_shows(
    struct ctx *c, const struct customer_link *link, const struct repair_order *ro, bool *shown)
{
    rid vehicle_id = ro->vehicle_id, party_id = ro->party_id, of_vehicle = link->vehicle_id,
        of_party = link->party_id;

    TRY(vehicle_living(c, &vehicle_id));
    TRY(vehicle_living(c, &of_vehicle));
    TRY(party_living(c, &party_id));
    TRY(party_living(c, &of_party));
    *shown = vehicle_id == of_vehicle && party_id == of_party && ro->business != RO_VOID;
    return 0;
}

/* An order he may act on stands in the store that sent the link. */
static int order_of(
    struct ctx *c, const struct customer_link *link, rid order_id, struct repair_order *ro)
{
    bool shown;

    TRY(db_one(c, repair_order, ro, &LINK_NOT_YOURS, "WHERE id = ?", order_id));
    TRY(portal_shows(c, link, ro, &shown));
    return shown && ro->unit_id == link->unit_id ? 0 : refuse(c, &LINK_NOT_YOURS);
}

/* --- approval --------------------------------------------------------------------------------- */

static const struct customer_decision_in *decision_on(
    const struct customer_link_approve_in *in, rid line_id)
{
    for (size_t i = 0; i < in->lines.n; i++)
        if (in->lines.v[i].line_id == line_id)
            return &in->lines.v[i];
    return NULL;
}

/* Exactly the lines that wait for an answer were seen, each as it is now. */
static int lines_match(struct ctx *c, const struct ro_line_list *lines,
    const struct customer_link_approve_in *in, bool *any)
{
    size_t open = 0;

    for (size_t i = 0; i < lines->n; i++) {
        const struct ro_line *l = &lines->v[i];
        const struct customer_decision_in *d = decision_on(in, l->id);

        if (l->approval == LINE_PROPOSED) {
            open++;
            if (d == NULL || d->version != l->version)
                return refuse(c, &PORTAL_MOVED);
        } else if (d != NULL)
            return refuse(c, &PORTAL_MOVED);
        *any = *any || l->approval == LINE_APPROVED || (d != NULL && d->agreed);
    }
    return open == in->lines.n && open > 0 ? 0 : refuse(c, &PORTAL_MOVED);
}

static void amount(struct text *t, money m)
{
    text_f(t, "¥%lld.%02lld", (long long)m.fen / 100, (long long)m.fen % 100);
}

static void quantity(struct text *t, qty q)
{
    char digits[8];
    int n = snprintf(digits, sizeof digits, ".%03d", (int)(q.milli % 1000));

    while (n > 1 && digits[n - 1] == '0')
        n--;
    text_f(t, "%lld%.*s", (long long)q.milli / 1000, n > 1 ? n : 0, digits);
}

/* Yes, no, or which option: 同意（更好）. */
static void answer_words(struct ctx *c, struct text *t, const struct ro_line *l)
{
    const struct label *tier = &option_tier_choices.v[l->tier].label;

    text_c(t, l->approval == LINE_APPROVED ? (c->english ? "yes" : "同意")
        : l->approval == LINE_UNCHOSEN     ? (c->english ? "not chosen" : "未选")
                                           : (c->english ? "no" : "不做"));
    if (l->option_id != 0)
        text_f(t, c->english ? " (%s)" : "（%s）", c->english ? tier->en : tier->zh);
}

/* As the lines become by his answer: the options and packages of it settled. */
static int answered(struct ctx *c, const struct ro_line_list *lines,
    const struct customer_link_approve_in *in, struct ro_line_list *become)
{
    TRY(lines_copy(c, lines, become));
    for (size_t i = 0; i < become->n; i++)
        if (become->v[i].approval == LINE_PROPOSED)
            become->v[i].approval =
                decision_on(in, become->v[i].id)->agreed ? LINE_APPROVED : LINE_REFUSED;
    return lines_answer(c, lines, become);
}

/* One line to a row, tabs between: the answer, what, how much, for how much. */
static str statement(struct ctx *c, const struct repair_order *ro, const struct ro_line_list *lines,
    const struct customer_link_approve_in *in)
{
    struct text t = text_in(&c->mem, STATEMENT_MAX);
    str car = row_title(c, &vehicle_model, ro->vehicle_id);
    str store = row_title(c, &unit_model, ro->unit_id);

    text_f(&t, "%.*s\t%.*s\t%.*s\n", (int)store.n, store.s, (int)ro->number.n, ro->number.s,
        (int)car.n, car.s);
    for (size_t i = 0; i < lines->n; i++) {
        const struct ro_line *l = &lines->v[i];
        const struct customer_decision_in *d = decision_on(in, l->id);

        if (d == NULL)
            continue;
        answer_words(c, &t, l);
        text_c(&t, "\t");
        text_add(&t, l->title);
        text_c(&t, "\t");
        quantity(&t, l->quantity);
        text_c(&t, "\t");
        amount(&t, l->amount);
        text_c(&t, "\n");
    }
    text_c(&t, c->english ? "total approved\t" : "同意合计\t");
    amount(&t, in->total);
    text_c(&t, "\n");
    return t.failed ? (str){ 0 } : text_str(&t);
}

static void receipt_hash(str statement, str signer, str signature, struct arena *mem, char hex[65])
{
    hash_hex(hash_of(str_format(mem, "%.*s\n%.*s\n%.*s", (int)statement.n, statement.s,
                 (int)signer.n, signer.s, (int)signature.n, signature.s)),
        hex);
}

static int receipt_make(struct ctx *c, const struct customer_link *link, str seen,
    const struct customer_link_approve_in *in)
{
    struct customer_receipt r = { .unit_id = link->unit_id, .repair_order_id = in->repair_order_id,
        .link_id = link->id, .signer = in->signer, .total = in->total, .statement = seen,
        .signature = in->signature };
    struct file drawn = { .sha256 = { "", 0 } };
    char hex[65];

    if (in->signature != 0)
        TRY(db_get(c, file, &drawn, in->signature));
    receipt_hash(seen, in->signer, drawn.sha256, &c->mem, hex);
    r.hash = str_copy(&c->mem, str_of(hex));
    r.code = str_format(&c->mem, "%.4s-%.4s-%.4s", hex, hex + 4, hex + 8);
    return row_insert(c, customer_receipt, &r);
}

int customer_link_approve(
    struct ctx *c, struct customer_link *link, const struct customer_link_approve_in *in)
{
    struct repair_order_approve_in decision = { .total = in->total };
    struct repair_order_list held;
    struct repair_order ro;
    struct ro_line_list lines, become;
    bool any = false;
    str seen;

    TRY(order_of(c, link, in->repair_order_id, &ro));
    TRY(db_hold(c, repair_order, &held, "WHERE id = ?", ro.id));
    TRY(db_list(c, ro_line, &lines, "WHERE repair_order_id = ? AND retired_at IS NULL ORDER BY id", ro.id));
    TRY(lines_match(c, &lines, in, &any));
    if (!any)
        return refuse(c, &PORTAL_NOTHING);
    TRY(answered(c, &lines, in, &become));
    seen = statement(c, &ro, &become, in);
    if (seen.n == 0)
        return refuse(c, &PORTAL_LONG);
    decision.refused.v = arena_alloc(&c->mem, (in->lines.n + 1) * sizeof *decision.refused.v);
    if (decision.refused.v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < in->lines.n; i++)
        if (!in->lines.v[i].agreed)
            decision.refused.v[decision.refused.n++].line_id = in->lines.v[i].line_id;
    TRY(command_call(c, repair_order_approve, ro.id, &decision));
    return receipt_make(c, link, seen, in);
}

/* --- the next visit, and how this one was ----------------------------------------------------- */

int customer_link_book(
    struct ctx *c, struct customer_link *link, const struct customer_link_book_in *in)
{
    struct appointment_book_in book = { .vehicle_id = link->vehicle_id, .party_id = link->party_id,
        .channel = CHANNEL_WEB, .kind = in->kind, .day = in->day, .slot = in->slot,
        .waiting = in->waiting, .wish = in->wish };
    struct appointment_list ahead;
    struct vehicle_list held;

    TRY(vehicle_living(c, &book.vehicle_id));
    TRY(party_living(c, &book.party_id));
    TRY(db_hold(c, vehicle, &held, "WHERE id = ?", book.vehicle_id));
    TRY(db_list(c, appointment, &ahead, "WHERE vehicle_id = ? AND unit_id = ? AND state IN"
        " ('pending', 'confirmed', 'prepared') AND starts_at > ? ORDER BY id LIMIT 1",
        book.vehicle_id, link->unit_id, c->now));
    if (ahead.n > 0)
        return refuse(c, &PORTAL_BOOKED, ahead.v[0].starts_at);
    TRY(setting_int(c, &setting_customer_book_minutes, link->unit_id, &book.minutes));
    return command_make(c, appointment_book, &book, NULL);
}

int customer_link_rate(
    struct ctx *c, struct customer_link *link, const struct customer_link_rate_in *in)
{
    struct follow_up_record_in record = { .reached = true, .score_promise = in->score_promise,
        .score_attitude = in->score_attitude, .score_quality = in->score_quality,
        .score_speed = in->score_speed, .score_price = in->score_price,
        .nps = in->nps, .complaint = in->complaint, .note = in->note };
    struct repair_order ro;
    rid call;
    bool may;

    TRY(order_of(c, link, in->repair_order_id, &ro));
    TRY(after_may_rate(c, &ro, &may));
    if (!may)
        return refuse(c, &PORTAL_RATED);
    TRY(after_first_call(c, &ro, &call));
    return command_call(c, follow_up_record, call, &record);
}

/* --- truth ------------------------------------------------------------------------------------ */

static int check_receipt(struct ctx *c, const void *row, void *arg)
{
    const struct receipt_check *k = row;
    const struct arena mark = c->mem;
    char hex[65];

    receipt_hash(k->statement, k->signer, k->signature, &c->mem, hex);
    arena_back(&c->mem, &mark);
    verify_fact(
        arg, str_is(k->hash, hex), "receipt %lld: its hash is %s", (long long)k->receipt_id, hex);
    return 0;
}

static int check_paid(struct ctx *c, const void *row, void *arg)
{
    const struct paid_check *k = row;

    (void)c;
    verify_fact(arg, k->received == 1, "online payment %lld was received %lld times",
        (long long)k->payment_id, (long long)k->received);
    return 0;
}

/* A reversed payment keeps its reference, so that it still counts as the one that was received. */
int portal_verify(struct ctx *c, struct verify *v)
{
    TRY(db_each(c, receipt_check, check_receipt, v,
        "SELECT r.id, r.statement, r.signer, COALESCE(f.sha256, ''), r.hash FROM customer_receipt r"
        " LEFT JOIN file f ON f.id = r.signature /* all rows */ ORDER BY r.id"));
    return db_each(c, paid_check, check_paid, v,
        "SELECT o.id, (SELECT count(*) FROM payment p WHERE p.settlement_id = o.settlement_id"
        " AND p.method = o.method AND p.reference = o.reference) FROM online_payment o"
        " WHERE o.state = 'paid' /* all rows */ ORDER BY o.id");
}
