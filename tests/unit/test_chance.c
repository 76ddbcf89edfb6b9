#include "check.h"

#include <stdlib.h>

#include "stats/chance.h"

/* The known answers that come with the authors' own code. */
TEST(chance_known_answers)
{
    static const struct {
        uint32_t counter[4], key[2], want[4];
    } cases[] = {
        { { 0, 0, 0, 0 }, { 0, 0 }, { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 } },
        { { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
          { 0xffffffff, 0xffffffff },
          { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd } },
        { { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 },
          { 0xa4093822, 0x299f31d0 },
          { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 } },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint32_t got[4];
        chance_block(cases[i].counter, cases[i].key, got);
        CHECK(memcmp(got, cases[i].want, sizeof got) == 0);
    }
}

TEST(chance_moments)
{
    enum { N = 100000 };
    Chance c = chance_open(7, 3), d = chance_open(7, 4);
    double sum = 0, square = 0, normal = 0, spread = 0, both = 0;
    for (int i = 0; i < N; i++) {
        double u = chance_uniform(&c), v = chance_uniform(&d);
        CHECK(u > 0 && u < 1);
        sum += u;
        square += u * u;
        both += (u - 0.5) * (v - 0.5);
    }
    for (int i = 0; i < N; i++) {
        double x = chance_normal(&c);
        normal += x;
        spread += x * x;
    }
    CHECK_NEAR(sum / N, 0.5, 5 * 0.2887 / 316);
    CHECK_NEAR(square / N, 1.0 / 3, 5 * 0.298 / 316);
    CHECK_NEAR(both / N, 0, 5 * 0.0834 / 316); /* two streams know nothing of each other */
    CHECK_NEAR(normal / N, 0, 5.0 / 316);
    CHECK_NEAR(spread / N, 1, 5 * 1.4142 / 316);
}

TEST(chance_normals_are_normal)
{
    enum { N = 100001 };
    static double x[N];
    Chance c = chance_open(7, 5);
    double sum = 0, square = 0, fourth = 0, next = 0;
    chance_normals(&c, N, x);
    for (int i = 0; i < N; i++) {
        sum += x[i];
        square += x[i] * x[i];
        fourth += x[i] * x[i] * x[i] * x[i];
        if (i) next += x[i] * x[i - 1];
    }
    CHECK_NEAR(sum / N, 0, 5.0 / 316);
    CHECK_NEAR(square / N, 1, 5 * 1.4142 / 316);
    CHECK_NEAR(fourth / N, 3, 5 * 9.8 / 316);
    CHECK_NEAR(next / N, 0, 5.0 / 316);
}

TEST(chance_orders_are_fair)
{
    int seen[6] = { 0 }, faces[7] = { 0 };
    for (uint64_t i = 0; i < 60000; i++) {
        uint32_t o[3];
        Chance c = chance_open(11, i);
        chance_shuffle(&c, 3, o);
        CHECK(o[0] + o[1] + o[2] == 3 && o[0] != o[1] && o[1] != o[2] && o[0] != o[2]);
        seen[o[0] * 2 + (o[1] > o[2])]++;
        faces[chance_below(&c, 7)]++;
    }
    for (int i = 0; i < 6; i++) CHECK(abs(seen[i] - 10000) < 500);
    for (int i = 0; i < 7; i++) CHECK(abs(faces[i] - 8571) < 500);
}
