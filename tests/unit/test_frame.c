#include "check.h"

#include "cli/command.h"
#include "compute/frame.h"
#include "compute/procedure.h"

static Arena *mem;

static ErrCode read(const char *text, Frame *f, Err *e)
{
    mem = arena_open(1 << 20);
    return frame_read_text(str_of(text), "figures.csv", mem, f, e);
}

TEST(frame_gives_columns_numbers_and_lines)
{
    Frame f;
    Err e;
    double *v;
    CHECK_OK(read("a,b\n\n1, 2.5 \nNA,\n", &f, &e), &e);
    CHECK(f.rows == 2 && f.cols == 2 && f.line[0] == 3 && f.line[1] == 4);
    CHECK_OK(frame_numbers(&f, "b", (FrameRange){ 0, 10 }, mem, &v, &e), &e);
    CHECK(v[0] == 2.5 && isnan(v[1]));
    arena_close(mem);
}

TEST(frame_says_what_is_wrong_and_where)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        { "", "figures.csv: the file is empty" },
        { "a,a\n1,2\n", "figures.csv: the column 'a' is there twice" },
        { "a,\n1,2\n", "figures.csv: line 1: column 2 has no name" },
        { "a,b\n1\n", "figures.csv: line 2: 1 columns, 2 expected" },
        { "b\n1\n", "figures.csv: there is no column 'a'" },
        { "a\n1\nx\n", "figures.csv: line 3, column a: 'x' is not a number" },
        { "a\n1\n11\n", "figures.csv: line 3, column a: '11' is not from 0 to 10" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Frame f;
        Err e;
        double *v;
        ErrCode code = read(cases[i].text, &f, &e);
        if (code == ERR_OK) code = frame_numbers(&f, "a", (FrameRange){ 0, 10 }, mem, &v, &e);
        CHECK(code == ERR_INPUT);
        CHECK_TEXT(e.message, cases[i].message);
        arena_close(mem);
    }
}

/* A file that a procedure takes or writes must be an option of the command. */
TEST(procedures_have_their_options)
{
    const CommandOption *options = NULL;
    for (const Command *const *c = command_list; *c; c++)
        if (strcmp((*c)->name, "compute") == 0) options = (*c)->options;
    CHECK(options != NULL);
    for (const Procedure *const *p = procedure_list; *p; p++) {
        const ProcedureInput *in = (*p)->inputs;
        const ProcedureOutput *out = (*p)->outputs;
        CHECK(((*p)->columns != NULL) != ((*p)->shape != NULL));
        while (in->option || (out && out->option)) {
            const char *name = in->option ? in++->option : out++->option;
            const CommandOption *o = options;
            while (o->name && strcmp(o->name, name) != 0) o++;
            CHECK(o->name != NULL);
        }
    }
}
