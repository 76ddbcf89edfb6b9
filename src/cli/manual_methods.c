#include "cli/manual_methods.h"

static void columns_line(const Method *m, Buf *out)
{
    for (size_t i = 0; m->columns[i]; i++) buf_addf(out, "%s%s", i ? "," : "", m->columns[i]);
}

void manual_methods(Buf *out)
{
    buf_add(out, STR("# Detection methods\n\nPrinted by `belfry manual methods`; do not edit.\n"
                     "Measured figures are in ../benchmarks.md.\n"));
    for (const Method *const *p = method_list; *p; p++) {
        const Method *m = *p;
        buf_addf(out, "\n## %s (`%s`)\n\n%s\n\n```\n%s\n```\n\n", m->title, m->name, m->meaning,
                 m->formula);
        buf_add(out, STR("| setting | default | may be | what it is |\n|---|---|---|---|\n"));
        for (const MethodParam *q = m->params; q->name; q++)
            buf_addf(out, "| `%s` | %s | %s | %s |\n", q->name, q->fallback, q->range, q->meaning);
        buf_add(out, STR("\nColumns of `belfry compute`: `"));
        columns_line(m, out);
        buf_addf(out, "`.\n\nSource: `%s` in ../sources.bib.\n\nWhat the peers get wrong: %s\n",
                 m->source, m->defects);
    }
}

void manual_method_text(const Method *m, Buf *out)
{
    buf_addf(out, "%s: %s\n\n%s\n\nsettings (--set KEY=VALUE):\n", m->name, m->meaning, m->formula);
    for (const MethodParam *q = m->params; q->name; q++)
        buf_addf(out, "  %-22s %s (default %s; %s)\n", q->name, q->meaning, q->fallback, q->range);
    buf_add(out,
            STR("\ninput: a CSV file with columns t,date,UNIT... (date may be empty)\noutput: "));
    columns_line(m, out);
    buf_addf(out, "\nsource: %s\npeers: %s\n", m->source, m->defects);
}
