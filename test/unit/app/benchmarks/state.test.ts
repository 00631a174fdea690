import { describe, expect, test } from 'vitest';
import { machineOf, presetChoice, readMachine, writeMachine } from '../../../../src/app/benchmarks/machine-choice.ts';
import { formatQuery, oneOf, parseQuery, wholeNumber } from '../../../../src/app/benchmarks/query.ts';
import { readBenchmarks, workersOf, writeBenchmarks } from '../../../../src/app/benchmarks/state.ts';

const read = (text: string) => readBenchmarks(parseQuery(text));

describe('an address of the benchmarks page', () => {
  test('is short where nothing was changed', () => {
    expect(writeBenchmarks(read(''))).toBe('');
  });

  test('holds all that was changed, and gives it back', () => {
    const text = 'machine=2-core&cores=3&python=3.13t&workers=5&cpu=60&io=25&open=io.processes.4';
    expect(writeBenchmarks(read(text))).toBe(text);
    expect(read(text)).toEqual({
      machine: { preset: '2-core', cores: 3, python: '3.13t' },
      workers: 5,
      cpu: 60,
      io: 25,
      open: 'io.processes.4',
    });
  });

  test.each([
    'cores=0',
    'cores=17',
    'cores=-1',
    'cores=2.5',
    'workers=99999999999',
    'cpu=101',
    'python=2.7',
    'machine=toaster',
    'open=<script>',
    'cores',
    '%',
  ])('with nonsense in it, "%s", is read as if that were absent', (text) => {
    expect(read(text)).toEqual(read(''));
  });

  test('takes the first of two values', () => {
    expect(read('cpu=10&cpu=20').cpu).toBe(10);
  });
});

describe('the machine that was chosen', () => {
  test('is the article’s laptop at first: four cores, CPython 3.9', () => {
    const { cores, python, name } = machineOf(presetChoice('article-laptop'));
    expect([cores, python.version, name]).toEqual([4, '3.9', '4 cores, CPython 3.9']);
  });

  test('has the cores and the Python of the reader', () => {
    const { cores, python, name } = machineOf({ preset: '16-core', cores: 1, python: '3.13t' });
    expect([cores, python.gil, name]).toEqual([1, false, '1 core, CPython 3.13, no GIL']);
  });

  test('is written as what differs from its preset', () => {
    expect(writeMachine(presetChoice('2-core'))).toEqual({ machine: '2-core' });
    expect(readMachine(parseQuery('machine=2-core'))).toEqual({ preset: '2-core', cores: 2, python: '3.11' });
  });
});

test('the reader’s number of workers is one more group, unless it is there', () => {
  expect(workersOf({ ...read(''), workers: 8 })).toEqual([1, 2, 4, 8]);
  expect(workersOf({ ...read(''), workers: 3 })).toEqual([1, 2, 3, 4, 8]);
  expect(workersOf({ ...read(''), workers: 12 })).toEqual([1, 2, 4, 8, 12]);
});

test('a whole number is digits between two bounds; one of several is one of them', () => {
  expect(['7', '07', '', ' 7', '1e1', undefined].map((text) => wholeNumber(text, 1, 9, 5))).toEqual([7, 7, 5, 5, 5, 5]);
  expect([oneOf('b', ['a', 'b'], 'a'), oneOf('c', ['a', 'b'], 'a')]).toEqual(['b', 'a']);
  expect(formatQuery({ a: 1, b: 'x y' }, { a: 1 })).toBe('b=x+y');
});
