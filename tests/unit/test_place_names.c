#include "check.h"

#include "places/name.h"

static void folds(const char *text, const char *want)
{
    FoldedName f;
    CHECK(name_fold(str_of(text), &f));
    char got[NAME_MAX_BYTES + 1];
    memcpy(got, f.p, f.n);
    got[f.n] = '\0';
    CHECK_TEXT(got, want);
}

TEST(place_names_fold_what_has_no_meaning)
{
    folds("  Kings   Lynn & West-Norfolk ", "kings lynn and west norfolk");
    folds("King\xe2\x80\x99s Lynn", "kings lynn");
    folds("The Wrekin", "wrekin");
    folds("St. Helens", "st helens");
    folds("Stoke\xe2\x80\x91on\xe2\x80\x91Trent", "stoke on trent");
    FoldedName f;
    CHECK(!name_fold(STR(" ,.- "), &f));
    CHECK(!name_fold(STR(""), &f));
    char long_name[NAME_MAX_BYTES + 2];
    memset(long_name, 'a', sizeof long_name);
    CHECK(!name_fold((Str){ sizeof long_name, long_name }, &f));
}

TEST(place_names_strip_remembers_the_sort)
{
    FoldedName f;
    NameSort sort = NAME_ANY;
    CHECK(name_fold(STR("London Borough of Hackney Council"), &f));
    while (name_strip(&f, &sort)) {
    }
    CHECK(str_eq(name_text(&f), STR("hackney")));
    CHECK(sort == NAME_COUNCIL);
    sort = NAME_ANY;
    CHECK(name_fold(STR("Kent Police"), &f) && name_strip(&f, &sort));
    CHECK(sort == NAME_FORCE && str_eq(name_text(&f), STR("kent")));
}

TEST(place_names_distance_is_of_typing_errors)
{
    CHECK(name_distance(STR("barnsley"), STR("barnsley")) == 0);
    CHECK(name_distance(STR("barnsly"), STR("barnsley")) == 1);
    CHECK(name_distance(STR("abrnsley"), STR("barnsley")) == 1); /* swapped */
    CHECK(name_distance(STR("leeds"), STR("leads")) == 1);
    CHECK(name_distance(STR(""), STR("abc")) == 3);
    CHECK(name_distance(STR("kitten"), STR("sitting")) == 3);
}
