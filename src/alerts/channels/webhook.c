/* Signed calls of a partner's system.
 *
 * The signature is HMAC-SHA256, under the secret that both sides know, over timestamp, dot, id,
 * dot, body.  A receiver computes it again, refuses a timestamp that is more than five minutes off,
 * and takes an id that it has seen as done already: so a call can be neither forged nor replayed.
 */
#include "access/mac.h"
#include "alerts/channel.h"

static bool ready(const DeliverySettings *s)
{
    (void)s;
    return true;
}

static bool is_allowed(const DeliverySettings *s, Str host)
{
    for (size_t i = 0; i < s->webhook.allowed_n; i++)
        if (str_eq(s->webhook.allowed[i], host)) return true;
    return false;
}

static SendResult send(const DeliverySettings *s, Transport *t, const Envelope *m, Arena *mem)
{
    Str at = arena_fmt(mem, "%lld", (long long)m->at);
    const Str parts[] = { at, STR("."), m->id, STR("."), m->json };
    Mac mac = mac_sha256(m->secret, parts, sizeof parts / sizeof parts[0]);
    HashText hex = mac_hex(&mac);
    PostRequest rq = { .url = m->to,
                       .body = m->json,
                       .timeout_seconds = s->webhook.timeout_seconds,
                       .private_allowed = is_allowed(s, url_host(m->to, mem)) };
    rq.headers[rq.headers_n++] = STR("Content-Type: application/json");
    rq.headers[rq.headers_n++] = STR("User-Agent: Belfry");
    rq.headers[rq.headers_n++] = STR("Expect:");
    rq.headers[rq.headers_n++] = arena_fmt(mem, "Idempotency-Key: %.*s", STR_ARG(m->id));
    rq.headers[rq.headers_n++] = arena_fmt(mem, "Belfry-Timestamp: %.*s", STR_ARG(at));
    rq.headers[rq.headers_n++] = arena_fmt(mem, "Belfry-Signature: v1=%s", hex.hex);
    if (m->exercise) rq.headers[rq.headers_n++] = STR("Belfry-Exercise: yes");
    return transport_post(t, &rq);
}

CHANNEL(webhook) = {
    .name = "webhook",
    .medium = "webhook",
    .title = "signed webhook",
    .rank = 1,
    .ready = ready,
    .send = send,
};
