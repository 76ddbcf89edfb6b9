/* method.h - what a detection method is.  One file per method in detection/methods, one `const`
 * struct at its foot; the build lists the folder.
 *
 * The same struct serves two callers: `belfry compute`, which runs a method on a plain CSV file,
 * and the watch, which runs it on stored series.  A method is pure: it gets numbers and gives a
 * Verdict; it knows no database, clock or file. */
#ifndef DETECTION_METHOD_H
#define DETECTION_METHOD_H

#include "base/arena.h"

typedef struct {
    const char *name;     /* spelt as the peers spell it */
    const char *fallback; /* what it is when nobody sets it */
    const char *range;    /* what it may be */
    const char *meaning;
} MethodParam;

typedef struct {
    Str key, value;
} MethodSetting;

typedef struct {
    size_t n;
    const MethodSetting *v;
} MethodSettings;

/* One place's counts, in time order. */
typedef struct {
    F64s count;         /* NAN when missing */
    const int32_t *day; /* first day of each period, or NULL when only the order is known */
    F64s population;    /* persons, one per period; empty when unknown */
} MethodSeries;

typedef struct {
    double observed, expected, upperbound, score, pvalue, phi; /* NAN when there is none */
    bool trend;         /* a trend is part of what was expected */
    int alarm;          /* 1 yes, 0 no, -1 cannot tell */
    const char *reason; /* why there is no verdict; "" when there is one */
    size_t baseline_n, baseline_first, baseline_last; /* periods from 0; n 0 when there is none */
    size_t downweighted_n;
    const size_t *downweighted; /* past periods that counted for less; lives until the next judge */
} Verdict;

typedef struct {
    const char *name, *title;
    const char *meaning; /* one sentence a resident would accept */
    const char *formula;
    const char *defects;        /* what the peers get wrong, and what we do instead */
    const char *source;         /* key in docs/sources.bib */
    const MethodParam *params;  /* ended by a NULL name */
    const char *const *columns; /* what compute prints; ended by NULL */

    /* Reads the settings once.  *ret_control lives in mem.
     * error  ERR_INPUT  names the setting and what it may be */
    ErrCode (*configure)(MethodSettings set, Arena *mem, void **ret_control, Err *e);
    /* Prepares one series.  *ret_work lives in mem and borrows both.
     * error  ERR_INPUT  the series lacks what the control asks for */
    ErrCode (*open)(const void *control, const MethodSeries *s, Arena *mem, void **ret_work,
                    Err *e);
    /* The first period (from 0) that can have a verdict. */
    size_t (*first)(const void *control);
    /* Judges one period (from 0). */
    void (*judge)(void *work, size_t at, Verdict *ret);
} Method;

#define METHOD(id)                                                                                 \
    extern const Method method_##id;                                                               \
    const Method method_##id

extern const Method *const method_list[];

/** The method of that name, or NULL. */
const Method *method_find(Str name);

/**
 * Refuses a setting that the method does not have, and one given twice.
 *
 * error   ERR_INPUT  names the setting
 */
ErrCode method_check_keys(const Method *m, MethodSettings set, Err *e) NONNULL MUST_USE;

/**
 * Reads one setting as a whole number from min to max; *ret keeps its default when it is not set.
 *
 * error   ERR_INPUT  names the setting and what it may be
 */
ErrCode method_int(MethodSettings set, const char *key, int min, int max, int *ret, Err *e)
    NONNULL MUST_USE;

/**
 * Reads one setting as a number above `above` and at most `most`.
 *
 * error   ERR_INPUT  names the setting and what it may be
 */
ErrCode method_number(MethodSettings set, const char *key, double above, double most, double *ret,
                      Err *e) NONNULL MUST_USE;

/**
 * Reads one setting as true or false.
 *
 * error   ERR_INPUT  names the setting
 */
ErrCode method_flag(MethodSettings set, const char *key, bool *ret, Err *e) NONNULL MUST_USE;

/**
 * Reads one setting as one of several words, a NULL-ended list; *ret is the word's place in it.
 *
 * error   ERR_INPUT  names the setting and the words
 */
ErrCode method_word(MethodSettings set, const char *key, const char *const words[], int *ret,
                    Err *e) NONNULL MUST_USE;

/** The text of one setting, or NULL text when it is not set. */
Str method_text(MethodSettings set, const char *key) NONNULL;

/**
 * Reads settings written as "b=5 w=3".
 *
 * own     *ret lives in mem and borrows the text
 * error   ERR_INPUT  a word without "="
 */
ErrCode method_settings_parse(Str text, Arena *mem, MethodSettings *ret, Err *e) NONNULL MUST_USE;

#endif
