/* disk.h - notes what the program does to the files of one directory, and makes what a disk could
 * hold had the power gone at any moment of it. A disk keeps what was synced. Of what was not, it
 * may hold any part of any write, in sectors of 512 bytes, and of the new names the first few. */
#pragma once
#include <stddef.h>

/* From here on everything below `directory` is noted; it is empty now. No sync is really made. */
void disk_watch(const char *directory);
/* In the midst of it: something was promised. Safe from any thread. */
void disk_promise(void);
/* How much was done so far. */
size_t disk_moment(void);
void disk_end(void);
/* Make `directory`, which is empty, as the disk may stand after so much was done, chosen by `seed`.
 * How many promises had been given by then. Moments must not go back. */
size_t disk_after(size_t moment, unsigned seed, const char *directory);
