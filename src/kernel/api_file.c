/* api_file.c - files: taken from and given to browsers. */
#include "kernel/api.h"
#include "kernel/file.h"
#include "kernel/row.h"

#include <sodium.h>

/* --- taking ----------------------------------------------------------------------------------- */

/* The last part of what may be a whole path on the sender's machine. */
static int take_name(struct api *a, str *name)
{
    str given = http_header(a->req, "x-file-name"), s;

    if (given.n == 0)
        return refuse_field(&a->c, "X-File-Name", &F_REQUIRED);
    if (!http_decode(&a->c.mem, given, false, &s))
        return refuse_field(&a->c, "X-File-Name", &F_TEXT);
    for (size_t i = s.n; i > 0; i--)
        if (s.s[i - 1] == '/' || s.s[i - 1] == '\\') {
            s = (str){ s.s + i, s.n - i };
            break;
        }
    if (s.n == 0 || str_is(s, ".") || str_is(s, ".."))
        return refuse_field(&a->c, "X-File-Name", &F_REQUIRED);
    if (s.n > FILE_NAME_BYTES)
        return refuse_field(&a->c, "X-File-Name", &F_LENGTH, (int)FILE_NAME_BYTES);
    *name = s;
    return 0;
}

int api_take_file(struct api *a, struct file *f, bool *replayed)
{
    str claimed = http_header(a->req, "content-type"), name;
    const char *type = file_type_of(a->req->body);

    TRY(take_name(a, &name));
    if (a->req->body.n == 0)
        return refuse_field(&a->c, "body", &F_REQUIRED);
    if (type == NULL || !file_type_fits(claimed, type))
        return refuse(&a->c, &E_MEDIA, STR(FILE_TYPES));
    if (a->req->body.n > FILE_BYTES_MAX)
        return refuse(&a->c, &E_TOO_LARGE, (int)FILE_BYTES_MAX);
    if (a->c.who->unit_id == 0 || !who_reads(a->c.who, a->c.who->unit_id))
        return refuse_field(&a->c, "unit_id", &F_REQUIRED);
    if (http_is_type(claimed, "text/csv"))
        type = "text/csv";
    return file_put(&a->c, name, type, a->req->body, f, replayed);
}

static void file_json(struct json *j, const struct file *f)
{
    json_open(j);
    row_json(j, &file_model, f);
    json_close(j);
}

static int post_file(struct api *a)
{
    struct json j = json_in(&a->c.mem, 65536);
    bool replayed = false;
    struct file f;
    int r = api_take_key(a);

    if (r == 0)
        r = api_take_file(a, &f, &replayed);
    if (r != 0)
        return api_problem(a, r);
    file_json(&j, &f);
    http_add(a->res, "Location", str_format(&a->c.mem, "/api/file/%lld", (long long)f.id));
    if (replayed)
        http_add(a->res, "Idempotent-Replay", STR("true"));
    return api_json(a, 201, &j);
}

/* --- giving ----------------------------------------------------------------------------------- */

struct giving {
    struct app *app;
    str sha256;
    int64_t at, size;
    crypto_hash_sha256_state state;
};

/* The last piece is not let go before the whole is known to be what was taken. */
static int give_piece(void *arg, struct http_request *req, str *piece)
{
    struct giving *g = arg;
    struct hash want, found;
    struct ctx c;
    int r;

    if (piece == NULL || g->at == g->size)
        return 0;
    ctx_begin(&c, g->app->db, &who_system, g->app->clock(), 0);
    c.mem = *req->mem;
    r = file_read(&c, g->sha256, g->at, piece);
    *req->mem = c.mem;
    if (r != 0 || piece->n == 0)
        return DB_FAILED;
    crypto_hash_sha256_update(&g->state, (const uint8_t *)piece->s, piece->n);
    g->at += (int64_t)piece->n;
    if (g->at < g->size)
        return 0;
    crypto_hash_sha256_final(&g->state, found.b);
    if (g->at == g->size && hash_from_hex(g->sha256, &want) &&
        memcmp(&want, &found, sizeof want) == 0)
        return 0;
    fprintf(stderr, "files: the content %.*s is damaged\n", (int)g->sha256.n, g->sha256.s);
    return DB_FAILED;
}

static bool shown_inline(str type)
{
    return str_starts(type, "image/") || str_is(type, "application/pdf");
}

int api_give_file(struct api *a, const struct file *f)
{
    struct text disposition = text_in(&a->c.mem, 2048);
    str etag = str_format(&a->c.mem, "\"%.*s\"", (int)f->sha256.n, f->sha256.s);
    struct giving *g = arena_alloc(&a->c.mem, sizeof *g);

    if (g == NULL)
        return api_problem(a, DB_FAILED);
    http_add(a->res, "ETag", etag);
    http_add(a->res, "Cache-Control", STR("private, no-cache"));
    if (http_none_match(http_header(a->req, "if-none-match"), etag)) {
        a->res->status = 304;
        return 0;
    }
    text_c(&disposition,
        shown_inline(f->type) ? "inline; filename*=UTF-8''" : "attachment; filename*=UTF-8''");
    http_encode(&disposition, f->name);
    http_add(a->res, "Content-Disposition", text_str(&disposition));
    *g = (struct giving){ .app = a->app, .sha256 = f->sha256, .size = f->size };
    crypto_hash_sha256_init(&g->state);
    http_pieces(a->res, str_c(&a->c.mem, f->type), give_piece, g);
    return 0;
}

int api_file(struct api *a)
{
    const struct http_request *req = a->req;
    struct file f;
    struct json j;
    rid id;
    int r;

    if (req->parts_n == 2)
        return req->method == HTTP_POST ? post_file(a) : api_method(a, "POST");
    if (req->parts_n == 4 && !str_is(req->parts[3], "content"))
        return api_refuse(a, &E_NO_SUCH);
    if (req->method != HTTP_GET)
        return api_method(a, "GET, HEAD");
    if (!str_int(req->parts[2], &id) || id <= 0)
        return api_refuse(a, &E_NOT_FOUND);
    r = file_get(&a->c, id, &f);
    if (r != 0)
        return api_problem(a, r);
    if (req->parts_n == 4)
        return api_give_file(a, &f);
    j = json_in(&a->c.mem, 65536);
    file_json(&j, &f);
    http_add(a->res, "ETag", str_format(&a->c.mem, "\"%lld\"", (long long)f.version));
    return api_json(a, 200, &j);
}
