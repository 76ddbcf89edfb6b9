#include "base/holiday.h"

#include <stddef.h>

#include "base/date.h"

/* Days moved by proclamation, and days for one year only.  A month of 0: the ordinary day is
 * not one that year. */
typedef struct {
    int year, month, day;
} Proclaimed;

static const Proclaimed extra[] = {
    { 1981, 7, 29 }, { 1995, 5, 8 },  { 1999, 12, 31 }, { 2002, 6, 3 }, { 2002, 6, 4 },
    { 2011, 4, 29 }, { 2012, 6, 4 },  { 2012, 6, 5 },   { 2020, 5, 8 }, { 2022, 6, 2 },
    { 2022, 6, 3 },  { 2022, 9, 19 }, { 2023, 5, 8 },
};

/* Years whose first Monday in May, or last Monday in May, was moved to a day above. */
static const int early_may_moved[] = { 1995, 2020 };
static const int spring_moved[] = { 2002, 2012, 2022 };

int32_t holiday_easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return date_to_days((Date){ year, f / 31, f % 31 + 1 });
}

static bool among(int year, const int *years, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (years[i] == year) return true;
    return false;
}

static bool is_extra(Date d)
{
    for (size_t i = 0; i < sizeof extra / sizeof extra[0]; i++)
        if (extra[i].year == d.year && extra[i].month == d.month && extra[i].day == d.day)
            return true;
    return false;
}

/* A fixed holiday on a weekend is made good on the next working day that is none itself. */
static bool is_new_year(Date d, int weekday)
{
    return d.month == 1 && (d.day == 1 ? weekday <= 5 : d.day <= 3 && weekday == 1);
}

static bool is_christmas(Date d, int weekday)
{
    if (d.month != 12 || d.day < 25 || d.day > 28) return false;
    if (d.day <= 26) return weekday <= 5;
    return weekday == 1 || weekday == 2;
}

static bool is_monday_holiday(Date d, int weekday)
{
    if (weekday != 1) return false;
    if (d.month == 5 && d.day <= 7)
        return !among(d.year, early_may_moved, sizeof early_may_moved / sizeof(int));
    if (d.month == 5 && d.day >= 25)
        return !among(d.year, spring_moved, sizeof spring_moved / sizeof(int));
    return d.month == 8 && d.day >= 25;
}

bool holiday_is(int32_t day)
{
    Date d = date_from_days(day);
    int weekday = date_weekday(day);
    if (d.year < HOLIDAY_FIRST_YEAR) return false;
    if (is_extra(d) || is_new_year(d, weekday) || is_christmas(d, weekday)) return true;
    if (is_monday_holiday(d, weekday)) return true;
    int32_t easter = holiday_easter(d.year);
    return day == easter - 2 || day == easter + 1;
}

int holiday_count(int32_t first, int32_t last)
{
    int n = 0;
    for (int32_t day = first; day <= last; day++) n += holiday_is(day);
    return n;
}
