/* pack.c - see pack.h. */
#include "pack.h"
#include <zlib.h>

/* --- reading --------------------------------------------------------------------------------- */
char *field[FIELDS];
const char *data_dir;
static char path[1024], line[65536];
static unsigned line_no;

void die(const char *format, ...)
{
    va_list args;

    fprintf(stderr, "pack_facts: %s:%u: ", path, line_no);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(1);
}

/* Cuts `line` into `n` fields in place; quotes as RFC 4180 has them, no line break in a field. */
static void line_cut(int n)
{
    char *in = line;
    int at = 0;

    for (bool more = true; more; at++) {
        char *out = in;
        bool quoted = *in == '"';

        if (at == n)
            die("more than %d fields", n);
        field[at] = out;
        for (in += quoted; quoted ? (*in != '"' || in[1] == '"') && *in
                                  : *in != ',' && *in != '\n' && *in; )
            in += quoted && *in == '"', *out++ = *in++;
        in += quoted;
        more = *in == ',';
        in++;
        *out = 0;
    }
    if (at != n)
        die("%d fields, not %d", at, n);
}

void file_read(const char *name, int fields, void (*row)(void))
{
    gzFile in;

    line_no = 0;
    snprintf(path, sizeof path, "%s/%s", data_dir, name);
    if ((in = gzopen(path, "rb")) == NULL)
        die("cannot be read");
    while (gzgets(in, line, sizeof line) != NULL)
        if (line_no++ > 0) {
            line_cut(fields);
            row();
        }
    if (gzclose(in) != Z_OK || line_no < 2)
        die("is empty or broken");
}

uint32_t number(const char *s)
{
    char *end;
    unsigned long n = strtoul(s, &end, 10);

    if (end == s || *end != 0 || n > UINT32_MAX)
        die("not a number: %s", s);
    return (uint32_t)n;
}

/* --- texts, each kept once ------------------------------------------------------------------- */
char text[1 << 22];
uint32_t text_n = 1;
static uint32_t text_hash[1 << 17];

uint32_t text_put(const char *s)
{
    size_t n = strlen(s) + 1;
    uint32_t h = 2166136261, *slot;

    if (n == 1)
        return 0;
    for (const char *c = s; *c; c++)
        h = (h ^ (unsigned char)*c) * 16777619;
    while (*(slot = &text_hash[h % COUNT(text_hash)]) != 0 && strcmp(text + *slot, s) != 0)
        h++;
    if (*slot != 0)
        return *slot;
    if (text_n + n > sizeof text)
        die("too much text");
    memcpy(text + text_n, s, n);
    *slot = text_n;
    text_n += (uint32_t)n;
    return *slot;
}

void text_reset(void)
{
    text_n = 1;
    memset(text_hash, 0, sizeof text_hash);
}

/* --- writing --------------------------------------------------------------------------------- */
static struct facts_section section[16];
static FILE *out;

void out_open(const char *dir, const char *name, int sections)
{
    line_no = 0;
    snprintf(path, sizeof path, "%s/%s", dir, name);
    if ((out = fopen(path, "wb")) == NULL)
        die("cannot be written");
    memset(section, 0, sizeof section);
    fwrite(section, sizeof *section, (size_t)sections, out);
}

void out_section(int which, const void *v, size_t size, size_t n)
{
    static const char zero[8];

    fwrite(zero, 1, (size_t)(-ftell(out) & 7), out);
    section[which] = (struct facts_section){ (uint32_t)ftell(out), (uint32_t)n };
    fwrite(v, size, n, out);
}

void out_close(int sections)
{
    rewind(out);
    fwrite(section, sizeof *section, (size_t)sections, out);
    if (ferror(out) || fclose(out) != 0)
        die("cannot be written");
}
