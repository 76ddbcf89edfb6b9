#include "check.h"

#include <stdio.h>

#include "web/access_log.h"
#include "web/client.h"
#include "web/form.h"
#include "web/pack.h"
#include "web/qr.h"
#include "web/rate.h"
#include "web/wire.h"

typedef struct {
    char room[600];
    RequestArg v[REQUEST_MAX_ARGS];
    size_t n;
    Err e;
} Form;

static ErrCode read_form(Form *f, const char *text, size_t n)
{
    memcpy(f->room, text, n);
    f->n = 0;
    return form_read(f->room, n, f->v, &f->n, &f->e);
}

TEST(form_fields_are_decoded)
{
    Form f;
    CHECK_OK(read_form(&f, "a=1&b=x+y%26z&c=&d&%C3%A9=%C3%A9", 32), &f.e);
    CHECK(f.n == 5);
    CHECK_TEXT(f.v[0].value, "1");
    CHECK_TEXT(f.v[1].value, "x y&z");
    CHECK_TEXT(f.v[2].value, "");
    CHECK_TEXT(f.v[3].name, "d");
    CHECK_TEXT(f.v[3].value, "");
    CHECK_TEXT(f.v[4].name, "\xc3\xa9");
    CHECK_OK(read_form(&f, "", 0), &f.e);
    CHECK(f.n == 0);
}

TEST(form_that_is_not_well_made_is_refused)
{
    static const char *const bad[] = {
        "a=%", "a=%2", "a=%zz", "a=%00", "%00=a", "a=%ff", "a=1&b=%f"
    };
    Form f;
    char many[400] = "";
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        CHECK(read_form(&f, bad[i], strlen(bad[i])) == ERR_INPUT);
    CHECK(read_form(&f, "a=\0b", 4) == ERR_INPUT);
    for (int i = 0; i < REQUEST_MAX_ARGS; i++) memcpy(many + 4 * i, "a=1&", 4);
    CHECK_OK(read_form(&f, many, 4 * REQUEST_MAX_ARGS), &f.e);
    memcpy(many + 4 * REQUEST_MAX_ARGS, "b=2", 3);
    CHECK(read_form(&f, many, 4 * REQUEST_MAX_ARGS + 3) == ERR_INPUT);
}

TEST(cookies_are_found_by_their_whole_name)
{
    CHECK(str_eq(cookie_value("a=1; belfry=xyz; b=2", "belfry"), STR("xyz")));
    CHECK(str_eq(cookie_value("belfry-visit=1", "belfry"), STR("")));
    CHECK(str_eq(cookie_value("xbelfry=1;belfry=2", "belfry"), STR("2")));
    CHECK(str_eq(cookie_value("", "belfry"), STR("")));
    CHECK(str_eq(cookie_value("belfry", "belfry"), STR("")));
}

TEST(devices_are_named_in_our_words_only)
{
    CHECK_TEXT(device_words("Mozilla/5.0 (Android 15; Mobile) Gecko/140.0 Firefox/140.0"),
               "Firefox on Android");
    CHECK_TEXT(device_words("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0"),
               "Edge on Windows");
    CHECK_TEXT(device_words("<script>"), "A program on an unknown system");
    CHECK_TEXT(device_words(""), "A program on an unknown system");
}

TEST(packed_text_comes_back_the_same)
{
    static char text[70000];
    uint64_t seed = 1;
    for (size_t n = 0; n < sizeof text; n = n * 3 + 1) {
        AUTO(buf_free) Buf packed = BUF_MAX(1 << 20);
        AUTO(buf_free) Buf back = BUF_MAX(1 << 20);
        for (size_t i = 0; i < n; i++) text[i] = (char)(check_random(&seed) % 7);
        CHECK(pack((Str){ n, text }, &packed));
        CHECK(unpack((Str){ packed.n, packed.p }, &back));
        CHECK(back.n == n && (n == 0 || memcmp(back.p, text, n) == 0));
        if (packed.n < 20) continue;
        AUTO(buf_free) Buf half = BUF_MAX(1 << 20);
        CHECK(!unpack((Str){ packed.n - 9, packed.p }, &half));
    }
    AUTO(buf_free) Buf small = BUF_MAX(10);
    CHECK(!pack((Str){ sizeof text, text }, &small));
}

TEST(qr_code_is_a_drawing)
{
    Arena *mem = arena_open(1 << 20);
    SvgText svg;
    Err e = { .code = ERR_OK };
    static char long_text[8000];
    memset(long_text, 'a', sizeof long_text - 1);
    CHECK_OK(qr_draw(STR("otpauth://totp/Belfry:account-1?secret=ABC"), mem, &svg, &e), &e);
    CHECK(str_starts(svg.markup, STR("<svg ")) && svg.markup.n > 2000);
    CHECK(qr_draw(str_of(long_text), mem, &svg, &e) == ERR_LIMIT);
    arena_close(mem);
}

TEST(rate_is_counted_by_address_and_minute)
{
    RateLimit *r = rate_limit_open(3);
    for (int i = 0; i < 3; i++) CHECK(rate_limit_pass(r, STR("192.0.2.1"), 600));
    CHECK(!rate_limit_pass(r, STR("192.0.2.1"), 659));
    CHECK(rate_limit_pass(r, STR("192.0.2.2"), 659));
    CHECK(rate_limit_pass(r, STR("192.0.2.1"), 660));
    rate_limit_close(r);
}

static void address(const char *peer, const char *forwarded, const char *site, const char *want)
{
    char room[CLIENT_ADDRESS];
    Client c = { .peer = peer, .forwarded = forwarded, .public_site = site };
    client_address(&c, room);
    CHECK_TEXT(room, want);
}

TEST(client_address_is_what_our_own_proxy_added)
{
    const char *site = "https://belfry.example.org";
    address("192.0.2.1", "", NULL, "192.0.2.1");
    address("192.0.2.1", "203.0.113.9", NULL, "192.0.2.1");
    address("127.0.0.1", "198.51.100.1, 203.0.113.9", site, "203.0.113.9");
    address("127.0.0.1", "2001:db8:1:2:3:4:5:6", site, "2001:0db8:0001:0002::");
    address("127.0.0.1", "nonsense", site, "127.0.0.1");
    address("127.0.0.1", "", site, "127.0.0.1");
}

TEST(client_at_this_machine_only_is_at_this_machine)
{
    Client c = { .peer = "127.0.0.1", .host = "localhost:8080", .loopback = true };
    CHECK(client_is_own_machine(&c));
    c.host = "localhost.example.org";
    CHECK(!client_is_own_machine(&c));
    c.host = "127.0.0.1";
    c.proxied = true;
    CHECK(!client_is_own_machine(&c));
    c.proxied = false;
    c.peer = "192.0.2.1";
    CHECK(!client_is_own_machine(&c));
}

TEST(client_form_from_elsewhere_is_told)
{
    Client c = { .host = "127.0.0.1:8080", .origin = "", .fetch_site = "" };
    CHECK(client_sends_from_here(&c));
    c.origin = "http://127.0.0.1:8080";
    CHECK(client_sends_from_here(&c));
    c.origin = "http://127.0.0.1:8081";
    CHECK(!client_sends_from_here(&c));
    c.origin = "null";
    CHECK(!client_sends_from_here(&c));
    c.origin = "";
    c.fetch_site = "same-site";
    CHECK(!client_sends_from_here(&c));
}

static bool clear(const char *const headers[], size_t n)
{
    Wire w = { .faulty = false };
    for (size_t i = 0; i < n; i++) {
        Str rest = str_of(headers[i]), name = { 0, "" };
        (void)str_split(&rest, '|', &name);
        wire_header(&w, name, rest.p ? rest : STR(""));
    }
    return wire_is_clear(&w);
}

TEST(wire_is_clear_when_it_can_be_read_in_one_way)
{
    static const char *const hosts[] = {
        "", "a b", "a,b", "a@b", "a/b", "a\r\nX: y", "a\"b", "a%b"
    };
    static const char *const more[] = { "Content-Length|+1",
                                        "Content-Length|-1",
                                        "Content-Length|1, 1",
                                        "Content-Length|0x1",
                                        "Content-Length|",
                                        "Content-Length|99999999999999999999",
                                        "Transfer-Encoding|gzip",
                                        "Transfer-Encoding|chunked, gzip",
                                        "transfer-encoding|xchunked",
                                        "host|b",
                                        "X : y|z",
                                        "|z",
                                        "X|a\rb",
                                        "X|a\nb",
                                        "X|a\x01" };
    CHECK(clear((const char *[]){ "Host|belfry.example.org:8080", "Cookie|a=\xc3\xa9\tb" }, 2));
    CHECK(clear((const char *[]){ "host|[::1]:80", "content-length|12" }, 2));
    CHECK(clear((const char *[]){ "Host|x", "Transfer-Encoding|Chunked" }, 2));
    CHECK(!clear((const char *[]){ "Accept|x" }, 1));
    CHECK(!clear((const char *[]){ "Host|x", "Content-Length|1", "Content-Length|1" }, 3));
    CHECK(!clear((const char *[]){ "Host|x", "Content-Length|1", "Transfer-Encoding|chunked" }, 3));
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
        Wire w = { .faulty = false };
        wire_header(&w, STR("Host"), str_of(hosts[i]));
        CHECK(!wire_is_clear(&w));
    }
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++)
        CHECK(!clear((const char *[]){ "Host|x", more[i] }, 2));
    Wire w = { .faulty = false };
    wire_header(&w, STR("Host"), (Str){ 3, "a\0b" });
    CHECK(!wire_is_clear(&w));
}

static void log_line(const char *path, const char *why, char room[ACCESS_LOG_LINE])
{
    Answer a = { .status = 502 };
    (void)snprintf(a.why, sizeof a.why, "%s", why);
    access_log_line(&(AccessLogEntry){ "GET", path, access_log_ms() }, &a, room);
}

TEST(access_log_line_holds_nothing_that_signs_in)
{
    char room[ACCESS_LOG_LINE], path[2000];
    log_line("/invitation/abcdefgh", "", room);
    CHECK(strncmp(room, "GET /invitation/ 502 0 ", 23) == 0 && !strstr(room, "abcdefgh"));
    log_line("/areas", "it says no", room);
    CHECK(strncmp(room, "GET /areas 502 0 ", 17) == 0 && strstr(room, " ms it says no"));
    log_line("/a\r\nGET /b 200 \x1b[31m", "x\ny", room);
    CHECK(!strchr(room, '\n') && !strchr(room, '\r') && !strchr(room, '\x1b'));
    memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    log_line(path, path, room);
    CHECK(strlen(room) < ACCESS_LOG_LINE - 1);
}
