/* banned.h - calls that are refused at compile time, and what to write instead.
 * A redeclaration with an error attribute: whoever calls one does not compile. */
#pragma once
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef __clang__                                      /* takes it on a first declaration only */
#define BANNED(instead)
#else
#define BANNED(instead) __attribute__((error("banned: " instead)))
#endif
char *strcpy(char *, const char *)                        BANNED("use str_copy");
char *strcat(char *, const char *)                        BANNED("use text_add");
char *strncpy(char *, const char *, size_t)               BANNED("use str_copy");
char *strncat(char *, const char *, size_t)               BANNED("use text_add");
char *strtok(char *, const char *)                        BANNED("cut with str");
int sprintf(char *, const char *, ...)                    BANNED("use snprintf or text_f");
int vsprintf(char *, const char *, va_list)               BANNED("use vsnprintf");
int atoi(const char *)                                    BANNED("use str_int");
long atol(const char *)                                   BANNED("use str_int");
long long atoll(const char *)                             BANNED("use str_int");
double atof(const char *)                                 BANNED("no floating point");
struct tm *localtime(const time_t *)                      BANNED("use date_at");
struct tm *gmtime(const time_t *)                         BANNED("use date_at");
char *ctime(const time_t *)                               BANNED("use when_print");
int rand(void)                                            BANNED("use randombytes or a seed");
int system(const char *)                                  BANNED("no shell");
#ifndef MAY_ALLOCATE                                      /* base/arena.c alone defines it */
void *malloc(size_t)                                      BANNED("use an arena");
void *calloc(size_t, size_t)                              BANNED("use an arena");
void *realloc(void *, size_t)                             BANNED("use an arena");
char *strdup(const char *)                                BANNED("use str_copy");
#endif
#undef BANNED
