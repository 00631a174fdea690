/** Python programs in virtual time. */
import { describe, expect, test } from 'vitest';
import { compilePython } from '../../../src/language/python/compile.ts';
import { metricsOf } from '../../../src/simulate/metrics.ts';
import { calibrationMachine, withCores, withPython } from '../../../src/simulate/presets.ts';
import { type ProgramRun, simulateProgram } from '../../../src/simulate/program.ts';
import { fixtures } from '../language/fixtures.ts';

const freeThreaded = withPython(calibrationMachine, '3.13t');

function run(source: string, machine = calibrationMachine, seed = 1): ProgramRun {
  const made = compilePython(source);
  if (!made.ok) throw new Error(made.diagnostics.map((d) => `${d.line}: ${d.message}`).join('\n'));
  return simulateProgram(made.program, machine, { seed });
}

describe('a deterministic program prints under a clock what CPython prints', () => {
  for (const { name, source, recorded } of fixtures()) {
    // what they print about time is virtual here, and real there
    if (/perf_counter|time\.time|monotonic/.test(source)) continue;
    test(name, () => {
      const { output, errors } = run(source);
      expect(output).toBe(recorded.out);
      expect(errors.at(-1)?.text ?? '').toBe(recorded.err);
    });
  }
});

const WORK = (workers: number): string => `
from threading import Thread
def work():
    x = 0
    for i in range(1000000):
        x = x + 1
ts = [Thread(target=work) for _ in range(${workers})]
for t in ts: t.start()
for t in ts: t.join()
`;

describe('time', () => {
  test('two computing threads take twice as long as one under the GIL, and as long as one without', () => {
    const machine = withCores(calibrationMachine, 2);
    const ratio = (m: typeof machine): number => run(WORK(2), m).run.end / run(WORK(1), m).run.end;
    expect(ratio(machine)).toBeGreaterThan(1.9);
    expect(ratio(freeThreaded)).toBeLessThan(1.3);
  });

  test('a thread that waits for another is no thread that waits for a lock', () => {
    const { run: done } = run(WORK(1));
    const main = metricsOf(done).threads.find((t) => t.id === 0);
    expect(main?.waitingForOthers).toBeGreaterThan(0.8 * done.end);
  });

  test('sleeping threads sleep at the same time', () => {
    const source = `
from threading import Thread
import time
start = time.perf_counter()
ts = [Thread(target=time.sleep, args=(0.1,)) for _ in range(10)]
for t in ts: t.start()
for t in ts: t.join()
print(0.1 <= time.perf_counter() - start < 0.12)
`;
    expect(run(source).output).toBe('True\n');
  });

  test('a time limit ends a wait', () => {
    const source = `
from threading import Lock, Event, Thread
from queue import Queue, Empty
import time
lock = Lock(); lock.acquire()
start = time.perf_counter()
print(lock.acquire(timeout=0.2), Event().wait(0.1))
try:
    Queue().get(timeout=0.1)
except Empty:
    print("empty")
t = Thread(target=time.sleep, args=(5,), daemon=True); t.start()
t.join(0.1)
print(t.is_alive(), round(time.perf_counter() - start, 1))
`;
    expect(run(source).output).toBe('False False\nempty\nTrue 0.5\n');
  });
});

describe('races', () => {
  const counting = (line: string, rounds = 300_000): string => `
from threading import Thread
n = 0
def one(): return 1
def work():
    global n
    for _ in range(${rounds}):
        ${line}
ts = [Thread(target=work) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(n)
`;
  test('n += 1 loses nothing on CPython 3.11, where no switch can come between', () => {
    for (const seed of [1, 2]) expect(run(counting('n += 1'), calibrationMachine, seed).output).toBe('600000\n');
  });
  test('n += one() loses there, and n += 1 loses without the GIL', () => {
    expect(Number(run(counting('n += one()')).output)).toBeLessThan(600_000);
    expect(Number(run(counting('n += 1', 20_000), freeThreaded).output)).toBeLessThan(40_000);
  });
  test('equal seeds give equal runs', () => {
    const [a, b] = [run(counting('n += one()', 100_000)), run(counting('n += one()', 100_000))];
    expect(a.run.end).toBe(b.run.end);
    expect(a.output).toBe(b.output);
  });
});

describe('bad programs', () => {
  test('a loop that raises and catches for ever takes time, and is stopped', () => {
    const made = compilePython(
      'while True:\n    try:\n        raise ValueError\n    except ValueError:\n        pass\n',
    );
    if (!made.ok) throw new Error('does not compile');
    const { run: stopped } = simulateProgram(made.program, calibrationMachine, { until: 1e6 });
    expect(stopped.ending.kind).toBe('stopped');
  });

  test('a deadlock ends with its cycle', () => {
    const { run: stuck } = run(`
from threading import Thread, Lock
import time
a, b = Lock(), Lock()
def take(x, y):
    with x:
        time.sleep(0.01)
        with y: pass
ts = [Thread(target=take, args=p) for p in ((a, b), (b, a))]
for t in ts: t.start()
for t in ts: t.join()
`);
    expect(stuck.ending.kind).toBe('stuck');
    expect(stuck.cycle).toHaveLength(2);
    expect(stuck.waits.map((w) => w.object)).toEqual(expect.arrayContaining(['a', 'b']));
  });

  test('an unguarded spawn says what CPython says', () => {
    const spawning = { ...calibrationMachine, python: { ...calibrationMachine.python, startMethod: 'spawn' as const } };
    const source = `
from multiprocessing import Process
def work(): print("working")
p = Process(target=work)
p.start()
p.join()
print(p.exitcode)
`;
    const { output, errors } = run(source, spawning);
    expect(errors[0]?.text).toContain('current process has finished its bootstrapping phase');
    expect(output).toBe('1\n');
    const guarded = source.replace(
      /p = [\s\S]*/,
      (code) => `if __name__ == "__main__":\n${code.replace(/^/gm, '    ')}`,
    );
    expect(run(guarded, spawning).output).toBe('working\n0\n');
  });
});
