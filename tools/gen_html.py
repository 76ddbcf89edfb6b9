#!/usr/bin/env python3
"""gen_html.py OUTDIR ROOM FILE.html... : page templates -> typed C.

  <!-- view area
  title: text
  rows[]: name text, href path, new flag
  -->
  <h1>{{title}}</h1>{{#rows}}<a href="{{href}}">{{name}}{{?new}} new{{/new}}</a>{{/rows}}

gives `AreaView`, `AreaRows` and `render_area(Buf *out, const AreaView *v)` in views.h and views.c.
A field is text (escaped), int, path (only in href, src and action: an address on this site), flag,
or svg (a drawing made by draw/chart.c, only between tags).  {{#list}} repeats, {{?x}} shows when a
flag is set or a list has rows, {{^x}} when not; each ends with {{/x}}.  A field that is not
declared does not build; nor does one in a script, a style, a comment, an event or style attribute,
or an unquoted attribute.  There is no way to print text as it is."""
import os
import re
import sys

TYPES = {'text': ('Str', 'html_add_text(out, {});'), 'int': ('int64_t', 'html_add_int(out, {});'),
         'path': ('Str', 'html_add_path(out, {});'), 'svg': ('SvgText', 'html_add_svg(out, {});'),
         'flag': ('bool', None)}
MARK = re.compile(r'\{\{([#?^/]?)(\w+)\}\}')
ADDRESS = ('href', 'src', 'action')


def stop(path, line, text):
    sys.exit(f'{path}:{line}: {text}')


def literal(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n') + '"'


def check_place(path, text, at, name, kind):
    """Where in the page the mark stands, found by reading the page up to it."""
    line = text.count('\n', 0, at) + 1
    before = MARK.sub('x', text[:at])
    if before.count('<!--') != before.count('-->'):
        stop(path, line, f'{{{{{name}}}}} in a comment')
    for tag in ('script', 'style'):
        if len(re.findall(f'<{tag}\\b', before)) != len(re.findall(f'</{tag}>', before)):
            stop(path, line, f'{{{{{name}}}}} in a {tag}')
    tag = before[before.rfind('<'):] if before.rfind('<') > before.rfind('>') else ''
    if not tag:
        if kind == 'path':
            stop(path, line, f'{{{{{name}}}}} is a path and stands outside href, src and action')
        return
    if kind == 'svg':
        stop(path, line, f'{{{{{name}}}}} is a drawing and stands inside a tag')
    attribute = re.search(r'([\w:-]+)="[^"]*$', tag)
    if not attribute or tag.count('"') % 2 == 0:
        stop(path, line, f'{{{{{name}}}}} in a tag, outside a quoted attribute')
    attr = attribute[1].lower()
    if attr == 'style' or attr.startswith('on'):
        stop(path, line, f'{{{{{name}}}}} in the attribute {attr}')
    if (attr in ADDRESS) != (kind == 'path'):
        stop(path, line, f'{{{{{name}}}}} in {attr}: an address is a path, and only there')


class View:
    def __init__(self, path):
        self.path, self.text = path, open(path, encoding='utf-8').read()
        head = re.match(r'<!-- view (\w+)\n(.*?)-->\n', self.text, re.S)
        if not head:
            stop(path, 1, 'no view header')
        self.name, self.body_at = head[1], head.end()
        self.camel = ''.join(w.title() for w in self.name.split('_'))
        self.fields, self.lists = {}, {}
        for n, line in enumerate(head[2].splitlines(), 2):
            self.declare(n, line)

    def declare(self, n, line):
        name, colon, rest = (x.strip() for x in line.partition(':'))
        if not colon:
            stop(self.path, n, 'expected NAME: TYPE')
        if name.endswith('[]'):
            self.lists[name[:-2]] = dict(x.split() for x in rest.split(','))
            kinds = self.lists[name[:-2]].values()
        else:
            self.fields[name] = rest
            kinds = [rest]
        for kind in kinds:
            if kind not in TYPES:
                stop(self.path, n, f'{kind} is not a type')

    def header(self):
        out = []
        for name, fields in self.lists.items():
            out.append('typedef struct {')
            out += [f'    {TYPES[k][0]} {f};' for f, k in fields.items()]
            out.append(f'}} {self.camel}{name.title()};\n')
        out.append('typedef struct {')
        out += [f'    {TYPES[k][0]} {f};' for f, k in self.fields.items()]
        out += [f'    struct {{\n        size_t n;\n        const {self.camel}{x.title()} *v;\n'
                f'    }} {x};' for x in self.lists]
        out.append(f'}} {self.camel}View;\n')
        out.append(f'void render_{self.name}(Buf *out, const {self.camel}View *v) NONNULL;\n')
        return out

    def lookup(self, name, row, line):
        if row and name in self.lists[row]:
            return self.lists[row][name], f'v->{row}.v[i].{name}'
        if name in self.fields:
            return self.fields[name], f'v->{name}'
        if name in self.lists:
            return 'list', f'v->{name}.n > 0'
        return stop(self.path, line, f'{{{{{name}}}}} is not declared')

    def code(self):
        out = [f'void render_{self.name}(Buf *out, const {self.camel}View *v)', '{']
        at, open_marks, row = self.body_at, [], None
        for m in MARK.finditer(self.text, self.body_at):
            line = self.text.count('\n', 0, m.start()) + 1
            pad = '    ' * (1 + len(open_marks))
            if m.start() > at:
                out.append(f'{pad}buf_add(out, STR({literal(self.text[at:m.start()])}));')
            at = m.end()
            sign, name = m[1], m[2]
            if sign == '/':
                if not open_marks or open_marks.pop() != name:
                    stop(self.path, line, f'{{{{/{name}}}}} closes nothing')
                out.append('    ' * (1 + len(open_marks)) + '}')
                row = next((x for x in reversed(open_marks) if x == row), None) if row else None
            elif sign == '#':
                if name not in self.lists or row:
                    stop(self.path, line, f'{{{{#{name}}}}}: no such list, or a list in a list')
                out.append(f'{pad}for (size_t i = 0; i < v->{name}.n; i++) {{')
                open_marks.append(name)
                row = name
            elif sign:
                kind, value = self.lookup(name, row, line)
                if kind not in ('flag', 'list'):
                    stop(self.path, line, f'{{{{{sign}{name}}}}}: neither a flag nor a list')
                out.append(f'{pad}if ({"!" if sign == "^" else ""}({value})) {{')
                open_marks.append(name)
            else:
                kind, value = self.lookup(name, row, line)
                if kind in ('flag', 'list'):
                    stop(self.path, line, f'{{{{{name}}}}} cannot be printed')
                check_place(self.path, self.text, m.start(), name, kind)
                out.append(pad + TYPES[kind][1].format(value))
        if open_marks:
            stop(self.path, line, f'{{{{{open_marks[-1]}}}}} is not closed')
        if at < len(self.text):
            out.append(f'    buf_add(out, STR({literal(self.text[at:])}));')
        if not self.fields and not self.lists:
            out.insert(2, '    (void)v;')
        return out + ['}', '']


def main():
    room = sys.argv[2]
    views = [View(p) for p in sorted(sys.argv[3:])]
    note = '/* Generated from the page templates by tools/gen_html.py.  Do not edit. */'
    h = [note, f'#ifndef {room.upper()}_VIEWS_H', f'#define {room.upper()}_VIEWS_H', '', '#include "draw/html.h"', '']
    c = [note, f'#include "{room}/views.h"', '']
    for view in views:
        if not view.fields and not view.lists:
            stop(view.path, 1, 'a view without fields is an asset, not a template')
        h += view.header()
        c += view.code()
    os.makedirs(os.path.join(sys.argv[1], room), exist_ok=True)
    for name, lines in (('views.h', h + ['#endif', '']), ('views.c', c)):
        with open(os.path.join(sys.argv[1], room, name), 'w', encoding='utf-8') as f:
            f.write('\n'.join(lines))


main()
