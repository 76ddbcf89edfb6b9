/* command.h - what a command is.  One file per command in cli/commands; the build lists them. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/buf.h"
#include "base/table.h"
#include "store/op.h"

/* What the dispatcher prepares before it calls the command. */
typedef enum {
    NEEDS_NOTHING,   /* no database: call->op has an arena and the clock only */
    NEEDS_READ,      /* one reading operation on an initialised database */
    NEEDS_WRITE,     /* one writing operation, committed when run returns ERR_OK */
    NEEDS_CONNECTION /* a connection only: the command opens its own operations with call_begin */
} CommandNeeds;

typedef struct {
    const char *name;  /* without the dashes */
    const char *value; /* what the option takes, NULL for a switch */
    const char *help;  /* one line */
} CommandOption;

typedef struct CommandCall CommandCall;

typedef struct {
    const char *name;    /* the verb */
    const char *usage;   /* what follows "belfry " */
    const char *summary; /* one line */
    const char *help;    /* a paragraph or more, each line ended */
    const CommandOption
        *options;           /* ended by a NULL name; --database, --format, --actor are common */
    int min_args, max_args; /* words after the verb that are not options */
    CommandNeeds needs;
    bool makes_database; /* may be called before there is one: no account is looked up */
    ErrCode (*run)(CommandCall *call);
    void (*more_help)(const CommandCall *call, Buf *out); /* what --help adds for the words given */
} Command;

struct CommandCall {
    const Command *command;
    Op *op;
    int argc;
    const char *const *argv; /* the words after the verb */
    TableFormat format;      /* --format text|csv|json */
    Buf *out;                /* printed when the command succeeded (and flushed by call_flush) */
    bool terminal;           /* standard error is a terminal: progress may be drawn there */
    const char *database;    /* --database, BELFRY_DATABASE or belfry.db */
    const char *program;     /* how the program was called */
    struct CallOption *given;
    size_t given_n;
};

/* To add a command: one file, this macro at its foot; the file is named as the verb. */
#define COMMAND(id)                                                                                \
    extern const Command cmd_##id;                                                                 \
    const Command cmd_##id

extern const Command *const command_list[];

/** The value of an option (without the dashes), or NULL when it was not given; "" for a switch.
 *  The last one wins. */
const char *call_option(const CommandCall *call, const char *name) NONNULL;

/** The n-th value of an option that may be given several times, or NULL. */
const char *call_option_at(const CommandCall *call, const char *name, size_t n) NONNULL;

/**
 * Reads an option that holds a day; `otherwise` when it was not given.
 *
 * error   ERR_INPUT  not a day written YYYY-MM-DD
 */
ErrCode call_option_day(const CommandCall *call, const char *name, int32_t otherwise,
                        int32_t *ret_day) NONNULL MUST_USE;

/** Today's date of the operation, in days since 1970. */
int32_t call_today(const CommandCall *call) NONNULL;

/**
 * Begins an operation of a command that NEEDS_CONNECTION; pair it with call_end.  The op starts as
 * a copy of call->op (connection, actor, clock).
 *
 * error   as op_begin
 */
ErrCode call_begin(const CommandCall *call, OpMode mode, Op *ret) NONNULL MUST_USE;

/**
 * Ends an operation that call_begin began, and keeps why it failed for the person at the screen.
 *
 * error   as op_end
 */
ErrCode call_end(CommandCall *call, Op *op, ErrCode so_far) NONNULL MUST_USE;

/**
 * Runs `work` in one operation of its own and settles it, for a command that NEEDS_CONNECTION
 * and whose verbs read or write.
 *
 * error   as op_begin, op_end and `work`
 */
ErrCode call_in_op(CommandCall *call, OpMode mode, ErrCode (*work)(CommandCall *call, Op *op))
    NONNULL MUST_USE;

/* One verb of a command such as `belfry alerts show ID`. */
typedef struct {
    const char *name;
    int words; /* the verb and its arguments */
    OpMode mode;
    ErrCode (*work)(CommandCall *call, Op *op);
} CommandVerb;

/**
 * Runs the verb that the call names, in one operation of its own; without words the first.  The
 * list ends with a NULL name.
 *
 * error   ERR_INPUT  no such verb, or too few or too many words after it
 *         and what the verb's work returns
 */
ErrCode call_verb(CommandCall *call, const CommandVerb verbs[]) NONNULL MUST_USE;

/** Prints what is in call->out now, as long commands do between steps. */
void call_flush(CommandCall *call) NONNULL;

/** Draws a progress bar on the terminal (nothing in a pipe); done == total ends the line. */
void call_progress(const CommandCall *call, const char *what, size_t done, size_t total) NONNULL;

/** A line for the person on standard error, such as a warning that must not spoil the output. */
void call_note(const CommandCall *call, const char *fmt, ...) PRINTF(2, 3);

#endif
