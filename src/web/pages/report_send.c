/* The public's report is sent: kept, and answered with a reference. */
#include "web/present.h"
#include "web/report.h"
#include "web/views.h"

static ErrCode get(const Request *rq, Response *rs)
{
    const CodeBook *codes;
    Draft d;
    if (!rq->fault.n) {
        rs->redirect = STR("/report");
        return ERR_OK;
    }
    if (draft_open(rq, &d) != ERR_OK)
        return err_set(&rq->op->err, ERR_INPUT, "%.*s", STR_ARG(rq->fault));
    TRY(codes_load(rq->op, &codes));
    return report_show_check(rq, codes, &d, rs);
}

static ErrCode post(Request *rq, Response *rs)
{
    Signal s;
    Draft d;
    int64_t id;
    char reference[SIGNAL_REFERENCE];
    Op *op = rq->op;
    TRY(draft_open(rq, &d));
    TRY(report_signal(rq, &d, &s));
    signal_reference(rq->site->key, draft_get(&d, "nonce"), reference);
    s.reference = str_of(reference);
    TRY(signal_count_address(op, rq->site->key, rq->address));
    /* Whoever is signed in tells it as one of the public here. */
    op->actor = 0;
    TRY(signal_add(op, &s, &id));
    TRY(signal_find(op, id, &s));
    rs->title = STR("It has arrived");
    rs->section = STR("/report");
    render_report_sent(rs->out, &(ReportSentView){ .reference = str_of(reference),
                                                   .reply = present_time(op->mem, s.reply_by),
                                                   .place = s.place_name });
    return ERR_OK;
}

PAGE(report_send) = {
    .address = "/report/send",
    .get = get,
    .post = post,
};
