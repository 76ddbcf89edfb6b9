#!/usr/bin/env python3
"""check_banned.py [ROOT]: calls that have no place in src.

  unsafe    functions that overrun memory, hide errors, share hidden state or run a shell
  exit      only main ends the process: everything else returns its error
  pure      stats and detection/methods get numbers and give numbers: nothing printed, read, timed
            or drawn, no memory but the caller's; so they can be replayed to the last digit
  print     only the command line prints: libraries return text
"""
import re

from review import Review, code_only, line_of

UNSAFE = set('strcpy strcat sprintf vsprintf strtok gets atoi atof localtime gmtime rand system '
             'alloca'.split())
EXIT = {'exit', '_exit', '_Exit', 'quick_exit'}
PRINT = set('printf vprintf fprintf vfprintf puts fputs putchar putc fputc perror'.split())
IMPURE = PRINT | set('fopen open read write malloc calloc realloc free time clock clock_gettime '
                     'random srandom srand rand_r getenv'.split())
r = Review('banned unsafe', 'banned exit', 'banned pure', 'banned print')

for path in r.files('src', '.c', '.h', '.def'):
    code = code_only(r.read(path))
    pure = path.startswith(('src/stats/', 'src/detection/methods/'))
    for m in re.finditer(r'(?<![\w.])(?<!->)(\w+)\s*\(', code):
        name, line = m[1], line_of(code, m.start())
        if name in UNSAFE:
            r.fault('banned unsafe', path, line, f'{name} is banned')
        if name in EXIT and path != 'src/cli/main.c':
            r.fault('banned exit', path, line, f'{name} outside src/cli/main.c')
        if pure and name in IMPURE:
            r.fault('banned pure', path, line, f'{name} in a pure room')
        elif name in PRINT and not path.startswith('src/cli/'):
            r.fault('banned print', path, line, f'{name} outside src/cli')
r.end()
