/* frame.h - a CSV file in memory: named columns of text, read as numbers when a procedure asks.
 *
 * Every message names the file, the line and the column, so that the person who made the file finds
 * the place. */
#ifndef COMPUTE_FRAME_H
#define COMPUTE_FRAME_H

#include "base/arena.h"

typedef struct {
    const char *path; /* for messages */
    size_t rows, cols;
    const Str *names;    /* cols, all different, none empty */
    const Str *cells;    /* rows x cols, row by row; blanks around them are gone */
    const int64_t *line; /* of each row in the file */
} Frame;

/* What a number may be, ends included. */
typedef struct {
    double min, max;
} FrameRange;

/**
 * Reads a file whose first row names the columns.
 *
 * own     *ret lives in mem and borrows path
 * error   ERR_IO     the file cannot be read
 *         ERR_INPUT  no header, a name twice or missing, a row of another width, broken quotes
 *         ERR_LIMIT  more than the memory holds
 * test    tests/unit/test_frame.c
 */
ErrCode frame_read(const char *path, Arena *mem, Frame *ret, Err *e) NONNULL MUST_USE;

/**
 * The same from text in memory; `name` stands for the path in messages.
 *
 * error   as frame_read
 */
ErrCode frame_read_text(Str text, const char *name, Arena *mem, Frame *ret, Err *e)
    NONNULL MUST_USE;

/** One cell. */
static inline Str frame_cell(const Frame *f, size_t row, size_t col)
{
    return f->cells[row * f->cols + col];
}

/** Whether there is a column of that name; *ret_col is its place when there is. */
bool frame_has(const Frame *f, const char *name, size_t *ret_col) NONNULL;

/**
 * The place of a column that must be there.
 *
 * error   ERR_INPUT  names the file and the column
 */
ErrCode frame_column(const Frame *f, const char *name, size_t *ret_col, Err *e) NONNULL MUST_USE;

/**
 * One cell as a number.
 *
 * missing NAN for an empty cell, NA or NaN
 * error   ERR_INPUT  names file, line and column
 */
ErrCode frame_number(const Frame *f, size_t row, size_t col, double *ret, Err *e) NONNULL MUST_USE;

/**
 * A whole column as numbers of a range.
 *
 * own     *ret has f->rows numbers in mem
 * missing NAN for an empty cell, NA or NaN
 * error   ERR_INPUT  no such column, not a number, or out of range: names file, line and column
 */
ErrCode frame_numbers(const Frame *f, const char *name, FrameRange range, Arena *mem, double **ret,
                      Err *e) NONNULL MUST_USE;

/**
 * Says that a cell is wrong.
 *
 * error   ERR_INPUT  always: file, line, column, and `expected` in words
 */
ErrCode frame_fault(const Frame *f, size_t row, size_t col, const char *expected, Err *e)
    NONNULL MUST_USE;

#endif
