#!/usr/bin/env python3
"""issuer.py FOLDER: a small OpenID Connect issuer for the tests, honest unless told otherwise.

As a program it writes FOLDER/provider.ini for `belfry serve --provider`, prints its address and
serves until it is ended; whoever comes is signed in as "person-1", with a second factor."""
import base64
import collections
import hashlib
import hmac
import http.server
import json
import os
import re
import secrets
import ssl
import subprocess
import sys
import threading
import time
import urllib.parse

CLIENT, SECRET = 'belfry test', 'a secret: with %, + and &'


def openssl(*words, data=None):
    return subprocess.run(['openssl', *words], input=data, check=True, capture_output=True).stdout


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b'=').decode()


class SigningKey:
    def __init__(self, folder, kid, kind='RSA'):
        self.kid, self.kind, self.file = kid, kind, os.path.join(folder, f'{kid}-{secrets.token_hex(4)}.pem')
        how = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'] if kind == 'RSA' else \
            ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']
        openssl('genpkey', *how, '-out', self.file)
        self.public = openssl('pkey', '-in', self.file, '-pubout')
        self.alg = 'RS256' if kind == 'RSA' else 'ES256'

    def jwk(self):
        common = {'kid': self.kid, 'use': 'sig', 'alg': self.alg}
        if self.kind == 'RSA':
            modulus = openssl('rsa', '-in', self.file, '-noout', '-modulus').decode().strip().partition('=')[2]
            return {'kty': 'RSA', 'n': b64(bytes.fromhex(modulus)), 'e': 'AQAB', **common}
        point = openssl('pkey', '-in', self.file, '-pubout', '-outform', 'DER')[-64:]
        return {'kty': 'EC', 'crv': 'P-256', 'x': b64(point[:32]), 'y': b64(point[32:]), **common}

    def sign(self, data):
        der = openssl('dgst', '-sha256', '-sign', self.file, data=data)
        if self.kind == 'RSA':
            return der
        r_n = der[3]  # SEQUENCE of two INTEGERs
        r, s = der[4:4 + r_n], der[6 + r_n:]
        return r.lstrip(b'\0').rjust(32, b'\0') + s.lstrip(b'\0').rjust(32, b'\0')


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def answer(self, status, body=b'', **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace('_', '-'), value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def document(self, what):
        self.answer(200, json.dumps(what).encode(), Content_Type='application/json')

    def misbehave(self, how):
        """What an issuer may do that is none, or a bad one."""
        if how == 'hang':
            self.server.issuer.ended.wait(30)
            self.close_connection = True
        elif how == 'drip':
            self.send_response(200)
            self.send_header('Content-Length', '100000')
            self.end_headers()
            try:
                while not self.server.issuer.ended.wait(0.2):
                    self.wfile.write(b' ')
                    self.wfile.flush()
            except OSError:
                pass
        elif how == 'huge':
            try:
                self.answer(200, b'{"a":"' + b'x' * (10 << 20) + b'"}')
            except OSError:
                pass
        elif how == 'headers':
            try:
                self.send_response(200)
                for i in range(5000):
                    self.send_header(f'X-{i}', 'y' * 50)
                self.end_headers()
            except OSError:
                pass
            self.close_connection = True
        elif how == 'garbage':
            self.answer(200, b'\xff\0 no {{{ json')
        elif how == 'deep':
            self.answer(200, b'{"a":' + b'[' * 60000 + b']' * 60000 + b'}')
        elif how == 'redirect':
            self.answer(302, Location='http://127.0.0.1:1/elsewhere')
        elif how == 'error':
            self.answer(500, b'{}')
        elif how == 'empty':
            self.document({})

    def route(self, path):
        issuer = self.server.issuer
        issuer.seen[path] += 1
        how = issuer.faults.get(path)
        if how:
            self.misbehave(how)
        return not how

    def do_GET(self):
        issuer = self.server.issuer
        path, _, query = self.path.partition('?')
        if not self.route(path):
            return
        if path == '/.well-known/openid-configuration':
            self.document({**issuer.document(), **issuer.published})
        elif path == '/jwks':
            self.document({'keys': [k.jwk() for k in issuer.keys]})
        elif path == '/authorize':
            self.answer(302, Location=issuer.authorize(dict(urllib.parse.parse_qsl(query))))
        else:
            self.answer(404)

    def do_POST(self):
        issuer = self.server.issuer
        body = self.rfile.read(int(self.headers['Content-Length'])).decode()
        if not self.route(self.path):
            return
        status, what = issuer.token(dict(urllib.parse.parse_qsl(body)), self.headers.get('Authorization', ''))
        self.answer(status, json.dumps(what).encode(), Content_Type='application/json')


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 100

    def handle_error(self, request, client_address):
        pass  # a client that goes away is what some tests want


class Issuer:
    def __init__(self, folder, certificate=None, port=0):
        self.folder = folder
        self.keys = [SigningKey(folder, 'k1'), SigningKey(folder, 'k2', 'EC')]
        self.signer = self.keys[0]
        self.person, self.claims, self.header = 'person-1', {'amr': ['pwd', 'mfa']}, {}
        self.published, self.faults, self.extra = {}, {}, {}
        self.bend = lambda token: token
        self.codes, self.seen, self.asked, self.reuse = {}, collections.Counter(), {}, False
        self.ended = threading.Event()
        self.server = Server(('127.0.0.1', port), Handler)
        self.server.issuer = self
        self.port = self.server.server_address[1]
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.address = f'{"https" if certificate else "http"}://127.0.0.1:{self.port}'
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def end(self):
        self.ended.set()
        self.server.shutdown()
        self.server.server_close()

    def document(self):
        return {'issuer': self.address, 'authorization_endpoint': f'{self.address}/authorize',
                'token_endpoint': f'{self.address}/token', 'jwks_uri': f'{self.address}/jwks',
                'response_types_supported': ['code'], 'subject_types_supported': ['pairwise'],
                'id_token_signing_alg_values_supported': ['RS256', 'ES256']}

    def authorize(self, asked):
        """The person signs in here, and the browser is sent back with a code."""
        self.asked = asked
        wrong = [k for k, want in (('response_type', 'code'), ('scope', 'openid'), ('client_id', CLIENT),
                                   ('code_challenge_method', 'S256')) if asked.get(k) != want]
        wrong += [k for k in ('state', 'nonce', 'code_challenge') if len(asked.get(k, '')) < 43]
        if not re.fullmatch(r'http://127\.0\.0\.1:\d+/sign-in/identity/back', asked.get('redirect_uri', '')):
            wrong.append('redirect_uri')
        if wrong:
            return f'{self.address}/wrong?' + ','.join(wrong)
        code = secrets.token_urlsafe(20)
        self.codes[code] = asked
        back = {'code': code, 'state': asked['state'], 'iss': self.address, **self.extra}
        return asked['redirect_uri'] + '?' + urllib.parse.urlencode({k: v for k, v in back.items() if v is not None})

    def token(self, form, authorization):
        quoted = [urllib.parse.quote(x, safe='') for x in (CLIENT, SECRET)]
        basic = 'Basic ' + base64.b64encode(':'.join(quoted).encode()).decode()
        posted = (form.get('client_id'), form.get('client_secret')) == (CLIENT, SECRET)
        by_post = self.published.get('token_endpoint_auth_methods_supported') == ['client_secret_post']
        if not (posted and not authorization if by_post else authorization == basic):
            return 401, {'error': 'invalid_client'}
        asked = self.codes.get(form.get('code')) if self.reuse else self.codes.pop(form.get('code'), None)
        if not asked or form.get('grant_type') != 'authorization_code' or \
                form.get('redirect_uri') != asked['redirect_uri'] or \
                b64(hashlib.sha256(form.get('code_verifier', '').encode()).digest()) != asked['code_challenge']:
            return 400, {'error': 'invalid_grant'}
        return 200, {'access_token': 'x', 'token_type': 'Bearer', 'id_token': self.id_token(asked['nonce'])}

    def id_token(self, nonce):
        now = int(time.time())
        claims = {'iss': self.address, 'aud': CLIENT, 'sub': self.person, 'nonce': nonce, 'iat': now,
                  'exp': now + 300, **self.claims}
        header = {'alg': self.signer.alg, 'kid': self.signer.kid, 'typ': 'JWT', **self.header}
        both = '.'.join(b64(json.dumps({k: v for k, v in x.items() if v is not None}).encode())
                        for x in (header, claims))
        if header['alg'] == 'none':
            signature = b''
        elif header['alg'] == 'HS256':
            signature = hmac.new(self.signer.public, both.encode(), hashlib.sha256).digest()
        else:
            signature = self.signer.sign(both.encode())
        return self.bend(f'{both}.{b64(signature)}')

    def settings(self, file='provider.ini', mode=0o600, **more):
        """The file for belfry serve --provider."""
        secret = os.path.join(self.folder, 'client.secret')
        with open(secret, 'w', encoding='utf-8') as f:
            f.write(SECRET + '\n')
        os.chmod(secret, mode)
        path = os.path.join(self.folder, file)
        lines = {'name': 'Hackney Council', 'issuer': self.address, 'client_id': CLIENT,
                 'client_secret_file': secret, **more}
        with open(path, 'w', encoding='utf-8') as f:
            f.write('[provider]\n' + ''.join(f'{k} = {v}\n' for k, v in lines.items() if v is not None))
        return path


if __name__ == '__main__':
    it = Issuer(sys.argv[1])
    it.settings()
    print(it.address, flush=True)
    threading.Event().wait()
