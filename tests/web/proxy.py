#!/usr/bin/env python3
"""proxy.py BELFRY: the nginx example of packaging/, started as it is but for paths and ports, and
the systemd unit, read by systemd itself.  Prints TAP; without nginx it says so and skips."""
import http.client
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BELFRY = os.path.abspath(sys.argv[1])
NAME = 'belfry.example.org'
number, failures = 0, 0


def check(name, fault=''):
    global number, failures
    number += 1
    failures += bool(fault)
    print(f'{"not ok" if fault else "ok"} {number} - proxy: {name}')
    for line in str(fault).splitlines()[:8] if fault else []:
        print('#', line)


def free_ports(n):
    held = [socket.create_server(('127.0.0.1', 0)) for _ in range(n)]
    ports = [s.getsockname()[1] for s in held]
    for s in held:
        s.close()
    return ports


def write_nginx(folder, site_port, plain, tls):
    text = open(os.path.join(ROOT, 'packaging/nginx/belfry.conf'), encoding='utf-8').read()
    for old, new in (('127.0.0.1:8080', f'127.0.0.1:{site_port}'), ('listen 80;', f'listen 127.0.0.1:{plain};'),
                     ('listen 443 ssl http2;', f'listen 127.0.0.1:{tls} ssl http2;'),
                     ('/etc/ssl/belfry', folder), ('/etc/nginx/belfry-proxy.conf',
                     os.path.join(ROOT, 'packaging/nginx/belfry-proxy.conf'))):
        if old not in text:
            sys.exit(f'belfry.conf has no {old!r} any more')
        text = text.replace(old, new)
    text = re.sub(r'    listen \[::\].*\n', '', text)
    with open(os.path.join(folder, 'site.conf'), 'w', encoding='utf-8') as f:
        f.write(text)
    with open(os.path.join(folder, 'nginx.conf'), 'w', encoding='utf-8') as f:
        f.write(f'daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n'
                'worker_processes 1;\nevents { worker_connections 1024; }\n'
                f'http {{ access_log off;\n' + ''.join(
                    f'{k}_temp_path {folder}/{k};\n' for k in
                    ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi')) +
                f'include {folder}/site.conf; }}\n')


class Visitor:
    def __init__(self, folder, port):
        self.context = ssl.create_default_context(cafile=os.path.join(folder, 'fullchain.pem'))
        self.port = port

    def open(self):
        raw = socket.create_connection(('127.0.0.1', self.port), timeout=10)
        return self.context.wrap_socket(raw, server_hostname=NAME)

    def ask(self, path, method='GET', headers=None, body=None):
        c = http.client.HTTPConnection(NAME, timeout=10)
        c.sock = self.open()
        c.request(method, path, body=body, headers={'Host': NAME, **(headers or {})})
        r = c.getresponse()
        out = r.status, {k.lower(): v for k, v in r.getheaders()}, r.read().decode('utf-8', 'replace')
        c.close()
        return out

    def raw(self, data):
        with self.open() as s:
            s.sendall(data)
            got = b''
            try:
                while chunk := s.recv(65536):
                    got += chunk
            except (TimeoutError, OSError):
                pass
            return [int(x) for x in re.findall(rb'HTTP/1\.1 (\d{3})', got)]


def visit(v, plain):
    status, headers, text = v.ask('/')
    check('the national picture over TLS', '' if status == 200 and '</html>' in text else status)
    check('with HSTS', '' if 'strict-transport-security' in headers else headers)
    check('in gzip form when asked', '' if v.ask('/', headers={'Accept-Encoding': 'gzip'})[1].get(
        'content-encoding') == 'gzip' else 'plain')
    c = http.client.HTTPConnection('127.0.0.1', plain, timeout=10)
    c.request('GET', '/areas?q=x', headers={'Host': NAME})
    r = c.getresponse()
    check('plain HTTP is sent on to TLS', '' if (r.status, r.headers['Location']) ==
          (301, f'https://{NAME}/areas?q=x') else (r.status, r.headers['Location']))
    check('the metrics are not for everybody', '' if v.ask('/metrics')[0] == 403 else 'shown')
    status, headers, text = v.ask('/sign-in')
    check('no accounts of the example out there', '' if status == 200 and 'example-duty' not in text
          else status)
    check('the cookie is for TLS and this host', '' if re.match(
        r'__Host-belfry-visit=.*; Secure', headers.get('set-cookie', '')) else headers)
    token = re.search(r'name="token" value="(\w+)"', text)[1]
    cookie = headers['set-cookie'].partition(';')[0]
    fields = urllib.parse.urlencode({'token': token, 'login': 'a', 'password': 'b'})
    form = {'Content-Type': 'application/x-www-form-urlencoded', 'Cookie': cookie}
    status, _, text = v.ask('/sign-in', 'POST', {**form, 'Origin': f'https://{NAME}'}, fields)
    check('a form arrives', '' if status == 403 and 'do not belong together' in text else status)
    status, _, text = v.ask('/sign-in', 'POST', {**form, 'Origin': 'https://evil.example'}, fields)
    check('one from elsewhere does not', '' if 'another site' in text else status)
    seen = []
    for i in range(12):
        seen.append(v.ask('/sign-in', 'POST', {**form, 'X-Forwarded-For': f'198.51.100.{i}'}, fields)[0])
    check('claiming other addresses helps no guesser', '' if 429 in seen else seen)


def hostile(v):
    host = f'Host: {NAME}\r\n'.encode()
    for name, data in (
            ('two lengths', b'POST / HTTP/1.1\r\n' + host + b'Content-Length: 0\r\nContent-Length: 5\r\n\r\nGET /x'),
            ('a length and chunks', b'POST / HTTP/1.1\r\n' + host +
             b'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n'),
            ('two hosts', b'GET / HTTP/1.1\r\n' + host + b'Host: b\r\n\r\n'),
            ('no host', b'GET / HTTP/1.1\r\n\r\n'),
            ('a blank before the colon', b'GET / HTTP/1.1\r\n' + host + b'X : y\r\n Z\r\n\r\n'),
            ('a NUL', b'GET / HTTP/1.1\r\n' + host + b'X: a\0b\r\n\r\n')):
        got = v.raw(data)
        check(f'{name}: refused once', '' if len(got) <= 1 and (not got or got[0] >= 400) else got)
    check('still serving', '' if v.ask('/areas')[0] == 200 else 'no')


def proxy(folder):
    database = os.path.join(folder, 'a.db')
    subprocess.run([BELFRY, 'demo', '--no-serve', '--database', database], check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj',
                    f'/CN={NAME}', '-addext', f'subjectAltName=DNS:{NAME}', '-keyout',
                    os.path.join(folder, 'key.pem'), '-out', os.path.join(folder, 'fullchain.pem')],
                   check=True, stderr=subprocess.DEVNULL)
    site_port, plain, tls = free_ports(3)
    write_nginx(folder, site_port, plain, tls)
    site = subprocess.Popen([BELFRY, 'serve', '--quiet', '--listen', f'127.0.0.1:{site_port}', '--site',
                             f'https://{NAME}', '--database', database], stdout=subprocess.DEVNULL)
    nginx = subprocess.Popen(['nginx', '-p', folder, '-e', f'{folder}/error.log', '-c',
                              f'{folder}/nginx.conf'], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                socket.create_connection(('127.0.0.1', tls), timeout=1).close()
                socket.create_connection(('127.0.0.1', site_port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        v = Visitor(folder, tls)
        visit(v, plain)
        hostile(v)
    finally:
        for process in (nginx, site):
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


def unit():
    if not shutil.which('systemd-analyze'):
        print('# no systemd-analyze here: the unit is not read')
        return
    done = subprocess.run(['systemd-analyze', 'security', '--offline=true', '--threshold=20',
                           os.path.join(ROOT, 'packaging/systemd/belfry.service')],
                          capture_output=True, text=True, check=False)
    level = re.search(r'exposure level for belfry.service: ([\d.]+)', done.stdout + done.stderr)
    check(f'systemd grades the unit {level[1] if level else "?"} of 10, at most 2.0',
          '' if done.returncode == 0 and level else done.stdout[-600:] + done.stderr[-600:])


def main():
    os.environ['PATH'] += ':/usr/sbin'
    if shutil.which('nginx') and shutil.which('openssl'):
        with tempfile.TemporaryDirectory() as folder:
            proxy(folder)
    else:
        print('ok 1 - proxy: nginx # SKIP nginx or openssl is not installed')
    unit()
    print(f'1..{number}')
    sys.exit(1 if failures else 0)


main()
