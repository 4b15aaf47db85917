/* form.h - what a browser posts: fields by name, in order, decoded. */
#pragma once
#include "kernel/http.h"

enum { FIELDS_MAX = 300, FORM_BYTES = 160 << 10 };
struct form { struct http_pair v[FIELDS_MAX]; size_t n; };

/* A body of application/x-www-form-urlencoded. False: it is none, too long or badly encoded. */
bool form_read(struct arena *, const struct http_request *, struct form *);
str form_get(const struct form *, const char *name); /* the first of that name; "" when absent */
bool form_int(const struct form *, const char *name, int64_t *out);
/* What stands before the first `end`, cut off from *rest with it; all of it when there is none. */
str form_cut(str *rest, char end);
bool form_has(const struct form *, const char *name, str value);    /* one of that name is so */
