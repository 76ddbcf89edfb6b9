/* /api/v1/values - one place's figures in one series, with what the watch said. */
#include "web/api.h"
#include "web/present.h"

static void put_value(ApiOut *out, const SeriesChart *c, size_t k)
{
    api_text(out, str_of(period_text(c->unit, c->first + (int32_t)k).text));
    api_f64(out, c->observed[k]);
    api_f64(out, c->expected[k]);
    api_f64(out, c->upper[k]);
    api_flag(out, c->marked[k]);
}

static ErrCode rows(const Request *rq, ApiOut *out)
{
    Series s;
    PresentSeries figures;
    const Place *p = place_by_code(rq->book, request_arg(rq, "place"));
    if (!p) return err_set(&rq->op->err, ERR_MISSING, "place: there is no area with that code");
    TRY(present_one_series(rq, request_arg(rq, "series"), &s));
    TRY(present_figures(rq, &s, p, &figures));
    for (size_t k = 0; figures.any && k < figures.chart.n && !api_full(out); k++) {
        int32_t period = figures.chart.first + (int32_t)k;
        Str key = str_of(date_text(period_start(s.period, period)).text);
        if (api_row(out, key)) put_value(out, &figures.chart, k);
    }
    return ERR_OK;
}

static const ApiField fields[] = {
    { "period", API_TEXT, "2016-07 for a month, 2016-W27 for a week" },
    { "value", API_NUMBER, "what was recorded, nothing when it is not known" },
    { "expected", API_NUMBER, "what the watch expected, nothing when it did not judge" },
    { "upperbound", API_NUMBER, "beyond it the watch says that it stands out" },
    { "stood_out", API_FLAG, "whether it did" },
    { NULL, API_TEXT, NULL },
};

static const ApiArg args[] = {
    { "place", "code of the place", true },
    { "series", "code of the series", true },
    { NULL, NULL, false },
};

static const Endpoint endpoint = {
    .list = "values",
    .summary = "One place's figures in one series, in today's geography, oldest first.",
    .fields = fields,
    .args = args,
    .rows = rows,
};

PAGE(api_values) = {
    .address = "/api/v1/values",
    .api = &endpoint,
};
