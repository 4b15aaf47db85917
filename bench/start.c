/* start.c - how soon a server answers, and what it holds in memory.
 *
 * On a chain that is there already (DIR, else `workbay init --demo chain` makes one): starts the
 * server again and again, until /readyz has read from the database; once more after kill -9 while
 * a client writes. Then forty people log in and each asks for his work, some of them keep an event
 * stream open, and its resident memory is read.
 *
 *   start [--rounds N] [--streams N];  DIR=… */
#include "bench/client.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PEOPLE = 40, STREAMS_MAX = 40, ROUNDS_MAX = 50 };

struct people { int n; char user[PEOPLE][60]; };

static int take_user(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct people *p = arg;

    (void)c, (void)n;
    if (p->n < PEOPLE)
        snprintf(p->user[p->n++], sizeof *p->user, "%.*s", (int)v[0].t.n, v[0].t.s);
    return 0;
}

static int find_people(struct ctx *c, void *arg)
{
    return db_values(c, take_user, arg, "SELECT name FROM account WHERE demo = 1 ORDER BY id"
        " LIMIT 40", "", PARAMS());
}

static void people_of(const char *dir, struct people *p)
{
    struct db *db = db_open(&(struct db_options){ .where = dir });
    struct ctx c;

    if (db == NULL)
        exit(3);
    ctx_begin(&c, db, &who_system, clock_now(), 0);
    if (db_snapshot(&c, find_people, p) != 0)
        exit(3);
    ctx_end(&c);
    db_close(db);
}

static void demo_chain(const char *program, const char *dir)
{
    char path[500];
    int status = 1;
    pid_t pid;

    snprintf(path, sizeof path, "%.*sworkbay", (int)(strrchr(program, '/') - program) + 1, program);
    pid = fork();
    if (pid == 0) {
        execl(path, path, "init", "--data", dir, "--demo", "chain", NULL);
        _exit(127);
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
        exit(3);
}

/* A stream is asked for and left open; its first bytes say that it is one. */
static struct client stream_open(int port, const struct login *login)
{
    struct client c = client_new(port, 0);
    int n = snprintf(c.room, CLIENT_ROOM, "GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
        "Cookie: %s\r\n\r\n", port, login->cookie);

    if (send(c.fd, c.room, (size_t)n, MSG_NOSIGNAL) != n || recv(c.fd, c.room, 15, MSG_WAITALL) != 15 ||
        memcmp(c.room + 9, "200", 3) != 0) {
        fprintf(stderr, "no event stream: %.15s\n", c.room);
        exit(3);
    }
    return c;
}

static void in_memory(const struct server *s, const struct people *p, int streams)
{
    struct client c = client_new(s->port, (uint64_t)bench_us());
    struct login logins[PEOPLE] = { 0 };
    int open = 0;

    printf("just started: RSS %lld MiB\n", (long long)server_rss_kib(s) / 1024);
    for (int i = 0; i < p->n; i++) {
        if (client_login(&c, p->user[i], "demo", &logins[i]) != 200 ||
            client_call(&c, &logins[i], "GET", "/api/meta", NULL) != 200 ||
            client_call(&c, &logins[i], "GET", "/api/work", NULL) != 200 ||
            client_call(&c, &logins[i], "GET", "/api/repair_order?limit=50", NULL) != 200) {
            fprintf(stderr, "%s: %.200s\n", p->user[i], c.body);
            exit(3);
        }
        if (open < streams)
            stream_open(s->port, &logins[i]), open++;
    }
    printf("%d people logged in and at work, %d event streams open: RSS %lld MiB\n", p->n, open,
        (long long)server_rss_kib(s) / 1024);
}

/* Killed while it writes, so that the next one finds a log to go through. */
static void kill_hard(struct server *s, const struct people *p)
{
    struct client c = client_new(s->port, (uint64_t)bench_us());
    struct login login;
    int status = 0;

    for (int i = 0; i < p->n && status != 201; i++)
        if (client_login(&c, p->user[i], "demo", &login) == 200)
            for (int k = 0; k < 500; k++) {
                char body[100];

                snprintf(body, sizeof body, "{\"name\":\"起停%d\",\"kind\":\"person\"}", k);
                status = client_call(&c, &login, "POST", "/api/party", body);
                if (status != 201)
                    break;
            }
    if (status != 201)
        fprintf(stderr, "nobody may write: %.200s\n", c.body);
    kill(s->pid, SIGKILL);
    waitpid(s->pid, NULL, 0);
    client_close(&c);
}

int main(int argc, char **argv)
{
    int rounds = bench_option(argc, argv, "--rounds", 9);
    int streams = bench_option(argc, argv, "--streams", 10);
    const char *home = bench_dir(), *dir = getenv("DIR");
    static struct people people;
    double ms[ROUNDS_MAX];
    struct server s;

    if (!model_start())
        return 3;
    if (dir == NULL)
        demo_chain(argv[0], dir = home);
    people_of(dir, &people);
    rounds = rounds < 1 ? 1 : rounds < ROUNDS_MAX ? rounds : ROUNDS_MAX;
    for (int r = 0; r < rounds; r++) {
        s = server_start(argv[0], dir);
        ms[r] = (double)s.start_us / 1000;
        if (r < rounds - 1)
            server_stop(&s);
    }
    bench_spread("start to first answer, ms", ms, rounds);
    in_memory(&s, &people, streams < STREAMS_MAX ? streams : STREAMS_MAX);
    if (dir == home) {                                  /* a chain of others is not written to */
        server_stop(&s);
        s = server_start(argv[0], dir);
        kill_hard(&s, &people);
        s = server_start(argv[0], dir);
        printf("after kill -9 under load: first answer after %.0f ms\n", (double)s.start_us / 1000);
    }
    server_stop(&s);
    bench_remove(home);
    return 0;
}
