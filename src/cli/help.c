#include "cli/help.h"

#include "cli/options.h"

void help_overview(Buf *out)
{
    buf_add(out, STR("belfry - early warning of tension, and the state of cohesion, for England\n\n"
                     "usage: belfry COMMAND [words] [--options]\n\n"));
    for (const Command *const *p = command_list; *p; p++)
        buf_addf(out, "  %-10s %s\n", (*p)->name, (*p)->summary);
    buf_add(out, STR("\nbelfry COMMAND --help tells more.\n"));
}

static void option_lines(const CommandOption *list, Buf *out)
{
    for (; list && list->name; list++) {
        AUTO(buf_free) Buf head = BUF_MAX(200);
        buf_addf(&head, "--%s%s%s", list->name, list->value ? " " : "",
                 list->value ? list->value : "");
        buf_addf(out, "  %-28s %s\n", head.p ? head.p : "", list->help);
    }
}

void help_command(const Command *c, Buf *out)
{
    buf_addf(out, "usage: belfry %s\n\n%s.\n\n%s", c->usage, c->summary, c->help);
    if (c->options && c->options->name) {
        buf_add(out, STR("\noptions:\n"));
        option_lines(c->options, out);
    }
    buf_add(out, STR("\nevery command takes:\n"));
    option_lines(common_options, out);
}

void help_manual_commands(Buf *out)
{
    buf_add(out, STR("# Commands\n\nPrinted by `belfry manual commands`; do not edit.\n"));
    for (const Command *const *p = command_list; *p; p++) {
        buf_addf(out, "\n## belfry %s\n\n```\n", (*p)->name);
        help_command(*p, out);
        buf_add(out, STR("```\n"));
    }
}

void help_manual_errors(Buf *out)
{
    buf_add(out, STR("# Errors\n\nPrinted by `belfry manual errors`; do not edit.\n\n"
                     "| kind | exit status | HTTP status | what it means |\n|---|---|---|---|\n"));
    for (int k = ERR_OK; k <= ERR_BUG; k++)
        buf_addf(out, "| %s | %d | %d | %s |\n", err_name((ErrCode)k), err_exit_status((ErrCode)k),
                 err_http_status((ErrCode)k), err_meaning((ErrCode)k));
}
