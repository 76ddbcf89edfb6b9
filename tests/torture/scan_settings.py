#!/usr/bin/env python3
"""scan_settings.py BELFRY [RUNS]: `belfry compute scan` on hostile little studies.

Models, settings and tables are drawn at random: empty, one place, places on one spot, huge and broken
counts, settings that do not go together.  Each run ends well or with one clear line; no NaN and no
infinity is passed off as a value."""
import os
import random
import subprocess
import sys
import tempfile

CHOICES = {
    'maxSpatial': ['50%', '100%', '0.5', '3places', '1e-9%', '10,2places'],
    'maxTemporal': ['50%', '100%', '1', '3', '99'], 'minTemporal': ['1', '2', '9'],
    'minCases': ['0', '1', '5'], 'scanFor': ['high', 'low', 'both'], 'weekday': ['true'],
    'timeTrend': ['loglinear', 'stratified'], 'adjustPrevious': ['true'],
    'prospectiveStart': ['2024-01-02'], 'iterative': ['2', '5'], 'includeSpatial': ['true'],
    'includeTemporal': ['true'], 'timeUnit': ['day', 'week', 'month', 'year'],
    'timeLength': ['2', '7'], 'statistic': ['emerging'], 'mode': ['compat'],
    'start': ['2023-12-20'], 'end': ['2024-01-31'], 'seed': ['0', '7'],
}


def write(path, header, rows):
    with open(path, 'w', encoding='utf-8') as f:
        f.write(header + '\n' + ''.join(','.join(map(str, row)) + '\n' for row in rows))


def count(r):
    if r.random() < 0.005:
        return r.choice([1000000000, 'NA', '', 'x', -1, 1.5])
    return r.choice([0, 1, 2, 3, 5, 8])


def study(r, folder):
    at = lambda name: os.path.join(folder, name)  # noqa: E731
    places = [f'p{i}' for i in range(r.choice([1, 2, 5, 12]))]
    dates = [f'2024-01-{d:02d}' for d in range(1, r.choice([2, 6, 29]))]
    split = r.random() < 0.3
    extra, groups = (',category', 'ab') if split else ('', ' ')
    tail = lambda: [r.choice(groups)] if split else []  # noqa: E731
    write(at('cases'), 'place,date,count' + extra,
          [[r.choice(places), r.choice(dates), count(r)] + tail() for _ in range(r.choice([0, 1, 30]))])
    write(at('places'), 'place,x,y', [[p, r.choice([0, 1, r.random(), 1e9]), r.random()] for p in places])
    write(at('population'), 'place,date,population' + extra,
          [[p, r.choice(['2023', '2024-01', '2024-01-05']), r.choice([0, 10, 100, 1e9])] +
           ([g] if split else []) for p in places for g in groups])
    write(at('baseline'), 'place,date,expected,dispersion',
          [[p, d, r.choice([1, 0.1, 1e-9, 1e6, 2]), r.choice([1, 1.5, 40])] for p in places for d in dates])
    write(at('controls'), 'place,count', [[p, r.choice([0, 3, 9])] for p in places])
    write(at('neighbours'), 'from,to', [[r.choice(places), r.choice(places)] for _ in range(4)])
    model = r.choice(['poisson', 'stp', 'bernoulli', 'eb-poisson', 'eb-nb'])
    files = ['cases', 'places'] + ['neighbours'] * (r.random() < 0.2)
    files += {'poisson': ['population'], 'bernoulli': ['controls'], 'stp': []}.get(model, ['baseline'])
    settings = {'model': model, 'replicates': r.choice([0, 1, 9, 40]),
                'analysis': r.choice(['prospective', 'retrospective', 'spatial', 'temporal'])}
    settings.update({k: r.choice(v) for k, v in CHOICES.items() if r.random() < 0.12})
    command = [x for f in files for x in ('--' + f, at(f))]
    return command + [x for k, v in settings.items() for x in ('--set', f'{k}={v}')]


def main():
    belfry, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 300
    r, ended = random.Random(6), {}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs):
            command = study(r, folder)
            done = subprocess.run([belfry, 'compute', 'scan', '--format', 'csv'] + command,
                                  capture_output=True, text=True, check=False)
            ended[done.returncode] = ended.get(done.returncode, 0) + 1
            said = done.stdout.lower()
            if done.returncode not in (0, 2, 6) or 'nan' in said or 'inf' in said or (
                    done.returncode and done.stderr.count('\n') != 1):
                print('not ok - scan on hostile studies\n#', ' '.join(command))
                print('\n'.join('# ' + x for x in (done.stdout + done.stderr).splitlines()[:20]))
                return 1
    good = ended.get(0, 0) > runs // 10
    print(f"{'ok' if good else 'not ok'} - scan on {runs} hostile studies, by status {ended}")
    return not good


sys.exit(main())
