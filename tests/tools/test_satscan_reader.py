#!/usr/bin/env python3
"""test_satscan_reader.py BELFRY: tools/satscan_to_belfry.py on a small made-up study."""
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOOL = os.path.join(ROOT, 'tools', 'satscan_to_belfry.py')
PRM = """[Input]
;case data filename
CaseFile={folder}/c.cas
ControlFile=
PrecisionCaseTimes=2
StartDate=2001/1/1
EndDate=2001/12/31
PopulationFile=C:\\study\\c.pop
CoordinatesFile=c.geo
CoordinatesType=0
[Analysis]
AnalysisType=4
ModelType=0
ScanAreas=1
TimeAggregationUnits=2
TimeAggregationLength=1
[Spatial Window]
MaxSpatialSizeInPopulationAtRisk=50
UseDistanceFromCenterOption=y
MaxSpatialSizeInDistanceFromCenter=3
[Temporal Window]
MaxTemporalSizeInterpretation=1
MaxTemporalSize=4
[Inference]
MonteCarloReps=99
"""
CASES = '"North End" 1 2001/3 m\nB 2 2001-04 f\n\nB,5,2001/12,f\n"North End",4,2001/11,m\nC 3 2001/2 f\n'
PLACES = '"North End" 0 0\nB 1 1\nC 9 9\nD 9 8\n'
PEOPLE = ''.join(f'{p} 2001 {n} {s}\n' for p, n in (('"North End"', 90), ('B', 100), ('C', 120),
                                                    ('D', 80)) for s in 'mf')
number = failures = 0


def check(name, good, why=''):
    global number, failures
    number += 1
    failures += not good
    print(f"{'ok' if good else 'not ok'} {number} - satscan reader: {name}")
    if not good:
        print('#', why)


def run(folder, extra, *arguments):
    path = os.path.join(folder, 'run.prm')
    with open(path, 'w', encoding='utf-8') as f:
        f.write(PRM.format(folder=folder) + extra)
    return subprocess.run([sys.executable, TOOL, path] + list(arguments), capture_output=True,
                          text=True, check=False)


def main():
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (('c.cas', CASES), ('c.geo', PLACES), ('c.pop', PEOPLE)):
            with open(os.path.join(folder, name), 'w', encoding='utf-8') as f:
                f.write(text)
        done = run(folder, '')
        want = '--set model=poisson --set analysis=prospective --set start=2001-01-01 ' \
               '--set end=2001-12-31 --set coordinates=cartesian --set scanFor=high ' \
               '--set maxSpatial=50%,3 --set timeUnit=month --set timeLength=1 --set maxTemporal=4'
        check('prints the command', done.returncode == 0 and want in done.stdout,
              done.stdout + done.stderr)
        with open(os.path.join(folder, 'run.belfry', 'cases.csv'), encoding='utf-8') as f:
            check('writes the cases', f.read().startswith(
                'place,date,count,category\nNorth End,2001-03,1,m\nB,2001-04,2,f\nB,2001-12,5,f\n'))
        done = run(folder, '', '--belfry', sys.argv[1])
        check('runs the scan', done.returncode == 0 and ' B ' in done.stdout and '2001-12-31' in
              done.stdout, done.stdout + done.stderr)
        for extra, words in (('[X]\nSpatialWindowShapeType=1\n', 'elliptic windows'),
                             ('[X]\nModelType=5\n', 'the model'),
                             ('[X]\nCaseFile=gone.cas\n', 'gone.cas is not there'),
                             ('[X]\nUseGridFile=y\n', 'a grid file'),
                             ('[X]\nStartDate=1/1/2001\n', 'not a date')):
            done = run(folder, extra)
            check('refuses ' + words, done.returncode == 2 and words in done.stderr and
                  done.stderr.count('\n') == 1, done.stdout + done.stderr)
        done = subprocess.run([sys.executable, TOOL, os.path.join(folder, 'c.geo')],
                              capture_output=True, text=True, check=False)
        check('refuses another file', done.returncode == 2 and
              'not a SaTScan parameter file' in done.stderr, done.stderr)
    print(f'1..{number}')
    return failures > 0


sys.exit(main())
