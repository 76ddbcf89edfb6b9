#!/usr/bin/env python3
"""check_headers.py [ROOT] [-I GEN]: a header can be understood by itself.

  compile   each header of src compiles alone, so that the order of includes never matters
  guard     its include guard is its path, as ROOM_FILE_H, so that no two ever clash
Headers made from .sql files are taken from build/gen, or made in a scratch folder.
"""
import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile

from review import Review

parser = argparse.ArgumentParser()
parser.add_argument('root', nargs='?')
parser.add_argument('-I', dest='gen')
args = parser.parse_args()
r = Review('headers compile', 'headers guard', root=args.root or
           os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def made_headers(scratch):
    """The folder that holds the generated headers."""
    gen = os.path.join(r.root, args.gen or 'build/gen')
    queries = [os.path.join(r.root, p) for p in r.files('src', '.sql') if '/migrations/' not in p]
    if not os.path.isdir(gen) and queries:
        gen_sql = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'gen_sql.py')
        subprocess.run([sys.executable, gen_sql, scratch, *queries], check=True)
        return scratch
    return gen


def check_compile(path, gen):
    command = [*shlex.split(os.environ.get('CC', 'gcc')), '-std=c17', '-D_POSIX_C_SOURCE=200809L',
               '-DMATHLIB_STANDALONE', '-Wall', '-Wno-unused-function', '-fsyntax-only', '-Isrc',
               '-I', gen, '-include', path, '-x', 'c', os.devnull]
    done = subprocess.run(command, cwd=r.root, capture_output=True, text=True)
    if done.returncode:
        m = re.search(r'^(\S+?):(\d+):(?:\d+:)? (?:fatal )?error: (.*)$', done.stderr, re.M)
        where = (m[1], m[2], m[3]) if m else (path, 1, done.stderr.strip().splitlines()[-1])
        r.fault('headers compile', path, 1, f'does not compile alone: {where[0]}:{where[1]}: {where[2]}')


def check_guard(path):
    guard = re.sub(r'\W', '_', path[len('src/'):]).upper()
    text = r.read(path)
    m = re.search(r'^#ifndef (\w+)\r?\n#define (\w+)\r?\n', text, re.M)
    if not m or m[1] != guard or m[2] != guard or not text.rstrip().endswith('#endif'):
        r.fault('headers guard', path, 1, f'the include guard must be {guard}')


with tempfile.TemporaryDirectory() as folder:
    made = made_headers(folder)
    for header in r.files('src', '.h'):
        check_compile(header, made)
        check_guard(header)
r.end()
