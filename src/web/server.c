/* The only file that knows the HTTP library.  Everything it hands on is bounded and checked.
 *
 * The library's threads read requests and send answers; pages are made by web/workers.c, and the
 * connection sleeps until its page is there. */
#include "web/server.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

#include "web/access_log.h"
#include "web/client.h"
#include "web/form.h"
#include "web/pack.h"
#include "web/rate.h"
#include "web/status.h"
#include "web/wire.h"
#include "web/workers.h"

enum {
    MAX_CONNECTIONS = 12000,
    IDLE_SECONDS = 15,
    CONNECTION_BYTES = 24 << 10,
    MAX_BODY_BYTES = 64 << 10,
    MAX_DRAIN_BYTES = 1 << 20, /* of a body that is too long anyway */
    BODY_BYTES = 4 << 20
};

struct Server {
    struct MHD_Daemon *daemon;
    ServerSettings settings;
    Key key;
    OidcDoor *oidc;
    SiteFacts site;
    Workers *workers;
    RateLimit *forms;
    bool loopback;
    StatusCounts counts;
};

/* One request from its first line to its end. */
typedef struct {
    Job job; /* first, so that a job is its visit */
    Server *server;
    struct MHD_Connection *connection;
    double start_ms;
    bool ready, too_large;
    char *body;
    size_t body_n, body_seen;
    char peer[CLIENT_ADDRESS], address[CLIENT_ADDRESS];
} Visit;

static const char *header(struct MHD_Connection *c, const char *name)
{
    const char *value = MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
    return value ? value : "";
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

static Client client_of(const Visit *v)
{
    static const char *const proxies[] = { "X-Forwarded-For", "Forwarded", "Via", "X-Real-IP" };
    struct MHD_Connection *c = v->connection;
    Client client = { .peer = v->peer,
                      .forwarded = header(c, "X-Forwarded-For"),
                      .host = header(c, "Host"),
                      .origin = header(c, "Origin"),
                      .fetch_site = header(c, "Sec-Fetch-Site"),
                      .public_site = v->server->settings.public_site,
                      .loopback = v->server->loopback };
    for (size_t i = 0; i < sizeof proxies / sizeof proxies[0]; i++)
        client.proxied = client.proxied || header(c, proxies[i])[0];
    return client;
}

static void find_peer(Visit *v)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(v->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    (void)snprintf(v->peer, sizeof v->peer, "unknown");
    if (info && info->client_addr->sa_family == AF_INET)
        (void)inet_ntop(AF_INET, &((struct sockaddr_in *)(void *)info->client_addr)->sin_addr,
                        v->peer, sizeof v->peer);
}

static Str cookie(const Visit *v, const char *name)
{
    char full[64];
    (void)snprintf(full, sizeof full, "%s%s", v->server->settings.public_site ? "__Host-" : "",
                   name);
    return cookie_value(header(v->connection, "Cookie"), full);
}

static ErrCode read_request(Visit *v, const char *url, Err *e)
{
    Request *rq = &v->job.rq;
    int args = MHD_get_connection_values(v->connection, MHD_GET_ARGUMENT_KIND, take_arg, rq);
    rq->site = &v->server->site;
    rq->path = str_of(url);
    rq->host = str_of(header(v->connection, "Host"));
    bool clean = str_utf8_fault(rq->path) >= rq->path.n;
    for (size_t i = 0; i < rq->args_n; i++) {
        Str value = str_of(rq->args[i].value);
        clean = clean && str_utf8_fault(value) >= value.n;
    }
    if (!clean || args > REQUEST_MAX_ARGS)
        return err_set(e, ERR_INPUT,
                       "it holds more, or other, characters than an address of this site");
    find_peer(v);
    Client client = client_of(v);
    client_address(&client, v->address);
    rq->address = str_of(v->address);
    rq->own_machine = client_is_own_machine(&client);
    rq->device = str_of(device_words(header(v->connection, "User-Agent")));
    rq->session_cookie = cookie(v, "belfry");
    rq->visit_cookie = cookie(v, "belfry-visit");
    rq->device_cookie = cookie(v, "belfry-device");
    if (!v->job.sends_form || !v->body) return ERR_OK;
    return form_read(v->body, v->body_n, rq->form, &rq->form_n, e);
}

/* What a page depends on: the program and the state that it was made from. */
static void put_tag(const Answer *a, char *room, size_t n)
{
    (void)snprintf(room, n, "W/\"%s-%lld\"", BELFRY_VERSION, (long long)a->version);
}

static void add_headers(const Server *s, struct MHD_Response *r, const Answer *a)
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
                                  a->is_private ? "no-store"
                                  : a->for_ever ? "public, max-age=31536000, immutable"
                                                : "no-cache");
    (void)MHD_add_response_header(r, "Vary", "Accept-Encoding, Cookie");
    if (a->packed) (void)MHD_add_response_header(r, "Content-Encoding", "gzip");
    if (s->settings.public_site)
        (void)MHD_add_response_header(r, "Strict-Transport-Security", "max-age=63072000");
    if (a->status == 429) (void)MHD_add_response_header(r, "Retry-After", "60");
    if (a->next[0]) {
        char link[ANSWER_TEXT + 20];
        (void)snprintf(link, sizeof link, "<%s>; rel=\"next\"", a->next);
        (void)MHD_add_response_header(r, "Link", link);
    }
    if (a->location.n) (void)MHD_add_response_header(r, "Location", a->location.p);
    for (size_t i = 0; i < a->cookies_n; i++)
        (void)MHD_add_response_header(r, "Set-Cookie", a->cookies[i]);
    if (a->version) {
        char tag[80];
        put_tag(a, tag, sizeof tag);
        (void)MHD_add_response_header(r, "ETag", tag);
    }
    if (a->closes) (void)MHD_add_response_header(r, "Connection", "close");
    if (a->status == 405) (void)MHD_add_response_header(r, "Allow", "GET, HEAD");
    if (!a->file_name) return;
    (void)snprintf(file, sizeof file, "attachment; filename=\"%s\"", a->file_name);
    (void)MHD_add_response_header(r, "Content-Disposition", file);
}

/* Whoever has the page already is told so. */
static void shorten(struct MHD_Connection *c, Answer *a)
{
    char tag[80];
    if (a->version == 0) return;
    put_tag(a, tag, sizeof tag);
    if (strcmp(header(c, "If-None-Match"), tag) != 0) return;
    a->status = 304;
    buf_free(&a->body);
    a->body = BUF_MAX(1);
    a->packed = false;
}

static bool takes_gzip(struct MHD_Connection *c)
{
    const char *said = strstr(header(c, "Accept-Encoding"), "gzip");
    return said && strncmp(said + 4, ";q=0", 4) != 0;
}

static void unpack_body(Answer *a)
{
    Buf whole = BUF_MAX(BODY_BYTES);
    if (!unpack((Str){ a->body.n, a->body.p }, &whole)) a->status = 500;
    buf_free(&a->body);
    a->body = whole;
    a->packed = false;
}

static enum MHD_Result send_answer(Server *s, struct MHD_Connection *c, Answer *a)
{
    shorten(c, a);
    if (a->packed && !takes_gzip(c)) unpack_body(a);
    size_t n = a->body.n;
    struct MHD_Response *r = MHD_create_response_from_buffer(
        n, n ? a->body.p : (char[]){ 0 }, n ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_MUST_COPY);
    if (!r) return MHD_NO;
    if (n) a->body = BUF_MAX(1); /* the library frees it */
    add_headers(s, r, a);
    status_count(&s->counts, a->status, n);
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

/* A worker has the page: the connection goes on. */
static void wake(Job *j)
{
    Visit *v = (Visit *)(void *)j;
    v->ready = true;
    MHD_resume_connection(v->connection);
}

static void log_answer(const Visit *v, const char *url, const char *method)
{
    const ServerSettings *set = &v->server->settings;
    char line[ACCESS_LOG_LINE];
    access_log_line(&(AccessLogEntry){ method, url, v->start_ms }, &v->job.answer, line);
    if (set->log) set->log(set->log_context, line);
}

static enum MHD_Result finish(Visit *v, const char *url, const char *method)
{
    log_answer(v, url, method);
    return send_answer(v->server, v->connection, &v->job.answer);
}

/* Gives the request to a worker; false when it is answered already. */
static bool hand_over(Visit *v, const char *url, const char *method)
{
    Answer *a = &v->job.answer;
    Err e = { .code = ERR_OK };
    if (read_request(v, url, &e) != ERR_OK) {
        site_error(400, str_of(e.message), a);
        return false;
    }
    Client client = client_of(v);
    if (site_comes_back(&v->job.rq) && strcmp(method, "GET") != 0) {
        site_error(405, STR("This address is come back to, and takes nothing else."), a);
        return false;
    }
    if (v->job.sends_form && !client_sends_from_here(&client)) {
        site_error(403, STR("The form was sent from another site."), a);
        return false;
    }
    bool counts = v->job.sends_form || site_queue(&v->job.rq, false) == SITE_ERRANDS;
    if (counts && !rate_limit_pass(v->server->forms, v->job.rq.address, time(NULL))) {
        site_error(429, STR("Too many forms from where you are.  Wait a minute."), a);
        return false;
    }
    if (!v->job.sends_form && workers_from_memory(v->server->workers, &v->job.rq, a)) return false;
    v->job.done = wake;
    MHD_suspend_connection(v->connection);
    if (workers_give(v->server->workers, &v->job)) return true;
    site_error(503, STR("Too much to do just now.  Try again in a minute."), a);
    wake(&v->job);
    return true;
}

static bool answer_at_once(Visit *v, const char *url, const char *method)
{
    Answer *a = &v->job.answer;
    const char *length = header(v->connection, "Content-Length");
    bool reads = strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
    v->job.sends_form = strcmp(method, "POST") == 0;
    if (v->too_large || strtoll(length, NULL, 10) > MAX_BODY_BYTES)
        site_error(413, STR("This address takes no such body."), a);
    else if (!reads && !v->job.sends_form)
        site_error(405, STR("This address can only be read."), a);
    else if (strcmp(url, "/healthz") == 0)
        status_health(workers_health(v->server->workers), a);
    else if (strcmp(url, "/metrics") == 0)
        status_metrics(&v->server->counts, workers_cached(v->server->workers), a);
    else
        return reads && workers_asset(v->server->workers, str_of(url), a);
    return true;
}

static void take_body(Visit *v, const char *data, size_t n)
{
    v->body_seen += n;
    if (v->too_large || v->body_n + n > MAX_BODY_BYTES) {
        v->too_large = true;
        return;
    }
    if (!v->body) v->body = malloc(MAX_BODY_BYTES + 1); /* a field at the end needs its NUL */
    if (!v->body) {
        v->too_large = true;
        return;
    }
    memcpy(v->body + v->body_n, data, n);
    v->body_n += n;
}

static enum MHD_Result take_header(void *context, enum MHD_ValueKind kind, const char *name,
                                   size_t name_n, const char *value, size_t value_n)
{
    (void)kind;
    wire_header(context, (Str){ name_n, name }, (Str){ value_n, value ? value : "" });
    return MHD_YES;
}

/* The headers are known, a body may follow; of a request that could be read in two ways, nothing.
 */
static enum MHD_Result begin(Visit *v, const char *url, const char *method)
{
    Wire w = { .faulty = false };
    (void)MHD_get_connection_values_n(v->connection, MHD_HEADER_KIND, take_header, &w);
    if (wire_is_clear(&w)) return MHD_YES;
    site_error(400, STR("The request is not clear: its host or its length."), &v->job.answer);
    v->job.answer.closes = true;
    return finish(v, url, method);
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *c, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *data_n, void **state)
{
    Visit *v = *state;
    (void)version;
    if (!v) {
        v = calloc(1, sizeof *v);
        if (!v) return MHD_NO;
        v->server = context;
        v->connection = c;
        v->start_ms = access_log_ms();
        *state = v;
        return begin(v, url, method);
    }
    if (*data_n) {
        take_body(v, data, *data_n);
        *data_n = 0;
        if (v->body_seen <= MAX_DRAIN_BYTES) return MHD_YES;
        v->job.answer.status = 413; /* for the log: who does not end is cut off */
        log_answer(v, url, method);
        return MHD_NO;
    }
    if (v->ready || answer_at_once(v, url, method) || !hand_over(v, url, method))
        return finish(v, url, method);
    return MHD_YES;
}

static void on_end(void *context, struct MHD_Connection *c, void **state,
                   enum MHD_RequestTerminationCode code)
{
    Visit *v = *state;
    (void)context;
    (void)c;
    (void)code;
    if (!v) return;
    buf_free(&v->job.answer.body);
    buf_free(&v->job.answer.location);
    /* A password may have been in it. */
    if (v->body) memset(v->body, 0, MAX_BODY_BYTES + 1);
    free(v->body);
    free(v);
    *state = NULL;
}

/* Each connection is an open file; the usual limit of 1024 is for programs with fewer. */
static void allow_connections(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    rlim_t want = MAX_CONNECTIONS + 200;
    if (limit.rlim_cur >= want) return;
    limit.rlim_cur = limit.rlim_max < want ? limit.rlim_max : want;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
}

static ErrCode start_daemon(Server *s, Err *e)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_port = htons((uint16_t)s->settings.port) };
    if (inet_pton(AF_INET, s->settings.host, &address.sin_addr) != 1)
        return err_set(e, ERR_INPUT, "--listen: '%.60s' is not an address such as 127.0.0.1",
                       s->settings.host);
    allow_connections();
    s->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO | MHD_ALLOW_SUSPEND_RESUME,
        (uint16_t)s->settings.port, NULL, NULL, on_request, s, MHD_OPTION_SOCK_ADDR,
        (struct sockaddr *)&address, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)s->settings.threads,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)MAX_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK, unescape, NULL,
        MHD_OPTION_NOTIFY_COMPLETED, on_end, NULL, MHD_OPTION_END);
    if (!s->daemon)
        return err_set(e, ERR_IO, "--listen: %s:%d is taken or not allowed", s->settings.host,
                       s->settings.port);
    return ERR_OK;
}

static ErrCode open_provider(Server *s, Err *e)
{
    if (!s->key.ready) return err_set(e, ERR_INPUT, "--provider needs --key");
    if (!s->settings.public_site && !s->loopback)
        return err_set(e, ERR_INPUT, "--provider needs --site, the address to come back to");
    return oidc_open(s->settings.provider_path, &s->oidc, e);
}

static ErrCode start(Server *s, Err *e)
{
    const char *site = s->settings.public_site;
    if (site && (strncmp(site, "https://", 8) != 0 || strlen(site) > 250 || strchr(site + 8, '/')))
        return err_set(e, ERR_INPUT,
                       "--site: '%.60s' is not an address such as "
                       "https://belfry.example.org",
                       site);
    if (s->settings.key_path) TRY(key_load(s->settings.key_path, &s->key, e));
    s->loopback = strncmp(s->settings.host, "127.", 4) == 0;
    if (s->settings.provider_path) TRY(open_provider(s, e));
    s->site = (SiteFacts){ .key = &s->key, .public_site = site, .oidc = s->oidc };
    s->forms = rate_limit_open(s->settings.forms_per_minute);
    if (!s->forms) return err_set(e, ERR_LIMIT, "out of memory");
    TRY(workers_start(&(WorkersSettings){ .database = s->settings.database,
                                          .threads = s->settings.threads,
                                          .site = &s->site },
                      &s->workers, e));
    return start_daemon(s, e);
}

ErrCode server_start(const ServerSettings *settings, Server **ret, Err *e)
{
    Server *s = calloc(1, sizeof *s);
    if (!s) return err_set(e, ERR_LIMIT, "out of memory");
    s->settings = *settings;
    ErrCode code = start(s, e);
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

void server_print_doors(Buf *out)
{
    site_print_doors(out);
}

void server_stop(Server *s)
{
    if (!s) return;
    if (s->workers) workers_end(s->workers); /* wakes every sleeping connection */
    if (s->daemon) MHD_stop_daemon(s->daemon);
    workers_stop(s->workers);
    rate_limit_close(s->forms);
    oidc_close(s->oidc);
    free(s);
}
