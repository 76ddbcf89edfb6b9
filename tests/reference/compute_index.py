#!/usr/bin/env python3
"""compute_index.py BELFRY: intervals, rates and trends through the command line, against outside results."""
import os
import sys

from compute_case import GOLDEN, columns, compute, number, run, same, table


def wilson():
    rows = table('phe', 'run_wilson.csv')
    for level in sorted({r['conf'] for r in rows}):
        want = [r for r in rows if r['conf'] == level]
        got = compute('wilson', {'input': [{'x': r['x'], 'n': r['n']} for r in want]},
                      [f'confidence={level}'])
        for g, w in zip(got, want, strict=True):
            for c in ('lower', 'upper'):
                yield f"{w['x']} of {w['n']} at {level} {c}", number(g[c]), number(w[c]), 1e-11


TWO = {'lower_95': 'lower95_0cl', 'upper_95': 'upper95_0cl',
       'lower_99.8': 'lower99_8cl', 'upper_99.8': 'upper99_8cl'}
BOTH = 'confidence=0.95,0.998'


def byar():
    rows = table('phe', 'run_byars.csv')
    for level in sorted({r['conf'] for r in rows}):
        want = [r for r in rows if r['conf'] == level]
        got = compute('byar', {'input': columns(want, 'x')}, [f'confidence={level}'])
        yield from same(got, want, {'lower': 'lower', 'upper': 'upper'}, 1e-11, level)


def rate():
    want = table('phe', 'run_rate.csv')
    got = compute('rate', {'input': columns(want, 'area', 'x', 'n')}, [BOTH])
    yield from same(got, want, {'value': 'value'} | TWO, 1e-12)
    want = table('phe', 'run_rate_asylum2021q4_ltla21.csv')
    got = compute('rate', {'input': columns(want, 'area', 'pop', 'people')}, [BOTH, 'multiplier=10000'])
    yield from same(got, want, {'value': 'value'} | TWO, 1e-12)


def proportion():
    want = table('phe', 'run_proportion.csv')
    got = compute('proportion', {'input': columns(want, 'area', 'x', 'n')}, [BOTH, 'multiplier=100'])
    yield from same(got, want, {'value': 'value'} | TWO, 1e-12)
    want = table('phe', 'run_proportion_asylum2021q4.csv')
    got = compute('proportion', {'input': columns(want, 'area', 'pop', 'people')}, ['multiplier=10000'])
    yield from same(got, want, {'value': 'value', 'lower': 'lowercl', 'upper': 'uppercl'}, 1e-12)


def mean():
    want = table('phe', 'run_mean.csv')
    got = compute('mean', {'input': os.path.join(GOLDEN, 'phe', 'run_mean_input.csv')}, [BOTH])
    yield from same(got, want, {c: c for c in ('value_sum', 'value_count', 'stdev', 'value')} | TWO, 1e-12)


def quantiles():
    for name, settings in (('run_quintiles_asylum.csv', ['nquantiles=5', 'invert=false']),
                           ('run_deciles_inverted_asylum.csv', [])):
        want = table('phe', name)
        got = compute('quantiles', {'input': columns(want, 'area', 'r')}, settings)
        yield from same(got, want, {'quantile': 'quantile'}, 0, name)


def standardised():
    bands = os.path.join(GOLDEN, 'phe', 'run_dsr_input.csv')
    yield from same(compute('dsr', {'input': bands}, [BOTH]), table('phe', 'run_dsr.csv'),
                    {'total_count': 'total_count', 'total_pop': 'total_pop', 'value': 'value'} | TWO, 1e-12)
    known = {c: c for c in ('observed', 'expected', 'value')}
    yield from same(compute('isr', {'input': bands}, [BOTH]), table('phe', 'run_isratio.csv'),
                    known | TWO, 1e-12)
    yield from same(compute('isr', {'input': bands}, ['as=rate']), table('phe', 'run_israte.csv'),
                    known | {'ref_rate': 'ref_rate', 'lower': 'lowercl', 'upper': 'uppercl'}, 1e-12)


def funnel():
    want = table('phe', 'run_funnel_limits_prop.csv')
    got = compute('funnel', {'input': columns(want, 'Population')}, [f"baseline={want[0]['baseline']}"])
    pairs = {f'{end}_{level}': f'{end}_{s}s_limit' for end in ('lower', 'upper')
             for level, s in (('95', 2), ('99.8', 3))}
    yield from same(got, want, pairs, 1e-12, 'share')
    for kind in ('prop', 'crude'):
        want = table('phe', f'run_funnel_sig_{kind}.csv')
        settings = ['type=crude', 'multiplier=10000'] if kind == 'crude' else []
        got = compute('funnel', {'input': columns(want, 'area', 'pop', 'people')}, settings)
        for g, w in zip(got, want, strict=True):
            yield f"{kind} {w['area']} {g['significance']}", g['significance'] == w['significance'], True, 0
    for name, column, head in (('crude', 'population_1_year', 'Events'), ('isr', 'exp_events', 'Observed_events')):
        want = table('phe', f'run_funnel_limits_{name}.csv')
        settings = ['multiplier=10000', f"baseline={want[0]['baseline']}"] if name == 'crude' else ['multiplier=100']
        got = compute('funnel-limits', {'input': columns(want, head)}, [*settings, 'mode=compat'])
        people = {f'{end}_{level}_population': f'{end}_{s}s_{column}' for end in ('lower', 'upper')
                  for level, s in (('95', 2), ('99.8', 3))}
        yield from same(got, want, pairs | people, 1e-12, name)
        got = compute('funnel-limits', {'input': columns(want, head)}, settings)  # exact
        yield from same(got, want, pairs | people, 5e-5, name)
    want = table('phe', 'run_funnel_limits_crude.csv')
    for end in ('lower', 'upper'):  # the limit at a population is the count whose curve passes there
        rows = [{'pop': w[f'{end}_2s_population_1_year']} for w in want]
        got = compute('funnel', {'input': rows}, ['type=crude', 'multiplier=10000', f"baseline={want[0]['baseline']}"])
        for g, w in zip(got, want, strict=True):
            yield f"curve {w['Events']}", number(g[f'{end}_95']), number(w[f'{end}_2s_limit']), 4e-6


def sii():
    want = table('phe', 'run_sii.csv')
    got = compute('sii', {'input': os.path.join(GOLDEN, 'phe', 'run_sii_input.csv')}, ['repetitions=200000'])
    yield from same(got, want, {'sii': 'sii', 'rii': 'rii'}, 1e-12)
    yield from same(got, want, {'sii_lower': 'sii_lower95_0cl', 'sii_upper': 'sii_upper95_0cl'}, 0.005)
    yield from same(got, want, {'rii_lower': 'rii_lower95_0cl', 'rii_upper': 'rii_upper95_0cl'}, 0.002)


def trend():
    got = compute('trend-recent', {'input': os.path.join(GOLDEN, 'fingertips', 'trend_cases.csv')})
    expected = {r['case']: r['expected'] for r in table('fingertips', 'trend_cases.csv')}
    computed = {r['case']: r for r in table('fingertips', 'trend_computed.csv')}
    for g in got:
        yield f"{g['case']} {g['trend']}", g['trend'] == expected[g['case']], True, 0
        w = computed.get(g['case'], {'slope': '', 'chi2': ''})
        for c in ('slope', 'chi2'):
            yield f"{g['case']} {c}", number(g[c]), number(w[c]), 1e-12


def fdr():
    want = table('spatial', 'lisa_imd2025_ltla24.csv')
    got = compute('fdr', {'input': columns(want, 'ltla24_code', 'Pi')})
    yield from same(got, want, {'adjusted': 'padj_fdr'}, 1e-12)


CASES = [wilson, byar, rate, proportion, mean, quantiles, standardised, funnel, sii,
         trend, fdr]

sys.exit(run(CASES))
