#!/usr/bin/env python3
"""check_docs.py [ROOT]: every public function says what it does and how it fails.

  comment   a /** comment stands directly above each function of a public header; one comment may
            cover several declarations that follow each other without a blank line
  error     a function that returns ErrCode has an `error` word
  stats     a function of src/stats has `source` and `test` words, because a figure that nobody can
            trace to a paper and a test is not to be believed (those that give words, and those
            that only open or close, are excused)
  keys      each `source` is a key of docs/sources.bib, each `test` a file that exists
"""
import os
import re

from review import Review, code_only, function_name, line_of, no_directives, top_level

r = Review('docs comment', 'docs error', 'docs stats', 'docs keys')
KEYS = set()
if os.path.exists(os.path.join(r.root, 'docs/sources.bib')):
    KEYS = set(re.findall(r'^@\w+\{([\w:-]+),', r.read('docs/sources.bib'), re.M))


def words_of(comment):
    """The fixed words of a comment, each with its text."""
    words, name = {}, None
    for line in comment.splitlines():
        m = re.match(r'[ \t]*\* ([a-z]+) {2,}(\S.*)', line)
        if m:
            name, words[m[1]] = m[1], m[2]
        elif name and re.match(r'[ \t]*\* {3,}\S', line):
            words[name] += ' ' + line.strip(' \t*/')
        else:
            name = None
    return words


def comment_above(text, start, before):
    """The /** comment that ends just above `start`; `before` is the one of the piece before."""
    gap = re.search(r'/\*(?:(?!\*/).)*\*/[ \t]*\r?\n[ \t]*\Z', text[:start], re.S)
    if gap:
        return gap[0] if gap[0].startswith('/**') else None
    return before if re.search(r';[^\n]*\n[ \t]*\Z', text[:start]) else None


def check_keys(path, line, sources, tests):
    for key in sources:
        if key not in KEYS:
            r.fault('docs keys', path, line, f'source {key} is not in docs/sources.bib')
    for test in tests:
        if not os.path.exists(os.path.join(r.root, test)):
            r.fault('docs keys', path, line, f'test {test} does not exist')


def check_function(path, line, head, name, comment):
    if comment is None:
        r.fault('docs comment', path, line, f'{name} has no /** comment directly above')
        return
    words = words_of(comment)
    if head.startswith('ErrCode') and path != 'src/base/err.h' and 'error' not in words:
        r.fault('docs error', path, line, f'{name} returns ErrCode and has no word "error"')
    excused = name.endswith(('_open', '_close')) or re.match(r'const char \*', head)
    if path.startswith('src/stats/') and not excused:
        for word in ('source', 'test'):
            if word not in words:
                r.fault('docs stats', path, line, f'{name} has no word "{word}"')
    check_keys(path, line, re.findall(r'[\w:-]+', words.get('source', '')),
               re.findall(r'[^\s,;]+', words.get('test', '')))


def check_header(path):
    text = r.read(path)
    code, comment = no_directives(code_only(text)), None
    for start, head, _ in top_level(code):
        comment = comment_above(text, start, comment)
        found = function_name(head)
        if found:
            check_function(path, line_of(text, start), head, found[0], comment)


for header in r.files('src', '.h'):
    if not header.endswith('_priv.h'):
        check_header(header)
for source in r.files('src/detection/methods', '.c'):
    content = r.read(source)
    for m in re.finditer(r'\.source\s*=\s*"([^"]*)"', content):
        check_keys(source, line_of(content, m.start()), re.findall(r'[\w:-]+', m[1]), [])
r.end()
