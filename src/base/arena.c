/* arena.c - the memory of one request. The only file that allocates. */
#define MAY_ALLOCATE
#include "base/base.h"

#include <malloc.h>
#include <pthread.h>

enum { BLOCK = 16384, ALIGN = 16, KEPT = 2 << 20, ARENAS = 4, RESERVE = 4 << 20 };

struct block { struct block *next; };

void *arena_alloc(struct arena *a, size_t size)
{
    size_t need = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);

    if (a->exhausted || need < size || need > a->limit || a->used > a->limit - need) {
        a->exhausted = true;
        fault_set("the memory of a request is exhausted");
        return NULL;
    }
    if ((size_t)(a->end - a->at) < need) {
        size_t room = need > BLOCK ? need : BLOCK;
        struct block *b = malloc(ALIGN + room);

        if (b == NULL) {
            a->exhausted = true;
            fault_set(OUT_OF_MEMORY);
            return NULL;
        }
        b->next = a->blocks;
        a->blocks = b;
        a->at = (char *)b + ALIGN;
        a->end = a->at + room;
    }
    a->used += need;
    a->at += need;
    return memset(a->at - need, 0, need);
}

void arena_back(struct arena *a, const struct arena *mark)
{
    while (a->blocks != mark->blocks) {
        struct block *b = a->blocks;

        a->blocks = b->next;
        free(b);
    }
    a->at = mark->at;
    a->end = mark->end;
    a->used = mark->used;
    a->exhausted = mark->exhausted;
}

void arena_free(struct arena *a)
{
    arena_back(a, &(struct arena){ .limit = a->limit });
}

/* Of each of the library's arenas at most KEPT lies idle. */
void memory_keep(void)
{
    (void)mallopt(M_TRIM_THRESHOLD, KEPT);
    (void)mallopt(M_MMAP_THRESHOLD, KEPT);
    (void)mallopt(M_ARENA_MAX, ARENAS);
}

void *lasting_alloc(size_t size)
{
    return calloc(1, size > 0 ? size : 1);
}

/* Twice the longest text that is read; no page of it is ever touched while there is memory. */
static struct {
    pthread_mutex_t lock;
    size_t used, living;
    _Alignas(ALIGN) char room[RESERVE];
} reserve = { .lock = PTHREAD_MUTEX_INITIALIZER };

void *noted_alloc(size_t size)
{
    size_t need = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    void *p = malloc(size);

    if (p != NULL)
        return p;
    fault_set(OUT_OF_MEMORY);
    pthread_mutex_lock(&reserve.lock);
    if (size <= RESERVE && need <= RESERVE - reserve.used) {
        p = reserve.room + reserve.used;
        reserve.used += need;
        reserve.living++;
    }
    pthread_mutex_unlock(&reserve.lock);
    return p;
}

void noted_free(void *p)
{
    if ((char *)p < reserve.room || (char *)p >= reserve.room + RESERVE) {
        free(p);
        return;
    }
    pthread_mutex_lock(&reserve.lock);
    if (--reserve.living == 0)
        reserve.used = 0;
    pthread_mutex_unlock(&reserve.lock);
}

void *forever_alloc(size_t size)
{
    void *p = lasting_alloc(size);

    if (p == NULL) {
        fputs("out of memory at start\n", stderr);
        abort();
    }
    return p;
}
