/* pack.h - reading the files of data/ and writing the packed tables; shared by the packers. */
#pragma once
#include "facts/tables.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define ADD(array, n) (n < COUNT(array) ? &array[n++] : (die("table " #array " is full"), array))
enum { FIELDS = 16 };

extern char *field[FIELDS];                         /* of the line that is being read */
extern const char *data_dir;

/* Stops the build, naming the file and the line. */
__attribute__((noreturn, format(printf, 1, 2))) void die(const char *format, ...);
/* Calls `row` for each line of the file but its head, with so many fields. gz or not. */
void file_read(const char *name, int fields, void (*row)(void));
uint32_t number(const char *);

/* Texts, each kept once: the offset in the table's text section. */
extern char text[1 << 22];
extern uint32_t text_n;
uint32_t text_put(const char *);
void text_reset(void);

/* A table: opened, its sections in any order, closed. */
void out_open(const char *dir, const char *name, int sections);
void out_section(int which, const void *v, size_t size, size_t n);
void out_close(int sections);

void pack_words(const char *dir);                   /* pack_words.c: pinyin, trouble codes … */
