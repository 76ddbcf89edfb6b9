/* From places x slots to what a search adds up: sums over runs of slots. */
#include "stats/scan_priv.h"

/* Marks where windows begin or end; returns whether all end with the last slot. */
static bool mark_edges(const ScanProblem *p, const ScanWindows *windows, bool *edge)
{
    bool ends = true;
    for (size_t i = 0; i < windows->n; i++) {
        edge[windows->v[i].from] = edge[windows->v[i].to] = true;
        ends = ends && windows->v[i].to == p->slots;
    }
    return ends;
}

/* Forward: value k is the sum from the first edge to the k-th.  Backward: from the k-th edge, seen
 * from the end, to the last slot. */
static uint32_t number_steps(const ScanProblem *p, bool ends, const bool *edge, uint32_t *of_slot,
                             uint32_t *value_of)
{
    uint32_t step = 0, slots = (uint32_t)p->slots, open = SCAN_NO_STEP;
    for (uint32_t i = 0; i <= slots; i++) {
        uint32_t at = ends ? slots - i : i;
        if (edge[at]) value_of[at] = open == SCAN_NO_STEP ? (step = 0) : ++step;
        if (edge[at]) open = step;
        uint32_t slot = ends ? at - 1 : at;
        if (i < slots) of_slot[slot] = open;
    }
    /* What lies beyond the last edge is in no window. */
    for (uint32_t i = 0; i < slots; i++)
        if (of_slot[i] != SCAN_NO_STEP && of_slot[i] >= step) of_slot[i] = SCAN_NO_STEP;
    return step;
}

static ErrCode open_steps(const ScanProblem *p, const ScanWindows *windows, Arena *mem,
                          ScanSteps *ret, Err *e)
{
    bool *edge;
    uint32_t *of_slot, *value_of;
    ScanWindow *value;
    NEW(edge, p->slots + 1, mem, e);
    NEW(value_of, p->slots + 1, mem, e);
    NEW(of_slot, p->slots + 1, mem, e);
    NEW(value, windows->n + 1, mem, e);
    bool ends = mark_edges(p, windows, edge);
    uint32_t steps = number_steps(p, ends, edge, of_slot, value_of);
    for (size_t i = 0; i < windows->n; i++)
        value[i] = (ScanWindow){ ends ? 0 : value_of[windows->v[i].from],
                                 value_of[ends ? windows->v[i].from : windows->v[i].to] };
    *ret = (ScanSteps){ steps, of_slot, ends, windows->n, windows->v, value };
    return ERR_OK;
}

void scan_accumulate(const ScanField *f, double *value)
{
    for (size_t i = 0; i < f->p->places; i++, value += f->steps.steps)
        for (uint32_t s = 1; s < f->steps.steps; s++) value[s] += value[s - 1];
}

/* Sums of places x slots over the slots of each step. */
static void gather(const ScanField *f, const double *cells, double *ret)
{
    const ScanProblem *p = f->p;
    memset(ret, 0, p->places * f->steps.steps * sizeof *ret);
    for (size_t i = 0; i < p->places; i++)
        for (size_t t = 0; t < p->slots; t++)
            if (f->steps.of_slot[t] != SCAN_NO_STEP)
                ret[i * f->steps.steps + f->steps.of_slot[t]] += cells[i * p->slots + t];
}

void scan_observed(const ScanField *f, double *ret)
{
    gather(f, f->p->count, ret);
}

/* The weight of a slot in the window that is step s's value: 1, or 1, 2, 3 ... from its start. */
static double weight(const ScanField *f, size_t slot, uint32_t s)
{
    if (!f->p->emerging) return 1.0;
    for (size_t w = 0; w < f->steps.windows; w++)
        if (f->steps.value[w].to == s + 1)
            return slot < f->steps.slots[w].from ? 0.0
                                                 : (double)(slot - f->steps.slots[w].from + 1);
    return 0.0;
}

/* Sums over slots of cell / dispersion, weighted by t or (squared) t^2, for each value. */
static void weigh(const ScanField *f, const double *cells, bool squared, double *ret)
{
    const ScanProblem *p = f->p;
    uint32_t steps = f->steps.steps;
    memset(ret, 0, p->places * steps * sizeof *ret);
    for (uint32_t s = 0; s < steps; s++)
        for (size_t t = 0; t < p->slots; t++) {
            uint32_t step = f->steps.of_slot[t];
            if (step == SCAN_NO_STEP || step > s || (!p->emerging && step != s)) continue;
            double by = weight(f, t, s);
            by = squared ? by * by : by;
            for (size_t i = 0; i < p->places; i++)
                ret[i * steps + s] += by * cells[i * p->slots + t] /
                                      (p->dispersion ? p->dispersion[i * p->slots + t] : 1.0);
        }
    if (!p->emerging) scan_accumulate(f, ret);
}

void scan_push(const ScanField *f, const double *cells, double *ret)
{
    weigh(f, cells, false, ret);
    for (size_t i = 0; i < f->p->places * f->steps.steps; i++) ret[i] -= f->lean[i];
}

static double sum_of(const double *v, size_t n)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) sum += v[i];
    return sum;
}

static ErrCode open_scale(const ScanProblem *p, const ScanWindows *windows, Arena *mem,
                          ScanScale *ret, Err *e)
{
    double *of_window = NULL, *of_slot;
    if (p->stratified) {
        NEW(of_window, windows->n + 1, mem, e);
        NEW(of_slot, p->slots + 1, mem, e);
        for (size_t i = 0; i < p->places * p->slots; i++) of_slot[i % p->slots] += p->count[i];
        for (size_t w = 0; w < windows->n; w++)
            for (uint32_t t = windows->v[w].from; t < windows->v[w].to; t++)
                of_window[w] += of_slot[t];
    }
    *ret = (ScanScale){ .model = p->model,
                        .look = p->look,
                        .forget_root = p->forget_root,
                        .min_cases = p->min_cases,
                        .cases = sum_of(p->count, p->places * p->slots),
                        .people = sum_of(p->measure, p->places * p->slots),
                        .window_cases = of_window };
    return ERR_OK;
}

ErrCode scan_field_open(const ScanProblem *p, const ScanWindows *windows, Arena *mem,
                        ScanField *ret, Err *e)
{
    ScanField f = { .p = p };
    double *base, *lean = NULL;
    TRY(open_steps(p, windows, mem, &f.steps, e));
    TRY(open_scale(p, windows, mem, &f.scale, e));
    NEW(base, p->places * f.steps.steps + 1, mem, e);
    if (p->model == SCAN_EB_NB) {
        NEW(lean, p->places * f.steps.steps + 1, mem, e);
        weigh(&f, p->measure, true, base);
        weigh(&f, p->measure, false, lean);
    } else {
        gather(&f, p->measure, base);
        scan_accumulate(&f, base);
    }
    f.base = base;
    f.lean = lean;
    *ret = f;
    return ERR_OK;
}
