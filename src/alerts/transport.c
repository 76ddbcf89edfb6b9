#include "alerts/transport.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECT_SECONDS = 5, MAIL_SECONDS = 15, ANSWER_BYTES = 4096 };

struct Transport {
    CURL *mail, *http;
};

/* What the callbacks of one transfer share. */
typedef struct {
    Str out;
    size_t at;
    bool private_allowed, refused;
    size_t answer_n;
    int64_t retry_after;
} Transfer;

ErrCode transport_open(Transport **ret, Err *e)
{
    Transport *t = calloc(1, sizeof *t);
    if (t && curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) {
        t->mail = curl_easy_init();
        t->http = curl_easy_init();
    }
    if (!t || !t->mail || !t->http) {
        transport_close(t);
        return err_set(e, ERR_LIMIT, "out of memory");
    }
    *ret = t;
    return ERR_OK;
}

void transport_close(Transport *t)
{
    if (!t) return;
    curl_easy_cleanup(t->mail);
    curl_easy_cleanup(t->http);
    free(t);
}

static size_t give(char *to, size_t size, size_t n, void *context)
{
    Transfer *t = context;
    size_t some = t->out.n - t->at < size * n ? t->out.n - t->at : size * n;
    if (some) memcpy(to, t->out.p + t->at, some);
    t->at += some;
    return some;
}

/* Answers are counted, not kept: what a stranger says goes into no log. */
static size_t take(char *from, size_t size, size_t n, void *context)
{
    Transfer *t = context;
    (void)from;
    t->answer_n += size * n;
    return t->answer_n > ANSWER_BYTES ? 0 : size * n;
}

static bool in_block(const unsigned char *a, uint32_t block, int bits)
{
    uint32_t v = (uint32_t)a[0] << 24 | (uint32_t)a[1] << 16 | (uint32_t)a[2] << 8 | a[3];
    uint32_t mask = bits == 0 ? 0 : ~(uint32_t)0 << (32 - bits);
    return (v & mask) == block;
}

static bool is_public_v4(const unsigned char *a)
{
    static const struct {
        uint32_t block;
        int bits;
    } blocks[] = { { 0x00000000, 8 },  { 0x0A000000, 8 },  { 0x64400000, 10 }, { 0x7F000000, 8 },
                   { 0xA9FE0000, 16 }, { 0xAC100000, 12 }, { 0xC0000000, 24 }, { 0xC0000200, 24 },
                   { 0xC0586300, 24 }, { 0xC0A80000, 16 }, { 0xC6120000, 15 }, { 0xC6336400, 24 },
                   { 0xCB007100, 24 }, { 0xE0000000, 4 },  { 0xF0000000, 4 } };
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++)
        if (in_block(a, blocks[i].block, blocks[i].bits)) return false;
    return true;
}

bool address_is_public(const unsigned char *bytes, size_t n)
{
    static const unsigned char mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF };
    static const unsigned char nat64[12] = { 0, 0x64, 0xFF, 0x9B };
    if (n == 4) return is_public_v4(bytes);
    if (n != 16) return false;
    if (memcmp(bytes, mapped, 12) == 0 || memcmp(bytes, nat64, 12) == 0)
        return is_public_v4(bytes + 12);
    if (bytes[0] == 0x20 && bytes[1] == 0x02) return is_public_v4(bytes + 2); /* 6to4 */
    if (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] < 2)
        return false; /* Teredo and the like */
    if (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0D && bytes[3] == 0xB8) return false;
    return (bytes[0] & 0xE0) == 0x20; /* global unicast is 2000::/3 */
}

static bool may_call(const struct sockaddr *a)
{
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)(const void *)a;
    const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)(const void *)a;
    if (a->sa_family == AF_INET) return address_is_public((const unsigned char *)&v4->sin_addr, 4);
    return a->sa_family == AF_INET6 && address_is_public(v6->sin6_addr.s6_addr, 16);
}

/* Asked with the very address that is about to be called: a name that answers differently the
 * second time gains nothing. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *a)
{
    Transfer *t = context;
    (void)purpose;
    if (!t->private_allowed && !may_call(&a->addr)) {
        t->refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

static void say(SendResult *r, SendOutcome outcome, const char *fmt, const char *what, long code)
{
    r->outcome = outcome;
    (void)snprintf(r->detail, sizeof r->detail, "%s %s (%ld)", fmt, what, code);
}

static void common(CURL *c, Transfer *t, long seconds)
{
    curl_easy_reset(c);
    (void)curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    (void)curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    (void)curl_easy_setopt(c, CURLOPT_TIMEOUT, seconds);
    (void)curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
    (void)curl_easy_setopt(c, CURLOPT_PROXY, "");
    (void)curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    (void)curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take);
    (void)curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
    (void)curl_easy_setopt(c, CURLOPT_READFUNCTION, give);
    (void)curl_easy_setopt(c, CURLOPT_READDATA, t);
    (void)curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    (void)curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, t);
}

static void set_text(CURL *c, CURLoption option, Str value)
{
    char room[600];
    if (value.n >= sizeof room) return;
    memcpy(room, value.p, value.n);
    room[value.n] = '\0';
    (void)curl_easy_setopt(c, option, room); /* the library keeps a copy */
}

static void set_mail(CURL *c, const MailSettings *door)
{
    char url[400];
    (void)snprintf(url, sizeof url, "%s://%.*s:%d", door->safety == MAIL_TLS ? "smtps" : "smtp",
                   STR_ARG(door->host), door->port);
    (void)curl_easy_setopt(c, CURLOPT_URL, url);
    (void)curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    (void)curl_easy_setopt(c, CURLOPT_USE_SSL,
                           (long)(door->safety == MAIL_PLAIN ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (door->ca.n) set_text(c, CURLOPT_CAINFO, door->ca);
    if (door->user.n) {
        set_text(c, CURLOPT_USERNAME, door->user);
        set_text(c, CURLOPT_PASSWORD, door->password);
    }
    char from[400];
    (void)snprintf(from, sizeof from, "<%.*s>", STR_ARG(door->from));
    (void)curl_easy_setopt(c, CURLOPT_MAIL_FROM, from);
    (void)curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
}

SendResult transport_mail(Transport *tr, const MailSettings *door, Str to, Str message)
{
    SendResult r = { SEND_LATER, 0, "" };
    Transfer t = { .out = message, .private_allowed = true };
    char address[400];
    long code = 0;
    common(tr->mail, &t, MAIL_SECONDS);
    set_mail(tr->mail, door);
    (void)snprintf(address, sizeof address, "<%.*s>", STR_ARG(to));
    struct curl_slist *list = curl_slist_append(NULL, address);
    if (!list) return r;
    (void)curl_easy_setopt(tr->mail, CURLOPT_MAIL_RCPT, list);
    CURLcode did = curl_easy_perform(tr->mail);
    (void)curl_easy_getinfo(tr->mail, CURLINFO_RESPONSE_CODE, &code);
    (void)curl_easy_setopt(tr->mail, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(list);
    if (did == CURLE_OK)
        say(&r, SEND_DELIVERED, "mail server:", "taken", code);
    else
        /* Only a refusal of this very message is for good; a wrong password is ours to mend. */
        say(&r, code >= 550 && code <= 559 && did != CURLE_LOGIN_DENIED ? SEND_NEVER : SEND_LATER,
            "mail server:", curl_easy_strerror(did), code);
    return r;
}

static struct curl_slist *headers_of(const PostRequest *rq)
{
    struct curl_slist *list = NULL;
    for (size_t i = 0; i < rq->headers_n; i++) {
        char line[1200];
        (void)snprintf(line, sizeof line, "%.*s", STR_ARG(rq->headers[i]));
        struct curl_slist *longer = curl_slist_append(list, line);
        if (!longer) break;
        list = longer;
    }
    return list;
}

static void set_post(CURL *c, const PostRequest *rq)
{
    set_text(c, CURLOPT_URL, rq->url);
    (void)curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, rq->private_allowed ? "http,https" : "https");
    (void)curl_easy_setopt(c, CURLOPT_POST, 1L);
    (void)curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)rq->body.n);
    (void)curl_easy_setopt(c, CURLOPT_POSTFIELDS, rq->body.p);
}

static SendOutcome outcome_of(long code)
{
    if (code >= 200 && code < 300) return SEND_DELIVERED;
    return code == 408 || code == 425 || code == 429 || code >= 500 || code == 0 ? SEND_LATER
                                                                                 : SEND_NEVER;
}

SendResult transport_post(Transport *tr, const PostRequest *rq)
{
    SendResult r = { SEND_LATER, 0, "" };
    Transfer t = { .private_allowed = rq->private_allowed };
    curl_off_t wait = 0;
    long code = 0;
    common(tr->http, &t, (long)rq->timeout_seconds);
    set_post(tr->http, rq);
    struct curl_slist *list = headers_of(rq);
    (void)curl_easy_setopt(tr->http, CURLOPT_HTTPHEADER, list);
    CURLcode did = curl_easy_perform(tr->http);
    (void)curl_easy_getinfo(tr->http, CURLINFO_RESPONSE_CODE, &code);
    (void)curl_easy_getinfo(tr->http, CURLINFO_RETRY_AFTER, &wait);
    (void)curl_easy_setopt(tr->http, CURLOPT_HTTPHEADER, NULL);
    curl_slist_free_all(list);
    /* An answer that is too long was an answer all the same. */
    bool answered = did == CURLE_OK || (did == CURLE_WRITE_ERROR && code);
    r.retry_after = (int64_t)wait;
    if (t.refused)
        say(&r, SEND_NEVER, "refused:", "that is an address of a private net", 0);
    else if (did == CURLE_UNSUPPORTED_PROTOCOL || did == CURLE_URL_MALFORMAT)
        say(&r, SEND_NEVER, "refused:", "expected an https address", 0);
    else if (answered)
        say(&r, outcome_of(code),
            "answered:", outcome_of(code) == SEND_DELIVERED ? "taken" : "not taken", code);
    else
        say(&r, SEND_LATER, "not reached:", curl_easy_strerror(did), code);
    return r;
}

static void release(CURLU **u)
{
    curl_url_cleanup(*u);
}

Str url_host(Str url, Arena *mem)
{
    AUTO(release) CURLU *u = curl_url();
    Str z = arena_fmt(mem, "%.*s", STR_ARG(url)), r = { 0, "" };
    char *host = NULL, *port = NULL;
    if (u && curl_url_set(u, CURLUPART_URL, z.p, 0) == CURLUE_OK &&
        curl_url_get(u, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
        curl_url_get(u, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) == CURLUE_OK)
        r = arena_fmt(mem, "%s:%s", host, port);
    curl_free(host);
    curl_free(port);
    return r;
}
