/* Text messages through GOV.UK Notify, with a template of one field: ((body)). */
#include "alerts/channels/notify_priv.h"
#include "base/buf.h"

static bool ready(const DeliverySettings *s)
{
    return s->notify.ready && s->notify.sms_template.n > 0;
}

static SendResult send(const DeliverySettings *s, Transport *t, const Envelope *m, Arena *mem)
{
    AUTO(buf_free) Buf b = BUF_MAX(1 << 16);
    buf_add(&b, STR("{\"phone_number\":"));
    buf_add_json(&b, m->to);
    buf_add(&b, STR(",\"template_id\":"));
    buf_add_json(&b, s->notify.sms_template);
    buf_add(&b, STR(",\"reference\":"));
    buf_add_json(&b, m->id);
    buf_add(&b, STR(",\"personalisation\":{\"body\":"));
    buf_add_json(&b, m->brief);
    buf_add(&b, STR("}}"));
    return notify_post(s, t, "sms", m->at, (Str){ b.n, b.p }, mem);
}

CHANNEL(notify_sms) = {
    .name = "notify_sms",
    .medium = "sms",
    .title = "text message through GOV.UK Notify",
    .rank = 1,
    .ready = ready,
    .send = send,
};
