/* read.h - a file read line by line, word by word. */
#pragma once
#include "plan/plan_own.h"

struct reader {
    str rest;                               /* of the file, after this line */
    str line;                               /* what is left of this line */
    int number;                             /* of this line, from 1 */
    struct plan_fault *why;
};

bool read_line(struct reader *);            /* the next with something in it */
str read_word(struct reader *);             /* up to the next blank; empty at the end */
int read_bad(struct reader *, const char *en, const char *zh);      /* refuses this line */
/* Room for as many things as the file can hold: none takes fewer than three bytes. */
size_t read_room(str file, size_t most);
int read_check(const struct plan_problem *, const int *lines, struct plan_fault *);
