/* memory.c - see memory.h. The program's own malloc takes the place of the C library's, for all
 * other libraries, too, and passes on what it lets through. */
#include "test/memory.h"

#include <errno.h>
#include <stdlib.h>

static _Thread_local int left;
static _Thread_local bool failed;

void memory_fail_at(int n)
{
    left = n;
    failed = false;
}

bool memory_failed(void)
{
    left = 0;
    return failed;
}

/* A sanitizer allocates itself: there none fails. */
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);

static bool fails(void)
{
    if (left == 0 || --left > 0)
        return false;
    failed = true;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)           { return fails() ? NULL : __libc_malloc(size); }
void *calloc(size_t n, size_t size) { return fails() ? NULL : __libc_calloc(n, size); }
void *realloc(void *p, size_t size) { return fails() ? NULL : __libc_realloc(p, size); }
#endif
