#include "cli/import_jobs.h"

#include "base/date.h"
#include "base/embed.h"
#include "base/ini.h"
#include "indicators/figures.h"
#include "observations/import.h"

static const char carried_folder[] = "data/england/"; /* of the list that comes with the program */

static ErrCode choose_mapping(Op *op, Str name, Mapping *room, const Mapping **ret)
{
    *ret = NULL;
    if (name.n == 0 || str_eq(name, STR("guess"))) return ERR_OK;
    TRY(mapping_find(name, op->mem, room, &op->err));
    *ret = room;
    return ERR_OK;
}

static void print_errors(const ImportReport *r, Buf *out)
{
    for (size_t i = 0; i < r->errors_n; i++) buf_addf(out, "  %.*s\n", STR_ARG(r->errors[i]));
    if (r->bad_rows > (int64_t)r->errors_n)
        buf_addf(out, "  ... and %lld rows more\n",
                 (long long)(r->bad_rows - (int64_t)r->errors_n));
}

static void print_line(Buf *out, int64_t n, const char *what)
{
    if (n) buf_addf(out, "  %lld %s\n", (long long)n, what);
}

/* What a careful reader would want to know before trusting the figures. */
static void print_remarks(const ImportReport *r, Buf *out)
{
    if (r->latin1) buf_add(out, STR("  the file is not UTF-8: it was read as Latin-1\n"));
    print_line(out, r->filtered, "rows of other series were left out, as the mapping says");
    for (size_t i = 0; i < r->ignored_n; i++)
        if (r->ignored[i].rows)
            buf_addf(out, "  %lld rows with %.*s = %.*s were left out: %.*s\n",
                     (long long)r->ignored[i].rows, STR_ARG(r->ignored[i].column),
                     STR_ARG(r->ignored[i].value), STR_ARG(r->ignored[i].reason));
    print_line(out, r->renamed,
               "rows have the code of another place than their name: the name was believed");
    print_line(out, r->former_codes, "values stand under the code of a council that had ended");
    print_line(out, r->early_codes, "values stand under the code of a council that had not begun");
    print_line(out, r->zeros, "cells without a row are zero, as the mapping says");
}

static void print_outcome(const CommandCall *call, const Series *s, const ImportReport *r,
                          const ImportRequest *rq)
{
    Buf *out = call->out;
    bool dry = call_option(call, "dry-run") != NULL;
    buf_addf(out, "%lld rows read with the mapping %.*s\n", (long long)r->rows,
             STR_ARG(r->mapping.name));
    print_remarks(r, out);
    if (r->bad_rows) {
        buf_addf(out, "  %lld rows were not accepted:\n", (long long)r->bad_rows);
        print_errors(r, out);
    }
    if (!r->vintage_id) {
        buf_addf(out, "%.*s: nothing new, all %lld cells are there already\n", STR_ARG(s->code),
                 (long long)r->same);
        return;
    }
    buf_addf(out,
             "%.*s%s: vintage %lld, published %s: %lld cells new, %lld revised, %lld the same\n",
             STR_ARG(s->code), dry ? " (dry run, nothing was stored)" : "",
             (long long)r->vintage_id, date_text(rq->published_day).text, (long long)r->added,
             (long long)r->changed, (long long)r->same);
    if (r->changed && !dry)
        buf_addf(out, "belfry series revisions %.*s lists what was revised\n", STR_ARG(s->code));
}

static ErrCode import_into(CommandCall *call, Op *op, const ImportJob *job, const Series *s,
                           Str map)
{
    const PlaceBook *book;
    Mapping room;
    ImportReport *report;
    int64_t values;
    ImportRequest rq = { .path = arena_str(op->mem, job->path).p,
                         .published_day = job->published_day,
                         .accept_good_rows = call_option(call, "accept-good-rows") != NULL };
    const EmbeddedFile *file = job->carried ? embed_find(job->path) : NULL;
    if (file) rq.text = file->bytes;
    NEW(report, 1, op->mem, &op->err);
    TRY(choose_mapping(op, map, &room, &rq.mapping));
    TRY(place_book_load(op, &book));
    ErrCode code = import_file(op, s, book, &rq, report);
    if (code != ERR_OK) {
        print_errors(report, call->out);
        return code;
    }
    print_outcome(call, s, report, &rq);
    return report->vintage_id ? indicator_refresh(op, book, s->code, &values) : ERR_OK;
}

/* Whether a series' mapping is the one named, or the one named with something after a colon. */
static bool is_read_by(const Series *s, Str map)
{
    return str_eq(s->mapping, map) ||
           (str_starts(s->mapping, map) && s->mapping.n > map.n && s->mapping.p[map.n] == ':');
}

static ErrCode import_every(CommandCall *call, Op *op, const ImportJob *job)
{
    SeriesList all;
    bool any = false;
    TRY(series_list(op, &all));
    for (size_t i = 0; i < all.n; i++) {
        if (!is_read_by(&all.v[i], job->map)) continue;
        ArenaMark mark = arena_mark(op->mem);
        any = true;
        TRY(import_into(call, op, job, &all.v[i], all.v[i].mapping));
        arena_back(op->mem, mark);
    }
    if (any) return ERR_OK;
    return err_set(&op->err, ERR_MISSING, "--map: no series is read with the mapping '%.*s'",
                   job->map.n > 80 ? 80 : (int)job->map.n, job->map.p);
}

ErrCode import_job(CommandCall *call, Op *op, const ImportJob *job)
{
    Series s;
    if (!job->series.n && job->map.n) return import_every(call, op, job);
    if (!job->series.n)
        return err_set(&op->err, ERR_INPUT,
                       "--series: expected the code of a series, or --map alone");
    TRY(series_find(op, job->series, &s));
    return import_into(call, op, job, &s, job->map.n ? job->map : s.mapping);
}

/* What a list of files says: [FILE] series = ..., map = ..., published = DATE. */
enum { MAX_JOBS = 256 };

typedef struct {
    Arena *mem;
    bool carried;        /* its files are in the program */
    Str folder, section; /* of the list, with its slash; the file that is being described */
    ImportJob v[MAX_JOBS];
    size_t n;
} Jobs;

static ErrCode on_entry(void *context, Str section, Str key, Str value, Err *e)
{
    Jobs *jobs = context;
    if (section.n == 0) return err_set(e, ERR_INPUT, "expected [FILE] before the first key");
    if (!str_eq(section, jobs->section)) {
        if (jobs->n == MAX_JOBS) return err_set(e, ERR_LIMIT, "more than %d files", MAX_JOBS);
        jobs->section = arena_str(jobs->mem, section);
        Str file =
            section; /* the same file may be read twice: what stands after # tells it apart */
        (void)str_split(&file, '#', &section);
        jobs->v[jobs->n++] =
            (ImportJob){ .path = arena_fmt(jobs->mem, "%.*s%.*s", STR_ARG(jobs->folder),
                                           STR_ARG(str_trim(section))),
                         .published_day = INT32_MIN,
                         .carried = jobs->carried };
    }
    ImportJob *job = &jobs->v[jobs->n - 1];
    if (str_eq(key, STR("published")))
        return date_parse(value, "published", &job->published_day, e);
    if (str_eq(key, STR("series")))
        job->series = arena_str(jobs->mem, value);
    else if (str_eq(key, STR("map")))
        job->map = arena_str(jobs->mem, value);
    else
        return err_set(e, ERR_INPUT, "'%.*s' is not series, map or published",
                       key.n > 40 ? 40 : (int)key.n, key.p);
    return ERR_OK;
}

static Str folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (Str){ (size_t)(slash - path) + 1, path } : STR("");
}

/* The list's text, and where its files are looked for. */
static ErrCode load_list(Op *op, const char *path, Jobs *jobs, Str *ret)
{
    jobs->carried = strcmp(path, "england") == 0;
    jobs->folder = jobs->carried ? str_of(carried_folder) : folder_of(path);
    if (!jobs->carried) return ini_load(path, op->mem, ret, &op->err);
    const EmbeddedFile *file = embed_find(STR("data/england/england.ini"));
    if (!file) return err_set(&op->err, ERR_BUG, "the list of England is not in the program");
    *ret = file->bytes;
    return ERR_OK;
}

ErrCode import_list(CommandCall *call, Op *op, const char *path)
{
    Str text;
    Jobs *jobs;
    NEW(jobs, 1, op->mem, &op->err);
    jobs->mem = op->mem;
    TRY(load_list(op, path, jobs, &text));
    TRY(ini_read(text, path, on_entry, jobs, &op->err));
    if (jobs->n == 0) return err_set(&op->err, ERR_INPUT, "%s: names no file", path);
    for (size_t i = 0; i < jobs->n; i++) {
        if (jobs->v[i].published_day == INT32_MIN)
            return err_set(&op->err, ERR_INPUT, "%s: [%.*s] lacks published = DATE", path,
                           STR_ARG(jobs->v[i].path));
        TRY(import_job(call, op, &jobs->v[i]));
        call_progress(call, "files", i + 1, jobs->n);
    }
    return ERR_OK;
}

bool import_is_list(Str path)
{
    return str_eq(path, STR("england")) ||
           (path.n > 4 && str_eq((Str){ 4, path.p + path.n - 4 }, STR(".ini")));
}
