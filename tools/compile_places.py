#!/usr/bin/env python3
"""compile_places.py --from DIR --out DIR : the register of places, compiled from the raw facts.

Reads DIR/places, DIR/indicators and DIR/series; writes places.csv, neighbours.csv and
populations.csv.  data/places/SOURCES.md says what every column rests on.  The same input gives the
same bytes.  Whatever does not hold stops the run: a register that is wrong is worse than none.
"""
import argparse
import csv
import itertools
import os
import re
import sys
from collections import defaultdict

COLUMNS = ('code name kind start_date end_date county region force predecessors aliases '
           'latitude longitude easting northing area_km2').split()
EPOCH = '2009-04-01'  # older starts are left open
TODAY = '2025-04-01'  # the last change on record; "current" means alive on it
ENGLAND = 'E92000001'
KINDS = {'Unitary authority': 'unitary_authority',
         'Non-metropolitan district': 'non_metropolitan_district',
         'Metropolitan district': 'metropolitan_district',
         'London borough': 'london_borough',
         'City corporation': 'city_of_london'}
EXPECTED = {'council': 296, 'county': 21, 'region': 9, 'police_force': 39, 'country': 1}
FORMER = 42 + 6 + 8  # merged councils, counties, recodes

# Recodes follow a boundary change.  The facts on file give the codes and no date, save for 2025:
# The St Albans and Welwyn Hatfield (Boundary Change) Order 2012, The East Hertfordshire and
# Stevenage (Boundary Change) Order 2013, The Gateshead and Northumberland (...) Order 2013.
RECODES = {
    'E07000240': ('E07000100', '2012-04-01'),
    'E07000241': ('E07000104', '2012-04-01'),
    'E07000242': ('E07000097', '2013-04-01'),
    'E07000243': ('E07000101', '2013-04-01'),
    'E06000057': ('E06000048', '2013-04-01'),
    'E08000037': ('E08000020', '2013-04-01'),
}

COUNTY_FIX = {'E07000201': 'E10000029'}  # the register of councils puts Forest Heath in Surrey
# Christchurch lay in Dorset and went to Bournemouth, Christchurch and Poole.
COUNTY_ALSO = {'E10000009': ['E06000058']}
DOUBTFUL = {'E10000009'}  # its point, area and population there describe some other place

EXTRA_ALIASES = {
    'E06000010': ['Hull'],
    'E06000033': ['Southend', 'Southend-on-Sea City Council'],
    'E06000042': ['Milton Keynes City Council'],
    'E06000058': ['BCP', 'BCP Council'],
    'E06000060': ['Buckinghamshire UA'],
    'E07000071': ['Colchester City Council'],
    'E07000099': ['North Herts'],
    'E07000242': ['East Herts'],
    'E08000032': ['City of Bradford'],
    'E12000003': ['Yorkshire & The Humber', 'Yorkshire and Humber', 'Yorkshire & Humber'],
    'E12000006': ['East'],
    'E12000007': ['Greater London'],
    'E23000001': ['Metropolitan', 'Metropolitan Police Service', 'Met Police', 'MPS'],
    'E23000030': ['Hampshire and Isle of Wight', 'Hampshire & Isle of Wight',
                  'Hampshire and Isle of Wight Constabulary'],
    'E23000034': ['City of London Police'],
}
# "adur and worthing" is a partnership of two councils, not Worthing.
NOT_ALIASES = {'adur and worthing borough council'}
CONSTABULARIES = set('''E23000002 E23000003 E23000006 E23000008 E23000018 E23000023 E23000024
    E23000025 E23000027 E23000030 E23000036 E23000037'''.split())


def check(holds, text):
    if not holds:
        sys.exit(f'compile_places: {text}')


def read(*path):
    with open(os.path.join(*path), encoding='utf-8-sig', newline='') as f:
        return list(csv.DictReader(f))


def write(folder, name, columns, rows):
    with open(os.path.join(folder, name), 'w', encoding='utf-8', newline='') as f:
        out = csv.writer(f, lineterminator='\n')
        out.writerow(columns)
        out.writerows(rows)


def only(values, what):
    values = sorted(set(values))
    check(len(values) == 1, f'{what}: expected one value, got {values}')
    return values[0]


def tight(text):
    """The letters and digits alone: two spellings that differ in nothing else are one name."""
    return re.sub(r'[^a-z0-9]', '', text.casefold().replace('&', 'and'))


class Facts:
    """The raw tables, and two indexes of the register of councils."""

    def __init__(self, root):
        places, indicators = os.path.join(root, 'places'), os.path.join(root, 'indicators')
        self.current = {r['code']: r for r in read(places, 'england_la_2024_joined.csv')}
        self.region = {r['ltla24_code']: (r['region24_code'], r['region24_name'])
                       for r in read(places, 'lookup_ltla24_region24.csv')}
        self.force = {r['ltla24_code']: (r['pfa24_code'], r['pfa24_name'])
                      for r in read(places, 'lookup_ltla24_csp24_pfa24.csv')}
        self.upper = {r['ltla23_code']: (r['utla23_code'], r['utla23_name'])
                      for r in read(places, 'lookup_ltla23_utla23.csv')}
        self.years = read(places, 'lookup_ltla_ltla.csv')
        self.recodes25 = read(places, 'lad25_code_changes.csv')
        self.points = {r['LAD24CD']: r for r in read(places, 'ons_lad24_bng_latlong_england.csv')}
        self.edges = read(places, 'ltla24_adjacency_england.csv')
        self.population = read(indicators, 'population_ltla24_2019_2022.csv')
        self.population19 = read(root, 'series', 'covid_cases_lad19_population.csv')
        rows = read(places, 'mysociety_uk_local_authorities_past_current.csv')
        english = [r for r in rows if r['nation'] == 'England' and r['gss-code'][:3] in
                   ('E06', 'E07', 'E08', 'E09', 'E10')]
        self.register = {r['gss-code']: r for r in english}
        self.letters = {r['local-authority-code']: r['gss-code'] for r in english}
        self.registry_names = defaultdict(list)
        for r in read(places, 'mysoc_lookup_name_to_registry.csv'):
            self.registry_names[r['local-authority-code']].append(r['la-name'])


class Places:
    """The register being compiled: rows by code, and who replaced whom."""

    def __init__(self):
        self.rows = {}
        self.source = {}  # code -> the code it has in the register of councils
        self.successors = defaultdict(set)

    def add(self, code, **known):
        check(code not in self.rows, f'{code} is given twice')
        self.rows[code] = dict.fromkeys(COLUMNS, '') | {'code': code, 'aliases': []} | known
        self.source[code] = code

    def add_as(self, code, start_date, other):
        """Another code of the same council: all but its dates are the other's."""
        self.add(**other | {'code': code, 'start_date': start_date, 'aliases': []})
        self.source[code] = other['code']

    def replace(self, old, new):
        check(old in self.rows and new in self.rows, f'{old} -> {new}: unknown code')
        self.successors[old].add(new)

    def end(self, code):
        """The day it ends: the day its successors start, 9999 when it has none."""
        starts = {self.rows[s]['start_date'] for s in self.successors[code]}
        check(len(starts) < 2, f'{code}: successors start on different days {sorted(starts)}')
        return starts.pop() if starts else '9999-12-31'

    def alive(self, code, day):
        return self.rows[code]['start_date'] <= day < self.end(code)

    def overlap(self, a, b):
        return (max(self.rows[a]['start_date'], self.rows[b]['start_date'])
                < min(self.end(a), self.end(b)))

    def group(self, code):
        kind = self.rows[code]['kind']
        return 'council' if kind in KINDS.values() or kind == 'county' else kind

    def councils(self):
        return [c for c in sorted(self.rows) if self.rows[c]['kind'] in KINDS.values()]


def add_current(p, facts):
    check(set(facts.current) == set(facts.region) == set(facts.points),
          'the lists of current councils differ')
    for code, r in facts.current.items():
        check(code in facts.force and code in facts.register, f'{code} is missing in a list')
        started = facts.register[code]['start-date']
        upper = facts.upper[code][0]
        p.add(code, name=r['name'], kind=KINDS[r['type']],
              start_date=started if started >= EPOCH else '',
              county=upper if upper.startswith('E10') else '',
              region=facts.region[code][0], force=facts.force[code][0])


def add_areas(p, facts):
    p.add(ENGLAND, name='England', kind='country')
    for code, name in sorted({facts.region[c] for c in facts.current}):
        p.add(code, name=name, kind='region')
    for code, name in sorted({facts.force[c] for c in facts.current}):
        p.add(code, name=name, kind='police_force')
    for code, name in sorted({v for c, v in facts.upper.items() if c[:1] == 'E'}):
        if code.startswith('E10'):
            p.add(code, name=name, kind='county')


def add_former(p, facts):
    """Abolished councils, as the register of councils lists them, with who replaced them."""
    gone = {c: r for c, r in facts.register.items() if r['current-authority'] == 'False'}
    names = {r[f'ltla{y}_code']: r[f'ltla{y}_name'] for r in facts.years for y in range(16, 25)}
    for code, r in gone.items():
        county = code.startswith('E10')
        started = r['start-date']
        p.add(code, name=r['official-name'].removesuffix(' County Council') if county
              else names[code],
              kind='county' if county else KINDS[r['local-authority-type-name']],
              start_date=started if started >= EPOCH else '',
              county=COUNTY_FIX.get(code) or facts.letters.get(r['county-la'], ''))
    for code, r in gone.items():
        for new in [facts.letters[x] for x in r['replaced-by'].split(',')] + COUNTY_ALSO.get(
                code, []):
            p.replace(code, new)
        # Some of these dates are the last day, some the day after it; all changes were 1 April.
        check(r['end-date'].replace('-03-31', '-04-01') == p.end(code),
              f'{code} ends on {r["end-date"]} but its successor starts on {p.end(code)}')
    check_succession(p, facts, gone)


def check_succession(p, facts, gone):
    """The ONS tables of one year against the next must tell the same story."""
    told = set()
    for r in facts.years:
        for y in range(17, 25):
            old, new = r[f'ltla{y - 1}_code'], r[f'ltla{y}_code']
            if old != new and new.startswith('E'):
                told.add((old, new))
                check(p.rows[new]['start_date'][:4] == f'20{y}', f'{old} -> {new}: year differs')
    ours = {(c, s) for c in gone if not c.startswith('E10') for s in p.successors[c]}
    check(told == ours, f'two tables of successions differ: {sorted(told ^ ours)}')


def add_recodes(p, facts):
    """Places that kept their council and got a new code after a boundary change."""
    told = {c: r['former-gss-codes'] for c, r in facts.register.items() if r['former-gss-codes']}
    check(told == {c: old for c, (old, _) in RECODES.items()}, f'the recodes changed: {told}')
    for code, (old, day) in RECODES.items():
        p.add_as(old, p.rows[code]['start_date'], p.rows[code])
        p.rows[code]['start_date'] = day
        p.replace(old, code)
    for r in facts.recodes25:
        p.add_as(r['new_code'], r['effective'], p.rows[r['old_code']])
        p.replace(r['old_code'], r['new_code'])


def final(p, code):
    """The current places that a place ended up in."""
    seen, todo, out = set(), [code], set()
    while todo:
        c = todo.pop()
        check(c != code or not seen, f'{code} is its own successor')
        if c in seen:
            continue
        seen.add(c)
        todo += p.successors[c]
        if not p.successors[c]:
            out.add(c)
    check(out, f'the successors of {code} form a circle')
    return sorted(out)


def fill_areas(p):
    """Region and force of what has none yet: from its successors, or from what it holds."""
    for code in p.councils():
        row = p.rows[code]
        for column in ('region', 'force'):
            row[column] = row[column] or only([p.rows[c][column] for c in final(p, code)],
                                              f'{column} of {code}')
    for code, row in p.rows.items():
        held = [p.rows[c] for c in p.councils() if code in (p.rows[c]['county'],
                                                            p.rows[c]['force'])]
        if row['kind'] in ('county', 'police_force'):
            row['region'] = only([r['region'] for r in held], f'region of {code}')
        if row['kind'] == 'county':
            row['force'] = only([r['force'] for r in held], f'force of {code}')


def fill_predecessors(p):
    for old in sorted(p.successors):
        for new in p.successors[old]:
            p.rows[new]['predecessors'] = (p.rows[new]['predecessors'] + ' ' + old).strip()


def fill_points(p, facts):
    """The ONS label point where there is one, else the register's own; area from the register."""
    for code in p.councils():
        row, source = p.rows[code], p.source[code]
        point, r = facts.points.get(source), facts.register[source]
        if point:
            values = [point[c] for c in ('LAT', 'LONG', 'BNG_E', 'BNG_N')]
        else:
            values = [r[c] for c in ('lat', 'long', 'x', 'y')]
        if all(values):
            degrees, metres = values[:2], values[2:]
            row.update(zip(COLUMNS[10:14], [f'{float(v):.4f}' for v in degrees]
                           + [f'{float(v):.0f}' for v in metres]))
        if r['area']:
            row['area_km2'] = f'{float(r["area"]):.0f}'


def spellings(name):
    """Mechanical variants of a name: the ampersand, the apostrophe, "X, City of"."""
    out = []
    if ', ' in name and name.endswith(' of'):
        head, tail = name.rsplit(', ', 1)
        out += [head, f'{tail} {head}']
    for n in [name] + out:
        out.append(n.replace(' and ', ' & ') if ' and ' in n else n.replace(' & ', ' and '))
    return out + [n.replace("'", '') for n in [name] + out]


def candidate_aliases(p, facts, code):
    row = p.rows[code]
    names = [] if row['kind'] == 'police_force' else spellings(row['name'])
    if row['kind'] == 'police_force' and not row['name'].startswith(('London,', 'Metropolitan')):
        names = [n + s for n in [row['name']] + spellings(row['name'])
                 for s in ['', ' Police'] + [' Constabulary'] * (code in CONSTABULARIES)]
    r = facts.register.get(p.source[code])
    if r:
        names += [r['official-name'], r['nice-name'], r['local-authority-code']]
        names += re.split(r',(?! )', r['alt-names'])  # a comma inside a name has a blank after it
        names += facts.registry_names[r['local-authority-code']]
        names.append(r['gov-uk-slug'] or re.sub(r'[^a-z0-9]+', '-', row['name'].lower()))
        names += [x for x in (r['ecode'], r['snac']) if re.fullmatch(r'E\d{4}|\d\d[A-Z]{2}', x)]
    return names + EXTRA_ALIASES.get(p.source[code], [])


def tidy_aliases(name, names):
    """One of each, capitals preferred, without the name itself."""
    best = {}
    for n in names:
        n = ' '.join(n.split())
        check('|' not in n, f'"{n}" holds the separator')
        key = n.casefold()
        if n and key not in NOT_ALIASES and key != name.casefold():
            best[key] = max(best.get(key, n), n, key=lambda x: (sum(map(str.isupper, x)), x))
    return [best[k] for k in sorted(best)]


def fill_aliases(p, facts):
    """Gives each place its aliases, then drops each that could mean a second place."""
    for code, row in p.rows.items():
        row['aliases'] = tidy_aliases(row['name'], candidate_aliases(p, facts, code))
    users = defaultdict(set)
    for code, row in p.rows.items():
        for a in row['aliases'] + [row['name']]:
            users[p.group(code), tight(a)].add(code)
    dropped = []
    for code in sorted(p.rows):
        for a in p.rows[code]['aliases']:
            others = users[p.group(code), tight(a)] - {code}
            # A name may pass to a successor; it may not pass to a stranger.
            if any(p.overlap(code, o) or not set(final(p, code)) & set(final(p, o))
                   for o in others):
                dropped.append((code, a, sorted(others)))
    for code, a, _ in dropped:
        p.rows[code]['aliases'].remove(a)
    return dropped


def check_places(p):
    current = [c for c in p.rows if p.alive(c, TODAY)]
    count = defaultdict(int)
    for c in current:
        kind = p.rows[c]['kind']
        count['council' if kind in KINDS.values() else kind] += 1
    check(count == EXPECTED, f'current places: expected {EXPECTED}, got {dict(count)}')
    check(len(p.rows) - len(current) == FORMER, 'the number of former places changed')
    holder = {'county': 'county', 'region': 'region', 'force': 'police_force'}
    for code, row in p.rows.items():
        for column, kind in holder.items():
            check(not row[column] or p.rows.get(row[column], {}).get('kind') == kind,
                  f'{code}: {column} {row[column]} is no {kind}')
        for old in row['predecessors'].split():
            check(old in p.rows and p.rows[old]['start_date'] < row['start_date'],
                  f'{code}: predecessor {old} is unknown or no older')
        check(all(c in current for c in final(p, code)), f'{code} reaches no current place')
        check(re.fullmatch(r'E\d{8}', code), f'{code} is not a code')
    check_councils(p)


def check_councils(p):
    for code in p.councils():
        row = p.rows[code]
        check(row['region'] and row['force'], f'{code} has no region or no force')
        check(bool(row['county']) == (row['kind'] == 'non_metropolitan_district'),
              f'{code}: only districts, and all of them, lie in a county')
        check(len(final(p, code)) == 1, f'{code} was divided')
        # A district's county lasts as long as it does, and both end up in the same place.
        if row['county']:
            check(p.overlap(code, row['county']) and p.end(row['county']) >= p.end(code),
                  f'{code}: its county {row["county"]} ended before it')
            check(set(final(p, code)) <= set(final(p, row['county']))
                  or p.rows[final(p, code)[0]]['county'] == row['county'],
                  f'{code} and its county {row["county"]} ended up apart')
        if p.alive(code, TODAY):
            check(all(row[c] for c in COLUMNS[10:]), f'{code} has no point or no area')
    check_bounds(p)


def check_bounds(p):
    """Latitude and easting against a box around England; every name unique while it lasts."""
    for code in p.councils():
        row = p.rows[code]
        check(not row['latitude'] or (49.8 < float(row['latitude']) < 55.9
                                      and -6.5 < float(row['longitude']) < 1.8
                                      and 80000 < float(row['easting']) < 656000
                                      and 5000 < float(row['northing']) < 658000),
              f'{code} does not lie in England')
    for a, b in itertools.combinations(sorted(p.rows), 2):
        if p.group(a) == p.group(b) and p.overlap(a, b):
            words = [{tight(x) for x in p.rows[c]['aliases'] + [p.rows[c]['name']]} for c in (a, b)]
            check(not words[0] & words[1], f'{a} and {b} share a name: {words[0] & words[1]}')


def neighbours(p, facts):
    pairs = set()
    for e in facts.edges:
        a, b = sorted(only(final(p, e[x]), f'neighbour {e[x]}') for x in 'ab')
        check(a != b and {a, b} <= set(p.councils()), f'neighbours {a}, {b}')
        pairs.add((a, b))
    check(len(pairs) == len(facts.edges), 'a pair of neighbours is given twice')
    return sorted(pairs)


def populations(p, facts):
    """Rows (code, year, population, source).  A recode of 2025 carries the figures on file."""
    out = {}
    new_code = {r['old_code']: r['new_code'] for r in facts.recodes25}
    for r in facts.population:
        for column, source in (('pop_2019', 'mye_2019'), ('pop_2020', 'mye_2020'),
                               ('mye_2021', 'mye_2021'), ('census_2021', 'census_2021')):
            for code in filter(None, (r['ltla24_code'], new_code.get(r['ltla24_code']))):
                out[code, int(source[-4:]), source] = int(r[column])
    for r in facts.population19:
        known = out.setdefault((r['code'], 2019, 'mye_2019'), int(r['population']))
        check(known == int(r['population']), f'{r["code"]}: two populations for 2019')
    for code, r in facts.register.items():
        if r['pop-2020'] and code not in DOUBTFUL and (
                r['current-authority'] == 'False' or code in facts.current):
            known = out.setdefault((code, 2020, 'mye_2020'), int(float(r['pop-2020'])))
            check(known == int(float(r['pop-2020'])), f'{code}: two populations for 2020')
    check_populations(p, out)
    return [(c, y, n, s) for (c, y, s), n in sorted(out.items())]


def check_populations(p, out):
    """Every current council has all four; a whole made of known parts is their sum."""
    for code in p.councils():
        if p.alive(code, TODAY):
            check(sum(c == code for c, _, _ in out) == 4, f'{code} lacks a population')
    check(all(c in p.rows and n > 0 for (c, _, _), n in out.items()), 'a population of no place')
    sums = 0
    for code, row in p.rows.items():
        if row['kind'] in KINDS.values():
            parts = [c for c in row['predecessors'].split() if not c.startswith('E10')]
        else:
            parts = [c for c in p.councils() if row['kind'] == 'county'
                     and p.rows[c]['county'] == code and p.end(c) == p.end(code)]
        for year in (2019, 2020):
            known = [out.get((c, year, f'mye_{year}')) for c in parts]
            total = out.get((code, year, f'mye_{year}'))
            if parts and total and None not in known:
                check(sum(known) == total, f'{code}: the parts sum to {sum(known)}, not {total}')
                sums += 1
    print(f'populations: {sums} wholes equal the sum of their parts')


def compile_places(facts):
    p = Places()
    add_current(p, facts)
    add_areas(p, facts)
    add_former(p, facts)
    add_recodes(p, facts)
    fill_areas(p)
    fill_predecessors(p)
    fill_points(p, facts)
    dropped = fill_aliases(p, facts)
    check_places(p)
    return p, dropped


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument('--from', dest='source', required=True, help='folder with the raw facts')
    args.add_argument('--out', default='data/places', help='folder to write to')
    args = args.parse_args()
    facts = Facts(args.source)
    p, dropped = compile_places(facts)
    pairs, people = neighbours(p, facts), populations(p, facts)
    rows = [p.rows[c] | {'aliases': '|'.join(p.rows[c]['aliases'])} for c in sorted(p.rows)]
    os.makedirs(args.out, exist_ok=True)
    write(args.out, 'places.csv', COLUMNS, [[r[c] for c in COLUMNS] for r in rows])
    write(args.out, 'neighbours.csv', ['a', 'b'], pairs)
    write(args.out, 'populations.csv', ['code', 'year', 'population', 'source'], people)
    print(f'{len(rows)} places ({FORMER} former), {len(pairs)} pairs of neighbours, '
          f'{len(people)} populations, {sum(len(r["aliases"]) for r in p.rows.values())} aliases '
          f'({len(dropped)} ambiguous ones dropped)')
    for code, alias, others in dropped:
        print(f'  dropped "{alias}" of {code}: also {" ".join(others)}')


if __name__ == '__main__':
    main()
