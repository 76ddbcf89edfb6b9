/* Data sets as chance alone would make them. */
#include "stats/draw.h"
#include "stats/scan_priv.h"

/* More to shuffle than this and a simulation takes seconds. */
enum { MAX_SHUFFLED = 50000000, MANY = 8, ROOM = 64 };

typedef struct {
    uint32_t step, cases;
} Deal;

/* Cases that change their times among themselves: a piece of the deck, and how many go where. */
typedef struct {
    size_t first, n, deals;
    const Deal *deal;
} Group;

/* Cells of which each case takes one. */
typedef struct {
    double cases;         /* NAN: Poisson of `expected` */
    double expected, all; /* in the cells, and with all that is in no window */
    bool one_by_one;      /* else a count is drawn for each cell */
    DrawTable table;
    const double *weight;
    const uint32_t *cell; /* of each entry of the table; NULL: the same number */
    uint32_t n;
} Urn;

struct ScanSource {
    const ScanField *f;
    size_t most; /* entries of a draw */
    bool single; /* each entry is one case */
    size_t urns, groups, deck_size, chosen;
    const Urn *urn;
    const Group *group;
    const uint32_t *deck;
};

static double total(const double *v, size_t n)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) sum += v[i];
    return sum;
}

static ErrCode open_urn(ScanSource *s, Urn *u, Arena *mem, Err *e)
{
    double mean = isnan(u->cases) ? u->expected : u->cases * (u->expected / u->all);
    u->one_by_one = mean <= (double)MANY * u->n && mean <= MAX_SHUFFLED;
    if (!(u->expected > 0.0)) u->n = 0;
    if (u->n && u->one_by_one) TRY(stat_draw_table(u->weight, u->n, mem, &u->table, e));
    double room = mean + 20.0 * sqrt(mean) + ROOM;
    if (!isnan(u->cases) && room > u->cases) room = u->cases;
    s->single = s->single && u->one_by_one;
    s->most += u->one_by_one ? (size_t)room + 1 : u->n;
    return ERR_OK;
}

/* One urn with all places and steps. */
static ErrCode open_whole(ScanSource *s, Arena *mem, Err *e)
{
    const ScanField *f = s->f;
    uint32_t steps = f->steps.steps;
    size_t n = f->p->places * steps;
    double *weight;
    Urn *u;
    NEW(weight, n + 1, mem, e);
    NEW(u, 1, mem, e);
    for (size_t i = 0; i < n; i++) weight[i] = i % steps ? f->base[i] - f->base[i - 1] : f->base[i];
    for (size_t i = 0; i < n; i++) weight[i] = weight[i] > 0.0 ? weight[i] : 0.0;
    *u = (Urn){ .cases = f->p->model == SCAN_POISSON ? f->scale.cases : (double)NAN,
                .expected = total(weight, n),
                .all = f->scale.people,
                .weight = weight,
                .n = (uint32_t)n };
    s->urn = u;
    s->urns = 1;
    return open_urn(s, u, mem, e);
}

/* One urn for each slot: its cases fall on the places. */
static ErrCode open_strata(ScanSource *s, Arena *mem, Err *e)
{
    const ScanProblem *p = s->f->p;
    Urn *urn;
    NEW(urn, p->slots + 1, mem, e);
    for (size_t t = 0; t < p->slots; t++) {
        uint32_t step = s->f->steps.of_slot[t], *cell;
        if (step == SCAN_NO_STEP) continue;
        double *weight;
        Urn *u = &urn[s->urns++];
        NEW(weight, p->places + 1, mem, e);
        NEW(cell, p->places + 1, mem, e);
        for (size_t i = 0; i < p->places; i++) {
            weight[i] = p->measure[i * p->slots + t];
            cell[i] = (uint32_t)(i * s->f->steps.steps + step);
            u->cases += p->count[i * p->slots + t];
        }
        u->weight = weight;
        u->cell = cell;
        u->n = (uint32_t)p->places;
        u->expected = u->all = total(weight, p->places);
        TRY(open_urn(s, u, mem, e));
    }
    s->urn = urn;
    return ERR_OK;
}

static ErrCode open_deck(ScanSource *s, double cases, Arena *mem, uint32_t **ret, Err *e)
{
    if (cases > MAX_SHUFFLED)
        return err_set(e, ERR_LIMIT, "%.0f are too many to shuffle, the most is %d", cases,
                       MAX_SHUFFLED);
    s->deck_size = (size_t)cases;
    NEW(*ret, s->deck_size + 1, mem, e);
    s->deck = *ret;
    return ERR_OK;
}

/* Cases in the deck group by group, and for each group how many cases each step has. */
static ErrCode open_groups(ScanSource *s, Arena *mem, Err *e)
{
    const ScanProblem *p = s->f->p;
    uint32_t *deck, steps = s->f->steps.steps, *in_step;
    Group *group;
    Deal *deal;
    double cases = 0.0;
    for (size_t i = 0; i < p->cases; i++) cases += p->v[i].count;
    TRY(open_deck(s, cases, mem, &deck, e));
    NEW(group, p->groups + 1, mem, e);
    NEW(in_step, p->groups * steps + 1, mem, e);
    NEW(deal, p->groups * steps + 1, mem, e);
    for (size_t i = 0; i < p->cases; i++) group[p->v[i].group + 1].first += p->v[i].count;
    for (size_t g = 0; g < p->groups; g++) group[g + 1].first += group[g].first;
    for (size_t i = 0; i < p->cases; i++) {
        const ScanCase *c = &p->v[i];
        Group *g = &group[c->group];
        for (uint32_t k = 0; k < c->count; k++) deck[g->first + g->n++] = c->place;
        if (s->f->steps.of_slot[c->slot] != SCAN_NO_STEP)
            in_step[c->group * steps + s->f->steps.of_slot[c->slot]] += c->count;
    }
    for (size_t g = 0; g < p->groups; g++) {
        group[g].deal = deal;
        for (uint32_t t = 0; t < steps; t++) {
            uint32_t n = in_step[g * steps + t];
            if (n == 0) continue;
            *deal++ = (Deal){ t, n };
            group[g].deals++;
            s->most += n;
        }
    }
    s->group = group;
    s->groups = p->groups;
    return ERR_OK;
}

/* The cells of all people, of whom as many as there are cases are chosen. */
static ErrCode open_people(ScanSource *s, Arena *mem, Err *e)
{
    const ScanProblem *p = s->f->p;
    uint32_t *deck;
    TRY(open_deck(s, s->f->scale.people, mem, &deck, e));
    size_t at = 0;
    for (size_t i = 0; i < p->places * p->slots; i++) {
        uint32_t step = s->f->steps.of_slot[i % p->slots];
        uint32_t cell = step == SCAN_NO_STEP ? SCAN_NO_STEP
                                             : (uint32_t)(i / p->slots) * s->f->steps.steps + step;
        for (double k = 0.0; k < p->measure[i] && at < s->deck_size; k += 1.0) deck[at++] = cell;
    }
    s->deck_size = at;
    s->chosen = s->most = (size_t)s->f->scale.cases;
    return ERR_OK;
}

ErrCode scan_source_open(const ScanField *f, Arena *mem, const ScanSource **ret, Err *e)
{
    ScanSource *s;
    NEW(s, 1, mem, e);
    s->f = f;
    s->single = true;
    if (f->p->model == SCAN_PERMUTATION) {
        TRY(open_groups(s, mem, e));
    } else if (f->p->model == SCAN_BERNOULLI) {
        TRY(open_people(s, mem, e));
    } else if (f->p->model == SCAN_EB_NB) {
        s->single = false;
        s->most = f->p->places * f->p->slots;
    } else if (f->p->stratified) {
        TRY(open_strata(s, mem, e));
    } else {
        TRY(open_whole(s, mem, e));
    }
    *ret = s;
    return ERR_OK;
}

size_t scan_hand_bytes(const ScanSource *s)
{
    return (s->most + 8) * (sizeof(uint32_t) + (s->single ? 0 : sizeof(double))) +
           (s->deck_size + 8) * sizeof(uint32_t) + 4096;
}

ErrCode scan_hand_open(const ScanSource *s, Arena *mem, ScanHand *ret, Err *e)
{
    *ret = (ScanHand){ .deck = NULL };
    NEW(ret->draw.cell, s->most + 1, mem, e);
    if (!s->single) NEW(ret->draw.add, s->most + 1, mem, e);
    NEW(ret->deck, s->deck_size + 1, mem, e);
    return ERR_OK;
}

static void put(ScanDraw *d, uint32_t cell, double add)
{
    if (d->add) d->add[d->n] = add;
    d->cell[d->n++] = cell;
}

static void draw_urn(const ScanSource *s, const Urn *u, Chance *chance, ScanDraw *d)
{
    double share = u->expected < u->all ? u->expected / u->all : 1.0, left = u->expected;
    if (u->n == 0) return;
    double cases = isnan(u->cases) ? -1.0 : stat_draw_binomial(chance, u->cases, share);
    if (u->one_by_one) {
        if (cases < 0.0) cases = stat_draw_poisson(chance, u->expected);
        for (double k = 0.0; k < cases && d->n < s->most; k += 1.0) {
            uint32_t i = stat_draw_cell(chance, &u->table);
            put(d, u->cell ? u->cell[i] : i, 1.0);
        }
        return;
    }
    for (uint32_t i = 0; i < u->n; i++) {
        double n = cases < 0.0
                       ? stat_draw_poisson(chance, u->weight[i])
                       : stat_draw_binomial(chance, cases,
                                            u->weight[i] < left ? u->weight[i] / left : 1.0);
        if (cases >= 0.0) cases -= n;
        left -= u->weight[i];
        if (n > 0.0) put(d, u->cell ? u->cell[i] : i, n);
    }
}

/* The first cards of a shuffle: the deck is a copy, in any order that earlier groups left. */
static void shuffle(Chance *chance, uint32_t *deck, size_t n, size_t wanted)
{
    for (size_t i = 0; i < wanted; i++) {
        size_t k = i + stat_draw_below(chance, (uint32_t)(n - i));
        uint32_t t = deck[i];
        deck[i] = deck[k];
        deck[k] = t;
    }
}

static void deal_group(const ScanSource *s, const Group *g, Chance *chance, ScanHand *h)
{
    size_t wanted = 0, at = g->first;
    for (size_t k = 0; k < g->deals; k++) wanted += g->deal[k].cases;
    shuffle(chance, h->deck + g->first, g->n, wanted);
    for (size_t k = 0; k < g->deals; k++)
        for (uint32_t i = 0; i < g->deal[k].cases; i++)
            put(&h->draw, h->deck[at++] * s->f->steps.steps + g->deal[k].step, 1.0);
}

static void draw_spread(const ScanField *f, Chance *chance, ScanDraw *d)
{
    const ScanProblem *p = f->p;
    for (size_t i = 0; i < p->places * p->slots; i++) {
        if (f->steps.of_slot[i % p->slots] == SCAN_NO_STEP) continue;
        double n = stat_draw_negative_binomial(chance, p->measure[i],
                                               p->dispersion ? p->dispersion[i] : 1.0);
        if (n > 0.0) put(d, (uint32_t)i, n);
    }
}

void scan_simulate(const ScanSource *s, Chance *chance, ScanHand *h)
{
    h->draw.n = 0;
    if (s->f->p->model == SCAN_EB_NB) draw_spread(s->f, chance, &h->draw);
    for (size_t i = 0; i < s->urns; i++) draw_urn(s, &s->urn[i], chance, &h->draw);
    if (s->deck_size) memcpy(h->deck, s->deck, s->deck_size * sizeof *h->deck);
    for (size_t g = 0; g < s->groups; g++) deal_group(s, &s->group[g], chance, h);
    if (s->chosen) shuffle(chance, h->deck, s->deck_size, s->chosen);
    for (size_t i = 0; i < s->chosen; i++)
        if (h->deck[i] != SCAN_NO_STEP) put(&h->draw, h->deck[i], 1.0);
}
