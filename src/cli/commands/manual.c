/* `belfry manual` - the reference pages, printed from the registered structs. */
#include "cli/help.h"
#include "cli/manual_methods.h"

static ErrCode run(CommandCall *call)
{
    static const struct {
        const char *name;
        void (*print)(Buf *out);
    } pages[] = {
        { "commands", help_manual_commands },
        { "errors", help_manual_errors },
        { "methods", manual_methods },
    };
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (strcmp(call->argv[0], pages[i].name) == 0) {
            pages[i].print(call->out);
            return ERR_OK;
        }
    return err_set(&call->op->err, ERR_INPUT, "usage: belfry %s", call->command->usage);
}

COMMAND(manual) = {
    .name = "manual",
    .usage = "manual commands|errors|methods",
    .summary = "Print a reference page as Markdown",
    .help = "docs/generated holds what this prints; ./check compares them.\n",
    .min_args = 1,
    .max_args = 1,
    .needs = NEEDS_NOTHING,
    .run = run,
};
