#!/usr/bin/env python3
"""compute_golden.py BELFRY: the shared golden cases through the command line, as an analyst would.

Each case runs `belfry compute` with the settings of _cases.csv in compat mode and compares every
cell with what R surveillance 1.20.3 gave (relative difference at most 1e-8; scores of a count that
is exactly what was expected are compared to 1e-13; p-values under 1e-100 by their logarithm)."""
import csv
import math
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('BELFRY_SHARED') or os.path.join(os.path.dirname(ROOT), 'shared')
GOLDEN = os.path.join(SHARED, 'golden', 'detection')
# The slope is exactly 0 there: the peer's trend flag is rounding noise (detection-spec 1.9).
# Or one case in the farthest year leaves a slope without a bound, which the peer gives up half way.
DEGENERATE = {('other/edge_sparse_u1__farrington1996.csv', '386', 'upperbound'),
              ('farrington/edge_missing__F7_powerhalf.csv', '377', 'trend')}


# The peer stops estimating the spread at 1e-8, and its epidemic steps where they happen to be.
LOOSE = {'G4_nb_glr': 1e-6, 'G5_nb_lr_theta': 1e-6}
STEPS = {'G11_epi_pois': 1e-5, 'G4_nb_glr': 2e-7}
# Differences of larger figures have no more digits than these: an absolute floor, by method.
FLOOR = {'cusum': 2e-9, 'glrnb': 1e-8}


def number(text):
    if text in ('NA', 'NaN', ''):
        return None
    return {'TRUE': 1.0, 'FALSE': 0.0, 'Inf': math.inf, '-Inf': -math.inf}.get(text) \
        if text in ('TRUE', 'FALSE', 'Inf', '-Inf') else float(text)


def agrees(got, want, floor, tolerance=1e-8):
    if got is None or want is None:
        return got is want
    if math.isinf(got) or math.isinf(want):
        return got == want
    if abs(got - want) <= tolerance * max(abs(got), abs(want)) or abs(got - want) < floor:
        return True
    return 0 < want < 1e-100 and got > 0 and \
        abs(math.log(got) - math.log(want)) <= 1e-8 * abs(math.log(want))


def farrington(case):
    keys = {'b': 'b', 'w': 'w', 'noPeriods': 'noPeriods', 'reweight': 'reweight',
            'weightsThreshold': 'weightsThreshold', 'alpha': 'alpha', 'trend': 'trend',
            'pThresholdTrend': 'pThresholdTrend', 'populationOffset': 'populationOffset',
            'pastWeeksNotIncluded': 'pastWeeksNotIncluded', 'thresholdMethod': 'thresholdMethod',
            'frequency': 'freq', 'epochAsDate': 'epochAsDate'}
    out = [f'{k}={case[c]}' for k, c in keys.items()]
    out.append(f"limit54={case['limit54_cases']},{case['limit54_period']}")
    out.append('powertrans=' + case['powertrans'].strip("'"))
    return 'farrington-flexible', out


def ears(case):
    return 'ears-' + case['method'].lower(), [f"{k}={case[k]}" for k in ('baseline', 'minSigma', 'alpha')]


def cusum(case):
    keys = {'k': 'k', 'h': 'h', 'm': 'm', 'trans': 'trans', 'alpha': 'alpha',
            'start_sample': 'start_sample', 'frequency': 'freq'}
    return 'cusum', [f'{k}={case[c]}' for k, c in keys.items()] + ['unit=' + case['unit']]


def glr(case):
    keys = {'theta': 'theta', 'cARL': 'c.ARL', 'M': 'M', 'Mtilde': 'Mtilde', 'change': 'change',
            'dir': 'dir', 'ret': 'ret', 'S': 'S', 'trend': 'trend', 'refit': 'refit',
            'frequency': 'freq'}
    out = [f'{k}={case[c].strip()}' for k, c in keys.items()]
    alpha = 'NA' if case['alpha_estimated'] == 'TRUE' else case['alpha'].strip()
    return 'glr', [s.replace('TRUE', 'true').replace('FALSE', 'false') for s in out] + \
        [f'alpha={alpha}', 'unit=' + case['unit']]


def other(case):
    method = {'bayes1': 'bayes', 'bayes2': 'bayes', 'farrington1996': 'farrington-1996',
              'outbreakP': 'outbreakp'}.get(case['algo'], case['algo'])
    out = [s.replace('TRUE', 'true').replace('FALSE', 'false') for s in case['params'].split()
           if s != 'ret=value']
    return method, out + (['mode=compat'] if method == 'farrington-1996' else [])


def complete(case):
    """The range and column that the older rules' cases leave to their file."""
    rows = list(csv.DictReader(open(os.path.join(GOLDEN, case['file']), encoding='utf-8')))
    case['range_first'], case['range_last'] = rows[0]['t'], rows[-1]['t']
    with open(os.path.join(GOLDEN, 'inputs', case['dataset'] + '.csv'), encoding='utf-8') as f:
        case['column'] = f.readline().strip().split(',')[2 + int(case['unit'][1:]) - 1]


def run(belfry, case, words):
    method, settings = words
    data = os.path.join(GOLDEN, 'inputs', case['dataset'])
    call = [belfry, 'compute', method, '--input', data + '.csv', '--format', 'csv', '--range',
            f"{case['range_first']}:{case['range_last']}"]
    if 'algo' not in case:
        call += ['--set', 'mode=compat']
    for s in settings:
        call += ['--unit', s[5:]] if s.startswith('unit=') else ['--set', s]
    if 'column' in case:
        call += ['--unit', case['column']]
    if case.get('populationOffset') == 'TRUE':
        call += ['--population', data + '_population.csv']
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode:
        return None, done.stderr
    return list(csv.DictReader(done.stdout.splitlines())), ''


def compare(case, rows, key, floor):
    floor = STEPS.get(case.get('control'), floor)
    tolerance = LOOSE.get(case.get('control'), 1e-8)
    want = list(csv.DictReader(open(os.path.join(GOLDEN, case['file']), encoding='utf-8')))
    got = {(r['unit'], r[key]): r for r in rows}
    if 'column' in case:
        got = {(case['unit'], r[key]): r for r in rows}
    wrong = []
    for w in want:
        g = got.get((w['unit'], w[key]))
        for column in rows[0]:
            if column in ('unit', key):
                continue
            theirs = 'upperbound' if column == 'stat' and 'algo' in case else column
            if g is None or not agrees(number(g[column]), number(w[theirs]), floor, tolerance):
                if (case['file'], w[key], column) not in DEGENERATE:
                    wrong.append(f"{case['file']} {w['unit']} {w[key]} {column}: "
                                 f"{g and g[column]} for {w[theirs]}")
    return wrong, len(want)


def main():
    if not os.path.isdir(GOLDEN):
        print('ok - compute_golden # SKIP the optional folder of outside results is not there')
        return 0
    bad = 0
    for folder, words, key in (('farrington', farrington, 'k'), ('ears', ears, 't'),
                               ('cusum', cusum, 't'), ('glrnb', glr, 't'),
                               ('other', other, 't')):
        rows_seen = 0
        for case in csv.DictReader(open(os.path.join(GOLDEN, folder, '_cases.csv'), encoding='utf-8')):
            if folder == 'other':
                complete(case)
            rows, why = run(sys.argv[1], case, words(case))
            wrong, n = compare(case, rows, key, FLOOR.get(folder, 1e-13)) if rows else ([f"{case['file']}: {why}"], 0)
            rows_seen += n
            bad += bool(wrong)
            print(f"{'not ok' if wrong else 'ok'} - compute {case['file']}")
            for line in wrong[:5]:
                print('#', line)
        print(f'# {folder}: {rows_seen} rows compared')
    return 1 if bad else 0


sys.exit(main())
