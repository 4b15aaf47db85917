/* call.c - what is said on the phone, and which steps of it were. */
#include "modules/booking/booking.h"

enum { STEPS_MAX = 30 };

static size_t lines_of(str text, str v[STEPS_MAX])
{
    size_t n = 0, from = 0;

    for (size_t i = 0; i <= text.n && n < STEPS_MAX; i++)
        if (i == text.n || text.s[i] == '\n') {
            if (i > from)
                v[n++] = (str){ .s = text.s + from, .n = i - from };
            from = i + 1;
        }
    return n;
}

int call_script_is_draft(struct ctx *c, const struct call_script *s)
{
    return s->published_at.ms != 0 ? refuse(c, &SCRIPT_PUBLISHED, s->edition) : 0;
}

int call_script_judge(struct ctx *c, struct call_script *now, const struct call_script *before)
{
    str v[STEPS_MAX];
    size_t zh = lines_of(now->steps, v), en = lines_of(now->steps_en, v);

    (void)before;
    return zh == en ? 0 : refuse_field(c, "steps_en", &SCRIPT_STEPS, (int64_t)zh, (int64_t)en);
}

static str code_of(enum call_kind kind) { return str_of(call_kind_choices.v[kind].code); }

static int last_edition(struct ctx *c, enum call_kind kind, int64_t *out)
{
    return db_int(c, out, "SELECT max(edition) FROM call_script WHERE kind = ?"
        " AND published_at IS NOT NULL", code_of(kind));
}

int call_script_publish(struct ctx *c, struct call_script *s, const struct no_input *in)
{
    int64_t last;

    (void)in;
    TRY(last_edition(c, s->kind, &last));
    s->edition = last + 1;
    s->published_at = c->now;
    return 0;
}

static int script_now(struct ctx *c, enum call_kind kind, struct call_script *out)
{
    return db_one(c, call_script, out, &SCRIPT_NONE, "WHERE kind = ? AND published_at IS NOT NULL"
        " AND retired_at IS NULL ORDER BY edition DESC LIMIT 1", code_of(kind));
}

/* --- what was said ---------------------------------------------------------------------------- */

int call_record_add(struct ctx *c, struct anyref about, const struct call_log_in *in)
{
    struct text t = text_in(&c->mem, 100);
    struct call_record r = { .about = about, .caller_id = c->who->employee_id, .note = in->note };
    struct call_script script;
    bool said[STEPS_MAX + 1] = { false };
    str v[STEPS_MAX];
    int64_t n;

    if (in->script_id != 0)
        TRY(db_get(c, call_script, &script, in->script_id));
    else
        TRY(script_now(c, in->kind, &script));
    n = (int64_t)lines_of(script.steps, v);
    for (size_t i = 0; i < in->steps.n; i++) {
        if (in->steps.v[i].step > n)
            return refuse_field(c, "steps", &SCRIPT_NO_STEP, n);
        said[in->steps.v[i].step] = true;
    }
    for (int64_t k = 1; k <= n; k++) {
        r.missed += !said[k];
        if (said[k])
            text_f(&t, "%s%lld", t.n > 0 ? "," : "", (long long)k);
    }
    r.script_id = script.id;
    r.done = text_str(&t);
    return row_insert(c, call_record, &r);
}

int appointment_log_call(struct ctx *c, struct appointment *a, const struct call_log_in *in)
{
    return call_record_add(c, (struct anyref){ &appointment_model, a->id }, in);
}

/* --- what to say ------------------------------------------------------------------------------ */

struct words { str store, me, customer, car, time; };

static int words_of(struct ctx *c, const struct call_steps_in *in, struct words *w)
{
    rid vehicle_id = in->vehicle_id;
    struct appointment a;
    struct vehicle car;

    w->store = row_title(c, &unit_model, c->who->unit_id);
    w->me = w->customer = w->car = w->time = STR("…");
    if (c->who->employee_id != 0)
        w->me = row_title(c, &employee_model, c->who->employee_id);
    if (in->appointment_id != 0) {
        TRY(db_get(c, appointment, &a, in->appointment_id));
        if (!who_reads(c->who, a.unit_id))
            return refuse(c, &E_NOT_FOUND);
        vehicle_id = a.vehicle_id;
        w->customer = row_title(c, &party_model, a.party_id);
        w->time = str_format(
            &c->mem, "%lld:%02lld", (long long)a.slot / 60, (long long)a.slot % 60);
    }
    if (vehicle_id == 0)
        return 0;
    TRY(db_get(c, vehicle, &car, vehicle_id));
    w->car = car.label;
    if (in->appointment_id == 0 && car.owner_id != 0)
        w->customer = row_title(c, &party_model, car.owner_id);
    return 0;
}

static str filled(struct ctx *c, str line, const struct words *w)
{
    const struct { str mark, with; } all[] = { { STR("{店}"), w->store }, { STR("{我}"), w->me },
        { STR("{客户}"), w->customer }, { STR("{车}"), w->car }, { STR("{时间}"), w->time } };
    struct text t = text_in(&c->mem, 500);

    for (size_t i = 0; i < line.n;) {
        size_t k = 0;

        while (k < COUNT(all) && (line.n - i < all[k].mark.n ||
               memcmp(line.s + i, all[k].mark.s, all[k].mark.n) != 0))
            k++;
        if (k < COUNT(all)) {
            text_f(&t, "%.*s", (int)all[k].with.n, all[k].with.s);
            i += all[k].mark.n;
        } else
            text_f(&t, "%c", line.s[i++]);
    }
    return text_str(&t);
}

/* The steps of the last call of that script about the appointment are ticked. */
static int said_before(struct ctx *c, rid appointment_id, rid script_id, str *done)
{
    struct call_record_list calls;

    *done = STR("");
    if (appointment_id == 0)
        return 0;
    TRY(db_list(c, call_record, &calls, "WHERE about_entity = 'appointment' AND about_id = ?"
        " AND script_id = ? ORDER BY id DESC LIMIT 1", appointment_id, script_id));
    if (calls.n > 0)
        *done = calls.v[0].done;
    return 0;
}

static bool has(str list, int64_t step)
{
    int64_t n = 0;

    for (size_t i = 0; i <= list.n; i++)
        if (i == list.n || list.s[i] == ',') {
            if (n == step)
                return true;
            n = 0;
        } else
            n = n * 10 + (list.s[i] - '0');
    return false;
}

int call_steps(struct ctx *c, const struct call_steps_in *in, struct call_steps_row_list *out)
{
    struct call_script script;
    struct words w;
    str v[STEPS_MAX], done;

    TRY(script_now(c, in->kind, &script));
    TRY(words_of(c, in, &w));
    TRY(said_before(c, in->appointment_id, script.id, &done));
    out->v = arena_alloc(&c->mem, STEPS_MAX * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    out->n = lines_of(c->english ? script.steps_en : script.steps, v);
    for (size_t i = 0; i < out->n; i++)
        out->v[i] = (struct call_steps_row){ (int64_t)i + 1, filled(c, v[i], &w), script.id,
            has(done, (int64_t)i + 1) };
    return 0;
}
