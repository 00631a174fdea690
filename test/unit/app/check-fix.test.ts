import { describe, expect, test } from 'vitest';
import { checkFix } from '../../../src/app/check-fix.ts';
import { parseSchedule } from '../../../src/schedule/text.ts';
import { replayTrace } from '../../../src/trace/record.ts';
import { compiled, readLesson } from '../lessons/read-lesson.ts';

const { data, source, read } = readLesson('03-lost-update');
const fixed = read('fix.py');
const check = (text: string, budget = {}) => checkFix(compiled(text), data, budget);

describe('the check of a fix', { timeout: 30_000 }, () => {
  test('shows the fewest switches that break a program, and what would have to be true', () => {
    const result = check(source);
    expect(result).toMatchObject({
      kind: 'broken',
      what: 'With one switch, it ends with `count = 10` instead of 20.',
      why: 'For that to work, nobody could come between T1’s read of `count` at step 0 and its write at step 21.',
      schedule: '1 2*20 1*19',
    });
    const { trace, error } = replayTrace(compiled(source), data.machine, parseSchedule(result.schedule).steps);
    expect(error).toBeNull();
    expect(trace.ending.kind).toBe('finished');
  });

  test('passes other locks in other places', () => {
    expect(check(fixed.replaceAll('Lock', 'RLock')).kind).toBe('holds');
    const byHand = fixed
      .replace('        with lock:\n', '        lock.acquire()\n')
      .replace(
        '            tmp = count\n            count = tmp + 1\n',
        '        count += 1\n        lock.release()\n',
      );
    expect(check(byHand)).toMatchObject({ kind: 'holds', why: '' });
  });

  test('passes threads that no longer take turns, and says so', () => {
    const inTurn = source.replace(
      'first.start()\nsecond.start()\nfirst.join()',
      'first.start()\nfirst.join()\nsecond.start()',
    );
    expect(check(inTurn)).toMatchObject({ kind: 'holds', why: expect.stringMatching(/^One thread now does all/) });
  });

  test('finds a lock that is never released', () => {
    const stuck = fixed.replace('        with lock:\n', '        if True:\n            lock.acquire()\n');
    expect(check(stuck)).toMatchObject({ kind: 'broken', what: expect.stringMatching(/^The run gets stuck: /) });
  });

  test('finds a run that can never finish', () => {
    const endless = source.replace('for _ in range(10):', 'while True:').replace('tmp + 1', '1 - tmp');
    expect(check(endless)).toMatchObject({ kind: 'broken', what: 'After this schedule the run can never finish.' });
  });

  test('is not finished, and no proof, where its budget ends', () => {
    expect(check(fixed, { states: 1000 })).toMatchObject({
      kind: 'open',
      what: expect.stringMatching(/1,000 states: no failure so far, not finished\.$/),
    });
  });

  test('names who does not do their work', () => {
    expect(check(source.replace('range(10)', 'range(5)'))).toMatchObject({
      kind: 'work',
      what: 'T1 writes `count` 5 times; it has to be 10 times.',
    });
  });
});
