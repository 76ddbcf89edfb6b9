#!/usr/bin/env python3
"""kill_import.py BELFRY [TIMES]: kills an import with SIGKILL at random moments, again and again.

After each kill the database must open, its audit chain must be whole, SQLite's own integrity check
must pass, and the series must hold either nothing of the file or all of it."""
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TIMES = int(sys.argv[2]) if len(sys.argv) > 2 else 50
BELFRY = os.path.abspath(sys.argv[1])
SERIES = 'covid-cases-weekly'


def codes():
    with open(os.path.join(ROOT, 'data/places/places.csv'), encoding='utf-8') as f:
        rows = [line.split(',') for line in f][1:]
    return [r[0] for r in rows if r[0][:3] in ('E06', 'E07', 'E08', 'E09') and r[3] == ''][:200]


def write_file(path, seed):
    pick = random.Random(seed)
    with open(path, 'w', encoding='utf-8') as f:
        f.write('code,week,cases\n')
        for code in codes():
            for week in range(200):
                day = time.strftime('%Y-%m-%d', time.gmtime((18263 + 4 + 7 * week) * 86400))
                f.write(f'{code},{day},{pick.randrange(500)}\n')
    return len(codes()) * 200


def belfry(*words, **more):
    return subprocess.run([BELFRY, *words], capture_output=True, text=True, check=False, **more)


def cells(db):
    with sqlite3.connect(f'file:{db}?mode=ro', uri=True) as c:
        whole = c.execute('PRAGMA integrity_check').fetchone()[0]
        n = c.execute('SELECT count(*) FROM observation').fetchone()[0]
        v = c.execute('SELECT count(*) FROM vintage').fetchone()[0]
    return whole, n, v


def once(n, db, folder, took, rows):
    path = os.path.join(folder, 'rows.csv')
    args = [BELFRY, 'import', path, '--series', SERIES, '--map', os.path.join(folder, 'map.ini'),
            '--database', db]
    process = subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(random.random() * took)
    process.send_signal(signal.SIGKILL)
    process.wait()
    whole, have, vintages = cells(db)
    verify = belfry('verify', '--database', db)
    faults = []
    if whole != 'ok':
        faults.append(f'integrity_check: {whole}')
    if (have, vintages) not in ((0, 0), (rows, 1)):
        faults.append(f'{have} cells and {vintages} vintages of a file of {rows}')
    if verify.returncode:
        faults.append(verify.stderr.strip())
    return faults, have


def main():
    random.seed(20261124)
    folder = tempfile.mkdtemp(prefix='belfry-kill-')
    rows = write_file(os.path.join(folder, 'rows.csv'), 1)
    with open(os.path.join(folder, 'map.ini'), 'w', encoding='utf-8') as f:
        f.write('layout = tidy\nplace = code\nperiod = week\nvalue = cases\n')
    db = os.path.join(folder, 'test.db')
    bad, landed, took = [], 0, None
    for n in range(TIMES):
        if not os.path.exists(db):
            made = belfry('init', '--database', db)
            if made.returncode:
                sys.exit(f'not ok - kill_import: {made.stderr}')
        if took is None:
            start = time.time()
            done = belfry('import', os.path.join(folder, 'rows.csv'), '--series', SERIES, '--map',
                          os.path.join(folder, 'map.ini'), '--database', db)
            took = 1.1 * (time.time() - start)
            if done.returncode or cells(db)[1] != rows:
                print(f'not ok - kill_import: the undisturbed import: {done.stderr}')
                sys.exit(1)
            for ending in ('', '-wal', '-shm', '.lock'):
                if os.path.exists(db + ending):
                    os.remove(db + ending)
            belfry('init', '--database', db)
        faults, have = once(n, db, folder, took, rows)
        bad += [f'kill {n}: {x}' for x in faults]
        if have:
            landed += 1
            for ending in ('', '-wal', '-shm', '.lock'):
                if os.path.exists(db + ending):
                    os.remove(db + ending)
    for line in bad:
        print('#', line)
    subprocess.run(['rm', '-rf', folder], check=True)
    print(f'{"not ok" if bad else "ok"} - kill_import: {TIMES} kills, {landed} after the commit')
    sys.exit(1 if bad else 0)


main()
