/* columns.h - which column of a file is meant: one that a setting names, or else the first of the
 * usual names that the file has. */
#ifndef COMPUTE_COLUMNS_H
#define COMPUTE_COLUMNS_H

#include "compute/procedure.h"

typedef struct {
    const char *setting;      /* --set SETTING=NAME */
    const char *const *usual; /* names tried in turn without it, ended by NULL */
} ColumnName;

/* The count of a row, what it is a part of, and a plain figure. */
extern const ColumnName column_count, column_population, column_value;

#define COLUMN_COUNT_PARAM                                                                         \
    {                                                                                              \
        "count", "x, count, people, obs, observed or numerator", "a column", "the counts"          \
    }
#define COLUMN_POPULATION_PARAM                                                                    \
    {                                                                                              \
        "population", "n, pop, population or denominator", "a column",                             \
            "what the counts are a part of"                                                        \
    }
#define COLUMN_VALUE_PARAM                                                                         \
    {                                                                                              \
        "value", "value, values, r, rate or x", "a column", "the figures"                          \
    }
#define COLUMN_LABEL_PARAM                                                                         \
    {                                                                                              \
        "label", "the first column if it holds no figures", "a column", "what the rows are called" \
    }

/**
 * Whether the file has the column; *ret_col is its place when it has.
 *
 * error   ERR_INPUT  the setting names a column that is not there
 */
ErrCode column_look(const ProcedureCall *c, const Frame *f, const ColumnName *name, bool *ret_found,
                    size_t *ret_col) NONNULL MUST_USE;

/**
 * The place of a column that must be there.
 *
 * error   ERR_INPUT  names the file, the setting and the names tried
 */
ErrCode column_find(const ProcedureCall *c, const Frame *f, const ColumnName *name, size_t *ret_col)
    NONNULL MUST_USE;

/**
 * A column that must be there, as numbers of a range.
 *
 * own     *ret has f->rows numbers in c->mem
 * missing NAN for an empty cell, NA or NaN
 * error   ERR_INPUT  as column_find, or names file, line and column of what is no such number
 */
ErrCode column_numbers(const ProcedureCall *c, const Frame *f, const ColumnName *name,
                       FrameRange range, double **ret) NONNULL MUST_USE;

/**
 * The column that the rows are called by: the one that the setting label names, else the first of
 * the file unless it is among the `taken` ones; *ret_col is f->cols when there is none.
 *
 * error   ERR_INPUT  the setting names a column that is not there
 */
ErrCode column_label(const ProcedureCall *c, const Frame *f, const size_t taken[], size_t n,
                     size_t *ret_col) NONNULL MUST_USE;

/**
 * The names of a table's columns: the label's, when there is one, and then `names`, ended by NULL.
 *
 * own     *ret lives in c->mem, ended by NULL
 * error   ERR_LIMIT  no memory
 */
ErrCode column_names(const ProcedureCall *c, const Frame *f, size_t label,
                     const char *const names[], const char *const **ret) NONNULL MUST_USE;

/** Writes the row's label into the table, when there is one. */
void column_write_label(ProcedureCall *c, const Frame *f, size_t label, size_t row) NONNULL;

/* Rows with the same text in a column, in the order in which the texts first appear. */
typedef struct {
    size_t n;
    const Str *name;   /* n */
    const size_t *of;  /* of each row, its group */
    const size_t *row; /* the rows, group by group */
    const size_t *at;  /* n + 1: where in row[] each group begins */
} Groups;

/**
 * Groups the rows by a column; col == f->cols puts all rows into one group without a name.
 *
 * own     *ret lives in c->mem and borrows the frame
 * error   ERR_LIMIT  no memory
 * cost    O(rows)
 */
ErrCode column_groups(const ProcedureCall *c, const Frame *f, size_t col, Groups *ret)
    NONNULL MUST_USE;

/**
 * Refuses a column in which two rows have the same text.
 *
 * error   ERR_INPUT  names the second of the two
 */
ErrCode column_distinct(const ProcedureCall *c, const Frame *f, size_t col) NONNULL MUST_USE;

#endif
