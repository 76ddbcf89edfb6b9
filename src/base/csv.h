/* csv.h - reads comma-separated files of any size, a row at a time (over libcsv).
 *
 * The file is hostile: widths, lengths and encodings are bounded and checked.  A byte-order mark
 * is skipped; a file that is not UTF-8 is read as Latin-1 and says so; NUL bytes are refused. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/str.h"

enum { CSV_MAX_COLUMNS = 4096, CSV_MAX_ROW_BYTES = 1 << 20 };

typedef struct {
    int64_t line; /* the line of the file that the row starts on, from 1 */
    size_t n;     /* number of fields, at least 1; blank lines are skipped */
    const Str *v; /* UTF-8; blanks around an unquoted field are gone */
} CsvRow;

/* Called for each row; whatever it points to dies when it returns. */
typedef ErrCode CsvRowFn(void *context, const CsvRow *row, Err *e);

/* Called with each block of bytes before anything is parsed, so that the caller may hash them. */
typedef void CsvBytesFn(void *context, const void *bytes, size_t n);

typedef struct {
    const char *path;
    CsvRowFn *row;
    void *context;
    CsvBytesFn *bytes; /* may be NULL */
    void *bytes_context;
} CsvFile;

typedef struct {
    int64_t rows; /* the header is one of them */
    int64_t bytes;
    bool latin1;     /* the file was not UTF-8 and was read as Latin-1 */
    bool byte_order; /* it began with a byte-order mark */
} CsvFacts;

/**
 * Reads a whole file, twice: once to check its bytes, once to hand over its rows.
 *
 * own     borrows everything; memory does not grow with the file
 * error   ERR_IO     the file cannot be opened or read
 *         ERR_INPUT  NUL bytes, a quote out of place, an open quote at the end
 *         ERR_LIMIT  a row is longer or wider than the limits
 *         any error that the row function returns stops the reading and is passed on
 */
ErrCode csv_read(const CsvFile *file, CsvFacts *ret, Err *e) NONNULL MUST_USE;

/**
 * Reads rows from text in memory, as csv_read does from a file.
 *
 * error   as csv_read
 */
ErrCode csv_read_text(Str text, CsvRowFn *row, void *context, Err *e) NONNULL MUST_USE;

#endif
