#!/usr/bin/env python3
"""run.py BELFRY [FILE...]: runs the command-line cases in tests/cli/*.txt and prints TAP.

A case file is a little conversation in a folder of its own:

    # both                     run the file once on SQLite and once on PostgreSQL
    @ name.csv                 write a file: the following lines that begin with "| "
    | a,b
    $ belfry places resolve X  the command (a shell line); expectations follow
    > exact line of output     several make a block that must appear in this order
    ~ regular expression       some line of the output matches
    - regular expression       no line of output or error matches
    ! regular expression       some line of standard error matches
    = 2                        exit status (0 when not said)

`ROOT` in a command is the project's folder, `SHARED` the optional folder of outside results; a
case that needs SHARED is skipped when it is not there."""
import glob
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('BELFRY_SHARED') or os.path.join(os.path.dirname(ROOT), 'shared')
number = 0
failures = 0


class Case:
    def __init__(self, line, at):
        self.command, self.at = line, at
        self.files, self.lines, self.match, self.never, self.error = [], [], [], [], []
        self.status = 0


def read(path):
    cases, files, both, case = [], [], False, None
    for at, line in enumerate(open(path, encoding='utf-8').read().split('\n'), 1):
        mark, rest = line[:1], line[2:]
        if line.startswith('# both'):
            both = True
        elif mark == '@':
            files.append([rest, []])
        elif mark == '|':
            files[-1][1].append(rest)
        elif mark == '$':
            case = Case(rest, at)
            case.files, files = files, []
            cases.append(case)
        elif mark in '>~-!=' and mark and case is not None:
            {'>': case.lines, '~': case.match, '-': case.never, '!': case.error,
             '=': []}[mark].append(rest)
            if mark == '=':
                case.status = int(rest)
        elif line and mark != '#':
            sys.exit(f'{path}:{at}: not a case line')
    return both, cases


def problems(case, done):
    out, err = done.stdout.split('\n'), done.stderr.split('\n')
    if done.returncode != case.status:
        yield f'exit status {done.returncode}, expected {case.status}'
    at = 0
    for line in case.lines:
        if line not in out[at:]:
            yield f'no line "{line}"'
            break
        at = out.index(line, at) + 1
    for pattern in case.match:
        if not any(re.search(pattern, l) for l in out):
            yield f'no line of output matches {pattern}'
    for pattern in case.never:
        if any(re.search(pattern, l) for l in out + err):
            yield f'a line matches {pattern}'
    for pattern in case.error:
        if not any(re.search(pattern, l) for l in err):
            yield f'no line of standard error matches {pattern}'
    if case.status and len([l for l in err if l.startswith('belfry: ')]) < 1:
        yield 'a failure without a line that begins "belfry: "'
    if 'Sanitizer' in done.stderr or 'runtime error' in done.stderr:
        yield 'a sanitizer complained'


def report(name, faults, done):
    global number, failures
    number += 1
    if not faults:
        print(f'ok {number} - {name}')
        return
    failures += 1
    print(f'not ok {number} - {name}')
    for fault in faults:
        print(f'# {fault}')
    for line in (done.stdout + done.stderr).split('\n')[:40]:
        print(f'#   {line[:200]}')


def run_case(case, name, folder, env):
    global number
    for file, lines in case.files:
        with open(os.path.join(folder, file), 'wb') as f:
            text = '\n'.join(lines) + '\n'
            f.write(re.sub(r'\\x([0-9a-f]{2})', lambda m: chr(int(m[1], 16)), text)
                    .encode('latin-1', 'ignore') if '\\x' in text else text.encode())
    if 'SHARED' in case.command and not os.path.isdir(SHARED):
        number += 1
        print(f'ok {number} # SKIP {name}: the optional folder of outside results is not there')
        return
    command = case.command.replace('ROOT', ROOT).replace('SHARED', SHARED)
    done = subprocess.run(['sh', '-c', command], cwd=folder, env=env, capture_output=True,
                          text=True, errors='replace', timeout=300, check=False)
    report(name, list(problems(case, done)), done)


def run_file(path, belfry, database):
    stem = os.path.splitext(os.path.basename(path))[0]
    _, cases = read(path)
    with tempfile.TemporaryDirectory(prefix='belfry-cli-') as folder:
        os.symlink(os.path.abspath(belfry), os.path.join(folder, 'belfry'))
        env = dict(os.environ, PATH=folder + ':' + os.environ['PATH'], BELFRY_NOW='1795478400',
                   LC_ALL='C.UTF-8')
        env['BELFRY_DATABASE'] = database or os.path.join(folder, 'test.db')
        kind = 'postgresql' if database else 'sqlite'
        for case in cases:
            run_case(case, f'{stem}:{case.at} ({kind}) {case.command[:90]}', folder, env)


def with_schema(server, path, belfry):
    name = 'cli_' + re.sub(r'\W', '_', os.path.basename(path))
    words = dict(p.split('=', 1) for p in server.split())
    psql = ['psql', '-qX', '-h', words['host'], '-U', words['user'], words['dbname'], '-c']
    subprocess.run(psql + [f'CREATE SCHEMA {name}'], check=True, env=dict(os.environ, PGOPTIONS='--client-min-messages=warning'))
    run_file(path, belfry, f"postgresql:{server} options='-c search_path={name}'")
    subprocess.run(psql + [f'DROP SCHEMA {name} CASCADE'], check=True, stdout=subprocess.DEVNULL,
                   env=dict(os.environ, PGOPTIONS='--client-min-messages=warning'))


def main():
    belfry = sys.argv[1]
    here = os.path.dirname(os.path.abspath(__file__))
    server = os.environ.get('BELFRY_TEST_POSTGRES')
    for path in sys.argv[2:] or sorted(glob.glob(os.path.join(here, '*.txt'))):
        both, _ = read(path)
        run_file(path, belfry, None)
        if both and server:
            with_schema(server, path, belfry)
    print(f'1..{number}')
    sys.exit(1 if failures else 0)


main()
