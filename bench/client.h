/* client.h - a server process of our own, and HTTP/1.1 clients with one kept connection each.
 * Loopback only. Whatever goes wrong with the server itself ends the program. */
#pragma once
#include "bench/bench.h"

#include <sys/types.h>

struct server { pid_t pid; int port; int64_t start_us; };   /* start_us: to its first answer */
/* `program`: the measuring program's argv[0]; workbay lies beside it. `where` as --data takes it. */
struct server server_start(const char *program, const char *where);
void server_stop(struct server *);
int64_t server_cpu_us(const struct server *);           /* user and system, since it began */
int64_t server_rss_kib(const struct server *);

enum { COOKIE_MAX = 200, CSRF_MAX = 80, CLIENT_ROOM = 1 << 20 };
struct login { char cookie[COOKIE_MAX], csrf[CSRF_MAX]; };

struct client {
    int fd, port;
    char *room;                                         /* CLIENT_ROOM bytes */
    const char *head, *body;                            /* of the last answer, NUL at its end */
    int64_t us;                                         /* how long it took */
    uint64_t keys;                                      /* idempotency keys given so far */
    uint64_t name;                                      /* of this client, in its keys */
};
struct client client_new(int port, uint64_t name);
void client_close(struct client *);
/* The status; 0: the connection failed. A POST carries an idempotency key of its own. */
int client_call(struct client *, const struct login *, const char *method, const char *path,
    const char *body);
/* Log in; the status. */
int client_login(struct client *, const char *user, const char *password, struct login *);
/* After `mark` in the last body: the digits that follow, -1 if there are none. */
int64_t client_number(const struct client *, const char *mark);
