/* E-mail over SMTP, with TLS. */
#include "alerts/channel.h"
#include "alerts/mime.h"

enum { MESSAGE_BYTES = 4 << 20 };

static bool ready(const DeliverySettings *s)
{
    return s->mail.ready;
}

static Str domain_of(Str address)
{
    const char *at = memchr(address.p, '@', address.n);
    return at ? (Str){ address.n - (size_t)(at + 1 - address.p), at + 1 } : address;
}

static SendResult send(const DeliverySettings *s, Transport *t, const Envelope *m, Arena *mem)
{
    AUTO(buf_free) Buf out = BUF_MAX(MESSAGE_BYTES);
    SendResult bad = { SEND_NEVER, 0, "the message could not be written" };
    Str text;
    Err why;
    MimeMessage mail = { .from = s->mail.from,
                         .to = m->to,
                         .subject = m->subject,
                         .at = m->at,
                         .exercise = m->exercise,
                         .text = m->text };
    mail.message_id = arena_fmt(mem, "%.*s@%.*s", STR_ARG(m->id), STR_ARG(domain_of(s->mail.from)));
    for (size_t i = 0; i < m->parts_n && i < MIME_PARTS; i++)
        mail.parts[mail.parts_n++] =
            (MimePart){ m->parts[i].type, m->parts[i].name, m->parts[i].bytes };
    if (mime_write(&mail, mem, &out, &why) != ERR_OK || buf_done(&out, &text, &why) != ERR_OK)
        return bad;
    return transport_mail(t, &s->mail, m->to, text);
}

CHANNEL(smtp) = {
    .name = "smtp",
    .medium = "email",
    .title = "e-mail over SMTP",
    .rank = 1,
    .ready = ready,
    .send = send,
};
