/* db_sqlite_log.h - the writer's log, written in few large pieces. SQLite writes each page of a
 * commit by two calls, its head and its bytes; a commit has some hundred pages, and half of its
 * time went into those calls. */
#ifndef WORKBAY_DB_SQLITE_LOG_H
#define WORKBAY_DB_SQLITE_LOG_H

/* The name of a VFS that is the default one but for the write-ahead log: what is written there one
 * after another is held back until the log is synced, read, measured or cut, or until the room is
 * full. For a connection with synchronous = FULL only: SQLite lets others see a commit after it
 * has synced the log, never before. What cannot be written is told by that sync. NULL: out of
 * memory, use the default. Safe to call from several threads. */
const char *sqlite_log_vfs(void);

#endif
