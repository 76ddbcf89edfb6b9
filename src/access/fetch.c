/* The only file that knows the library for HTTP requests. */
#include "access/fetch.h"

#include <curl/curl.h>

#include "base/buf.h"

static bool is_plain(Str address)
{
    for (size_t i = 0; i < address.n; i++)
        if ((unsigned char)address.p[i] <= 0x20 || (unsigned char)address.p[i] >= 0x7f ||
            strchr("@\\#\"<>^`{|}", address.p[i]))
            return false;
    return address.n < FETCH_ADDRESS;
}

bool fetch_is_own_machine(Str address)
{
    static const char *const hosts[] = { "http://127.0.0.1", "http://localhost", "http://[::1]" };
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
        Str host = str_of(hosts[i]);
        if (!str_starts(address, host)) continue;
        size_t at = host.n;
        if (at < address.n && address.p[at] == ':') at++;
        while (at > host.n && at < address.n && address.p[at] >= '0' && address.p[at] <= '9') at++;
        if (at == address.n || address.p[at] == '/') return is_plain(address);
    }
    return false;
}

bool fetch_may(Str address)
{
    Str https = STR("https://");
    bool named = address.n > https.n && address.p[https.n] != '/' && address.p[https.n] != ':';
    return (str_starts(address, https) && named && is_plain(address)) ||
           fetch_is_own_machine(address);
}

static size_t take_body(char *bytes, size_t size, size_t n, void *context)
{
    Buf *body = context;
    buf_add(body, (Str){ size * n, bytes });
    return body->full ? 0 : size * n;
}

static size_t take_header(char *bytes, size_t size, size_t n, void *context)
{
    size_t *left = context;
    (void)bytes;
    if (size * n > *left) return 0;
    *left -= size * n;
    return size * n;
}

static bool set_limits(CURL *c, const Fetch *f)
{
    const char *schemes = fetch_is_own_machine(str_of(f->address)) ? "http" : "https";
    bool set =
        curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, schemes) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_PROXY, "") == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)FETCH_CONNECT_SECONDS) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)FETCH_SECONDS) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK;
    if (f->ca_file) set = set && curl_easy_setopt(c, CURLOPT_CAINFO, f->ca_file) == CURLE_OK;
    return set;
}

static bool set_request(CURL *c, const Fetch *f, struct curl_slist *headers, Buf *body,
                        size_t *header_left)
{
    bool set = curl_easy_setopt(c, CURLOPT_URL, f->address) == CURLE_OK &&
               curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers) == CURLE_OK &&
               curl_easy_setopt(c, CURLOPT_USERAGENT, "Belfry/" BELFRY_VERSION) == CURLE_OK &&
               curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body) == CURLE_OK &&
               curl_easy_setopt(c, CURLOPT_WRITEDATA, body) == CURLE_OK &&
               curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_header) == CURLE_OK &&
               curl_easy_setopt(c, CURLOPT_HEADERDATA, header_left) == CURLE_OK;
    if (f->form) set = set && curl_easy_setopt(c, CURLOPT_POSTFIELDS, f->form) == CURLE_OK;
    if (f->login)
        set = set && curl_easy_setopt(c, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC) == CURLE_OK &&
              curl_easy_setopt(c, CURLOPT_USERNAME, f->login) == CURLE_OK &&
              curl_easy_setopt(c, CURLOPT_PASSWORD, f->secret) == CURLE_OK;
    return set;
}

static void end_handle(CURL **c)
{
    curl_easy_cleanup(*c);
}

static void end_headers(struct curl_slist **headers)
{
    curl_slist_free_all(*headers);
}

static ErrCode away(Err *e, const char *why)
{
    (void)err_set(e, ERR_AWAY, "your organisation's sign-in does not answer as it should");
    return err_detail(e, "%s", why);
}

ErrCode fetch_text(const Fetch *f, Arena *mem, int *ret_status, Str *ret, Err *e)
{
    AUTO(buf_free) Buf body = BUF_MAX(FETCH_MAX_BYTES);
    AUTO(end_handle) CURL *c = curl_easy_init();
    AUTO(end_headers)
    struct curl_slist *headers = curl_slist_append(NULL, "Accept: application/json");
    size_t header_left = FETCH_MAX_HEADER_BYTES;
    long status = 0;
    if (!fetch_may(str_of(f->address))) return away(e, "an address that may not be fetched");
    if (!c || !headers || !set_limits(c, f) || !set_request(c, f, headers, &body, &header_left))
        return err_set(e, ERR_LIMIT, "out of memory");
    CURLcode code = curl_easy_perform(c);
    if (body.full) return away(e, "the answer is too long");
    if (code != CURLE_OK) return away(e, curl_easy_strerror(code));
    (void)curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    *ret_status = (int)status;
    *ret = arena_str(mem, (Str){ body.n, body.p ? body.p : "" });
    return ERR_OK;
}

bool fetch_start(void)
{
    return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}
