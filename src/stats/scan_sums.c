/* What a zone adds up to, and the best of its windows. */
#include "stats/scan_priv.h"

ErrCode scan_sums_open(const ScanField *f, Arena *mem, ScanSums *ret, Err *e)
{
    size_t n = (size_t)f->steps.steps + 1;
    NEW(ret->count, n, mem, e);
    NEW(ret->base, n, mem, e);
    ret->push = ret->count;
    if (f->lean) NEW(ret->push, n, mem, e);
    return ERR_OK;
}

void scan_sums_clear(const ScanField *f, const ScanSums *s)
{
    size_t bytes = ((size_t)f->steps.steps + 1) * sizeof(double);
    memset(s->count, 0, bytes);
    memset(s->push, 0, bytes);
    memset(s->base, 0, bytes);
}

void scan_sums_add(const ScanField *f, const ScanValues *v, uint32_t place, const ScanSums *s)
{
    uint32_t steps = f->steps.steps;
    size_t at = (size_t)place * steps;
    for (uint32_t i = 0; i < steps; i++) s->count[i + 1] += v->count[at + i];
    for (uint32_t i = 0; i < steps; i++) s->base[i + 1] += f->base[at + i];
    if (f->lean)
        for (uint32_t i = 0; i < steps; i++) s->push[i + 1] += v->push[at + i];
}

void scan_sums_look(const ScanField *f, const ScanSums *s, size_t w, double slack, ScanBest *b,
                    uint32_t places)
{
    ScanWindow at = f->steps.value[w];
    double n = s->count[at.to] - s->count[at.from];
    double push = s->push[at.to] - s->push[at.from], base = s->base[at.to] - s->base[at.from];
    double score = scan_score(&f->scale, n, push, base, w);
    if (!(score > b->score * (1.0 + slack))) return;
    b->score = score;
    b->places = places;
    b->window = f->steps.slots[w];
    b->high = f->lean                            ? push > 0.0
              : f->scale.model == SCAN_BERNOULLI ? n * f->scale.people > base * f->scale.cases
                                                 : n > base;
}
