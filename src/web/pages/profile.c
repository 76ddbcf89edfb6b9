/* The cohesion profile of one place: every indicator that is known, and all that is not. */
#include <math.h>

#include "indicators/figures.h"
#include "web/indicator_words.h"
#include "web/present.h"
#include "web/views.h"

enum { CATALOGUE_MAX = 400 };

typedef struct {
    const Request *rq;
    const Place *place;
    SeriesList seen;
    IndicatorValues values;
    IndicatorSpreads spreads;
    ProfileRows *rows;
    size_t n, known;
    ProfileView *view;
} Profile;

/* The place's newest value of an indicator that the visitor may see, or NULL. */
static const IndicatorValue *newest(const Profile *p, const Indicator *i)
{
    const IndicatorValue *last = NULL;
    for (size_t k = 0; k < p->values.n; k++)
        if (p->values.v[k].indicator == i) last = &p->values.v[k];
    return last;
}

static const IndicatorSpread *spread_then(const Profile *p, const Indicator *i, int32_t period)
{
    for (size_t k = 0; k < p->spreads.n; k++)
        if (p->spreads.v[k].indicator == i && p->spreads.v[k].period == period)
            return &p->spreads.v[k];
    return NULL;
}

static ErrCode add_row(Profile *p, const Indicator *i, const IndicatorValue *v, PeriodUnit unit)
{
    Op *op = p->rq->op;
    ProfileRows *row = &p->rows[p->n++];
    const IndicatorSpread *all = spread_then(p, i, v->period);
    row->name = str_of(i->name);
    row->address = arena_fmt(op->mem, "%.*s?area=%.*s", STR_ARG(indicator_path(op->mem, i)),
                             STR_ARG(p->place->code));
    row->value = indicator_number(op->mem, v->value);
    row->unit = indicator_unit(i);
    row->when = present_period(op->mem, unit, v->period);
    row->estimated = v->estimated;
    row->median = indicator_number(op->mem, all ? all->median : (double)NAN);
    row->stands = indicator_stands(op->mem, v->position, all ? all->councils : 0);
    row->spine = (SvgText){ { 0, "" } };
    p->known++;
    if (isnan(v->position)) return ERR_OK;
    return chart_position(v->position, indicator_higher(op->mem, v->position), op->mem, &row->spine,
                          &op->err);
}

static ErrCode add_domain(Profile *p, IndicatorDomain d, Str *ret_unknown)
{
    Op *op = p->rq->op;
    size_t before = p->n;
    AUTO(buf_free) Buf missing = BUF_MAX(8192);
    for (const Indicator *const *i = indicator_list; *i; i++) {
        PeriodUnit unit = PERIOD_YEAR;
        if ((*i)->domain != d) continue;
        const IndicatorValue *v = indicator_shown(&p->seen, *i, &unit) ? newest(p, *i) : NULL;
        if (v)
            TRY(add_row(p, *i, v, unit));
        else
            buf_addf(&missing, "%s%s", missing.n ? "; " : "", (*i)->name);
    }
    if (p->n == before) p->rows[p->n++].none = true;
    p->rows[before].domain = str_of(indicator_domain_words(d));
    p->rows[before].domain_starts = true;
    *ret_unknown = arena_str(op->mem, (Str){ missing.n, missing.n ? missing.p : "" });
    return ERR_OK;
}

static void start_kind(ProfileRows *row, IndicatorKind kind)
{
    static const char *const says[] = { "What cohesion and democratic resilience are",
                                        "What they stand on: context, never a score",
                                        "What the council and its partners can do" };
    static const char *const words[] = { "Outcomes", "Conditions", "Capability" };
    row->kind_starts = true;
    row->kind = str_of(words[kind]);
    row->kind_says = str_of(says[kind]);
}

static IndicatorKind kind_of(IndicatorDomain d)
{
    for (const Indicator *const *i = indicator_list; *i; i++)
        if ((*i)->domain == d) return (*i)->kind;
    return INDICATOR_OUTCOME;
}

static ErrCode add_all(Profile *p, ProfileUnknown unknown[DOMAIN_COUNT])
{
    size_t n = 0;
    for (int d = 0; d < DOMAIN_COUNT; d++) {
        size_t first = p->n;
        Str names;
        TRY(add_domain(p, (IndicatorDomain)d, &names));
        if (d == 0 || kind_of((IndicatorDomain)d) != kind_of((IndicatorDomain)(d - 1)))
            start_kind(&p->rows[first], kind_of((IndicatorDomain)d));
        if (names.n)
            unknown[n++] =
                (ProfileUnknown){ str_of(indicator_domain_words((IndicatorDomain)d)), names };
    }
    p->view->unknown.n = n;
    p->view->unknown.v = unknown;
    p->view->rows.n = p->n;
    p->view->rows.v = p->rows;
    return ERR_OK;
}

/* What stands in for the years before a merger. */
static void say_merged(Profile *p)
{
    Arena *mem = p->rq->op->mem;
    PlaceList before = place_predecessors(p->rq->book, p->place);
    AUTO(buf_free) Buf names = BUF_MAX(2048);
    if (!place_kind_is_council(p->place->kind) || before.n < 2) return;
    for (size_t i = 0; i < before.n; i++)
        if (place_kind_is_council(before.v[i]->kind))
            buf_addf(&names, "%s%.*s",
                     !names.n            ? ""
                     : i + 1 == before.n ? " and "
                                         : ", ",
                     STR_ARG(before.v[i]->name));
    p->view->was_merged = names.n > 0;
    p->view->merged = arena_fmt(
        mem,
        "%.*s began on %.*s. Earlier counts are the sums, and earlier rates and means the averages "
        "weighted by residents, of %.*s.",
        STR_ARG(p->place->name), STR_ARG(present_day(mem, p->place->start_day)), (int)names.n,
        names.n ? names.p : "");
}

static void write_csv(const Profile *p, Buf *out)
{
    buf_add(out, STR("indicator,name,place,period,value,lower,upper,unit,position,estimated\n"));
    for (size_t k = 0; k < p->values.n; k++) {
        const IndicatorValue *v = &p->values.v[k];
        PeriodUnit unit;
        if (!indicator_shown(&p->seen, v->indicator, &unit)) continue;
        buf_addf(out, "%s,", v->indicator->id);
        buf_add_csv(out, str_of(v->indicator->name));
        buf_addf(out, ",%.*s,%s,", STR_ARG(p->place->code), period_text(unit, v->period).text);
        const double numbers[] = { v->value, v->lower, v->upper };
        for (size_t i = 0; i < 3; i++) {
            buf_add_f64(out, numbers[i]);
            buf_add(out, STR(","));
        }
        buf_add_csv(out, str_of(v->indicator->unit));
        buf_add(out, STR(","));
        buf_add_f64(out, v->position);
        buf_addf(out, ",%d\n", v->estimated);
    }
}

static ErrCode get(const Request *rq, Response *rs)
{
    Op *op = rq->op;
    ProfileUnknown unknown[DOMAIN_COUNT];
    ProfileView v = { .merged = { 0, "" } };
    Profile p = { .rq = rq, .view = &v, .place = place_by_code(rq->book, rq->rest) };
    if (!p.place) return err_set(&op->err, ERR_MISSING, "there is no area with that code");
    NEW(p.rows, CATALOGUE_MAX, op->mem, &op->err);
    TRY(indicator_of_place(op, p.place, &p.values));
    TRY(present_series(rq, &p.seen));
    rs->title = arena_fmt(op->mem, "Cohesion profile of %.*s", STR_ARG(p.place->name));
    if (str_eq(request_arg(rq, "format"), STR("csv"))) {
        rs->type = "text/csv";
        rs->file_name = "profile.csv";
        write_csv(&p, rs->out);
        return ERR_OK;
    }
    TRY(indicator_spreads(op, &p.spreads));
    TRY(add_all(&p, unknown));
    say_merged(&p);
    v.name = p.place->name;
    v.area_path = present_area(op->mem, p.place->code);
    v.csv_path = arena_fmt(op->mem, "/profile/%.*s?format=csv", STR_ARG(p.place->code));
    v.known = (int64_t)p.known;
    for (const Indicator *const *i = indicator_list; *i; i++) v.total++;
    render_profile(rs->out, &v);
    return ERR_OK;
}

static const char *const args[] = { "format", NULL };

PAGE(profile) = {
    .address = "/profile/*",
    .args = args,
    .get = get,
};
