"""review.py: what the check_*.py scripts share: finding files, reading C, reporting faults.

Every check prints `ok NAME` or `not ok NAME` for each rule, one `# file:line: message` for each
fault, and ends with status 1 when there was one.  An optional argument names the tree to check.
"""
import os
import re
import sys

TEXT_ENDINGS = ('.c', '.h', '.def', '.sql', '.py', '.sh', '.cmake', '.md', '.txt', '.ini', '.bib')


class Review:
    """The faults of one script, kept by rule."""

    def __init__(self, *rules, root=None):
        here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        self.root = os.path.abspath(root or (sys.argv[1] if len(sys.argv) > 1 else here))
        self.faults = {rule: [] for rule in rules}

    def fault(self, rule, path, line, text):
        self.faults[rule].append(f'{path}:{line}: {text}')

    def files(self, folder, *endings):
        """Paths below a folder of the tree, relative to the root, in order."""
        found = []
        for at, folders, names in os.walk(os.path.join(self.root, folder)):
            folders[:] = [f for f in folders if f != '__pycache__']
            found += [os.path.relpath(os.path.join(at, n), self.root) for n in names
                      if n.endswith(endings)]
        return sorted(found)

    def read(self, path):
        with open(os.path.join(self.root, path), encoding='utf-8', newline='') as f:
            return f.read()

    def end(self, *notes):
        for rule, faults in self.faults.items():
            print(f'{"not ok" if faults else "ok"} {rule}')
            for fault in faults:
                print(f'# {fault}')
        for note in notes:
            print(f'# {note}')
        sys.exit(1 if any(self.faults.values()) else 0)


def skip(name, why):
    """Ends a check that cannot run here, saying why."""
    print(f'ok {name} # SKIP {why}')
    sys.exit(0)


def blank(text):
    """The same number of characters and lines, without anything to read."""
    return re.sub(r'[^\n]', ' ', text)


def code_only(text, keep_strings=False):
    """C without comments and without what stands in quotes; lines and columns stay."""
    def one(m):
        token = m[0]
        if token.startswith('/'):
            return blank(token)
        return token if keep_strings else token[0] + blank(token[1:-1]) + token[-1]
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', one, text,
                  flags=re.S)


def no_directives(code):
    """C without preprocessor lines and their continuations."""
    return re.sub(r'^[ \t]*#(?:[^\n]*\\\r?\n)*[^\n]*', lambda m: blank(m[0]), code, flags=re.M)


def line_of(text, at):
    return text.count('\n', 0, at) + 1


def closing(text, at):
    """Where the bracket that opens at `at` is closed."""
    depth = 0
    for k in range(at, len(text)):
        depth += (text[k] in '([{') - (text[k] in ')]}')
        if depth == 0:
            return k
    return len(text) - 1


def top_level(code):
    """The pieces of a file outside any braces: (start, head, where its body opens or None).

    A piece ends with `;` or with a function's body; initialisers and struct bodies are inside it.
    """
    at, k, pieces = 0, 0, []
    while k < len(code):
        if code[k] == '{':
            head, end = code[at:k], closing(code, k)
            is_function = (head.rstrip().endswith((')', *ATTRIBUTES)) and '=' not in head
                           and not re.match(r'\s*(typedef|struct|enum|union)\b[^(]*$', head))
            if is_function:
                pieces.append((at + len(head) - len(head.lstrip()), head.strip(), k))
                at = end + 1
            k = end + 1
        elif code[k] == ';':
            head = code[at:k]
            if head.strip():
                pieces.append((at + len(head) - len(head.lstrip()), head.strip(), None))
            at = k = k + 1
        else:
            k += 1
    return pieces


ATTRIBUTES = ('MUST_USE', 'NONNULL', 'PURE', 'COLD', 'UNUSED')


def function_name(head):
    """(name, parameters as a list) of a function's head; None when it is something else."""
    m = re.search(r'(\w+)\s*\(', re.sub(r'__attribute__\s*\(\(.*?\)\)',
                                        lambda a: blank(a[0]), head, flags=re.S))
    if not m or re.match(r'(typedef|_Static_assert|static_assert)\b', head) or '=' in head.split('(')[0]:
        return None
    if re.match(r'(extern\s+)?(const\s+)?(struct|enum|union)\s+\w*\s*\{', head):
        return None
    open_at = m.end() - 1
    inside, depth, parts = head[open_at + 1:closing(head, open_at)], 0, ['']
    for c in inside:
        depth += (c in '([{') - (c in ')]}')
        if c == ',' and depth == 0:
            parts.append('')
        else:
            parts[-1] += c
    return m[1], [p.strip() for p in parts if p.strip() not in ('', 'void', '...')]
