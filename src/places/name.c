#include "places/name.h"

/* The UTF-8 forms of characters that editors put into names: typographic quotes (dropped, as the
 * apostrophe is) and dashes and hard blanks (taken for a blank). */
static size_t typographic(Str s, char *ret)
{
    const unsigned char *p = (const unsigned char *)s.p;
    if (s.n >= 2 && p[0] == 0xc2 && p[1] == 0xa0) {
        *ret = ' ';
        return 2;
    }
    if (s.n < 3 || p[0] != 0xe2 || p[1] != 0x80 || p[2] < 0x90 || p[2] > 0x9f) return 0;
    *ret = p[2] >= 0x98 && p[2] <= 0x9b ? '\'' : ' ';
    return 3;
}

/* Takes the next character off *rest: a letter or digit in lower case, or a blank; '\'' when the
 * character does not count at all. */
static char next_char(Str *rest)
{
    char c = rest->p[0];
    size_t n = typographic(*rest, &c);
    *rest = n ? (Str){ rest->n - n, rest->p + n } : (Str){ rest->n - 1, rest->p + 1 };
    if (c >= 'A' && c <= 'Z') return (char)(c - 'A' + 'a');
    bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) || c == '&';
    return kept || c == '\'' ? c : ' ';
}

static bool put(FoldedName *f, Str s)
{
    if (f->n + s.n > sizeof f->p) return false;
    memcpy(f->p + f->n, s.p, s.n);
    f->n += s.n;
    return true;
}

/* Appends a character; a blank is only written before the next letter. */
static bool put_char(FoldedName *f, char c, bool *gap)
{
    if (c == '\'') return true;
    if (c == ' ' || c == '&') {
        *gap = f->n > 0;
        if (c == ' ') return true;
    }
    if (*gap && !put(f, STR(" "))) return false;
    *gap = c == '&';
    return c == '&' ? put(f, STR("and")) : put(f, (Str){ 1, &c });
}

static void drop_head(FoldedName *f, size_t n)
{
    memmove(f->p, f->p + n, f->n - n);
    f->n -= n;
}

bool name_fold(Str text, FoldedName *ret)
{
    FoldedName f = { .n = 0 };
    bool gap = false;
    while (text.n)
        if (!put_char(&f, next_char(&text), &gap)) return false;
    if (str_starts(name_text(&f), STR("the "))) drop_head(&f, 4);
    *ret = f;
    return f.n > 0;
}

typedef struct {
    const char *words;
    NameSort sort;
} Affix;

static const Affix suffixes[] = {
    { " council", NAME_COUNCIL },
    { " corporation", NAME_COUNCIL },
    { " london borough", NAME_COUNCIL },
    { " london boro", NAME_COUNCIL },
    { " metropolitan", NAME_COUNCIL },
    { " borough", NAME_COUNCIL },
    { " district", NAME_COUNCIL },
    { " unitary authority", NAME_COUNCIL },
    { " unitary", NAME_COUNCIL },
    { " ua", NAME_COUNCIL },
    { " mbc", NAME_COUNCIL },
    { " mdc", NAME_COUNCIL },
    { " bc", NAME_COUNCIL },
    { " dc", NAME_COUNCIL },
    { " cc", NAME_COUNCIL },
    { " royal borough of", NAME_COUNCIL },
    { " london borough of", NAME_COUNCIL },
    { " city of", NAME_ANY },
    { " county of", NAME_ANY },
    { " city", NAME_ANY },
    { " county", NAME_COUNCIL },
    { " police service", NAME_FORCE },
    { " police force", NAME_FORCE },
    { " police", NAME_FORCE },
    { " constabulary", NAME_FORCE },
    { " region", NAME_REGION },
};

static const Affix prefixes[] = {
    { "london borough of ", NAME_COUNCIL },
    { "royal borough of ", NAME_COUNCIL },
    { "metropolitan borough of ", NAME_COUNCIL },
    { "borough of ", NAME_COUNCIL },
    { "city and county of the ", NAME_ANY },
    { "city and county of ", NAME_ANY },
    { "city of ", NAME_ANY },
    { "county of ", NAME_ANY },
    { "district of ", NAME_COUNCIL },
    { "council of the ", NAME_COUNCIL },
    { "county ", NAME_ANY },
    { "lb ", NAME_COUNCIL },
};

static bool ends(Str s, Str tail)
{
    return s.n > tail.n && memcmp(s.p + s.n - tail.n, tail.p, tail.n) == 0;
}

/* What was said first stays: a "council of the region" is a council. */
static void note_sort(NameSort said, NameSort *sort)
{
    if (*sort == NAME_ANY) *sort = said;
}

bool name_strip(FoldedName *name, NameSort *sort)
{
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
        if (ends(name_text(name), str_of(suffixes[i].words))) {
            name->n -= strlen(suffixes[i].words);
            note_sort(suffixes[i].sort, sort);
            return true;
        }
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        Str head = str_of(prefixes[i].words);
        if (name->n > head.n && str_starts(name_text(name), head)) {
            drop_head(name, head.n);
            note_sort(prefixes[i].sort, sort);
            return true;
        }
    }
    return false;
}

Str name_text(const FoldedName *name)
{
    return (Str){ name->n, name->p };
}

int name_order(Str a, Str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t name_distance(Str a, Str b)
{
    /* Three rows of the table are enough: this one, the last, and the one before for swaps. */
    size_t rows[3][NAME_MAX_BYTES + 1];
    if (a.n > NAME_MAX_BYTES || b.n > NAME_MAX_BYTES) return a.n + b.n;
    for (size_t k = 0; k <= b.n; k++) rows[0][k] = k;
    for (size_t i = 1; i <= a.n; i++) {
        size_t *row = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t k = 1; k <= b.n; k++) {
            bool same = a.p[i - 1] == b.p[k - 1];
            row[k] = least(least(last[k], row[k - 1]) + 1, last[k - 1] + !same);
            bool swapped = i > 1 && k > 1 && a.p[i - 1] == b.p[k - 2] && a.p[i - 2] == b.p[k - 1];
            if (swapped) row[k] = least(row[k], before[k - 2] + 1);
        }
    }
    return rows[a.n % 3][b.n];
}
