#!/usr/bin/env python3
"""check_words.py [ROOT]: nothing unfinished, and nothing that only one machine understands.

  unfinished  no mark of work left over in src, tools and tests: what is missing is an issue
  places      no path of one person's machine, and nothing about how the text was made, anywhere
"""
import os
import re
import subprocess

from review import TEXT_ENDINGS, Review, line_of

r = Review('words unfinished', 'words places')
# Spelt so that this file does not find itself.
UNFINISHED = re.compile(r'\b(?:[T]ODO|[F]IXME|[X]XX)\b|\b(?i:not [i]mplemented|[s]tubs?)\b')
PLACES = re.compile(r'(?<![\w.])/[w]ork/|/tmp/[b]-|\b(?i:[h]elpers?)\b')


def tracked():
    """What git tracks or would track; every text file where there is no git."""
    if os.path.exists(os.path.join(r.root, '.git')):
        out = subprocess.run(['git', 'ls-files', '-z', '-co', '--exclude-standard'], cwd=r.root,
                             capture_output=True, text=True, check=True).stdout
        return sorted({p for p in out.split('\0') if p and os.path.isfile(os.path.join(r.root, p))})
    return r.files('.', *TEXT_ENDINGS)


def check(rule, pattern, path, text):
    for m in pattern.finditer(text):
        r.fault(rule, path, line_of(text, m.start()), f'"{m[0]}"')


for name in map(os.path.normpath, tracked()):
    with open(os.path.join(r.root, name), 'rb') as f:
        content = f.read()
    if b'\0' in content[:8000]:
        continue
    content = content.decode('utf-8', errors='replace')
    if name.startswith(('src/', 'tools/', 'tests/')):
        check('words unfinished', UNFINISHED, name, content)
    check('words places', PLACES, name, content)
r.end()
