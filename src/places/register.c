#include "places/register.h"

#include <math.h>

#include "access/account.h"
#include "access/audit.h"
#include "base/csv.h"
#include "base/date.h"
#include "base/embed.h"
#include "places/place_sql_priv.h"
#include "places/register_priv.h"

static bool same_number(double a, double b)
{
    return (isnan(a) && isnan(b)) || fabs(a - b) < 1e-9;
}

static bool same_place(const Place *a, const Place *b)
{
    return str_eq(a->name, b->name) && a->kind == b->kind && a->start_day == b->start_day &&
           a->end_day == b->end_day && str_eq(a->county, b->county) &&
           str_eq(a->region, b->region) && str_eq(a->force, b->force) &&
           same_number(a->latitude, b->latitude) && same_number(a->longitude, b->longitude) &&
           same_number(a->easting, b->easting) && same_number(a->northing, b->northing) &&
           same_number(a->area_km2, b->area_km2);
}

/* The nullable columns of a place as queries take them. */
typedef struct {
    int64_t start, end;
} Days;

static const int64_t *day_or_null(const int64_t *day, int32_t open)
{
    return *day == open ? NULL : day;
}

static const Str *text_or_null(const Str *s)
{
    return s->n ? s : NULL;
}

static const double *number_or_null(const double *x)
{
    return isnan(*x) ? NULL : x;
}

static ErrCode insert_place(Op *op, Place *p)
{
    const Days d = { p->start_day, p->end_day };
    PlaceInsertRows made;
    TRY(sql_place_insert(
        op,
        &(PlaceInsertArgs){ .code = p->code,
                            .name = p->name,
                            .kind = str_of(place_kind_name(p->kind)),
                            .start_day = day_or_null(&d.start, PLACE_DAY_OPEN_START),
                            .end_day = day_or_null(&d.end, PLACE_DAY_OPEN_END),
                            .county = text_or_null(&p->county),
                            .region = text_or_null(&p->region),
                            .force = text_or_null(&p->force),
                            .latitude = number_or_null(&p->latitude),
                            .longitude = number_or_null(&p->longitude),
                            .easting = number_or_null(&p->easting),
                            .northing = number_or_null(&p->northing),
                            .area_km2 = number_or_null(&p->area_km2) },
        &made));
    p->id = made.v[0].id;
    return ERR_OK;
}

static ErrCode update_place(Op *op, const Place *p)
{
    const Days d = { p->start_day, p->end_day };
    return sql_place_update(
        op, &(PlaceUpdateArgs){ .id = p->id,
                                .name = p->name,
                                .kind = str_of(place_kind_name(p->kind)),
                                .start_day = day_or_null(&d.start, PLACE_DAY_OPEN_START),
                                .end_day = day_or_null(&d.end, PLACE_DAY_OPEN_END),
                                .county = text_or_null(&p->county),
                                .region = text_or_null(&p->region),
                                .force = text_or_null(&p->force),
                                .latitude = number_or_null(&p->latitude),
                                .longitude = number_or_null(&p->longitude),
                                .easting = number_or_null(&p->easting),
                                .northing = number_or_null(&p->northing),
                                .area_km2 = number_or_null(&p->area_km2) });
}

static ErrCode write_place(Op *op, DraftPlace *v, RegisterFacts *facts)
{
    if (!v->stored) {
        facts->places_added++;
        return insert_place(op, &v->p);
    }
    if (same_place(&v->p, v->stored)) return ERR_OK;
    facts->places_changed++;
    return update_place(op, &v->p);
}

static bool has_text(PlaceAliases list, Str s)
{
    for (size_t i = 0; i < list.n; i++)
        if (str_eq(list.v[i], s)) return true;
    return false;
}

/* Two spellings of one row may fold to the same text: only the first is kept. */
static ErrCode write_aliases(Op *op, const PlaceBook *book, const DraftPlace *v,
                             RegisterFacts *facts)
{
    PlaceAliases stored = v->stored ? place_aliases(book, v->stored) : (PlaceAliases){ 0, NULL };
    Str rest = v->aliases, alias, *added;
    size_t n = 0;
    NEW(added, v->aliases.n + 1, op->mem, &op->err);
    while (str_split(&rest, '|', &alias)) {
        FoldedName f;
        if (!name_fold(alias, &f)) continue;
        Str text = name_text(&f);
        if (has_text(stored, text) || has_text((PlaceAliases){ n, added }, text)) continue;
        added[n++] = arena_str(op->mem, text);
        facts->aliases_added++;
        TRY(sql_place_alias_insert(op, v->p.id, text));
    }
    return ERR_OK;
}

static ErrCode write_draft(Draft *d, RegisterFacts *facts)
{
    for (size_t i = 0; i < d->n; i++) TRY(write_place(d->op, &d->v[i], facts));
    for (size_t i = 0; i < d->n; i++) {
        ArenaMark mark = arena_mark(d->op->mem);
        if (d->v[i].line) TRY(write_aliases(d->op, d->book, &d->v[i], facts));
        arena_back(d->op->mem, mark);
    }
    for (size_t i = 0; i < d->links_n; i++) {
        const DraftLink *link = &d->links[i];
        if (link->stored) continue;
        facts->successions_added++;
        TRY(sql_place_succession_insert(d->op, d->v[link->old].p.id, d->v[link->new].p.id));
    }
    return ERR_OK;
}

static ErrCode note_changes(Op *op, const RegisterFile *file, RegisterFacts *facts)
{
    int64_t before = facts->changed;
    facts->changed = facts->places_added + facts->places_changed + facts->aliases_added +
                     facts->successions_added + facts->neighbours_added +
                     facts->populations_changed;
    if (facts->changed == before) return ERR_OK;
    return audit_add(op, STR("places.load"), str_of(file->name),
                     arena_fmt(op->mem, "%lld entries of the register added or changed",
                               (long long)(facts->changed - before)));
}

ErrCode register_load_places(Op *op, const RegisterFile *file, RegisterFacts *facts)
{
    Draft d = { .op = op, .file = file->name };
    TRY(account_require(op, MAY_ADMINISTER));
    TRY(place_book_load(op, &d.book));
    TRY(draft_read(&d, file->text));
    TRY(draft_complete(&d));
    TRY(write_draft(&d, facts));
    return note_changes(op, file, facts);
}

/* The two simple files: a header of known columns, then rows. */
typedef struct {
    Op *op;
    const PlaceBook *book;
    const RegisterFile *file;
    RegisterFacts *facts;
    const char *const *columns;
    size_t columns_n;
    bool header_read;
    ErrCode (*row)(void *reading, const CsvRow *row, Err *e);
} Reading;

static ErrCode check_header(Reading *r, const CsvRow *row, Err *e)
{
    bool good = row->n == r->columns_n;
    for (size_t i = 0; good && i < row->n; i++) good = str_eq(row->v[i], str_of(r->columns[i]));
    if (!good)
        return err_set(e, ERR_INPUT, "%s line 1: expected %zu columns, %s first", r->file->name,
                       r->columns_n, r->columns[0]);
    r->header_read = true;
    return ERR_OK;
}

static ErrCode on_row(void *context, const CsvRow *row, Err *e)
{
    Reading *r = context;
    Err why;
    if (!r->header_read) return check_header(r, row, e);
    ErrCode code = row->n == r->columns_n ? r->row(r, row, &why)
                                          : err_set(&why, ERR_INPUT, "%zu columns, %zu expected",
                                                    row->n, r->columns_n);
    if (code == ERR_OK) return ERR_OK;
    return err_set(e, code, "%s line %lld: %s", r->file->name, (long long)row->line, why.message);
}

static ErrCode find_code(const Reading *r, Str code, const char *column, const Place **ret, Err *e)
{
    *ret = place_by_code(r->book, code);
    if (*ret) return ERR_OK;
    return err_set(e, ERR_INPUT, "%s: the register has no '%.*s'", column,
                   code.n > 40 ? 40 : (int)code.n, code.p);
}

static bool borders(const PlaceBook *book, const Place *a, const Place *b)
{
    PlaceList list = book->neighbours[place_index(book, a)];
    for (size_t i = 0; i < list.n; i++)
        if (list.v[i] == b) return true;
    return false;
}

static ErrCode neighbour_row(void *context, const CsvRow *row, Err *e)
{
    Reading *r = context;
    const Place *a, *b;
    TRY(find_code(r, row->v[0], "a", &a, e));
    TRY(find_code(r, row->v[1], "b", &b, e));
    if (a == b) return err_set(e, ERR_INPUT, "b: a place has no border with itself");
    if (borders(r->book, a, b)) return ERR_OK;
    r->facts->neighbours_added++;
    int64_t low = a->id < b->id ? a->id : b->id, high = a->id < b->id ? b->id : a->id;
    if (sql_place_neighbour_insert(r->op, low, high) == ERR_OK) return ERR_OK;
    if (r->op->err.code == ERR_CONFLICT) return err_set(e, ERR_INPUT, "the pair is there twice");
    *e = r->op->err;
    return e->code;
}

static ErrCode population_row(void *context, const CsvRow *row, Err *e)
{
    Reading *r = context;
    const Place *p;
    int64_t year, persons;
    TRY(find_code(r, row->v[0], "code", &p, e));
    TRY(str_int(row->v[1], "year", &year, e));
    TRY(str_int(row->v[2], "population", &persons, e));
    if (year < DATE_FIRST_YEAR || year > DATE_LAST_YEAR)
        return err_set(e, ERR_INPUT, "year: expected %d to %d", DATE_FIRST_YEAR, DATE_LAST_YEAR);
    if (persons < 0 || persons > 100000000)
        return err_set(e, ERR_INPUT, "population: expected 0 to 100000000");
    if (row->v[3].n == 0 || row->v[3].n > 80)
        return err_set(e, ERR_INPUT, "source: expected 1 to 80 bytes");
    PlacePopulations known = place_populations(r->book, p);
    for (size_t i = 0; i < known.n; i++)
        if (known.v[i].year == year && str_eq(known.v[i].source, row->v[3]) &&
            known.v[i].population == persons)
            return ERR_OK;
    r->facts->populations_changed++;
    ErrCode code = sql_place_population_put(r->op, p->id, year, row->v[3], persons);
    if (code != ERR_OK) *e = r->op->err;
    return code;
}

static ErrCode load_simple(Reading *r)
{
    TRY(account_require(r->op, MAY_ADMINISTER));
    TRY(place_book_load(r->op, &r->book));
    TRY(csv_read_text(r->file->text, on_row, r, &r->op->err));
    if (!r->header_read)
        return err_set(&r->op->err, ERR_INPUT, "%s: the file is empty", r->file->name);
    return note_changes(r->op, r->file, r->facts);
}

ErrCode register_load_neighbours(Op *op, const RegisterFile *file, RegisterFacts *facts)
{
    static const char *const columns[] = { "a", "b" };
    return load_simple(&(Reading){ .op = op,
                                   .file = file,
                                   .facts = facts,
                                   .columns = columns,
                                   .columns_n = 2,
                                   .row = neighbour_row });
}

ErrCode register_load_populations(Op *op, const RegisterFile *file, RegisterFacts *facts)
{
    static const char *const columns[] = { "code", "year", "population", "source" };
    return load_simple(&(Reading){ .op = op,
                                   .file = file,
                                   .facts = facts,
                                   .columns = columns,
                                   .columns_n = 4,
                                   .row = population_row });
}

static ErrCode load_carried(Op *op, const char *name,
                            ErrCode (*load)(Op *op, const RegisterFile *file, RegisterFacts *facts),
                            RegisterFacts *facts)
{
    const EmbeddedFile *file = embed_find(str_of(name));
    if (!file) return err_set(&op->err, ERR_BUG, "%s is not in the program", name);
    return load(op, &(RegisterFile){ .name = name, .text = file->bytes }, facts);
}

ErrCode register_load_default(Op *op, RegisterFacts *ret)
{
    RegisterFacts facts = { .changed = 0 };
    TRY(load_carried(op, "data/places/places.csv", register_load_places, &facts));
    TRY(load_carried(op, "data/places/neighbours.csv", register_load_neighbours, &facts));
    TRY(load_carried(op, "data/places/populations.csv", register_load_populations, &facts));
    *ret = facts;
    return ERR_OK;
}
