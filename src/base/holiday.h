/* holiday.h - bank holidays of England and Wales, computed from the rules; what was proclaimed for
 * one year only (jubilees, weddings, a coronation, a funeral) is listed.
 *
 * From 1978 on, when the rules of today began.  Earlier years have none. */
#ifndef BASE_HOLIDAY_H
#define BASE_HOLIDAY_H

#include <stdbool.h>
#include <stdint.h>

enum { HOLIDAY_FIRST_YEAR = 1978 };

/** Easter Sunday of a year, as a day number (see base/date.h). */
int32_t holiday_easter(int year);

/** Whether the day is a bank holiday in England. */
bool holiday_is(int32_t day);

/** How many bank holidays lie from the first to the last day, both included. */
int holiday_count(int32_t first, int32_t last);

#endif
