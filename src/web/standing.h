/* standing.h - an area in every indicator of the assessment that has public figures. */
#ifndef WEB_STANDING_H
#define WEB_STANDING_H

#include "indicators/figures.h"
#include "web/present.h"

enum { STANDING_RECENT = 8, STANDING_FIFTHS = 5 };

typedef struct {
    const Indicator *indicator;
    const Series *series;
    const IndicatorSpread *spread; /* in the newest period that most councils have */
    bool known;                    /* the area has a value in it */
    IndicatorValue now;
    double region;  /* value of its region; NAN for none */
    F64s recent;    /* up to STANDING_RECENT values, the last in the newest period */
    SpineMark mark; /* better, worse: in the best or worst fifth of councils */
} StandingRow;

typedef struct {
    size_t n;
    const StandingRow *v; /* in order of domain, then of id */
    size_t placed; /* rows where the area has a place among councils, and one end is better */
    struct {
        size_t placed, better, worse;
    } kinds[INDICATOR_CAPABILITY + 1]; /* the same by IndicatorKind: they are never mixed */
    const Place *region;               /* NULL for none */
} Standings;

/**
 * An area in every indicator.
 *
 * own     *ret lives in rq->op->mem
 * missing indicators without public figures are left out; those that lack this area are not
 * error   ERR_STORE, ERR_LIMIT  the database or the arena refused
 */
ErrCode standings_of(const Request *rq, const Place *p, Standings *ret) NONNULL MUST_USE;

/** The indicator that a series holds the figures of, or NULL. */
const Indicator *standing_indicator(const Series *s) NONNULL;

/**
 * The spread of an indicator's newest period; NULL when it has none.
 *
 * own     *ret lives in rq->op->mem
 * error   ERR_STORE, ERR_LIMIT  the database or the arena refused
 */
ErrCode standing_newest(const Request *rq, const Indicator *i, const IndicatorSpread **ret)
    NONNULL MUST_USE;

/** In which fifth of the councils a value stands, 1 the lowest to 5 the highest; 0 for none. */
int standing_fifth(const IndicatorValue *v) NONNULL;

/** The word for a mark in the style sheet's classes; "none" when the value is not known. */
Str standing_mark_name(const StandingRow *r) NONNULL;

/** What a mark says in words. */
Str standing_mark_words(SpineMark m);

typedef struct {
    Str title; /* the finding */
    SvgText map;
    double least[STANDING_FIFTHS + 1], most[STANDING_FIFTHS + 1]; /* of each fifth, from 1 */
    size_t known, missing;                                        /* councils */
    IndicatorValues values;                                       /* of all places */
} StandingMap;

typedef struct {
    const Indicator *indicator;
    const IndicatorSpread *spread;
    PeriodUnit unit;
    const Place *at;
    bool alone;
} StandingMapOf;

/**
 * All councils in the newest period of an indicator, as squares coloured by fifths; `at` is pointed
 * at, or nothing when NULL.  Without links when `alone`.
 *
 * own     *ret lives in rq->op->mem
 * error   ERR_STORE, ERR_LIMIT  the database or the arena refused
 */
ErrCode standing_map(const Request *rq, const StandingMapOf *of, StandingMap *ret) NONNULL MUST_USE;

/** "lowest fifth, 4.1 to 8.0": what a fifth of the map holds. */
Str standing_fifth_words(Arena *mem, const StandingMap *map, int fifth) NONNULL;

#endif
