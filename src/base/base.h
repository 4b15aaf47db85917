/* base.h - the words every other file is written in.
 *
 * Amounts, quantities and times are one-member structs, so that the compiler refuses to mix them.
 * Nothing here touches a file, a socket or a clock, and nothing knows a business word.
 *
 * Faults. An arithmetic overflow or an exhausted arena does not abort and needs no check at each
 * call: it is remembered (fault_pending) and the kernel rolls back the one command in which it
 * happened. The values such a call returns are safe to carry on with, and never reach the disk. */
#pragma once
#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef int64_t rid;                                  /* id of a row; 0 = none */
typedef struct { int64_t fen; } money;                /* hundredths of a yuan */
typedef struct { int64_t micro; } price;              /* millionths of a yuan, for one unit */
typedef struct { int64_t ppm; } rate;                 /* millionths: 130000 is 13 % */
typedef struct { int64_t milli; } qty;                /* thousandths of a unit, or of an hour */
typedef struct { int64_t ms; } when;                  /* UTC since 1970; 0 = not yet, absent */
typedef struct { int64_t day; } date;                 /* days since 1970-01-01; 0 = absent */
typedef struct { int64_t s; } duration;               /* seconds */
typedef struct { const char *s; size_t n; } str;      /* UTF-8, not ended by NUL; n = 0: absent */

#define STR(lit)     ((str){ "" lit, sizeof(lit) - 1 })
#define FEN(n)       ((money){ n })
#define COUNT(a)     (sizeof(a) / sizeof *(a))
#define MUST_USE     __attribute__((warn_unused_result))
#define PRINTF(f, a) __attribute__((format(printf, f, a)))
#define NO_NUMBER    INT64_MIN                        /* an .optional number that is absent */

/* The bounds of what may enter (|money| <= 10^12 fen, so that any product of ours fits). */
#define MONEY_MAX 1000000000000
#define QTY_MAX   1000000000

/* 0 = done.  > 0 = refused: a rule of the business, the user is told.
 * < 0 = failed: a broken machine or a bug, the user gets a reference number. */
#define TRY(call) do { int r_ = (call); if (r_ != 0) return r_; } while (0)

/* --- faults: per thread, sticky until taken ------------------------------------------------- */
void fault_set(const char *what);                     /* `what` is a literal, for the log */
#define OUT_OF_MEMORY "out of memory"
const char *fault_pending(void);                      /* NULL = none */
void fault_clear(void);

/* --- money ------------------------------------------------------------------------------------ */
money money_add(money, money);
money money_sub(money, money);
money money_times(price, qty); /* half up, away from zero; the one rounding */
money money_share(money, int64_t part, int64_t whole);/* money * part / whole, half up; whole > 0 */
money money_rate(money, rate);
qty qty_add(qty, qty);
qty qty_sub(qty, qty);
price price_of(money);                                /* the price of one unit that costs this */

/* --- arena: the memory of one request ------------------------------------------------------------
 * Everything lives until arena_free; nothing is freed alone. Past `limit` bytes arena_alloc answers
 * NULL, sets a fault and `exhausted`. Memory comes zeroed. */
struct arena { char *at, *end; struct block *blocks; size_t used, limit; bool exhausted; };
void *arena_alloc(struct arena *, size_t size) MUST_USE;
void arena_back(struct arena *, const struct arena *mark);   /* to how it stood at `mark` */
void arena_free(struct arena *);
/* For what lives as long as the program (start-up tables). Never NULL; never freed. */
void *forever_alloc(size_t size) MUST_USE;
/* The same while requests are served: NULL when memory is out, for that ends no server. */
void *lasting_alloc(size_t size) MUST_USE;
/* malloc and free for a library that goes on without what it could not have, and then writes where
 * it should not (jansson's lexer): that is a fault, and there is a reserve for such a moment. */
void *noted_alloc(size_t size) MUST_USE;
void noted_free(void *);
/* At the start of the program: what requests give back stays with the process for the next ones, as
 * to hand a page back and fetch it anew costs more than most requests. */
void memory_keep(void);

/* --- str -------------------------------------------------------------------------------------- */
str str_of(const char *nul_ended);                    /* borrows; NULL gives the empty str */
bool str_eq(str, str);
bool str_is(str, const char *nul_ended);
bool str_starts(str, const char *prefix);
/* Cuts off what stands before the first `at` and returns it; all of it when there is none. */
str str_cut(str *rest, char at);
int str_cmp(str, str);                                /* by bytes */
str str_copy(struct arena *, str);
const char *str_c(struct arena *, str);               /* NUL-ended copy; "" when exhausted */
str str_format(struct arena *, const char *format, ...) PRINTF(2, 3);
/* Decimal, sign allowed, whole string, no overflow: true and *out, or false and *out untouched. */
bool str_int(str, int64_t *out);

/* --- text: bytes being written, in an arena ------------------------------------------------------
 * Past `max` bytes, or when the arena is exhausted, adding does nothing and `failed` is set. */
struct text { struct arena *mem; char *s; size_t n, room, max; bool failed; };
struct text text_in(struct arena *, size_t max);
void text_add(struct text *, str);
void text_c(struct text *, const char *nul_ended);
void text_int(struct text *, int64_t);
void text_f(struct text *, const char *format, ...) PRINTF(2, 3);
str text_str(const struct text *);                    /* what was written; never NULL pointer */

/* --- utf8 ------------------------------------------------------------------------------------- */
bool utf8_valid(str);                                 /* also: no NUL, no control but \t \n \r */
size_t utf8_count(str);                               /* characters */
str utf8_cut(str, size_t bytes);                         /* its beginning, by whole characters */
size_t utf8_size(const char *at, const char *end);    /* bytes of the character at `at`; 1 to 4 */

/* --- time ----------------------------------------------------------------------------------------
 * China keeps one zone without daylight saving; `zone_s` is its offset in seconds (28800). */
date date_of(int year, int month, int day); /* proleptic Gregorian; absent if no such day */
void date_parts(date, int *year, int *month, int *day);
int date_weekday(date);                               /* 1 Monday … 7 Sunday */
date date_at(when, int64_t zone_s);
when when_at(date, int64_t second_of_day, int64_t zone_s);
bool when_parse(str rfc3339, when *out);              /* needs Z or an offset */
bool date_parse(str yyyy_mm_dd, date *out);
size_t when_print(when, char out[32]);                /* RFC 3339, UTC, milliseconds, NUL-ended */
size_t date_print(date, char out[16]);                /* YYYY-MM-DD */

/* --- hash ------------------------------------------------------------------------------------- */
struct hash { uint8_t b[32]; };
struct hash hash_of(str);                             /* SHA-256 */
struct hash hash_chain(struct hash before, str);      /* SHA-256 of before and the text */
void hash_hex(struct hash, char out[65]);
bool hash_from_hex(str, struct hash *out);

/* --- json out: streaming, commas and escapes by themselves ---------------------------------------
 * json_key before each value in an object. Ids are strings, for JavaScript cannot hold them. */
struct json { struct text t; bool comma; };
struct json json_in(struct arena *, size_t max);
void json_open(struct json *);                        /* {  */
void json_close(struct json *);                       /* }  */
void json_list(struct json *);                        /* [  */
void json_list_end(struct json *);                    /* ]  */
void json_key(struct json *, const char *key);
void json_str(struct json *, str);                    /* an absent str is written as "" */
void json_c(struct json *, const char *nul_ended);    /* NULL is null */
void json_int(struct json *, int64_t);
void json_id(struct json *, rid);                     /* "123"; 0 is null */
void json_bool(struct json *, bool);
void json_none(struct json *);                         /* null; jansson owns the better name */
void json_raw(struct json *, str already_json);

#include "base/banned.h"
