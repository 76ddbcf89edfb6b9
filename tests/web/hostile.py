#!/usr/bin/env python3
"""hostile.py BELFRY [SECONDS]: ten thousand idle connections, slow senders, requests that are not
well made (written by hand, and mutated from good ones with a fixed seed), two requests in one, hostile
values in every argument and form, and everything at once; the site goes on serving, and its log
holds nothing that a visitor sent but the path.  Prints TAP."""
import glob
import html
import http.client
import os
import random
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BELFRY = os.path.abspath(sys.argv[1])
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 6
IDLE = 10000
number, failures = 0, 0


def check(name, fault=''):
    global number, failures
    number += 1
    failures += bool(fault)
    print(f'{"not ok" if fault else "ok"} {number} - hostile: {name}')
    for line in str(fault).splitlines()[:8] if fault else []:
        print('#', line)


def get(port, path='/areas'):
    c = http.client.HTTPConnection('127.0.0.1', port, timeout=20)
    begun = time.monotonic()
    c.request('GET', path)
    r = c.getresponse()
    r.read()
    c.close()
    return r.status, time.monotonic() - begun


def memory_mib(pid):
    for line in open(f'/proc/{pid}/status', encoding='ascii'):
        if line.startswith('VmRSS'):
            return int(line.split()[1]) / 1024
    return 0


def idle(port, pid):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < IDLE + 200:
        print(f'ok {number + 1} - hostile: idle connections # SKIP only {hard} open files are allowed here')
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, IDLE + 200), hard))
    before, held = memory_mib(pid), []
    for _ in range(IDLE):
        held.append(socket.create_connection(('127.0.0.1', port), timeout=20))
    status, seconds = get(port)
    after = memory_mib(pid)
    check(f'{IDLE} idle connections take {after - before:.0f} MiB and a page is still there',
          '' if status == 200 and seconds < 3 else (status, seconds))
    for s in held[:2000]:
        s.sendall(b'GET /areas HTTP/1.1\r\nHost: x\r\n')
    status, seconds = get(port)
    check('2000 of them begin a request and stop', '' if status == 200 and seconds < 3 else (status, seconds))
    time.sleep(17)  # an idle connection is closed after fifteen seconds
    gone = 0
    for s in held:
        s.setblocking(False)
        try:
            gone += s.recv(1) == b''
        except BlockingIOError:
            pass
        except OSError:
            gone += 1
        s.close()
    check(f'{gone} of them were closed after fifteen seconds', '' if gone > IDLE * 0.95 else gone)


def slow(port):
    """A byte a second of a header, and of a body: closed, and nobody waits for them."""
    dripping = [socket.create_connection(('127.0.0.1', port), timeout=20) for _ in range(100)]
    for i, s in enumerate(dripping):
        s.sendall(b'GET / HTTP/1.1\r\nHost: x\r\nA: ' if i % 2 else
                  b'POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\na')
    worst = 0
    for _ in range(4):
        for s in dripping:
            try:
                s.sendall(b'b')
            except OSError:
                pass
        status, seconds = get(port)
        worst = max(worst, seconds if status == 200 else 99)
        time.sleep(0.5)
    check('a hundred slow senders keep nobody waiting', '' if worst < 2 else worst)
    for s in dripping:
        s.close()


def statuses_of(port, data, wait=1.0):
    """The statuses of all answers on one connection, and whether it was closed by the site."""
    with socket.create_connection(('127.0.0.1', port), timeout=5) as s:
        s.settimeout(wait)
        got, closed = b'', False
        try:
            s.sendall(data)
            while chunk := s.recv(65536):
                got += chunk
            closed = True
        except ConnectionError:
            closed = True
        except OSError:
            pass
    return [int(x) for x in re.findall(rb'HTTP/1\.1 (\d{3}) [A-Z]', got)], closed


def by_hand(port):
    """What proxies and servers have read differently: never two answers where one request is meant,
    and never a good answer to a request that is not one."""
    post, get, host = b'POST /sign-in HTTP/1.1\r\n', b'GET /areas HTTP/1.1\r\n', b'Host: x\r\n'
    smuggled = b'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'
    rows = (('two different lengths', post + host + b'Content-Length: 0\r\nContent-Length: 38\r\n\r\n' + smuggled),
            ('a list of lengths', post + host + b'Content-Length: 0, 38\r\n\r\n' + smuggled),
            ('a length with a sign', post + host + b'Content-Length: +38\r\n\r\n' + smuggled),
            ('a negative length', post + host + b'Content-Length: -1\r\n\r\n' + smuggled),
            ('a length of 30 digits', post + host + b'Content-Length: ' + b'9' * 30 + b'\r\n\r\n' + smuggled),
            ('a length in hexadecimal', post + host + b'Content-Length: 0x26\r\n\r\n' + smuggled),
            ('a length and chunks', post + host + b'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n' + smuggled),
            ('chunks and something else', post + host + b'Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n' + smuggled),
            ('chunks written otherwise', post + host + b'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n' + smuggled),
            ('chunks with a tab', post + host + b'Transfer-Encoding:\tchunked\x0b\r\n\r\n0\r\n\r\n' + smuggled),
            ('a chunk of endless size', post + host + b'Transfer-Encoding: chunked\r\n\r\n' + b'f' * 20 + b'\r\n' + smuggled),
            ('a chunk of negative size', post + host + b'Transfer-Encoding: chunked\r\n\r\n-1\r\n' + smuggled),
            ('a chunk that lies of its size', post + host + b'Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n' + smuggled),
            ('a blank before the colon', post + host + b'Content-Length : 38\r\n\r\n' + smuggled),
            ('a folded header', post + host + b'X: a\r\n Content-Length: 38\r\n\r\n' + smuggled),
            ('a header without a colon', get + host + b'nonsense\r\n\r\n'),
            ('a bare CR in a header', get + host + b'X: a\rContent-Length: 38\r\n\r\n'),
            ('two hosts', get + host + b'Host: y\r\n\r\n'),
            ('no host', get + b'\r\n'),
            ('an empty host', get + b'Host:\r\n\r\n'),
            ('a host with a path', get + b'Host: x/y\r\n\r\n'),
            ('no version', b'GET /areas\r\n' + host + b'\r\n'),
            ('version 0.9', b'GET /areas HTTP/0.9\r\n' + host + b'\r\n'),
            ('version 2', b'GET /areas HTTP/2.0\r\n' + host + b'\r\n'),
            ('the beginning of HTTP/2', b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
            ('a TLS greeting', bytes.fromhex('16030100c8010000c40303') + bytes(200)),
            ('no address', b'GET  HTTP/1.1\r\n' + host + b'\r\n'),
            ('an address with a line break', b'GET /a%0d%0aX-Injected:%201 HTTP/1.1\r\n' + host + b'\r\n'),
            ('an address with a NUL', b'GET /areas%00 HTTP/1.1\r\n' + host + b'\r\n'),
            ('a method of 4000 letters', b'G' * 4000 + b' / HTTP/1.1\r\n' + host + b'\r\n'),
            ('CONNECT', b'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n'),
            ('TRACE', b'TRACE /areas HTTP/1.1\r\n' + host + b'\r\n'),
            ('100,000 empty lines', b'\r\n' * 100000),
            ('5000 headers', get + host + b'A: b\r\n' * 5000 + b'\r\n'),
            ('noise', random.Random(7).randbytes(5000)))
    for name, data in rows:
        statuses, closed = statuses_of(port, data)
        # What our library refuses by itself it says twice, and closes.
        good = all(400 <= x < 600 and x != 500 for x in statuses) and (len(statuses) <= 1 or closed)
        check(f'{name}: {statuses[0] if statuses else "closed"}', '' if good else (statuses, closed))
    for name, data in (('a header without a name', get + host + b': nonsense\r\n\r\n'),
                       ('a NUL in a header', get + b'Host: x\0y\r\n\r\n')):
        statuses, _ = statuses_of(port, data)
        check(f'{name} is passed over, with one answer', '' if len(statuses) == 1 and statuses[0] in (200, 400) else statuses)
    statuses, _ = statuses_of(port, get + host + b'\r\n' + smuggled)
    check('two good requests on one connection have two answers', '' if statuses == [200, 200] else statuses)
    statuses, _ = statuses_of(port, post + host + b'Transfer-Encoding: chunked\r\n\r\n5\r\na=b&c\r\n0\r\n\r\n' + smuggled)
    check('a good form in chunks, and what follows it', '' if statuses == [403, 200] else statuses)


def oversize(port):
    """However a body is sent, no more than the limit is kept of it."""
    body = b'a=' + b'x' * (70 << 10)
    chunks = b''.join(b'%x\r\n%s\r\n' % (len(c), c) for c in (body[i:i + 4096] for i in range(0, len(body), 4096)))
    for name, data in (
            ('70 KiB', b'POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n' % len(body) + body),
            ('70 KiB in chunks', b'POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n' + chunks + b'0\r\n\r\n'),
            ('70 KiB for a page that takes none', b'GET /areas HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n' % len(body) + body)):
        statuses, _ = statuses_of(port, data)
        check(f'a body of {name}', '' if statuses in ([413], []) else statuses)
    with socket.create_connection(('127.0.0.1', port), timeout=5) as s:
        s.sendall(b'POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n')
        sent, piece = 0, b'10000\r\n' + b'x' * 65536 + b'\r\n'
        try:
            while sent < 64 << 20:
                s.sendall(piece)
                sent += len(piece)
        except OSError:
            pass
    check(f'an endless body is cut off after {sent >> 20} MiB', '' if sent < 20 << 20 and get(port)[0] == 200 else sent)


NASTY = ("'", '"', "' OR '1'='1", "'; DROP TABLE account; --", '<script>nasty()</script>', '"><img src=x onerror=nasty()>',
         '../../../etc/passwd', '..%2f..%2fetc', '\r\nX-Injected: 1', '\n\n<b>', '\0', '%00', '%0d%0aX-Injected:%201', '\\', '//evil.example',
         'https://evil.example', 'javascript:nasty()', '{{7*7}}', '%s%n%p', '-1', '0', '99999999999999999999', '1e308', 'NaN',
         '\u202e\u200b', '\U0001f600' * 50, 'A' * 3000, ',' * 500, 'a,b;c|d', '$(id)', '`id`', '\ud7ff', '*', '%', '_', 'E09000012\n')


def ask_raw(port, path, method='GET', body=None, headers=None):
    c = http.client.HTTPConnection('127.0.0.1', port, timeout=20)
    c.request(method, path, body=body, headers=headers or {})
    r = c.getresponse()
    out = r.status, r.getheaders(), r.read().decode('utf-8', 'replace')
    c.close()
    return out


def fault_of(answer):
    status, headers, text = answer
    if status >= 500:
        return f'{status}'
    if any(k.lower() == 'x-injected' or '\n' in v for k, v in headers):
        return 'a header was put in'
    away = [v for k, v in headers if k.lower() == 'location' and not re.match(r'/(?![/\\])', v)]
    if away:
        return f'leads to {away}'
    if '<script' in text or re.search(r'<img src=x|href="javascript:', text):
        return 'a tag was put in'
    return ''


def values(port):
    """Every argument that any page reads, and every form that a visitor sees, with hostile values."""
    names = set()
    for path in glob.glob(os.path.join(ROOT, 'src/web/**/*.c'), recursive=True):
        for body in re.findall(r'\bargs\[\] = \{(.*?)\};', open(path, encoding='utf-8').read(), re.S):
            names.update(re.findall(r'(?:^|[{,])\s*"([a-z_]+)"\s*[,}]', body))
    doors = subprocess.run([BELFRY, 'serve', '--doors'], capture_output=True, text=True, check=True).stdout.splitlines()[1:]
    pages = [d.split(',')[0] for d in doors if d.split(',')[1] == 'GET']
    faults, tried = [], 0
    for page in pages:
        for value in NASTY:
            quoted = urllib.parse.quote(value, safe='', errors='surrogatepass')
            path = page.replace('*', quoted)
            query = '&'.join(f'{n}={quoted}' for n in sorted(names))
            for target in {path, f'{page.replace("*", "E09000012")}?{query}'}:
                tried += 1
                fault = fault_of(ask_raw(port, target))
                if fault:
                    faults.append(f'{target[:150]}: {fault}')
    check(f'{tried} addresses with hostile values in {len(names)} arguments', '\n'.join(faults))
    faults, tried = [], 0
    for page in pages:
        path = page.replace('*', 'danger' if page.startswith('/report') else 'x')
        status, headers, text = ask_raw(port, path)
        cookie = '; '.join(v.partition(';')[0] for k, v in headers if k.lower() == 'set-cookie')
        for action, inside in re.findall(r'<form method="post" action="([^"]+)"[^>]*>(.*?)</form>', text, re.S):
            fields = dict(re.findall(r'name="([\w-]+)"(?:[^>]*? value="([^"]*)")?', inside))
            for name in set(fields) - {'token'}:
                for value in NASTY[::3]:
                    form = {**{k: html.unescape(v) for k, v in fields.items()}, name: value}
                    body = urllib.parse.urlencode(form, errors='surrogatepass')
                    tried += 1
                    fault = fault_of(ask_raw(port, html.unescape(action), 'POST', body, {
                        'Cookie': cookie, 'Content-Type': 'application/x-www-form-urlencoded'}))
                    if fault:
                        faults.append(f'{action} {name}={value[:40]!r}: {fault}')
    check(f'{tried} forms with hostile values', '\n'.join(faults) or ('' if tried > 20 else tried))


MARKS = {'User-Agent': 'mark-agent', 'Referer': 'http://mark-referer/', 'X-Forwarded-For': '203.0.113.77', 'Cookie': 'belfry=mark-cookie',
         'Authorization': 'Basic mark-basic', 'Accept-Language': 'mark-language', 'From': 'mark@from.example'}


def marked(port):
    ask_raw(port, '/areas?q=mark-query', headers=MARKS)
    ask_raw(port, '/sign-in', 'POST', 'login=mark-login&password=mark-password', MARKS)
    ask_raw(port, '/invitation/mark-invitation', headers=MARKS)


GOOD = (b'GET /areas?q=leeds HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n',
        b'POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 30\r\nCookie: belfry=abc\r\n'
        b'Content-Type: application/x-www-form-urlencoded\r\n\r\nlogin=a&password=b&token=%41&n',
        b'GET /figures/E09000012?series=met-race-religion-public-order&format=csv HTTP/1.1\r\n'
        b'Host: localhost\r\nIf-None-Match: W/"x"\r\nX-Forwarded-For: 1.2.3.4, 5.6.7.8\r\n\r\n',
        b'POST /alerts/1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\na=b&c\r\n0\r\n\r\n')
SPICE = (b'\0', b'\r', b'\n', b'\r\n\r\n', b':', b' ', b'%', b'%00', b'%ff', b'..', b'//', b'\xff\xfe', b'"',
         b'Content-Length: 5\r\n', b'Transfer-Encoding: chunked\r\n', b'Host: y\r\n', b'=' * 300,
         b'&' * 200, b'A' * 5000, b';', b'HTTP/9.9', b'-1', b'99999999999999999999')


def mutate(r):
    data = bytearray(r.choice(GOOD))
    for _ in range(r.randint(1, 5)):
        at = r.randrange(len(data) + 1)
        kind = r.random()
        if kind < 0.5:
            data[at:at] = r.choice(SPICE)
        elif kind < 0.7:
            del data[at:at + r.randint(1, 20)]
        elif kind < 0.9 and data:
            data[at % len(data)] = r.randrange(256)
        else:
            data += r.choice(GOOD)
    return bytes(data)


def fuzz(port, seed, until, seen):
    r = random.Random(seed)
    while time.monotonic() < until:
        with socket.create_connection(('127.0.0.1', port), timeout=5) as s:
            s.settimeout(0.3)
            try:
                s.sendall(mutate(r))
                s.shutdown(socket.SHUT_WR)
                while got := s.recv(65536):
                    for status in re.findall(rb'HTTP/1\.1 (\d{3})', got):
                        seen[status] = seen.get(status, 0) + 1
            except OSError:
                pass
            seen['sent'] = seen.get('sent', 0) + 1


def malformed(port):
    until, seen = time.monotonic() + SECONDS, [{} for _ in range(4)]
    threads = [threading.Thread(target=fuzz, args=(port, i, until, seen[i])) for i in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    total = {k: sum(s.get(k, 0) for s in seen) for k in sorted({k for s in seen for k in s}, key=str)}
    print('# ' + ', '.join(f'{k if isinstance(k, str) else k.decode()}: {n}' for k, n in total.items()))
    check(f'{total.get("sent", 0)} requests, hardly one of them well made',
          '' if total.get(b'400', 0) > 20 and not total.get(b'500') and get(port)[0] == 200 else total)


def main():
    with tempfile.TemporaryDirectory() as folder:
        database = os.path.join(folder, 'a.db')
        subprocess.run([BELFRY, 'demo', '--no-serve', '--database', database], check=True,
                       stdout=subprocess.DEVNULL)
        log = open(os.path.join(folder, 'log'), 'w+', encoding='utf-8', errors='replace')
        site = subprocess.Popen([BELFRY, 'serve', '--listen', '127.0.0.1:0', '--forms', '1000000', '--database',
                                 database], stdout=subprocess.PIPE, stderr=log)
        port = int(re.search(rb'127\.0\.0\.1:(\d+)', site.stdout.readline())[1])
        by_hand(port)
        oversize(port)
        values(port)
        marked(port)
        malformed(port)
        slow(port)
        idle(port, site.pid)
        check('still serving', '' if get(port)[0] == 200 and site.poll() is None else site.poll())
        site.send_signal(signal.SIGTERM)
        check('stops when told', site.wait(timeout=30))
        log.seek(0)
        text = log.read()
        check('no memory error, and what was refused is in the log', '' if 'Sanitizer' not in text and
              'runtime error' not in text and ' 400 ' in text else text[-2000:])
        check('nothing of what a visitor is or sent is in the log but the path', sorted({
            line[:150] for line in text.splitlines() if re.search(r'mark-|mark@|203\.0\.113|127\.0\.0\.1', line)}))
    print(f'1..{number}')
    sys.exit(1 if failures else 0)


main()
