/* date.h - calendar days and the periods that figures are counted in.
 *
 * A day is a number: days since 1970-01-01 in the proleptic Gregorian calendar.  A period is a
 * number too, counted in its own unit, so that neighbours differ by one:
 *     day 1970-01-01 = 0    ISO week of that day = 0    month = 12 * year + month - 1
 *     quarter = 4 * year + quarter - 1                  year = year
 * No time zone is involved: figures carry dates, not instants. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/str.h"

typedef struct {
    int year, month, day; /* month 1..12, day 1..31 */
} Date;

typedef enum { PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR } PeriodUnit;

/* The first and last day that a figure may carry; wider dates are typing errors. */
enum { DATE_FIRST_YEAR = 1800, DATE_LAST_YEAR = 2199 };

/** Days from 1970-01-01 to the date; the date must exist. */
int32_t date_to_days(Date d);

/** The date that lies `days` after 1970-01-01. */
Date date_from_days(int32_t days);

/** Whether the calendar has this date and it lies in the years that figures may carry. */
bool date_exists(Date d);

/** Day of the week, Monday 1 to Sunday 7. */
int date_weekday(int32_t days);

/**
 * Reads YYYY-MM-DD.
 *
 * error   ERR_INPUT  another form, or no such day; `what` names the field
 */
ErrCode date_parse(Str s, const char *what, int32_t *ret_days, Err *e) NONNULL MUST_USE;

/**
 * Reads DD/MM/YYYY, as British spreadsheets write it.
 *
 * error   ERR_INPUT  another form, or no such day; `what` names the field
 */
ErrCode date_parse_uk(Str s, const char *what, int32_t *ret_days, Err *e) NONNULL MUST_USE;

typedef struct {
    char text[16];
} DateText;

/** The day as YYYY-MM-DD. */
DateText date_text(int32_t days);

/** The word for a unit: day, week, month, quarter, year. */
const char *period_unit_name(PeriodUnit unit);

/**
 * Reads a unit's word.
 *
 * error   ERR_INPUT  not one of the five words
 */
ErrCode period_unit_parse(Str s, PeriodUnit *ret, Err *e) NONNULL MUST_USE;

/** The period that a day lies in. */
int32_t period_of_day(PeriodUnit unit, int32_t days);

/** The first day of a period; the last is the day before period_start(unit, period + 1). */
int32_t period_start(PeriodUnit unit, int32_t period);

/** How many periods make a year, for methods that compare the same season: 365, 52, 12, 4, 1. */
int period_frequency(PeriodUnit unit);

/** The period as people write it: 2016-07-04, 2016-W27, 2016-07, 2016-Q3, 2016. */
DateText period_text(PeriodUnit unit, int32_t period);

typedef struct {
    char text[56];
} PeriodWords;

/** The period in words: July 2016, the week of 4 July 2016, 4 July 2016, the
 *  third quarter of 2016, 2016. */
PeriodWords period_words(PeriodUnit unit, int32_t period);

/** The same with the word before it: in July 2016, on 29 April 2024. */
PeriodWords period_when(PeriodUnit unit, int32_t period);

/**
 * Reads a period as period_text writes it, or as any day inside it (YYYY-MM-DD).
 * Also takes 2016Q3, 2016 Q3 and 2016W27.
 *
 * error   ERR_INPUT  another form, or no such period; `what` names the field
 */
ErrCode period_parse(PeriodUnit unit, Str s, const char *what, int32_t *ret, Err *e)
    NONNULL MUST_USE;

#endif
