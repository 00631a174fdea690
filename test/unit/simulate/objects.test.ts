import { describe, expect, test } from 'vitest';
import type { Body } from '../../../src/simulate/activity.ts';
import {
  acquire,
  compute,
  get,
  join,
  open,
  pause,
  put,
  receive,
  release,
  request,
  send,
  sleep,
  start,
} from '../../../src/simulate/activity.ts';
import { simulate } from '../../../src/simulate/kernel.ts';
import { timelineOf } from '../../../src/simulate/timeline.ts';
import type { Program, Self } from '../../../src/simulate/world.ts';
import { ideal, ms } from './ideal.ts';

/** Runs bodies as threads T1, T2 … of one process on an ideal machine of four cores. */
const together = (make: (self: Self) => readonly (() => Body)[]): Program =>
  function* (self) {
    const threads = make(self).map((body, index) => self.thread(`T${index + 1}`, body));
    for (const thread of threads) yield start(thread);
    for (const thread of threads) yield join(thread);
  };

const run = (make: (self: Self) => readonly (() => Body)[]) => simulate(together(make), ideal(4));

describe('a lock', () => {
  test('lets one in at a time', () => {
    const done = run((self) => {
      const lock = self.lock('lock');
      const body = function* () {
        yield acquire(lock);
        yield sleep(ms(10));
        yield release(lock);
      };
      return [body, body, body];
    });
    expect(done.end).toBe(ms(30));
  });

  test('gives up after its timeout', () => {
    const got: unknown[] = [];
    run((self) => {
      const lock = self.lock('lock');
      return [
        function* () {
          yield acquire(lock);
          yield sleep(ms(10));
          yield release(lock);
        },
        function* () {
          got.push(yield acquire(lock, ms(4)), yield acquire(lock, 0), yield acquire(lock, ms(20)));
        },
      ];
    });
    expect(got).toEqual([false, false, true]);
  });

  test('released twice is what CPython says, and the thread may catch it', () => {
    const caught: string[] = [];
    const done = run((self) => {
      const lock = self.lock('lock');
      return [
        function* () {
          try {
            yield release(lock);
          } catch (error) {
            caught.push((error as Error).message);
          }
        },
        function* () {
          yield release(lock);
        },
      ];
    });
    expect(caught).toEqual(['RuntimeError: release unlocked lock']);
    expect(done.threads.map(({ error }) => error)).toEqual(['', '', 'RuntimeError: release unlocked lock']);
    expect(done.ending.kind).toBe('finished');
  });

  test('taken in two orders is a deadlock, with its cycle', () => {
    const done = run((self) => {
      const [a, b] = [self.lock('a'), self.lock('b')];
      const body = (first: typeof a, second: typeof a) =>
        function* () {
          yield acquire(first);
          yield sleep(ms(1));
          yield acquire(second);
        };
      return [body(a, b), body(b, a)];
    });
    expect(done.ending).toEqual({ kind: 'stuck', threads: [0, 1, 2] });
    expect(done.waits).toEqual([
      { thread: 0, object: 'join of T1', holder: 1 },
      { thread: 1, object: 'b', holder: 2 },
      { thread: 2, object: 'a', holder: 1 },
    ]);
    expect(done.cycle).toEqual([1, 2]);
    expect(timelineOf(done).notes).toEqual([
      { at: ms(1), tone: 'bad', title: 'Deadlock', text: 'T1 waits for T2 waits for T1.' },
    ]);
  });

  test('taken twice by one thread is a deadlock with itself', () => {
    const done = run((self) => {
      const lock = self.lock('lock');
      return [
        function* () {
          yield acquire(lock);
          yield acquire(lock);
        },
      ];
    });
    expect(done.cycle).toEqual([1]);
  });
});

test('a semaphore lets as many in as it has permits: 5 × 10 ms by twos', () => {
  const done = run((self) => {
    const semaphore = self.semaphore('seats', 2);
    return Array.from({ length: 5 }, () => {
      return function* () {
        yield acquire(semaphore);
        yield sleep(ms(10));
        yield release(semaphore);
      };
    });
  });
  expect(done.end).toBe(ms(30));
});

test('a semaphore below zero is refused in the words of CPython', () => {
  const done = run((self) => [() => [acquire(self.semaphore('s', -1))].values()]);
  expect(done.threads[0]?.error).toBe('');
  expect(done.threads[1]?.error).toBe('ValueError: semaphore initial value must be >= 0');
});

test('a queue gives in order what was put, and a full one makes the putter wait', () => {
  const got: unknown[] = [];
  const done = run((self) => {
    const queue = self.queue('queue', 1);
    return [
      function* () {
        for (let item = 1; item <= 4; item++) yield put(queue, item);
      },
      function* () {
        for (let count = 0; count < 4; count++) {
          got.push(yield get(queue));
          yield sleep(ms(10));
        }
      },
    ];
  });
  expect(got).toEqual([1, 2, 3, 4]);
  expect(done.end).toBe(ms(40));
});

test('a gate lets go on whom it is opened for, and forgets an opening that nobody waits for', () => {
  const order: number[] = [];
  const done = run((self) => {
    const gate = self.gate('gate');
    const waiter = (id: number) =>
      function* () {
        yield pause(gate);
        order.push(id);
      };
    return [
      function* () {
        expect(yield open(gate)).toBe(0);
      },
      waiter(1),
      waiter(2),
      waiter(3),
      function* () {
        yield sleep(ms(1));
        expect(yield open(gate, 1)).toBe(1);
        yield sleep(ms(1));
        expect(yield open(gate)).toBe(2);
      },
    ];
  });
  expect(order).toEqual([1, 2, 3]);
  expect(done.end).toBe(ms(2));
});

test('a pipe goes between processes, costs by the byte, and a full one makes the sender wait', () => {
  const program: Program = function* (self) {
    const pipe = self.pipe('pipe');
    const reader = self.process('reader', function* () {
      yield sleep(ms(10));
      expect(yield receive(pipe)).toBe('a');
      expect(yield receive(pipe)).toBe('b');
    });
    yield start(reader);
    yield send(pipe, 'a', 60_000);
    yield send(pipe, 'b', 60_000); // 64 KiB is all it holds
    yield join(reader);
  };
  const machine = ideal(2);
  expect(simulate(program, machine).end).toBe(ms(10));
  const costly = { ...machine, costs: { ...machine.costs, pickle: 10 } };
  // 0.6 ms to pickle each; the reader unpickles the first while the sender, who waited, writes the second.
  expect(simulate(program, costly).end).toBe(ms(10 + 0.6 + 0.6));
});

describe('a server', () => {
  const clients = (
    count: number,
    options: { connections?: number; refuses?: boolean; bandwidth?: number },
    bytes = 0,
  ) =>
    run((self) => {
      const server = self.server('server', { latency: ms(10), ...options });
      return Array.from({ length: count }, () => {
        return function* () {
          const answered = yield request(server, bytes);
          self.measure('answered', answered ? 1 : 0);
        };
      });
    });

  test('answers all at once', () => expect(clients(8, {}).end).toBe(ms(10)));
  test('or as many as it has connections: 8 by threes', () => expect(clients(8, { connections: 3 }).end).toBe(ms(30)));
  test('shares its line: 4 × 1 MB at 100 MB a second after 10 ms', () => {
    expect(clients(4, { bandwidth: 100e6 }, 1e6).end).toBe(ms(50));
  });
  test('refuses whom it has no connection for', () => {
    const answered = clients(4, { connections: 3, refuses: true }).measurements.get('answered') ?? [];
    expect([...answered].sort()).toEqual([0, 1, 1, 1]);
  });
});

test('a negative sleep is what CPython says', () => {
  const done = run(() => [() => [compute(1), sleep(-1)].values()]);
  expect(done.threads[1]?.error).toBe('ValueError: sleep length must be non-negative');
});
