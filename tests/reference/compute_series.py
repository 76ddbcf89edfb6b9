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


def nowcast():
    people = [{'event': r['dHosp'], 'report': r['dReport']}
              for r in table('nowcast', 'husO104Hosp_linelist.csv')]
    # The peer's triangle begins on 1 May; cases before it are not in it.
    people = [p for p in people if p['event'] >= '2011-05-01']
    triangle = os.path.join(GOLDEN, 'nowcast', 'hus_triangle.csv')
    for method, file in (('dirichlet', 'hus_bayes.notrunc.bnb.csv'), ('lawless', 'hus_lawless.csv')):
        for source, data in (('list', people), ('triangle', triangle)):
            got = compute('nowcast', {'input': data},
                          ['now=2011-06-02', 'D=15', 'method=' + method, 'mode=compat'])
            got = {g['period']: g for g in got}
            for w in table('nowcast', file):
                g = got[w['date']]
                for ours, theirs in (('reported', 'reported'), ('median', 'median'),
                                     ('lower', 'pi_lo'), ('upper', 'pi_hi')):
                    yield (f"{method} {source} {w['date']} {theirs}", number(g[ours]),
                           number(w[theirs]), 0)
    for i, w in enumerate(table('nowcast', 'hus_lawless_delayCDF.csv')):
        at = [g for g in got.values() if int(g['delay']) == i]
        if at:
            yield f'share {i}', number(at[0]['share']), number(w['cdf']), 1e-12


def nowcast_truncated():
    """Strict mode against the peer's Monte Carlo, which also learns only from what was seen long
    enough: alike where more than a fifth has been reported, before the priors decide."""
    triangle = os.path.join(GOLDEN, 'nowcast', 'hus_triangle.csv')
    got = {g['period']: g for g in compute('nowcast', {'input': triangle}, ['now=2011-06-02'])}
    for w in table('nowcast', 'hus_bayes.trunc.csv'):
        if number(got[w['date']]['share']) > 0.2:
            yield f"median {w['date']}", number(got[w['date']]['median']), number(w['median']), 0.1


def arl():
    rows = table('other', 'arl_poisson_cusum.csv')
    got = compute('cusum-arl', {'input': [{'h': r['h'], 'k': r['k'], 'mean': r['theta']}
                                          for r in rows]})
    for g, w in zip(got, rows, strict=True):
        name = f"h={w['h']} k={w['k']} mean={w['theta']}"
        yield name, number(g['arl']), number(w['ARL']), 1e-6
        yield name + ' fast', number(g['arl_fir']), number(w['FIR_ARL']), 1e-6


def run_length():
    rows = table('other', 'lrcusum_runlength_pois_mu4_8_h4.csv')
    got = compute('lr-run-length', {'input': [{'mu0': 4, 'mean': 4}]},
                  [f'theta={math.log(2)!r}', 'h=4', f'n={len(rows)}', 'mode=compat'])
    for g, w in zip(got, rows, strict=True):
        yield f"pmf {w['t']}", number(g['pmf']), number(w['pmf']), 1e-9
        yield f"cdf {w['t']}", number(g['cdf']), number(w['cdf']), 1e-9


def scores():
    for file in ('scores_nb.csv', 'scores_pois.csv'):
        rows = table('other', file)
        got = compute('scores', {'input': [{k: r[k] for k in ('x', 'mu', 'size') if k in r}
                                           for r in rows]})
        for g, w in zip(got, rows, strict=True):
            for k in ('logs', 'rps', 'dss', 'ses'):
                yield f"{file} {w['x']} {w['mu']} {k}", number(g[k]), number(w[k]), 1e-8


CASES = [glm, nowcast, nowcast_truncated, arl, run_length, scores]


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
