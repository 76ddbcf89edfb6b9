/* Which addresses may be called: nothing of our own net, however it is written. */
#include "check.h"

#include <arpa/inet.h>

#include "alerts/transport.h"

static bool is_public(const char *text)
{
    unsigned char bytes[16];
    if (inet_pton(AF_INET, text, bytes) == 1) return address_is_public(bytes, 4);
    CHECK(inet_pton(AF_INET6, text, bytes) == 1);
    return address_is_public(bytes, 16);
}

TEST(transport_private_addresses)
{
    static const char *const no[] = { "0.0.0.0",
                                      "10.0.0.1",
                                      "10.255.255.255",
                                      "100.64.0.1",
                                      "127.0.0.1",
                                      "127.8.9.10",
                                      "169.254.169.254",
                                      "172.16.0.1",
                                      "172.31.255.255",
                                      "192.0.0.8",
                                      "192.0.2.1",
                                      "192.168.1.1",
                                      "198.18.0.1",
                                      "198.19.255.255",
                                      "198.51.100.7",
                                      "203.0.113.9",
                                      "224.0.0.1",
                                      "255.255.255.255",
                                      "::",
                                      "::1",
                                      "fe80::1",
                                      "fc00::1",
                                      "fd12::1",
                                      "ff02::1",
                                      "2001:db8::1",
                                      "2001::1",
                                      "::ffff:10.0.0.1",
                                      "::ffff:127.0.0.1",
                                      "64:ff9b::10.0.0.1",
                                      "2002:7f00:1::",
                                      "2002:a00:1::",
                                      "::127.0.0.1" };
    static const char *const yes[] = { "1.1.1.1",        "9.255.255.255", "11.0.0.1",
                                       "100.63.255.255", "100.128.0.1",   "172.15.0.1",
                                       "172.32.0.1",     "192.167.0.1",   "198.20.0.1",
                                       "223.255.255.1",  "2a00:1450::1",  "2606:4700::1111",
                                       "::ffff:1.1.1.1" };
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        if (is_public(no[i])) CHECK_TEXT(no[i], "refused");
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        if (!is_public(yes[i])) CHECK_TEXT(yes[i], "allowed");
}

TEST(transport_url_host)
{
    Arena *mem = arena_open(1 << 16);
    CHECK_TEXT(url_host(STR("https://a.example/x?y"), mem).p, "a.example:443");
    CHECK_TEXT(url_host(STR("http://127.0.0.1:9000/x"), mem).p, "127.0.0.1:9000");
    CHECK_TEXT(url_host(STR("https://allowed:1@evil.example/"), mem).p, "evil.example:443");
    CHECK(url_host(STR("not an address"), mem).n == 0);
    arena_close(mem);
}

TEST(transport_refuses_private)
{
    Transport *t;
    Err e;
    CHECK_OK(transport_open(&t, &e), &e);
    static const char *const urls[] = { "https://127.0.0.1:1/", "https://localhost:1/",
                                        "https://[::1]:1/",     "https://2130706433:1/",
                                        "https://0x7f.1:1/",    "https://[::ffff:127.0.0.1]:1/" };
    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
        PostRequest rq = { .url = str_of(urls[i]), .body = STR("{}"), .timeout_seconds = 2 };
        SendResult r = transport_post(t, &rq);
        if (r.outcome != SEND_NEVER || !strstr(r.detail, "private")) CHECK_TEXT(r.detail, urls[i]);
    }
    PostRequest plain = { .url = STR("http://example.org/"),
                          .body = STR("{}"),
                          .timeout_seconds = 2 };
    SendResult r = transport_post(t, &plain);
    CHECK(r.outcome == SEND_NEVER && strstr(r.detail, "expected an https address"));
    PostRequest file = { .url = STR("file:///etc/passwd"),
                         .body = STR("{}"),
                         .timeout_seconds = 2 };
    CHECK(transport_post(t, &file).outcome == SEND_NEVER);
    transport_close(t);
}
