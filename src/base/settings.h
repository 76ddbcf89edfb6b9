/* settings.h - the KEY=VALUE settings of statistical methods: what there are, what was given. */
#ifndef BASE_SETTINGS_H
#define BASE_SETTINGS_H

#include "base/arena.h"

typedef struct {
    const char *name;     /* spelt as the peers spell it */
    const char *fallback; /* what it is when nobody sets it */
    const char *range;    /* what it may be */
    const char *meaning;
} SettingParam;

typedef struct {
    Str key, value;
} Setting;

typedef struct {
    size_t n;
    const Setting *v;
} Settings;

/**
 * Refuses a setting that is not among the parameters (ended by a NULL name), and one given twice;
 * `what` is whose they are.
 *
 * error   ERR_INPUT  names the setting
 */
ErrCode settings_check(Settings set, const SettingParam *params, const char *what, Err *e)
    NONNULL MUST_USE;

/**
 * Reads one setting as a whole number from min to max; *ret keeps its default when it is not set.
 *
 * error   ERR_INPUT  names the setting and what it may be
 */
ErrCode setting_int(Settings set, const char *key, int min, int max, int *ret, Err *e)
    NONNULL MUST_USE;

/**
 * Reads one setting as a number above `above` and at most `most`.
 *
 * error   ERR_INPUT  names the setting and what it may be
 */
ErrCode setting_number(Settings set, const char *key, double above, double most, double *ret,
                       Err *e) NONNULL MUST_USE;

/**
 * Reads one setting as true or false.
 *
 * error   ERR_INPUT  names the setting
 */
ErrCode setting_flag(Settings set, const char *key, bool *ret, Err *e) NONNULL MUST_USE;

/**
 * Reads one setting as one of several words, a NULL-ended list; *ret is the word's place in it.
 *
 * error   ERR_INPUT  names the setting and the words
 */
ErrCode setting_word(Settings set, const char *key, const char *const words[], int *ret, Err *e)
    NONNULL MUST_USE;

/** The text of one setting, or NULL text when it is not set. */
Str setting_text(Settings set, const char *key) NONNULL;

/**
 * Reads settings written as "b=5 w=3".
 *
 * own     *ret lives in mem and borrows the text
 * error   ERR_INPUT  a word without "="
 */
ErrCode settings_parse(Str text, Arena *mem, Settings *ret, Err *e) NONNULL MUST_USE;

#endif
