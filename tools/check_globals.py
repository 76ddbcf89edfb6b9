#!/usr/bin/env python3
"""check_globals.py [ROOT or folder of object files]: no variable outlives an operation.

Hidden state makes the same question give different answers and threads disturb each other.  The
compiler's own symbol table says what is writable; constants that only the loader fills in
(.data.rel.ro) are not.
"""
import os
import re
import shutil
import subprocess

from review import Review, skip

r = Review('globals none')
OURS = re.compile(r'^(__asan|__odr|__ubsan|__sancov|__llvm|__gcov|__sanitizer|\.L|\$|asan\.)')


def objects():
    """Object files made from src and from what the generators made; those of the tests are not."""
    build = os.path.join(r.root, 'build')
    folder = build if os.path.isdir(build) else r.root
    found = []
    for at, _, names in os.walk(folder):
        inside = os.path.relpath(at, folder) + os.sep
        if re.search(r'(^|/)(src|gen)/', inside) and 'tests' not in inside:
            found += [os.path.join(at, n) for n in names if n.endswith('.o')]
    return sorted(found)


found = objects()
if not found:
    skip('globals none', 'there is no build folder with object files')
if not shutil.which('nm'):
    skip('globals none', 'nm is not installed')
for path in found:
    out = subprocess.run(['nm', '--format=sysv', path], capture_output=True, text=True, check=True)
    for line in out.stdout.splitlines():
        cell = [c.strip() for c in line.split('|')]
        if len(cell) == 7 and cell[2] in 'BbDdCGgSs' and cell[2] \
                and not cell[6].startswith(('.data.rel.ro', '.rodata')) and not OURS.match(cell[0]):
            r.fault('globals none', os.path.relpath(path, r.root), 1,
                    f'{cell[0]} is writable data ({cell[6]})')
r.end(f'{len(found)} object files')
