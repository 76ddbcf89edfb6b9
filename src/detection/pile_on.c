#include "detection/pile_on.h"

#include <math.h>

#include "access/secret.h"
#include "detection/pile_on_priv.h"
#include "stats/distinct.h"

enum { WAYS = 8, PANES = 12, HELD = PANES + 1, BELIEVED_AFTER = 8, NO_SKETCH = -1 };

/* What is usual follows the windows with a memory of about twenty of them. */
static const double learning = 0.05;

/* Seconds from the first event that a sighting can hold: 68 years. */
static const int64_t longest = INT32_MAX, latest = (int64_t)1 << 40;

/* Senders beyond the exact ones, under one key, by twelfths of a window. */
typedef struct {
    int64_t epoch;
    int64_t pane[HELD]; /* number of the twelfth that each holds */
    Distinct seen[HELD];
} Half;

/* Two, because a key covers two windows and a window lies in one key's two. */
typedef struct {
    Half half[2];
    int32_t next_free;
} Sketch;

typedef struct {
    uint64_t hash;            /* 0: free */
    int64_t last;             /* its newest event */
    int64_t epoch;            /* up to which `usual` has learnt */
    double usual, most, told; /* most: of this window */
    double beyond;            /* what the sketch says */
    uint32_t generation, exact, newcomers;
    int32_t sketch;
    bool open, least; /* an alert is open; numbers are "at least" */
    unsigned char name_n;
    char name[PILE_ON_TARGET_BYTES];
} Slot;

struct PileOn {
    PileOnRule rule;
    PileOnFn *alert;
    void *context;
    bool begun;
    int64_t start, now, epoch; /* epoch: windows since the start */
    int ahead_run;
    Key target_key, key, key_before;
    size_t sets;
    Slot *slots; /* sets of WAYS */
    Sightings seen;
    Sketch *sketches;
    int32_t free_sketch;
    PileOnTally tally;
};

static ErrCode check_rule(const PileOnRule *r, Err *e)
{
    if (r->window < 12 || r->window > 366 * 86400)
        return err_set(e, ERR_INPUT, "window: expected 12 seconds to 366 days");
    if (r->senders < 2 || r->senders > 1000000)
        return err_set(e, ERR_INPUT, "senders: expected 2 to 1000000");
    if (!(r->base > 1.0 && r->base <= 1000.0 && r->gamma >= 0.0 && r->gamma <= 1e6))
        return err_set(e, ERR_INPUT, "expected s above 1 and gamma of 0 or more");
    if (r->ahead < r->window) return err_set(e, ERR_INPUT, "ahead: expected at least the window");
    if (r->memory < PILE_ON_LEAST_MEMORY || r->memory > PILE_ON_MOST_MEMORY)
        return err_set(e, ERR_INPUT, "memory: expected 1 to 1024 MiB");
    return ERR_OK;
}

/* A tenth for sketches, a fifth for targets, the rest for sightings. */
static ErrCode take_memory(PileOn *p, Arena *mem, Err *e)
{
    size_t bytes = p->rule.memory - sizeof *p;
    size_t sketches = bytes / 10 / sizeof(Sketch), targets = bytes / 5 / sizeof(Slot);
    p->sets = targets / WAYS;
    p->tally.sketches = sketches;
    p->tally.targets = p->sets * WAYS;
    size_t rest = bytes - sketches * sizeof(Sketch) - p->sets * WAYS * sizeof(Slot);
    p->tally.sightings = rest / SIGHTING_BYTES;
    NEW(p->slots, p->sets * WAYS, mem, e);
    NEW(p->sketches, sketches + 1, mem, e);
    for (size_t i = 0; i < sketches; i++)
        p->sketches[i].next_free = i + 1 < sketches ? (int32_t)i + 1 : NO_SKETCH;
    p->free_sketch = sketches ? 0 : NO_SKETCH;
    return sightings_open(&p->seen, (uint32_t)p->tally.sightings, mem, e);
}

ErrCode pile_on_open(const PileOnRule *rule, PileOnFn *alert, void *context, Arena *mem,
                     PileOn **ret, Err *e)
{
    PileOn *p;
    TRY(check_rule(rule, e));
    NEW(p, 1, mem, e);
    p->rule = *rule;
    p->alert = alert;
    p->context = context;
    p->target_key = key_random();
    p->key = key_random();
    p->key_before = key_random();
    TRY(take_memory(p, mem, e));
    *ret = p;
    return ERR_OK;
}

void pile_on_close(PileOn *p)
{
    key_forget(&p->target_key);
    key_forget(&p->key);
    key_forget(&p->key_before);
    while (p->seen.used) (void)sightings_drop(&p->seen);
}

PileOnTally pile_on_tally(const PileOn *p)
{
    return p->tally;
}

static double senders_of(const Slot *s)
{
    return (double)s->exact + s->beyond;
}

static ErrCode tell(PileOn *p, Slot *s, PileOnStage stage, double weight, Err *e)
{
    double n = senders_of(s);
    PileOnAlert alert = { .time = p->now,
                          .target = { s->name_n, s->name },
                          .stage = stage,
                          .senders = n,
                          .certainty = s->least        ? PILE_ON_AT_LEAST
                                       : s->beyond > 0 ? PILE_ON_ESTIMATED
                                                       : PILE_ON_COUNTED,
                          .usual = s->usual,
                          .weight = weight };
    s->open = stage != PILE_ON_ENDS;
    s->told = n;
    p->tally.alerts += stage == PILE_ON_STARTS;
    return p->alert(p->context, &alert, e);
}

/* Kleinberg's two states over one window: D gaps that add up to the window, against the calm rate.
 */
static double burst_weight(const PileOn *p, const Slot *s)
{
    return senders_of(s) * log(p->rule.base) - (p->rule.base - 1.0) * s->usual;
}

static ErrCode assess(PileOn *p, Slot *s, Err *e)
{
    double n = senders_of(s), m = p->rule.senders, weight = burst_weight(p, s);
    if (s->open && (n < m / 2.0 || weight < 0.0)) return tell(p, s, PILE_ON_ENDS, weight, e);
    if (s->open) return n < 2.0 * s->told ? ERR_OK : tell(p, s, PILE_ON_GROWS, weight, e);
    double price = p->rule.gamma * log((double)s->newcomers + 1.0);
    return n >= m && weight > price ? tell(p, s, PILE_ON_STARTS, weight, e) : ERR_OK;
}

/* What the sketch says of the window: the half under the older key, which covers all of it. */
static double beyond_of(const PileOn *p, const Sketch *k)
{
    const Half *h = &k->half[(p->epoch + 1) % 2];
    int64_t now = (p->now - p->start) * PANES / p->rule.window;
    Distinct all = { .run = { 0 } };
    bool any = false;
    if (h->epoch != p->epoch - 1) return 0.0;
    for (size_t i = 0; i < HELD; i++)
        if (h->pane[i] > now - HELD && h->pane[i] <= now) {
            stat_distinct_merge(&all, &h->seen[i]);
            any = true;
        }
    return any ? stat_distinct_estimate(&all) : 0.0;
}

static void free_sketch(PileOn *p, Slot *s)
{
    if (s->sketch == NO_SKETCH) return;
    p->sketches[s->sketch].next_free = p->free_sketch;
    p->free_sketch = s->sketch;
    s->sketch = NO_SKETCH;
    s->beyond = 0.0;
}

static void open_half(Half *h, int64_t epoch)
{
    if (h->epoch == epoch) return;
    h->epoch = epoch;
    for (size_t i = 0; i < HELD; i++) h->pane[i] = -1;
}

static bool half_add(const PileOn *p, Half *h, int64_t epoch, uint64_t hash)
{
    int64_t pane = (p->now - p->start) * PANES / p->rule.window;
    open_half(h, epoch);
    size_t i = (size_t)(pane % HELD);
    if (h->pane[i] != pane) {
        h->seen[i] = (Distinct){ .run = { 0 } };
        h->pane[i] = pane;
    }
    return stat_distinct_add(&h->seen[i], hash);
}

/* A sender beyond the exact ones; without a free sketch the number stays where it is. */
static void sketch_add(PileOn *p, Slot *s, uint64_t hash, uint64_t hash_before)
{
    if (s->sketch == NO_SKETCH) {
        if (p->free_sketch == NO_SKETCH) {
            s->least = true;
            return;
        }
        s->sketch = p->free_sketch;
        p->free_sketch = p->sketches[s->sketch].next_free;
        for (int i = 0; i < 2; i++) p->sketches[s->sketch].half[i].epoch = -2;
    }
    Sketch *k = &p->sketches[s->sketch];
    (void)half_add(p, &k->half[p->epoch % 2], p->epoch, hash);
    if (half_add(p, &k->half[(p->epoch + 1) % 2], p->epoch - 1, hash_before))
        s->beyond = beyond_of(p, k);
}

static void refresh_sketch(PileOn *p, Slot *s)
{
    if (s->sketch == NO_SKETCH) return;
    s->beyond = beyond_of(p, &p->sketches[s->sketch]);
    if (s->beyond <= 0.0 && s->exact < PILE_ON_EXACT) free_sketch(p, s);
}

/* One sighting less: its window has passed, or there was no room. */
static ErrCode forget_oldest(PileOn *p, bool early, Err *e)
{
    Sighting gone = sightings_drop(&p->seen);
    Slot *s = &p->slots[gone.slot];
    p->tally.sightings_displaced += early;
    if (s->generation != gone.generation) return ERR_OK;
    s->exact--;
    if (early) s->least = true;
    refresh_sketch(p, s);
    return s->open ? assess(p, s, e) : ERR_OK;
}

/* Once a window: sketches whose target has fallen silent. */
static ErrCode settle_sketches(PileOn *p, Err *e)
{
    for (size_t i = 0; i < p->sets * WAYS; i++) {
        Slot *s = &p->slots[i];
        if (!s->hash || s->sketch == NO_SKETCH) continue;
        refresh_sketch(p, s);
        if (s->open) TRY(assess(p, s, e));
    }
    return ERR_OK;
}

static ErrCode move_on(PileOn *p, int64_t now, Err *e)
{
    p->now = now;
    while (p->seen.used &&
           p->start + (int64_t)p->seen.v[p->seen.oldest].seen <= now - p->rule.window)
        TRY(forget_oldest(p, false, e));
    int64_t epoch = (now - p->start) / p->rule.window;
    if (epoch == p->epoch) return ERR_OK;
    p->key_before = epoch == p->epoch + 1 ? p->key : key_random();
    p->key = key_random();
    p->epoch = epoch;
    return settle_sketches(p, e);
}

/* The windows since the last event of the target: one with what was seen, then empty ones. */
static void learn(const PileOn *p, Slot *s)
{
    if (s->epoch == p->epoch) return;
    double missed = (double)(p->epoch - s->epoch - 1);
    s->usual += learning * (s->most - s->usual);
    s->usual *= pow(1.0 - learning, missed);
    s->epoch = p->epoch;
    s->most = 0;
    if (s->exact < PILE_ON_EXACT) s->least = false;
}

/* The one to make way: without an open alert, with few senders, silent for long. */
static bool quieter(const Slot *a, const Slot *b)
{
    if (a->open != b->open) return b->open;
    if (a->exact != b->exact) return a->exact < b->exact;
    return a->last < b->last;
}

static Slot *slot_of(PileOn *p, uint64_t hash, Str target)
{
    Slot *set = p->slots + (size_t)(hash % p->sets) * WAYS, *least = set;
    for (size_t i = 0; i < WAYS; i++)
        if (set[i].hash == hash) return &set[i];
    for (size_t i = 0; i < WAYS && least->hash; i++)
        if (!set[i].hash || quieter(&set[i], least)) least = &set[i];
    if (least->hash) {
        p->tally.targets_displaced++;
        free_sketch(p, least);
    }
    uint32_t generation = least->generation + 1;
    *least = (Slot){ .hash = hash,
                     .epoch = p->epoch,
                     .generation = generation,
                     .sketch = NO_SKETCH,
                     .name_n = (unsigned char)target.n };
    memcpy(least->name, target.p, target.n);
    return least;
}

/* Too old, or too far ahead to be believed; *ret says whether to take it. */
static ErrCode take_time(PileOn *p, int64_t time, bool *ret, Err *e)
{
    *ret = false;
    if (!p->begun) {
        p->start = p->now = time;
        p->begun = true;
    }
    bool ahead = time > p->now + p->rule.ahead;
    if (time - p->start > longest || (ahead && ++p->ahead_run < BELIEVED_AFTER)) {
        p->tally.ahead++;
        return ERR_OK;
    }
    p->ahead_run = 0;
    if (time <= p->now - p->rule.window) {
        p->tally.late++;
        return ERR_OK;
    }
    *ret = true;
    p->tally.events++;
    return time > p->now ? move_on(p, time, e) : ERR_OK;
}

/* A sender not seen in this window, at this target. */
static ErrCode newcomer(PileOn *p, Slot *s, uint64_t hash, uint64_t hash_before, Err *e)
{
    s->newcomers++;
    if (s->exact >= PILE_ON_EXACT) {
        sketch_add(p, s, hash, hash_before);
        return ERR_OK;
    }
    if (p->seen.used == p->seen.room) TRY(forget_oldest(p, true, e));
    sightings_add(&p->seen, &(Sighting){ .hash = hash,
                                         .seen = (uint32_t)(p->now - p->start),
                                         .slot = (uint32_t)(s - p->slots),
                                         .generation = s->generation });
    s->exact++;
    return ERR_OK;
}

ErrCode pile_on_event(PileOn *p, int64_t time, Str target, Str sender, Err *e)
{
    bool taken;
    if (target.n == 0 || target.n > PILE_ON_TARGET_BYTES)
        return err_set(e, ERR_INPUT, "a target has 1 to %d bytes", PILE_ON_TARGET_BYTES);
    if (time < -latest || time > latest) return err_set(e, ERR_INPUT, "no such time");
    if (sender.n == 0) return err_set(e, ERR_INPUT, "there is no sender");
    TRY(take_time(p, time, &taken, e));
    if (!taken) return ERR_OK;
    uint64_t which = key_hash_short(&p->target_key, 0, target) | 1;
    Slot *s = slot_of(p, which, target);
    uint32_t at = (uint32_t)(s - p->slots);
    learn(p, s);
    s->last = p->now;
    uint64_t hash = key_hash_short(&p->key, which, sender), before = 0;
    uint32_t i = sightings_find(&p->seen, hash, at, s->generation);
    if (i == SIGHTING_NONE) {
        before = key_hash_short(&p->key_before, which, sender);
        i = sightings_find(&p->seen, before, at, s->generation);
    }
    if (i != SIGHTING_NONE)
        sightings_touch(&p->seen, i, hash, (uint32_t)(p->now - p->start));
    else
        TRY(newcomer(p, s, hash, before, e));
    double n = senders_of(s);
    if (n > s->most) s->most = n;
    return assess(p, s, e);
}
