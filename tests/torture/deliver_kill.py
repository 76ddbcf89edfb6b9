#!/usr/bin/env python3
"""deliver_kill.py BELFRY [TIMES]: kills the delivery with SIGKILL at random moments, again and again, while
levels change and the clock is moved, on SQLite and (with BELFRY_TEST_POSTGRES) with two deliveries on one
PostgreSQL at once.

Afterwards: no notice is lost, none was handed over under a level that was over, whatever came twice came
under one message id, and the audit is whole.  Prints the counts."""
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, 'tests/support'))
import sinks  # noqa: E402

BELFRY = os.path.abspath(sys.argv[1])
TIMES = int(sys.argv[2]) if len(sys.argv) > 2 else 15
PLACE, PEOPLE, ALERTS, SECOND = 'E06000064', 10, 6, 1


class Place:
    def __init__(self, folder, database, cert, mail):
        self.now, self.database, self.mail = 1764000000, database, mail
        self.settings, self.key = os.path.join(folder, 'd.ini'), os.path.join(folder, 'the.key')
        with open(self.settings, 'w', encoding='utf-8') as f:
            f.write(f'[email]\nserver = localhost:{mail.port}\nca = {cert[0]}\nfrom = b@belfry.example\n')
        os.chmod(self.settings, 0o600)
        self.run('init')
        self.people = [f'p{i}@place.example' for i in range(PEOPLE)]
        for i, address in enumerate(self.people):
            self.run('contacts', 'add', '--desk', 'council', '--area', PLACE, '--name', f'p{i}', '--email', address)
        self.run('accounts', 'add', 'chair', '--name', 'Chair', '--role', 'duty_officer', '--organisation', 'O')
        self.levels = {}

    def env(self):
        return {**os.environ, 'BELFRY_NOW': str(self.now), 'BELFRY_DATABASE': self.database}

    def run(self, *words, actor=None):
        env = {**self.env(), **({'BELFRY_ACTOR': actor} if actor else {})}
        done = subprocess.run([BELFRY, *words], capture_output=True, text=True, env=env, check=False)
        if done.returncode:
            sys.exit(f'not ok - deliver_kill: {words}: {done.stderr}')
        return done.stdout

    def raise_alert(self, n):
        ident = self.run('warnings', 'raise', '--place', PLACE, '--subject', f'alert {n}', '--level', '2', '--summary',
                         'x').split()[1]
        self.run('warnings', 'approve', ident, actor='chair')
        self.levels[f'alert {n}'] = (ident, [(time.time(), '2')])

    def change(self, pick):
        """Another level, while nothing is being delivered: from here on only this one is right."""
        subject = pick.choice(sorted(self.levels))
        ident, past = self.levels[subject]
        level = pick.choice([x for x in '1234' if x != past[-1][1]])
        self.run('warnings', 'level', ident, level, '--reason', 'it moved', actor='chair')
        past.append((time.time(), level))

    def start(self, *more):
        return subprocess.Popen([BELFRY, 'deliver', '--settings', self.settings, '--key', self.key, *more],
                                env=self.env(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def level_of(mail):
    return re.search(r'Level ([1-6])', mail.subject)[1], re.search(r'(alert \d+)$', mail.subject)[1]


def judge(place):
    """What is wrong with what came, and the counts."""
    faults, wrong, got, ids = [], 0, {}, {}
    for m in place.mail.mails:
        level, subject = level_of(m)
        past = place.levels[subject][1]
        right = [x for at, x in past if at <= m.at][-1]
        if level != right:
            wrong += 1
            faults.append(f'{m.subject} when its level was {right}')
        got.setdefault((m.to[0], subject), []).append(level)
        ids.setdefault(m.id, []).append(m)
    lost = 0
    for address in place.people:
        for subject, (_, past) in place.levels.items():
            if got.get((address, subject), ['none'])[-1] != past[-1][1]:
                lost += 1
                faults.append(f'{address} never heard that {subject} is at {past[-1][1]}')
    twice = sum(len(v) - 1 for v in ids.values())
    mixed = [i for i, v in ids.items() if len({(m.to[0], m.subject, m.text()) for m in v}) > 1]
    if mixed:
        faults.append(f'{len(mixed)} message ids stand for two notices')
    # Reminders, escalations and overdue reviews say the same again on purpose; another notice never does.
    again = ('Reminder', 'Not acknowledged', 'No picture')
    first = [v[0] for v in ids.values() if not v[0].subject.startswith(again)]
    if len({(m.to[0], m.subject, m.text()) for m in first}) != len(first):
        faults.append('the same notice came under two message ids')
    return faults, f'{len(place.mail.mails)} notices, {lost} lost, {wrong} under a wrong level, {twice} twice under one id'


def finish(place):
    """Nothing is killed any more, and the leases of the dead run out."""
    for _ in range(6):
        place.now += 130
        place.run('deliver', '--settings', place.settings, '--key', place.key)
    out = place.run('verify')
    return [] if 'audit' in out else [out]


def kill_on(database, folder, cert, name):
    pick, mail = random.Random(20261125), sinks.SmtpSink(cert)
    place = Place(folder, database, cert, mail)
    killed = 0
    for n in range(ALERTS):
        place.raise_alert(n)
    started = time.time()
    place.start().wait()
    took = time.time() - started
    for n in range(TIMES):
        place.change(pick)
        # Mostly on, now and then a day back and on again, as clocks do when somebody sets them.
        place.now += -86400 if n % 7 == 3 else 86400 + 140 if n % 7 == 4 else 140
        process = place.start()
        time.sleep(pick.random() * took * 0.6)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.wait()
    place.now += 86400
    faults = finish(place)
    more, counts = judge(place)
    mail.stop()
    report(f'{killed} kills of {TIMES} on {name}: {counts}', faults + more)


def two_on(database, folder, cert):
    """Two deliveries at once on one database: nothing lost, nothing twice."""
    pick, mail = random.Random(7), sinks.SmtpSink(cert)
    place = Place(folder, database, cert, mail)
    for n in range(ALERTS):
        place.raise_alert(n)
    both = [place.start('--watch', '--every', '1') for _ in range(2)]
    time.sleep(6 * SECOND)
    for p in both:
        p.send_signal(signal.SIGTERM)
    for p in both:
        p.wait()
    place.change(pick)
    both = [place.start('--watch', '--every', '1') for _ in range(2)]
    time.sleep(4 * SECOND)
    for p in both:
        p.send_signal(signal.SIGTERM)
    for p in both:
        p.wait()
    faults, counts = judge(place)
    if len({m.id for m in mail.mails}) != len(mail.mails):
        faults.append('something was sent twice')
    mail.stop()
    report(f'two deliveries on one PostgreSQL: {counts}', faults)


def report(name, faults):
    print(f'{"not ok" if faults else "ok"} - deliver_kill: {name}')
    for line in faults[:20]:
        print('#', line)
    report.bad = report.bad or bool(faults)


report.bad = False


def postgres(n):
    server = os.environ['BELFRY_TEST_POSTGRES']
    schema = f'kill{os.getpid()}_{n}'
    subprocess.run(['psql', '-q', server, '-c', f'CREATE SCHEMA {schema}'], check=True)
    return f"postgresql:{server} options='-c search_path={schema}'"


def main():
    with tempfile.TemporaryDirectory(prefix='belfry-kill-') as folder:
        cert = sinks.make_certificate(folder)
        kill_on(os.path.join(folder, 'test.db'), folder, cert, 'SQLite')
        if os.environ.get('BELFRY_TEST_POSTGRES'):
            two_on(postgres(1), folder, cert)
            kill_on(postgres(2), folder, cert, 'PostgreSQL')
        else:
            print('ok - deliver_kill: PostgreSQL # SKIP BELFRY_TEST_POSTGRES is not set')
    sys.exit(1 if report.bad else 0)


main()
