#include "web/qr.h"

#include <qrencode.h>

enum { QUIET = 4, MAX_BYTES = 64 << 10 };

static void draw_rows(const QRcode *code, Buf *out)
{
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++)
            if (code->data[y * code->width + x] & 1)
                buf_addf(out, "M%d %dh1v1h-1z", x + QUIET, y + QUIET);
}

ErrCode qr_draw(Str text, Arena *mem, SvgText *ret, Err *e)
{
    AUTO(buf_free) Buf out = BUF_MAX(MAX_BYTES);
    Str zero_ended = arena_str(mem, text), done;
    QRcode *code = QRcode_encodeString8bit(zero_ended.p, 0, QR_ECLEVEL_M);
    if (!code) return err_set(e, ERR_LIMIT, "the text is too long for a QR code");
    int side = code->width + 2 * QUIET;
    buf_addf(&out,
             "<svg class=\"qr\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"QR code for the "
             "authenticator app\" shape-rendering=\"crispEdges\"><rect width=\"%d\" height=\"%d\" "
             "fill=\"#fff\"/><path fill=\"#000\" d=\"",
             side, side, side, side);
    draw_rows(code, &out);
    buf_add(&out, STR("\"/></svg>"));
    QRcode_free(code);
    TRY(buf_done(&out, &done, e));
    ret->markup = arena_str(mem, done);
    return arena_full(mem) ? err_set(e, ERR_LIMIT, "no room for the QR code") : ERR_OK;
}
