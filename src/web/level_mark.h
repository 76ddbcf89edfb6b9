/* level_mark.h - the shape of a level, which stands beside its words: no level is told by colour.
 */
#ifndef WEB_LEVEL_MARK_H
#define WEB_LEVEL_MARK_H

#include "draw/html.h"
#include "signals/codes.h"
#include "signals/level.h"

/** Octagon, triangle, diamond, square, circle, circle; hatched for the unknown. */
SvgText level_mark(int level);

/** "Severe (2)", in the words of this installation. */
Str level_words(const CodeBook *codes, int level, Arena *mem) NONNULL;

#endif
