/* client.c - a server process of our own, and HTTP/1.1 clients with one kept connection each. */
#include "bench/client.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { START_US = 60000000, WAIT_S = 30 };

static _Noreturn void give_up(const char *what)
{
    perror(what);
    exit(3);
}

/* --- the server ------------------------------------------------------------------------------- */

static int dial(int port)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

    if (fd < 0)
        give_up("socket");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){ WAIT_S, 0 }, sizeof(struct timeval));
    if (connect(fd, (struct sockaddr *)&at, sizeof at) == 0)
        return fd;
    close(fd);
    return -1;
}

static int free_port(void)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t n = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0 || bind(fd, (struct sockaddr *)&at, n) != 0 ||
        getsockname(fd, (struct sockaddr *)&at, &n) != 0)
        give_up("a free port");
    close(fd);
    return ntohs(at.sin_port);
}

/* The first answer is that of /readyz, which reads from the database. */
static bool answers(int port)
{
    static const char ask[] = "GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    char got[16] = "";
    int fd = dial(port);
    bool yes;

    if (fd < 0)
        return false;
    yes = send(fd, ask, sizeof ask - 1, MSG_NOSIGNAL) == sizeof ask - 1 &&
        recv(fd, got, 12, MSG_WAITALL) == 12 && memcmp(got + 9, "200", 3) == 0;
    close(fd);
    return yes;
}

struct server server_start(const char *program, const char *where)
{
    const char *slash = strrchr(program, '/');
    int n = slash != NULL ? (int)(slash - program) + 1 : 0;
    struct server s = { .port = free_port() };
    char path[500], listen[40];
    int64_t began;

    snprintf(path, sizeof path, "%.*sworkbay", n, program);
    snprintf(listen, sizeof listen, "127.0.0.1:%d", s.port);
    began = bench_us();
    s.pid = fork();
    if (s.pid == 0) {
        if (freopen("/dev/null", "w", stderr) != NULL)
            execl(path, path, "serve", "--data", where, "--listen", listen, "--log", "none", NULL);
        _exit(127);
    }
    while (s.pid > 0 && !answers(s.port)) {
        if (waitpid(s.pid, NULL, WNOHANG) != 0 || bench_us() - began > START_US)
            give_up(path);
        usleep(500);
    }
    if (s.pid < 0)
        give_up("fork");
    s.start_us = bench_us() - began;
    return s;
}

void server_stop(struct server *s)
{
    kill(s->pid, SIGTERM);
    waitpid(s->pid, NULL, 0);
    s->pid = 0;
}

int64_t server_cpu_us(const struct server *s)
{
    unsigned long user = 0, system = 0;
    char path[40], line[1000] = "";
    const char *at;
    FILE *f;

    snprintf(path, sizeof path, "/proc/%d/stat", (int)s->pid);
    f = fopen(path, "re");
    if (f == NULL || fgets(line, sizeof line, f) == NULL || (at = strrchr(line, ')')) == NULL ||
        sscanf(at + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
        give_up(path);
    fclose(f);
    return (int64_t)(user + system) * (1000000 / sysconf(_SC_CLK_TCK));
}

int64_t server_rss_kib(const struct server *s)
{
    char path[40];
    long pages = 0;
    FILE *f;

    snprintf(path, sizeof path, "/proc/%d/statm", (int)s->pid);
    f = fopen(path, "re");
    if (f == NULL || fscanf(f, "%*d %ld", &pages) != 1)
        give_up(path);
    fclose(f);
    return pages * sysconf(_SC_PAGESIZE) / 1024;
}

/* --- clients ---------------------------------------------------------------------------------- */

struct client client_new(int port, uint64_t name)
{
    struct client c = { .fd = dial(port), .port = port, .name = name,
        .room = forever_alloc(CLIENT_ROOM), .body = "" };

    if (c.fd < 0)
        give_up("connect");
    return c;
}

void client_close(struct client *c)
{
    close(c->fd);
    free(c->room);
    c->fd = -1;
}

static size_t request_write(struct client *c, const struct login *login, const char *method,
    const char *path, const char *body)
{
    struct { char *s; size_t n; } out = { c->room, 0 };
    bool posts = body != NULL;

#define ADD(...) (out.n += (size_t)snprintf(out.s + out.n, CLIENT_ROOM - out.n, __VA_ARGS__))
    ADD("%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n", method, path, c->port);
    if (login != NULL)
        ADD("Cookie: %s\r\n", login->cookie);
    if (login != NULL && posts)
        ADD("X-CSRF-Token: %s\r\nIdempotency-Key: %llx-%llx-%llx\r\n", login->csrf,
            (unsigned long long)bench_us(), (unsigned long long)c->name, (unsigned long long)++c->keys);
    if (posts)
        ADD("Content-Type: application/json\r\nContent-Length: %zu\r\n", strlen(body));
    ADD("\r\n%s", posts ? body : "");
#undef ADD
    return out.n;
}

/* Until `want` bytes are there; false: the other side has gone. */
static bool receive(struct client *c, size_t *have, size_t want)
{
    while (*have < want) {
        ssize_t n = recv(c->fd, c->room + *have, CLIENT_ROOM - 1 - *have, 0);

        if (n <= 0)
            return false;
        *have += (size_t)n;
    }
    return true;
}

static bool answer_read(struct client *c)
{
    const char *length;
    size_t have = 0, head;
    char *end = NULL;

    while (end == NULL) {
        if (have == CLIENT_ROOM - 1 || !receive(c, &have, have + 1))
            return false;
        c->room[have] = '\0';
        end = strstr(c->room, "\r\n\r\n");
    }
    *end = '\0';
    head = (size_t)(end - c->room) + 4;
    length = strcasestr(c->room, "\r\nContent-Length: ");
    if (length == NULL || !receive(c, &have, head + strtoul(length + 18, NULL, 10)))
        return false;
    c->room[have] = '\0';
    c->head = c->room;
    c->body = c->room + head;
    return true;
}

int client_call(struct client *c, const struct login *login, const char *method, const char *path,
    const char *body)
{
    size_t n = request_write(c, login, method, path, body);
    int64_t began = bench_us();

    c->body = "";
    if (send(c->fd, c->room, n, MSG_NOSIGNAL) != (ssize_t)n || !answer_read(c)) {
        close(c->fd);
        c->fd = dial(c->port);
        return 0;
    }
    c->us = bench_us() - began;
    return (int)strtol(c->head + 9, NULL, 10);
}

int64_t client_number(const struct client *c, const char *mark)
{
    const char *at = strstr(c->body, mark);

    return at != NULL && at[strlen(mark)] >= '0' && at[strlen(mark)] <= '9'
        ? strtoll(at + strlen(mark), NULL, 10) : -1;
}

int client_login(struct client *c, const char *user, const char *password, struct login *login)
{
    char body[200];
    const char *at;
    int status;

    snprintf(body, sizeof body, "{\"user\":\"%s\",\"password\":\"%s\"}", user, password);
    status = client_call(c, NULL, "POST", "/api/session", body);
    if (status != 200)
        return status;
    at = strcasestr(c->head, "\r\nSet-Cookie: ");
    if (at != NULL)
        snprintf(login->cookie, sizeof login->cookie, "%.*s", (int)strcspn(at + 14, ";\r"), at + 14);
    at = strstr(c->body, "\"csrf\":\"");
    if (at != NULL)
        snprintf(login->csrf, sizeof login->csrf, "%.*s", (int)strcspn(at + 8, "\""), at + 8);
    return status;
}
