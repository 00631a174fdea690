import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { switchesOf } from '../../../src/analysis/switches.ts';
import { neverBroken } from '../../../src/explore/check.ts';
import { countSchedules, outcomeName } from '../../../src/explore/count.ts';
import { fewestSwitches } from '../../../src/explore/fewest-switches.ts';
import { goalOf } from '../../../src/explore/goal.ts';
import { reach } from '../../../src/explore/reach.ts';
import { formatSchedule } from '../../../src/schedule/text.ts';
import { momentAt } from '../../../src/trace/moment.ts';
import { replayTrace } from '../../../src/trace/record.ts';
import { defaultMachine, type SwitchPoints } from '../../../src/vm/machine.ts';
import {
  counterSource,
  deadlockSource,
  exceptionSource,
  lockedSource,
  programOf,
  spinSource,
} from '../../shared/programs.ts';

const counter = programOf(counterSource());
const countOf = (source: string, globals: string[] = []) =>
  countSchedules(programOf(source), defaultMachine, outcomeName(globals));
const replay = (program = counter, schedule: readonly number[] | null) => {
  const { trace, error } = replayTrace(program, defaultMachine, schedule ?? []);
  expect(error).toBeNull();
  return trace;
};
const choose = (n: number, k: number): bigint => (k === 0 ? 1n : (choose(n - 1, k - 1) * BigInt(n)) / BigInt(k));

describe('counting', () => {
  test('lesson 3 has 137,846,528,820 schedules, and 184,756 of them end in 20', () => {
    const count = countSchedules(counter, defaultMachine, outcomeName(['count']));
    expect(count.schedules).toBe(137_846_528_820n);
    expect(count.outcomes.map(({ name, schedules }) => [name, schedules])).toContainEqual(['count = 20', 184_756n]);
    expect(count.outcomes.map(({ name, schedules }) => [name, schedules])).toContainEqual(['count = 2', 8n]);
    expect(count.outcomes.map((o) => o.name).sort()).toEqual(
      Array.from({ length: 19 }, (_, i) => `count = ${i + 2}`).sort(),
    );
    expect(count.outcomes.reduce((sum, o) => sum + o.chance, 0)).toBeCloseTo(1, 12);
    expect(count.states).toBe(41_133);
  });
  test.each([1, 2, 3, 4, 5])('two threads of 2 × %i steps have C(4 × it, 2 × it) schedules', (times) => {
    expect(countOf(counterSource(times)).schedules).toBe(choose(4 * times, 2 * times));
  });
  test('an example of each outcome replays to it', () => {
    for (const { name, example } of countOf(counterSource(3), ['count']).outcomes) {
      const trace = replay(programOf(counterSource(3)), example);
      expect(`count = ${momentAt(trace, trace.steps.length).memory[0]?.value}`).toBe(name);
      expect(trace.ending.kind).toBe('finished');
    }
  });
  test('a deadlock is an outcome: of 2 of the 6 schedules', () => {
    const { schedules, outcomes } = countOf(deadlockSource);
    expect({ schedules, outcomes: outcomes.map((o) => [o.name, o.schedules]) }).toMatchInlineSnapshot(`
      {
        "outcomes": [
          [
            "deadlock",
            2n,
          ],
          [
            "finished",
            4n,
          ],
        ],
        "schedules": 6n,
      }
    `);
  });
  test('an exception is an outcome', () => {
    expect(countOf(exceptionSource).outcomes.map((o) => [o.name, o.schedules])).toMatchInlineSnapshot(`
      [
        [
          "exception in T1: ZeroDivisionError: integer division or modulo by zero",
          1n,
        ],
        [
          "finished",
          2n,
        ],
      ]
    `);
  });
  test('with the GIL of CPython ≥ 3.10 the counter loses nothing, with that of ≤ 3.9 it does', () => {
    const outcomes = (switchPoints: SwitchPoints): string[] =>
      countSchedules(programOf(counterSource(3)), { switchPoints, gil: true }, outcomeName(['count'])).outcomes.map(
        (o) => o.name,
      );
    expect(outcomes('eval-breaker')).toEqual(['count = 6']);
    expect(outcomes('every-bytecode').sort()).toEqual([
      'count = 2',
      'count = 3',
      'count = 4',
      'count = 5',
      'count = 6',
    ]);
  });
  test('endless runs are said to be endless, not counted', () => {
    const count = countOf(spinSource, ['ready']);
    expect(count).toMatchObject({ schedules: null, endless: true, finished: true });
    expect(count.outcomes.map((o) => o.name)).toEqual(['ready = True']);
  });
  test('a budget ends it with how far it came', () => {
    const seen: number[] = [];
    const budget = { states: 5_000, progress: ({ states }: { states: number }) => seen.push(states) };
    const count = countSchedules(counter, defaultMachine, outcomeName(['count']), budget);
    expect(count).toMatchObject({
      schedules: null,
      finished: false,
      endless: false,
      unfinished: 'Stopped at the limit of 5,000 states',
    });
    expect(seen.length).toBeGreaterThan(2);
    const stopped = countSchedules(counter, defaultMachine, outcomeName([]), { shouldStop: () => true });
    expect(stopped.unfinished).toBe('Stopped after 1 state');
  });
});

describe('the fewest switches', () => {
  test('to count == 2 are 4, in 40 steps', () => {
    const par = fewestSwitches(counter, defaultMachine, goalOf('count == 2'));
    expect(par).toMatchObject({ switches: 4, steps: 40, finished: true });
    const trace = replay(counter, par.schedule);
    expect(switchesOf(trace)).toHaveLength(4);
    expect(momentAt(trace, 40).output).toBe('2\n');
  });
  test.each([
    ['count == 20', 0],
    ['count == 10', 1],
    ['count < 10', 4],
    ['count == 3', 4],
  ])('to %s are %i', (goal, switches) => {
    const par = fewestSwitches(counter, defaultMachine, goalOf(goal));
    expect(par.switches).toBe(switches);
    expect(switchesOf(replay(counter, par.schedule))).toHaveLength(switches);
  });
  test('to a deadlock is 1', () => {
    const par = fewestSwitches(programOf(deadlockSource), defaultMachine, goalOf('deadlock'));
    expect(par).toMatchObject({ switches: 1, steps: 2 });
    expect(replay(programOf(deadlockSource), par.schedule).ending.kind).toBe('stuck');
  });
  test('there are none where the goal cannot be reached', () => {
    expect(fewestSwitches(counter, defaultMachine, goalOf('count == 1'))).toMatchObject({
      schedule: null,
      finished: true,
    });
  });
  test('a budget leaves what is proved so far', () => {
    const par = fewestSwitches(counter, defaultMachine, goalOf('count == 2'), 'end', { states: 3_000 });
    expect(par).toMatchObject({ schedule: null, finished: false });
    expect(par.switches).toBeGreaterThan(0);
    expect(par.switches).toBeLessThanOrEqual(4);
  });
  test('are the least over all schedules (against trying every schedule of a small program)', () => {
    const program = programOf(counterSource(2));
    const best = new Map<string, number>();
    const walk = (left: [number, number], schedule: number[]): void => {
      if (left[0] + left[1] === 0) {
        const trace = replay(program, schedule);
        const value = momentAt(trace, 8).memory[0]?.value ?? '';
        best.set(value, Math.min(best.get(value) ?? 99, switchesOf(trace).length));
      }
      if (left[0] > 0) walk([left[0] - 1, left[1]], [...schedule, 1]);
      if (left[1] > 0) walk([left[0], left[1] - 1], [...schedule, 2]);
    };
    walk([4, 4], []);
    expect([...best].sort()).toEqual(
      [...best.keys()]
        .sort()
        .map((v) => [v, fewestSwitches(program, defaultMachine, goalOf(`count == ${v}`)).switches]),
    );
    expect(best.size).toBe(3);
  });
});

describe('reach', () => {
  test('finds a shortest schedule, at the end or ever', () => {
    expect(formatSchedule(reach(counter, defaultMachine, goalOf('count == 1'), 'ever').schedule ?? [])).toBe('11');
    expect(reach(counter, defaultMachine, goalOf('count == 1'), 'end')).toMatchObject({
      schedule: null,
      finished: true,
    });
    expect(reach(programOf(deadlockSource), defaultMachine, goalOf('deadlock')).schedule).toEqual([1, 2]);
    expect(reach(programOf(exceptionSource), defaultMachine, goalOf('exception')).schedule).toEqual([2, 1]);
  });
});

describe('the check of a fix', () => {
  const twenty = { always: [goalOf('count == 20')] };
  test('holds with a lock: every state was seen', () => {
    const check = neverBroken(programOf(lockedSource()), defaultMachine, twenty);
    expect(check).toMatchObject({ verdict: 'holds', schedule: null, assumption: '' });
    expect([check.states, check.transitions]).toMatchInlineSnapshot(`
      [
        4948,
        5776,
      ]
    `);
  });
  test.each([
    ['no lock', counterSource(2), /^The run ends without count == 20 \(count = \d\)\.$/],
    [
      'a lock each',
      lockedSource(2).replace('    global count', '    global count\n    lock = threading.Lock()'),
      /count = /,
    ],
    ['a deadlock', deadlockSource, /^The run gets stuck: main waits for T1, T1 needs b, T2 needs a\.$/],
    ['an exception', exceptionSource, /^A thread ends by an exception: T1: ZeroDivisionError/],
    ['a lock never released', lockedSource(2).replace('with lock:', 'if lock.acquire():'), /^The run gets stuck: /],
  ])('%s is broken, with a schedule that shows it', (_, source, what) => {
    const program = programOf(source);
    const check = neverBroken(program, defaultMachine, twenty);
    expect(check.verdict).toBe('broken');
    expect(check.what).toMatch(what);
    replay(program, check.schedule);
  });
  test('holds for endless waiting that can always end, and names the assumption', () => {
    const check = neverBroken(programOf(spinSource), defaultMachine, { always: [goalOf('ready == True')] });
    expect(check.verdict).toBe('holds');
    expect(check.assumption).toContain('gets its turn');
  });
  test('is broken where a run can never finish', () => {
    const program = programOf(spinSource.replace('ready = True', 'ready = False'));
    const check = neverBroken(program, defaultMachine, {});
    expect(check).toMatchObject({ verdict: 'broken', what: 'After this schedule the run can never finish.' });
  });
  test('never ticks what it has not seen', () => {
    const check = neverBroken(programOf(lockedSource()), defaultMachine, twenty, { states: 100 });
    expect(check).toMatchObject({
      verdict: 'not finished',
      what: 'Stopped at the limit of 100 states: no failure so far, not finished.',
    });
  });
});

test('every schedule that a search gives replays, and reaches what it says', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 6 }), (value) => {
      const program = programOf(counterSource(3));
      const trace = replay(program, fewestSwitches(program, defaultMachine, goalOf(`count == ${value}`)).schedule);
      expect(momentAt(trace, trace.steps.length).memory[0]?.value).toBe(String(value));
    }),
    { numRuns: 10 },
  );
});
