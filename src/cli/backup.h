/* backup.h - what making a backup and restoring one share: files on the disk, and SQLite as a file.
 */
#pragma once
#include "base/base.h"

enum { BACKUP_PATH = 4096 };

/* Each says on stderr what went wrong. */
bool backup_whole(const char *path); /* PRAGMA integrity_check of a SQLite file */
bool backup_sql(const char *path, const char *sql);     /* run on a SQLite file by itself */
bool backup_synced(const char *path);                   /* a file or a directory, on the disk */
bool backup_rename(const char *from, const char *to);   /* and synced */
/* Remove a directory that we made, with all that is in it; true when nothing is there any more. */
bool backup_remove(const char *dir);
/* Print what does not hold, and how many facts were checked; true when all do. */
struct db;
bool backup_verified(struct db *);
