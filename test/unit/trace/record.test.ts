import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomScheduler } from '../../../src/schedule/random.ts';
import { roundRobinScheduler } from '../../../src/schedule/round-robin.ts';
import { IDLE } from '../../../src/schedule/scheduler.ts';
import { formatSchedule, parseSchedule } from '../../../src/schedule/text.ts';
import { momentAt } from '../../../src/trace/moment.ts';
import {
  continueTrace,
  replayTrace,
  runTrace,
  scheduleOf,
  startTrace,
  stepTrace,
  truncate,
} from '../../../src/trace/record.ts';
import type { Trace } from '../../../src/trace/types.ts';
import { imageAt } from '../../../src/trace/viewer.ts';
import { defaultMachine } from '../../../src/vm/machine.ts';
import { createVm } from '../../../src/vm/vm.ts';
import {
  counterSource,
  deadlockSource,
  exceptionSource,
  lockedSource,
  programOf,
  spinSource,
} from '../../shared/programs.ts';

const counter = programOf(counterSource());
const programs = [counter, ...[lockedSource(3), deadlockSource, exceptionSource, spinSource].map((s) => programOf(s))];
const seeds = fc.nat(0xffffffff);
const anyProgram = fc.constantFrom(...programs);

const random = (program = counter, seed = 1, steps = 60): Trace =>
  runTrace(program, defaultMachine, randomScheduler(seed), { steps });
/** A trace as plain data, to compare: all but how sparse its checkpoints are. */
const plain = ({ setup, steps, states, ending }: Trace) => ({ setup, steps, states, ending });

describe('a trace', () => {
  test('of the counter has 40 steps and prints what is left', () => {
    const trace = random();
    expect(trace.steps).toHaveLength(40);
    expect(trace.states).toHaveLength(41);
    expect(trace.ending).toEqual({ kind: 'finished' });
    expect(momentAt(trace, 40).output).toBe(`${momentAt(trace, 40).memory[0]?.value}\n`);
  });
  test('replays from its schedule text, exactly', () => {
    fc.assert(
      fc.property(anyProgram, seeds, (program, seed) => {
        const trace = random(program, seed);
        const text = formatSchedule(scheduleOf(trace));
        const { trace: again, error } = replayTrace(program, defaultMachine, parseSchedule(text).steps);
        expect(error).toBeNull();
        expect(plain(again)).toEqual({ ...plain(trace), ending: again.ending });
        expect(again.ending.kind).toBe(trace.ending.kind === 'stopped' ? 'open' : trace.ending.kind);
      }),
      { numRuns: 60 },
    );
  });
  test('made step by step, with steps undone on the way, is the same as made at once', () => {
    fc.assert(
      fc.property(anyProgram, seeds, fc.array(fc.nat(30), { maxLength: 4 }), (program, seed, undos) => {
        const whole = random(program, seed, 40);
        let trace = startTrace(program, defaultMachine);
        for (const undo of [...undos, 0]) {
          for (const thread of scheduleOf(whole).slice(trace.steps.length)) trace = stepTrace(trace, thread);
          expect(plain(trace).steps).toEqual(whole.steps);
          trace = truncate(trace, trace.steps.length - undo);
        }
        expect(trace.states).toEqual(whole.states);
        expect([...trace.checkpoints]).toEqual([...whole.checkpoints]);
      }),
      { numRuns: 40 },
    );
  });
  test('is never changed by a step: two futures of one trace are independent', () => {
    const start = stepTrace(startTrace(counter, defaultMachine), 1);
    const before = structuredClone(plain(start));
    const left = stepTrace(start, 1);
    const right = stepTrace(start, 2);
    expect(plain(start)).toEqual(before);
    expect(left.steps[1]?.thread).toBe(1);
    expect(right.steps[1]?.thread).toBe(2);
    expect(momentAt(left, 2).memory[0]?.value).toBe('1');
    expect(momentAt(right, 2).memory[0]?.value).toBe('0');
  });
  test('shares the views of threads that have not changed', () => {
    const trace = random();
    const thread = trace.steps[5]?.thread ?? 0;
    expect(trace.states[6]?.[3 - thread]).toBe(trace.states[5]?.[3 - thread]);
    expect(trace.states[6]?.[thread]).not.toBe(trace.states[5]?.[thread]);
  });
  test('can be continued from any moment', () => {
    const half = truncate(random(), 13);
    const trace = continueTrace(half, roundRobinScheduler(2));
    expect(scheduleOf(trace).slice(0, 13)).toEqual(scheduleOf(half));
    expect(trace.ending.kind).toBe('finished');
  });
  test('that reaches its limit says so', () => {
    expect(random(programOf(spinSource), 1, 0).ending).toEqual({ kind: 'stopped', reason: 'stopped after 0 steps' });
    expect(random(counter, 1, 7).ending).toEqual({ kind: 'stopped', reason: 'stopped after 7 steps' });
  });
  test('of a loop that never does anything visible is stopped, and names the line', () => {
    const endless = programOf(counterSource().replace('tmp = count', 'while True: pass'));
    expect(runTrace(endless, defaultMachine, roundRobinScheduler(1), { cuts: 4 }).ending).toEqual({
      kind: 'stopped',
      reason: 'stopped after 4 steps: T2 computes without end at line 8',
    });
    const { trace, error } = replayTrace(endless, defaultMachine, parseSchedule('1*1000000').steps, { cuts: 3 });
    expect(trace.steps).toHaveLength(3);
    expect(error?.message).toBe('The schedule has 1,000,000 steps; only the first 3 were replayed.');
  });
  test('of a deadlock is stuck, and idle ticks may follow', () => {
    const { trace, error } = replayTrace(programOf(deadlockSource), defaultMachine, parseSchedule('12..').steps);
    expect(error).toBeNull();
    expect(trace.ending).toEqual({ kind: 'stuck', threads: [0, 1, 2] });
    expect(trace.steps[3]).toEqual({ thread: IDLE, line: 0, effects: [] });
    expect(truncate(trace, 3).ending.kind).toBe('stuck');
    expect(() => stepTrace(trace, 2)).toThrow('T2 was blocked on a at step 4');
  });
  test('keeps the prefix before an impossible step, and names that step', () => {
    const { trace, error } = replayTrace(programOf(lockedSource()), defaultMachine, parseSchedule('112.1').steps);
    expect(trace.steps).toHaveLength(2);
    expect(error).toEqual({ step: 2, thread: 2, message: 'T2 was blocked on lock at step 2.' });
  });
});

describe('going back and forth', () => {
  test('over any random schedule gives identical images', () => {
    fc.assert(
      fc.property(anyProgram, seeds, fc.array(fc.nat(60), { maxLength: 12 }), (program, seed, walk) => {
        const trace = random(program, seed);
        const vm = createVm(program, defaultMachine);
        const images = [vm.snapshot()];
        for (const { thread } of trace.steps) {
          vm.step(thread);
          images.push(vm.snapshot());
        }
        for (const n of walk) {
          const cursor = n % images.length;
          expect(imageAt(trace, cursor)).toEqual(images[cursor]);
        }
      }),
      { numRuns: 60 },
    );
  });
  test('gives the same moment however one gets there', () => {
    const trace = random();
    const forth = trace.states.map((_, k) => momentAt(trace, k));
    for (let k = 40; k >= 0; k--) expect(momentAt(trace, k)).toEqual(forth[k]);
    expect(() => momentAt(trace, 41)).toThrow('Cursor 41 is outside of the trace; it has moments 0 to 40');
  });
  test('a moment says who wrote last, when, and over what', () => {
    const { trace } = replayTrace(counter, defaultMachine, parseSchedule('1122').steps);
    const cells = trace.states.map((_, k) => momentAt(trace, k).memory[0]);
    expect(cells.map((c) => [c?.value, c?.was, c?.writer, c?.step, c?.hot])).toEqual([
      ['0', '', 0, -1, false],
      ['0', '', 0, -1, false],
      ['1', '0', 1, 1, true],
      ['1', '0', 1, 1, false],
      ['2', '1', 2, 3, true],
    ]);
    expect(momentAt(trace, 1).locals[1]).toContainEqual({ name: 'tmp', value: '0' });
  });
  test('who writes a part has written the whole', () => {
    const source = counterSource(1)
      .replace('count = 0', "count = {'n': 0}")
      .replace('count = tmp + 1', "count['n'] = 5");
    const { trace } = replayTrace(programOf(source), defaultMachine, parseSchedule('1').steps);
    expect(momentAt(trace, 1).memory[0]).toMatchObject({
      name: 'count',
      value: "{'n': 5}",
      was: '',
      writer: 1,
      step: 0,
    });
  });
});
