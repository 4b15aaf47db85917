/* http_work.c - the workers: a bounded line of requests, a fixed number of threads taking them. */
#include <limits.h>
#include <stdio.h>
#include "kernel/http_internal.h"

#define WORKER_STACK (1024 * 1024)

/* Suspended under the lock, so that no worker can resume the connection before it is suspended. */
bool work_push(struct link *l, bool fresh)
{
    struct http_server *s = l->server;
    bool taken;

    pthread_mutex_lock(&s->work_lock);
    taken = !atomic_load(&s->cut) && (!fresh || s->work_waiting < s->o.waiting);
    if (taken) {
        MHD_suspend_connection(l->connection);
        l->stage = LINK_WORK;
        l->next = NULL;
        if (s->work_last != NULL)
            s->work_last->next = l;
        else
            s->work_first = l;
        s->work_last = l;
        s->work_waiting++;
        atomic_store(&metric_waiting, s->work_waiting);
        pthread_cond_signal(&s->work_there);
    }
    pthread_mutex_unlock(&s->work_lock);
    return taken;
}

static struct link *work_take(struct http_server *s)
{
    struct link *l;

    pthread_mutex_lock(&s->work_lock);
    while (s->work_first == NULL && !s->work_end)
        pthread_cond_wait(&s->work_there, &s->work_lock);
    l = s->work_first;
    if (l != NULL) {
        s->work_first = l->next;
        if (s->work_first == NULL)
            s->work_last = NULL;
        s->work_waiting--;
        s->work_running++;
        atomic_store(&metric_waiting, s->work_waiting);
        atomic_store(&metric_running, s->work_running);
    }
    pthread_mutex_unlock(&s->work_lock);
    return l;
}

static void answer_failed(struct link *l)
{
    arena_back(&l->mem, &l->mark);
    l->res = (struct http_response){ .status = 500 };
    http_problem(&l->req, &l->res, 500, "failed", "系统出错，请报告编号", "Something broke; please "
                 "report the reference");
}

static void work_handle(struct link *l)
{
    struct http_server *s = l->server;
    int r;

    fault_clear();
    l->mark = l->mem;
    l->req.body = (str){ l->body != NULL ? l->body : "", l->body_n };
    r = s->o.handle(s->o.app, &l->req, &l->res);
    if (r != 0 || fault_pending() != NULL || l->mem.exhausted) {
        if (l->res.pull != NULL)
            l->res.pull(l->res.pull_state, &l->req, NULL);
        answer_failed(l);
    }
    fault_clear();
    if (l->stream != NULL && l->res.stream != l->stream)
        stream_leave(l);
    l->mark = l->mem;
}

static void work_pull(struct link *l)
{
    fault_clear();
    arena_back(&l->mem, &l->mark);
    l->piece = (str){ NULL, 0 };
    l->piece_at = 0;
    if (l->res.pull(l->res.pull_state, &l->req, &l->piece) != 0 || fault_pending() != NULL)
        l->piece_broken = true;
    l->piece_end = l->piece_broken || l->piece.n == 0;
    fault_clear();
}

static void *worker(void *server)
{
    struct http_server *s = server;
    struct link *l;

    while ((l = work_take(s)) != NULL) {
        if (l->pulling)
            work_pull(l);
        else
            work_handle(l);
        l->stage = l->pulling ? LINK_SENDING : LINK_READY;
        MHD_resume_connection(l->connection);         /* from here on it is no longer ours */
        pthread_mutex_lock(&s->work_lock);
        s->work_running--;
        atomic_store(&metric_running, s->work_running);
        pthread_mutex_unlock(&s->work_lock);
    }
    return NULL;
}

int work_left(struct http_server *s)
{
    int left;

    pthread_mutex_lock(&s->work_lock);
    left = s->work_waiting + s->work_running;
    pthread_mutex_unlock(&s->work_lock);
    return left;
}

int work_start(struct http_server *s, char why[200])
{
    size_t stack = WORKER_STACK;
    pthread_attr_t attr;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    stack *= 8;                                       /* their frames are several times larger */
#endif
    pthread_attr_init(&attr);
    pthread_attr_setstacksize(&attr, stack);
    while (s->workers_n < s->o.workers) {
        if (pthread_create(&s->workers[s->workers_n], &attr, worker, s) != 0)
            break;
        s->workers_n++;
    }
    pthread_attr_destroy(&attr);
    if (s->workers_n == s->o.workers)
        return 0;
    snprintf(why, 200, "cannot start %d worker threads", s->o.workers);
    work_stop(s);
    return -1;
}

void work_stop(struct http_server *s)
{
    pthread_mutex_lock(&s->work_lock);
    s->work_end = true;
    pthread_cond_broadcast(&s->work_there);
    pthread_mutex_unlock(&s->work_lock);
    for (int i = 0; i < s->workers_n; i++)
        pthread_join(s->workers[i], NULL);
    s->workers_n = 0;
}
