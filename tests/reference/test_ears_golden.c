/* Every verdict that R surveillance 1.20.3 gave for the shared cases, recomputed in compat mode.
 *
 * The peer's command: earsC(sts, control = list(method, baseline, minSigma, alpha)). */
#include "check.h"
#include "golden.h"
#include "stats/ears.h"

static EarsControl control_of(const Golden *g, size_t row)
{
    Str rule = golden_text(g, row, "method");
    return (EarsControl){ .rule = str_eq(rule, STR("C1"))   ? EARS_C1
                                  : str_eq(rule, STR("C2")) ? EARS_C2
                                                            : EARS_C3,
                          .baseline = (int)golden_number(g, row, "baseline"),
                          .min_sigma = golden_number(g, row, "minSigma"),
                          .alpha = golden_number(g, row, "alpha"),
                          .compat = true };
}

static F64s column(const Golden *g, Str name)
{
    char text[80];
    double *v = arena_zero(g->mem, g->rows, sizeof *v);
    (void)snprintf(text, sizeof text, "%.*s", STR_ARG(name));
    CHECK(v != NULL);
    for (size_t i = 0; i < g->rows; i++) v[i] = golden_number(g, i, text);
    return (F64s){ g->rows, v };
}

static size_t run_case(const Golden *cases, size_t row, size_t *wrong)
{
    Arena *mem = arena_open(1 << 28);
    char path[200];
    EarsControl c = control_of(cases, row);
    (void)snprintf(path, sizeof path, "golden/detection/%.*s",
                   STR_ARG(golden_text(cases, row, "file")));
    Golden want = golden_read(mem, path);
    (void)snprintf(path, sizeof path, "golden/detection/inputs/%.*s.csv",
                   STR_ARG(golden_text(cases, row, "dataset")));
    Golden input = golden_read(mem, path);
    Str unit = { 0, "" };
    F64s y = { 0, NULL };
    for (size_t i = 0; i < want.rows; i++) {
        Str here = golden_text(&want, i, "unit");
        if (!str_eq(here, unit)) y = column(&input, unit = here);
        EarsResult r;
        stat_ears(y, &c, (size_t)golden_number(&want, i, "t") - 1, &r);
        bool same =
            golden_agrees(r.upperbound, golden_number(&want, i, "upperbound"), 1e-8) &&
            golden_agrees(r.alarm < 0 ? (double)NAN : r.alarm, golden_number(&want, i, "alarm"), 0);
        if (!same && (*wrong)++ < 10)
            print_error("%s row %zu: %.17g %d\n", path, i, r.upperbound, r.alarm);
    }
    arena_close(mem);
    return want.rows;
}

TEST(ears_gives_the_peers_figures_in_compat_mode)
{
    if (!check_shared()) SKIP("the optional folder of outside results is not there");
    Arena *mem = arena_open(1 << 24);
    Golden cases = golden_read(mem, "golden/detection/ears/_cases.csv");
    size_t wrong = 0, rows = 0;
    for (size_t i = 0; i < cases.rows; i++) rows += run_case(&cases, i, &wrong);
    print_message("# %zu cases, %zu verdicts\n", cases.rows, rows);
    CHECK(cases.rows == 126 && rows == 76850);
    CHECK(wrong == 0);
    arena_close(mem);
}
