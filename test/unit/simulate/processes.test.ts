import { describe, expect, test } from 'vitest';
import { acquire, compute, join, sleep, start, terminate } from '../../../src/simulate/activity.ts';
import { simulate } from '../../../src/simulate/kernel.ts';
import type { StartMethod } from '../../../src/simulate/machine.ts';
import { calibrationMachine } from '../../../src/simulate/presets.ts';
import type { Child, Program } from '../../../src/simulate/world.ts';
import { ideal, ms } from './ideal.ts';

const starts = (method: StartMethod, options = {}): Program =>
  function* (self) {
    const child = self.process('child', () => [][Symbol.iterator](), { method, ...options });
    yield start(child);
    yield join(child);
  };

/** Milliseconds on one quiet core, without noise. */
const steady = { ...calibrationMachine, noise: 0, slowdown: [1], os: { ...ideal(1).os } };
const took = (program: Program, options = {}) => simulate(program, steady, options).end / 1e6;

describe('starting and joining a process that does nothing', () => {
  test('takes 4.3 ms by fork, 36 by forkserver, 110 by spawn', () => {
    expect([took(starts('fork')), took(starts('forkserver')), took(starts('spawn'))].map(Math.round)).toEqual([
      4, 36, 110,
    ]);
  });

  test('spawn imports the main module again', () => {
    expect(took(starts('spawn', { importTime: ms(70) })) - took(starts('spawn'))).toBeCloseTo(70, 6);
    expect(took(starts('fork', { importTime: ms(70) }))).toBe(took(starts('fork')));
  });

  test('fork copies what the parent has in memory: 200 MB are 5.8 ms more', () => {
    expect(took(starts('fork'), { megabytes: 200 }) - took(starts('fork'))).toBeCloseTo(5.8, 6);
  });

  test('costs more than a thread', () => {
    const thread: Program = function* (self) {
      const child = self.thread('T1', () => [][Symbol.iterator]());
      yield start(child);
      yield join(child);
    };
    expect(took(thread)).toBeLessThan(0.1);
  });
});

const errorOf = (body: (self: Parameters<Program>[0]) => ReturnType<Program>) =>
  simulate(body, ideal(1)).threads[0]?.error;

describe('what CPython refuses', () => {
  const idle = (self: Parameters<Program>[0]): Child => self.thread('T1', () => [][Symbol.iterator]());

  test('to start a thread twice', () => {
    expect(
      errorOf(function* (self) {
        const child = idle(self);
        yield start(child);
        yield start(child);
      }),
    ).toBe('RuntimeError: threads can only be started once');
  });

  test('to start a process twice', () => {
    expect(
      errorOf(function* (self) {
        const child = self.process('P1', () => [][Symbol.iterator]());
        yield start(child);
        yield start(child);
      }),
    ).toBe('AssertionError: cannot start a process twice');
  });

  test('to join a thread before its start, and itself', () => {
    expect(
      errorOf(function* (self) {
        yield join(idle(self));
      }),
    ).toBe('RuntimeError: cannot join thread before it is started');
    const program: Program = function* (self) {
      const child: Child = self.thread('T1', function* () {
        yield join(child);
      });
      yield start(child);
    };
    expect(simulate(program, ideal(1)).threads[1]?.error).toBe('RuntimeError: cannot join current thread');
  });
});

describe('the end', () => {
  test('of the main thread waits for threads, but not for daemons', () => {
    const program =
      (daemon: boolean): Program =>
      (self) =>
        [start(self.thread('T1', () => [sleep(ms(50))].values(), { daemon })), sleep(ms(10))].values();
    expect(simulate(program(false), ideal(1)).end).toBe(ms(50));
    expect(simulate(program(true), ideal(1)).end).toBe(ms(10));
  });

  test('by terminate comes at once, and what the process held stays held', () => {
    const program: Program = function* (self) {
      const lock = self.lock('lock');
      const child = self.process('child', () => [acquire(lock), compute(ms(100))].values());
      yield start(child);
      yield sleep(ms(10));
      yield terminate(child);
      yield join(child);
      self.measure('joined', self.now());
      self.measure('got', (yield acquire(lock, ms(5))) ? 1 : 0);
    };
    const { measurements, ending, cores } = simulate(program, ideal(2));
    expect(ending.kind).toBe('finished');
    expect(cores.map(({ busy }) => busy).sort()).toEqual([0, ms(10)]); // of 100 ms of work
    expect(measurements.get('joined')).toEqual([ms(10)]);
    expect(measurements.get('got')).toEqual([0]);
  });

  test('by an exception is the end of that thread only', () => {
    const program: Program = function* (self) {
      const failing = self.thread('T1', () => {
        throw new Error('ZeroDivisionError: division by zero');
      });
      yield start(failing);
      yield join(failing);
    };
    const run = simulate(program, ideal(1));
    expect(run.ending.kind).toBe('finished');
    expect(run.threads[1]?.error).toBe('ZeroDivisionError: division by zero');
  });
});
