#!/usr/bin/env python3
"""api.py BELFRY: reads the OpenAPI document of a running site, calls everything it names with good
and bad arguments, and holds the answers against it and against the command line.

Prints TAP.  Uses only the standard library; BELFRY_TEST_POSTGRES adds a run on PostgreSQL."""
import csv
import http.client
import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.parse

BELFRY = os.path.abspath(sys.argv[1])
SERIES = 'met-race-religion-public-order'
GOOD = {'place': 'E09000012', 'series': SERIES, 'state': 'proposed'}
number, failures = 0, 0


def check(name, fault=''):
    global number, failures
    number += 1
    failures += bool(fault)
    print(f'{"not ok" if fault else "ok"} {number} - api: {name}')
    for line in str(fault).splitlines()[:8] if fault else []:
        print('#', line[:600])


def belfry(database, *words):
    done = subprocess.run([BELFRY, *words, '--database', database], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f'{words}: {done.stderr}')
    return done.stdout


class Site:
    def __init__(self, database, *key):
        self.process = subprocess.Popen([BELFRY, 'serve', '--quiet', '--listen', '127.0.0.1:0', '--database',
                                         database, *key], stdout=subprocess.PIPE)
        self.port = int(re.search(rb':(\d+)/', self.process.stdout.readline())[1])

    def ask(self, path, **headers):
        c = http.client.HTTPConnection('127.0.0.1', self.port, timeout=20)
        c.request('GET', path, headers=headers)
        r = c.getresponse()
        body = r.read().decode()
        c.close()
        return r.status, {k.lower(): v for k, v in r.getheaders()}, body


def fits(value, schema, where, faults):
    """The part of JSON Schema that the document uses."""
    names = schema['type'] if isinstance(schema['type'], list) else [schema['type']]
    kinds = {'string': str, 'integer': int, 'number': (int, float), 'boolean': bool, 'array': list, 'object': dict,
             'null': type(None)}
    good = any(isinstance(value, kinds[n]) and (n == 'boolean') == isinstance(value, bool) for n in names)
    if not good:
        faults.append(f'{where}: {value!r} is not {names}')
    elif isinstance(value, dict) and 'properties' in schema:
        faults += [f'{where}.{k} is missing' for k in schema['required'] if k not in value]
        faults += [f'{where}.{k} is not declared' for k in value if k not in schema['properties']]
        for k, v in value.items():
            fits(v, schema['properties'].get(k, {'type': names}), f'{where}.{k}', faults)
    elif isinstance(value, list):
        for i, v in enumerate(value):
            fits(v, schema['items'], f'{where}[{i}]', faults)


def walk(site, path, name):
    """All rows, page after page; and what is wrong on the way."""
    rows, pages = [], 0
    while path and pages < 3000:
        status, headers, body = site.ask(path)
        if status != 200:
            return rows, f'{path}: {status}'
        answer = json.loads(body)
        rows += answer[name]
        pages += 1
        link = re.fullmatch(r'<(.+)>; rel="next"', headers.get('link', ''))
        if (link[1] if link else None) != answer['next']:
            return rows, f'Link and next differ: {headers.get("link")} {answer["next"]}'
        path = answer['next']
    return rows, ''


def endpoint(site, path, get, problem):
    arguments = {p['name']: p for p in get['parameters']}
    needed = {n: GOOD[n] for n, p in arguments.items() if p['required']}
    own = {n: GOOD[n] for n in arguments if n in GOOD}
    name = get['operationId']
    schema = get['responses']['200']['content']['application/json']['schema']

    def at(**more):
        return path + '?' + urllib.parse.urlencode({**needed, **more})

    for given in ({}, own):
        status, headers, body = site.ask(at(**given))
        faults = []
        if status == 200 and headers['content-type'] == 'application/json':
            fits(json.loads(body), schema, name, faults)
        else:
            faults.append(f'{status} {body[:200]}')
        check(f'{name} with {sorted(given) or "what it needs"} is as declared', '\n'.join(faults))
    whole = json.loads(site.ask(at(limit=10000))[2])[name]
    small, fault = walk(site, at(limit=max(1, len(whole) // 7)), name)
    check(f'{name}: {len(whole)} rows page by page are the same', fault or ('' if small == whole and whole else len(small)))
    status, headers, text = site.ask(at(limit=10000, format='csv'))
    table = list(csv.DictReader(io.StringIO(text)))
    plain = [{k: '' if v is None else str(v).lower() if isinstance(v, bool) else v for k, v in row.items()} for row in whole]
    same = len(table) == len(plain) and all(
        (float(a[k]) == float(v) if isinstance(v, (int, float)) else a[k] == v) for a, b in zip(table, plain) for k, v in b.items())
    check(f'{name}: CSV says the same', '' if same and headers['content-type'].startswith('text/csv') else (table[:1], plain[:1]))
    tag = site.ask(at())[1]['etag']
    check(f'{name}: not sent twice', '' if site.ask(at(), **{'If-None-Match': tag})[0] == 304 else tag)
    bad = [{'limit': v} for v in ('0', '-1', '10001', 'x', '1e3', '9' * 30)] + [{'format': 'xml'}] + [
        {'after': v} for v in ("' OR 1=1 --", 'a' * 81, '\xff', '../..', 'a&b', '\x00')]
    if name == 'verdicts':
        bad += [{'after': v} for v in ('x', '1', '1.x', '9' * 19 + '.1', '-5.-5x')]
    for given in bad:
        status, headers, body = site.ask(at(**given))
        faults = []
        if headers['content-type'] == 'application/problem+json':
            fits(json.loads(body), {'type': 'object', **problem}, 'problem', faults)
            told = json.loads(body)
            if status != 400 or told['status'] != 400 or told['type'] != 'INPUT' or list(given)[0] not in told['detail']:
                faults.append(body)
        elif status != 400:
            faults.append(f'{status}')
        check(f'{name}: {str(given)[:40]} is refused', '\n'.join(faults))
    for missing in needed:
        rest = {k: v for k, v in needed.items() if k != missing}
        status, _, body = site.ask(path + '?' + urllib.parse.urlencode(rest))
        check(f'{name}: without {missing}', '' if status == 400 and missing in body else body)
    for argument in set(own) - {'state'}:
        status, _, body = site.ask(at(**{argument: 'no-such'}))
        empty = status == 200 and not json.loads(body)[name]
        check(f'{name}: no such {argument}', '' if status == 404 or empty else (status, body[:200]))
    return whole


def add_private(database):
    with tempfile.TemporaryDirectory() as folder:
        ini, figures = os.path.join(folder, 's.ini'), os.path.join(folder, 'f.csv')
        with open(ini, 'w', encoding='utf-8') as f:
            f.write('[series]\ntitle = Very private\ncounted = secrets\nunit = secrets\nperiod = month\nkind = count\n'
                    'direction = up\nvisibility = office\nsource = whisper\nlicence = none\nwatch = true\nexample = false\n')
        with open(figures, 'w', encoding='utf-8') as f:
            f.write('code,month,value\n' + ''.join(f'E09000012,{2016 + m // 12}-{m % 12 + 1:02},{5 + m % 3 + 400 * (m == 95)}\n'
                                                   for m in range(96)))
        belfry(database, 'series', 'add', 'very-private', ini)
        belfry(database, 'import', figures, '--series', 'very-private', '--map', 'guess', '--vintage', '2024-01-15')
    belfry(database, 'watch', '--as-of', '2023-12-31', '--known', '2025-12-31', '--series', 'very-private')


def visit(database, name, *key):
    print(f'# {name}')
    belfry(database, 'demo', '--no-serve')
    add_private(database)
    site = Site(database, *key)
    try:
        document = json.loads(site.ask('/api/v1/openapi.json')[2])
        problem = document['components']['schemas']['Problem']
        check('the document is OpenAPI 3.1', '' if document['openapi'].startswith('3.1') else document['openapi'])
        check('it names all five', '' if sorted(document['paths']) == [f'/api/v1/{n}' for n in (
            'alerts', 'places', 'series', 'values', 'verdicts')] else sorted(document['paths']))
        rows = {p: endpoint(site, p, d['get'], problem) for p, d in document['paths'].items()}
        truth = json.loads(belfry(database, 'alerts', 'list', '--all', '--series', SERIES, '--format', 'json'))
        check('alerts: those of the command line', '' if sorted(r['id'] for r in rows['/api/v1/alerts']) ==
              sorted(int(r['id']) for r in truth) else len(truth))
        truth = json.loads(belfry(database, 'series', 'values', SERIES, '--place', 'Hackney', '--format', 'json'))
        got = [(r['period'], r['value']) for r in rows['/api/v1/values']]
        check('values: those of the command line', '' if [(r['period'], float(r['value'])) for r in truth] == got
              else (truth[:2], got[:2]))
        for path in rows:
            text = json.dumps(rows[path]).lower()
            check(f'{path} keeps what is private', 'told' if 'private' in text or 'whisper' in text else '')
        for path in ('values?place=E09000012&', 'verdicts?'):
            a = site.ask(f'/api/v1/{path}series=very-private')
            b = site.ask(f'/api/v1/{path}series=nothing-at-all')
            check(f'{path} private is as if it were not there', '' if (a[0], a[2]) == (b[0], b[2]) and a[0] == 404 else a[2])
        check('no such address is a problem too', '' if site.ask('/api/v1/nothing')[1]['content-type'] ==
              'application/problem+json' else 'page')
    finally:
        site.process.send_signal(signal.SIGTERM)
        check('stops when told', site.process.wait(timeout=20))


def main():
    with tempfile.TemporaryDirectory() as folder:
        visit(os.path.join(folder, 'a.db'), 'SQLite')
        server = os.environ.get('BELFRY_TEST_POSTGRES')
        if server:
            visit(f'postgresql:{server}', 'PostgreSQL', '--key', os.path.join(folder, 'p.key'))
    print(f'1..{number}')
    sys.exit(1 if failures else 0)


main()
