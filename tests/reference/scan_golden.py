#!/usr/bin/env python3
"""scan_golden.py BELFRY: the shared runs of SaTScan 10.3.2 through the command line.

Each parameter file goes through tools/satscan_to_belfry.py.  Log likelihood ratios must be equal to
the six decimals printed, places, dates and members the same, counts and ratios as printed; the
simulated maxima must come from the same distribution (Kolmogorov-Smirnov, p above 0.001)."""
import csv
import math
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, 'tools'))
import satscan_to_belfry as reader  # noqa: E402

SHARED = os.environ.get('BELFRY_SHARED') or os.path.join(os.path.dirname(ROOT), 'shared')
GOLDEN = os.path.join(SHARED, 'golden', 'detection', 'satscan')
OUT_OF_SCOPE = {'nh_spatial_bernoulli_ellip':
                'elliptic windows, which the scan does not have (only circles and borders)'}
KS_LEVEL = 0.001


def read(path):
    with open(path, encoding='utf-8', newline='') as f:
        return list(csv.DictReader(f))


def ks(a, b):
    """The p-value of the two-sample Kolmogorov-Smirnov test (asymptotic)."""
    a, b = sorted(a), sorted(b)
    i = j = 0
    most = 0.0
    while i < len(a) and j < len(b):
        x = min(a[i], b[j])
        while i < len(a) and a[i] <= x:
            i += 1
        while j < len(b) and b[j] <= x:
            j += 1
        most = max(most, abs(i / len(a) - j / len(b)))
    n = math.sqrt(len(a) * len(b) / (len(a) + len(b)))
    t = (n + 0.12 + 0.11 / n) * most
    return min(1.0, 2 * sum((-1) ** (k - 1) * math.exp(-2 * k * k * t * t) for k in range(1, 101)))


def as_printed(got, want):
    """Whether a number rounds to what was printed (half a unit of the last digit, and a bit)."""
    digits = len(want.split('.')[1]) if '.' in want else 0
    return got != 'NA' and abs(float(got) - float(want)) <= 0.5000001 * 10.0 ** -digits


def day(text, last):
    """2001/11/1 or 1985, as an ISO date: a year is its first or its last day."""
    parts = text.split('/')
    if len(parts) == 1:
        return parts[0] + ('-12-31' if last else '-01-01')
    return '-'.join([parts[0]] + [x.zfill(2) for x in parts[1:]])


def compare_cluster(got, want):
    faults = []
    llr = want.get('TEST_STAT') or want.get('LLR')
    texts = {'centre': want['LOC_ID'], 'places': want['NUMBER_LOC'],
             'start': day(want['START_DATE'], False), 'end': day(want['END_DATE'], True)}
    numbers = {'llr': llr, 'observed': want['OBSERVED'], 'expected': want['EXPECTED'],
               'ratio': want['ODE'], 'relative_risk': want.get('REL_RISK')}
    faults += [f'{k} {got[k]} for {v}' for k, v in texts.items() if got[k] != v]
    faults += [f'{k} {got[k]} for {v}' for k, v in numbers.items()
               if v and v != 'n/a' and not as_printed(got[k], v)]
    return faults


def compare(rows, members, maxima, folder):
    want, faults = read(os.path.join(folder, 'col.csv')), []
    inside = {}
    for r in read(os.path.join(folder, 'gis.csv')):
        inside.setdefault(r['CLUSTER'], set()).add(r['LOC_ID'])
    # Of the last clusters chance alone says whether they are listed: the peer's p is 1 or nearly so.
    need = [w for w in want if float(w['P_VALUE']) < 0.99]
    if len(rows) < len(need):
        faults.append(f'{len(rows)} clusters, at least {len(need)} expected')
    for got, w in zip(rows, want):
        faults += [f"cluster {w['CLUSTER']}: {f}" for f in compare_cluster(got, w)]
        got_members = {m['place'] for m in members if m['cluster'] == got['cluster']}
        if w['CLUSTER'] in inside and got_members != inside[w['CLUSTER']]:
            faults.append(f"cluster {w['CLUSTER']}: members {sorted(got_members)}")
        p, n = float(w['P_VALUE']), len(maxima)
        if abs(float(got['p']) - p) > 5 * math.sqrt(2 * p * (1 - p) / n) + 2 / n:
            faults.append(f"cluster {w['CLUSTER']}: p {got['p']} for {w['P_VALUE']}")
    simulated = [float(next(iter(r.values()))) for r in read(os.path.join(folder, 'llr.csv'))]
    same = ks(maxima, simulated)
    if same < KS_LEVEL:
        faults.append(f'maxima differ: Kolmogorov-Smirnov p = {same:.2g}')
    return faults, f'{min(len(rows), len(want))} clusters, maxima agree with p = {same:.2f}'


def run(belfry, name, scratch):
    folder, out = os.path.join(GOLDEN, name), os.path.join(scratch, name)
    command = reader.convert(os.path.join(folder, name + '.prm'), os.path.join(GOLDEN, 'inputs'), out)
    if 'timeTrend=stratified' in command:  # the peer's expected counts run on to the end
        command += ['--set', 'mode=compat']
    members, maxima = os.path.join(out, 'members'), os.path.join(out, 'maxima')
    done = subprocess.run([belfry] + command + ['--format', 'csv', '--members', members, '--maxima',
                                                maxima], capture_output=True, text=True, check=False)
    if done.returncode:
        return [done.stderr.strip()], ''
    with open(maxima, encoding='ascii') as f:
        numbers = [round(float(x), 6) for x in f]  # as the peer prints them
    return compare(list(csv.DictReader(done.stdout.splitlines())), read(members), numbers, folder)


def main():
    if not os.path.isdir(GOLDEN):
        print('ok - scan_golden # SKIP the optional folder of outside results is not there')
        return 0
    bad = 0
    with tempfile.TemporaryDirectory() as scratch:
        for name in sorted(os.listdir(GOLDEN)):
            if not os.path.isfile(os.path.join(GOLDEN, name, name + '.prm')):
                continue
            if name in OUT_OF_SCOPE:
                print(f'ok - scan {name} # SKIP {OUT_OF_SCOPE[name]}')
                continue
            faults, said = run(sys.argv[1], name, scratch)
            bad += bool(faults)
            print(f"{'not ok' if faults else 'ok'} - scan {name}: {said}")
            for line in faults[:8]:
                print('#', line)
    return 1 if bad else 0


sys.exit(main())
