#include "stats/glr.h"

#include <math.h>

#include "stats/count_glm.h"
#include "stats/glr_priv.h"

static const double two_pi = 6.28318530717958647692;

/* Level, trend and waves for every period of the series. */
static ErrCode design(size_t n, const GlrControl *c, Arena *mem, CountGlm *ret, Err *e)
{
    double *x;
    int p = 1 + c->trend + 2 * c->harmonics;
    if (p > LEAST_SQUARES_MAX)
        return err_set(e, ERR_INPUT, "setting S: at most %d waves", LEAST_SQUARES_MAX / 2 - 1);
    NEW(x, (size_t)p * n + 1, mem, e);
    for (size_t i = 0; i < n; i++) {
        double t = (double)i + 1.0, *to = x + i;
        *to = 1.0;
        if (c->trend) *(to += n) = t;
        for (int s = 1; s <= c->harmonics; s++) {
            double angle = two_pi * s * t / c->frequency;
            *(to += n) = cos(angle);
            *(to += n) = sin(angle);
        }
    }
    *ret =
        (CountGlm){ .n = n, .p = p, .x = x, .means_only = true, .epsilon = c->compat ? 1e-8 : 0.0 };
    return ERR_OK;
}

typedef struct {
    F64s y;
    CountGlm glm;
    double *known; /* counts before the first period judged, NAN after */
    GlrWork w;
} Run;

static GlrReason enough(const Run *r, size_t from)
{
    double sum = 0.0;
    size_t n = 0;
    for (size_t i = 0; i < from; i++) {
        if (isnan(r->y.v[i])) continue;
        sum += r->y.v[i];
        n++;
    }
    if (n <= (size_t)r->glm.p) return GLR_SHORT_HISTORY;
    return sum > 0.0 ? GLR_FINE : GLR_ALL_ZERO;
}

/* Fits what is usual to the periods before `from`; *ret_why says when that fails. */
static ErrCode fit(Run *r, size_t from, Arena *mem, GlrReason *ret_why, Err *e)
{
    CountFit *f;
    const GlrControl *c = r->w.c;
    ArenaMark mark = arena_mark(mem);
    *ret_why = enough(r, from);
    if (*ret_why != GLR_FINE) return ERR_OK;
    for (size_t i = 0; i < r->y.n; i++) r->known[i] = i < from ? r->y.v[i] : (double)NAN;
    r->glm.y = r->known;
    r->glm.alpha = c->alpha;
    if (c->estimate_alpha)
        TRY(stat_count_glm_nb(&r->glm, mem, &f, e));
    else
        TRY(stat_count_glm(&r->glm, mem, &f, e));
    if (!f->converged) *ret_why = GLR_NO_FIT;
    r->w.alpha = f->alpha;
    for (size_t i = from; i < r->y.n; i++) {
        bool missing = isnan(r->y.v[i]);
        if (!isfinite(f->mean[i])) *ret_why = GLR_NO_FIT;
        r->w.mean[i] = missing ? 0.0 : f->mean[i];
    }
    arena_back(mem, mark);
    return ERR_OK;
}

static double statistic(const GlrWork *w, size_t t)
{
    if (!w->c->known) return glr_greatest(w, t);
    double s = w->sum + glr_term(w->alpha, w->c->kappa, w->x[t], w->mean[t]);
    return s > 0.0 ? s : 0.0;
}

/* The count from which a known change is an alarm. */
static double known_cases(const GlrWork *w, size_t t)
{
    const GlrControl *c = w->c;
    double mu = w->mean[t], k = c->kappa, a = w->alpha, grow = exp(k);
    if (a <= 0.0) return (c->limit - w->sum + mu * (grow - 1.0)) / k;
    double r = log((1.0 + a * mu) / (1.0 + a * mu * grow));
    return -(w->sum * a + r - c->limit * a) / (a * (k + r));
}

/* The same by halving where the size is unknown; NAN when no count would be one. */
static double unknown_cases(GlrWork *w, size_t t)
{
    double own = w->x[t], limit = w->c->limit, low = 0.0, high = w->mean[t] + 1.0;
    bool rises = w->c->direction > 0;
    for (int it = 0; rises && it < 60; it++, high *= 2.0) {
        w->x[t] = high;
        if (glr_greatest(w, t) >= limit) break;
    }
    for (int it = 0; it < 100 && high - low > 1e-10 * high; it++) {
        w->x[t] = 0.5 * (low + high);
        if ((glr_greatest(w, t) >= limit) == rises)
            high = w->x[t];
        else
            low = w->x[t];
    }
    w->x[t] = rises ? high : low;
    bool alarms = glr_greatest(w, t) >= limit;
    w->x[t] = own;
    return alarms ? (rises ? high : low) : (double)NAN;
}

static double cases(GlrWork *w, size_t t)
{
    return w->c->known ? known_cases(w, t) : unknown_cases(w, t);
}

/* Puts the count of period t in its place: what is missing says nothing. */
static void take(Run *r, size_t t, size_t from)
{
    double y = r->y.v[t], before = t > 0 ? r->y.v[t - 1] : 0.0;
    r->w.x[t] = isnan(y) ? 0.0 : y;
    /* The peer knows no count before the first that it judges. */
    bool unknown = isnan(y) || isnan(before) || (r->w.c->compat && t == from);
    r->w.previous[t] = unknown ? 0.0 : before;
}

static void judge(Run *r, size_t t, GlrPoint *p)
{
    GlrWork *w = &r->w;
    const GlrControl *c = w->c;
    bool last = t + 1 == r->y.n;
    *p = (GlrPoint){ (double)NAN, (double)NAN, (double)NAN, -1, GLR_MISSING };
    if (isnan(r->y.v[t])) return;
    double s = statistic(w, t);
    *p =
        (GlrPoint){ w->mean[t], s, (double)NAN, c->known ? s > c->limit : s >= c->limit, GLR_FINE };
    if (c->cases || (c->bound_last && last)) p->upperbound = cases(w, t);
    w->sum = c->known ? s : 0.0;
}

static ErrCode make_room(F64s y, const GlrControl *c, Arena *mem, Run *r, Err *e)
{
    *r = (Run){ .y = y, .w = { .c = c } };
    TRY(design(y.n, c, mem, &r->glm, e));
    NEW(r->known, y.n + 1, mem, e);
    NEW(r->w.x, y.n + 1, mem, e);
    NEW(r->w.mean, y.n + 1, mem, e);
    NEW(r->w.previous, y.n + 1, mem, e);
    return ERR_OK;
}

ErrCode stat_glr(F64s y, size_t from, const GlrControl *c, Arena *mem, GlrPoint *ret, Err *e)
{
    Run r;
    GlrReason why;
    TRY(make_room(y, c, mem, &r, e));
    TRY(fit(&r, from, mem, &why, e));
    r.w.begin = from;
    for (size_t t = from; t < y.n; t++) {
        GlrPoint *p = &ret[t - from];
        *p = (GlrPoint){ (double)NAN, (double)NAN, (double)NAN, -1, why };
        if (why != GLR_FINE) continue;
        take(&r, t, from);
        judge(&r, t, p);
        if (p->alarm != 1) continue;
        r.w.begin = t + 1;
        r.w.sum = 0.0;
        if (c->refit && t + 1 < y.n) TRY(fit(&r, t + 1, mem, &why, e));
    }
    return ERR_OK;
}

const char *stat_glr_reason(GlrReason reason)
{
    switch (reason) {
    case GLR_FINE: return "";
    case GLR_SHORT_HISTORY: return "too little was counted before the first period judged";
    case GLR_MISSING: return "the count itself is missing";
    case GLR_ALL_ZERO: return "nothing was ever counted before the first period judged";
    case GLR_NO_FIT: return "the regression found no stable answer";
    }
    return "";
}
