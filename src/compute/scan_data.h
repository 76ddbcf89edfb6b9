/* scan_data.h - the tables of `belfry compute scan`, read into what the scan works on. */
#ifndef COMPUTE_SCAN_DATA_H
#define COMPUTE_SCAN_DATA_H

#include "compute/procedure.h"
#include "compute/scan_settings.h"
#include "stats/scan_measure.h"

/* The tables, in the order of the procedure's inputs. */
enum { SCAN_CASES, SCAN_PLACES, SCAN_POPULATION, SCAN_CONTROLS, SCAN_BASELINE, SCAN_NEIGHBOURS };

/* Names in the order of their bytes, each once. */
typedef struct {
    size_t n;
    const Str *v;
} ScanNames;

typedef struct {
    const ProcedureCall *c;
    const ScanSettings *s;
    ScanNames place;
    const ScanPoint *point;
    bool timed; /* the cases have dates */
    ScanGrid grid;
    const uint32_t *weekday; /* of each slot, 0 to 6; with the setting weekday */
    ScanNames category;
    double *count, *measure, *dispersion; /* places x slots */
    ScanCase *cases;                      /* permutation: by group */
    size_t n_cases, groups;
} ScanData;

/**
 * Puts the texts of a column into order, each once.
 *
 * error  ERR_LIMIT  no memory
 */
ErrCode scan_names(const Frame *f, size_t col, Arena *mem, ScanNames *ret, Err *e) NONNULL MUST_USE;

/* Looks names of one column up. */
typedef struct {
    const ScanNames *names;
    const char *expected; /* in words, for the message */
    size_t at;            /* where the last one was found */
} ScanFinder;

/**
 * Finds the name of a cell; find->at is its place.
 *
 * error  ERR_INPUT  names file, line and column
 */
ErrCode scan_name_find(ScanFinder *find, const Frame *f, size_t row, size_t col, Err *e)
    NONNULL MUST_USE;

/**
 * Reads where the places are; a purely temporal scan has one place, called All.
 *
 * error  ERR_INPUT  a column is missing, a place stands there twice, a coordinate is no such number
 */
ErrCode scan_places_read(ScanData *d) NONNULL MUST_USE;

/**
 * Finds the slots of time from the settings and the dates.
 *
 * error  ERR_INPUT  a date cannot be read, is coarser than the unit, or there are too many slots
 */
ErrCode scan_time_read(ScanData *d) NONNULL MUST_USE;

/**
 * The slot of a row's date; slot 0 without dates.
 *
 * error  ERR_INPUT  names file, line and column of a date outside the study
 */
ErrCode scan_slot_of(const ScanData *d, const Frame *f, size_t row, uint32_t *ret_slot, Err *e)
    NONNULL MUST_USE;

/** The first slot that ends after a day. */
uint32_t scan_slot_at(const ScanGrid *g, double day) NONNULL;

/**
 * Reads the cases, and what they are compared with.
 *
 * error  ERR_INPUT  names file, line and column
 */
ErrCode scan_counts_read(ScanData *d) NONNULL MUST_USE;

/**
 * Works the measure out, or works it out again after counts were taken away.
 *
 * error  ERR_INPUT  a category has cases and no population
 */
ErrCode scan_measure(ScanData *d) NONNULL MUST_USE;

/**
 * Finds zones and windows.
 *
 * error  ERR_INPUT  the neighbours name unknown places, or no window is left
 *        ERR_LIMIT  no memory
 */
ErrCode scan_problem_open(ScanData *d, ScanProblem *ret) NONNULL MUST_USE;

#endif
