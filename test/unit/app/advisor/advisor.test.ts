import { describe, expect, test } from 'vitest';
import { choiceBars, choiceOf, choiceWords } from '../../../../src/app/advisor/choices.ts';
import {
  ARTICLE_STAGES,
  amount,
  readAdvisor,
  stageOf,
  workloadOf,
  writeAdvisor,
} from '../../../../src/app/advisor/state.ts';
import { machineOf } from '../../../../src/app/benchmarks/machine-choice.ts';
import { parseQuery } from '../../../../src/app/benchmarks/query.ts';
import { advise } from '../../../../src/simulate/advisor.ts';

const read = (text: string) => readAdvisor(parseQuery(text));

describe('an address of the advisor', () => {
  test('holds the stages, and gives them back', () => {
    const state = read(`stages=${encodeURIComponent('hash,4,0.5,20,c;a b,0,7,0')}&items=50&cores=2`);
    expect(state.stages).toEqual([
      { name: 'hash', cpu: 4, wait: 0.5, kilobytes: 20, releases: true },
      { name: 'a b', cpu: 0, wait: 7, kilobytes: 0, releases: false },
    ]);
    expect([state.items, state.machine.cores]).toEqual([50, 2]);
    expect(read(writeAdvisor(state))).toEqual(state);
    expect(writeAdvisor(read(''))).toBe('');
  });

  test.each(['stages=', 'stages=;;;', 'stages=x,0,0,0', 'stages=x,NaN,-5,1e9'])(
    'without any work, "%s", is the article’s pipeline',
    (text) => {
      expect(read(text).stages).toEqual(ARTICLE_STAGES);
    },
  );

  test('takes five stages at most, and names without separators', () => {
    expect(read(`stages=${'a,1,1,1;'.repeat(9)}`).stages.length).toBe(5);
    const [stage] = ARTICLE_STAGES;
    const state = { ...read(''), stages: [{ ...stage!, name: 'a,b;c' }] };
    expect(read(writeAdvisor(state)).stages[0]?.name).toBe('a b c');
  });
});

test('an amount has one decimal and bounds; all else is 0', () => {
  expect(['3', '2.55', '99999', '-1', 'x', '', '1e3'].map((text) => amount(text, 1000))).toEqual([
    3, 2.6, 1000, 0, 0, 0, 0,
  ]);
});

describe('advice for the article’s pipeline', () => {
  const machine = machineOf({ preset: 'article-laptop', cores: 4, python: '3.11' });
  const advice = advise(workloadOf(read('')), machine);

  test('computes in processes, and does not store one by one', () => {
    expect(advice.stages.map(({ best }) => best.tool)).toEqual([expect.anything(), 'processes', expect.anything()]);
    expect(advice.stages[2]?.best.tool).not.toBe('neither');
    expect(advice.alone / advice.recommended).toBeGreaterThan(4);
  });

  test('has a bar for each tool, and the recommended one is solid', () => {
    const [bars = []] = choiceBars(advice.stages[1]!, 1);
    expect(bars.map(({ fill }) => fill)).toEqual(['hollow', 'hollow', 'hollow', 'solid']);
    expect(bars[0]?.label).toBe('one by one');
    expect(choiceOf(advice.stages, bars[3]?.id ?? '')?.choice.tool).toBe('processes');
    expect(choiceOf(advice.stages, '9.magic.1')).toBeUndefined();
  });

  test('without a GIL computes in threads', () => {
    const free = advise(workloadOf(read('')), machineOf({ preset: 'article-laptop', cores: 4, python: '3.13t' }));
    expect(free.stages[1]?.best.tool).toBe('threads');
  });
});

test('a nameless stage has a name, and a choice its words', () => {
  expect(stageOf({ name: ' ', cpu: 1, wait: 2, kilobytes: 3, releases: false })).toEqual({
    name: 'stage',
    cpu: 1e6,
    wait: 2e6,
    bytes: 3e3,
    releases: false,
  });
  expect(choiceWords({ tool: 'asyncio', workers: 8 })).toBe('asyncio, 8');
});
