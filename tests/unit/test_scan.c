/* The scan: the fast way is the plain way, threads change nothing, and scores are what they say. */
#include "check.h"
#include "stats/scan_priv.h"

enum { PLACES = 60, SLOTS = 24, REPLICATES = 150 };

typedef struct {
    Arena *mem;
    ScanProblem p;
    double *count, *measure, *dispersion;
    ScanCase *cases;
} Made;

static void make_counts(Made *m, double rate)
{
    uint64_t state = 4;
    size_t n = PLACES * SLOTS;
    m->count = arena_zero(m->mem, n, sizeof *m->count);
    m->measure = arena_zero(m->mem, n, sizeof *m->measure);
    m->dispersion = arena_zero(m->mem, n, sizeof *m->dispersion);
    m->cases = arena_zero(m->mem, n, sizeof *m->cases);
    CHECK(m->count && m->measure && m->dispersion && m->cases);
    double total = 0.0, expected = 0.0;
    for (size_t i = 0; i < n; i++) {
        double u = check_uniform(&state);
        m->count[i] = floor(-log(u) * rate);
        total += m->count[i];
        m->measure[i] = 0.2 + check_uniform(&state);
        m->dispersion[i] = 1.0 + check_uniform(&state);
        expected += m->measure[i];
        if (m->count[i] > 0)
            m->cases[m->p.cases++] = (ScanCase){ (uint32_t)(i / SLOTS), (uint32_t)(i % SLOTS),
                                                 (uint32_t)(i % SLOTS % 2), (uint32_t)m->count[i] };
    }
    for (size_t i = 0; i < n; i++) m->measure[i] *= total / expected;
}

static Made make(ScanModel model, const ScanSpan *span, double rate)
{
    Made m = { .mem = arena_open(1 << 28) };
    ScanPoint point[PLACES];
    double size[PLACES];
    uint64_t state = 77;
    Err e;
    for (size_t i = 0; i < PLACES; i++) {
        point[i] = (ScanPoint){ { check_uniform(&state), check_uniform(&state) } };
        size[i] = 1.0;
    }
    make_counts(&m, rate);
    if (model == SCAN_BERNOULLI)
        for (size_t i = 0; i < PLACES * SLOTS; i++) m.measure[i] = m.count[i] + (double)(i % 5);
    m.p.model = model;
    m.p.min_cases = 2.0;
    m.p.places = PLACES;
    m.p.slots = SLOTS;
    m.p.count = m.count;
    m.p.measure = m.measure;
    m.p.dispersion = m.dispersion;
    m.p.groups = 2;
    m.p.v = m.cases;
    ScanCircles c = { .places = PLACES,
                      .point = point,
                      .size = size,
                      .max_share = 0.5,
                      .max_distance = 10.0,
                      .max_places = SIZE_MAX,
                      .threads = 1,
                      .everywhere = span->whole };
    CHECK_OK(stat_scan_circles(&c, m.mem, &m.p.zones, &e), &e);
    CHECK_OK(stat_scan_windows(span, m.mem, &m.p.windows, &e), &e);
    m.p.chance = m.p.windows;
    return m;
}

static void simulate(Made *m, ScanWay way, int threads, size_t n, double *ret)
{
    ScanRun run = { .seed = 12, .n = n, .threads = threads, .way = way };
    Err e;
    CHECK_OK(stat_scan_maxima(&m->p, &run, m->mem, ret, &e), &e);
}

static const ScanSpan SPANS[] = {
    { SCAN_PROSPECTIVE, SLOTS, 1, 7, SLOTS, false },
    { SCAN_PROSPECTIVE, SLOTS, 1, 7, SLOTS, true },
    { SCAN_PROSPECTIVE, SLOTS, 2, 5, SLOTS - 3, false },
    { SCAN_RETROSPECTIVE, SLOTS, 1, 9, SLOTS, true },
    { SCAN_SPATIAL, SLOTS, SLOTS, SLOTS, SLOTS, false },
};

TEST(scan_gives_the_same_digits_in_every_way)
{
    static const ScanModel models[] = { SCAN_POISSON, SCAN_PERMUTATION, SCAN_BERNOULLI,
                                        SCAN_EB_POISSON };
    double plain[REPLICATES], fast[REPLICATES], portable[REPLICATES];
    for (size_t i = 0; i < 4; i++)
        for (size_t k = 0; k < sizeof SPANS / sizeof SPANS[0]; k++) {
            if (models[i] == SCAN_PERMUTATION && SPANS[k].analysis == SCAN_SPATIAL) continue;
            Made m = make(models[i], &SPANS[k], 0.8);
            simulate(&m, SCAN_PLAIN_WAY, 2, REPLICATES, plain);
            simulate(&m, SCAN_BEST_WAY, 2, REPLICATES, fast);
            simulate(&m, SCAN_PORTABLE_WAY, 1, REPLICATES, portable);
            CHECK(memcmp(plain, fast, sizeof plain) == 0);
            CHECK(memcmp(plain, portable, sizeof plain) == 0);
            for (int r = 0; r < REPLICATES; r++) CHECK(isfinite(plain[r]) && plain[r] >= 0.0);
            arena_close(m.mem);
        }
}

TEST(scan_replicates_do_not_depend_on_threads_or_company)
{
    double all[40], part[40];
    for (int model = SCAN_POISSON; model <= SCAN_EB_NB; model++) {
        Made m = make((ScanModel)model, &SPANS[0], 0.8);
        simulate(&m, SCAN_BEST_WAY, 1, 40, all);
        simulate(&m, SCAN_BEST_WAY, 3, 40, part);
        CHECK(memcmp(all, part, sizeof all) == 0);
        ScanRun run = { .seed = 12, .first = 33, .n = 7, .threads = 1 };
        Err e;
        CHECK_OK(stat_scan_maxima(&m.p, &run, m.mem, part, &e), &e);
        CHECK(memcmp(all + 33, part, 7 * sizeof *part) == 0);
        arena_close(m.mem);
    }
}

TEST(scan_stratified_low_and_both_have_the_same_digits_with_any_threads)
{
    double a[20], b[20];
    for (int look = SCAN_HIGH; look <= SCAN_BOTH; look++) {
        Made m = make(SCAN_POISSON, &SPANS[3], 0.8);
        m.p.look = (ScanFor)look;
        m.p.stratified = true;
        simulate(&m, SCAN_BEST_WAY, 1, 20, a);
        simulate(&m, SCAN_PLAIN_WAY, 2, 20, b);
        CHECK(memcmp(a, b, sizeof a) == 0);
        arena_close(m.mem);
    }
}

/* More cases in all than a lane can count, though no zone has as many. */
TEST(scan_with_many_cases_keeps_its_digits)
{
    double plain[40], fast[40];
    Made m = make(SCAN_POISSON, &SPANS[0], 170.0);
    simulate(&m, SCAN_PLAIN_WAY, 1, 40, plain);
    simulate(&m, SCAN_BEST_WAY, 1, 40, fast);
    CHECK(memcmp(plain, fast, sizeof plain) == 0);
    arena_close(m.mem);
}

/* Every cylinder by the book. */
static double best_by_the_book(const ScanProblem *p, ScanBest *ret)
{
    double most = 0.0, all = 0.0;
    for (size_t i = 0; i < p->places * p->slots; i++) all += p->count[i];
    for (size_t c = 0; c < p->zones.centres; c++)
        for (uint32_t k = 1; k <= p->zones.length[c]; k++)
            for (size_t w = 0; w < p->windows.n; w++) {
                double n = 0.0, u = 0.0;
                for (uint32_t i = 0; i < k; i++)
                    for (uint32_t t = p->windows.v[w].from; t < p->windows.v[w].to; t++) {
                        n += p->count[scan_members(&p->zones, c)[i] * p->slots + t];
                        u += p->measure[scan_members(&p->zones, c)[i] * p->slots + t];
                    }
                if (n < 2.0 || n <= u) continue;
                double llr = n * log(n / u) + (all - n) * log((all - n) / (all - u));
                if (llr <= most * (1.0 + 1e-11)) continue;
                most = llr;
                *ret = (ScanBest){ llr, (uint32_t)c, k, p->windows.v[w], true };
            }
    return most;
}

TEST(scan_finds_the_best_of_all_cylinders)
{
    Made m = make(SCAN_POISSON, &SPANS[0], 0.8);
    ScanBest *got, want = { 0 };
    size_t n;
    Err e;
    ScanPick pick = { .threads = 2, .most = SIZE_MAX };
    CHECK_OK(stat_scan_clusters(&m.p, &pick, m.mem, &got, &n, &e), &e);
    CHECK_NEAR(got[0].score, best_by_the_book(&m.p, &want), 1e-9);
    CHECK(got[0].centre == want.centre && got[0].places == want.places);
    CHECK(got[0].window.from == want.window.from);
    for (size_t i = 1; i < n; i++) CHECK(got[i].score <= got[i - 1].score * (1.0 + 1e-9));
    bool taken[PLACES] = { false };
    for (size_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < got[i].places; k++) {
            uint32_t place = scan_members(&m.p.zones, got[i].centre)[k];
            CHECK(!taken[place]); /* prospective windows all touch */
            taken[place] = true;
        }
    arena_close(m.mem);
}

TEST(scan_finds_what_was_put_in)
{
    for (int model = SCAN_POISSON; model <= SCAN_EB_NB; model++) {
        Made m = make((ScanModel)model, &SPANS[0], 0.8);
        const uint32_t *near = scan_members(&m.p.zones, 5);
        for (uint32_t k = 0; k < 6; k++)
            for (uint32_t t = SLOTS - 4; t < SLOTS; t++) {
                m.count[near[k] * SLOTS + t] += 9.0;
                if (model == SCAN_BERNOULLI) m.measure[near[k] * SLOTS + t] += 9.0;
            }
        ScanBest *got;
        size_t n;
        Err e;
        ScanPick pick = { .threads = 1, .most = 1 };
        CHECK_OK(stat_scan_clusters(&m.p, &pick, m.mem, &got, &n, &e), &e);
        CHECK(n == 1 && got[0].window.from == SLOTS - 4 && got[0].places >= 5);
        ScanFacts f = stat_scan_facts(&m.p, &got[0]);
        CHECK(f.observed > 200.0 && f.observed > f.expected);
        arena_close(m.mem);
    }
}

TEST(scan_of_nothing_finds_nothing)
{
    for (int model = SCAN_POISSON; model <= SCAN_EB_NB; model++) {
        Made m = make((ScanModel)model, &SPANS[0], 0.8);
        double maxima[40];
        ScanBest *got;
        size_t n;
        Err e;
        ScanPick pick = { .threads = 1, .most = 1 };
        memset(m.count, 0, PLACES * SLOTS * sizeof *m.count);
        if (model < SCAN_EB_POISSON) memset(m.measure, 0, PLACES * SLOTS * sizeof *m.measure);
        m.p.cases = 0;
        simulate(&m, SCAN_BEST_WAY, 2, 40, maxima);
        for (int i = 0; i < 40; i++) CHECK(isfinite(maxima[i]));
        CHECK_OK(stat_scan_clusters(&m.p, &pick, m.mem, &got, &n, &e), &e);
        CHECK(n == 0);
        arena_close(m.mem);
    }
}

TEST(scan_chance_of_a_score)
{
    double maxima[99];
    for (int i = 0; i < 99; i++) maxima[i] = (double)i / 10.0;
    ScanNull null = { 99, maxima, 1.0, 1.0 };
    ScanChance c = stat_scan_chance(&null, 9.05);
    CHECK_NEAR(c.p, 0.09, 1e-12);
    CHECK_NEAR(c.recurrence, 1.0 / 0.09, 1e-9);
    CHECK_NEAR(stat_scan_chance(&null, 9.8).p, 0.02, 1e-12); /* one as large */
    double mean = 4.9, v = (99.0 * 99.0 - 1.0) / 12.0 / 100.0, beta = sqrt(6.0 * v) / acos(-1.0);
    CHECK_NEAR(c.p_gumbel, 1.0 - exp(-exp((mean - 0.5772156649 * beta - 9.05) / beta)), 1e-9);
    CHECK(stat_scan_chance(&null, 400.0).p_gumbel > 0.0); /* tiny, not lost */
    null.looks = 5.0;
    CHECK_NEAR(stat_scan_chance(&null, 9.05).recurrence, 1.0 / (1.0 - pow(0.91, 0.2)), 1e-9);
    null.n = 0;
    CHECK(isnan(stat_scan_chance(&null, 1.0).p));
}
