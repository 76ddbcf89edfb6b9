/* present.h - what several pages need to show the same thing in the same way. */
#ifndef WEB_PRESENT_H
#define WEB_PRESENT_H

#include "detection/proposal.h"
#include "detection/verdict.h"
#include "draw/chart.h"
#include "observations/series.h"
#include "web/page.h"

/** Whether the visitor may know what a series of that visibility says of a place; NULL for the
 *  series itself. */
bool present_sees(const Request *rq, Str visibility, const Place *p);

/**
 * The series that the visitor may know of.
 *
 * own     *ret lives in rq->op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode present_series(const Request *rq, SeriesList *ret) NONNULL MUST_USE;

/**
 * One of them.
 *
 * own     *ret lives in op->mem
 * error   ERR_MISSING  no series of that code that the visitor may know of
 */
ErrCode present_one_series(const Request *rq, Str code, Series *ret) NONNULL MUST_USE;

/**
 * The proposals of those series that the visitor may see; `place` "" for every place.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode present_proposals(const Request *rq, Str place, Proposals *ret) NONNULL MUST_USE;

/**
 * What the watch said in the newest period that it judged, of the places that the visitor may see.
 *
 * own     *ret lives in rq->op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode present_newest(const Request *rq, const Series *s, KeptVerdicts *ret) NONNULL MUST_USE;

/**
 * The series whose figures were judged last, with those verdicts; *ret NULL when none was judged.
 *
 * own     *ret points into the list; *ret_said lives in rq->op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode present_main_series(const Request *rq, const SeriesList *all, const Series **ret,
                            KeptVerdicts *ret_said) NONNULL MUST_USE;

/** A count with commas between thousands, a rate with one decimal, "not known" for NAN. */
Str present_number(Arena *mem, double x, bool rate) NONNULL;

/** What was expected: one decimal below a hundred, "not judged" for NAN. */
Str present_expected(Arena *mem, double x) NONNULL;

/** Addresses of an area, a series and a proposal. */
Str present_area(Arena *mem, Str code) NONNULL;
Str present_series_path(Arena *mem, Str code) NONNULL;
Str present_alert(Arena *mem, int64_t id) NONNULL;
Str present_figures_path(Arena *mem, Str place, Str series) NONNULL;

/** Address of a place's chart in a series as a file. */
Str present_drawing_path(Arena *mem, Str place, Str series) NONNULL;

/** A verdict in words: 1 stood out, 0 not, -1 could not be told, any other was not judged. */
Str present_verdict(int alarm);

/** "10 October 2025", the period in words, and with "in" or "on" before it. */
Str present_day(Arena *mem, int32_t day) NONNULL;
Str present_period(Arena *mem, PeriodUnit unit, int32_t period) NONNULL;
Str present_when(Arena *mem, PeriodUnit unit, int32_t period) NONNULL;

/** What a decision is called, and the style of its tag. */
Str present_state(Str state);

/** A text with its first letter as a capital. */
Str present_sentence(Arena *mem, Str s) NONNULL;

/** "Cohesion officer", and "24 November 2026, 16:24 UTC". */
Str present_role(Arena *mem, Str role) NONNULL;
Str present_time(Arena *mem, int64_t at) NONNULL;

/** Today's day of the operation. */
int32_t present_today(const Op *op) NONNULL;

typedef struct {
    bool any;              /* there are figures */
    SeriesChart chart;     /* all of them, with what the watch expected where it judged */
    size_t judged, alarms; /* periods */
} PresentSeries;

/**
 * A place's figures in a series, with what the watch said.
 *
 * own     *ret lives in rq->op->mem
 * error   ERR_STORE, ERR_LIMIT  the database or the arena refused
 */
ErrCode present_figures(const Request *rq, const Series *s, const Place *p, PresentSeries *ret)
    NONNULL MUST_USE;

/** "Hackney stood out in 3 months", the finding of a chart. */
Str present_stood_out(Arena *mem, Str place, const PresentSeries *p) NONNULL;

/** The same, or of a series that is not watched how its newest figure compares with its first. */
Str present_course(Arena *mem, Str place, const PresentSeries *p) NONNULL;

#endif
