/* table.h - one set of rows, printed as aligned text, CSV or JSON. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "base/arena.h"
#include "base/buf.h"

typedef enum { TABLE_TEXT, TABLE_CSV, TABLE_JSON } TableFormat;

typedef struct {
    Arena *mem;
    TableFormat format;
    size_t cols;
    const char *const *names;
    Str *cells; /* cols per row */
    bool *number;
    size_t n, room; /* cells in use, cells allotted */
} Table;

/** Starts a table whose columns are named by a NULL-ended list. */
Table table_open(Arena *mem, TableFormat format, const char *const names[]) NONNULL;

/** Adds the next cell: text, a whole number, or a number with the given decimals in text output
 *  (all 17 digits in CSV and JSON).  NAN is NA in CSV, null in JSON, "-" in text. */
void table_text(Table *t, Str s) NONNULL;
void table_int(Table *t, int64_t v) NONNULL;
void table_f64(Table *t, double v, int decimals) NONNULL;

/** A cell that is known to be missing. */
void table_missing(Table *t) NONNULL;

/**
 * Prints the table; in text output an empty one prints `if_empty`.
 *
 * error   ERR_LIMIT  the table outgrew its arena
 *         ERR_BUG    the cells do not fill the last row
 */
ErrCode table_print(const Table *t, const char *if_empty, Buf *out, Err *e) NONNULL MUST_USE;

/**
 * Reads --format.
 *
 * error   ERR_INPUT  not text, csv or json
 */
ErrCode table_format_parse(Str s, TableFormat *ret, Err *e) NONNULL MUST_USE;

#endif
