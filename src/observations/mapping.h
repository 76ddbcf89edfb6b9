/* mapping.h - how to read one kind of file: which column is what, which rows count, and what an
 * empty cell means.  A small text file in data/mappings, or guessed from usual column names. */
#ifndef OBSERVATIONS_MAPPING_H
#define OBSERVATIONS_MAPPING_H

#include "base/arena.h"
#include "base/date.h"

typedef enum {
    LAYOUT_TIDY,           /* one value a row */
    LAYOUT_PERIODS_ACROSS, /* a row for each place, a column for each period */
    LAYOUT_PLACES_ACROSS   /* a row for each period, a column for each place */
} MappingLayout;

typedef enum { FORMAT_ISO, FORMAT_UK, FORMAT_MONTH_NAME } PeriodFormat;

typedef struct {
    Str column, value, reason; /* value is a pattern with * and ? */
} MappingRule;

typedef enum {
    DISAGREE_REFUSE, /* a code and a name of different places: the row is bad */
    DISAGREE_NAME,   /* the name is believed */
    DISAGREE_CODE    /* the code is believed */
} MappingDisagree;

enum { MAPPING_MAX_RULES = 32 };

typedef struct {
    Str name;
    MappingLayout layout;
    Str place, place_name, period, value, numerator, denominator; /* column names, "" for none */
    Str fixed_period;                                             /* of every row, "" for none */
    PeriodFormat format;
    MappingDisagree disagree;
    bool sum;         /* several rows of one cell are added up; otherwise refused */
    bool absent_zero; /* a place without a row in a period that the file covers counted nothing */
    bool absent_england; /* ... every council alive then; otherwise those the file names */
    Str complete_column; /* a row whose column is not complete_value is provisional */
    Str complete_value;
    MappingRule where[MAPPING_MAX_RULES], ignore[MAPPING_MAX_RULES];
    Str missing[MAPPING_MAX_RULES], suppressed[MAPPING_MAX_RULES];
    Str skip[MAPPING_MAX_RULES]; /* wide layouts: columns that are neither place nor period */
    MappingRule periods[MAPPING_MAX_RULES]; /* column: the text of the file, value: the period */
    size_t where_n, ignore_n, missing_n, suppressed_n, skip_n, periods_n;
} Mapping;

/**
 * Reads a mapping; `name` stands in messages.
 *
 * own     *ret lives in mem
 * error   ERR_INPUT  name and line of what is not understood, or a key that is missing
 */
ErrCode mapping_parse(Str text, Str name, Arena *mem, Mapping *ret, Err *e) NONNULL MUST_USE;

/**
 * Finds a mapping by name among those that come with the program, or reads the file of that path.
 * After a colon stands what $1 means in it: one mapping for the many series of one file.
 *
 * own     *ret lives in mem
 * error   ERR_MISSING  neither
 *         ERR_INPUT    as mapping_parse; something after a colon and no $1, or the other way
 */
ErrCode mapping_find(Str name, Arena *mem, Mapping *ret, Err *e) NONNULL MUST_USE;

/**
 * Guesses a tidy mapping from the header: usual names of code, period and value columns.
 *
 * own     *ret borrows the header and lives in mem
 * error   ERR_INPUT  a column is not to be found; the message says which
 */
ErrCode mapping_guess(const Str header[], size_t n, Arena *mem, Mapping *ret, Err *e)
    NONNULL MUST_USE;

/** Whether a text stands for a missing value (an empty one always does). */
bool mapping_is_missing(const Mapping *m, Str s) NONNULL;

/** Whether a text stands for a suppressed value: c, *, [c], [low] and what the mapping adds. */
bool mapping_is_suppressed(const Mapping *m, Str s) NONNULL;

/**
 * Reads a period in the mapping's format.
 *
 * error   ERR_INPUT  another form, or no such period; `what` names the column
 */
ErrCode mapping_period(const Mapping *m, PeriodUnit unit, Str s, const char *what, int32_t *ret,
                       Err *e) NONNULL MUST_USE;

#endif
