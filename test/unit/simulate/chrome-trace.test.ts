import { describe, expect, test } from 'vitest';
import { chromeTraceOf, type TraceEvent } from '../../../src/simulate/chrome-trace.ts';
import { simulate } from '../../../src/simulate/kernel.ts';
import { calibrationMachine, withPython } from '../../../src/simulate/presets.ts';
import { cpuWorkload } from '../../../src/simulate/workloads/cpu.ts';
import { ideal, ms } from './ideal.ts';

const computing = (executor: 'thread' | 'fork', workers = 3) =>
  cpuWorkload({ executor, workers, work: { kind: 'bytecode', ns: ms(40) } });

const runs = {
  'threads under the GIL': simulate(computing('thread'), calibrationMachine),
  'threads without a GIL': simulate(computing('thread'), withPython(calibrationMachine, '3.13t')),
  processes: simulate(computing('fork'), calibrationMachine),
  'a run that was stopped': simulate(computing('thread'), calibrationMachine, { until: ms(30) }),
};

/** The stretches of each lane, in the order of the file. */
function lanes(events: readonly TraceEvent[]): Map<string, TraceEvent[]> {
  const found = new Map<string, TraceEvent[]>();
  for (const event of events.filter(({ ph }) => ph === 'X')) {
    const key = `${event.pid} ${event.tid}`;
    found.set(key, [...(found.get(key) ?? []), event]);
  }
  return found;
}

describe.each(Object.entries(runs))('the Chrome trace of %s', (_, run) => {
  const trace = chromeTraceOf(run);
  const { traceEvents } = trace;
  const timed = traceEvents.filter(({ ph }) => ph !== 'M');

  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(trace))).toEqual(trace);
  });

  test('is sorted by time, names first, and no time is negative or beyond the end', () => {
    expect(traceEvents.findIndex(({ ph }) => ph !== 'M')).toBe(traceEvents.length - timed.length);
    timed.forEach(({ ts, dur = 0 }, index) => {
      expect(ts).toBeGreaterThanOrEqual(timed[index - 1]?.ts ?? 0);
      expect(dur).toBeGreaterThanOrEqual(0);
      expect(ts + dur).toBeLessThanOrEqual(run.end / 1000 + 1e-6);
    });
  });

  test('names every process and lane that something happens in', () => {
    const named = (kind: string) =>
      new Set(traceEvents.filter(({ name }) => name === kind).map(({ pid, tid }) => `${pid} ${tid}`));
    for (const { pid, tid } of timed) {
      expect(named('process_name')).toContain(`${pid} 0`);
      expect(named('thread_name')).toContain(`${pid} ${tid}`);
    }
  });

  test('has stretches of a lane one after the other', () => {
    for (const stretches of lanes(timed).values()) {
      stretches.forEach(({ ts }, index) => {
        const before = stretches[index - 1];
        if (before !== undefined) expect(ts - (before.ts + (before.dur ?? 0))).toBeGreaterThanOrEqual(-1e-6);
      });
    }
  });

  test('has two ends to every arrow, each within a stretch of its lane, the tail first', () => {
    const tails = timed.filter(({ ph }) => ph === 's');
    const heads = timed.filter(({ ph }) => ph === 'f');
    expect(heads.map(({ id }) => id).sort()).toEqual(tails.map(({ id }) => id).sort());
    const byLane = lanes(timed);
    for (const { pid, tid, ts } of [...tails, ...heads]) {
      const around = byLane.get(`${pid} ${tid}`)?.filter((x) => x.ts <= ts + 1e-6 && ts <= x.ts + (x.dur ?? 0) + 1e-6);
      expect(around?.length).toBeGreaterThan(0);
    }
    for (const { id, ts } of heads) expect(tails.find((tail) => tail.id === id)?.ts).toBeLessThanOrEqual(ts);
  });

  test('adds up to the time of the cores', () => {
    const cores = [...lanes(timed)].filter(([key]) => key.startsWith('1 ')).flatMap(([, stretches]) => stretches);
    const busy = cores.reduce((sum, { dur = 0 }) => sum + dur, 0);
    const running = run.threads.reduce((sum, { phases }) => sum + (phases[1] ?? 0), 0);
    expect(busy).toBeCloseTo(running / 1000, 3);
  });
});

test('every change of hands of the GIL is an arrow, the forced ones by name', () => {
  const { traceEvents } = chromeTraceOf(runs['threads under the GIL']);
  const arrows = traceEvents.filter(({ ph }) => ph === 's');
  expect(arrows.filter(({ name }) => name === 'GIL, forced').length).toBeGreaterThan(10);
  expect(traceEvents.some(({ name, ph }) => ph === 'i' && name === 'drop request')).toBe(true);
  const names = traceEvents.filter(({ name }) => name === 'thread_name').map(({ args }) => args?.name);
  expect(names).toEqual(['core 0', 'core 1', 'GIL', 'main', 'T1', 'T2', 'T3']);
});

test('without a GIL there are no arrows, and no lane for it', () => {
  const { traceEvents } = chromeTraceOf(runs['threads without a GIL']);
  expect(traceEvents.filter(({ ph, args }) => ph === 's' || args?.name === 'GIL')).toEqual([]);
});

test('each process has a GIL of its own', () => {
  const { traceEvents } = chromeTraceOf(runs.processes);
  const gils = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'GIL');
  expect(gils.map(({ pid }) => pid)).toEqual([2, 3, 4, 5]);
});

test('times are microseconds', () => {
  const { traceEvents } = chromeTraceOf(simulate(computing('thread', 1), ideal(1)));
  const worker = traceEvents.filter(({ ph, pid, tid }) => ph === 'X' && pid === 2 && tid === 2);
  expect(worker[0]).toMatchObject({ name: 'runs', ts: 0 });
  expect(worker.reduce((sum, { dur = 0 }) => sum + dur, 0)).toBe(40_000);
});

test('needs the stretches', () => {
  const sums = simulate(computing('thread'), calibrationMachine, { record: false });
  expect(() => chromeTraceOf(sums)).toThrow('simulate it with record: true');
});
