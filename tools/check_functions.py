#!/usr/bin/env python3
"""check_functions.py [ROOT]: functions and files stay small enough to be held in the head.

  length      no function over 60 lines; how many are over 25 is printed, not refused
  parameters  at most 6
  nesting     at most 3 control statements around a line
  files       under 500 lines
"""
import re

from review import Review, closing, code_only, function_name, line_of, no_directives, top_level

MOST_LINES, GOOD_LINES, MOST_PARAMETERS, MOST_NESTING, MOST_FILE = 60, 25, 6, 3, 500
GIVEN_SHAPES = {'on_request'}  # called by the HTTP library, which says what they take
r = Review('functions length', 'functions parameters', 'functions nesting', 'functions files')
TOKEN = re.compile(r'[A-Za-z_]\w*|[^\s\w]')


class Nesting:
    """Walks the statements of a body and keeps the deepest line that begins one."""

    def __init__(self, code, start, end):
        self.code, self.deepest, self.where = code, 0, start
        self.t = [(m[0], m.start()) for m in TOKEN.finditer(code, start, end + 1)]

    def word(self, k):
        return self.t[k][0] if k < len(self.t) else ''

    def past_group(self, k):
        """The token after the bracket that opens at token k."""
        depth = 0
        while k < len(self.t):
            depth += (self.word(k) in '([{') - (self.word(k) in ')]}')
            k += 1
            if depth == 0:
                return k
        return k

    def note(self, k, depth):
        at = self.t[k][1]
        first_on_line = not self.code[self.code.rfind('\n', 0, at) + 1:at].strip()
        if first_on_line and depth > self.deepest:
            self.deepest, self.where = depth, at

    def block(self, k, depth):
        k += 1
        while k < len(self.t) and self.word(k) != '}':
            k = self.statement(k, depth)
        return k + 1

    def statement(self, k, depth):
        """Passes one statement that `depth` control statements enclose; the token after it."""
        word = self.word(k)
        if word == '{':
            return self.block(k, depth)
        if word in ('case', 'default') or self.word(k + 1) == ':':
            while self.word(k) != ':' and k < len(self.t):
                k += 1
            return k + 1
        self.note(k, depth)
        if word in ('if', 'for', 'while', 'switch'):
            k = self.statement(self.past_group(k + 1), depth + 1)
            if word == 'if' and self.word(k) == 'else':
                chain = self.word(k + 1) == 'if'
                k = self.statement(k + 1, depth if chain else depth + 1)
            return k
        if word == 'do':
            return self.simple(self.statement(k + 1, depth + 1))
        return self.simple(k)

    def simple(self, k):
        while k < len(self.t) and self.word(k) not in (';', '}'):
            k = self.past_group(k) if self.word(k) in '([{' else k + 1
        return k + (self.word(k) == ';')


def check_function(path, code, start, name, parameters, body):
    end = closing(code, body)
    first, lines = line_of(code, start), code.count('\n', start, end) + 1
    if lines > MOST_LINES:
        r.fault('functions length', path, first, f'{name} has {lines} lines')
    if len(parameters) > MOST_PARAMETERS and name not in GIVEN_SHAPES:
        r.fault('functions parameters', path, first, f'{name} has {len(parameters)} parameters')
    walk = Nesting(code, body, end)
    walk.block(0, 0)
    if walk.deepest > MOST_NESTING:
        r.fault('functions nesting', path, line_of(code, walk.where),
                f'{name} is {walk.deepest} control statements deep here')
    return lines


lengths = []
for source in r.files('src', '.c', '.h', '.def'):
    text = r.read(source)
    count = text.count('\n')
    if count >= MOST_FILE:
        r.fault('functions files', source, count, f'{count} lines')
    source_code = no_directives(code_only(text))
    for at, head, opening in top_level(source_code):
        found = function_name(head)
        if found and opening is not None:
            lengths.append(check_function(source, source_code, at, *found, opening))
        elif found and len(found[1]) > MOST_PARAMETERS and source.endswith('.h'):
            r.fault('functions parameters', source, line_of(source_code, at),
                    f'{found[0]} has {len(found[1])} parameters')
over = sum(n > GOOD_LINES for n in lengths)
r.end(f'{len(lengths)} functions, {over} over {GOOD_LINES} lines, longest {max(lengths, default=0)}')
