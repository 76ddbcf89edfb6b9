#!/usr/bin/env python3
"""identity.py BELFRY: signs in with the account of a council at an issuer of our own, honest and not.

Prints TAP.  Uses only the standard library and openssl; BELFRY_TEST_POSTGRES adds a run on PostgreSQL."""
import http.client
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

import issuer as issuers
from sign_in import BELFRY, Browser, Server, belfry, code_of, next_code

number, failures = 0, 0


def check(name, fault=''):
    global number, failures
    number += 1
    failures += bool(fault)
    print(f'{"not ok" if fault else "ok"} {number} - identity: {name}')
    for line in str(fault).splitlines()[:8] if fault else []:
        print('#', line[:600])


def same(name, got, want):
    check(name, '' if got == want else f'{got!r} instead of {want!r}')


def go_there(b, path='/sign-in/identity'):
    """To the issuer and back, as a browser goes; gives the address to come back to."""
    status, where, text = b.ask(path)
    if status != 303 or not where.startswith('http'):
        return f'{status} {where}', text
    address = urllib.parse.urlsplit(where)
    if address.scheme == 'https':
        c = http.client.HTTPSConnection(address.hostname, address.port, timeout=10,
                                        context=ssl._create_unverified_context())
    else:
        c = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
    c.request('GET', f'{address.path}?{address.query}')
    back = c.getresponse().headers['Location']
    c.close()
    return back.partition(str(b.server.port))[2], ''


def come(b, path='/sign-in/identity'):
    """The whole way: status, where to, and the page."""
    back, text = go_there(b, path)
    return b.ask(back) if back.startswith('/') else (back, '', text)


def invite(database, login):
    return re.search(r'/invitation/\S+', belfry(database, 'accounts', 'invite', login))[0]


def add(database, login):
    belfry(database, 'accounts', 'add', login, '--name', f'Name of {login}', '--role', 'cohesion_officer',
           '--organisation', 'Hackney Council', '--area', 'E09000012')


def link_of(b, invitation):
    found = re.search(r'href="(/sign-in/identity\?invitation=[^"]+)"', b.ask(invitation)[2])
    return found[1].replace('&amp;', '&') if found else ''


def in_account(b):
    return b.ask('/account')[0] == 200


def bound_by_invitation(server, database, issuer):
    add(database, 'mo')
    invitation = invite(database, 'mo')
    b = Browser(server)
    b.cookies['belfry'] = fixed = 'A' * 43
    page = b.ask(invitation)[2]
    check('the invitation offers the council\'s account', '' if 'Use my account at Hackney Council' in page else page[-900:])
    link = link_of(b, invitation)
    for name, other, path in (('in another browser', Browser(server), link),
                              ('without the mark of its page', b, link.partition('&press')[0]),
                              ('with a made-up mark', b, link[:-1] + ('0' if link[-1] != '0' else '1'))):
        status, _, text = other.ask(path)
        check(f'the link counts only from its page: {name}', '' if status == 403 and 'open the link' in text.lower()
              else (status, text[-500:]))
    status, where, text = come(b, link)
    same('the way there and back leads to the account', (status, where), (303, '/account'))
    same('only openid is asked for, no address of mail', issuer.asked['scope'], 'openid')
    same('whoever is bound has to sign in over there', issuer.asked.get('prompt'), 'login')
    check('the session is a new one', '' if b.cookies['belfry'] != fixed else 'kept')
    page = b.ask('/account')[2]
    check('and the right one', '' if 'Name of mo' in page and 'an account of the organisation' in page and
          'Change your password' not in page else page[-900:])
    same('the invitation is used up', b.ask(invitation)[0], 404)
    listed = belfry(database, 'accounts', 'list')
    check('the list says so', '' if re.search(r'mo\b.*elsewhere', listed) else listed)
    log = belfry(database, 'audit')
    check('the audit has both', '' if 'access.accept' in log and 'access.sign_in' in log and issuer.person not in log else log)
    check('and holds', '' if 'broken' not in belfry(database, 'verify') else 'broken')


def again(server, issuer):
    b = Browser(server)
    page = b.ask('/sign-in?next=/areas/E09000012')[2]
    link = re.search(r'href="(/sign-in/identity\?next=[^"]+)"', page)
    check('signing in offers it', '' if link and 'Sign in at Hackney Council' in page else page[-900:])
    same('in, and on to where the person wanted', come(b, link[1])[:2], (303, '/areas/E09000012'))
    same('nothing is asked that needs no asking', issuer.asked.get('prompt'), None)
    check('signed in', '' if in_account(b) else 'no')
    same('kept by nobody', b.last['cache-control'], 'no-store')
    first = b.cookies['belfry']
    come(b)
    check('each time a new session', '' if b.cookies['belfry'] != first else 'the same')
    for where in ('//evil.example/', 'https://evil.example/', '/\\evil.example', '/\r\nSet-Cookie: a=b', '/' * 400):
        status, location, _ = come(Browser(server), '/sign-in/identity?' + urllib.parse.urlencode({'next': where}))
        same(f'never on to {where[:30]!r}', (status, location), (303, '/alerts'))
    status, location, _ = come(Browser(server), '/sign-in/identity?' + urllib.parse.urlencode({'next': '/areas?q=a&b=c'}))
    same('an address with arguments stays whole', (status, location), (303, '/areas?q=a&b=c'))


def second_factor(server, issuer):
    """Ours is asked when the issuer asked for none."""
    issuer.claims = {'amr': ['pwd']}
    b = Browser(server)
    same('no second factor over there: ours is set up', come(b)[:2], (303, '/account/second-factor'))
    check('not signed in before', '' if b.ask('/account')[0] == 303 else 'in')
    secret = re.search(r'class="key-text">(\w+)<', b.ask('/account/second-factor')[2])[1]
    same('with its first code', b.send('/account/second-factor', code=code_of(secret))[:2], (303, '/account'))
    c = Browser(server)
    same('from then on its code is asked', come(c)[:2], (303, '/sign-in/code'))
    same('a wrong code', c.send('/sign-in/code', code='000000')[0], 403)
    same('the code', c.send('/sign-in/code', code=next_code(secret))[:2], (303, '/alerts'))
    for amr in (['mfa'], ['pwd', 'otp'], ['hwk']):
        issuer.claims = {'amr': amr}
        same(f'{amr} over there: ours is not asked', come(Browser(server))[:2], (303, '/alerts'))
    issuer.claims = {'acr': 'strong'}
    same('an acr that nobody set counts for nothing', come(Browser(server))[:2], (303, '/sign-in/code'))
    issuer.claims = {'amr': ['pwd', 'mfa']}


def other_key(token, issuer):
    signer = issuer.signer
    issuer.signer = issuers.SigningKey(issuer.folder, signer.kid)
    both = token.rpartition('.')[0]
    token = both + '.' + issuers.b64(issuer.signer.sign(both.encode()))
    issuer.signer = signer
    return token


def bend(token, part):
    parts = token.split('.')
    at = len(parts[part]) // 2
    parts[part] = parts[part][:at] + ('A' if parts[part][at] != 'A' else 'B') + parts[part][at + 1:]
    return '.'.join(parts)


def tokens(server, issuer):
    """Each fault by itself, with everything else right."""
    now, plain = int(time.time()), {'amr': ['mfa']}
    rows = (('nonce of another sign-in', {'nonce': 'x' * 64}, {}, None, 'nonce'),
            ('no nonce', {'nonce': None}, {}, None, 'nonce'),
            ('made for somebody else', {'aud': 'another'}, {}, None, 'aud'),
            ('made for several', {'aud': [issuers.CLIENT, 'another']}, {}, None, 'azp'),
            ('given to somebody else', {'azp': 'another'}, {}, None, 'azp'),
            ('another issuer', {'iss': 'https://evil.example'}, {}, None, 'iss'),
            ('run out', {'exp': now - 120, 'iat': now - 300}, {}, None, 'exp'),
            ('never runs out', {'exp': None}, {}, None, 'exp'),
            ('made long ago', {'iat': now - 3600}, {}, None, 'iat'),
            ('made tomorrow', {'iat': now + 86400, 'exp': now + 90000}, {}, None, 'iat'),
            ('nobody', {'sub': None}, {}, None, 'sub'),
            ('a long subject', {'sub': 'x' * 256}, {}, None, 'sub'),
            ('alg none', {}, {'alg': 'none'}, None, ''),
            ('alg None, written otherwise', {}, {'alg': 'None'}, None, ''),
            ('HS256 with the public key', {}, {'alg': 'HS256'}, None, 'RS256'),
            ('PS256', {}, {'alg': 'PS256'}, None, 'RS256'),
            ('critical header', {}, {'crit': ['exp']}, None, 'critical'),
            ('a key inside the token', {}, {'kid': 'k9', 'jwk': {'kty': 'oct', 'k': 'eA'}}, None, 'key'),
            ('the name of a key of another kind', {}, {'kid': 'k2'}, None, 'key'),
            ('bent signature', {}, {}, lambda t: bend(t, 2), ''),
            ('bent claims', {}, {}, lambda t: bend(t, 1), ''),
            ('no signature', {}, {}, lambda t: t.rpartition('.')[0] + '.', ''),
            ('signed by another key of that name', {}, {}, lambda t: other_key(t, issuer), 'signature'),
            ('no token at all', {}, {}, lambda t: '', ''),
            ('a token that is a number', {}, {}, lambda t: 7, ''),
            ('encrypted, it says', {}, {}, lambda t: t + '.x.y', ''))
    for name, claims, header, bent, why in rows:
        issuer.claims, issuer.header = {**plain, **claims}, header
        issuer.bend = bent or (lambda t: t)
        b = Browser(server)
        status, _, text = come(b)
        said = server.last_line('/sign-in/identity/back')
        check(f'refused: {name}', '' if status == 502 and 'does not answer' in text and not in_account(b) and
              'belfry' not in b.cookies and why in said else (status, said, text[-300:]))
    issuer.claims, issuer.header, issuer.bend = plain, {}, lambda t: t
    issuer.claims = {**plain, 'aud': [issuers.CLIENT, 'another'], 'azp': issuers.CLIENT}
    same('made for several and given to us', come(Browser(server))[0], 303)
    issuer.claims = plain
    issuer.signer = issuer.keys[1]
    same('ES256', come(Browser(server))[0], 303)
    issuer.signer = issuer.keys[0]


def rotated(server, issuer):
    before = issuer.seen['/jwks']
    old = issuer.keys
    come(Browser(server))
    same('the keys are kept', issuer.seen['/jwks'], before)
    issuer.keys = [issuers.SigningKey(issuer.folder, 'k3'), old[1]]
    issuer.signer = issuer.keys[0]
    same('an unknown key is looked up', come(Browser(server))[0], 303)
    same('once', issuer.seen['/jwks'], before + 1)
    come(Browser(server))
    same('and then known', issuer.seen['/jwks'], before + 1)
    issuer.signer = old[0]
    same('the old key is no more', come(Browser(server))[0], 502)
    same('after one look', issuer.seen['/jwks'], before + 2)
    issuer.signer = issuer.keys[0]


def states(server, issuer):
    a, b = Browser(server), Browser(server)
    back, _ = go_there(a)
    b.ask('/sign-in')
    for name, other in (('another browser', b), ('one without a cookie', Browser(server))):
        status, _, text = other.ask(back)
        check(f'the way back does not work in {name}', '' if status == 400 and 'another browser' in text and
              not in_account(other) else (status, text[-400:]))
    tokens_before = issuer.seen['/token']
    for name, path in (('a bent state', re.sub(r'state=(..)', lambda m: 'state=' + ('00' if m[1] != '00' else '11'), back)),
                       ('no state', re.sub(r'state=[^&]*', '', back)),
                       ('the state of a form', re.sub(r'state=[^&]*', 'state=' + 'A' * 64, back))):
        same(f'{name} is refused', a.ask(path)[0], 400)
    same('the issuer is not asked for any of these', issuer.seen['/token'], tokens_before)
    same('HEAD does not sign in', a.ask(back, 'HEAD')[0], 405)
    same('a form does not either', a.ask(back, 'POST', 'a=b')[0], 405)
    same('in the right browser it works', a.ask(back)[0], 303)
    out = Browser(server)
    out.cookies = {k: v for k, v in a.cookies.items() if k != 'belfry'}
    same('the same code again: the issuer refuses', out.ask(back)[0], 502)
    issuer.reuse = True
    back, _ = go_there(a)
    same('with an issuer that takes codes twice', a.ask(back)[0], 303)
    status, _, text = out.ask(back)
    check('we do not', '' if status == 409 and 'used already' in text and not in_account(out) else (status, text[-300:]))
    issuer.reuse = False
    first, _ = go_there(a)
    second, _ = go_there(a)
    code = re.search(r'code=([^&]+)', first)[1]
    same('the code of one way with the state of another', a.ask(re.sub(r'code=[^&]+', f'code={code}', second))[0], 502)
    same('no code', a.ask(re.sub(r'code=[^&]+&', '', go_there(a)[0]))[0], 400)
    same('a code of 3000 letters', a.ask(re.sub(r'code=[^&]+', 'code=' + 'x' * 3000, go_there(a)[0]))[0], 400)
    same('an answer of another issuer', a.ask(re.sub(r'iss=[^&]+', 'iss=https%3A%2F%2Fevil.example',
                                                     go_there(a)[0]))[0], 400)
    same('one that says nothing of itself is taken from one that never does', a.ask(
        re.sub(r'&iss=[^&]+', '', go_there(a)[0]))[0], 303)
    issuer.extra = {'code': None, 'error': 'access_denied'}
    status, _, text = come(Browser(server))
    check('refused over there', '' if status == 403 and 'did not let you in' in text else (status, text[-300:]))
    issuer.extra = {}


def strangers(server, database, issuer):
    issuer.person, issuer.claims = 'person-2', {'amr': ['mfa'], 'email': 'mo@example.org', 'preferred_username': 'mo'}
    b = Browser(server)
    status, _, text = come(b)
    check('an identity that nobody is bound to is told so', '' if status == 403 and 'no open account' in text.lower()
          and 'person-2' in text and not in_account(b) else (status, text[-400:]))
    add(database, 'ines')
    belfry(database, 'accounts', 'bind', 'ines', '--issuer', 'https://evil.example', '--subject', 'person-2')
    same('bound at another issuer: still nobody', come(b)[0], 403)
    belfry(database, 'accounts', 'bind', 'ines', '--issuer', issuer.address, '--subject', 'person-2')
    same('bound by an administrator', come(b)[:2], (303, '/alerts'))
    check('the right account', '' if 'Name of ines' in b.ask('/account')[2] else 'another')
    add(database, 'third')
    c = Browser(server)
    status, _, text = come(c, link_of(c, invite(database, 'third')))
    check('an identity has one account', '' if status == 409 and 'another account' in text else (status, text[-300:]))
    invitation = invite(database, 'third')
    issuer.person = 'person-3'
    back, _ = go_there(c, link_of(c, invitation))
    belfry(database, 'accounts', 'close', 'third')
    same('closed on the way', c.ask(back)[0], 404)
    belfry(database, 'accounts', 'close', 'ines')
    same('closing ends the session', b.ask('/account')[0], 303)
    issuer.person = 'person-2'
    status, _, text = come(Browser(server))
    check('a closed account is none', '' if status == 403 and 'no open account' in text.lower() else (status, text[-300:]))
    belfry(database, 'accounts', 'add', 'ines2', '--name', 'Ines', '--role', 'reader', '--organisation',
           'Hackney Council', '--area', 'E09000012')
    belfry(database, 'accounts', 'bind', 'ines2', '--issuer', issuer.address, '--subject', 'person-2')
    same('its person may come back under another', come(Browser(server))[0], 303)
    out = belfry(database, 'accounts', 'bind', 'ines2', '--issuer', issuer.address, '--subject', 'person-1', fails=True)
    same('not over somebody else', out, '')
    belfry(database, 'accounts', 'invite', 'ines2')
    same('invited again: the identity is forgotten', come(Browser(server))[0], 403)
    issuer.person, issuer.claims = 'person-1', {'amr': ['mfa']}


class Site(Server):
    """Remembers what its log says of an address."""

    def __init__(self, database, *options):
        super().__init__(database, *options)
        self.options = options

    def last_line(self, path):
        here = os.pread(self.log.fileno(), 1 << 22, 0).decode('utf-8', 'replace')
        return ([x for x in here.splitlines() if f' {path} ' in x] or [''])[-1]


def bad_issuers(database, issuer):
    """Each fault with a fresh server, which knows nothing yet."""
    well_known, settings = '/.well-known/openid-configuration', issuer.settings()
    for how, why in (('huge', 'too long'), ('garbage', 'JSON'), ('deep', 'JSON'), ('redirect', '200'), ('error', '200'),
                     ('empty', 'issuer'), ('headers', '')):
        for path in (well_known, '/jwks', '/token'):
            site = Site(database, '--provider', settings)
            issuer.faults = {path: how}
            status, _, text = come(Browser(site))
            said = site.last_line('/sign-in/identity/back') + site.last_line('/sign-in/identity')
            wanted = 'keys' if path == '/jwks' and why in ('JSON', 'issuer') else why if how != 'empty' or path == well_known else ''
            good = (status == 502 or str(status).startswith('502')) and wanted in said and Browser(site).ask('/areas')[0] == 200
            status, log = site.stop()
            check(f'{how} at {path.rpartition("/")[2]}: refused', '' if good and status == 0 and 'Sanitizer' not in log
                  else (status, said, log[-900:]))
    issuer.faults = {}
    for name, published in (('another name', {'issuer': 'https://evil.example'}),
                            ('no token address', {'token_endpoint': None}),
                            ('an address of a file', {'jwks_uri': 'file:///etc/passwd'}),
                            ('http elsewhere', {'token_endpoint': 'http://evil.example/token'}),
                            ('a line break', {'authorization_endpoint': f'{issuer.address}/a\r\nX: y'}),
                            ('no address at all', {'authorization_endpoint': 7})):
        issuer.published = published
        site = Site(database, '--provider', settings)
        same(f'it publishes {name}: refused', Browser(site).ask('/sign-in/identity')[0], 502)
        site.stop()
    issuer.published = {'authorization_response_iss_parameter_supported': True}
    site = Site(database, '--provider', settings)
    b = Browser(site)
    same('one that says who it is must do so', b.ask(re.sub(r'&iss=[^&]+', '', go_there(b)[0]))[0], 400)
    same('and does', come(b)[0], 303)
    site.stop()
    issuer.published = {'token_endpoint_auth_methods_supported': ['client_secret_post']}
    site = Site(database, '--provider', settings)
    same('the secret in the form, when it wants that', come(Browser(site))[0], 303)
    site.stop()
    issuer.published = {}
    site = Site(database, '--provider', issuer.settings('strong.ini', acr='strong'))
    issuer.claims = {'acr': 'strong'}
    same('the acr of the settings stands for a second factor', come(Browser(site))[:2], (303, '/alerts'))
    same('and is asked for', issuer.asked.get('acr_values'), 'strong')
    issuer.claims = {'amr': ['mfa']}
    site.stop()


def slow_issuer(database, issuer):
    """Nobody else waits for an issuer that does not answer, and its own visitors not long."""
    for how in ('hang', 'drip'):
        issuer.faults = {'/.well-known/openid-configuration': how}
        site = Site(database, '--provider', issuer.settings(), '--forms', '1000')
        times, statuses = [], []

        def wait(site=site, times=times, statuses=statuses):
            begun = time.monotonic()
            statuses.append(Browser(site).ask('/sign-in/identity')[0])
            times.append(time.monotonic() - begun)

        threads = [threading.Thread(target=wait) for _ in range(20)]
        for t in threads:
            t.start()
        time.sleep(0.5)
        worst = 0
        for path in ('/areas', '/sign-in', '/', '/areas/E09000012') * 3:
            begun = time.monotonic()
            status = Browser(site).ask(path)[0]
            worst = max(worst, time.monotonic() - begun if status == 200 else 99)
        check(f'{how}: others wait {worst * 1000:.0f} ms at most', '' if worst < 2 else worst)
        begun = time.monotonic()
        status = Browser(site).send('/sign-in', login='mo', password='wrong password!')[0]
        check(f'{how}: passwords are taken meanwhile', '' if status == 403 and time.monotonic() - begun < 5 else status)
        for t in threads:
            t.join()
        check(f'{how}: twenty who want to sign in there wait {max(times):.1f} s at most', '' if set(statuses) == {502} and
              max(times) < 10 else (statuses, times))
        check(f'{how}: it is asked by two at a time', '' if issuer.seen['/.well-known/openid-configuration'] <
              40 else issuer.seen)
        issuer.ended.set()
        issuer.ended.clear()
        issuer.faults = {}
        same(f'{how}: stops when told', site.stop()[0], 0)
    gone = issuers.Issuer(issuer.folder)
    settings = gone.settings('gone.ini')
    gone.end()
    site = Site(database, '--provider', settings)
    begun = time.monotonic()
    same('an issuer that is down', Browser(site).ask('/sign-in/identity')[0], 502)
    check('is known to be down at once', '' if time.monotonic() - begun < 3 else time.monotonic() - begun)
    site.stop()
    site = Site(database, '--provider', issuer.settings(), '--forms', '10')
    b = Browser(site)
    statuses = [b.ask('/sign-in/identity')[0] for _ in range(25)]
    check('one address asks it so often in a minute', '' if statuses[0] == 303 and statuses[-1] == 429 else statuses)
    site.stop()


def over_tls(database, folder):
    def certificate(name, subject):
        key, file = (os.path.join(folder, f'{name}.{x}') for x in ('key', 'crt'))
        issuers.openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=issuer', '-addext',
                        f'subjectAltName={subject}', '-keyout', key, '-out', file)
        return file, key
    good, other = certificate('good', 'IP:127.0.0.1'), certificate('other', 'DNS:issuer.example')
    for name, pair, ca, want in (('vouched for by nobody', good, None, '502'),
                                 ('vouched for by its file', good, good[0], 303),
                                 ('vouched for by another', good, other[0], '502'),
                                 ('of another name', other, other[0], '502')):
        it = issuers.Issuer(folder, pair)
        it.person = 'person-tls'
        if want == 303:
            belfry(database, 'accounts', 'bind', 'mo', '--issuer', it.address, '--subject', 'person-tls')
        site = Site(database, '--provider', it.settings('tls.ini', ca_file=ca))
        status = come(Browser(site))[0]
        check(f'a TLS certificate {name}', '' if str(status).startswith(str(want)) else
              (status, site.last_line('/sign-in/identity')))
        site.stop()
        it.end()


def settings_refused(database, issuer):
    def start(*options):
        done = subprocess.run([BELFRY, 'serve', '--listen', '127.0.0.1:0', '--database', database, *options],
                              capture_output=True, text=True, timeout=20, check=False)
        return done.returncode, done.stderr

    for name, more, why in (('no name', {'name': None}, 'name is missing'), ('no issuer', {'issuer': None}, 'issuer is missing'),
                            ('no secret', {'client_secret_file': None}, 'client_secret_file is missing'),
                            ('http elsewhere', {'issuer': 'http://login.example.org'}, 'issuer'),
                            ('no address', {'issuer': 'login.example.org'}, 'issuer'),
                            ('a name in the address', {'issuer': 'https://a@login.example.org'}, 'issuer'),
                            ('a key that is none', {'secret': 'x'}, 'line 6'),
                            ('an absent secret', {'client_secret_file': '/nonexistent'}, 'No such file'),
                            ('an empty secret', {'client_secret_file': '/dev/null'}, 'client_secret_file'),
                            ('a long name', {'name': 'x' * 150}, 'name')):
        status, said = start('--provider', issuer.settings('wrong.ini', **more))
        check(f'settings with {name}', '' if status and why in said and said.count('\n') == 1 else (status, said))
    status, said = start('--provider', issuer.settings('wrong.ini', mode=0o644))
    check('a secret that others may read', '' if status and 'chmod 600' in said else said)
    status, said = start('--provider', '/nonexistent')
    check('no such file', '' if status and 'No such file' in said else said)
    settings = issuer.settings()
    status, said = start('--provider', settings, '--listen', '0.0.0.0:0')
    check('no way back for others without --site', '' if status and '--site' in said else said)
    b = Browser(site := Site(database))
    same('without a provider there is none', [b.ask(p)[0] for p in ('/sign-in/identity', '/sign-in/identity/back?state=x&code=y')],
         [404, 404])
    check('and none is offered', '' if 'identity' not in b.ask('/sign-in')[2] else 'offered')
    site.stop()
    site = Site(database, '--provider', settings)
    b = Browser(site)
    b.host = 'evil.example'
    status, _, text = b.ask('/sign-in/identity')
    check('nobody is led back to a host that only the request names', '' if status == 403 and '--site' in text else (status, text[-300:]))
    site.stop()
    site = Site(database, '--provider', settings, '--site', 'https://belfry.example.org')
    b = Browser(site)
    b.host = 'evil.example'
    where = urllib.parse.parse_qs(urllib.parse.urlsplit(b.ask('/sign-in/identity')[1]).query)
    same('behind a proxy the way back is the public address', where.get('redirect_uri'),
         ['https://belfry.example.org/sign-in/identity/back'])
    check('with a cookie for that host only', '' if b.cookie_line.startswith('__Host-belfry-visit=') else b.cookie_line)
    site.stop()


def visit(database, name, folder, key=()):
    print(f'# {name}')
    belfry(database, 'init')
    issuer = issuers.Issuer(folder)
    site = Site(database, '--provider', issuer.settings(), '--forms', '100000', *key)
    try:
        bound_by_invitation(site, database, issuer)
        again(site, issuer)
        second_factor(site, issuer)
        states(site, issuer)
        strangers(site, database, issuer)
        if not key:
            tokens(site, issuer)
            rotated(site, issuer)
        seen = open(f'/proc/{site.process.pid}/cmdline', 'rb').read().decode()
    finally:
        status, log = site.stop()
    same('stops when told', status, 0)
    told = [w for w in (issuers.SECRET, urllib.parse.quote(issuers.SECRET, safe=''), 'person-', 'code=', 'state=', 'Sanitizer',
                        'eyJ') if w in log or w in seen]
    links = re.findall(r'/invitation/\S+', log)
    check('no secret, no person, no code and no link in the log', told + [x for x in links if x != '/invitation/'])
    if not key:
        issuer.claims = {'amr': ['mfa']}
        bad_issuers(database, issuer)
        slow_issuer(database, issuer)
        settings_refused(database, issuer)
        over_tls(database, folder)
    issuer.end()


def main():
    if not shutil.which('openssl'):
        print('ok 1 - identity: # SKIP openssl is not installed\n1..1')
        return
    with tempfile.TemporaryDirectory() as folder:
        visit(os.path.join(folder, 'a.db'), 'SQLite', folder)
        address = os.environ.get('BELFRY_TEST_POSTGRES')
        if address:
            visit(f'postgresql:{address}', 'PostgreSQL', folder, ('--key', os.path.join(folder, 'p.key')))
    print(f'1..{number}')
    sys.exit(1 if failures else 0)


main()
