#!/usr/bin/env python3
"""check_format.py [ROOT]: one layout, so that a change shows only what it changes.

  clang  C of src and tests is as clang-format 14 writes it with the repository's .clang-format
  text   no tab, no blank at the end of a line, no CRLF, a newline at the end of the file; what
         tests/cli holds is what the program prints, to the last blank, and is left alone
"""
import os
import re
import shutil
import subprocess

from review import TEXT_ENDINGS, Review, line_of

r = Review('format clang', 'format text')
BAD = ((r'\t', 'a tab'), (r'\r', 'a carriage return'), (r' +$', 'blanks at the end of the line'))


def formatter():
    """clang-format of version 14, or None: other versions break lines elsewhere."""
    for name in ('clang-format-14', 'clang-format'):
        path = shutil.which(name)
        if path and ' version 14.' in subprocess.run([path, '--version'], capture_output=True,
                                                     text=True).stdout:
            return path
    return None


def check_clang(tool):
    files = [p for folder in ('src', 'tests') for p in r.files(folder, '.c', '.h')]
    if not files:
        return
    done = subprocess.run([tool, '--style=file', '--dry-run', '-Werror', *files], cwd=r.root,
                          capture_output=True, text=True)
    places = {}
    for m in re.finditer(r'^(\S+?):(\d+):\d+: (?:error|warning):', done.stderr, re.M):
        places.setdefault(m[1], []).append(int(m[2]))
    for path, lines in sorted(places.items()):
        r.fault('format clang', path, lines[0], f'{len(lines)} places differ; run clang-format -i')
    if done.returncode and not places:
        r.fault('format clang', '.clang-format', 1, done.stderr.strip().splitlines()[0])


def check_text(path):
    text = r.read(path)
    for pattern, what in BAD:
        for m in re.finditer(pattern, text, re.M):
            r.fault('format text', path, line_of(text, m.start()), what)
    if text and not text.endswith('\n'):
        r.fault('format text', path, line_of(text, len(text)), 'no newline at the end')


clang = formatter()
if clang and os.path.exists(os.path.join(r.root, '.clang-format')):
    check_clang(clang)
else:
    del r.faults['format clang']
    print('ok format clang # SKIP clang-format 14 or .clang-format is not here')
for folder in ('src', 'tests', 'tools', 'docs'):
    for text_file in r.files(folder, *TEXT_ENDINGS):
        if not re.match(r'tests/cli/\w+\.txt$', text_file):
            check_text(text_file)
for text_file in r.files('data', '.ini'):
    check_text(text_file)
r.end()
