/* bench.h - what the measuring programs share: a place, a clock, percentiles. */
#pragma once
#include "kernel/kernel.h"

#include <sys/types.h>

int64_t bench_us(void);                                 /* monotonic */
/* Wall time, CPU time (user and system, all threads) and bytes written of this process. */
struct spent { int64_t us, cpu_us, written; };
struct spent spent_now(void);
struct spent spent_since(struct spent);
/* What that process gave to write(), to the log and by checkpoints; 0 where nobody tells. */
int64_t bench_written(pid_t pid);
/* The number after `name`, or `other`. */
int bench_option(int argc, char **argv, const char *name, int other);
/* "name: median …, from … to … in n rounds". Sorts. */
void bench_spread(const char *name, double *v, int n);
/* A directory of its own below $TMPDIR or /var/tmp; removed with all in it by bench_remove. */
const char *bench_dir(void);
void bench_remove(const char *dir);
void bench_copy(const char *from_dir, const char *to_dir);  /* a closed SQLite chain */

/* Times of one kind of work. Prints "name: n …, p50 … p99 … max …" in milliseconds. */
struct times { int64_t *us; size_t n, max; };
struct times times_new(size_t max);
void times_add(struct times *, int64_t us);
int64_t times_at(struct times *, double share);         /* sorts */
void times_print(struct times *, const char *name);
