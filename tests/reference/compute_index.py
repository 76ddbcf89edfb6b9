#!/usr/bin/env python3
"""compute_index.py BELFRY: the shared results of indicator statistics through the command line.

Each case is a function that makes the input from what lies beside the peer's result, runs
`belfry compute`, and yields (name, got, want, tolerance) for every cell.  To add one, write the function
and put it in CASES."""
import csv
import math
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('BELFRY_SHARED') or os.path.join(os.path.dirname(ROOT), 'shared')
GOLDEN = os.path.join(SHARED, 'golden', 'index')


def table(*path):
    return list(csv.DictReader(open(os.path.join(GOLDEN, *path), encoding='utf-8-sig')))


def number(text):
    if text in ('NA', 'NaN', ''):
        return None
    return {'Inf': math.inf, '-Inf': -math.inf}[text] if text in ('Inf', '-Inf') else float(text)


def agrees(got, want, tolerance):
    """tolerance is relative to the larger; a want rounded to printed digits is given an absolute one."""
    if got is None or want is None:
        return got is want
    if math.isinf(got) or math.isinf(want):
        return got == want
    return abs(got - want) <= tolerance * max(1.0, abs(got), abs(want))


def compute(method, files, settings=()):
    """files: option -> rows (list of dicts) or a path; gives the rows printed."""
    with tempfile.TemporaryDirectory() as folder:
        call = [sys.argv[1], 'compute', method, '--format', 'csv']
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


def wilson():
    rows = table('phe', 'run_wilson.csv')
    for level in sorted({r['conf'] for r in rows}):
        want = [r for r in rows if r['conf'] == level]
        got = compute('wilson', {'input': [{'x': r['x'], 'n': r['n']} for r in want]},
                      [f'confidence={level}'])
        for g, w in zip(got, want, strict=True):
            for c in ('lower', 'upper'):
                yield f"{w['x']} of {w['n']} at {level} {c}", number(g[c]), number(w[c]), 1e-11


CASES = [wilson]


def main():
    if not os.path.isdir(GOLDEN):
        print('ok - compute_index # SKIP the optional folder of outside results is not there')
        return 0
    bad = 0
    for case in CASES:
        wrong, n = [], 0
        try:
            for name, got, want, tolerance in case():
                n += 1
                if not agrees(got, want, tolerance):
                    wrong.append(f'{name}: {got} for {want}')
        except RuntimeError as e:
            wrong.append(str(e))
        bad += bool(wrong) or not n
        print(f"{'not ok' if wrong or not n else 'ok'} - compute {case.__name__}, {n} figures")
        for line in wrong[:8]:
            print('#', line)
    return 1 if bad else 0


sys.exit(main())
