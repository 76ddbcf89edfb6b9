#!/usr/bin/env python3
"""compile_example.py --from DIR --out DIR : the example series, cut from the raw facts.

Writes the monthly counts of racially or religiously aggravated public order offences in the 32
London boroughs, as published in December 2025 and, for a test of revisions, in August 2023.
data/examples/SOURCES.md says where they come from and what is wrong with them.
"""
import argparse
import csv
import os
import re
import sys

SERIES = 'race_religious_aggravated_public_order'
COLUMNS = ['borough', 'ltla24_code', 'month', 'count']
BOROUGHS = {f'E090000{n:02}' for n in range(2, 34)}  # the City of London has its own force
NOT_BOROUGHS = {'Unknown', 'London Heathrow and London City Airports'}
FILES = [
    ('met-race-religion-public-order.csv',
     'london_mps_monthly_2010-04_2025-11_vintage2025-12.csv', '2025-11'),
    ('met-race-religion-public-order-2023-08.csv',
     'london_mps_raceagg_monthly_2010-04_2023-07_vintage2023-08.csv', '2023-07'),
]


def check(holds, text):
    if not holds:
        sys.exit(f'compile_example: {text}')


def months(first, last):
    y, m = map(int, first.split('-'))
    out = []
    while not out or out[-1] < last:
        out.append(f'{y}-{m:02}')
        y, m = (y, m + 1) if m < 12 else (y + 1, 1)
    return out


def borough_rows(rows, last):
    """The boroughs' rows by code and month, complete and without doubles."""
    kept = [r for r in rows if r['ltla24_code']]
    left = {r['borough'] for r in rows if not r['ltla24_code']}
    check(left <= NOT_BOROUGHS, f'no code for {sorted(left - NOT_BOROUGHS)}')
    cells = {(r['ltla24_code'], r['month']) for r in kept}
    wanted = {(b, m) for b in BOROUGHS for m in months('2010-04', last)}
    check(cells == wanted, f'missing or extra cells: {sorted(cells ^ wanted)[:5]}')
    check(len(cells) == len(kept), 'a cell is given twice')
    check(all(re.fullmatch(r'\d+', r['count']) for r in kept), 'a count is not a whole number')
    return sorted(kept, key=lambda r: (r['ltla24_code'], r['month']))


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument('--from', dest='source', required=True, help='folder with the raw facts')
    args.add_argument('--out', default='data/examples', help='folder to write to')
    args = args.parse_args()
    os.makedirs(args.out, exist_ok=True)
    for name, source, last in FILES:
        path = os.path.join(args.source, 'series', source)
        with open(path, encoding='utf-8-sig', newline='') as f:
            rows = [r for r in csv.DictReader(f) if r['series'] == SERIES]
        kept = borough_rows(rows, last)
        left = sum(int(r['count']) for r in rows if not r['ltla24_code'])
        with open(os.path.join(args.out, name), 'w', encoding='utf-8', newline='') as f:
            out = csv.writer(f, lineterminator='\n')
            out.writerow(COLUMNS)
            out.writerows([r[c] for c in COLUMNS] for r in kept)
        print(f'{name}: {len(kept)} rows, {sum(int(r["count"]) for r in kept)} offences; '
              f'{len(rows) - len(kept)} rows with {left} offences outside the boroughs left out')


if __name__ == '__main__':
    main()
