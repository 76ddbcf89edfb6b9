/* A partner or somebody at the front line tells of a tension: one page, a minute and a half. */
#include "base/date.h"
#include "signals/personal.h"
#include "signals/signal.h"
#include "web/pick.h"
#include "web/present.h"
#include "web/report.h"
#include "web/views.h"

static ErrCode add_councils(const Request *rq, SignalNewView *v)
{
    PlaceList all = place_all(rq->book);
    SignalNewCouncils *rows;
    size_t n = 0;
    NEW(rows, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++)
        if (place_kind_is_council(all.v[i]->kind) && place_alive(all.v[i], present_today(rq->op)))
            rows[n++] = (SignalNewCouncils){ all.v[i]->name };
    v->councils.n = n;
    v->councils.v = rows;
    return ERR_OK;
}

/* Police report as police; others of a council's organisation mostly as the council. */
static Str usual_source(const Request *rq)
{
    Str role = rq->session.account.role;
    if (str_eq(role, STR("force_officer"))) return STR("POL");
    return str_eq(role, STR("partner")) ? STR("") : STR("COU");
}

static ErrCode add_lists(const Request *rq, const CodeBook *codes, SignalNewView *v)
{
    const Str none = { 0, "" };
    PICK(rq, codes, "timing", pick_chosen(rq, "timing", STR("NOW")), SignalNewTimings, v->timings);
    PICK(rq, codes, "eep", pick_chosen(rq, "eep", STR("EXP")), SignalNewEeps, v->eeps);
    PICK(rq, codes, "theme", pick_chosen(rq, "theme", none), SignalNewThemes, v->themes);
    PICK(rq, codes, "community", pick_chosen(rq, "community", none), SignalNewCommunities,
         v->communities);
    PICK(rq, codes, "trigger", pick_chosen(rq, "trigger", none), SignalNewTriggers, v->triggers);
    PICK(rq, codes, "source_type", pick_chosen(rq, "source", usual_source(rq)), SignalNewSources,
         v->sources);
    PICK(rq, codes, "source_grade", pick_chosen(rq, "grade", none), SignalNewGrades, v->grades);
    PICK(rq, codes, "information_grade", pick_chosen(rq, "info", none), SignalNewInfos, v->infos);
    PICK(rq, codes, "direction", pick_chosen(rq, "direction", STR("UNK")), SignalNewDirections,
         v->directions);
    PICK(rq, codes, "marker", pick_chosen(rq, "marker", STR("GRP")), SignalNewMarkers, v->markers);
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    const CodeBook *codes;
    Secret nonce = secret_new();
    const Place *own = place_by_code(rq->book, rq->session.account.area);
    Str place = own && place_kind_is_council(own->kind) ? own->name : (Str){ 0, "" },
        none = { 0, "" };
    SignalNewView v = { .token = rq->token,
                        .nonce = pick_typed(rq, "nonce", str_of(nonce.text)),
                        .fault = rq->fault,
                        .faulty = rq->fault.n > 0,
                        .place = pick_typed(rq, "place", place),
                        .where = request_field(rq, "where"),
                        .what = request_field(rq, "what"),
                        .day = request_field(rq, "day"),
                        .words = request_field(rq, "words"),
                        .done = request_field(rq, "done"),
                        .ref = request_field(rq, "ref"),
                        .urgent = pick_chosen(rq, "urgent", none).n > 0,
                        .exercise = pick_chosen(rq, "exercise", none).n > 0 };
    v.tick = v.faulty && ((personal_find(v.what) | personal_find(v.where) | personal_find(v.words) |
                           personal_find(v.done)) &
                          PERSONAL_NAME);
    TRY(codes_load(rq->op, &codes));
    TRY(add_councils(rq, &v));
    TRY(add_lists(rq, codes, &v));
    rs->title = STR("Tell of a tension");
    rs->section = STR("/signals/new");
    render_signal_new(rs->out, &v);
    return ERR_OK;
}

static ErrCode read_form(const Request *rq, const Place *p, Signal *ret)
{
    Str day = str_trim(request_field(rq, "day"));
    *ret = (Signal){ .source_type = request_field(rq, "source"),
                     .place_id = p->id,
                     .where = request_field(rq, "where"),
                     .timing = request_field(rq, "timing"),
                     .has_day = day.n > 0,
                     .what = request_field(rq, "what"),
                     .eep = request_field(rq, "eep"),
                     .themes = form_codes(rq, "theme"),
                     .communities = form_codes(rq, "community"),
                     .communities_words = request_field(rq, "words"),
                     .trigger = request_field(rq, "trigger"),
                     .source_grade = request_field(rq, "grade"),
                     .information_grade = request_field(rq, "info"),
                     .direction = request_field(rq, "direction"),
                     .police_ref = request_field(rq, "ref"),
                     .done = request_field(rq, "done"),
                     .urgent = request_field(rq, "urgent").n > 0,
                     .marker = request_field(rq, "marker"),
                     .share_police = true,
                     .share_partners = !str_eq(request_field(rq, "marker"), STR("ORG")),
                     .names_checked = request_field(rq, "names").n > 0,
                     .exercise = request_field(rq, "exercise").n > 0 };
    return day.n ? date_parse(day, "day", &ret->day, &rq->op->err) : ERR_OK;
}

static ErrCode post(Request *rq, Response *rs)
{
    char reference[SIGNAL_REFERENCE];
    const Place *p;
    Signal s;
    int64_t id;
    Str nonce = request_field(rq, "nonce");
    if (nonce.n < 20 || nonce.n > 60)
        return err_set(&rq->op->err, ERR_INPUT, "please load the form again");
    TRY(pick_council(rq, request_field(rq, "place"), &p));
    TRY(read_form(rq, p, &s));
    /* The account is part of it, so that nobody meets another's. */
    signal_reference(rq->site->key,
                     arena_fmt(rq->op->mem, "%lld %.*s", (long long)rq->op->actor, STR_ARG(nonce)),
                     reference);
    s.reference = str_of(reference);
    TRY(signal_add(rq->op, &s, &id));
    rs->redirect = STR("/signals/mine");
    return ERR_OK;
}

PAGE(signal_new) = {
    .address = "/signals/new",
    .door = DOOR_SIGNED_IN,
    .may = MAY_REPORT,
    .get = get,
    .post_door = DOOR_SIGNED_IN,
    .post_may = MAY_REPORT,
    .post = post,
};
