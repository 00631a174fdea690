#!/usr/bin/env python3
"""Runs every program of test/fixtures/python with this Python and records what it printed.

    python3 scripts/record-python.py            write recorded.json
    python3 scripts/record-python.py --check    say which records would change; exit status 1 if any

A record holds the standard output, the last line of the standard error output (the traceback's) and the exit
status. The recordings in the repository are made with CPython 3.11.
"""

import json
import pathlib
import platform
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent.parent / 'test' / 'fixtures' / 'python'
RECORDS = FOLDER / 'recorded.json'


def record(program):
    done = subprocess.run(
        [sys.executable, '-I', '-W', 'ignore', '-X', 'utf8', program.name],
        cwd=FOLDER,
        capture_output=True,
        encoding='utf-8',
        timeout=30,
        check=False,
    )
    last = done.stderr.strip().splitlines()[-1:]
    return {'out': done.stdout, 'err': last[0] if last else '', 'exit': done.returncode}


def main():
    programs = {path.stem: record(path) for path in sorted(FOLDER.glob('*.py'))}
    records = {'python': platform.python_version(), 'programs': programs}
    text = json.dumps(records, indent=2, ensure_ascii=False) + '\n'
    if '--check' not in sys.argv[1:]:
        RECORDS.write_text(text, encoding='utf-8')
        print(f'{len(programs)} programs recorded with Python {records["python"]}')
        return 0
    old = json.loads(RECORDS.read_text(encoding='utf-8'))['programs'] if RECORDS.exists() else {}
    changed = [name for name in sorted({*old, *programs}) if old.get(name) != programs.get(name)]
    print('\n'.join(changed) if changed else f'{len(programs)} records agree')
    return 1 if changed else 0


if __name__ == '__main__':
    sys.exit(main())
