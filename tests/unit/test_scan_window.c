/* Windows of time. */
#include "check.h"
#include "stats/scan.h"

static size_t count(ScanSpan span, ScanWindow *ret_first, ScanWindow *ret_last)
{
    Arena *mem = arena_open(1 << 20);
    ScanWindows w;
    Err e;
    CHECK_OK(stat_scan_windows(&span, mem, &w, &e), &e);
    for (size_t i = 0; i < w.n; i++) CHECK(w.v[i].from < w.v[i].to && w.v[i].to <= span.slots);
    if (w.n) *ret_first = w.v[0];
    if (w.n) *ret_last = w.v[w.n - 1];
    arena_close(mem);
    return w.n;
}

TEST(windows_of_each_analysis)
{
    ScanWindow a, b;
    ScanSpan s = { SCAN_PROSPECTIVE, 19, 1, 9, 19, false };
    CHECK(count(s, &a, &b) == 9 && a.from == 18 && a.to == 19 && b.from == 10);
    s.whole = true;
    CHECK(count(s, &a, &b) == 10 && b.from == 0);
    s.longest = 19;
    CHECK(count(s, &a, &b) == 19); /* the whole is there already */
    s = (ScanSpan){ SCAN_PROSPECTIVE, 19, 2, 9, 17, false };
    CHECK(count(s, &a, &b) == 24 && a.to == 17 && b.to == 19);
    s = (ScanSpan){ SCAN_RETROSPECTIVE, 5, 1, 2, 5, false };
    CHECK(count(s, &a, &b) == 9);
    s = (ScanSpan){ SCAN_SPATIAL, 5, 5, 5, 5, false };
    CHECK(count(s, &a, &b) == 1 && a.from == 0 && a.to == 5);
}
