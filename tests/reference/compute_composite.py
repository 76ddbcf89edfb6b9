#!/usr/bin/env python3
"""compute_composite.py BELFRY: the stages of a composite index through the command line, against outside
results: ASEM by COINr, the Indices of Deprivation 2025, the ONS's robust z-scores."""
import csv
import os
import sys

from compute_case import GOLDEN, SHARED, by_key, columns, compute, number, run, same, table

META = os.path.join(GOLDEN, 'coinr', 'asem_iMeta.csv')


def asem(name):
    return os.path.join(GOLDEN, 'coinr', f'asem_{name}.csv')


def stages():
    for method, source, want, settings in (
            ('denominate', 'iData', 'stage_Denominated', ()),
            ('treat', 'stage_Screened', 'stage_Treated', ()),
            ('impute', 'na_iData', 'na_impute_mean', ('method=mean',)),
            ('impute', 'na_iData', 'na_impute_median', ('method=median',)),
            ('screen', 'na_iData', 'na_screened90', ('datThreshold=0.9',)),
            ('normalise', 'stage_Treated', 'stage_Normalised', ())):
        got = compute(method, {'input': asem(source), 'meta': META}, settings)
        yield from by_key(got, table('coinr', f'asem_{want}.csv'), 'uCode', 1e-11, label=want)


def details():
    got = compute('screen', {'input': asem('na_iData'), 'meta': META}, also='details')
    yield from by_key(got, table('coinr', 'asem_na_avail.csv'), 'uCode', 1e-12)
    got = {g['indicator']: g for g in compute('treat', {'input': asem('stage_Screened'), 'meta': META}, also='details')}
    for w in table('coinr', 'asem_treat_details.csv'):
        g = got[w['iCode']]
        yield f"{w['iCode']} skew", number(g['skew']), number(w['check_SkewKurt0.Skew']), 1e-11
        yield f"{w['iCode']} kurt", number(g['kurt']), number(w['check_SkewKurt0.Kurt']), 1e-11
        if w['winsorise.nwin']:
            yield f"{w['iCode']} nwin", number(g['nwin']), number(w['winsorise.nwin']), 0
            yield f"{w['iCode']} skew after", number(g['skew_after']), number(w['check_SkewKurt1.Skew']), 1e-11
            yield f"{w['iCode']} kurt after", number(g['kurt_after']), number(w['check_SkewKurt1.Kurt']), 1e-11


def vectors():
    want = table('coinr', 'vec_logs.csv')
    for method in ('log_CT', 'boxcox'):
        got = compute('treat', {'input': columns(want, 'x')}, [f'method={method}', 'force=true'])
        for g, w in zip(got, want, strict=True):
            yield f"{method} {w['x']}", number(g['x']), number(w[method]), 1e-12
    want = table('coinr', 'vec_winsorise.csv')
    got = compute('treat', {'input': columns(want, 'x')}, ['method=winsorise'])
    yield from same(got, [{'x': w['wins']} for w in want], {'x': 'x'}, 0)
    told = compute('treat', {'input': columns(want, 'x')}, also='details')[0]
    for w in table('coinr', 'vec_skewkurt.csv'):
        yield w['stat'], number(told[w['stat']]), number(w['v']), 1e-12


def normalisations():
    for want, settings in (('minmax', ('method=minmax',)), ('minmax01', ('upper=1',)),
                           ('minmax1_100', ('lower=1', 'upper=100')), ('zscore', ('method=zscore',)),
                           ('scaled', ('method=scaled',)), ('rank', ('method=rank',)),
                           ('fracmax', ('method=fracmax',)), ('dist2max', ('method=dist2max',)),
                           ('dist2ref', ('method=dist2ref', 'reference=AUS'))):
        got = compute('normalise', {'input': asem('stage_Treated'), 'meta': META}, settings)
        for cell in by_key(got, table('coinr', f'asem_norm_{want}.csv'), 'uCode', 1e-11, label=want):
            # Ties in the printed figures that were none in the peer's memory (3.4, 5.1).
            if cell[0] not in ('rank BGR TolMin', 'rank CZE TolMin', 'rank NOR TolMin'):
                yield cell


def aggregations():
    got = compute('aggregate', {'input': asem('stage_Normalised'), 'meta': META})
    yield from by_key(got, table('coinr', 'asem_stage_Aggregated.csv'), 'uCode', 1e-11,
                      [c for c in got[0] if c != 'uCode'], 'stage')
    for method in ('amean', 'gmean', 'hmean', 'genmean'):
        path = asem(f'agg_a_{method}')
        if not os.path.exists(path):
            continue
        got = compute('aggregate', {'input': asem('norm_minmax1_100'), 'meta': META},
                      [f'method={method}', 'p=-0.5'])
        yield from by_key(got, table('coinr', f'asem_agg_a_{method}.csv'), 'uCode', 1e-11, label=method)


def relations():
    for level in (1, 2):
        want = table('coinr', f'asem_corr_L{level}_L{level + 1}.csv')
        got = compute('correlations', {'input': asem('stage_Aggregated'), 'meta': META}, [f'level={level}'])
        ours = {(g['Var1'], g['Var2']): g['Correlation'] for g in got}
        for w in want:
            yield f"{w['Var1']} {w['Var2']}", number(ours[w['Var1'], w['Var2']]), number(w['Correlation']), 1e-11
    got = compute('cronbach', {'input': asem('iData'), 'meta': META})
    yield from by_key(got, table('coinr', 'asem_cronbach_raw.csv'), 'group', 1e-11)
    got = compute('effective-weights', {'meta': META})
    yield from by_key(got, table('coinr', 'asem_eff_weights.csv'), 'iCode', 1e-12)


def deprivation():
    weights = {'Income': .225, 'Employment': .225, 'Education': .135, 'Health': .135, 'Crime': .093,
               'Housing_and_Services': .093, 'Environment': .093}
    meta = [{'iCode': f'{d}_rank', 'Level': 1, 'Parent': 'IMD', 'Direction': -1, 'Weight': w, 'Type': 'Indicator'}
            for d, w in weights.items()]
    meta.append({'iCode': 'IMD', 'Level': 2, 'Parent': '', 'Direction': 1, 'Weight': 1, 'Type': 'Aggregate'})
    domains = os.path.join(GOLDEN, 'imd', 'imd2025_lsoa_domains.csv')
    scores = compute('normalise', {'input': domains, 'meta': meta}, ['method=exponential'])
    got = compute('aggregate', {'input': scores, 'meta': meta}, ['method=sum'])
    for g, w in zip(got, table('imd', 'imd2025_lsoa_domains.csv'), strict=True):
        yield w['lsoa21_code'], abs(number(g['IMD']) - number(w['IMD_score'])) <= 0.001, True, 0


# The peer published standardised figures of these with the sign turned, for low is good there.
LOW_IS_GOOD = {
    'Public transport or walk to employment centre with 500 to 4999 jobs',
    'Drive to employment centre with 500 to 4999 jobs', 'Cycle to employment centre with 500 to 4999 jobs',
    'Persistent absences for all pupils', 'Persistent absences for pupils eligible for free school meals',
    'Persistent absences for pupils looked after continuously for at least 12 months by local authorities',
    'Cigarette smokers', 'Obesity prevalence in children at reception age (aged four to five years)',
    'Obesity prevalence in children at Year 6 age (aged 10 to 11 years)',
    'Adult obesity prevalence (aged 18 years and over)',
    'Circulatory mortality considered preventable in persons aged under 75 (England)',
    'Circulatory mortality considered preventable in persons aged under 75 (Northern Ireland)', 'Anxiety',
    'Aged 16 years and over modelled unemployment'}


def robust_z():
    path = os.path.join(SHARED, 'data', 'indicators', 'ons_subnational_indicators_2024-03.csv')
    if not os.path.exists(path):
        return
    with open(path, encoding='utf-8-sig') as f:
        rows = list(csv.DictReader(f))
    places, names = sorted({r['unique'] for r in rows}), sorted({r['Indicator'] for r in rows})
    real = {(r['unique'], r['Indicator']): r['real'] for r in rows}
    units = [{'uCode': p} | {f'i{k}': real.get((p, n), '') for k, n in enumerate(names)} for p in places]
    meta = [{'iCode': f'i{k}', 'Level': 1, 'Parent': '', 'Direction': -1 if n in LOW_IS_GOOD else 1, 'Weight': 1,
             'Type': 'Indicator'} for k, n in enumerate(names)]
    got = compute('normalise', {'input': units, 'meta': meta}, ['method=robust-z'])
    ours = {g['uCode']: g for g in got}
    for r in rows:
        if number(r['value']) is not None:
            g = ours[r['unique']][f"i{names.index(r['Indicator'])}"]
            yield f"{r['unique']} {r['Indicator']}", number(g), number(r['value']), 1e-6


def uncertainty():
    """COINr drew its own random numbers: distributions are compared, not digits."""
    files = {'input': asem('stage_Screened'), 'meta': META}
    settings = ['winmax=1:5', 'leave-one-out=false', 'normalise=minmax,zscore', 'replicates=4000']
    got = {g['uCode']: g for g in compute('index-uncertainty', files, settings)}
    for w in table('coinr', 'asem_ua1000_rankstats.csv'):
        g = got[w['uCode']]
        yield f"{w['uCode']} nominal", number(g['nominal']), number(w['Nominal']), 0
        for ours, theirs, most in (('mean', 'Mean', 0.5), ('median', 'Median', 1), ('lower', 'Q5', 1.5),
                                   ('upper', 'Q95', 2)):
            near = abs(number(g[ours]) - number(w[theirs])) <= most
            yield f"{w['uCode']} {ours} {g[ours]} {w[theirs]}", near, True, 0
    sobol = {g['factor']: g for g in compute('index-sensitivity', files, settings[:3])}
    for name, theirs in (('treatment', 'Winmax'), ('normalisation', 'Normalisation'), ('weights', 'Weights')):
        w = next(r for r in table('coinr', 'asem_sa100_sobol.csv') if r['Variable'] == theirs)
        inside = number(w['Si_q5']) <= number(sobol[name]['first']) <= number(w['Si_q95'])
        yield f'{name} within their interval', inside, True, 0


CASES = [stages, details, vectors, normalisations, aggregations, relations, deprivation, robust_z,
         uncertainty]

sys.exit(run(CASES))
