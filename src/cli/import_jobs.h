/* import_jobs.h - files of figures into series: one, or all that a list names. */
#ifndef CLI_IMPORT_JOBS_H
#define CLI_IMPORT_JOBS_H

#include "cli/command.h"

/* One file into one series, or into every series whose mapping reads such a file. */
typedef struct {
    Str path, series, map; /* series "": every series that the mapping is of; map "": its own */
    int32_t published_day;
    bool carried; /* the file is in the program */
} ImportJob;

/**
 * Takes a file in, makes the indicators of its series anew, and says in call->out what became of
 * it.
 *
 * error   ERR_INPUT    neither a series nor a mapping, bad rows (listed in call->out)
 *         ERR_MISSING  no such series or mapping, or no series is read with it
 *         and what import_file returns
 */
ErrCode import_job(CommandCall *call, Op *op, const ImportJob *job) NONNULL MUST_USE;

/** Whether the word names a list of files: LIST.ini, or england, the list of the program itself. */
bool import_is_list(Str path);

/**
 * Takes in every file of a list; all of them or, with the operation, none.
 *
 * error   ERR_INPUT  the list's name and line of what is not understood
 *         and what import_job returns
 * test    tests/cli/indicators.txt
 */
ErrCode import_list(CommandCall *call, Op *op, const char *path) NONNULL MUST_USE;

#endif
