#!/usr/bin/env python3
"""satscan_to_belfry.py RUN.prm [--data FOLDER] [--out FOLDER] [--belfry PROGRAM]

Reads a parameter file of SaTScan and the data files that it names, writes them as the CSV files that
Belfry takes, and prints the command.  With --belfry the command is run.

  --data FOLDER     where the data files are (default: beside the parameter file)
  --out FOLDER      where the CSV files go (default: the folder RUN.belfry)
  --belfry PROGRAM  run it, and pass its output and status on

What Belfry's scan does not do is refused by name; nothing is left out silently.  Needs only Python's
standard library."""
import argparse
import configparser
import csv
import os
import re
import shlex
import subprocess
import sys


class Refused(Exception):
    """The parameter file asks for something that cannot be carried over."""


def read_parameters(path):
    parser = configparser.ConfigParser(interpolation=None, strict=False, delimiters=('=',),
                                       comment_prefixes=(';',))
    parser.optionxform = str
    try:
        with open(path, encoding='utf-8-sig', errors='replace') as f:
            parser.read_file(f)
    except configparser.Error as e:
        raise Refused(f'{path}: not a SaTScan parameter file ({e.__class__.__name__})') from None
    found = {key: value.strip() for section in parser.sections()
             for key, value in parser[section].items()}
    if 'AnalysisType' not in found:
        raise Refused(f'{path}: not a SaTScan parameter file (no AnalysisType)')
    return found


# What must have this value for the scan to be the same; in words for the person.
ONLY = {
    'UseGridFile': ('n', 'a grid file'),
    'SpatialWindowShapeType': ('0', 'elliptic windows'),
    'IsotonicScan': ('0', 'the isotonic scan'),
    'UseNeighborsFile': ('n', 'a neighbours file in SaTScan\'s form'),
    'UseMetaLocationsFile': ('n', 'a meta locations file'),
    'UseLocationsNetworkFile': ('n', 'a locations network'),
    'MultipleCoordinatesType': ('0', 'several coordinates for a location'),
    'UseMaxCirclePopulationFileOption': ('n', 'a maximum circle size file'),
    'SpatialAdjustmentType': ('0', 'a spatial adjustment'),
    'UseAdjustmentsByRRFile': ('n', 'an adjustment by known relative risks'),
    'RiskLimitHighClusters': ('n', 'a limit of risk'),
    'RiskLimitLowClusters': ('n', 'a limit of risk'),
    'CriteriaForReportingSecondaryClusters': ('0', 'secondary clusters that overlap'),
    'UseReportOnlySmallerClusters': ('n', 'a separate limit for reported clusters'),
    'PerformPowerEvaluation': ('n', 'a power evaluation'),
    'CalculateOliveira': ('n', "Oliveira's F"),
    'SimulatedDataMethodType': ('0', 'simulated data from a file'),
    'StudyPeriodCheckType': ('0', 'relaxed bounds of the study period'),
    'GeographicalCoordinatesCheckType': ('0', 'relaxed coordinates'),
}
CHOICES = {
    'ModelType': {'0': 'poisson', '1': 'bernoulli', '2': 'stp'},
    'AnalysisType': {'1': 'spatial', '2': 'temporal', '3': 'retrospective', '4': 'prospective'},
    'ScanAreas': {'1': 'high', '2': 'low', '3': 'both'},
    'TimeTrendAdjustmentType': {'0': None, '3': 'loglinear', '4': 'stratified'},
    'CoordinatesType': {'0': 'cartesian', '1': 'latlong'},
    'TimeAggregationUnits': {'0': None, '1': 'year', '2': 'month', '3': 'day'},
}
WORDS = {'ModelType': 'the model', 'AnalysisType': 'the analysis', 'ScanAreas': 'the scan areas',
         'TimeTrendAdjustmentType': 'the time trend', 'CoordinatesType': 'the coordinates',
         'TimeAggregationUnits': 'the time aggregation'}


def check(p):
    for key, (wanted, words) in ONLY.items():
        if p.get(key, wanted).lower() != wanted:
            raise Refused(f'{key}={p[key]}: Belfry\'s scan does not do {words}')
    for key in p:
        if re.fullmatch(r'CaseFile\d+', key) and p[key]:
            raise Refused(f'{key}: several data sets are not carried over')
    if p.get('IncludeClusters', '0') not in ('0', '1') or (
            p.get('IncludeClusters') == '1' and p['AnalysisType'] != '4'):
        raise Refused(f"IncludeClusters={p['IncludeClusters']}: chosen windows are not carried over")


def choice(p, key, default):
    value = p.get(key, default)
    if value not in CHOICES[key]:
        raise Refused(f'{key}={value}: Belfry\'s scan does not have {WORDS[key]} of that number')
    return CHOICES[key][value]


def date(text, where):
    """1977, 77, 1977/3, 1977/3/14 and the same with dashes, as 1977, 1977-03, 1977-03-14."""
    m = re.fullmatch(r'(\d{4}|\d{2})(?:[/-](\d{1,2})(?:[/-](\d{1,2}))?)?', text)
    if not m:
        raise Refused(f'{where}: \'{text[:40]}\' is not a date that starts with the year')
    year = int(m[1]) + (1900 if len(m[1]) == 2 else 0)
    return '-'.join([f'{year:04d}'] + [f'{int(x):02d}' for x in m.groups()[1:] if x])


def rows(path, least):
    """The fields of each line: apart by commas or blanks, quoted when they hold some."""
    with open(path, encoding='utf-8-sig', errors='replace', newline='') as f:
        for number, line in enumerate(f, 1):
            line = line.strip()
            if not line:
                continue
            parts = next(csv.reader([line])) if ',' in line else shlex.split(line)
            if len(parts) < least:
                raise Refused(f'{path}: line {number}: {len(parts)} fields, at least {least} expected')
            yield f'{path}: line {number}', [x.strip() for x in parts]


class Converter:
    def __init__(self, p, data, out):
        self.p, self.data, self.out = p, data, out
        self.timed = p.get('PrecisionCaseTimes', '0') != '0'
        self.command = ['compute', 'scan']

    def path(self, key):
        name = self.p.get(key, '')
        if not name:
            raise Refused(f'{key}: the parameter file names no file')
        for candidate in (name, os.path.join(self.data, name),
                          os.path.join(self.data, os.path.basename(name.replace('\\', '/')))):
            if os.path.isfile(candidate):
                return candidate
        raise Refused(f'{key}: {name} is not there (see --data)')

    def write(self, option, header, lines):
        path = os.path.join(self.out, option + '.csv')
        with open(path, 'w', encoding='utf-8', newline='') as f:
            w = csv.writer(f, lineterminator='\n')
            w.writerow(header)
            w.writerows(lines)
        self.command += ['--' + option, path]

    def cases(self):
        lines, covariates = [], False
        for where, f in rows(self.path('CaseFile'), 3 if self.timed else 2):
            rest = f[3:] if self.timed else f[2:]
            covariates = covariates or bool(rest)
            lines.append([f[0]] + ([date(f[2], where)] if self.timed else []) +
                         [f[1], '|'.join(rest)])
        header = ['place'] + (['date'] if self.timed else []) + ['count', 'category']
        if not covariates:
            header, lines = header[:-1], [x[:-1] for x in lines]
        self.write('cases', header, lines)
        return covariates

    def population(self, covariates):
        lines = []
        for where, f in rows(self.path('PopulationFile'), 3):
            lines.append([f[0], date(f[1], where), f[2]] + (['|'.join(f[3:])] if covariates else []))
        self.write('population', ['place', 'date', 'population'] + ['category'] * covariates, lines)

    def places(self):
        names = ['place', 'lat', 'long'] if self.setting['coordinates'] == 'latlong' else \
            ['place', 'x', 'y']
        self.write('places', names, [f[:3] for _, f in rows(self.path('CoordinatesFile'), 3)])

    def limits(self):
        p = self.p
        spatial = [p.get('MaxSpatialSizeInPopulationAtRisk', '50') + '%']
        if p.get('UseDistanceFromCenterOption') == 'y':
            unit = 'km' if self.setting['coordinates'] == 'latlong' else ''
            spatial.append(p['MaxSpatialSizeInDistanceFromCenter'] + unit)
        length = p.get('MaxTemporalSize', '50')
        share = p.get('MaxTemporalSizeInterpretation', '0') == '0'
        return ','.join(spatial), length + ('%' if share else '')

    def settings(self):
        p = self.p
        s = self.setting = {'model': choice(p, 'ModelType', '0'),
                            'analysis': choice(p, 'AnalysisType', '1'),
                            'start': date(p['StartDate'], 'StartDate'),
                            'end': date(p['EndDate'], 'EndDate'),
                            'coordinates': choice(p, 'CoordinatesType', '1'),
                            'scanFor': choice(p, 'ScanAreas', '1')}
        spatial, temporal = self.limits()
        if s['analysis'] != 'temporal':
            s['maxSpatial'] = spatial
        if s['analysis'] != 'spatial':
            unit = choice(p, 'TimeAggregationUnits', '3')
            s.update(timeUnit=unit or 'day', timeLength=p.get('TimeAggregationLength', '1'),
                     maxTemporal=temporal, minTemporal=p.get('MinimumTemporalClusterSize', '1'))
        s['minCases'] = p.get('MinimumCasesInHighRateClusters', '2')
        trend = choice(p, 'TimeTrendAdjustmentType', '0')
        if trend and s['model'] == 'poisson' and s['analysis'] != 'spatial':
            s['timeTrend'] = trend
        if p.get('AdjustForWeeklyTrends') == 'y':
            s['weekday'] = 'true'
        for key, name in (('IncludePurelySpatial', 'includeSpatial'),
                          ('IncludePurelyTemporal', 'includeTemporal')):
            if p.get(key) == 'y' and s['analysis'] in ('prospective', 'retrospective'):
                s[name] = 'true'
        if p.get('AdjustForEarlierAnalyses') == 'y' and s['analysis'] == 'prospective':
            s.update(adjustPrevious='true',
                     prospectiveStart=date(p['ProspectiveStartDate'], 'ProspectiveStartDate'))
        if p.get('IterativeScan') == 'y':
            s['iterative'] = p.get('IterativeScanMaxIterations', '10')
        s['replicates'] = p.get('MonteCarloReps', '999')
        return s

    def convert(self):
        check(self.p)
        setting = self.settings()
        os.makedirs(self.out, exist_ok=True)
        covariates = self.cases()
        if setting['analysis'] != 'temporal':
            self.places()
        if setting['model'] == 'poisson':
            self.population(covariates)
        if setting['model'] == 'bernoulli':
            self.write('controls', ['place', 'count'],
                       [f[:2] for _, f in rows(self.path('ControlFile'), 2)])
        for key, value in setting.items():
            self.command += ['--set', f'{key}={value}']
        return self.command


def convert(parameters, data=None, out=None):
    """The arguments of belfry for a parameter file; the CSV files are written."""
    data = data or os.path.dirname(os.path.abspath(parameters))
    out = out or os.path.splitext(parameters)[0] + '.belfry'
    return Converter(read_parameters(parameters), data, out).convert()


def main():
    a = argparse.ArgumentParser(description=__doc__.split('\n\n')[1])
    a.add_argument('parameters', metavar='RUN.prm')
    a.add_argument('--data')
    a.add_argument('--out')
    a.add_argument('--belfry')
    args = a.parse_args()
    try:
        command = convert(args.parameters, args.data, args.out)
    except (Refused, OSError, ValueError, KeyError) as e:
        print(f'satscan_to_belfry: {e}', file=sys.stderr)
        return 2
    if args.belfry:
        return subprocess.run([args.belfry] + command, check=False).returncode
    print(shlex.join(['belfry'] + command))
    return 0


if __name__ == '__main__':
    sys.exit(main())
