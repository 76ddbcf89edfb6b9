/* E-mail through GOV.UK Notify, with a template of two fields: ((subject)) and ((body)). */
#include "alerts/channels/notify_priv.h"
#include "base/buf.h"

static bool ready(const DeliverySettings *s)
{
    return s->notify.ready && s->notify.email_template.n > 0;
}

static SendResult send(const DeliverySettings *s, Transport *t, const Envelope *m, Arena *mem)
{
    AUTO(buf_free) Buf b = BUF_MAX(1 << 20);
    buf_add(&b, STR("{\"email_address\":"));
    buf_add_json(&b, m->to);
    buf_add(&b, STR(",\"template_id\":"));
    buf_add_json(&b, s->notify.email_template);
    buf_add(&b, STR(",\"reference\":"));
    buf_add_json(&b, m->id);
    buf_add(&b, STR(",\"personalisation\":{\"subject\":"));
    buf_add_json(&b, m->subject);
    buf_add(&b, STR(",\"body\":"));
    buf_add_json(&b, m->text);
    buf_add(&b, STR("}}"));
    return notify_post(s, t, "email", m->at, (Str){ b.n, b.p }, mem);
}

CHANNEL(notify_email) = {
    .name = "notify_email",
    .medium = "email",
    .title = "e-mail through GOV.UK Notify",
    .rank = 2,
    .ready = ready,
    .send = send,
};
