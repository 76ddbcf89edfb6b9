#!/usr/bin/env python3
"""bench_signals.py BELFRY [N]: N signals (10,000 when not said) told in a browser's way, as fast as they
are taken, on the example database; then how long the pages take that read them.

Prints wall time, the server's own CPU seconds, and the share of one processor that N an hour would take.
BELFRY_TEST_POSTGRES adds a run on PostgreSQL."""
import http.client
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

BELFRY = os.path.abspath(sys.argv[1])
N = int(sys.argv[2]) if len(sys.argv) > 2 else 10000
THREADS = 4
WORDS = ('people say that the old depot becomes hostel march leaflet market school rumour afraid group night '
         'windows flags video bridge park station shop meeting council angry quiet talk heard again').split()


def cpu_seconds(pid):
    with open(f'/proc/{pid}/stat', encoding='ascii') as f:
        fields = f.read().rpartition(')')[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


class Visitor:
    def __init__(self, port, login):
        self.c = http.client.HTTPConnection('127.0.0.1', port, timeout=60)
        self.cookies = {}
        token = re.search(r'name="token" value="(\w+)"', self.ask('/sign-in')[1])[1]
        self.ask('/sign-in', {'token': token, 'example': login})
        self.token = re.search(r'name="token" value="(\w+)"', self.ask('/account')[1])[1]

    def ask(self, path, fields=None):
        headers = {'Cookie': '; '.join(f'{k}={v}' for k, v in self.cookies.items())}
        if fields is None:
            self.c.request('GET', path, headers=headers)
        else:
            headers['Content-Type'] = 'application/x-www-form-urlencoded'
            self.c.request('POST', path, urllib.parse.urlencode(fields), headers)
        r = self.c.getresponse()
        for line in r.msg.get_all('Set-Cookie') or []:
            name, _, value = line.partition(';')[0].partition('=')
            self.cookies[name] = value
        return r.status, r.read().decode()


def tell(port, first, last, refused):
    v, chance = Visitor(port, 'example-frontline'), random.Random(first)
    for i in range(first, last):
        place = chance.choice(('Hackney', 'Camden', 'Barnet', 'Leeds', 'Barnsley', 'Cornwall'))
        fields = {'token': v.token, 'nonce': f'bench-{i:040d}', 'place': place, 'timing': 'NOW', 'eep': 'EXP',
                  'what': ' '.join(chance.choices(WORDS, k=30)), 'theme': chance.choice(('MIG', 'CON', 'SCH')),
                  'direction': 'RIS', 'source': 'COU', 'marker': 'GRP'}
        status = v.ask('/signals/new', fields)[0]
        if status != 303:
            refused.append(status)


def run(name, database, *more):
    subprocess.run([BELFRY, 'demo', '--no-serve', '--database', database], check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen([BELFRY, 'serve', '--quiet', '--listen', '127.0.0.1:0', '--forms', '1000000',
                               '--database', database, *more], stdout=subprocess.PIPE)
    port = int(re.search(r':(\d+)/', server.stdout.readline().decode())[1])
    refused, cuts = [], [N * k // THREADS for k in range(THREADS + 1)]
    used, begun = cpu_seconds(server.pid), time.time()
    threads = [threading.Thread(target=tell, args=(port, cuts[k], cuts[k + 1], refused)) for k in range(THREADS)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    wall, used = time.time() - begun, cpu_seconds(server.pid) - used
    print(f'{name}: {N} signals in {wall:.1f} s, {used:.1f} CPU s of the server; refused: {len(refused)}; '
          f'{N} an hour take {100 * used / 3600:.1f}% of one processor')
    v = Visitor(port, 'example-hackney')
    first = re.search(r'href="(/signals/\d+)"', v.ask('/signals')[1])[1]
    for path in ('/signals', first, '/levels', '/returns'):
        before, begun = cpu_seconds(server.pid), time.time()
        status = v.ask(path)[0]
        print(f'{name}: {path} {status} in {1000 * (time.time() - begun):.0f} ms, '
              f'{1000 * (cpu_seconds(server.pid) - before):.0f} ms CPU')
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=30)
    out = subprocess.run([BELFRY, 'verify', '--database', database], capture_output=True, text=True, check=True).stdout
    print(f'{name}: {out.strip()}')


def main():
    with tempfile.TemporaryDirectory() as folder:
        run('SQLite', os.path.join(folder, 'a.db'))
        address = os.environ.get('BELFRY_TEST_POSTGRES')
        if address:
            run('PostgreSQL', f'postgresql:{address}', '--key', os.path.join(folder, 'p.key'))


main()
