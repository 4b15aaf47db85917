/* fuzz_file.c - what an uploaded file is taken for, by its bytes. */
#include "kernel/file.h"
#include "test/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t cut = size > 0 && data[0] < size ? data[0] : 0;
    str bytes = { (const char *)data + cut, size - cut }, claimed = { (const char *)data, cut };
    const char *type = file_type_of(bytes);

    if (type == NULL)
        return 0;
    must(bytes.n > 0 && strstr(FILE_TYPES, type) != NULL && file_type_fits(str_of(type), type));
    must(!file_type_fits(STR("text/html"), type) && !file_type_fits(STR("image/svg+xml"), type));
    if (strcmp(type, "text/plain") == 0)
        must(memchr(bytes.s, '\0', bytes.n) == NULL);
    file_type_fits(claimed, type);
    return 0;
}
