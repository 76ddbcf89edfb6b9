#include "signals/level.h"

#include <stdlib.h>

#include "access/audit.h"
#include "signals/codes.h"
#include "signals/level_priv.h"
#include "signals/level_sql_priv.h"

enum { HOUR = 3600 };

static LevelChange from_row(const LevelChangeSomeRow *r)
{
    return (LevelChange){ .id = r->id,
                          .at = r->at,
                          .place_id = r->place_id,
                          .place = r->place,
                          .place_name = r->place_name,
                          .issue_id = r->issue_id,
                          .issue_title = r->issue_title,
                          .themes = r->themes,
                          .version = r->version,
                          .kind = r->kind,
                          .level = (int)r->level,
                          .previous = (int)r->previous,
                          .place_level = (int)r->place_level,
                          .exercise = r->exercise != 0,
                          .assessment_id = r->assessment_id,
                          .what = r->what,
                          .where = r->where_text,
                          .since_day = (int32_t)r->since_day,
                          .trend = r->trend,
                          .confidence = r->confidence,
                          .gaps = r->gaps,
                          .asked = r->asked,
                          .reason = r->reason,
                          .next_review_at = r->next_review_at,
                          .author = r->author,
                          .approver = r->approver,
                          .author_name = r->author_name,
                          .approver_name = r->approver_name };
}

static ErrCode some(Op *op, int64_t from, int64_t to, int64_t issue, int64_t limit,
                    LevelChanges *ret)
{
    LevelChangeSomeRows rows;
    LevelChange *v;
    TRY(sql_level_change_some(op, from, to, issue, limit, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) v[i] = from_row(&rows.v[i]);
    *ret = (LevelChanges){ rows.n, v };
    return ERR_OK;
}

ErrCode level_changes_since(Op *op, int64_t id, int64_t limit, LevelChanges *ret)
{
    return some(op, id + 1, INT64_MAX, 0, limit, ret);
}

ErrCode level_change_find(Op *op, int64_t id, LevelChange *ret)
{
    LevelChanges found;
    TRY(some(op, id, id, 0, 1, &found));
    if (!found.n)
        return err_set(&op->err, ERR_MISSING, "no change of a level has the number %lld",
                       (long long)id);
    *ret = found.v[0];
    return ERR_OK;
}

ErrCode level_changes_of_issue(Op *op, int64_t issue, LevelChanges *ret)
{
    LevelChanges all;
    LevelChange *v;
    TRY(some(op, 1, INT64_MAX, issue, INT64_MAX, &all));
    NEW(v, all.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < all.n; i++) v[i] = all.v[all.n - 1 - i];
    *ret = (LevelChanges){ all.n, v };
    return ERR_OK;
}

ErrCode level_of_issue(Op *op, int64_t issue, LevelChange *ret, bool *ret_any)
{
    LevelChangeOfIssueRows rows;
    TRY(sql_level_change_of_issue(op, issue, &rows));
    *ret_any = rows.n > 0;
    return rows.n ? level_change_find(op, rows.v[0].id, ret) : ERR_OK;
}

int level_now(const LevelChange *c, int64_t now)
{
    return c->next_review_at < now ? LEVEL_UNKNOWN : c->level;
}

int level_last_known(const LevelChange *c)
{
    return c->level != LEVEL_UNKNOWN ? c->level : c->previous;
}

static IssueLevel standing(const LevelChange *c, int64_t now)
{
    int level = level_now(c, now);
    bool ran_out = level == LEVEL_UNKNOWN && c->level != LEVEL_UNKNOWN;
    return (IssueLevel){ .level = level, .last_known = ran_out ? c->level : c->previous };
}

/* The change that a place's level comes from: the worst known, or the unknown that hides it. */
static const LevelChange *top_of(const LevelChange v[], size_t n, int level, int64_t now)
{
    const LevelChange *top = NULL;
    int best = LEVEL_COUNT;
    for (size_t i = 0; i < n; i++) {
        IssueLevel s = standing(&v[i], now);
        int key = s.level ? s.level : s.last_known ? s.last_known : LEVEL_RAISED;
        if (s.level != level || key >= best) continue;
        best = key;
        top = &v[i];
    }
    return top;
}

static ErrCode place_of(Op *op, const LevelChange v[], size_t n, PlaceLevel *ret)
{
    IssueLevel *each;
    NEW(each, n + 1, op->mem, &op->err);
    for (size_t i = 0; i < n; i++) each[i] = standing(&v[i], op->now);
    int level = level_of_place(each, n);
    *ret = (PlaceLevel){ .place_id = v[0].place_id,
                         .place = v[0].place,
                         .place_name = v[0].place_name,
                         .level = level,
                         .issues = n,
                         .top = top_of(v, n, level, op->now) };
    return ERR_OK;
}

static ErrCode open_changes(Op *op, int64_t place, bool exercise, LevelChanges *ret)
{
    LevelChangeOpenRows rows;
    LevelChange *v;
    TRY(sql_level_change_open(op, place, exercise, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) TRY(level_change_find(op, rows.v[i].id, &v[i]));
    *ret = (LevelChanges){ rows.n, v };
    return ERR_OK;
}

ErrCode level_current(Op *op, int64_t place_id, PlaceLevel *ret)
{
    LevelChanges open;
    TRY(open_changes(op, place_id, false, &open));
    if (open.n) return place_of(op, open.v, open.n, ret);
    *ret = (PlaceLevel){ .place_id = place_id, .place = { 0, "" }, .place_name = { 0, "" } };
    return ERR_OK;
}

static int worst_first(const void *a, const void *b)
{
    const PlaceLevel *x = a, *y = b;
    if (x->level != y->level) return x->level - y->level;
    size_t n = x->place_name.n < y->place_name.n ? x->place_name.n : y->place_name.n;
    int order = memcmp(x->place_name.p, y->place_name.p, n);
    return order ? order
                 : (x->place_name.n > y->place_name.n) - (x->place_name.n < y->place_name.n);
}

ErrCode level_current_all(Op *op, PlaceLevels *ret)
{
    LevelChanges open;
    PlaceLevel *v;
    size_t n = 0;
    TRY(open_changes(op, 0, false, &open));
    NEW(v, open.n + 1, op->mem, &op->err);
    for (size_t first = 0, end; first < open.n; first = end) {
        for (end = first; end < open.n && open.v[end].place_id == open.v[first].place_id;) end++;
        TRY(place_of(op, open.v + first, end - first, &v[n++]));
    }
    qsort(v, n, sizeof *v, worst_first);
    *ret = (PlaceLevels){ n, v };
    return ERR_OK;
}

static const char *kind_of(const LevelEntry *x, const LevelChange *before, bool any)
{
    if (x->kind) return x->kind;
    if (!any) return "set";
    if (x->level == before->level) return "renewed";
    /* From or to the unknown is neither up nor down. */
    if (!x->level || !before->level) return "set";
    return x->level < before->level ? "raised" : "lowered";
}

/* The level of the place once the issue has its new one (a closed issue has none). */
static ErrCode place_after(Op *op, int64_t place, bool exercise, const LevelEntry *x, int previous,
                           int *ret)
{
    LevelChanges open;
    IssueLevel *each;
    size_t n = 0;
    TRY(open_changes(op, place, exercise, &open));
    NEW(each, open.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < open.n; i++)
        if (open.v[i].issue_id != x->issue_id) each[n++] = standing(&open.v[i], op->now);
    bool closed = x->kind && strcmp(x->kind, "closed") == 0;
    if (!closed) each[n++] = (IssueLevel){ .level = x->level, .last_known = previous };
    *ret = level_of_place(each, n);
    return ERR_OK;
}

ErrCode level_enter(Op *op, const LevelEntry *x)
{
    LevelChange before = { .id = 0 };
    LevelChangeHeadRows head;
    LevelIssueRows issue;
    bool any;
    int place_level;
    TRY(level_of_issue(op, x->issue_id, &before, &any));
    TRY(sql_level_change_head(op, &head));
    TRY(sql_level_issue(op, x->issue_id, &issue));
    if (!issue.n) return err_set(&op->err, ERR_BUG, "a level of no issue");
    bool exercise = issue.v[0].exercise != 0;
    TRY(place_after(op, issue.v[0].place_id, exercise, x, before.level, &place_level));
    const char *kind = kind_of(x, &before, any);
    int64_t id = head.n ? head.v[0].id + 1 : 1;
    TRY(sql_level_change_insert(op,
                                &(LevelChangeInsertArgs){ .id = id,
                                                          .at = op->now,
                                                          .place = issue.v[0].place_id,
                                                          .issue = x->issue_id,
                                                          .version = before.version + 1,
                                                          .kind = str_of(kind),
                                                          .level = x->level,
                                                          .previous = before.level,
                                                          .place_level = place_level,
                                                          .assessment = x->assessment_id,
                                                          .approver = x->approver,
                                                          .reason = x->reason,
                                                          .next_review_at = x->next_review_at }));
    return audit_add(op, arena_fmt(op->mem, "signals.level_%s", kind),
                     arena_fmt(op->mem, "issue %lld", (long long)x->issue_id),
                     arena_fmt(op->mem, "level %s, before %s, place %s%s", level_code(x->level),
                               level_code(before.level), level_code(place_level),
                               exercise ? ", EXERCISE" : ""));
}

ErrCode level_expire(Op *op, int64_t *ret)
{
    LevelChangeOverdueRows rows;
    const CodeBook *book;
    TRY(codes_load(op, &book));
    TRY(sql_level_change_overdue(op, op->now, &rows));
    const Code *unknown = code_find(book, "level", STR("U"));
    int64_t hours = unknown ? unknown->number : 0;
    for (size_t i = 0; i < rows.n; i++) {
        LevelChange c;
        TRY(level_change_find(op, rows.v[i].id, &c));
        TRY(level_enter(op, &(LevelEntry){ .issue_id = c.issue_id,
                                           .assessment_id = c.assessment_id,
                                           .kind = "expired",
                                           .level = LEVEL_UNKNOWN,
                                           .reason = STR("Its review did not happen in time, so "
                                                         "that nobody can say what it is now."),
                                           .next_review_at = op->now + hours * HOUR }));
    }
    *ret = (int64_t)rows.n;
    return ERR_OK;
}
