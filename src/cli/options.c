#include "cli/options.h"

const CommandOption common_options[] = {
    { "database", "ADDRESS", "SQLite file or postgresql:// address (default: belfry.db)" },
    { "format", "text|csv|json", "how to print the answer (default: text)" },
    { "actor", "LOGIN", "who you are in the audit (default: operator)" },
    { "help", NULL, "what the command does and takes" },
    { NULL, NULL, NULL },
};

static const CommandOption *find(const CommandOption *list, Str name)
{
    for (; list && list->name; list++)
        if (str_eq(name, str_of(list->name))) return list;
    return NULL;
}

static ErrCode read_option(CommandCall *call, const char *const argv[], int argc, int *at, Err *e)
{
    Str word = str_of(argv[*at] + 2), rest = word, name = word;
    (void)str_split(&rest, '=', &name);
    const CommandOption *o = find(call->command->options, name);
    if (!o) o = find(common_options, name);
    if (!o)
        return err_set(e, ERR_INPUT, "--%.*s: no such option; see belfry %s --help",
                       name.n > 40 ? 40 : (int)name.n, name.p, call->command->name);
    const char *value = rest.p ? rest.p : NULL;
    if (!o->value && value) return err_set(e, ERR_INPUT, "--%s: takes no value", o->name);
    if (o->value && !value) {
        if (*at + 1 >= argc) return err_set(e, ERR_INPUT, "--%s: expected %s", o->name, o->value);
        value = argv[++*at];
    }
    call->given[call->given_n++] = (CallOption){ o->name, value ? value : "" };
    return ERR_OK;
}

static ErrCode check_count(const CommandCall *call, Err *e)
{
    const Command *c = call->command;
    if (call_option(call, "help")) return ERR_OK;
    if (call->argc < c->min_args || call->argc > c->max_args)
        return err_set(e, ERR_INPUT, "usage: belfry %s", c->usage);
    return ERR_OK;
}

ErrCode options_read(CommandCall *call, int argc, const char *const argv[], Arena *mem, Err *e)
{
    const char **words;
    bool only_words = false;
    NEW(words, (size_t)argc + 1, mem, e);
    NEW(call->given, (size_t)argc + 1, mem, e);
    call->argv = words;
    for (int i = 0; i < argc; i++) {
        bool dashes = argv[i][0] == '-' && argv[i][1] == '-';
        if (!only_words && dashes && !argv[i][2])
            only_words = true;
        else if (!only_words && dashes)
            TRY(read_option(call, argv, argc, &i, e));
        else
            words[call->argc++] = argv[i];
    }
    return check_count(call, e);
}
