/* The delivery settings: what they take, and line and field of what they refuse. */
#include "check.h"

#include "alerts/channel.h"

static Arena *mem;

static void refused(const char *text, const char *why)
{
    DeliverySettings s;
    Err e;
    CHECK(delivery_settings_parse(str_of(text), "test", mem, &s, &e) == ERR_INPUT);
    CHECK_TEXT(e.message, why);
    CHECK(!strstr(e.message, "hunter2"));
}

TEST(delivery_settings)
{
    DeliverySettings s;
    Err e;
    mem = arena_open(1 << 20);
    CHECK_OK(
        delivery_settings_parse(
            STR("[site]\naddress = https://belfry.example/\n[email]\nserver = mail.example:587\n"
                "user = u\npassword = hunter2\nfrom = b@belfry.example\n[webhook]\nallow = "
                "127.0.0.1:9000\n"
                "[notify]\nkey = "
                "team-aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa-bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb\n"
                "email_template = cccccccc-cccc-cccc-cccc-cccccccccccc\n[exercise]\nemail = "
                "x@belfry.example\n"),
            "test", mem, &s, &e),
        &e);
    CHECK(str_eq(s.site, STR("https://belfry.example")) && s.mail.port == 587 &&
          s.mail.safety == MAIL_STARTTLS);
    CHECK(str_eq(s.notify.service, STR("aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa")));
    CHECK(str_eq(s.notify.secret, STR("bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb")));
    CHECK_TEXT(channel_for(&s, STR("email"))->name, "smtp");
    CHECK(channel_for(&s, STR("sms")) == NULL);
    s.mail.ready = false;
    CHECK_TEXT(channel_for(&s, STR("email"))->name, "notify_email");
    refused("[email]\nserver = mail\n", "test: line 2: server: expected HOST:PORT");
    refused("[email]\nserver = mail:25\n", "test: [email] needs server and from");
    refused("[email]\nserver = mail:25\nfrom = a@b\ntls = none\n",
            "test: [email] tls = none is for a server on this machine only");
    refused(
        "[email]\nserver = 127.0.0.1:25\nfrom = a@b\ntls = none\nuser = u\npassword = hunter2\n",
        "test: [email] a password is not sent without TLS");
    refused("[email]\nfrom = a@b, c@d\n",
            "test: line 2: from: expected a mail address such as belfry@example.org");
    refused("[notify]\nkey = hunter2\n",
            "test: line 2: key: expected a key of GOV.UK Notify, NAME-SERVICE-SECRET");
    refused("[site]\naddress = http://belfry.example\n",
            "test: line 2: address: expected an address that begins https://");
    refused("[pigeon]\na = b\n",
            "test: line 2: expected [site] with address, [email], [webhook], [notify] "
            "or [exercise]");
    arena_close(mem);
}
