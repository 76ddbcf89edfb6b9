/* A message of the outbox as it leaves. */
#include "alerts/cap.h"
#include "alerts/deliver_priv.h"
#include "alerts/ical.h"

enum { TEXT_BYTES = 1 << 20, PART_BYTES = 64 << 10, BRIEF_BYTES = 600 };

HashText deliver_webhook_secret(const Key *key, int64_t contact)
{
    char digits[24];
    int64_t v = contact;
    size_t n = sizeof digits;
    do digits[--n] = (char)('0' + v % 10);
    while ((v /= 10) > 0);
    return key_hash(key, (Str[]){ STR("webhook"), { sizeof digits - n, digits + n } }, 2);
}

Str deliver_link_code(const Key *key, const OutboxMessage *m, Arena *mem)
{
    if (!key->ready) return (Str){ 0, "" };
    HashText h = key_hash(key, (Str[]){ STR("acknowledge"), m->key }, 2);
    return arena_fmt(mem, "%lld-%.40s", (long long)m->id, h.hex);
}

Str deliver_address(const DeliverySettings *s, const OutboxMessage *m)
{
    bool sms = str_eq(m->medium, STR("sms")), web = str_eq(m->medium, STR("webhook"));
    if (m->exercise) return sms ? s->exercise_phone : web ? s->exercise_webhook : s->exercise_email;
    Str to = sms ? m->phone : web ? m->webhook : m->email;
    Str never = sms ? s->exercise_phone : web ? s->exercise_webhook : s->exercise_email;
    return never.n && str_eq(to, never) ? (Str){ 0, "" } : to;
}

static Str link_of(const Delivery *d, const OutboxMessage *m, Arena *mem)
{
    Str code = deliver_link_code(d->key, m, mem);
    bool any = false;
    for (size_t i = 0; i < m->n; i++) any = any || m->v[i].live;
    if (!d->settings->site.n || !code.n || !any) return (Str){ 0, "" };
    return arena_fmt(mem, "%.*s/acknowledge/%.*s", STR_ARG(d->settings->site), STR_ARG(code));
}

static Str subject_of(const OutboxMessage *m, Arena *mem)
{
    const char *press = str_eq(m->kind, STR("escalation")) ? "Not acknowledged: "
                        : str_eq(m->kind, STR("repeat"))   ? "Reminder: "
                                                           : "";
    const char *mark = m->exercise ? "EXERCISE " : "";
    if (str_eq(m->kind, STR("digest")))
        return arena_fmt(mem, "%sDigest: %zu alert%s", mark, m->n, m->n == 1 ? "" : "s");
    if (m->n == 1) return arena_fmt(mem, "%s%s%.*s", mark, press, STR_ARG(m->v[0].headline));
    return arena_fmt(mem, "%s%s%zu alerts, first: %.*s", mark, press, m->n,
                     STR_ARG(m->v[0].headline));
}

static void write_text(const OutboxMessage *m, Str link, Buf *out)
{
    if (m->exercise)
        buf_addf(out, "EXERCISE %.*s: sent instead of to %.*s (%.*s).\n\n",
                 STR_ARG(m->exercise_name), STR_ARG(m->name), STR_ARG(m->desk));
    for (size_t i = 0; i < m->n; i++) {
        buf_addf(out, "%.*s\n\n%.*s\n", STR_ARG(m->v[i].headline), STR_ARG(m->v[i].body));
        if (i + 1 < m->n) buf_add(out, STR("----\n\n"));
    }
    if (link.n)
        buf_addf(out,
                 "To acknowledge, open this address and press the button. It works once:\n%.*s\n\n",
                 STR_ARG(link));
    buf_addf(out, "Why you: %.*s.\n", STR_ARG(m->why));
    buf_add(out,
            STR("This notice is restricted: do not publish it or pass it on. It is about a place, "
                "never about persons. Somebody in danger: 999.\n"));
}

static Str brief_of(const OutboxMessage *m, Str subject, Str link, Arena *mem)
{
    size_t room = BRIEF_BYTES - link.n, n = subject.n < room ? subject.n : room;
    while (n < subject.n && n && ((unsigned char)subject.p[n] & 0xC0) == 0x80) n--;
    (void)m;
    return link.n ? arena_fmt(mem, "%.*s Acknowledge: %.*s", (int)n, subject.p, STR_ARG(link))
                  : arena_fmt(mem, "%.*s", (int)n, subject.p);
}

static ErrCode cap_of(Op *op, const Routing *r, const OutboxItem *item, Alert *ret_alert, Str *ret)
{
    AUTO(buf_free) Buf out = BUF_MAX(PART_BYTES);
    AlertIssues issues;
    TRY(alert_find(op, item->alert, ret_alert));
    TRY(alert_issues(op, item->alert, &issues));
    while (issues.n && issues.v[issues.n - 1].revision > item->revision) issues.n--;
    CapMessage m = cap_of_issue(ret_alert, &issues, routing_level(r, item->level), op->mem);
    TRY(cap_write(&m, &out, &op->err));
    *ret = arena_str(op->mem, (Str){ out.n, out.p });
    return ERR_OK;
}

static Str calendar_of(const OutboxItem *item, Arena *mem)
{
    AUTO(buf_free) Buf out = BUF_MAX(PART_BYTES);
    IcalEvent v = {
        .uid = arena_fmt(mem, "belfry-alert-%lld", (long long)item->alert),
        .revision = item->revision,
        .at = item->at,
        .starts_at = item->next_look ? item->next_look : item->at,
        .summary = arena_fmt(mem, "Review: %.*s", STR_ARG(item->headline)),
        .description =
            STR("Look again at this alert by then, or nobody knows whether it still holds."),
        .cancelled = item->next_look == 0
    };
    ical_write(&v, mem, &out);
    return arena_str(mem, (Str){ out.n, out.p });
}

static void add_part(Envelope *v, Str name, Str type, Str bytes)
{
    if (v->parts_n < ENVELOPE_PARTS) v->parts[v->parts_n++] = (EnvelopePart){ name, type, bytes };
}

static void json_item(Buf *b, const OutboxItem *item, const Alert *a, Str cap)
{
    buf_addf(b, "{\"alert\":%lld,\"revision\":%lld,\"kind\":", (long long)item->alert,
             (long long)item->revision);
    buf_add_json(b, item->kind);
    buf_add(b, STR(",\"level\":"));
    buf_add_json(b, str_of(alert_level_text(item->level)));
    buf_add(b, STR(",\"place\":"));
    buf_add_json(b, a->place);
    buf_add(b, STR(",\"headline\":"));
    buf_add_json(b, item->headline);
    buf_add(b, STR(",\"body\":"));
    buf_add_json(b, item->body);
    buf_add(b, STR(",\"cap\":"));
    buf_add_json(b, cap);
    buf_add(b, STR("}"));
}

/* Attachments for people, and the same for a system. */
static ErrCode add_items(Op *op, const OutboxMessage *m, Envelope *v, Buf *json)
{
    const Routing *r;
    Arena *mem = op->mem;
    TRY(routing_load(op, &r));
    buf_addf(json, "{\"id\":\"%.*s\",\"kind\":", STR_ARG(m->key));
    buf_add_json(json, m->kind);
    buf_addf(json, ",\"exercise\":%s,\"alerts\":[", m->exercise ? "true" : "false");
    for (size_t i = 0; i < m->n; i++) {
        const OutboxItem *item = &m->v[i];
        Alert a;
        Str cap;
        TRY(cap_of(op, r, item, &a, &cap));
        if (i) buf_add(json, STR(","));
        json_item(json, item, &a, cap);
        if (m->n > ENVELOPE_PARTS / 2) continue; /* a long digest has none attached */
        Str id = cap_identifier(item->alert, item->revision, mem);
        add_part(v, arena_fmt(mem, "%.*s.cap.xml", STR_ARG(id)), STR("application/cap+xml"), cap);
        if (item->next_look || item->revision > 1)
            add_part(v, arena_fmt(mem, "%.*s.ics", STR_ARG(id)), STR("text/calendar"),
                     calendar_of(item, mem));
    }
    buf_add(json, STR("]}"));
    return ERR_OK;
}

ErrCode deliver_envelope(Op *op, const Delivery *d, const OutboxMessage *m, Envelope *ret)
{
    AUTO(buf_free) Buf text = BUF_MAX(TEXT_BYTES), json = BUF_MAX(TEXT_BYTES);
    Arena *mem = op->mem;
    Str link = link_of(d, m, mem), done;
    Envelope v = { .to = deliver_address(d->settings, m),
                   .id = m->key,
                   .subject = subject_of(m, mem),
                   .at = op->now,
                   .exercise = m->exercise != 0 };
    HashText secret = deliver_webhook_secret(d->key, m->contact);
    v.secret = arena_str(mem, str_of(secret.hex));
    write_text(m, link, &text);
    TRY(buf_done(&text, &done, &op->err));
    v.text = arena_str(mem, done);
    v.brief = brief_of(m, v.subject, link, mem);
    TRY(add_items(op, m, &v, &json));
    TRY(buf_done(&json, &done, &op->err));
    v.json = arena_str(mem, done);
    *ret = v;
    return ERR_OK;
}
