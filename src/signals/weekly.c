#include "signals/weekly.h"

#include <stdlib.h>

#include "access/account.h"
#include "access/audit.h"
#include "base/date.h"
#include "places/scope.h"
#include "signals/codes.h"
#include "signals/text_priv.h"
#include "signals/weekly_priv.h"
#include "signals/weekly_sql_priv.h"

enum { DAY = 86400, HOUR = 3600, DUE_HOUR = 12, REMIND_HOUR = 9, BACK_WEEKS = 52 };

int32_t weekly_week(int64_t at)
{
    return period_of_day(PERIOD_WEEK, (int32_t)(at / DAY));
}

int64_t weekly_due(int32_t week)
{
    return ((int64_t)period_start(PERIOD_WEEK, week) + 4) * DAY + (int64_t)DUE_HOUR * HOUR;
}

int64_t weekly_reminder(int32_t week)
{
    return ((int64_t)period_start(PERIOD_WEEK, week) + 3) * DAY + (int64_t)REMIND_HOUR * HOUR;
}

static WeeklyReturn from_row(const WeeklySomeRow *r)
{
    return (WeeklyReturn){ .id = r->id,
                           .place_id = r->place_id,
                           .place = r->place,
                           .place_name = r->place_name,
                           .kind = r->kind,
                           .week = (int32_t)r->week,
                           .version = r->version,
                           .at = r->at,
                           .author = r->author,
                           .author_name = r->author_name,
                           .nil = r->nil != 0,
                           .looked_at = r->looked_at,
                           .level = (int)r->level,
                           .change = r->change,
                           .issues = r->issues,
                           .horizon = r->horizon,
                           .claims = r->claims,
                           .confidence = r->confidence,
                           .strain = r->strain,
                           .help = r->help,
                           .first_at = r->first_at };
}

ErrCode weekly_some(Op *op, int64_t place, Str kind, const int32_t weeks[2], WeeklyReturns *ret)
{
    WeeklySomeRows rows;
    WeeklyReturn *v;
    TRY(sql_weekly_some(op, place, kind, weeks[0], weeks[1], &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) v[i] = from_row(&rows.v[i]);
    *ret = (WeeklyReturns){ rows.n, v };
    return ERR_OK;
}

ErrCode weekly_find(Op *op, int64_t place_id, Str kind, int32_t week, WeeklyReturn *ret,
                    bool *ret_any)
{
    WeeklyReturns found;
    TRY(weekly_some(op, place_id, kind, (int32_t[2]){ week, week }, &found));
    *ret_any = found.n > 0;
    if (found.n) *ret = found.v[0];
    return ERR_OK;
}

bool weekly_disagree(const WeeklyReturn *a, const WeeklyReturn *b)
{
    return a->level != b->level || a->nil != b->nil;
}

static ErrCode kind_of(Op *op, Str *ret)
{
    Account a;
    *ret = STR("council");
    if (!op->actor) return ERR_OK;
    TRY(account_by_number(op, op->actor, &a));
    if (str_eq(a.role, STR("force_officer"))) *ret = STR("force");
    return ERR_OK;
}

static ErrCode check_place(Op *op, const WeeklyReturn *r)
{
    const PlaceBook *book;
    TRY(place_book_load(op, &book));
    const Place *p = place_by_id(book, r->place_id);
    if (!p || !place_kind_is_council(p->kind))
        return err_set(&op->err, ERR_INPUT, "place: a return is for a council");
    return scope_require(op, p->code);
}

static ErrCode clean_texts(Op *op, const WeeklyReturn *r, WeeklyInsertArgs *x)
{
    const struct {
        TextField field;
        Str given, *to;
    } texts[] = {
        { { "top issues", r->nil ? 0 : 1, 2000 }, r->issues, &x->issues },
        { { "what is ahead", 0, 2000 }, r->horizon, &x->horizon },
        { { "claims that go round", 0, 2000 }, r->claims, &x->claims },
        { { "confidence of communities", 0, 2000 }, r->confidence, &x->confidence },
        { { "help wanted", 0, 1000 }, r->help, &x->help },
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        TRY(text_clean(op, texts[i].given, &texts[i].field, r->names_checked, texts[i].to));
    return ERR_OK;
}

static ErrCode check(Op *op, const WeeklyReturn *r, WeeklyInsertArgs *x)
{
    const CodeBook *codes;
    int32_t now = weekly_week(op->now);
    TRY(codes_load(op, &codes));
    if (r->week > now || r->week < now - BACK_WEEKS)
        return err_set(&op->err, ERR_INPUT, "week: this one or one of the last %d", BACK_WEEKS);
    if (r->level < 0 || r->level >= LEVEL_COUNT)
        return err_set(&op->err, ERR_INPUT, "level: choose one of the list");
    if (r->strain < 0 || r->strain > 3)
        return err_set(&op->err, ERR_INPUT, "strain: expected 0 to 3");
    TRY(code_check(codes, "direction", r->change, "change", &op->err));
    TRY(codes_join(op, codes, "looked_at", r->looked_at, "where was looked", &x->looked_at));
    if (!x->looked_at.n)
        return err_set(&op->err, ERR_INPUT,
                       "where was looked: choose at least one; to find nothing one has to look");
    if (r->nil && str_trim(r->issues).n)
        return err_set(&op->err, ERR_INPUT, "top issues: nothing was found, or there are some");
    return clean_texts(op, r, x);
}

ErrCode weekly_file(Op *op, const WeeklyReturn *r, int64_t *ret_id)
{
    WeeklyInsertArgs x = { .place = r->place_id,
                           .week = r->week,
                           .at = op->now,
                           .author = op->actor,
                           .nil = r->nil,
                           .level = r->level,
                           .change = r->change,
                           .strain = r->strain };
    WeeklyHeadRows head;
    WeeklyInsertRows made;
    TRY(account_require(op, MAY_RETURNS));
    TRY(check_place(op, r));
    TRY(check(op, r, &x));
    TRY(kind_of(op, &x.kind));
    TRY(sql_weekly_head(op, r->place_id, x.kind, r->week, &head));
    x.version = head.n ? head.v[0].version + 1 : 1;
    TRY(sql_weekly_insert(op, &x, &made));
    *ret_id = made.v[0].id;
    return audit_add(
        op, STR("signals.return_filed"), arena_fmt(op->mem, "return %lld", (long long)*ret_id),
        arena_fmt(op->mem, "%.*s, week %s, version %lld%s%s", STR_ARG(x.kind),
                  period_text(PERIOD_WEEK, r->week).text, (long long)x.version,
                  r->nil ? ", nothing found" : "", op->now > weekly_due(r->week) ? ", late" : ""));
}
