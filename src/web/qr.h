/* qr.h - a QR code as a drawing. */
#ifndef WEB_QR_H
#define WEB_QR_H

#include "base/arena.h"
#include "draw/html.h"

/**
 * Draws a text as a QR code, black on white with its quiet zone.
 *
 * own     *ret lives in mem
 * error   ERR_LIMIT  the text is too long, or no room
 * test    tests/unit/test_form.c
 */
ErrCode qr_draw(Str text, Arena *mem, SvgText *ret, Err *e) NONNULL MUST_USE;

#endif
