#!/usr/bin/env python3
"""deliver.py BELFRY: notices over a real mail server with STARTTLS, signed webhooks and something that
speaks GOV.UK Notify, all on this machine; CAP against the schema; exercises; one-time links.

Prints TAP.  Uses only the standard library, openssl and xmllint."""
import hashlib
import hmac
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, 'tests/support'))
import sinks  # noqa: E402

BELFRY = os.path.abspath(sys.argv[1])
XSD = os.path.join(ROOT, 'data/alerts/cap-1.2.xsd')
SERVICE, SECRET = 'a' * 8 + '-aaaa-aaaa-aaaa-' + 'a' * 12, 'b' * 8 + '-bbbb-bbbb-bbbb-' + 'b' * 12
PLACE = 'E06000064'
number, failures = 0, 0


def check(name, fault=''):
    global number, failures
    number += 1
    failures += bool(fault)
    print(f'{"not ok" if fault else "ok"} {number} - deliver: {name}')
    for line in str(fault).splitlines()[:10] if fault else []:
        print('#', line)


def same(name, got, want):
    check(name, '' if got == want else f'{got!r} instead of {want!r}')


class Site:
    """A database, a clock that the test moves, and the command line."""

    def __init__(self, folder, settings):
        self.folder, self.now = folder, 1764000000
        self.database = os.path.join(folder, 'test.db')
        self.settings = os.path.join(folder, 'delivery.ini')
        self.write(settings)
        self.run('init')
        for login, role in (('officer', 'cohesion_officer'), ('chair', 'group_chair')):
            self.run('accounts', 'add', login, '--name', login.title(), '--role', role, '--organisation',
                     'Westmorland and Furness', '--area', PLACE)

    def write(self, settings):
        with open(self.settings, 'w', encoding='utf-8') as f:
            f.write(settings)
        os.chmod(self.settings, 0o600)

    def run(self, *words, actor=None, fails=False):
        env = {**os.environ, 'BELFRY_NOW': str(self.now), 'BELFRY_DATABASE': self.database}
        if actor:
            env['BELFRY_ACTOR'] = actor
        done = subprocess.run([BELFRY, *words], capture_output=True, text=True, env=env, check=False)
        if bool(done.returncode) != fails:
            sys.exit(f'not ok - deliver: {words}: {done.returncode} {done.stdout} {done.stderr}')
        return done.stderr if fails else done.stdout

    def contact(self, desk, area, *more):
        return int(self.run('contacts', 'add', '--desk', desk, '--area', area, '--name', f'{desk} {area}',
                            *more).split()[1])

    def raise_alert(self, subject, level, *more):
        out = self.run('warnings', 'raise', '--place', PLACE, '--subject', subject, '--level', str(level), '--summary',
                       'A claim goes round', '--trend', 'rising', '--unknown', 'Who began it', '--asked',
                       'Call the partners', *more, actor='officer')
        ident = out.split()[1]
        self.run('warnings', 'approve', ident, actor='chair')
        return ident

    def deliver(self, later=0):
        self.now += later
        return self.run('deliver', '--settings', self.settings)

    def show(self, ident):
        return json.loads(self.run('warnings', 'show', ident, '--format', 'json'))


def valid_cap(folder, text):
    path = os.path.join(folder, 'message.xml')
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)
    done = subprocess.run(['xmllint', '--noout', '--nonet', '--schema', XSD, path], capture_output=True, text=True,
                          check=False)
    read = subprocess.run([BELFRY, 'warnings', 'check-cap', path, '--database', os.path.join(folder, 'test.db')],
                          capture_output=True, text=True, check=False)
    return (done.stderr if done.returncode else '') + (read.stderr if read.returncode else ''), read.stdout


def settings_for(mail, cert, hook, notify=None):
    text = (f'[site]\naddress = http://localhost:8080\n[email]\nserver = localhost:{mail.port}\nca = {cert[0]}\n'
            f'from = belfry@belfry.example\n[webhook]\nallow = 127.0.0.1:{hook.port}\ntimeout = 1\n')
    if notify:
        text += (f'[notify]\naddress = http://127.0.0.1:{notify.port}\nkey = team-{SERVICE}-{SECRET}\n'
                 f'email_template = {"c" * 36}\nsms_template = {"d" * 36}\n')
    return text


def secret_of(site, contact):
    return site.run('contacts', 'secret', str(contact)).strip()


def check_first(site, mail, hook, folder):
    site.contact('council', PLACE, '--email', 'council@place.example', '--phone', '+447700900001')
    site.contact('department', '', '--email', 'desk@department.example')
    system = site.contact('partners', PLACE, '--webhook', f'http://127.0.0.1:{hook.port}/hook')
    # The key is made when it is first needed.
    hook.secret = secret_of(site, system)
    ident = site.raise_alert('Rumour, "a" <hotel>', 2)
    said = site.deliver()
    same('who was told at once', sorted(m.to[0] for m in mail.mails), ['council@place.example', 'desk@department.example'])
    check('over TLS', '' if all(m.tls for m in mail.mails) else 'plain text')
    first = next(m for m in mail.mails if 'council' in m.to[0])
    same('subject', first.subject, 'Level 2, Severe: Westmorland and Furness, Rumour, "a" <hotel>')
    text = first.text()
    lacking = [w for w in ('What: A claim goes round', 'Where: Westmorland and Furness', 'Since: 24 November 2025',
                           'Level: 2 of 6 (1 is the worst), Severe', 'Trend: rising', 'Confidence: moderate',
                           'What is not known: Who began it', 'What is asked: acknowledge within 1 hour',
                           'Next review: by ', 'http://localhost:8080/acknowledge/', 'Why you: route level-2')
               if w not in text]
    check('the text says what it must', f'lacks {lacking}' if lacking else '')
    cap = first.part('application/cap+xml')[0]
    fault, read = valid_cap(folder, cap if isinstance(cap, str) else cap.decode())
    check('the CAP message is valid and reads back', fault)
    check('and says what it is', '' if read.startswith('Actual Alert of belfry') else read)
    check('a calendar of the review', '' if 'BEGIN:VEVENT' in str(first.part('text/calendar')[0]) else 'none')
    same('one call, signed', (len(hook.calls), hook.faults), (1, []))
    check('the text message waits until somebody can send it', '' if '1 again later' in said else said)
    return ident


def check_again(site, mail, hook):
    path, headers, body = hook.calls[0]
    stamp, ident = headers['Belfry-Timestamp'], headers['Idempotency-Key']
    forged = hmac.new(b'guess', f'{stamp}.{ident}.'.encode() + body, hashlib.sha256).hexdigest()
    check('another secret makes another signature', '' if 'v1=' + forged != headers['Belfry-Signature'] else 'same')
    before = len(mail.mails), len(hook.calls)
    site.deliver()
    same('nothing is sent twice', (len(mail.mails), len(hook.calls)), before)


def check_down(site, mail, hook, ident):
    """Lowered while the mail server is away for an hour: all are told when it is back, once."""
    mail.down, before = True, len(mail.mails)
    site.run('warnings', 'level', ident, '4', '--reason', 'It calms', actor='chair')
    for _ in range(12):
        site.deliver(300)
    same('nothing came through', len(mail.mails), before)
    mail.down = False
    for _ in range(4):
        site.deliver(300)
    new = mail.mails[before:]
    same('all are told of the lower level', sorted(m.to[0] for m in new if m.subject.startswith('Lowered')),
         ['council@place.example', 'desk@department.example'])
    check('and of none that is over', '\n'.join(m.subject for m in new if 'Level 2' in m.subject))
    same('no message id twice', len({m.id for m in mail.mails}), len(mail.mails))
    update = json.loads(hook.calls[-1][2])['alerts'][0]
    fault, read = valid_cap(site.folder, update['cap'])
    check('the update is valid CAP', fault)
    check('and names what went before', '' if '<references>belfry,belfry-1-1,' in update['cap'] else update['cap'])
    check('and is an update', '' if ' Update ' in read else read)


def check_lost_answer(site, mail):
    """The server takes the message and the answer is lost: it comes again, under the same id."""
    before = len(mail.mails)
    mail.deaf = True
    ident = site.raise_alert('Second', 3)
    site.deliver()
    mail.deaf = False
    site.deliver(60)
    again = [m for m in mail.mails[before:] if 'council' in m.to[0]]
    same('twice', len(again), 2)
    same('with one message id', len({m.id for m in again}), 1)
    same('and the same words', len({m.text() for m in again}), 1)
    return ident


def check_hook(site, hook):
    """500 for a while, then hanging, then well: one delivery; refused for good: dead and shown."""
    hook.status, before = 500, len(hook.seen)
    ident = site.raise_alert('Third', 2)
    site.deliver()
    same('500 is not a delivery', len(hook.seen), before)
    hook.status, hook.hang = 200, 3
    site.deliver(60)
    hook.hang = 0
    for _ in range(5):
        site.deliver(300)
    state = [l for l in site.show(ident) if l['medium'] == 'webhook' and l['kind'] == 'notice']
    same('delivered in the end', [l['state'] for l in state], ['delivered'])
    check('what came twice had the same id', '' if hook.repeats == 1 else f'{hook.repeats} repeats')
    hook.status = 410
    site.run('warnings', 'level', ident, '3', '--reason', 'better', actor='chair')
    site.deliver()
    dead = [l for l in site.show(ident) if l['medium'] == 'webhook' and l['state'] == 'dead']
    same('refused for good is dead', len(dead), 1)
    hook.status = 200
    site.run('deliver', 'retry', str(dead[0]['id']))
    site.deliver()
    same('and comes back by hand', [l['state'] for l in site.show(ident) if l['id'] == dead[0]['id']], ['delivered'])
    return ident


def check_private(site, hook):
    """An address of a private net that nobody allowed is not called, whatever it is called."""
    inside = sinks.HttpSink()
    for url in (f'http://127.0.0.1:{inside.port}/', f'https://localhost:{inside.port}/', f'https://0.0.0.0:{inside.port}/'):
        site.contact('office', '', '--webhook', url)
    ident = site.raise_alert('Fourth', 1)
    site.deliver()
    lines = [l for l in site.show(ident) if l['desk'] == 'office']
    same('none was called', len(inside.calls), 0)
    same('all are dead', {l['state'] for l in lines}, {'dead'})
    same('as many as there are', len(lines), 3)
    inside.stop()
    for line in site.run('contacts', 'list', '--desk', 'office', '--format', 'csv').splitlines()[1:]:
        site.run('contacts', 'close', line.split(',')[0])


def check_cancel(site, mail, hook, ident):
    before = len(mail.mails)
    site.run('warnings', 'cancel', ident, '--reason', 'It was a hoax', actor='chair')
    site.deliver(5)
    new = [m for m in mail.mails[before:] if m.subject.startswith('Cancelled')]
    same('who was told of it hears of the cancelling', sorted(m.to[0] for m in new),
         ['council@place.example', 'desk@department.example'])
    cap = site.run('warnings', 'cap', ident)
    check('a Cancel names its forerunners', '' if '<msgType>Cancel' in cap and '<references>' in cap else cap)
    check('and is valid', valid_cap(site.folder, cap)[0])
    why = site.run('warnings', 'cancel', ident, '--reason', 'again', actor='chair', fails=True)
    check('and never twice', '' if 'it is over already' in why else why)
    lone = re.sub(r'<references>.*?</references>\n', '', cap)
    path = os.path.join(site.folder, 'lone.xml')
    with open(path, 'w', encoding='utf-8') as f:
        f.write(lone)
    why = site.run('warnings', 'check-cap', path, fails=True)
    check('without them nobody reads it', '' if 'references' in why else why)


def check_exercise(site, mail, hook, settings):
    """Nobody real is told, everything says so, and the times are measured."""
    before, calls = len(mail.mails), len(hook.calls)
    exercise = site.run('exercise', 'start', '--name', 'Autumn drill', actor='officer').split()[1]
    ident = site.raise_alert('Drill', 2, '--exercise', exercise)
    site.deliver()
    same('without an address of its own nothing leaves', (len(mail.mails), len(hook.calls)), (before, calls))
    same('and that is kept', {l['state'] for l in site.show(ident) if l['due'] != '-' and l['desk'] in ('council', 'department')} - {'waiting'}, {'withheld'})
    site.write(settings + '[exercise]\nemail = drill@belfry.example\n')
    ident = site.raise_alert('Drill two', 2, '--exercise', exercise)
    site.deliver()
    new = mail.mails[before:]
    same('all goes to the exercise', {m.to[0] for m in new}, {'drill@belfry.example'})
    check('and says so', '' if new and all(m.subject.startswith('EXERCISE') and 'EXERCISE' in m.text() and
                                           m.message['X-Exercise'] == 'yes' for m in new) else 'not marked')
    check('for whom it was', '' if any('council ' + PLACE in m.text() for m in new) else new[0].text())
    cap = site.run('warnings', 'cap', ident)
    check('CAP says Exercise', '' if '<status>Exercise</status>' in cap else cap)
    check('and is valid', valid_cap(site.folder, cap)[0])
    same('no system was called', len(hook.calls), calls)
    site.now += 1200
    site.run('warnings', 'acknowledge', ident, actor='chair')
    site.run('exercise', 'end', exercise, actor='officer')
    report = json.loads(site.run('exercise', 'report', exercise, '--format', 'json'))
    same('response times', [(r['acknowledged_after'], r['in_time'], r['by']) for r in report],
         [('never', 'no', '-'), ('20 minutes', 'yes', 'Chair')])
    site.deliver()
    same('the end stays in it, too', {m.to[0] for m in mail.mails[before:] if 'EXERCISE' in m.subject},
         {'drill@belfry.example'})
    same('and what goes there is of it', {'EXERCISE' in m.subject for m in mail.mails if 'drill' in m.to[0]}, {True})
    site.write(settings)


def check_notify(folder, cert):
    """The same through GOV.UK Notify."""
    hook = sinks.HttpSink()
    mail = sinks.SmtpSink()
    site = None
    notify = sinks.NotifySink(SERVICE, SECRET, now=lambda: site.now)
    text = settings_for(mail, cert, hook, notify)
    text = re.sub(r'\[email\].*?(?=\[webhook)', '', text, flags=re.S)
    site = Site(folder, text)
    site.contact('council', PLACE, '--email', 'council@place.example', '--phone', '+447700900001')
    notify.status = 429
    site.raise_alert('Rumour', 2)
    site.deliver()
    same('429 waits', len(notify.sent), 0)
    notify.status = 200
    site.deliver(60)
    same('mail and text message', sorted(p for p, _ in notify.sent), ['/v2/notifications/email', '/v2/notifications/sms'])
    mail_sent = next(a for p, a in notify.sent if p.endswith('email'))
    check('with subject and body', '' if mail_sent['personalisation']['subject'].startswith('Level 2') and
          'What is not known' in mail_sent['personalisation']['body'] else mail_sent)
    check('and a reference', '' if re.fullmatch('[0-9a-f]{32}', mail_sent['reference']) else mail_sent)
    for sink in (hook, mail, notify):
        sink.stop()


def main():
    assert shutil.which('xmllint'), 'xmllint is needed'
    with tempfile.TemporaryDirectory(prefix='belfry-deliver-') as folder, \
            tempfile.TemporaryDirectory(prefix='belfry-notify-') as other:
        cert = sinks.make_certificate(folder)
        mail, hook = sinks.SmtpSink(cert), sinks.WebhookSink()
        settings = settings_for(mail, cert, hook)
        site = Site(folder, settings)
        hook.now = lambda: site.now
        ident = check_first(site, mail, hook, folder)
        check_again(site, mail, hook)
        check_down(site, mail, hook, ident)
        check_lost_answer(site, mail)
        third = check_hook(site, hook)
        check_private(site, hook)
        check_cancel(site, mail, hook, third)
        check_exercise(site, mail, hook, settings)
        check('every call was signed rightly', '' if not hook.faults else hook.faults)
        check('the audit is whole', '' if 'audit' in site.run('verify') else 'broken')
        check_notify(other, cert)
    print(f'1..{number}')
    sys.exit(1 if failures else 0)


main()
