/* One series: what is counted, by whom, how it was revised, and its newest figures. */
#include <math.h>

#include "detection/judge.h"
#include "web/present.h"
#include "web/views.h"

static ErrCode add_vintages(const Request *rq, const Series *s, SeriesView *v)
{
    Vintages all;
    SeriesVintages *rows;
    Arena *mem = rq->op->mem;
    TRY(series_vintages(rq->op, s, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++)
        rows[i] = (SeriesVintages){ present_day(mem, all.v[i].published_day),
                                    present_number(mem, (double)all.v[i].cells_added, false),
                                    present_number(mem, (double)all.v[i].cells_changed, false),
                                    present_number(mem, (double)all.v[i].cells_same, false) };
    v->vintages.n = all.n;
    v->vintages.v = rows;
    return ERR_OK;
}

static ErrCode add_breaks(const Request *rq, const Series *s, SeriesView *v)
{
    SeriesBreaks *rows;
    NEW(rows, s->breaks_n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < s->breaks_n; i++)
        rows[i] =
            (SeriesBreaks){ present_sentence(rq->op->mem, present_period(rq->op->mem, s->period,
                                                                         s->breaks[i].period)),
                            s->breaks[i].reason };
    v->breaks.n = s->breaks_n;
    v->breaks.v = rows;
    return ERR_OK;
}

static ErrCode add_newest(const Request *rq, const Series *s, SeriesView *v)
{
    KeptVerdicts all;
    SeriesNewest *rows;
    Arena *mem = rq->op->mem;
    size_t n = 0;
    TRY(present_newest(rq, s, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const KeptVerdict *k = &all.v[i];
        const Place *p = place_by_id(rq->book, k->place_id);
        if (!p) continue;
        rows[n++] =
            (SeriesNewest){ .place = p->name,
                            .observed = present_number(mem, k->observed, s->rate),
                            .expected = present_number(mem, round(k->expected), false),
                            .unusual = present_number(mem, judge_unusual(k->upperbound), false),
                            .alarm = k->alarm == 1   ? STR("Yes")
                                     : k->alarm == 0 ? STR("No")
                                                     : STR("Cannot tell"),
                            .address = present_area(mem, p->code) };
    }
    v->newest.n = n;
    v->newest.v = rows;
    if (n)
        v->newest_title =
            arena_fmt(mem, "Figures of %s", period_words(s->period, all.v[0].period).text);
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    Series s;
    TRY(present_one_series(rq, rq->rest, &s));
    SeriesView v = { .title = s.title,
                     .counted = present_sentence(rq->op->mem, s.counted),
                     .unit = s.unit,
                     .period = str_of(period_unit_name(s.period)),
                     .source = s.source,
                     .licence = s.licence,
                     .caveat = s.caveat,
                     .has_caveat = s.caveat.n > 0,
                     .watched = s.watch ? STR("Yes, for rises") : STR("No"),
                     .newest_title = { 0, "" } };
    TRY(add_vintages(rq, &s, &v));
    TRY(add_breaks(rq, &s, &v));
    TRY(add_newest(rq, &s, &v));
    rs->title = s.title;
    render_series(rs->out, &v);
    return ERR_OK;
}

PAGE(series) = {
    .address = "/series/*",
    .get = get,
};
