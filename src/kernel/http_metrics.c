/* http_metrics.c - what the server counts about itself, for Prometheus. */
#include "kernel/http_internal.h"

#define WRITERS_MAX 32

_Atomic int64_t metric_waiting, metric_running, metric_streams, metric_overruns;
_Atomic int64_t metric_connections, metric_refused;

static const struct { int64_t us; const char *le; } buckets[] = {
    { 500, "0.0005" }, { 1000, "0.001" }, { 2500, "0.0025" }, { 5000, "0.005" },
    { 10000, "0.01" }, { 25000, "0.025" }, { 50000, "0.05" }, { 100000, "0.1" },
    { 250000, "0.25" }, { 500000, "0.5" }, { 1000000, "1" }, { 2500000, "2.5" },
    { 10000000, "10" },
};

static _Atomic int64_t by_class[6];                   /* 0: broken off before an answer */
static _Atomic int64_t by_bucket[COUNT(buckets) + 1];
static _Atomic int64_t total_us;
static struct { void (*write)(void *, struct text *); void *state; } writers[WRITERS_MAX];
static size_t writers_n;

void metric_request(int status, int64_t us)
{
    size_t i = 0;

    atomic_fetch_add_explicit(&by_class[status >= 100 && status < 600 ? status / 100 : 0], 1,
                              memory_order_relaxed);
    while (i < COUNT(buckets) && us > buckets[i].us)
        i++;
    atomic_fetch_add_explicit(&by_bucket[i], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&total_us, us, memory_order_relaxed);
}

void http_metrics_add(void (*write)(void *, struct text *), void *state)
{
    assert(writers_n < WRITERS_MAX);
    writers[writers_n].write = write;
    writers[writers_n++].state = state;
}

void http_metric(struct text *t, const char *name, const char *kind, const char *help,
                 int64_t value)
{
    text_f(t, "# HELP %s %s\n# TYPE %s %s\n%s %lld\n", name, help, name, kind, name,
           (long long)value);
}

static void histogram(struct text *t)
{
    int64_t sum = 0, us = atomic_load(&total_us);

    text_c(t, "# HELP workbay_http_seconds Time from the request line to the last byte.\n"
              "# TYPE workbay_http_seconds histogram\n");
    for (size_t i = 0; i < COUNT(buckets); i++) {
        sum += atomic_load(&by_bucket[i]);
        text_f(t, "workbay_http_seconds_bucket{le=\"%s\"} %lld\n", buckets[i].le, (long long)sum);
    }
    sum += atomic_load(&by_bucket[COUNT(buckets)]);
    text_f(t, "workbay_http_seconds_bucket{le=\"+Inf\"} %lld\n", (long long)sum);
    text_f(t, "workbay_http_seconds_sum %lld.%06lld\n", (long long)(us / 1000000),
           (long long)(us % 1000000));
    text_f(t, "workbay_http_seconds_count %lld\n", (long long)sum);
}

void http_metrics_text(struct text *t)
{
    text_c(t, "# HELP workbay_http_requests_total Requests by class of status; 0xx: broken off.\n"
              "# TYPE workbay_http_requests_total counter\n");
    for (int i = 0; i < 6; i++)
        text_f(t, "workbay_http_requests_total{class=\"%dxx\"} %lld\n", i,
               (long long)atomic_load(&by_class[i]));
    histogram(t);
    http_metric(t, "workbay_http_refused_total", "counter", "Requests refused before a handler.",
                atomic_load(&metric_refused));
    http_metric(t, "workbay_http_connections", "gauge", "Open connections.",
                atomic_load(&metric_connections));
    http_metric(t, "workbay_http_waiting", "gauge", "Requests waiting for a worker.",
                atomic_load(&metric_waiting));
    http_metric(t, "workbay_http_running", "gauge", "Requests a worker runs.",
                atomic_load(&metric_running));
    http_metric(t, "workbay_http_streams", "gauge", "Open event streams.",
                atomic_load(&metric_streams));
    http_metric(t, "workbay_http_stream_overruns_total", "counter",
                "Event streams closed because the client fell behind.",
                atomic_load(&metric_overruns));
    for (size_t i = 0; i < writers_n; i++)
        writers[i].write(writers[i].state, t);
}
