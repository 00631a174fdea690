import { raise } from '../errors.ts';
import { QUEUE } from '../layout.ts';
import { addressOf, boolean, NONE, small } from '../values.ts';
import type { SyncType, Tools } from './sync.ts';

/** Words of a QUEUE: its bound (0: none), tasks not done, and its kind. Its block holds the items. */
const MAXSIZE = 2;
const UNFINISHED = 3;
const KIND = 4;
/** Kinds: `Queue` and `SimpleQueue`, `LifoQueue`, `PriorityQueue`. */
export const FIFO = 0;
export const LIFO = 1;
export const PRIORITY = 2;

/** `queue.Queue` (Lib/queue.py): put waits while it is full, get while it is empty, join until every task is done. */
export function queue(tools: Tools): SyncType {
  const { image, heap, world } = tools;
  const count = (self: number): number => heap.countAt(addressOf(self));
  const bound = (self: number): number => image[addressOf(self) + MAXSIZE] as number;
  const unfinished = (self: number): number => image[addressOf(self) + UNFINISHED] as number;
  const isFull = (self: number): boolean => bound(self) > 0 && count(self) >= bound(self);
  const show = (self: number): string => `${count(self)} item${count(self) === 1 ? '' : 's'}`;
  /** Arguments of put and get that say whether to wait: positions `from` and `from + 1`. */
  const patience = (a: Parameters<typeof tools.argument>[0], from: number): { blocks: boolean; timed: boolean } => {
    const blocks = tools.truth(a.values[from] ?? a.keywords.get('block'), true);
    const timeout = tools.argument(a, from + 1, 'timeout');
    if (blocks && timeout !== NONE && world.operators.order(0, timeout, small(0)) < 0) {
      throw raise('ValueError', "'timeout' must be a non-negative number");
    }
    return { blocks, timed: timeout !== NONE };
  };
  const waitsForEver = (a: Parameters<typeof tools.argument>[0], from: number): boolean => {
    try {
      const { blocks, timed } = patience(a, from);
      return blocks && !timed;
    } catch {
      return false;
    }
  };
  const put = (self: number, v: number): number => {
    if (isFull(self)) throw raise('queue.Full');
    const before = show(self);
    tools.share(self, v);
    const message = tools.message(self, v);
    image[heap.push(addressOf(self))] = message;
    image[addressOf(self) + UNFINISHED] = unfinished(self) + 1;
    tools.record('store', self, before, show(self));
    return NONE;
  };
  const take = (self: number): number => {
    const at = addressOf(self);
    if (count(self) === 0) throw raise('queue.Empty');
    const before = show(self);
    const kind = image[at + KIND];
    const items = heap.itemsOf(at);
    let i = kind === LIFO ? items.length - 1 : 0;
    if (kind === PRIORITY)
      for (let k = 1; k < items.length; k++)
        if (world.operators.order(0, items[k] as number, items[i] as number) < 0) i = k;
    heap.removeEntry(at, i);
    tools.record('store', self, before, show(self));
    return tools.received(self, items[i] as number);
  };
  const read = (self: number, v: number): number => {
    tools.record('load', self, show(self), show(self));
    return v;
  };
  return {
    type: QUEUE,
    name: 'Queue',
    show,
    holder: () => -1,
    room: (self) => Math.max(1, count(self)),
    attributes: { maxsize: (self) => small(bound(self)), unfinished_tasks: (self) => small(unfinished(self)) },
    operations: {
      put: {
        waits: (self, a) => isFull(self) && waitsForEver(a, 1),
        run(self, a) {
          if (a.values[0] === undefined && !a.keywords.has('item')) {
            throw raise('TypeError', "Queue.put() missing 1 required positional argument: 'item'");
          }
          patience(a, 1);
          return put(self, tools.argument(a, 0, 'item'));
        },
      },
      get: {
        waits: (self, a) => count(self) === 0 && waitsForEver(a, 0),
        run(self, a) {
          patience(a, 0);
          return take(self);
        },
      },
      put_nowait: { run: (self, a) => put(self, tools.argument(a, 0, 'item')) },
      get_nowait: { run: (self) => take(self) },
      task_done: {
        run(self) {
          if (unfinished(self) === 0) throw raise('ValueError', 'task_done() called too many times');
          image[addressOf(self) + UNFINISHED] = unfinished(self) - 1;
          tools.record('store', self, `${unfinished(self) + 1} not done`, `${unfinished(self)} not done`);
          return NONE;
        },
      },
      join: { waits: (self) => unfinished(self) > 0, run: () => NONE },
      qsize: { run: (self) => read(self, small(count(self))) },
      empty: { run: (self) => read(self, boolean(count(self) === 0)) },
      full: { run: (self) => read(self, boolean(isFull(self))) },
    },
  };
}
