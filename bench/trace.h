/* trace.h - the statements of a piece of work, written down with their values, and executed bare. */
#pragma once
#include "bench/bench.h"

/* From trace_begin on, each SQLite connection opened notes what it executes: all that the writing
 * one does, and the SELECTs of the others. trace_begin forgets what was written before. */
void trace_begin(void);
void trace_end(void);
size_t trace_statements(void);
/* The same statements, prepared once, by this thread alone, on the closed chain in `dir`, as durable,
 * with `per_commit` commands in each transaction. Without opening and preparing. `each`: note how long each took, for trace_print. */
struct spent trace_replay(const char *dir, unsigned per_commit, bool each);
/* How often each ran and how long, per `commands`, the dearest first. */
void trace_print(int64_t commands);

/* How many transactions were committed since the start, by all connections opened after this. */
void commits_count(void);
int64_t commits_counted(void);
