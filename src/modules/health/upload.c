/* upload.c - an upload from the settlement to the platform's answer, and what its post does. */
#include "modules/health/upload_own.h"

#include <jansson.h>

enum { MESSAGE_MAX = 60000, MINUTE_MS = 60000, DAY_MINUTES = 1440, HOUR_MS = 3600000 };

/* --- sending ---------------------------------------------------------------------------------- */

static int message(struct ctx *c, const struct record_upload *u, const struct items *it, str *out)
{
    struct json j = json_in(&c->mem, MESSAGE_MAX);
    int64_t behaves;

    TRY(setting_int(c, &setting_record_simulator, u->unit_id, &behaves));
    json_open(&j);
    json_key(&j, "edition"), json_int(&j, u->edition);
    json_key(&j, "kind"), json_c(&j, platform_kind_choices.v[it->kind].code);
    json_key(&j, "behaves"), json_int(&j, behaves);
    json_key(&j, "companycode"), json_str(&j, it->company_code);
    json_key(&j, "filing"), json_id(&j, it->licence_id);    /* whose password the adapter reads */
    json_key(&j, "record"), json_raw(&j, it->content);
    json_close(&j);
    *out = text_str(&j.t);
    return j.t.failed ? DB_FAILED : 0;
}

static int send(struct ctx *c, const struct record_upload *u, const struct items *it)
{
    str json;

    TRY(message(c, u, it, &json));
    c->new_unit_id = u->unit_id;
    TRY(timer_set(c, "record_upload_again", &record_upload_model, u->id, (when){ 0 }));
    return outbox_send(c, "record_platform", &record_upload_model, u->id, json);
}

static int content_add(struct ctx *c, struct record_upload *u, const struct items *it)
{
    struct record_content row = { .unit_id = u->unit_id, .record_upload_id = u->id,
        .edition = ++u->edition, .content = it->content, .hash = it->hash };

    u->tries = 0;
    return row_insert(c, record_content, &row);
}

/* Does the newest edition say the same? */
static int said_before(
    struct ctx *c, const struct record_upload *u, const struct items *it, bool *same)
{
    struct record_content_list last;

    TRY(db_list(c, record_content, &last, "WHERE record_upload_id = ? AND edition = ?", u->id,
        u->edition));
    *same = last.n > 0 && str_eq(last.v[0].hash, it->hash);
    return 0;
}

/* As the documents are now: waiting for what is missing, or on its way. What the platform holds
 * already stays as it is. */
static int renew(struct ctx *c, struct record_upload *u)
{
    struct items it;
    bool same;

    TRY(items_build(c, u, &it));
    u->missing = it.missing;
    u->missing_en = it.missing_en;
    u->again_at = (when){ 0 };
    if (it.missing.n > 0) {
        u->state = RU_INCOMPLETE;
        return timer_set(c, "record_upload_again", &record_upload_model, u->id, (when){ 0 });
    }
    TRY(said_before(c, u, &it, &same));
    if (same && u->state == RU_ACCEPTED)
        return 0;
    if (!same)
        TRY(content_add(c, u, &it));
    u->state = u->accepted_at.ms != 0 || u->rejections > 0 ? RU_CORRECTED : RU_WAITING;
    return send(c, u, &it);
}

/* --- made by the settlement ------------------------------------------------------------------- */

int record_upload_make(
    struct ctx *c, struct record_upload *u, const struct record_upload_make_in *in)
{
    struct repair_order ro;
    int64_t hours;

    TRY(db_get(c, repair_order, &ro, in->repair_order_id));
    TRY(setting_int(c, &setting_record_upload_hours, ro.unit_id, &hours));
    u->unit_id = ro.unit_id;
    u->title = ro.number;
    u->repair_order_id = ro.id;
    u->vehicle_id = ro.vehicle_id;
    u->settled_at = ro.settled_at;
    u->due_at = (when){ ro.settled_at.ms + hours * HOUR_MS };
    return renew(c, u);
}

int record_upload_renew(struct ctx *c, struct record_upload *u, const struct no_input *in)
{
    (void)in;
    return renew(c, u);
}

int record_upload_reopened(struct ctx *c, struct record_upload *u, const struct no_input *in)
{
    (void)in;
    return renew(c, u);
}

static int upload_of(struct ctx *c, rid order_id, struct record_upload_list *out)
{
    return db_list(c, record_upload, out, "WHERE repair_order_id = ?", order_id);
}

/* The law asks it of stores of these classes, for repair and maintenance; not for the wash. */
static int demanded(struct ctx *c, const struct repair_order *ro, bool *yes)
{
    struct repair_licence licence;

    TRY(licence_of(c, ro->unit_id, date_at(ro->settled_at, ZONE_S), &licence, yes));
    *yes = *yes && licence.class != RC_OTHER && ro->nature != NATURE_BEAUTY;
    return 0;
}

int health_on_settle(struct ctx *c, const struct happening *h)
{
    struct record_upload_make_in in = { h->id };
    struct record_upload_list there;
    struct repair_order ro;
    bool yes;

    TRY(db_get(c, repair_order, &ro, h->id));
    if (ro.settled_at.ms == 0)              /* reopened since */
        return 0;
    TRY(upload_of(c, h->id, &there));
    if (there.n > 0)
        return there.v[0].state == RU_WITHDRAWN ? 0
            : command_call(c, record_upload_renew, there.v[0].id, &(struct no_input){});
    TRY(demanded(c, &ro, &yes));
    return yes ? command_make(c, record_upload_make, &in, NULL) : 0;
}

int health_on_unsettle(struct ctx *c, const struct happening *h)
{
    struct record_upload_list there;
    struct repair_order ro;

    TRY(db_get(c, repair_order, &ro, h->id));
    TRY(upload_of(c, h->id, &there));
    if (ro.settled_at.ms != 0 || there.n == 0 || there.v[0].state == RU_ACCEPTED ||
        there.v[0].state == RU_WITHDRAWN)
        return 0;
    return command_call(c, record_upload_reopened, there.v[0].id, &(struct no_input){});
}

/* The file of the car was edited: what waited for it may go. */
int health_on_vehicle(struct ctx *c, const struct happening *h)
{
    struct record_upload_list waiting;

    TRY(db_list(c, record_upload, &waiting, "WHERE vehicle_id = ? AND state = 'incomplete'"
        " AND retired_at IS NULL ORDER BY id", h->id));
    for (size_t i = 0; i < waiting.n; i++)
        TRY(command_call(c, record_upload_renew, waiting.v[i].id, &(struct no_input){}));
    return 0;
}

/* --- answered --------------------------------------------------------------------------------- */

/* A minute, two, four … at most a day. */
static when back_off(when now, int64_t tries)
{
    int64_t minutes = tries < 11 ? INT64_C(1) << tries : DAY_MINUTES;

    return (when){ now.ms + (minutes < DAY_MINUTES ? minutes : DAY_MINUTES) * MINUTE_MS };
}

int record_upload_answer(
    struct ctx *c, struct record_upload *u, const struct record_upload_answer_in *in)
{
    struct record_try row = { .unit_id = u->unit_id, .record_upload_id = u->id,
        .edition = in->edition, .outcome = in->outcome, .answer = in->answer };

    u->answer = in->answer;
    u->again_at = (when){ 0 };
    if (in->outcome == RT_ACCEPTED) {
        u->state = RU_ACCEPTED;
        u->accepted_at = u->accepted_at.ms != 0 ? u->accepted_at : c->now;
    } else if (in->outcome == RT_REJECTED) {
        u->state = RU_REJECTED;
        u->rejections++;
    } else {
        u->state = RU_FAILED;
        u->again_at = back_off(c->now, u->tries++);
        TRY(timer_set(c, "record_upload_again", &record_upload_model, u->id, u->again_at));
    }
    return row_insert(c, record_try, &row);
}

static str text_of(struct ctx *c, const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);

    return str_copy(&c->mem, (str){ json_string_value(v), json_string_length(v) });
}

/* An answer to an older edition, or to what was withdrawn meanwhile, changes nothing. */
int health_on_answer(struct ctx *c, const struct happening *h)
{
    json_t *o = json_loadb(h->note.s, h->note.n, JSON_REJECT_DUPLICATES, NULL);
    struct record_upload_answer_in in = { .edition = json_integer_value(
        json_object_get(o, "edition")), .answer = text_of(c, o, "status") };
    str outcome = text_of(c, o, "outcome");
    struct record_upload u;
    int code = 0;

    json_decref(o);
    if (choice_coded(&record_outcome_choices, outcome, &code) == NULL)
        return DB_FAILED;
    in.outcome = (enum record_outcome)code;
    TRY(db_get(c, record_upload, &u, h->id));
    if (u.edition != in.edition || (u.state != RU_WAITING && u.state != RU_CORRECTED &&
        u.state != RU_FAILED))
        return 0;
    return command_call(c, record_upload_answer, u.id, &in);
}

int record_upload_again(struct ctx *c, const struct happening *h)
{
    struct record_upload u;
    struct items it;

    TRY(db_get(c, record_upload, &u, h->id));
    if (u.state != RU_FAILED)
        return 0;
    TRY(items_build(c, &u, &it));
    return it.missing.n > 0 ? command_call(c, record_upload_renew, u.id, &(struct no_input){})
                            : send(c, &u, &it);
}

/* --- by the post ------------------------------------------------------------------------------ */

int record_upload_check(struct ctx *c, struct record_upload *u, const struct no_input *in)
{
    (void)in;
    TRY(renew(c, u));
    return u->state != RU_INCOMPLETE ? 0
        : refuse(c, &UPLOAD_MISSING, c->english ? u->missing_en : u->missing);
}

int record_upload_retry(struct ctx *c, struct record_upload *u, const struct no_input *in)
{
    struct items it;

    (void)in;
    TRY(items_build(c, u, &it));
    if (it.missing.n > 0)
        return refuse(c, &UPLOAD_MISSING, c->english ? it.missing_en : it.missing);
    u->again_at = (when){ 0 };
    return send(c, u, &it);
}

int record_upload_correct(
    struct ctx *c, struct record_upload *u, const struct record_upload_correct_in *in)
{
    struct items it;
    bool same;

    u->reason = in->reason;
    u->fault = in->fault.n > 0 ? in->fault : u->fault;
    u->odometer_km = in->odometer_km > 0 ? in->odometer_km : u->odometer_km;
    TRY(items_build(c, u, &it));
    TRY(said_before(c, u, &it, &same));
    if (same && it.missing.n == 0)
        return refuse(c, &UPLOAD_SAME);
    TRY(renew(c, u));
    u->state = u->state == RU_WAITING ? RU_CORRECTED : u->state;
    return 0;
}

int record_upload_never_taken(struct ctx *c, const struct record_upload *u)
{
    return u->accepted_at.ms == 0 ? 0 : refuse(c, &UPLOAD_TAKEN, u->accepted_at);
}

int record_upload_withdraw(
    struct ctx *c, struct record_upload *u, const struct record_upload_withdraw_in *in)
{
    u->reason = in->reason;
    u->again_at = (when){ 0 };
    return timer_set(c, "record_upload_again", &record_upload_model, u->id, (when){ 0 });
}

int record_upload_resume(struct ctx *c, struct record_upload *u, const struct no_input *in)
{
    (void)in;
    return renew(c, u);
}
