/* `belfry help COMMAND` - what a command does and takes. */
#include "cli/help.h"

static ErrCode run(CommandCall *call)
{
    for (const Command *const *p = command_list; *p; p++)
        if (strcmp((*p)->name, call->argv[0]) == 0) {
            help_command(*p, call->out);
            return ERR_OK;
        }
    return err_set(&call->op->err, ERR_MISSING,
                   "'%.40s': no such command; belfry --help lists them", call->argv[0]);
}

COMMAND(help) = {
    .name = "help",
    .usage = "help COMMAND",
    .summary = "Tell what a command does and takes",
    .help = "The same text as belfry COMMAND --help.\n",
    .min_args = 1,
    .max_args = 1,
    .needs = NEEDS_NOTHING,
    .run = run,
};
