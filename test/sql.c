/* sql.c - one statement on an SQLite file, past all that Workbay would say to it: for the tests
 * that plant a damage. Prints the first column of each row, then how many rows were changed. */
#include <sqlite3.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *s = NULL;
    int rc = SQLITE_MISUSE;

    if (argc == 3 && sqlite3_open(argv[1], &db) == SQLITE_OK &&
        sqlite3_prepare_v2(db, argv[2], -1, &s, NULL) == SQLITE_OK) {
        while ((rc = sqlite3_step(s)) == SQLITE_ROW)
            printf("%s\n", (const char *)sqlite3_column_text(s, 0));
        sqlite3_finalize(s);
    }
    if (rc != SQLITE_DONE)
        fprintf(stderr, "%s\n", db != NULL ? sqlite3_errmsg(db) : "usage: sql FILE STATEMENT");
    else if (sqlite3_changes(db) > 0)
        printf("%d changed\n", sqlite3_changes(db));
    sqlite3_close(db);
    return rc == SQLITE_DONE ? 0 : 1;
}
