import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IDLE } from '../../../src/schedule/scheduler.ts';
import { formatSeed, parseScheduleOrSeed, parseSeed } from '../../../src/schedule/seed.ts';
import { charOf, formatSchedule, MAX_STEPS, parseSchedule, threadOf } from '../../../src/schedule/text.ts';

const steps = (text: string) => parseSchedule(text).steps;
const anyThread = fc.integer({ min: IDLE, max: 35 }).filter((t) => t !== -1);
/** Schedules with runs in them, as real ones have. */
const anySchedule = fc
  .array(fc.tuple(anyThread, fc.integer({ min: 1, max: 12 })), { maxLength: 40 })
  .map((runs) => runs.flatMap(([thread, count]) => new Array<number>(count).fill(thread)));

describe('the schedule text', () => {
  test('one character is one step', () => {
    expect(steps('0 19az.')).toEqual([0, 1, 9, 10, 35, IDLE]);
  });
  test('a run repeats its step', () => {
    expect(steps('1*3 2')).toEqual([1, 1, 1, 2]);
    expect(steps('12 2*17 1 2 1*18 2')).toHaveLength(40);
  });
  test('the canonical text writes runs of four and more, apart from their neighbours', () => {
    expect(formatSchedule([1, 2, 2, 2, 2, 1, 1, 1, 2])).toBe('1 2*4 1112');
    expect(formatSchedule(steps('12 2*17 1 2 1*18 2'))).toBe('1 2*18 12 1*18 2');
    expect(formatSchedule([])).toBe('');
  });
  test('parse after format is the identity, and format after parse is stable', () => {
    fc.assert(
      fc.property(anySchedule, (schedule) => {
        const text = formatSchedule(schedule);
        const parsed = parseSchedule(text);
        expect(parsed.error).toBeNull();
        expect(parsed.steps).toEqual(schedule);
        expect(formatSchedule(parsed.steps)).toBe(text);
      }),
    );
  });
  test('any text gives a result, never an exception', () => {
    const near = fc.array(fc.constantFrom(...'0129az.* \n*5A-é'), { maxLength: 30 }).map((chars) => chars.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string(), near), (text) => {
        const { steps, error } = parseSchedule(text);
        expect(formatSchedule(parseSchedule(formatSchedule(steps)).steps)).toBe(formatSchedule(steps));
        if (error !== null) expect(error.position).toBeLessThanOrEqual(text.length);
      }),
    );
  });
  test.each([
    [
      '12A',
      [1, 2],
      2,
      'Character 3: "A" is not a thread (1–9, a–z, 0 for main) or "." for an idle tick; threads are written in small letters ("a").',
    ],
    ['12*', [1], 3, 'Character 4: a count must follow "2*", as in "2*18".'],
    ['12*0 1', [1], 3, 'Character 4: a count must be at least 1, found 0.'],
    ['1*182x', [], 5, 'Character 6: white space must follow the count 182, found "x".'],
    ['1 *', [1], 2, 'Character 3: "*" is not a thread (1–9, a–z, 0 for main) or "." for an idle tick.'],
    ['12 2*1000000', [1, 2], 3, 'Character 4: the schedule is longer than 1,000,000 steps.'],
    ['1*99999999999999999999 2', [], 2, 'Character 3: the schedule is longer than 1,000,000 steps.'],
  ])('%j is an error with its place, and what came before is kept', (text, kept, position, message) => {
    const { steps, error } = parseSchedule(text);
    expect(steps).toEqual(kept);
    expect(error).toMatchObject({ position, message });
  });
  test('a million steps are read, one more is refused', () => {
    expect(steps(`1*${MAX_STEPS}`)).toHaveLength(MAX_STEPS);
    expect(parseSchedule(`1*${MAX_STEPS} 2`).error?.position).toBe(10);
  });
  test('every thread has one character', () => {
    for (let thread = 0; thread < 36; thread++) expect(threadOf(charOf(thread))).toBe(thread);
    expect(() => charOf(36)).toThrow('A schedule cannot name thread 36');
    expect(threadOf('A')).toBeUndefined();
  });
});

describe('the schedule field', () => {
  test('takes a seed or a schedule', () => {
    expect(parseScheduleOrSeed(' 0x5EED ')).toEqual({ kind: 'seed', seed: 0x5eed });
    expect(parseScheduleOrSeed('0x5eed')).toEqual({ kind: 'seed', seed: 0x5eed });
    expect(parseScheduleOrSeed('1212')).toEqual({ kind: 'schedule', steps: [1, 2, 1, 2], error: null });
    expect(parseScheduleOrSeed('0 x5')).toMatchObject({ kind: 'schedule', steps: [0, 33, 5] });
  });
  test('says that a seed is too long', () => {
    const long = parseScheduleOrSeed('0x123456789');
    expect(long).toMatchObject({ kind: 'schedule', steps: [], error: { position: 10, found: '9' } });
  });
  test('a seed survives its text', () => {
    fc.assert(fc.property(fc.nat(0xffffffff), (seed) => parseSeed(formatSeed(seed)) === seed));
    expect(formatSeed(0x5eed)).toBe('0x5EED');
  });
});
