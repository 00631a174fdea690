import { describe, expect, test } from 'vitest';
import { lostUpdatesOf } from '../../../src/analysis/lost-updates.ts';
import { notesOf, storyOf } from '../../../src/analysis/notes.ts';
import { storesTo, switchesOf } from '../../../src/analysis/switches.ts';
import { waitGraphOf } from '../../../src/analysis/wait-for.ts';
import { randomScheduler } from '../../../src/schedule/random.ts';
import { parseSchedule } from '../../../src/schedule/text.ts';
import { momentAt } from '../../../src/trace/moment.ts';
import { replayTrace, runTrace } from '../../../src/trace/record.ts';
import type { Trace } from '../../../src/trace/types.ts';
import { defaultMachine } from '../../../src/vm/machine.ts';
import { counterSource, deadlockSource, exceptionSource, lockedSource, programOf } from '../../shared/programs.ts';

const replay = (source: string, text: string): Trace =>
  replayTrace(programOf(source), defaultMachine, parseSchedule(text).steps).trace;

describe('lost updates', () => {
  test('the par of lesson 3 overwrites nine updates, then nine again', () => {
    const trace = replay(counterSource(), '1 2*18 12 1*18 2');
    expect(lostUpdatesOf(trace)).toEqual([
      {
        step: 19,
        thread: 1,
        name: 'count',
        victim: 2,
        victimStep: 18,
        lostValue: '9',
        newValue: '1',
        count: 9,
        readStep: 0,
        text: 'overwrites T2’s 9 with 1: 9 updates lost',
      },
      {
        step: 39,
        thread: 2,
        name: 'count',
        victim: 1,
        victimStep: 38,
        lostValue: '10',
        newValue: '2',
        count: 9,
        readStep: 20,
        text: 'overwrites T1’s 10 with 2: 9 updates lost',
      },
    ]);
  });
  test('none are lost one thread after the other, nor under a lock', () => {
    expect(lostUpdatesOf(replay(counterSource(), '1*20 2*20'))).toEqual([]);
    for (let seed = 0; seed < 20; seed++) {
      const trace = runTrace(programOf(lockedSource(5)), defaultMachine, randomScheduler(seed));
      expect(lostUpdatesOf(trace)).toEqual([]);
    }
  });
  test('two threads that read the same lose one of their two updates', () => {
    const trace = replay(counterSource(), '1212');
    expect(lostUpdatesOf(trace).map(({ step, count }) => [step, count])).toEqual([[3, 1]]);
    expect(momentAt(trace, 4).memory[0]?.value).toBe('1');
  });
  test('a thread that never looked writes blindly and loses nothing', () => {
    const source = counterSource(1).replace('tmp = count', 'tmp = 4');
    expect(lostUpdatesOf(replay(source, '12'))).toEqual([]);
  });
});

describe('switches', () => {
  test('count only where the thread before could have gone on', () => {
    expect(switchesOf(replay(counterSource(), '1 2*18 12 1*18 2'))).toEqual([1, 19, 20, 21]);
    expect(switchesOf(replay(deadlockSource, '12'))).toEqual([1]);
    expect(switchesOf(replay(counterSource(), '1*20 2*20'))).toEqual([]);
  });
  test('stores tell whether every thread still does its work', () => {
    expect([...storesTo(replay(counterSource(), '1*20 2*20'), 'count')]).toEqual([
      [1, 10],
      [2, 10],
    ]);
  });
});

describe('the wait-for graph', () => {
  test('of a deadlock is a cycle', () => {
    const trace = replay(deadlockSource, '12');
    const graph = waitGraphOf(momentAt(trace, 2));
    expect(graph.cycle).toEqual([1, 2]);
    expect(graph.edges).toContainEqual({ from: 'T1', to: 'lock:b', kind: 'waits', inCycle: true });
    expect(graph.edges).toContainEqual({ from: 'lock:b', to: 'T2', kind: 'held', inCycle: true });
    expect(graph.edges).toContainEqual({ from: 'main', to: 'T1', kind: 'waits', inCycle: false });
    expect(graph.edges).toHaveLength(5);
    expect(graph.nodes.map((node) => [node.id, node.inCycle]).sort()).toEqual([
      ['T1', true],
      ['T2', true],
      ['lock:a', true],
      ['lock:b', true],
      ['main', false],
    ]);
  });
  test('before it, there is none', () => {
    expect(waitGraphOf(momentAt(replay(deadlockSource, '12'), 1)).cycle).toEqual([]);
  });
});

describe('notes', () => {
  const titles = (trace: Trace): string[] => notesOf(trace).map((note) => `${note.at}: ${note.title}. ${note.text}`);
  test('name what happened, then say it', () => {
    expect(titles(replay(counterSource(), '1 2*18 12 1*18 2'))).toMatchInlineSnapshot(`
      [
        "19: 9 updates of count lost at step 19. T1 overwrites T2’s 9 with 1: 9 updates lost.",
        "39: 9 updates of count lost at step 39. T2 overwrites T1’s 10 with 2: 9 updates lost.",
        "40: Finished after 40 steps. All threads have finished.",
      ]
    `);
    expect(titles(replay(deadlockSource, '12.'))).toMatchInlineSnapshot(`
      [
        "2: Deadlock at step 2. T1 waits for b, which T2 has; T2 waits for a, which T1 has. Nobody can go first.",
      ]
    `);
    expect(titles(replay(exceptionSource, '21'))).toMatchInlineSnapshot(`
      [
        "1: Exception in T1 at step 1. ZeroDivisionError: integer division or modulo by zero (line 6).",
        "2: Finished after 2 steps. All threads have finished.",
      ]
    `);
  });
  test('a story has its timeline, log and lost updates', () => {
    const story = storyOf(replay(counterSource(), '1221'));
    expect(story.log.map((entry) => entry.text)).toEqual([
      'takes the GIL',
      'reads count: 0',
      'you switch T1 → T2',
      'reads count: 0',
      'writes count: 0 → 1',
      'you switch T2 → T1',
      'writes count: 1 → 1',
      'overwrites T2’s 1 with 1: 1 update lost',
    ]);
    expect(story.lost).toHaveLength(1);
    expect(story.timeline.notes).toHaveLength(1);
  });
});
