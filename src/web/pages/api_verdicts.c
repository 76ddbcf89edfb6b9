/* /api/v1/verdicts - what the watch said of a series, period by period and place by place. */
#include <stdio.h>

#include "web/api.h"
#include "web/present.h"

/* Periods before 1970 are negative: moved up, they sort as they follow each other. */
#define SHIFT 1000000

static Str key_of(Arena *mem, const KeptVerdict *v)
{
    return arena_fmt(mem, "%010lld.%010lld", (long long)v->period + SHIFT, (long long)v->place_id);
}

static ErrCode read_cursor(const Request *rq, Str after, int64_t *ret_period, int64_t *ret_place)
{
    Str rest = after, part;
    *ret_period = INT32_MIN;
    *ret_place = 0;
    if (!after.n) return ERR_OK;
    Err *e = &rq->op->err;
    bool two = str_split(&rest, '.', &part) && rest.n;
    if (!two || str_int(part, "after", ret_period, e) != ERR_OK ||
        str_int(rest, "after", ret_place, e) != ERR_OK || *ret_period > 2 * (int64_t)SHIFT)
        return err_set(e, ERR_INPUT, "after: not a cursor of this interface");
    *ret_period -= SHIFT;
    return ERR_OK;
}

static void put_verdict(ApiOut *out, const Series *s, const Place *p, const KeptVerdict *v)
{
    api_text(out, p->code);
    api_text(out, s->code);
    api_text(out, str_of(period_text(s->period, v->period).text));
    api_f64(out, v->observed);
    api_f64(out, v->expected);
    api_f64(out, v->upperbound);
    api_f64(out, v->pvalue);
    api_text(out, v->alarm < 0 ? STR("could not tell") : v->alarm ? STR("alarm") : STR("quiet"));
    api_text(out, v->reason);
}

static ErrCode rows(const Request *rq, ApiOut *out)
{
    Series s;
    KeptVerdicts page;
    VerdictPage want = { .place_id = 0 };
    Str code = request_arg(rq, "place");
    const Place *only = code.n ? place_by_code(rq->book, code) : NULL;
    if (code.n && !only)
        return err_set(&rq->op->err, ERR_MISSING, "place: there is no area with that code");
    TRY(present_one_series(rq, request_arg(rq, "series"), &s));
    want.series_id = s.id;
    want.place_id = only ? only->id : 0;
    TRY(read_cursor(rq, api_after(out), &want.after_period, &want.after_place));
    do {
        TRY(verdict_page(rq->op, &want, &page));
        for (size_t i = 0; i < page.n && !api_full(out); i++) {
            const Place *p = place_by_id(rq->book, page.v[i].place_id);
            if (!p || !present_sees(rq, s.visibility, p)) continue;
            if (api_row(out, key_of(rq->op->mem, &page.v[i]))) put_verdict(out, &s, p, &page.v[i]);
        }
        if (page.n) {
            want.after_period = page.v[page.n - 1].period;
            want.after_place = page.v[page.n - 1].place_id;
        }
    } while (page.n == VERDICT_PAGE && !api_full(out));
    return ERR_OK;
}

static const ApiField fields[] = {
    { "place", API_TEXT, "code of the place" },
    { "series", API_TEXT, "code of the series" },
    { "period", API_TEXT, "2016-07 for a month, 2016-W27 for a week" },
    { "observed", API_NUMBER, "what was recorded when it was judged" },
    { "expected", API_NUMBER, "what was expected" },
    { "upperbound", API_NUMBER, "beyond it a count is unusual" },
    { "pvalue", API_NUMBER, "chance of as much or more if nothing had happened" },
    { "verdict", API_TEXT, "alarm, quiet, or could not tell" },
    { "reason", API_TEXT, "why the method could not tell" },
    { NULL, API_TEXT, NULL },
};

static const ApiArg args[] = {
    { "series", "code of the series", true },
    { "place", "code of a place; all places without it", false },
    { NULL, NULL, false },
};

static const Endpoint endpoint = {
    .list = "verdicts",
    .summary = "What the watch said of every place and period of a series, oldest first.",
    .fields = fields,
    .args = args,
    .rows = rows,
};

PAGE(api_verdicts) = {
    .address = "/api/v1/verdicts",
    .api = &endpoint,
};
