/* place.h - the register: every council, county, region, force and England, with dates.
 *
 * The register is small (under a thousand places), so one operation reads all of it once into a
 * PlaceBook and asks that.  A place lives from start_day (inclusive) to end_day (exclusive). */
#ifndef PLACES_PLACE_H
#define PLACES_PLACE_H

#include "store/op.h"

typedef enum {
#define KIND_ROW(id, name, council, words) PLACE_##id,
#include "places/kind.def"
#undef KIND_ROW
} PlaceKind;

enum { PLACE_DAY_OPEN_START = INT32_MIN, PLACE_DAY_OPEN_END = INT32_MAX };

typedef struct {
    int64_t id;
    Str code, name;
    PlaceKind kind;
    int32_t start_day, end_day;         /* open ends: PLACE_DAY_OPEN_START / _END */
    Str county, region, force;          /* codes, empty when none */
    double latitude, longitude;         /* degrees, NAN when unknown */
    double easting, northing, area_km2; /* metres and square kilometres, NAN when unknown */
} Place;

typedef struct PlaceBook PlaceBook;

typedef struct {
    size_t n;
    const Place *const *v;
} PlaceList;

/** The word for a kind, such as "london_borough". */
const char *place_kind_name(PlaceKind kind);

/** The words for a kind, such as "London borough". */
const char *place_kind_words(PlaceKind kind);

/**
 * Reads a kind's word.
 *
 * error   ERR_INPUT  not one of the words; the message lists them
 */
ErrCode place_kind_parse(Str s, PlaceKind *ret, Err *e) NONNULL MUST_USE;

/** Whether the kind is a lower-tier or unitary council, the grain that everything is counted in. */
bool place_kind_is_council(PlaceKind kind);

/**
 * Reads the whole register.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE, ERR_LIMIT  the database or the arena refused
 */
ErrCode place_book_load(Op *op, const PlaceBook **ret) NONNULL MUST_USE;

/** All places, in order of code. */
PlaceList place_all(const PlaceBook *book) NONNULL;

/** Where a place of this book stands in place_all(), from 0. */
size_t place_index(const PlaceBook *book, const Place *p) NONNULL;

/** The place of a code, alive or former; NULL when the register has none. */
const Place *place_by_code(const PlaceBook *book, Str code) NONNULL;

/** The place of a database id; NULL when there is none. */
const Place *place_by_id(const PlaceBook *book, int64_t id) NONNULL;

/** Whether the place existed on that day. */
bool place_alive(const Place *p, int32_t day) NONNULL;

/**
 * Finds a place by code, name or alias (case, "&", punctuation and words such as "borough council"
 * do not matter).  One that is alive on the day goes first, then the most literal match, then
 * councils, then county councils over other areas; of former places the one nearest to the day.
 * "Kent Police" means a force and "Kent County Council" never does.
 *
 * error   ERR_MISSING   nothing of that name, with the nearest spelling when there is one
 *         ERR_CONFLICT  several places fit equally; the message names them
 */
ErrCode place_resolve(const PlaceBook *book, Str text, int32_t day, const Place **ret, Err *e)
    NONNULL MUST_USE;

enum { PLACE_SEARCH_MOST = 20 };

/**
 * The places that somebody may mean who types a part of a name, today's or a former one, best
 * first: those of that very name, those whose name begins with it, those with a word that does;
 * when there are none, those that are a typing error or two away.  At most PLACE_SEARCH_MOST.
 *
 * own     *ret lives in mem
 * missing nothing of that name, or no name at all: none
 * error   ERR_LIMIT  no room
 * test    tests/store/test_places.c
 */
ErrCode place_search(const PlaceBook *book, Str text, int32_t day, Arena *mem, PlaceList *ret,
                     Err *e) NONNULL MUST_USE;

typedef enum {
    CARRY_SAME,  /* the place itself exists on the day */
    CARRY_WHOLE, /* everything of it lies in one place that exists on the day */
    CARRY_SPLIT, /* it was divided among several: no figure can follow */
    CARRY_ENDED, /* it was abolished without a successor */
    CARRY_LATER  /* it did not exist yet on the day */
} PlaceCarry;

/** Where a figure of `p` belongs on that day; *ret_to is set for CARRY_SAME and CARRY_WHOLE, and
 *  NULL otherwise.  Figures are never carried back in time. */
PlaceCarry place_carry(const PlaceBook *book, const Place *p, int32_t day, const Place **ret_to)
    NONNULL;

/** Why a figure cannot be carried, in words; empty when it can. */
const char *place_carry_words(PlaceCarry carry);

/**
 * The councils inside a region, force, county or England that exist on the day, in code order; of
 * a council itself, if it exists then.
 *
 * own     *ret lives in mem
 * error   ERR_LIMIT  no room
 */
ErrCode place_members(const PlaceBook *book, const Place *area, int32_t day, Arena *mem,
                      PlaceList *ret, Err *e) NONNULL MUST_USE;

/** The places that directly replaced `p`, and those that `p` directly replaced. */
PlaceList place_successors(const PlaceBook *book, const Place *p) NONNULL;
PlaceList place_predecessors(const PlaceBook *book, const Place *p) NONNULL;

/**
 * The councils that share a border with `p` on the day, in code order; none if `p` does not exist
 * then.  A council made since the neighbour list was drawn up has the neighbours of those it
 * replaced; borders with councils that were later divided are not known and not given.
 *
 * own     *ret lives in mem
 * error   ERR_LIMIT  no room
 */
ErrCode place_neighbours(const PlaceBook *book, const Place *p, int32_t day, Arena *mem,
                         PlaceList *ret, Err *e) NONNULL MUST_USE;

typedef struct {
    int year;
    int64_t population; /* persons */
    Str source;
} PlacePopulation;

typedef struct {
    size_t n;
    const PlacePopulation *v;
} PlacePopulations;

typedef struct {
    size_t n;
    const Str *v;
} PlaceAliases;

/** The other names and codes of a place, as name_fold writes them. */
PlaceAliases place_aliases(const PlaceBook *book, const Place *p) NONNULL;

/** What is known of a place's population, by year; for a new council the sum of those it replaced
 *  is not invented here: see place_population. */
PlacePopulations place_populations(const PlaceBook *book, const Place *p) NONNULL;

/** Persons in the year nearest to `year`, the mid-year estimate before other sources (a council
 *  made by merger: the sum over the councils it replaced, when all are known and none of them was
 *  divided); -1 when unknown. */
int64_t place_population(const PlaceBook *book, const Place *p, int year) NONNULL;

#endif
