/* The methods, printed from their own descriptions. */
#include "detection/method.h"
#include "web/present.h"
#include "web/views.h"

enum { METHODS_EACH = 4 };

/* Of these proposals, how many people approved and how many they dismissed. */
static Str decided(const Proposals *all, const Series *s, Arena *mem)
{
    size_t approved = 0, dismissed = 0, n = 0;
    for (size_t i = 0; i < all->n; i++) {
        if (all->v[i].series_id != s->id) continue;
        n++;
        approved += str_eq(all->v[i].state, STR("approved"));
        dismissed += str_eq(all->v[i].state, STR("dismissed"));
    }
    return arena_fmt(mem, "%zu: %zu approved, %zu dismissed, %zu wait", n, approved, dismissed,
                     n - approved - dismissed);
}

/* What the methods really did here, beside what they promise. */
static ErrCode add_measured(const Request *rq, MethodsView *v)
{
    SeriesList all;
    Proposals proposals;
    MethodsMeasured *rows;
    Arena *mem = rq->op->mem;
    size_t n = 0;
    TRY(present_series(rq, &all));
    TRY(present_proposals(rq, STR(""), &proposals));
    NEW(rows, METHODS_EACH * all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        MeasuredMethods m;
        const Series *s = &all.v[i];
        /* A rate over places that the visitor may not see would tell of them. */
        bool whole = reach_of(s->visibility) == SEES_PUBLIC ||
                     (rq->has_session && role_everywhere(rq->session.account.role));
        if (!whole) continue;
        TRY(verdict_measured(rq->op, s->id, &m));
        for (size_t k = 0; k < m.n && k < METHODS_EACH; k++)
            rows[n++] = (MethodsMeasured){
                .series = s->title,
                .address = present_series_path(mem, s->code),
                .method = m.v[k].method,
                .span = arena_fmt(mem, "%.*s to %.*s",
                                  STR_ARG(present_period(mem, s->period, m.v[k].first)),
                                  STR_ARG(present_period(mem, s->period, m.v[k].last))),
                .judged = present_number(mem, (double)m.v[k].judged, false),
                .alarms = arena_fmt(mem, "%lld (%.1f%%)", (long long)m.v[k].alarms,
                                    100.0 * (double)m.v[k].alarms / (double)m.v[k].judged),
                .decided = decided(&proposals, s, mem)
            };
    }
    v->measured.n = n;
    v->measured.v = rows;
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    MethodsRows *rows;
    size_t n = 0;
    while (method_list[n]) n++;
    NEW(rows, n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < n; i++)
        rows[i] = (MethodsRows){ str_of(method_list[i]->title), str_of(method_list[i]->name),
                                 str_of(method_list[i]->meaning), str_of(method_list[i]->formula),
                                 str_of(method_list[i]->defects) };
    rs->title = STR("How Belfry finds what is unusual");
    MethodsView v = { .rows = { n, rows } };
    TRY(add_measured(rq, &v));
    render_methods(rs->out, &v);
    return ERR_OK;
}

PAGE(methods) = {
    .address = "/methods",
    .menu = "Methods",
    .menu_order = 7,
    .get = get,
};
