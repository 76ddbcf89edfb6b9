#!/usr/bin/env python3
"""compute_space.py BELFRY: segregation and spatial statistics through the command line, against outside
results (segregation 1.1 and spdep 1.2-7 in R)."""
import os
import sys

from compute_case import GOLDEN, SHARED, by_key, columns, compute, number, run, table

SCHOOLS = os.path.join(GOLDEN, 'seg', 'schools00.csv')
EDGES = os.path.join(SHARED, 'data', 'places', 'ltla24_adjacency_england.csv')
CENSUS = os.path.join(SHARED, 'data', 'indicators', 'census21_ethnicity_lsoa21_england.csv')


def indices(rows):
    return {(r['area'], r['index'], r['of'], r['to']): number(r['value']) for r in rows}


def schools():
    settings = ['place=school', 'by=state', 'group=race']
    got = indices(compute('segregation', {'input': SCHOOLS}, settings))
    for w in table('seg', 'schools00_mutual_total.csv'):
        yield w['stat'], got['all', w['stat'], '', ''], number(w['est']), 1e-12
    for w in table('seg', 'schools00_mutual_within_state.csv'):
        for index, c in (('M', 'M'), ('H', 'H'), ('share of people', 'p'), ('entropy ratio', 'ent_ratio')):
            yield f"{w['state']} {index}", got[w['state'], index, '', ''], number(w[c]), 1e-12
    for w in table('seg', 'schools00_exposure.csv'):
        index = 'isolation' if w['of'] == w['to'] else 'exposure'
        yield f"{w['of']} {w['to']}", got['all', index, w['of'], w['to']], number(w['exposure']), 1e-12
    for w in table('seg', 'schools00_isolation.csv'):
        yield w['race'], got['all', 'isolation', w['race'], w['race']], number(w['isolation']), 1e-12
    pair = [v for (area, index, of, to), v in got.items()
            if (area, index, {of, to}) == ('all', 'dissimilarity', {'white', 'black'})]
    yield 'D', pair[0], number(table('seg', 'schools00_dissimilarity_wb.csv')[0]['est']), 1e-12
    local = {r['place']: r for r in compute('segregation', {'input': SCHOOLS}, settings, also='details')
             if r['area'] == 'all'}
    for w in table('seg', 'schools00_mutual_local_first50.csv'):
        yield f"{w['school']} ls", number(local[w['school']]['ls']), number(w['ls']), 1e-11
        yield f"{w['school']} p", number(local[w['school']]['p']), number(w['p']), 1e-11


def councils():
    if not os.path.exists(CENSUS):
        return
    got = indices(compute('segregation', {'input': CENSUS}, ['by=ltla24_code']))
    asian, black = 'Asian, Asian British or Asian Welsh', 'Black, Black British, Black Welsh, Caribbean or African'
    for w in table('seg', 'england_ltla24_lsoa21_segregation.csv'):
        a = w['ltla24_code']
        for name, want in ((('units', '', ''), 'n_lsoa'), (('people', '', ''), 'pop'),
                           (('dissimilarity', 'not White', 'others'), 'D_white_nonwhite'),
                           (('dissimilarity', asian, 'White'), 'D_white_asian'),
                           (('dissimilarity', black, 'White'), 'D_white_black'),
                           (('isolation', 'not White', 'not White'), 'iso_nonwhite'),
                           (('exposure', 'not White', 'others'), 'xNW'), (('eta2', 'not White', ''), 'eta2'),
                           (('entropy', '', ''), 'H_theil_entropy'), (('simpson', '', ''), 'simpson_div'),
                           (('gini', 'not White', ''), 'gini'), (('H', '', ''), 'H'), (('M', '', ''), 'M')):
            # The peer has no M and H for the Isles of Scilly, which are one small area: they are 0.
            yield f'{a} {want}', got[(a, *name)], number(w[want] or '0'), 1e-11


def spatial_values():
    return {'imd_average_score': ('spatial/lisa_imd2025_ltla24.csv', 'x'),
            'D_white_asian': ('seg/england_ltla24_lsoa21_segregation.csv', 'D_white_asian'),
            'iso_nonwhite': ('seg/england_ltla24_lsoa21_segregation.csv', 'iso_nonwhite')}


def neighbours():
    if not os.path.exists(EDGES):
        return
    for w in table('spatial', 'moran_geary_global.csv'):
        path, column = spatial_values()[w['var']]
        files = {'input': columns(table(path), 'ltla24_code', column), 'neighbours': EDGES}
        settings = [f'value={column}', f"style={w['style']}"]
        m, c = compute('moran', files, settings)[0], compute('geary', files, settings)[0]
        for name in ('I', 'EI', 'VI_rand', 'z_rand', 'VI_norm', 'z_norm'):
            yield f"{w['var']} {w['style']} {name}", number(m[name]), number(w[name]), 1e-10
        yield f"{w['var']} {w['style']} p", number(m['p']), number(w['mc_p']), 1e-12
        yield f"{w['var']} {w['style']} C", number(c['C']), number(w['C']), 1e-10
        # Its variance of C differs with islands; ours is that of all orders (tests/unit/test_spatial.c).
        yield f"{w['var']} {w['style']} z_C", number(c['z_rand']), number(w['z_C']), 0.007


def local():
    if not os.path.exists(EDGES):
        return
    want = table('spatial', 'lisa_imd2025_ltla24.csv')
    files = {'input': columns(want, 'ltla24_code', 'x'), 'neighbours': EDGES}
    got = compute('lisa', files)
    yield from by_key(got, want, 'ltla24_code', 1e-10, ['x', 'Ii', 'EIi', 'VIi', 'Zi', 'Pi', 'Zi_uncond', 'padj_fdr'])
    mean = sum(number(g['x']) for g in got) / len(got)
    # The peer draws the line between low and high neighbours at the mean of all lags, islands 0; we at 0.
    lag = {g['ltla24_code']: -mean if number(g['lag']) is None else number(g['lag']) for g in got}
    middle = sum(lag.values()) / len(lag)
    for g, w in zip(got, want, strict=True):
        high = w['quadrant'].split('-')
        yield w['ltla24_code'] + ' lag', lag[w['ltla24_code']] > middle, high[1] == 'High', 0
        if w['Zi']:
            near = 'High' if lag[w['ltla24_code']] >= 0 else 'Low'
            yield w['ltla24_code'], g['quadrant'] == f'{high[0]}-{near}', True, 0
    yield from by_key(compute('getis-ord', files), want, 'ltla24_code', 1e-10, ['Gi', 'Gi_star'])


def bayes():
    want = table('spatial', 'ebest_asylum2021q4_ltla21.csv')
    got = compute('empirical-bayes', {'input': columns(want, 'area', 'n', 'pop')}, ['count=n', 'population=pop'])
    yield from by_key(got, want, 'area', 1e-12, ['raw', 'eb'])


sys.exit(run([schools, councils, neighbours, local, bayes]))
