/* codes.h - the lists and scales of the forms: themes, grades, levels and their words.
 *
 * They come with the program (data/signals/codes.csv); an installation may say other words,
 * meanings and times for the same codes, or retire one.  The codes are what is stored, so that
 * changed words change no fact.  The texts are ours, not those of any official body
 * (data/signals/SOURCES.md). */
#ifndef SIGNALS_CODES_H
#define SIGNALS_CODES_H

#include "store/op.h"

typedef struct {
    Str list, code, word, meaning;
    Str part;       /* of a level: its tier */
    int64_t number; /* of a level: hours until it must be reviewed */
    bool retired;   /* not offered any more; still has its word */
} Code;

typedef struct CodeBook CodeBook;

typedef struct {
    size_t n;
    const Code *v;
} Codes;

/**
 * Reads all lists, as they are here.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE, ERR_LIMIT  the database or the arena refused
 *         ERR_BUG               the lists that the program carries are not readable
 */
ErrCode codes_load(Op *op, const CodeBook **ret) NONNULL MUST_USE;

/** All items of a list in order, retired ones too; none when there is no such list. */
Codes codes_of(const CodeBook *book, const char *list) NONNULL;

/** The item of that code, or NULL. */
const Code *code_find(const CodeBook *book, const char *list, Str code) NONNULL;

/** Its word; the code itself when it is not known. */
Str code_word(const CodeBook *book, const char *list, Str code) NONNULL;

/**
 * Refuses a code that the list does not have, or that was retired.
 *
 * error   ERR_INPUT  names the field
 */
ErrCode code_check(const CodeBook *book, const char *list, Str code, const char *what, Err *e)
    NONNULL MUST_USE;

/**
 * The codes of a list that a text of codes between blanks holds, in the list's order, each once,
 * with one blank before and after each: " MIG RUM "; empty for none.
 *
 * own     *ret lives in op->mem
 * error   ERR_INPUT  names the field and what is not on the list
 */
ErrCode codes_join(Op *op, const CodeBook *book, const char *list, Str given, const char *what,
                   Str *ret) MUST_USE;

/** Whether such a text of codes holds one. */
bool codes_hold(Str joined, Str code);

/**
 * The words of such a text of codes, with commas; empty for none.
 *
 * own     the text lives in mem
 */
Str codes_words(const CodeBook *book, const char *list, Str joined, Arena *mem) NONNULL;

/** Days after which something is deleted: "unlinked" or "linked" signals. */
int64_t codes_retention(const CodeBook *book, const char *what) NONNULL;

/**
 * Takes other words from a CSV text with the columns list, code, word, meaning, part, number and
 * retired (yes or nothing): whole or not at all.  *ret counts the items that changed.
 *
 * error   ERR_INPUT   line and field
 *         ERR_DENIED  the actor may not administer
 */
ErrCode codes_take(Op *op, Str csv, int64_t *ret) NONNULL MUST_USE;

#endif
