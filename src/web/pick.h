/* pick.h - the items of a code list as rows of a form. */
#ifndef WEB_PICK_H
#define WEB_PICK_H

#include "signals/codes.h"
#include "web/page.h"

/* PICK(rq, codes, "theme", given, SignalNewThemes, v.themes): rows (value, word, on) of a list of a
 * view, those of `given` (codes between blanks) chosen.  Returns the error when there is no room.
 */
#define PICK(rq, book, list, given, Type, to)                                                      \
    do {                                                                                           \
        Codes all_ = codes_of((book), (list));                                                     \
        Type *rows_;                                                                               \
        NEW(rows_, all_.n + 1, (rq)->op->mem, &(rq)->op->err);                                     \
        (to).n = 0;                                                                                \
        (to).v = rows_;                                                                            \
        for (size_t i_ = 0; i_ < all_.n; i_++)                                                     \
            if (!all_.v[i_].retired)                                                               \
                rows_[(to).n++] = (Type){ .value = all_.v[i_].code,                                \
                                          .word = all_.v[i_].word,                                 \
                                          .on = codes_hold((given), all_.v[i_].code) };            \
    } while (0)

/** What was typed, or `otherwise` when the form is shown for the first time. */
Str pick_typed(const Request *rq, const char *name, Str otherwise) NONNULL;

/** The values of a question with several answers, with blanks between; `otherwise` as above. */
Str pick_chosen(const Request *rq, const char *name, Str otherwise) NONNULL;

/** Whether the visitor may see what belongs to that place: issues and levels, or, with MAY_TRIAGE,
 *  what people told. */
bool pick_sees(const Request *rq, Capability what, Str place_code) NONNULL;

/** The area that the visitor is held to, "" for everywhere. */
Str pick_area(const Request *rq) NONNULL;

/**
 * The council of today that a name, a code or a former name leads to.
 *
 * error   ERR_INPUT  none, several, or an area that is no council
 */
ErrCode pick_council(const Request *rq, Str name, const Place **ret) NONNULL MUST_USE;

#endif
