/* chart_priv.h - what the kinds of drawings share. */
#ifndef DRAW_CHART_PRIV_H
#define DRAW_CHART_PRIV_H

#include "draw/chart.h"

enum { CHART_BYTES = 1 << 20 };

typedef struct {
    double left, top, width, height;
    const char *role; /* "group" with links in it, else "img" */
    const char *id;
} Drawing;

/** Begins a drawing with its title and description. */
void chart_open(Buf *out, const Drawing *d, Str title, Str description) NONNULL;

/** Begins what leads to an address, or only a group when there is none. */
void chart_link(Buf *out, Str address) NONNULL;

/** Ends it with the text that is read out, and shown beside the pointer. */
void chart_link_end(Buf *out, Str address, Str name, Str says) NONNULL;

/**
 * Ends the drawing.
 *
 * own     *ret lives in mem
 * error   ERR_LIMIT  no room
 */
ErrCode chart_finish(Buf *out, Arena *mem, SvgText *ret, Err *e) NONNULL MUST_USE;

#endif
