import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomScheduler } from '../../../src/schedule/random.ts';
import { parseSchedule } from '../../../src/schedule/text.ts';
import { logOf } from '../../../src/trace/log.ts';
import { replayTrace, runTrace, startTrace } from '../../../src/trace/record.ts';
import { timelineOf } from '../../../src/trace/timeline.ts';
import type { Trace } from '../../../src/trace/types.ts';
import { defaultMachine, type Machine } from '../../../src/vm/machine.ts';
import { counterSource, deadlockSource, lockedSource, programOf, spinSource } from '../../shared/programs.ts';

const replay = (source: string, text: string, machine: Machine = defaultMachine): Trace =>
  replayTrace(programOf(source), machine, parseSchedule(text).steps).trace;
const bars = (trace: Trace) =>
  timelineOf(trace).lanes.map(({ label, segments }) => [
    label,
    ...segments.map((s) => `${s.start}–${s.end} ${s.state}: ${s.label}`),
  ]);

describe('the timeline', () => {
  test('of the first moment shows all threads ready and the baton free', () => {
    expect(bars(startTrace(programOf(counterSource()), defaultMachine))).toEqual([
      ['GIL', '0–1 free: free'],
      ['T1', '0–1 ready: ready'],
      ['T2', '0–1 ready: ready'],
    ]);
  });
  test('says who ran which lines, who waited for what, and who had the baton', () => {
    const trace = replay(lockedSource(1), '11.11222 2');
    expect(bars(trace)).toMatchInlineSnapshot(`
      [
        [
          "GIL",
          "0–5 gil: T1",
          "5–9 gil: T2",
        ],
        [
          "T1",
          "0–2 running: lines 9–10",
          "2–3 ready: ready",
          "3–5 running: lines 9–11",
          "5–10 done: done",
        ],
        [
          "T2",
          "0–1 ready: ready",
          "1–5 lock: waits for lock",
          "5–9 running: lines 9–11",
          "9–10 done: done",
        ],
      ]
    `);
  });
  test('of a deadlock draws brackets, arrows and the drop of the baton', () => {
    const trace = replay(deadlockSource, '12..');
    expect(bars(trace)).toMatchInlineSnapshot(`
      [
        [
          "GIL",
          "0–1 gil: T1",
          "1–2 gil: T2",
          "2–5 free: free",
        ],
        [
          "T1",
          "0–1 running: line 7",
          "1–2 ready: ready",
          "2–5 lock: waits for b",
        ],
        [
          "T2",
          "0–1 ready: ready",
          "1–2 running: line 12",
          "2–5 lock: waits for a",
        ],
      ]
    `);
    const { holds, waits, baton } = timelineOf(trace);
    expect(holds).toEqual([
      { thread: 1, lock: 'a', start: 0, end: 5, open: true },
      { thread: 2, lock: 'b', start: 1, end: 5, open: true },
    ]);
    expect(waits).toEqual([
      { thread: 1, holder: 2, at: 2, lock: 'b' },
      { thread: 2, holder: 1, at: 2, lock: 'a' },
    ]);
    expect(baton).toEqual([
      { at: 0, kind: 'pick', from: -1, to: 1 },
      { at: 1, kind: 'pass', from: 1, to: 2 },
      { at: 2, kind: 'drop', from: 2, to: -1 },
    ]);
  });
  test('names each segment in a whole sentence', () => {
    const names = timelineOf(replay(deadlockSource, '12..')).lanes.flatMap((lane) => lane.segments.map((s) => s.name));
    expect(names).toMatchInlineSnapshot(`
      [
        "T1 has the GIL, step 0",
        "T2 has the GIL, step 1",
        "GIL free, steps 2 to 4",
        "T1, running, line 7, step 0",
        "T1, ready, step 1",
        "T1, blocked on b held by T2, steps 2 to 4",
        "T2, ready, step 0",
        "T2, running, line 12, step 1",
        "T2, blocked on a held by T1, steps 2 to 4",
      ]
    `);
  });
  test('has no baton without a GIL', () => {
    const timeline = timelineOf(replay(counterSource(), '1212', { ...defaultMachine, gil: false }));
    expect(timeline.lanes.map((lane) => lane.id)).toEqual(['T1', 'T2']);
    expect(timeline.baton).toEqual([]);
  });
  test('covers every column of every lane once, in order', () => {
    const programs = [counterSource(3), lockedSource(2), deadlockSource, spinSource].map((s) => programOf(s));
    fc.assert(
      fc.property(fc.constantFrom(...programs), fc.nat(), fc.nat(30), (program, seed, steps) => {
        const trace = runTrace(program, defaultMachine, randomScheduler(seed), { steps });
        const { lanes, end, holds } = timelineOf(trace);
        expect(end).toBe(trace.steps.length);
        for (const { kind, segments } of lanes) {
          let at = 0;
          for (const segment of segments) {
            expect(segment.start).toBe(at);
            expect(segment.end).toBeGreaterThan(at);
            at = segment.end;
          }
          expect(at).toBe(kind === 'gil' && trace.ending.kind === 'finished' ? end : end + 1);
        }
        for (const hold of holds) expect(hold.end).toBeGreaterThan(hold.start);
        const running = lanes.filter((lane) => lane.kind === 'thread').flatMap((lane) => lane.segments);
        const columns = running.filter((s) => s.state === 'running').reduce((sum, s) => sum + s.end - s.start, 0);
        expect(columns).toBe(trace.steps.length);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the event log', () => {
  const lines = (trace: Trace): string[] => logOf(trace).map((e) => `${e.step} T${e.thread} ${e.text}`);
  test('tells a switch, a block and a hand-over', () => {
    expect(lines(replay(lockedSource(1), '1112'))).toMatchInlineSnapshot(`
      [
        "0 T1 takes the GIL",
        "0 T1 acquires lock",
        "1 T2 blocks on lock (T1 has it)",
        "1 T1 reads count: 0",
        "2 T1 writes count: 0 → 1",
      ]
    `);
  });
  test('tells a deadlock', () => {
    expect(lines(replay(deadlockSource, '12.'))).toMatchInlineSnapshot(`
      [
        "0 T1 takes the GIL",
        "0 T1 acquires a",
        "1 T2 you switch T1 → T2",
        "1 T2 acquires b",
        "2 T1 blocks on b (T2 has it)",
        "2 T2 blocks on a (T1 has it)",
        "2 T-1 nobody runs",
      ]
    `);
  });
  test('names who chose', () => {
    const entries = logOf(replay(counterSource(), '12'), [], 'the seed');
    expect(entries.filter((e) => e.tone === 'switch').map((e) => e.text)).toEqual(['the seed switches T1 → T2']);
  });
});
