#include "stats/least_squares.h"

#include <math.h>

/* The share of a column's length that must be new for it to count, as regressions usually ask. */
static const double least_new = 1e-7;

static double norm(const double *v, size_t n)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) sum += v[i] * v[i];
    return sqrt(sum);
}

/* Reflects v by the Householder vector h, whose first entry is at row `from`. */
static void reflect(const double *h, double beta, double *v, size_t n)
{
    double dot = 0.0;
    for (size_t i = 0; i < n; i++) dot += h[i] * v[i];
    dot *= beta;
    for (size_t i = 0; i < n; i++) v[i] -= dot * h[i];
}

/* Turns the column into a reflection; the diagonal of R comes back. */
static double make_reflection(double *h, double length, double *ret_beta)
{
    double diagonal = h[0] > 0.0 ? -length : length;
    h[0] -= diagonal;
    *ret_beta = -1.0 / (diagonal * h[0]);
    return diagonal;
}

static void solve_back(const double *z, const int *place, LeastSquares *s)
{
    for (int k = s->rank - 1; k >= 0; k--) {
        double sum = z[k];
        for (int m = k + 1; m < s->rank; m++) sum -= s->r[k * s->p + place[m]] * s->coef[place[m]];
        s->coef[place[k]] = sum / s->r[k * s->p + place[k]];
    }
}

void stat_least_squares(double *x, double *z, size_t n, int p, LeastSquares *ret)
{
    int place[LEAST_SQUARES_MAX];
    ret->p = p;
    ret->rank = 0;
    for (int j = 0; j < p * p; j++) ret->r[j] = 0.0;
    for (int j = 0; j < p; j++) {
        double *column = x + (size_t)j * n, beta;
        size_t done = (size_t)ret->rank;
        double whole = norm(column, n), rest = done < n ? norm(column + done, n - done) : 0.0;
        ret->coef[j] = 0.0;
        ret->used[j] = rest > least_new * whole && isfinite(whole);
        if (!ret->used[j]) continue;
        for (size_t k = 0; k < done; k++) ret->r[k * (size_t)p + (size_t)j] = column[k];
        ret->r[done * (size_t)p + (size_t)j] = make_reflection(column + done, rest, &beta);
        for (int m = j + 1; m < p; m++)
            reflect(column + done, beta, x + (size_t)m * n + done, n - done);
        reflect(column + done, beta, z + done, n - done);
        place[ret->rank++] = j;
    }
    solve_back(z, place, ret);
}

void stat_least_squares_inverse(const LeastSquares *s, double *ret)
{
    int place[LEAST_SQUARES_MAX], n = 0, p = s->p;
    double v[LEAST_SQUARES_MAX * LEAST_SQUARES_MAX];
    for (int j = 0; j < p; j++)
        if (s->used[j]) place[n++] = j;
    for (int j = 0; j < n; j++)
        for (int i = n - 1; i >= 0; i--) {
            double sum = i == j ? 1.0 : 0.0;
            for (int m = i + 1; m <= j; m++) sum -= s->r[i * p + place[m]] * v[m * n + j];
            v[i * n + j] = i > j ? 0.0 : sum / s->r[i * p + place[i]];
        }
    for (int j = 0; j < p * p; j++) ret[j] = 0.0;
    for (int a = 0; a < n; a++)
        for (int b = 0; b < n; b++) {
            double sum = 0.0;
            for (int m = a > b ? a : b; m < n; m++) sum += v[a * n + m] * v[b * n + m];
            ret[place[a] * p + place[b]] = sum;
        }
}
