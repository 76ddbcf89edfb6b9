#!/usr/bin/env python3
"""pile_on_events.py N: N messages for `belfry pile-on`: 100,000 targets, 3 million senders, one in a
hundred to the same target; fifty a second."""
import random
import sys


def main():
    pick, t = random.Random(1), 1722300000
    out = sys.stdout.write
    out('time,target,sender\n')
    for i in range(int(sys.argv[1])):
        t += i % 50 == 0
        target = 'victim' if i % 1000 >= 990 else f't{pick.randrange(100000)}'
        out(f'{t},{target},s{pick.randrange(3000000)}\n')


if __name__ == '__main__':
    main()
