/* memory.h - makes an allocation fail, whoever asks for it: the program or a library of it. */
#pragma once
#include <stdbool.h>

/* The n-th allocation of this thread from now on fails, once. */
void memory_fail_at(int n);
/* Did it? From here on none does. */
bool memory_failed(void);
