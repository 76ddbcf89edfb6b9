/* Where the places are. */
#include <math.h>
#include <stdlib.h>

#include "compute/scan_data.h"

static int compare_text(Str a, Str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int way = n ? memcmp(a.p, b.p, n) : 0;
    return way ? way : (a.n > b.n) - (a.n < b.n);
}

static int compare_names(const void *a, const void *b)
{
    return compare_text(*(const Str *)a, *(const Str *)b);
}

ErrCode scan_names(const Frame *f, size_t col, Arena *mem, ScanNames *ret, Err *e)
{
    Str *v;
    size_t n = 0;
    NEW(v, f->rows + 1, mem, e);
    for (size_t i = 0; i < f->rows; i++)
        if (n == 0 || !str_eq(v[n - 1], frame_cell(f, i, col))) v[n++] = frame_cell(f, i, col);
    qsort(v, n, sizeof *v, compare_names);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || !str_eq(v[kept - 1], v[i])) v[kept++] = v[i];
    *ret = (ScanNames){ kept, v };
    return ERR_OK;
}

ErrCode scan_name_find(ScanFinder *find, const Frame *f, size_t row, size_t col, Err *e)
{
    const ScanNames *names = find->names;
    Str s = frame_cell(f, row, col);
    size_t low = 0, high = names->n;
    if (find->at < names->n && str_eq(names->v[find->at], s)) return ERR_OK;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int way = compare_text(s, names->v[middle]);
        if (way == 0) {
            find->at = middle;
            return ERR_OK;
        }
        if (way < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return frame_fault(f, row, col, find->expected, e);
}

typedef struct {
    Str name;
    size_t row;
} Row;

static int compare_rows(const void *a, const void *b)
{
    const Row *x = a, *y = b;
    int way = compare_text(x->name, y->name);
    return way ? way : (x->row > y->row) - (x->row < y->row);
}

static ErrCode read_points(const ScanData *d, const Frame *f, bool globe, const Row *order,
                           ScanPoint *point)
{
    static const FrameRange any = { -1e12, 1e12 }, lat = { -90.0, 90.0 }, lon = { -360.0, 360.0 };
    const ProcedureCall *c = d->c;
    double *x, *y;
    TRY(frame_numbers(f, globe ? "lat" : "x", globe ? lat : any, c->mem, &x, c->err));
    TRY(frame_numbers(f, globe ? "long" : "y", globe ? lon : any, c->mem, &y, c->err));
    for (size_t i = 0; i < f->rows; i++) {
        size_t row = order[i].row, col;
        bool first = isnan(x[row]);
        TRY(frame_column(f, globe ? (first ? "lat" : "long") : (first ? "x" : "y"), &col, c->err));
        if (isnan(x[row]) || isnan(y[row])) return frame_fault(f, row, col, "a number", c->err);
        point[i] = globe ? stat_scan_globe(x[row], y[row]) : (ScanPoint){ { x[row], y[row] } };
    }
    return ERR_OK;
}

static ErrCode sort_places(ScanData *d, const Frame *f, Row **ret_order)
{
    const ProcedureCall *c = d->c;
    size_t col;
    Str *name;
    Row *order = NULL;
    TRY(frame_column(f, "place", &col, c->err));
    NEW(order, f->rows + 1, c->mem, c->err);
    NEW(name, f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < f->rows; i++) {
        order[i] = (Row){ frame_cell(f, i, col), i };
        if (order[i].name.n == 0) return frame_fault(f, i, col, "the name of a place", c->err);
    }
    qsort(order, f->rows, sizeof *order, compare_rows);
    for (size_t i = 0; i < f->rows; i++) {
        name[i] = order[i].name;
        if (i && str_eq(name[i - 1], name[i]))
            return frame_fault(f, order[i].row, col, "there once", c->err);
    }
    d->place = (ScanNames){ f->rows, name };
    *ret_order = order;
    return ERR_OK;
}

ErrCode scan_places_read(ScanData *d)
{
    static const Str all[] = { { 3, "All" } };
    const ProcedureCall *c = d->c;
    const Frame *f = c->in[SCAN_PLACES];
    ScanPoint *point;
    Row *order = NULL;
    size_t unused;
    if (d->s->analysis == SCAN_TEMPORAL) {
        d->place = (ScanNames){ 1, all };
        return ERR_OK;
    }
    if (!f)
        return err_set(
            c->err, ERR_INPUT,
            "--places: expected a CSV file with the columns place,x,y or place,lat,long");
    bool globe = d->s->latlong_set ? d->s->latlong : frame_has(f, "lat", &unused);
    if (!globe && d->s->km)
        buf_add(c->notes, STR("maxSpatial: km are taken as the unit of x and y\n"));
    TRY(sort_places(d, f, &order));
    NEW(point, f->rows + 1, c->mem, c->err);
    TRY(read_points(d, f, globe, order, point));
    d->point = point;
    return ERR_OK;
}
