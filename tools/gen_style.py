#!/usr/bin/env python3
"""gen_style.py OUT.css FRONTEND SITE.css : the site's one style sheet.

Takes govuk-frontend's (Design System) and ours after it.  What belongs to GOV.UK alone is left out:
the typeface GDS Transport, the crest and the crown, the GOV.UK header; so are components that no
page of ours uses.  Stops when any trace of them stays, or any address outside the sheet."""
import json
import os
import re
import sys

UNUSED = ('accordion', 'tabs', 'file-upload', 'language-navigation', 'header', 'exit-this-page',
          'cookie-banner', 'feedback', 'task-list', 'summary-card', 'date-input', 'character-count',
          'password-input', 'logo-dot', 'frontend-supported')
DROP = re.compile(r'\.(?:govuk|js)-(?:%s)(?![a-z])|crown|crest' % '|'.join(UNUSED))
FONT = '"GDS Transport"'


def blocks(text):
    """(selector, body) of each top-level rule of a minified sheet."""
    at = 0
    while at < len(text):
        open_at = text.find('{', at)
        if open_at < 0:
            break
        depth, i = 1, open_at + 1
        while depth:
            depth += {'{': 1, '}': -1}.get(text[i], 0)
            i += 1
        yield text[at:open_at], text[open_at + 1:i - 1]
        at = i


def kept(text):
    out = []
    for selector, body in blocks(text):
        selector = selector.strip()
        if selector.startswith('@font-face'):
            continue
        if selector.startswith(('@media', '@supports')):
            body = kept(body)
        else:
            alive = [s for s in selector.split(',') if not DROP.search(s)] \
                if '(' not in selector else ([] if DROP.search(selector) else [selector])
            selector = ','.join(alive)
            body = ';'.join(d for d in body.split(';') if 'url(' not in d)
        if selector and body:
            out.append(f'{selector}{{{body}}}')
    return ''.join(out)


def main():
    out, frontend, ours = sys.argv[1:]
    folder = os.path.join(frontend, 'node_modules', 'govuk-frontend')
    path = os.path.join(folder, 'dist', 'govuk', 'govuk-frontend.min.css')
    if not os.path.exists(path):
        sys.exit(f'{path} is missing: run ./run --build, or npm ci --ignore-scripts in frontend/')
    with open(os.path.join(folder, 'package.json'), encoding='utf-8') as f:
        version = json.load(f)['version']
    with open(path, encoding='utf-8') as f:
        text = re.sub(r'/\*.*?\*/', '', f.read(), flags=re.S)
    text = re.sub(r'@charset[^;]*;', '', text)
    text = re.sub(r'"?GDS Transport"?,\s*arial', 'Arial,"Liberation Sans",Helvetica', kept(text))
    with open(ours, encoding='utf-8') as f:
        text += re.sub(r'\s*\n\s*', '\n', re.sub(r'/\*.*?\*/', '', f.read(), flags=re.S)).strip() + '\n'
    trace = re.search(r'GDS|crest|crown|url\(|@import', text, re.I)
    if trace:
        sys.exit(f'the style sheet still has "{text[max(0, trace.start() - 60):trace.end() + 40]}"')
    with open(out, 'w', encoding='utf-8') as f:
        f.write(f'/* govuk-frontend {version}, MIT licence, Copyright (c) 2017 Crown Copyright '
                '(Government Digital Service), without its typeface and emblems; and Belfry, '
                'GPL-3.0-or-later. */\n' + text)


main()
