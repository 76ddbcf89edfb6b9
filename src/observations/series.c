#include "observations/series.h"

#include <math.h>

#include "access/account.h"
#include "access/audit.h"
#include "base/embed.h"
#include "base/ini.h"
#include "observations/series_sql_priv.h"

enum { MAX_BREAKS = 64 };

typedef struct {
    Op *op;
    Series s;
    Str kind, period;
    bool period_known;
    SeriesBreak breaks[MAX_BREAKS];
    size_t breaks_n;
    Str break_section;
} Definition;

/* An indented line comes as the same key again: it goes on with the text. */
static void set_text(Arena *mem, Str *field, Str value)
{
    *field = field->n ? arena_fmt(mem, "%.*s %.*s", STR_ARG(*field), STR_ARG(value))
                      : arena_str(mem, value);
}

static ErrCode set_flag(Str value, const char *key, bool *field, Err *e)
{
    if (!str_eq(value, STR("true")) && !str_eq(value, STR("false")))
        return err_set(e, ERR_INPUT, "%s: expected true or false", key);
    *field = str_eq(value, STR("true"));
    return ERR_OK;
}

static ErrCode check_word(Str value, const char *key, const char *const words[], Err *e)
{
    for (size_t i = 0; words[i]; i++)
        if (str_eq(value, str_of(words[i]))) return ERR_OK;
    return err_set(e, ERR_INPUT, "%s: '%.*s' is not a word it may be", key,
                   value.n > 40 ? 40 : (int)value.n, value.p);
}

static ErrCode set_key(Definition *d, Str key, Str value, Err *e)
{
    const struct {
        const char *name;
        Str *field;
    } texts[] = { { "title", &d->s.title },     { "counted", &d->s.counted },
                  { "unit", &d->s.unit },       { "direction", &d->s.direction },
                  { "source", &d->s.source },   { "visibility", &d->s.visibility },
                  { "licence", &d->s.licence }, { "caveat", &d->s.caveat },
                  { "mapping", &d->s.mapping }, { "kind", &d->kind },
                  { "period", &d->period } };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (str_eq(key, str_of(texts[i].name))) {
            set_text(d->op->mem, texts[i].field, value);
            return ERR_OK;
        }
    if (str_eq(key, STR("per"))) return str_f64(value, "per", &d->s.per, e);
    if (str_eq(key, STR("watch"))) return set_flag(value, "watch", &d->s.watch, e);
    if (str_eq(key, STR("example"))) return set_flag(value, "example", &d->s.example, e);
    return err_set(e, ERR_INPUT, "'%.*s' is not a key of a series", key.n > 40 ? 40 : (int)key.n,
                   key.p);
}

static ErrCode start_break(Definition *d, Str section, Err *e)
{
    Str when = str_trim((Str){ section.n - 5, section.p + 5 });
    TRY(period_unit_parse(d->period, &d->s.period, e));
    if (d->breaks_n == MAX_BREAKS) return err_set(e, ERR_LIMIT, "more than %d breaks", MAX_BREAKS);
    SeriesBreak *b = &d->breaks[d->breaks_n];
    TRY(period_parse(d->s.period, when, "break", &b->period, e));
    if (d->breaks_n && b->period <= d->breaks[d->breaks_n - 1].period)
        return err_set(e, ERR_INPUT, "breaks must be in order of time");
    d->breaks_n++;
    d->break_section = arena_str(d->op->mem, section);
    return ERR_OK;
}

static ErrCode on_entry(void *context, Str section, Str key, Str value, Err *e)
{
    Definition *d = context;
    if (str_eq(section, STR("series"))) return set_key(d, key, value, e);
    if (!str_starts(section, STR("break")))
        return err_set(e, ERR_INPUT, "expected [series] or [break PERIOD]");
    if (!str_eq(section, d->break_section)) TRY(start_break(d, section, e));
    if (!str_eq(key, STR("reason"))) return err_set(e, ERR_INPUT, "a break has only a reason");
    set_text(d->op->mem, &d->breaks[d->breaks_n - 1].reason, value);
    return ERR_OK;
}

static ErrCode check_definition(Definition *d, Str code, Err *e)
{
    static const char *const kinds[] = { "count", "rate", "measure", NULL };
    static const char *const directions[] = { "up", "down", "both", "none", NULL };
    static const char *const visibilities[] = { "public", "partners", "office", NULL };
    if (code.n == 0 || code.n > 80) return err_set(e, ERR_INPUT, "code: expected 1 to 80 bytes");
    for (size_t i = 0; i < code.n; i++)
        if (!memchr("abcdefghijklmnopqrstuvwxyz0123456789-", code.p[i], 37))
            return err_set(e, ERR_INPUT, "code '%.*s': expected a-z, 0-9 and -", STR_ARG(code));
    TRY(period_unit_parse(d->period, &d->s.period, e));
    TRY(check_word(d->kind, "kind", kinds, e));
    TRY(check_word(d->s.direction, "direction", directions, e));
    TRY(check_word(d->s.visibility, "visibility", visibilities, e));
    const Str needed[] = { d->s.title, d->s.counted, d->s.unit, d->s.source, d->s.licence };
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (needed[i].n == 0)
            return err_set(e, ERR_INPUT, "title, counted, unit, source and licence are needed");
    if (!(d->s.per > 0)) return err_set(e, ERR_INPUT, "per: expected more than 0");
    d->s.measure = str_eq(d->kind, STR("measure"));
    d->s.rate = d->s.measure || str_eq(d->kind, STR("rate"));
    return ERR_OK;
}

static bool same(const Series *a, const Series *b)
{
    const Str left[] = { a->title,  a->counted, a->unit,   a->direction, a->visibility,
                         a->source, a->licence, a->caveat, a->mapping };
    const Str right[] = { b->title,  b->counted, b->unit,   b->direction, b->visibility,
                          b->source, b->licence, b->caveat, b->mapping };
    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++)
        if (!str_eq(left[i], right[i])) return false;
    if (a->period != b->period || a->rate != b->rate || a->measure != b->measure ||
        a->per != b->per)
        return false;
    if (a->watch != b->watch || a->example != b->example || a->breaks_n != b->breaks_n)
        return false;
    for (size_t i = 0; i < a->breaks_n; i++)
        if (a->breaks[i].period != b->breaks[i].period ||
            !str_eq(a->breaks[i].reason, b->breaks[i].reason))
            return false;
    return true;
}

static ErrCode store(Op *op, const Definition *d, Str code)
{
    const Series *s = &d->s;
    SeriesUpsertRows made;
    TRY(sql_series_upsert(op,
                          &(SeriesUpsertArgs){ .code = code,
                                               .title = s->title,
                                               .counted = s->counted,
                                               .unit = s->unit,
                                               .period = str_of(period_unit_name(s->period)),
                                               .kind = s->rate ? STR("rate") : STR("count"),
                                               .measure = s->measure,
                                               .per = s->per,
                                               .direction = s->direction,
                                               .visibility = s->visibility,
                                               .source = s->source,
                                               .licence = s->licence,
                                               .caveat = s->caveat,
                                               .mapping = s->mapping,
                                               .watch = s->watch,
                                               .example = s->example },
                          &made));
    int64_t id = made.v[0].id;
    TRY(sql_series_breaks_clear(op, id));
    for (size_t i = 0; i < d->breaks_n; i++)
        TRY(sql_series_break_add(op, id, d->breaks[i].period, d->breaks[i].reason));
    return audit_add(op, STR("observations.series_define"), code,
                     arena_fmt(op->mem, "%zu breaks", d->breaks_n));
}

const Series *series_in(const SeriesList *all, Str code)
{
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(all->v[i].code, code)) return &all->v[i];
    return NULL;
}

static ErrCode find_quietly(Op *op, Str code, Series *ret, bool *ret_found)
{
    SeriesList all;
    TRY(series_list(op, &all));
    const Series *s = series_in(&all, code);
    if (s) *ret = *s;
    *ret_found = s != NULL;
    return ERR_OK;
}

ErrCode series_define(Op *op, Str code, Str definition, bool *ret_changed)
{
    Series stored;
    bool found;
    Definition *d;
    TRY(account_require(op, MAY_IMPORT));
    NEW(d, 1, op->mem, &op->err);
    d->op = op;
    d->s.per = 1.0;
    Str name = arena_fmt(op->mem, "series %.*s", STR_ARG(code));
    TRY(ini_read(definition, name.p, on_entry, d, &op->err));
    TRY(check_definition(d, code, &op->err));
    d->s.breaks = d->breaks;
    d->s.breaks_n = d->breaks_n;
    TRY(find_quietly(op, code, &stored, &found));
    *ret_changed = !found || !same(&stored, &d->s);
    if (found && (stored.period != d->s.period || stored.rate != d->s.rate ||
                  stored.measure != d->s.measure)) {
        Vintages v;
        TRY(series_vintages(op, &stored, &v));
        if (v.n)
            return err_set(&op->err, ERR_CONFLICT,
                           "series %.*s has values: its period and kind cannot change",
                           STR_ARG(code));
    }
    return *ret_changed ? store(op, d, code) : ERR_OK;
}

ErrCode series_load_defaults(Op *op, int64_t *ret_changed)
{
    Str folder = STR("data/series/"), ending = STR(".ini");
    *ret_changed = 0;
    for (size_t i = 0; i < embedded_count; i++) {
        Str name = str_of(embedded_list[i].name);
        bool changed;
        if (!str_starts(name, folder)) continue;
        Str code = { name.n - folder.n - ending.n, name.p + folder.n };
        TRY(series_define(op, code, embedded_list[i].bytes, &changed));
        *ret_changed += changed;
    }
    return ERR_OK;
}

static ErrCode from_row(Op *op, const SeriesAllRow *r, Series *s)
{
    *s = (Series){ .id = r->id,
                   .code = r->code,
                   .title = r->title,
                   .counted = r->counted,
                   .unit = r->unit,
                   .rate = str_eq(r->kind, STR("rate")),
                   .measure = r->measure != 0,
                   .per = r->per,
                   .direction = r->direction,
                   .visibility = r->visibility,
                   .source = r->source,
                   .licence = r->licence,
                   .caveat = r->caveat,
                   .mapping = r->mapping,
                   .watch = r->watch != 0,
                   .example = r->example != 0 };
    return period_unit_parse(r->period, &s->period, &op->err);
}

/* Breaks come in order of series: each series views its own run of them. */
static ErrCode attach_breaks(Op *op, Series *v, size_t n)
{
    SeriesBreaksAllRows rows;
    SeriesBreak *b = NULL;
    TRY(sql_series_breaks_all(op, &rows));
    if (rows.n) NEW(b, rows.n, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        b[i] = (SeriesBreak){ (int32_t)rows.v[i].period, rows.v[i].reason };
        for (size_t k = 0; k < n; k++) {
            if (v[k].id != rows.v[i].series_id) continue;
            if (v[k].breaks_n++ == 0) v[k].breaks = &b[i];
        }
    }
    return ERR_OK;
}

ErrCode series_list(Op *op, SeriesList *ret)
{
    SeriesAllRows rows;
    Series *v = NULL;
    TRY(sql_series_all(op, &rows));
    if (rows.n) NEW(v, rows.n, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) TRY(from_row(op, &rows.v[i], &v[i]));
    TRY(attach_breaks(op, v, rows.n));
    *ret = (SeriesList){ rows.n, v };
    return ERR_OK;
}

ErrCode series_find(Op *op, Str code, Series *ret)
{
    bool found;
    TRY(find_quietly(op, code, ret, &found));
    if (found) return ERR_OK;
    return err_set(&op->err, ERR_MISSING,
                   "--series: no series '%.*s'; belfry series list names them, belfry series add "
                   "makes one",
                   code.n > 80 ? 80 : (int)code.n, code.p);
}

const SeriesBreak *series_break_before(const Series *s, int32_t period)
{
    const SeriesBreak *last = NULL;
    for (size_t i = 0; i < s->breaks_n; i++)
        if (s->breaks[i].period <= period) last = &s->breaks[i];
    return last;
}

ErrCode series_vintages(Op *op, const Series *s, Vintages *ret)
{
    SeriesVintageAllRows rows;
    Vintage *v = NULL;
    TRY(sql_series_vintage_all(op, s->id, &rows));
    if (rows.n) NEW(v, rows.n, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        const SeriesVintageAllRow *r = &rows.v[i];
        v[i] = (Vintage){ r->id,
                          (int32_t)r->published_day,
                          r->imported_at,
                          r->file_name,
                          r->file_sha256,
                          r->mapping,
                          r->rows_read,
                          r->cells_added,
                          r->cells_changed,
                          r->cells_same };
    }
    *ret = (Vintages){ rows.n, v };
    return ERR_OK;
}

ErrCode series_revisions(Op *op, const Series *s, Revisions *ret)
{
    SeriesRevisionAllRows rows;
    Revision *v = NULL;
    TRY(sql_series_revision_all(op, s->id, &rows));
    if (rows.n) NEW(v, rows.n, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        const SeriesRevisionAllRow *r = &rows.v[i];
        v[i] = (Revision){ r->place_id,
                           (int32_t)r->period,
                           r->old_value_known ? r->old_value : (double)NAN,
                           r->new_value_known ? r->new_value : (double)NAN,
                           r->old_vintage,
                           r->new_vintage };
    }
    *ret = (Revisions){ rows.n, v };
    return ERR_OK;
}
