/* The catalogue of indicators, known and not known. */
#include "indicators/figures.h"
#include "web/indicator_words.h"
#include "web/present.h"
#include "web/views.h"

enum { CATALOGUE_MAX = 400 };

typedef struct {
    const Request *rq;
    SeriesList seen;
    IndicatorSpreads spreads;
    IndicatorsView *view;
    IndicatorsRows *rows;
} List;

static void add(List *l, const Indicator *i, bool starts)
{
    Arena *mem = l->rq->op->mem;
    PeriodUnit unit;
    bool shown = indicator_shown(&l->seen, i, &unit);
    const IndicatorSpread *s = shown ? indicator_newest(&l->spreads, i) : NULL;
    l->view->known += s != NULL;
    l->view->total++;
    l->rows[l->view->rows.n++] =
        (IndicatorsRows){ .domain = str_of(indicator_domain_words(i->domain)),
                          .kind = str_of(indicator_kind_words(i->kind)),
                          .starts = starts,
                          .name = str_of(i->name),
                          .id = str_of(i->id),
                          .address = indicator_path(mem, i),
                          .when = s       ? present_period(mem, unit, s->period)
                                  : shown ? STR("No figures imported yet")
                                          : STR("Not collected by council yet"),
                          .councils = s ? arena_fmt(mem, "%lld", (long long)s->councils) : STR(""),
                          .here = s != NULL };
}

static ErrCode get(const Request *rq, Response *rs)
{
    Op *op = rq->op;
    IndicatorsView v = { .known = 0 };
    List l = { .rq = rq, .view = &v };
    TRY(present_series(rq, &l.seen));
    TRY(indicator_spreads(op, &l.spreads));
    NEW(l.rows, CATALOGUE_MAX, op->mem, &op->err);
    for (int d = 0; d < DOMAIN_COUNT; d++) {
        bool starts = true;
        for (const Indicator *const *i = indicator_list; *i; i++) {
            if ((*i)->domain != (IndicatorDomain)d) continue;
            add(&l, *i, starts);
            starts = false;
        }
    }
    v.rows.v = l.rows;
    rs->title = STR("What ought to be known");
    render_indicators(rs->out, &v);
    return ERR_OK;
}

PAGE(indicators) = {
    .address = "/indicators",
    .menu = "Indicators",
    .menu_order = 5,
    .get = get,
};
