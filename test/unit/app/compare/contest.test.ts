import { describe, expect, test } from 'vitest';
import { machineOf, presetChoice } from '../../../../src/app/benchmarks/machine-choice.ts';
import { parseQuery } from '../../../../src/app/benchmarks/query.ts';
import { holdContest } from '../../../../src/app/compare/contest.ts';
import { contestantIds } from '../../../../src/app/compare/contestants.ts';
import { rowsOf } from '../../../../src/app/compare/metrics-table.ts';
import { holdProgram, withProcesses } from '../../../../src/app/compare/program.ts';
import { readCompare, toggled, writeCompare } from '../../../../src/app/compare/state.ts';
import { workIds } from '../../../../src/app/compare/works.ts';

const machine = machineOf(presetChoice('article-laptop'));
const hold = (work: (typeof workIds)[number], seed = 1) =>
  holdContest({ work, workers: 3, machine, contestants: ['gil', 'free', 'processes'], seed });

describe('a contest', () => {
  test('of three who compute: the GIL serialises, the others use three cores', () => {
    const [gil, free, processes] = hold('computing');
    expect(gil?.speedUp).toBeCloseTo(1, 1);
    expect(free?.speedUp).toBeGreaterThan(2.5);
    expect(processes?.speedUp).toBeGreaterThan(2.3);
    expect(free?.efficiency).toBeCloseTo((free?.speedUp ?? 0) / 4, 10);
  });

  test('names the difference from the first in one sentence', () => {
    const [gil, free] = hold('computing');
    expect(gil?.difference).toBe('');
    expect(free?.difference).toMatch(
      /^The run with the GIL takes 2\.\d times as long as the run without a GIL: there T\d waited \d\d% of the time for the GIL, here threads wait 0%\.$/,
    );
  });

  test('of three who wait: nobody is much slower', () => {
    const ends = hold('waiting').map(({ opened }) => opened.run.end);
    expect(Math.max(...ends) / Math.min(...ends)).toBeLessThan(1.25);
  });

  test('from one seed is the same again', () => {
    const ends = (seed: number) => hold('half', seed).map(({ opened }) => opened.run.end);
    expect(ends(7)).toEqual(ends(7));
    expect(ends(8)).not.toEqual(ends(7));
  });

  test.each(workIds)('of %s finishes with everybody, and every figure is a text', (work) => {
    for (const contested of holdContest({ work, workers: 2, machine, contestants: contestantIds, seed: 1 })) {
      expect(contested.opened.run.ending.kind).toBe('finished');
      for (const { text } of rowsOf('one')) expect(text(contested)).not.toMatch(/NaN|undefined|Infinity/);
    }
  });
});

describe('a program', () => {
  const hold = (source: string) => holdProgram({ source, machine, contestants: ['gil', 'processes'], seed: 1 });

  test('is run by everybody, and what it prints is kept', () => {
    const { contested, diagnostics } = hold('print("hello", 6 * 7)\n');
    expect(diagnostics).toEqual([]);
    expect(contested.map(({ output, errors }) => [output, errors])).toEqual([
      ['hello 42\n', []],
      ['hello 42\n', []],
    ]);
  });

  test('that cannot be read is not run', () => {
    const { contested, diagnostics } = hold('x = = 1\n');
    expect(contested).toEqual([]);
    expect(diagnostics[0]?.line).toBe(1);
  });

  test('has the exception that ended it', () => {
    expect(hold('print(1 // 0)\n').contested[0]?.errors).toEqual([expect.stringMatching(/^line 1: ZeroDivisionError/)]);
  });

  test('has processes in the place of its threads', () => {
    expect(withProcesses('from threading import Thread\n')).toBe('from multiprocessing import Process as Thread\n');
    expect(withProcesses('import threading\nt = threading.Thread(target=f)\n')).toBe(
      'import multiprocessing, threading\nt = multiprocessing.Process(target=f)\n',
    );
    expect(withProcesses('print(1)\n')).toBe('print(1)\n');
  });
});

describe('an address of the compare page', () => {
  test('holds all that was changed, and gives it back', () => {
    const text = 'work=pipeline&workers=4&machine=2-core&cores=3&with=free.old&seed=42';
    expect(writeCompare(readCompare(parseQuery(text)))).toBe(text);
    expect(writeCompare(readCompare(parseQuery('')))).toBe('');
  });

  test('without anybody it knows has the usual three', () => {
    expect(readCompare(parseQuery('with=nobody')).contestants).toEqual(['gil', 'free', 'processes']);
  });
});

test('who does it can be changed one by one, in the page’s order; the last one stays', () => {
  expect(toggled(['gil', 'old'], 'free')).toEqual(['gil', 'free', 'old']);
  expect(toggled(['gil', 'free'], 'gil')).toEqual(['free']);
  expect(toggled(['free'], 'free')).toEqual(['free']);
});
