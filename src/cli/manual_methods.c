#include "cli/manual_methods.h"

/* What methods and procedures have in common. */
typedef struct {
    const char *name, *title, *meaning, *formula, *defects, *source;
    const SettingParam *params;
} Common;

static Common of_method(const Method *m)
{
    return (Common){ m->name, m->title, m->meaning, m->formula, m->defects, m->source, m->params };
}

static Common of_procedure(const Procedure *p)
{
    return (Common){ p->name, p->title, p->meaning, p->formula, p->defects, p->source, p->params };
}

static void list_columns(const char *const *columns, Buf *out)
{
    for (size_t i = 0; columns[i]; i++) buf_addf(out, "%s%s", i ? "," : "", columns[i]);
}

static void add_columns(const Procedure *p, Buf *out)
{
    if (p->columns)
        list_columns(p->columns, out);
    else
        buf_add(out, str_of(p->shape));
}

static void head(const Common *c, Buf *out)
{
    buf_addf(out, "\n## %s (`%s`)\n\n%s\n\n```\n%s\n```\n\n", c->title, c->name, c->meaning,
             c->formula);
    if (!c->params[0].name) return;
    buf_add(out, STR("| setting | default | may be | what it is |\n|---|---|---|---|\n"));
    for (const SettingParam *q = c->params; q->name; q++)
        buf_addf(out, "| `%s` | %s | %s | %s |\n", q->name, q->fallback, q->range, q->meaning);
    buf_add(out, STR("\n"));
}

static void foot(const Common *c, Buf *out)
{
    buf_addf(out, "`.\n\nSource: `%s` in ../sources.bib.\n", c->source);
    if (*c->defects) buf_addf(out, "\nWhat the peers get wrong: %s\n", c->defects);
}

static void manual_procedure(const Procedure *p, Buf *out)
{
    Common c = of_procedure(p);
    head(&c, out);
    for (const ProcedureInput *in = p->inputs; in->option; in++)
        buf_addf(out, "- `--%s FILE`%s: `%s`\n", in->option, in->required ? "" : " (optional)",
                 in->columns);
    for (const ProcedureOutput *o = p->outputs; o && o->option; o++) {
        buf_addf(out, "- writes `--%s FILE`: `", o->option);
        list_columns(o->columns, out);
        buf_add(out, STR("`\n"));
    }
    buf_add(out, STR("\nPrints `"));
    add_columns(p, out);
    foot(&c, out);
}

void manual_methods(Buf *out)
{
    buf_add(out, STR("# Statistical methods\n\nPrinted by `belfry manual methods`; do not edit.\n"
                     "Measured figures are in ../benchmarks.md.\n\n"
                     "# Detection methods\n\n"
                     "Each judges the periods of one series after another.\n"));
    for (const Method *const *p = method_list; *p; p++) {
        Common c = of_method(*p);
        head(&c, out);
        buf_add(out, STR("Columns of `belfry compute`: `"));
        list_columns((*p)->columns, out);
        foot(&c, out);
    }
    buf_add(out, STR("\n# Procedures\n\nEach takes plain tables and prints one.\n"));
    for (const Procedure *const *p = procedure_list; *p; p++) manual_procedure(*p, out);
}

static void text_head(const Common *c, Buf *out)
{
    buf_addf(out, "%s: %s\n\n%s\n\n", c->name, c->meaning, c->formula);
    if (c->params[0].name) buf_add(out, STR("settings (--set KEY=VALUE):\n"));
    for (const SettingParam *q = c->params; q->name; q++)
        buf_addf(out, "  %-22s %s (default %s; %s)\n", q->name, q->meaning, q->fallback, q->range);
}

static void text_foot(const Common *c, Buf *out)
{
    buf_addf(out, "\nsource: %s\n", c->source);
    if (*c->defects) buf_addf(out, "peers: %s\n", c->defects);
}

void manual_method_text(const Method *m, Buf *out)
{
    Common c = of_method(m);
    text_head(&c, out);
    buf_add(out,
            STR("\ninput: a CSV file with columns t,date,UNIT... (date may be empty)\noutput: "));
    list_columns(m->columns, out);
    text_foot(&c, out);
}

void manual_procedure_text(const Procedure *p, Buf *out)
{
    Common c = of_procedure(p);
    text_head(&c, out);
    buf_add(out, STR("\nfiles:\n"));
    for (const ProcedureInput *in = p->inputs; in->option; in++)
        buf_addf(out, "  --%-20s %s%s\n", in->option, in->columns,
                 in->required ? "" : " (optional)");
    for (const ProcedureOutput *o = p->outputs; o && o->option; o++) {
        buf_addf(out, "  --%-20s writes ", o->option);
        list_columns(o->columns, out);
        buf_add(out, STR("\n"));
    }
    buf_add(out, STR("output: "));
    add_columns(p, out);
    text_foot(&c, out);
}
