/* file.h - files that people attach: photos, scans, documents, films.
 *
 * A file's content is kept once, under its SHA-256: on SQLite as DIR/files/ab/cdef…, beside the
 * database; on PostgreSQL in the table file_content, as base64. The row in `file` gives it a name,
 * a type and the unit whose people may see it. Content stands on the disk before a row names it, so
 * a row without content is always damage (verify says so); content without a row is only waste. */
#pragma once
#include "kernel/kernel.h"

enum { FILE_BYTES_MAX = 20 << 20, FILE_NAME_BYTES = 200, FILE_PIECE = 768 << 10 };
#define FILE_TYPES "image/jpeg, image/png, image/webp, image/gif, application/pdf, text/plain, " \
    "text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, video/mp4"

/* What these bytes are, by what stands in them; NULL: none of FILE_TYPES. Text is "text/plain". */
const char *file_type_of(str bytes);
/* Is `claimed` (a Content-Type) what the bytes are? A csv may be called text/csv or text/plain. */
bool file_type_fits(str claimed, const char *found);

/* Keep `bytes` as a file of the asker's unit. `type` is one of FILE_TYPES. Not in a transaction.
 * *replayed: the request's key had brought these bytes before; *out is that row. */
int file_put(struct ctx *, str name, const char *type, str bytes, struct file *out,
    bool *replayed) MUST_USE;
/* The living row, or E_NOT_FOUND: there is none, or the asker may not see its unit. */
int file_get(struct ctx *, rid id, struct file *out) MUST_USE;
/* At most FILE_PIECE bytes of a content from `at`, a multiple of FILE_PIECE; memory from c->mem.
 * Past its end *piece is empty. < 0: there is no such content, or it cannot be read; logged. */
int file_read(struct ctx *, str sha256, int64_t at, str *piece) MUST_USE;
/* Write content into DIR/files; on the disk when it returns. < 0: logged. */
int file_store(const char *dir, str sha256, str bytes) MUST_USE;
/* Each row of `file` has its content, whole. */
int file_verify(struct ctx *, struct verify *) MUST_USE;
