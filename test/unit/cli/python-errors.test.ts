/** What a program does wrong ends it as it ends in CPython: the last line of the traceback is that of python3. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { terminal } from './terminal.ts';

const { call, files } = terminal();

/** Runs a program in the Python of this machine. */
const python = (source: string) => spawnSync('python3', ['-c', source], { encoding: 'utf8', timeout: 20_000 });
const lastLine = (text: string): string | undefined => text.trimEnd().split('\n').at(-1);
const version = python('import sys\nprint(sys.version_info >= (3, 11))').stdout?.trim();

describe.runIf(version === 'True')('the exception that python3 ends with:', () => {
  test.each([
    ['a negative sleep', 'import time\ntime.sleep(-1)\n'],
    ['a semaphore below zero', 'import threading\nthreading.Semaphore(-1)\n'],
    ['release of an unlocked lock', 'import threading\nthreading.Lock().release()\n'],
    ['release of an RLock that nobody has', 'import threading\nthreading.RLock().release()\n'],
    ['a bounded semaphore above its bound', 'import threading\nthreading.BoundedSemaphore(1).release()\n'],
    ['join of self', 'import threading\nthreading.current_thread().join()\n'],
    ['join before start', 'import threading\nthreading.Thread().join()\n'],
    [
      'start twice',
      'import threading\ndef work(): pass\nt = threading.Thread(target=work)\nt.start()\nt.join()\nt.start()\n',
    ],
    ['notify without the lock', 'import threading\nthreading.Condition().notify()\n'],
    ['task_done too often', 'import queue\nqueue.Queue().task_done()\n'],
  ])('%s', async (_, source) => {
    files.set('wrong.py', source);
    const { status, err } = await call('run', 'wrong.py', '--machine', 'gil', '--quiet');
    const { stderr } = python(source);
    expect({ status, error: lastLine(err) }).toEqual({ status: 1, error: lastLine(stderr) });
  });
});
