/** The library: what of it is compiled, what a step is in it, and what its stand-ins cost. */
import { describe, expect, test } from 'vitest';
import { LIBRARY } from '../../../src/language/library/index.ts';
import type { Program } from '../../../src/language/program.ts';
import { compilePython } from '../../../src/language/python/compile.ts';
import { verify } from '../../../src/language/verify.ts';
import { articleLaptop } from '../../../src/simulate/presets.ts';
import { simulateProgram } from '../../../src/simulate/program.ts';
import { createVm } from '../../../src/vm/vm.ts';
import { programOf } from '../../shared/programs.ts';
import { finish, load, printed } from '../vm/helpers.ts';
import { fixtures } from './fixtures.ts';

const libraryFunctions = (program: Program): string[] => program.functions.filter((f) => f.library).map((f) => f.name);

describe('what is compiled', () => {
  test.each(LIBRARY)('$module provides $names', ({ module, names }) => {
    const program = programOf(`from ${module} import ${names.join(', ')}\n`);
    expect(verify(program)).toEqual([]);
    const globals = program.globals.map((g) => g.name);
    expect(globals).toEqual(expect.arrayContaining(names.map((name) => `${module}.${name}`)));
  });

  test('only what is used: none of it for threads, locks, queues, reduce and processes', () => {
    const modules = 'threading, queue, functools, multiprocessing, os, time, random';
    expect(libraryFunctions(programOf(`import ${modules}\nthreading.Thread\nfunctools.reduce\n`))).toEqual([]);
    expect(libraryFunctions(programOf('import threading\nthreading.Timer\n'))).toContain('cancel');
    expect(libraryFunctions(programOf('from concurrent.futures import Future\n'))).not.toContain('submit');
  });

  test('open is a builtin like any other: a program may have its own', () => {
    expect(libraryFunctions(programOf("open('x', 'w')\n"))).toContain('open');
    expect(libraryFunctions(programOf('def open(): pass\nopen()\n'))).toEqual([]);
  });

  test('its code lies on no line of the program, its globals have names that no program can write', () => {
    const program = programOf('from functools import partial\np = partial(print, 1)\n');
    for (const f of program.functions.filter((g) => g.library)) {
      expect(f.line).toBe(0);
      for (let pc = f.entry; pc < f.end; pc++) expect(program.lines[pc]).toBe(0);
    }
    expect(program.globals.map((g) => [g.name, g.line])).toEqual([
      ['partial', 1],
      ['p', 2],
      ['functools.partial', 0],
    ]);
  });

  test('an import binds what Python binds', () => {
    const said = (source: string): string => printed(finish(load(source)));
    expect(said('import concurrent.futures\nprint(concurrent.futures.FIRST_COMPLETED)')).toBe('FIRST_COMPLETED\n');
    expect(said('import concurrent.futures as cf\nprint(cf.ALL_COMPLETED)')).toBe('ALL_COMPLETED\n');
    expect(said('from concurrent import futures\nprint(futures.ALL_COMPLETED)')).toBe('ALL_COMPLETED\n');
    expect(said('from concurrent.futures import TimeoutError as T\nprint(T is TimeoutError)')).toBe('True\n');
    const failing = finish(load('from concurrent.futures import ThreadPoolExecutor\nconcurrent.futures.wait([])\n'));
    expect(failing.find((e) => e.kind === 'error')?.text).toBe("NameError: name 'concurrent' is not defined");
  });

  test('a name that a module has not is said where it stands', () => {
    const result = compilePython('from concurrent.futures import TreadPoolExecutor\n');
    expect(result.diagnostics.map((d) => d.message)).toEqual([
      'In this subset the module `concurrent.futures` has no `TreadPoolExecutor`.',
    ]);
  });
});

describe('steps', () => {
  const SUBMIT = `
from concurrent.futures import ThreadPoolExecutor

def work(n):
    return n

with ThreadPoolExecutor(1) as pool:
    future = pool.submit(work, 7)
    print(future.result())
`;

  test('an executor takes as many as it has operations that others wait for', () => {
    const vm = load(SUBMIT);
    const kinds = new Map<string, number>();
    for (const { kind, name } of finish(vm)) {
      if (['load', 'store', 'notify', 'wait'].includes(kind))
        kinds.set(`${kind} ${name}`, (kinds.get(`${kind} ${name}`) ?? 0) + 1);
    }
    // one call put and taken, the end put, taken and put back; the future set and waited for
    expect(kinds.get('store pool._queue')).toBe(5);
    expect(kinds.get('notify future._finished')).toBe(1);
  });

  test('programs whose output is one say the same under every schedule', () => {
    const names = /^(executor|timer)/;
    for (const { name, source, recorded } of fixtures().filter((f) => names.test(f.name))) {
      for (let seed = 1; seed <= 5; seed++) {
        let state = seed;
        const random = (n: number): number => {
          state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
          return (state >>> 8) % n;
        };
        const out = printed(finish(load(source), (enabled) => enabled[random(enabled.length)] ?? 0));
        expect(out, `${name}, seed ${seed}`).toBe(recorded.out);
      }
    }
  });

  test('pools and executors work in processes that are started afresh', () => {
    const { source, recorded } = fixtures().find((f) => f.name === 'executor_processes_and_pools') ?? fail();
    const machine = { switchPoints: 'every-step', gil: true, startMethod: 'spawn' } as const;
    expect(printed(finish(createVm(programOf(source), machine)))).toBe(recorded.out);
  });

  test('a worker that is killed breaks its pool', () => {
    const source = `
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

pool = ProcessPoolExecutor(2)
future = pool.submit(time.sleep, 100)
for process in pool._processes.values():
    process.kill()
try:
    future.result()
except BrokenProcessPool as e:
    print(e)
try:
    pool.submit(print, 1)
except BrokenProcessPool as e:
    print(e)
`;
    expect(printed(finish(load(source)))).toBe(
      'A process in the process pool was terminated abruptly while the future was running or pending.\n' +
        'A child process terminated abruptly, the process pool is not usable anymore\n',
    );
  });
});

function fail(): never {
  throw new Error('no such fixture');
}

describe('costs, on the laptop of the article', () => {
  const seconds = (source: string): number => {
    const { output, errors } = simulateProgram(programOf(source), articleLaptop, { seed: 1 });
    expect(errors).toEqual([]);
    return Number(output.trim().split('\n').at(-1));
  };

  const mails = (workers: number, each: number): string => `
import imaplib
import time
from concurrent.futures import ThreadPoolExecutor

def connect():
    client = imaplib.IMAP4_SSL('mail.example.com')
    client.login('somebody', 'secret')
    client.select()
    return client

def load(numbers):
    client = connect()
    for number in numbers:
        status, data = client.fetch(number, '(RFC822)')
        with open('mail/' + number.decode(), 'wb') as file:
            file.write(data[0][1])
    client.close()

start = time.time()
client = connect()
status, found = client.search(None, 'ALL')
client.close()
numbers = found[0].split()
with ThreadPoolExecutor(${workers}) as pool:
    list(pool.map(load, [numbers[i:i + ${each}] for i in range(0, 100, ${each})]))
print(time.time() - start)
`;

  test('a hundred mails by one thread, and by ten', () => {
    expect(seconds(mails(1, 100))).toBeCloseTo(35.7, 1);
    expect(seconds(mails(10, 10))).toBeCloseTo(9.9, 1);
  });

  test('the sixteenth connection is refused', () => {
    const source = `
import imaplib
from concurrent.futures import ThreadPoolExecutor

def connect(n):
    imaplib.IMAP4_SSL('mail.example.com').login('somebody', 'secret')

with ThreadPoolExecutor(16) as pool:
    calls = [pool.submit(connect, n) for n in range(16)]
print([call.exception() for call in calls if call.exception() is not None])
`;
    const { output } = simulateProgram(programOf(source), articleLaptop, { seed: 1 });
    expect(output).toContain('[ALERT] Too many simultaneous connections. (Failure)');
  });

  const forest = (jobs: string): string => `
import time
from sklearn import datasets
from sklearn.ensemble import RandomForestClassifier

X, y = datasets.make_classification(n_samples=10000, n_features=50)
start = time.time()
RandomForestClassifier(n_estimators=500, n_jobs=${jobs}).fit(X, y)
print(time.time() - start)
`;

  test('five hundred trees by one job, and by four', () => {
    expect(seconds(forest('None'))).toBeCloseTo(34.2, 1);
    expect(seconds(forest('4'))).toBeCloseTo(14.6, 1);
    expect(seconds(forest('-1'))).toBeCloseTo(seconds(forest('4')), 3);
  });

  test('pages arrive side by side', () => {
    const pages = (count: number): string => `
import requests
import threading
import time
import urllib.request

def load():
    for _ in range(5):
        with open('page.html', 'w') as file:
            file.write(requests.get('http://example.com/').text)
    urllib.request.urlopen('http://example.com/').read().decode()

start = time.time()
threads = [threading.Thread(target=load) for _ in range(${count})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(time.time() - start)
`;
    expect(seconds(pages(1))).toBeCloseTo(6 * 0.153, 1);
    expect(seconds(pages(8)) - seconds(pages(1))).toBeLessThan(0.1);
  });
});
