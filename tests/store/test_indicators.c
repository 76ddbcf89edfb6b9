/* Indicators from figures, in the geography of today. */
#include "figures.h"
#include "indicators/figures.h"

static const Place *place(const PlaceBook *book, const char *code)
{
    return place_by_code(book, str_of(code));
}

static const IndicatorValue *find(const IndicatorValues *all, const char *id, int32_t period)
{
    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->v[i].indicator->id, id) == 0 && all->v[i].period == period)
            return &all->v[i];
    return NULL;
}

/* Barrow, Eden and South Lakeland of 2015 in today's council: weighted by residents, and said. */
static void check_merged(Op *op)
{
    const PlaceBook *book = figures_register(op);
    Series s = figures_series(op, "hi-child-poverty", "year", "kind = measure\n");
    const char *const parts[] = { "E07000027", "E07000030", "E07000031" };
    const double value[] = { 20.0, 10.0, 5.0 };
    IndicatorValues all;
    int64_t written;
    double sum = 0, persons = 0;
    figures_put(op, &s,
                "code,year,value\nE07000027,2015,20\nE07000030,2015,10\nE07000031,2015,5\n"
                "E08000004,2015,30\nE08000004,2016,-1.5\n",
                "2020-01-01");
    CHECK_OK(indicator_refresh(op, book, STR(""), &written), &op->err);
    CHECK(written == 3);
    for (int i = 0; i < 3; i++) {
        double n = (double)place_population(book, place(book, parts[i]), 2015);
        CHECK(n > 0);
        sum += n * value[i];
        persons += n;
    }
    CHECK_OK(indicator_of_place(op, place(book, "E06000064"), &all), &op->err);
    const IndicatorValue *v = find(&all, "EQU08", 2015);
    CHECK(v != NULL && v->estimated);
    CHECK_NEAR(v->value, sum / persons, 1e-12);
    CHECK_NEAR(v->position, 0.25, 1e-12); /* the lower of two councils */
    CHECK_OK(indicator_of_place(op, place(book, "E08000004"), &all), &op->err);
    v = find(&all, "EQU08", 2016);
    CHECK(v != NULL && !v->estimated && v->value == -1.5 && v->position == 0.5);
    CHECK(find(&all, "EQU08", 2017) == NULL && find(&all, "BEL01", 2015) == NULL);
}

TEST(indicators_of_merged_councils)
{
    on_both_databases(check_merged);
}

static void check_rate(Op *op)
{
    const PlaceBook *book = figures_register(op);
    Series s = figures_series(op, "asylum-support-quarterly", "quarter", "kind = count\n");
    IndicatorValues all;
    IndicatorSpreads spreads;
    int64_t written;
    figures_put(op, &s,
                "code,quarter,value\nE08000004,2020-Q1,100\nE08000003,2020-Q1,0\n"
                "E08000001,2020-Q1,50\nE08000004,2020-Q2,120\n",
                "2021-01-01");
    CHECK_OK(indicator_refresh(op, book, STR(""), &written), &op->err);
    CHECK_OK(indicator_of_place(op, place(book, "E08000004"), &all), &op->err);
    double persons = (double)place_population(book, place(book, "E08000004"), 2020);
    const IndicatorValue *v = find(&all, "PRE01", 4 * 2020);
    CHECK(v != NULL);
    CHECK_NEAR(v->value, 10000.0 * 100.0 / persons, 1e-12);
    CHECK_OK(indicator_spreads(op, &spreads), &op->err);
    const IndicatorSpread *w = indicator_newest(&spreads, v->indicator);
    CHECK(w != NULL && w->period == 4 * 2020 && w->councils == 3 && w->low == 0.0);
    CHECK_NEAR(w->high, v->value, 0.0);
    CHECK(isnan(w->england)); /* three of 296 are not England */
    /* Again: the same rows, none twice. */
    CHECK_OK(indicator_refresh(op, book, STR(""), &written), &op->err);
    CHECK(written == 4);
}

TEST(indicators_by_residents)
{
    on_both_databases(check_rate);
}

/* The catalogue itself: what must hold for every entry. */
TEST(indicators_of_the_catalogue)
{
    size_t n = 0;
    for (const Indicator *const *p = indicator_list; *p; p++, n++) {
        const Indicator *i = *p;
        int domain = indicator_domain_number(i->domain);
        CHECK(indicator_find(str_of(i->id)) == i);
        CHECK(*i->name && *i->definition && *i->unit && *i->source && *i->frequency);
        CHECK((i->kind == INDICATOR_OUTCOME) == (domain <= 6));
        CHECK((i->kind == INDICATOR_CAPABILITY) == (domain == 11));
        CHECK(!i->over || (strcmp(i->over, "population") == 0 && i->per > 0));
        CHECK(i->per == 0 || i->series);
        /* Diversity and pressure are never scored. */
        if (i->polarity == INDICATOR_NO_POLARITY) continue;
        CHECK(strcmp(i->id, "MIX04") != 0 && strcmp(i->id, "PRE01") != 0);
    }
    CHECK(n >= 97);
}
