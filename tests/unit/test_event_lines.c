/* Lines of a hostile stream. */
#include "check.h"

#include "cli/event_lines.h"

static ErrCode take(const char *form, const char *text, EventLine *ret)
{
    static const size_t room = 400;
    static char line[400];
    EventForm f;
    Err e;
    CHECK_OK(event_form(str_of(form), &f, &e), &e);
    size_t n = strlen(text);
    CHECK(n < room);
    memcpy(line, text, n);
    return event_line(&f, line, n, ret, &e);
}

TEST(event_lines_read_csv_and_json)
{
    static const struct {
        const char *form, *text;
        int64_t time;
        const char *target, *sender;
    } good[] = {
        { "time,target,sender", "1722367200,bma,ann", 1722367200, "bma", "ann" },
        { "id,sender,target,time", "7, ann ,\"the \"\"GMC\"\", London\",1722367200.75", 1722367200,
          "the \"GMC\", London", "ann" },
        { "time,target,sender", "2024-07-30T20:20:00+01:00,a,b", 1722367200, "a", "b" },
        { "time,target,sender", "2024-07-30 19:20:00.125Z,a,b", 1722367200, "a", "b" },
        { "time,target,sender", "2024-07-30T19:20,a,b", 1722367200, "a", "b" },
        { "{}", "{\"sender\":\"ann\", \"n\": 3, \"target\":\"a\\\"b\", \"time\":1722367200}",
          1722367200, "a\\\"b", "ann" },
    };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        EventLine got;
        CHECK(take(good[i].form, good[i].text, &got) == ERR_OK);
        CHECK(got.time == good[i].time);
        CHECK(str_eq(got.target, str_of(good[i].target)));
        CHECK(str_eq(got.sender, str_of(good[i].sender)));
    }
}

TEST(event_lines_refuse_what_is_broken)
{
    static const char *const csv[] = { "",
                                       "1,a",
                                       "1,a,b,c",
                                       "x,a,b",
                                       "1,,b",
                                       "1,a,",
                                       "1,\"a,b",
                                       "1,\"a\"x,b",
                                       "nan,a,b",
                                       "1e99,a,b",
                                       "2024-13-01T00:00:00Z,a,b",
                                       "2024-07-30T25:00:00Z,a,b" };
    static const char *const json[] = { "{",
                                        "{}",
                                        "[1]",
                                        "{\"time\":1}",
                                        "{\"time\":1,\"target\":\"a\",\"sender\":null}",
                                        "{\"time\":1,\"target\":\"a\",\"sender\":\"b\"} x",
                                        "{\"time\":1,\"target\":{\"a\":1},\"sender\":\"b\"}",
                                        "{\"time\":1,\"target\":\"a\",\"sender\":\"b\\" };
    EventLine got;
    EventForm f;
    Err e;
    for (size_t i = 0; i < sizeof csv / sizeof csv[0]; i++)
        CHECK(take("time,target,sender", csv[i], &got) == ERR_INPUT);
    for (size_t i = 0; i < sizeof json / sizeof json[0]; i++)
        CHECK(take("{}", json[i], &got) == ERR_INPUT);
    CHECK(event_form(STR("time,target"), &f, &e) == ERR_INPUT);
}
