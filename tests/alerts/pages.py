#!/usr/bin/env python3
"""pages.py BELFRY: alerts in a browser: who sees them, two people, the one-time link of a notice that came
over a real mail server, desks, rota, silences, routing tried out, exercises, public notices and their feed.

Prints TAP.  Uses only the standard library and openssl."""
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, 'tests/support'))
import sinks  # noqa: E402
import visitor  # noqa: E402

BELFRY = os.path.abspath(sys.argv[1])
PLACE, OTHER = 'E06000064', 'E09000012'
number, failures = 0, 0


def check(name, fault=''):
    global number, failures
    number += 1
    failures += bool(fault)
    print(f'{"not ok" if fault else "ok"} {number} - alert pages: {name}')
    for line in str(fault).splitlines()[:8] if fault else []:
        print('#', line)


def same(name, got, want):
    check(name, '' if got == want else f'{got!r} instead of {want!r}')


def holds(name, text, *parts):
    lacking = [p for p in parts if p not in text]
    check(name, f'lacks {lacking}' if lacking else '')


class World:
    def __init__(self, folder):
        self.folder, self.database = folder, os.path.join(folder, 'test.db')
        self.env = {**os.environ, 'BELFRY_DATABASE': self.database}
        self.run('init')
        for login, role, area in (('officer', 'cohesion_officer', PLACE), ('chair', 'group_chair', PLACE),
                                  ('elsewhere', 'cohesion_officer', OTHER), ('councillor', 'councillor', PLACE),
                                  ('partner', 'partner', PLACE), ('admin', 'administrator', '')):
            self.run('accounts', 'add', login, '--name', login.title(), '--role', role, '--organisation',
                     f'Organisation {area or "of the operator"}', *(['--area', area] if area else []))
        with sqlite3.connect(self.database) as c:
            c.execute("UPDATE account SET example = 1 WHERE login <> 'operator'")

    def run(self, *words):
        done = subprocess.run([BELFRY, *words], capture_output=True, text=True, env=self.env, check=False)
        if done.returncode:
            sys.exit(f'not ok - alert pages: {words}: {done.stderr}')
        return done.stdout


def wait_for(what, seconds=40):
    until = time.time() + seconds
    while time.time() < until and not what():
        time.sleep(0.2)
    return what()


def check_raise(site, people):
    draft = {'place': PLACE, 'subject': 'Rumour about <b>a hotel</b>', 'nature': 'rumour', 'level': '2', 'trend': 'rising',
             'confidence': 'moderate', 'summary': 'A claim goes round', 'unknown': 'Who began it', 'asked': ''}
    status, _, text = people['officer'].send('/warnings', **{**draft, 'subject': ''})
    holds('a mistake is named', text, 'There is a problem', 'Subject: expected')
    status, where, _ = people['officer'].send('/warnings', **draft)
    same('raised', (status, where), (303, '/warnings/1'))
    page = people['officer'].read(where)
    holds('the page says how it stands', page, 'Waits for approval', 'Level 2, Severe', 'Rumour about &lt;b&gt;')
    status, _, text = people['officer'].send(where, do='approve')
    holds('not by the same person', text, 'a second person has to approve it')
    same('but by another', people['chair'].send(where, do='approve')[0], 303)
    return where


def check_doors(site, people, where):
    nobody = visitor.Visitor(site)
    same('a visitor is asked to sign in', nobody.ask(where)[:2], (303, f'/sign-in?next={where}'))
    check('and sees no level', 'a level' if 'Rumour' in nobody.read('/alerts') else '')
    same('nor does somebody of another area', people['elsewhere'].ask(where)[0], 404)
    check('not even in the list', 'it is' if 'a hotel' in people['elsewhere'].read('/warnings') else '')
    same('nor a councillor', people['councillor'].ask(where)[0], 403)
    holds('a partner does', people['partner'].read(where), 'Rumour')
    same('and may not lower it', people['partner'].send(where, do='level', level='5', reason='x')[0], 403)
    same('no form without a token', people['chair'].ask(where, 'POST', 'do=cancel&reason=x')[0], 403)
    holds('nobody lowers it by not choosing', people['chair'].send(where, do='level', level='', reason='x')[2],
          'There is a problem')


def check_link(site, mail, people, where):
    check('the notice arrived', '' if wait_for(lambda: mail.mails) else 'no mail')
    text = mail.mails[0].text()
    link = re.search(r'http://localhost:\d+(/acknowledge/\S+)', text)[1]
    reader = visitor.Visitor(site)
    page = reader.read(link)
    holds('the link shows what it is about', page, 'Acknowledge an alert', 'Level 2, Severe')
    holds('looking changes nothing', people['chair'].read(where), 'nobody has acknowledged it')
    other = link[:-1] + ('0' if link[-1] != '0' else '1')
    same('another code is none', reader.ask(other)[0], 404)
    same('nor is another number', reader.ask(re.sub(r'/(\d+)-', '/999-', link))[0], 404)
    holds('the button acknowledges', reader.send(link)[2], 'Acknowledged')
    page = people['chair'].read(where)
    holds('and it says by whom', page, 'by the link in the notice to Duty officer', 'First acknowledgement')
    holds('it works once', visitor.Visitor(site).read(link), 'it was used already')
    holds('who was told and why', page, 'Delivered', 'route level-2: Council, single point of contact')
    ics = people['chair'].ask(where.replace('warnings', 'reviews') + '.ics')
    holds('the review for a calendar', ics[2], 'BEGIN:VEVENT', 'SUMMARY:Review: Westmorland and Furness')


def check_desks(people):
    admin = people['admin']
    holds('desks', admin.read('/desks'), 'Duty officer', 'Nobody is on duty')
    status, _, text = admin.send('/desks', do='add', desk='council', area=PLACE, name='Night', email='n@x y', digest='5')
    holds('a wrong address is named', text, 'Email: not an address')
    same('added', admin.send('/desks', do='add', desk='council', area=PLACE, name='Night', email='night@place.example', phone='',
                             webhook='', digest='5')[0], 303)
    same('on duty', admin.send('/desks', do='duty', id='3', **{'from': '2026-11-24T18:00', 'until': '2026-12-20T08:00'})[0], 303)
    holds('and shown', admin.read('/desks'), 'Night, Council: ')
    same('an officer may not', people['officer'].send('/desks', do='close', id='3')[0], 403)
    tomorrow = time.strftime('%Y-%m-%dT%H:%M', time.gmtime(time.time() + 86400))
    same('silenced', people['officer'].send('/desks', do='silence', match='subject=works*', until=tomorrow, reason='planned')[0], 303)
    holds('with owner and reason', people['officer'].read('/desks'), 'subject=works*', 'by Officer: planned')
    holds('a silence needs a reason', people['officer'].send('/desks', do='silence', match='level=4', until=tomorrow, reason='')[2],
          'There is a problem')


def check_routing(people):
    admin = people['admin']
    text = re.search(r'<textarea[^>]*>(.*?)</textarea>', admin.read('/routing'), re.S)[1].replace('&#39;', "'").replace('&amp;', '&')
    holds('routing tried on the past', admin.send('/routing', do='try', body=text)[2], 'What it would have done in the last year')
    bad = text.replace('send = council now, executive now', 'send = nobody now, executive now')
    holds('a mistake has its line and field', admin.send('/routing', do='try', body=bad)[2], 'send: there is no [desk nobody]')
    same('an officer may not set it', people['officer'].send('/routing', do='set', body=text, reason='x')[0], 403)
    same('put in force', admin.send('/routing', do='set', body=text + '\n# changed\n', reason='a test')[0], 303)
    holds('and shown', admin.read('/routing'), '# changed')


def check_public(site, people, where):
    officer, chair, nobody = people['officer'], people['chair'], visitor.Visitor(site)
    same('written', officer.send(where, do='write', title='What we know', body='A claim <i>is</i> false.')[0], 303)
    check('not public yet', 'it is' if 'What we know' in nobody.read('/notices') else '')
    same('not published by its author', officer.send(where, do='publish', notice='1')[0], 403)
    same('published by another', chair.send(where, do='publish', notice='1')[0], 303)
    holds('everybody reads it', nobody.read('/notices'), 'What we know', 'A claim &lt;i&gt;is&lt;/i&gt; false.')
    feed = nobody.read('/notices.atom')
    entries = xml.etree.ElementTree.fromstring(feed).findall('{http://www.w3.org/2005/Atom}entry')
    same('the feed is well-formed', [e.find('{http://www.w3.org/2005/Atom}content').text for e in entries], ['A claim <i>is</i> false.'])
    check('and holds no level', 'it does' if 'Severe' in feed or 'evel' in feed else '')
    same('withdrawn', chair.send(where, do='withdraw', notice='1')[0], 303)
    holds('which is said', nobody.read('/notices.atom'), 'This notice was withdrawn.')


def check_exercise(people):
    officer = people['officer']
    same('begun', officer.send('/exercises', do='start', name='Autumn drill')[0], 303)
    draft = {'place': PLACE, 'subject': 'Drill', 'nature': 'tension', 'level': '3', 'trend': 'unknown', 'confidence': 'low',
             'summary': 'x', 'unknown': '', 'asked': '', 'exercise': '1'}
    where = officer.send('/warnings', **draft)[1]
    same('approved', people['chair'].send(where, do='approve')[0], 303)
    holds('says so everywhere', officer.read(where), 'EXERCISE', 'Autumn drill')
    same('nothing is published of it', officer.send(where, do='write', title='t', body='b')[0], 409)
    wait_for(lambda: 'Withheld' in officer.read(where))
    holds('nobody real was told', officer.read(where), 'Withheld', 'an exercise, and it has no address of its own')
    same('ended', officer.send('/exercises', do='end', id='1')[0], 303)
    holds('times are told', officer.read('/exercises'), 'Too late', 'Westmorland and Furness: Drill')


def main():
    with tempfile.TemporaryDirectory(prefix='belfry-pages-') as folder:
        cert = sinks.make_certificate(folder)
        mail = sinks.SmtpSink(cert)
        world = World(folder)
        settings = os.path.join(folder, 'd.ini')
        with open(settings, 'w', encoding='utf-8') as f:
            f.write(f'[site]\naddress = http://localhost:1\n[email]\nserver = localhost:{mail.port}\nca = {cert[0]}\n'
                    'from = belfry@belfry.example\n')
        os.chmod(settings, 0o600)
        world.run('contacts', 'add', '--desk', 'council', '--area', PLACE, '--name', 'Duty officer', '--email', 'duty@place.example')
        world.run('contacts', 'add', '--desk', 'department', '--name', 'Duty desk', '--email', 'desk@department.example')
        site = visitor.Site(BELFRY, '--delivery', settings, '--forms', '1000', '--database', world.database, env=world.env)
        people = {x: visitor.Visitor(site, x) for x in ('officer', 'chair', 'elsewhere', 'councillor', 'partner', 'admin')}
        where = check_raise(site, people)
        check_doors(site, people, where)
        check_link(site, mail, people, where)
        check_desks(people)
        check_routing(people)
        check_public(site, people, where)
        check_exercise(people)
        same('stopped in order', site.stop(), 0)
    print(f'1..{number}')
    sys.exit(1 if failures else 0)


main()
