/* Bank holidays of England as www.gov.uk/bank-holidays lists them. */
#include "check.h"

#include "base/date.h"
#include "base/holiday.h"

static int32_t day(int y, int m, int d)
{
    return date_to_days((Date){ y, m, d });
}

typedef struct {
    int year, n;
    int month_day[10];
} Listed;

static const Listed listed[] = {
    { 2019, 8, { 101, 419, 422, 506, 527, 826, 1225, 1226 } },
    { 2020, 8, { 101, 410, 413, 508, 525, 831, 1225, 1228 } },
    { 2021, 8, { 101, 402, 405, 503, 531, 830, 1227, 1228 } },
    { 2022, 10, { 103, 415, 418, 502, 602, 603, 829, 919, 1226, 1227 } },
    { 2023, 9, { 102, 407, 410, 501, 508, 529, 828, 1225, 1226 } },
    { 2024, 8, { 101, 329, 401, 506, 527, 826, 1225, 1226 } },
    { 2025, 8, { 101, 418, 421, 505, 526, 825, 1225, 1226 } },
    { 2026, 8, { 101, 403, 406, 504, 525, 831, 1225, 1228 } },
    { 2012, 9, { 102, 406, 409, 507, 604, 605, 827, 1225, 1226 } },
    { 2011, 9, { 103, 422, 425, 429, 502, 530, 829, 1226, 1227 } },
};

TEST(holidays_are_those_of_the_gazette)
{
    for (size_t i = 0; i < sizeof listed / sizeof listed[0]; i++) {
        const Listed *l = &listed[i];
        CHECK(holiday_count(day(l->year, 1, 1), day(l->year, 12, 31)) == l->n);
        for (int k = 0; k < l->n; k++)
            CHECK(holiday_is(day(l->year, l->month_day[k] / 100, l->month_day[k] % 100)));
    }
}

TEST(holidays_easter_and_before_the_rules)
{
    CHECK(holiday_easter(2000) == day(2000, 4, 23) && holiday_easter(2038) == day(2038, 4, 25));
    CHECK(holiday_count(day(1960, 1, 1), day(1977, 12, 31)) == 0);
    for (int y = HOLIDAY_FIRST_YEAR; y < 2190; y++) {
        int n = holiday_count(day(y, 1, 1), day(y, 12, 31));
        CHECK(n >= 8 && n <= 10);
        CHECK(date_weekday(holiday_easter(y)) == 7);
    }
}
