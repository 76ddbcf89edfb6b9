#include "alerts/mime.h"

#include "access/mac.h"
#include "base/date.h"

enum { WORD_BYTES = 39 }; /* of text in one encoded word: under 75 characters when encoded */

static bool is_safe(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || (unsigned char)s.p[i] >= 127) return false;
    return s.n > 0 && s.n < 500;
}

Str mime_date(int64_t at, Arena *mem)
{
    static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    int32_t day = (int32_t)(at / 86400);
    int second = (int)(at % 86400);
    Date d = date_from_days(day);
    return arena_fmt(mem, "%s, %02d %s %04d %02d:%02d:%02d +0000", days[date_weekday(day) - 1],
                     d.day, months[d.month - 1], d.year, second / 3600, second / 60 % 60,
                     second % 60);
}

/* Encoded words of whole characters, one a line. */
static void add_subject(Str s, Arena *mem, Buf *out)
{
    bool plain = s.n < 60;
    for (size_t i = 0; i < s.n; i++)
        plain = plain && (unsigned char)s.p[i] >= ' ' && (unsigned char)s.p[i] < 127;
    if (plain) {
        buf_addf(out, "Subject: %.*s\r\n", STR_ARG(s));
        return;
    }
    buf_add(out, STR("Subject:"));
    for (size_t at = 0; at < s.n;) {
        size_t n = s.n - at < WORD_BYTES ? s.n - at : WORD_BYTES;
        while (at + n < s.n && n > 1 && ((unsigned char)s.p[at + n] & 0xC0) == 0x80) n--;
        Str word = mac_base64_lines(mem, (Str){ n, s.p + at });
        buf_addf(out, "%s=?UTF-8?B?%.*s?=", at ? "\r\n " : " ", (int)str_trim(word).n, word.p);
        at += n;
    }
    buf_add(out, STR("\r\n"));
}

static void add_part(const MimePart *p, Arena *mem, Buf *out)
{
    buf_addf(out, "--=_belfry\r\nContent-Type: %.*s", STR_ARG(p->type));
    if (str_starts(p->type, STR("text/"))) buf_add(out, STR("; charset=utf-8"));
    buf_add(out, STR("\r\nContent-Transfer-Encoding: base64\r\n"));
    if (p->name.n)
        buf_addf(out, "Content-Disposition: attachment; filename=\"%.*s\"\r\n", STR_ARG(p->name));
    buf_add(out, STR("\r\n"));
    buf_add(out, mac_base64_lines(mem, p->bytes));
}

ErrCode mime_write(const MimeMessage *m, Arena *mem, Buf *out, Err *e)
{
    bool safe = is_safe(m->from) && is_safe(m->to) && is_safe(m->message_id);
    for (size_t i = 0; i < m->parts_n; i++)
        safe = safe && is_safe(m->parts[i].type) && is_safe(m->parts[i].name) &&
               !memchr(m->parts[i].name.p, '"', m->parts[i].name.n);
    if (!safe) return err_set(e, ERR_BUG, "a mail header that could end too early");
    buf_addf(out, "From: <%.*s>\r\nTo: <%.*s>\r\n", STR_ARG(m->from), STR_ARG(m->to));
    add_subject(m->subject, mem, out);
    buf_addf(out, "Date: %.*s\r\nMessage-ID: <%.*s>\r\n", STR_ARG(mime_date(m->at, mem)),
             STR_ARG(m->message_id));
    buf_add(out, STR("Auto-Submitted: auto-generated\r\n"));
    if (m->exercise) buf_add(out, STR("X-Exercise: yes\r\n"));
    buf_add(
        out,
        STR("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"=_belfry\"\r\n\r\n"));
    add_part(&(MimePart){ STR("text/plain"), { 0, "" }, m->text }, mem, out);
    for (size_t i = 0; i < m->parts_n; i++) add_part(&m->parts[i], mem, out);
    buf_add(out, STR("--=_belfry--\r\n"));
    return ERR_OK;
}
