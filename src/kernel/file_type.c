/* file_type.c - what a file is, told by its bytes and not by its name. */
#include "kernel/file.h"
#include "kernel/http.h"

static const char xlsx[] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

static bool at_is(str s, size_t at, const char *mark, size_t n)
{
    return s.n >= at + n && memcmp(s.s + at, mark, n) == 0;
}
#define AT_IS(s, at, mark) at_is(s, at, mark, sizeof(mark) - 1)

static bool holds(str s, const char *what)
{
    return s.n > 0 && memmem(s.s, s.n, what, strlen(what)) != NULL;
}

/* A zip whose directory names a workbook; one with macros is another type, and not taken. */
static bool is_xlsx(str s)
{
    return AT_IS(s, 0, "PK\3\4") && holds(s, "[Content_Types].xml") &&
        holds(s, "xl/workbook.xml") && !holds(s, "vbaProject.bin");
}

static bool is_mp4(str s)
{
    static const char brands[][5] = { "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42",
        "avc1", "M4V ", "MSNV", "dash" };

    if (!AT_IS(s, 4, "ftyp"))
        return false;
    for (size_t i = 0; i < COUNT(brands); i++)
        if (at_is(s, 8, brands[i], 4))
            return true;
    return false;
}

/* Bytes of the character of GB18030 at the beginning of `s`; 0 if there is none. */
static size_t gb18030_size(str s)
{
    unsigned char b[4] = { 0 };

    memcpy(b, s.s, s.n < sizeof b ? s.n : sizeof b);
    if (b[0] < 0x80)
        return b[0] == 0x7F || (b[0] < ' ' && b[0] != '\t' && b[0] != '\n' && b[0] != '\r') ? 0 : 1;
    if (b[0] == 0x80 || b[0] == 0xFF)
        return 0;
    if (b[1] >= 0x40)
        return b[1] != 0x7F && b[1] != 0xFF ? 2 : 0;
    return b[1] >= '0' && b[1] <= '9' && b[2] > 0x80 && b[2] != 0xFF && b[3] >= '0' && b[3] <= '9'
        ? 4 : 0;
}

/* UTF-8, or what older programs write in China. */
static bool is_text(str s)
{
    size_t n = 1;

    if (utf8_valid(s))
        return s.n > 0;
    for (; s.n > 0 && n > 0; s.s += n, s.n -= n)
        n = gb18030_size(s);
    return n > 0;
}

const char *file_type_of(str s)
{
    if (AT_IS(s, 0, "\xFF\xD8\xFF"))
        return "image/jpeg";
    if (AT_IS(s, 0, "\x89PNG\r\n\x1A\n"))
        return "image/png";
    if (AT_IS(s, 0, "RIFF") && AT_IS(s, 8, "WEBP"))
        return "image/webp";
    if (AT_IS(s, 0, "GIF87a") || AT_IS(s, 0, "GIF89a"))
        return "image/gif";
    if (AT_IS(s, 0, "%PDF-"))
        return "application/pdf";
    if (is_xlsx(s))
        return xlsx;
    if (is_mp4(s))
        return "video/mp4";
    return is_text(s) ? "text/plain" : NULL;
}

bool file_type_fits(str claimed, const char *found)
{
    return http_is_type(claimed, found) ||
           (strcmp(found, "text/plain") == 0 && http_is_type(claimed, "text/csv"));
}
