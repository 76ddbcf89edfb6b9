#include "signals/issue.h"

#include "access/account.h"
#include "access/audit.h"
#include "places/scope.h"
#include "signals/codes.h"
#include "signals/issue_sql_priv.h"
#include "signals/level_priv.h"
#include "signals/text_priv.h"

static Issue from_row(const IssueSomeRow *r)
{
    return (Issue){ .id = r->id,
                    .title = r->title,
                    .place_id = r->place_id,
                    .place = r->place,
                    .place_name = r->place_name,
                    .themes = r->themes,
                    .communities = r->communities,
                    .start_day = (int32_t)r->start_day,
                    .open = str_eq(r->state, STR("open")),
                    .closure = r->closure,
                    .exercise = r->exercise != 0,
                    .opened_at = r->opened_at };
}

static ErrCode require(Op *op, int64_t place_id)
{
    const PlaceBook *book;
    TRY(account_require(op, MAY_ASSESS));
    TRY(place_book_load(op, &book));
    const Place *p = place_by_id(book, place_id);
    if (!p) return err_set(&op->err, ERR_INPUT, "place: there is none of that number");
    return scope_require(op, p->code);
}

ErrCode issue_open(Op *op, const Issue *x, int64_t *ret)
{
    static const TextField title = { "title", 1, 200 }, who = { "communities", 0, 500 };
    const CodeBook *codes;
    IssueInsertRows made;
    IssueInsertArgs a = { .place = x->place_id,
                          .start_day = x->start_day,
                          .exercise = x->exercise,
                          .at = op->now,
                          .actor = op->actor };
    TRY(require(op, x->place_id));
    TRY(codes_load(op, &codes));
    TRY(text_clean(op, x->title, &title, x->names_checked, &a.title));
    TRY(text_clean(op, x->communities, &who, x->names_checked, &a.communities));
    TRY(codes_join(op, codes, "theme", x->themes, "theme", &a.themes));
    if (!a.themes.n) return err_set(&op->err, ERR_INPUT, "theme: choose at least one");
    if (x->start_day > op->now / 86400)
        return err_set(&op->err, ERR_INPUT, "start: the day is yet to come");
    TRY(sql_issue_insert(op, &a, &made));
    *ret = made.v[0].id;
    return audit_add(op, STR("signals.issue_opened"),
                     arena_fmt(op->mem, "issue %lld", (long long)*ret),
                     x->exercise ? STR("EXERCISE") : STR(""));
}

ErrCode issue_find(Op *op, int64_t id, Issue *ret)
{
    IssueSomeRows rows;
    if (id > 0) TRY(sql_issue_some(op, id, 0, 0, &rows));
    if (id <= 0 || !rows.n) return err_set(&op->err, ERR_MISSING, "there is no such issue");
    *ret = from_row(&rows.v[0]);
    return ERR_OK;
}

ErrCode issue_list(Op *op, int64_t place_id, bool closed_too, Issues *ret)
{
    IssueSomeRows rows;
    Issue *v;
    TRY(sql_issue_some(op, 0, place_id, !closed_too, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) v[i] = from_row(&rows.v[i]);
    *ret = (Issues){ rows.n, v };
    return ERR_OK;
}

ErrCode issue_close(Op *op, int64_t id, Str closure, Str reason)
{
    static const TextField why = { "reason", 1, 2000 };
    const CodeBook *codes;
    Issue x;
    LevelChange last;
    bool any;
    TRY(issue_find(op, id, &x));
    TRY(require(op, x.place_id));
    TRY(codes_load(op, &codes));
    TRY(code_check(codes, "closure", closure, "why it is closed", &op->err));
    TRY(text_clean(op, reason, &why, false, &reason));
    if (!x.open) return err_set(&op->err, ERR_CONFLICT, "this issue is closed already");
    TRY(level_of_issue(op, id, &last, &any));
    int known = any ? level_last_known(&last) : LEVEL_UNKNOWN;
    if (level_needs_second(known, known))
        return err_set(&op->err, ERR_CONFLICT,
                       "it was last known at level %s: lower the level first, with a second reader",
                       level_code(known));
    if (any)
        TRY(level_enter(op, &(LevelEntry){ .issue_id = id,
                                           .assessment_id = last.assessment_id,
                                           .kind = "closed",
                                           .level = last.level,
                                           .reason = reason,
                                           .next_review_at = last.next_review_at }));
    TRY(sql_issue_end(op, id, closure, op->now));
    return audit_add(op, STR("signals.issue_closed"),
                     arena_fmt(op->mem, "issue %lld", (long long)id), closure);
}
