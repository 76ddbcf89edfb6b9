#!/usr/bin/env python3
"""check_layers.py [ROOT]: who may know whom, from tools/layers.txt.

Data moves upwards through the rooms; what stands lower never knows what stands higher.  Only so
can a room be read, tested and replaced by itself.
  includes  a file includes only its own room and those that layers.txt gives it
  private   *_priv.h is included only in its own room
  drivers   sqlite3.h and libpq-fe.h only in src/store/db_*.c, sodium.h only in src/access, the
            library for HTTP requests and mail only in its fetch.c and in src/alerts/transport.c, that
            for signed tokens in id_token.c, that for XML in src/alerts/cap_read.c
  cycles    neither the rooms nor the headers go round in a circle
  tables    a table is written only by the room that owns it, and read elsewhere only by a lower
            room's leave: the query file says `-- reads: TABLE...`
"""
import os
import re

from review import Review, code_only, line_of

r = Review('layers includes', 'layers private', 'layers drivers', 'layers cycles', 'layers tables')
NOT_TABLES = {'SET', 'SKIP', 'NOWAIT', 'OF', 'LATERAL', 'ONLY', 'SELECT', 'VALUES'}


def read_layers():
    allowed = {}
    for line in r.read('tools/layers.txt').splitlines():
        room, colon, rest = line.split('#')[0].partition(':')
        if colon:
            allowed[room.strip()] = rest.split()
    return allowed


allowed = read_layers()


def room_of(path):
    """The longest room that the path lies in; None when there is none."""
    rooms = [x for x in allowed if path.startswith(x + '/')]
    return max(rooms, key=len) if rooms else None


def check_include(path, line, name):
    room, other = room_of(path[len('src/'):]), room_of(name)
    if other is None:
        r.fault('layers includes', path, line, f'"{name}" names no room of tools/layers.txt')
    elif other != room and other not in allowed[room] and name not in allowed[room]:
        r.fault('layers includes', path, line, f'{room} may not include {name}')
    if name.endswith('_priv.h') and other != room:
        r.fault('layers private', path, line, f'{name} is private to {other}')


def check_driver(path, line, name):
    if os.path.basename(name) in ('sqlite3.h', 'libpq-fe.h') and not re.match(r'src/store/db_\w+\.c$', path):
        r.fault('layers drivers', path, line, f'<{name}> outside src/store/db_*.c')
    for folder, only in (('curl/', ('src/access/fetch.c', 'src/alerts/transport.c')),
                         ('cjose/', ('src/access/id_token.c',)), ('libxml/', ('src/alerts/cap_read.c',))):
        if name.startswith(folder) and path not in only:
            r.fault('layers drivers', path, line, f'<{name}> outside {" and ".join(only)}')
    name = os.path.basename(name)
    if name.startswith('sodium') and not path.startswith('src/access/'):
        r.fault('layers drivers', path, line, f'<{name}> outside src/access')


def check_cycles(graph, place):
    """Reports each circle once, at the place of the node that closes it."""
    done = set()

    def walk(node, trail):
        if node in trail:
            r.fault('layers cycles', place(node), 1, ' -> '.join(trail[trail.index(node):] + [node]))
        elif node not in done:
            for other in graph.get(node, ()):
                walk(other, trail + [node])
            done.add(node)
    for node in sorted(graph):
        walk(node, [])


def check_sources():
    graph = {}
    for path in r.files('src', '.c', '.h', '.def'):
        if room_of(path[len('src/'):]) is None:
            r.fault('layers includes', path, 1, 'its folder is not in tools/layers.txt')
            continue
        code = code_only(r.read(path), keep_strings=True)
        for m in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', code, re.M):
            line = line_of(code, m.start())
            if m[1] == '"':
                check_include(path, line, m[2])
                graph.setdefault(path[len('src/'):], []).append(m[2])
            check_driver(path, line, m[2])
    check_cycles(graph, lambda node: 'src/' + node)
    rooms = {room: [x if x in allowed else room_of(x) for x in named if x in allowed or room_of(x)]
             for room, named in allowed.items()}
    check_cycles(rooms, lambda node: 'tools/layers.txt')


def sql_only(text):
    """SQL without comments and quoted text; lines stay."""
    return re.sub(r"--[^\n]*|'(?:''|[^'])*'", lambda m: re.sub(r'[^\n]', ' ', m[0]), text)


def table_owners():
    owner = {}
    for path in r.files('src/store/migrations', '.sql'):
        text = r.read(path)
        m = re.search(r'^-- owner: (\w+)$', text, re.M)
        if not m or m[1] not in allowed:
            r.fault('layers tables', path, 1, 'no line "-- owner: ROOM" with a room of layers.txt')
            continue
        for t in re.finditer(r'\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)', sql_only(text), re.I):
            owner[t[1]] = m[1]
    return owner


def check_queries(path, owner):
    text, room = r.read(path), path.split('/')[1]
    sql = sql_only(text)
    if not re.match(rf'-- owner: {room}\r?\n', text):
        r.fault('layers tables', path, 1, f'the first line must be "-- owner: {room}"')
    reads = ' '.join(re.findall(r'^-- reads: (.*)$', text, re.M)).split()
    for table in reads:
        if owner.get(table) not in allowed.get(room, []):
            r.fault('layers tables', path, 1, f'{room} has no leave to read {table}')
    own_names = set(re.findall(r'\b(\w+)\s*(?:\([^()]*\)\s*)?AS\s+(?:NOT\s+MATERIALIZED\s+)?\(', sql))
    for m in re.finditer(r'\b(INSERT\s+INTO|(?<!FOR )UPDATE|DELETE\s+FROM)\s+(\w+)', sql, re.I):
        if m[2].upper() not in NOT_TABLES and owner.get(m[2]) not in (None, room):
            r.fault('layers tables', path, line_of(sql, m.start()),
                    f'only {owner[m[2]]} may write {m[2]}')
    for m in re.finditer(r'(?<!DISTINCT )\b(?:FROM|JOIN)\s+((?:\w+(?:\s+(?:AS\s+)?\w+)?\s*,\s*)*'
                         r'\w+)\b(?!\s*[.(])', sql, re.I):
        for table in (part.split()[0] for part in m[1].split(',')):
            if table in own_names or table.upper() in NOT_TABLES or table not in owner:
                continue
            if owner[table] != room and table not in reads:
                r.fault('layers tables', path, line_of(sql, m.start()),
                        f'{table} belongs to {owner[table]}; declare "-- reads: {table}"')


check_sources()
owners = table_owners()
for query_file in r.files('src', '.sql'):
    if '/migrations/' not in query_file:
        check_queries(query_file, owners)
r.end()
