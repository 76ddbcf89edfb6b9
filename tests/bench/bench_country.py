#!/usr/bin/env python3
"""bench_country.py BELFRY [--database ADDRESS] [--series N] [--threads N]: one evening of a country.

317 places (the councils of 2019), N series (20), ten years of weeks, made up with season, trend
and bursts from a fixed seed.  Prints how fast the import is and how much memory it takes for a
small and a large file, and how long the watch of the newest week takes, database included."""
import argparse
import math
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WEEKS, FIRST_MONDAY = 520, 16076  # 2014-01-06, in days since 1970


def councils():
    """The 317 lower-tier and unitary councils of 1 April 2019, from the register."""
    with open(os.path.join(ROOT, 'data/places/places.csv'), encoding='utf-8') as f:
        import csv
        rows = [r for r in csv.DictReader(f) if r['code'][:3] in ('E06', 'E07', 'E08', 'E09')]
    day = '2019-04-01'
    ends = {}
    for r in rows:
        for old in r['predecessors'].split():
            ends[old] = r['start_date']
    return [r['code'] for r in rows
            if (r['start_date'] or '0') <= day < ends.get(r['code'], '9999')]


def poisson(pick, mean):
    """Normal approximation, good enough for figures to be timed with."""
    return max(0, round(pick.gauss(mean, math.sqrt(mean))))


def write_series(path, codes, seed):
    pick = random.Random(seed)
    days = [time.strftime('%Y-%m-%d', time.gmtime((FIRST_MONDAY + 7 * w) * 86400))
            for w in range(WEEKS)]
    season = [1 + 0.3 * math.sin(2 * math.pi * w / 52.18) for w in range(WEEKS)]
    with open(path, 'w', encoding='utf-8') as f:
        f.write('code,week,value\n')
        for code in codes:
            level = pick.uniform(3, 60)
            for w in range(WEEKS):
                burst = 2 if pick.random() < 0.01 else 1
                f.write(f'{code},{days[w]},{poisson(pick, level * season[w] * burst)}\n')
    return len(codes) * WEEKS


def run(words, database):
    """Wall seconds, and the peak memory of the largest child so far in MiB."""
    start = time.monotonic()
    done = subprocess.run(words + ['--database', database], capture_output=True, text=True,
                          check=False)
    took = time.monotonic() - start
    if done.returncode:
        sys.exit(f'{words}: {done.stderr}')
    return took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, done.stdout


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument('belfry')
    ask.add_argument('--database')
    ask.add_argument('--series', type=int, default=20)
    ask.add_argument('--threads', default='2')
    given = ask.parse_args()
    belfry, codes = os.path.abspath(given.belfry), councils()
    with tempfile.TemporaryDirectory() as folder:
        database = given.database or os.path.join(folder, 'country.db')
        run([belfry, 'init'], database)
        path, ini = os.path.join(folder, 'week.csv'), os.path.join(folder, 's.ini')
        with open(ini, 'w', encoding='utf-8') as f:
            f.write('[series]\ntitle = Made up\ncounted = things\nunit = things\nperiod = week\n'
                    'kind = count\ndirection = up\nvisibility = public\nsource = made up\n'
                    'licence = none\nwatch = true\nexample = false\n')
        total, rows, peaks = 0.0, 0, []
        for n in range(given.series):
            run([belfry, 'series', 'add', f'made-up-{n}', ini], database)
            some = codes[:20] if n == 0 else codes
            rows += write_series(path, some, n)
            took, peak, _ = run([belfry, 'import', path, '--series', f'made-up-{n}', '--map',
                                 'guess', '--vintage', '2024-01-02'], database)
            total += took
            peaks.append(peak)
        print(f'import: {rows} rows in {total:.1f} s = {rows / total * 60:.0f} rows a minute; '
              f'peak memory {peaks[0]:.0f} MiB for {20 * WEEKS} rows, '
              f'{max(peaks):.0f} MiB for {len(codes) * WEEKS}')
        took, peak, text = run([belfry, 'watch', '--as-of', '2023-12-31', '--known', '2024-01-02',
                                '--threads', given.threads], database)
        print(f'watch: {took:.2f} s wall with {given.threads} threads, peak memory {peak:.0f} MiB')
        print(text, end='')
        if not given.database:
            print(f'database: {os.path.getsize(database) / 2**20:.0f} MiB')


if __name__ == '__main__':
    main()
