/* /api/v1/alerts - proposals, the newest first. */
#include <stdlib.h>

#include "web/api.h"
#include "web/present.h"

static void put_proposal(ApiOut *out, const Proposal *p)
{
    api_int(out, p->id);
    api_text(out, p->state);
    api_text(out, p->place);
    api_text(out, p->place_name);
    api_text(out, p->series);
    api_text(out, str_of(period_text(p->unit, p->period).text));
    api_f64(out, p->observed);
    api_f64(out, p->expected);
    api_f64(out, p->upperbound);
    api_f64(out, p->pvalue);
    api_text(out, p->method);
    api_text(out, p->settings);
    api_text(out, p->reason);
}

static int by_id_falling(const void *a, const void *b)
{
    int64_t x = (*(const Proposal *const *)a)->id, y = (*(const Proposal *const *)b)->id;
    return (x < y) - (x > y);
}

static ErrCode rows(const Request *rq, ApiOut *out)
{
    Proposals all;
    const Proposal **v;
    size_t n = 0;
    Str series = request_arg(rq, "series"), state = request_arg(rq, "state");
    TRY(present_proposals(rq, request_arg(rq, "place"), &all));
    NEW(v, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++)
        if ((!series.n || str_eq(series, all.v[i].series)) &&
            (!state.n || str_eq(state, all.v[i].state)))
            v[n++] = &all.v[i];
    qsort(v, n, sizeof(const Proposal *), by_id_falling);
    for (size_t i = 0; i < n && !api_full(out); i++)
        if (api_row(out, api_number_key(rq->op->mem, v[i]->id))) put_proposal(out, v[i]);
    return ERR_OK;
}

static const ApiField fields[] = {
    { "id", API_INTEGER, "number, as in /alerts/ID" },
    { "state", API_TEXT, "proposed, approved or dismissed" },
    { "place", API_TEXT, "code of the place" },
    { "place_name", API_TEXT, "its name" },
    { "series", API_TEXT, "code of the series" },
    { "period", API_TEXT, "2016-07 for a month, 2016-W27 for a week" },
    { "observed", API_NUMBER, "what was recorded" },
    { "expected", API_NUMBER, "what was expected" },
    { "upperbound", API_NUMBER, "beyond it a count is unusual" },
    { "pvalue", API_NUMBER, "chance of as much or more if nothing had happened" },
    { "method", API_TEXT, "method of detection" },
    { "settings", API_TEXT, "its settings" },
    { "reason", API_TEXT, "the finding in a sentence" },
    { NULL, API_TEXT, NULL },
};

static const ApiArg args[] = {
    { "place", "code of a place", false },
    { "series", "code of a series", false },
    { "state", "proposed, approved or dismissed", false },
    { NULL, NULL, false },
};

static const Endpoint endpoint = {
    .list = "alerts",
    .summary = "What the watch proposed and what was decided, the newest first.",
    .fields = fields,
    .args = args,
    .newest_first = true,
    .rows = rows,
};

PAGE(api_alerts) = {
    .address = "/api/v1/alerts",
    .api = &endpoint,
};
