/* compute_procedure.h - `belfry compute` for procedures: files in, one table out. */
#ifndef CLI_COMPUTE_PROCEDURE_H
#define CLI_COMPUTE_PROCEDURE_H

#include "cli/command.h"
#include "compute/procedure.h"

/**
 * Runs a procedure on the files that the options name (the first may stand after its name), prints
 * its table, and writes the further tables that were asked for: each whole or not at all, and none
 * when the procedure fails.
 *
 * error   ERR_INPUT  a file or an option that the procedure does not take, or lacks
 *         ERR_IO     a file cannot be read or written
 *         and what the procedure returns
 * test    tests/cli/compute_procedures.txt
 */
ErrCode compute_procedure(CommandCall *call, const Procedure *p, Settings set) NONNULL MUST_USE;

#endif
