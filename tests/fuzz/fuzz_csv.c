/* Any bytes as a CSV file: an error or rows, never a crash. */
#include "base/csv.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static ErrCode on_row(void *context, const CsvRow *row, Err *e)
{
    size_t *bytes = context;
    (void)e;
    for (size_t i = 0; i < row->n; i++) *bytes += str_trim(row->v[i]).n;
    return ERR_OK;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    size_t bytes = 0;
    Err e;
    (void)(csv_read_text((Str){ size, (const char *)data }, on_row, &bytes, &e) == ERR_OK);
    return 0;
}
