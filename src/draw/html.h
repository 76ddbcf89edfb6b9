/* html.h - the only ways in which a template prints a field. */
#ifndef DRAW_HTML_H
#define DRAW_HTML_H

#include "base/buf.h"

/* A drawing.  Only draw/chart.c makes one: its texts are escaped there. */
typedef struct {
    Str markup;
} SvgText;

/** Appends text for reading or for a quoted attribute: & < > " ' escaped. */
void html_add_text(Buf *out, Str s) NONNULL;

/** Appends a whole number. */
void html_add_int(Buf *out, int64_t v) NONNULL;

/** Appends an address on this site: one that begins with "/" (not "//") or "#", or the name of a
 *  file beside the page (letters, digits, "/", ".", "_", "-" alone, beginning with a letter or
 *  digit); "#" for any other. */
void html_add_path(Buf *out, Str s) NONNULL;

/** Appends a drawing. */
void html_add_svg(Buf *out, SvgText s) NONNULL;

#endif
