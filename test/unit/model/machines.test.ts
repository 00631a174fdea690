import { describe, expect, test } from 'vitest';
import { coreTable } from '../../../src/model/core.ts';
import { edgesOf } from '../../../src/model/edges.ts';
import { gilTable } from '../../../src/model/gil.ts';
import { processTable } from '../../../src/model/process.ts';
import { next, type Table } from '../../../src/model/table.ts';
import { threadTable } from '../../../src/model/thread.ts';
import { machines } from './machines.ts';

/** Names of the states along a walk, the initial one first. */
function walk<State extends string, Event extends string>(table: Table<State, Event>, ...events: Event[]): State[] {
  let state = table.initial;
  const names = [table.states[state] as State];
  for (const event of events) {
    state = next(table, state, table.event[event]);
    names.push(table.states[state] as State);
  }
  return names;
}

describe('a thread', () => {
  test('is chosen, is preempted, is chosen again and finishes', () => {
    expect(walk(threadTable, 'start', 'dispatch', 'preempt', 'dispatch', 'finish')).toEqual([
      'created',
      'runnable',
      'running',
      'runnable',
      'running',
      'finished',
    ]);
  });

  test('at rest becomes blocked and runnable again without running', () => {
    expect(walk(threadTable, 'start', 'block', 'wake', 'block')).toEqual([
      'created',
      'runnable',
      'blocked',
      'runnable',
      'blocked',
    ]);
  });

  test('that is blocked cannot be chosen', () => {
    expect(() => walk(threadTable, 'start', 'dispatch', 'block', 'dispatch')).toThrow(
      'thread: no transition from "blocked" on "dispatch"',
    );
  });

  test('that sleeps is woken by time, or by being chosen', () => {
    expect(walk(threadTable, 'start', 'dispatch', 'sleep', 'wake').at(-1)).toBe('runnable');
    expect(walk(threadTable, 'start', 'dispatch', 'sleep', 'dispatch').at(-1)).toBe('running');
  });

  test('cannot start twice, nor run after its end', () => {
    expect(() => walk(threadTable, 'start', 'start')).toThrow('thread: no transition from "runnable" on "start"');
    expect(() => walk(threadTable, 'start', 'dispatch', 'finish', 'dispatch')).toThrow(
      'thread: no transition from "finished" on "dispatch"',
    );
  });
});

describe('the GIL', () => {
  test('is free after a drop that nobody asked for', () => {
    expect(walk(gilTable, 'take', 'drop', 'take')).toEqual(['free', 'held', 'free', 'held']);
  });

  test('changes hands by force after a drop that somebody asked for', () => {
    expect(walk(gilTable, 'take', 'request', 'request', 'drop', 'take')).toEqual([
      'free',
      'held',
      'dropRequested',
      'dropRequested',
      'forcedSwitch',
      'held',
    ]);
  });

  test('is never taken from its holder', () => {
    expect(() => walk(gilTable, 'take', 'take')).toThrow('gil: no transition from "held" on "take"');
    expect(() => walk(gilTable, 'take', 'request', 'take')).toThrow(
      'gil: no transition from "dropRequested" on "take"',
    );
  });
});

describe('a core', () => {
  test('pays a context switch for another thread, and none for the same one', () => {
    expect(walk(coreTable, 'switch', 'run', 'switch', 'run', 'stop', 'run')).toEqual([
      'idle',
      'switching',
      'running',
      'switching',
      'running',
      'idle',
      'running',
    ]);
  });
});

describe('a process', () => {
  test('copies its parent when forked, and imports the main module when spawned', () => {
    expect(walk(processTable, 'fork', 'run', 'exit')).toEqual(['created', 'copying', 'running', 'exited']);
    expect(walk(processTable, 'spawn', 'run', 'exit')).toEqual(['created', 'importing', 'running', 'exited']);
    expect(walk(processTable, 'forkserver', 'run', 'exit')).toEqual(['created', 'importing', 'running', 'exited']);
  });

  test('may end while it imports, by an exception', () => {
    expect(walk(processTable, 'spawn', 'exit').at(-1)).toBe('exited');
  });

  test('can be terminated or killed at any time after its start, and only then', () => {
    for (const [signal, end] of [
      ['terminate', 'terminated'],
      ['kill', 'killed'],
    ] as const) {
      expect(walk(processTable, 'fork', signal).at(-1)).toBe(end);
      expect(walk(processTable, 'spawn', signal).at(-1)).toBe(end);
      expect(walk(processTable, 'fork', 'run', signal).at(-1)).toBe(end);
      expect(() => walk(processTable, signal)).toThrow(`process: no transition from "created" on "${signal}"`);
    }
  });
});

test('the machines have this many arrows: one more is a decision', () => {
  expect(machines.map(({ id, machine }) => [id, edgesOf(machine).length])).toEqual([
    ['thread', 10],
    ['gil', 6],
    ['core', 5],
    ['process', 13],
  ]);
});
