/* Every fit that R surveillance 1.20.3 made for the shared cases, recomputed in compat mode.
 *
 * The peer's command: farringtonFlexible(sts, control), controls as in _cases.csv. */
#include "base/date.h"
#include "check.h"
#include "golden.h"
#include "stats/farrington.h"

static const double tolerance = 1e-8;

static const char *const columns[] = { "observed", "upperbound", "alarm", "score",
                                       "pvalue",   "expected",   "phi",   "trend" };
enum { COLUMNS = sizeof columns / sizeof columns[0] };

typedef struct {
    size_t cases, rows, values, known, wrong;
    double worst;
} Tally;

static FarringtonControl control_of(const Golden *g, size_t row)
{
    Str power = golden_text(g, row, "powertrans"),
        threshold = golden_text(g, row, "thresholdMethod");
    return (FarringtonControl){
        .years_back = (int)golden_number(g, row, "b"),
        .half_window = (int)golden_number(g, row, "w"),
        .season_groups = (int)golden_number(g, row, "noPeriods"),
        .exclude_recent = (int)golden_number(g, row, "pastWeeksNotIncluded"),
        .reweight = golden_number(g, row, "reweight") > 0,
        .weights_threshold = golden_number(g, row, "weightsThreshold"),
        .alpha = golden_number(g, row, "alpha"),
        .trend = golden_number(g, row, "trend") > 0,
        .p_threshold_trend = golden_number(g, row, "pThresholdTrend"),
        .limit_cases = golden_number(g, row, "limit54_cases"),
        .limit_periods = (int)golden_number(g, row, "limit54_period"),
        .power = str_eq(power, STR("'none'"))  ? FARRINGTON_POWER_NONE
                 : str_eq(power, STR("'1/2'")) ? FARRINGTON_POWER_HALF
                                               : FARRINGTON_POWER_TWO_THIRDS,
        .population_offset = golden_number(g, row, "populationOffset") > 0,
        .threshold = str_eq(threshold, STR("delta"))      ? FARRINGTON_DELTA
                     : str_eq(threshold, STR("nbPlugin")) ? FARRINGTON_NB_PLUGIN
                                                          : FARRINGTON_MUAN,
        .mode = FARRINGTON_COMPAT,
    };
}

static double value_of(const FarringtonResult *r, size_t column)
{
    switch (column) {
    case 0: return r->observed;
    case 1: return r->upperbound;
    case 2: return r->alarm < 0 ? (double)NAN : r->alarm;
    case 3: return r->score;
    case 4: return r->pvalue;
    case 5: return r->expected;
    case 6: return r->phi;
    default: return isnan(r->phi) ? (double)NAN : r->trend;
    }
}

/* The slope of this series is exactly 0 there, so that the peer's trend flag is rounding noise. */
static bool degenerate(Str file, double k)
{
    return str_eq(file, STR("farrington/edge_missing__F7_powerhalf.csv")) && k == 377;
}

/* A score is a difference of nearly equal numbers when the count is what was expected, so that it
 * has an absolute error of a few ulps; the logarithm of a probability is what a fit determines. */
static bool close_enough(double got, double want)
{
    if (golden_agrees(got, want, tolerance) || fabs(got - want) < 1e-13) return true;
    return got > 0 && want > 0 && want < 1e-100 && golden_agrees(log(got), log(want), tolerance);
}

static void compare(const Golden *want, size_t row, const FarringtonResult *got, Str file, Tally *t)
{
    double k = golden_number(want, row, "k");
    for (size_t c = 0; c < COLUMNS; c++) {
        double wanted = golden_number(want, row, columns[c]), had = value_of(got, c);
        t->values++;
        if (close_enough(had, wanted)) {
            if (isfinite(had) && fabs(wanted) > 1e-6)
                t->worst = fmax(t->worst, fabs(had / wanted - 1));
            continue;
        }
        if (degenerate(file, k)) {
            t->known++;
            continue;
        }
        if (t->wrong++ < 20)
            print_error("%.*s k=%g %s: %.17g, the peer has %.17g\n", STR_ARG(file), k, columns[c],
                        had, wanted);
    }
}

static F64s column_of(const Golden *g, Str name, Arena *mem)
{
    char text[80];
    double *v = arena_zero(mem, g->rows, sizeof *v);
    (void)snprintf(text, sizeof text, "%.*s", STR_ARG(name));
    CHECK(v != NULL);
    for (size_t i = 0; i < g->rows; i++) v[i] = golden_number(g, i, text);
    return (F64s){ g->rows, v };
}

static int32_t *days_of(const Golden *g, Arena *mem)
{
    int32_t *day = arena_zero(mem, g->rows, sizeof *day);
    Err e;
    CHECK(day != NULL);
    for (size_t i = 0; i < g->rows; i++)
        CHECK_OK(date_parse(golden_text(g, i, "date"), "date", &day[i], &e), &e);
    return day;
}

static void run_case(const Golden *cases, size_t row, Tally *t)
{
    Arena *mem = arena_open(1 << 28);
    Err e;
    char path[200];
    FarringtonControl c = control_of(cases, row);
    Str file = golden_text(cases, row, "file"), data = golden_text(cases, row, "dataset");
    (void)snprintf(path, sizeof path, "golden/detection/%.*s", STR_ARG(file));
    Golden want = golden_read(mem, path);
    (void)snprintf(path, sizeof path, "golden/detection/inputs/%.*s.csv", STR_ARG(data));
    Golden input = golden_read(mem, path), population = { .rows = 0 };
    if (c.population_offset) {
        (void)snprintf(path, sizeof path, "golden/detection/inputs/%.*s_population.csv",
                       STR_ARG(data));
        population = golden_read(mem, path);
    }
    bool dates = golden_number(cases, row, "epochAsDate") > 0;
    Str unit = { 0, "" };
    FarringtonWork *work = NULL;
    FarringtonSeries s = { .day = dates ? days_of(&input, mem) : NULL,
                           .frequency = (int)golden_number(cases, row, "freq") };
    for (size_t i = 0; i < want.rows; i++) {
        FarringtonResult r;
        Str here = golden_text(&want, i, "unit");
        if (!str_eq(here, unit)) {
            unit = here;
            s.count = column_of(&input, unit, mem);
            if (c.population_offset) s.population = column_of(&population, unit, mem);
            CHECK_OK(stat_farrington_open(&s, &c, mem, &work, &e), &e);
        }
        stat_farrington(work, (size_t)golden_number(&want, i, "k") - 1, &r);
        compare(&want, i, &r, file, t);
    }
    t->cases++;
    t->rows += want.rows;
    arena_close(mem);
}

TEST(farrington_gives_the_peers_figures_in_compat_mode)
{
    if (!check_shared()) SKIP("the optional folder of outside results is not there");
    Arena *mem = arena_open(1 << 24);
    Golden cases = golden_read(mem, "golden/detection/farrington/_cases.csv");
    Tally t = { 0 };
    for (size_t i = 0; i < cases.rows; i++) run_case(&cases, i, &t);
    print_message("# %zu cases, %zu fits, %zu values; worst relative difference %.2g; "
                  "%zu at degenerate points\n",
                  t.cases, t.rows, t.values, t.worst, t.known);
    CHECK(t.cases == 161 && t.rows == 21541);
    CHECK(t.known <= 1);
    CHECK(t.wrong == 0);
    arena_close(mem);
}
