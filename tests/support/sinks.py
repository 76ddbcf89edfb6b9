"""sinks.py: what tests deliver to: a mail server with STARTTLS, a webhook that checks signatures, and
something that speaks GOV.UK Notify's documented interface.  Each runs on threads of the test and keeps
what it got.  Standard library only; certificates are made with openssl."""
import base64
import email
import email.policy
import hashlib
import hmac
import http.server
import json
import os
import socket
import socketserver
import ssl
import subprocess
import threading
import time


def make_certificate(folder):
    """A self-signed certificate for localhost; its path serves as the authority to trust."""
    cert, key = os.path.join(folder, 'sink.pem'), os.path.join(folder, 'sink.key')
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key,
                    '-out', cert, '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
                   check=True, capture_output=True)
    return cert, key


class Mail:
    """One message as it came: envelope, parsed message, when."""

    def __init__(self, sender, to, raw, tls):
        self.sender, self.to, self.raw, self.tls, self.at = sender, to, raw, tls, time.time()
        self.message = email.message_from_bytes(raw, policy=email.policy.default)
        self.id = self.message['Message-ID']
        self.subject = self.message['Subject']

    def text(self):
        return next(p for p in self.message.walk() if p.get_content_type() == 'text/plain').get_content()

    def part(self, kind):
        return [p.get_content() for p in self.message.walk() if p.get_content_type() == kind]


class SmtpHandler(socketserver.StreamRequestHandler):
    timeout = 20

    def say(self, line):
        self.wfile.write((line + '\r\n').encode())
        self.wfile.flush()

    def handle(self):
        try:
            self.talk()
        except (OSError, ssl.SSLError, ValueError):
            pass

    def talk(self):
        sink = self.server.sink
        tls, sender, to = False, '', []
        if sink.down:
            return self.say('421 closed')
        self.say('220 sink')
        while line := self.rfile.readline(4000):
            word = line.strip().decode('latin-1')
            verb = word.split(' ')[0].upper()
            if verb in ('EHLO', 'HELO'):
                self.say('250-sink')
                if sink.cert and not tls:
                    self.say('250-STARTTLS')
                self.say('250 8BITMIME')
            elif verb == 'STARTTLS':
                self.say('220 go on')
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(*sink.cert)
                self.request = context.wrap_socket(self.request, server_side=True)
                self.rfile, self.wfile = self.request.makefile('rb'), self.request.makefile('wb')
                tls = True
            elif verb == 'MAIL':
                sender, to = word, []
                self.say('250 ok')
            elif verb == 'RCPT':
                address = word[word.find('<') + 1:word.rfind('>')]
                if address in sink.refuse:
                    self.say('550 no such person')
                else:
                    to.append(address)
                    self.say('250 ok')
            elif verb == 'DATA':
                self.data(sender, to, tls)
            elif verb in ('RSET', 'NOOP'):
                self.say('250 ok')
            elif verb == 'QUIT':
                return self.say('221 bye')
            else:
                self.say('502 unknown')

    def data(self, sender, to, tls):
        self.say('354 go on')
        lines = []
        while (line := self.rfile.readline(70000)) != b'.\r\n':
            if not line:
                return
            lines.append(line[1:] if line.startswith(b'.') else line)
        sink = self.server.sink
        if sink.down:
            return self.say('451 not now')
        with sink.lock:
            sink.mails.append(Mail(sender, to, b''.join(lines), tls))
        if sink.deaf:  # took it, and the answer is lost
            self.request.shutdown(socket.SHUT_RDWR)
            return
        self.say('250 taken')


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 100

    def handle_error(self, request, client_address):
        pass  # whoever called was killed in the middle


class SmtpSink:
    def __init__(self, cert=None, port=0):
        self.cert, self.mails, self.lock = cert, [], threading.Lock()
        self.down, self.deaf, self.refuse = False, False, set()
        self.server = Server(('127.0.0.1', port), SmtpHandler)
        self.server.sink = self
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={'poll_interval': 0.05}, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class HttpHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def do_POST(self):
        sink = self.server.sink
        body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        status, answer = sink.take(self.path, dict(self.headers), body)
        if sink.hang:  # it took the call, and the answer does not come
            time.sleep(sink.hang)
        answer = json.dumps(answer).encode()
        try:
            self.send_response(status)
            self.send_header('Content-Type', 'application/json')
            self.send_header('Content-Length', str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)
        except OSError:
            pass


class HttpSink:
    def __init__(self):
        self.status, self.hang, self.calls, self.lock = 200, 0, [], threading.Lock()
        self.server = Server(('127.0.0.1', 0), HttpHandler)
        self.server.sink = self
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={'poll_interval': 0.05}, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def take(self, path, headers, body):
        with self.lock:
            self.calls.append((path, headers, body))
        return self.status, {}


class WebhookSink(HttpSink):
    """Takes what is signed rightly, new, and not older than five minutes; knows ids that it has seen."""

    def __init__(self, secret='', now=None):
        super().__init__()
        self.secret, self.now, self.seen, self.faults, self.repeats = secret, now, {}, [], 0

    def take(self, path, headers, body):
        stamp, ident = headers.get('Belfry-Timestamp', ''), headers.get('Idempotency-Key', '')
        want = hmac.new(self.secret.encode(), f'{stamp}.{ident}.'.encode() + body, hashlib.sha256).hexdigest()
        with self.lock:
            self.calls.append((path, headers, body))
            if headers.get('Belfry-Signature') != 'v1=' + want:
                self.faults.append('signature')
                return 401, {}
            if self.now and abs(self.now() - int(stamp)) > 300:
                self.faults.append('old')
                return 401, {}
            if self.status != 200:
                return self.status, {}
            if ident in self.seen:
                self.repeats += 1
            self.seen.setdefault(ident, json.loads(body))
        return 200, {}


def b64url(text):
    return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))


class NotifySink(HttpSink):
    """POST /v2/notifications/email and /sms, with the token and the errors of the documentation."""

    def __init__(self, service, secret, now=time.time):
        super().__init__()
        self.service, self.secret, self.now, self.sent = service, secret, now, []

    def token_fault(self, header):
        try:
            kind, token = header.split(' ')
            head, claims, mac = token.split('.')
            good = hmac.new(self.secret.encode(), f'{head}.{claims}'.encode(), hashlib.sha256).digest()
            c = json.loads(b64url(claims))
            if kind != 'Bearer' or json.loads(b64url(head)) != {'typ': 'JWT', 'alg': 'HS256'} or b64url(mac) != good:
                return 'Invalid token: signature'
            if c['iss'] != self.service:
                return 'Invalid token: service not found'
            if abs(self.now() - c['iat']) > 30:
                return 'Error: Your system clock must be accurate to within 30 seconds'
        except (ValueError, KeyError):
            return 'Invalid token'
        return ''

    def take(self, path, headers, body):
        fault = self.token_fault(headers.get('Authorization', ''))
        if fault:
            return 403, {'status_code': 403, 'errors': [{'error': 'AuthError', 'message': fault}]}
        asked = json.loads(body)
        field = {'/v2/notifications/email': 'email_address', '/v2/notifications/sms': 'phone_number'}.get(path)
        if not field or field not in asked or 'template_id' not in asked:
            return 400, {'status_code': 400, 'errors': [{'error': 'ValidationError', 'message': 'required'}]}
        if self.status != 200:
            return self.status, {'status_code': self.status, 'errors': []}
        with self.lock:
            self.sent.append((path, asked))
        return 201, {'id': '740e5834-3a29-46b4-9a6f-16142fde533a', 'reference': asked.get('reference')}
