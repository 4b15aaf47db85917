/* read_day.c - a workshop-day file (docs/plan.md): a line a technician, machine, bay, job or
 * operation; words of the form key=value. What a line names stands above it. */
#include "plan/read.h"

enum { SKILLS = 64, NAME = 60 };

struct day_file {
    struct reader r;
    struct arena *mem;
    struct plan_problem p;
    struct plan_span *spans;
    int n_spans, n_ways, n_skills, *lines;
    str skills[SKILLS];
};

static int bad(struct day_file *f, const char *en, const char *zh)
{
    return read_bad(&f->r, en, zh);
}

static int number(struct day_file *f, str s, int most, int *out)
{
    int64_t v;

    if (!str_int(s, &v) || v < 0 || v > most)
        return bad(f, "a whole number was expected, or it is too large", "应为非负整数，或数字过大");
    *out = (int)v;
    return 0;
}

/* Minutes since the caller's midnight: 510, 8:30, and 32:30 for the next day's 8:30. */
static int moment(struct day_file *f, str s, int *out)
{
    int hours = 0, minutes = 0;
    str rest = s, head = str_cut(&rest, ':');

    if (head.n == s.n)
        return number(f, s, PLAN_TIME, out);
    TRY(number(f, head, PLAN_TIME / 60 - 1, &hours));
    if (rest.n != 2)
        return bad(f, "a time is minutes, or hours:minutes", "时间应为分钟数或 时:分");
    TRY(number(f, rest, 59, &minutes));
    *out = hours * 60 + minutes;
    return 0;
}

static int skills(struct day_file *f, str list, uint64_t *out)
{
    for (*out = 0; list.n > 0;) {
        str one = str_cut(&list, ',');
        int i = 0;

        if (one.n == 0 || one.n > NAME)
            return bad(f, "a skill has a name of 1 to 60 bytes", "技能名称须为 1 到 60 字节");
        while (i < f->n_skills && !str_eq(f->skills[i], one))
            i++;
        if (i == SKILLS)
            return bad(f, "too many skills: 64 at most", "技能最多 64 种");
        if (i == f->n_skills)
            f->skills[f->n_skills++] = str_copy(f->mem, one);
        *out |= (uint64_t)1 << i;
    }
    return 0;
}

static int resource(struct day_file *f, str name, int *out)
{
    for (int i = 0; i < f->p.n_resources; i++)
        if (str_eq(f->p.resources[i].name, name)) {
            *out = i;
            return 0;
        }
    return bad(f, "it names somebody or something that does not stand above", "引用的名称未在前面定义");
}

/* Openings, sorted into those that this resource has already. */
static int openings(struct day_file *f, str list, bool extra, struct plan_resource *r)
{
    while (list.n > 0) {
        str one = str_cut(&list, ','), until = one, from = str_cut(&until, '-');
        struct plan_span s = { .extra = extra };
        int i = f->n_spans, first = f->n_spans - r->n_open;

        if (f->n_spans == PLAN_SPANS)
            return bad(f, "too many openings: 20000 at most", "开放时段最多 20000 个");
        TRY(moment(f, from, &s.from));
        TRY(moment(f, until, &s.to));
        for (; i > first && f->spans[i - 1].from > s.from; i--)
            f->spans[i] = f->spans[i - 1];
        f->spans[i] = s;
        f->n_spans++;
        r->n_open++;
    }
    return 0;
}

static int read_name(struct day_file *f, str *out)
{
    str name = read_word(&f->r);

    if (name.n == 0 || name.n > NAME || memchr(name.s, '=', name.n) != NULL || !utf8_valid(name))
        return bad(f, "a name of 1 to 60 bytes was expected", "应为 1 到 60 字节的名称");
    *out = str_copy(f->mem, name);
    return 0;
}

static int unknown(struct day_file *f)
{
    return bad(f, "there is no such key for this line (docs/plan.md)", "本行没有这个键（见 docs/plan.md）");
}

static int read_resource(struct day_file *f, enum plan_kind kind)
{
    struct plan_resource *r = &f->p.resources[f->p.n_resources];
    int same;

    if (f->p.n_resources == PLAN_RESOURCES)
        return bad(f, "too many resources: 1000 at most", "资源最多 1000 个");
    *r = (struct plan_resource){ .kind = kind, .open = f->spans + f->n_spans };
    TRY(read_name(f, &r->name));
    for (same = 0; same < f->p.n_resources; same++)
        if (str_eq(f->p.resources[same].name, r->name))
            return bad(f, "the name is taken", "名称重复");
    while (f->r.line.n > 0) {
        str value = read_word(&f->r), key = str_cut(&value, '=');

        if (str_is(key, "skills"))
            TRY(skills(f, value, &r->skills));
        else if (str_is(key, "open") || str_is(key, "extra"))
            TRY(openings(f, value, str_is(key, "extra"), r));
        else
            return unknown(f);
    }
    f->p.n_resources++;
    return 0;
}

static int read_job(struct day_file *f)
{
    struct plan_job *job = &f->p.jobs[f->p.n_jobs];

    if (f->p.n_jobs == PLAN_JOBS)
        return bad(f, "too many jobs: 1000 at most", "作业最多 1000 个");
    *job = (struct plan_job){ .promise = PLAN_NEVER, .weight = 1, .was_bay = PLAN_NONE,
        .first = f->p.n_ops };
    TRY(read_name(f, &job->name));
    while (f->r.line.n > 0) {
        str value = read_word(&f->r), key = str_cut(&value, '=');

        if (str_is(key, "release"))
            TRY(moment(f, value, &job->release));
        else if (str_is(key, "promise"))
            TRY(moment(f, value, &job->promise));
        else if (str_is(key, "weight"))
            TRY(number(f, value, PLAN_WEIGHT, &job->weight));
        else if (str_is(key, "was-bay"))
            TRY(resource(f, value, &job->was_bay));
        else if (str_is(key, "bay")) {
            job->in_bay = true;
            TRY(str_is(value, "any") ? 0 : skills(f, value, &job->bay_skills));
        } else
            return unknown(f);
    }
    f->lines[f->p.n_jobs++] = f->r.number;
    return 0;
}

static int read_ways(struct day_file *f, str list, struct plan_op *op)
{
    str count = list;
    struct plan_way *way;
    int n = 0;

    while (count.n > 0) {
        (void)str_cut(&count, ',');
        n++;
    }
    if ((f->n_ways += n) > PLAN_WAYS || n > PLAN_RESOURCES)
        return bad(f, "too many ways: 200000 at most", "可选方式最多 200000 个");
    way = arena_alloc(f->mem, (size_t)(n + 1) * sizeof *way);
    if (way == NULL)
        return -1;
    for (int i = 0; i < n; i++) {
        str time = str_cut(&list, ','), on = str_cut(&time, ':');

        TRY(resource(f, on, &way[i].on));
        TRY(number(f, time, PLAN_TIME, &way[i].time));
    }
    op->ways = way;
    op->n_ways = n;
    return 0;
}

static int read_was(struct day_file *f, str value, struct plan_op *op)
{
    str on = str_cut(&value, '@');

    TRY(resource(f, on, &op->was_on));
    return value.n == 0 ? 0 : moment(f, value, &op->was_at);
}

static int read_op(struct day_file *f)
{
    struct plan_op *op = &f->p.ops[f->p.n_ops];
    bool time = false;

    if (f->p.n_jobs == 0)
        return bad(f, "an operation stands below its job", "工序须写在作业之后");
    if (f->p.n_ops == PLAN_OPS)
        return bad(f, "too many operations: 10000 at most", "工序最多 10000 道");
    *op = (struct plan_op){ .was_on = PLAN_NONE, .was_at = PLAN_NEVER };
    while (f->r.line.n > 0) {
        str word = read_word(&f->r), value = word, key = str_cut(&value, '=');

        if (str_is(word, "whole"))
            op->whole = true;
        else if (str_is(word, "frozen"))
            op->frozen = true;
        else if (str_is(key, "time") && (time = true))
            TRY(number(f, value, PLAN_TIME, &op->time));
        else if (str_is(key, "skills"))
            TRY(skills(f, value, &op->skills));
        else if (str_is(key, "on"))
            TRY(read_ways(f, value, op));
        else if (str_is(key, "ready"))
            TRY(moment(f, value, &op->ready));
        else if (str_is(key, "was"))
            TRY(read_was(f, value, op));
        else
            return unknown(f);
    }
    if (time == (op->n_ways > 0))
        return bad(f, "an operation has either time= or on=", "工序须有 time= 或 on= 之一");
    f->p.jobs[f->p.n_jobs - 1].n++;
    f->p.n_ops++;
    return 0;
}

static int read_one(struct day_file *f)
{
    str word = read_word(&f->r);

    if (*word.s == '#')
        return 0;
    if (str_is(word, "technician"))
        return read_resource(f, PLAN_TECHNICIAN);
    if (str_is(word, "machine"))
        return read_resource(f, PLAN_MACHINE);
    if (str_is(word, "bay"))
        return read_resource(f, PLAN_BAY);
    if (str_is(word, "job"))
        return read_job(f);
    if (str_is(word, "op"))
        return read_op(f);
    return bad(f, "a line begins with technician, machine, bay, job, op or #",
        "每行须以 technician、machine、bay、job、op 或 # 开头");
}

int plan_read_day(str file, struct arena *mem, struct plan_problem *out, struct plan_fault *why)
{
    struct day_file *f = arena_alloc(mem, sizeof *f);
    str word;

    if (f == NULL)
        return -1;
    f->r = (struct reader){ .rest = file, .why = why };
    f->mem = mem;
    f->p.resources = arena_alloc(mem, read_room(file, PLAN_RESOURCES) * sizeof *f->p.resources);
    f->p.jobs = arena_alloc(mem, read_room(file, PLAN_JOBS) * sizeof *f->p.jobs);
    f->p.ops = arena_alloc(mem, read_room(file, PLAN_OPS) * sizeof *f->p.ops);
    f->spans = arena_alloc(mem, read_room(file, PLAN_SPANS) * sizeof *f->spans);
    f->lines = arena_alloc(mem, read_room(file, PLAN_JOBS) * sizeof *f->lines);
    if (mem->exhausted)
        return -1;
    if (!read_line(&f->r) || !str_is(read_word(&f->r), "workshop-day"))
        return bad(f, "the file begins with: workshop-day 1", "文件须以 workshop-day 1 开头");
    word = read_word(&f->r);
    if (!str_is(word, "1") || f->r.line.n > 0)
        return bad(f, "only version 1 of the format is known", "只支持格式版本 1");
    while (read_line(&f->r))
        TRY(read_one(f));
    if (mem->exhausted)
        return -1;
    TRY(read_check(&f->p, f->lines, why));
    *out = f->p;
    return 0;
}
