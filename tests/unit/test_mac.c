/* HMAC-SHA256 against RFC 4231's cases, and the base64 forms. */
#include "check.h"

#include "access/mac.h"

TEST(mac_rfc4231)
{
    char key1[20], key3[20], key6[131], data3[50];
    memset(key1, 0x0b, sizeof key1);
    memset(key3, 0xaa, sizeof key3);
    memset(key6, 0xaa, sizeof key6);
    memset(data3, 0xdd, sizeof data3);
    const struct {
        Str key;
        Str parts[2];
        const char *want;
    } cases[] = {
        { { 20, key1 },
          { STR("Hi "), STR("There") },
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
        { STR("Jefe"),
          { STR("what do ya want "), STR("for nothing?") },
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
        { { 20, key3 },
          { { 50, data3 }, { 0, "" } },
          "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe" },
        { { 131, key6 },
          { STR("Test Using Larger Than Block-Size Key"), STR(" - Hash Key First") },
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
    };
    for (size_t i = 0; i < 4; i++) {
        Mac mac = mac_sha256(cases[i].key, cases[i].parts, 2);
        CHECK_TEXT(mac_hex(&mac).hex, cases[i].want);
    }
}

TEST(mac_base64)
{
    Arena *mem = arena_open(1 << 16);
    CHECK(str_eq(mac_base64url(mem, "\xff\xfe\xfd", 3), STR("__79")));
    CHECK(str_eq(mac_base64url(mem, "ab", 2), STR("YWI")));
    Str lines =
        mac_base64_lines(mem, STR("0123456789012345678901234567890123456789012345678901234567890"));
    CHECK(lines.p[76] == '\r' && lines.p[77] == '\n' && lines.p[lines.n - 1] == '\n');
    arena_close(mem);
}
