/* procedure.h - what a statistical procedure on plain tables is.  One file per procedure in
 * compute/procedures, one `const` struct at its foot; the build lists the folder.
 *
 * A detection method (detection/method.h) judges the periods of one series after another; all
 * other mathematics is a procedure: some CSV files in, one table out, and perhaps further tables.
 * A procedure reads its columns, calls pure functions of stats/ and writes rows; it knows no
 * database, clock or file. */
#ifndef COMPUTE_PROCEDURE_H
#define COMPUTE_PROCEDURE_H

#include "base/settings.h"
#include "base/table.h"
#include "compute/frame.h"

enum { PROCEDURE_MAX_INPUTS = 8, PROCEDURE_MAX_OUTPUTS = 4 };

/* One of the files that it takes. */
typedef struct {
    const char *option;  /* of the command line without dashes: input, cases, places ... */
    const char *columns; /* such as "place,date,count[,category]" */
    bool required;
} ProcedureInput;

/* A further table that it writes when the option is given. */
typedef struct {
    const char *option;         /* of the command line without dashes: members ... */
    const char *const *columns; /* ended by NULL; one without a name: no line of names */
} ProcedureOutput;

typedef struct {
    Arena *mem;                            /* all that it computes lives here */
    Settings set;                          /* checked: only names of its params */
    int threads;                           /* the digits must not depend on it */
    Str unit;                              /* --unit: one column or unit only, "" for all */
    const Frame *in[PROCEDURE_MAX_INPUTS]; /* in the order of inputs; NULL: not given */
    Table *extra[PROCEDURE_MAX_OUTPUTS];   /* in the order of outputs; NULL: not asked for */
    Table out;                             /* opened by procedure_open, or by run itself */
    Buf *notes;                            /* lines for the person, such as what was left out */
    Err *err;
} ProcedureCall;

typedef struct {
    const char *name, *title;
    const char *meaning; /* one sentence that a resident would accept */
    const char *formula;
    const char *defects;        /* what the peers get wrong, and what we do instead; "" for none */
    const char *source;         /* key in docs/sources.bib */
    const SettingParam *params; /* ended by a NULL name */
    const ProcedureInput *inputs;   /* ended by a NULL option; the first may stand after the name */
    const ProcedureOutput *outputs; /* ended by a NULL option; NULL for none */
    const char *const *columns;     /* of the table, ended by NULL; NULL: run opens c->out, whose
                                     * columns follow the input's */
    const char *shape; /* what the columns are when they follow the input's; else NULL */
    /* error  ERR_INPUT  names file, line and column, or the setting */
    ErrCode (*run)(ProcedureCall *c);
} Procedure;

#define PROCEDURE(id)                                                                              \
    extern const Procedure procedure_##id;                                                         \
    const Procedure procedure_##id

extern const Procedure *const procedure_list[];

/** The procedure of that name, or NULL. */
const Procedure *procedure_find(Str name);

#endif
