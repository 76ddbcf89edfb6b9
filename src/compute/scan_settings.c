#include "compute/scan_settings.h"

#include <math.h>

const SettingParam scan_params[] = {
    { "model", "poisson", "poisson, stp, bernoulli, eb-poisson or eb-nb",
      "what the counts are compared with" },
    { "analysis", "prospective", "prospective, retrospective, spatial or temporal",
      "clusters that still go on, all, whole period, whole area" },
    { "start", "the first date", "a date", "first day, month or year of the study" },
    { "end", "the last date", "a date", "last day, month or year of the study" },
    { "coordinates", "by the columns of the places", "cartesian or latlong",
      "x and y of a plane, or degrees" },
    { "timeUnit", "as the dates are written", "day, week, month or year", "unit of time" },
    { "timeLength", "1", "1 to 1000", "units that are taken together, counted back from the end" },
    { "maxSpatial", "50%", "a share, a distance, a number of places; several with commas",
      "largest circle: 50%, 200km (or 200 in the unit of the coordinates), 500places" },
    { "maxTemporal", "50%", "a share of the study, or a number of units", "longest window" },
    { "minTemporal", "1", "1 to 100000", "shortest window in units" },
    { "minCases", "2", "0 to 1000000", "fewest cases of a cluster with too many" },
    { "scanFor", "high", "high, low or both", "clusters with too many cases, too few, or both" },
    { "weekday", "false", "true or false", "poisson, stp: weekdays may differ" },
    { "timeTrend", "none", "none, loglinear or stratified",
      "poisson: take out a steady trend, or keep each slot's cases" },
    { "adjustPrevious", "false", "true or false",
      "prospective: chance may also have raised earlier alarms since prospectiveStart" },
    { "prospectiveStart", "end", "a date", "when the surveillance began" },
    { "iterative", "0", "0 to 100", "rounds, each without the clusters of the rounds before" },
    { "includeSpatial", "false", "true or false", "also clusters that last the whole period" },
    { "includeTemporal", "false", "true or false", "also clusters of the whole area" },
    { "statistic", "hotspot", "hotspot or emerging",
      "eb-nb: all slots of a window alike, or later ones weigh more" },
    { "maxSteps", "1", "1 to 1000",
      "with neighbours: borders between a cluster's centre and its places" },
    { "replicates", "999", "0 to 1000000", "simulated data sets" },
    { "seed", "1", "0 to 2147483647", "of the random numbers" },
    { "mode", "strict", "strict or compat",
      "compat gives the peers' figures where they are wrong" },
    { NULL, NULL, NULL, NULL },
};

ErrCode scan_date_read(Str text, ScanDate *ret, Err *e)
{
    Err why;
    int32_t v;
    /* SaTScan writes 2001/11/1: turned round by tools/satscan_to_belfry.py, not here. */
    if (text.n == 4 && period_parse(PERIOD_YEAR, text, "", &v, &why) == ERR_OK) {
        *ret = (ScanDate){ PERIOD_YEAR, period_start(PERIOD_YEAR, v),
                           period_start(PERIOD_YEAR, v + 1) - 1 };
        return ERR_OK;
    }
    if (text.n == 7 && period_parse(PERIOD_MONTH, text, "", &v, &why) == ERR_OK) {
        *ret = (ScanDate){ PERIOD_MONTH, period_start(PERIOD_MONTH, v),
                           period_start(PERIOD_MONTH, v + 1) - 1 };
        return ERR_OK;
    }
    if (date_parse(text, "", &v, &why) == ERR_OK) {
        *ret = (ScanDate){ PERIOD_DAY, v, v };
        return ERR_OK;
    }
    return err_set(e, ERR_INPUT, "a date is YYYY, YYYY-MM or YYYY-MM-DD");
}

static ErrCode read_date(Settings set, const char *key, bool *ret_has, ScanDate *ret, Err *e)
{
    Err why;
    Str text = setting_text(set, key);
    *ret_has = text.p != NULL;
    if (text.p && scan_date_read(text, ret, &why) != ERR_OK)
        return err_set(e, ERR_INPUT, "%s: %s", key, why.message);
    return ERR_OK;
}

static bool ends_with(Str *s, const char *tail)
{
    size_t n = strlen(tail);
    if (s->n < n || memcmp(s->p + s->n - n, tail, n) != 0) return false;
    *s = str_trim((Str){ s->n - n, s->p });
    return true;
}

static ErrCode read_limit(Str part, ScanSettings *s, Err *e)
{
    Str number = str_trim(part);
    Err why;
    double v = 0.0;
    bool share = ends_with(&number, "%"), places = !share && ends_with(&number, "places");
    bool km = !share && !places && ends_with(&number, "km");
    if (str_f64(number, "", &v, &why) != ERR_OK || !(v > 0.0 || (v >= 0.0 && !share && !places)) ||
        v > 1e12 || (share && v > 100.0) || (places && (v < 1.0 || v != floor(v))))
        return err_set(e, ERR_INPUT,
                       "maxSpatial: '%.*s' is not a share such as 50%%, a distance such as 200km "
                       "or 200, or a number such as 500places",
                       (int)(part.n > 40 ? 40 : part.n), part.p);
    if (share) s->max_share = v / 100.0;
    if (places) s->max_places = (size_t)v;
    if (!share && !places) s->max_distance = v;
    s->km = s->km || km;
    return ERR_OK;
}

static ErrCode read_circle(Settings set, ScanSettings *s, Err *e)
{
    Str rest = setting_text(set, "maxSpatial"), part;
    s->max_share = rest.p ? 1.0 : 0.5;
    s->max_distance = (double)INFINITY;
    s->max_places = SIZE_MAX;
    if (rest.p && rest.n == 0) return read_limit(rest, s, e);
    while (rest.p && str_split(&rest, ',', &part)) TRY(read_limit(part, s, e));
    return ERR_OK;
}

static ErrCode read_length(Settings set, ScanSettings *s, Err *e)
{
    Str text = setting_text(set, "maxTemporal"), number = text;
    Err why;
    double v = 50.0;
    bool share = !text.p || ends_with(&number, "%");
    if (text.p && (str_f64(number, "", &v, &why) != ERR_OK || v < (share ? 1e-9 : 1.0) ||
                   v > (share ? 100.0 : 100000.0) || (!share && v != floor(v))))
        return err_set(e, ERR_INPUT,
                       "maxTemporal: '%.40s' is not a share such as 50%% or a number of units "
                       "from 1 to 100000",
                       text.p);
    s->max_time_share = share ? v / 100.0 : 1.0;
    s->max_time = share ? 0 : (int)v;
    return setting_int(set, "minTemporal", 1, 100000, &s->min_time, e);
}

static ErrCode read_words(Settings set, ScanSettings *s, Err *e)
{
    static const char *const models[] = {
        "poisson", "stp", "bernoulli", "eb-poisson", "eb-nb", NULL
    };
    static const char *const analyses[] = { "prospective", "retrospective", "spatial", "temporal",
                                            NULL };
    static const char *const looks[] = { "high", "low", "both", NULL };
    static const char *const trends[] = { "none", "loglinear", "stratified", NULL };
    static const char *const modes[] = { "strict", "compat", NULL };
    static const char *const statistics[] = { "hotspot", "emerging", NULL };
    static const char *const systems[] = { "cartesian", "latlong", NULL };
    static const char *const units[] = { "day", "week", "month", "year", NULL };
    static const PeriodUnit unit_of[] = { PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_YEAR };
    int model = 0, analysis = 0, look = 0, trend = 0, mode = 0, statistic = 0, system = 0, unit = 0;
    TRY(setting_word(set, "model", models, &model, e));
    TRY(setting_word(set, "analysis", analyses, &analysis, e));
    TRY(setting_word(set, "scanFor", looks, &look, e));
    TRY(setting_word(set, "timeTrend", trends, &trend, e));
    TRY(setting_word(set, "mode", modes, &mode, e));
    TRY(setting_word(set, "statistic", statistics, &statistic, e));
    TRY(setting_word(set, "coordinates", systems, &system, e));
    TRY(setting_word(set, "timeUnit", units, &unit, e));
    s->model = (ScanModel)model;
    s->analysis = (ScanAnalysis)analysis;
    s->look = (ScanFor)look;
    s->trend = (ScanTrend)trend;
    s->compat = mode == 1;
    s->emerging = statistic == 1;
    s->latlong = system == 1;
    s->latlong_set = setting_text(set, "coordinates").p != NULL;
    s->unit = unit_of[unit];
    s->has_unit = setting_text(set, "timeUnit").p != NULL;
    return ERR_OK;
}

static ErrCode refuse(const ScanSettings *s, Err *e)
{
    bool given = s->model == SCAN_POISSON || s->model == SCAN_PERMUTATION;
    bool timed = s->analysis == SCAN_PROSPECTIVE || s->analysis == SCAN_RETROSPECTIVE;
    const char *wrong = NULL;
    if (s->weekday && !given)
        wrong = "weekday: only for the models poisson and stp";
    else if (s->trend != SCAN_NO_TREND && s->model != SCAN_POISSON)
        wrong = "timeTrend: only for the model poisson";
    else if (s->trend == SCAN_STRATIFIED && s->weekday)
        wrong = "weekday: timeTrend=stratified takes care of weekdays already";
    else if (s->model == SCAN_PERMUTATION && !timed)
        wrong = "analysis: the model stp needs prospective or retrospective";
    else if (s->trend != SCAN_NO_TREND && s->analysis == SCAN_SPATIAL)
        wrong = "timeTrend: a purely spatial scan knows no time";
    else if (s->trend == SCAN_STRATIFIED && s->analysis == SCAN_TEMPORAL)
        wrong = "timeTrend: stratified leaves a purely temporal scan nothing to find";
    else if ((s->include_spatial || s->include_temporal) && !timed)
        wrong = "includeSpatial, includeTemporal: only for prospective and retrospective";
    else if ((s->include_spatial || s->include_temporal) && s->model == SCAN_PERMUTATION)
        wrong = "includeSpatial, includeTemporal: the model stp has no such clusters";
    else if (s->include_temporal && s->trend == SCAN_STRATIFIED)
        wrong = "includeTemporal: timeTrend=stratified leaves it nothing to find";
    else if (s->adjust_previous && s->analysis != SCAN_PROSPECTIVE)
        wrong = "adjustPrevious: only for analysis=prospective";
    else if (s->emerging &&
             (s->model != SCAN_EB_NB || s->analysis != SCAN_PROSPECTIVE || s->adjust_previous))
        wrong = "statistic: emerging is for eb-nb, prospective, without adjustPrevious";
    else if (s->has_prospective && s->analysis != SCAN_PROSPECTIVE)
        wrong = "prospectiveStart: only for analysis=prospective";
    return wrong ? err_set(e, ERR_INPUT, "%s", wrong) : ERR_OK;
}

ErrCode scan_settings_read(Settings set, ScanSettings *ret, Err *e)
{
    ScanSettings s = {
        .length = 1, .min_time = 1, .min_cases = 2, .replicates = 999, .seed = 1, .steps = 1
    };
    TRY(read_words(set, &s, e));
    TRY(read_date(set, "start", &s.has_start, &s.start, e));
    TRY(read_date(set, "end", &s.has_end, &s.end, e));
    TRY(read_date(set, "prospectiveStart", &s.has_prospective, &s.prospective, e));
    TRY(setting_int(set, "timeLength", 1, 1000, &s.length, e));
    TRY(read_circle(set, &s, e));
    TRY(read_length(set, &s, e));
    TRY(setting_int(set, "minCases", 0, 1000000, &s.min_cases, e));
    TRY(setting_flag(set, "weekday", &s.weekday, e));
    TRY(setting_flag(set, "adjustPrevious", &s.adjust_previous, e));
    TRY(setting_flag(set, "includeSpatial", &s.include_spatial, e));
    TRY(setting_flag(set, "includeTemporal", &s.include_temporal, e));
    TRY(setting_int(set, "iterative", 0, 100, &s.iterative, e));
    TRY(setting_int(set, "replicates", 0, 1000000, &s.replicates, e));
    TRY(setting_int(set, "seed", 0, INT32_MAX, &s.seed, e));
    TRY(setting_int(set, "maxSteps", 1, 1000, &s.steps, e));
    if (s.has_start && s.has_end && s.start.first > s.end.last)
        return err_set(e, ERR_INPUT, "start: comes after end");
    TRY(refuse(&s, e));
    *ret = s;
    return ERR_OK;
}
