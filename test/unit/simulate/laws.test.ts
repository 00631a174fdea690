import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Activity, acquire, compute, io, native, release, sleep } from '../../../src/simulate/activity.ts';
import { simulate } from '../../../src/simulate/kernel.ts';
import type { SimulatedMachine } from '../../../src/simulate/machine.ts';
import { metricsOf } from '../../../src/simulate/metrics.ts';
import { calibrationMachine, sixteenCores, withCores, withPython } from '../../../src/simulate/presets.ts';
import { GIL_EVENTS, PHASES } from '../../../src/simulate/recorder.ts';
import type { Run } from '../../../src/simulate/run.ts';
import { cpuWorkload } from '../../../src/simulate/workloads/cpu.ts';
import { runWorkers } from '../../../src/simulate/workloads/workers.ts';
import type { Program } from '../../../src/simulate/world.ts';
import { ideal, ms } from './ideal.ts';

/** One thing a worker does; `locked` does it under the lock that all share. */
interface Deed {
  readonly kind: 'compute' | 'held' | 'released' | 'sleep' | 'io';
  readonly ns: number;
  readonly locked: boolean;
}

const deed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom('compute', 'held', 'released', 'sleep', 'io'),
  ns: fc.integer({ min: 0, max: ms(12) }),
  locked: fc.boolean(),
});

const activityOf = ({ kind, ns }: Deed): Activity =>
  kind === 'compute'
    ? compute(ns)
    : kind === 'held'
      ? native(ns, false)
      : kind === 'released'
        ? native(ns, true)
        : kind === 'sleep'
          ? sleep(ns)
          : io(ns);

/** Workers, each with its deeds. */
const workload = (executor: 'thread' | 'fork', workers: readonly (readonly Deed[])[]): Program =>
  function* (self) {
    const lock = self.lock('lock');
    yield* runWorkers(self, executor, workers.length, (index) => () => {
      const deeds = workers[index] ?? [];
      return (function* () {
        for (const one of deeds) {
          if (one.locked) yield acquire(lock);
          yield activityOf(one);
          if (one.locked) yield release(lock);
        }
      })();
    });
  };

const machine: fc.Arbitrary<SimulatedMachine> = fc.constantFrom(
  calibrationMachine,
  withCores(calibrationMachine, 1),
  withPython(calibrationMachine, '3.13t'),
  withPython(calibrationMachine, '3.9'),
  sixteenCores,
  ideal(1),
  ideal(3),
);

const anyRun = fc
  .record({
    executor: fc.constantFrom('thread' as const, 'fork' as const),
    workers: fc.array(fc.array(deed, { maxLength: 6 }), { minLength: 1, maxLength: 5 }),
    machine,
    seed: fc.integer({ min: 0, max: 1e6 }),
    waiterOrder: fc.constantFrom('fifo' as const, 'random' as const),
  })
  .map((given) => ({
    ...given,
    run: simulate(workload(given.executor, given.workers), given.machine, given),
  }));

/** Stretches of a phase as [start, end, thread, core], by time. */
function stretchesOf(run: Run, phase: (typeof PHASES)[number]): [number, number, number, number][] {
  const { stretches } = run;
  if (stretches === null) throw new Error('no stretches');
  const found: [number, number, number, number][] = [];
  stretches.phase.forEach((number, index) => {
    if (PHASES[number] !== phase) return;
    const { start, end, thread, core } = stretches;
    found.push([start[index] as number, end[index] as number, thread[index] as number, core[index] as number]);
  });
  return found.sort((a, b) => a[0] - b[0]);
}

describe('laws of every run', () => {
  test('it finishes: nothing is lost, whatever the order', () => {
    const finishes = fc.property(anyRun, ({ run }) => {
      expect(run.ending).toEqual({ kind: 'finished' });
    });
    fc.assert(finishes, { numRuns: 300 });
  });

  test('no core runs two threads at once, and no thread is in two places', () => {
    fc.assert(
      fc.property(anyRun, ({ run }) => {
        const running = stretchesOf(run, 'running');
        for (const by of [2, 3] as const) {
          const last = new Map<number, number>();
          for (const stretch of running) {
            expect(stretch[0]).toBeGreaterThanOrEqual(last.get(stretch[by]) ?? 0);
            last.set(stretch[by], stretch[1]);
          }
        }
      }),
    );
  });

  test('one thread of a process has the GIL', () => {
    fc.assert(
      fc.property(anyRun, ({ run }) => {
        const holder = new Map<number, number>();
        const { gilEvents } = run;
        gilEvents?.kind.forEach((number, index) => {
          const [process, thread] = [gilEvents.process[index] as number, gilEvents.thread[index] as number];
          const kind = GIL_EVENTS[number];
          if (kind === 'take') {
            expect(holder.get(process) ?? -1).toBe(-1);
            holder.set(process, thread);
          } else if (kind === 'drop' || kind === 'forced') {
            expect(holder.get(process)).toBe(thread);
            holder.set(process, -1);
          }
        });
      }),
    );
  });

  test('work is conserved: what the cores executed is what the threads ran, and at least what they had to do', () => {
    fc.assert(
      fc.property(anyRun, ({ run, workers, machine: { cores, noise } }) => {
        const { running, coreUse, wall } = metricsOf(run);
        const busy = run.cores.reduce((sum, core) => sum + core.busy, 0);
        expect(Math.abs(busy - running)).toBeLessThan(1 + busy * 1e-9);
        const work = workers.flat().reduce((sum, { kind, ns }) => sum + (/sleep|io/.test(kind) ? 0 : ns), 0);
        expect(running).toBeGreaterThanOrEqual(work * (1 - noise) - 1);
        expect(running).toBeLessThanOrEqual(wall * cores + 1);
        for (const use of coreUse) expect(use).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  test('each thread is always at one thing: its phases add up to the run', () => {
    fc.assert(
      fc.property(anyRun, ({ run }) => {
        for (const { id, phases } of run.threads) {
          const total = phases.reduce((sum, ns) => sum + ns, 0);
          const first = run.stretches?.thread.indexOf(id) ?? -1;
          const born = first < 0 ? run.end : (run.stretches?.start[first] as number);
          expect(Math.abs(total - (run.end - born))).toBeLessThan(1);
        }
      }),
    );
  });

  test('equal seed, equal run', () => {
    fc.assert(
      fc.property(anyRun, ({ run, executor, workers, machine, seed, waiterOrder }) => {
        expect(simulate(workload(executor, workers), machine, { seed, waiterOrder })).toEqual(run);
      }),
      { numRuns: 30 },
    );
  });

  test('no run is shorter than its longest worker', () => {
    fc.assert(
      fc.property(anyRun, ({ run, workers, machine: { noise } }) => {
        const longest = Math.max(...workers.map((deeds) => deeds.reduce((sum, { ns }) => sum + ns, 0)));
        expect(run.end).toBeGreaterThanOrEqual(longest * (1 - noise) - 1);
      }),
    );
  });
});

describe('speed-up', () => {
  const work = { kind: 'bytecode', ns: ms(50) } as const;
  const time = (executor: 'thread' | 'fork', workers: number, on: SimulatedMachine) =>
    simulate(cpuWorkload({ executor, workers, work }), on, { record: false }).end;

  test('is bounded by the cores', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 6 }), (workers, cores) => {
        const together = time('fork', workers, ideal(cores));
        expect((workers * work.ns) / together).toBeLessThanOrEqual(Math.min(workers, cores) + 1e-6);
      }),
      { numRuns: 40 },
    );
  });

  test('by threads that compute is none under the GIL', () => {
    for (const workers of [2, 3, 5]) expect(time('thread', workers, ideal(8))).toBe(workers * work.ns);
  });

  test('levels off at the number of cores', () => {
    const perWorker = [1, 2, 4, 8, 16].map((workers) => time('fork', workers, ideal(4)) / work.ns);
    expect(perWorker.map((value) => Math.round(value))).toEqual([1, 1, 1, 2, 4]);
  });
});
