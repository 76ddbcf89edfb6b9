/* scan_priv.h - what the files of the scan share; nobody else includes it. */
#ifndef STATS_SCAN_PRIV_H
#define STATS_SCAN_PRIV_H

#include <math.h>

#include "base/parallel.h"
#include "stats/chance.h"
#include "stats/scan.h"

#define SCAN_NO_STEP UINT32_MAX

/* Windows over steps: a step is a run of slots that no window begins or ends within, and a value
 * of step s is the sum of the steps 0 .. s - 1, so that a window is a difference of two.  Where all
 * windows end with the last slot the steps run backwards and each window is one value. */
typedef struct {
    uint32_t steps;
    const uint32_t *of_slot; /* the step of a slot, or SCAN_NO_STEP */
    bool ends;               /* each window is value[to] alone: from is 0 */
    size_t windows;
    const ScanWindow *slots; /* windows in slots, as given */
    const ScanWindow *value; /* windows as from, to in 0 .. steps */
} ScanSteps;

/* The score of a cylinder needs these beside its counts. */
typedef struct {
    ScanModel model;
    ScanFor look;
    bool forget_root;
    double min_cases;
    double cases, people;       /* N, and the sum of the measure */
    const double *window_cases; /* stratified: N of each window; else NULL */
} ScanScale;

/* All that a search works on.  Of each place and step, summed from the first step on: */
typedef struct {
    const ScanProblem *p;
    ScanSteps steps;
    ScanScale scale;
    const double *base; /* places x steps: u, m, or t^2 u/w */
    const double *lean; /* eb-nb: t u/w, else NULL */
} ScanField;

ErrCode scan_field_open(const ScanProblem *p, const ScanWindows *windows, Arena *mem,
                        ScanField *ret, Err *e);

/* Sums from the first step on of `value` (places x steps, one for each step, changed in place). */
void scan_accumulate(const ScanField *f, double *value);

/* The counts of the data in places x steps, not summed. */
void scan_observed(const ScanField *f, double *ret);

/* The data (or a simulated data set) as the score wants it. */
typedef struct {
    const double *count; /* places x steps, summed from the first step on */
    const double *push;  /* eb-nb: t (y - u)/w; else the same as count */
} ScanValues;

/* eb-nb: what each cell of the data or a simulation gives; weights of slots as `emerging` says. */
void scan_push(const ScanField *f, const double *cells, double *ret);

/* Simulated data sets. */
typedef struct ScanSource ScanSource;

typedef struct {
    size_t n;
    uint32_t *cell; /* place x steps + step; for eb-nb place x slots + slot */
    double *add;    /* cases of each; NULL: 1 */
} ScanDraw;

ErrCode scan_source_open(const ScanField *f, Arena *mem, const ScanSource **ret, Err *e);

/* Room for one draw and whatever shuffling needs, for one thread. */
typedef struct {
    ScanDraw draw;
    uint32_t *deck;
} ScanHand;

ErrCode scan_hand_open(const ScanSource *s, Arena *mem, ScanHand *ret, Err *e);
size_t scan_hand_bytes(const ScanSource *s);
void scan_simulate(const ScanSource *s, Chance *chance, ScanHand *hand);

/* What a zone has so far, from its centre outwards; value 0 is 0. */
typedef struct {
    double *count, *push, *base;
} ScanSums;

ErrCode scan_sums_open(const ScanField *f, Arena *mem, ScanSums *ret, Err *e);
void scan_sums_clear(const ScanField *f, const ScanSums *s);
void scan_sums_add(const ScanField *f, const ScanValues *v, uint32_t place, const ScanSums *s);

/* Looks at window w of the zone; a better one replaces *b. */
void scan_sums_look(const ScanField *f, const ScanSums *s, size_t w, double slack, ScanBest *b,
                    uint32_t places);

/* The plain way: one replicate after another. */
ErrCode scan_plain(const ScanField *f, const ScanSource *s, const ScanRun *run, double *ret,
                   Err *e);

/* The fast way: 32 replicates at once; false where it does not apply. */
bool scan_lanes_apply(const ScanField *f);
ErrCode scan_lanes(const ScanField *f, const ScanSource *s, const ScanRun *run, Arena *mem,
                   double *ret, Err *e);

static inline double scan_log_ratio(double n, double u, double all)
{
    double rest = all - n, rest_u = all - u, sum = n > 0.0 ? n * log(n / u) : 0.0;
    if (rest > 0.0) sum += rest * log(rest / rest_u);
    return sum;
}

static inline double scan_xlogx(double x, double all)
{
    return x > 0.0 ? x * log(x / all) : 0.0;
}

static inline double scan_bernoulli(const ScanScale *k, double n, double m)
{
    double in = scan_xlogx(n, m) + scan_xlogx(m - n, m), c = k->cases - n, rest = k->people - m;
    double out = scan_xlogx(c, rest) + scan_xlogx(rest - c, rest);
    return in + out - scan_xlogx(k->cases, k->people) - scan_xlogx(k->people - k->cases, k->people);
}

/* What the score compares: whether there are more (1) or fewer (-1) cases than there should be. */
static inline int scan_side(const ScanScale *k, double n, double push, double base, double all)
{
    double over = k->model == SCAN_EB_NB       ? push
                  : k->model == SCAN_BERNOULLI ? n * k->people - base * all
                                               : n - base;
    if (over > 0.0) return k->look != SCAN_LOW && n >= k->min_cases ? 1 : 0;
    return over < 0.0 && k->look != SCAN_HIGH ? -1 : 0;
}

/* The score of window w: n cases, `push` as eb-nb weighs them, `base` as in ScanField. */
static inline double scan_score(const ScanScale *k, double n, double push, double base, size_t w)
{
    double all = k->window_cases ? k->window_cases[w] : k->cases;
    if (!(base > 1e-12 * k->people) || scan_side(k, n, push, base, all) == 0) return 0.0;
    double score = 0.0;
    switch (k->model) {
    case SCAN_POISSON:
    case SCAN_PERMUTATION:
        if (all - base < 1e-9 * all) return 0.0;
        score = scan_log_ratio(n, base, all);
        break;
    case SCAN_BERNOULLI: score = scan_bernoulli(k, n, base); break;
    case SCAN_EB_POISSON: score = (n > 0.0 ? n * log(n / base) : 0.0) + base - n; break;
    case SCAN_EB_NB: score = fabs(push) / (k->forget_root ? base : sqrt(base)); break;
    }
    return score > 0.0 ? score : 0.0;
}

#endif
