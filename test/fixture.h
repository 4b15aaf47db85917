/* fixture.h - a small chain for tests, made by the same functions as a real one. */
#pragma once
#include "kernel/kernel.h"

/* A new, empty database in a directory (its old contents are removed) or in a PostgreSQL database
 * (its schema is dropped), with group G, company C1, stores S1 and S2, a headquarters HQ, and one
 * employee and account `<post>@<unit>` for each post, all made at `now`. NULL: it said why. */
struct db *fixture_new(const char *where, when now);
/* The same without tables and chain. */
struct db *fixture_empty(const char *where);
void fixture_end(struct db *, const char *where);
