/* quality.c - the check sheets that an order needs, and what was done again by whom. */
#include "modules/service/proposal.h"

/* --- rules ------------------------------------------------------------------------------------ */

static str kind_label(struct ctx *c, enum check_kind kind)
{
    struct label l = check_kind_choices.v[kind].label;

    return str_of(c->english ? l.en : l.zh);
}

int check_rule_judge(struct ctx *c, struct check_rule *now, const struct check_rule *before)
{
    struct label nature = ro_nature_choices.v[now->nature].label,
                 category = ro_category_choices.v[now->category].label;

    (void)before;
    if (now->kind != CHECK_SELF && now->kind != CHECK_MUTUAL && now->kind != CHECK_PROCESS &&
        now->kind != CHECK_FINAL && now->kind != CHECK_DELIVERY)
        return refuse_field(c, "kind", &CHECK_RULE_KIND);
    if (now->valid_to.day != 0 && now->valid_to.day < now->valid_from.day)
        return refuse_field(c, "valid_to", &CHECK_RULE_BACKWARD);
    now->label = str_format(&c->mem, "%s%s%s%s%s", check_kind_choices.v[now->kind].label.zh,
        now->nature != 0 ? " · " : "", now->nature != 0 ? nature.zh : "",
        now->category != 0 ? " · " : "", now->category != 0 ? category.zh : "");
    return 0;
}

static int needed(
    struct ctx *c, const struct repair_order *ro, enum check_kind kind, bool *out)
{
    struct check_rule_list rules;

    *out = false;
    TRY(db_list(c, check_rule, &rules, "WHERE kind = ? AND retired_at IS NULL AND valid_from <= ?"
        " AND (valid_to IS NULL OR valid_to >= ?) ORDER BY id /* all rows */",
        str_of(check_kind_choices.v[kind].code), c->today, c->today));
    for (size_t i = 0; i < rules.n; i++)
        *out = *out || ((rules.v[i].nature == 0 || rules.v[i].nature == ro->nature) &&
            (rules.v[i].category == 0 || rules.v[i].category == ro->category));
    return 0;
}

/* The sheet of that kind since then, which must have passed. */
static int passed_sheet(struct ctx *c, struct anyref about, enum check_kind kind, when since,
    struct check_sheet *out)
{
    TRY(checklist_last(c, about, kind, since, out));
    if (out->id == 0)
        return refuse(c, &CHECK_NEEDED, kind_label(c, kind));
    return out->state == SHEET_PASSED ? 0
         : refuse(c, &CHECK_HAS_FAULTS, kind_label(c, kind), out->number);
}

/* What was checked before it was sent back says nothing of how it is now. */
static int sent_back_at(struct ctx *c, const struct repair_order *ro, when *at)
{
    struct inspection_list last;

    TRY(db_list(c, inspection, &last, "WHERE unit_id = ? AND repair_order_id = ? AND level = 'final'"
        " AND passed = 0 ORDER BY id DESC LIMIT 1", ro->unit_id, ro->id));
    *at = last.n > 0 ? last.v[0].created_at : (when){ 0 };
    return 0;
}

int finish_checked(struct ctx *c, const struct assignment *a)
{
    struct anyref about = { &assignment_model, a->id };
    struct check_sheet sheet;
    struct repair_order ro;
    bool self, mutual, process;
    when since;

    TRY(db_get(c, repair_order, &ro, a->repair_order_id));
    TRY(needed(c, &ro, CHECK_PROCESS, &process));
    TRY(needed(c, &ro, CHECK_SELF, &self));
    TRY(needed(c, &ro, CHECK_MUTUAL, &mutual));
    if (process) {                          /* looked at while it was open, by another */
        TRY(sent_back_at(c, &ro, &since));
        TRY(passed_sheet(c, about, CHECK_PROCESS, since, &sheet));
        if (sheet.inspector_id == a->technician_id)
            return refuse(c, &CHECK_BY_OTHER);
    }
    if (self) {
        TRY(passed_sheet(c, about, CHECK_SELF, a->started_at, &sheet));
        if (sheet.inspector_id != a->technician_id)
            return refuse(
                c, &CHECK_BY_SELF, row_title(c, &employee_model, a->technician_id));
    }
    if (mutual) {
        TRY(passed_sheet(c, about, CHECK_MUTUAL, a->started_at, &sheet));
        if (sheet.inspector_id == a->technician_id)
            return refuse(c, &CHECK_BY_OTHER);
    }
    return 0;
}

int inspection_checked(
    struct ctx *c, const struct repair_order *ro, bool passed, rid *sheet_id)
{
    struct check_sheet sheet;
    bool must;
    when since;

    *sheet_id = 0;
    TRY(sent_back_at(c, ro, &since));
    TRY(needed(c, ro, CHECK_FINAL, &must));
    TRY(checklist_last(c, order_ref(ro), CHECK_FINAL, since, &sheet));
    *sheet_id = sheet.id;
    if (!passed || (!must && sheet.id == 0))
        return 0;
    return passed_sheet(c, order_ref(ro), CHECK_FINAL, since, &sheet);
}

int delivery_checked(struct ctx *c, const struct repair_order *ro)
{
    struct check_sheet sheet;
    bool must;

    TRY(needed(c, ro, CHECK_DELIVERY, &must));
    return must ? passed_sheet(c, order_ref(ro), CHECK_DELIVERY, (when){ 0 }, &sheet) : 0;
}

/* --- done again ------------------------------------------------------------------------------- */

int rework_judge(struct ctx *c, const struct repair_order *ro,
    const struct repair_order_inspect_in *in, struct inspection *out)
{
    struct assignment_list jobs;
    bool his = false;

    if (in->note.n == 0)
        return refuse_field(c, "note", &RO_NOTE_MISSING);
    if (in->cause == 0)
        return refuse_field(c, "cause", &RO_CAUSE_MISSING);
    TRY(db_list(c, assignment, &jobs, "WHERE repair_order_id = ? AND state <> 'cancelled' ORDER BY id",
        ro->id));
    out->cause = in->cause;
    out->technician_id = in->technician_id != 0 ? in->technician_id
        : jobs.n > 0                            ? jobs.v[0].technician_id
                                                : 0;
    for (size_t i = 0; i < jobs.n; i++) {
        his = his || jobs.v[i].technician_id == out->technician_id;
        if (in->technician_id == 0 && jobs.v[i].technician_id != out->technician_id)
            return refuse_field(c, "technician_id", &RO_WHOSE_WORK);
    }
    return his || jobs.n == 0 ? 0
         : refuse_field(c, "technician_id", &RO_NOT_HIS_WORK,
               row_title(c, &employee_model, out->technician_id));
}

int rework_counts(
    struct ctx *c, const struct rework_counts_in *in, struct rework_counts_row_list *out)
{
    int year, month, day;
    date from = in->day_from, to = in->day_to.day != 0 ? in->day_to : c->today;

    date_parts(c->today, &year, &month, &day);
    if (from.day == 0)
        from = date_of(year, month, 1);
    return db_list(c, rework_counts_row, out, "SELECT technician_id, cause, count(*),"
        " count(DISTINCT repair_order_id) FROM inspection WHERE unit_id = ? AND passed = 0"
        " AND created_at >= ? AND created_at < ? GROUP BY technician_id, cause"
        " ORDER BY count(*) DESC, technician_id, cause", c->who->unit_id, when_at(from, 0, ZONE_S),
        when_at((date){ to.day + 1 }, 0, ZONE_S));
}

/* --- what failed is proposed ------------------------------------------------------------------ */

int repair_order_check(
    struct ctx *c, struct repair_order *ro, const struct repair_order_check_in *in)
{
    struct check_answer_list failed;
    struct finding_in_list found;
    struct check_sheet sheet;

    TRY(db_get(c, check_sheet, &sheet, in->sheet_id));
    if (sheet.about.on != &repair_order_model || sheet.about.id != ro->id)
        return refuse_field(c, "sheet_id", &CHECK_OTHER_ORDER);
    TRY(checklist_failed(c, ro->unit_id, sheet.id, &failed));
    if (failed.n == 0)
        return refuse(c, &CHECK_NO_FAULTS, sheet.number);
    found = (struct finding_in_list){ .n = failed.n,
        .v = arena_alloc(&c->mem, failed.n * sizeof *found.v) };
    if (found.v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < failed.n; i++)
        found.v[i] = (struct finding_in){ .title = failed.v[i].title, .level = FINDING_RED,
            .note = failed.v[i].note, .photo = failed.v[i].photo };
    return findings_add(c, ro, &found);
}
