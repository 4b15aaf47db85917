/* sheet.c - check sheets: begun, filled in, countersigned, finished; what others ask of them. */
#include "modules/checklist/checklist.h"

static int mine(struct ctx *c, rid *employee_id)
{
    *employee_id = c->who->employee_id;
    return *employee_id != 0 ? 0 : refuse(c, &CHECK_NO_EMPLOYEE);
}

int check_sheet_is_mine(struct ctx *c, const struct check_sheet *s)
{
    rid me;

    TRY(mine(c, &me));
    return s->inspector_id == me ? 0
         : refuse(c, &CHECK_NOT_MINE, row_title(c, &employee_model, s->inspector_id));
}

int check_sheet_is_anothers(struct ctx *c, const struct check_sheet *s)
{
    rid me;

    TRY(mine(c, &me));
    return s->inspector_id == me ? refuse(c, &CHECK_IS_MINE) : 0;
}

/* --- beginning -------------------------------------------------------------------------------- */

static int open_there(struct ctx *c, const struct check_sheet *s, str code)
{
    struct check_sheet_list open;

    TRY(db_list(c, check_sheet, &open, "WHERE about_id = ? AND about_entity = ? AND state = 'open'"
        " AND EXISTS (SELECT 1 FROM check_template t WHERE t.id = check_sheet.template_id AND t.code = ?)"
        " AND COALESCE(person_id, 0) = ? ORDER BY id LIMIT 1", s->about.id,
        str_of(s->about.on->name), code, s->person_id));
    return open.n == 0 ? 0 : refuse(c, &CHECK_SHEET_THERE, open.v[0].number);
}

/* Once a day, about oneself. */
static int daily(struct ctx *c, struct check_sheet *s, rid me)
{
    struct check_sheet_list done;

    s->about = (struct anyref){ &employee_model, me };
    s->person_id = me;
    TRY(db_list(c, check_sheet, &done, "WHERE about_id = ? AND about_entity = 'employee'"
        " AND kind = 'daily' AND template_id = ? AND day = ? AND state IN ('passed', 'failed')"
        " ORDER BY id LIMIT 1", me, s->template_id, c->today));
    return done.n == 0 ? 0 : refuse(c, &CHECK_DAY_DONE, done.v[0].number);
}

static int about_what(struct ctx *c, struct check_sheet *s, rid me)
{
    if (s->kind == CHECK_DAILY)
        return daily(c, s, me);
    if (s->kind == CHECK_AUDIT) {
        if (s->person_id == 0)
            return refuse_field(c, "person_id", &CHECK_PERSON_NEEDED);
        if (s->person_id == me)
            return refuse_field(c, "person_id", &CHECK_PERSON_SELF);
        if (s->about.on == NULL)
            s->about = (struct anyref){ &employee_model, s->person_id };
    }
    return s->about.on != NULL ? 0 : refuse_field(c, "about", &CHECK_ABOUT_NEEDED);
}

int check_sheet_open(struct ctx *c, struct check_sheet *s, const struct check_sheet_open_in *in)
{
    struct check_template t;
    struct check_item_list items;
    rid me;

    TRY(mine(c, &me));
    TRY(db_get(c, check_template, &t, in->template_id));
    if (t.state != TEMPLATE_PUBLISHED)
        return refuse_field(c, "template_id", &CHECK_NOT_PUBLISHED);
    s->template_id = t.id;
    s->kind = t.kind;
    s->about = s->under = in->about;
    s->person_id = in->person_id;
    s->day = c->today;
    s->score.ppm = NO_NUMBER;
    TRY(about_what(c, s, me));
    TRY(open_there(c, s, t.code));
    TRY(number_next(c, &series_check_numbers, ((struct row *)s)->unit_id, &s->number));
    s->inspector_id = me;
    s->accepted_at = c->now;
    TRY(db_list(c, check_item, &items, "WHERE template_id = ? AND retired_at IS NULL ORDER BY seq",
        t.id));
    for (size_t i = 0; i < items.n; i++) {
        const struct check_item *item = &items.v[i];
        struct check_answer a = { .unit_id = ((struct row *)s)->unit_id, .sheet_id = s->id,
            .item_id = item->id, .seq = item->seq, .measure = item->measure,
            .title = c->english && item->title_en.n > 0 ? item->title_en : item->title,
            .reading = { NO_NUMBER } };

        TRY(row_insert(c, check_answer, &a));
    }
    return 0;
}

int check_sheet_take(struct ctx *c, struct check_sheet *s, const struct no_input *in)
{
    rid me;

    (void)in;
    TRY(mine(c, &me));
    s->inspector_id = me;
    s->accepted_at = c->now;
    return 0;
}

/* --- answers ---------------------------------------------------------------------------------- */

static int answers_of(struct ctx *c, const struct check_sheet *s, struct check_answer_list *out)
{
    return db_list(c, check_answer, out, "WHERE unit_id = ? AND sheet_id = ? AND retired_at IS NULL"
        " ORDER BY seq", s->unit_id, s->id);
}

static str limit(struct ctx *c, qty limit)
{
    struct text t = text_in(&c->mem, 40);

    if (limit.milli == NO_NUMBER)
        return STR("…");
    text_f(&t, "%lld.%03lld", (long long)(limit.milli / 1000),
        (long long)(limit.milli < 0 ? -(limit.milli % 1000) : limit.milli % 1000));
    return text_str(&t);
}

/* Whether this may be said of the item. */
static int answer_judge(struct ctx *c, const struct check_item *item, str title,
    const struct check_answer_in *in)
{
    bool read = in->reading.milli != NO_NUMBER;
    bool outside = read && ((item->low.milli != NO_NUMBER && in->reading.milli < item->low.milli) ||
        (item->high.milli != NO_NUMBER && in->reading.milli > item->high.milli));

    if (in->result == RESULT_NONE)
        return item->must ? refuse_field(c, "result", &CHECK_MUST, title) : 0;
    if (item->measure.n > 0 && !read)
        return refuse_field(c, "reading", &CHECK_READING, title, item->measure);
    if (outside && in->result == RESULT_PASS)
        return refuse_field(c, "result", &CHECK_OUTSIDE, title, limit(c, item->low),
            limit(c, item->high));
    return in->result == RESULT_FAIL && in->note.n == 0
        ? refuse_field(c, "note", &CHECK_FAIL_NOTE, title) : 0;
}

static struct check_answer *answer_to(struct check_answer_list *all, rid item_id)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].item_id == item_id)
            return &all->v[i];
    return NULL;
}

int check_sheet_answer(
    struct ctx *c, struct check_sheet *s, const struct check_sheet_answer_in *in)
{
    struct check_answer_list all;

    TRY(answers_of(c, s, &all));
    for (size_t i = 0; i < in->answers.n; i++) {
        const struct check_answer_in *said = &in->answers.v[i];
        struct check_answer *row = answer_to(&all, said->item_id), before;
        struct check_item item;

        c->path = str_format(&c->mem, "answers[%zu].", i);
        if (row == NULL)
            return refuse_field(c, "item_id", &CHECK_ITEM_ELSE);
        TRY(db_get(c, check_item, &item, said->item_id));
        TRY(answer_judge(c, &item, row->title, said));
        c->path = (str){ 0 };
        before = *row;
        row->result = said->result;
        row->reading = said->reading;
        row->note = said->note;
        row->photo = said->photo;
        row->answered_by_id = c->who->employee_id;
        row->countersigned_by_id = 0;
        TRY(row_update(c, check_answer, row, &before));
    }
    return 0;
}

/* What is not answered yet, to be filled in. */
int check_sheet_answer_suggest(
    struct ctx *c, const struct check_sheet *s, struct check_sheet_answer_in *in)
{
    struct check_answer_list all;
    size_t n = 0;

    if (in->answers.n > 0)
        return 0;
    TRY(answers_of(c, s, &all));
    in->answers.v = arena_alloc(&c->mem, all.n * sizeof *in->answers.v);
    if (in->answers.v == NULL && all.n > 0)
        return DB_FAILED;
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].result == 0)
            in->answers.v[n++] = (struct check_answer_in){ .item_id = all.v[i].item_id,
                .reading = { NO_NUMBER } };
    in->answers.n = n;
    return 0;
}

/* The safety items that wait for this person: answered by another, signed by nobody. */
static int to_sign(struct ctx *c, const struct check_sheet *s, struct check_answer_list *out)
{
    struct check_answer_list all;
    size_t n = 0;
    rid me;

    TRY(mine(c, &me));
    TRY(answers_of(c, s, &all));
    for (size_t i = 0; i < all.n; i++) {
        struct check_item item;

        TRY(db_get(c, check_item, &item, all.v[i].item_id));
        if (item.safety && all.v[i].result != 0 && all.v[i].answered_by_id != me &&
            all.v[i].countersigned_by_id == 0)
            all.v[n++] = all.v[i];
    }
    *out = (struct check_answer_list){ .v = all.v, .n = n };
    return n > 0 ? 0 : refuse(c, &CHECK_NOTHING_SAFE);
}

int check_sheet_to_sign(struct ctx *c, const struct check_sheet *s)
{
    struct check_answer_list waiting;

    return to_sign(c, s, &waiting);
}

int check_sheet_countersign(struct ctx *c, struct check_sheet *s, const struct no_input *none)
{
    struct check_answer_list waiting;

    (void)none;
    TRY(to_sign(c, s, &waiting));
    for (size_t i = 0; i < waiting.n; i++) {
        struct check_answer now = waiting.v[i];

        now.countersigned_by_id = c->who->employee_id;
        TRY(row_update(c, check_answer, &now, &waiting.v[i]));
    }
    return 0;
}

/* --- finishing -------------------------------------------------------------------------------- */

static int all_answered(struct ctx *c, const struct check_answer_list *all)
{
    const struct check_answer *first = NULL;
    int64_t n = 0;

    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].result == 0) {
            first = first != NULL ? first : &all->v[i];
            n++;
        }
    return first == NULL ? 0 : refuse(c, &CHECK_UNANSWERED, first->title, n);
}

static int stands(struct ctx *c, const struct check_item *item, const struct check_answer *a)
{
    if (a->result == RESULT_NONE)
        return 0;
    if (item->photo && a->photo == 0)
        return refuse(c, &CHECK_PHOTO, a->title);
    if (item->safety &&
        (a->countersigned_by_id == 0 || a->countersigned_by_id == a->answered_by_id))
        return refuse(c, &CHECK_COUNTERSIGN, a->title);
    return 0;
}

int check_sheet_finish(
    struct ctx *c, struct check_sheet *s, const struct check_sheet_finish_in *in)
{
    struct check_answer_list all;
    int64_t points = 0, most = 0;

    TRY(answers_of(c, s, &all));
    TRY(all_answered(c, &all));
    s->failed = 0;
    for (size_t i = 0; i < all.n; i++) {
        const struct check_answer *a = &all.v[i];
        struct check_item item;

        TRY(db_get(c, check_item, &item, a->item_id));
        TRY(stands(c, &item, a));
        s->failed += a->result == RESULT_FAIL;
        most += a->result != RESULT_NONE ? item.weight : 0;
        points += a->result == RESULT_PASS ? item.weight : 0;
    }
    s->score.ppm = most > 0 ? (points * 1000 + most / 2) / most * 1000 : NO_NUMBER;
    s->state = s->failed > 0 ? SHEET_FAILED : SHEET_PASSED;
    s->finished_at = c->now;
    s->conclusion = in->conclusion;
    return 0;
}

int check_sheet_void(struct ctx *c, struct check_sheet *s, const struct check_reason_in *in)
{
    (void)c, (void)s, (void)in;
    return 0;
}

/* --- asked by others -------------------------------------------------------------------------- */

int checklist_last(struct ctx *c, struct anyref about, enum check_kind kind, when since,
    struct check_sheet *out)
{
    struct check_sheet_list found;

    TRY(db_list(c, check_sheet, &found, "WHERE about_id = ? AND about_entity = ? AND kind = ?"
        " AND state IN ('passed', 'failed') AND finished_at >= ? ORDER BY finished_at DESC, id DESC LIMIT 1",
        about.id, str_of(about.on->name), str_of(check_kind_choices.v[kind].code), since));
    *out = found.n > 0 ? found.v[0] : (struct check_sheet){ 0 };
    return 0;
}

int checklist_failed(struct ctx *c, rid unit_id, rid sheet_id, struct check_answer_list *out)
{
    return db_list(c, check_answer, out, "WHERE unit_id = ? AND sheet_id = ? AND result = 'fail'"
        " AND retired_at IS NULL ORDER BY seq", unit_id, sheet_id);
}

/* --- verify ----------------------------------------------------------------------------------- */

int checklist_verify(struct ctx *c, struct verify *v)
{
    int64_t wrong;

    TRY(db_int(c, &wrong, "SELECT count(*) FROM check_sheet s JOIN check_answer a ON a.sheet_id = s.id"
        " AND a.unit_id = s.unit_id WHERE s.state IN ('passed', 'failed') AND a.retired_at IS NULL"
        " AND a.result IS NULL /* all rows */"));
    verify_fact(v, wrong == 0, "%lld items of finished check sheets are not answered",
        (long long)wrong);
    TRY(db_int(c, &wrong, "SELECT count(*) FROM check_sheet s WHERE s.state = 'passed' AND EXISTS"
        " (SELECT 1 FROM check_answer a WHERE a.sheet_id = s.id AND a.unit_id = s.unit_id"
        " AND a.result = 'fail' AND a.retired_at IS NULL) /* all rows */"));
    verify_fact(v, wrong == 0, "%lld check sheets passed with an item that failed",
        (long long)wrong);
    TRY(db_int(c, &wrong, "SELECT count(*) FROM check_answer"
        " WHERE countersigned_by_id = answered_by_id /* all rows */"));
    verify_fact(v, wrong == 0, "%lld items are countersigned by whom they were answered",
        (long long)wrong);
    return 0;
}
