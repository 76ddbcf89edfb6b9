#include "stats/chance.h"

#include <Rmath.h>
#include <math.h>

static void product(uint32_t a, uint32_t b, uint32_t *ret_high, uint32_t *ret_low)
{
    uint64_t p = (uint64_t)a * b;
    *ret_high = (uint32_t)(p >> 32);
    *ret_low = (uint32_t)p;
}

void chance_block(const uint32_t counter[4], const uint32_t key[2], uint32_t ret[4])
{
    uint32_t c[4] = { counter[0], counter[1], counter[2], counter[3] }, k[2] = { key[0], key[1] };
    for (int round = 0; round < 10; round++) {
        uint32_t high0, low0, high1, low1;
        product(0xD2511F53U, c[0], &high0, &low0);
        product(0xCD9E8D57U, c[2], &high1, &low1);
        c[0] = high1 ^ c[1] ^ k[0];
        c[1] = low1;
        c[2] = high0 ^ c[3] ^ k[1];
        c[3] = low0;
        k[0] += 0x9E3779B9U;
        k[1] += 0xBB67AE85U;
    }
    for (int i = 0; i < 4; i++) ret[i] = c[i];
}

Chance chance_open(uint64_t seed, uint64_t stream)
{
    return (Chance){ .key = { (uint32_t)seed, (uint32_t)(seed >> 32) },
                     .counter = { 0, 0, (uint32_t)stream, (uint32_t)(stream >> 32) } };
}

void chance_refill(Chance *c)
{
    chance_block(c->counter, c->key, c->word);
    c->left = 4;
    if (++c->counter[0] == 0) c->counter[1]++;
}

double chance_uniform(Chance *c)
{
    uint64_t high = chance_word(c), low = chance_word(c);
    return ((double)((high << 20) | (low >> 12)) + 0.5) * 0x1p-52;
}

double chance_normal(Chance *c)
{
    return qnorm(chance_uniform(c), 0.0, 1.0, 1, 0);
}

void chance_normals(Chance *c, size_t n, double *ret)
{
    for (size_t i = 0; i < n; i += 2) {
        double radius = sqrt(-2.0 * log(chance_uniform(c)));
        double angle = 2.0 * M_PI * chance_uniform(c);
        ret[i] = radius * cos(angle);
        if (i + 1 < n) ret[i + 1] = radius * sin(angle);
    }
}

size_t chance_below(Chance *c, size_t n)
{
    return (size_t)(((uint64_t)chance_word(c) * n) >> 32);
}

void chance_shuffle(Chance *c, size_t n, uint32_t *ret_order)
{
    for (size_t i = 0; i < n; i++) {
        size_t at = chance_below(c, i + 1);
        ret_order[i] = ret_order[at];
        ret_order[at] = (uint32_t)i;
    }
}
