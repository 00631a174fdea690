import { beforeAll, describe, expect, test } from 'vitest';
import { type Claim, claimsOf } from '../../../../src/app/benchmarks/claims.ts';
import { gilProcesses, gilViewOf } from '../../../../src/app/benchmarks/gil-view.ts';
import { machineOf, presetChoice } from '../../../../src/app/benchmarks/machine-choice.ts';
import { openRun } from '../../../../src/app/benchmarks/opened-run.ts';
import { drawn, secondsText, timesText } from '../../../../src/app/benchmarks/rows.ts';
import { percent, sentences, shownThreads } from '../../../../src/app/benchmarks/run-words.ts';
import { scaleOf } from '../../../../src/elements/chart/bars.ts';
import { benchmarks, type Chart } from '../../../../src/simulate/benchmarks.ts';

let charts: Chart[];
beforeAll(() => {
  charts = benchmarks(machineOf(presetChoice('article-laptop')));
});

const barOf = (chart: Chart['id'], series: string, workers: number) => {
  const found = charts
    .find(({ id }) => id === chart)
    ?.series.find(({ name, source }) => name === series && source === 'simulated')
    ?.bars.find((bar) => bar.workers === workers);
  if (!found?.open) throw new Error(`no bar ${chart} ${series} ${workers}`);
  return found.open();
};

describe('the four charts', () => {
  test('hold eight bars each for the workers, and two each for the scenarios', () => {
    const all = drawn(charts, 100, 10);
    expect(all.map(({ id, groups }) => [id, groups.flat().length])).toEqual([
      ['cpu', 8],
      ['io', 8],
      ['mail', 2],
      ['forest', 2],
    ]);
  });

  test('show the article’s four figures as marks, and sixteen measured ones', () => {
    const marks = drawn(charts, 100, 10).map(({ groups }) => groups.flat().flatMap((bar) => bar.marks));
    expect(marks.map((some) => some.length)).toEqual([8, 8, 2, 2]);
    expect(marks.slice(2).flatMap((some) => some.map(({ text }) => text))).toEqual([
      '35.65 s',
      '9.84 s',
      '34.18 s',
      '14.58 s',
    ]);
  });

  test('count in times of one thread, which is 1 for one thread', () => {
    const [cpu] = drawn(charts, 100, 10);
    expect(cpu?.groups[0]?.[0]?.value).toBe(1);
    expect(cpu?.groups[0]?.[0]?.marks[0]?.value).toBe(1);
  });
});

describe('a scale', () => {
  test.each([
    [1.14, [0, 0.25, 0.5, 0.75, 1, 1.25]],
    [9.07, [0, 2, 4, 6, 8, 10]],
    [35.66, [0, 10, 20, 30, 40]],
    [0, [0, 1]],
    [Number.NaN, [0, 1]],
  ])('for %d has round numbers', (most, scale) => {
    expect(scaleOf(most)).toEqual(scale);
  });
});

describe('a statement of the article', () => {
  const verdicts = (claims: readonly Claim[]) => claims.map(({ simulated }) => simulated.verdict);

  test('holds or does not, by the simulator’s figures', () => {
    const found = verdicts(claimsOf(charts, true, 4));
    expect(found[2]).toBe('holds'); // processes beat threads at computing
    expect(found[3]).toBe('holds'); // and level off beyond the cores
    expect(found[5]).toBe('holds'); // ten threads fetch mail sooner
    expect(found[6]).toBe('does not hold'); // threads use several cores when C code lets them
  });

  test('is judged anew on another machine: without a GIL, processes do not beat threads', () => {
    const free = benchmarks(machineOf({ preset: 'article-laptop', cores: 4, python: '3.13t' }));
    expect(verdicts(claimsOf(free, false, 4))[2]).not.toBe('holds');
  });

  test('says its figures, never NaN', () => {
    for (const { simulated, measured } of claimsOf(charts, true, 4))
      expect(`${simulated.words} ${measured?.words}`).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('a run that was opened', () => {
  test('has lanes for the GIL, the threads that do something, and the cores that do', () => {
    const { timeline, leftOut } = openRun(barOf('cpu', 'threads', 2));
    expect(timeline.lanes.map(({ kind }) => kind)).toEqual(['gil', 'thread', 'thread', 'core', 'core', 'core']);
    expect(leftOut).toBe('Not drawn: the main thread, which only waits for the others; 1 idle core.');
  });

  test('of processes leaves out the GILs that nobody else wants', () => {
    const { timeline } = openRun(barOf('cpu', 'processes', 2));
    expect(timeline.lanes.some(({ kind }) => kind === 'gil')).toBe(false);
  });

  test('says what held it up, and how often the GIL was taken', () => {
    const opened = openRun(barOf('cpu', 'threads', 2));
    const [first, , third] = sentences(opened);
    expect(first).toMatch(/^T[12] waited \d\d% of the time for the GIL\.$/);
    expect(third).toMatch(/a GIL was taken \d+ times, \d+ of them by force\.$/);
    expect(shownThreads(opened).map(({ name }) => name)).toEqual(['T1', 'T2']);
  });

  test('shows the GIL at a moment: one has it, the other waits, and somebody has asked', () => {
    const opened = openRun(barOf('cpu', 'threads', 2));
    const [process] = gilProcesses(opened);
    const half = gilViewOf(opened, process, opened.run.end / 2);
    expect([half?.holder?.name, half?.waiters.map(({ name }) => name).join()].sort()).toEqual(['T1', 'T2']);
    expect(half?.convoy).toBe(0);
    expect(half?.forcedSwitches).toBeGreaterThan(100);
    expect(gilViewOf(opened, undefined, 0)).toBeUndefined();
  });
});

test('figures are short: three digits, a sign of multiplication, a share', () => {
  expect([0.987, 9.851, 35.656, 123.4].map(secondsText)).toEqual(['0.99 s', '9.85 s', '35.7 s', '123 s']);
  expect([1, 3.973, 12.34].map(timesText)).toEqual(['1.00×', '3.97×', '12.3×']);
  expect([0, 0.001, 0.612, 1, Number.NaN].map(percent)).toEqual(['0 %', '< 1 %', '61 %', '100 %', '–']);
});
