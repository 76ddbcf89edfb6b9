/* One signal: what was told, what tells the same, and what becomes of it. */
#include "signals/issue.h"
#include "signals/triage.h"
#include "web/pick.h"
#include "web/present.h"
#include "web/views.h"

enum { FACTS = 20 };

/* As if it were not there, for those whose area it is not. */
static ErrCode find(const Request *rq, Signal *ret)
{
    int64_t id;
    Err why;
    if (str_int(rq->rest, "id", &id, &why) == ERR_OK && signal_find(rq->op, id, ret) == ERR_OK &&
        pick_sees(rq, MAY_TRIAGE, ret->place))
        return ERR_OK;
    return err_set(&rq->op->err, ERR_MISSING, "there is no such signal");
}

static void fact(SignalsOneView *v, SignalsOneFacts *rows, const char *key, Str value)
{
    if (value.n) rows[v->facts.n++] = (SignalsOneFacts){ str_of(key), value };
}

static Str worried(Arena *mem, const CodeBook *codes, int64_t v)
{
    return v ? code_word(codes, "worry", arena_fmt(mem, "%lld", (long long)v)) : STR("not said");
}

static Str worry(Arena *mem, const CodeBook *codes, const Signal *s)
{
    if (!s->worry_self && !s->worry_others) return (Str){ 0, "" };
    return arena_fmt(mem, "%.*s; people around: %.*s", STR_ARG(worried(mem, codes, s->worry_self)),
                     STR_ARG(worried(mem, codes, s->worry_others)));
}

static void add_facts(const Request *rq, const CodeBook *codes, const Signal *s, SignalsOneView *v,
                      SignalsOneFacts *rows)
{
    Arena *mem = rq->op->mem;
    Str police = s->share_police ? STR("the police") : STR(""),
        partners = s->share_partners ? STR("partners") : STR("");
    v->facts.v = rows;
    fact(v, rows, "Told", present_time(mem, s->at));
    fact(v, rows, "Answer due", present_time(mem, s->reply_by));
    fact(v, rows, "From", code_word(codes, "source_type", s->source_type));
    fact(v, rows, "Where",
         s->where.n ? arena_fmt(mem, "%.*s, %.*s", STR_ARG(s->place_name), STR_ARG(s->where))
                    : s->place_name);
    if (s->online) fact(v, rows, "Online", STR("Yes, or as well"));
    fact(v, rows, "When", code_word(codes, "timing", s->timing));
    if (s->has_day) fact(v, rows, "Day", present_day(mem, s->day));
    fact(v, rows, "About", codes_words(codes, "theme", s->themes, mem));
    fact(v, rows, "Kind of sign", code_word(codes, "eep", s->eep));
    fact(v, rows, "Affected", codes_words(codes, "community", s->communities, mem));
    fact(v, rows, "In their words", s->communities_words);
    if (s->trigger.n) fact(v, rows, "Set off by", code_word(codes, "trigger", s->trigger));
    fact(v, rows, "Growing", code_word(codes, "direction", s->direction));
    if (s->basis.n) fact(v, rows, "Known by", code_word(codes, "basis", s->basis));
    fact(v, rows, "Worry", worry(mem, codes, s));
    fact(v, rows, "Done already", s->done);
    fact(v, rows, "Would help", s->help);
    fact(v, rows, "Police reference", s->police_ref);
    fact(v, rows, "May be shown to",
         arena_fmt(mem, "%.*s; %.*s%s%.*s", STR_ARG(code_word(codes, "marker", s->marker)),
                   STR_ARG(police), police.n && partners.n ? ", " : "", STR_ARG(partners)));
}

static ErrCode add_near(const Request *rq, const Signal *s, SignalsOneView *v)
{
    SimilarSignals all;
    SignalsOneNear *rows;
    Arena *mem = rq->op->mem;
    TRY(signal_similar(rq->op, s, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const SimilarSignal *x = &all.v[i];
        rows[i] =
            (SignalsOneNear){ .id = x->signal.id,
                              .number = arena_fmt(mem, "Signal %lld", (long long)x->signal.id),
                              .address = arena_fmt(mem, "/signals/%lld", (long long)x->signal.id),
                              .text = x->signal.what,
                              .score = arena_fmt(mem, "%.0f%%", 100 * x->score),
                              .parts = arena_fmt(mem, "text %.0f%%, themes %.0f%%, time %.0f%%",
                                                 100 * x->text, 100 * x->theme, 100 * x->time),
                              .state = x->signal.state };
    }
    v->has_near = all.n > 0;
    v->near.n = all.n;
    v->near.v = rows;
    return ERR_OK;
}

static ErrCode add_issues(const Request *rq, const Signal *s, SignalsOneView *v)
{
    Issues all;
    SignalsOneIssues *rows;
    TRY(issue_list(rq->op, 0, false, &all));
    NEW(rows, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].exercise == s->exercise && pick_sees(rq, MAY_TRIAGE, all.v[i].place))
            rows[v->issues.n++] = (SignalsOneIssues){ all.v[i].id, all.v[i].title };
    v->has_issues = v->issues.n > 0;
    v->issues.v = rows;
    return ERR_OK;
}

static Str state_words(Arena *mem, const CodeBook *codes, const Signal *s)
{
    if (str_eq(s->state, STR("new"))) return STR("To be sorted");
    if (str_eq(s->state, STR("linked")))
        return arena_fmt(mem, "Linked to issue %lld", (long long)s->issue_id);
    if (str_eq(s->state, STR("merged")))
        return arena_fmt(mem, "Merged into signal %lld", (long long)s->merged_into);
    return arena_fmt(mem, "Left: %.*s", STR_ARG(code_word(codes, "discard", s->discard)));
}

static ErrCode get(const Request *rq, Response *rs)
{
    Signal s;
    SignalsOneFacts facts[FACTS];
    const CodeBook *codes;
    Arena *mem = rq->op->mem;
    TRY(find(rq, &s));
    TRY(codes_load(rq->op, &codes));
    SignalsOneView v = { .heading = arena_fmt(mem, "Signal %lld", (long long)s.id),
                         .address = arena_fmt(mem, "/signals/%lld", (long long)s.id),
                         .token = rq->token,
                         .fault = rq->fault,
                         .faulty = rq->fault.n > 0,
                         .what = s.what,
                         .state = state_words(mem, codes, &s),
                         .waits = str_eq(s.state, STR("new")),
                         .urgent = s.urgent,
                         .exercise = s.exercise,
                         .doubt = s.names_checked,
                         .typed_reply = request_field(rq, "reply"),
                         .reply = s.reply,
                         .replied = s.replied_at != 0,
                         .open_path = arena_fmt(mem, "/issues/new?signal=%lld", (long long)s.id) };
    add_facts(rq, codes, &s, &v, facts);
    TRY(add_near(rq, &s, &v));
    TRY(add_issues(rq, &s, &v));
    PICK(rq, codes, "discard", STR(""), SignalsOneDiscards, v.discards);
    PICK(rq, codes, "source_grade", s.source_grade, SignalsOneGrades, v.grades);
    PICK(rq, codes, "information_grade", s.information_grade, SignalsOneInfos, v.infos);
    rs->title = v.heading;
    rs->section = STR("/levels");
    render_signals_one(rs->out, &v);
    return ERR_OK;
}

static ErrCode number(const Request *rq, const char *name, int64_t *ret)
{
    return str_int(request_field(rq, name), name, ret, &rq->op->err);
}

static ErrCode post(Request *rq, Response *rs)
{
    Signal s;
    int64_t other;
    Op *op = rq->op;
    Str what = request_field(rq, "do");
    TRY(find(rq, &s));
    rs->redirect = arena_fmt(op->mem, "/signals/%lld", (long long)s.id);
    if (str_eq(what, STR("link"))) {
        TRY(number(rq, "issue", &other));
        return signal_link(op, s.id, other);
    }
    if (str_eq(what, STR("merge"))) {
        TRY(number(rq, "into", &other));
        return signal_merge(op, s.id, other);
    }
    if (str_eq(what, STR("discard"))) return signal_discard(op, s.id, request_field(rq, "discard"));
    if (str_eq(what, STR("grade")))
        return signal_grade(op, s.id, request_field(rq, "grade"), request_field(rq, "info"));
    if (str_eq(what, STR("reply"))) return signal_reply(op, s.id, request_field(rq, "reply"));
    if (str_eq(what, STR("redact"))) return signal_redact(op, s.id, request_field(rq, "what"));
    return err_set(&op->err, ERR_INPUT, "choose what to do");
}

PAGE(signals_one) = {
    .address = "/signals/*",
    .door = DOOR_SIGNED_IN,
    .may = MAY_TRIAGE,
    .get = get,
    .post_door = DOOR_SIGNED_IN,
    .post_may = MAY_TRIAGE,
    .post = post,
};
