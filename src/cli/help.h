/* help.h - the help texts and the manual, printed from the registered structs alone. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/command.h"

/** The list of commands with a line each. */
void help_overview(Buf *out) NONNULL;

/** What one command does and takes. */
void help_command(const Command *c, Buf *out) NONNULL;

/** Every command as Markdown, for docs/generated/commands.md. */
void help_manual_commands(Buf *out) NONNULL;

/** The kinds of error as Markdown, for docs/generated/errors.md. */
void help_manual_errors(Buf *out) NONNULL;

#endif
