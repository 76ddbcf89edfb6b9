/* Plans: sections for periods and for single series. */
#include "check.h"

#include <stdlib.h>

#include "detection/plan.h"

static const char text[] = "[week]\n"
                           "method = ears-c1\n"
                           "[series late-*]\n"
                           "method = nb-baseline\n"
                           "settings = alpha=0.01 reported=0.6,0.85,1\n"
                           "[series never]\n"
                           "settings = baseline=7\n";

TEST(plan_series_of_their_own)
{
    Arena *mem = arena_open(1 << 20);
    const Plan *p;
    Err e;
    CHECK_OK(plan_parse(str_of(text), "plan", mem, &p, &e), &e);
    CHECK_TEXT(plan_unit(p, STR("other"), PERIOD_WEEK)->method->name, "ears-c1");
    CHECK(plan_unit(p, STR("other"), PERIOD_MONTH)->method == NULL);
    const PlanUnit *late = plan_unit(p, STR("late-reports"), PERIOD_WEEK);
    CHECK_TEXT(late->method->name, "nb-baseline");
    CHECK(late->n == 1 && plan_choose(late, 300) != NULL && plan_choose(late, 5) == NULL);
    CHECK(plan_unit(p, STR("never"), PERIOD_WEEK)->method == NULL);
    arena_close(mem);
}

TEST(plan_says_which_section_is_wrong)
{
    Arena *mem = arena_open(1 << 20);
    const Plan *p;
    Err e;
    CHECK(plan_parse(STR("[series x]\nmethod = nb-baseline\nsettings = reported=2\n"), "plan", mem,
                     &p, &e) == ERR_INPUT);
    CHECK(strstr(e.message, "[series x]") && strstr(e.message, "reported"));
    CHECK(plan_parse(STR("[serie x]\nmethod = nb-baseline\n"), "plan", mem, &p, &e) == ERR_INPUT);
    arena_close(mem);
}
