/* From the text of places.csv to a draft of the register. */
#include <math.h>
#include <stdlib.h>

#include "base/csv.h"
#include "base/date.h"
#include "places/register_priv.h"

enum { MAX_PLACES = 20000, COLUMNS = 15 };

static const char *const columns[COLUMNS] = {
    "code",     "name",      "kind",    "start_date",   "end_date",
    "county",   "region",    "force",   "predecessors", "aliases",
    "latitude", "longitude", "easting", "northing",     "area_km2",
};
enum { CODE, NAME, KIND, START, END, COUNTY, REGION, FORCE, BEFORE, ALIASES, LATITUDE };

typedef struct {
    Draft *d;
    bool header_read;
    size_t width;
    int at[COLUMNS]; /* column of the file, or -1 */
} Reading;

static ErrCode read_header(Reading *r, const CsvRow *row, Err *e)
{
    for (size_t k = 0; k < COLUMNS; k++) r->at[k] = -1;
    for (size_t i = 0; i < row->n; i++) {
        size_t k = 0;
        while (k < COLUMNS && !str_eq(row->v[i], str_of(columns[k]))) k++;
        if (k == COLUMNS)
            return err_set(e, ERR_INPUT, "%s line 1: '%.*s' is not a column of a register",
                           r->d->file, row->v[i].n > 40 ? 40 : (int)row->v[i].n, row->v[i].p);
        if (r->at[k] >= 0)
            return err_set(e, ERR_INPUT, "%s line 1: the column %s is there twice", r->d->file,
                           columns[k]);
        r->at[k] = (int)i;
    }
    for (size_t k = CODE; k <= KIND; k++)
        if (r->at[k] < 0)
            return err_set(e, ERR_INPUT, "%s line 1: the column %s is needed", r->d->file,
                           columns[k]);
    r->width = row->n;
    r->header_read = true;
    return ERR_OK;
}

static Str field(const Reading *r, const CsvRow *row, size_t k)
{
    return r->at[k] < 0 ? (Str){ 0, "" } : str_trim(row->v[r->at[k]]);
}

static ErrCode read_day(Str s, const char *what, int32_t otherwise, int32_t *ret, Err *e)
{
    *ret = otherwise;
    return s.n ? date_parse(s, what, ret, e) : ERR_OK;
}

static ErrCode read_dates(const Reading *r, const CsvRow *row, DraftPlace *v, Err *e)
{
    TRY(read_day(field(r, row, START), "start_date", PLACE_DAY_OPEN_START, &v->p.start_day, e));
    TRY(read_day(field(r, row, END), "end_date", PLACE_DAY_OPEN_END, &v->p.end_day, e));
    v->end_given = field(r, row, END).n > 0;
    if (v->p.end_day <= v->p.start_day)
        return err_set(e, ERR_INPUT, "end_date: is not after start_date");
    return ERR_OK;
}

static ErrCode read_numbers(const Reading *r, const CsvRow *row, Place *p, Err *e)
{
    const struct {
        double *field, least, most;
    } bounds[] = { { &p->latitude, 49, 61 },
                   { &p->longitude, -9, 3 },
                   { &p->easting, 0, 700000 },
                   { &p->northing, 0, 1300000 },
                   { &p->area_km2, 0.01, 140000 } };
    for (size_t k = 0; k < sizeof bounds / sizeof bounds[0]; k++) {
        Str s = field(r, row, LATITUDE + k);
        *bounds[k].field = (double)NAN;
        if (s.n == 0) continue;
        TRY(str_f64(s, columns[LATITUDE + k], bounds[k].field, e));
        if (*bounds[k].field < bounds[k].least || *bounds[k].field > bounds[k].most)
            return err_set(e, ERR_INPUT, "%s: %.*s is not between %g and %g", columns[LATITUDE + k],
                           STR_ARG(s), bounds[k].least, bounds[k].most);
    }
    if (isnan(p->latitude) != isnan(p->longitude) || isnan(p->easting) != isnan(p->northing))
        return err_set(e, ERR_INPUT, "one coordinate is given without the other");
    return ERR_OK;
}

static bool is_code(Str s)
{
    if (s.n != 9 || s.p[0] != 'E') return false;
    for (size_t i = 1; i < 9; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return true;
}

static ErrCode read_names(const Reading *r, const CsvRow *row, DraftPlace *v, Err *e)
{
    Arena *mem = r->d->op->mem;
    FoldedName f;
    Str rest, alias;
    v->p.name = arena_str(mem, field(r, row, NAME));
    v->aliases = arena_str(mem, field(r, row, ALIASES));
    if (!name_fold(v->p.name, &f))
        return err_set(e, ERR_INPUT, "name: expected 1 to %d bytes with a letter", NAME_MAX_BYTES);
    rest = v->aliases;
    while (str_split(&rest, '|', &alias))
        if (alias.n && !name_fold(alias, &f))
            return err_set(e, ERR_INPUT, "aliases: '%.*s' is no name",
                           alias.n > 40 ? 40 : (int)alias.n, alias.p);
    return ERR_OK;
}

static ErrCode read_place(const Reading *r, const CsvRow *row, DraftPlace *v, Err *e)
{
    Arena *mem = r->d->op->mem;
    if (row->n != r->width)
        return err_set(e, ERR_INPUT, "%zu columns, %zu expected", row->n, r->width);
    v->p.code = arena_str(mem, field(r, row, CODE));
    if (!is_code(v->p.code))
        return err_set(e, ERR_INPUT, "code: '%.*s' is not E and 8 digits",
                       v->p.code.n > 40 ? 40 : (int)v->p.code.n, v->p.code.p);
    TRY(read_names(r, row, v, e));
    TRY(place_kind_parse(field(r, row, KIND), &v->p.kind, e));
    TRY(read_dates(r, row, v, e));
    v->p.county = arena_str(mem, field(r, row, COUNTY));
    v->p.region = arena_str(mem, field(r, row, REGION));
    v->p.force = arena_str(mem, field(r, row, FORCE));
    v->predecessors = arena_str(mem, field(r, row, BEFORE));
    return read_numbers(r, row, &v->p, e);
}

static ErrCode add(Draft *d, const DraftPlace *v)
{
    if (d->n == d->room) {
        size_t room = d->room ? 2 * d->room : 1024;
        DraftPlace *more;
        if (d->n >= MAX_PLACES)
            return err_set(&d->op->err, ERR_LIMIT, "%s: more than %d places", d->file, MAX_PLACES);
        NEW(more, room, d->op->mem, &d->op->err);
        if (d->n) memcpy(more, d->v, d->n * sizeof *more);
        d->v = more;
        d->room = room;
    }
    d->v[d->n++] = *v;
    return ERR_OK;
}

static ErrCode on_row(void *context, const CsvRow *row, Err *e)
{
    Reading *r = context;
    DraftPlace v = { .line = row->line };
    Err why;
    if (!r->header_read) return read_header(r, row, e);
    ErrCode code = read_place(r, row, &v, &why);
    if (code == ERR_INPUT)
        return err_set(e, ERR_INPUT, "%s line %lld: %s", r->d->file, (long long)row->line,
                       why.message);
    if (code == ERR_OK) code = add(r->d, &v);
    if (code != ERR_OK) *e = r->d->op->err;
    return code;
}

static int order_drafts(const void *a, const void *b)
{
    const DraftPlace *x = a, *y = b;
    int order = name_order(x->p.code, y->p.code);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

DraftPlace *draft_find(const Draft *d, Str code)
{
    for (size_t low = 0, high = d->n; low < high;) {
        size_t mid = low + (high - low) / 2;
        int order = name_order(d->v[mid].p.code, code);
        if (order == 0) return &d->v[mid];
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

/* A row of the file stands for the stored place of its code; two rows of one code are a fault. */
static ErrCode merge(Draft *d)
{
    size_t n = 0;
    qsort(d->v, d->n, sizeof *d->v, order_drafts);
    for (size_t i = 0; i < d->n; i++) {
        DraftPlace *v = &d->v[i], *last = n ? &d->v[n - 1] : NULL;
        if (!last || !str_eq(last->p.code, v->p.code)) {
            d->v[n++] = *v;
            continue;
        }
        if (last->line)
            return err_set(&d->op->err, ERR_INPUT,
                           "%s line %lld: code: %.*s stands in line %lld too", d->file,
                           (long long)v->line, STR_ARG(v->p.code), (long long)last->line);
        v->stored = last->stored;
        v->p.id = last->p.id;
        d->v[n - 1] = *v;
    }
    d->n = n;
    return ERR_OK;
}

ErrCode draft_read(Draft *d, Str text)
{
    Reading r = { .d = d };
    PlaceList all = place_all(d->book);
    for (size_t i = 0; i < all.n; i++)
        TRY(add(d, &(DraftPlace){ .p = *all.v[i], .stored = all.v[i] }));
    TRY(csv_read_text(text, on_row, &r, &d->op->err));
    if (!r.header_read) return err_set(&d->op->err, ERR_INPUT, "%s: the file is empty", d->file);
    return merge(d);
}
