/* api_qr.c - POST /api/qr: a text as a QR code to be drawn. By POST, so that what may be a secret
 * stands in no address and no log. */
#include "kernel/api.h"
#include "kernel/print.h"

#include <jansson.h>

enum { QR_TEXT_MAX = 500, ANSWER_BYTES = 262144 };

/* Each run of dark modules is a bar of one module's height: an SVG path in a square of `side`. */
static str path_of(struct arena *mem, const uint8_t *dark, size_t side)
{
    struct text t = text_in(mem, ANSWER_BYTES);

    for (size_t y = 0; y < side; y++)
        for (size_t x = 0, n; x < side; x += n) {
            for (n = 1; x + n < side && dark[y * side + x + n] == dark[y * side + x]; n++)
                ;
            if (dark[y * side + x] != 0)
                text_f(&t, "M%zu %zuh%zuv1h-%zuz", x, y, n, n);
        }
    return text_str(&t);
}

static int answer(struct api *a, str text)
{
    struct json j = json_in(&a->c.mem, ANSWER_BYTES);
    const uint8_t *dark;
    size_t side = print_qr(&a->c.mem, text, &dark);

    if (side == 0)
        return api_problem(a, DB_FAILED);
    json_open(&j);
    json_key(&j, "side"), json_int(&j, (int64_t)side);
    json_key(&j, "path"), json_str(&j, path_of(&a->c.mem, dark, side));
    json_close(&j);
    return api_json(a, 200, &j);
}

int api_qr(struct api *a)
{
    static const char *const names[] = { "text", NULL };
    json_t *body, *given;
    str text = { 0 };
    int r;

    if (a->req->method != HTTP_POST)
        return api_method(a, "POST");
    body = api_body(a);
    if (body == NULL)
        return 0;
    given = json_object_get(body, "text");
    r = api_only(a, body, names);
    if (r == 0 && json_is_string(given))
        text = str_copy(&a->c.mem, (str){ json_string_value(given), json_string_length(given) });
    if (r == 0 && text.n == 0)
        r = refuse_field(&a->c, "text", &F_REQUIRED);
    if (r == 0 && text.n > QR_TEXT_MAX)
        r = refuse_field(&a->c, "text", &F_LENGTH, (int)QR_TEXT_MAX);
    json_decref(body);
    return r != 0 ? api_problem(a, r) : answer(a, text);
}
