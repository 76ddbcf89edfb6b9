#!/usr/bin/env python3
"""gen_sql.py OUT FILE.sql... : one typed C function for each named query.

  -- owner: places
  --: place_children(parent int) -> id int, name text
  SELECT id, name FROM place WHERE parent_id = $1 ORDER BY id;

gives in OUT/<room>/<file>_sql_priv.h and .c

  ErrCode sql_place_children(Op *op, int64_t parent, PlaceChildrenRows *ret);

`--* name(...)` makes a cursor (sql_name_open, sql_name_next) for results of any size.  A type
that ends in ? may be NULL: a parameter is then a pointer, a column gets a `_known` flag, and an
undeclared NULL is a bug the program reports.  A query with more than four parameters takes them
in one struct.  A body that differs by database is given twice, under `--sqlite` and `--postgres`.
"""
import os
import re
import sys

C = {'int': ('i', 'int64_t'), 'real': ('f', 'double'), 'text': ('t', 'Str')}
HEAD = re.compile(r'^--([:*]) (\w+)\(([^)]*)\)(?: -> ([^\n]*))?\n(.*?)(?=^--[:*] |\Z)', re.S | re.M)
NOTE = '/* Generated from {} by tools/gen_sql.py.  Do not edit. */'
seen = {}


def stop(path, text):
    sys.exit(f'{path}: {text}')


def fields(path, text):
    out = []
    for part in filter(None, (x.strip() for x in text.split(','))):
        words = part.split()
        if len(words) != 2 or words[1].rstrip('?') not in C:
            stop(path, f'"{part}" is not "name int|real|text[?]"')
        out.append((words[0], words[1].rstrip('?'), words[1].endswith('?')))
    return out


def bodies(path, name, text):
    """The text of the query for SQLite and for PostgreSQL."""
    parts = re.split(r'^--(sqlite|postgres)\n', text, flags=re.M)
    common = clean(parts[0])
    if len(parts) == 1:
        return common, common
    named = {parts[i]: clean(parts[i + 1]) for i in range(1, len(parts), 2)}
    if common or set(named) != {'sqlite', 'postgres'}:
        stop(path, f'{name}: give one body, or both --sqlite and --postgres')
    return named['sqlite'], named['postgres']


def clean(text):
    lines = [l for l in text.splitlines() if l.strip() and not l.lstrip().startswith('--')]
    return '\n'.join(lines).strip().rstrip(';')


def literal(sql):
    lines = sql.splitlines()
    return '\n'.join('        "%s%s"' % (l.replace('\\', '\\\\').replace('"', '\\"'),
                                         '\\n' if i + 1 < len(lines) else '')
                     for i, l in enumerate(lines))


def camel(name):
    return ''.join(w.title() for w in name.split('_'))


def check(path, name, args, sql):
    if name in seen:
        stop(path, f'query {name} is already defined in {seen[name]}')
    seen[name] = path
    for body in sql:
        used = {int(x) for x in re.findall(r'\$(\d+)', body)}
        if used != set(range(1, len(args) + 1)):
            stop(path, f'{name}: uses parameters {sorted(used)} but declares {len(args)}')
        if re.search(r'\bSELECT\s+\*', body, re.I):
            stop(path, f'{name}: name the columns, no SELECT *')


class Query:
    def __init__(self, path, m):
        self.kind, self.name = m[1], m[2]
        self.args, self.cols = fields(path, m[3]), fields(path, m[4] or '')
        self.sql = bodies(path, self.name, m[5])
        self.packed = len(self.args) > 4
        self.row = camel(self.name) + 'Row'
        check(path, self.name, self.args, self.sql)
        if self.kind == '*' and not self.cols:
            stop(path, f'{self.name}: a cursor needs columns')

    def params(self):
        if self.packed:
            return f', const {camel(self.name)}Args *a'
        return ''.join(f', const {C[t][1]} *{a}' if o else f', {C[t][1]} {a}'
                       for a, t, o in self.args)

    def types(self, h):
        if self.packed:
            members = ' '.join(f'const {C[t][1]} *{a};' if o else f'{C[t][1]} {a};'
                               for a, t, o in self.args)
            h.append(f'typedef struct {{ {members} }} {camel(self.name)}Args;')
        if self.cols:
            members = ' '.join(f'{C[t][1]} {a};' + (f' bool {a}_known;' if o else '')
                               for a, t, o in self.cols)
            h.append(f'typedef struct {{ {members} }} {self.row};')
            if self.kind == ':':
                h.append(f'typedef struct {{ size_t n; {self.row} *v; }} {self.row}s;')

    def define(self, c):
        lite, post = literal(self.sql[0]), literal(self.sql[1])
        a = ''.join(C[t][0] for _, t, _ in self.args)
        r = ''.join(C[t][0] for _, t, _ in self.cols)
        c.append(f'\nstatic const DbQuery query_{self.name} = {{\n    .name = "{self.name}",\n'
                 f'    .sqlite =\n{lite},\n    .postgres =\n{post},\n'
                 f'    .args = "{a}",\n    .cols = "{r}",\n}};')
        if self.cols:
            self.define_read(c)

    def define_read(self, c):
        c.append(f'\nstatic ErrCode read_{self.name}(Op *op, const DbValue *v, {self.row} *ret)\n{{')
        if all(o for _, _, o in self.cols):
            c.append('    (void)op;')
        for k, (a, t, o) in enumerate(self.cols):
            if o:
                c.append(f'    ret->{a}_known = !v[{k}].null;')
            else:
                c.append(f'    if (v[{k}].null)\n        return err_set(&op->err, ERR_BUG, '
                         f'"query {self.name}: {a} is null");')
            c.append(f'    ret->{a} = v[{k}].as.{C[t][0]};')
        c.append('    return ERR_OK;\n}')

    def arguments(self, c):
        if not self.args:
            return 'NULL'
        c.append('    const DbValue args[] = {')
        for a, t, o in self.args:
            x = f'a->{a}' if self.packed else a
            zero = '(Str){ 0, NULL }' if t == 'text' else '0'
            if o:
                c.append(f"        {{ .type = '{C[t][0]}', .null = !{x}, "
                         f".as.{C[t][0]} = {x} ? *{x} : {zero} }},")
            else:
                c.append(f"        {{ .type = '{C[t][0]}', .as.{C[t][0]} = {x} }},")
        c.append('    };')
        return 'args'

    def emit(self, h, c):
        self.types(h)
        self.define(c)
        (self.emit_cursor if self.kind == '*' else self.emit_rows)(h, c)

    def emit_rows(self, h, c):
        ret = f', {self.row}s *ret' if self.cols else ''
        proto = f'ErrCode sql_{self.name}(Op *op{self.params()}{ret})'
        h.append(proto + ' MUST_USE;')
        c.append(f'\n{proto}\n{{')
        args = self.arguments(c)
        c.append(f'    DbTable t;\n    TRY(db_run(op, &query_{self.name}, {args}, &t));')
        if self.cols:
            c.append(f'    {self.row}s rows = {{ .n = t.n }};\n'
                     f'    if (t.n) NEW(rows.v, t.n, op->mem, &op->err);\n'
                     f'    for (size_t i = 0; i < t.n; i++)\n'
                     f'        TRY(read_{self.name}(op, &t.v[i * {len(self.cols)}], &rows.v[i]));\n'
                     f'    *ret = rows;')
        c.append('    return ERR_OK;\n}')

    def emit_cursor(self, h, c):
        proto = f'ErrCode sql_{self.name}_open(Op *op{self.params()}, DbCursor **ret)'
        h.append(proto + ' MUST_USE;')
        c.append(f'\n{proto}\n{{')
        args = self.arguments(c)
        c.append(f'    return db_cursor_open(op, &query_{self.name}, {args}, ret);\n}}')
        proto = (f'ErrCode sql_{self.name}_next(Op *op, DbCursor *cursor, {self.row} *ret, '
                 f'bool *ret_more)')
        h.append(proto + ' MUST_USE;')
        c.append(f'\n{proto}\n{{\n    const DbValue *row;\n    TRY(db_cursor_next(cursor, &row));\n'
                 f'    *ret_more = row != NULL;\n'
                 f'    return row ? read_{self.name}(op, row, ret) : ERR_OK;\n}}')


def main():
    out = sys.argv[1]
    for path in sys.argv[2:]:
        room = os.path.basename(os.path.dirname(path))
        stem = os.path.splitext(os.path.basename(path))[0]
        text = open(path, encoding='utf-8').read()
        if not re.match(rf'-- owner: {room}\n', text):
            stop(path, f'the first line must be "-- owner: {room}"')
        guard = f'GEN_{room}_{stem}_SQL_PRIV_H'.upper()
        h = [NOTE.format(f'src/{room}/{stem}.sql'), f'#ifndef {guard}', f'#define {guard}', '',
             '#include "store/db.h"', '']
        c = [NOTE.format(f'src/{room}/{stem}.sql'), f'#include "{room}/{stem}_sql_priv.h"']
        queries = list(HEAD.finditer(text))
        if len(queries) != len(re.findall(r'^--[:*]', text, re.M)):
            stop(path, 'a query head is not of the form --: name(args) -> columns')
        for m in queries:
            Query(path, m).emit(h, c)
        h += ['', '#endif']
        os.makedirs(f'{out}/{room}', exist_ok=True)
        for ending, lines in (('h', h), ('c', c)):
            with open(f'{out}/{room}/{stem}_sql_priv.{ending}', 'w', encoding='utf-8') as f:
                f.write('\n'.join(lines) + '\n')


main()
