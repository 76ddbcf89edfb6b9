#include "stats/scan_measure.h"

#include <math.h>

/* The integral from day a to day b of a line through known days, level outside them. */
static double person_days(const ScanPeople *v, size_t n, double a, double b)
{
    double sum = 0.0;
    if (a < v[0].day) sum += v[0].people * ((b < v[0].day ? b : v[0].day) - a);
    if (b > v[n - 1].day) sum += v[n - 1].people * (b - (a > v[n - 1].day ? a : v[n - 1].day));
    for (size_t i = 0; i + 1 < n; i++) {
        double from = a > v[i].day ? a : v[i].day, to = b < v[i + 1].day ? b : v[i + 1].day;
        if (from >= to) continue;
        double rise = (v[i + 1].people - v[i].people) / (v[i + 1].day - v[i].day);
        sum += (to - from) * (v[i].people + rise * (0.5 * (from + to) - v[i].day));
    }
    return sum;
}

static size_t end_of_place(const ScanPeople *v, size_t n, size_t i)
{
    size_t k = i;
    while (k < n && v[k].category == v[i].category && v[k].place == v[i].place) k++;
    return k;
}

static size_t end_of_category(const ScanPeople *v, size_t n, size_t i)
{
    size_t k = i;
    while (k < n && v[k].category == v[i].category) k++;
    return k;
}

/* The person-time of n rows of one category over the whole period. */
static double all_days(const ScanGrid *g, const ScanPeople *v, size_t n)
{
    double sum = 0.0;
    for (size_t i = 0, k; i < n; i = k) {
        k = end_of_place(v, n, i);
        sum += person_days(v + i, k - i, g->edge[0], g->edge[g->slots]);
    }
    return sum;
}

/* Adds rate x person-time of n rows of one category to the cells. */
static void add_days(const ScanGrid *g, const ScanPeople *v, size_t n, double rate, double *ret)
{
    for (size_t i = 0, k; i < n; i = k) {
        k = end_of_place(v, n, i);
        for (size_t t = 0; t < g->slots; t++)
            ret[v[i].place * g->slots + t] +=
                rate * person_days(v + i, k - i, g->edge[t], g->edge[t + 1]);
    }
}

ErrCode stat_scan_people(const ScanGrid *g, const ScanPeople *people, size_t n, F64s cases,
                         double *ret, Err *e)
{
    double reached = 0.0, all = 0.0;
    memset(ret, 0, g->places * g->slots * sizeof *ret);
    for (size_t c = 0; c < cases.n; c++) all += cases.v[c];
    for (size_t i = 0, k; i < n; i = k) {
        k = end_of_category(people, n, i);
        double wanted = cases.v[people[i].category], days = all_days(g, people + i, k - i);
        if (!(wanted > 0.0)) continue;
        if (!(days > 0.0)) break;
        add_days(g, people + i, k - i, wanted / days, ret);
        reached += wanted;
    }
    if (reached < all)
        return err_set(e, ERR_INPUT, "a category with cases has no population in the period");
    return ERR_OK;
}

ErrCode stat_scan_independent(const ScanGrid *g, const ScanCase *v, size_t n, Arena *mem,
                              double *ret, Err *e)
{
    double *of_place, *of_slot;
    NEW(of_place, g->places + 1, mem, e);
    NEW(of_slot, g->slots + 1, mem, e);
    memset(ret, 0, g->places * g->slots * sizeof *ret);
    for (size_t i = 0, k; i < n; i = k) {
        double all = 0.0;
        memset(of_place, 0, g->places * sizeof *of_place);
        memset(of_slot, 0, g->slots * sizeof *of_slot);
        for (k = i; k < n && v[k].group == v[i].group; k++) {
            of_place[v[k].place] += v[k].count;
            of_slot[v[k].slot] += v[k].count;
            all += v[k].count;
        }
        for (size_t p = 0; p < g->places; p++) {
            if (!(of_place[p] > 0.0)) continue;
            for (size_t t = 0; t < g->slots; t++)
                ret[p * g->slots + t] += of_place[p] * of_slot[t] / all;
        }
    }
    return ERR_OK;
}

typedef struct {
    double *cases, *measure;
} BySlot;

static ErrCode sum_slots(const ScanGrid *g, const double *count, const double *measure, Arena *mem,
                         BySlot *ret, Err *e)
{
    NEW(ret->cases, g->slots + 1, mem, e);
    NEW(ret->measure, g->slots + 1, mem, e);
    for (size_t i = 0; i < g->places * g->slots; i++) {
        ret->cases[i % g->slots] += count[i];
        ret->measure[i % g->slots] += measure[i];
    }
    return ERR_OK;
}

/* One step of Newton's method for (a, b); false when it leads nowhere. */
static bool improve(const BySlot *s, size_t slots, double *a, double *b, double *step)
{
    double g0 = 0.0, g1 = 0.0, h00 = 0.0, h01 = 0.0, h11 = 0.0;
    for (size_t t = 0; t < slots; t++) {
        double at = (double)t, m = s->measure[t] * exp(*a + *b * at);
        g0 += s->cases[t] - m;
        g1 += at * (s->cases[t] - m);
        h00 += m;
        h01 += at * m;
        h11 += at * at * m;
    }
    double det = h00 * h11 - h01 * h01;
    if (!(det > 0.0) || !isfinite(det)) return false;
    double da = (h11 * g0 - h01 * g1) / det, db = (h00 * g1 - h01 * g0) / det;
    double most = fabs(db) * (double)slots, shrink = most > 2.0 ? 2.0 / most : 1.0;
    *a += shrink * da;
    *b += shrink * db;
    *step = fabs(db);
    return isfinite(*a) && isfinite(*b);
}

ErrCode stat_scan_slope(const ScanGrid *g, const double *count, const double *measure, Arena *mem,
                        double *ret, Err *e)
{
    BySlot s;
    double a = 0.0, b = 0.0, step = 1.0;
    TRY(sum_slots(g, count, measure, mem, &s, e));
    for (int i = 0; i < 100 && step > 1e-14; i++)
        if (!improve(&s, g->slots, &a, &b, &step)) {
            b = 0.0;
            break;
        }
    *ret = b;
    return ERR_OK;
}

void stat_scan_trend(const ScanGrid *g, double slope, double *measure)
{
    double before = 0.0, after = 0.0, middle = 0.5 * (double)g->slots;
    for (size_t i = 0; i < g->places * g->slots; i++) {
        before += measure[i];
        measure[i] *= exp(slope * ((double)(i % g->slots) - middle));
        after += measure[i];
    }
    for (size_t i = 0; i < g->places * g->slots; i++) measure[i] *= before / after;
}

ErrCode stat_scan_even(const ScanGrid *g, const double *count, const uint32_t *of_slot,
                       double *measure, Arena *mem, Err *e)
{
    BySlot s;
    double *cases, *sum;
    TRY(sum_slots(g, count, measure, mem, &s, e));
    NEW(cases, g->slots + 7, mem, e);
    NEW(sum, g->slots + 7, mem, e);
    for (size_t t = 0; t < g->slots; t++) {
        cases[of_slot[t]] += s.cases[t];
        sum[of_slot[t]] += s.measure[t];
    }
    for (size_t i = 0; i < g->places * g->slots; i++) {
        uint32_t c = of_slot[i % g->slots];
        measure[i] = sum[c] > 0.0 ? measure[i] * (cases[c] / sum[c]) : 0.0;
    }
    return ERR_OK;
}
