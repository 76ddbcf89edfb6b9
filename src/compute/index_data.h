/* index_data.h - indicators of units, and the tree of groups that they make up.
 *
 * UNITS.csv has a column uCode and one for each indicator; META.csv has a row for each indicator
 * and group: iCode,Level,Parent,Direction,Weight,Type. */
#ifndef COMPUTE_INDEX_DATA_H
#define COMPUTE_INDEX_DATA_H

#include "compute/columns.h"

enum { INDEX_NO_PARENT = -1, INDEX_MOST_NODES = 2000 };

/* A row of META.csv that is an indicator or a group of them. */
typedef struct {
    Str code;
    int parent; /* its node, or INDEX_NO_PARENT */
    int level;  /* indicators are 1; a parent's is higher */
    double direction, weight;
    bool indicator;
    size_t row;
} IndexNode;

typedef struct {
    const Frame *f;
    size_t n;
    const IndexNode *node;
} IndexMeta;

typedef struct {
    const Frame *f;
    size_t label; /* f->cols when there is none */
    size_t units, n;
    const Str *code; /* n */
    const int *node; /* n: of the meta, or -1 */
    double **v;      /* n columns with a figure for each unit; NAN is missing */
} IndexData;

#define INDEX_INPUTS                                                                               \
    { "input", "uCode, then a column per indicator", true },                                       \
    {                                                                                              \
        "meta", "iCode,Level,Parent,Direction,Weight,Type", false                                  \
    }

/**
 * Reads META.csv; rows that are neither Indicator nor Aggregate are left out.
 *
 * error   ERR_INPUT  names file, line and column: a code twice, a parent that is not there or not
 *                    of a higher level, a direction that is not 1 or -1, a weight below 0
 * test    tests/cli/compute_index.txt
 */
ErrCode index_meta_read(const ProcedureCall *c, const Frame *f, IndexMeta *ret) NONNULL MUST_USE;

/**
 * Reads UNITS.csv: the indicators of the meta, or without it (NULL) all columns of numbers.
 *
 * error   ERR_INPUT  an indicator has no column, a cell is no number, a unit is there twice
 * test    tests/cli/compute_index.txt
 */
ErrCode index_data_read(const ProcedureCall *c, const Frame *f, const IndexMeta *meta,
                        IndexData *ret) __attribute__((nonnull(1, 2, 4))) MUST_USE;

/**
 * Both files of a procedure with INDEX_INPUTS first; *ret_meta has no nodes when it is not given.
 *
 * error   as the two above; ERR_INPUT when the meta is needed and not given
 */
ErrCode index_read(const ProcedureCall *c, bool needs_meta, IndexData *ret, IndexMeta *ret_meta)
    NONNULL MUST_USE;

/**
 * Prints the units with the columns of the data.
 *
 * error   ERR_LIMIT  no memory
 */
ErrCode index_print(ProcedureCall *c, const IndexData *d) NONNULL MUST_USE;

/** Direction of an indicator; 1 without a meta. */
double index_direction(const IndexData *d, const IndexMeta *meta, size_t i) NONNULL PURE;

/**
 * A column of META.csv as a number for each indicator of the data, such as Target.
 *
 * own     *ret has d->n numbers in c->mem
 * missing NAN for an empty cell, or where there is no such column
 * error   ERR_INPUT  not a number
 */
ErrCode index_meta_numbers(const ProcedureCall *c, const IndexMeta *meta, const IndexData *d,
                           const char *name, double **ret) NONNULL MUST_USE;

#endif
