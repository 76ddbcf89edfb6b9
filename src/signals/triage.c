#include "signals/triage.h"

#include <stdlib.h>

#include "access/account.h"
#include "access/audit.h"
#include "places/scope.h"
#include "signals/codes.h"
#include "signals/issue.h"
#include "signals/text_priv.h"
#include "signals/triage_sql_priv.h"
#include "stats/shingle.h"

enum { DAY = 86400, NEAR_DAYS = 14, SHOWN = 5, RETAIN_ROWS = 100000 };

static const double weight_text = 0.5, weight_theme = 0.3, weight_time = 0.2, least_score = 0.45,
                    least_text = 0.2;

/* -- what tells the same -- */

static double themes_alike(Str a, Str b)
{
    size_t both = 0, n = 0, m = 0;
    Str rest = a, code;
    while (str_split(&rest, ' ', &code)) {
        if (!code.n) continue;
        n++;
        both += codes_hold(b, code);
    }
    for (rest = b; str_split(&rest, ' ', &code);) m += code.n > 0;
    size_t any = n + m - both;
    return any ? (double)both / (double)any : 0.0;
}

static int most_alike(const void *a, const void *b)
{
    const SimilarSignal *x = a, *y = b;
    if (x->score != y->score) return x->score < y->score ? 1 : -1;
    return (x->signal.id > y->signal.id) - (x->signal.id < y->signal.id);
}

static SimilarSignal compare(const Signal *s, const uint32_t *runs, size_t n,
                             const SignalNearRow *other)
{
    uint32_t theirs[SHINGLE_MOST];
    int64_t apart = s->at > other->at ? s->at - other->at : other->at - s->at;
    SimilarSignal x = { .signal = { .id = other->id } };
    size_t m = stat_shingles(other->what, theirs);
    x.text = stat_jaccard(runs, n, theirs, m);
    x.theme = themes_alike(s->themes, other->themes);
    x.time = 1 - (double)apart / ((double)NEAR_DAYS * DAY);
    x.score = weight_text * x.text + weight_theme * x.theme + weight_time * x.time;
    return x;
}

ErrCode signal_similar(Op *op, const Signal *s, SimilarSignals *ret)
{
    SignalNearRows near;
    SimilarSignal *v;
    uint32_t runs[SHINGLE_MOST];
    size_t n = stat_shingles(s->what, runs), found = 0;
    const int64_t span = (int64_t)NEAR_DAYS * DAY;
    TRY(sql_signal_near(op, s->place_id, s->at - span, s->at + span, s->id, &near));
    NEW(v, near.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < near.n; i++) {
        SimilarSignal x = compare(s, runs, n, &near.v[i]);
        bool same_kind = (near.v[i].exercise != 0) == s->exercise;
        if (same_kind && (x.score >= least_score || x.text >= least_text)) v[found++] = x;
    }
    qsort(v, found, sizeof *v, most_alike);
    if (found > SHOWN) found = SHOWN;
    for (size_t i = 0; i < found; i++) TRY(signal_find(op, v[i].signal.id, &v[i].signal));
    *ret = (SimilarSignals){ found, v };
    return ERR_OK;
}

/* -- what becomes of it -- */

static ErrCode own_signal(Op *op, int64_t id, Signal *ret)
{
    TRY(account_require(op, MAY_TRIAGE));
    TRY(signal_find(op, id, ret));
    return scope_require(op, ret->place);
}

static ErrCode unsorted(Op *op, int64_t id, Signal *ret)
{
    TRY(own_signal(op, id, ret));
    if (str_eq(ret->state, STR("new"))) return ERR_OK;
    return err_set(&op->err, ERR_CONFLICT, "this signal was sorted already");
}

static ErrCode note(Op *op, int64_t id, const char *what, Str detail)
{
    return audit_add(op, arena_fmt(op->mem, "signals.signal_%s", what),
                     arena_fmt(op->mem, "signal %lld", (long long)id), detail);
}

ErrCode signal_link(Op *op, int64_t id, int64_t issue_id)
{
    Signal s;
    Issue x;
    TRY(unsorted(op, id, &s));
    TRY(issue_find(op, issue_id, &x));
    TRY(scope_require(op, x.place));
    if (!x.open) return err_set(&op->err, ERR_CONFLICT, "that issue is closed");
    if (x.exercise != s.exercise)
        return err_set(&op->err, ERR_INPUT,
                       "issue: what is real and what is an exercise stay apart");
    TRY(sql_signal_set_state(op, &(SignalSetStateArgs){ .id = id,
                                                        .state = STR("linked"),
                                                        .issue = &issue_id,
                                                        .discard = { 0, "" },
                                                        .at = op->now }));
    TRY(sql_signal_link_merged(op, id, issue_id));
    return note(op, id, "linked", arena_fmt(op->mem, "issue %lld", (long long)issue_id));
}

ErrCode signal_merge(Op *op, int64_t id, int64_t into)
{
    Signal s, other;
    TRY(unsorted(op, id, &s));
    TRY(signal_find(op, into, &other));
    if (id == into || s.place_id != other.place_id || s.exercise != other.exercise)
        return err_set(&op->err, ERR_INPUT, "merge: choose another signal of the same place");
    if (str_eq(other.state, STR("merged")) || str_eq(other.state, STR("discarded")))
        return err_set(&op->err, ERR_CONFLICT, "that signal was merged or left itself");
    TRY(sql_signal_set_state(
        op, &(SignalSetStateArgs){ .id = id,
                                   .state = STR("merged"),
                                   .issue = other.issue_id ? &other.issue_id : NULL,
                                   .merged_into = &into,
                                   .discard = { 0, "" },
                                   .at = op->now }));
    return note(op, id, "merged", arena_fmt(op->mem, "into %lld", (long long)into));
}

static ErrCode count_less(Op *op, const Signal *s)
{
    SignalSinceDayRows since;
    Str rest = s->themes, theme;
    if (s->exercise) return ERR_OK;
    TRY(sql_signal_since_day(op, s->id, &since));
    while (str_split(&rest, ' ', &theme))
        if (theme.n)
            TRY(sql_signal_tally_less(op, s->place_id, theme, s->at / DAY,
                                      since.n ? since.v[0].since_day : 0));
    return ERR_OK;
}

ErrCode signal_discard(Op *op, int64_t id, Str reason)
{
    Signal s;
    const CodeBook *codes;
    TRY(unsorted(op, id, &s));
    TRY(codes_load(op, &codes));
    TRY(code_check(codes, "discard", reason, "why it is left", &op->err));
    TRY(sql_signal_set_state(
        op, &(SignalSetStateArgs){
                .id = id, .state = STR("discarded"), .discard = reason, .at = op->now }));
    TRY(count_less(op, &s));
    return note(op, id, "left", reason);
}

ErrCode signal_grade(Op *op, int64_t id, Str source, Str information)
{
    Signal s;
    const CodeBook *codes;
    TRY(own_signal(op, id, &s));
    TRY(codes_load(op, &codes));
    TRY(code_check(codes, "source_grade", source, "source", &op->err));
    TRY(code_check(codes, "information_grade", information, "information", &op->err));
    TRY(sql_signal_set_grade(op, id, source, information));
    return note(op, id, "graded",
                arena_fmt(op->mem, "%.*s%.*s", STR_ARG(source), STR_ARG(information)));
}

ErrCode signal_reply(Op *op, int64_t id, Str text)
{
    static const TextField field = { "reply", 1, 1000 };
    Signal s;
    TRY(own_signal(op, id, &s));
    TRY(text_clean(op, text, &field, false, &text));
    TRY(sql_signal_set_reply(op, id, text, op->now));
    return note(op, id, "answered", op->now <= s.reply_by ? STR("in time") : STR("late"));
}

ErrCode signal_redact(Op *op, int64_t id, Str text)
{
    static const TextField field = { "text", 10, SIGNAL_WHAT_BYTES };
    Signal s;
    TRY(own_signal(op, id, &s));
    TRY(text_clean(op, text, &field, s.names_checked, &text));
    HashText old = hash_texts((Str[]){ s.what }, 1);
    TRY(sql_signal_set_what(op, id, text));
    return note(op, id, "redacted", arena_fmt(op->mem, "before %.16s", old.hex));
}

/* -- what is over -- */

static ErrCode forget(Op *op, const SignalDueRow *r)
{
    TRY(sql_signal_unmerge(op, r->id));
    TRY(sql_signal_source_delete(op, r->id));
    return sql_signal_delete(op, r->id);
}

ErrCode signal_retain(Op *op, RetainReport *ret)
{
    SignalDueRows due, left;
    const CodeBook *codes;
    RetainReport r = { .fingerprint = { 0, "" } };
    HashText all = { "" };
    TRY(account_require(op, MAY_ADMINISTER));
    TRY(codes_load(op, &codes));
    int64_t unlinked = op->now - codes_retention(codes, "unlinked") * DAY;
    int64_t linked = op->now - codes_retention(codes, "linked") * DAY;
    TRY(sql_signal_due(op, unlinked, linked, &due));
    for (size_t i = 0; i < due.n; i++) {
        const SignalDueRow *d = &due.v[i];
        all = hash_texts((Str[]){ str_of(all.hex), d->reference_hash, d->what }, 3);
        r.linked += d->linked != 0;
        r.unlinked += d->linked == 0;
        TRY(forget(op, d));
    }
    if (due.n == 0) {
        *ret = r;
        return ERR_OK;
    }
    TRY(sql_signal_due(op, unlinked, linked, &left));
    r.left = (int64_t)left.n;
    r.fingerprint = arena_str(op->mem, str_of(all.hex));
    if (left.n && due.n < RETAIN_ROWS)
        return err_set(&op->err, ERR_BUG, "%zu signals are due and still there", left.n);
    *ret = r;
    return audit_add(op, STR("signals.retained"), STR("signals"),
                     arena_fmt(op->mem,
                               "%lld unlinked and %lld linked deleted, numbers %lld to %lld, "
                               "fingerprint %s, %lld due left",
                               (long long)r.unlinked, (long long)r.linked, (long long)due.v[0].id,
                               (long long)due.v[due.n - 1].id, all.hex, (long long)r.left));
}
