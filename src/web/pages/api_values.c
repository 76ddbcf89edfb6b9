/* /api/v1/values - one place's figures in one series, with what the watch said. */
#include "web/json.h"
#include "web/present.h"

static void put_values(Buf *out, const SeriesChart *c)
{
    for (size_t k = 0; k < c->n; k++) {
        json_open(out, k == 0);
        json_text(out, "period", str_of(period_text(c->unit, c->first + (int32_t)k).text));
        json_f64(out, "value", c->observed[k]);
        json_f64(out, "expected", c->expected[k]);
        json_f64(out, "upperbound", c->upper[k]);
        json_flag(out, "stood_out", c->marked[k]);
        json_close(out);
    }
}

static ErrCode get(const Request *rq, Response *rs)
{
    Series s;
    PresentSeries figures;
    const Place *p = place_by_code(rq->book, request_arg(rq, "place"));
    if (!p) return err_set(&rq->op->err, ERR_MISSING, "place: there is no area with that code");
    TRY(present_one_series(rq, request_arg(rq, "series"), &s));
    TRY(present_figures(rq, &s, p, &figures));
    json_open(rs->out, true);
    json_text(rs->out, "place", p->code);
    json_text(rs->out, "series", s.code);
    buf_add(rs->out, STR(",\"values\":["));
    if (figures.any) put_values(rs->out, &figures.chart);
    buf_add(rs->out, STR("]}\n"));
    rs->type = "application/json";
    return ERR_OK;
}

static const char *const args[] = { "place", "series", NULL };

PAGE(api_values) = {
    .address = "/api/v1/values",
    .args = args,
    .get = get,
};
