/* The program: finds the command, prepares what it needs, prints what it says. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "access/account.h"
#include "cli/help.h"
#include "cli/options.h"
#include "store/db.h"
#include "store/migrate.h"

enum { WORD_BYTES = 4 << 20, OP_BYTES = 1 << 30, OUT_BYTES = 1 << 30 };

static const Command *find(const char *name)
{
    for (const Command *const *p = command_list; *p; p++)
        if (strcmp((*p)->name, name) == 0) return *p;
    return NULL;
}

/* Who acts: the account named by --actor, checked; the system only while there are no accounts. */
static ErrCode find_actor(Op *op, const char *login)
{
    Account a;
    TRY(migrate_check(op));
    TRY(account_find(op, str_of(login), &a));
    op->actor = a.id;
    return ERR_OK;
}

static ErrCode identify(const CommandCall *call)
{
    const char *login = call_option(call, "actor");
    if (!login) login = getenv("BELFRY_ACTOR");
    ErrCode begun = op_begin(call->op, OP_READ, OP_BYTES);
    if (begun == ERR_OK) begun = find_actor(call->op, login ? login : "operator");
    return op_end(call->op, begun);
}

static ErrCode run_in_op(CommandCall *call)
{
    CommandNeeds needs = call->command->needs;
    OpMode mode = needs == NEEDS_WRITE ? OP_WRITE : OP_READ;
    Db *db = call->op->db;
    if (needs == NEEDS_CONNECTION) call->op->db = NULL; /* the command opens its own operations */
    ErrCode code = op_begin(call->op, mode, OP_BYTES);
    call->op->db = db;
    if (code == ERR_OK) code = call->command->run(call);
    if (needs == NEEDS_CONNECTION) call->op->db = NULL;
    code = op_end(call->op, code);
    call->op->db = db;
    return code;
}

static ErrCode run_with_database(CommandCall *call)
{
    bool makes = call->command->makes_database;
    TRY(db_open(call->database, makes ? DB_CREATE : DB_EXISTING, &call->op->db, &call->op->err));
    ErrCode code = makes ? ERR_OK : identify(call);
    if (code == ERR_OK) code = run_in_op(call);
    db_close(call->op->db);
    call->op->db = NULL;
    return code;
}

static ErrCode run_command(CommandCall *call)
{
    const char *format = call_option(call, "format");
    const char *database = call_option(call, "database");
    if (!database) database = getenv("BELFRY_DATABASE");
    call->database = database ? database : "belfry.db";
    if (format) TRY(table_format_parse(str_of(format), &call->format, &call->op->err));
    if (call_option(call, "help")) {
        help_command(call->command, call->out);
        if (call->command->more_help) call->command->more_help(call, call->out);
        return ERR_OK;
    }
    if (call->command->needs == NEEDS_NOTHING) return run_in_op(call);
    return run_with_database(call);
}

static ErrCode print_answer(CommandCall *call)
{
    Str text;
    TRY(buf_done(call->out, &text, &call->op->err));
    call_flush(call);
    if (ferror(stdout)) return err_set(&call->op->err, ERR_IO, "the answer could not be printed");
    return ERR_OK;
}

static ErrCode perform(CommandCall *call, int argc, const char *const argv[])
{
    Arena *words = arena_open(WORD_BYTES);
    if (!words) return err_set(&call->op->err, ERR_LIMIT, "out of memory");
    ErrCode code = options_read(call, argc, argv, words, &call->op->err);
    if (code == ERR_OK) code = run_command(call);
    /* What a command printed before it failed (such as the list of bad rows) is printed too. */
    ErrCode printed = print_answer(call);
    arena_close(words);
    return code == ERR_OK ? printed : code;
}

/* Tests and replays may fix the clock; everything below reads it from the op. */
static int64_t clock_reading(void)
{
    const char *fixed = getenv("BELFRY_NOW");
    int64_t now;
    Err e;
    if (fixed && str_int(str_of(fixed), "BELFRY_NOW", &now, &e) == ERR_OK) return now;
    return (int64_t)time(NULL);
}

static int answer(const Command *command, int argc, const char *const argv[])
{
    AUTO(buf_free) Buf out = BUF_MAX(OUT_BYTES);
    Op op = { .now = clock_reading() };
    CommandCall call = { .command = command,
                         .op = &op,
                         .out = &out,
                         .terminal = isatty(STDERR_FILENO) == 1,
                         .program = argv[0] };
    ErrCode code = perform(&call, argc - 2, argv + 2);
    if (code == ERR_OK) return 0;
    (void)fflush(stdout);
    (void)fprintf(stderr, "belfry: %s\n", op.err.message);
    if (op.err.detail[0] && getenv("BELFRY_DETAIL"))
        (void)fprintf(stderr, "belfry: detail: %s\n", op.err.detail);
    return err_exit_status(code);
}

static int overview(FILE *to, int status)
{
    AUTO(buf_free) Buf out = BUF_MAX(OUT_BYTES);
    help_overview(&out);
    if (out.n) (void)fwrite(out.p, 1, out.n, to);
    return status;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        (void)overview(stderr, 0);
        (void)fprintf(stderr, "belfry: a command is needed\n");
        return err_exit_status(ERR_INPUT);
    }
    if (strcmp(argv[1], "--version") == 0) {
        (void)printf("belfry %s\n", BELFRY_VERSION);
        return 0;
    }
    if (strcmp(argv[1], "--help") == 0 || (strcmp(argv[1], "help") == 0 && argc == 2))
        return overview(stdout, 0);
    const Command *command = find(argv[1]);
    if (!command) {
        (void)fprintf(stderr, "belfry: '%.40s': no such command; belfry --help lists them\n",
                      argv[1]);
        return err_exit_status(ERR_INPUT);
    }
    return answer(command, argc, (const char *const *)argv);
}
