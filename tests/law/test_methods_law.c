/* Every detection method over figures that break programs, with settings drawn from what its own
 * description allows: it answers or says why not, and never passes off a missing figure as one. */
#include "check.h"

#include <stdlib.h>

#include "detection/method.h"

enum { MOST = 420, ROUNDS = 12, KINDS = 10 };

/* Fills a series of one of the kinds that break programs; its length comes back. */
static size_t make(int kind, double *y, uint64_t *state)
{
    size_t n = kind == 0 ? 1 : kind == 1 ? 2 + (size_t)(30 * check_uniform(state)) : MOST;
    for (size_t i = 0; i < n; i++) {
        double u = check_uniform(state);
        switch (kind) {
        case 2: y[i] = 0; break;
        case 3: y[i] = 7; break;
        case 4: y[i] = i + 1 == n ? 1e9 : floor(3 * u); break;
        case 5: y[i] = 1e9; break;
        case 6: y[i] = u < 0.5 ? (double)NAN : floor(20 * u); break;
        case 7: y[i] = (double)NAN; break;
        case 8: y[i] = u < 0.02; break;
        case 9: y[i] = floor(exp(20 * u)); break;
        default: y[i] = floor(40 * u); break;
        }
    }
    return n;
}

/* A value that the words of the range allow: "1 to 20", "above 0, below 1", "true, false". */
static Str draw_value(const SettingParam *p, Arena *mem, uint64_t *state)
{
    double low = 0, high = 0, u = check_uniform(state);
    char *end;
    low = strtod(p->range, &end);
    if (end != p->range && strncmp(end, " to ", 4) == 0) {
        high = strtod(end + 4, NULL);
        double v = high > 1000 ? pow(high, u) : low + floor(u * (high - low + 1));
        return arena_fmt(mem, "%.6g", v > high ? high : v);
    }
    if (strncmp(p->range, "above 0", 7) == 0) {
        bool share = strstr(p->range, "1") != NULL;
        return arena_fmt(mem, "%.6g", share ? u : exp(8 * u - 4));
    }
    size_t words = 1, pick;
    for (const char *c = p->range; *c; c++) words += *c == ',';
    pick = (size_t)(u * (double)words);
    Str rest = str_of(p->range), word = rest;
    for (size_t i = 0; i <= pick; i++) (void)str_split(&rest, ',', &word);
    return str_trim(word);
}

static Settings draw_settings(const Method *m, Arena *mem, uint64_t *state)
{
    Setting *v = arena_zero(mem, 64, sizeof *v);
    size_t n = 0;
    CHECK(v != NULL);
    for (const SettingParam *p = m->params; p->name && n < 64; p++)
        if (check_uniform(state) < 0.4)
            v[n++] = (Setting){ str_of(p->name), draw_value(p, mem, state) };
    return (Settings){ n, v };
}

/* The peers' ways end without a reason at times; ours never do. */
static bool is_compat(Settings set)
{
    return str_eq(setting_text(set, "mode"), STR("compat"));
}

static void check_verdict(const Method *m, const Verdict *v, double observed, bool compat)
{
    CHECK(v->reason != NULL && v->alarm >= -1 && v->alarm <= 1);
    CHECK(isnan(observed) ? isnan(v->observed) : v->observed == observed);
    CHECK(!(v->pvalue < 0) && !(v->pvalue > 1));
    if (v->alarm == 1) CHECK(!isnan(v->observed) && !*v->reason);
    if (*v->reason || (compat && v->alarm < 0)) return;
    CHECK(v->alarm >= 0);
    bool tells = !isnan(v->upperbound) || !isnan(v->statistic) || !isnan(v->score);
    if (!tells) fprintf(stderr, "# %s: a verdict without a figure\n", m->name);
    CHECK(tells && !isinf(v->statistic));
}

static void judge_one(const Method *m, int kind, uint64_t *state)
{
    static double y[MOST];
    static int32_t day[MOST];
    Arena *mem = arena_open((size_t)1 << 26);
    Err e;
    void *control, *work;
    Settings set = kind < KINDS && check_uniform(state) < 0.3 ? (Settings){ 0, NULL }
                                                              : draw_settings(m, mem, state);
    size_t n = make(kind, y, state);
    for (size_t i = 0; i < n; i++) day[i] = 14000 + 7 * (int32_t)i;
    MethodSeries s = { .count = { n, y }, .day = check_uniform(state) < 0.7 ? day : NULL };
    ErrCode code = m->configure(set, mem, &control, &e);
    CHECK(code == ERR_OK || (code == ERR_INPUT && strlen(e.message) > 10));
    if (code == ERR_OK && check_uniform(state) < 0.5)
        s.from = m->first(control) < n ? m->first(control) : n - 1;
    if (code == ERR_OK) code = m->open(control, &s, mem, &work, &e);
    CHECK(code == ERR_OK || code == ERR_INPUT);
    for (size_t at = s.from; code == ERR_OK && at < n; at++) {
        Verdict v;
        if (at + 4 < n && (s.from == 0 || at % 97 != 0)) continue;
        m->judge(work, at, &v);
        check_verdict(m, &v, y[at], is_compat(set));
    }
    arena_close(mem);
}

TEST(methods_law_figures_that_break_programs)
{
    uint64_t state = 20261125;
    for (const Method *const *m = method_list; *m; m++)
        for (int round = 0; round < ROUNDS; round++)
            for (int kind = 0; kind < KINDS; kind++) judge_one(*m, kind, &state);
}
