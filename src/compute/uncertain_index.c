#include "compute/uncertain_index.h"

#include <math.h>
#include <stdlib.h>

#include "stats/treat.h"

static ErrCode read_words(const ProcedureCall *c, const char *key, const char *const words[],
                          size_t *ret_n, int ret[])
{
    Str rest = setting_text(c->set, key), part;
    if (!rest.p) return ERR_OK;
    *ret_n = 0;
    while (str_split(&rest, ',', &part)) {
        int at = 0;
        while (words[at] && !str_eq_nocase(str_trim(part), str_of(words[at]))) at++;
        if (!words[at] || *ret_n == UNCERTAIN_MOST)
            return err_set(c->err, ERR_INPUT, "setting %s: '%.*s' is not one of its words", key,
                           part.n > 40 ? 40 : (int)part.n, part.p);
        ret[(*ret_n)++] = at;
    }
    return ERR_OK;
}

static ErrCode read_choices(const ProcedureCall *c, UncertainIndex *x)
{
    static const char *const scales[] = { "minmax", "zscore", "prank", NULL };
    static const NormaliseMethod scale[] = { NORMALISE_MINMAX, NORMALISE_ZSCORE, NORMALISE_PRANK };
    static const char *const means[] = { "amean", "gmean", "hmean", NULL };
    static const AggregateMethod mean[] = { AGGREGATE_AMEAN, AGGREGATE_GMEAN, AGGREGATE_HMEAN };
    int s[UNCERTAIN_MOST] = { 0, 1 }, m[UNCERTAIN_MOST] = { 0 };
    bool below_zero = false, needs_above = false;
    x->normalisations = 2;
    x->means = 1;
    TRY(read_words(c, "normalise", scales, &x->normalisations, s));
    TRY(read_words(c, "aggregate", means, &x->means, m));
    for (size_t i = 0; i < x->normalisations; i++) {
        x->normalise[i] = scale[s[i]];
        if (s[i] == 1) below_zero = true;
    }
    for (size_t i = 0; i < x->means; i++) {
        x->mean[i] = mean[m[i]];
        if (m[i] > 0) needs_above = true;
    }
    if (below_zero && needs_above)
        return err_set(c->err, ERR_INPUT,
                       "setting aggregate: gmean and hmean need figures above 0; "
                       "zscore has others");
    x->weight_noise = 0.25;
    x->leave_out = true;
    TRY(setting_number(c->set, "weights", -1e-9, 1.0, &x->weight_noise, c->err));
    TRY(setting_number(c->set, "datThreshold", -1e-9, 1.0, &x->least, c->err));
    return setting_flag(c->set, "leave-one-out", &x->leave_out, c->err);
}

typedef struct {
    int level;
    size_t at;
} Order;

static int by_level(const void *a, const void *b)
{
    const Order *x = a, *y = b;
    if (x->level != y->level) return (x->level > y->level) - (x->level < y->level);
    return (x->at > y->at) - (x->at < y->at);
}

/* Nodes from the lowest level up; the last is the one group of the highest level. */
static ErrCode order_nodes(const ProcedureCall *c, UncertainCall *u)
{
    Order *order;
    UncertainNode *node;
    int *place;
    size_t n = u->meta.n;
    NEW(order, n + 1, c->mem, c->err);
    NEW(node, n + 1, c->mem, c->err);
    NEW(place, n + 1, c->mem, c->err);
    for (size_t k = 0; k < n; k++) order[k] = (Order){ u->meta.node[k].level, k };
    qsort(order, n, sizeof *order, by_level);
    for (size_t k = 0; k < n; k++) place[order[k].at] = (int)k;
    for (size_t k = 0; k < n; k++) {
        const IndexNode *from = &u->meta.node[order[k].at];
        node[k] = (UncertainNode){ from->parent < 0 ? UNCERTAIN_NO_PARENT : place[from->parent], -1,
                                   from->weight, from->direction };
    }
    for (size_t i = 0; i < u->d.n; i++) node[place[u->d.node[i]]].indicator = (int)i;
    bool one = n > 1 && node[n - 1].indicator < 0 && order[n - 1].level > order[n - 2].level;
    if (!one)
        return err_set(c->err, ERR_INPUT, "%s: expected one group at the top", u->meta.f->path);
    u->x.node = node;
    u->x.nodes = n;
    return ERR_OK;
}

static ErrCode read_winmax(const ProcedureCall *c, int *ret_low, int *ret_high)
{
    Str rest = setting_text(c->set, "winmax"), low;
    int64_t a = 0, b = 0;
    Err why;
    *ret_low = *ret_high = 0;
    if (!rest.p) return ERR_OK;
    (void)str_split(&rest, ':', &low);
    if (!rest.p || str_int(low, "", &a, &why) != ERR_OK || str_int(rest, "", &b, &why) != ERR_OK ||
        a < 0 || b < a || b > 100)
        return err_set(c->err, ERR_INPUT, "setting winmax: expected LOW:HIGH within 0:100");
    *ret_low = (int)a;
    *ret_high = (int)b;
    return ERR_OK;
}

static ErrCode treat_columns(const ProcedureCall *c, const UncertainCall *u, size_t most,
                             const double **ret)
{
    Winsorise rule = { { 2.0, 3.5 }, most };
    for (size_t i = 0; i < u->d.n; i++) {
        F64s v = { u->d.units, u->d.v[i] };
        Winsorised w = { .n = 0 };
        NEW(w.v, v.n + 1, c->mem, c->err);
        TRY(stat_winsorise(v, &rule, c->mem, &w, c->err));
        if (!stat_shape_passes(stat_shape((F64s){ v.n, w.v }), rule.limits))
            stat_transform(v, TREAT_LOG_CT, 0.0, w.v);
        ret[i] = w.v;
    }
    return ERR_OK;
}

/* The nominal set first: winmax 5 or the nearest within the range; figures as they are without. */
static ErrCode make_treatments(const ProcedureCall *c, UncertainCall *u)
{
    const double **figure;
    int low, high;
    TRY(read_winmax(c, &low, &high));
    size_t sets = (size_t)(high - low) + 1;
    NEW(figure, sets * u->d.n + 1, c->mem, c->err);
    u->x.figure = figure;
    u->x.treatments = sets;
    if (!setting_text(c->set, "winmax").p) {
        for (size_t i = 0; i < u->d.n; i++) figure[i] = u->d.v[i];
        return ERR_OK;
    }
    int nominal = 5 < low ? low : 5 > high ? high : 5;
    TRY(treat_columns(c, u, (size_t)nominal, figure));
    size_t at = 1;
    for (int most = low; most <= high; most++)
        if (most != nominal) TRY(treat_columns(c, u, (size_t)most, figure + at++ * u->d.n));
    return ERR_OK;
}

static ErrCode read_errors(const ProcedureCall *c, UncertainCall *u)
{
    IndexData errors;
    const double **error;
    if (!c->in[2]) return ERR_OK;
    TRY(index_data_read(c, c->in[2], &u->meta, &errors));
    NEW(error, u->d.n + 1, c->mem, c->err);
    if (errors.units != u->d.units)
        return err_set(c->err, ERR_INPUT, "--errors: %s has %zu rows, %s has %zu", errors.f->path,
                       errors.units, u->d.f->path, u->d.units);
    for (size_t r = 0; r < errors.units && u->d.label < u->d.f->cols; r++)
        if (errors.label == errors.f->cols ||
            !str_eq(frame_cell(errors.f, r, errors.label), frame_cell(u->d.f, r, u->d.label)))
            return err_set(c->err, ERR_INPUT, "--errors: %s: line %lld: expected the unit of %s",
                           errors.f->path, (long long)errors.f->line[r], u->d.f->path);
    for (size_t i = 0; i < u->d.n; i++)
        for (size_t k = 0; k < errors.n; k++)
            if (errors.node[k] == u->d.node[i]) error[i] = errors.v[k];
    u->x.error = error;
    return ERR_OK;
}

size_t uncertain_scratch(const UncertainCall *u)
{
    return (3 * u->x.nodes + 16) * (u->x.units + 8) * sizeof(double) * 2 + (1 << 20);
}

ErrCode uncertain_read(ProcedureCall *c, UncertainCall *ret)
{
    UncertainCall u = { .seed = 1 };
    UncertainDraw nominal = { .nominal = true };
    double *score;
    TRY(index_read(c, true, &u.d, &u.meta));
    TRY(read_choices(c, &u.x));
    TRY(setting_int(c->set, "seed", 0, INT32_MAX, &u.seed, c->err));
    u.x.units = u.d.units;
    u.x.indicators = u.d.n;
    TRY(order_nodes(c, &u));
    TRY(make_treatments(c, &u));
    TRY(read_errors(c, &u));
    NEW(score, u.x.units + 1, c->mem, c->err);
    NEW(u.nominal, u.x.units + 1, c->mem, c->err);
    TRY(stat_uncertain_scores(&u.x, &nominal, c->mem, score, c->err));
    TRY(stat_uncertain_ranks((F64s){ u.x.units, score }, c->mem, u.nominal, c->err));
    *ret = u;
    return ERR_OK;
}
