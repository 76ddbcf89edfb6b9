#include "stats/scan.h"

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* Windows that end at `end`, shortest first. */
static void add_ending(const ScanSpan *s, uint32_t end, ScanWindow *v, size_t *n)
{
    for (uint32_t length = s->shortest; length <= least(s->longest, end); length++)
        v[(*n)++] = (ScanWindow){ end - length, end };
}

ErrCode stat_scan_windows(const ScanSpan *span, Arena *mem, ScanWindows *ret, Err *e)
{
    ScanWindow *v;
    size_t n = 0;
    bool has_whole = false;
    uint32_t first = span->analysis == SCAN_PROSPECTIVE ? span->first_end : 1;
    NEW(v, ((size_t)span->slots - least(first, span->slots) + 1) * span->longest + 1, mem, e);
    if (span->analysis != SCAN_SPATIAL)
        for (uint32_t end = least(first, span->slots); end <= span->slots; end++)
            add_ending(span, end, v, &n);
    for (size_t i = 0; i < n; i++) has_whole |= v[i].to - v[i].from == span->slots;
    if (span->analysis == SCAN_SPATIAL || (span->whole && !has_whole))
        v[n++] = (ScanWindow){ 0, span->slots };
    *ret = (ScanWindows){ n, v };
    return ERR_OK;
}
