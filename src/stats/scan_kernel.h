/* scan_kernel.h - the inmost loop of the scan, 32 replicates side by side.
 *
 * Counts are 16-bit numbers, one lane for each replicate.  All ways give the same bits: they are
 * one piece of code, compiled for wider and narrower processors. */
#ifndef STATS_SCAN_KERNEL_H
#define STATS_SCAN_KERNEL_H

#include "stats/scan.h"

enum { SCAN_LANES = 32 };

/* A lane counts up from here, so that counts to 65,535 compare as signed numbers. */
#define SCAN_LANE_ZERO ((int16_t)-32768)

typedef struct {
    int16_t lane[SCAN_LANES];
} __attribute__((aligned(64))) ScanLanes;

typedef struct {
    uint32_t steps;
    bool ends; /* each window is one value of its own, in order */
    size_t windows;
    const ScanWindow *value; /* else from, to in 0 .. steps */
} ScanShape;

/**
 * Adds a place to a zone and says whether any lane of any window passes its limit.
 *
 * formula  total[i + 1] += place[i]; pass when total[to] - total[from] > limit of the window
 * shape    total has steps + 1 rows, place steps, limit one number for each window, biased by
 *          SCAN_LANE_ZERO
 * source   kulldorff1997
 * test     tests/unit/test_scan.c
 */
typedef bool ScanKernel(const ScanShape *shape, ScanLanes *total, const ScanLanes *place,
                        const int16_t *limit);

/**
 * The widest one that this processor has, or the one that all have.
 *
 * source  kulldorff1997
 * test    tests/unit/test_scan.c
 */
ScanKernel *scan_kernel(bool portable);

/** What it works with: avx512bw, avx2 or plain. */
const char *scan_kernel_name(bool portable);

#endif
