/* What a command may ask of the call it was given. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "cli/options.h"

enum { OP_BYTES = 1 << 30, BAR_WIDTH = 40 };

const char *call_option_at(const CommandCall *call, const char *name, size_t n)
{
    for (size_t i = 0; i < call->given_n; i++)
        if (strcmp(call->given[i].name, name) == 0 && n-- == 0) return call->given[i].value;
    return NULL;
}

const char *call_option(const CommandCall *call, const char *name)
{
    const char *last = NULL;
    for (size_t i = 0; i < call->given_n; i++)
        if (strcmp(call->given[i].name, name) == 0) last = call->given[i].value;
    return last;
}

ErrCode call_option_day(const CommandCall *call, const char *name, int32_t otherwise,
                        int32_t *ret_day)
{
    const char *text = call_option(call, name);
    char what[64];
    (void)snprintf(what, sizeof what, "--%s", name);
    if (text) return date_parse(str_of(text), what, ret_day, &call->op->err);
    *ret_day = otherwise;
    return ERR_OK;
}

int32_t call_today(const CommandCall *call)
{
    return (int32_t)(call->op->now / 86400);
}

ErrCode call_begin(const CommandCall *call, OpMode mode, Op *ret)
{
    *ret = (Op){ .db = call->op->db, .actor = call->op->actor, .now = call->op->now };
    return op_begin(ret, mode, OP_BYTES);
}

ErrCode call_end(CommandCall *call, Op *op, ErrCode so_far)
{
    /* Options are read against the call's own error, everything else against the operation's. */
    if (so_far != ERR_OK && op->err.code == ERR_OK) op->err = call->op->err;
    ErrCode code = op_end(op, so_far);
    if (code != ERR_OK) call->op->err = op->err;
    return code;
}

ErrCode call_in_op(CommandCall *call, OpMode mode, ErrCode (*work)(CommandCall *call, Op *op))
{
    Op op;
    ErrCode code = call_begin(call, mode, &op);
    if (code == ERR_OK) code = work(call, &op);
    return call_end(call, &op, code);
}

ErrCode call_verb(CommandCall *call, const CommandVerb verbs[])
{
    if (call->argc == 0) return call_in_op(call, verbs[0].mode, verbs[0].work);
    for (const CommandVerb *v = verbs; v->name; v++)
        if (strcmp(call->argv[0], v->name) == 0 && call->argc == v->words)
            return call_in_op(call, v->mode, v->work);
    return err_set(&call->op->err, ERR_INPUT, "usage: belfry %s", call->command->usage);
}

void call_flush(CommandCall *call)
{
    if (call->out->n) (void)fwrite(call->out->p, 1, call->out->n, stdout);
    (void)fflush(stdout);
    call->out->n = 0;
}

void call_progress(const CommandCall *call, const char *what, size_t done, size_t total)
{
    if (!call->terminal || total == 0) return;
    char bar[BAR_WIDTH + 1];
    size_t full = done * BAR_WIDTH / total;
    for (size_t i = 0; i < BAR_WIDTH; i++) bar[i] = i < full ? '#' : '.';
    bar[BAR_WIDTH] = '\0';
    (void)fprintf(stderr, "\r%s [%s] %zu/%zu%s", what, bar, done, total, done >= total ? "\n" : "");
    (void)fflush(stderr);
}

void call_note(const CommandCall *call, const char *fmt, ...)
{
    (void)call;
    va_list ap;
    va_start(ap, fmt);
    (void)fputs("belfry: ", stderr);
    (void)vfprintf(stderr, fmt, ap);
    (void)fputc('\n', stderr);
    va_end(ap);
}
