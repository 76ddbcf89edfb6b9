/* scan_settings.h - the settings of `belfry compute scan`, read and checked. */
#ifndef COMPUTE_SCAN_SETTINGS_H
#define COMPUTE_SCAN_SETTINGS_H

#include "base/date.h"
#include "base/settings.h"
#include "stats/scan.h"

typedef enum { SCAN_NO_TREND, SCAN_LOGLINEAR, SCAN_STRATIFIED } ScanTrend;

/* A date as written: a whole year, a month or a day. */
typedef struct {
    PeriodUnit unit;     /* PERIOD_YEAR, PERIOD_MONTH or PERIOD_DAY */
    int32_t first, last; /* days it covers */
} ScanDate;

typedef struct {
    bool compat, emerging, latlong_set, latlong;
    ScanModel model;
    ScanAnalysis analysis;
    ScanFor look;
    ScanTrend trend;
    bool weekday, adjust_previous, include_spatial, include_temporal;
    bool has_start, has_end, has_prospective, has_unit;
    ScanDate start, end, prospective;
    PeriodUnit unit;
    int length; /* of a slot in units */
    double max_share, max_distance;
    size_t max_places;
    bool km; /* a distance was given in km */
    double max_time_share;
    int max_time, min_time; /* units; max_time 0: the share holds */
    int min_cases, iterative, replicates, seed, steps;
} ScanSettings;

extern const SettingParam scan_params[];

/**
 * Reads them.
 *
 * error  ERR_INPUT  names the setting and what it may be, or two that do not go together
 * test   tests/cli/compute_scan.txt
 */
ErrCode scan_settings_read(Settings set, ScanSettings *ret, Err *e) NONNULL MUST_USE;

/**
 * Reads 1977, 1977-03 or 1977-03-14.
 *
 * error  ERR_INPUT  another form, or no such day
 * test   tests/cli/compute_scan.txt
 */
ErrCode scan_date_read(Str text, ScanDate *ret, Err *e) NONNULL MUST_USE;

#endif
