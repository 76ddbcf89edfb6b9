#include "alerts/channels/notify_priv.h"

#include "access/mac.h"
#include "base/buf.h"

/* A JWT as Notify wants it: HS256, the service as issuer, made for this call. */
static Str token(const NotifySettings *n, int64_t at, Arena *mem)
{
    static const char head[] = "{\"typ\":\"JWT\",\"alg\":\"HS256\"}";
    Str claims =
        arena_fmt(mem, "{\"iss\":\"%.*s\",\"iat\":%lld}", STR_ARG(n->service), (long long)at);
    Str body = arena_fmt(mem, "%.*s.%.*s", STR_ARG(mac_base64url(mem, head, sizeof head - 1)),
                         STR_ARG(mac_base64url(mem, claims.p, claims.n)));
    Mac mac = mac_sha256(n->secret, &body, 1);
    return arena_fmt(mem, "%.*s.%.*s", STR_ARG(body), STR_ARG(mac_base64url(mem, mac.bytes, 32)));
}

SendResult notify_post(const DeliverySettings *s, Transport *t, const char *kind, int64_t at,
                       Str body, Arena *mem)
{
    const NotifySettings *n = &s->notify;
    PostRequest rq = { .url = arena_fmt(mem, "%.*s/v2/notifications/%s", STR_ARG(n->address), kind),
                       .body = body,
                       .timeout_seconds = s->webhook.timeout_seconds,
                       .private_allowed = str_starts(n->address, STR("http://")) };
    rq.headers[rq.headers_n++] = STR("Content-Type: application/json");
    rq.headers[rq.headers_n++] = STR("User-Agent: Belfry");
    rq.headers[rq.headers_n++] = STR("Expect:");
    rq.headers[rq.headers_n++] =
        arena_fmt(mem, "Authorization: Bearer %.*s", STR_ARG(token(n, at, mem)));
    SendResult r = transport_post(t, &rq);
    /* A wrong clock or key is ours to mend: the notice waits. */
    if (r.outcome == SEND_NEVER && strstr(r.detail, "(403)")) r.outcome = SEND_LATER;
    return r;
}
