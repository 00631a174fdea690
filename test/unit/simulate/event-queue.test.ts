import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cancel, createEventQueue } from '../../../src/simulate/event-queue.ts';

const drain = (queue: ReturnType<typeof createEventQueue>): [number, number][] => {
  const all: [number, number][] = [];
  for (let event = queue.next(); event !== undefined; event = queue.next()) all.push([event.at, event.order]);
  return all;
};

test('gives the earliest first, and of two at one time the one that was added first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
      const queue = createEventQueue();
      for (const at of times) queue.add(at, () => {});
      const expected = times.map((at, order): [number, number] => [at, order]);
      expect(drain(queue)).toEqual(expected.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
    }),
  );
});

test('skips what was cancelled', () => {
  const queue = createEventQueue();
  const appointments = [3, 1, 2].map((at) => queue.add(at, () => {}));
  expect(cancel(appointments[1] ?? null)).toBeNull();
  expect(drain(queue).map(([at]) => at)).toEqual([2, 3]);
  expect(cancel(null)).toBeNull();
});
