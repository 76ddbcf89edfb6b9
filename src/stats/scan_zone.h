/* scan_zone.h - the zones that a scan looks at: round every place its nearest places.
 *
 * The zones of a centre are nested: the k-th holds its k nearest places, itself first, so a list
 * of places in order of distance stands for all of them. */
#ifndef STATS_SCAN_ZONE_H
#define STATS_SCAN_ZONE_H

#include "base/arena.h"

enum { SCAN_DIMENSIONS = 3 };

/* The sphere on which distances between latitudes and longitudes are measured, in km. */
#define SCAN_EARTH_RADIUS 6367.0

typedef struct {
    double at[SCAN_DIMENSIONS]; /* unused ones are 0 */
} ScanPoint;

typedef struct {
    size_t places;
    const ScanPoint *point;
    const double *size;  /* what max_share is a share of: people at risk, or cases */
    double max_share;    /* of the sum of size; 1: no limit */
    double max_distance; /* in the unit of the points; INFINITY: no limit */
    size_t max_places;   /* in a zone; SIZE_MAX: no limit */
    bool everywhere;     /* one centre more: a zone of all places, in the order given */
    int threads;
} ScanCircles;

typedef struct {
    size_t centres;
    const uint32_t *length; /* places in the largest zone of each centre; 0: it has none */
    const size_t *first;    /* where they begin in member */
    const uint32_t *member; /* in order of distance */
    size_t everywhere;      /* the centre of all places, or SIZE_MAX */
} ScanZones;

/**
 * The places round a centre, nearest first.
 *
 * source  kulldorff1997
 * test    tests/unit/test_scan_zone.c
 */
static inline const uint32_t *scan_members(const ScanZones *z, size_t centre)
{
    return z->member + z->first[centre];
}

/**
 * A point of the globe in km, so that straight distances order places as great circles do.
 *
 * unit    degrees
 * source  kulldorff1997
 * test    tests/unit/test_scan_zone.c
 */
ScanPoint stat_scan_globe(double latitude, double longitude) PURE;

/**
 * Finds the zones of all places.
 *
 * formula  places in order of straight distance, equally distant ones in the order given; a list
 *          ends before the place with which it would pass a limit
 * own      *ret lives in mem
 * error    ERR_LIMIT  the lists do not fit into memory: set a limit by count or distance
 * cost     O(places^2) distances, places x the longest list of memory
 * source   kulldorff1997
 * test     tests/unit/test_scan_zone.c
 */
ErrCode stat_scan_circles(const ScanCircles *c, Arena *mem, ScanZones *ret, Err *e)
    NONNULL MUST_USE;

/* Which places are neighbours: those of place i are to[first[i]] .. to[first[i + 1] - 1]. */
typedef struct {
    size_t places;
    const size_t *first;
    const uint32_t *to;
} ScanGraph;

/**
 * Zones along borders: round each place its neighbours, theirs, and so on.
 *
 * formula  as stat_scan_circles, by number of borders crossed first, then by distance; places that
 *          no chain of borders reaches within `steps` are in no zone of the centre
 * own      *ret lives in mem
 * error    as stat_scan_circles
 * source   kulldorff2001
 * test     tests/unit/test_scan_zone.c
 */
ErrCode stat_scan_borders(const ScanCircles *c, const ScanGraph *graph, int steps, Arena *mem,
                          ScanZones *ret, Err *e) NONNULL MUST_USE;

#endif
