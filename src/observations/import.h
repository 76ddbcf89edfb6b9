/* import.h - takes a file of figures into a series, as a new vintage.
 *
 * All or nothing: unless every row is good (or good rows alone were asked for) nothing is stored.
 * Only cells that are new or differ from the newest vintage are kept; the older stay. */
#ifndef OBSERVATIONS_IMPORT_H
#define OBSERVATIONS_IMPORT_H

#include "observations/mapping.h"
#include "observations/series.h"
#include "places/place.h"

enum { IMPORT_MAX_ERRORS = 50, IMPORT_MAX_IGNORED = MAPPING_MAX_RULES };

typedef struct {
    const char *path;
    Str text;               /* the file's bytes when p is not NULL: nothing is read from the path */
    const Mapping *mapping; /* NULL: guess from the header */
    int32_t published_day;  /* when the figures came out */
    bool accept_good_rows;  /* store the good rows although others are bad */
} ImportRequest;

typedef struct {
    Str column, value, reason;
    int64_t rows;
} ImportIgnored;

typedef struct {
    Mapping mapping; /* the one that was used */
    int64_t rows;    /* without the header */
    int64_t cells;   /* values read */
    int64_t bad_rows;
    size_t errors_n; /* the first bad rows, one line each */
    Str errors[IMPORT_MAX_ERRORS];
    ImportIgnored ignored[IMPORT_MAX_IGNORED];
    size_t ignored_n;
    int64_t filtered;     /* rows left out by [where] */
    int64_t zeros;        /* cells that are zero because the mapping says absent means zero */
    int64_t former_codes; /* cells under the code of a council that had ended by then */
    int64_t early_codes;  /* cells under the code of a council that did not exist yet */
    int64_t renamed;      /* rows whose code is of another place than their name */
    bool latin1;
    char sha256[65];
    int64_t vintage_id;  /* 0 when nothing was new */
    int64_t previous_id; /* the vintage it revises, 0 for the first */
    int64_t added, changed, same;
} ImportReport;

/**
 * Reads the file into the series.
 *
 * own     *ret is filled as far as the import came, also when it failed: its texts live in op->mem
 * missing an empty cell is stored as missing, not as zero
 * error   ERR_INPUT     bad rows (listed in *ret), or a file that does not fit the mapping
 *         ERR_IO        the file cannot be read
 *         ERR_LIMIT     a row is too long or too wide
 *         ERR_CONFLICT  published before a vintage that is already there
 *         ERR_DENIED    the actor may not import
 * cost    two passes over the file, one insert a cell; memory does not grow with the file
 */
ErrCode import_file(Op *op, const Series *s, const PlaceBook *book, const ImportRequest *rq,
                    ImportReport *ret) NONNULL MUST_USE;

#endif
