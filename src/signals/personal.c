#include "signals/personal.h"

#include <stdio.h>

#include "signals/personal_words_priv.h"

enum { WORD_BYTES = 32, PHONE_LEAST = 9, PHONE_MOST = 15, CUED_DIGITS = 6 };

typedef struct {
    size_t at, n;
    bool capital;         /* begins with a capital letter, and is not all capitals */
    bool first;           /* of a sentence */
    char low[WORD_BYTES]; /* in lower case, cut */
} Word;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool is_word(char c)
{
    return is_letter(c) || is_digit(c) || c == '_';
}

static char at(Str s, size_t i)
{
    return i < s.n ? s.p[i] : ' ';
}

static bool listed(const char *const list[], const char *word)
{
    char padded[WORD_BYTES + 3];
    (void)snprintf(padded, sizeof padded, " %s ", word);
    for (size_t i = 0; list[i]; i++)
        if (strstr(list[i], padded)) return true;
    return false;
}

static void lower(Str s, char room[WORD_BYTES])
{
    size_t n = s.n < WORD_BYTES - 1 ? s.n : WORD_BYTES - 1;
    for (size_t i = 0; i < n; i++) room[i] = is_upper(s.p[i]) ? (char)(s.p[i] + 32) : s.p[i];
    room[n] = '\0';
}

/* -- forms, by characters -- */

static bool has_email(Str s)
{
    for (size_t i = 1; i + 1 < s.n; i++) {
        if (s.p[i] != '@' || !is_word(s.p[i - 1]) || !is_word(s.p[i + 1])) continue;
        for (size_t k = i + 1; k < s.n && (is_word(s.p[k]) || s.p[k] == '-' || s.p[k] == '.'); k++)
            if (s.p[k] == '.' && is_letter(at(s, k + 1))) return true;
    }
    return false;
}

static bool has_handle(Str s)
{
    for (size_t i = 0; i + 2 < s.n; i++) {
        bool begins = i == 0 || (!is_word(s.p[i - 1]) && s.p[i - 1] != '.');
        if (s.p[i] == '@' && begins && is_letter(s.p[i + 1]) && is_word(s.p[i + 2])) return true;
    }
    return false;
}

static size_t find_text(Str s, const char *what, size_t from)
{
    size_t n = strlen(what);
    for (size_t i = from; i + n <= s.n; i++) {
        size_t k = 0;
        while (k < n && (s.p[i + k] | 0x20) == (what[k] | 0x20)) k++;
        if (k == n) return i;
    }
    return s.n;
}

/* A profile's address; that of a page as such is none. */
static bool has_profile(Str s)
{
    static const char *const sites[] = { "facebook.com/", "fb.com/",        "twitter.com/",
                                         "x.com/",        "instagram.com/", "tiktok.com/@",
                                         "t.me/",         "snapchat.com/",  "linkedin.com/in/",
                                         "youtube.com/@", "reddit.com/u" };
    for (size_t i = 0; i < sizeof sites / sizeof sites[0]; i++) {
        size_t where = find_text(s, sites[i], 0);
        bool alone = where == 0 || !is_word(at(s, where - 1));
        if (where < s.n && alone && is_word(at(s, where + strlen(sites[i])))) return true;
    }
    return false;
}

static bool joins_digits(char c)
{
    return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')';
}

/* How many digits stand from i on with nothing but blanks, dots, hyphens and brackets between;
 * *ret_end is past the last. */
static size_t count_digits(Str s, size_t i, size_t *ret_end)
{
    size_t n = 0, gap = 0;
    *ret_end = i;
    for (; i < s.n && gap < 3; i++) {
        if (is_digit(s.p[i])) {
            n++;
            gap = 0;
            *ret_end = i + 1;
        } else if (joins_digits(s.p[i]))
            gap++;
        else
            break;
    }
    return n;
}

static bool has_phone(Str s)
{
    size_t end = 0;
    for (size_t i = 0; i<s.n; i = end> i ? end : i + 1) {
        end = 0;
        bool plus = s.p[i] == '+' || (s.p[i] == '(' && at(s, i + 1) == '0');
        bool begins = i == 0 || !is_word(s.p[i - 1]);
        if (!begins || !(plus || s.p[i] == '0')) continue;
        size_t n = count_digits(s, plus ? i + 1 : i, &end);
        if (n >= PHONE_LEAST && n <= PHONE_MOST && !is_letter(at(s, end))) return true;
    }
    return false;
}

static bool is_ascii_letter(char c)
{
    return is_letter(c) && (unsigned char)c < 0x80;
}

/* The second half of a postcode, such as 1AA; not the ordinals that look like one. */
static bool inward_at(Str s, size_t k)
{
    static const char never[] = "CIKMOV";
    char pair[3] = { at(s, k + 1), at(s, k + 2), '\0' };
    if (!is_digit(at(s, k)) || !is_ascii_letter(pair[0]) || !is_ascii_letter(pair[1])) return false;
    if (is_word(at(s, k + 3)) || strchr(never, pair[0] & ~0x20) || strchr(never, pair[1] & ~0x20))
        return false;
    return strcmp(pair, "st") != 0 && strcmp(pair, "nd") != 0 && strcmp(pair, "rd") != 0 &&
           strcmp(pair, "th") != 0;
}

/* SW1A 1AA: no reporter needs to say more than the first half. */
static bool has_postcode(Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if ((i > 0 && is_word(s.p[i - 1])) || !is_ascii_letter(s.p[i])) continue;
        size_t k = i + 1 + is_ascii_letter(at(s, i + 1));
        if (!is_digit(at(s, k++))) continue;
        for (size_t more = 0; more < 2; more++) {
            size_t end = k + more;
            if (more && !is_digit(at(s, k)) && !is_ascii_letter(at(s, k))) break;
            if (inward_at(s, end) || (at(s, end) == ' ' && inward_at(s, end + 1))) return true;
        }
    }
    return false;
}

/* AB12 CDE, the mark of a vehicle. */
static bool has_plate(Str s)
{
    for (size_t i = 0; i + 6 < s.n; i++) {
        if (i > 0 && is_word(s.p[i - 1])) continue;
        size_t k = i + 4 + (at(s, i + 4) == ' ');
        bool good = is_upper(s.p[i]) && is_upper(s.p[i + 1]) && is_digit(s.p[i + 2]) &&
                    is_digit(s.p[i + 3]) && is_upper(at(s, k)) && is_upper(at(s, k + 1)) &&
                    is_upper(at(s, k + 2)) && !is_word(at(s, k + 3));
        if (good) return true;
    }
    return false;
}

/* -- turns of phrase, by words -- */

static bool ends_sentence(char c)
{
    return c == '.' || c == '!' || c == '?' || c == '\n' || c == ':' || c == '"';
}

static size_t split_words(Str s, Word v[PERSONAL_MAX_WORDS])
{
    size_t n = 0, i = 0;
    bool first = true;
    while (i < s.n && n < PERSONAL_MAX_WORDS) {
        if (!is_word(s.p[i])) {
            first = first || ends_sentence(s.p[i]);
            i++;
            continue;
        }
        size_t from = i;
        while (i < s.n && (is_word(s.p[i]) || (s.p[i] == '\'' && is_letter(at(s, i + 1))))) i++;
        Str word = { i - from, s.p + from };
        if (word.n > 2 && word.p[word.n - 2] == '\'') word.n -= 2; /* Dave's */
        Word *w = &v[n++];
        *w = (Word){ .at = from, .n = word.n, .first = first };
        w->capital = is_upper(word.p[0]) && word.n > 1 && !is_upper(word.p[1]);
        lower(word, w->low);
        first = false;
    }
    return n;
}

static bool is(const Word *v, size_t n, size_t i, const char *word)
{
    return i < n && strcmp(v[i].low, word) == 0;
}

/* The next word, when nothing but blanks or a dot stands between: "Mr. Khan". */
static bool follows(Str s, const Word *v, size_t n, size_t i)
{
    if (i + 1 >= n) return false;
    for (size_t k = v[i].at + v[i].n; k < v[i + 1].at; k++)
        if (s.p[k] != ' ' && s.p[k] != '.') return false;
    return true;
}

static bool is_number(const Word *w)
{
    size_t n = 0;
    while (is_digit(w->low[n])) n++;
    return n > 0 && n <= 4 && (w->low[n] == '\0' || (is_letter(w->low[n]) && !w->low[n + 1]));
}

/* "14 Mill Road", "14a high street"; not "20 people on Mill Road". */
static bool address_at(Str s, const Word *v, size_t n, size_t i)
{
    if (is(v, n, i, "flat") || is(v, n, i, "apartment"))
        return i + 1 < n && is_number(&v[i + 1]) && !is(v, n, i + 2, "people");
    if (!is_number(&v[i])) return false;
    for (size_t k = 1; k <= 3 && i + k < n; k++) {
        const Word *w = &v[i + k];
        if (k == 1 ? !(follows(s, v, n, i) || at(s, v[i].at + v[i].n) == ',')
                   : !follows(s, v, n, i + k - 1))
            return false;
        if (k > 1 && listed(street_words, w->low)) return true;
        if (listed(counted_words, w->low) || is_number(w)) return false;
    }
    return false;
}

static bool digits_follow(Str s, const Word *w)
{
    size_t i = w->at + w->n, end;
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == ':' || s.p[i] == '.')) i++;
    return is_digit(at(s, i)) && count_digits(s, i, &end) >= CUED_DIGITS &&
           !is_letter(at(s, end)) && at(s, end) != '/';
}

static bool phone_cue(const Word *v, size_t n, size_t i)
{
    static const char *const cues[] = { " phone telephone tel mobile whatsapp ring call text ",
                                        NULL };
    return listed(cues, v[i].low) ||
           (is(v, n, i, "number") && i > 0 &&
            (listed(cues, v[i - 1].low) || is(v, n, i - 1, "his") || is(v, n, i - 1, "her") ||
             is(v, n, i - 1, "my"))) ||
           (is(v, n, i, "on") && i > 1 &&
            (listed(cues, v[i - 1].low) || listed(cues, v[i - 2].low))) ||
           (is(v, n, i, "me") && i > 0 && listed(cues, v[i - 1].low));
}

/* "his insta is jd_2004" */
static bool account_at(Str s, const Word *v, size_t n, size_t i)
{
    static const char *const networks[] = {
        " insta instagram snap snapchat tiktok twitter telegram "
        "facebook discord handle username userid ",
        NULL
    };
    if (!listed(networks, v[i].low)) return false;
    for (size_t k = 1; k <= 3 && i + k < n; k++) {
        const Word *w = &v[i + k];
        bool mixed = false;
        for (size_t c = 0; c < w->n; c++)
            mixed = mixed || s.p[w->at + c] == '_' ||
                    (is_digit(s.p[w->at + c]) && is_letter(w->low[0]));
        if (mixed) return true;
    }
    return false;
}

/* "j dot smith at mail dot com" */
static bool spelt_email(const Word *v, size_t n, size_t i)
{
    return (is(v, n, i, "at") && is(v, n, i + 2, "dot") &&
            (is(v, n, i + 3, "com") || is(v, n, i + 3, "co") || is(v, n, i + 3, "org") ||
             is(v, n, i + 3, "uk") || is(v, n, i + 3, "net")));
}

static bool plain_word(const Word *w)
{
    static const char *const not_names[] = {
        " a an and are as at but by for from he her his i in is it its no not of on or our she so "
        "than that the their them then they this to was we were what when where which who will "
        "with "
        "you your anyone everyone someone nobody people group shop company online local called "
        "said says has had have been be being ",
        NULL
    };
    return listed(not_names, w->low) || is_digit(w->low[0]);
}

static bool titled(Str s, const Word *v, size_t n, size_t i)
{
    if (!follows(s, v, n, i)) return false;
    const Word *next = &v[i + 1];
    if (listed(titles, v[i].low)) return !plain_word(next) && next->n > 1;
    if (!listed(soft_titles, v[i].low)) return false;
    return next->capital && !plain_word(next) && !listed(place_words, next->low) &&
           (v[i].capital || is_upper(s.p[v[i].at]) || listed(given_names, next->low));
}

static bool named(Str s, const Word *v, size_t n, size_t i)
{
    bool cue = is(v, n, i, "called") || is(v, n, i, "named");
    bool name_is = is(v, n, i, "name") && (is(v, n, i + 1, "is") || is(v, n, i + 1, "was"));
    size_t k = i + (name_is ? 2 : 1);
    if (!(cue || name_is) || k >= n || plain_word(&v[k])) return false;
    if (listed(given_names, v[k].low)) return true;
    return name_is && v[k].capital && is_letter(at(s, v[k].at));
}

static bool paired(Str s, const Word *v, size_t n, size_t i)
{
    if (!listed(given_names, v[i].low) || !follows(s, v, n, i)) return false;
    if (at(s, v[i].at + v[i].n) == '.') return false;
    const Word *next = &v[i + 1];
    if (listed(place_words, next->low) || plain_word(next)) return false;
    if (i + 2 < n && follows(s, v, n, i + 1) && listed(place_words, v[i + 2].low)) return false;
    if (listed(surnames, next->low))
        return v[i].capital == next->capital || !listed(ambiguous_names, v[i].low);
    return v[i].capital && next->capital;
}

/* A given name alone counts when it can be nothing else, and is written as a name. */
static bool alone(Str s, const Word *v, size_t n, size_t i)
{
    const Word *w = &v[i];
    if (!w->capital || w->n < 4 || !listed(given_names, w->low) || listed(ambiguous_names, w->low))
        return false;
    if (i > 0 && (is(v, n, i - 1, "st") || is(v, n, i - 1, "saint") || is(v, n, i - 1, "king") ||
                  is(v, n, i - 1, "queen") || is(v, n, i - 1, "prophet")))
        return false;
    for (size_t k = 1; k <= 2 && i + k < n; k++)
        if (listed(place_words, v[i + k].low) && v[i + k].capital && follows(s, v, n, i + k - 1))
            return false;
    return true;
}

static unsigned at_word(Str s, const Word *v, size_t n, size_t i)
{
    unsigned found = 0;
    if (address_at(s, v, n, i)) found |= PERSONAL_ADDRESS;
    if (phone_cue(v, n, i) && digits_follow(s, &v[i])) found |= PERSONAL_PHONE;
    if (account_at(s, v, n, i)) found |= PERSONAL_HANDLE;
    if (spelt_email(v, n, i)) found |= PERSONAL_EMAIL;
    if (titled(s, v, n, i) || named(s, v, n, i) || paired(s, v, n, i) || alone(s, v, n, i))
        found |= PERSONAL_NAME;
    return found;
}

unsigned personal_find(Str text)
{
    Word words[PERSONAL_MAX_WORDS];
    unsigned found = 0;
    if (has_email(text)) found |= PERSONAL_EMAIL;
    if (has_handle(text) || has_profile(text)) found |= PERSONAL_HANDLE;
    if (has_phone(text)) found |= PERSONAL_PHONE;
    if (has_postcode(text)) found |= PERSONAL_ADDRESS;
    if (has_plate(text)) found |= PERSONAL_PLATE;
    size_t n = split_words(text, words);
    for (size_t i = 0; i < n; i++) found |= at_word(text, words, n, i);
    return found;
}

Str personal_words(unsigned found, char room[160])
{
    static const char *const words[] = { "an e-mail address",   "a telephone number",
                                         "a social-media name", "an address or a full postcode",
                                         "a number plate",      "a person's name" };
    size_t used = 0;
    room[0] = '\0';
    for (unsigned i = 0; i < 6; i++) {
        if (!(found & (1U << i))) continue;
        bool last = found >> (i + 1) == 0;
        int n = snprintf(room + used, 160 - used, "%s%s",
                         !used  ? ""
                         : last ? " and "
                                : ", ",
                         words[i]);
        used += n > 0 && used + (size_t)n < 160 ? (size_t)n : 0;
    }
    return (Str){ used, room };
}
