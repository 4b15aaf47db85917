/* read_shop.c - the public flexible job-shop format. Each number is judged as it is read, so that a
 * refusal can name the line; a line of a job holds just that job. */
#include "plan/read.h"

static int number(struct reader *r, int least, int most, int *out)
{
    int64_t v;

    if (r->line.n == 0)
        return read_bad(r, "the line ends too soon: a number is missing", "本行数字不足");
    if (!str_int(read_word(r), &v) || v < 0)
        return read_bad(r, "a whole number from 0 up was expected", "应为非负整数");
    if (v < least || v > most)
        return read_bad(r, "a number is out of its bounds (docs/plan.md)", "数字超出范围（见 docs/plan.md）");
    *out = (int)v;
    return 0;
}

/* The average number of ways, which says nothing: 1.5 or 2. */
static int average(struct reader *r)
{
    str w = read_word(r);
    size_t points = 0;

    for (size_t i = 0; i < w.n; i++) {
        points += w.s[i] == '.';
        if (w.s[i] != '.' && (w.s[i] < '0' || w.s[i] > '9'))
            return read_bad(r, "the third number of the first line is no number", "首行第三个数无效");
    }
    if (points > 1 || r->line.n > 0)
        return read_bad(r, "the first line is: jobs machines [average]", "首行应为：作业数 设备数 [平均值]");
    return 0;
}

static int read_op(struct reader *r, struct arena *mem, struct plan_problem *p, int *ways)
{
    struct plan_op *op = &p->ops[p->n_ops];
    struct plan_way *way;

    *op = (struct plan_op){ .was_on = PLAN_NONE, .was_at = PLAN_NEVER };
    TRY(number(r, 1, p->n_resources, &op->n_ways));
    if ((*ways += op->n_ways) > PLAN_WAYS)
        return read_bad(r, "too many ways: 200000 at most", "可选方式最多 200000 个");
    way = arena_alloc(mem, (size_t)op->n_ways * sizeof *way);
    if (way == NULL)
        return -1;
    op->ways = way;
    for (int k = 0; k < op->n_ways; k++) {
        TRY(number(r, 1, p->n_resources, &way[k].on));
        way[k].on--;
        TRY(number(r, 0, PLAN_TIME, &way[k].time));
        for (int i = 0; i < k; i++)
            if (way[i].on == way[k].on)
                return read_bad(r, "a machine is named twice for one operation",
                    "同一工序重复列出同一设备");
    }
    p->n_ops++;
    return 0;
}

static int read_job(struct reader *r, struct arena *mem, struct plan_problem *p, int j, int *ways)
{
    struct plan_job *job = &p->jobs[j];

    *job = (struct plan_job){ .promise = PLAN_NEVER, .was_bay = PLAN_NONE, .first = p->n_ops };
    TRY(number(r, 1, PLAN_OPS, &job->n));
    if (p->n_ops + job->n > PLAN_OPS)
        return read_bad(r, "too many operations: 10000 at most", "工序最多 10000 道");
    for (int i = 0; i < job->n; i++)
        TRY(read_op(r, mem, p, ways));
    return r->line.n == 0 ? 0 : read_bad(r, "the line holds more than its operations", "本行数字过多");
}

int plan_read_shop(str file, struct arena *mem, struct plan_problem *out, struct plan_fault *why)
{
    struct reader r = { .rest = file, .why = why };
    struct plan_problem p = { 0 };
    int ways = 0, *lines;

    if (!read_line(&r))
        return read_bad(&r, "the file is empty", "文件为空");
    TRY(number(&r, 1, PLAN_JOBS, &p.n_jobs));
    TRY(number(&r, 1, PLAN_RESOURCES, &p.n_resources));
    TRY(average(&r));
    p.resources = arena_alloc(mem, (size_t)p.n_resources * sizeof *p.resources);
    p.jobs = arena_alloc(mem, (size_t)p.n_jobs * sizeof *p.jobs);
    p.ops = arena_alloc(mem, read_room(file, PLAN_OPS) * sizeof *p.ops);
    lines = arena_alloc(mem, (size_t)p.n_jobs * sizeof *lines);
    if (mem->exhausted)
        return -1;
    for (int j = 0; j < p.n_jobs; j++) {
        if (!read_line(&r))
            return read_bad(&r, "the file ends too soon: jobs are missing", "文件过早结束：缺少作业");
        lines[j] = r.number;
        TRY(read_job(&r, mem, &p, j, &ways));
    }
    if (read_line(&r))
        return read_bad(&r, "the file holds more lines than jobs", "文件行数多于作业数");
    TRY(read_check(&p, lines, why));
    *out = p;
    return 0;
}
