/* Local time in England: the two Sundays, and there and back again. */
#include "check.h"

#include "base/london.h"

static int64_t at(int year, int month, int day, int hour, int minute)
{
    return date_to_days((Date){ year, month, day }) * (int64_t)86400 + hour * 3600 + minute * 60;
}

TEST(london_summer)
{
    static const struct {
        int y, m, d, h, min;
        const char *words, *offset;
    } cases[] = {
        { 2026, 3, 29, 0, 59, "29 March 2026, 00:59 GMT", "2026-03-29T00:59:00-00:00" },
        { 2026, 3, 29, 1, 0, "29 March 2026, 02:00 BST", "2026-03-29T02:00:00+01:00" },
        { 2026, 10, 25, 0, 59, "25 October 2026, 01:59 BST", "2026-10-25T01:59:00+01:00" },
        { 2026, 10, 25, 1, 0, "25 October 2026, 01:00 GMT", "2026-10-25T01:00:00-00:00" },
        { 2024, 7, 29, 23, 30, "30 July 2024, 00:30 BST", "2024-07-30T00:30:00+01:00" },
        { 2024, 12, 31, 23, 59, "31 December 2024, 23:59 GMT", "2024-12-31T23:59:00-00:00" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t t = at(cases[i].y, cases[i].m, cases[i].d, cases[i].h, cases[i].min);
        CHECK_TEXT(london_words(t).text, cases[i].words);
        CHECK_TEXT(london_offset_text(t).text, cases[i].offset);
    }
}

TEST(london_there_and_back)
{
    for (int64_t t = at(2025, 1, 1, 0, 0); t < at(2027, 1, 1, 0, 0); t += 1800) {
        LondonTime l = london_of(t);
        int64_t back = london_instant(l.day, l.minutes);
        /* The hour that comes twice in autumn is taken as the first. */
        CHECK(back == t || (back == t - 3600 && date_from_days(l.day).month == 10));
    }
    CHECK(london_instant(date_to_days((Date){ 2026, 3, 29 }), 90) == at(2026, 3, 29, 1, 30));
}
