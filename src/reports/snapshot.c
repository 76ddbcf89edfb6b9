#include "reports/snapshot.h"

#include <math.h>
#include <stdio.h>

#include "access/account.h"
#include "access/audit.h"
#include "access/hash.h"
#include "detection/proposal.h"
#include "observations/series.h"
#include "places/scope.h"
#include "reports/snapshot_sql_priv.h"

#define NUMBER(row, name) ((row).name##_known ? (row).name : (double)NAN)

enum { SHORTEST_NAME = 8, RESPONSE_BYTES = 8000 };

static const Series *public_series(const SeriesList *all, Str code)
{
    const Series *s = code.n ? series_in(all, code) : NULL;
    return s && str_eq(s->visibility, STR("public")) ? s : NULL;
}

static ErrCode freeze_all(Op *op, int64_t id, int year)
{
    SeriesList all;
    int32_t last_day = date_to_days((Date){ year, 12, 31 });
    TRY(series_list(op, &all));
    for (const Indicator *const *i = indicator_list; *i; i++) {
        const Series *s = public_series(&all, str_of((*i)->series));
        if (!s) continue;
        TRY(sql_report_figure_freeze(op, id, str_of((*i)->id), period_of_day(s->period, last_day)));
    }
    return ERR_OK;
}

/* What became of the public proposals whose period ended in the year, by month. */
static ErrCode count_watch(Op *op, int64_t id, int year, const SeriesList *all)
{
    Proposals list;
    int64_t counts[12][4] = { { 0 } };
    ProposalFilter f = { .all = true };
    TRY(proposal_list(op, &f, &list));
    for (size_t i = 0; i < list.n; i++) {
        const Proposal *p = &list.v[i];
        Date end = date_from_days(period_start(p->unit, p->period + 1) - 1);
        if (end.year != year || !public_series(all, p->series)) continue;
        int64_t *c = counts[end.month - 1];
        c[0]++;
        c[str_eq(p->state, STR("approved")) ? 1 : str_eq(p->state, STR("dismissed")) ? 2 : 3]++;
    }
    for (int m = 0; m < 12; m++) {
        if (!counts[m][0]) continue;
        TRY(sql_report_count_put(
            op, &(ReportCountPutArgs){ .snapshot = id,
                                       .section = STR("watch"),
                                       .label = arena_fmt(op->mem, "%d-%02d", year, m + 1),
                                       .a = counts[m][0],
                                       .b = counts[m][1],
                                       .c = counts[m][2],
                                       .d = counts[m][3] }));
    }
    return ERR_OK;
}

static ErrCode count_cells(Op *op, int64_t id, const Series *s)
{
    ReportCountSuppressedRows suppressed;
    ReportCountRevisedRows revised;
    TRY(sql_report_count_suppressed(op, s->id, &suppressed));
    TRY(sql_report_count_revised(op, s->id, &revised));
    if (suppressed.v[0].n)
        TRY(sql_report_count_put(op, &(ReportCountPutArgs){ .snapshot = id,
                                                            .section = STR("suppressed"),
                                                            .label = s->title,
                                                            .a = suppressed.v[0].n }));
    if (revised.v[0].cells_known && revised.v[0].cells)
        TRY(sql_report_count_put(op, &(ReportCountPutArgs){ .snapshot = id,
                                                            .section = STR("revised"),
                                                            .label = s->title,
                                                            .a = revised.v[0].cells,
                                                            .b = revised.v[0].vintages }));
    return ERR_OK;
}

static ErrCode count_all(Op *op, int64_t id, int year)
{
    SeriesList all;
    TRY(series_list(op, &all));
    TRY(count_watch(op, id, year, &all));
    for (size_t k = 0; k < all.n; k++) {
        bool used = false;
        for (const Indicator *const *i = indicator_list; *i; i++)
            used = used || public_series(&all, str_of((*i)->series)) == &all.v[k];
        if (used) TRY(count_cells(op, id, &all.v[k]));
    }
    return ERR_OK;
}

static void hash_number(HashState *h, bool known, double x)
{
    char text[40];
    int n = snprintf(text, sizeof text, known ? "%.17g," : "NA,", x);
    hash_add(h, text, (size_t)n);
}

static void hash_row(HashState *h, const ReportFigureAllRow *r)
{
    char period[32];
    int n = snprintf(period, sizeof period, ",%lld,%lld,", (long long)r->period,
                     (long long)r->estimated);
    hash_add(h, r->indicator.p, r->indicator.n);
    hash_add(h, ",", 1);
    hash_add(h, r->place.p, r->place.n);
    hash_add(h, period, (size_t)n);
    hash_add(h, r->place_name.p, r->place_name.n);
    hash_add(h, ",", 1);
    hash_number(h, true, r->value);
    hash_number(h, r->lower_known, r->lower);
    hash_number(h, r->upper_known, r->upper);
    hash_number(h, r->position_known, r->position);
    hash_add(h, "\n", 1);
}

typedef struct {
    HashState *hash;
    ReportFigure *v; /* NULL: only counted and fingerprinted */
    size_t n, room;
} Reading;

static ErrCode keep(Op *op, Reading *r, const ReportFigureAllRow *row)
{
    const Indicator *i = indicator_find(row->indicator);
    if (!r->v || !i) return ERR_OK; /* an indicator of an older program is still in the name */
    if (r->n == r->room)
        return err_set(&op->err, ERR_BUG, "a snapshot has more figures than it says");
    r->v[r->n++] = (ReportFigure){ .indicator = i,
                                   .place = arena_str(op->mem, row->place),
                                   .place_name = arena_str(op->mem, row->place_name),
                                   .period = (int32_t)row->period,
                                   .value = row->value,
                                   .lower = NUMBER(*row, lower),
                                   .upper = NUMBER(*row, upper),
                                   .position = NUMBER(*row, position),
                                   .estimated = row->estimated != 0 };
    return ERR_OK;
}

static ErrCode hash_counts(Op *op, int64_t id, HashState *h)
{
    ReportCounts counts;
    Snapshot s = { .id = id };
    TRY(snapshot_counts(op, &s, &counts));
    for (size_t i = 0; i < counts.n; i++) {
        const ReportCount *c = &counts.v[i];
        Str line = arena_fmt(op->mem, "%.*s,%.*s,%lld,%lld,%lld,%lld\n", STR_ARG(c->section),
                             STR_ARG(c->label), (long long)c->a, (long long)c->b, (long long)c->c,
                             (long long)c->d);
        hash_add(h, line.p, line.n);
    }
    return ERR_OK;
}

/* Reads the figures in their order; *ret_digest is their fingerprint, *ret_n how many there are. */
static ErrCode read_figures(Op *op, int64_t id, Reading *r, HashText *ret_digest, int64_t *ret_n)
{
    AUTO(db_cursor_close) DbCursor *cursor = NULL;
    *ret_n = 0;
    r->hash = hash_open(op->mem);
    if (!r->hash) return err_set(&op->err, ERR_LIMIT, "no room for a fingerprint");
    TRY(sql_report_figure_all_open(op, id, &cursor));
    for (;;) {
        ReportFigureAllRow row;
        bool more;
        TRY(sql_report_figure_all_next(op, cursor, &row, &more));
        if (!more) break;
        hash_row(r->hash, &row);
        TRY(keep(op, r, &row));
        (*ret_n)++;
    }
    TRY(hash_counts(op, id, r->hash));
    *ret_digest = hash_done(r->hash);
    return ERR_OK;
}

static ErrCode by_id(Op *op, int64_t id, Snapshot *ret)
{
    Snapshots all;
    TRY(snapshot_list(op, &all));
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].id == id) {
            *ret = all.v[i];
            return ERR_OK;
        }
    return err_set(&op->err, ERR_BUG, "a snapshot is gone");
}

ErrCode snapshot_freeze(Op *op, Str kind, int year, Snapshot *ret)
{
    ReportSnapshotPutRows made;
    ReportSnapshotByDigestRows before;
    HashText digest;
    int64_t n;
    Reading r = { .v = NULL };
    TRY(account_require(op, MAY_IMPORT));
    TRY(sql_report_snapshot_put(op, kind, year, op->now, op->actor, &made));
    int64_t id = made.v[0].id;
    TRY(freeze_all(op, id, year));
    TRY(count_all(op, id, year));
    TRY(read_figures(op, id, &r, &digest, &n));
    if (n == 0) return err_set(&op->err, ERR_MISSING, "there are no figures up to %d", year);
    /* The year is part of the name: two years of the same figures are two reports. */
    Str parts[] = { kind, arena_fmt(op->mem, "%d", year), str_of(digest.hex) };
    HashText name = hash_texts(parts, 3);
    TRY(sql_report_snapshot_by_digest(op, str_of(name.hex), id, &before));
    if (before.n) {
        TRY(sql_report_figure_drop(op, id));
        TRY(sql_report_count_drop(op, id));
        TRY(sql_report_snapshot_drop(op, id));
        return by_id(op, before.v[0].id, ret);
    }
    TRY(sql_report_snapshot_settle(op, id, n, arena_str(op->mem, str_of(name.hex))));
    TRY(audit_add(op, STR("reports.freeze"), arena_str(op->mem, str_of(name.hex)),
                  arena_fmt(op->mem, "%.*s %d, %lld figures", STR_ARG(kind), year, (long long)n)));
    return by_id(op, id, ret);
}

ErrCode snapshot_list(Op *op, Snapshots *ret)
{
    ReportSnapshotAllRows rows;
    Snapshot *v;
    TRY(sql_report_snapshot_all(op, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++)
        v[i] = (Snapshot){ .id = rows.v[i].id,
                           .kind = rows.v[i].kind,
                           .year = (int)rows.v[i].year,
                           .made_at = rows.v[i].made_at,
                           .figures = rows.v[i].figures,
                           .digest = rows.v[i].digest };
    *ret = (Snapshots){ rows.n, v };
    return ERR_OK;
}

ErrCode snapshot_find(Op *op, Str name, Snapshot *ret)
{
    Snapshots all;
    const Snapshot *found = NULL;
    if (name.n < SHORTEST_NAME)
        return err_set(&op->err, ERR_INPUT, "snapshot: expected at least %d digits of its name",
                       SHORTEST_NAME);
    TRY(snapshot_list(op, &all));
    for (size_t i = 0; i < all.n; i++) {
        if (!str_starts(all.v[i].digest, name)) continue;
        if (found) return err_set(&op->err, ERR_CONFLICT, "several snapshots begin so");
        found = &all.v[i];
    }
    if (!found) return err_set(&op->err, ERR_MISSING, "no snapshot has that name");
    *ret = *found;
    return ERR_OK;
}

ErrCode snapshot_figures(Op *op, const Snapshot *s, ReportFigures *ret)
{
    HashText digest;
    int64_t n;
    Reading r = { .room = (size_t)s->figures };
    NEW(r.v, r.room + 1, op->mem, &op->err);
    TRY(read_figures(op, s->id, &r, &digest, &n));
    Str parts[] = { s->kind, arena_fmt(op->mem, "%d", s->year), str_of(digest.hex) };
    HashText name = hash_texts(parts, 3);
    if (!str_eq(str_of(name.hex), s->digest))
        return err_set(&op->err, ERR_CONFLICT,
                       "the snapshot's figures are not those that it was named after");
    *ret = (ReportFigures){ r.n, r.v };
    return ERR_OK;
}

ErrCode snapshot_counts(Op *op, const Snapshot *s, ReportCounts *ret)
{
    ReportCountAllRows rows;
    ReportCount *v;
    TRY(sql_report_count_all(op, s->id, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++)
        v[i] = (ReportCount){ rows.v[i].section, rows.v[i].label, rows.v[i].a,
                              rows.v[i].b,       rows.v[i].c,     rows.v[i].d };
    *ret = (ReportCounts){ rows.n, v };
    return ERR_OK;
}

ErrCode snapshot_respond(Op *op, int year, Str place, bool correction, Str text)
{
    const PlaceBook *book;
    text = str_trim(text);
    if (text.n < 1 || text.n > RESPONSE_BYTES || str_utf8_fault(text) < text.n)
        return err_set(&op->err, ERR_INPUT, "text: expected 1 to %d bytes", RESPONSE_BYTES);
    TRY(account_require(op, MAY_DECIDE));
    TRY(place_book_load(op, &book));
    const Place *p = place_by_code(book, place);
    if (!p || !place_kind_is_council(p->kind))
        return err_set(&op->err, ERR_MISSING, "there is no council of that code");
    TRY(scope_require(op, p->code));
    TRY(sql_report_response_put(
        op, &(ReportResponsePutArgs){ .year = year,
                                      .place = p->code,
                                      .kind = correction ? STR("correction") : STR("response"),
                                      .text = text,
                                      .at = op->now,
                                      .actor = op->actor }));
    return audit_add(op, STR("reports.respond"), p->code,
                     arena_fmt(op->mem, "%d, %s", year, correction ? "correction" : "response"));
}

ErrCode snapshot_responses(Op *op, int year, ReportResponses *ret)
{
    ReportResponseAllRows rows;
    ReportResponse *v;
    TRY(sql_report_response_all(op, year, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++)
        v[i] = (ReportResponse){ .place = rows.v[i].place,
                                 .text = rows.v[i].text,
                                 .correction = str_eq(rows.v[i].kind, STR("correction")),
                                 .at = rows.v[i].at };
    *ret = (ReportResponses){ rows.n, v };
    return ERR_OK;
}
