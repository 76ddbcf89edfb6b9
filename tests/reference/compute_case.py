"""compute_case.py - what the tests of `belfry compute` against outside results share.

Each case is a function that makes the input from what lies beside the peer's result, runs
`belfry compute`, and yields (name, got, want, tolerance) for every cell.  To add one, write the function
and put it in CASES of a compute_*.py."""
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


def compute(method, files, settings=(), also=None):
    """files: option -> rows (list of dicts) or a path; gives the rows printed, or those of the
    further table `also`."""
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
        if also:
            call += ['--' + also, os.path.join(folder, 'also.csv')]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f'{method}: {done.stderr.strip()}')
        if also:
            with open(os.path.join(folder, 'also.csv'), encoding='utf-8') as f:
                return list(csv.DictReader(f))
        return list(csv.DictReader(done.stdout.splitlines()))


def columns(rows, *names):
    return [{n: r[n] for n in names} for r in rows]


def same(got, want, pairs, tolerance, label=''):
    """Compares columns row by row; pairs: ours -> theirs."""
    for g, w in zip(got, want, strict=True):
        for ours, theirs in pairs.items():
            yield f'{label} {next(iter(w.values()))} {ours}', number(g[ours]), number(w[theirs]), tolerance


def by_key(got, want, key, tolerance, only=None, label=''):
    """Compares all columns of theirs (or `only` those), each row with ours of the same key."""
    ours = {g[key]: g for g in got}
    yield f'{label} rows', len(ours), len(want), 0
    for w in want:
        for c in only or [c for c in w if c != key]:
            yield f'{label} {w[key]} {c}', number(ours[w[key]][c]), number(w[c]), tolerance


def run(cases):
    """Runs the cases; the exit status."""
    if not os.path.isdir(GOLDEN):
        print(f'ok - {os.path.basename(sys.argv[0])} # SKIP the optional folder of outside results is not there')
        return 0
    bad = 0
    for case in cases:
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
