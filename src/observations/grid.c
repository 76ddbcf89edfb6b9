#include "observations/grid.h"

#include <math.h>
#include <stdlib.h>

#include "observations/import_priv.h"
#include "observations/observation_sql_priv.h"

typedef enum { CELL_ABSENT, CELL_UNKNOWN, CELL_KNOWN } CellState;

/* What the source says of one place, by period. */
typedef struct {
    const Place *place;
    unsigned char *state; /* CellState */
    double *value, *denominator;
    bool carried; /* some row of the grid contains it */
} Raw;

/* A figure on its way up: parts added together. */
typedef struct {
    CellState state;
    size_t parts;
    double value; /* of one part, as the source has it */
    double numerator, denominator;
} Figure;

typedef struct {
    Op *op;
    const Series *series;
    const PlaceBook *book;
    const GridRequest *rq;
    size_t periods;
    Raw **raw;     /* by position in the register, NULL where there is nothing */
    size_t *known; /* by position: periods in which a council has a figure */
    size_t rows_n;
    GridRow *rows;
} Loader;

static ErrCode raw_of(Loader *l, const Place *p, Raw **ret)
{
    Raw **slot = &l->raw[place_index(l->book, p)];
    Op *op = l->op;
    if (!*slot) {
        NEW(*slot, 1, op->mem, &op->err);
        NEW((*slot)->state, l->periods, op->mem, &op->err);
        NEW((*slot)->value, l->periods, op->mem, &op->err);
        NEW((*slot)->denominator, l->periods, op->mem, &op->err);
        (*slot)->place = p;
    }
    *ret = *slot;
    return ERR_OK;
}

static void keep(Raw *raw, size_t k, const ObservationRangeRow *row)
{
    bool known = row->value_known && row->status != STATUS_PROVISIONAL;
    raw->state[k] = known ? CELL_KNOWN : CELL_UNKNOWN;
    raw->value[k] = known ? row->value : (double)NAN;
    raw->denominator[k] = row->denominator_known ? row->denominator : (double)NAN;
}

static ErrCode read_cells(Loader *l, int64_t max_vintage)
{
    AUTO(db_cursor_close) DbCursor *cursor = NULL;
    Raw *raw = NULL;
    TRY(sql_observation_range_open(l->op, l->series->id, l->rq->first, l->rq->last, max_vintage,
                                   &cursor));
    for (;;) {
        ObservationRangeRow row;
        bool more;
        TRY(sql_observation_range_next(l->op, cursor, &row, &more));
        if (!more) return ERR_OK;
        if (!raw || raw->place->id != row.place_id) {
            const Place *p = place_by_id(l->book, row.place_id);
            if (!p) return err_set(&l->op->err, ERR_BUG, "a figure of a place that is unknown");
            TRY(raw_of(l, p, &raw));
        }
        keep(raw, (size_t)(row.period - l->rq->first), &row);
    }
}

static ErrCode read_one(Loader *l, const Place *p, int64_t max_vintage)
{
    AUTO(db_cursor_close) DbCursor *cursor = NULL;
    Raw *raw;
    PlaceList before = place_predecessors(l->book, p);
    TRY(sql_observation_of_place_open(l->op,
                                      &(ObservationOfPlaceArgs){ .series = l->series->id,
                                                                 .place = p->id,
                                                                 .first = l->rq->first,
                                                                 .last = l->rq->last,
                                                                 .max_vintage = max_vintage },
                                      &cursor));
    for (;;) {
        ObservationOfPlaceRow row;
        bool more;
        TRY(sql_observation_of_place_next(l->op, cursor, &row, &more));
        if (!more) break;
        TRY(raw_of(l, p, &raw));
        keep(raw, (size_t)(row.period - l->rq->first),
             &(ObservationRangeRow){ .status = row.status,
                                     .value = row.value,
                                     .value_known = row.value_known,
                                     .denominator = row.denominator,
                                     .denominator_known = row.denominator_known });
    }
    for (size_t i = 0; i < before.n; i++) TRY(read_one(l, before.v[i], max_vintage));
    return ERR_OK;
}

/* One place: its own cells, those it replaced, and for a larger area those of its councils. */
static ErrCode read_only(Loader *l, int64_t max_vintage)
{
    PlaceList members;
    const Place *p = l->rq->only;
    TRY(read_one(l, p, max_vintage));
    if (place_kind_is_council(p->kind) || l->raw[place_index(l->book, p)]) return ERR_OK;
    TRY(place_members(l->book, p, l->rq->geography_day, l->op->mem, &members, &l->op->err));
    for (size_t i = 0; i < members.n; i++) TRY(read_one(l, members.v[i], max_vintage));
    return ERR_OK;
}

static Figure add(Figure a, Figure b)
{
    if (a.parts == 0) return b;
    if (b.parts == 0) return a;
    return (Figure){ .state =
                         a.state == CELL_KNOWN && b.state == CELL_KNOWN ? CELL_KNOWN : CELL_UNKNOWN,
                     .parts = a.parts + b.parts,
                     .numerator = a.numerator + b.numerator,
                     .denominator = a.denominator + b.denominator };
}

/* What a figure weighs when places are merged: its denominator; of a measure without one, the
 * residents of about that year. */
static double weight(const Loader *l, const Place *p, const Raw *raw, size_t k)
{
    if (!l->series->measure || !isnan(raw->denominator[k])) return raw->denominator[k];
    int32_t day = period_start(l->series->period, l->rq->first + (int32_t)k);
    int64_t persons = place_population(l->book, p, date_from_days(day).year);
    return persons > 0 ? (double)persons : (double)NAN;
}

static Figure direct(const Loader *l, const Place *p, size_t k)
{
    const Raw *raw = l->raw[place_index(l->book, p)];
    if (!raw || raw->state[k] == CELL_ABSENT) return (Figure){ .state = CELL_ABSENT };
    double below = weight(l, p, raw, k);
    double numerator = l->series->rate ? raw->value[k] * below / l->series->per : raw->value[k];
    return (Figure){ .state = (CellState)raw->state[k],
                     .parts = 1,
                     .value = raw->value[k],
                     .numerator = numerator,
                     .denominator = below };
}

/* A council that it replaced as a whole.  Counties are left out: their figures are of other areas.
 */
static bool flows_in(const Loader *l, const Place *old, const Place *into)
{
    if (place_kind_is_council(old->kind) != place_kind_is_council(into->kind)) return false;
    return place_successors(l->book, old).n == 1;
}

/* The figure of a place and of all it replaced.  When the place has a figure of its own, those of
 * its predecessors are the rest of it (files that use old and new codes side by side); when it has
 * none, all predecessors must have one. */
static Figure gathered(const Loader *l, const Place *p, size_t k)
{
    Figure own = direct(l, p, k), sum = { .state = CELL_ABSENT };
    PlaceList before = place_predecessors(l->book, p);
    bool whole = true;
    for (size_t i = 0; i < before.n; i++) {
        if (!flows_in(l, before.v[i], p)) {
            whole =
                whole && place_kind_is_council(before.v[i]->kind) != place_kind_is_council(p->kind);
            continue;
        }
        Figure old = gathered(l, before.v[i], k);
        whole = whole && old.parts > 0;
        sum = add(sum, old);
    }
    if (own.parts) return add(own, sum);
    if (sum.parts && !whole) sum.state = CELL_UNKNOWN;
    return sum;
}

/* NAN unless known; a rate of several parts needs every denominator. */
static double settled(const Loader *l, const Figure *f)
{
    if (f->state != CELL_KNOWN) return (double)NAN;
    if (!l->series->rate) return f->numerator;
    if (f->parts == 1) return f->value;
    return f->denominator > 0 ? l->series->per * f->numerator / f->denominator : (double)NAN;
}

static void mark_carried(Loader *l, const Place *p)
{
    PlaceList before = place_predecessors(l->book, p);
    if (l->raw[place_index(l->book, p)]) l->raw[place_index(l->book, p)]->carried = true;
    for (size_t i = 0; i < before.n; i++)
        if (flows_in(l, before.v[i], p)) mark_carried(l, before.v[i]);
}

static bool has_data(const Loader *l, const Place *p)
{
    PlaceList before = place_predecessors(l->book, p);
    if (l->raw[place_index(l->book, p)]) return true;
    for (size_t i = 0; i < before.n; i++)
        if (flows_in(l, before.v[i], p) && has_data(l, before.v[i])) return true;
    return false;
}

static void add_row(Loader *l, const Place *p, size_t members, const double *v)
{
    for (size_t k = 0; k < l->periods; k++)
        if (!isnan(v[k])) {
            l->rows[l->rows_n++] = (GridRow){ p, members, v };
            return;
        }
}

/* One place under its own name: a council, or a larger area that the source itself gives. */
static ErrCode add_place(Loader *l, const Place *p)
{
    double *v;
    NEW(v, l->periods, l->op->mem, &l->op->err);
    for (size_t k = 0; k < l->periods; k++) {
        Figure f = gathered(l, p, k);
        v[k] = settled(l, &f);
        l->known[place_index(l->book, p)] += !isnan(v[k]);
    }
    mark_carried(l, p);
    add_row(l, p, 1, v);
    return ERR_OK;
}

static ErrCode add_councils(Loader *l)
{
    PlaceList all = place_all(l->book);
    for (size_t i = 0; i < all.n; i++)
        if (place_kind_is_council(all.v[i]->kind) && place_alive(all.v[i], l->rq->geography_day) &&
            has_data(l, all.v[i]))
            TRY(add_place(l, all.v[i]));
    return ERR_OK;
}

/* The members whose figures make the sum: those that have nearly as many as the fullest.  One that
 * appears now and then would make every other period look incomplete.  None at all when too few
 * remain, or but one. */
static ErrCode covered(const Loader *l, const Place *area, PlaceList *ret)
{
    PlaceList members;
    const Place **v;
    size_t n = 0, most = 1;
    TRY(place_members(l->book, area, l->rq->geography_day, l->op->mem, &members, &l->op->err));
    NEW(v, members.n + 1, l->op->mem, &l->op->err);
    for (size_t i = 0; i < members.n; i++) {
        size_t known = l->known[place_index(l->book, members.v[i])];
        if (known > most) most = known;
    }
    for (size_t i = 0; i < members.n; i++) {
        size_t known = l->known[place_index(l->book, members.v[i])];
        if ((double)known >= GRID_COVERAGE * (double)most) v[n++] = members.v[i];
    }
    bool enough = n > 1 && (double)n >= GRID_COVERAGE * (double)members.n;
    *ret = (PlaceList){ enough ? n : 0, v };
    return ERR_OK;
}

static ErrCode add_sum(Loader *l, const Place *area, PlaceList members)
{
    double *v;
    NEW(v, l->periods, l->op->mem, &l->op->err);
    for (size_t k = 0; k < l->periods; k++) {
        Figure sum = { .state = CELL_ABSENT };
        bool all = true;
        for (size_t i = 0; i < members.n && all; i++) {
            Figure one = gathered(l, members.v[i], k);
            all = one.state == CELL_KNOWN;
            sum = add(sum, one);
        }
        v[k] = all ? settled(l, &sum) : (double)NAN;
    }
    add_row(l, area, members.n, v);
    return ERR_OK;
}

typedef struct {
    size_t n;
    PlaceList v[512];
} SeenSets;

/* Two areas with the same covered councils would say the same thing twice. */
static bool seen(SeenSets *sets, PlaceList members)
{
    for (size_t i = 0; i < sets->n; i++)
        if (sets->v[i].n == members.n &&
            memcmp(sets->v[i].v, members.v, members.n * sizeof(const Place *)) == 0)
            return true;
    if (sets->n < sizeof sets->v / sizeof sets->v[0]) sets->v[sets->n++] = members;
    return false;
}

static ErrCode add_areas_of(Loader *l, PlaceKind kind, SeenSets *sets)
{
    PlaceList all = place_all(l->book), members;
    for (size_t i = 0; i < all.n; i++) {
        const Place *area = all.v[i];
        if (area->kind != kind || !place_alive(area, l->rq->geography_day)) continue;
        if (l->rq->only && area != l->rq->only) continue;
        if (has_data(l, area)) {
            TRY(add_place(l, area));
            continue;
        }
        TRY(covered(l, area, &members));
        if (members.n && !seen(sets, members)) TRY(add_sum(l, area, members));
    }
    return ERR_OK;
}

static ErrCode add_areas(Loader *l)
{
    static const PlaceKind order[] = { PLACE_COUNTY, PLACE_FORCE, PLACE_REGION, PLACE_COUNTRY };
    SeenSets *sets;
    if (!l->rq->areas) return ERR_OK;
    NEW(sets, 1, l->op->mem, &l->op->err);
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        TRY(add_areas_of(l, order[i], sets));
    return ERR_OK;
}

static ErrCode find_uncarried(Loader *l, PlaceList *ret)
{
    PlaceList all = place_all(l->book);
    const Place **v;
    size_t n = 0;
    NEW(v, all.n + 1, l->op->mem, &l->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const Raw *raw = l->raw[i];
        bool area = raw && !place_kind_is_council(raw->place->kind) && !l->rq->areas;
        if (raw && !raw->carried && !area) v[n++] = raw->place;
    }
    *ret = (PlaceList){ n, v };
    return ERR_OK;
}

static ErrCode newest_vintage(Op *op, const Series *s, const GridRequest *rq, int64_t *ret)
{
    VintageAsOfRows found;
    int64_t limit = rq->max_vintage ? rq->max_vintage : INT64_MAX;
    TRY(sql_vintage_as_of(op, s->id, rq->known_day, limit, &found));
    *ret = 0;
    if (found.n && found.v[0].earliest_known) *ret = found.v[0].earliest;
    if (found.n && found.v[0].newest_known) *ret = found.v[0].newest;
    return ERR_OK;
}

ErrCode grid_load(Op *op, const Series *s, const PlaceBook *book, const GridRequest *rq, Grid *ret)
{
    Loader l = { .op = op, .series = s, .book = book, .rq = rq };
    Grid g = { .first = rq->first };
    if (rq->last < rq->first || place_all(book).n == 0) {
        *ret = g;
        return ERR_OK;
    }
    g.periods = l.periods = (size_t)(rq->last - rq->first) + 1;
    TRY(newest_vintage(op, s, rq, &g.vintage_id));
    NEW(l.raw, place_all(book).n, op->mem, &op->err);
    NEW(l.rows, place_all(book).n, op->mem, &op->err);
    NEW(l.known, place_all(book).n, op->mem, &op->err);
    TRY(rq->only ? read_only(&l, g.vintage_id) : read_cells(&l, g.vintage_id));
    TRY(add_councils(&l));
    TRY(add_areas(&l));
    TRY(find_uncarried(&l, &g.uncarried));
    g.n = l.rows_n;
    g.rows = l.rows;
    *ret = g;
    return ERR_OK;
}

ErrCode grid_newest_period(Op *op, const Series *s, int32_t last, const GridRequest *known,
                           bool *ret_any, int32_t *ret_period)
{
    int64_t vintage;
    ObservationNewestPeriodRows found;
    TRY(newest_vintage(op, s, known, &vintage));
    TRY(sql_observation_newest_period(op, s->id, last, vintage, &found));
    *ret_any = found.n && found.v[0].period_known;
    if (*ret_any) *ret_period = (int32_t)found.v[0].period;
    return ERR_OK;
}

ErrCode grid_earliest_period(Op *op, const Series *s, const GridRequest *known, bool *ret_any,
                             int32_t *ret_period)
{
    int64_t vintage;
    ObservationEarliestPeriodRows found;
    TRY(newest_vintage(op, s, known, &vintage));
    TRY(sql_observation_earliest_period(op, s->id, vintage, &found));
    *ret_any = found.n && found.v[0].period_known;
    if (*ret_any) *ret_period = (int32_t)found.v[0].period;
    return ERR_OK;
}

typedef struct {
    int64_t series, vintage;
    bool any;
    int32_t first, last;
} Span;

static ErrCode widen(Op *op, const PlaceBook *book, const Place *p, Span *span)
{
    ObservationSpanRows found;
    PlaceList before = place_predecessors(book, p);
    TRY(sql_observation_span(op, span->series, p->id, span->vintage, &found));
    if (found.v[0].first_known) {
        int32_t first = (int32_t)found.v[0].first, last = (int32_t)found.v[0].last;
        span->first = span->any && span->first < first ? span->first : first;
        span->last = span->any && span->last > last ? span->last : last;
        span->any = true;
    }
    for (size_t i = 0; i < before.n; i++) TRY(widen(op, book, before.v[i], span));
    return ERR_OK;
}

ErrCode grid_span(Op *op, const Series *s, const PlaceBook *book, GridRequest *rq, bool *ret_any)
{
    Span span = { .series = s->id };
    PlaceList members;
    TRY(newest_vintage(op, s, rq, &span.vintage));
    TRY(widen(op, book, rq->only, &span));
    if (!span.any && !place_kind_is_council(rq->only->kind)) {
        TRY(place_members(book, rq->only, rq->geography_day, op->mem, &members, &op->err));
        for (size_t i = 0; i < members.n; i++) TRY(widen(op, book, members.v[i], &span));
    }
    *ret_any = span.any;
    if (!span.any) return ERR_OK;
    rq->first = span.first;
    rq->last = span.last;
    return ERR_OK;
}
