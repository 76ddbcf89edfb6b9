#include "cli/compute_procedure.h"

#include <stdio.h>
#include <unistd.h>

#include "base/parallel.h"

enum { NOTE_BYTES = 1 << 16, FILE_BYTES = 1 << 30 };

/* Options of `belfry compute` that hold a file which only some procedures take or write. */
static bool is_taken(const Procedure *p, const char *option)
{
    for (const ProcedureInput *in = p->inputs; in->option; in++)
        if (strcmp(in->option, option) == 0) return true;
    for (const ProcedureOutput *out = p->outputs; out && out->option; out++)
        if (strcmp(out->option, option) == 0) return true;
    static const char *const always[] = { "set", "unit", "threads", "list", "describe", NULL };
    for (size_t i = 0; always[i]; i++)
        if (strcmp(always[i], option) == 0) return true;
    return false;
}

static ErrCode check_options(const CommandCall *call, const Procedure *p)
{
    for (const CommandOption *o = call->command->options; o->name; o++)
        if (call_option(call, o->name) && !is_taken(p, o->name))
            return err_set(&call->op->err, ERR_INPUT, "--%s: %s does not take it", o->name,
                           p->name);
    return ERR_OK;
}

static ErrCode read_inputs(CommandCall *call, const Procedure *p, ProcedureCall *c)
{
    Err *e = &call->op->err;
    for (size_t i = 0; p->inputs[i].option; i++) {
        const ProcedureInput *in = &p->inputs[i];
        const char *path = call_option(call, in->option);
        Frame *f;
        if (!path && i == 0 && call->argc > 1) path = call->argv[1];
        if (!path && in->required)
            return err_set(e, ERR_INPUT, "--%s: expected a CSV file with the columns %s",
                           in->option, in->columns);
        if (!path) continue;
        NEW(f, 1, call->op->mem, e);
        TRY(frame_read(path, call->op->mem, f, e));
        c->in[i] = f;
    }
    return ERR_OK;
}

static ErrCode open_outputs(const CommandCall *call, const Procedure *p, ProcedureCall *c)
{
    for (size_t i = 0; p->outputs && p->outputs[i].option; i++) {
        if (!call_option(call, p->outputs[i].option)) continue;
        NEW(c->extra[i], 1, call->op->mem, &call->op->err);
        *c->extra[i] = table_open(call->op->mem, TABLE_CSV, p->outputs[i].columns);
    }
    return ERR_OK;
}

/* A file beside the one that is wanted, renamed when it is whole. */
static ErrCode write_file(const CommandCall *call, const char *path, const Table *t)
{
    Err *e = &call->op->err;
    AUTO(buf_free) Buf out = BUF_MAX(FILE_BYTES);
    Str text, temporary = arena_fmt(call->op->mem, "%s.%ld.part", path, (long)getpid());
    TRY(table_print(t, "", &out, e));
    TRY(buf_done(&out, &text, e));
    if (!*t->names[0]) {
        Str names;
        (void)str_split(&text, '\n', &names);
    }
    FILE *f = fopen(temporary.p, "wbx");
    if (!f) return err_set(e, ERR_IO, "%s: cannot be written", path);
    bool whole = text.n == 0 || fwrite(text.p, 1, text.n, f) == text.n;
    whole = fclose(f) == 0 && whole && rename(temporary.p, path) == 0;
    if (whole) return ERR_OK;
    (void)remove(temporary.p);
    return err_set(e, ERR_IO, "%s: cannot be written", path);
}

static ErrCode read_threads(const CommandCall *call, int *ret)
{
    const char *given = call_option(call, "threads");
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    int64_t n = cores < 1 ? 1 : cores > PARALLEL_MAX_THREADS ? PARALLEL_MAX_THREADS : cores;
    Err why;
    if (given &&
        (str_int(str_of(given), "", &n, &why) != ERR_OK || n < 1 || n > PARALLEL_MAX_THREADS))
        return err_set(&call->op->err, ERR_INPUT, "--threads: expected 1 to %d",
                       PARALLEL_MAX_THREADS);
    *ret = (int)n;
    return ERR_OK;
}

static void print_notes(const CommandCall *call, const Buf *notes)
{
    Str rest = { notes->n, notes->p }, line;
    while (notes->n && str_split(&rest, '\n', &line))
        if (line.n) call_note(call, "%.*s", STR_ARG(line));
}

ErrCode compute_procedure(CommandCall *call, const Procedure *p, Settings set)
{
    static const char *const none[] = { NULL };
    Arena *mem = call->op->mem;
    const char *unit = call_option(call, "unit");
    AUTO(buf_free) Buf notes = BUF_MAX(NOTE_BYTES);
    ProcedureCall c = { .mem = mem,
                        .set = set,
                        .notes = &notes,
                        .err = &call->op->err,
                        .unit = str_of(unit ? unit : "") };
    TRY(check_options(call, p));
    TRY(read_threads(call, &c.threads));
    TRY(read_inputs(call, p, &c));
    TRY(open_outputs(call, p, &c));
    c.out = table_open(mem, call->format, p->columns ? p->columns : none);
    TRY(p->run(&c));
    TRY(table_print(&c.out, "no rows", call->out, &call->op->err));
    for (size_t i = 0; p->outputs && p->outputs[i].option; i++)
        if (c.extra[i]) TRY(write_file(call, call_option(call, p->outputs[i].option), c.extra[i]));
    print_notes(call, &notes);
    return ERR_OK;
}
