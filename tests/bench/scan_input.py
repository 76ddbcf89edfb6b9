#!/usr/bin/env python3
"""scan_input.py FOLDER PLACES DAYS [--points FILE]: a made-up study for timing a scan.

Writes cases.csv, places.csv and population.csv for Belfry, and study.cas, study.geo and study.pop with
the same content for SaTScan.  About a third of a case a place and day, people spread unevenly, and one
cluster in the last six days.  --points takes places and coordinates from a CSV file whose columns are
the name, and further on lat and long."""
import csv
import math
import os
import random
import sys
from datetime import date, timedelta


def poisson(rng, mean):
    limit, k, p = math.exp(-mean), 0, rng.random()
    while p > limit:
        k, p = k + 1, p * rng.random()
    return k


def read_points(path):
    with open(path, encoding='utf-8-sig', newline='') as f:
        rows = list(csv.reader(f))
    names = [n.lower() for n in rows[0]]
    lat = next(i for i, n in enumerate(names) if n in ('lat', 'latitude'))
    lon = next(i for i, n in enumerate(names) if n in ('long', 'lon', 'longitude'))
    return [(r[0], r[lat], r[lon]) for r in rows[1:]]


def write(path, header, rows, sep):
    with open(path, 'w', encoding='utf-8') as f:
        if header:
            f.write(sep.join(header) + '\n')
        f.writelines(sep.join(map(str, r)) + '\n' for r in rows)


def main():
    folder, n, days = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    points = read_points(sys.argv[5]) if '--points' in sys.argv else None
    rng = random.Random(20241231)
    os.makedirs(folder, exist_ok=True)
    places = points[:n] if points else [
        (f'p{i:05d}', f'{rng.uniform(0, 350):.3f}', f'{rng.uniform(0, 500):.3f}') for i in range(n)]
    people = [int(rng.lognormvariate(11.3, 0.5)) for _ in places]
    mean = 0.31 / (sum(people) / len(people))
    start = date(2024, 12, 31) - timedelta(days - 1)
    cases = []
    for i, (name, a, b) in enumerate(places):
        near = math.hypot(float(a) - float(places[7][1]), float(b) - float(places[7][2]))
        for d in range(days):
            lift = 3.0 if d >= days - 6 and near < (0.03 if points else 35.0) else 1.0
            k = poisson(rng, mean * people[i] * lift)
            if k:
                cases.append((name, start + timedelta(d), k))
    write(f'{folder}/cases.csv', ('place', 'date', 'count'), cases, ',')
    write(f'{folder}/places.csv', ('place', 'lat', 'long') if points else ('place', 'x', 'y'), places, ',')
    write(f'{folder}/population.csv', ('place', 'population'),
          [(p[0], k) for p, k in zip(places, people)], ',')
    write(f'{folder}/study.cas', None, [(p, k, str(d).replace('-', '/')) for p, d, k in cases], ' ')
    write(f'{folder}/study.geo', None, places, ' ')
    write(f'{folder}/study.pop', None, [(p[0], 2024, k) for p, k in zip(places, people)], ' ')
    print(f'{len(places)} places, {days} days, {sum(c[2] for c in cases)} cases')


main()
