#!/usr/bin/env python3
"""doors.py BELFRY: every page as every role, and as a visitor: the status that the pages promise, and
nothing of an area or a series that is not theirs, whatever address and argument they try.

A new page is tested without a line here: `belfry serve --doors` names it, and the site's own links
say what may stand for its star.  Prints TAP.  Uses only the standard library."""
import csv
import glob
import io
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

from sign_in import BELFRY, SERIES, Browser, Server, belfry

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
AREAS = {'E09000012': 'Hackney', 'E09000030': 'Tower Hamlets'}
PEAK = {('partners', 'E09000012'): 6143, ('partners', 'E09000030'): 6269,
        ('office', 'E09000012'): 7193, ('office', 'E09000030'): 7331}
number, failures = 0, 0


def check(name, fault=''):
    global number, failures
    number += 1
    failures += bool(fault)
    print(f'{"not ok" if fault else "ok"} {number} - doors: {name}')
    for line in str(fault).splitlines()[:12] if fault else []:
        print('#', line[:300])


def table(*words):
    return list(csv.DictReader(io.StringIO(words if isinstance(words, str) else belfry(*words, '--format', 'csv'))))


def add_kept(database):
    """A series for partners and one for the office, each with a month in each area that stands out."""
    with tempfile.TemporaryDirectory() as folder:
        for reach in ('partners', 'office'):
            ini, figures = os.path.join(folder, 's.ini'), os.path.join(folder, 'f.csv')
            with open(ini, 'w', encoding='utf-8') as f:
                f.write(f'[series]\ntitle = Kept for {reach}\ncounted = reports\nunit = reports\nperiod = month\n'
                        f'kind = count\ndirection = up\nvisibility = {reach}\nsource = whisper\nlicence = none\n'
                        'watch = true\nexample = false\n')
            with open(figures, 'w', encoding='utf-8') as f:
                f.write('code,month,value\n' + ''.join(
                    f'{code},{2016 + m // 12}-{m % 12 + 1:02},{PEAK[reach, code] if m == 95 else 5 + m % 3}\n'
                    for code in AREAS for m in range(96)))
            belfry(database, 'series', 'add', f'kept-{reach}', ini)
            belfry(database, 'import', figures, '--series', f'kept-{reach}', '--map', 'guess', '--vintage', '2024-01-15')
            belfry(database, 'watch', '--as-of', '2023-12-31', '--known', '2025-12-31', '--series', f'kept-{reach}')
    rows = table(database, 'alerts', 'list', '--all', '--series', 'kept-*')
    return {(r['series'][5:], r['place']): r['id'] for r in rows}


class Roles:
    """A browser for each role, and what the table of roles says of it."""

    def __init__(self, server, database):
        self.may, self.browser, self.area, self.login = {}, {'visitor': Browser(server)}, {'visitor': ''}, {}
        facts = {r['role']: r for r in table(database, 'accounts', 'roles')}
        accounts = {r['login']: r for r in table(database, 'accounts', 'list')}
        for login in re.findall(r'name="example" value="([\w-]+)"', Browser(server).ask('/sign-in')[2]):
            role = accounts[login]['role']
            self.browser[role] = Browser(server)
            self.browser[role].press(login)
            self.login[role] = login
            self.may[role] = set(facts[role]['may'].split())
            self.area[role] = '*' if facts[role]['where'] == 'everywhere' else accounts[login]['area']
        self.reach = {r: facts[r]['sees'] for r in facts}
        self.reach['visitor'] = 'public'
        self.may['visitor'] = set()

    def works_in(self, role, place):
        """A police force works in the councils of its area."""
        return self.area[role] in ('*', place) or (self.area[role] == 'E23000001' and place in AREAS)

    def sees(self, role, reach, place):
        order = ('public', 'partners', 'office')
        return order.index(self.reach[role]) >= order.index(reach) and self.works_in(role, place)


def read_doors():
    text = subprocess.run([BELFRY, 'serve', '--doors'], capture_output=True, text=True, check=True).stdout
    return list(csv.DictReader(io.StringIO(text)))


def links_of(roles, doors):
    """Addresses that the site's own pages link to, seen by whoever sees most."""
    found, todo = {}, [d['address'] for d in doors if d['method'] == 'GET' and '*' not in d['address']]
    for path in todo + ['/areas/E09000012', '/map?draw=squares']:
        if path.startswith(('/sign-in', '/account/')):
            continue
        for link in re.findall(r'(?:href|action)="(/[^"#]*)"', roles.browser['administrator'].ask(path)[2]):
            link = link.replace('&amp;', '&')
            for d in doors:
                head = d['address'].rstrip('*')
                rest = link[len(head):].partition('?')[0]
                if d['address'].endswith('*') and link.startswith(head) and rest and '/' not in rest:
                    found.setdefault(d['address'], link)
    return found


SAMPLES = {'/alerts/*': '/alerts/1', '/series/*': f'/series/{SERIES}', '/figures/*': f'/figures/E09000012?series={SERIES}',
           '/charts/*': f'/charts/E09000012?series={SERIES}', '/invitation/*': '/invitation/x', '/report/*': '/report/danger',
           **{f'/{x}/*': f'/{x}/1' for x in ('issues', 'signals', 'assess', 'assessments')},
           **{f'/{x}/*': f'/{x}/E09000012' for x in ('return', 'returns')},
           '/api/v1/values': f'/api/v1/values?place=E09000012&series={SERIES}',
           '/api/v1/verdicts': f'/api/v1/verdicts?place=E09000012&series={SERIES}'}
# What is not there for anybody without an invitation, a provider or a draft.
WANTS = {'/invitation/*': (404,), '/sign-in/identity': (404,), '/sign-in/identity/back': (404,), '/report/send': (303,)}


def promised(door, role, method, status, where):
    says = door[role]
    if says == 'half':
        return status == 303 and (where == '/account' or (role == 'visitor' and where.startswith('/sign-in')))
    if says == 'no' and role == 'visitor':
        return (status == 303 and where.startswith('/sign-in')) or (method == 'POST' and status == 403)
    if says == 'no':
        return status == 403 or (status == 303 and where == '/account')
    kept = '*' in door['address'] and door['visitor'] == 'no'  # a record may be of another area
    if method == 'GET':
        return status in WANTS.get(door['address'], (200, 403, 404) if kept else (200,))
    # An empty form: what it lacks, or what is not there, and never a change.
    return status in ((400, 403, 404) if kept else (400, 404))


def matrix(roles, doors):
    links, faults, tried, unknown = links_of(roles, doors), [], 0, []
    check('each role signs in with one press', '' if set(roles.browser) == set(doors[0]) - {'address', 'method'}
          else set(roles.browser) ^ (set(doors[0]) - {'address', 'method'}))
    for door in doors:
        address, method = door['address'], door['method']
        path = SAMPLES.get(address) or links.get(address) or address
        known = '*' not in path
        if not known:
            unknown.append(address)
            path = path.replace('*', '1')
        for role, b in roles.browser.items():
            if method == 'GET':
                status, where, _ = b.ask(path)
            elif address == '/account' or address.startswith('/sign-in'):
                continue  # would end the session; sign_in.py sends these
            else:
                status, where, _ = b.send(path.partition('?')[0], _from='/account' if role != 'visitor' else '/sign-in',
                                          do='nothing')
            tried += 1
            good = promised(door, role, method, status, where)
            if not good and not (not known and door[role] == 'yes' and status in (400, 403, 404)):
                faults.append(f'{method} {path} as {role}: {status} {where}, promised {door[role]}')
    check(f'{tried} pairs of page and role answer as the pages promise', '\n'.join(faults))
    if unknown:
        print('# nothing stands for the star of', ', '.join(sorted(set(unknown))), '- tried with 1, which may be missing')


LEVEL = ('--level', '4', '--experienced', '2', '--experienced-why', 'wardens', '--partner-types', '3', '--why', 'it spreads',
         '--gaps', 'who', '--alternatives', 'parking', '--rights', 'lawful')


def open_issues(database):
    """An issue with a level in each area: for those who may see issues there."""
    for number_of, (place, name) in enumerate(AREAS.items(), 1):
        belfry(database, 'accounts', 'add', f'assess-{place}', '--name', 'Assessor', '--role', 'cohesion_officer',
               '--organisation', f'Office for {name}', '--area', place)
        belfry(database, 'issues', 'open', '--title', f'Kept rumour of {name}', '--place', place, '--theme', 'MIG',
               '--actor', f'assess-{place}')
        belfry(database, 'levels', 'set', str(number_of), *LEVEL, '--what', f'Kept rumour of {name} goes round', '--actor',
               f'assess-{place}')


def tell_signals(roles):
    """A signal in each area: its text is for those who sort there, and for whoever told it."""
    for role, name in (('front_line', 'Hackney'), ('partner', 'Tower Hamlets')):
        b = roles.browser[role]
        nonce = re.search(r'name="nonce" value="([^"]+)"', b.ask('/signals/new')[2])[1]
        status, where, _ = b.send('/signals/new', nonce=nonce, place=name, what=f'Kept words of {name}.', timing='NOW', eep='EXP',
                                  theme='MIG', direction='RIS', source='COU', marker='GRP')
        check(f'a signal of {name} is told', '' if (status, where) == (303, '/signals/mine') else (status, where))


def markers(text, ids):
    """What an answer tells of what is kept: pairs of reach and area, area '' for the series itself."""
    told = {('issue', place) for place, name in AREAS.items() if f'Kept rumour of {name}' in text}
    told |= {('signal', place) for place, name in AREAS.items() if f'Kept words of {name}' in text}
    for reach in ('partners', 'office'):
        if f'Kept for {reach}' in text:
            told.add((reach, ''))
    for (reach, place), value in PEAK.items():
        # First by plain search: most answers hold neither.
        if (f'{value}' in text or f'{value:,}' in text) and \
                re.search(rf'(?<!\d){value // 1000},?{value % 1000:03}(?!\d)', text):
            told.add((reach, place))
    for (reach, place), alert in ids.items():
        if (f'/alerts/{alert}' in text or f'"id":{alert}' in text) and \
                re.search(rf'/alerts/{alert}(?!\d)|"id":{alert}[,}}]', text):
            told.add((reach, place))
    return told


def arguments_of_pages():
    names = set()
    for path in glob.glob(os.path.join(ROOT, 'src/web/pages/*.c')):
        text = open(path, encoding='utf-8').read()
        for body in re.findall(r'\bargs\[\] = \{(.*?)\};', text, re.S):
            names.update(re.findall(r'(?:^|[{,])\s*"([a-z_]+)"\s*[,}]', body))
    return names - {'state', 'code', 'iss', 'error', 'invitation', 'press', 'next', 'after', 'before', 'limit'}


def addresses(doors, ids):
    """Every page with the kept series, areas and alerts wherever they fit."""
    stars = [*AREAS, 'kept-partners', 'kept-office', *ids.values()]
    more = {n: '1' for n in arguments_of_pages()}
    plain = {'place': '{place}', 'area': '{place}', 'areas': ','.join(AREAS), 'series': '{series}', 'period': '2023-12',
             'q': 'Kept', 'add': 'Hackney'}
    out = set()
    for door in doors:
        if door['method'] != 'GET' or door['address'].startswith(('/sign-in', '/invitation', '/account', '/report')):
            continue
        starred, record = '*' in door['address'], '*' in door['address'] and door['visitor'] == 'no'
        for star in [*AREAS, '1', '2'] if record else stars if starred else ['']:
            base = door['address'].replace('*', star)
            out.add(base)
            if record:
                continue
            for reach in ('partners', 'office'):
                for place in (star,) if starred else AREAS:
                    query = {**more, **{k: v.format(place=place, series=f'kept-{reach}') for k, v in plain.items()}}
                    out.add(base + '?' + urllib.parse.urlencode(query))
                    if star in ids.values():
                        continue
                    out.add(base + '?' + urllib.parse.urlencode({
                        'series': f'kept-{reach}', 'place': place, 'format': 'csv', 'period': '2023-12'}))
    return sorted(out)


def leaks(roles, doors, ids):
    paths, tried, told = addresses(doors, ids), 0, {}
    for role, b in roles.browser.items():
        faults, seen, pages = [], set(), {}
        for path in paths:
            status, _, text = b.ask(path)
            tried += 1
            found = markers(text, ids)
            seen |= found
            for reach, place in found:
                pages.setdefault((reach, place), []).append(path)
                if reach in ('issue', 'signal'):
                    needs = {'issue': 'issues', 'signal': 'triage'}[reach]
                    own = reach == 'signal' and path == '/signals/mine'
                    allowed = (needs in roles.may[role] or own) and roles.works_in(role, place)
                else:
                    allowed = any(roles.sees(role, reach, p) for p in ([place] if place else AREAS))
                if not allowed:
                    faults.append(f'{path}: {status} tells of {reach} {place}')
            if status >= 500:
                faults.append(f'{path}: {status}')
        told[role] = seen
        check(f'{role} learns of nothing that is not theirs', '\n'.join(faults))
        want = {k for k in PEAK if roles.sees(role, *k)}
        missing = [k for k in want if len(pages.get(k, [])) < 5]
        check(f'and of the {len(want)} that are, on several pages', missing)
    check(f'{len(paths)} addresses for each, {tried} requests', '' if len(paths) > 120 else len(paths))


def decisions(roles, ids):
    """Each role at each alert of each area, by each button: first everything that must be refused."""
    public = {}
    for place, name in AREAS.items():
        public[place] = re.search(rf'href="/alerts/(\d+)"[^>]*>{name}, ', roles.browser['administrator'].ask('/alerts')[2])[1]
    alerts = {**ids, **{('public', p): i for p, i in public.items()}}
    needs = {'approve': 'decide', 'dismiss': 'decide', 'acknowledge': 'note', 'note': 'note'}
    faults, allowed, tried = [], [], 0
    for role, b in roles.browser.items():
        token = b.token('/account' if role != 'visitor' else '/sign-in')
        for (reach, place), alert in alerts.items():
            sees = reach == 'public' or roles.sees(role, reach, place)
            for what, capability in needs.items():
                good = capability in roles.may[role] and sees and roles.works_in(role, place)
                if good:
                    allowed.append((role, alert, what))
                    continue
                status, where, _ = b.send(f'/alerts/{alert}', token=token, do=what, reason='not mine')
                tried += 1
                want = (303,) if role == 'visitor' else (403, 404)
                refused = status in want and (status != 303 or where.startswith('/sign-in'))
                if not refused or (not sees and role != 'visitor' and 'note' in roles.may[role] and status != 404):
                    faults.append(f'{role} {what} {reach} {place}: {status} {where}')
    check(f'{tried} decisions beyond role or area are refused', '\n'.join(faults))
    admin = roles.browser['administrator']
    touched = [a for a in alerts.values() if 'not mine' in admin.ask(f'/alerts/{a}')[2]]
    check('and leave nothing behind', touched)
    done = {role for role, alert, what in allowed if what == 'note' and
            roles.browser[role].send(f'/alerts/{alert}', do='note', reason=f'note of {role}')[0] == 303}
    want = {r for r in roles.browser if 'note' in roles.may[r] and any(roles.works_in(r, p) for p in AREAS)}
    check(f'{len(done)} roles note in their own area', '' if done == want else done ^ want)


def sessions(roles):
    """Nobody ends, closes or reads what is another person's."""
    admin = roles.browser['administrator']
    one = re.search(r'name="session" value="(\d+)"', admin.ask('/account')[2])[1]
    faults = []
    for role, b in roles.browser.items():
        if role in ('visitor', 'administrator'):
            continue
        b.send('/account', do='end', session=one)
        if admin.ask('/account')[0] != 200:
            faults.append(f'{role} ended the session of the administrator')
        for what in ('close', 'invite', 'add'):
            status, _, text = b.send('/accounts', _from='/account', do=what, login='operator', name='x', role='reader',
                                     organisation='x')
            if status != 403 or '/invitation/' in text:
                faults.append(f'{role} may {what}: {status}')
    check('sessions and accounts of others', '\n'.join(faults))


def main():
    with tempfile.TemporaryDirectory() as folder:
        database = os.path.join(folder, 'a.db')
        belfry(database, 'demo', '--no-serve')
        ids = add_kept(database)
        open_issues(database)
        check('each kept series has its proposals', '' if sorted(ids) == sorted(PEAK) else ids)
        server = Server(database, '--forms', '1000000')
        try:
            doors, roles = read_doors(), Roles(server, database)
            tell_signals(roles)
            matrix(roles, doors)
            leaks(roles, doors, ids)
            decisions(roles, ids)
            sessions(roles)
        finally:
            status, log = server.stop()
        check('stops when told, with no fault in the log', '' if status == 0 and 'Sanitizer' not in log else log[-2000:])
    print(f'1..{number}')
    sys.exit(1 if failures else 0)


main()
