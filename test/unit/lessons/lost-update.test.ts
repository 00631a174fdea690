/** Holds lesson 3 to its word: all that it claims is computed here by the engine, or run by a real Python. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { checkFix } from '../../../src/app/check-fix.ts';
import { factsOf } from '../../../src/app/facts.ts';
import { type Quoted, quotedOf } from '../../../src/app/quoted.ts';
import { storyOf } from '../../../src/app/story.ts';
import { parseSchedule } from '../../../src/schedule/text.ts';
import { replayTrace } from '../../../src/trace/record.ts';
import { compiled, readLesson } from './read-lesson.ts';

const lesson = readLesson('03-lost-update');
const { data } = lesson;
const program = compiled(lesson.source);
const result = factsOf(program, data);
if (!result.ok) throw new Error(result.message);
const { facts } = result;

describe('lesson 3, Where did my update go?', { timeout: 30_000 }, () => {
  test('has 137,846,528,820 schedules; 184,756 lose nothing, 8 reach the goal', () => {
    expect(facts.schedules).toBe(137_846_528_820n);
    expect(facts.allKept).toBe(184_756n);
    expect(facts.reached).toBe(8n);
    expect(facts.steps).toBe(40);
  });

  test('has the par that it says: 4 switches, and no schedule needs fewer', () => {
    expect(facts.par).toBe(4);
    expect(data.par).toBe(facts.par);
  });

  test('predicts what the engine computes', () => {
    expect(facts.smallest).toBe(2);
    expect(data.predict.truth).toBe(String(facts.smallest));
    expect(data.predict.options.map((option) => option.id)).toContain(data.predict.truth);
  });

  test('says for each wrong answer what would have to be true, and for the right one nothing', () => {
    for (const { id, wrong } of data.predict.options) {
      if (id === data.predict.truth) expect(wrong).toBeUndefined();
      else expect(wrong).toMatch(/^For that to be true, .* would have to /);
    }
  });

  test('reaches the goal with its golden schedule, at par, and loses 18 of 20 updates', () => {
    const schedule = parseSchedule(data.golden);
    expect(schedule.error).toBeNull();
    const { trace, error } = replayTrace(program, data.machine, schedule.steps);
    expect(error).toBeNull();
    expect(trace.ending.kind).toBe('finished');
    const story = storyOf(trace, 'the schedule', data);
    expect(story.reached).toBe(true);
    expect(story.switches).toBe(data.par);
    expect(story.result).toEqual({ value: 2, missing: 18 });
    expect(story.lost.reduce((sum, lost) => sum + lost.count, 0)).toBe(18);
    expect(story.timeline.notes.at(-1)?.title).toBe('Lost 18 of 20 updates');
  });

  test('is fixed by its fix: no schedule breaks it, and the work still happens', () => {
    const fixed = checkFix(compiled(lesson.read(data.fix.reference)), data);
    expect(fixed.kind).toBe('holds');
    expect(fixed.why).toBe(''); // the threads still take turns
  });

  test.each(data.fix.wrong)('is not fixed by $file', ({ file, fails, because }) => {
    const wrong = checkFix(compiled(lesson.read(file)), data);
    expect(wrong.kind).toBe(fails);
    if (fails === 'broken') {
      expect(wrong.why).toBe(because);
      expect(because).toMatch(/^For that to work, .* would have to /);
      const replayed = replayTrace(compiled(lesson.read(file)), data.machine, parseSchedule(wrong.schedule).steps);
      expect(replayed.error).toBeNull();
      expect(storyOf(replayed.trace, 'the search', data).result?.missing).toBeGreaterThan(0);
    } else {
      expect(wrong.why).toMatch(/^The work must still happen/);
    }
  });

  test('knows each stock wrong fix by its own sign only', () => {
    for (const { file, sign } of data.fix.wrong) {
      if (sign === undefined) continue;
      const matching = data.fix.wrong.filter((other) => new RegExp(sign, 'm').test(lesson.read(other.file)));
      expect(matching.map((other) => other.file)).toEqual([file]);
      expect(new RegExp(sign, 'm').test(lesson.source)).toBe(false);
    }
  });

  test('quotes only numbers that are computed', () => {
    const known: Quoted = { ...quotedOf(data, facts), sample: '64', 'check-states': '4,948' };
    const quoted = [...lesson.words.matchAll(/\{\{([\w-]+)\}\}/g)].map(([, name = '']) => name);
    expect(quoted.length).toBeGreaterThan(8);
    expect(Object.keys(known)).toEqual(expect.arrayContaining(quoted));
    // Written by hand are names of threads, the goal of the Break step (2), and "add 1".
    const byHand = lesson.words.replace(/\{\{[\w-]+\}\}|`[^`]*`|\bT[12]\b/g, '').match(/\d[\d,.]*/g);
    expect(byHand).toEqual(['2', '1']);
  });

  test('quotes them as 137,846,528,820 and 0.00013 %', () => {
    expect(quotedOf(data, facts)).toMatchObject({
      schedules: '137,846,528,820',
      'all-kept': '184,756',
      'all-kept-share': '0.00013 %',
      'goal-schedules': '8',
      smallest: '2',
      lost: '18',
      par: '4',
    });
  });

  // Where there is no Python, the recorded programs of test/fixtures stand for it.
  const hasPython = spawnSync('python3', ['--version']).status === 0;
  test.runIf(hasPython).each(['program.py', 'fix.py', ...data.fix.wrong.map((wrong) => wrong.file)])(
    'runs %s in a real Python, which prints one number from 2 to 20',
    (file) => {
      const { stdout, stderr, status } = spawnSync('python3', ['-c', lesson.read(file)], { encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(status).toBe(0);
      expect(stdout).toMatch(/^\d+\n$/);
      expect(Number(stdout)).toBeGreaterThanOrEqual(2);
      expect(Number(stdout)).toBeLessThanOrEqual(20);
    },
  );
});
