#!/usr/bin/env python3
"""bench_index.py BELFRY [THREADS]: 10,000 uncertainty replicates of 296 units x 60 indicators with errors, and
whether the digits are the same with one thread and with two."""
import csv
import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

UNITS, INDICATORS, REPLICATES = 296, 60, 10000
draw = random.Random(1)


def write(path, head, rows):
    with open(path, 'w', encoding='utf-8', newline='') as f:
        csv.writer(f).writerows([head, *rows])


with tempfile.TemporaryDirectory() as folder:
    names = [f'i{k}' for k in range(INDICATORS)]
    level = [draw.gauss(0, 1) for _ in range(UNITS)]
    units, errors, meta = (os.path.join(folder, n) for n in ('units.csv', 'errors.csv', 'meta.csv'))
    write(units, ['uCode', *names], [[f'U{u}', *(draw.gauss(level[u], 1) for _ in names)] for u in range(UNITS)])
    write(errors, ['uCode', *names], [[f'U{u}', *(0.1 + 0.2 * draw.random() for _ in names)] for u in range(UNITS)])
    groups = [[f'G{k}', 2, 'T', 1, 1, 'Aggregate'] for k in range(10)]
    write(meta, ['iCode', 'Level', 'Parent', 'Direction', 'Weight', 'Type'],
          [[n, 1, f'G{k % 10}', 1, 1, 'Indicator'] for k, n in enumerate(names)] + groups +
          [['T', 3, '', 1, 1, 'Aggregate']])
    for threads in sys.argv[2:] or ['1', '2']:
        started, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        out = subprocess.run([sys.argv[1], 'compute', 'index-uncertainty', units, '--meta', meta, '--errors', errors,
                              '--set', f'replicates={REPLICATES}', '--threads', threads, '--format', 'csv'],
                             check=True, capture_output=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f'{threads} threads: {time.monotonic() - started:.2f} s, {cpu:.2f} CPU-seconds, '
              f'{after.ru_maxrss // 1024} MiB, sha256 {hashlib.sha256(out).hexdigest()[:16]}')
