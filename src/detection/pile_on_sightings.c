/* Who was seen and when last: a hash table whose entries also stand in order of time. */
#include "detection/pile_on_priv.h"

ErrCode sightings_open(Sightings *s, uint32_t room, Arena *mem, Err *e)
{
    uint32_t buckets = 1;
    while (buckets < room) buckets *= 2;
    *s = (Sightings){
        .room = room, .mask = buckets - 1, .oldest = SIGHTING_NONE, .newest = SIGHTING_NONE
    };
    NEW(s->v, room, mem, e);
    NEW(s->bucket, buckets, mem, e);
    for (uint32_t i = 0; i < buckets; i++) s->bucket[i] = SIGHTING_NONE;
    for (uint32_t i = 0; i < room; i++) s->v[i].chain = i + 1 < room ? i + 1 : SIGHTING_NONE;
    return ERR_OK;
}

static uint32_t *bucket_of(Sightings *s, uint64_t hash)
{
    return &s->bucket[(uint32_t)hash & s->mask];
}

uint32_t sightings_find(const Sightings *s, uint64_t hash, uint32_t slot, uint32_t generation)
{
    uint32_t i = s->bucket[(uint32_t)hash & s->mask];
    while (i != SIGHTING_NONE) {
        const Sighting *one = &s->v[i];
        if (one->hash == hash && one->slot == slot && one->generation == generation) return i;
        i = one->chain;
    }
    return SIGHTING_NONE;
}

static void enter(Sightings *s, uint32_t i)
{
    uint32_t *first = bucket_of(s, s->v[i].hash);
    s->v[i].chain = *first;
    *first = i;
}

static void leave(Sightings *s, uint32_t i)
{
    uint32_t *at = bucket_of(s, s->v[i].hash);
    while (*at != i) at = &s->v[*at].chain;
    *at = s->v[i].chain;
}

static void join(Sightings *s, uint32_t i)
{
    s->v[i].older = s->newest;
    s->v[i].newer = SIGHTING_NONE;
    if (s->newest == SIGHTING_NONE)
        s->oldest = i;
    else
        s->v[s->newest].newer = i;
    s->newest = i;
}

static void part(Sightings *s, uint32_t i)
{
    const Sighting *one = &s->v[i];
    if (one->older == SIGHTING_NONE)
        s->oldest = one->newer;
    else
        s->v[one->older].newer = one->newer;
    if (one->newer == SIGHTING_NONE)
        s->newest = one->older;
    else
        s->v[one->newer].older = one->older;
}

void sightings_touch(Sightings *s, uint32_t i, uint64_t hash, uint32_t seen)
{
    if (s->v[i].hash != hash) {
        leave(s, i);
        s->v[i].hash = hash;
        enter(s, i);
    }
    part(s, i);
    join(s, i);
    s->v[i].seen = seen;
}

void sightings_add(Sightings *s, const Sighting *one)
{
    uint32_t i = s->free;
    s->free = s->v[i].chain;
    s->v[i] = *one;
    enter(s, i);
    join(s, i);
    s->used++;
}

Sighting sightings_drop(Sightings *s)
{
    uint32_t i = s->oldest;
    Sighting gone = s->v[i];
    leave(s, i);
    part(s, i);
    s->v[i] = (Sighting){ .chain = s->free };
    s->free = i;
    s->used--;
    return gone;
}
