import { describe, expect, test } from 'vitest';
import { compute, join, native, sleep, start } from '../../../src/simulate/activity.ts';
import { simulate } from '../../../src/simulate/kernel.ts';
import { metricsOf } from '../../../src/simulate/metrics.ts';
import { calibrationMachine } from '../../../src/simulate/presets.ts';
import { cpuWorkload, type Kind } from '../../../src/simulate/workloads/cpu.ts';
import { mixedWorkload } from '../../../src/simulate/workloads/mixed.ts';
import type { Executor } from '../../../src/simulate/workloads/workers.ts';
import type { Program } from '../../../src/simulate/world.ts';
import { ideal, ms } from './ideal.ts';

const cpu = (executor: Executor, workers: number, kind: Kind = 'bytecode') =>
  cpuWorkload({ executor, workers, work: { kind, ns: ms(100) } });

describe('on an ideal machine', () => {
  test.each([
    ['one thread takes its work', cpu('thread', 1), ideal(1), 100],
    ['two threads take turns under the GIL, however many cores there are', cpu('thread', 2), ideal(4), 200],
    ['without the GIL two threads use two cores', cpu('thread', 2), ideal(2, false), 100],
    ['two processes have a GIL each', cpu('fork', 2), ideal(2), 100],
    ['four processes on two cores take twice as long', cpu('fork', 4), ideal(2), 200],
    ['C code that releases the GIL uses two cores', cpu('thread', 2, 'released'), ideal(2), 100],
    ['C code that keeps it does not', cpu('thread', 2, 'held'), ideal(2), 200],
    ['one after the other', cpu('seq', 3), ideal(4), 300],
  ] as const)('%s', (_, program, machine, expected) => {
    const run = simulate(program, machine);
    expect(run.ending).toEqual({ kind: 'finished' });
    expect(run.end / 1e6).toBeCloseTo(expected, 5);
  });

  test('without the GIL three threads on two cores take 1.5 times as long, but for the last time slice', () => {
    const { end } = simulate(cpu('thread', 3), ideal(2, false));
    expect(end / 1e6).toBeGreaterThanOrEqual(150);
    expect(end / 1e6).toBeLessThan(154);
  });

  test('ten sleeping threads take no longer than one', () => {
    const sleepers = (workers: number) =>
      mixedWorkload({ executor: 'thread', workers, rounds: 5, work: { kind: 'bytecode', ns: 0 }, wait: ms(20) });
    expect(simulate(sleepers(1), ideal(1)).end).toBe(ms(100));
    expect(simulate(sleepers(10), ideal(1)).end).toBe(ms(100));
  });

  test('a thread that waits leaves the GIL to the other: 5 × (10 work + 10 wait) twice end after 110 ms', () => {
    const program = mixedWorkload({
      executor: 'thread',
      workers: 2,
      rounds: 5,
      work: { kind: 'held', ns: ms(10) },
      wait: ms(10),
    });
    // T1 works while T2 waits and the other way round; the second to come is 10 ms behind, and ends with a wait.
    expect(simulate(program, ideal(2)).end).toBe(ms(110));
  });

  test('wall time is work by the slowdown of two busy cores', () => {
    const slow = { ...ideal(2), slowdown: [1, 1.25] };
    expect(simulate(cpu('fork', 2), slow).end).toBe(ms(125));
    expect(simulate(cpu('fork', 1), slow).end).toBe(ms(100));
  });

  test('when one core falls idle the other speeds up: 60 ms at 1.5 times, then 60 alone', () => {
    const program: Program = function* (self) {
      const short = self.process('short', function* () {
        yield compute(ms(40));
      });
      yield start(short);
      yield compute(ms(100));
      yield join(short);
    };
    const slow = { ...ideal(2), slowdown: [1, 1.5] };
    expect(simulate(program, slow).end).toBe(ms(120));
  });
});

describe('equal seed, equal run', () => {
  const program = mixedWorkload({
    executor: 'thread',
    workers: 3,
    rounds: 5,
    work: { kind: 'bytecode', ns: ms(7) },
    wait: ms(3),
  });

  test('to the nanosecond and the last stretch', () => {
    expect(simulate(program, calibrationMachine, { seed: 7 })).toEqual(
      simulate(program, calibrationMachine, { seed: 7 }),
    );
  });

  test('another seed is another run', () => {
    const ends = [1, 2, 3].map((seed) => simulate(program, calibrationMachine, { seed }).end);
    expect(new Set(ends).size).toBe(3);
  });

  test('keeping only sums changes nothing', () => {
    const all = simulate(program, calibrationMachine);
    const sums = simulate(program, calibrationMachine, { record: false });
    expect(sums.end).toBe(all.end);
    expect(metricsOf(sums)).toEqual(metricsOf(all));
    expect(sums.stretches).toBeNull();
  });
});

describe('a run is stopped', () => {
  const endless: Program = function* () {
    for (;;) yield sleep(ms(1));
  };

  test('after so much virtual time', () => {
    const { ending, end } = simulate(endless, ideal(1), { until: ms(10) });
    expect(ending).toEqual({ kind: 'stopped', reason: 'after 0.01 virtual seconds' });
    expect(end).toBe(ms(10));
  });

  test('after so many events', () => {
    const { ending } = simulate(endless, ideal(1), { events: 1000 });
    expect(ending).toEqual({ kind: 'stopped', reason: 'after 1,000 events' });
  });

  test('a machine that makes no sense is refused by name', () => {
    expect(() => simulate(endless, { ...ideal(1), cores: 0 })).toThrow(
      'machine "ideal, 1 cores": cores is 0, must be an integer from 1 to 1024',
    );
    expect(() => simulate(endless, { ...ideal(1), slowdown: [0.5] })).toThrow('slowdown is 0.5, must be at least 1');
  });
});

test('native code without the GIL overlaps bytecode of another thread', () => {
  const program: Program = function* (self) {
    const other = self.thread('T1', function* () {
      yield native(ms(50), true);
    });
    yield start(other);
    yield compute(ms(50));
    yield join(other);
  };
  expect(simulate(program, ideal(2)).end).toBe(ms(50));
});
