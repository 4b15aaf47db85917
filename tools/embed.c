/* embed.c - puts the web application into the binary:  embed DIR OUT
 *
 * Reads every file below DIR and writes into the folder OUT a compressed form of those worth it and
 * web_files.c, which draws the bytes in with .incbin and lists them for http_web. Without DIR, or
 * when it has no index.html, there is one page saying that the application was not built. The same
 * files give the same output, byte for byte. */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <zlib.h>
#include "base/base.h"

#define FILES_MAX 2000
#define FILE_MOST (64 << 20)
#define PATH_MOST 512

struct file { char path[PATH_MOST], source[PATH_MAX]; size_t size, gzip_size; char etag[65]; };

static struct file *files;
static size_t files_n;
static const char *out_dir;

static const char missing_page[] =
    "<!doctype html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\"><title>Workbay 工位</title>"
    "</head>\n<body><h1>Workbay 工位</h1>\n"
    "<p>此程序构建时没有包含网页应用。接口可用：<a href=\"/api/openapi.json\">/api/openapi.json</a></p>\n"
    "<p>This program was built without the web application. The interface is there: "
    "<a href=\"/api/openapi.json\">/api/openapi.json</a></p></body></html>\n";

static const struct { const char *end, *type; bool zip; } types[] = {
    { ".html", "text/html; charset=utf-8", true },
    { ".js", "text/javascript; charset=utf-8", true },
    { ".css", "text/css; charset=utf-8", true }, { ".json", "application/json", true },
    { ".svg", "image/svg+xml", true }, { ".txt", "text/plain; charset=utf-8", true },
    { ".webmanifest", "application/manifest+json", true }, { ".map", "application/json", true },
    { ".png", "image/png", false }, { ".jpg", "image/jpeg", false },
    { ".webp", "image/webp", false }, { ".ico", "image/x-icon", false },
    { ".woff", "font/woff", false },
    { ".woff2", "font/woff2", false }, { ".wasm", "application/wasm", true },
};

static int say(const char *what, const char *about)
{
    fprintf(stderr, "embed: %s: %s%s%s\n", about, what, errno != 0 ? ": " : "",
            errno != 0 ? strerror(errno) : "");
    return -1;
}

static size_t type_of(const char *path)
{
    size_t n = strlen(path);

    for (size_t i = 0; i < COUNT(types); i++) {
        size_t m = strlen(types[i].end);

        if (n > m && strcmp(path + n - m, types[i].end) == 0)
            return i;
    }
    return COUNT(types);
}

/* A name that needs no escape in C, in the assembler or in an address. */
static bool name_plain(const char *name)
{
    for (; *name != 0; name++)
        if (!((*name >= 'a' && *name <= 'z') || (*name >= 'A' && *name <= 'Z')
              || (*name >= '0' && *name <= '9') || strchr("._-", *name) != NULL))
            return false;
    return true;
}

static int folder_read(const char *dir, const char *prefix)
{
    char path[PATH_MOST], source[PATH_MAX];
    struct dirent *e;
    struct stat st;
    DIR *d = opendir(dir);
    int r = 0;

    if (d == NULL)
        return say("cannot be read", dir);
    while (r == 0 && (e = readdir(d)) != NULL) {
        if (e->d_name[0] == '.')
            continue;
        if (snprintf(path, sizeof path, "%s/%s", prefix, e->d_name) >= (int)sizeof path
            || snprintf(source, sizeof source, "%s/%s", dir, e->d_name) >= (int)sizeof source
            || !name_plain(e->d_name) || stat(source, &st) != 0) {
            r = say("a name that cannot be served", e->d_name);
        } else if (S_ISDIR(st.st_mode)) {
            r = folder_read(source, path);
        } else if (files_n == FILES_MAX || st.st_size > FILE_MOST) {
            r = say("too many files, or too large", source);
        } else {
            memcpy(files[files_n].path, path, sizeof path);
            memcpy(files[files_n].source, source, sizeof source);
            files[files_n++].size = (size_t)st.st_size;
        }
    }
    closedir(d);
    return r;
}

static int file_write(const char *path, const void *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    bool done = f != NULL && fwrite(bytes, 1, n, f) == n;

    if (f != NULL && fclose(f) != 0)
        done = false;
    return done ? 0 : say("cannot be written", path);
}

/* The compressed form goes beside; it is left out when it saves less than a tenth. */
static int file_zip(struct file *f, size_t number, struct arena *mem, const char *bytes)
{
    union { const char *text; unsigned char *bytes; } in = { bytes };
    z_stream z = { 0 };
    char path[PATH_MAX];
    size_t room;
    char *to;

    if (deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return say("zlib", f->path);
    room = deflateBound(&z, f->size);
    to = arena_alloc(mem, room);
    if (to == NULL) {
        deflateEnd(&z);
        return say("too large", f->path);
    }
    z.next_in = in.bytes;
    z.avail_in = (unsigned)f->size;
    z.next_out = (unsigned char *)to;
    z.avail_out = (unsigned)room;
    if (deflate(&z, Z_FINISH) == Z_STREAM_END && z.total_out < f->size - f->size / 10) {
        f->gzip_size = z.total_out;
        snprintf(path, sizeof path, "%s/%zu.gz", out_dir, number);
    }
    deflateEnd(&z);
    return f->gzip_size > 0 ? file_write(path, to, f->gzip_size) : 0;
}

static int file_take(struct file *f, size_t number)
{
    struct arena mem = { .limit = (size_t)3 * FILE_MOST };
    char *bytes = arena_alloc(&mem, f->size + 1);
    FILE *in = fopen(f->source, "rb");
    bool whole = in != NULL && bytes != NULL && fread(bytes, 1, f->size, in) == f->size;
    int r = whole ? 0 : say("cannot be read", f->source);

    if (in != NULL)
        fclose(in);
    if (r == 0) {
        size_t type = type_of(f->path);

        hash_hex(hash_of((str){ bytes, f->size }), f->etag);
        if (f->size > 512 && type < COUNT(types) && types[type].zip)
            r = file_zip(f, number, &mem, bytes);
    }
    arena_free(&mem);
    return r;
}

static void bytes_list(FILE *out, size_t i)
{
    fprintf(out, "BYTES(web_%zu, \"%s\")\n", i, files[i].source);
    if (files[i].gzip_size > 0)
        fprintf(out, "BYTES(web_%zu_gz, \"%s/%zu.gz\")\n", i, out_dir, i);
}

static void row_list(FILE *out, size_t i)
{
    const struct file *f = &files[i];
    size_t type = type_of(f->path);

    fprintf(out, "    { \"%s\", \"%s\", \"\\\"%.32s\\\"\", web_%zu, ", f->path,
            type < COUNT(types) ? types[type].type : "application/octet-stream", f->etag, i);
    if (f->gzip_size > 0)
        fprintf(out, "web_%zu_gz, %zu, %zu },\n", i, f->size, f->gzip_size);
    else
        fprintf(out, "NULL, %zu, 0 },\n", f->size);
}

static int table_write(void)
{
    char path[PATH_MAX];
    FILE *out;

    snprintf(path, sizeof path, "%s/web_files.c", out_dir);
    out = fopen(path, "w");
    if (out == NULL)
        return say("cannot be written", path);
    fprintf(out, "/* Generated by tools/embed.c. */\n#include \"kernel/http.h\"\n\n"
            "#define BYTES(name, file) extern const uint8_t name[]; \\\n"
            "    __asm__(\".section .rodata\\n.global \" #name \"\\n.hidden \" #name \\\n"
            "            \"\\n.balign 16\\n\" #name "
            "\":\\n.incbin \\\"\" file \"\\\"\\n.byte 0\\n.previous\\n\");\n");
    for (size_t i = 0; i < files_n; i++)
        bytes_list(out, i);
    fprintf(out, "\nconst struct web_file web_files[] = {\n");
    for (size_t i = 0; i < files_n; i++)
        row_list(out, i);
    fprintf(out, "};\nconst size_t web_files_n = sizeof web_files / sizeof *web_files;\n");
    return fclose(out) == 0 ? 0 : say("cannot be written", path);
}

static int page_alone(void)
{
    struct file *f = &files[0];

    files_n = 1;
    snprintf(f->path, sizeof f->path, "/index.html");
    snprintf(f->source, sizeof f->source, "%s/index.html", out_dir);
    f->size = sizeof missing_page - 1;
    return file_write(f->source, missing_page, f->size);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

static int embed(const char *dir)
{
    char index[PATH_MAX];
    struct stat st;

    files = forever_alloc(FILES_MAX * sizeof *files);
    snprintf(index, sizeof index, "%s/index.html", dir);
    if (stat(index, &st) != 0) {
        errno = 0;
        say("no index.html; the program gets a page saying so", dir);
        TRY(page_alone());
    } else {
        TRY(folder_read(dir, ""));
    }
    qsort(files, files_n, sizeof *files, by_path);
    for (size_t i = 0; i < files_n; i++)
        TRY(file_take(&files[i], i));
    return table_write();
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: embed DIR OUT\n");
        return 2;
    }
    out_dir = argv[2];
    return embed(argv[1]) == 0 ? 0 : 3;
}
