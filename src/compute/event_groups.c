#include "compute/event_groups.h"

#include <math.h>
#include <stdlib.h>

#include "base/date.h"

typedef struct {
    Str place, theme;
    double time;
    size_t row;
} Event;

static int compare_text(Str a, Str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

static int in_order(const void *a, const void *b)
{
    const Event *x = a, *y = b;
    int order = compare_text(x->place, y->place);
    if (order == 0) order = compare_text(x->theme, y->theme);
    if (order == 0) order = (x->time > y->time) - (x->time < y->time);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

static bool same_group(const Event *a, const Event *b)
{
    return str_eq(a->place, b->place) && str_eq(a->theme, b->theme);
}

/* Days and numbers do not mix: 2024 beside 2024-07-29 would be a mistake. */
static ErrCode read_time(const ProcedureCall *c, size_t row, size_t col, int *kind, double *ret)
{
    const Frame *f = c->in[0];
    Str s = frame_cell(f, row, col);
    Err why;
    int32_t day;
    int this_kind = 0;
    if (date_parse(s, "", &day, &why) == ERR_OK) {
        *ret = (double)day;
        this_kind = 1;
    } else if (str_f64(s, "", ret, &why) == ERR_OK && fabs(*ret) <= 1e15)
        this_kind = 2;
    if (this_kind == 0 || (*kind && this_kind != *kind))
        return frame_fault(f, row, col,
                           *kind == 1   ? "a day (2024-07-29), as the rows before"
                           : *kind == 2 ? "a number, as the rows before"
                                        : "a number or a day (2024-07-29)",
                           c->err);
    *kind = this_kind;
    return ERR_OK;
}

static ErrCode read_events(const ProcedureCall *c, Event **ret, size_t *ret_n)
{
    const Frame *f = c->in[0];
    size_t time, place, theme, n = 0;
    int kind = 0;
    Event *v;
    TRY(frame_column(f, "time", &time, c->err));
    bool has_place = frame_has(f, "place", &place), has_theme = frame_has(f, "theme", &theme);
    NEW(v, f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < f->rows; i++) {
        Event event = { .row = i };
        TRY(read_time(c, i, time, &kind, &event.time));
        if (has_place) event.place = frame_cell(f, i, place);
        if (has_theme) event.theme = frame_cell(f, i, theme);
        if (c->unit.n == 0 || str_eq(event.place, c->unit)) v[n++] = event;
    }
    if (c->unit.n && n == 0)
        return err_set(c->err, ERR_MISSING, "--unit: no rows of the place '%.40s'", c->unit.p);
    if (n) qsort(v, n, sizeof *v, in_order);
    *ret = v;
    *ret_n = n;
    return ERR_OK;
}

ErrCode event_groups(const ProcedureCall *c, EventGroups *ret)
{
    Event *v;
    EventGroup *groups;
    size_t n, k = 0, *row;
    double *at;
    TRY(read_events(c, &v, &n));
    NEW(groups, n + 1, c->mem, c->err);
    NEW(row, n + 1, c->mem, c->err);
    NEW(at, n + 1, c->mem, c->err);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || !same_group(&v[i - 1], &v[i]))
            groups[k++] = (EventGroup){ v[i].place, v[i].theme, 0, row + i, at + i };
        row[i] = v[i].row;
        at[i] = v[i].time;
        groups[k - 1].n++;
    }
    *ret = (EventGroups){ k, groups };
    return ERR_OK;
}
