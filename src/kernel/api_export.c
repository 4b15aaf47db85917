/* api_export.c - GET /api/<entity>/export?format=csv|json|xlsx and the list's filters. */
#include "kernel/api.h"
#include "kernel/export.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { BLOCK = 256 << 10, PATH_ROOM = 4096 };

/* Lives in the memory of the request, as does all that it points at. */
struct exporting {
    struct app *app;
    struct who who;
    when now;
    struct export x;
    str first; /* was made before the head was sent: it may be refused */
    int fd;                                 /* of the workbook; -1 = none */
};

/* --- csv, json: a page at a time -------------------------------------------------------------- */

static int pull_page(void *arg, struct http_request *req, str *piece)
{
    struct exporting *e = arg;
    struct ctx c;
    int r;

    if (piece == NULL)
        return 0;
    if (e->first.n > 0) {
        *piece = e->first;
        e->first.n = 0;
        return 0;
    }
    ctx_begin(&c, e->app->db, &e->who, e->now, 0);
    c.mem = *req->mem;
    c.english = e->x.english;
    r = export_next(&c, &e->x, piece);
    *req->mem = c.mem;
    return r;
}

/* --- xlsx: a file that nobody else sees ------------------------------------------------------- */

static int pull_file(void *arg, struct http_request *req, str *piece)
{
    struct exporting *e = arg;
    char *block = piece != NULL ? arena_alloc(req->mem, BLOCK) : NULL;
    ssize_t n = block != NULL ? read(e->fd, block, BLOCK) : 0;

    if (n > 0) {
        *piece = (str){ block, (size_t)n };
        return 0;
    }
    if (e->fd >= 0)
        close(e->fd);
    e->fd = -1;
    return n < 0 || (piece != NULL && block == NULL) ? DB_FAILED : 0;
}

static int workbook_make(struct api *a, struct exporting *e)
{
    const char *dir = getenv("TMPDIR");
    char path[PATH_ROOM];
    int r;

    if (snprintf(path, sizeof path, "%s/workbay-XXXXXX",
            dir != NULL && dir[0] == '/' ? dir : "/tmp") >= PATH_ROOM)
        return DB_FAILED;
    e->fd = mkostemp(path, O_CLOEXEC);
    if (e->fd < 0) {
        fprintf(stderr, "export: %s: %s\n", path, strerror(errno));
        return DB_FAILED;
    }
    close(e->fd);
    a->c.mem.limit += EXPORT_MEMORY;
    r = export_workbook(&a->c, &e->x, path);
    a->c.mem.limit -= EXPORT_MEMORY;
    e->fd = r == 0 ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    (void)unlink(path);
    return r == 0 && e->fd < 0 ? DB_FAILED : r;
}

/* --- the route -------------------------------------------------------------------------------- */

static int take_query(struct api *a, struct export *x)
{
    int worst = 0;

    for (size_t i = 0; i < a->req->query_n; i++) {
        const struct http_pair *p = &a->req->query[i];
        int r = str_is(p->name, "format") || str_is(p->name, "limit") || str_is(p->name, "cursor")
            ? 0
            : query_take(&a->c, &x->q, p->name, p->value);

        worst = r != 0 ? r : worst;
    }
    return worst;
}

int api_export(struct api *a, const struct entity *on)
{
    struct exporting *e = arena_alloc(&a->c.mem, sizeof *e);
    static const char *const endings[] = { "csv", "json", "xlsx" };
    int r;

    if (e == NULL)
        return api_problem(a, DB_FAILED);
    *e = (struct exporting){ .app = a->app, .who = *a->c.who, .now = a->c.now, .fd = -1 };
    r = export_begin(&a->c, &e->x, on, http_query(a->req, "format"));
    if (r == 0)
        r = take_query(a, &e->x);
    if (r == 0)
        r = e->x.as == EXPORT_XLSX ? workbook_make(a, e) : export_next(&a->c, &e->x, &e->first);
    if (r != 0)
        return api_problem(a, r);
    http_add(a->res, "Content-Disposition",
        str_format(&a->c.mem, "attachment; filename=\"%s.%s\"", on->name, endings[e->x.as]));
    http_pieces(a->res, export_type(&e->x), e->x.as == EXPORT_XLSX ? pull_file : pull_page, e);
    return 0;
}
