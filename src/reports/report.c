#include "reports/report.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "observations/series.h"

enum { FILE_BYTES = 64 << 20 };

const Report *report_find(Str name)
{
    for (const Report *const *p = report_list; *p; p++)
        if (str_eq(name, str_of((*p)->name))) return *p;
    return NULL;
}

ErrCode report_file(const ReportCall *c, const char *name, Str text)
{
    Str path = arena_fmt(c->op->mem, "%s/%s", c->folder, name);
    FILE *f = fopen(path.p, "wbx");
    if (!f) return err_set(&c->op->err, ERR_IO, "%s: cannot be written", path.p);
    bool whole = text.n == 0 || fwrite(text.p, 1, text.n, f) == text.n;
    whole = fclose(f) == 0 && whole;
    return whole ? ERR_OK : err_set(&c->op->err, ERR_IO, "%s: cannot be written", path.p);
}

static PeriodUnit unit_of(void *context, const Indicator *i)
{
    const Series *s = i->series ? series_in(context, str_of(i->series)) : NULL;
    return s ? s->period : PERIOD_YEAR;
}

static ErrCode load(ReportCall *c, const Report *kind)
{
    Op *op = c->op;
    SeriesList all;
    TRY(place_book_load(op, &c->book));
    TRY(series_list(op, &all));
    TRY(snapshot_figures(op, &c->snapshot, &c->figures));
    TRY(snapshot_counts(op, &c->snapshot, &c->counts));
    TRY(snapshot_responses(op, c->snapshot.year, &c->responses));
    TRY(digest_make(&c->figures, unit_of, &all, op->mem, &c->digest, &op->err));
    int32_t day = (int32_t)(c->snapshot.made_at / 86400);
    c->made = arena_str(op->mem, str_of(period_words(PERIOD_DAY, day).text));
    c->title = arena_fmt(op->mem, "%s %d", kind->title, c->snapshot.year);
    return ERR_OK;
}

static ErrCode make_folder(Op *op, const char *path)
{
    if (mkdir(path, 0755) == 0) return ERR_OK;
    return err_set(&op->err, errno == EEXIST ? ERR_CONFLICT : ERR_IO, "%s: %s", path,
                   errno == EEXIST ? "is there already; a report is written into a new folder"
                                   : "the folder cannot be made");
}

ErrCode report_make(Op *op, const Snapshot *s, const char *folder)
{
    const Report *kind = report_find(s->kind);
    ReportCall c = { .op = op, .snapshot = *s };
    struct stat there;
    if (!kind) return err_set(&op->err, ERR_INPUT, "there is no report of that kind");
    if (stat(folder, &there) == 0) return make_folder(op, folder); /* says that it is there */
    c.folder = arena_fmt(op->mem, "%s.%ld.part", folder, (long)getpid()).p;
    TRY(make_folder(op, c.folder));
    TRY(load(&c, kind));
    TRY(kind->write(&c));
    if (rename(c.folder, folder) == 0) return ERR_OK;
    return err_set(&op->err, ERR_IO, "%s: the folder cannot be made", folder);
}
