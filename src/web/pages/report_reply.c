/* A reporter looks up the answer, with the reference alone. */
#include "signals/signal.h"
#include "web/present.h"
#include "web/views.h"

static Str words_of(const Signal *s)
{
    if (str_eq(s->state, STR("new"))) return STR("It has arrived and waits to be read.");
    if (str_eq(s->state, STR("discarded"))) return STR("We read it, and leave it at that.");
    return STR("We read it, and look into the matter.");
}

static ErrCode get(const Request *rq, Response *rs)
{
    rs->title = STR("The answer to your report");
    rs->section = STR("/report");
    render_report_reply(rs->out, &(ReportReplyView){ .token = rq->token,
                                                     .fault = rq->fault,
                                                     .faulty = rq->fault.n > 0,
                                                     .typed = request_field(rq, "reference") });
    return ERR_OK;
}

static ErrCode post(Request *rq, Response *rs)
{
    Signal s;
    Arena *mem = rq->op->mem;
    TRY(signal_by_reference(rq->op, request_field(rq, "reference"), &s));
    rs->title = STR("The answer to your report");
    rs->section = STR("/report");
    render_report_reply(rs->out, &(ReportReplyView){ .token = rq->token,
                                                     .found = true,
                                                     .state = words_of(&s),
                                                     .when = present_time(mem, s.at),
                                                     .due = present_time(mem, s.reply_by),
                                                     .waits = !s.replied_at,
                                                     .replied = s.replied_at != 0,
                                                     .reply = s.reply,
                                                     .typed = { 0, "" } });
    return ERR_OK;
}

PAGE(report_reply) = {
    .address = "/report/reply",
    .get = get,
    .post_reads = true,
    .post = post,
};
