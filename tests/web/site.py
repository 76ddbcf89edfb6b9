#!/usr/bin/env python3
"""site.py BELFRY: starts the site on the example and visits it as a reader, a crawler and a vandal.

Prints TAP.  Uses only the standard library; BELFRY_TEST_POSTGRES adds a run on PostgreSQL."""
import html.parser
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import xml.dom.minidom

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BELFRY = os.path.abspath(sys.argv[1])
VOID = {'meta', 'link', 'input', 'br', 'hr', 'img', 'line', 'rect', 'path', 'circle'}
number, failures = 0, 0


def check(name, fault):
    global number, failures
    number += 1
    failures += bool(fault)
    print(f'{"not ok" if fault else "ok"} {number} - site: {name}')
    for line in str(fault).splitlines()[:8] if fault else []:
        print('#', line)


class Reader(html.parser.HTMLParser):
    """Finds links, ids and whatever a page of ours may not have."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.links, self.ids, self.faults, self.open, self.headings = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.links += [attrs[a] for a in ('href', 'src', 'action') if attrs.get(a)]
        if 'id' in attrs:
            if attrs['id'] in self.ids:
                self.faults.append(f'id {attrs["id"]} is there twice')
            self.ids.append(attrs['id'])
        if tag == 'script' or 'style' in attrs or any(a.startswith('on') for a in attrs):
            self.faults.append(f'<{tag}> has a script or inline style')
        if tag == 'input' and attrs.get('type') != 'hidden' and 'id' not in attrs:
            self.faults.append('an input without a label')
        if re.fullmatch('h[1-6]', tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f'</{tag}> closes nothing at {self.getpos()}')

    def done(self):
        if self.open:
            self.faults.append(f'never closed: {self.open}')
        if self.headings.count(1) != 1:
            self.faults.append(f'{self.headings.count(1)} first headings')
        for a, b in zip(self.headings, self.headings[1:]):
            if b > a + 1:
                self.faults.append(f'a heading of level {b} after one of level {a}')
        return self.faults


class Site:
    def __init__(self, database):
        self.database = database
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen([BELFRY, 'serve', '--listen', '127.0.0.1:0', '--database',
                                         database], stdout=subprocess.PIPE, stderr=self.log)
        line = self.process.stdout.readline().decode()
        self.port = int(re.search(r'http://127\.0\.0\.1:(\d+)/', line)[1])

    def get(self, path, method='GET', headers=None, body=None):
        c = http.client.HTTPConnection('127.0.0.1', self.port, timeout=20)
        c.request(method, path, body=body, headers=headers or {})
        r = c.getresponse()
        out = r.status, {k.lower(): v for k, v in r.getheaders()}, r.read()
        c.close()
        return out

    def raw(self, data, wait=5):
        with socket.create_connection(('127.0.0.1', self.port), timeout=wait) as s:
            try:
                s.sendall(data)
                return s.recv(65536)
            except (TimeoutError, ConnectionError):
                return b''

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20)


def belfry(database, *words):
    done = subprocess.run([BELFRY, *words, '--database', database], capture_output=True, text=True,
                          check=False)
    if done.returncode:
        sys.exit(f'{words}: {done.stderr}')
    return done.stdout


def crawl(site):
    """Every address that can be reached from the first page answers, and every page is well made."""
    todo, seen, faults, pages = ['/'], {'/'}, [], 0
    while todo and pages < 900:
        path = todo.pop(0)
        status, headers, body = site.get(path)
        pages += 1
        if status != 200:
            faults.append(f'{path}: {status}')
            continue
        if not headers['content-type'].startswith('text/html'):
            continue
        r = Reader()
        r.feed(body.decode())
        faults += [f'{path}: {f}' for f in r.done()]
        for link in r.links:
            link = link.partition('#')[0]
            if link.startswith('/') and link not in seen:
                seen.add(link)
                todo.append(link)
    check(f'{pages} addresses reached from the first page, all well made', '\n'.join(faults))


def says(site, name, path, *texts):
    status, _, body = site.get(path)
    text = body.decode()
    missing = [t for t in texts if t not in text]
    check(name, f'{path}: {status}, without {missing}' if status != 200 or missing else '')


def read_as_a_person(site):
    says(site, 'the national picture tells what happened', '/', 'No place stood out in November 2025',
         'August 2024', 'July 2016', 'Metropolitan Police stood out 4 times', '52')
    status, _, body = site.get('/alerts')
    ids = dict(re.findall(r'href="(/alerts/\d+)">([^<]+)', body.decode()))
    august = next(a for a, t in ids.items() if t == 'Metropolitan Police, August 2024')
    says(site, 'a proposal says why', august, '1427 race or religion aggravated public order offences '
         'in August 2024', 'the same to the last digit', 'What is not known', 'Waits for a decision')
    says(site, 'an area has its figures', '/areas/E09000012', 'Hackney', 'Population 259,956',
         'Show these numbers as a table', 'Tower Hamlets')
    says(site, 'a former council says where it went', '/areas/E07000190', 'Taunton Deane',
         'Its figures go on in Somerset')
    says(site, 'a divided county says so', '/areas/E10000006', 'divided among several councils')
    says(site, 'search knows former names', '/areas?q=taunton%20deane%20borough%20council',
         '/areas/E07000190', 'until 1 April 2019, now')
    says(site, 'search suggests', '/areas?q=Barnsly', 'may be meant', '/areas/E08000038', 'Barnsley')
    says(site, 'what is typed is shown as text', '/areas?q=%3Cscript%3Ealert(1)%3C/script%3E',
         '&lt;script&gt;alert(1)&lt;/script&gt;')
    says(site, 'a series tells its breaks and vintages', '/series/met-race-religion-public-order',
         'April 2012', '2,375')
    says(site, 'the map shows a month', '/map?period=2024-08', '4 councils stood out in August 2024', 'Merton',
         '33 areas were judged')
    says(site, 'the map without a choice shows the newest', '/map', 'No council stood out in November 2025')
    says(site, 'three areas side by side', '/compare?areas=E09000012,E09000030&add=camden', 'Tower Hamlets',
         'Camden stood out in', 'All charts have one scale', '/charts/E09000007?')
    says(site, 'areas of very different size', '/compare?areas=E09000012,E23000001', 'a scale of its own')
    eleven = ','.join(f'E090000{i:02}' for i in range(2, 13))
    for query, fault in ((f'areas={eleven}', 'Ten areas are the most'), ('areas=E09000012&add=Nowhere', 'no place'),
                         ('areas=E99999999', 'does not exist'), ('areas=%3Cb%3E,,,,', 'does not exist')):
        status, _, body = site.get('/compare?' + query)
        check(f'compare says what is wrong: {fault}', '' if status == 400 and fault.lower() in body.decode().lower()
              else (status, body[-1500:]))
    status, headers, body = site.get('/charts/E09000012?series=met-race-religion-public-order')
    drawing = xml.dom.minidom.parseString(body).documentElement
    title = drawing.getElementsByTagName('title')[0].firstChild.data
    check('a chart as a file of its own', '' if status == 200 and headers['content-type'] == 'image/svg+xml' and
          'Hackney stood out in 2 months' in title and 'attachment' in headers['content-disposition'] and
          drawing.getAttribute('xmlns') and 'nan' not in body.decode().lower() else (status, title))
    status, headers, body = site.get('/figures/E23000001?series=met-race-religion-public-order'
                                     '&format=csv')
    row = [l for l in body.decode().splitlines() if ',2016-07,' in l]
    check('figures as CSV', '' if row and row[0].split(',')[3] == '1008' and row[0].endswith(',1')
          and 'attachment' in headers['content-disposition'] else (status, row))
    return august


def headers_of(site):
    _, h, _ = site.get('/')
    want = {'content-security-policy': "default-src 'none'", 'x-content-type-options': 'nosniff',
            'referrer-policy': 'same-origin', 'cache-control': 'no-cache'}
    bad = [k for k, v in want.items() if v not in h.get(k, '')]
    check('security headers', bad or "'unsafe" in h['content-security-policy'])
    style = re.search(rb'href="(/assets/site\.\w+\.css)"', site.get('/')[2])[1].decode()
    status, h, body = site.get(style)
    check('the style sheet may be kept for ever', '' if status == 200 and 'immutable' in
          h['cache-control'] and len(body) > 2000 else h)
    status, h, body = site.get('/areas', 'HEAD')
    check('HEAD', '' if status == 200 and not body and int(h['content-length']) > 1000 else h)
    def cached():
        return int(re.search(rb'belfry_cached_total (\d+)', site.get('/metrics')[2])[1])
    site.get('/areas/E09000012')
    before = cached()
    site.get('/areas/E09000012?nobody=reads&this=1')
    check('arguments that nobody reads make no new page', '' if cached() == before + 1 else 'made')
    a, b = site.get('/areas?q=hackney')[2], site.get('/areas?q=leeds')[2]
    check('arguments that are read do', '' if a != b and b'/areas/E08000035' in b else 'the same')
    tag = site.get('/areas')[1]['etag']
    status, h, body = site.get('/areas', headers={'If-None-Match': tag})
    check('a page that one has is not sent again', '' if status == 304 and not body else status)
    status, h, body = site.get('/areas', headers={'If-None-Match': 'W/"old"'})
    check('an old one is', '' if status == 200 and h['etag'] == tag else status)
    check('health and metrics', '' if site.get('/healthz')[0] == 200 and
          b'belfry_requests_total{status="2xx"}' in site.get('/metrics')[2] else 'no')


def as_a_program(site):
    def ask(path):
        status, h, body = site.get('/api/v1/' + path)
        return status, h['content-type'], json.loads(body)
    status, kind, series = ask('series')
    check('api: series', '' if status == 200 and kind == 'application/json' and any(
        s['code'] == 'met-race-religion-public-order' and s['example'] for s in series['series'])
        else series)
    places = {p['code']: p for p in ask('places')[2]['places']}
    check('api: places', '' if len(places) == 422 and
          places['E07000190']['figures_flow_to'] == 'E06000066' and
          places['E10000006']['figures_flow_to'] is None else len(places))
    alerts = ask('alerts?place=E23000001')[2]['alerts']
    check('api: alerts', '' if [a['period'] for a in alerts] == ['2024-08', '2020-07', '2020-06',
                                                                 '2016-07'] else alerts)
    values = ask('values?place=E23000001&series=met-race-religion-public-order')[2]['values']
    check('api: values', '' if len(values) == 188 and {'period': '2016-07', 'value': 1008}.items() <=
          values[75].items() and values[75]['stood_out'] and values[0]['upperbound'] is None
          else values[75:77])
    for path, want in (('values', 400), ('values?place=E23000001&series=x', 404), ('values?place=x', 400),
                       ('nothing', 404)):
        status, kind, problem = ask(path)
        check(f'api: {path} is a problem', '' if status == want and kind == 'application/problem+json'
              and problem['type'] in ('MISSING', 'INPUT') and problem['detail'] else (status, problem))


def misuse(site):
    for path in ('/areas/E99999999', '/areas/', '/areas/a/b', '/series/x', '/alerts/0', '/alerts/1e1',
                 '/alerts/99999999999999999999', '/figures/E09000012', '/charts/E09000012', '/charts/x?series=y',
                 '/map?series=x', '/compare?series=x', '/.git/config',
                 '/assets/../site.c', '/assets/%2e%2e/page.h', '/%00', '/areas/%27%3b--'):
        status, _, body = site.get(path)
        check(f'{path} is not found', '' if status in (400, 404) and b'<h1 ' in body else status)
    for method in ('POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'):
        check(f'{method} is refused', '' if site.get('/', method)[0] == 405 else 'answered')
    check('bytes that are not UTF-8', '' if site.get('/areas?q=%ff%fe')[0] == 400 else 'answered')
    many = '&'.join(f'a{i}=1' for i in range(70))
    check('too many arguments', '' if site.get('/areas?' + many)[0] == 400 else 'answered')
    check('a large body', '' if site.get('/', body='x' * 200000)[0] == 413 else 'answered')
    refused = (b'HTTP/1.1 400', b'HTTP/1.1 414', b'HTTP/1.1 431', b'HTTP/1.1 413', b'')
    for name, data in (('no host', b'GET / HTTP/1.1\r\n\r\n'),
                       ('an odd host', b'GET / HTTP/1.1\r\nHost: a b\r\n\r\n'),
                       ('a long address', b'GET /' + b'a' * 60000 + b' HTTP/1.1\r\nHost: x\r\n\r\n'),
                       ('long headers', b'GET / HTTP/1.1\r\nHost: x\r\nA: ' + b'b' * 60000 +
                        b'\r\n\r\n'),
                       ('noise', os.urandom(2000)),
                       ('a folded line', b'GET / HTTP/1.1\r\n Host: x\r\n\r\n')):
        got = site.raw(data)
        check(f'{name} is refused', '' if any(got.startswith(r) for r in refused if r) or not got
              else got[:80])
    idle = [socket.create_connection(('127.0.0.1', site.port)) for _ in range(300)]
    for s in idle:
        s.sendall(b'GET / HTT')
    start = time.monotonic()
    status = site.get('/areas')[0]
    check('300 half requests do not stop the others', '' if status == 200 and
          time.monotonic() - start < 2 else status)
    for s in idle:
        s.close()


def together(site):
    faults = []

    def visit(path):
        for _ in range(30):
            status, _, body = site.get(path)
            if status != 200 or b'</html>' not in body:
                faults.append(path)

    threads = [threading.Thread(target=visit, args=(p,)) for p in
               ('/', '/areas', '/areas/E09000012', '/areas/E09000008', '/alerts', '/alerts/3') * 2]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    check('many readers at once', faults)


def stays_fresh(site, august):
    """A change is seen at once, although pages are kept in memory; what is not public is not seen."""
    number_of = august.rsplit('/', 1)[1]
    site.get(august)
    belfry(site.database, 'alerts', 'approve', number_of, '--reason', 'The council has heard it too.')
    says(site, 'a decision shows at once', august, 'Approved')
    with tempfile.TemporaryDirectory() as folder:
        ini, figures = os.path.join(folder, 's.ini'), os.path.join(folder, 'f.csv')
        with open(ini, 'w', encoding='utf-8') as f:
            f.write('[series]\ntitle = Very private\ncounted = secrets\nunit = secrets\n'
                    'period = month\nkind = count\ndirection = up\nvisibility = office\n'
                    'source = a whisper\nlicence = none\nwatch = true\nexample = false\n')
        with open(figures, 'w', encoding='utf-8') as f:
            f.write('code,month,value\n' + ''.join(
                f'E09000012,{2016 + m // 12}-{m % 12 + 1:02},{5 + m % 3 + 400 * (m == 95)}\n'
                for m in range(96)))
        belfry(site.database, 'series', 'add', 'very-private', ini)
        belfry(site.database, 'import', figures, '--series', 'very-private', '--map', 'guess',
               '--vintage', '2024-01-15')
    belfry(site.database, 'watch', '--as-of', '2023-12-31', '--known', '2025-12-31', '--series',
           'very-private')
    listed = belfry(site.database, 'alerts', 'list', '--all', '--series', 'very-private', '--format',
                    'csv').splitlines()
    secret = listed[1].split(',')[0]
    check('the private series has a proposal', '' if len(listed) == 2 else listed)
    seen = [p for p in ('/api/v1/series', '/api/v1/alerts', '/', '/areas', '/areas/E09000012', '/series', '/alerts', '/data')
            if b'very private' in site.get(p)[2].lower() or b'whisper' in site.get(p)[2]
            or f'/alerts/{secret}"'.encode() in site.get(p)[2]
            or f'"id":{secret},'.encode() in site.get(p)[2]]
    check('no page tells of it', seen)
    for path in ('/api/v1/values?place=E09000012&series=very-private', '/series/very-private', f'/alerts/{secret}',
                 '/figures/E09000012?series=very-private'):
        check(f'{path.replace(secret, "N")} is as if it were not there',
              '' if site.get(path)[0] == 404 else 'answered')


def visit(database, name):
    belfry(database, 'demo', '--no-serve')
    site = Site(database)
    print(f'# {name}')
    try:
        august = read_as_a_person(site)
        crawl(site)
        headers_of(site)
        as_a_program(site)
        misuse(site)
        together(site)
        stays_fresh(site, august)
        check('still serving', '' if site.get('/')[0] == 200 else 'no')
    finally:
        status = site.stop()
    check('stops when told', status)
    site.log.seek(0)
    log = site.log.read().decode('utf-8', 'replace')
    check('nothing of a search in the log', '' if 'taunton' not in log.lower() and
          'Sanitizer' not in log else log[-2000:])


def main():
    with tempfile.TemporaryDirectory() as folder:
        visit(os.path.join(folder, 'site.db'), 'SQLite')
    server = os.environ.get('BELFRY_TEST_POSTGRES')
    if server:
        visit(f'postgresql:{server}', 'PostgreSQL')
    print(f'1..{number}')
    sys.exit(1 if failures else 0)


main()
