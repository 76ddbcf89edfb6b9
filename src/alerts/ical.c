#include "alerts/ical.h"

#include "base/date.h"

enum { LINE_BYTES = 75 };

static Str escaped(Str s, Arena *mem)
{
    char *out = arena_zero(mem, 2 * s.n + 1, 1);
    size_t n = 0;
    if (!out) return (Str){ 0, "" };
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\\' || c == ';' || c == ',') out[n++] = '\\';
        if (c == '\n') {
            out[n++] = '\\';
            out[n++] = 'n';
        } else if ((unsigned char)c >= ' ')
            out[n++] = c;
    }
    return (Str){ n, out };
}

/* A line, folded so that no character is cut. */
static void line(Buf *out, Str s)
{
    size_t at = 0, most = LINE_BYTES;
    while (s.n - at > most) {
        size_t n = most;
        while (n > 1 && ((unsigned char)s.p[at + n] & 0xC0) == 0x80) n--;
        buf_add(out, (Str){ n, s.p + at });
        buf_add(out, STR("\r\n "));
        at += n;
        most = LINE_BYTES - 1; /* the blank of the fold counts */
    }
    buf_add(out, (Str){ s.n - at, s.p + at });
    buf_add(out, STR("\r\n"));
}

static Str utc(int64_t at, Arena *mem)
{
    Date d = date_from_days((int32_t)(at / 86400));
    int s = (int)(at % 86400);
    return arena_fmt(mem, "%04d%02d%02dT%02d%02d%02dZ", d.year, d.month, d.day, s / 3600,
                     s / 60 % 60, s % 60);
}

void ical_write(const IcalEvent *v, Arena *mem, Buf *out)
{
    buf_add(out, STR("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Belfry//Belfry//EN\r\n"));
    buf_addf(out, "METHOD:%s\r\nBEGIN:VEVENT\r\n", v->cancelled ? "CANCEL" : "PUBLISH");
    line(out, arena_fmt(mem, "UID:%.*s", STR_ARG(escaped(v->uid, mem))));
    line(out, arena_fmt(mem, "SEQUENCE:%lld", (long long)v->revision));
    line(out, arena_fmt(mem, "DTSTAMP:%.*s", STR_ARG(utc(v->at, mem))));
    line(out, arena_fmt(mem, "DTSTART:%.*s", STR_ARG(utc(v->starts_at, mem))));
    line(out, STR("DURATION:PT30M"));
    line(out, arena_fmt(mem, "SUMMARY:%.*s", STR_ARG(escaped(v->summary, mem))));
    line(out, arena_fmt(mem, "DESCRIPTION:%.*s", STR_ARG(escaped(v->description, mem))));
    line(out, v->cancelled ? STR("STATUS:CANCELLED") : STR("STATUS:CONFIRMED"));
    if (!v->cancelled)
        buf_add(out, STR("BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Review\r\nTRIGGER:-"
                         "PT30M\r\nEND:VALARM\r\n"));
    buf_add(out, STR("END:VEVENT\r\nEND:VCALENDAR\r\n"));
}
