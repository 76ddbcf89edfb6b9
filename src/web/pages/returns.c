/* How complete the weekly returns are, council by council, and who owes one. */
#include "base/date.h"
#include "signals/weekly.h"
#include "web/pick.h"
#include "web/present.h"
#include "web/views.h"

enum { WEEKS = 12, WORDS = 7 };

static Str word_of(WeekState s)
{
    static const char *const words[WORDS] = { "-",    "open", "missing", "yes",
                                              "late", "nil",  "nil late" };
    return str_of(words[s]);
}

static Str share(Arena *mem, int part, int whole)
{
    return whole ? arena_fmt(mem, "%d of %d", part, whole) : STR("none due");
}

static Str note_of(Arena *mem, const WeeklyRecord *r)
{
    Str quiet = r->no_picture ? STR("No picture: fewer than two kinds of partner told anything. ")
                              : STR("");
    Str nil = r->nil_but_told
                  ? arena_fmt(mem, "%d weeks with nothing found in which signals were told.",
                              r->nil_but_told)
                  : STR("");
    return arena_fmt(mem, "%.*s%.*s", STR_ARG(quiet), STR_ARG(nil));
}

static ReturnsRows row_of(const Request *rq, const WeeklyRecord *r)
{
    Arena *mem = rq->op->mem;
    const WeekState *w = r->week;
    return (ReturnsRows){ .place = r->place_name,
                          .address = arena_fmt(mem, "/returns/%.*s", STR_ARG(r->place)),
                          .rate =
                              share(mem, r->filed, r->expected > r->filed ? r->expected : r->filed),
                          .timely = share(mem, r->on_time, r->filed),
                          .told = arena_fmt(mem, "%lld", (long long)r->signals),
                          .note = note_of(mem, r),
                          .flagged = r->no_picture || r->nil_but_told,
                          .w0 = word_of(w[0]),
                          .w1 = word_of(w[1]),
                          .w2 = word_of(w[2]),
                          .w3 = word_of(w[3]),
                          .w4 = word_of(w[4]),
                          .w5 = word_of(w[5]),
                          .w6 = word_of(w[6]),
                          .w7 = word_of(w[7]),
                          .w8 = word_of(w[8]),
                          .w9 = word_of(w[9]),
                          .w10 = word_of(w[10]),
                          .w11 = word_of(w[11]) };
}

static ErrCode add_duties(const Request *rq, ReturnsView *v)
{
    WeeklyDuties all;
    ReturnsDuties *rows;
    Arena *mem = rq->op->mem;
    TRY(weekly_duties(rq->op, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const WeeklyDuty *d = &all.v[i];
        if (!pick_sees(rq, MAY_ISSUES, d->place)) continue;
        Str due = present_time(mem, d->due_at);
        rows[v->duties.n++] =
            (ReturnsDuties){ arena_fmt(mem, "%.*s, %s: due %.*s", STR_ARG(d->place_name),
                                       period_words(PERIOD_WEEK, d->week).text, STR_ARG(due)),
                             arena_fmt(mem, "/returns/%.*s?week=%s", STR_ARG(d->place),
                                       period_text(PERIOD_WEEK, d->week).text),
                             d->filed };
    }
    v->duties.v = rows;
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    WeeklyRecords all;
    ReturnsRows *rows;
    ReturnsHeads heads[WEEKS];
    Arena *mem = rq->op->mem;
    int due = 0, filed = 0, quiet = 0;
    ReturnsView v = { .heading = STR("Weekly returns"),
                      .sorts = request_may(rq, MAY_TRIAGE),
                      .due = STR("Due this week, or still owed") };
    TRY(weekly_records(rq->op, WEEKS, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        if (!pick_sees(rq, MAY_ISSUES, all.v[i].place)) continue;
        rows[v.rows.n++] = row_of(rq, &all.v[i]);
        due += all.v[i].expected;
        filed += all.v[i].filed;
        quiet += all.v[i].no_picture;
    }
    for (size_t k = 0; k < WEEKS; k++)
        heads[k].word = arena_str(
            mem, str_of(date_text(period_start(PERIOD_WEEK, all.first_week + (int32_t)k)).text));
    v.finding = arena_fmt(mem,
                          "%d returns came in twelve weeks, %d were due. Councils: %zu, without a "
                          "picture: %d.",
                          filed, due, v.rows.n, quiet);
    v.heads.n = WEEKS;
    v.heads.v = heads;
    v.rows.v = rows;
    TRY(add_duties(rq, &v));
    rs->title = v.heading;
    rs->section = STR("/levels");
    render_returns(rs->out, &v);
    return ERR_OK;
}

PAGE(returns) = {
    .address = "/returns",
    .door = DOOR_SIGNED_IN,
    .may = MAY_ISSUES,
    .get = get,
};
