/* One question of the public's report. */
#include "web/report.h"
#include "web/views.h"

static ErrCode get(const Request *rq, Response *rs)
{
    const CodeBook *codes;
    Draft d;
    TRY(codes_load(rq->op, &codes));
    if (!rq->fault.n) {
        if (!str_eq(rq->rest, STR("danger")) || !rq->site->key->ready) {
            rs->redirect = STR("/report");
            return ERR_OK;
        }
        draft_new(rq, &d);
        return report_show(rq, codes, rq->rest, &d, rs);
    }
    if (draft_open(rq, &d) == ERR_OK) return report_show(rq, codes, rq->rest, &d, rs);
    return err_set(&rq->op->err, ERR_INPUT, "%.*s", STR_ARG(rq->fault));
}

static ErrCode show(Request *rq, const CodeBook *codes, Str step, const Draft *d, Response *rs)
{
    /* The next question starts without the answers to this one. */
    rq->form_n = 0;
    if (str_eq(step, STR("check"))) return report_show_check(rq, codes, d, rs);
    return report_show(rq, codes, step, d, rs);
}

static ErrCode post(Request *rq, Response *rs)
{
    const CodeBook *codes;
    Draft d;
    Str step = rq->rest, to = request_field(rq, "to");
    TRY(codes_load(rq->op, &codes));
    TRY(draft_open(rq, &d));
    if (str_eq(step, STR("check"))) {
        draft_set(&d, "review", STR("yes"));
        return show(rq, codes, to, &d, rs);
    }
    if (str_eq(request_field(rq, "do"), STR("back"))) {
        Str before = report_before(&d, step);
        return show(rq, codes, before.n ? before : step, &d, rs);
    }
    TRY(report_take(rq, codes, step, &d));
    Str next = draft_get(&d, "review").n ? STR("check") : report_after(&d, step);
    return show(rq, codes, next, &d, rs);
}

PAGE(report_step) = {
    .address = "/report/*",
    .get = get,
    .post_reads = true,
    .post = post,
};
