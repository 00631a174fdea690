import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INSTRUCTIONS } from '../../../src/language/bytecode.ts';
import { StepError } from '../../../src/vm/types.ts';
import { COUNTER, choices, finish, load, play, printed } from './helpers.ts';

describe('the interpreter', () => {
  it('numbers its instructions as the table does', () => {
    const read = (file: string): string => fs.readFileSync(new URL(`../../../src/vm/${file}`, import.meta.url), 'utf8');
    const cases = [...read('execute.ts').matchAll(/case (\d+):\s*\{?\s*\/\/ ([A-Z_]+)/g)].map((m) => [
      Number(m[1]),
      m[2],
    ]);
    expect(cases).toHaveLength(INSTRUCTIONS.length);
    for (const [code, name] of cases) expect(INSTRUCTIONS[code as number]?.name).toBe(name);
    for (const m of read('access.ts').matchAll(/case (\d+):\s*\{?\s*\/\/ ([A-Z_]+)/g)) {
      expect(INSTRUCTIONS[Number(m[1])]?.name).toBe(m[2]);
      expect(INSTRUCTIONS[Number(m[1])]?.visibility).toBe('depends');
    }
  });
});

describe('a step', () => {
  it('is one visible operation: the counter has 20 for each thread, and none for main', () => {
    const vm = load(COUNTER());
    expect(choices(vm)).toEqual([1, 2]);
    const effects = finish(vm, (e, step) => e[step % e.length] as number);
    expect(effects.filter((e) => e.thread > 0 && (e.kind === 'load' || e.kind === 'store'))).toHaveLength(40);
    expect(vm.finished()).toBe(true);
    expect(printed(effects)).toBe(`${vm.global('count')}\n`);
  });

  it('loses updates: the lesson reaches 2 by four preemptions', () => {
    const vm = load(COUNTER());
    play(vm, `1${'2'.repeat(18)}12${'1'.repeat(18)}2`);
    expect(vm.finished()).toBe(true);
    expect(vm.global('count')).toBe('2');
  });

  it('is refused, with the reason, for a thread that waits', () => {
    const vm = load(`
from threading import Thread, Lock
lock = Lock()
n = 0
def work():
    global n
    with lock:
        n += 1
ts = [Thread(target=work) for _ in range(2)]
for t in ts: t.start()
`);
    play(vm, '1');
    expect(vm.thread(2)).toMatchObject({ status: 'blocked', enabled: false, reason: 'needs lock' });
    expect(vm.thread(2).waitsFor).toEqual({ name: 'lock', holder: 1 });
    expect(() => vm.step(2)).toThrow(StepError);
    expect(() => vm.step(2)).toThrow('needs lock');
    expect(() => vm.step(7)).toThrow('not started');
  });

  it('lets a sleeper wake by its next step', () => {
    const vm = load(`
from threading import Thread
import time
n = 0
def nap():
    global n
    time.sleep(0.03)
    n = 1
Thread(target=nap).start()
`);
    expect(play(vm, '1').at(-1)).toMatchObject({ kind: 'sleep', name: '0.03 s' });
    expect(vm.thread(1).status).toBe('sleeping');
    expect(play(vm, '1').at(-1)).toMatchObject({ kind: 'wake' });
    expect(vm.thread(1).status).toBe('runnable');
  });

  it('treats what only one thread can reach as local', () => {
    const source = (where: string): string => `
from threading import Thread
items = []
def work():
    mine = []
    ${where}.append(1)
    ${where}.append(2)
    items.append(3)
Thread(target=work).start()
Thread(target=work).start()
`;
    const steps = (s: string): number => {
      let n = 0;
      finish(load(s), (e) => {
        n++;
        return e[0] as number;
      });
      return n;
    };
    expect(steps(source('mine'))).toBe(2);
    expect(steps(source('items'))).toBe(6);
  });

  it('cuts a local loop that never ends, and the thread stays steppable', () => {
    const vm = load(
      'from threading import Thread\ndef spin():\n    while True:\n        pass\nThread(target=spin).start()\n',
      'every-step',
      {
        fuse: 1000,
      },
    );
    expect(play(vm, '1').at(-1)?.kind).toBe('cut');
    expect(choices(vm)).toContain(1);
  });
});

describe('switch points', () => {
  const program = (body: string): string => `
from threading import Thread
n = 0
def one():
    return 1
def work():
    global n
    for _ in range(3):
        ${body}
ts = [Thread(target=work), Thread(target=work)]
for t in ts: t.start()
for t in ts: t.join()
`;
  /** All final values of n, by trying every schedule. */
  const finals = (source: string, points: 'every-step' | 'eval-breaker' | 'every-bytecode'): string[] => {
    const vm = load(source, points);
    vm.record(false);
    const seen = new Set<string>();
    const ends = new Set<string>();
    const stack = [vm.snapshot()];
    for (let at = stack.pop(); at; at = stack.pop()) {
      vm.restore(at);
      const enabled = choices(vm);
      if (enabled.length === 0) ends.add(String(vm.global('n')));
      for (const t of enabled) {
        vm.restore(at);
        vm.step(t);
        const next = vm.snapshot();
        const key = next.join();
        if (!seen.has(key)) stack.push(next);
        seen.add(key);
      }
    }
    return [...ends].sort();
  };

  it('n += 1 loses nothing at the eval breaker of CPython ≥ 3.10, and loses elsewhere', () => {
    expect(finals(program('n += 1'), 'eval-breaker')).toEqual(['6']);
    expect(finals(program('n += 1'), 'every-step')).toEqual(['2', '3', '4', '5', '6']);
    expect(finals(program('n += 1'), 'every-bytecode')).toEqual(['2', '3', '4', '5', '6']);
  });

  it('n += one() loses everywhere: the call is between load and store', () => {
    expect(finals(program('n += one()'), 'eval-breaker')).toEqual(['2', '3', '4', '5', '6']);
  });
});

describe('going back', () => {
  const programs: Record<string, string> = {
    counter: COUNTER(4),
    heap: `
from threading import Thread, Lock
lock = Lock()
box = {"log": []}
def work(name, times):
    for i in range(times):
        with lock:
            box["log"].append(f"{name}{i}")
        box[name] = (name, [i, str(i)])
for name in "AB":
    Thread(target=work, args=(name, 3)).start()
`,
  };
  for (const [name, source] of Object.entries(programs)) {
    it(`gives identical images over any schedule (${name})`, () => {
      fc.assert(
        fc.property(
          fc.array(fc.nat(1000), { maxLength: 60 }),
          fc.array(fc.nat(1000), { maxLength: 30 }),
          (walk, jumps) => {
            const vm = load(source);
            const images = [vm.snapshot()];
            const steps: number[] = [];
            for (const n of walk) {
              const enabled = choices(vm);
              if (enabled.length === 0) break;
              const t = enabled[n % enabled.length] as number;
              vm.step(t);
              steps.push(t);
              images.push(vm.snapshot());
            }
            for (const n of jumps) {
              const k = n % images.length;
              vm.restore(images[k] as Int32Array);
              expect(vm.snapshot()).toEqual(images[k]);
              if (k < steps.length) {
                vm.step(steps[k] as number);
                expect(vm.snapshot()).toEqual(images[k + 1]);
              }
            }
          },
        ),
        { numRuns: 60 },
      );
    });
  }

  it('sees the same situation behind different histories', () => {
    const source = `
from threading import Thread
box = [None, None]
def work(i):
    box[i] = [i, "text"]
for i in range(2):
    Thread(target=work, args=(i,)).start()
`;
    const a = load(source);
    const b = load(source);
    play(a, '12');
    play(b, '21');
    expect(a.snapshot()).toEqual(b.snapshot());
  });

  it('collects garbage: a loop of a million strings fits a small heap', () => {
    const vm = load('s = ""\nfor i in range(100000):\n    s = f"{i} is a number"\nprint(s)\n', 'every-step', {
      heap: 4000,
    });
    expect(printed(finish(vm))).toBe('99999 is a number\n');
  });
});
