#include "base/london.h"

#include <stdio.h>

static int32_t last_sunday(int year, int month)
{
    int32_t last = date_to_days((Date){ year, month, 31 });
    return last - date_weekday(last) % 7;
}

static int64_t floor_day(int64_t at)
{
    return at >= 0 ? at / 86400 : -((86399 - at) / 86400);
}

static bool is_summer(int64_t at)
{
    int year = date_from_days((int32_t)floor_day(at)).year;
    return at >= last_sunday(year, 3) * (int64_t)86400 + 3600 &&
           at < last_sunday(year, 10) * (int64_t)86400 + 3600;
}

LondonTime london_of(int64_t at)
{
    bool summer = is_summer(at);
    int64_t local = at + (summer ? 3600 : 0), day = floor_day(local);
    return (LondonTime){ (int32_t)day, (int)((local - day * 86400) / 60), summer };
}

int64_t london_instant(int32_t day, int minutes)
{
    int64_t plain = day * (int64_t)86400 + minutes * (int64_t)60;
    return is_summer(plain - 3600) ? plain - 3600 : plain;
}

LondonText london_words(int64_t at)
{
    LondonTime t = london_of(at);
    LondonText r;
    (void)snprintf(r.text, sizeof r.text, "%s, %02d:%02d %s", period_words(PERIOD_DAY, t.day).text,
                   t.minutes / 60, t.minutes % 60, t.is_summer ? "BST" : "GMT");
    return r;
}

LondonText london_offset_text(int64_t at)
{
    LondonTime t = london_of(at);
    int seconds = (int)(at - floor_day(at) * 86400) % 60;
    LondonText r;
    (void)snprintf(r.text, sizeof r.text, "%sT%02d:%02d:%02d%s", date_text(t.day).text,
                   t.minutes / 60, t.minutes % 60, seconds, t.is_summer ? "+01:00" : "-00:00");
    return r;
}

ErrCode london_parse(Str s, const char *what, int64_t *ret, Err *e)
{
    int32_t day;
    int64_t hour = 0, minute = 0;
    Err why;
    bool good = s.n == 16 && (s.p[10] == 'T' || s.p[10] == ' ') && s.p[13] == ':' &&
                date_parse((Str){ 10, s.p }, what, &day, &why) == ERR_OK &&
                str_int((Str){ 2, s.p + 11 }, "", &hour, &why) == ERR_OK &&
                str_int((Str){ 2, s.p + 14 }, "", &minute, &why) == ERR_OK && hour >= 0 &&
                hour < 24 && minute >= 0 && minute < 60;
    if (!good) return err_set(e, ERR_INPUT, "%s: expected a time such as 2026-11-24T16:30", what);
    *ret = london_instant(day, (int)(hour * 60 + minute));
    return ERR_OK;
}
