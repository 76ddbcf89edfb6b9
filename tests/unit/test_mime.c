/* Mail: headers that nothing can break out of, long and foreign subjects. */
#include "check.h"

#include "alerts/mime.h"

static Arena *mem;

static MimeMessage message(const char *subject)
{
    return (MimeMessage){ .from = STR("a@example.org"),
                          .to = STR("b@example.org"),
                          .subject = str_of(subject),
                          .message_id = STR("k1@example.org"),
                          .at = 1732465445,
                          .text = STR("one\nBcc: c@example.org\n") };
}

TEST(mime_headers)
{
    mem = arena_open(1 << 20);
    Buf out = BUF_MAX(1 << 16);
    Err e;
    MimeMessage m = message("Level 2: a place");
    CHECK_OK(mime_write(&m, mem, &out, &e), &e);
    CHECK(strstr(out.p,
                 "From: <a@example.org>\r\nTo: <b@example.org>\r\nSubject: Level 2: a place\r\n"
                 "Date: Sun, 24 Nov 2024 16:24:05 +0000\r\nMessage-ID: <k1@example.org>\r\n"));
    CHECK(!strstr(out.p, "Bcc")); /* the body is in base64 */
    buf_free(&out);
    arena_close(mem);
}

/* Every byte that could end a header, in every place: refused or encoded. */
TEST(mime_no_injection)
{
    mem = arena_open(1 << 24);
    for (int c = 0; c < 256; c++) {
        Buf out = BUF_MAX(1 << 16);
        Err e;
        char text[] = "xy@example.org";
        text[1] = (char)c;
        Str bad = { sizeof text - 1, text };
        bool allowed = c > ' ' && c < 127;
        MimeMessage from = message("s"), to = message("s"), id = message("s"), part = message("s");
        from.from = to.to = id.message_id = bad;
        CHECK((mime_write(&from, mem, &out, &e) == ERR_OK) == allowed);
        CHECK((mime_write(&to, mem, &out, &e) == ERR_OK) == allowed);
        CHECK((mime_write(&id, mem, &out, &e) == ERR_OK) == allowed);
        part.parts_n = 1;
        part.parts[0] = (MimePart){ STR("text/plain"), bad, STR("x") };
        CHECK((mime_write(&part, mem, &out, &e) == ERR_OK) == (allowed && c != '"'));
        buf_free(&out);
        out = BUF_MAX(1 << 16);
        char subject[] = "a\nBcc: c@example.org";
        subject[1] = (char)(c ? c : '\n');
        MimeMessage s = message(subject);
        CHECK_OK(mime_write(&s, mem, &out, &e), &e);
        CHECK(!strstr(out.p, "\nBcc") && !strstr(out.p, "\rBcc"));
        buf_free(&out);
    }
    arena_close(mem);
}

TEST(mime_long_subject)
{
    mem = arena_open(1 << 20);
    Buf out = BUF_MAX(1 << 16);
    Err e;
    char subject[400] = "";
    for (int i = 0; i < 60; i++) strcat(subject, "\xc3\xa9\xe2\x82\xac");
    MimeMessage m = message(subject);
    CHECK_OK(mime_write(&m, mem, &out, &e), &e);
    const char *at = strstr(out.p, "Subject:"), *end = strstr(at, "Date:");
    for (const char *line = at; line < end; line = strstr(line, "\r\n") + 2)
        CHECK(strstr(line, "\r\n") - line <= 76 && strstr(line, "=?UTF-8?B?"));
    buf_free(&out);
    arena_close(mem);
}
