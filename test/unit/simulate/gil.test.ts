import { describe, expect, test } from 'vitest';
import { gilTable } from '../../../src/model/gil.ts';
import { next } from '../../../src/model/table.ts';
import { compute, join, native, sleep, start } from '../../../src/simulate/activity.ts';
import { gilAt, gilSegments } from '../../../src/simulate/gil-record.ts';
import { simulate } from '../../../src/simulate/kernel.ts';
import { metricsOf } from '../../../src/simulate/metrics.ts';
import { calibrationMachine, withPython } from '../../../src/simulate/presets.ts';
import { GIL_EVENTS } from '../../../src/simulate/recorder.ts';
import type { Run } from '../../../src/simulate/run.ts';
import { convoyWorkload } from '../../../src/simulate/workloads/convoy.ts';
import { cpuWorkload } from '../../../src/simulate/workloads/cpu.ts';
import { shortReleaseWorkload } from '../../../src/simulate/workloads/short-release.ts';
import type { Program } from '../../../src/simulate/world.ts';
import { ideal, ms } from './ideal.ts';

const two = (ns: number, kind: 'bytecode' | 'held' = 'bytecode') =>
  cpuWorkload({ executor: 'thread', workers: 2, work: { kind, ns } });

describe('the GIL changes hands', () => {
  test('every 5 ms between two threads that compute', () => {
    const run = simulate(two(ms(20)), ideal(2));
    const held = gilSegments(run, 0)
      .filter(({ state, end, start }) => state === 'gil' && end > start)
      .map(({ label, start, end }) => `${label} ${(end - start) / 1e6}`);
    // The seventh request comes when T1 has just finished, so that nobody is forced.
    expect(held).toEqual(['T1 5', 'T2 5', 'T1 5', 'T2 5', 'T1 5', 'T2 5', 'T1 5', 'T2 5']);
    expect(metricsOf(run)).toMatchObject({ gilRequests: 7, forcedSwitches: 6 });
  });

  test('not in the middle of a C call that keeps it: the waiter waits for its end', () => {
    const run = simulate(two(ms(20), 'held'), ideal(2));
    const first = gilSegments(run, 0).find(({ state, end, start }) => state === 'gil' && end > start);
    expect(first).toMatchObject({ label: 'T1', start: 0, end: ms(20) });
  });

  test('at the end of the piece of C code that the request fell in', () => {
    const program = cpuWorkload({
      executor: 'thread',
      workers: 2,
      work: { kind: 'held', ns: ms(21), calls: 3 }, // calls of 7 ms, a request after 5
    });
    const [first] = gilSegments(simulate(program, ideal(2)), 0).filter(({ end, start }) => end > start);
    expect(first).toMatchObject({ label: 'T1', end: ms(7) });
  });

  test('before the holder gets it again, because it stands back until another has it', () => {
    const run = simulate(two(ms(50)), ideal(2));
    const takes = takesOf(run);
    for (let index = 2; index < takes.length; index++) expect(takes[index]).not.toBe(takes[index - 1]);
  });

  test('or does not, when it is let go of without a request: who runs takes it again before a waiter has woken', () => {
    const run = simulate(shortReleaseWorkload(ms(100), 2e3), calibrationMachine);
    const takes = takesOf(run);
    const again = takes.filter((thread, index) => index > 0 && takes[index - 1] === thread).length;
    expect(again).toBeGreaterThan(50);
    expect(metricsOf(run).falseWakes).toBeGreaterThan(0);
  });
});

const takesOf = ({ gilEvents }: Run): number[] =>
  gilEvents === null
    ? []
    : gilEvents.thread.filter((_, index) => GIL_EVENTS[gilEvents.kind[index] as number] === 'take');

test('its events are a walk through the machine of the model', () => {
  const run = simulate(two(ms(100)), calibrationMachine);
  const { kind } = run.gilEvents ?? { kind: [] };
  const { take, drop, request } = gilTable.event;
  let state = gilTable.initial;
  for (const number of kind) {
    const event = GIL_EVENTS[number];
    if (event === 'falseWake') continue;
    const wasAsked = state === gilTable.state.dropRequested;
    state = next(gilTable, state, event === 'take' ? take : event === 'request' ? request : drop);
    if (event === 'forced' || event === 'drop') expect(event).toBe(wasAsked ? 'forced' : 'drop');
  }
  expect(kind.length).toBeGreaterThan(50);
});

describe('its state at a moment', () => {
  const run = simulate(two(ms(20)), ideal(2));

  test('holder, waiters, request', () => {
    expect(gilAt(run, 0, ms(1))).toMatchObject({ holder: 1, requested: false, forcedSwitches: 0 });
    expect(gilAt(run, 0, ms(6))).toMatchObject({ holder: 2, requested: false, forcedSwitches: 1 });
    expect(gilAt(run, 0, ms(40))).toMatchObject({ holder: -1, waiters: 0, forcedSwitches: 6 });
  });

  test('a request stays open while C code keeps the lock', () => {
    const held = simulate(two(ms(20), 'held'), ideal(2));
    expect(gilAt(held, 0, ms(4))).toMatchObject({ holder: 1, requested: false });
    expect(gilAt(held, 0, ms(6))).toMatchObject({ holder: 1, requested: true });
  });

  test('cannot be told of a run that kept only sums', () => {
    expect(() => gilAt(simulate(two(1), ideal(1), { record: false }), 0, 0)).toThrow('record: true');
  });
});

describe('the convoy', () => {
  const waiter = { grain: 0, waits: 50, wait: ms(1), what: 'sleep', cpu: 8e3 } as const;
  const latency = (run: Run): number => {
    const values = [...(run.measurements.get('latency') ?? [])].sort((a, b) => a - b);
    return (values[values.length >> 1] ?? 0) / 1e6;
  };

  test('beside one hog each wait costs one interval more', () => {
    const beside = simulate(convoyWorkload({ executor: 'thread', hogs: 1, ...waiter }), calibrationMachine);
    expect(latency(beside)).toBeGreaterThan(5);
    expect(latency(beside)).toBeLessThan(5.5);
    expect(metricsOf(beside).convoy).toBeGreaterThan(0.7);
  });

  test('not with the hog in another process, and not without the GIL', () => {
    const apart = simulate(convoyWorkload({ executor: 'fork', hogs: 1, ...waiter }), calibrationMachine);
    expect(latency(apart)).toBeLessThan(0.2);
    const free = withPython(calibrationMachine, '3.13t');
    expect(latency(simulate(convoyWorkload({ executor: 'thread', hogs: 1, ...waiter }), free))).toBeLessThan(0.2);
  });

  test('beside two hogs on one core the waits are 7, 15 and 17 ms, as measured', () => {
    const run = simulate(convoyWorkload({ executor: 'thread', hogs: 2, ...waiter, waits: 200 }), calibrationMachine, {
      cores: [0],
    });
    const values = [...(run.measurements.get('latency') ?? [])].sort((a, b) => a - b);
    const at = (share: number) => Math.round((values[Math.floor(share * (values.length - 1))] ?? 0) / 1e6);
    expect([at(0.1), at(0.5), at(0.9)]).toEqual([7, 15, 17]);
  });
});

test('a drop while a request is pending is forced, even if the thread only wants to sleep', () => {
  const program: Program = function* (self) {
    const sleeper = self.thread('T1', function* () {
      yield native(ms(8), false); // asked at 5 ms, cannot look
      yield sleep(ms(1));
    });
    yield start(sleeper);
    yield compute(ms(2));
    yield join(sleeper);
  };
  const run = simulate(program, ideal(2));
  expect(metricsOf(run).forcedSwitches).toBe(1);
  expect(run.end).toBe(ms(10));
});
