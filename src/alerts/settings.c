#include "alerts/settings.h"

#include <sys/stat.h>

#include "base/ini.h"

enum { NOTIFY_UUID = 36 };

typedef struct {
    Arena *mem;
    DeliverySettings *s;
} Reading;

static bool is_plain(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || (unsigned char)s.p[i] >= 127) return false;
    return s.n > 0 && s.n <= 300;
}

static bool is_loopback(Str host)
{
    return str_eq(host, STR("localhost")) || str_eq(host, STR("127.0.0.1")) ||
           str_eq(host, STR("::1"));
}

static ErrCode read_host(Str value, const char *what, Str *ret_host, int *ret_port, Err *e)
{
    size_t colon = value.n;
    int64_t port = 0;
    Err why;
    for (size_t i = 0; i < value.n; i++)
        if (value.p[i] == ':') colon = i;
    Str digits = { colon < value.n ? value.n - colon - 1 : 0,
                   value.p + (colon < value.n ? colon + 1 : 0) };
    if (!is_plain(value) || colon == 0 || str_int(digits, "", &port, &why) != ERR_OK || port < 1 ||
        port > 65535)
        return err_set(e, ERR_INPUT, "%s: expected HOST:PORT", what);
    *ret_host = (Str){ colon, value.p };
    *ret_port = (int)port;
    return ERR_OK;
}

static ErrCode is_mail_address(Str value, const char *what, Str *ret, Err *e)
{
    const char *at = value.n ? memchr(value.p, '@', value.n) : NULL;
    if (!is_plain(value) || !at || at == value.p || at + 1 == value.p + value.n ||
        memchr(value.p, '<', value.n) || memchr(value.p, '>', value.n) ||
        memchr(value.p, ',', value.n))
        return err_set(e, ERR_INPUT, "%s: expected a mail address such as belfry@example.org",
                       what);
    *ret = value;
    return ERR_OK;
}

static ErrCode read_address(Str value, const char *what, Str *ret, Err *e)
{
    bool good = is_plain(value) && (str_starts(value, STR("https://")) ||
                                    str_starts(value, STR("http://127.0.0.1:")) ||
                                    str_starts(value, STR("http://localhost:")));
    if (!good) return err_set(e, ERR_INPUT, "%s: expected an address that begins https://", what);
    while (value.n && value.p[value.n - 1] == '/') value.n--;
    *ret = value;
    return ERR_OK;
}

static ErrCode on_mail(MailSettings *m, Str key, Str value, Err *e)
{
    m->ready = true;
    if (str_eq(key, STR("server"))) return read_host(value, "server", &m->host, &m->port, e);
    if (str_eq(key, STR("from"))) return is_mail_address(value, "from", &m->from, e);
    if (str_eq(key, STR("user")))
        m->user = value;
    else if (str_eq(key, STR("password")))
        m->password = value;
    else if (str_eq(key, STR("ca")))
        m->ca = value;
    else if (!str_eq(key, STR("tls")))
        return err_set(e, ERR_INPUT, "expected server, tls, user, password, from or ca");
    else if (str_eq(value, STR("starttls")))
        m->safety = MAIL_STARTTLS;
    else if (str_eq(value, STR("tls")))
        m->safety = MAIL_TLS;
    else if (str_eq(value, STR("none")))
        m->safety = MAIL_PLAIN;
    else
        return err_set(e, ERR_INPUT, "tls: expected starttls, tls or none");
    return ERR_OK;
}

static ErrCode on_webhook(WebhookSettings *w, Str key, Str value, Err *e)
{
    Str host;
    int port;
    if (str_eq(key, STR("allow"))) {
        TRY(read_host(value, "allow", &host, &port, e));
        if (w->allowed_n == SETTINGS_ALLOWED)
            return err_set(e, ERR_INPUT, "allow: more than %d", SETTINGS_ALLOWED);
        w->allowed[w->allowed_n++] = value;
        return ERR_OK;
    }
    if (!str_eq(key, STR("timeout"))) return err_set(e, ERR_INPUT, "expected allow or timeout");
    TRY(str_int(value, "timeout", &w->timeout_seconds, e));
    if (w->timeout_seconds < 1 || w->timeout_seconds > 20)
        return err_set(e, ERR_INPUT, "timeout: expected 1 to 20 seconds");
    return ERR_OK;
}

/* NAME-SERVICE-SECRET, the last two of 36 characters. */
static ErrCode read_key(NotifySettings *n, Str value, Err *e)
{
    if (!is_plain(value) || value.n < 2 * NOTIFY_UUID + 2)
        return err_set(e, ERR_INPUT, "key: expected a key of GOV.UK Notify, NAME-SERVICE-SECRET");
    n->secret = (Str){ NOTIFY_UUID, value.p + value.n - NOTIFY_UUID };
    n->service = (Str){ NOTIFY_UUID, value.p + value.n - 2 * NOTIFY_UUID - 1 };
    return ERR_OK;
}

static ErrCode on_notify(NotifySettings *n, Str key, Str value, Err *e)
{
    n->ready = true;
    if (str_eq(key, STR("address"))) return read_address(value, "address", &n->address, e);
    if (str_eq(key, STR("key"))) return read_key(n, value, e);
    bool email = str_eq(key, STR("email_template"));
    if (!email && !str_eq(key, STR("sms_template")))
        return err_set(e, ERR_INPUT, "expected address, key, email_template or sms_template");
    if (value.n != NOTIFY_UUID || !is_plain(value))
        return err_set(e, ERR_INPUT, "%.*s: expected a template's number of 36 characters",
                       STR_ARG(key));
    *(email ? &n->email_template : &n->sms_template) = value;
    return ERR_OK;
}

static ErrCode on_exercise(DeliverySettings *s, Str key, Str value, Err *e)
{
    if (str_eq(key, STR("email"))) return is_mail_address(value, "email", &s->exercise_email, e);
    if (!is_plain(value)) return err_set(e, ERR_INPUT, "%.*s: expected an address", STR_ARG(key));
    if (str_eq(key, STR("phone")))
        s->exercise_phone = value;
    else if (str_eq(key, STR("webhook")))
        s->exercise_webhook = value;
    else
        return err_set(e, ERR_INPUT, "expected email, phone or webhook");
    return ERR_OK;
}

static ErrCode on_entry(void *context, Str section, Str key, Str value, Err *e)
{
    Reading *r = context;
    Str kept = arena_str(r->mem, value);
    if (str_eq(section, STR("email"))) return on_mail(&r->s->mail, key, kept, e);
    if (str_eq(section, STR("webhook"))) return on_webhook(&r->s->webhook, key, kept, e);
    if (str_eq(section, STR("notify"))) return on_notify(&r->s->notify, key, kept, e);
    if (str_eq(section, STR("exercise"))) return on_exercise(r->s, key, kept, e);
    if (str_eq(section, STR("site")) && str_eq(key, STR("address")))
        return read_address(kept, "address", &r->s->site, e);
    return err_set(e, ERR_INPUT,
                   "expected [site] with address, [email], [webhook], [notify] or [exercise]");
}

static ErrCode check(const DeliverySettings *s, const char *name, Err *e)
{
    const MailSettings *m = &s->mail;
    if (m->ready && (!m->host.n || !m->from.n))
        return err_set(e, ERR_INPUT, "%s: [email] needs server and from", name);
    if (m->ready && m->safety == MAIL_PLAIN && !is_loopback(m->host))
        return err_set(e, ERR_INPUT, "%s: [email] tls = none is for a server on this machine only",
                       name);
    if (m->ready && m->safety == MAIL_PLAIN && m->user.n)
        return err_set(e, ERR_INPUT, "%s: [email] a password is not sent without TLS", name);
    if (s->notify.ready &&
        (!s->notify.secret.n || (!s->notify.email_template.n && !s->notify.sms_template.n)))
        return err_set(e, ERR_INPUT, "%s: [notify] needs key, and email_template or sms_template",
                       name);
    return ERR_OK;
}

ErrCode delivery_settings_parse(Str text, const char *name, Arena *mem, DeliverySettings *ret,
                                Err *e)
{
    const Str none = { 0, "" };
    DeliverySettings s = {
        .site = none,
        .mail = { .host = none, .user = none, .password = none, .from = none, .ca = none },
        .webhook = { .timeout_seconds = 8 },
        .notify = { .address = STR("https://api.notifications.service.gov.uk") },
        .exercise_email = none,
        .exercise_phone = none,
        .exercise_webhook = none
    };
    Reading r = { mem, &s };
    TRY(ini_read(text, name, on_entry, &r, e));
    TRY(check(&s, name, e));
    *ret = s;
    return ERR_OK;
}

ErrCode delivery_settings_load(const char *path, Arena *mem, DeliverySettings *ret, Err *e)
{
    struct stat facts;
    Str text;
    TRY(ini_load(path, mem, &text, e));
    if (stat(path, &facts) == 0 && (facts.st_mode & (S_IRWXG | S_IRWXO)))
        return err_set(e, ERR_INPUT, "%s: others may read it; chmod 600 it", path);
    return delivery_settings_parse(text, path, mem, ret, e);
}
