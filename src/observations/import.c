/* The second half of an import: cells under a new vintage, compared with the one before. */
#include "observations/import.h"

#include <math.h>
#include <stdio.h>

#include "access/account.h"
#include "access/audit.h"
#include "access/hash.h"
#include "base/csv.h"
#include "observations/import_priv.h"
#include "observations/observation_sql_priv.h"

ErrCode import_put(Import *im, const Cell *c, Err *e)
{
    const double *value = isnan(c->value) ? NULL : &c->value;
    const double *below = isnan(c->denominator) ? NULL : &c->denominator;
    if (im->mapping->sum) {
        ErrCode code =
            sql_observation_sum(im->op, &(ObservationSumArgs){ .series = im->series->id,
                                                               .place = c->place->id,
                                                               .period = c->period,
                                                               .vintage = im->vintage,
                                                               .status = (int64_t)c->status,
                                                               .value = value });
        if (code != ERR_OK) *e = im->op->err;
        return code;
    }
    ObservationPutRows put;
    ArenaMark mark = arena_mark(im->op->mem);
    ErrCode code = sql_observation_put(im->op,
                                       &(ObservationPutArgs){ .series = im->series->id,
                                                              .place = c->place->id,
                                                              .period = c->period,
                                                              .vintage = im->vintage,
                                                              .status = (int64_t)c->status,
                                                              .value = value,
                                                              .denominator = below },
                                       &put);
    bool fresh = code == ERR_OK && put.n > 0;
    arena_back(im->op->mem, mark);
    if (code != ERR_OK) {
        *e = im->op->err;
        return code;
    }
    if (fresh) return ERR_OK;
    return err_set(e, ERR_INPUT, "%.*s in %s is there twice", STR_ARG(c->place->name),
                   period_text(im->series->period, c->period).text);
}

typedef struct {
    Import import;
    HashState *hash;
    VintageNewestRows newest; /* before this one */
} Reading;

static ErrCode on_row(void *context, const CsvRow *row, Err *e)
{
    Import *im = &((Reading *)context)->import;
    ErrCode code = import_row(im, row->line, row->v, row->n);
    if (code != ERR_OK) *e = im->op->err;
    return code;
}

static void on_bytes(void *context, const void *bytes, size_t n)
{
    hash_add(((Reading *)context)->hash, bytes, n);
}

/* Vintages come in the order of their publication, so that a later one is never older news. */
static ErrCode check_order(Op *op, const ImportRequest *rq, const VintageNewestRows *newest)
{
    if (newest->n == 0 || newest->v[0].published_day <= rq->published_day) return ERR_OK;
    return err_set(&op->err, ERR_CONFLICT,
                   "--vintage %s: figures published on %s are already there; import vintages "
                   "in the order of their publication",
                   date_text(rq->published_day).text,
                   date_text((int32_t)newest->v[0].published_day).text);
}

static Str file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return str_of(slash ? slash + 1 : path);
}

static ErrCode open_vintage(Import *im)
{
    VintageInsertRows made;
    TRY(sql_vintage_insert(im->op,
                           &(VintageInsertArgs){ .series = im->series->id,
                                                 .published_day = im->request->published_day,
                                                 .at = im->op->now,
                                                 .actor = im->op->actor,
                                                 .file_name = file_name(im->request->path),
                                                 .file_sha256 = STR(""),
                                                 .mapping = im->mapping->name },
                           &made));
    im->vintage = made.v[0].id;
    return ERR_OK;
}

static ErrCode zero_period(Import *im, PlaceList all, int32_t period)
{
    int32_t day = period_start(im->series->period, period + 1) - 1;
    Cell c = { .period = period, .status = STATUS_ZERO, .denominator = (double)NAN };
    for (size_t i = 0; i < all.n; i++) {
        const Place *p = all.v[i];
        bool wanted =
            im->mapping->absent_england ? place_kind_is_council(p->kind) : im->place_seen[i];
        if (!wanted || !place_alive(p, day)) continue;
        Err e;
        c.place = p;
        bool sums = im->mapping->sum;
        if (sums) {
            /* Adding zero leaves a cell that is there as it is and makes one that is not. */
            TRY(import_put(im, &c, &im->op->err));
            continue;
        }
        ErrCode code = import_put(im, &c, &e);
        if (code == ERR_STORE || code == ERR_BUG) {
            im->op->err = e;
            return code;
        }
    }
    return ERR_OK;
}

static ErrCode fill_absent(Import *im)
{
    if (!im->mapping->absent_zero) return ERR_OK;
    ObservationCountRows before, after;
    PlaceList all = place_all(im->book);
    TRY(sql_observation_count(im->op, im->series->id, im->vintage, &before));
    for (size_t i = 0; i < im->periods_n; i++) TRY(zero_period(im, all, im->periods[i]));
    TRY(sql_observation_count(im->op, im->series->id, im->vintage, &after));
    im->report->zeros = after.v[0].cells - before.v[0].cells;
    return ERR_OK;
}

static ErrCode settle(Import *im)
{
    ImportReport *r = im->report;
    ObservationCountRows before, after;
    TRY(sql_observation_count(im->op, im->series->id, im->vintage, &before));
    if (r->previous_id) TRY(sql_observation_drop_same(im->op, im->series->id, im->vintage));
    TRY(sql_observation_count(im->op, im->series->id, im->vintage, &after));
    r->changed = after.v[0].revised;
    r->added = after.v[0].cells - r->changed;
    r->same = before.v[0].cells - after.v[0].cells;
    if (after.v[0].cells == 0) return sql_vintage_delete(im->op, im->vintage);
    r->vintage_id = im->vintage;
    TRY(sql_vintage_settle(im->op, &(VintageSettleArgs){ .id = im->vintage,
                                                         .rows = r->rows,
                                                         .added = r->added,
                                                         .changed = r->changed,
                                                         .same = r->same,
                                                         .sha256 = str_of(r->sha256),
                                                         .mapping = im->mapping->name }));
    Str what = arena_fmt(im->op->mem,
                         "vintage %lld, published %s, sha256 %s: %lld cells new, %lld changed",
                         (long long)im->vintage, date_text(im->request->published_day).text,
                         r->sha256, (long long)r->added, (long long)r->changed);
    return audit_add(im->op, STR("observations.import"), im->series->code, what);
}

static ErrCode check_outcome(const Import *im)
{
    const ImportReport *r = im->report;
    Err *e = &im->op->err;
    if (im->width == 0) return err_set(e, ERR_INPUT, "%s: the file is empty", im->request->path);
    if (r->rows == 0) return err_set(e, ERR_INPUT, "%s: only a header, no rows", im->request->path);
    if (r->bad_rows && (!im->request->accept_good_rows || r->cells == 0))
        return err_set(e, ERR_INPUT, "%s: %lld of %lld rows cannot be accepted; nothing was stored",
                       im->request->path, (long long)r->bad_rows, (long long)r->rows);
    if (r->cells == 0)
        return err_set(e, ERR_INPUT, "%s: the mapping %.*s leaves no row of %lld",
                       im->request->path, STR_ARG(im->mapping->name), (long long)r->rows);
    return ERR_OK;
}

static ErrCode prepare(Reading *rd, const ImportRequest *rq, ImportReport *report)
{
    Import *im = &rd->import;
    Op *op = im->op;
    *report = (ImportReport){ .rows = 0 };
    if (rq->mapping) report->mapping = *rq->mapping;
    im->mapping = &report->mapping;
    for (size_t i = 0; i < im->mapping->ignore_n; i++)
        report->ignored[i] = (ImportIgnored){ .column = im->mapping->ignore[i].column,
                                              .value = im->mapping->ignore[i].value,
                                              .reason = im->mapping->ignore[i].reason };
    report->ignored_n = im->mapping->ignore_n;
    NEW(im->periods, IMPORT_MAX_PERIODS, op->mem, &op->err);
    NEW(im->place_seen, place_all(im->book).n + 1, op->mem, &op->err);
    rd->hash = hash_open(op->mem);
    if (!rd->hash) return err_set(&op->err, ERR_LIMIT, "out of memory");
    if (im->mapping->sum && (im->series->rate || im->mapping->denominator.n))
        return err_set(&op->err, ERR_INPUT, "mapping %.*s: rates cannot be summed",
                       STR_ARG(im->mapping->name));
    TRY(sql_vintage_newest(op, im->series->id, &rd->newest));
    report->previous_id = rd->newest.n ? rd->newest.v[0].id : 0;
    return open_vintage(im);
}

static ErrCode read_all(Reading *rd)
{
    const ImportRequest *rq = rd->import.request;
    ImportReport *r = rd->import.report;
    CsvFacts facts = { .rows = 0 };
    CsvFile file = {
        .path = rq->path, .row = on_row, .context = rd, .bytes = on_bytes, .bytes_context = rd
    };
    if (rq->text.p) {
        on_bytes(rd, rq->text.p, rq->text.n);
        TRY(csv_read_text(rq->text, on_row, rd, &rd->import.op->err));
    } else {
        TRY(csv_read(&file, &facts, &rd->import.op->err));
    }
    HashText hash = hash_done(rd->hash);
    (void)snprintf(r->sha256, sizeof r->sha256, "%s", hash.hex);
    r->latin1 = facts.latin1;
    return ERR_OK;
}

/* A file that was imported before, in this or an earlier vintage, changes nothing, unless it is
 * read in another way now. */
static ErrCode forget_known_file(Import *im, bool *ret_known)
{
    VintageSameFileRows same;
    ObservationDiffersRows differs;
    ImportReport *r = im->report;
    *ret_known = false;
    TRY(sql_vintage_same_file(im->op, im->series->id, str_of(r->sha256), im->vintage, &same));
    for (size_t i = 0; i < same.n && !*ret_known; i++) {
        TRY(sql_observation_differs(im->op, im->series->id, im->vintage, same.v[i].id, &differs));
        *ret_known = differs.v[0].n == 0;
    }
    if (!*ret_known) return ERR_OK;
    r->same = r->cells;
    TRY(sql_observation_delete_vintage(im->op, im->series->id, im->vintage));
    return sql_vintage_delete(im->op, im->vintage);
}

ErrCode import_file(Op *op, const Series *s, const PlaceBook *book, const ImportRequest *rq,
                    ImportReport *ret)
{
    Reading rd = { .import = {
                       .op = op, .series = s, .book = book, .request = rq, .report = ret } };
    bool known;
    TRY(account_require(op, MAY_IMPORT));
    TRY(prepare(&rd, rq, ret));
    TRY(read_all(&rd));
    TRY(check_outcome(&rd.import));
    TRY(forget_known_file(&rd.import, &known));
    if (known) return ERR_OK;
    TRY(check_order(op, rq, &rd.newest));
    TRY(fill_absent(&rd.import));
    return settle(&rd.import);
}
