/* CAP 1.2: what we write reads back the same, and what is wrong is refused. */
#include "check.h"

#include "alerts/cap.h"

static Arena *mem;

static CapMessage message(void)
{
    CapMessage m = { .identifier = STR("belfry-1-1"),
                     .sender = STR("belfry"),
                     .sent = STR("2026-11-24T16:24:05-00:00"),
                     .status = STR("Actual"),
                     .kind = STR("Alert"),
                     .scope = STR("Restricted"),
                     .restriction = STR("for those it is addressed to"),
                     .informs = true,
                     .language = STR("en-GB"),
                     .category = STR("Security"),
                     .event = STR("tension"),
                     .response = STR("Prepare"),
                     .urgency = STR("Expected"),
                     .severity = STR("Severe"),
                     .certainty = STR("Possible"),
                     .expires = STR("2026-11-25T04:24:05-00:00"),
                     .headline = STR("a < b & c > d \"e\" caf\xc3\xa9"),
                     .description = STR("line one\nline two ]]> <![CDATA[ &amp; end"),
                     .parameters_n = 1,
                     .area = STR("A place"),
                     .geocode_name = STR("GSS"),
                     .geocode = STR("E07000027") };
    m.parameters[0] = (CapPair){ STR("level"), STR("2") };
    return m;
}

static Str written(const CapMessage *m)
{
    Buf out = BUF_MAX(1 << 16);
    Err e;
    CHECK_OK(cap_write(m, &out, &e), &e);
    Str s = arena_str(mem, (Str){ out.n, out.p });
    buf_free(&out);
    return s;
}

TEST(cap_round_trip)
{
    mem = arena_open(1 << 22);
    CapMessage m = message(), back;
    Err e;
    CHECK_OK(cap_read(written(&m), mem, &back, &e), &e);
    CHECK(str_eq(back.headline, m.headline) && str_eq(back.description, m.description));
    CHECK(str_eq(back.parameters[0].value, STR("2")) && str_eq(back.geocode, m.geocode));
    CHECK(str_eq(written(&back), written(&m)));
    m.kind = STR("Cancel");
    m.references = STR(
        "belfry,belfry-1-1,2026-11-24T16:24:05-00:00 belfry,belfry-1-2,2026-11-24T17:24:05+01:00");
    CHECK_OK(cap_read(written(&m), mem, &back, &e), &e);
    CHECK(str_eq(back.references, m.references));
    arena_close(mem);
}

TEST(cap_never_without_forerunner)
{
    static const char *const kinds[] = { "Update", "Cancel", "Ack", "Error" };
    mem = arena_open(1 << 22);
    for (size_t i = 0; i < 4; i++) {
        Buf out = BUF_MAX(1 << 16);
        CapMessage m = message();
        Err e;
        m.kind = str_of(kinds[i]);
        CHECK(cap_write(&m, &out, &e) == ERR_BUG && out.n == 0);
        buf_free(&out);
    }
    arena_close(mem);
}

/* Replaces the first `what` of a good message. */
static void refused(const char *what, const char *with, const char *why)
{
    CapMessage m = message(), back;
    Str s = written(&m);
    Err e;
    const char *at = strstr(s.p, what);
    CHECK(at != NULL);
    Str bad = arena_fmt(mem, "%.*s%s%s", (int)(at - s.p), s.p, with, at + strlen(what));
    CHECK(cap_read(bad, mem, &back, &e) == ERR_INPUT);
    CHECK_TEXT(e.message, why);
}

TEST(cap_refuses)
{
    mem = arena_open(1 << 24);
    refused(
        "<msgType>Alert", "<msgType>Cancel",
        "missing or wrong: references: an Update, Cancel, Ack or Error names what went before it");
    refused("05-00:00</sent>", "05Z</sent>", "missing or wrong: sent");
    refused("<status>Actual", "<status>Real", "missing or wrong: status");
    refused("<identifier>belfry-1-1", "<identifier>belfry 1", "missing or wrong: identifier");
    refused("<sender>belfry</sender>\n", "", "missing or wrong: sender");
    refused("<urgency>Expected", "<urgency>Soon", "missing or wrong: urgency");
    refused("<restriction>for those it is addressed to</restriction>\n", "",
            "missing or wrong: restriction");
    refused("<scope>", "<colour>red</colour><scope>",
            "line 8: <colour>: it is unknown, or stands in the wrong place");
    refused("<scope>", "<scope id=\"1\">", "line 8: <scope>: it has an attribute");
    refused("<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">",
            "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.1\">",
            "line 2: <alert>: it is not of CAP 1.2");
    refused("<event>tension</event>", "<event><b>x</b></event>", "line 13: <event>: expected text");
    refused("<alert ", "<!DOCTYPE alert [<!ENTITY x \"y\">]><alert ", "it has a document type");
    refused("</info>", "</inf>", "line 33: it is not well-formed XML");
    arena_close(mem);
}

TEST(cap_refuses_pieces)
{
    mem = arena_open(1 << 24);
    CapMessage m = message(), back;
    Str s = written(&m);
    Err e;
    for (size_t n = 0; n + 2 < s.n; n++) CHECK(cap_read((Str){ n, s.p }, mem, &back, &e) != ERR_OK);
    arena_close(mem);
}
