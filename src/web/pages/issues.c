/* What the tension groups of the visitor's area talk about. */
#include "signals/issue.h"
#include "web/level_mark.h"
#include "web/pick.h"
#include "web/present.h"
#include "web/views.h"

static ErrCode row_of(const Request *rq, const CodeBook *codes, const Issue *x, IssuesRows *ret)
{
    LevelChanges changes;
    Arena *mem = rq->op->mem;
    TRY(level_changes_of_issue(rq->op, x->id, &changes));
    bool late = changes.n && changes.v[0].next_review_at < rq->op->now;
    int level = changes.n && !late ? changes.v[0].level : LEVEL_UNKNOWN;
    *ret = (IssuesRows){ .title = x->title,
                         .address = arena_fmt(mem, "/issues/%lld", (long long)x->id),
                         .shape = level_mark(level),
                         .level = level_words(codes, level, mem),
                         .place = x->place_name,
                         .about = codes_words(codes, "theme", x->themes, mem),
                         .since = present_day(mem, x->start_day),
                         .exercise = x->exercise,
                         .closed = !x->open };
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    const CodeBook *codes;
    Issues all;
    IssuesRows *rows;
    IssuesView v = { .heading = STR("Issues"),
                     .sorts = request_may(rq, MAY_TRIAGE),
                     .opens = request_may(rq, MAY_ASSESS),
                     .all = request_arg(rq, "all").n > 0 };
    TRY(codes_load(rq->op, &codes));
    TRY(issue_list(rq->op, 0, v.all, &all));
    NEW(rows, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++)
        if (pick_sees(rq, MAY_ISSUES, all.v[i].place))
            TRY(row_of(rq, codes, &all.v[i], &rows[v.rows.n++]));
    v.rows.v = rows;
    rs->title = v.heading;
    rs->section = STR("/levels");
    render_issues(rs->out, &v);
    return ERR_OK;
}

static const char *const args[] = { "all", NULL };

PAGE(issues) = {
    .address = "/issues",
    .args = args,
    .door = DOOR_SIGNED_IN,
    .may = MAY_ISSUES,
    .get = get,
};
