/* pdf_text.c - a PDF read by pdftotext. */
#include "test/pdf_text.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TEXT_MAX = 1 << 20 };

extern char **environ;

static bool put_file(char path[64], str bytes)
{
    int fd;
    bool whole;

    (void)snprintf(path, 64, "/tmp/workbay-print-XXXXXX");
    fd = mkostemp(path, O_CLOEXEC);
    whole = fd >= 0 && write(fd, bytes.s, bytes.n) == (ssize_t)bytes.n;
    if (fd >= 0)
        close(fd);
    return whole;
}

static str squeezed(struct arena *mem, str s)
{
    struct text t = text_in(mem, TEXT_MAX);

    for (size_t i = 0; i < s.n; i++)
        if (strchr(" \t\n\r\f", s.s[i]) == NULL)
            text_add(&t, (str){ s.s + i, 1 });
    return text_str(&t);
}

bool pdf_text(struct arena *mem, str pdf, str *text)
{
    char path[64], block[4096];
    char *argv[] = { (char[]){ "pdftotext" }, (char[]){ "-q" }, path, (char[]){ "-" }, NULL };
    struct text t = text_in(mem, TEXT_MAX);
    posix_spawn_file_actions_t io;
    int ends[2], status = -1;
    ssize_t n;
    pid_t child;

    if (!put_file(path, pdf) || pipe2(ends, O_CLOEXEC) != 0)
        return false;
    posix_spawn_file_actions_init(&io);
    posix_spawn_file_actions_adddup2(&io, ends[1], 1);
    if (posix_spawnp(&child, argv[0], &io, NULL, argv, environ) != 0)
        child = 0;
    close(ends[1]);
    while ((n = read(ends[0], block, sizeof block)) > 0)
        text_add(&t, (str){ block, (size_t)n });
    close(ends[0]);
    if (child > 0)
        (void)waitpid(child, &status, 0);
    posix_spawn_file_actions_destroy(&io);
    (void)unlink(path);
    *text = squeezed(mem, text_str(&t));
    return status == 0 && text->n > 0;
}
