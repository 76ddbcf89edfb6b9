#!/usr/bin/env python3
"""all.py BELFRY [SECONDS]: the slow tests of `./check --all`: every fuzz target for SECONDS (60)
from seeds that are real files, 200 kills in the middle of an import, 100 of the delivery.  Prints TAP."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SEEDS = ['tests/fuzz/seeds/*', 'data/mappings/*.ini', 'data/watch/*.ini', 'data/series/*.ini']

BORDERS = b'''{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":
"urn:ogc:def:crs:EPSG::27700"}},"features":[{"type":"Feature","properties":{"LAD24CD":"E06000001"},
"geometry":{"type":"Polygon","coordinates":[[[0,0],[9000,0],[9000,5],[9000,9000],[0,0]]]}},
{"type":"Feature","properties":{"LAD24CD":"E06000002"},"geometry":{"type":"MultiPolygon",
"coordinates":[[[[9000,0],[9000,5],[9000,9000],[20000,4],[9000,0]]],[[[1,9],[2,9],[2,8],[1,9]]]]}}]}
'''


def seed(folder):
    """Whole small files, and the heads of large ones after each mapping."""
    heads = []
    for path in glob.glob(os.path.join(ROOT, 'data/examples/*.csv')) + [
            os.path.join(ROOT, 'data/places/places.csv')]:
        with open(path, 'rb') as f:
            heads.append(b''.join(f.readlines()[:6]))
    n = 0
    for pattern in SEEDS:
        for path in glob.glob(os.path.join(ROOT, pattern)):
            with open(path, 'rb') as f:
                text = f.read()
            for data in [text] + [text + b'---\n' + h for h in heads]:
                with open(os.path.join(folder, f'{n}'), 'wb') as f:
                    f.write(data)
                n += 1
    for h in heads + [BORDERS]:
        with open(os.path.join(folder, f'{n}'), 'wb') as f:
            f.write(h)
        n += 1


def fuzz(target, seconds):
    name = os.path.basename(target)
    with tempfile.TemporaryDirectory() as folder:
        seed(folder)
        done = subprocess.run([target, f'-max_total_time={seconds}', '-max_len=8192',
                               '-timeout=10', '-rss_limit_mb=2048',
                               f'-artifact_prefix={folder}/', folder],
                              capture_output=True, text=True, check=False)
    good = done.returncode == 0
    print(f'{"ok" if good else "not ok"} - {name} for {seconds} s')
    if not good:
        print('\n'.join('# ' + l for l in done.stderr.splitlines()[-40:]))
    return good


def main():
    belfry, seconds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else '60'
    build = os.path.join(ROOT, 'build-fuzz')
    subprocess.run(['cmake', '-S', ROOT, '-B', build, '-G', 'Ninja', '-DCMAKE_C_COMPILER=clang-14',
                    '-DBELFRY_SANITIZE=ON', '-DBELFRY_TESTS=ON', '-DBELFRY_FUZZ=ON'],
                   check=True, stdout=subprocess.DEVNULL)
    targets = [os.path.basename(p)[:-2] for p in sorted(glob.glob(ROOT + '/tests/fuzz/*.c'))]
    subprocess.run(['ninja', '-C', build] + targets, check=True, stdout=subprocess.DEVNULL)
    good = all([fuzz(os.path.join(build, t), seconds) for t in targets])
    for old in glob.glob('/tmp/belfry-fuzz-*'):
        os.remove(old)
    kill = os.path.join(ROOT, 'tests/torture/kill_import.py')
    done = subprocess.run([sys.executable, kill, belfry, '200'], check=False)
    deliver = subprocess.run([os.path.join(ROOT, 'tests/support/with_postgres.sh'), sys.executable,
                              os.path.join(ROOT, 'tests/torture/deliver_kill.py'), belfry, '100'], check=False)
    scan = subprocess.run([sys.executable, os.path.join(ROOT, 'tests/torture/scan_settings.py'), belfry,
                           '1000'], check=False)
    codes = [done.returncode, deliver.returncode, scan.returncode]
    sys.exit(0 if good and not any(codes) else 1)


if __name__ == '__main__':
    assert shutil.which('clang-14'), 'clang-14 is needed'
    main()
