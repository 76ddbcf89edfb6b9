/* Opens an issue, perhaps for a signal. */
#include "base/date.h"
#include "signals/issue.h"
#include "signals/personal.h"
#include "signals/triage.h"
#include "web/pick.h"
#include "web/present.h"
#include "web/report.h"
#include "web/views.h"

/* What a signal says fills the form; only for those who may read it. */
static bool from_signal(const Request *rq, Signal *ret)
{
    int64_t id;
    Err why;
    Str given = request_arg(rq, "signal");
    return given.n && str_int(given, "signal", &id, &why) == ERR_OK &&
           signal_find(rq->op, id, ret) == ERR_OK && pick_sees(rq, MAY_TRIAGE, ret->place);
}

static ErrCode get(const Request *rq, Response *rs)
{
    const CodeBook *codes;
    Signal s = { .themes = { 0, "" } };
    const Str none = { 0, "" };
    bool any = from_signal(rq, &s);
    const Place *own = place_by_code(rq->book, rq->session.account.area);
    IssueNewView v = { .token = rq->token,
                       .fault = rq->fault,
                       .faulty = rq->fault.n > 0,
                       .title = request_field(rq, "title"),
                       .place = pick_typed(rq, "place",
                                           any   ? s.place_name
                                           : own ? own->name
                                                 : none),
                       .communities =
                           pick_typed(rq, "communities", any ? s.communities_words : none),
                       .since =
                           pick_typed(rq, "since", str_of(date_text(present_today(rq->op)).text)),
                       .signal = pick_typed(rq, "signal", any ? request_arg(rq, "signal") : none),
                       .exercise = rq->form_n ? request_field(rq, "exercise").n > 0 : s.exercise };
    v.since = arena_str(rq->op->mem, v.since);
    v.tick = v.faulty && ((personal_find(v.title) | personal_find(v.communities)) & PERSONAL_NAME);
    TRY(codes_load(rq->op, &codes));
    PICK(rq, codes, "theme", pick_chosen(rq, "theme", any ? s.themes : none), IssueNewThemes,
         v.themes);
    rs->title = STR("Open an issue");
    rs->section = STR("/levels");
    render_issue_new(rs->out, &v);
    return ERR_OK;
}

static ErrCode place_of(const Request *rq, int64_t *ret)
{
    const Place *p;
    Err *e = &rq->op->err;
    Str name = request_field(rq, "place");
    if (!str_trim(name).n || name.n > 100) return err_set(e, ERR_INPUT, "place: name one");
    TRY(place_resolve(rq->book, name, present_today(rq->op), &p, e));
    *ret = p->id;
    return ERR_OK;
}

static ErrCode post(Request *rq, Response *rs)
{
    int64_t id, signal;
    Str since = str_trim(request_field(rq, "since")), given = request_field(rq, "signal");
    Issue x = { .title = request_field(rq, "title"),
                .themes = form_codes(rq, "theme"),
                .communities = request_field(rq, "communities"),
                .exercise = request_field(rq, "exercise").n > 0,
                .names_checked = request_field(rq, "names").n > 0 };
    TRY(place_of(rq, &x.place_id));
    TRY(date_parse(since, "since", &x.start_day, &rq->op->err));
    TRY(issue_open(rq->op, &x, &id));
    if (given.n) {
        TRY(str_int(given, "signal", &signal, &rq->op->err));
        TRY(signal_link(rq->op, signal, id));
    }
    rs->redirect = arena_fmt(rq->op->mem, "/issues/%lld", (long long)id);
    return ERR_OK;
}

static const char *const args[] = { "signal", NULL };

PAGE(issue_new) = {
    .address = "/issues/new",
    .args = args,
    .door = DOOR_SIGNED_IN,
    .may = MAY_ASSESS,
    .get = get,
    .post_door = DOOR_SIGNED_IN,
    .post_may = MAY_ASSESS,
    .post = post,
};
