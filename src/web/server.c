/* The only file that knows the HTTP library.  Everything it hands on is bounded and checked. */
#include "web/server.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "access/audit.h"
#include "store/db.h"
#include "store/migrate.h"
#include "web/site.h"

enum {
    MAX_THREADS = 16,
    MAX_CONNECTIONS = 12000,
    IDLE_SECONDS = 15,
    CONNECTION_BYTES = 24 << 10,
    MAX_BODY_BYTES = 64 << 10,
    OP_BYTES = 256 << 20,
    CACHE_SLOTS = 256,
    CACHE_BODY_BYTES = 512 << 10,
    CACHE_BYTES = 24 << 20, /* over all; beyond it the oldest questions are asked again */
    STATUSES = 6
};

/* A database connection and the register as it last read it. */
typedef struct {
    Db *db;
    Arena *book_mem;
    const PlaceBook *book;
    int64_t book_version;
} Reader;

typedef struct {
    Str key; /* address with its arguments */
    int64_t version;
    int status;
    const char *type, *file_name;
    Str body;
} Kept;

struct Server {
    struct MHD_Daemon *daemon;
    ServerSettings settings;
    pthread_mutex_t lock; /* of readers and of the cache */
    pthread_cond_t freed;
    Reader readers[MAX_THREADS];
    Reader *idle[MAX_THREADS];
    size_t idle_n;
    Kept kept[CACHE_SLOTS];
    size_t kept_bytes;
    atomic_ullong answered[STATUSES]; /* by the first digit of the status */
    atomic_ullong from_cache;
    atomic_ullong bytes;
};

static Reader *take_reader(Server *s)
{
    (void)pthread_mutex_lock(&s->lock);
    while (s->idle_n == 0) (void)pthread_cond_wait(&s->freed, &s->lock);
    Reader *r = s->idle[--s->idle_n];
    (void)pthread_mutex_unlock(&s->lock);
    return r;
}

static void give_reader(Server *s, Reader *r)
{
    (void)pthread_mutex_lock(&s->lock);
    s->idle[s->idle_n++] = r;
    (void)pthread_cond_signal(&s->freed);
    (void)pthread_mutex_unlock(&s->lock);
}

/* The register is read again when anything has changed since. */
static ErrCode fresh_book(Reader *r, Op *op, int64_t version)
{
    if (r->book && r->book_version == version) return ERR_OK;
    Arena *mem = arena_open(OP_BYTES), *own = op->mem;
    if (!mem) return err_set(&op->err, ERR_LIMIT, "out of memory");
    op->mem = mem;
    const PlaceBook *book;
    ErrCode code = place_book_load(op, &book);
    op->mem = own;
    if (code != ERR_OK) {
        arena_close(mem);
        return code;
    }
    arena_close(r->book_mem);
    *r = (Reader){ .db = r->db, .book_mem = mem, .book = book, .book_version = version };
    return ERR_OK;
}

static size_t slot_of(Str key)
{
    uint64_t h = 1469598103934665603U;
    for (size_t i = 0; i < key.n; i++) h = (h ^ (unsigned char)key.p[i]) * 1099511628211U;
    return (size_t)(h % CACHE_SLOTS);
}

static bool from_cache(Server *s, Str key, int64_t version, Answer *ret)
{
    (void)pthread_mutex_lock(&s->lock);
    const Kept *k = &s->kept[slot_of(key)];
    bool hit = k->version == version && k->key.n && str_eq(k->key, key);
    if (hit) {
        *ret = (Answer){ .status = k->status,
                         .type = k->type,
                         .file_name = k->file_name,
                         .version = version,
                         .body = BUF_MAX(CACHE_BODY_BYTES) };
        buf_add(&ret->body, k->body);
    }
    (void)pthread_mutex_unlock(&s->lock);
    return hit;
}

static Str copy_of(Str s)
{
    char *p = malloc(s.n + 1);
    if (!p) return (Str){ 0, NULL };
    if (s.n) memcpy(p, s.p, s.n);
    return (Str){ s.n, p };
}

static void release(Str *s)
{
    free((void *)(uintptr_t)s->p);
    *s = (Str){ 0, NULL };
}

static void forget(Server *s, Kept *k)
{
    s->kept_bytes -= k->body.n;
    release(&k->key);
    release(&k->body);
}

static void forget_all(Server *s)
{
    for (size_t i = 0; i < CACHE_SLOTS; i++) forget(s, &s->kept[i]);
}

static void keep(Server *s, Str key, int64_t version, const Answer *a)
{
    if (key.n == 0 || a->status != 200 || a->body.full || a->body.n > CACHE_BODY_BYTES) return;
    Kept fresh = { copy_of(key), version,      a->status,
                   a->type,      a->file_name, copy_of((Str){ a->body.n, a->body.p }) };
    if (!fresh.key.p || !fresh.body.p) {
        release(&fresh.key);
        release(&fresh.body);
        return;
    }
    (void)pthread_mutex_lock(&s->lock);
    if (s->kept_bytes + fresh.body.n > CACHE_BYTES) forget_all(s);
    forget(s, &s->kept[slot_of(key)]);
    s->kept[slot_of(key)] = fresh;
    s->kept_bytes += fresh.body.n;
    (void)pthread_mutex_unlock(&s->lock);
}

static void answer_in_op(Server *s, Reader *r, Request *rq, Str key, Answer *ret)
{
    int64_t version = 0;
    ErrCode code = audit_version(rq->op, &version);
    /* Which councils exist today is part of the state. */
    version = version * 100000 + rq->op->now / 86400;
    if (code == ERR_OK && from_cache(s, key, version, ret)) {
        atomic_fetch_add(&s->from_cache, 1);
        return;
    }
    if (code == ERR_OK) code = fresh_book(r, rq->op, version);
    if (code != ERR_OK) {
        site_error(err_http_status(code), STR("Try again in a minute."), ret);
        return;
    }
    rq->book = r->book;
    site_answer(rq, ret);
    if (ret->status == 200) ret->version = version;
    keep(s, key, version, ret);
}

static void answer_page(Server *s, Request *rq, Str key, Answer *ret)
{
    Reader *r = take_reader(s);
    Op op = { .db = r->db, .now = (int64_t)time(NULL) };
    rq->op = &op;
    if (op_begin(&op, OP_READ, OP_BYTES) == ERR_OK)
        answer_in_op(s, r, rq, key, ret);
    else
        site_error(503, STR("Try again in a minute."), ret);
    (void)(op_end(&op, ERR_OK) == ERR_OK);
    give_reader(s, r);
}

static void answer_metrics(Server *s, Answer *ret)
{
    static const char *const classes[] = { "", "1xx", "2xx", "3xx", "4xx", "5xx" };
    *ret = (Answer){ .status = 200, .type = "text/plain; version=0.0.4", .body = BUF_MAX(1 << 16) };
    buf_add(&ret->body, STR("# HELP belfry_requests_total Requests answered.\n"
                            "# TYPE belfry_requests_total counter\n"));
    for (int i = 1; i < STATUSES; i++)
        buf_addf(&ret->body, "belfry_requests_total{status=\"%s\"} %llu\n", classes[i],
                 (unsigned long long)atomic_load(&s->answered[i]));
    buf_addf(&ret->body,
             "# HELP belfry_cached_total Pages answered from memory.\n"
             "# TYPE belfry_cached_total counter\nbelfry_cached_total %llu\n"
             "# HELP belfry_sent_bytes_total Bytes of bodies sent.\n"
             "# TYPE belfry_sent_bytes_total counter\nbelfry_sent_bytes_total %llu\n",
             (unsigned long long)atomic_load(&s->from_cache),
             (unsigned long long)atomic_load(&s->bytes));
}

/* The service that starts us asks whether the database answers. */
static void answer_health(Server *s, Answer *ret)
{
    Reader *r = take_reader(s);
    Op op = { .db = r->db };
    ErrCode code = op_begin(&op, OP_READ, OP_BYTES);
    if (code == ERR_OK) code = migrate_check(&op);
    code = op_end(&op, code);
    give_reader(s, r);
    *ret = (Answer){ .status = code == ERR_OK ? 200 : 503,
                     .type = "text/plain; charset=utf-8",
                     .body = BUF_MAX(100) };
    buf_add(&ret->body, code == ERR_OK ? STR("ok\n") : STR("the database does not answer\n"));
}

static enum MHD_Result take_arg(void *context, enum MHD_ValueKind kind, const char *name,
                                const char *value)
{
    Request *rq = context;
    (void)kind;
    if (rq->args_n == REQUEST_MAX_ARGS) return MHD_NO;
    rq->args[rq->args_n++] = (RequestArg){ name, value ? value : "" };
    return MHD_YES;
}

static void answer_get(Server *s, struct MHD_Connection *c, const char *url, Answer *ret)
{
    Request rq = { .path = str_of(url) };
    char room[512];
    if (strcmp(url, "/healthz") == 0) {
        answer_health(s, ret);
        return;
    }
    if (strcmp(url, "/metrics") == 0) {
        answer_metrics(s, ret);
        return;
    }
    if (site_asset(rq.path, ret)) return;
    int args = MHD_get_connection_values(c, MHD_GET_ARGUMENT_KIND, take_arg, &rq);
    bool clean = str_utf8_fault(rq.path) >= rq.path.n;
    for (size_t i = 0; i < rq.args_n; i++) {
        Str v = str_of(rq.args[i].value);
        clean = clean && str_utf8_fault(v) >= v.n;
    }
    if (!clean || args > REQUEST_MAX_ARGS)
        site_error(400, STR("It holds more, or other, characters than an address of this site."),
                   ret);
    else
        answer_page(s, &rq, site_key(&rq, room, sizeof room), ret);
}

/* What a page depends on: the program and the state that answer_in_op found. */
static void put_tag(const Answer *a, char *room, size_t n)
{
    (void)snprintf(room, n, "W/\"%s-%lld\"", BELFRY_VERSION, (long long)a->version);
}

static void add_headers(struct MHD_Response *r, const Answer *a)
{
    static const char *const fixed[][2] = {
        { "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
          "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'" },
        { "X-Content-Type-Options", "nosniff" },
        { "Referrer-Policy", "same-origin" },
        { "Cross-Origin-Opener-Policy", "same-origin" },
        { "Cross-Origin-Resource-Policy", "same-origin" },
        { "Permissions-Policy", "geolocation=(), camera=(), microphone=()" },
    };
    char file[200];
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
        (void)MHD_add_response_header(r, fixed[i][0], fixed[i][1]);
    (void)MHD_add_response_header(r, "Content-Type", a->type);
    (void)MHD_add_response_header(r, "Cache-Control",
                                  a->for_ever ? "public, max-age=31536000, immutable" : "no-cache");
    if (a->version) {
        char tag[80];
        put_tag(a, tag, sizeof tag);
        (void)MHD_add_response_header(r, "ETag", tag);
    }
    if (a->status == 405) (void)MHD_add_response_header(r, "Allow", "GET, HEAD");
    if (!a->file_name) return;
    (void)snprintf(file, sizeof file, "attachment; filename=\"%s\"", a->file_name);
    (void)MHD_add_response_header(r, "Content-Disposition", file);
}

/* Whoever has the page already is told so. */
static void shorten(struct MHD_Connection *c, Answer *a)
{
    char tag[80];
    const char *had = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "If-None-Match");
    if (a->version == 0 || !had) return;
    put_tag(a, tag, sizeof tag);
    if (strcmp(had, tag) != 0) return;
    a->status = 304;
    buf_free(&a->body);
}

static enum MHD_Result send_answer(Server *s, struct MHD_Connection *c, Answer *a)
{
    size_t n = a->body.n;
    struct MHD_Response *r = MHD_create_response_from_buffer(
        n, n ? a->body.p : (char[]){ 0 }, n ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_MUST_COPY);
    if (!r) {
        buf_free(&a->body);
        return MHD_NO;
    }
    add_headers(r, a);
    atomic_fetch_add(&s->answered[a->status / 100 % STATUSES], 1);
    atomic_fetch_add(&s->bytes, n);
    enum MHD_Result sent = MHD_queue_response(c, (unsigned)a->status, r);
    MHD_destroy_response(r);
    return sent;
}

/* A NUL would hide what follows it: it becomes a byte that no address may hold. */
static size_t unescape(void *context, struct MHD_Connection *c, char *s)
{
    (void)context;
    (void)c;
    size_t n = MHD_http_unescape(s);
    if (strlen(s) != n && n > 0) {
        s[0] = (char)0xff;
        s[1] = '\0';
        n = 1;
    }
    return n;
}

/* What our library's age lets through: a request without one clear Host. */
static bool is_host(const char *host)
{
    size_t n = host ? strlen(host) : 0;
    if (n == 0 || n > 255) return false;
    return strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]") == n;
}

static void log_request(const Server *s, const char *method, const char *url, const Answer *a,
                        double ms)
{
    char line[400];
    if (!s->settings.log) return;
    (void)snprintf(line, sizeof line, "%.10s %.200s %d %zu %.1f ms", method, url, a->status,
                   a->body.n, ms);
    for (char *p = line; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f) *p = '?';
    s->settings.log(s->settings.log_context, line);
}

static double milliseconds(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *c, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *data_n, void **state)
{
    Server *s = context;
    Answer a;
    double start = milliseconds();
    (void)version;
    (void)data;
    if (!*state) {
        *state = context; /* any mark will do: the headers are known, a body may follow */
        return MHD_YES;
    }
    if (*data_n) { /* a body: read past, up to the limit of the connection's time */
        *data_n = 0;
        return MHD_YES;
    }
    const char *host = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Host");
    const char *length = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Content-Length");
    if (!is_host(host))
        site_error(400, STR("The request does not say to which host it goes."), &a);
    else if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        site_error(405, STR("This address can only be read."), &a);
    else if (length && strtoll(length, NULL, 10) > MAX_BODY_BYTES)
        site_error(413, STR("This address takes no such body."), &a);
    else
        answer_get(s, c, url, &a);
    shorten(c, &a);
    log_request(s, method, url, &a, milliseconds() - start);
    return send_answer(s, c, &a);
}

static ErrCode open_readers(Server *s, Err *e)
{
    int n = s->settings.threads;
    if (n < 1 || n > MAX_THREADS)
        return err_set(e, ERR_INPUT, "--threads: expected 1 to %d", MAX_THREADS);
    for (int i = 0; i < n; i++) {
        TRY(db_open(s->settings.database, DB_EXISTING, &s->readers[i].db, e));
        s->idle[s->idle_n++] = &s->readers[i];
    }
    return ERR_OK;
}

static ErrCode check_database(Server *s, Err *e)
{
    Op op = { .db = s->readers[0].db };
    ErrCode code = op_begin(&op, OP_READ, OP_BYTES);
    if (code == ERR_OK) code = migrate_check(&op);
    code = op_end(&op, code);
    if (code != ERR_OK) *e = op.err;
    return code;
}

static ErrCode start_daemon(Server *s, Err *e)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_port = htons((uint16_t)s->settings.port) };
    if (inet_pton(AF_INET, s->settings.host, &address.sin_addr) != 1)
        return err_set(e, ERR_INPUT, "--listen: '%.60s' is not an address such as 127.0.0.1",
                       s->settings.host);
    s->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO, (uint16_t)s->settings.port, NULL, NULL,
        on_request, s, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
        MHD_OPTION_THREAD_POOL_SIZE, (unsigned)s->settings.threads, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)MAX_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES, MHD_OPTION_STRICT_FOR_CLIENT,
        1, MHD_OPTION_UNESCAPE_CALLBACK, unescape, NULL, MHD_OPTION_END);
    if (!s->daemon)
        return err_set(e, ERR_IO, "--listen: %s:%d is taken or not allowed", s->settings.host,
                       s->settings.port);
    return ERR_OK;
}

ErrCode server_start(const ServerSettings *settings, Server **ret, Err *e)
{
    Server *s = calloc(1, sizeof *s);
    if (!s) return err_set(e, ERR_LIMIT, "out of memory");
    s->settings = *settings;
    (void)pthread_mutex_init(&s->lock, NULL);
    (void)pthread_cond_init(&s->freed, NULL);
    ErrCode code = open_readers(s, e);
    if (code == ERR_OK) code = check_database(s, e);
    if (code == ERR_OK) code = start_daemon(s, e);
    if (code != ERR_OK) {
        server_stop(s);
        return code;
    }
    *ret = s;
    return ERR_OK;
}

int server_port(const Server *s)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info ? info->port : 0;
}

void server_stop(Server *s)
{
    if (!s) return;
    if (s->daemon) MHD_stop_daemon(s->daemon);
    for (size_t i = 0; i < MAX_THREADS; i++) {
        arena_close(s->readers[i].book_mem);
        db_close(s->readers[i].db);
    }
    forget_all(s);
    (void)pthread_cond_destroy(&s->freed);
    (void)pthread_mutex_destroy(&s->lock);
    free(s);
}
