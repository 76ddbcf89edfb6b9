"""visitor.py: a browser's part of the conversation for tests: keeps cookies, sends forms with the token
of the page that they stand on.  Standard library only."""
import http.client
import re
import signal
import subprocess
import urllib.parse


class Site:
    """`belfry serve` on a free port, with a log that nobody reads."""

    def __init__(self, belfry, *options, env=None):
        self.process = subprocess.Popen([belfry, 'serve', '--listen', '127.0.0.1:0', '--quiet', *options],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env)
        self.port = int(re.search(r'http://127\.0\.0\.1:(\d+)/', self.process.stdout.readline().decode())[1])

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


class Visitor:
    def __init__(self, site, example=None):
        self.site, self.cookies, self.host = site, {}, f'127.0.0.1:{site.port}'
        if example:
            self.send('/sign-in', example=example)

    def ask(self, path, method='GET', body=None):
        c = http.client.HTTPConnection('127.0.0.1', self.site.port, timeout=60)
        sent = {'Host': self.host, 'User-Agent': 'Firefox/140.0 (X11; Linux)'}
        if self.cookies:
            sent['Cookie'] = '; '.join(f'{k}={v}' for k, v in self.cookies.items())
        if body is not None:
            sent['Content-Type'] = 'application/x-www-form-urlencoded'
        c.request(method, path, body=body, headers=sent)
        r = c.getresponse()
        for line in r.msg.get_all('Set-Cookie') or []:
            name, _, value = line.partition(';')[0].partition('=')
            self.cookies[name] = value
        text = r.read().decode()
        self.last = {k.lower(): v for k, v in r.getheaders()}
        c.close()
        return r.status, r.headers.get('Location', ''), text

    def read(self, path):
        return self.ask(path)[2]

    def send(self, path, at=None, **fields):
        found = re.search(r'name="token" value="(\w+)"', self.read(at or path))
        fields['token'] = found[1] if found else ''
        return self.ask(path, 'POST', urllib.parse.urlencode(fields))
