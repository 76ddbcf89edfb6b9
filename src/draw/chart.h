/* chart.h - drawings as SVG, without scripts and without inline style.
 *
 * Colours come from classes of the style sheet; what a colour says is said by shape or word too. */
#ifndef DRAW_CHART_H
#define DRAW_CHART_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "draw/html.h"

typedef struct {
    Str title, description; /* for those who cannot see it */
    PeriodUnit unit;
    int32_t first;
    size_t n;
    const double *observed, *expected, *upper; /* NAN where there is none */
    const bool *marked;                        /* stood out */
    double top; /* what the scale must reach at least, so that several charts share one; or 0 */
} SeriesChart;

enum { CHART_WIDE = 720, CHART_NARROW = 340, RUG_NARROW = 12 };

/**
 * Figures over time: the range that is usual as a band, what was expected as a dashed line, what
 * was recorded as a line, and squares where it stood out.
 *
 * shape   n periods; width CHART_WIDE or CHART_NARROW, in units of the drawing
 * own     *ret lives in mem
 * error   ERR_LIMIT  no room
 * test    tests/web/site.py
 */
ErrCode chart_series(const SeriesChart *c, int width, const char *id, Arena *mem, SvgText *ret,
                     Err *e) NONNULL MUST_USE;

/**
 * Where one place stands among all councils: a line for all of them, its middle half thick, and a
 * diamond at the share of councils with a lower value.
 *
 * unit    position: share of 1
 * own     *ret lives in mem
 * error   ERR_LIMIT  no room
 * test    tests/unit/test_charts.c
 */
ErrCode chart_position(double position, Str says, Arena *mem, SvgText *ret, Err *e)
    NONNULL MUST_USE;

/** Prints a drawing of figures over time as a file that looks the same without our style sheet. */
void chart_alone(SvgText drawing, Buf *out) NONNULL;

typedef enum {
    TILE_NONE,
    TILE_QUIET,
    TILE_STANDS_OUT,
    TILE_FIFTH_1, /* the lowest fifth, and so on */
    TILE_FIFTH_2,
    TILE_FIFTH_3,
    TILE_FIFTH_4,
    TILE_FIFTH_5,
    TILE_LOOKS
} TileLook;

typedef struct {
    int column, row;
    Str name, says, address; /* says: read out after the name */
    TileLook look;
    bool pointed_at; /* framed, with its name beside the map */
} Tile;

typedef struct {
    size_t n;
    const Tile *v;
    Str title, description; /* for those who cannot see it */
} TileMap;

/**
 * One square for each council where it lies, roughly.
 *
 * own     *ret lives in mem
 * error   ERR_LIMIT  no room
 */
ErrCode chart_tiles(const TileMap *map, Arena *mem, SvgText *ret, Err *e) NONNULL MUST_USE;

typedef struct {
    Str name, says, address; /* says: read out after the name */
    TileLook look;
    size_t n; /* of paths, which together are its borders */
    const Str *paths;
    int mark_x, mark_y; /* where its mark stands */
} BorderedArea;

typedef struct {
    size_t n;
    const BorderedArea *v;
    int left, top, width, height; /* of what is shown, in the units of the paths */
    Str title, description;       /* for those who cannot see it */
} BorderMap;

/**
 * Each council with its real borders; one that stands out bears a triangle, which stays as large
 * where the council is small.
 *
 * missing a path that is not made of M, l, z, blanks and whole numbers is not drawn
 * own     *ret lives in mem
 * error   ERR_LIMIT  no room
 * test    tests/unit/test_charts.c
 */
ErrCode chart_borders(const BorderMap *map, Arena *mem, SvgText *ret, Err *e) NONNULL MUST_USE;

/**
 * The last figures of a series as a line as small as a word, the newest with a dot.
 *
 * shape   n values; NAN breaks the line
 * own     *ret lives in mem
 * error   ERR_LIMIT  no room
 * test    tests/unit/test_charts.c
 */
ErrCode chart_spark(F64s values, const char *id, Str title, Arena *mem, SvgText *ret, Err *e)
    NONNULL MUST_USE;

typedef enum {
    SPINE_PLAIN, /* it has no place among the others */
    SPINE_BETWEEN,
    SPINE_BETTER,
    SPINE_WORSE,
    SPINE_HIGHER,
    SPINE_LOWER
} SpineMark;

typedef struct {
    double least, quarter, three_quarters, most; /* of all areas */
    double middle;         /* where the spine stands: England, or the middle council */
    double region;         /* NAN for none */
    double own, low, high; /* of this area, and between what it lies, NAN when not known */
    bool flipped;          /* the least is the best, so it stands at the right */
    SpineMark mark;
    Str title, description; /* for those who cannot see it */
} SpineChart;

/**
 * One area among all: the spread of all as a bar with its middle half darker, a line in the middle
 * of the drawing for England, a small triangle for the region, and the area itself: a dot when
 * better, a square when worse, a diamond between, triangles up and down where neither is better;
 * with the range in which it may lie.
 *
 * own     *ret lives in mem
 * error   ERR_LIMIT  no room
 * test    tests/unit/test_charts.c
 */
ErrCode chart_spine(const SpineChart *c, const char *id, Arena *mem, SvgText *ret, Err *e)
    NONNULL MUST_USE;

typedef enum { RUG_NONE, RUG_USUAL, RUG_HIGH, RUG_OUT, RUG_LOOKS } RugLook;

typedef struct {
    RugLook look;
    Str says; /* shown beside the pointer */
} RugCell;

typedef struct {
    Str name, address;
    bool own;             /* the area of the page */
    const RugCell *cells; /* one for each period */
} RugRow;

typedef struct {
    PeriodUnit unit;
    int32_t first;
    size_t periods, n;
    const RugRow *rows;
    Str title, description; /* for those who cannot see it */
} RugChart;

/**
 * Areas by periods: a cell for each, coloured and marked: a triangle where it stood out, a dot
 * where it was higher than expected, nothing where it was not, a dash where it was not judged.  The
 * narrow one has the last RUG_NARROW periods.
 *
 * own     *ret lives in mem
 * error   ERR_LIMIT  no room
 * test    tests/unit/test_charts.c
 */
ErrCode chart_rug(const RugChart *c, int width, const char *id, Arena *mem, SvgText *ret, Err *e)
    NONNULL MUST_USE;

#endif
