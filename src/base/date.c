#include "base/date.h"

#include <stdio.h>

/* Hinnant's civil-day arithmetic: years counted from March, in eras of 400 years. */
int32_t date_to_days(Date d)
{
    int y = d.year - (d.month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

Date date_from_days(int32_t days)
{
    int z = days + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * day_of_year + 2) / 153;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    return (Date){ .year = year_of_era + era * 400 + (month <= 2),
                   .month = month,
                   .day = day_of_year - (153 * shifted + 2) / 5 + 1 };
}

bool date_exists(Date d)
{
    if (d.year < DATE_FIRST_YEAR || d.year > DATE_LAST_YEAR) return false;
    if (d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31) return false;
    Date back = date_from_days(date_to_days(d));
    return back.month == d.month && back.day == d.day;
}

int date_weekday(int32_t days)
{
    int w = (days + 3) % 7; /* 1970-01-01 was a Thursday */
    return (w < 0 ? w + 7 : w) + 1;
}

/* Reads exactly n digits at p. */
static bool digits(const char *p, size_t n, int *ret)
{
    int v = 0;
    for (size_t i = 0; i < n; i++) {
        if (p[i] < '0' || p[i] > '9') return false;
        v = 10 * v + (p[i] - '0');
    }
    *ret = v;
    return true;
}

static bool read_iso(Str s, Date *ret)
{
    return s.n == 10 && s.p[4] == '-' && s.p[7] == '-' && digits(s.p, 4, &ret->year) &&
           digits(s.p + 5, 2, &ret->month) && digits(s.p + 8, 2, &ret->day) && date_exists(*ret);
}

ErrCode date_parse(Str s, const char *what, int32_t *ret_days, Err *e)
{
    Date d;
    if (!read_iso(s, &d))
        return err_set(e, ERR_INPUT, "%s: '%.*s' is not a day written YYYY-MM-DD", what,
                       str_shown(s), s.p);
    *ret_days = date_to_days(d);
    return ERR_OK;
}

ErrCode date_parse_uk(Str s, const char *what, int32_t *ret_days, Err *e)
{
    Date d;
    bool read = s.n == 10 && s.p[2] == '/' && s.p[5] == '/' && digits(s.p, 2, &d.day) &&
                digits(s.p + 3, 2, &d.month) && digits(s.p + 6, 4, &d.year) && date_exists(d);
    if (!read)
        return err_set(e, ERR_INPUT, "%s: '%.*s' is not a day written DD/MM/YYYY", what,
                       str_shown(s), s.p);
    *ret_days = date_to_days(d);
    return ERR_OK;
}

DateText date_text(int32_t days)
{
    Date d = date_from_days(days);
    DateText t;
    (void)snprintf(t.text, sizeof t.text, "%04d-%02d-%02d", d.year % 10000, d.month, d.day);
    return t;
}

static const struct {
    const char *name;
    int frequency;
    const char *form;
} units[] = {
    [PERIOD_DAY] = { "day", 365, "a day written YYYY-MM-DD" },
    [PERIOD_WEEK] = { "week", 52, "a week written YYYY-Www or a day in it" },
    [PERIOD_MONTH] = { "month", 12, "a month written YYYY-MM or a day in it" },
    [PERIOD_QUARTER] = { "quarter", 4, "a quarter written YYYY-Qn or a day in it" },
    [PERIOD_YEAR] = { "year", 1, "a year written YYYY or a day in it" },
};

const char *period_unit_name(PeriodUnit unit)
{
    return units[unit].name;
}

int period_frequency(PeriodUnit unit)
{
    return units[unit].frequency;
}

ErrCode period_unit_parse(Str s, PeriodUnit *ret, Err *e)
{
    for (int u = PERIOD_DAY; u <= PERIOD_YEAR; u++)
        if (str_eq(s, str_of(units[u].name))) {
            *ret = (PeriodUnit)u;
            return ERR_OK;
        }
    return err_set(e, ERR_INPUT, "period: '%.*s' is not day, week, month, quarter or year",
                   str_shown(s), s.p);
}

static int floor_div(int a, int b)
{
    return a / b - (a % b < 0);
}

int32_t period_of_day(PeriodUnit unit, int32_t days)
{
    Date d = date_from_days(days);
    switch (unit) {
    case PERIOD_DAY: return days;
    case PERIOD_WEEK: return floor_div(days + 3, 7);
    case PERIOD_MONTH: return 12 * d.year + d.month - 1;
    case PERIOD_QUARTER: return 4 * d.year + (d.month - 1) / 3;
    case PERIOD_YEAR: return d.year;
    }
    return days;
}

int32_t period_start(PeriodUnit unit, int32_t period)
{
    switch (unit) {
    case PERIOD_DAY: return period;
    case PERIOD_WEEK: return 7 * period - 3;
    case PERIOD_MONTH: {
        int year = floor_div(period, 12);
        return date_to_days((Date){ year, period - 12 * year + 1, 1 });
    }
    case PERIOD_QUARTER: {
        int year = floor_div(period, 4);
        return date_to_days((Date){ year, 3 * (period - 4 * year) + 1, 1 });
    }
    case PERIOD_YEAR: return date_to_days((Date){ period, 1, 1 });
    }
    return period;
}

DateText period_text(PeriodUnit unit, int32_t period)
{
    Date d = date_from_days(period_start(unit, period));
    DateText t = date_text(period_start(unit, period));
    switch (unit) {
    case PERIOD_DAY: break;
    case PERIOD_WEEK: {
        /* An ISO week belongs to the year of its Thursday. */
        Date thursday = date_from_days(7 * period);
        int first = date_to_days((Date){ thursday.year, 1, 4 });
        int week = period - period_of_day(PERIOD_WEEK, first) + 1;
        (void)snprintf(t.text, sizeof t.text, "%04d-W%02d", thursday.year % 10000, week % 100);
        break;
    }
    case PERIOD_MONTH: t.text[7] = '\0'; break;
    case PERIOD_QUARTER:
        (void)snprintf(t.text, sizeof t.text, "%04d-Q%u", d.year % 10000,
                       ((unsigned)d.month - 1U) / 3U % 4U + 1U);
        break;
    case PERIOD_YEAR: t.text[4] = '\0'; break;
    }
    return t;
}

static bool year_in_range(int year)
{
    return year >= DATE_FIRST_YEAR && year <= DATE_LAST_YEAR;
}

/* What follows the year: "-W27", "W27", " W27" gives the digits after the letter. */
static bool after_letter(Str s, char letter, int *ret_year, Str *ret_rest)
{
    if (s.n < 6 || !digits(s.p, 4, ret_year) || !year_in_range(*ret_year)) return false;
    Str rest = { s.n - 4, s.p + 4 };
    if (rest.p[0] == '-' || rest.p[0] == ' ') rest = (Str){ rest.n - 1, rest.p + 1 };
    if (rest.n < 2 || (rest.p[0] != letter && rest.p[0] != letter - 'A' + 'a')) return false;
    *ret_rest = (Str){ rest.n - 1, rest.p + 1 };
    return true;
}

static bool read_week(Str s, int32_t *ret)
{
    int year, week;
    Str rest;
    if (!after_letter(s, 'W', &year, &rest) || rest.n > 2 || !digits(rest.p, rest.n, &week))
        return false;
    int32_t first = period_of_day(PERIOD_WEEK, date_to_days((Date){ year, 1, 4 }));
    int32_t next = period_of_day(PERIOD_WEEK, date_to_days((Date){ year + 1, 1, 4 }));
    *ret = first + week - 1;
    return week >= 1 && *ret < next;
}

static bool read_quarter(Str s, int32_t *ret)
{
    int year, quarter;
    Str rest;
    if (!after_letter(s, 'Q', &year, &rest) || rest.n != 1 || !digits(rest.p, 1, &quarter))
        return false;
    *ret = 4 * year + quarter - 1;
    return quarter >= 1 && quarter <= 4;
}

static bool read_month(Str s, int32_t *ret)
{
    int year, month;
    if (s.n != 7 || s.p[4] != '-' || !digits(s.p, 4, &year) || !digits(s.p + 5, 2, &month))
        return false;
    *ret = 12 * year + month - 1;
    return year_in_range(year) && month >= 1 && month <= 12;
}

static bool read_own_form(PeriodUnit unit, Str s, int32_t *ret)
{
    switch (unit) {
    case PERIOD_DAY: return false;
    case PERIOD_WEEK: return read_week(s, ret);
    case PERIOD_MONTH: return read_month(s, ret);
    case PERIOD_QUARTER: return read_quarter(s, ret);
    case PERIOD_YEAR: return s.n == 4 && digits(s.p, 4, ret) && year_in_range(*ret);
    }
    return false;
}

ErrCode period_parse(PeriodUnit unit, Str s, const char *what, int32_t *ret, Err *e)
{
    Date d;
    int32_t period;
    if (read_iso(s, &d))
        *ret = period_of_day(unit, date_to_days(d));
    else if (read_own_form(unit, s, &period))
        *ret = period;
    else
        return err_set(e, ERR_INPUT, "%s: '%.*s' is not %s", what, str_shown(s), s.p,
                       units[unit].form);
    return ERR_OK;
}

PeriodWords period_words(PeriodUnit unit, int32_t period)
{
    static const char *const months[] = { "January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December" };
    static const char *const quarters[] = { "first", "second", "third", "fourth" };
    Date d = date_from_days(period_start(unit, period));
    PeriodWords w;
    switch (unit) {
    case PERIOD_DAY:
    case PERIOD_WEEK:
        (void)snprintf(w.text, sizeof w.text, "%s%d %s %d",
                       unit == PERIOD_WEEK ? "the week of " : "", d.day, months[d.month - 1],
                       d.year);
        break;
    case PERIOD_MONTH:
        (void)snprintf(w.text, sizeof w.text, "%s %d", months[d.month - 1], d.year);
        break;
    case PERIOD_QUARTER:
        (void)snprintf(w.text, sizeof w.text, "the %s quarter of %d", quarters[(d.month - 1) / 3],
                       d.year);
        break;
    case PERIOD_YEAR: (void)snprintf(w.text, sizeof w.text, "%d", d.year); break;
    }
    return w;
}

PeriodWords period_when(PeriodUnit unit, int32_t period)
{
    PeriodWords w, words = period_words(unit, period);
    (void)snprintf(w.text, sizeof w.text, "%s %.48s", unit == PERIOD_DAY ? "on" : "in", words.text);
    return w;
}
