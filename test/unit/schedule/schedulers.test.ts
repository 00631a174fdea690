import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runOn } from '../../../src/schedule/by-hand.ts';
import { drive } from '../../../src/schedule/drive.ts';
import { randomScheduler } from '../../../src/schedule/random.ts';
import { replayScheduler } from '../../../src/schedule/replay.ts';
import { roundRobinScheduler } from '../../../src/schedule/round-robin.ts';
import { IDLE, type Scheduler } from '../../../src/schedule/scheduler.ts';
import { formatSchedule, parseSchedule } from '../../../src/schedule/text.ts';
import { defaultMachine } from '../../../src/vm/machine.ts';
import { createVm } from '../../../src/vm/vm.ts';
import { counterSource, deadlockSource, lockedSource, programOf } from '../../shared/programs.ts';

const counter = programOf(counterSource());

function run(scheduler: Scheduler, program = counter, limit = 1_000): string {
  const steps: number[] = [];
  drive(createVm(program, defaultMachine), scheduler, limit, (_, thread) => steps.push(thread));
  return formatSchedule(steps);
}

describe('round robin', () => {
  test('gives each thread its quantum of steps', () => {
    expect(run(roundRobinScheduler(5))).toBe('1*5 2*5 1*5 2*5 1*5 2*5 1*5 2*5');
    expect(run(roundRobinScheduler(1))).toBe('12'.repeat(20));
  });
  test('passes the turn of a thread that has to wait', () => {
    expect(run(roundRobinScheduler(3), programOf(lockedSource(1)))).toBe('1*4 2*4');
  });
  test('refuses a quantum that is no number of steps', () => {
    expect(() => roundRobinScheduler(0)).toThrow('A quantum is a whole number of steps, at least 1; found 0');
  });
});

describe('a seed', () => {
  test('gives the same schedule every time', () => {
    expect(run(randomScheduler(0x5eed))).toBe(run(randomScheduler(0x5eed)));
    expect(run(randomScheduler(0x5eed))).toMatchInlineSnapshot(`"12112 1*4 2212221112221222122121211212121"`);
  });
  test('makes every thread equally likely', () => {
    const vm = createVm(counter, defaultMachine);
    const start = vm.snapshot();
    let first = 0;
    for (let seed = 0; seed < 2_000; seed++) {
      vm.restore(start);
      drive(vm, randomScheduler(seed), 1, (_, thread) => {
        if (thread === 1) first++;
      });
    }
    expect(first).toBeGreaterThan(900);
    expect(first).toBeLessThan(1_100);
  });
});

describe('replay', () => {
  const replay = (text: string, program = counter): string => run(replayScheduler(parseSchedule(text).steps), program);
  test('follows a schedule to its end', () => {
    expect(replay('1 2*18 12 1*18 2')).toBe('1 2*18 12 1*18 2');
    expect(replay('12.1')).toBe('12.1');
  });
  test.each([
    [counterSource(), '1*20 12', 'T1 had finished before step 20'],
    [counterSource(), '113', 'T3 had not started at step 2'],
    [counterSource(), '0', 'main was waiting for T1 at step 0'],
    [deadlockSource, '11 2', 'T2 was blocked on b at step 2'],
    [lockedSource(), '1 2', 'T2 was blocked on lock at step 1'],
  ])('refuses what cannot step, and names it', (source, text, message) => {
    expect(() => replay(text, programOf(source))).toThrow(message);
  });
  test('repeats any random run', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), (seed) => {
        const text = run(randomScheduler(seed));
        expect(replay(text)).toBe(text);
      }),
    );
  });
});

test('by hand, Play goes on with the same thread while it can', () => {
  expect(run(runOn)).toBe('1*20 2*20');
  expect(run(runOn, programOf(deadlockSource))).toBe('1*4 2*4');
  expect(IDLE).toBe(-2);
});
