#!/usr/bin/env python3
"""sign_in.py BELFRY: signs in, signs out, decides, and tries to get in otherwise.

Prints TAP.  Uses only the standard library; BELFRY_TEST_POSTGRES adds a run on PostgreSQL."""
import base64
import csv
import hashlib
import hmac
import html
import http.client
import io
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

BELFRY = os.path.abspath(sys.argv[1])
SERIES = 'met-race-religion-public-order'
number, failures = 0, 0


def check(name, fault=''):
    global number, failures
    number += 1
    failures += bool(fault)
    print(f'{"not ok" if fault else "ok"} {number} - sign-in: {name}')
    for line in str(fault).splitlines()[:8] if fault else []:
        print('#', line)


def same(name, got, want):
    check(name, '' if got == want else f'{got!r} instead of {want!r}')


def belfry(database, *words, fails=False):
    done = subprocess.run([BELFRY, *words, '--database', database], capture_output=True, text=True,
                          check=False)
    if bool(done.returncode) != fails:
        sys.exit(f'{words}: {done.returncode} {done.stderr}')
    return done.stdout


class Server:
    def __init__(self, database, *options):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [BELFRY, 'serve', '--listen', '127.0.0.1:0', '--database', database, *options],
            stdout=subprocess.PIPE, stderr=self.log)
        self.port = int(re.search(r'http://127\.0\.0\.1:(\d+)/',
                                  self.process.stdout.readline().decode())[1])

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=20)
        self.log.seek(0)
        return status, self.log.read().decode('utf-8', 'replace')


class Browser:
    """Keeps cookies, follows nothing by itself."""

    def __init__(self, server, **headers):
        self.server, self.cookies, self.headers = server, {}, headers
        self.host = f'127.0.0.1:{server.port}'

    def ask(self, path, method='GET', body=None, headers=None):
        c = http.client.HTTPConnection('127.0.0.1', self.server.port, timeout=30)
        sent = {'Host': self.host, 'User-Agent': 'Firefox/140.0 (X11; Linux)', **self.headers,
                **(headers or {})}
        if self.cookies:
            sent.setdefault('Cookie', '; '.join(f'{k}={v}' for k, v in self.cookies.items()))
        if body is not None:
            sent.setdefault('Content-Type', 'application/x-www-form-urlencoded')
        c.request(method, path, body=body, headers=sent)
        r = c.getresponse()
        self.last = {k.lower(): v for k, v in r.getheaders()}
        for line in r.msg.get_all('Set-Cookie') or []:
            name, _, value = line.partition(';')[0].partition('=')
            if 'Max-Age=0' in line:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
            self.cookie_line = line
        text = r.read().decode()
        c.close()
        return r.status, r.headers.get('Location', ''), text

    def token(self, path):
        found = re.search(r'name="token" value="(\w+)"', self.ask(path)[2])
        return found[1] if found else ''

    def send(self, path, _from=None, _headers=None, **fields):
        fields.setdefault('token', self.token(_from or path))
        return self.ask(path, 'POST', urllib.parse.urlencode(fields), _headers)

    def press(self, login):
        return self.send('/sign-in', example=login)


def code_of(secret, at=None):
    step = int((time.time() if at is None else at) // 30)
    key = base64.b32decode(secret + '=' * (-len(secret) % 8))
    mac = hmac.new(key, step.to_bytes(8, 'big'), hashlib.sha1).digest()
    at = mac[-1] & 15
    return f'{(int.from_bytes(mac[at:at + 4], "big") & 0x7fffffff) % 1000000:06}'


def next_code(after):
    """A code works once: the next one needs the next half minute, or the step that comes after."""
    return code_of(after, time.time() + 29) if code_of(after, time.time() + 29) != code_of(after) \
        else code_of(after, time.time() + 30)


def accept(server, link, password='three small teapots'):
    """Follows an invitation to the end; gives the browser and the secret."""
    b = Browser(server)
    path = link[link.index('/invitation/'):]
    status, where, _ = b.send(path, password=password, again=password)
    if (status, where) != (303, '/account/second-factor'):
        return b, ''
    secret = re.search(r'class="key-text">(\w+)<', b.ask(where)[2])[1]
    return b, secret


def invitation(server, database):
    belfry(database, 'accounts', 'add', 'mo', '--name', 'Mo Iqbal', '--role', 'cohesion_officer',
           '--organisation', 'Barking', '--area', 'E09000002')
    link = belfry(database, 'accounts', 'invite', 'mo').strip()
    b = Browser(server)
    path = link[link.index('/invitation/'):]
    check('the invitation greets by name', '' if 'Welcome, Mo Iqbal' in b.ask(path)[2] else 'no')
    for password, again, fault in (('short', 'short', '12 to 200'), ('aaaaaaaaaaaaaa',) * 2 + ('four different',),
                                   ('three small teapots', 'other', 'not the same')):
        status, _, text = b.send(path, password=password, again=again)
        check(f'a poor password is refused: {fault}', '' if status == 400 and fault in text and
              password not in text else (status, text[:300]))
    status, _, _ = b.ask(path[:-1] + ('A' if path[-1] != 'A' else 'B'))
    same('a changed link', status, 404)
    b, secret = accept(server, link)
    check('the second factor is set up next', '' if secret else 'no secret')
    same('signed in only when that is done', b.ask('/account')[:2], (303, '/account/second-factor'))
    before = b.cookies['belfry']
    same('a wrong first code', b.send('/account/second-factor', code='000000')[0], 400)
    same('the first code', b.send('/account/second-factor', code=code_of(secret))[:2], (303, '/account'))
    check('the session is a new one', '' if b.cookies['belfry'] != before else 'the same cookie')
    same('the link works once', Browser(server).ask(path)[0], 404)
    status, _, text = b.ask('/account')
    check('the account page', '' if status == 200 and 'Mo Iqbal' in text and 'Firefox on Linux' in text
          and 'Barking and Dagenham' in text else (status, text[-2000:]))
    same('kept by nobody', b.last['cache-control'], 'no-store')
    check('the cookie is guarded', '' if 'HttpOnly; SameSite=Lax' in b.cookie_line else b.cookie_line)
    return b, secret


def password_and_code(server, mo, secret):
    b = Browser(server)
    right = {'login': 'mo', 'password': 'three small teapots'}
    status, _, text = b.send('/sign-in', login='mo', password='wrong password!')
    check('a wrong password', '' if status == 403 and 'do not belong together' in text else status)
    other = b.send('/sign-in', login='nobody', password='wrong password!')
    check('no such login says the same', '' if other[0] == 403 and
          'do not belong together' in other[2] else other[0])
    fixed = 'A' * 43
    b.cookies['belfry'] = fixed
    b.cookies.pop('belfry', None)
    same('the password leads to the code', b.send('/sign-in', **right)[:2], (303, '/sign-in/code'))
    check('no session can be fixed', '' if b.cookies['belfry'] != fixed else 'kept')
    half = b.cookies['belfry']
    same('half a session shows nothing', b.ask('/audit')[:2], (303, '/sign-in/code'))
    same('a wrong code', b.send('/sign-in/code', code='123456')[0], 403)
    same('the code that was used before', b.send('/sign-in/code', code=code_of(secret))[0]
         if code_of(secret) == mo_first_code.get('code') else 403, 403)
    status, where, _ = b.send('/sign-in/code', code=next_code(secret))
    same('the next code', (status, where), (303, '/alerts'))
    check('and a new cookie', '' if b.cookies['belfry'] != half else 'the same')
    stale = Browser(server)
    stale.cookies['belfry'] = half
    same('the half session is over', stale.ask('/account')[1], '/sign-in?next=/account')
    listed = mo.ask('/account')[2]
    same('two sessions are listed', listed.count('Sign out<span'), 2)
    same('signed out everywhere', b.send('/account', do='everywhere')[0], 303)
    same('the other one too', mo.ask('/account')[0], 303)
    return b


mo_first_code = {}


def lock_out(server, secret):
    """Guessing stops the guesser, not the person."""
    guesser = Browser(server)
    for _ in range(5):
        guesser.send('/sign-in', login='mo', password='guess guess guess')
    status, _, text = guesser.send('/sign-in', login='mo', password='three small teapots')
    check('after five wrong ones even the right one waits', '' if status == 429 and
          'too many wrong tries' in text.lower() else (status, text[-1500:]))
    same('and says when', guesser.last.get('retry-after'), '60')
    status = guesser.send('/sign-in', login='someone-else', password='guess guess guess')[0]
    same('another login from there is not shut out', status, 403)


def forged(server):
    b = Browser(server)
    b.press('example-duty')
    page = alert_of(b, 'Hackney')
    fields = urllib.parse.urlencode({'do': 'approve', 'reason': 'x'})
    same('no token', b.ask(page, 'POST', fields)[0], 403)
    same('a made-up token', b.send(page, token='0' * 64, do='approve', reason='x')[0], 403)
    other = Browser(server)
    other.press('example-analyst')
    same("another person's token", b.send(page, token=other.token('/account'), do='approve',
                                          reason='x')[0], 403)
    token = b.token(page)
    for name, value in (('Origin', 'https://evil.example'), ('Sec-Fetch-Site', 'cross-site'),
                        ('Origin', 'null')):
        same(f'{name}: {value}', b.send(page, token=token, do='approve', reason='x',
                                        _headers={name: value})[0], 403)
    check('nothing was approved', '' if 'Waits for a decision' in b.ask(page)[2] else 'it was')
    same('a form in another form of writing', b.ask(page, 'POST', '{"do":"approve"}',
                                                    {'Content-Type': 'application/json'})[0], 403)
    for where in ('//evil.example/', 'https://evil.example/', '/\\evil.example', '/\r\nSet-Cookie: a=b'):
        status, location, _ = Browser(server).send('/sign-in', example='example-reader', next=where)
        same(f'never on to {where!r}', (status, location), (303, '/alerts'))


def alert_of(browser, place):
    found = re.search(rf'href="(/alerts/\d+)"[^>]*>{place}, ', browser.ask('/alerts')[2])
    return found[1]


def decisions(server, database):
    hackney, police = Browser(server), Browser(server)
    hackney.press('example-hackney')
    police.press('example-police')
    mine, other = alert_of(hackney, 'Hackney'), alert_of(hackney, 'Camden')
    page = hackney.ask(other)[2]
    check('outside the area: to be read only', '' if 'not in your area' in page and
          'value="approve"' not in page else 'offered')
    same('and refused when it is sent', hackney.send(other, _from='/account', do='approve',
                                                     reason='Not mine.')[0], 403)
    same('a reason is asked for', hackney.send(mine, do='approve', reason='  ')[0], 400)
    status, _, text = hackney.send(mine, do='approve', reason='x' * 2001)
    check('and kept when it is too long', '' if status == 400 and 'x' * 2001 in text else status)
    same('the police may note', police.send(mine, do='note', reason='Seen on Mare Street.')[0], 303)
    same('but not decide', police.send(mine, do='approve', reason='Yes.')[0], 403)
    same('acknowledged', hackney.send(mine, do='acknowledge')[0], 303)
    status, where, _ = hackney.send(mine, do='approve', reason='Heard <b>it</b> too.')
    same('approved', (status, where), (303, mine))
    page = hackney.ask(mine)[2]
    check('with name and reason', '' if 'Approved by Cohesion officer, Hackney' in page and
          'Heard &lt;b&gt;it&lt;/b&gt; too.' in page and 'Mare Street' in page else page[-3000:])
    same('approved once', hackney.send(mine, do='dismiss', reason='No.')[0], 409)
    seen = Browser(server).ask(mine)[2]
    check('a visitor learns that, not who, why or what was noted', '' if 'Approved' in seen and
          'Heard' not in seen and 'Mare Street' not in seen and 'Cohesion officer' not in seen else 'told')
    auditor = Browser(server)
    auditor.press('example-auditor')
    page = auditor.ask('/audit')[2]
    check('the audit tells it', '' if 'detection.proposal_approved' in page and
          'Cohesion officer, Hackney' in page else page[-2000:])
    out = belfry(database, 'verify')
    check('and the chain holds', '' if 'broken' not in out else out)
    for path in ('/alerts/0', '/alerts/999999', '/alerts/x'):
        same(f'deciding on {path}', hackney.send(path, _from='/account', do='approve', reason='x')[0], 404)


def visibility(server, database):
    """Series for partners and for the office: each role sees its own areas and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ('partners', 'office'):
            ini, figures = (os.path.join(folder, f) for f in ('s.ini', 'f.csv'))
            with open(ini, 'w', encoding='utf-8') as f:
                f.write(f'[series]\ntitle = Kept for {name}\ncounted = reports\nunit = reports\n'
                        f'period = month\nkind = count\ndirection = up\nvisibility = {name}\n'
                        'source = whisper\nlicence = none\nwatch = true\nexample = false\n')
            with open(figures, 'w', encoding='utf-8') as f:
                f.write('code,month,value\n' + ''.join(
                    f'{code},{2016 + m // 12}-{m % 12 + 1:02},{base + m % 3 + 400 * (m == 95)}\n'
                    for code, base in (('E09000012', 5), ('E09000030', 7)) for m in range(96)))
            belfry(database, 'series', 'add', f'kept-{name}', ini)
            belfry(database, 'import', figures, '--series', f'kept-{name}', '--map', 'guess',
                   '--vintage', '2024-01-15')
            belfry(database, 'watch', '--as-of', '2023-12-31', '--known', '2025-12-31', '--series',
                   f'kept-{name}')
    rows = list(csv.DictReader(io.StringIO(belfry(database, 'alerts', 'list', '--all', '--series',
                                                  'kept-*', '--format', 'csv'))))
    ids = {(r['series'][5:], r['place']): r['id'] for r in rows}
    same('each has two proposals', sorted(ids), [(s, p) for s in ('office', 'partners')
                                                 for p in ('E09000012', 'E09000030')])
    sees = {None: [], 'example-reader': [], 'example-councillor': [], 'example-auditor': [],
            'example-hackney': [('partners', 'E09000012')],
            'example-partner': [('partners', 'E09000030')],
            'example-police': [('partners', 'E09000012'), ('partners', 'E09000030')],
            'example-duty': sorted(ids), 'example-analyst': sorted(ids), 'example-admin': sorted(ids)}
    for who, want in sees.items():
        b = Browser(server)
        if who:
            b.press(who)
        got, leaks = [], []
        for (series, place), number_of in sorted(ids.items()):
            answers = [b.ask(f'/alerts/{number_of}')[0]]
            figures = b.ask(f'/figures/{place}?series=kept-{series}')
            top = '407' if place == 'E09000012' else '409'
            answers.append(200 if figures[0] == 200 and top in figures[2] else 404)
            answers.append(200 if f'Kept for {series}' in b.ask(f'/areas/{place}')[2] else 404)
            answers.append(200 if f'/alerts/{number_of}"' in b.ask('/alerts')[2] else 404)
            if answers == [200] * 4:
                got.append((series, place))
            elif 200 in answers:
                leaks.append((series, place, answers))
        check(f'{who or "a visitor"} sees {len(want)} of the 4', '' if got == want and not leaks
              else (got, leaks))
        known = {s for s in ('partners', 'office') if f'Kept for {s}' in b.ask('/series')[2]}
        same(f'{who or "a visitor"} knows of those series only', known, {s for s, _ in want})


def reports(server, database):
    """The public's report: sealed on the way, tied to its visitor, limited, and nobody is kept."""
    answers = [('danger', {'danger': 'no'}), ('crime', {'crime': 'no'}),
               ('what', {'what': 'People say that the old gasworks becomes a hostel.'}), ('kind', {'kind': 'MIG'}),
               ('where', {'place': 'Hackney', 'where': 'by the bridge'}), ('when', {'timing': 'NOW'}), ('who', {}),
               ('worry', {'self': '4'}), ('seen', {'basis': 'RUM'}), ('done', {}), ('share', {})]

    def begin(b):
        return re.search(r'name="draft" value="(\w+)"', b.ask('/report/danger')[2])[1]

    def walk(b, until=None):
        draft, token = begin(b), b.token('/report/danger')
        for step, fields in answers:
            if step == until:
                break
            body = urllib.parse.urlencode({'token': token, 'draft': draft, 'do': 'next', **fields})
            status, _, text = b.ask(f'/report/{step}', 'POST', body)
            draft = re.search(r'name="draft" value="(\w+)"', text)
            if status != 200 or not draft:
                return status, text
            draft = draft[1]
        return 200, draft

    b = Browser(server)
    status, draft = walk(b)
    same('every question is answered', status, 200)
    check('what was answered cannot be read on the way', 'readable' if 'gasworks' in bytes.fromhex(draft).decode(
        'latin-1') else '')
    same('a changed draft is refused', b.send('/report/send', _from='/report/danger', draft=draft[:-2] + (
        '00' if draft[-2:] != '00' else '11'))[0], 400)
    same("another visitor's draft too", Browser(server).send('/report/send', _from='/report/danger', draft=draft)[0], 400)
    same('no token', b.ask('/report/send', 'POST', urllib.parse.urlencode({'draft': draft}))[0], 403)
    same('a draft without answers', b.send('/report/send', _from='/report/danger', draft=begin(b))[0], 400)
    for step, fields, want in (('danger', {}, 'choose yes or no'), ('what', {'what': 'short'}, 'a sentence or two'),
                               ('what', {'what': 'x' * 2001}, 'expected 0 to 2000 bytes'),
                               ('what', {'what': 'Ask j.bloggs@example.org for the leaflet'}, 'an e-mail address'),
                               ('kind', {'kind': "MIG' OR 1=1"}, 'choose one of the list'),
                               ('where', {'place': 'Nowhere at all'}, 'There is a problem'),
                               ('when', {'timing': 'HPD', 'day': '2099-01-01'}, 'within a year'),
                               ('nonsense', {}, 'no such question')):
        status, _, text = b.send(f'/report/{step}', _from='/report/danger', draft=begin(b), do='next', **fields)
        check(f'{step} {str(fields)[:40]}: refused', '' if status in (400, 404) and want in text else
              (status, text[-1500:]))
    typed = b.send('/report/what', _from='/report/danger', draft=begin(b), do='next', what='Ask <b>j@example.org</b>')[2]
    check('what was typed comes back escaped', '' if '&lt;b&gt;j@example.org' in typed else typed[-1500:])
    status, _, text = b.send('/report/send', _from='/report/danger', draft=draft)
    reference = re.search(r'class="reference">([0-9A-Z-]{14})<', text)
    check('it has arrived', '' if status == 200 and reference else (status, text[-1500:]))
    again = b.send('/report/send', _from='/report/danger', draft=draft)[2]
    check('sent twice it has one reference', '' if reference[1] in again else 'another')
    found = b.send('/report/reply', reference=reference[1])[2]
    check('which leads to its answer', '' if 'waits to be read' in found and 'gasworks' not in found else found[-1500:])
    same('another one does not', b.send('/report/reply', reference='0000-0000-0000')[0], 404)
    statuses = []
    for _ in range(10):
        status, draft = walk(b)
        statuses.append(b.send('/report/send', _from='/report/danger', draft=draft)[0])
    check('ten an hour from one address', '' if statuses.count(429) == 2 and statuses[-1] == 429 else statuses)
    if not database.startswith('postgresql'):
        raw = b''.join(open(database + end, 'rb').read() for end in ('', '-wal') if os.path.exists(database + end))
        check('the database has neither the reference nor an address',
              [w for w in (reference[1], '127.0.0.1', 'Firefox/140') if w.encode() in raw])


def told(server, database):
    """Signals, issues and levels: each area sees its own, and nobody the text who does not sort it."""
    words = 'A claim about the old depot is going round in the market.'
    youth, hackney, chair, police = (Browser(server) for _ in range(4))
    for b, login in ((youth, 'example-frontline'), (hackney, 'example-hackney'), (chair, 'example-chair'),
                     (police, 'example-police')):
        b.press(login)

    def tell(b, place, **more):
        page = b.ask('/signals/new')[2]
        fields = {'nonce': re.search(r'name="nonce" value="([^"]+)"', page)[1], 'place': place, 'what': words,
                  'timing': 'NOW', 'eep': 'EXP', 'theme': 'MIG', 'direction': 'RIS', 'source': 'COU',
                  'marker': 'GRP', **more}
        return b.send('/signals/new', **fields), fields

    (status, where, text), fields = tell(youth, 'Hackney')
    same('a signal is told', (status, where), (303, '/signals/mine'))
    same('sent twice', youth.send('/signals/new', **fields)[0], 303)
    same('and is one', youth.ask('/signals/mine')[2].count('Waits to be read'), 1)
    for bad, want in (({'what': 'Ask Dave, 07700 900123'}, 'a telephone number and a person'),
                      ({'what': 'see @patriot_lad88'}, 'a social-media name'), ({'theme': 'NIX'}, 'choose one of the list'),
                      ({'place': 'Greater London'}, 'not one council'), ({'nonce': 'x'}, 'load the form again')):
        status, _, text = tell(youth, **{'place': 'Hackney', **bad})[0]
        check(f'refused: {bad}', '' if status == 400 and want in text else (status, text[-1500:]))
    tell(police, 'Camden')
    rows = list(csv.DictReader(io.StringIO(belfry(database, 'signals', 'list', '--area', 'E09000007', '--format', 'csv'))))
    same('one is told of elsewhere', len(rows), 1)
    there = rows[0]['id']
    same('the area sorts its own', hackney.ask('/signals/1')[0], 200)
    same('and not what is elsewhere', hackney.ask(f'/signals/{there}')[0], 404)
    same('nor by sending', hackney.send(f'/signals/{there}', _from='/account', do='discard', discard='LIT')[0], 404)
    listed = hackney.ask('/signals')[2]
    check('nor in the list', '' if '/signals/1"' in listed and f'/signals/{there}"' not in listed else listed[-2000:])
    issue = {'title': 'The old depot', 'place': 'Hackney', 'theme': 'MIG', 'since': '2026-01-02', 'signal': '1'}
    same('an issue is opened for it', hackney.send('/issues/new', **issue)[:2], (303, '/issues/1'))
    same('not for another area', hackney.send('/issues/new', **{**issue, 'place': 'Camden', 'signal': ''})[0], 403)
    same('nor for a signal of one', hackney.send('/issues/new', **{**issue, 'signal': there})[0], 403)
    form = {'do': 'set', 'what': 'A march is called', 'experienced': '3', 'experienced_why': 'many', 'evidenced': '0',
            'potential': '3', 'potential_why': 'a leaflet', 'partner_types': '3', 'horizon': '72', 'gaps': 'how many',
            'alternatives': 'none', 'rights': 'the march is lawful', 'why': 'soon', 'level': '2', 'trend': 'RIS',
            'confidence': 'M'}
    same('too little is refused', hackney.send('/assess/1', **{**form, 'gaps': ''})[0], 400)
    status, _, text = hackney.send('/assess/1', **{**form, 'lawful_only': 'yes', 'level': '3'})
    check('lawful protest raises nothing', '' if status == 400 and 'never raises' in text else status)
    same('level 2 waits', hackney.send('/assess/1', **form)[:2], (303, '/assessments/1'))
    same('its author may not agree', hackney.send('/assessments/1', do='approve')[0], 403)
    same('the police may not', police.send('/assessments/1', _from='/account', do='approve')[0], 403)
    same('the chair may', chair.send('/assessments/1', do='approve')[:2], (303, '/issues/1'))
    same('once', chair.send('/assessments/1', _from='/account', do='approve')[0], 409)
    check('the chair sees the level', '' if 'Severe (2)' in chair.ask('/levels')[2] else 'no')
    for b, who in ((chair, 'the chair'), (police, 'the police')):
        text = b.ask('/issues/1')[2]
        check(f'{who} sees the issue without what was told', '' if 'The old depot' in text and words not in text
              else text[-1500:])
    check('who sorts it sees it', '' if words in hackney.ask('/issues/1')[2] else 'no')
    for where in ('/issues/2', '/issues/x', '/assessments/9', '/signals/0', '/assess/2'):
        same(f'nothing there: {where}', hackney.ask(where)[0], 404)
    filed = {'looked': 'SIG', 'level': '4', 'change': 'RIS', 'issues': 'The old depot', 'strain': '1'}
    same('a return is filed', hackney.send('/return/E09000012', **filed)[0], 303)
    same('not for another area', hackney.send('/return/E09000007', _from='/account', **filed)[0], 404)
    same('nothing found needs a look', hackney.send('/return/E09000012', nil='yes', level='6', change='STE',
                                                    strain='0')[0], 400)
    same('the police file theirs', police.send('/return/E09000012', looked='POL', nil='yes', level='6', change='STE',
                                               strain='0')[0], 303)
    text = chair.ask('/returns/E09000012')[2]
    check('that they disagree stays to be seen', '' if 'The council sees it at Raised (4)' in text and
          'nothing found' in text else text[-1500:])
    same('the chair files none', chair.ask('/return/E09000012')[0], 403)
    same('nobody reads the returns of elsewhere', hackney.ask('/returns/E09000007')[0], 404)
    public = Browser(server)
    leaks = [p for p in ('/', '/areas/E09000012', '/alerts', '/api/v1/alerts', '/report') if
             'old depot' in public.ask(p)[2] or 'Severe' in public.ask(p)[2]]
    check('the public sees no level and no text', leaks)


def only_here(server):
    for headers in ({'X-Forwarded-For': '192.0.2.1'}, {'Forwarded': 'for=192.0.2.1'}, {'Via': '1.1 x'}):
        b = Browser(server, **headers)
        check(f'no one-press accounts through a proxy ({list(headers)[0]})',
              '' if 'example-duty' not in b.ask('/sign-in')[2] and
              b.press('example-duty')[0] == 403 else 'offered')
    b = Browser(server)
    b.host = 'belfry.example.org'
    check('nor under another name', '' if 'example-duty' not in b.ask('/sign-in')[2] and
          b.press('example-duty')[0] == 403 else 'offered')
    same('nor an account that is not of the example', Browser(server).press('operator')[0], 403)


def behind_a_proxy(database):
    server = Server(database, '--site', 'https://belfry.example.org')
    b = Browser(server, **{'X-Forwarded-For': '203.0.113.9'})
    b.host = 'belfry.example.org'
    b.ask('/sign-in')
    check('cookies are for that host and TLS only', '' if b.cookie_line.startswith('__Host-') and
          'Secure' in b.cookie_line else b.cookie_line)
    check('HSTS', '' if 'max-age=' in b.last.get('strict-transport-security', '') else b.last)
    check('no one-press accounts', '' if 'example-duty' not in b.ask('/sign-in')[2] else 'offered')
    same('a form from the public address', b.send('/sign-in', login='a', password='b', _headers={
        'Origin': 'https://belfry.example.org'})[0], 403)
    check('its fault is the password', '' if 'do not belong' in b.send('/sign-in', login='a', password='b')[2]
          else 'refused')
    for _ in range(6):
        b.send('/sign-in', login='mo', password='guess guess guess')
    other = Browser(server, **{'X-Forwarded-For': '198.51.100.7'})
    same('whoever guesses is shut out there', b.send('/sign-in', login='mo', password='x')[0], 429)
    same('and nobody elsewhere', other.send('/sign-in', login='mo', password='x')[0], 403)
    same('who claims another address through the proxy gains nothing', Browser(
        server, **{'X-Forwarded-For': '198.51.100.8, 203.0.113.9'}).send(
            '/sign-in', login='mo', password='x')[0], 429)
    server.stop()


def administrate(server):
    b = Browser(server)
    b.press('example-admin')
    status, _, text = b.send('/accounts', do='add', login='ines', name='Ines Ode', role='group_chair',
                             organisation='Camden Council', area='E09000007')
    link = re.search(r'(/invitation/[\w-]+)<', text)
    check('an account is added and invited', '' if status == 200 and link else (status, text[-800:]))
    for fields, want in (({'login': 'ines', 'name': 'x', 'role': 'reader', 'organisation': 'Y',
                           'area': 'E09000007'}, 409),
                         ({'login': 'ok', 'name': 'x', 'role': 'king', 'organisation': 'Y'}, 400),
                         ({'login': 'ok', 'name': 'x', 'role': 'reader', 'organisation': 'Y',
                           'area': 'E99'}, 400)):
        same(f'refused: {fields}', b.send('/accounts', do='add', **fields)[0], want)
    ines, secret = accept(server, link[1])
    ines.send('/account/second-factor', code=code_of(secret))
    same('she is in', ines.ask('/account')[0], 200)
    same('she may not administer', ines.ask('/accounts')[0], 403)
    same('invited again', b.send('/accounts', do='invite', login='ines')[0], 200)
    same('that ends her session', ines.ask('/account')[0], 303)
    same('closed', b.send('/accounts', do='close', login='ines')[0], 303)
    same('the password is worth nothing then', Browser(server).send(
        '/sign-in', login='ines', password='three small teapots')[0], 403)


def rate(server):
    b = Browser(server)
    token = b.token('/sign-in')
    statuses = [b.send('/invitation/x', token=token, password='a', again='a')[0] for _ in range(130)]
    check('forms from one address are limited', '' if 429 in statuses and statuses[0] == 404
          else sorted(set(statuses)))
    same('pages are not', b.ask('/areas')[0], 200)


def visit(database, name, key=()):
    print(f'# {name}')
    belfry(database, 'demo', '--no-serve')
    server = Server(database, '--forms', '100000', *key)
    try:
        mo, secret = invitation(server, database)
        mo_first_code['code'] = code_of(secret)
        password_and_code(server, mo, secret)
        lock_out(server, secret)
        forged(server)
        decisions(server, database)
        only_here(server)
        administrate(server)
        visibility(server, database)
        told(server, database)
        reports(server, database)
    finally:
        status, log = server.stop()
    same('stops when told', status, 0)
    secrets_in_log = [w for w in ('teapots', secret, 'Sanitizer', 'Mare Street', 'depot', 'gasworks', '07700') if w in log]
    check('no secret and no fault in the log', secrets_in_log and log[-1500:])
    if not key:
        behind_a_proxy(database)
        server = Server(database)
        rate(server)
        server.stop()


def main():
    with tempfile.TemporaryDirectory() as folder:
        visit(os.path.join(folder, 'a.db'), 'SQLite')
        mode = os.stat(os.path.join(folder, 'a.db.key')).st_mode & 0o777
        same('the key is for its owner only', mode, 0o600)
        address = os.environ.get('BELFRY_TEST_POSTGRES')
        if address:
            visit(f'postgresql:{address}', 'PostgreSQL', ('--key', os.path.join(folder, 'p.key')))
    print(f'1..{number}')
    sys.exit(1 if failures else 0)


if __name__ == '__main__':
    main()
