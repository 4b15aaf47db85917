/* db_test.h - databases for tests: a SQLite file in a directory of its own, a schema of its own in
 * the PostgreSQL that WORKBAY_TEST_PG names. Included by test files only. */
#pragma once
#include "kernel/db_driver.h"
#include "kernel/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <dirent.h>
#include <unistd.h>

#define MODEL "kernel/db_test.def"
#define REFUSALS "kernel/db_test_refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

struct place {
    struct db *db;
    bool pg;
    char where[512];                        /* for db_open */
    char name[64];                          /* directory, or schema */
};

/* An empty database; false: it is PostgreSQL and there is none here. */
bool place_open(struct place *, bool pg);
/* Closed and removed. */
void place_close(struct place *);
/* Open once more what is there. */
struct db *place_again(const struct place *, unsigned readers);
/* The tables of db_test.def. */
void place_tables(struct place *);
/* A ctx as the system, with `c->now` fixed. */
void test_ctx(struct ctx *, struct db *);

/* Each test runs on SQLite, then on PostgreSQL: BOTH(test_x) in an array of struct CMUnitTest. */
#define BOTH(f) { #f " on SQLite", f, NULL, NULL, (void *)"" }, \
                { #f " on PostgreSQL", f, NULL, NULL, (void *)"pg" }
/* At the top of each: opens, or skips with a line that says so. */
#define ON_PLACE(p, state) \
    struct place p; \
    if (!place_open(&p, *(const char *)*(state) != '\0')) { \
        print_message("skipped: WORKBAY_TEST_PG is not set\n"); \
        skip(); \
    }
