#include "figures.h"

#include "access/account.h"

#include "base/date.h"
#include "places/register.h"

int32_t figures_day(const char *text)
{
    int32_t d;
    Err e;
    CHECK_OK(date_parse(str_of(text), "day", &d, &e), &e);
    return d;
}

const PlaceBook *figures_register(Op *op)
{
    RegisterFacts facts;
    const PlaceBook *book;
    CHECK_OK(register_load_default(op, &facts), &op->err);
    CHECK_OK(place_book_load(op, &book), &op->err);
    return book;
}

Series figures_series(Op *op, const char *code, const char *period, const char *more)
{
    Series s;
    bool changed;
    Str text = arena_fmt(op->mem,
                         "[series]\ntitle = Test\ncounted = things\nunit = things\nperiod = %s\n"
                         "direction = up\nvisibility = public\nsource = made up\nlicence = none\n"
                         "watch = true\nexample = false\n%s",
                         period, more);
    CHECK_OK(series_define(op, str_of(code), text, &changed), &op->err);
    CHECK_OK(series_find(op, str_of(code), &s), &op->err);
    return s;
}

ErrCode figures_import(Op *op, const Series *s, const char *mapping, const char *csv,
                       const char *published, ImportReport *ret)
{
    Mapping map;
    const PlaceBook *book;
    ImportRequest rq = { .path = "test.csv",
                         .text = str_of(csv),
                         .published_day = figures_day(published) };
    if (*mapping) {
        TRY(mapping_parse(str_of(mapping), STR("test"), op->mem, &map, &op->err));
        rq.mapping = &map;
    }
    CHECK_OK(place_book_load(op, &book), &op->err);
    return import_file(op, s, book, &rq, ret);
}

void figures_put(Op *op, const Series *s, const char *csv, const char *published)
{
    ImportReport r;
    ErrCode code = figures_import(op, s, "", csv, published, &r);
    for (size_t i = 0; i < r.errors_n; i++) (void)printf("# %.*s\n", STR_ARG(r.errors[i]));
    CHECK_OK(code, &op->err);
}

int64_t figures_account(Op *op, const char *login, const char *role, const char *area)
{
    Account a = { .login = str_of(login),
                  .name = str_of(login),
                  .role = str_of(role),
                  .organisation = str_of(login),
                  .area = str_of(area) };
    op->actor = 0;
    CHECK_OK(account_add(op, &a), &op->err);
    CHECK_OK(account_find(op, str_of(login), &a), &op->err);
    return a.id;
}
