/* /api/v1/alerts - proposals of public series, newest first; place=CODE for one place. */
#include "web/json.h"
#include "web/present.h"

static void put_proposal(Buf *out, const Proposal *p, bool first)
{
    json_open(out, first);
    json_int(out, "id", p->id);
    json_text(out, "state", p->state);
    json_text(out, "place", p->place);
    json_text(out, "place_name", p->place_name);
    json_text(out, "series", p->series);
    json_text(out, "period", str_of(period_text(p->unit, p->period).text));
    json_f64(out, "observed", p->observed);
    json_f64(out, "expected", p->expected);
    json_f64(out, "upperbound", p->upperbound);
    json_f64(out, "pvalue", p->pvalue);
    json_text(out, "method", p->method);
    json_text(out, "settings", p->settings);
    json_text(out, "reason", p->reason);
    json_close(out);
}

static ErrCode get(const Request *rq, Response *rs)
{
    Proposals all;
    TRY(present_proposals(rq, request_arg(rq, "place"), &all));
    buf_add(rs->out, STR("{\"alerts\":["));
    for (size_t i = 0; i < all.n; i++) put_proposal(rs->out, &all.v[i], i == 0);
    buf_add(rs->out, STR("]}\n"));
    rs->type = "application/json";
    return ERR_OK;
}

static const char *const args[] = { "place", NULL };

PAGE(api_alerts) = {
    .address = "/api/v1/alerts",
    .args = args,
    .get = get,
};
