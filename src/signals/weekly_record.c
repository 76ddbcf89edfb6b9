/* How complete the returns are, and who owes one. */
#include <stdlib.h>

#include "access/account.h"
#include "base/date.h"
#include "places/place.h"
#include "signals/weekly.h"
#include "signals/weekly_priv.h"
#include "signals/weekly_sql_priv.h"

enum { DAY = 86400, PICTURE_DAYS = 28, PARTNER_TYPES = 2, TYPES_MOST = 32 };

typedef struct {
    const Place *place;
    int32_t since_week;
} Expected;

static int by_name(const void *a, const void *b)
{
    const Expected *x = a, *y = b;
    return str_compare(x->place->name, y->place->name);
}

/* The councils where somebody fills in returns, and since which week. */
static ErrCode expected(Op *op, Expected **ret, size_t *ret_n)
{
    WeeklyPeopleRows rows;
    const PlaceBook *book;
    Expected *v;
    size_t n = 0;
    TRY(place_book_load(op, &book));
    TRY(sql_weekly_people(op, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        const Place *p = place_by_code(book, rows.v[i].place);
        if (!p || !place_kind_is_council(p->kind) || !role_may(rows.v[i].role, MAY_RETURNS))
            continue;
        int32_t since = weekly_week(rows.v[i].since);
        size_t k = 0;
        while (k < n && v[k].place != p) k++;
        if (k == n) v[n++] = (Expected){ p, since };
        if (since < v[k].since_week) v[k].since_week = since;
    }
    qsort(v, n, sizeof *v, by_name);
    *ret = v;
    *ret_n = n;
    return ERR_OK;
}

static WeekState state_of(const WeeklyReturn *r, int32_t week, const Expected *x, int64_t now)
{
    if (!r && week < x->since_week) return WEEK_NOT_EXPECTED;
    if (!r) return now <= weekly_due(week) ? WEEK_OPEN : WEEK_MISSING;
    bool late = r->first_at > weekly_due(week);
    if (r->nil) return late ? WEEK_NIL_LATE : WEEK_NIL;
    return late ? WEEK_LATE : WEEK_ON_TIME;
}

static void count(WeeklyRecord *r, WeekState s)
{
    r->expected += s != WEEK_NOT_EXPECTED && s != WEEK_OPEN;
    r->filed += s >= WEEK_ON_TIME;
    r->on_time += s == WEEK_ON_TIME || s == WEEK_NIL;
    r->nil += s == WEEK_NIL || s == WEEK_NIL_LATE;
}

static void add_weeks(const Expected *x, const WeeklyReturns *all, int32_t first, size_t weeks,
                      int64_t now, WeeklyRecord *ret)
{
    for (size_t k = 0; k < weeks; k++) {
        const WeeklyReturn *found = NULL;
        for (size_t i = 0; i < all->n; i++)
            if (all->v[i].place_id == x->place->id && all->v[i].week == first + (int32_t)k)
                found = &all->v[i];
        ret->week[k] = state_of(found, first + (int32_t)k, x, now);
        count(ret, ret->week[k]);
    }
}

/* Silence beside what was told: signals of 28 days by kind of partner, and weeks in which nothing
 * was found though something was told. */
static void add_told(const WeeklyToldRows *told, int32_t first, size_t weeks, int64_t now,
                     WeeklyRecord *r)
{
    Str types[TYPES_MOST];
    bool heard[WEEKLY_MOST_WEEKS] = { false };
    size_t types_n = 0;
    for (size_t i = 0; i < told->n; i++) {
        const WeeklyToldRow *t = &told->v[i];
        if (t->place_id != r->place_id) continue;
        int32_t week = weekly_week(t->at) - first;
        if (week >= 0 && week < (int32_t)weeks) heard[week] = true;
        if (t->at <= now - (int64_t)PICTURE_DAYS * DAY) continue;
        r->signals++;
        size_t k = 0;
        while (k < types_n && !str_eq(types[k], t->source_type)) k++;
        if (k == types_n && types_n < TYPES_MOST) types[types_n++] = t->source_type;
    }
    r->partner_types = (int64_t)types_n;
    r->no_picture = types_n < PARTNER_TYPES;
    for (size_t k = 0; k < weeks; k++)
        r->nil_but_told += heard[k] && (r->week[k] == WEEK_NIL || r->week[k] == WEEK_NIL_LATE);
}

ErrCode weekly_records(Op *op, size_t weeks, WeeklyRecords *ret)
{
    Expected *x;
    size_t n;
    WeeklyReturns all;
    WeeklyToldRows told;
    WeeklyRecord *v;
    if (weeks < 1 || weeks > WEEKLY_MOST_WEEKS)
        return err_set(&op->err, ERR_INPUT, "weeks: expected 1 to %d", WEEKLY_MOST_WEEKS);
    int32_t last = weekly_week(op->now), first = last - (int32_t)weeks + 1;
    int64_t from = (int64_t)period_start(PERIOD_WEEK, first) * DAY;
    int64_t month = op->now - (int64_t)PICTURE_DAYS * DAY;
    TRY(expected(op, &x, &n));
    TRY(weekly_some(op, 0, STR("council"), (int32_t[2]){ first, last }, &all));
    TRY(sql_weekly_told(op, from < month ? from : month, &told));
    NEW(v, n + 1, op->mem, &op->err);
    for (size_t i = 0; i < n; i++) {
        v[i] = (WeeklyRecord){ .place_id = x[i].place->id,
                               .place = x[i].place->code,
                               .place_name = x[i].place->name };
        add_weeks(&x[i], &all, first, weeks, op->now, &v[i]);
        add_told(&told, first, weeks, op->now, &v[i]);
    }
    *ret = (WeeklyRecords){ first, weeks, n, v };
    return ERR_OK;
}

ErrCode weekly_duties(Op *op, WeeklyDuties *ret)
{
    WeeklyRecords all;
    WeeklyDuty *v;
    size_t n = 0;
    TRY(weekly_records(op, 2, &all));
    NEW(v, 2 * all.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < all.n; i++)
        for (size_t k = 0; k < 2; k++) {
            WeekState s = all.v[i].week[k];
            int32_t week = all.first_week + (int32_t)k;
            if (s == WEEK_NOT_EXPECTED || (k == 0 && s != WEEK_MISSING)) continue;
            v[n++] = (WeeklyDuty){ all.v[i].place,        all.v[i].place_name, week,
                                   weekly_reminder(week), weekly_due(week),    s >= WEEK_ON_TIME };
        }
    *ret = (WeeklyDuties){ n, v };
    return ERR_OK;
}
