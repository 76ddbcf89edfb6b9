/* Tables as CSV with a description of their columns (CSV on the Web), and as a workbook. */
#include <stdlib.h>
#include <xlsxwriter.h>

#include "base/buf.h"
#include "reports/report.h"

enum { TABLE_BYTES = 64 << 20 };

static size_t columns_of(const ReportTable *t)
{
    size_t n = 0;
    while (t->columns[n]) n++;
    return n;
}

static ErrCode write_metadata(const ReportCall *c, const ReportTable *t)
{
    AUTO(buf_free) Buf out = BUF_MAX(TABLE_BYTES);
    Str text;
    buf_addf(&out,
             "{\n \"@context\": [\"http://www.w3.org/ns/csvw\", {\"@language\": \"en-GB\"}],\n"
             " \"url\": \"%s.csv\",\n \"dc:title\": ",
             t->name);
    buf_add_json(&out, str_of(t->title));
    buf_addf(&out, ",\n \"dc:identifier\": \"%.*s\",\n \"tableSchema\": {\"columns\": [",
             STR_ARG(c->snapshot.digest));
    for (size_t k = 0; t->columns[k]; k++) {
        buf_addf(&out,
                 "%s\n  {\"name\": \"%s\", \"titles\": \"%s\", \"datatype\": \"%s\", "
                 "\"null\": \"\", \"dc:description\": ",
                 k ? "," : "", t->columns[k], t->columns[k],
                 t->numeric[k] == 'n' ? "number" : "string");
        buf_add_json(&out, str_of(t->meaning[k]));
        buf_add(&out, STR("}"));
    }
    buf_add(&out, STR("\n ]}\n}\n"));
    TRY(buf_done(&out, &text, &c->op->err));
    return report_file(c, arena_fmt(c->op->mem, "%s.csv-metadata.json", t->name).p, text);
}

ErrCode report_csv(const ReportCall *c, const ReportTable *t)
{
    AUTO(buf_free) Buf out = BUF_MAX(TABLE_BYTES);
    Str text;
    size_t cols = columns_of(t);
    for (size_t k = 0; k < cols; k++) buf_addf(&out, "%s%s", k ? "," : "", t->columns[k]);
    buf_add(&out, STR("\n"));
    for (size_t i = 0; i < t->rows * cols; i++) {
        buf_add_csv(&out, t->cells[i]);
        buf_add(&out, (i + 1) % cols ? STR(",") : STR("\n"));
    }
    TRY(buf_done(&out, &text, &c->op->err));
    TRY(report_file(c, arena_fmt(c->op->mem, "%s.csv", t->name).p, text));
    return write_metadata(c, t);
}

static void write_cell(lxw_worksheet *sheet, size_t row, size_t col, const ReportTable *t, Str s,
                       Arena *mem)
{
    double x;
    Err why;
    if (s.n == 0) return;
    if (t->numeric[col] == 'n' && str_f64(s, "", &x, &why) == ERR_OK)
        worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)col, x, NULL);
    else
        worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)col, arena_str(mem, s).p, NULL);
}

static void write_sheet(lxw_workbook *book, const ReportTable *t, Arena *mem)
{
    lxw_worksheet *sheet = workbook_add_worksheet(book, t->name);
    lxw_format *bold = workbook_add_format(book);
    size_t cols = columns_of(t);
    if (!sheet || !bold) return;
    format_set_bold(bold);
    worksheet_freeze_panes(sheet, 1, 0);
    for (size_t k = 0; k < cols; k++)
        worksheet_write_string(sheet, 0, (lxw_col_t)k, t->columns[k], bold);
    for (size_t i = 0; i < t->rows * cols; i++)
        write_cell(sheet, 1 + i / cols, i % cols, t, t->cells[i], mem);
}

ErrCode report_workbook(const ReportCall *c, const ReportTable tables[], size_t n)
{
    Arena *mem = c->op->mem;
    Str path = arena_fmt(mem, "%s/figures.xlsx", c->folder);
    lxw_workbook *book = workbook_new(path.p);
    /* The day of the snapshot, so that the same snapshot gives the same bytes. */
    lxw_doc_properties facts = { .created = (time_t)c->snapshot.made_at };
    if (!book) return err_set(&c->op->err, ERR_IO, "figures.xlsx: cannot be written");
    workbook_set_properties(book, &facts);
    for (size_t i = 0; i < n; i++) {
        ArenaMark mark = arena_mark(mem);
        write_sheet(book, &tables[i], mem);
        arena_back(mem, mark);
    }
    if (workbook_close(book) == LXW_NO_ERROR) return ERR_OK;
    return err_set(&c->op->err, ERR_IO, "figures.xlsx: cannot be written");
}
