#!/usr/bin/env python3
"""compute_series.py BELFRY: the shared results of procedures over time series, through the command
line: regressions, nowcasts, run lengths, scores, the endemic-epidemic model.

Each case is a function that runs `belfry compute` and yields (name, got, want, tolerance) for every
cell.  To add one, write the function and put it in CASES."""
import csv
import math
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('BELFRY_SHARED') or os.path.join(os.path.dirname(ROOT), 'shared')
GOLDEN = os.path.join(SHARED, 'golden', 'detection')


def table(*path):
    return list(csv.DictReader(open(os.path.join(GOLDEN, *path), encoding='utf-8')))


def number(text):
    return None if text in ('NA', 'NaN', '') else float(text)


def agrees(got, want, tolerance):
    """tolerance is relative to the larger of the two and 1e-3."""
    if got is None or want is None:
        return got is want
    return got == want or abs(got - want) <= tolerance * max(1e-3, abs(got), abs(want))


def compute(method, files, settings=(), options=()):
    """files: option -> rows (list of dicts) or a path; gives the rows printed."""
    with tempfile.TemporaryDirectory() as folder:
        call = [sys.argv[1], 'compute', method, '--format', 'csv', *options]
        for option, rows in files.items():
            path = rows
            if not isinstance(rows, str):
                path = os.path.join(folder, option + '.csv')
                with open(path, 'w', encoding='utf-8', newline='') as f:
                    w = csv.DictWriter(f, rows[0].keys())
                    w.writeheader()
                    w.writerows(rows)
            call += ['--' + option, path]
        for s in settings:
            call += ['--set', s]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f'{method}: {done.stderr.strip()}')
        return list(csv.DictReader(done.stdout.splitlines()))


def counts(name):
    return os.path.join(GOLDEN, 'inputs', name + '.csv')


def unit_of(name, k):
    with open(counts(name), encoding='utf-8') as f:
        return f.readline().strip().split(',')[1 + int(k)]


def glm():
    families = {'nb': 'nb', 'po': 'poisson', 'qp': 'quasipoisson'}
    terms = {'(Intercept)': 'intercept', **{f'{a}{s}': f'{b}{s}' for s in (1, 2)
                                            for a, b in (('c', 'cos'), ('s', 'sin'))}}
    rows = [r for r in table('glm', 'params.csv') if os.path.exists(counts(r['dataset']))]
    for key in sorted({(r['dataset'], r['unit'], r['S'], r['model']) for r in rows}):
        dataset, unit, waves, model = key
        got = compute('nb-glm', {'input': counts(dataset)},
                      [f'S={waves}', 'family=' + families[model], 'mode=compat'],
                      ['--unit', unit_of(dataset, unit)])
        got = {g['term']: g for g in got}
        for w in rows:
            if (w['dataset'], w['unit'], w['S'], w['model']) != key:
                continue
            name, want = f"{' '.join(key)} {w['param']}", number(w['estimate'])
            if w['param'] == 'se_theta':
                # The peer stops at a change of theta by 1e-4.
                yield name, number(got['theta']['se']), want, 1e-4
            elif w['param'] == 'twologlik':
                yield name, 2 * number(got['loglik']['estimate']), want, 1e-9
            elif w['param'] == 'dispersion' and model == 'po' or want is None:
                continue
            else:
                g = got[terms.get(w['param'], w['param'])]
                # The peer's dispersion mixes the last mean with the weights before it.
                loose = 5e-5 if model == 'qp' else 1e-6
                yield name, number(g['estimate']), want, loose if w['param'] == 'dispersion' else 1e-6
                if w['se'] != 'NA':
                    yield name + ' se', number(g['se']), number(w['se']), loose


CASES = [glm]


def main():
    if not os.path.isdir(GOLDEN):
        print('ok - compute_series # SKIP the optional folder of outside results is not there')
        return 0
    bad = 0
    for case in CASES:
        wrong, n, largest = [], 0, 0.0
        try:
            for name, got, want, tolerance in case():
                n += 1
                if got is not None and want is not None and math.isfinite(want):
                    largest = max(largest, abs(got - want) / max(1e-3, abs(want)))
                if not agrees(got, want, tolerance):
                    wrong.append(f'{name}: {got} for {want}')
        except RuntimeError as e:
            wrong.append(str(e))
        bad += bool(wrong) or not n
        print(f"{'not ok' if wrong or not n else 'ok'} - compute {case.__name__}, {n} figures, "
              f'largest difference {largest:.1e}')
        for line in wrong[:8]:
            print('#', line)
    return 1 if bad else 0


sys.exit(main())
