import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bySchedule, bySeed, onAndOn, PAGE_STEPS, slice } from '../../../src/app/drive-run.ts';
import { beginRun, type Run, replace, reset, seek, step, textOf, undo } from '../../../src/app/run.ts';
import { parseSchedule } from '../../../src/schedule/text.ts';
import { replayTrace } from '../../../src/trace/record.ts';
import { defaultMachine } from '../../../src/vm/machine.ts';
import { compiled, readLesson } from '../lessons/read-lesson.ts';

const program = compiled(readLesson('03-lost-update').source);
const fresh = (): Run => beginRun(program, defaultMachine);
const steps = (run: Run, threads: string): Run => [...threads].reduce((r, t) => step(r, Number(t)), run);
const schedule = (text: string) => parseSchedule(text).steps;

/** A clock that stands still: one slice does it all. */
const still = () => 0;

/** A clock that is late at once: every slice ends after its first step. */
const hurried = () => {
  let t = 0;
  return () => (t += 1000);
};

describe('a run', () => {
  test('grows by steps, and its text is its schedule', () => {
    const run = steps(fresh(), '1222');
    expect(run.cursor).toBe(4);
    expect(textOf(run)).toBe('1222');
  });

  test('can be looked at anywhere; a cursor outside is put inside', () => {
    const run = steps(fresh(), '1212');
    expect(seek(run, 2).cursor).toBe(2);
    expect(seek(run, -5).cursor).toBe(0);
    expect(seek(run, 99).cursor).toBe(4);
    expect(seek(run, 4)).toBe(run);
  });

  test('moves only its cursor when a step is the one that comes anyway', () => {
    const run = seek(steps(fresh(), '1212'), 1);
    const again = step(run, 2);
    expect(again.trace).toBe(run.trace);
    expect(again.cursor).toBe(2);
  });

  test('replaces what came after a different step, and Undo brings it back', () => {
    const run = seek(steps(fresh(), '1212'), 1);
    const other = step(run, 1);
    expect(textOf(other)).toBe('11');
    expect(textOf(undo(other))).toBe('1212');
    expect(undo(other).cursor).toBe(1);
  });

  test('undoes every change back to the start, whatever the steps', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(1, 2), { maxLength: 20 }), (threads) => {
        let run = fresh();
        for (const thread of threads) run = step(run, thread);
        for (const _ of threads) run = undo(run);
        expect(textOf(run)).toBe('');
        expect(undo(run)).toBe(run);
      }),
      { numRuns: 30 },
    );
  });

  test('a reset and another trace can be undone, too', () => {
    const run = steps(fresh(), '12');
    expect(textOf(undo(reset(run)))).toBe('12');
    const { trace } = replayTrace(program, defaultMachine, schedule('2*20'));
    const other = replace(run, trace, 'the seed', '0x5EED');
    expect([textOf(other), other.cursor]).toEqual(['0x5EED', 20]);
    expect(textOf(undo(other))).toBe('12');
  });

  test('forgets the oldest when Undo holds too much', () => {
    let run = fresh();
    for (let i = 0; i < 600; i++) run = i % 2 === 0 ? step(run, 1) : reset(run);
    expect(run.past.length).toBe(500);
  });
});

describe('driving a run', () => {
  test('gives the same trace in one slice as in many', () => {
    const start = fresh().trace;
    const whole = slice(start, bySeed(7), still);
    expect(whole.done).toBe(true);
    let part = slice(start, bySeed(7), still);
    expect(part.done).toBe(true);
    const driver = bySeed(7);
    const now = hurried();
    let slices = 1;
    for (part = slice(start, driver, now); !part.done; part = slice(part.trace, driver, now)) slices++;
    expect(slices).toBeGreaterThan(30);
    expect(part.trace.steps).toEqual(whole.trace.steps);
    expect(part.trace.ending).toEqual(whole.trace.ending);
  });

  test('keeps what comes before an impossible step, and says why it is impossible', () => {
    const driver = bySchedule(schedule('1*20 1'));
    const { trace, done } = slice(fresh().trace, driver, still);
    expect(done).toBe(true);
    expect(trace.steps.length).toBe(20);
    expect(driver.fault()).toBe('T1 had finished before step 20. The 20 steps before it were kept.');
  });

  test('goes on with one thread as long as it can', () => {
    const { trace } = slice(fresh().trace, onAndOn, still);
    expect(trace.steps.map((s) => s.thread).join('')).toBe('1'.repeat(20) + '2'.repeat(20));
  });

  test('ends an endless program at the limit of the page, and its ending says so', () => {
    const source =
      'from threading import Thread\nn = 0\ndef f():\n    global n\n    while True:\n        n = 1 - n\nThread(target=f).start()\nprint(n)\n';
    const part = slice(beginRun(compiled(source), defaultMachine).trace, onAndOn, still);
    expect(part.done).toBe(true);
    expect(part.trace.steps.length).toBe(PAGE_STEPS);
    expect(part.trace.ending).toEqual({ kind: 'stopped', reason: 'stopped after 20,000 steps' });
  });
});
