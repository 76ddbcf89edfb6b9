#!/usr/bin/env python3
"""hostile.py BELFRY [SECONDS]: ten thousand idle connections, slow senders, requests that are not
well made (mutated from good ones with a fixed seed), and everything at once; the site goes on
serving.  Prints TAP."""
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
        site = subprocess.Popen([BELFRY, 'serve', '--listen', '127.0.0.1:0', '--database', database],
                                stdout=subprocess.PIPE, stderr=log)
        port = int(re.search(rb'127\.0\.0\.1:(\d+)', site.stdout.readline())[1])
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
    print(f'1..{number}')
    sys.exit(1 if failures else 0)


main()
