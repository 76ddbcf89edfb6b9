#include "web/level_mark.h"

#define MARK(inside)                                                                               \
    STR("<svg class=\"mark\" viewBox=\"0 0 20 20\" aria-hidden=\"true\" "                          \
        "focusable=\"false\">" inside "</svg>")

SvgText level_mark(int level)
{
    switch (level) {
    case LEVEL_CRITICAL:
        return (SvgText){ MARK("<path class=\"m-imminent\" d=\"M6 1h8l5 5v8l-5 5H6l-5-5V6z\"/>") };
    case LEVEL_SEVERE: return (SvgText){ MARK("<path class=\"m-imminent\" d=\"M10 1l9 17H1z\"/>") };
    case LEVEL_HIGH:
        return (SvgText){ MARK("<path class=\"m-elevated\" d=\"M10 1l9 9-9 9-9-9z\"/>") };
    case LEVEL_RAISED: return (SvgText){ MARK("<path class=\"m-elevated\" d=\"M2 2h16v16H2z\"/>") };
    case LEVEL_WATCH:
        return (SvgText){ MARK("<circle class=\"m-watch\" cx=\"10\" cy=\"10\" r=\"8\"/>") };
    case LEVEL_BASELINE:
        return (SvgText){ MARK("<circle class=\"m-base\" cx=\"10\" cy=\"10\" r=\"8\"/>") };
    default:
        return (SvgText){ MARK("<circle class=\"m-none\" cx=\"10\" cy=\"10\" r=\"8\"/><path "
                               "class=\"m-hatch\" d=\"M4 13l9-9M6 16l10-10M11 17l6-6\"/>") };
    }
}

Str level_words(const CodeBook *codes, int level, Arena *mem)
{
    Str code = str_of(level_code(level));
    return arena_fmt(mem, "%.*s (%.*s)", STR_ARG(code_word(codes, "level", code)), STR_ARG(code));
}
