#include "web/present.h"

#include <math.h>

#include "observations/grid.h"
#include "places/scope.h"

bool present_sees(const Request *rq, Str visibility, const Place *p)
{
    Reach reach = reach_of(visibility);
    if (reach == SEES_PUBLIC) return true;
    if (!request_may(rq, MAY_READ) || role_sees(rq->session.account.role) < reach) return false;
    if (!p || role_everywhere(rq->session.account.role)) return true;
    Str area = rq->session.account.area;
    return area.n && scope_covers(rq->book, area, p);
}

ErrCode present_series(const Request *rq, SeriesList *ret)
{
    SeriesList all;
    Series *v;
    size_t n = 0;
    TRY(series_list(rq->op, &all));
    NEW(v, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++)
        if (present_sees(rq, all.v[i].visibility, NULL)) v[n++] = all.v[i];
    *ret = (SeriesList){ n, v };
    return ERR_OK;
}

ErrCode present_one_series(const Request *rq, Str code, Series *ret)
{
    SeriesList all;
    TRY(present_series(rq, &all));
    for (size_t i = 0; i < all.n; i++)
        if (str_eq(all.v[i].code, code)) {
            *ret = all.v[i];
            return ERR_OK;
        }
    return err_set(&rq->op->err, ERR_MISSING, "there is no series of that name");
}

ErrCode present_proposals(const Request *rq, Str place, Proposals *ret)
{
    SeriesList series;
    Proposals all;
    Proposal *v;
    size_t n = 0;
    ProposalFilter f = { .all = true, .place = place, .series = { 0, "" } };
    TRY(present_series(rq, &series));
    TRY(proposal_list(rq->op, &f, &all));
    NEW(v, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++)
        for (size_t k = 0; k < series.n; k++)
            if (series.v[k].id == all.v[i].series_id &&
                present_sees(rq, series.v[k].visibility, place_by_id(rq->book, all.v[i].place_id)))
                v[n++] = all.v[i];
    *ret = (Proposals){ n, v };
    return ERR_OK;
}

ErrCode present_newest(const Request *rq, const Series *s, KeptVerdicts *ret)
{
    KeptVerdicts all;
    KeptVerdict *v;
    size_t n = 0;
    TRY(verdict_newest(rq->op, s->id, &all));
    NEW(v, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++)
        if (present_sees(rq, s->visibility, place_by_id(rq->book, all.v[i].place_id)))
            v[n++] = all.v[i];
    *ret = (KeptVerdicts){ n, v };
    return ERR_OK;
}

ErrCode present_main_series(const Request *rq, const SeriesList *all, const Series **ret,
                            KeptVerdicts *ret_said)
{
    int32_t best = INT32_MIN;
    *ret = NULL;
    *ret_said = (KeptVerdicts){ 0, NULL };
    for (size_t i = 0; i < all->n; i++) {
        KeptVerdicts said;
        const Series *s = &all->v[i];
        TRY(present_newest(rq, s, &said));
        if (said.n == 0 || period_start(s->period, said.v[0].period) <= best) continue;
        best = period_start(s->period, said.v[0].period);
        *ret = s;
        *ret_said = said;
    }
    return ERR_OK;
}

Str present_number(Arena *mem, double x, bool rate)
{
    if (isnan(x)) return STR("not known");
    if (rate || x != floor(x)) return arena_fmt(mem, "%.1f", x);
    if (fabs(x) < 1000) return arena_fmt(mem, "%.0f", x);
    if (fabs(x) < 1e6) return arena_fmt(mem, "%.0f,%03.0f", floor(x / 1000), fmod(x, 1000));
    return arena_fmt(mem, "%.0f,%03.0f,%03.0f", floor(x / 1e6), floor(fmod(x, 1e6) / 1000),
                     fmod(x, 1000));
}

Str present_expected(Arena *mem, double x)
{
    return isnan(x)        ? STR("not judged")
           : fabs(x) < 100 ? arena_fmt(mem, "%.1f", x)
                           : present_number(mem, round(x), false);
}

Str present_area(Arena *mem, Str code)
{
    return arena_fmt(mem, "/areas/%.*s", STR_ARG(code));
}

Str present_series_path(Arena *mem, Str code)
{
    return arena_fmt(mem, "/series/%.*s", STR_ARG(code));
}

Str present_alert(Arena *mem, int64_t id)
{
    return arena_fmt(mem, "/alerts/%lld", (long long)id);
}

Str present_figures_path(Arena *mem, Str place, Str series)
{
    return arena_fmt(mem, "/figures/%.*s?series=%.*s", STR_ARG(place), STR_ARG(series));
}

Str present_drawing_path(Arena *mem, Str place, Str series)
{
    return arena_fmt(mem, "/charts/%.*s?series=%.*s", STR_ARG(place), STR_ARG(series));
}

Str present_stood_out(Arena *mem, Str place, const PresentSeries *p)
{
    if (p->judged == 0) return arena_fmt(mem, "%.*s was not judged", STR_ARG(place));
    if (p->alarms == 0) return arena_fmt(mem, "%.*s did not stand out", STR_ARG(place));
    return arena_fmt(mem, "%.*s stood out in %zu %s%s", STR_ARG(place), p->alarms,
                     period_unit_name(p->chart.unit), p->alarms == 1 ? "" : "s");
}

Str present_course(Arena *mem, Str place, const PresentSeries *p)
{
    const SeriesChart *c = &p->chart;
    size_t first = 0, last = c->n;
    if (p->judged) return present_stood_out(mem, place, p);
    while (first < c->n && isnan(c->observed[first])) first++;
    while (last > first && isnan(c->observed[last - 1])) last--;
    if (last < first + 2) return place;
    double a = c->observed[first], b = c->observed[last - 1];
    const char *how = b > a ? "higher" : b < a ? "lower" : "no other";
    PeriodWords then = period_when(c->unit, c->first + (int32_t)first);
    PeriodWords now = period_when(c->unit, c->first + (int32_t)last - 1);
    return arena_fmt(mem, "%.*s: %s %s than %s", STR_ARG(place), how, now.text, then.text);
}

Str present_verdict(int alarm)
{
    switch (alarm) {
    case 1: return STR("stood out");
    case 0: return STR("nothing unusual");
    case -1: return STR("too few figures to judge");
    default: return STR("no figures");
    }
}

Str present_day(Arena *mem, int32_t day)
{
    return arena_str(mem, str_of(period_words(PERIOD_DAY, day).text));
}

Str present_period(Arena *mem, PeriodUnit unit, int32_t period)
{
    return arena_str(mem, str_of(period_words(unit, period).text));
}

Str present_when(Arena *mem, PeriodUnit unit, int32_t period)
{
    return arena_str(mem, str_of(period_when(unit, period).text));
}

Str present_state(Str state)
{
    if (str_eq(state, STR("approved"))) return STR("Approved");
    return str_eq(state, STR("dismissed")) ? STR("Dismissed") : STR("Waits for a decision");
}

Str present_sentence(Arena *mem, Str s)
{
    if (s.n == 0) return s;
    char first = s.p[0] >= 'a' && s.p[0] <= 'z' ? (char)(s.p[0] - 'a' + 'A') : s.p[0];
    return arena_fmt(mem, "%c%.*s", first, (int)s.n - 1, s.p + 1);
}

Str present_role(Arena *mem, Str role)
{
    char text[64];
    size_t n = role.n < sizeof text ? role.n : sizeof text;
    for (size_t i = 0; i < n; i++) text[i] = role.p[i] == '_' ? ' ' : role.p[i];
    return present_sentence(mem, (Str){ n, text });
}

Str present_time(Arena *mem, int64_t at)
{
    Str day = present_day(mem, (int32_t)(at / 86400));
    int minutes = (int)(at % 86400 / 60);
    return arena_fmt(mem, "%.*s, %02d:%02d UTC", STR_ARG(day), minutes / 60, minutes % 60);
}

int32_t present_today(const Op *op)
{
    return (int32_t)(op->now / 86400);
}

static ErrCode add_verdicts(const Request *rq, const Series *s, const Place *p, PresentSeries *ret)
{
    SeriesChart *c = &ret->chart;
    KeptVerdicts said;
    double *expected, *upper;
    bool *marked;
    TRY(verdict_history(rq->op, s->id, p->id, &said));
    NEW(expected, c->n, rq->op->mem, &rq->op->err);
    NEW(upper, c->n, rq->op->mem, &rq->op->err);
    NEW(marked, c->n, rq->op->mem, &rq->op->err);
    for (size_t k = 0; k < c->n; k++) expected[k] = upper[k] = (double)NAN;
    for (size_t i = 0; i < said.n; i++) {
        const KeptVerdict *v = &said.v[i];
        if (v->period < c->first || v->period >= c->first + (int32_t)c->n) continue;
        size_t k = (size_t)(v->period - c->first);
        expected[k] = v->expected;
        upper[k] = v->upperbound;
        marked[k] = v->alarm == 1;
        ret->judged += v->alarm >= 0;
        ret->alarms += v->alarm == 1;
    }
    c->expected = expected;
    c->upper = upper;
    c->marked = marked;
    return ERR_OK;
}

/* Copies the place's row; the table of all the places that it was summed from is dropped at once,
 * since a page shows several series. */
static ErrCode load_row(const Request *rq, const Series *s, const GridRequest *want, double *row,
                        bool *ret_any)
{
    Grid g;
    ArenaMark mark = arena_mark(rq->op->mem);
    TRY(grid_load(rq->op, s, rq->book, want, &g));
    for (size_t i = 0; i < g.n; i++) {
        if (g.rows[i].place != want->only) continue;
        *ret_any = true;
        memcpy(row, g.rows[i].v, g.periods * sizeof *row);
    }
    arena_back(rq->op->mem, mark);
    return ERR_OK;
}

ErrCode present_figures(const Request *rq, const Series *s, const Place *p, PresentSeries *ret)
{
    Op *op = rq->op;
    double *row;
    bool any;
    GridRequest want = {
        .known_day = INT32_MAX, .geography_day = present_today(op), .areas = true, .only = p
    };
    *ret = (PresentSeries){ .any = false };
    if (!present_sees(rq, s->visibility, p)) return ERR_OK;
    if (!place_alive(p, want.geography_day)) want.geography_day = p->end_day - 1;
    TRY(grid_span(op, s, rq->book, &want, &any));
    if (!any) return ERR_OK;
    size_t periods = (size_t)(want.last - want.first + 1);
    NEW(row, periods, op->mem, &op->err);
    TRY(load_row(rq, s, &want, row, &ret->any));
    ret->chart =
        (SeriesChart){ .unit = s->period, .first = want.first, .n = periods, .observed = row };
    return ret->any ? add_verdicts(rq, s, p, ret) : ERR_OK;
}
