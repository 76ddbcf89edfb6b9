/* bench_series FILE.csv FIRST: CUSUM, likelihood ratios and EARS over every column of what
 * bench_farrington --write FILE.csv makes, the periods from FIRST (from 1) on judged; prints CPU
 * microseconds a series and a checksum of the answers.  tests/bench/series_peer.R is the peer. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "stats/cusum.h"
#include "stats/ears.h"
#include "stats/glr.h"

enum { MOST_SERIES = 300, WEEKS = 520, LINE = 1 << 16 };

static double y[MOST_SERIES][WEEKS];

static size_t read_file(const char *path)
{
    static char line[LINE];
    FILE *f = fopen(path, "r");
    size_t series = 0, week = 0;
    if (!f || !fgets(line, LINE, f)) exit(1);
    for (; week < WEEKS && fgets(line, LINE, f); week++) {
        char *p = strchr(strchr(line, ',') + 1, ',');
        for (series = 0; p && series < MOST_SERIES; series++, p = strchr(p + 1, ','))
            y[series][week] = strtod(p + 1, NULL);
    }
    (void)fclose(f);
    return week == WEEKS ? series : 0;
}

typedef double Run(F64s count, size_t from, Arena *mem);

static double cusum_of(F64s count, size_t from, Arena *mem, CusumBaseline baseline)
{
    CusumControl c = {
        .k = 1.04, .h = 2.26, .baseline = baseline, .frequency = 52, .start_sample = 1
    };
    CusumPoint p[WEEKS];
    double sum = 0.0;
    Err e;
    if (stat_cusum(count, from, &c, mem, p, &e) != ERR_OK) exit(1);
    for (size_t i = 0; i < count.n - from; i++) sum += p[i].sum;
    return sum;
}

static double cusum_mean(F64s count, size_t from, Arena *mem)
{
    return cusum_of(count, from, mem, CUSUM_MEAN);
}

static double cusum_glm(F64s count, size_t from, Arena *mem)
{
    return cusum_of(count, from, mem, CUSUM_GLM);
}

static double glr_of(F64s count, size_t from, Arena *mem, bool nb)
{
    GlrControl c = { .estimate_alpha = nb,
                     .limit = 5,
                     .window = 20,
                     .least = 1,
                     .direction = 1,
                     .harmonics = 1,
                     .frequency = 52 };
    GlrPoint p[WEEKS];
    double sum = 0.0;
    Err e;
    if (stat_glr(count, from, &c, mem, p, &e) != ERR_OK) exit(1);
    for (size_t i = 0; i < count.n - from; i++) sum += p[i].statistic;
    return sum;
}

static double glr_poisson(F64s count, size_t from, Arena *mem)
{
    return glr_of(count, from, mem, false);
}

static double glr_nb(F64s count, size_t from, Arena *mem)
{
    return glr_of(count, from, mem, true);
}

static double ears_of(F64s count, size_t from, EarsRule rule)
{
    EarsControl c = { .rule = rule, .baseline = 7, .alpha = 0.001, .z = stat_ears_quantile(0.001) };
    double sum = 0.0;
    for (size_t t = from; t < count.n; t++) {
        EarsResult r;
        stat_ears(count, &c, t, &r);
        sum += r.alarm;
    }
    return sum;
}

static double ears(F64s count, size_t from, Arena *mem)
{
    (void)mem;
    return ears_of(count, from, EARS_C1) + ears_of(count, from, EARS_C2) +
           ears_of(count, from, EARS_C3);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        Run *run;
        int times;
    } jobs[] = { { "cusum mean", cusum_mean, 50 },
                 { "cusum glm", cusum_glm, 5 },
                 { "glr poisson", glr_poisson, 5 },
                 { "glr nb, alpha estimated", glr_nb, 1 },
                 { "ears c1 c2 c3", ears, 20 } };
    if (argc != 3) return 1;
    size_t series = read_file(argv[1]), from = (size_t)atoi(argv[2]) - 1;
    if (series == 0 || from < 60 || from >= WEEKS) return 1;
    for (size_t j = 0; j < sizeof jobs / sizeof jobs[0]; j++) {
        double sum = 0.0;
        clock_t start = clock();
        for (int k = 0; k < jobs[j].times; k++)
            for (size_t s = 0; s < series; s++) {
                Arena *mem = arena_open(1 << 24);
                if (!mem) return 1;
                sum += jobs[j].run((F64s){ WEEKS, y[s] }, from, mem);
                arena_close(mem);
            }
        double cpu = (double)(clock() - start) / CLOCKS_PER_SEC / jobs[j].times / (double)series;
        (void)printf("%-24s %9.2f us a series, checksum %.10g\n", jobs[j].name, 1e6 * cpu, sum);
    }
    return 0;
}
