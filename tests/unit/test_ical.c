/* Calendars: escaping, folding between characters, CRLF everywhere. */
#include "check.h"

#include "alerts/ical.h"

TEST(ical_escapes_and_folds)
{
    Arena *mem = arena_open(1 << 20);
    Buf out = BUF_MAX(1 << 16);
    char text[600] = "a;b,c\\d\ne\r\nX-EVIL:1 ";
    for (int i = 0; i < 60; i++) strcat(text, "\xc3\xa9\xe2\x82\xac");
    IcalEvent v = { .uid = STR("u-1"),
                    .revision = 3,
                    .at = 1732465445,
                    .starts_at = 1732465445 + 3600,
                    .summary = str_of(text),
                    .description = STR("d") };
    ical_write(&v, mem, &out);
    CHECK(strstr(out.p, "SUMMARY:a\\;b\\,c\\\\d\\ne\\nX-EVIL:1 "));
    CHECK(strstr(out.p, "DTSTART:20241124T172405Z\r\n") && strstr(out.p, "SEQUENCE:3\r\n"));
    CHECK(!strstr(out.p, "\nX-EVIL"));
    for (const char *line = out.p; *line; line = strstr(line, "\r\n") + 2) {
        const char *end = strstr(line, "\r\n");
        CHECK(end && end - line <= 75);
        CHECK(!memchr(line, '\n', (size_t)(end - line)));
        /* Each line is whole characters. */
        Str s = { (size_t)(end - line), line };
        CHECK(str_utf8_fault(s) >= s.n);
    }
    v.cancelled = true;
    out.n = 0;
    ical_write(&v, mem, &out);
    CHECK(strstr(out.p, "METHOD:CANCEL") && strstr(out.p, "STATUS:CANCELLED") &&
          !strstr(out.p, "VALARM"));
    buf_free(&out);
    arena_close(mem);
}
