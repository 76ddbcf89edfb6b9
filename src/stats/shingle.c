#include "stats/shingle.h"

#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* A letter or digit in lower case, one blank for anything else; bytes beyond ASCII are kept. */
static unsigned char folded(unsigned char c)
{
    if (c >= 'A' && c <= 'Z') return (unsigned char)(c + 32);
    bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
    return kept ? c : ' ';
}

size_t stat_shingles(Str text, uint32_t v[SHINGLE_MOST])
{
    uint32_t window = ' ';
    size_t run = 1, n = 0;
    unsigned char last = ' ';
    for (size_t i = 0; i <= text.n && n < SHINGLE_MOST; i++) {
        unsigned char c = i < text.n ? folded((unsigned char)text.p[i]) : (unsigned char)' ';
        if (c == ' ' && last == ' ') continue;
        window = (window << 8) | c; /* four letters fill the number exactly */
        last = c;
        if (++run >= SHINGLE_LETTERS) v[n++] = window;
    }
    qsort(v, n, sizeof v[0], by_value);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (i == 0 || v[i] != v[i - 1]) v[kept++] = v[i];
    return kept;
}

double stat_jaccard(const uint32_t a[], size_t a_n, const uint32_t b[], size_t b_n)
{
    size_t i = 0, k = 0, both = 0;
    while (i < a_n && k < b_n) {
        if (a[i] == b[k]) {
            both++;
            i++;
            k++;
        } else if (a[i] < b[k])
            i++;
        else
            k++;
    }
    size_t any = a_n + b_n - both;
    return any ? (double)both / (double)any : 0.0;
}
