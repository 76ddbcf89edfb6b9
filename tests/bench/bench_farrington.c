/* bench_farrington [--write FILE]: 300 series of 520 weeks, the last 52 weeks of each judged with
 * the UKHSA settings (15,600 fits); prints CPU seconds and a checksum of the answers.
 * --write FILE puts the same counts into a CSV for the peer's side, tests/bench/farrington_peer.R.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "stats/farrington.h"

enum { SERIES = 300, WEEKS = 520, LAST = 52 };

static uint64_t next(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

static double uniform(uint64_t *state)
{
    return ((double)(next(state) >> 11) + 0.5) * 0x1p-53;
}

/* A Poisson count by multiplication, its mean varied by a gamma-like factor. */
static double draw(double mean, uint64_t *state)
{
    double limit = exp(-mean), product = 1.0;
    int n = -1;
    while (product > limit) {
        product *= uniform(state);
        n++;
    }
    return n;
}

static void make(double *y, int series)
{
    uint64_t state = 20261124U + (uint64_t)series;
    double level = exp(0.2 + 4.0 * uniform(&state)), season = 0.5 * uniform(&state);
    for (int t = 0; t < WEEKS; t++) {
        double mean = level * (1.0 + season * sin(6.283185307179586 * t / 52.0));
        y[t] = draw(mean * (0.7 + 0.6 * uniform(&state)), &state);
    }
}

static int write_file(const char *path, double y[][WEEKS])
{
    FILE *f = fopen(path, "w");
    if (!f) return 1;
    (void)fputs("t,date", f);
    for (int s = 0; s < SERIES; s++) (void)fprintf(f, ",u%d", s + 1);
    for (int t = 0; t < WEEKS; t++) {
        (void)fprintf(f, "\n%d,", t + 1);
        for (int s = 0; s < SERIES; s++) (void)fprintf(f, ",%g", y[s][t]);
    }
    (void)fputc('\n', f);
    return fclose(f) != 0;
}

int main(int argc, char **argv)
{
    static double y[SERIES][WEEKS];
    const FarringtonControl control = { .years_back = 5,
                                        .half_window = 3,
                                        .season_groups = 10,
                                        .exclude_recent = 26,
                                        .reweight = true,
                                        .weights_threshold = 2.58,
                                        .alpha = 0.005,
                                        .trend = true,
                                        .p_threshold_trend = 1.0,
                                        .limit_cases = 5,
                                        .limit_periods = 4,
                                        .power = FARRINGTON_POWER_TWO_THIRDS,
                                        .threshold = FARRINGTON_NB_PLUGIN };
    for (int s = 0; s < SERIES; s++) make(y[s], s);
    if (argc == 3 && strcmp(argv[1], "--write") == 0) return write_file(argv[2], y);
    double sum = 0.0;
    size_t alarms = 0, fits = 0;
    clock_t start = clock();
    for (int s = 0; s < SERIES; s++) {
        Arena *mem = arena_open(1 << 20);
        FarringtonSeries series = { .count = { WEEKS, y[s] }, .frequency = 52 };
        FarringtonWork *work;
        Err e;
        if (!mem || stat_farrington_open(&series, &control, mem, &work, &e) != ERR_OK) return 1;
        for (size_t k = WEEKS - LAST; k < WEEKS; k++, fits++) {
            FarringtonResult r;
            stat_farrington(work, k, &r);
            alarms += r.alarm == 1;
            if (!isnan(r.upperbound)) sum += r.upperbound;
        }
        arena_close(mem);
    }
    double cpu = (double)(clock() - start) / CLOCKS_PER_SEC;
    (void)printf("%zu fits, %.3f s CPU, %.4f ms a fit; %zu alarms, sum of bounds %.17g\n", fits,
                 cpu, 1000.0 * cpu / (double)fits, alarms, sum);
    return 0;
}
