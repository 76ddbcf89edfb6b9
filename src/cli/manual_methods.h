/* manual_methods.h - the methods page, printed from the method structs. */
#ifndef CLI_MANUAL_METHODS_H
#define CLI_MANUAL_METHODS_H

#include "base/buf.h"
#include "compute/procedure.h"
#include "detection/method.h"

/** Every method and procedure as Markdown, for docs/generated/methods.md. */
void manual_methods(Buf *out) NONNULL;

/** One procedure's parameters, files, formula and source as text, for compute --help. */
void manual_procedure_text(const Procedure *p, Buf *out) NONNULL;

/** One method's parameters, formula and source as text, for compute --help. */
void manual_method_text(const Method *m, Buf *out) NONNULL;

#endif
