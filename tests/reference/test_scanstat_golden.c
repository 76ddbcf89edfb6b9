/* The scores of the R package scanstatistics 1.1.2 for every zone and duration. */
#include "check.h"
#include <stdlib.h>

#include "golden.h"
#include "stats/scan_priv.h"

enum { PLACES = 32, SLOTS = 9, MOST = 16 };

typedef struct {
    Arena *mem;
    ScanProblem p;
    double *count, *measure, *dispersion;
    uint32_t zone[500][PLACES];
    uint32_t length[500];
    size_t zones;
} Peer;

static void read_table(Peer *w, const char *path, double *ret)
{
    Golden g = golden_read(w->mem, path);
    CHECK(g.rows < SLOTS && g.cols == PLACES);
    for (size_t t = 0; t < g.rows; t++) /* the most recent first */
        for (size_t i = 0; i < PLACES; i++) {
            char text[60];
            Str s = g.cells[t * PLACES + i];
            (void)snprintf(text, sizeof text, "%.*s", STR_ARG(s));
            ret[i * w->p.slots + (g.rows - 1 - t)] = strtod(text, NULL);
        }
}

static void read_zones(Peer *w)
{
    char path[1024], line[400];
    (void)snprintf(path, sizeof path, "%s/golden/detection/scanstat/zones_1based.txt",
                   check_shared());
    FILE *f = fopen(path, "r");
    CHECK(f != NULL);
    while (fgets(line, sizeof line, f)) {
        char *at = line, *end;
        CHECK(w->zones < 500);
        for (long v; (v = strtol(at, &end, 10)) > 0; at = end)
            w->zone[w->zones][w->length[w->zones]++] = (uint32_t)v - 1;
        w->zones++;
    }
    (void)fclose(f);
}

static double score_of(Peer *w, ScanModel model, bool emerging, size_t zone, uint32_t duration)
{
    ScanSpan span = { SCAN_PROSPECTIVE,     (uint32_t)w->p.slots, 1,
                      (uint32_t)w->p.slots, (uint32_t)w->p.slots, false };
    ScanField f;
    ScanSums s;
    ScanValues v;
    Err e;
    ArenaMark mark = arena_mark(w->mem);
    w->p.model = model;
    w->p.emerging = w->p.forget_root = emerging;
    CHECK_OK(stat_scan_windows(&span, w->mem, &w->p.windows, &e), &e);
    CHECK_OK(scan_field_open(&w->p, &w->p.windows, w->mem, &f, &e), &e);
    double *count = arena_zero(w->mem, PLACES * w->p.slots, sizeof *count), *push = count;
    scan_observed(&f, count);
    scan_accumulate(&f, count);
    if (model == SCAN_EB_NB) {
        push = arena_zero(w->mem, PLACES * w->p.slots, sizeof *push);
        scan_push(&f, w->count, push);
    }
    v = (ScanValues){ count, push };
    CHECK_OK(scan_sums_open(&f, w->mem, &s, &e), &e);
    for (uint32_t k = 0; k < w->length[zone]; k++) scan_sums_add(&f, &v, w->zone[zone][k], &s);
    ScanWindow at = f.steps.value[duration - 1];
    double n = s.count[at.to], b = s.base[at.to], score = 0.0;
    if (model == SCAN_EB_NB) /* the peer does not cut at 0 */
        score = s.push[at.to] / (emerging ? b : sqrt(b));
    else
        score = scan_score(&f.scale, n, n, b, duration - 1);
    arena_back(w->mem, mark);
    return score;
}

static size_t compare(Peer *w, const char *name, ScanModel model, bool emerging)
{
    char path[200];
    size_t wrong = 0;
    (void)snprintf(path, sizeof path, "golden/detection/scanstat/%s.csv", name);
    Golden g = golden_read(w->mem, path);
    CHECK(g.rows > 3000);
    for (size_t i = 0; i < g.rows; i++) {
        size_t zone = (size_t)golden_number(&g, i, "zone") - 1;
        double got = score_of(w, model, emerging, zone, (uint32_t)golden_number(&g, i, "duration"));
        double want = golden_number(&g, i, "score");
        if (!golden_agrees(got, want, 1e-9) && fabs(got - want) > 1e-11 && wrong++ < 5)
            print_error("%s row %zu: %.17g for %.17g\n", name, i, got, want);
    }
    return wrong;
}

TEST(scan_scores_are_the_peers)
{
    if (!check_shared()) SKIP("the optional folder of outside results is not there");
    static Peer w;
    w.mem = arena_open(1 << 26);
    w.p = (ScanProblem){ .places = PLACES, .slots = SLOTS - 1 };
    w.count = arena_zero(w.mem, PLACES * SLOTS, sizeof *w.count);
    w.measure = arena_zero(w.mem, PLACES * SLOTS, sizeof *w.measure);
    w.dispersion = arena_zero(w.mem, PLACES * SLOTS, sizeof *w.dispersion);
    read_table(&w, "golden/detection/scanstat/counts_most_recent_first.csv", w.count);
    read_table(&w, "golden/detection/scanstat/baselines_most_recent_first.csv", w.measure);
    read_zones(&w);
    for (size_t i = 0; i < PLACES * SLOTS; i++) w.dispersion[i] = 1.3;
    w.p.count = w.count;
    w.p.measure = w.measure;
    w.p.dispersion = w.dispersion;
    CHECK(compare(&w, "eb_poisson", SCAN_EB_POISSON, false) == 0);
    CHECK(compare(&w, "pb_poisson", SCAN_POISSON, false) == 0);
    CHECK(compare(&w, "eb_negbin_hotspot_omega1.3", SCAN_EB_NB, false) == 0);
    CHECK(compare(&w, "eb_negbin_emerging_omega1.3", SCAN_EB_NB, true) == 0);
    arena_close(w.mem);
}
