#!/usr/bin/env python3
"""check_generated.py BELFRY [--write]: docs/generated is what the program prints today."""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OUT = os.path.join(ROOT, 'docs', 'generated')


def schema():
    """The migrations as one page: a table for each table, a row for each column."""
    lines = ['# Schema', '', 'Made from src/store/migrations; do not edit.']
    folder = os.path.join(ROOT, 'src', 'store', 'migrations')
    for name in sorted(os.listdir(folder)):
        text = open(os.path.join(folder, name), encoding='utf-8').read()
        owner = re.search(r'^-- owner: (\w+)', text, re.M)[1]
        for note, table, body in re.findall(
                r'((?:^--(?! owner)[^\n]*\n)*)CREATE TABLE (\w+) \(\n(.*?)^\)', text, re.S | re.M):
            lines += ['', f'## {table}', '', f'Owned by {owner}.' + ''.join(
                ' ' + l.lstrip('- ').strip().rstrip('.') + '.' for l in note.splitlines()), '',
                '| column | what it is |', '|---|---|']
            for line in body.splitlines():
                m = re.match(r'  (\w+)\s+@\w+@[^\n]*?(?:-- (.*))?$', line)
                if m:
                    lines.append(f'| {m[1]} | {(m[2] or "").replace("|", "or")} |')
        for old, new in re.findall(r'ALTER TABLE (\w+) RENAME TO (\w+)', text):
            # The newer table takes the place and the name of the older.
            at = lines.index(f'## {new}')
            end = next((i for i in range(at + 1, len(lines)) if lines[i].startswith('## ')), len(lines))
            del lines[at:end]
            lines[lines.index(f'## {old}')] = f'## {new}'
        for table, column, note in re.findall(r'ALTER TABLE (\w+) ADD COLUMN (\w+)[^;]*;(?: *-- (.*))?', text):
            at = lines.index(f'## {table}')
            end = next((i for i in range(at + 1, len(lines)) if lines[i].startswith('## ')), len(lines) + 1)
            lines.insert(end - 1, f'| {column} | {note} |')
    return '\n'.join(lines) + '\n'


def main():
    belfry, write = sys.argv[1], '--write' in sys.argv
    pages = {f'{p}.md': subprocess.run([belfry, 'manual', p], capture_output=True, text=True,
                                       check=True).stdout for p in ('commands', 'errors', 'methods')}
    pages['schema.md'] = schema()
    pages['doors.csv'] = subprocess.run([belfry, 'serve', '--doors'], capture_output=True, text=True,
                                        check=True).stdout
    os.makedirs(OUT, exist_ok=True)
    bad = 0
    for name, text in sorted(pages.items()):
        path = os.path.join(OUT, name)
        if write:
            with open(path, 'w', encoding='utf-8') as f:
                f.write(text)
        fresh = os.path.exists(path) and open(path, encoding='utf-8').read() == text
        bad += not fresh
        print(f'{"ok" if fresh else "not ok"} generated docs/generated/{name}')
        if not fresh:
            print(f'# make it anew: python3 tools/check_generated.py {belfry} --write')
    sys.exit(1 if bad else 0)


main()
