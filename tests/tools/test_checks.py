#!/usr/bin/env python3
"""test_checks.py: each check of tools/ finds the fault it is there for, and passes clean work.

Every case is a tiny tree of files.  A clean case must pass every rule; a faulty one must fail
exactly the rule it names, at the line it names.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOOLS = os.path.join(ROOT, 'tools')
LAYERS = open(os.path.join(TOOLS, 'layers.txt'), encoding='utf-8').read()
MIGRATION = ('-- owner: places\nCREATE TABLE place (\n  id @key@\n)@strict@;\n'
             'CREATE TABLE place_alias (\n  id @key@\n)@strict@;\n')
SERIES = '-- owner: observations\nCREATE TABLE series (\n  id @key@\n)@strict@;\n'
BIB = '@article{known1999,\n  title = {T}\n}\n'


def doc(*words):
    return '/**\n * What it does.\n *\n' + ''.join(f' * {w}\n' for w in words) + ' */\n'


def function(body, parameters='void'):
    return f'int f({parameters})\n{{\n{body}}}\n'


def header(guard, text=''):
    return f'#ifndef {guard}\n#define {guard}\n{text}\n#endif\n'


def query(owner, text):
    return {'tools/layers.txt': LAYERS, 'src/store/migrations/0001_p.sql': MIGRATION,
            'src/store/migrations/0002_s.sql': SERIES, f'src/{owner}/q.sql': text}


def layered(path, text, **more):
    return {'tools/layers.txt': more.get('layers', LAYERS), path: text}


# (script, rule that fails or None, file:line of the fault, tree)
CASES = [
    ('layers', None, '', layered('src/access/a.c', '#include "store/op.h"\n#include <sodium.h>\n')),
    ('layers', None, '', layered('src/stats/a.c', '/*\n#include "cli/table.h"\n*/\n')),
    ('layers', 'includes', 'src/base/a.c:2', layered('src/base/a.c', '\n#include "stats/b.h"\n')),
    ('layers', 'includes', 'src/attic/a.c:1', layered('src/attic/a.c', '\n')),
    ('layers', 'includes', 'src/base/a.c:1', layered('src/base/a.c', '#include "str.h"\n')),
    ('layers', None, '', layered('src/detection/methods/a.c', '#include "detection/method.h"\n')),
    ('layers', 'includes', 'src/detection/methods/a.c:1',
     layered('src/detection/methods/a.c', '#include "detection/proposal.h"\n')),
    ('layers', 'private', 'src/cli/a.c:1', layered('src/cli/a.c', '#include "stats/b_priv.h"\n')),
    ('layers', 'drivers', 'src/store/op.c:1', layered('src/store/op.c', '#include <sqlite3.h>\n')),
    ('layers', None, '', layered('src/store/db_sqlite.c', '#include <sqlite3.h>\n')),
    ('layers', 'drivers', 'src/base/a.c:1', layered('src/base/a.c', '# include <sodium.h>\n')),
    ('layers', None, '', layered('src/access/fetch.c', '#include <curl/curl.h>\n')),
    ('layers', 'drivers', 'src/access/oidc.c:1', layered('src/access/oidc.c', '#include <curl/curl.h>\n')),
    ('layers', 'drivers', 'src/web/a.c:1', layered('src/web/a.c', '#include <cjose/jws.h>\n')),
    ('layers', 'cycles', 'src/base/a.h:1', {**layered('src/base/a.h', '#include "base/b.h"\n'),
                                            'src/base/b.h': '#include "base/a.h"\n'}),
    ('layers', 'cycles', 'tools/layers.txt:1', layered('src/base/a.c', '', layers='base: stats\nstats: base\n')),
    ('layers', None, '', query('places', "-- owner: places\n--: a()\nUPDATE place SET x = 'FROM series';\n"
                                         'INSERT INTO place_alias (id) VALUES (1)\n'
                                         'ON CONFLICT (id) DO UPDATE SET id = 1;\n')),
    ('layers', 'tables', 'src/places/q.sql:1', query('places', '-- owner: store\n')),
    ('layers', 'tables', 'src/observations/q.sql:4',
     query('observations', '-- owner: observations\n-- reads: place\n--: a()\nDELETE FROM place;\n')),
    ('layers', 'tables', 'src/observations/q.sql:3',
     query('observations', '-- owner: observations\n--: a()\nSELECT 1 FROM series s, place p;\n')),
    ('layers', None, '', query('observations', '-- owner: observations\n-- reads: place\n--: a()\n'
                               'WITH old AS (SELECT id FROM place) SELECT 1 FROM old, series\n'
                               'WHERE a IS NOT DISTINCT FROM b;\n')),
    ('layers', 'tables', 'src/places/q.sql:1', query('places', '-- owner: places\n-- reads: series\n')),
    ('banned', None, '', {'src/base/a.c': '/* strcpy(a, b) */\nint x = f("rand()", p->time(1), s.exit(2));\n'
                                          'int y = my_system(1), z = snprintf(a, b);\n'}),
    ('banned', 'unsafe', 'src/cli/a.c:2', {'src/cli/a.c': '\nint x = atoi (s);\n'}),
    ('banned', 'exit', 'src/cli/a.c:1', {'src/cli/a.c': 'void f(void) { exit(1); }\n'}),
    ('banned', None, '', {'src/cli/main.c': 'void f(void) { printf("x"); exit(1); }\n'}),
    ('banned', 'pure', 'src/stats/a.c:1', {'src/stats/a.c': 'void f(void) { free(p); }\n'}),
    ('banned', None, '', {'src/base/a.c': 'void f(void) { free(p); }\n'}),
    ('banned', 'pure', 'src/detection/methods/a.c:3',
     {'src/detection/methods/a.c': '/* a\n */ char c = \'"\';\nint x = time(NULL);\n'}),
    ('banned', 'print', 'src/store/a.c:1', {'src/store/a.c': 'void f(void) { fprintf(stderr, "x"); }\n'}),
    ('headers', None, '', {'src/base/a.h': header('BASE_A_H', '#include <stddef.h>\nsize_t f(void);')}),
    ('headers', 'compile', 'src/base/a.h:1', {'src/base/a.h': header('BASE_A_H', 'size_t f(void);')}),
    ('headers', 'guard', 'src/base/a.h:1', {'src/base/a.h': header('A_H', 'int f(void);')}),
    ('docs', None, '', {'src/base/a.h': '/** Two of a kind. */\nint f(void);\nint g(int x,\n      int y);\n'
                                        'typedef int Fn(int);\nstruct S { int (*f)(int); };\n'}),
    ('docs', 'comment', 'src/base/a.h:4', {'src/base/a.h': '/** One. */\nint f(void);\n\nint g(void);\n'}),
    ('docs', 'comment', 'src/base/a.h:2', {'src/base/a.h': '/* Not for the public. */\nint f(void);\n'}),
    ('docs', 'comment', 'src/base/a.h:1', {'src/base/a.h': 'static inline int f(void)\n{\n    return 1;\n}\n'}),
    ('docs', None, '', {'src/base/a_priv.h': 'int f(void);\n'}),
    ('docs', None, '', {'src/base/a.h': doc('error   ERR_INPUT  so') + 'ErrCode f(void);\n'}),
    ('docs', 'error', 'src/base/a.h:6', {'src/base/a.h': doc('own     it, no error') + 'ErrCode f(void);\n'}),
    ('docs', None, '', {'src/stats/a.h': doc('source  known1999', 'test    src/stats/a.h') + 'int f(void);\n',
                        'docs/sources.bib': BIB}),
    ('docs', 'stats', 'src/stats/a.h:6', {'src/stats/a.h': doc('source  known1999') + 'int f(void);\n',
                                          'docs/sources.bib': BIB}),
    ('docs', 'keys', 'src/places/a.h:6', {'src/places/a.h': doc('source  other2001') + 'int f(void);\n',
                                          'docs/sources.bib': BIB}),
    ('docs', 'keys', 'src/places/a.h:6', {'src/places/a.h': doc('test    tests/no.c') + 'int f(void);\n'}),
    ('docs', 'keys', 'src/detection/methods/a.c:1', {'src/detection/methods/a.c': '.source = "no1",\n'}),
    ('functions', None, '', {'src/base/a.c': function('    x;\n' * 57, 'int a, int b, int c, int d, '
                                                      'int (*e)(int, int), int f')}),
    ('functions', 'length', 'src/base/a.c:1', {'src/base/a.c': function('    x;\n' * 58)}),
    ('functions', 'parameters', 'src/base/a.c:1',
     {'src/base/a.c': function('', 'int a, int b, int c, int d, int e, int f, int g')}),
    ('functions', None, '', {'src/base/a.c': function(
        'if (a)\nfor (;;) {\nwhile (b)\nif (c) d(\nlong_name);\n}\nelse if (e)\nx;\nelse if (g)\ny;\n')}),
    ('functions', 'nesting', 'src/base/a.c:7',
     {'src/base/a.c': function('if (a)\nfor (;;) {\nwhile (b)\nif (c)\nx = (T){ 1 };\n}\n')}),
    ('functions', 'nesting', 'src/base/a.c:8',
     {'src/base/a.c': function('switch (a) {\ncase 1:\ndo {\nif (b) { for (;;) {\ny;\nx;\n}}\n} while (1);\n}\n')
      .replace('y;\n', '\n')}),
    ('functions', 'files', 'src/base/a.c:500', {'src/base/a.c': '\n' * 500}),
    ('functions', None, '', {'src/base/a.c': '\n' * 499}),
    ('format', None, '', {'src/a.c': 'int x;\n', 'tests/cli/a.txt': 'printed \n'}),
    ('format', 'clang', 'src/a.c:1', {'src/a.c': 'int   x;\n'}),
    ('format', 'text', 'tools/a.py:2', {'tools/a.py': '\nx = 1 \n'}),
    ('format', 'text', 'docs/a.md:1', {'docs/a.md': 'a\tb\n'}),
    ('format', 'text', 'data/a.ini:1', {'data/a.ini': 'a = 1\r\n'}),
    ('format', 'text', 'src/a.sql:2', {'src/a.sql': '\n-- end'}),
    ('words', None, '', {'src/a.c': '/* todo: a Spanish word; homework/works */\n', 'docs/a.md': 'TO' 'DO\n'}),
    ('words', 'unfinished', 'src/a.c:1', {'src/a.c': '/* TO' 'DO */\n'}),
    ('words', 'unfinished', 'tests/a.py:2', {'tests/a.py': '\nst' 'ub()\n'}),
    ('words', 'places', 'docs/a.md:1', {'docs/a.md': 'see /wo' 'rk/x\n'}),
    ('words', 'places', 'src/a.h:1', {'src/a.h': '/* Hel' 'per */\n'}),
]
GLOBALS = [
    (None, 'int f(void);\nint f(void) { return 1; }\nextern const int k;\nconst int k = 1;\n'
           'static const char *const words[] = { "a" };\nconst char *const *g(void);\n'
           'const char *const *g(void) { return words; }\n'),
    ('none', 'int counter;\n'),
    ('none', 'int f(void);\nint f(void) { static int n = 1; return n++; }\n'),
    ('none', 'const char *name = "a";\n'),
    ('none', 'int f(void);\nstatic _Thread_local int n;\nint f(void) { return n++; }\n'),
]


def run(script, root):
    done = subprocess.run([sys.executable, os.path.join(TOOLS, f'check_{script}.py'), root],
                          capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def fill(root, tree):
    for path, text in tree.items():
        os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
        with open(os.path.join(root, path), 'w', encoding='utf-8', newline='') as f:
            f.write(text)


def fault_in_answer(script, rule, where, answer):
    """What is wrong with the script's answer; None when it is the one that was wanted."""
    status, out, err = answer
    failed = re.findall(rf'^not ok {script} (\w+)', out, re.M)
    places = re.findall(r'^# (\S+?:\d+): ', out, re.M)
    if err or status != (1 if rule else 0):
        return f'status {status}: {err.strip()[-200:]} {out}'
    if failed != ([rule] if rule else []):
        return f'failed {failed}: {out}'
    if rule and where and places != [where]:
        return f'found at {places}: {out}'
    return None


def case(script, rule, where, prepare):
    with tempfile.TemporaryDirectory() as root:
        prepare(root)
        return fault_in_answer(script, rule, where, run(script, root))


def compiled(text):
    def prepare(root):
        fill(root, {'a.c': text})
        os.makedirs(f'{root}/build/core.dir/src')
        subprocess.run(['gcc', '-std=c17', '-fPIC', '-c', f'{root}/a.c', '-o',
                        f'{root}/build/core.dir/src/a.c.o'], check=True)
    return prepare


def treed(tree):
    def prepare(root):
        fill(root, tree)
        shutil.copy(os.path.join(ROOT, '.clang-format'), root)
    return prepare


def main():
    cases = [(s, rule, where, treed(tree)) for s, rule, where, tree in CASES]
    cases += [('globals', rule, 'build/core.dir/src/a.c.o:1' if rule else '', compiled(text))
              for rule, text in GLOBALS]
    bad = 0
    for n, (script, rule, where, prepare) in enumerate(cases, 1):
        name = f'checks {n} {script} {"finds " + rule if rule else "passes clean work"}'
        if rule == 'clang' and not shutil.which('clang-format-14'):
            print(f'ok {name} # SKIP clang-format-14 is not installed')
            continue
        wrong = case(script, rule, where, prepare)
        bad += wrong is not None
        print(f'{"not ok" if wrong else "ok"} {name}')
        if wrong:
            print('# ' + wrong.strip().replace('\n', '\n# '))
    sys.exit(1 if bad else 0)


main()
