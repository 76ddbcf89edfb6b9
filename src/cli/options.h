/* options.h - reads the words of a command line against what its command declares. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/command.h"

typedef struct CallOption {
    const char *name, *value;
} CallOption;

/* The options that every command takes. */
extern const CommandOption common_options[];

/**
 * Sorts the words after the verb into options and arguments.
 *
 * own     call->given and call->argv live in mem
 * error   ERR_INPUT  an unknown option, a missing or unwanted value, too few or too many words
 */
ErrCode options_read(CommandCall *call, int argc, const char *const argv[], Arena *mem, Err *e)
    NONNULL MUST_USE;

#endif
